"""Copies out of a PDF whose rows are spoiled or counted: none is lost or moved without a word."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, parse_study, read_report

HEADER = "Nerve Site Latency (ms) Amplitude (mV) Duration (ms) Area (mVms) Velocity (m/s)\n"
WRIST = "R Median Wrist 3.5 8.9 5.6 28.4\n"
ULNAR = "R Ulnar Wrist 2.8 9.4 5.5 30.1\nR Ulnar Below elbow 6.4 3.0 7.9 10.0 58.3\n"
MEDIAN_PART = "R Median APB\nWrist 3.5 8.9\nElbow 7.6 8.1 56.1\n"
ULNAR_PART = "R Ulnar ADM\nWrist 2.8 9.4\nBelow elbow 6.4 3.0 58.3\n"
SITES = "Site Latency (ms) Amplitude (mV) Velocity (m/s)\n"
GIVEN = {"area": "negative-peak", "duration": "negative-peak", "muscle:ulnar": "adm"}


def read(text: str, **answers: str) -> Understood:
    return read_report(text.encode(), GIVEN | answers)


def measured(text: str) -> list[tuple[str, str, float | None, float | None, float | None]]:
    return [
        (one.nerve, one.site, one.latency_ms, one.amplitude_mv, one.negative_peak_area_mvms)
        for one in parse_study(text.encode(), answers=GIVEN).study.measures
    ]


@pytest.mark.parametrize(
    "row",
    ["R Median Elbow 7.6 3.1¹ 6.1 12.4 56.1", "R Median Elbow ~7.6 3.1? 6.1 12.4? 56.1",
     "R Median Elbow 7.6 3.1 ² 6.1 12.4 ² 56.1",
     "R Median Elbow 7.6 3.1 6.1 12.4 56.1 polyphasic"],
)  # fmt: skip
def test_a_row_that_cannot_be_parted_is_asked_about_and_counted(row: str) -> None:
    """A block at the elbow is lost with it."""
    found = read(f"{HEADER}{WRIST}{row}\n{ULNAR}")
    (question,) = [one for one in found.questions if one.id == "rows:3"]
    assert row in question.text
    left = parse_study(
        f"{HEADER}{WRIST}{row}\n{ULNAR}".encode(), answers=GIVEN | {"rows:3": "leave-out"}
    )
    assert left.study.motor_unread == 1 and len(left.study.measures) == 3


def test_the_count_of_a_site_is_no_latency() -> None:
    """As many numbers as columns stand in the row of the wrist with its count."""
    header = "Nerve Latency (ms) Amplitude (mV) Duration (ms) Area (mVms) Distance (mm) NCV (m/s)\n"
    rows = "Wrist 1 3.5 8.9 5.6 28.4 70\nElbow 2 7.6 8.1 6.1 26.9 230 56.1\n"
    assert measured(f"{header}Right median nerve, APB\n{rows}") == [
        ("median", "wrist", 3.5, 8.9, 28.4), ("median", "elbow", 7.6, 8.1, 26.9),
    ]  # fmt: skip


def test_a_count_that_may_be_a_latency_is_not_read() -> None:
    rows = "Wrist 1 3.5 8.9\nElbow 2 7.6 8.1\n"
    with pytest.raises(Fault, match="one space apart"):
        measured(f"{SITES}R Median APB\n{rows}")


@pytest.mark.parametrize("line", ["Patient 2", "Visit 2", "Study 2", "Subject 2", "Exam 2"])
def test_another_person_or_visit_is_no_row_with_a_latency(line: str) -> None:
    problems = read(f"{SITES}{MEDIAN_PART}{line}\n{ULNAR_PART}").problems
    assert [(one.key, one.line) for one in problems] == [("report.two_persons", 5)]


@pytest.mark.parametrize(
    "line", ["Week 4", "Day 14", "After 4 weeks", "Nach 6 Monaten", "Après 3 mois", "Control 1",
             "Case 7", "Follow-up after 4 weeks"]
)  # fmt: skip
def test_another_time_is_no_row_with_a_latency(line: str) -> None:
    problems = read(f"{SITES}{MEDIAN_PART}{line}\n{ULNAR_PART}").problems
    assert [(one.key, one.line) for one in problems] == [("report.other_part", 5)]


@pytest.mark.parametrize(
    "head", ["EMG Laboratory, General Hospital", "Department of Neurophysiology and EMG",
             "Klinik für Neurologie, EMG-Labor", "EMG Report"]
)  # fmt: skip
def test_rows_below_the_head_of_a_page_are_not_set_aside_as_those_of_a_needle(head: str) -> None:
    text = f"{head}\n{HEADER}{WRIST}{head}\n{ULNAR}"
    found = read(text, **{"line:4": "leave-out"})
    assert [cells["site"] for _, cells in found.rows] == ["wrist", "wrist", "below_elbow"]


def test_units_beneath_tell_how_many_columns_there_are() -> None:
    """ "Dist. Lat." may be the distal latency, whose distance would then be its number."""
    header = "Nerve/Site Dist. Lat. Amp. Area CV\nmm ms mV mVms m/s\n"
    rows = "Wrist 70 3.5 8.9 28.4\nElbow 230 7.6 8.1 26.9 56.1\n"
    assert measured(f"{header}Right median, APB\n{rows}") == [
        ("median", "wrist", 3.5, 8.9, 28.4), ("median", "elbow", 7.6, 8.1, 26.9),
    ]  # fmt: skip


def test_limits_and_flags_beside_the_numbers_are_none_of_them() -> None:
    """A sign and its limit, a range in brackets and an H are parted by spaces, or touch."""
    text = f"{HEADER}R Median Wrist 4.6H 8.9 ( > 4.0) 5.6 28.4 (12 - 60)\n" \
        f"R Median Elbow 8.7H 8.1 6.1 26.9 46.1 (49 - 70)\n{ULNAR}"  # fmt: skip
    assert [one[2:4] for one in measured(text)] == [
        (4.6, 8.9), (8.7, 8.1), (2.8, 9.4), (6.4, 3.0),
    ]  # fmt: skip


@pytest.mark.parametrize("before", ["1", "2024-01-10"])
def test_a_row_behind_its_number_or_day_is_not_said_to_hold_no_number(before: str) -> None:
    text = "Data Nerve Site Latency (ms) Amplitude (mV) Velocity (m/s)\n" \
        f"{before} R Median Wrist 3.5 8.9 55.2\n{before} R Median Elbow 7.6 3.1 56.1\n"  # fmt: skip
    with pytest.raises(Fault, match="one space apart"):
        parse_study(text.encode())


def test_a_column_of_row_numbers_is_none_of_the_responses() -> None:
    rows = "1 R Median Wrist 3.5 8.9 5.6 28.4\n2 R Median Elbow 7.6 3.1 6.1 10.9 56.1\n"
    assert measured(f"No. {HEADER}{rows}") == [
        ("median", "wrist", 3.5, 8.9, 28.4), ("median", "elbow", 7.6, 3.1, 10.9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    ["Nerve Site Latency (ms) Amplitude (mV)\nDuration (ms) Area (mVms) Velocity (m/s)\n",
     "Nerve Site\nLatency (ms) Amplitude (mV) Duration (ms) Area (mVms) Velocity (m/s)\n",
     "Nerve Site Latency (ms) Amplitude (mV) Duration (ms) Area (mVms)\nVelocity (m/s)\n"],
)  # fmt: skip
def test_a_header_that_goes_on_in_the_next_line_is_one(header: str) -> None:
    rows = f"{WRIST}R Median Elbow 7.6 3.1 6.1 10.9 56.1\n"
    assert measured(f"{header}{rows}") == [
        ("median", "wrist", 3.5, 8.9, 28.4), ("median", "elbow", 7.6, 3.1, 10.9),
    ]  # fmt: skip


def test_what_is_said_of_the_stimulus_behind_a_row_leaves_its_numbers() -> None:
    text = f"{HEADER}{WRIST}R Median Elbow 7.6 3.1 6.1 10.9 56.1 submaximal\n"
    elbow = parse_study(text.encode(), answers=GIVEN).study.measures[1]
    assert (elbow.amplitude_mv, elbow.supramaximal) == (3.1, False)


def test_limits_without_a_sign_are_told_by_the_units_beneath() -> None:
    """ "Ref Amp" and "Lat Ref" are headings too: of more ways than eight each is looked at."""
    text = "Nerve Site Lat Ref Amp Ref\nms ms mV mV\nR Median Wrist 3.5 4.4 8.9 4.0\n" \
        "R Median Elbow 7.6 8.5 3.1 4.0\n"  # fmt: skip
    assert [one[2:4] for one in measured(text)] == [(3.5, 8.9), (7.6, 3.1)]


def test_the_number_of_a_finger_or_root_is_no_value() -> None:
    """With it the row would have as many numbers as columns, and the latency would be 2."""
    header = "Sensory NCS\nSite Lat (ms) Amp (µV) Dist (mm) CV (m/s)\nR Median\n"
    text = f"{HEADER}{WRIST}{ULNAR}{header}Digit 2 2.6 30 140 54\nDigit 3 2.7 31 140\n"
    told = {"sensory-latency": "onset", "sensory-amplitude": "onset-to-peak"}
    (question,) = [one for one in read(text, **told).questions if one.id == "short-rows"]
    assert "Lat (ms) 2.7" in question.text
    roots = read(f"{HEADER}{WRIST}R Median L5 7.6 8.1 6.1 26.9 56.1\n")
    assert {one.id for one in roots.questions} >= {"row:3"}


def test_a_title_of_a_needle_examination_stays_one() -> None:
    text = f"{HEADER}{WRIST}Needle EMG, University Hospital\n{ULNAR}"
    assert [cells["site"] for _, cells in read(text).rows] == ["wrist"]


@pytest.mark.parametrize(
    "header", ["Nerve Site Distanz Proximal Dist Reizdauer Qwert",
               "Nerve Site Foo (ms) Amplitude (mV) Velocity (m/s)"]
)  # fmt: skip
def test_rows_below_a_header_that_nobody_knows_are_not_of_the_table_above(header: str) -> None:
    """As many numbers as columns of the table above: 70 would be a latency."""
    elbow = "R Median Elbow 7.6 8.1 6.1 26.9 56.1\n"
    rows = "R Ulnar Wrist 7.0 2.8 9.4 0.1\nR Ulnar Below elbow 21 6.4 3.0 0.2 58.3\n"
    found = read(f"{HEADER}{WRIST}{elbow}{header}\n{rows}")
    assert [cells["nerve"] for _, cells in found.rows] == ["median", "median"]
    assert "rows:5" in [one.id for one in found.questions] and found.motor_unread == 2


def test_rows_with_ditto_marks_are_quoted_and_asked_about() -> None:
    text = "Nerve Site Rec Latency (ms) Amplitude (mV) CV (m/s)\nR Median Wrist APB 3.5 8.9\n" \
        "\" Elbow \" 7.6 3.1 56.1\nR Ulnar Wrist ADM 2.8 9.4\n"  # fmt: skip
    with pytest.raises(Fault, match="Rows of numbers were not read"):
        parse_study(text.encode())


def test_numbers_before_the_sites_are_none_of_the_responses() -> None:
    text = f"{SITES}R Median APB\n1 Wrist 3.5 8.9\n2 Elbow 7.6 3.1 56.1\n"
    assert [one[1:4] for one in measured(text)] == [("wrist", 3.5, 8.9), ("elbow", 7.6, 3.1)]


def test_how_warm_a_wrist_is_is_no_response_of_it() -> None:
    found = read(f"{HEADER}{WRIST}{ULNAR}Wrist temperature 33.1 32.4\n")
    assert [cells["latency_ms"] for _, cells in found.rows] == ["3.5", "2.8", "6.4"]
