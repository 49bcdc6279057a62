"""Sets that were not read in their source stand apart in every channel, and decide nothing."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from multifocal.cli.study.rendering import render
from multifocal.criteria import criteria_names, criteria_set, evaluate_by
from multifocal.criteria.criteria_set import STANDINGS
from multifocal.formats import parse_csv
from multifocal.reference import reference_table
from multifocal.report import PresentedStudy, present_study, study_pdf
from multifocal.words import say
from tests.report.test_report import text_of
from tests.study.tables import SOUND, pair, table

STUDY = replace(parse_csv(table(*pair())), clinical=SOUND)
TABLE = reference_table("aanem-2016")
APART = [one for one in STANDINGS if one != "read"]
SHOWN_APART = [name for name in criteria_names() if criteria_set(name).standing != "read"]


def presented(*names: str, amplitude: tuple[object, object] = (8.0, 3.0)) -> PresentedStudy:
    study = replace(parse_csv(table(*pair(amplitude=amplitude))), clinical=SOUND)
    return present_study(study, evaluate_by(study, names or None), TABLE)


def test_the_reconstruction_of_2003_is_not_among_the_sets_that_were_read() -> None:
    assert criteria_set("aanem-2003").standing == "reconstructed"
    assert "aanem-2003" in SHOWN_APART
    first, *others = presented().groups
    assert first.words == "" and all(one.words for one in others)
    titles = [{presented().sets[i].title for i in one.at} for one in (first, *others)]
    assert "AANEM 2003" not in titles[0]
    assert not any(one & other for one, other in combinations(titles, 2))
    assert set.union(*titles) == {criteria_set(name).title for name in criteria_names()}


def test_sets_that_stand_apart_come_after_those_that_were_read() -> None:
    order = [STANDINGS.index(criteria_set(name).standing) for name in criteria_names(research=True)]
    assert order == sorted(order)


@pytest.mark.parametrize("standing", APART)
def test_each_kind_says_in_a_line_and_in_a_word_why(standing: str) -> None:
    assert say(f"study.standing.{standing}") and say(f"study.standing.{standing}.tag")


@pytest.mark.parametrize(
    ("amplitude", "stands"),
    [((8.0, 3.0), True), ((8.0, 4.4), True), ((8.0, 8.0), False)],
)
def test_beside_a_block_of_2003_it_says_that_two_are_needed(
    amplitude: tuple[float, float], stands: bool
) -> None:
    area = (30.0, 15.0) if stands else (30.0, 30.0)
    study = replace(parse_csv(table(*pair(amplitude=amplitude, area=area))), clinical=SOUND)
    shown = present_study(study, evaluate_by(study, ("aanem-2003",)), TABLE)
    two = say("study.set.aanem-2003.two_nerves")
    assert (two in [one.text for one in shown.segments[0].lead.findings]) is stands
    assert (two in shown.groups[0].beside_block) is stands


def test_the_terminal_shows_a_table_of_its_own_for_them(capsys: pytest.CaptureFixture[str]) -> None:
    render(STUDY, evaluate_by(STUDY), TABLE)
    text = capsys.readouterr().out
    head, _, rest = text.partition(say("study.standing.reconstructed"))
    assert "EFNS/PNS 2010" in head and "AANEM 2003" not in head
    assert "AANEM 2003" in rest.partition("──")[0]
    assert say("study.set.aanem-2003.two_nerves") in rest.partition("──")[0]


def test_the_printed_sheet_shows_them_below_the_line(tmp_path: Path) -> None:
    text = text_of(study_pdf(presented()), tmp_path)
    matrix = text.partition("The rule sets side by side")[2].partition("The study as a whole")[0]
    head, _, rest = matrix.partition(say("study.standing.reconstructed"))
    assert "Utrecht" in head and "AANEM 2003" not in head and "AANEM 2003" in rest
    assert text.count(say("study.standing.reconstructed")) > 1  # beside the category too
