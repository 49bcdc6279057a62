"""What the lab says of a setting is what the library says, and what each study teaches is so."""

from dataclasses import replace

import numpy as np
import pytest

from multifocal import body
from multifocal.criteria import evaluate, evaluate_by
from multifocal.measuring import measure_all
from multifocal.nerve import Focus, LimbTemperature, force, motor_pool
from multifocal.study import Study
from multifocal.web.lab.downloads import download
from multifocal.web.lab.experiment import Simulated, probed, simulate
from multifocal.web.lab.fibers import fibers
from multifocal.web.lab.presenter import present_answer
from multifocal.web.lab.state import MUSCLES, START, STARTS, FocusSetting, Setting
from multifocal.words import say


def amplitudes(found: Simulated) -> dict[str, float]:
    measures = {one.site: found.measure(one) for one in found.motor}
    return {site: one.amplitude_mv or 0.0 for site, one in measures.items() if one}


@pytest.mark.parametrize("muscle", MUSCLES)
def test_every_muscle_gives_a_whole_study(muscle: str) -> None:
    way = Setting(muscle).way
    found = simulate(Setting(muscle, foci=(FocusSetting(int(way.length_mm / 2), 20),)))
    assert found.fault is None
    assert [one.site for one in found.motor] == [one.id for one in found.setting.sites()]
    assert 0 < found.fates.stopped < found.fates.total
    shown = present_answer(found, (), "en")
    assert shown.findings is not None
    assert "nan" not in shown.motor.wide.svg.lower()


def test_findings_are_those_of_evaluate_on_the_measured_sweeps() -> None:
    found = simulate(START)
    motor = measure_all(one for one in found.study.recordings if one.kind == "M")
    alone = evaluate(Study(measures=motor, subject=found.setting.subject))
    first, *_ = found.evaluations()
    assert [(s.distal_site, s.proximal_site, s.block) for s in first.segments] == [
        (s.distal_site, s.proximal_site, s.block) for s in alone.segments
    ]
    shown = present_answer(found, (), "en").findings
    assert shown is not None
    blocks = [[v.block for v in one.segments] for one in evaluate_by(found.study)]
    assert len(shown.sets) == len(blocks)
    verdicts = [answer.verdict for answer in shown.segments[0].answers]
    assert verdicts[0] == "definite block if no Martin-Gruber crossing"


def test_force_and_fibers_are_those_of_the_library() -> None:
    found = simulate(START)
    pool = motor_pool("adm", "right", body.Subject(height_cm=175.0), 0, LimbTemperature(33.0))
    (one,) = START.foci
    focus = Focus(pool.way.place_at(one.at_mm), one.severity / 100, one.extent_mm)
    assert found.strength == force(pool, [focus])
    rows = [fiber.row for fiber in fibers(found)]
    assert len(rows) == found.fates.total == len(pool)
    assert sum(row.fate == "blocked" for row in rows) == found.fates.stopped
    assert sum(row.fate == "slowed" for row in rows) == found.fates.late_ms.size
    assert [row.velocity_m_s for row in rows] == sorted(pool.velocity_m_s, reverse=True)
    for row in rows:
        if row.stopped_mm is not None:
            assert abs(row.stopped_mm - one.at_mm) <= one.extent_mm / 2 + 3
            assert row.stopped_by == 1


def test_each_focus_draws_its_own_fibers_and_each_fiber_ends_at_its_first_block() -> None:
    both = simulate(Setting(foci=(FocusSetting(180, 20), FocusSetting(460, 20))))
    near, far = (simulate(Setting(foci=(one,))) for one in both.setting.foci)
    assert both.fates.stopped < near.fates.stopped + far.fates.stopped
    by = [fiber.row.stopped_by for fiber in fibers(both)]
    assert by.count(1) + by.count(2) == both.fates.stopped
    # the impulse comes from the cord, so it meets the far focus first
    assert by.count(2) > by.count(1)


def test_two_mild_foci_weaken_and_no_rule_finds_a_block() -> None:
    found = simulate(STARTS["two"])
    first, *_ = found.evaluations()
    assert {one.block for one in first.segments} <= {"not_met", "not_counted"}
    assert found.strength < 0.6


def test_a_block_near_the_neck_shows_from_above_it_only() -> None:
    found = amplitudes(simulate(STARTS["proximal"]))
    assert found["erb"] < 0.2 * found["wrist"]
    assert found["axilla"] > 0.9 * found["wrist"]


def test_slowing_spreads_the_response_out_and_most_fibers_arrive() -> None:
    found = simulate(STARTS["slow"])
    assert found.fates.late_ms.size > 0.8 * found.fates.total
    durations = {one.site: found.measure(one).negative_peak_duration_ms for one in found.motor}
    assert durations["below_elbow"] > 1.3 * durations["wrist"]


def test_what_imitates_block_and_what_does_not() -> None:
    """Stumps of axons cut two days ago conduct: a definite block by the rules, and none. A year on,
    a slow nerve, dispersion and pressure meet no criterion for it."""
    fresh, *_ = simulate(STARTS["fresh"]).evaluations()
    assert fresh.segments[0].block == "definite"
    for name in ("old", "cmt", "slow", "distal", "elbow", "tunnel", "cold"):
        first, *_ = simulate(STARTS[name]).evaluations()
        assert {one.block for one in first.segments} <= {"not_met", "not_counted"}, name


def test_old_loss_leaves_few_units_that_are_large_and_long() -> None:
    found = simulate(STARTS["old"])
    wrist = found.motor[0]
    now, usual = found.measure(wrist), found.measure(wrist, healthy=True)
    assert now is not None and usual is not None
    assert now.negative_peak_duration_ms > 1.2 * usual.negative_peak_duration_ms  # type: ignore[operator]
    assert found.strength > 1 - found.fates.stopped / found.fates.total + 0.2
    felt, healthy = found.measure(found.sensory[0]), found.measure(found.sensory[0], healthy=True)
    assert felt is not None and healthy is not None
    assert felt.amplitude_mv < 0.5 * healthy.amplitude_mv  # type: ignore[operator]


def test_crossing_fibers_answer_to_the_median_nerve_and_force_stays() -> None:
    found = simulate(STARTS["crossing"])
    size = amplitudes(found)
    assert size["below_elbow"] < 0.75 * size["wrist"]
    assert found.check is not None
    check = found.measure(found.check)
    assert check is not None
    assert check.amplitude_mv == pytest.approx(size["wrist"] - size["below_elbow"], rel=0.25)
    assert found.strength == 1.0
    assert sum(fiber.row.crosses for fiber in fibers(found)) == round(0.4 * found.fates.total)
    assert found.f_latencies_ms is None


def test_a_weak_stimulus_looks_like_definite_block_though_no_fiber_is_stopped() -> None:
    found = simulate(STARTS["weak"])
    first, *_ = found.evaluations()
    last = first.segments[-1]
    assert (last.block, last.reason) == ("cannot_be_assessed", "submaximal")
    assert last.by_numbers is not None and last.by_numbers.block == "definite"
    assert found.fates.stopped == 0


@pytest.mark.parametrize("name", ["elbow", "tunnel"])
def test_pressure_reaches_sensory_fibers_and_foci_do_not(name: str) -> None:
    pressed, struck = simulate(STARTS[name]), simulate(START)
    small = pressed.sensory[-1]
    now, usual = pressed.measure(small), pressed.measure(small, healthy=True)
    assert now is not None and usual is not None
    assert (now.latency_ms or 0) > (usual.latency_ms or 0) + 1.0
    for one in struck.sensory:
        assert struck.measure(one) == struck.measure(one, healthy=True)


def test_a_stimulus_that_spreads_adds_to_the_response_and_cannot_everywhere() -> None:
    found = simulate(STARTS["spread"])
    wrist = found.motor[0]
    now, usual = found.measure(wrist), found.measure(wrist, healthy=True)
    assert now is not None and usual is not None
    assert now.amplitude_mv != pytest.approx(usual.amplitude_mv, rel=0.05)
    lonely = simulate(Setting("eip", stimulus="elbow", spread=50))
    assert lonely.unheard is not None
    assert np.array_equal(lonely.motor[1].samples_mv, simulate(Setting("eip")).motor[1].samples_mv)


def test_cold_is_late_and_slow_and_nothing_is_stopped() -> None:
    cold, usual = simulate(STARTS["cold"]), simulate(Setting("apb"))
    for one, other in zip(cold.motor, usual.motor, strict=True):
        late, normal = cold.measure(one), usual.measure(other)
        assert late is not None and normal is not None
        assert (late.latency_ms or 0) > (normal.latency_ms or 0) + 1
    assert cold.fates.stopped == 0
    assert not present_answer(cold, (), "en").warm


def test_a_warm_block_says_that_people_report_the_opposite() -> None:
    words = "this model; people with MMN report the opposite, weakness in the cold"
    assert present_answer(simulate(STARTS["warm"]), (), "en").warm == words
    assert not present_answer(simulate(START), (), "en").warm
    assert not present_answer(simulate(Setting(temperature_c=36.0)), (), "en").warm


def test_a_prescribed_block_is_told_as_such() -> None:
    found = simulate(Setting(foci=(FocusSetting(180, 50, 20, "block"),)))
    assert found.fates.stopped == round(0.5 * found.fates.total)
    assert any("prescribed" in note for note in present_answer(found, (), "en").notes)


def test_f_waves_are_shown_for_hand_and_foot_only_and_block_thins_them() -> None:
    assert simulate(Setting("biceps")).f_latencies_ms is None
    found = simulate(STARTS["proximal"])
    assert found.f_latencies_ms is not None and found.healthy_f_latencies_ms is not None
    assert np.isfinite(found.f_latencies_ms).sum() < np.isfinite(found.healthy_f_latencies_ms).sum()
    (summary,) = found.study.f_measures
    assert summary.sweeps == 20


def test_behind_a_complete_block_the_page_says_no_response() -> None:
    found = simulate(Setting(foci=(FocusSetting(180, 100, mechanism="block"),)))
    beyond = [one for one in found.motor if (one.distance_mm or 0) > 180]
    assert beyond
    for one in beyond:
        measure = found.measure(one)
        assert measure is not None and measure.absent
        assert one.samples_mv.std() > 1e-3  # and yet it trembles
    shown = present_answer(found, (), "en")
    assert shown.motor.wide.svg.count(f">{say('lab.absent')}<") == len(beyond)
    assert "nan" not in shown.motor.wide.svg.lower()


@pytest.mark.parametrize("height_cm", [150, 200, 220])
@pytest.mark.parametrize("muscle", ["adm", "ah"])
def test_all_sweeps_of_a_series_are_as_long_as_its_longest(muscle: str, height_cm: int) -> None:
    found = simulate(Setting(muscle, height_cm=height_cm, every=True))
    assert len({one.samples_mv.size for one in found.motor}) == 1
    assert found.motor[-1].site == "root"
    last, farthest = found.motor[0].times_ms[-1], found.motor[-1].distance_mm
    assert farthest is not None and last > farthest / 15 + 12
    for kind in ("edf", "edf-f", "edf-sensory"):
        assert download(found, kind, "en").content


def test_a_stimulator_stands_anywhere_and_is_turned_up() -> None:
    """Below the focus all that fire arrive, above it some do not; stronger fires more."""
    below, above = (probed(replace(STARTS["moved"], probe=mm, charge=70)) for mm in (100, 260))
    assert below is not None and above is not None
    for one in (below, above):
        fired = [shock.fired for shock in one.by_strength.values()]
        assert fired == sorted(fired) and fired[-1] == simulate(START).fates.total
        assert one.here == 70 and one.measure is not None
    assert all(one.arrived == one.fired for one in below.by_strength.values())
    assert above.by_strength[100].arrived < 0.7 * above.by_strength[100].fired


def test_no_stimulator_no_answer_of_it() -> None:
    assert probed(START) is None
    assert probed(replace(START, probe=1900)) is None
