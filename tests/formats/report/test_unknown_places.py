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
