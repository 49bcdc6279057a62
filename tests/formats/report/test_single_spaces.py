"""Tables as they are copied out of a PDF: one space between all cells, empty ones gone."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_study, read_report
from multifocal.formats.report.lines import lines_of
from multifocal.formats.report.single_spaces import with_single_spaces

NATUS = """Motor NCS
Nerve / Sites Muscle Latency Amplitude Duration Area Distance Lat Diff Velocity
ms mV ms mVms mm ms m/s
R Median - APB
Wrist APB 3.50 8.9 5.6 28.4 80
Elbow APB 7.90 3.9 5.9 12.0 235 4.40 53
R Ulnar - ADM
Wrist ADM 2.8 9.0 5.5 29.0 80
B.Elbow ADM 6.4 8.8 5.6 28.5 210 3.6 58
A.Elbow ADM 8.2 8.6 5.7 28.0 100 1.8 55.6
Sensory NCS
Nerve / Sites Rec. Site Onset Lat Peak Lat NP Amp PP Amp Distance Velocity
ms ms µV µV mm m/s
R Median - Digit II (Antidromic)
Wrist Dig II 2.5 3.2 25 38 140 56
F Wave
Nerve Fmin
ms
R Median - APB 28.1
"""
SIERRA_HEADER = (
    "Stim Site NR Onset (ms) Norm Onset (ms) O-P Amp (mV) Norm O-P Amp Site1 Site2 Delta-0 (ms) "
    "Dist (cm) Vel (m/s) Norm Vel (m/s)"
)
SIERRA = f"""Motor Summary Table
{SIERRA_HEADER}
Left Median Motor (Abd Poll Brev) 32.5°C
Wrist 3.5 <4.2 8.8 >5 Elbow Wrist 4.4 23.5 53 >50
Elbow 7.9 3.9
"""
GERMAN = """Nerv Ort Latenz Amplitude Fläche Dauer Strecke NLG
ms mV mVms ms mm m/s
N. medianus rechts
Handgelenk 3,6 8,8 28,4 5,6 70
Ellenbeuge 7,9 3,9 12,0 5,9 235 54,6
N. ulnaris rechts, ADM
Handgelenk 2,9 9,1 29,5 5,5 70
unterhalb Ellenbogen 6,4 8,8 28,5 5,6 210 60
"""
APART = "Site   Lat (ms)   Amp (mV)\nRight Median APB\nWrist   3.5   8.9\n"
PEAK = {"area": "negative-peak", "duration": "negative-peak"}
Measured = tuple[str, str, str, float | None, float | None, float | None]


def measured(text: str, **answers: str) -> list[Measured]:
    """Nerve, muscle, site, amplitude, area and duration."""
    given = PEAK | {name.replace("_", "-"): one for name, one in answers.items()}
    return [
        (one.nerve, one.muscle or "", one.site, one.amplitude_mv, one.negative_peak_area_mvms,
         one.negative_peak_duration_ms)
        for one in parse_study(text.encode(), answers=given).study.measures
        if one.kind == "M"
    ]  # fmt: skip


def test_a_machines_table_is_read_with_its_sensory_rows_and_f_waves() -> None:
    assert measured(NATUS) == [
        ("median", "apb", "wrist", 8.9, 28.4, 5.6), ("median", "apb", "elbow", 3.9, 12.0, 5.9),
        ("ulnar", "adm", "wrist", 9.0, 29.0, 5.5), ("ulnar", "adm", "below_elbow", 8.8, 28.5, 5.6),
        ("ulnar", "adm", "above_elbow", 8.6, 28.0, 5.7),
    ]  # fmt: skip
    study = parse_study(NATUS.encode(), answers=PEAK).study
    (sensory,) = [one for one in study.measures if one.kind == "sensory"]
    assert (sensory.nerve, sensory.site, sensory.skin) == ("median", "wrist", "index_finger")
    assert study.sensory_unread == study.f_waves_unread == study.motor_unread == 0


def test_it_is_told_that_cells_were_told_apart() -> None:
    assert any("one space apart" in one.text for one in read_report(NATUS.encode(), PEAK).notes)
    assert not any("one space apart" in one.text for one in read_report(APART.encode()).notes)


def test_decimal_commas_between_spaces_part_no_cells() -> None:
    assert [one[2:5] for one in measured(GERMAN)] == [
        ("wrist", 8.8, 28.4), ("elbow", 3.9, 12.0), ("wrist", 9.1, 29.5),
        ("below_elbow", 8.8, 28.5),
    ]  # fmt: skip


def test_limits_among_the_values_are_none_of_them_and_a_shorter_row_is_asked_about() -> None:
    (question,) = read_report(SIERRA.encode()).questions
    assert question.id == "short-rows" and "Onset (ms) 7.9, O-P Amp (mV) 3.9" in question.text
    found = measured(SIERRA, short_rows="last-empty")
    assert [(one[2], one[3]) for one in found] == [("wrist", 8.8), ("elbow", 3.9)]


def test_a_row_with_fewer_numbers_is_never_filled_in_unasked() -> None:
    """Which of its cells are the empty ones cannot be told: all rows of a table may lack one of the
    same columns."""
    text = """Site Latency Amplitude Area Duration
Right Median APB
Wrist 3.5 8.9 28.4 5.6
Elbow 7.9 3.9 5.9
Right Ulnar ADM
Wrist 2.9 9.0 29.0 5.5
Below elbow 6.4 8.8 5.6
"""
    (question,) = read_report(text.encode(), PEAK | {"units": "ms"}).questions[:1]
    assert question.id == "short-rows" and "Area" in question.text
    left = measured(text, short_rows="leave-out", area_unit="mVms")
    assert [one[2] for one in left] == ["wrist", "wrist"]


def test_a_row_with_more_numbers_than_columns_is_asked_about() -> None:
    found = read_report(GERMAN.replace("Ellenbeuge 7,9", "Ellenbeuge 2 7,9").encode(), PEAK)
    (question,) = [one for one in found.questions if one.id.startswith("rows:")]
    assert "Ellenbeuge 2 7,9" in question.text
    with pytest.raises(Fault, match="rows:"):
        found.study()


def test_a_header_that_rows_fit_in_two_ways_is_not_parted() -> None:
    """ "Lat Diff" may be one column or two: one row has a number for each, and no units
    beneath tell which it is."""
    text = NATUS.replace("Elbow APB 7.90 3.9", "Elbow APB 2 7.90 3.9")
    text = text.replace("ms mV ms mVms mm ms m/s\n", "\n")
    lines = with_single_spaces(lines_of(text.encode()))
    assert {len(one.cells) for one in lines if one.number < 11} == {1}
    asked = [one.id for one in read_report(text.encode(), PEAK).questions]
    assert "rows:5" in asked


def test_rows_of_a_table_whose_cells_stand_apart_are_left_as_they_are() -> None:
    lines = lines_of(b"Site   Latency   Amplitude\nWrist 1  3.5   8.9\nElbow 7.9 3.9\n")
    assert with_single_spaces(lines) == list(lines)


def test_what_is_not_parted_is_not_said_to_hold_no_number() -> None:
    text = """Stim Site Lat1 (ms) Lat2 (ms) Amp (mV) Dur (ms) Area (mVms)
Right Ulnar ADM
Wrist 2.9 9.0 5.5 29.4
Below elbow 6.5 3.9 5.9 12.0
"""
    with pytest.raises(Fault, match="one space apart") as caught:
        parse_study(text.encode())
    assert "line 3–4" in str(caught.value)


def test_a_telephone_number_is_no_row() -> None:
    found = read_report(f"Phone 030 123 4567\nUnit 5 12 2026\n{NATUS}".encode(), PEAK)
    assert not [one for one in found.questions if one.id.startswith("rows:")]


@pytest.mark.parametrize("columns", [
    ("Site", "Lat (ms)", "Amp (mV)", "Neg area (mVms)", "Neg dur (ms)"),
    ("Site", "Muscle", "Latency", "Amplitude", "Dur", "Area", "Distance", "Velocity"),
    ("Ort", "Latenz", "Amplitude", "Strecke", "NLG"),
])  # fmt: skip
def test_a_whole_table_is_read_as_with_its_gaps(columns: tuple[str, ...]) -> None:
    words = {
        "Site": ("Wrist", "Elbow"), "Ort": ("Handgelenk", "Ellenbeuge"), "Muscle": ("APB", "APB"),
        "Lat": ("3.5", "7.9"), "Amp": ("8.9", "3.9"), "Neg area": ("28.4", "12.0"),
        "Neg dur": ("5.6", "5.9"), "Dur": ("5.6", "5.9"), "Area": ("28.4", "12.0"),
        "Dist": ("70", "235"), "Strecke": ("70", "235"), "Vel": ("54", "54"), "NLG": ("54", "54"),
    }  # fmt: skip
    cells = [next(words[one] for one in words if column.startswith(one)) for column in columns]
    lines = [columns, ("Right Median APB",), *zip(*cells, strict=True)]
    apart = "\n".join("".join(f"{cell:<20}" for cell in line).rstrip() for line in lines)
    close = "\n".join(" ".join(line) for line in lines)
    units = PEAK | {"distance-unit:1": "mm", "area-unit": "mVms"}
    both = [parse_study(text.encode(), answers=units).study.measures for text in (apart, close)]
    assert both[0] == both[1] and len(both[0]) == 2


def test_a_long_text_is_not_looked_into() -> None:
    lines = lines_of((NATUS + "Wrist APB 3.50 8.9 5.6 28.4 80\n" * 700).encode())
    assert with_single_spaces(lines) == list(lines)


def test_a_nerve_with_no_response_above_its_first_is_read() -> None:
    """No row is whole where the block is complete: none has a velocity."""
    text = """Site Latency Amplitude Duration Area Distance Velocity
ms mV ms mVms mm m/s
Right Median APB
Wrist 3.5 8.9 5.6 28.4 70
Elbow NR
"""
    study = parse_study(text.encode(), answers=PEAK).study
    assert [(one.site, one.amplitude_mv, one.absent) for one in study.measures] == [
        ("wrist", 8.9, False), ("elbow", 0.0, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("norm", "limits"), [("", ""), ("Norm Latency (ms) ", "<4.2 ")], ids=["no limits", "one column"]
)
def test_what_was_measured_as_below_a_number_is_taken_for_no_limit(norm: str, limits: str) -> None:
    """Left out, it would move the numbers behind it by a column: the row is asked about."""
    text = f"""Stim Site NR Latency (ms) {norm}Amplitude (mV) Neg dur (ms) Neg area (mVms)
Right Median APB
Wrist 3.5 {limits}8.9 5.6 28.4
Elbow 7.9 {limits}<0.1 5.9 0.3
Axilla 10.1 {limits}3.8 5.9 12.0
"""
    found = read_report(text.encode())
    (question,) = [one for one in found.questions if one.id.startswith("rows:")]
    assert "<0.1" in question.text
    assert [cells["site"] for _, cells in found.rows] == ["wrist", "axilla"]
