"""A row "Meas / Norm" or "R / L" below the headings: each number is what stands over it."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import read_report
from tests.formats.report.test_sided_columns import BLOCK, numbers

HEADER = "Nerve,Site,Latency (ms),,Amplitude (mV),,CV (m/s),\n"
ROWS = """R Ulnar - ADM,Wrist,2.8,<3.3,9.2,>6,,
,Below elbow,6.4,,8.9,>6,57,>50
,Above elbow,8.3,,2.8,>6,52,>50
"""
SWAPPED = """R Ulnar - ADM,Wrist,<3.3,2.8,>6,9.2,,
,Below elbow,,6.4,>6,8.9,>50,57
,Above elbow,,8.3,>6,2.8,>50,52
"""


@pytest.mark.parametrize(
    "words", ["Meas,Norm", "Result,Normal", "Ist,Soll", "Wert,Normwert", "Mesuré,Norme"]
)
def test_the_measured_numbers_are_those_under_measured(words: str) -> None:
    table = f"{HEADER},,{words},{words},{words}\n{ROWS}"
    found = read_report(table.encode())
    assert not found.questions
    measures = found.study().measures
    assert [(one.latency_ms, one.amplitude_mv) for one in measures] == [
        (2.8, 9.2), (6.4, 8.9), (8.3, 2.8),
    ]  # fmt: skip


def test_limits_that_stand_first_are_limits() -> None:
    """Bare limits, without < and >, would pass for responses."""
    rows = SWAPPED.replace("<", "").replace(">", "")
    table = f"{HEADER},,Norm,Meas,Norm,Meas,Norm,Meas\n{rows}"
    measures = read_report(table.encode()).study().measures
    assert [one.amplitude_mv for one in measures] == [9.2, 8.9, 2.8]
    assert [one.latency_ms for one in measures] == [2.8, 6.4, 8.3]


@pytest.mark.parametrize("words", [",,Meas,Meas,Meas,Norm,Meas,Norm", ",,Meas,Foo,Meas,Norm,,",
                                   ",,Norm,,Norm,,Norm,"])  # fmt: skip
def test_what_does_not_say_which_was_measured_is_asked_about(words: str) -> None:
    with pytest.raises(Fault):
        read_report(f"{HEADER}{words}\n{ROWS}".encode()).study()


@pytest.mark.parametrize("words", ["R,L", "re,li", "Right,Left"])
def test_a_row_of_sides_parts_the_numbers_of_both_arms(words: str) -> None:
    table = (
        f"Nerve,Site,Latency (ms),,Amplitude (mV),\n,,{words},{words}\n"
        "Median APB,Wrist,3.6,3.7,9.8,9.4\n,Elbow,8.0,8.2,9.6,2.1\n"
    )
    assert numbers(read_report(table.encode())) == BLOCK


@pytest.mark.parametrize("words", [",,R,L,R,R", ",,R,L,R,", ",,R,L,L,"])
def test_a_row_that_leaves_a_side_open_is_asked_about(words: str) -> None:
    table = (
        f"Nerve,Site,Latency (ms),,Amplitude (mV),\n{words}\n"
        "Median APB,Wrist,3.6,3.7,9.8,9.4\n,Elbow,8.0,8.2,9.6,2.1\n"
    )
    with pytest.raises(Fault):
        read_report(table.encode()).study()


PLACED = {
    "left": """R Median - APB
Site          Lat (ms)          O-P Amp (mV)       CV (m/s)
              Meas    Norm      Meas    Norm       Meas    Norm
Wrist         3.6     <4.2      9.8     >4
Elbow         7.9               3.5                53      >49
""",
    "centered": """R Median - APB
Site              Lat (ms)        O-P Amp (mV)         CV (m/s)
                Meas   Norm       Meas   Norm       Meas   Norm
Wrist            3.6    4.2        9.8    4
Elbow            7.9               3.5               53     49
""",
    "limits first": """N. medianus rechts (APB)
Reizort          Latenz (ms)            O-P Amp (mV)
                 Soll      Ist          Soll       Ist
Handgelenk       4,2       3,6          4          9,8
Ellenbogen                 7,9                     3,5
""",
}


@pytest.mark.parametrize("name", PLACED)
def test_columns_told_by_position_have_second_headings_too(name: str) -> None:
    found = read_report(PLACED[name].encode())
    assert not found.questions
    measures = found.study().measures
    assert [(one.latency_ms, one.amplitude_mv) for one in measures] == [(3.6, 9.8), (7.9, 3.5)]


def test_sides_by_position_are_each_their_own() -> None:
    table = """Median - APB
Site          Lat (ms)          O-P Amp (mV)
              R       L         R       L
Wrist         3.6     3.7       9.8     9.7
Elbow         7.9     8.0       3.5     9.4
"""
    measures = read_report(table.encode()).study().measures
    assert [(one.side, one.site, one.latency_ms, one.amplitude_mv) for one in measures] == [
        ("right", "wrist", 3.6, 9.8), ("right", "elbow", 7.9, 3.5),
        ("left", "wrist", 3.7, 9.7), ("left", "elbow", 8.0, 9.4),
    ]  # fmt: skip


def test_words_by_position_that_do_not_go_evenly_are_not_guessed() -> None:
    table = PLACED["left"].replace("Meas    Norm      Meas    Norm       Meas", "Meas    Norm      "
                                   "Norm    Norm       Meas")  # fmt: skip
    with pytest.raises(Fault):
        read_report(table.encode()).study()
