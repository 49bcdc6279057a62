"""Sensory branches: what every anatomist and every laboratory says of them."""

import pytest

from multifocal import body

# Area of skin: branch, the motor-study nerve it comes from, roots (cutaneous-innervation-general).
ROWS = """
upper_outer_arm           superior_lateral_brachial_cutaneous axillary         C5 C6
lower_outer_arm           inferior_lateral_brachial_cutaneous radial           C5 C6
back_of_arm               posterior_brachial_cutaneous        radial           C5 C6 C7 C8
inner_arm                 medial_brachial_cutaneous           -                C8 T1
outer_forearm             lateral_antebrachial_cutaneous      musculocutaneous C5 C6
inner_forearm             medial_antebrachial_cutaneous       -                C8 T1
back_of_forearm           posterior_antebrachial_cutaneous    radial           C5 C6 C7 C8
thumb                     median                              median           C6 C7
index_finger              median_digital                      median           C6 C7
middle_finger             median_digital                      median           C7
ring_finger_thumb_side    median_digital                      median           C7 C8
palm_thumb_side           median_palmar_cutaneous             median           C6 C7
little_finger             ulnar_superficial                   ulnar            C8
ring_finger_little_side   ulnar_superficial                   ulnar            C8
palm_little_side          ulnar_palmar_cutaneous              ulnar            C8
back_of_hand_little_side  dorsal_ulnar_cutaneous              ulnar            C8
back_of_hand_thumb_side   superficial_radial                  radial           C6 C7
outer_thigh               lateral_femoral_cutaneous           -                L2 L3
front_of_thigh            anterior_femoral_cutaneous          femoral          L2 L3
inner_thigh               obturator                           -                L2 L3 L4
back_of_thigh             posterior_femoral_cutaneous         -                S1 S2 S3
inner_leg                 saphenous                           femoral          L3 L4
outer_leg                 lateral_sural_cutaneous             fibular          L5 S1 S2
top_of_foot               superficial_fibular                 fibular          L4 L5 S1
first_toe_web             deep_fibular                        fibular          L4 L5
outer_foot                sural                               tibial           S1 S2
inner_sole                medial_plantar                      tibial           L4 L5
outer_sole                lateral_plantar                     tibial           S1 S2
heel                      medial_calcaneal                    tibial           S1 S2
"""
TABLE = [row.split() for row in ROWS.strip().splitlines()]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_nerve_and_roots_of_every_area(row: list[str]) -> None:
    name, nerve, stem, *roots = row
    skin = body.skin(name)
    assert (skin.nerve, skin.stem or "-", list(skin.roots)) == (nerve, stem, roots)
    assert skin in body.skin_of(nerve)


def test_no_area_is_missing() -> None:
    assert [one.id for one in body.skin_areas()] == [row[0] for row in TABLE]


def beyond(segment: str, mm: float) -> set[str]:
    return {one.id for one in body.skin_beyond(body.Place("left", segment, mm))}


def test_what_goes_numb_tells_where_the_nerve_is_hurt() -> None:
    """The classic signs that place a lesion."""
    # Carpal tunnel: fingers, not the skin over the ball of the thumb.
    tunnel = beyond("median_hand", 10)
    assert {"thumb", "index_finger", "middle_finger", "ring_finger_thumb_side"} == tunnel
    assert "palm_thumb_side" in beyond("median_forearm", 150)
    # Guyon's canal spares the back of the hand; the elbow does not.
    assert beyond("ulnar_hand", 10) == {"little_finger", "ring_finger_little_side"}
    assert "back_of_hand_little_side" in beyond("ulnar_elbow", 50)
    # The posterior and anterior interosseous, deep ulnar and recurrent branches feel no skin.
    for motor in ("posterior_interosseous", "anterior_interosseous", "ulnar_deep"):
        assert beyond(motor, 0) == set()
    assert beyond("median_recurrent", 0) == set()
    # Lower trunk and medial cord: inner forearm with the little finger; the ulnar nerve spares it.
    assert {"inner_forearm", "little_finger"} <= beyond("lower_trunk", 10)
    assert "inner_forearm" not in beyond("ulnar_upper_arm", 0)
    # The fibular head: top of the foot and first web, not the outer edge.
    head = beyond("fibular_knee", 130)
    assert {"top_of_foot", "first_toe_web"} == head


def test_fingers_of_the_median_nerve_come_by_the_lateral_cord() -> None:
    for finger in ("thumb", "index_finger", "middle_finger"):
        for root in body.skin(finger).roots:
            assert "lateral_cord" in body.path(finger, root=root).segments
    assert "medial_cord" in body.path("little_finger").segments
    assert "medial_cord" in body.path("inner_forearm").segments


@pytest.mark.parametrize("study", body.sensory_studies(), ids=lambda one: one.id)
def test_the_usual_distance_holds_in_an_adult_of_175_cm(study: body.SensoryStudy) -> None:
    way = body.path(study.skin)
    assert way.mm_from_muscle(study.site.place_on(way)) == pytest.approx(study.distance_mm)
    assert body.skin(study.skin).electrode
    assert study.site in body.stimulation_sites(study.nerve, study.skin)


@pytest.mark.parametrize(
    ("study", "distance_mm"),
    [("median_index", 140), ("ulnar_little", 140), ("sural", 140), ("superficial_radial", 100)],
)
def test_distances_of_practice(study: str, distance_mm: float) -> None:
    assert body.sensory_study(study).distance_mm == distance_mm


def test_one_nerve_answers_on_muscle_and_skin_from_the_same_sites() -> None:
    """The wrist's stimulus reaches the thumb's muscle and the index finger alike."""
    muscle = {one.id for one in body.stimulation_sites("median", "apb")}
    skin = {one.id for one in body.stimulation_sites("median", "index_finger")}
    assert skin == muscle
    assert {"wrist", "elbow", "axilla"} <= skin
    assert body.stimulation_sites("ulnar", "index_finger") == ()
    assert {"wrist"} <= {one.id for one in body.stimulation_sites("ulnar", "little_finger")}
    assert "palm" not in {one.id for one in body.stimulation_sites("ulnar", "little_finger")}


def test_a_root_that_is_not_the_skins_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        body.path("little_finger", root="C5")
    with pytest.raises(KeyError):
        body.skin("little_finger").supply("C5")
