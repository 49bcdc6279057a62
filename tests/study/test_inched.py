"""Stretches that were inched: by their places, or by neighboring sites less than 50 mm apart."""

from dataclasses import replace

import pytest

from multifocal.fault import Fault
from multifocal.study import Measure
from multifocal.study.inched import InchedResponse, inched_stretches, origins, without_distances

AT_ELBOW = [
    InchedResponse(
        "right", "ulnar", "adm", at_mm, "ulnar_elbow", 6.0 + at_mm / 50, 9.0 - at_mm / 10
    )
    for at_mm in (20.0, -40.0, 0.0)
]
NAMED = [
    Measure("left", "fibular", "edb", site, latency, amplitude, distance_mm=distance)
    for site, latency, amplitude, distance in (
        ("ankle", 4.0, 6.0, 80.0), ("below_fibular_head", 10.0, 5.8, 300.0),
        ("fibular_head", 10.9, 3.0, 40.0), ("above_fibular_head", 11.8, 2.9, 45.0),
        ("popliteal_fossa", 13.0, 2.8, 60.0),
    )
]  # fmt: skip


def test_places_go_from_distal_to_proximal_with_their_steps() -> None:
    (stretch,) = inched_stretches(AT_ELBOW, ())
    assert [one.position_mm for one in stretch.responses] == [-40, 0, 20]
    assert [step.length_mm for step in stretch.steps] == [40, 20]
    assert stretch.steps[0].amplitude_reduction_percent == pytest.approx(100 * 4 / 13)


def test_named_sites_close_together_are_places_from_the_most_distal_of_them() -> None:
    (stretch,) = inched_stretches((), NAMED)
    assert (stretch.origin, stretch.by_distance) == ("below_fibular_head", True)
    assert [one.position_mm for one in stretch.responses] == [0, 40, 85]


@pytest.mark.parametrize("change", [{"distance_mm": 50.0}, {"distance_mm": None}])
def test_a_distance_of_50_mm_or_none_ends_a_stretch(change: dict[str, float | None]) -> None:
    sites = [*NAMED[:3], replace(NAMED[3], **change), NAMED[4]]  # type: ignore[arg-type]
    assert inched_stretches((), sites) == ()
    assert [one.nerve for one in without_distances(sites)] == (
        ["fibular"] if change["distance_mm"] is None else []
    )


def test_zeros_that_differ_make_stretches_of_their_own() -> None:
    other = replace(AT_ELBOW[0], origin="wrist")
    assert len(inched_stretches([*AT_ELBOW, other], ())) == 2


def test_a_place_without_a_response_has_lost_everything() -> None:
    none = InchedResponse("right", "ulnar", "adm", 40.0, "ulnar_elbow", absent=True)
    (stretch,) = inched_stretches([*AT_ELBOW, none], ())
    assert stretch.steps[-1].amplitude_reduction_percent == 100
    with pytest.raises(Fault):
        replace(none, latency_ms=5.0)


def test_zero_is_a_site_or_an_entrapment_of_the_nerve() -> None:
    assert {"ulnar_elbow", "below_elbow"} <= set(origins("ulnar"))
    assert "fibular_head" not in origins("ulnar")
