"""Reports of a machine that writes LAT1, LAT2, DUR and AMP(+-), and numbers its sites."""

import pytest

from multifocal.formats import Understood, read_report

HEAD = "LEFT MEDIAN - APB\nSITE\tLAT1(ms)\tLAT2(ms)\tDUR(ms)\tAMP(+-)\tAREA(mVms)\n"
ROWS = "1 WRIST\t3.9\t9.4\t5.5\t6.4mV\t20.8\n2 ELBOW\t9.6\t19.4\t9.8\t2.7mV\t18.1\n"
STRETCH = "SEG\tDIST(mm)\tMCV(m/s)\n1-2\t230\t40.4\n"
SAID = {"area": "negative-peak", "duration": "negative-peak"}


def read(text: str, **answers: str) -> Understood:
    given = {name.replace("_", "-"): one for name, one in answers.items()}
    return read_report(text.encode(), {**SAID, **given})


def test_the_first_latency_is_the_onset_where_the_duration_proves_it() -> None:
    told = read(HEAD + ROWS, amplitude_signs="baseline-to-peak")
    assert {one.site: one.latency_ms for one in told.study().measures} == {
        "wrist": 3.9, "elbow": 9.6,
    }  # fmt: skip
    assert "first_latency" in {one.key for one in told.notes}
    assert [one.why for one in told.columns if one.written == "LAT2(ms)"] == ["end_latency"]


@pytest.mark.parametrize(
    "rows",
    [ROWS.replace("19.4", "13.4"), ROWS.replace("\t5.5", "\t"), ROWS.splitlines()[0] + "\n"],
    ids=["one row does not agree", "no duration", "one row"],
)
def test_else_it_is_asked(rows: str) -> None:
    found = read(HEAD + rows, amplitude_signs="baseline-to-peak")
    assert "first-latency" in {one.id for one in found.questions}


@pytest.mark.parametrize(
    ("answer", "field"),
    [("peak-to-peak", "peak_to_peak_mv"), ("baseline-to-peak", "amplitude_mv")],
)
def test_what_plus_and_minus_mean_is_asked(answer: str, field: str) -> None:
    found = read(HEAD + ROWS)
    assert [one.id for one in found.questions] == ["amplitude-signs"]
    told = read(HEAD + ROWS, amplitude_signs=answer)
    assert [cells.get(field) for _, cells in told.rows] == ["6.4", "2.7"]
    other = {"peak_to_peak_mv", "amplitude_mv"} - {field}
    assert not any(cells.get(name) for _, cells in told.rows for name in other)


def test_a_stretch_told_by_numbers_is_the_one_between_the_sites_with_them() -> None:
    told = read(HEAD + ROWS + STRETCH, amplitude_signs="baseline-to-peak")
    assert {one.site: one.distance_mm for one in told.study().measures} == {
        "wrist": None, "elbow": 230,
    }  # fmt: skip


def test_a_column_whose_rows_were_not_read_is_not_called_needless() -> None:
    found = read("SITE\tLAT1(ms)\tDUR(ms)\n1 WRIST\t3.9\t5.5\n")
    assert {one.why for one in found.columns} <= {"no_row", "asked"}


@pytest.mark.parametrize("heading", ["Amp N-P (mV)", "N-P Amp", "Ampl 2-4"])
def test_what_a_program_calls_by_its_own_letters_is_asked_too(heading: str) -> None:
    """N-P is the negative peak in one program, negative to positive in another."""
    report = f"Left Median - APB\nSite\tLat (ms)\t{heading}\nWrist\t3.9\t6.4\nElbow\t8.6\t2.7\n"
    found = read_report(report.encode())
    assert [one.id for one in found.questions] == ["amplitude-signs"]
    told = read_report(report.encode(), {"amplitude-signs": "baseline-to-peak"}).study()
    assert [one.amplitude_mv for one in told.measures] == [6.4, 2.7]
