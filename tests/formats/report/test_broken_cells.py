"""A table of a word processor pasted as text, with line breaks inside its cells."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_study, read_report

BROKEN = """Nerve
(side, muscle)\tStimulation
site\tDistal latency
(ms)\tNeg. peak
amplitude (mV)\tCV
(m/s)
Ulnar R
FDI\tWrist\t3.4\t12.1\t
\tBelow
elbow\t7.1\t5.8\t58
\tAbove
elbow\t8.9\t5.7\t55
Median R
FDI\tWrist\t
no response\t\t
\tElbow\t7.4\t5.9\t
"""
RIGHT = [
    ("ulnar", "fdi", "wrist", 12.1), ("ulnar", "fdi", "below_elbow", 5.8),
    ("ulnar", "fdi", "above_elbow", 5.7), ("median", "fdi", "wrist", None),
    ("median", "fdi", "elbow", 5.9),
]  # fmt: skip


@pytest.mark.parametrize("title", ["", "Motor nerve conduction\n", "Motor nerve conduction\n\n"])
def test_its_rows_are_joined_where_each_has_as_many_cells(title: str) -> None:
    study = parse_study((title + BROKEN).encode()).study
    assert [(one.nerve, one.muscle, one.site, None if one.silent else one.amplitude_mv)
            for one in study.measures] == RIGHT  # fmt: skip


@pytest.mark.parametrize(
    "spoil",
    [("elbow\t8.9\t5.7\t55", "elbow\t8.9\t5.7"), ("\t58\n", "\t58\nsomething\n"),
     ("elbow\t8.9", "elbow\t8.9\t9.9")],
    ids=["a cell too few", "a line of neither row", "a cell too many"],
)  # fmt: skip
def test_else_one_sentence_says_so_and_nothing_is_judged(spoil: tuple[str, str]) -> None:
    text = BROKEN.replace(*spoil)
    assert text != BROKEN
    found = read_report(text.encode())
    assert not found.questions and not found.rows
    with pytest.raises(Fault, match="line breaks") as raised:
        parse_study(text.encode())
    assert len(raised.value.each) == 1


def test_a_table_with_a_header_in_one_line_is_left_as_it_is() -> None:
    text = "R Median - APB\nSite\tLat\tAmp\tCV\n\t(ms)\t(mV)\t(m/s)\n"
    text += "Wrist\t3.4\t9.0\t\nElbow\t7.9\t8.8\t55\n"
    assert len(read_report(text.encode()).rows) == 2
