"""Sites lie on their nerves, in anatomical order, and serve the muscles beyond them."""

import pytest

from multifocal import body
from multifocal.body.graph import chains
from multifocal.body.nerve_tree import lineage
from multifocal.fault import Fault

RECORDABLE = [one for one in body.nerves() if one.recordable]
WORDS = {
    *("palm", "wrist", "forearm", "mid_forearm", "elbow", "below_elbow", "above_elbow"),
    *("upper_arm", "spiral_groove", "axilla", "erb", "root", "ankle", "fibular_head"),
    *("below_fibular_head", "above_fibular_head", "popliteal_fossa", "sciatic_notch"),
}


@pytest.mark.parametrize("nerve", RECORDABLE, ids=lambda one: one.id)
def test_every_site_lies_on_its_nerve(nerve: body.Nerve) -> None:
    found = body.sites(nerve.id)
    assert found
    assert len({word for site in found for word in (site.id, *site.also)}) == sum(
        1 + len(site.also) for site in found
    )
    for site in found:
        for point in site.points:
            part = body.segment(point.segment)
            assert 0 <= point.mm <= part.length_mm
            # On the nerve or a branch of it, or on a plexus, root or trunk that leads to it.
            own = nerve in lineage(part.nerve)
            leads = any(chains(one, part.id) for one in nerve.segments)
            assert own or leads


@pytest.mark.parametrize("nerve", RECORDABLE, ids=lambda one: one.id)
def test_a_site_meets_every_muscle_of_its_nerve_that_lies_beyond(nerve: body.Nerve) -> None:
    """No root or trunk is forgotten among the parallel points of Erb's point and the root."""
    for muscle in body.muscles_of(nerve.id):
        if muscle.stem == nerve.id:
            found = {site.id for site in body.stimulation_sites(nerve.id, muscle.id)}
            assert "root" in found
            assert "erb" in found or nerve.limb == "leg"
            for root in muscle.roots:
                way = body.path(muscle.id, root=root)
                if muscle.supply(root).nerve == muscle.nerve:
                    assert body.site(nerve.id, "root").is_on(way)


@pytest.mark.parametrize("nerve", RECORDABLE, ids=lambda one: one.id)
def test_sites_run_from_distal_to_proximal(nerve: body.Nerve) -> None:
    order = [one.id for one in body.sites(nerve.id)]
    for muscle in body.muscles_of(nerve.id):
        way = body.path(muscle.id)
        served = body.stimulation_sites(nerve.id, muscle.id)
        mm = [way.mm_from_muscle(one.place_on(way)) for one in served]
        assert mm == sorted(mm)
        assert len(set(mm)) == len(mm)
        assert [one.id for one in served] == [name for name in order if name in
                                              {one.id for one in served}]  # fmt: skip


def test_the_ulnar_elbow_is_below_or_above() -> None:
    with pytest.raises(KeyError):
        body.site("ulnar", "elbow")
    with pytest.raises(KeyError):
        body.site("median", "below_elbow")


def test_another_word_for_a_site() -> None:
    assert body.site("ulnar", "forearm") == body.site("ulnar", "mid_forearm")
    assert body.site("radial", "mid_forearm") == body.site("radial", "forearm")


def served(nerve: str, muscle: str) -> list[str]:
    return [one.id for one in body.stimulation_sites(nerve, muscle)]


def test_a_site_beyond_the_muscles_twig_does_not_serve_it() -> None:
    assert "palm" in served("ulnar", "fdi")
    assert "palm" not in served("ulnar", "adm")
    assert served("median", "fcr")[0] == "elbow"
    assert served("ulnar", "fcu")[0] == "below_elbow"
    assert served("radial", "triceps") == ["axilla", "erb", "root"]
    assert served("radial", "brachioradialis")[0] == "spiral_groove"
    assert served("fibular", "ta")[0] == "below_fibular_head"
    assert served("tibial", "soleus")[0] == "popliteal_fossa"


def test_a_site_does_not_serve_another_nerves_muscle() -> None:
    assert served("median", "adm") == []
    assert served("tibial", "edb") == []
    assert served("suprascapular", "supraspinatus") == []  # not a nerve that studies name


def test_erbs_point_meets_every_trunk() -> None:
    erb = body.site("median", "erb")
    assert erb.place("left") == body.Place("left", "lower_trunk", 40)
    assert erb.place_on(body.path("fcr", "left")) == body.Place("left", "middle_trunk", 40)
    assert erb.place_on(body.path("fcr", root="C6")) == body.Place("right", "upper_trunk", 40)


def test_a_site_off_the_path_is_a_fault() -> None:
    with pytest.raises(Fault, match="not on the way to adm"):
        body.site("median", "wrist").place_on(body.path("adm"))


def test_sites_move_with_the_subject_and_mirror() -> None:
    small = body.Subject(height_cm=140)
    for nerve in RECORDABLE:
        for site in body.sites(nerve.id):
            usual, left, short = site.place("right"), site.place("left"), site.place("right", small)
            assert (left.segment, left.mm) == (usual.segment, usual.mm)
            assert short.mm == pytest.approx(usual.mm * 140 / 175)
