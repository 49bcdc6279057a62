"""Latencies and velocities beyond their limits are marked and counted, nerve by nerve."""

from dataclasses import replace

from multifocal.criteria import evaluate
from multifocal.reference import reference_table
from multifocal.report import PresentedStudy, copied_text, present_study, study_pdf
from multifocal.report.classical import LATE, LOW
from multifocal.study import Measure, Study

# AANEM 2016: median APB distal latency at most 4.5 ms, amplitude at least 4.1 mV, forearm 49 m/s;
# ulnar ADM 3.7 ms, 7.9 mV.
WRIST = Measure("right", "median", "apb", "wrist", 3.6, 9.0, 28.0, 5.6, 70.0)
ELBOW = Measure("right", "median", "apb", "elbow", 8.0, 8.8, 27.0, 5.8, 240.0)
LEFT = tuple(replace(one, side="left") for one in (WRIST, ELBOW))


def presented(*measures: Measure) -> PresentedStudy:
    study = Study(measures)
    return present_study(study, (evaluate(study),), reference_table("aanem-2016"))


def slow(*measures: Measure) -> str:
    said = [one for one in presented(*measures).conclusion.other if one.startswith("Slow ")]
    return said[0] if said else ""


def marks(*measures: Measure) -> list[str]:
    series = presented(*measures).classical.motor
    return [mark for one in series for row in one.rows for _, mark in row.marked]


def test_what_is_within_its_limits_has_no_mark() -> None:
    assert slow(WRIST, ELBOW) == "" and not any(marks(WRIST, ELBOW))


def test_a_late_distal_response_and_a_slow_stretch_are_marked_and_said() -> None:
    late = (replace(WRIST, latency_ms=7.9), replace(ELBOW, latency_ms=15.9))
    text = slow(*late)
    assert "in one nerve: R median: distal latency 7.9 ms (limit 4.5)" in text
    assert "30 m/s (limit 49)" in text
    assert "CIDP" not in text and "Pressure and cold" in text
    assert marks(*late).count(LATE) == 1 and marks(*late).count(LOW) == 1
    both = slow(*late, *(replace(one, side="left") for one in late))
    assert "in 2 nerves" in both and "CIDP" in both
    for word in ("diagnosis", "you have", "not MMN", "suggests"):
        assert word not in both


def test_it_goes_with_what_is_copied_and_printed() -> None:
    late = (replace(WRIST, latency_ms=7.9), replace(ELBOW, latency_ms=15.9), *LEFT)
    one = presented(*late)
    assert "Slow beyond a limit of normal" in copied_text(one.conclusion)
    assert study_pdf(one).startswith(b"%PDF")


BELOW = Measure("right", "ulnar", "adm", "below_elbow", 6.6, 9.0, 30.0, 5.8, 230.0)
ABOVE = Measure("right", "ulnar", "adm", "above_elbow", 10.6, 8.8, 29.0, 5.9, 100.0)


def test_slowing_over_a_site_of_pressure_is_named_and_counted_among_no_nerves() -> None:
    text = slow(BELOW, ABOVE)
    assert text.startswith("Slow over a site of usual pressure")
    assert "R ulnar: 25 m/s" in text and "elbow" in text
    assert "CIDP" not in text and "in one nerve" not in text
    late = (replace(WRIST, latency_ms=7.9), replace(ELBOW, latency_ms=15.9))
    both = slow(*late, BELOW, ABOVE)
    assert "in one nerve: R median" in both and "usual pressure" in both and "CIDP" not in both
    assert slow(BELOW, replace(ABOVE, latency_ms=8.3)) == ""  # 59 m/s
    assert "m/s" not in slow(BELOW, replace(ABOVE, distance_mm=None))


def test_a_verdict_does_not_hang_on_slowing_over_a_site_of_pressure() -> None:
    fast = replace(ABOVE, latency_ms=8.3)
    grades = [
        [one.block for one in evaluate(Study((BELOW, above))).segments] for above in (ABOVE, fast)
    ]
    assert grades[0] == grades[1]


def test_where_numbers_contradict_nothing_is_slow() -> None:
    assert slow(WRIST, replace(ELBOW, latency_ms=3.1)) == ""
    assert slow(WRIST, replace(ELBOW, distance_mm=2.0)) == ""
