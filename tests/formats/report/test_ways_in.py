"""Reports as electromyographers have them, which stopped the reading or lost a part of it."""

import pytest

from multifocal.formats import Understood, read_report
from multifocal.study import Measure

ANSWERS = {"area": "negative-peak", "duration": "negative-peak", "sensory-latency": "onset",
           "sensory-amplitude": "onset-to-peak", "sensory-place": "antidromic",
           "f-site": "wrist-or-ankle", "muscle:median": "apb"}  # fmt: skip


def read(text: str, **answers: str) -> Understood:
    return read_report(text.encode(), {**ANSWERS, **answers})


def motor(text: str) -> list[tuple[str, str, str | None, str, float | None]]:
    return [
        (one.side, one.nerve, one.muscle, one.site, one.amplitude_mv)
        for one in read(text).study().measures
        if one.kind == "M"
    ]


@pytest.mark.parametrize("head", ["Nerve", "Nervio", "Nerf", "Nerv"])
@pytest.mark.parametrize(
    "heading", ["R Ulnar - ADM\t\t", "R Ulnar\tADM\t", "R Ulnar  \tADM (hypothenar)\t"]
)
def test_a_first_column_headed_as_the_nerve_s_alone_may_hold_sites(head: str, heading: str) -> None:
    rows = "Wrist\t\t2.8\t10.9\nB.Elbow\t\t6.6\t5.0\n"
    text = f"{head}\tMuscle\tLat (ms)\tAmp (mV)\n{heading}\n{rows}"
    assert motor(text) == [
        ("right", "ulnar", "adm", "wrist", 10.9), ("right", "ulnar", "adm", "below_elbow", 5.0),
    ]  # fmt: skip


def test_a_long_nerve_that_reaches_under_the_next_column_heads_its_rows() -> None:
    text = (
        "Nervio                Músculo   Lat. (ms)   Amp. (mV)\n"
        "Ciático poplíteo externo Dcho.  EDB (pedio)\n"
        " Tobillo                        4,6         5,9\n"
        " Cabeza peroné                  11,8        5,4\n"
    )
    assert motor(text) == [
        ("right", "fibular", "edb", "ankle", 5.9), ("right", "fibular", "edb", "fibular_head", 5.4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading", ["Ulnaire D - ADM", "Nerf ulnaire D - ADM", "N. ulnaire droit ADM"]
)
def test_the_ulnar_nerve_in_french(heading: str) -> None:
    rows = "Poignet\t2,9\t9,1\nSous le coude\t6,8\t8,8\n"
    text = f"{heading}\nSite\tLatence (ms)\tAmplitude (mV)\n{rows}"
    assert [one[:4] for one in motor(text)] == [
        ("right", "ulnar", "adm", "wrist"), ("right", "ulnar", "adm", "below_elbow"),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["keine Antwort", "no response", "not tested", "n.t."])
def test_words_that_stand_over_two_columns_are_said_of_the_response(words: str) -> None:
    text = (
        "Nerve / Sites         Latency  Amplitude  Duration\n"
        "                      ms       mV         ms\n"
        "R Ulnar - ADM\n"
        "  Wrist               2.8      10.9       5.7\n"
        f"  B.Elbow                {words}\n"
        "  A.Elbow             8.4      4.9        6.0\n"
    )
    rows = read(text).study().measures
    middle = [one for one in rows if one.site == "below_elbow"]
    silent = words in ("keine Antwort", "no response")
    assert [one.absent for one in middle] == ([True] if silent else [False] * len(middle))
    assert all(one.amplitude_mv is None for one in middle) or silent


def test_numbers_beside_their_headings_are_told_by_order_where_none_is_missing() -> None:
    columns = "Nerv / Ableitung               Lat. [ms]  Amp. [µV]  Dist. [mm]  NLG [m/s]"
    head = f"Sensible Neurographie\n{columns}\n"
    rows = (
        "R Median - APB\nSite   Lat (ms)  Amp (mV)\nWrist  3.4       9.0\n\n"
        f"{head}N. medianus sensibel rechts  Dig. II   3,4   22,0   140   41,2\n"
    )
    (felt,) = (one for one in read(rows).study().measures if one.kind == "sensory")
    assert (felt.side, felt.nerve, felt.skin) == ("right", "median", "index_finger")
    assert (felt.latency_ms, felt.amplitude_mv, felt.distance_mm) == (3.4, 0.022, 140)
    short = rows.replace("22,0   ", "")
    assert read(short).problems  # one number less: of which column is not known


def test_a_table_of_aligned_columns_among_tables_with_tabs() -> None:
    text = (
        "Nerve / Sites         Latency   Amplitude\n"
        "                      ms        mV\n"
        "R Ulnar - ADM\n"
        "  Wrist               2.8       10.9\n"
        "  B.Elbow             6.6       10.0\n"
        "\n"
        "Sensory\nNerve\tSite\tRecording\tOnset (ms)\tAmp (uV)\nR Ulnar\tWrist\tDigit 5\t2.2\t27\n"
    )
    kinds = [one.kind for one in read(text).study().measures]
    assert kinds == ["M", "M", "sensory"]


@pytest.mark.parametrize("typed", ["27.6C", "27.6°C"])
def test_a_temperature_behind_a_heading_of_aligned_columns(typed: str) -> None:
    text = (
        "Motor Summary Table\n"
        " Stim Site      NR   Onset (ms)  O-P Amp (mV)\n"
        f"Left Median Motor (Abd Poll Brev)      {typed}\n"
        "Wrist                3.1         9.6\n"
        "Elbow                7.0         9.2\n"
    )
    found = read(text).study().measures
    assert [(one.site, one.temperature_c) for one in found] == [("wrist", 27.6), ("elbow", 27.6)]


def test_inching_with_a_long_title_is_named_and_stops_nothing() -> None:
    text = (
        "R Ulnar - ADM\nSite\tLat (ms)\tAmp (mV)\nWrist\t2.8\t10.8\nBelow elbow\t6.8\t10.2\n"
        "Short segment study (inching) Ulnar.R to ADM, stimulation every 2 cm, 0 = epicondyle\n"
        "Site\tLat (ms)\tAmp (mV)\n4 cm below\t6.9\t10.2\n2 cm below\t7.3\t10.1\n"
    )
    found = read(text)
    assert len(found.study().measures) == 2
    assert any(one.key == "part_aside" for one in found.notes)


def test_strength_with_its_sides_beside_the_title() -> None:
    text = (
        "R Median - APB\nSite   Lat (ms)  Amp (mV)\nWrist  3.4       9.0\n\n"
        "Kraft (MRC)                      rechts    links\n"
        "M. deltoideus                    5         4\n"
        "M. abductor pollicis brevis      3         5\n"
    )
    found = {(one.side, one.muscle): one.strength_mrc for one in read(text).study().muscles}
    assert found == {("right", "deltoid"): "5", ("left", "deltoid"): "4",
                     ("right", "apb"): "3", ("left", "apb"): "5"}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "skin"),
    [("R Radial - Anatomical snuff box", "snuffbox"), ("R Radial - Anat. snuffbox", "snuffbox")],
)
def test_the_snuffbox_by_its_long_name(heading: str, skin: str) -> None:
    text = (
        "R Median - APB\nSite\tLat (ms)\tAmp (mV)\nWrist\t3.4\t9.0\n"
        f"Sensory NCS\nSite\tOnset (ms)\tNP Amp (uV)\n{heading}\nForearm\t1.7\t31.0\n"
    )
    felt: list[Measure] = [one for one in read(text).study().measures if one.kind == "sensory"]
    assert [(one.nerve, one.site, one.skin) for one in felt] == [
        ("superficial_radial", "forearm", skin)
    ]


def test_an_amplitude_that_lost_its_point_is_asked_as_one() -> None:
    head = "R Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\tNeg Dur (ms)\tNeg Area (mVms)\n"
    text = f"{head}Wrist\t3.6\t10.4\t5.4\t32.8\nElbow\t7.9\t99\t5.6\t31.5\n"
    (question,) = read(text).questions
    assert (question.column, question.key, question.line) == ("amplitude_mv", "fit_amplitude", 4)
    (swapped,) = read(text.replace("99\t5.6\t31.5", "9.9\t5.6\t315")).questions
    assert swapped.column == "negative_peak_area_mvms"
