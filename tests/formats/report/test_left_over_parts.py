"""Words, columns and parts of a report that were refused whole, or left out without a name."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, read_report

HEAD = "R Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\tDist (mm)"
ROWS = f"{HEAD}\nWrist\t3.4\t9.0\t28.0\t5.7\t70\nElbow\t7.9\t8.8\t27.4\t5.9\t230"
ALIGNED = """N. medianus rechts (APB)
Stimulation      dist. Lat.   Ampl. neg.   Fläche neg.   Dauer neg.   Distanz   NLG
                 ms           mV           mVms          ms           mm        m/s
Handgelenk       3,4          9,0          28,0          5,7          70
Ellenbeuge       7,9          3,0          9,4           5,9          230       51,1
Axilla           n. ableitbar
"""


def read(text: str, **answers: str) -> Understood:
    return read_report(text.encode(), {k.replace("_", "-"): one for k, one in answers.items()})


def keys(found: Understood) -> set[str]:
    return {one.key for one in found.notes}


def test_aligned_columns_with_decimal_commas() -> None:
    measures = read(ALIGNED, nr_words="not-recorded").study().measures
    assert [(one.site, one.latency_ms, one.amplitude_mv) for one in measures[:2]] == [
        ("wrist", 3.4, 9.0), ("elbow", 7.9, 3.0),
    ]  # fmt: skip
    assert measures[2].empty


@pytest.mark.parametrize(
    "word", ["n. ableitbar", "n. abl.", "nicht ableitbar", "ausgefallen", "non obtenue",
             "no obtenida", "not obtainable"],
)  # fmt: skip
def test_what_may_mean_no_response_is_asked(word: str) -> None:
    text = f"{ROWS}\nAxilla\t{word}\t{word}\t\t\t150"
    assert [one.id for one in read(text).questions] == ["nr-words"]
    assert read(text, nr_words="no-response").study().measures[2].absent
    assert read(text, nr_words="not-recorded").study().measures[2].empty


def test_a_sensory_row_without_its_places_is_set_aside_and_named() -> None:
    head = "Sensory\nNerve\tSite\tRec\tOnset (ms)\tO-P Amp (µV)\tDist (mm)"
    rows = "R Median\tWrist\tIndex\t2.4\t22\t130\nR Ulnar\t\t\t2.3\t18\t120"
    found = read(f"{ROWS}\n{head}\n{rows}")
    assert len(found.study().measures) == 3
    assert "sensory_aside" in keys(found)


@pytest.mark.parametrize(
    "part", ["Strength (MRC)\nnot examined", "MUNIX\nMuscle\tMUNIX\nR APB\t145",
             "Needle EMG: normal",
             "Left Ulnar inching (ADM)\nSite\tLat (ms)\tO-P Amp (mV)\n2 cm\t5.9\t8.0"],
)  # fmt: skip
def test_a_part_that_is_no_nerve_conduction_is_left_out_by_name(part: str) -> None:
    after = ROWS.replace("R Median", "L Median")
    found = read(f"{ROWS}\n{part}\n{after}")
    assert len(found.study().measures) == 4
    assert "part_aside" in keys(found)


def test_a_column_in_microvolts_that_stays_so_is_multiplied_with_nothing() -> None:
    text = f"{ROWS}\nSensory\nR Median - Index\nSite\tOnset (ms)\tNP Amp (µV)\nWrist\t2.4\t22"
    (column,) = [one for one in read(text).columns if one.column == "sensory_amplitude_uv"]
    assert column.factor == 1


def test_the_side_may_stand_behind_nerve_and_muscle() -> None:
    found = read(ROWS.replace("R Median - APB", "Median.L to APB.L")).study()
    assert {(one.side, one.muscle) for one in found.measures} == {("left", "apb")}
    with pytest.raises(Fault):
        read(ROWS.replace("R Median - APB", "Median.L to APB.R")).study()


def test_a_position_is_no_site() -> None:
    with pytest.raises(Fault, match="position_cm"):
        read(f"{ROWS}\n2 cm\t5.9\t8.0\t27\t5.9\t20").study()
