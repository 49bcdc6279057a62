"""A fault keeps all that it knows: on its way up, and on its way from another process."""

import copy
import pickle

import pytest

from multifocal.fault import MOST_TOGETHER, Fault, Phrase, together
from multifocal.formats.workbook.xml import Enough
from multifocal.localize.sets import _TooManyError
from multifocal.measuring import Unmeasurable
from multifocal.web.public.compute import BusyError, SpentError
from tests.in_use import own_classes

PLACED = Fault("table.date", word="'x'", source="a.csv", line=3, column="date")
SEVERAL = together([PLACED, Fault("table.line_too_long", line=4)])
EXAMPLES: dict[type[BaseException], BaseException] = {
    Fault: PLACED,
    Enough: Enough(),
    _TooManyError: _TooManyError(),
    BusyError: BusyError(5),
    SpentError: SpentError(),
    Unmeasurable: Unmeasurable("noise", "measuring.noise", least_mv=0.1),
}


def exceptions() -> list[type[BaseException]]:
    return [one for one in own_classes() if issubclass(one, BaseException)]


def test_every_exception_of_the_house_has_an_example_here() -> None:
    assert set(exceptions()) == EXAMPLES.keys()


FAULTS = [one for one in EXAMPLES.values() if isinstance(one, Fault)]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("way", [lambda one: pickle.loads(pickle.dumps(one)), copy.deepcopy])
def test_a_fault_survives_the_way_between_processes(fault: Fault, way: object) -> None:
    assert callable(way)
    again = way(fault)
    assert type(again) is type(fault)
    assert str(again) == str(fault)
    assert vars(again) == vars(fault)
    assert again.args == fault.args


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: type(one).__name__)
def test_a_fault_named_as_lying_in_a_file_is_the_same_fault(fault: Fault) -> None:
    named = fault.within("b.edf")
    assert type(named) is type(fault)
    assert vars(named) == vars(fault) | {"source": "b.edf"}
    assert str(named).startswith("b.edf")
    assert fault.source != "b.edf"


def test_where_the_fault_lies_comes_first_and_the_remedy_last() -> None:
    assert str(PLACED) == "a.csv, line 3, column date: 'x' is no date. Write it as 2026-03-31"
    assert str(Fault("edf.bdf", byte=0)) == (
        "byte 0: the file is BDF (24 bits) and not EDF. Export the study as EDF+"
    )
    assert str(Fault("body.sex")) == "sex is not understood. Give female, male or leave it out"


def test_a_question_keeps_its_own_sign() -> None:
    asked = Fault("report.ask", question="Is it of the negative peak?", ways="--area total")
    assert "?." not in str(asked) and "? " in str(asked)


def test_the_same_may_be_said_of_another_place() -> None:
    moved = SEVERAL.placed(line=7, column="on")
    assert str(moved) == "line 7, column on: 'x' is no date. Write it as 2026-03-31"
    assert moved.each == (moved,)


def test_words_of_a_list_and_phrases_are_said_with_the_fault() -> None:
    name = Phrase.of("table.optional_column", name="date")
    fault = Fault("table.column_not_known", cell="'x'", known=("side", name))
    assert fault.remedy == "Columns: side, date (optional)"
    assert pickle.loads(pickle.dumps(fault)).remedy == fault.remedy
    within = Fault("wave.of_sweep", fault=fault, sweep=2)
    assert str(within) == "the column 'x' is not known (sweep 2). Columns: side, date (optional)"


def test_one_fault_carries_several_in_their_order() -> None:
    assert [one.problem for one in SEVERAL.each] == ["'x' is no date", "the line is far too long"]
    assert all(one.others == () for one in SEVERAL.each)
    assert [one.line for one in together([SEVERAL, PLACED]).each] == [3, 4, 3]
    assert together([PLACED]).each[0].problem == PLACED.problem and PLACED.each == (PLACED,)


def test_several_faults_are_all_named_as_lying_in_a_file_and_survive_the_way() -> None:
    again = pickle.loads(pickle.dumps(SEVERAL.within("b.csv")))
    assert [one.source for one in again.each] == ["b.csv", "b.csv"]
    assert str(again.each[1]) == "b.csv, line 4: the line is far too long. Give one row a line"
    assert SEVERAL.each[1].source is None


def test_of_very_many_faults_the_first_are_told_and_the_others_counted() -> None:
    whole = together([PLACED] * (MOST_TOGETHER + 7))
    assert len(whole.each) == MOST_TOGETHER + 1
    assert whole.each[-1].problem.endswith(": 7")
