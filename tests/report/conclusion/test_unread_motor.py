"""A motor response in a line that was not read was recorded: its nerve is not "not tested"."""

from dataclasses import replace

import pytest

from multifocal.criteria import evaluate_by
from multifocal.formats import motor_nerves, parse_csv, parse_study
from multifocal.reference import reference_table
from multifocal.report import present_study
from multifocal.report.conclusion import Conclusion
from tests.study.tables import pair, table

PROSE = "Left median motor APB: wrist 3.4 ms 9.3 mV, elbow 7.6 ms 9.0 mV, 57 m/s"


def concluded(*unread: str) -> Conclusion:
    study = parse_csv(table(*pair()))
    found = evaluate_by(study, ("efns-pns-2010",))
    limits = reference_table("aanem-2016")
    return present_study(study, found, limits, "en", drawn=False, unread=unread).conclusion


@pytest.mark.parametrize(
    ("text", "nerves"),
    [
        (PROSE, {("left", "median")}),
        ("N. medianus rechts (APB): Handgelenk 3,6 ms, 7,4 mV", {("right", "median")}),
        ("L Ulnar (ADM) Wrist 3.1 ms 7.6 mV; R Ulnar (ADM) Wrist 2.7 ms 8.9 mV",
         {("left", "ulnar"), ("right", "ulnar")}),
        ("ulnar: wrist 3.1 ms 7.6 mV", {(None, "ulnar")}),
        ("Sensory: left median D2 25 uV", set()),
        ("left median D2 25 µV, 52 m/s", set()),
        ("Left median nerve was not studied", set()),
    ],
)  # fmt: skip
def test_the_nerves_that_a_line_tells_motor_responses_of(
    text: str, nerves: set[tuple[str | None, str]]
) -> None:
    assert motor_nerves(text) == nerves


def test_a_nerve_in_an_unread_line_is_neither_untested_nor_next() -> None:
    before, after = concluded(), concluded(f"line 20: “{PROSE}”")
    assert any("no motor study of" in one or "No motor study" in one for one in before.not_tested)
    said = [one for one in after.not_tested if "not read here" in one]
    assert len(said) == 1 and "L median" in said[0]
    others = [one for one in after.not_tested if one not in said]
    assert not any("No motor study on the left" in one for one in others)
    left = next(one for one in others if one.startswith("L: no motor study of"))
    assert "median" not in left and "ulnar" in left
    assert any("L median" in one for one in before.next)
    assert not any("L median" in one for one in after.next)


def test_lines_with_numbers_stand_first_and_all_of_them() -> None:
    lines = [f"line {n}: “words”" for n in range(1, 10)]
    told = [f"line {n}: “Left median wrist {n} ms 9.3 mV”" for n in range(10, 20)]
    assert concluded(*lines, *told).unread == (*told, "and 9 more lines")


def test_the_whole_way_from_a_pasted_report() -> None:
    report = f"""R Ulnar - ADM
Site\tLat (ms)\tO-P Amp (mV)
Wrist\t2.7\t9.1
Below elbow\t6.5\t8.9

{PROSE}
"""
    assert any("Left median motor APB" in one for one in parse_study(report.encode()).unread)


def test_where_rows_of_unknown_nerves_were_not_read_no_nerve_is_called_untested() -> None:
    """The rows may be of any nerve: neither "no motor study" nor "worth testing next" is known."""
    study = parse_csv(table(*pair()))
    found = evaluate_by(study, ("efns-pns-2010",))
    limits = reference_table("aanem-2016")
    rows = replace(study, motor_unread=2)
    told = present_study(rows, found, limits, "en", drawn=False).conclusion
    assert not any("no motor study of" in one.casefold() for one in told.not_tested)
    assert not any("No motor study on" in one for one in told.not_tested)
    assert any("not known which other nerves" in one for one in told.not_tested)
    assert not any("L median" in one for one in told.next)
