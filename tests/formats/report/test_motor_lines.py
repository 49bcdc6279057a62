"""Motor responses in lines without a table: read where every number has its unit, else not."""

import pytest

from multifocal.formats import parse_study, read_report

LINES = """2023-05-02
Left median, APB
Wrist 3.6 ms 8.8 mV 30.0 mVms 5.6 ms
Elbow: 8.8 ms, 2.4 mV, 8.6 mV·ms, 6.0 ms, 235 mm, 45 m/s

Left ulnar, ADM
Wrist 2,8 ms 9,6 mV 29,6 mVms 5,5 ms
Below elbow no response
"""
SAID = {"area": "negative-peak", "duration": "negative-peak"}


def test_each_number_is_what_its_unit_and_its_place_say() -> None:
    study = parse_study(LINES.encode(), answers=SAID).study
    assert [
        (str(one.side), one.nerve, one.site, one.latency_ms, one.amplitude_mv,
         one.negative_peak_area_mvms, one.negative_peak_duration_ms, one.distance_mm)
        for one in study.measures if not one.silent
    ] == [
        ("left", "median", "wrist", 3.6, 8.8, 30.0, 5.6, None),
        ("left", "median", "elbow", 8.8, 2.4, 8.6, 6.0, 235),
        ("left", "ulnar", "wrist", 2.8, 9.6, 29.6, 5.5, None),
    ]  # fmt: skip
    assert [one.site for one in study.measures if one.silent] == ["below_elbow"]


def test_the_order_that_was_taken_is_named() -> None:
    assert "motor_lines" in {one.key for one in read_report(LINES.encode(), SAID).notes}


@pytest.mark.parametrize(
    "elbow",
    ["Elbow 8.8 6.0 ms 2.4 mV", "Elbow 8.8 ms 6.0 ms 2.4 mV", "Elbow 8.8 ms <2.4 mV",
     "Elbow 8.8 ms 2.4 mV 2.2 mV", "Elbow 8.8 ms about 2.4 mV", "Elbow 2.4 mV",
     "Elbow 8.8 ms 2400 µV", "Elbow   2.4 mV   8.8 ms", "Elbow   8.8   2.4"],
)  # fmt: skip
def test_a_line_in_doubt_gives_no_number_and_is_quoted_or_asked_about(elbow: str) -> None:
    text = f"Left median, APB\nWrist 3.6 ms 8.8 mV\n{elbow}\n"
    found = read_report(text.encode(), SAID)
    assert [line for line, _ in found.rows] == [2]
    asked = [one.line for one in found.questions]
    assert 3 in asked or any(" ".join(elbow.split()) in one.text for one in found.notes)


def test_without_a_nerve_and_its_muscle_above_no_line_is_a_response() -> None:
    for heading in ("", "Left median\n", "Left median digit II, sensory\n"):
        found = read_report(f"{heading}Wrist 3.6 ms 8.8 mV\nElbow 8.8 ms 2.4 mV\n".encode())
        assert not found.rows
