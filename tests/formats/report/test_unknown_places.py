"""Words of places that reports write, and a row whose place nobody knows."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, read_report
from multifocal.study import vocabulary
from multifocal.study.sensory_words import sensory_word

ROWS = """R Median - APB
Site\tLat (ms)\tO-P Amp (mV)\tDist (mm)
Wrist\t3.4\t9.0\t70
Elbow\t7.9\t8.8\t230
R Ulnar - ADM
Site\tLat (ms)\tO-P Amp (mV)\tDist (mm)
Wrist\t2.8\t9.0\t70
Quux\t6.9\t8.8\t220
Above elbow\t8.8\t8.7\t100
"""


def read(**answers: str) -> Understood:
    return read_report(ROWS.encode(), {k.replace("__", ":"): v for k, v in answers.items()})


@pytest.mark.parametrize(
    ("typed", "nerve", "site"),
    [
        ("Spiral Gr", "radial", "spiral_groove"), ("Spiral groove", "radial", "spiral_groove"),
        ("Unterarm (unterh. Sulcus)", "ulnar", "below_elbow"),
        ("u. Sulcus", "ulnar", "below_elbow"),
        ("ob. Sulcus", "ulnar", "above_elbow"), ("Hueco popl.", "tibial", "popliteal_fossa"),
        ("H. poplíteo", "tibial", "popliteal_fossa"), ("Popl. fossa", "fibular", "popliteal_fossa"),
    ],
)  # fmt: skip
def test_sites_as_they_are_written(typed: str, nerve: str, site: str) -> None:
    assert vocabulary.site(typed, nerve) == site


def test_a_muscle_and_electrodes_as_they_are_written() -> None:
    assert vocabulary.muscle("Ext Ind Prop", "radial") == "eip"
    assert sensory_word("skin", "Malleolus lat.") == "ankle"
    assert sensory_word("skin", "Base 1st Digit") == "snuffbox"


def test_a_row_of_an_unknown_place_stops_nothing_once_it_is_left_out() -> None:
    (question,) = read().questions
    assert question.id == "row:8"
    with pytest.raises(Fault):
        read().study()
    found = read(row__8="leave-out")
    measures = [(one.nerve, one.site, one.distance_mm) for one in found.study().measures]
    assert measures == [
        ("median", "wrist", 70.0), ("median", "elbow", 230.0), ("ulnar", "wrist", 70.0),
        ("ulnar", "above_elbow", None),  # its 100 mm were measured from the row that is left out
    ]  # fmt: skip
    (said,) = (one for one in found.remarks() if "Quux" in one.unread)
    assert "left out" in said.text


CORNER = """MOTOR\tSite\tDML ms\tO-P Amp mV\tDist mm
Median R (APB)\tWrist\t3.4\t9.0\t70
\tElbow\t7.9\t8.8\t230
Fibular R (EDB)\tAnkle\t4.6\t4.9\t80
\tFibular head\t11.4\t4.6\t320

SENSORY\tSite\tOnset ms\tO-P Amp uV\tDist mm
Radial R\tforearm - snuffbox\t2.5\t12\t100

MRC   R  L
Tib ant 3 3
"""


def test_a_title_in_the_corner_of_a_table_heads_its_column_of_nerves() -> None:
    measures = read_report(CORNER.encode()).study().measures
    assert [(one.nerve, one.site, one.kind) for one in measures] == [
        ("median", "wrist", "M"), ("median", "elbow", "M"), ("fibular", "ankle", "M"),
        ("fibular", "fibular_head", "M"), ("superficial_radial", "forearm", "sensory"),
    ]  # fmt: skip


UNKNOWN_NERVE = """Nerve\tSite\tLat (ms)\tO-P Amp (mV)\tDist (mm)
Right ulnar ADM\tWrist\t2.6\t9.8\t
\tBelow elbow\t6.9\t9.5\t220
{nerve}\tErb\t3.6\t9.8\t
\tAxilla\t10.9\t2.5\t100
"""


@pytest.mark.parametrize("nerve", ["Right suprascap.", "Right genioglossus", "Left"])
def test_rows_below_a_nerve_that_nobody_knows_are_not_of_the_nerve_above(nerve: str) -> None:
    text = UNKNOWN_NERVE.format(nerve=nerve).encode()
    assert [one.id for one in read_report(text).questions] == ["row:4"]
    found = read_report(text, {"row:4": "leave-out"})
    sites = [(one.nerve, one.site) for one in found.study().measures]
    assert sites == [("ulnar", "wrist"), ("ulnar", "below_elbow")]
    assert [one.line for one in found.notes if one.key == "row_left_out"] == [4, 5]
