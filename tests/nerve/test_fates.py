"""What is true of a nerve's fibers: counted by the block that was given, not by the solver."""

import numpy as np
import pytest

from multifocal import body
from multifocal.nerve import Fates, Focus, Stimulus, fate_of, focus_truth, martin_gruber, motor_pool
from multifocal.nerve.fates import LATE_MS, segment_truth, site_truth
from multifocal.nerve.source import Source

POOL = motor_pool("adm", seed=5)
FOREARM = Focus(POOL.way.place_at(180), 0.5, mechanism="block", seed=1)
ELSEWHERE = Focus(body.path("apb").place_at(180), 1.0, mechanism="block")
STOPPED = round(0.5 * len(POOL))


def at(site: str, nerve: str = "ulnar") -> body.Site:
    return body.site(nerve, site)


def test_a_fiber_is_slowed_from_a_tenth_of_a_millisecond_on() -> None:
    assert LATE_MS == 0.1
    assert fate_of(0.0) == fate_of(np.nextafter(0.1, 0)) == "healthy"
    assert fate_of(0.1) == fate_of(7.0) == "slowed"
    assert fate_of(float("nan")) == "blocked"


def test_fates_count_the_fibers_that_were_stopped_and_leave_other_nerves_foci_out() -> None:
    found = Fates.of(Source.of(POOL), [ELSEWHERE, FOREARM])
    (part,) = found.parts
    assert part.foci == (FOREARM,)
    assert (found.total, found.stopped, found.prescribed) == (len(POOL), STOPPED, True)
    assert found.late_ms.size == 0
    untouched = Fates.of(Source.of(POOL), [ELSEWHERE])
    assert (untouched.stopped, untouched.prescribed) == (0, False)


def test_slow_fibers_arrive_late_and_each_has_a_damaged_stretch() -> None:
    thin = Focus(POOL.way.place_at(180), 0.7, 100.0, "lamellae", spread=60.0)
    found = Fates.of(Source.of(POOL), [thin])
    (part,) = found.parts
    late = np.flatnonzero(part.fate.delay_ms >= LATE_MS)
    assert found.late_ms == pytest.approx(part.fate.delay_ms[late])
    assert 0 < late.size <= found.total - found.stopped
    assert {one.fiber for one in part.passages} >= set(late.tolist())
    with pytest.raises(ValueError, match="read-only"):
        part.fate.delay_ms[0] = 1.0


def test_one_focus_alone_stops_its_share() -> None:
    found = focus_truth(POOL, FOREARM)
    assert found.stopped_share == pytest.approx(STOPPED / len(POOL))
    assert (found.muscle, found.fibers, found.delayed_share) == ("adm", len(POOL), 0.0)
    assert found.mm_from_muscle == pytest.approx(180)
    whole = focus_truth(POOL, Focus(FOREARM.place, 1.0, mechanism="block"))
    assert (whole.stopped_share, whole.median_delay_ms) == (1.0, None)


def test_a_block_is_counted_in_its_own_segment_only() -> None:
    source, share = Source.of(POOL), STOPPED / len(POOL)
    below = segment_truth(source, at("wrist"), at("below_elbow"), [FOREARM])
    assert (below.fibers, below.stopped_share) == (len(POOL), pytest.approx(share))
    above = segment_truth(source, at("below_elbow"), at("erb"), [FOREARM])
    assert (above.fibers, above.stopped_share) == (len(POOL) - STOPPED, 0.0)
    assert segment_truth(source, at("wrist"), at("erb")).stopped_share == 0.0


def test_where_no_fiber_arrives_from_the_distal_site_the_share_is_not_known() -> None:
    whole = Focus(FOREARM.place, 1.0, mechanism="block")
    found = segment_truth(Source.of(POOL), at("below_elbow"), at("erb"), [whole])
    assert (found.fibers, found.stopped_share) == (0, None)


def test_fibers_that_cross_are_no_block() -> None:
    """They leave the ulnar nerve below the elbow: fewer pass both sites, none is stopped."""
    source = martin_gruber(POOL, 0.3)
    crossing = round(0.3 * len(POOL))
    found = segment_truth(source, at("wrist"), at("below_elbow"))
    assert (found.fibers, found.stopped_share) == (len(POOL) - crossing, 0.0)
    assert site_truth(source, at("wrist")).arrived == len(POOL)
    assert site_truth(source, at("elbow", "median")).arrived == crossing


def test_a_weak_stimulus_fires_few_and_a_block_stops_half_of_any() -> None:
    weak = Stimulus(0.7)
    fired = int(weak.fires(POOL, at("erb")).sum())
    found = site_truth(Source.of(POOL), at("erb"), [FOREARM], weak)
    assert 0 < found.arrived < found.fired == fired < len(POOL)
    assert site_truth(Source.of(POOL), at("erb"), [FOREARM]).arrived == len(POOL) - STOPPED
