"""Numbers of both sides in one cell: each goes to its own arm, or the cell is no number."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import read_report
from tests.formats.report.test_sided_columns import BLOCK, numbers

TABLES = {
    "side before": """Nerve,Site,Latency (ms),Amplitude (mV)
Median APB,Wrist,L 3.7 / R 3.6,L 9.4 / R 9.8
,Elbow,L 8.2 / R 8.0,L 2.1 / R 9.6
""",
    "right first, no sign": """Nerve;Site;Latenz (ms);Amplitude (mV)
Medianus APB;Handgelenk;re 3,6 li 3,7;re 9,8 li 9,4
;Ellenbeuge;re 8,0 li 8,2;re 9,6 li 2,1
""",
    "side behind, a row of units": """Nerve\tSite\tLatency\tAmplitude
\t\tms\tmV
Median APB\tWrist\t3.6 (R) / 3.7 (L)\t9.8 (R) / 9.4 (L)
Median APB\tElbow\t8.0 (R) / 8.2 (L)\t9.6 (R) / 2.1 (L)
""",
}


@pytest.mark.parametrize("name", TABLES)
def test_each_number_is_of_its_own_arm(name: str) -> None:
    assert numbers(read_report(TABLES[name].encode())) == BLOCK


def test_no_response_of_one_side_is_of_that_side() -> None:
    table = TABLES["side before"].replace("L 8.2", "L NR").replace("L 2.1", "L NR")
    measures = read_report(table.encode()).study().measures
    assert [(one.side, one.site) for one in measures if one.absent] == [("left", "elbow")]


def test_a_cell_of_one_side_beside_such_cells_is_of_that_side_alone() -> None:
    table = TABLES["side before"] + "Ulnar ADM,Wrist,R 2.8,R 9.0\n"
    measures = read_report(table.encode()).study().measures
    ulnar = [(one.side, one.latency_ms, one.amplitude_mv) for one in measures
             if one.nerve == "ulnar"]  # fmt: skip
    assert ulnar == [("right", 2.8, 9.0)]
    alone = "Nerve,Site,Latency (ms),Amplitude (mV)\nMedian APB,Wrist,L 3.7,L 9.4\n"
    (question,) = read_report(alone.encode()).questions  # L may be low
    assert question.column == "side"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Median APB", "R Median APB"),  # the row says a side of its own
        ("L 9.4 / R 9.8", "9.4 / 9.8"),  # which is which?
        ("L 9.4 / R 9.8", "9.4"),  # of which side?
        ("L 3.7 / R 3.6", "L 3.7 / L 3.6"),
        ("L 3.7 / R 3.6", "L 3.7 / H 3.6"),  # low and high
    ],
)
def test_what_is_not_plain_is_read_for_no_side(old: str, new: str) -> None:
    table = TABLES["side before"].replace(old, new)
    with pytest.raises(Fault):
        read_report(table.encode()).study()
