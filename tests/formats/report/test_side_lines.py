"""A line such as "LEFT ARM" above a table: whether it holds for the rows below it is asked."""

from multifocal.formats import Understood, read_report

ARMS = """RIGHT ARM
Nerve\tSite\tLat (ms)\tAmp (mV)
Median APB\tWrist\t3.5\t8.8
\tElbow\t7.9\t8.5
LEFT ARM
Nerve\tSite\tLat (ms)\tAmp (mV)
Median APB\tWrist\t3.6\t9.0
\tElbow\t8.0\t2.0
"""
BOTH = {"side-line:1": "as-side", "side-line:5": "as-side"}


def sides(found: Understood) -> list[tuple[str, float | None]]:
    assert not found.questions
    return [(str(one.side), one.amplitude_mv) for one in found.study().measures]


def test_it_is_asked_and_holds_up_to_the_next_such_line() -> None:
    asked = {one.id for one in read_report(ARMS.encode()).questions}
    assert {"side-line:1", "side-line:5"} <= asked
    assert sides(read_report(ARMS.encode(), BOTH)) == [
        ("right", 8.8), ("right", 8.5), ("left", 9.0), ("left", 2.0),
    ]  # fmt: skip


def test_what_the_second_line_says_is_not_taken_from_the_first() -> None:
    for second in ({}, {"side-line:5": "leave-out"}):
        found = read_report(ARMS.encode(), {"side-line:1": "as-side", **second})
        assert "side:7" in {one.id for one in found.questions}


def test_a_heading_with_a_side_of_its_own_keeps_it_and_ends_the_line() -> None:
    report = ARMS + "R Ulnar ADM\tWrist\t2.8\t9.2\nRadial EIP\tForearm\t2.1\t5.0\n"
    found = read_report(report.encode(), BOTH)
    assert [one.id for one in found.questions] == ["side:10"]
    told = read_report(report.encode(), {**BOTH, "side:10": "left"})
    assert [str(one.side) for one in told.study().measures][-2:] == ["right", "left"]


def test_a_title_ends_it() -> None:
    report = (
        ARMS
        + "Motor studies of the legs\nNerve\tSite\tLat (ms)\tAmp (mV)\nTibial AH\tAnkle\t4.1\t9.0\n"
    )
    found = read_report(report.encode(), BOTH)
    assert "side:11" in {one.id for one in found.questions}
