"""Two headings with one space between them: the numbers below both are read, none is lost."""

import pytest

from multifocal.formats import read_report


@pytest.mark.parametrize(
    "headings", ["Area (mVms) Dist (mm)  CV (m/s)", "Area mVms   Dist mm CV m/s"]
)
def test_every_number_stands_under_its_own_heading(headings: str) -> None:
    text = f"""Nerve      Muscle  Site        Lat (ms)  Amp (mV)  {headings}
R Ulnar    ADM     Wrist       2.7       9.9       30.0        70
R Ulnar    ADM     B.Elbow     6.4       9.7       29.4        215        58.1
"""
    found = read_report(text.encode(), {"area": "negative-peak"}).study()
    assert [(one.latency_ms, one.amplitude_mv, one.negative_peak_area_mvms, one.distance_mm)
            for one in found.measures] == [
        (2.7, 9.9, 30.0, 70.0), (6.4, 9.7, 29.4, 215.0),
    ]  # fmt: skip


def test_a_distance_before_a_comment_is_read() -> None:
    text = """Nerve      Muscle  Site        Lat (ms)  Amp (mV)  Dist (mm) Comment
R Ulnar    ADM     Wrist       2.7       9.9       70
R Ulnar    ADM     B.Elbow     6.4       9.7       215       submaximal
"""
    found = read_report(text.encode()).study().measures
    assert [one.distance_mm for one in found] == [70.0, 215.0]
    assert [one.supramaximal for one in found] == [None, False]


def test_three_headings_may_run_together() -> None:
    text = """Nerve      Muscle  Site        Lat (ms) Amp (mV) Dist (mm)
R Ulnar    ADM     Wrist       2.7      9.9      70
R Ulnar    ADM     B.Elbow     6.4      9.7      215
"""
    found = read_report(text.encode()).study().measures
    assert [(one.latency_ms, one.amplitude_mv, one.distance_mm) for one in found] == [
        (2.7, 9.9, 70.0), (6.4, 9.7, 215.0),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Amp (mV) Peak", "Amp (mV) B-P", "Amp (mV) neg Area (mVms)"])
def test_words_that_may_be_of_the_heading_before_are_not_parted(heading: str) -> None:
    text = f"""Nerve      Muscle  Site        Lat (ms)  {heading}
R Ulnar    ADM     Wrist       2.7       9.9
"""
    found = read_report(text.encode())
    assert heading in {one.written for one in found.columns}
