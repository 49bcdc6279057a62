"""What `/inside` tells agrees with what the simulation says."""

import pytest

from multifocal.web.inside.experiment import AttackedNerve, mm_of, simulate_attack
from multifocal.web.inside.presenter.lesson import _left, caption, lesson
from multifocal.web.inside.presenter.picture import _impulse, present_picture, region
from multifocal.web.inside.state import FIRST_MM, LAST_MM, Setting
from multifocal.web.site.ulnar_study import SITES


def amplitudes(attacked: AttackedNerve) -> dict[str, float]:
    return {m.site: m.amplitude_mv or 0.0 for m in attacked.study.measures if m.muscle == "adm"}


def small(attacked: AttackedNerve) -> set[str]:
    healthy = {
        m.site: m.amplitude_mv or 0.0 for m in attacked.healthy.measures if m.muscle == "adm"
    }
    return {site for site, mv in amplitudes(attacked).items() if mv < 0.6 * healthy[site]}


@pytest.mark.parametrize(
    ("at_mm", "name", "expected"),
    [
        (780, "hand", set(SITES)),
        (645, "forearm", {"below_elbow", "above_elbow", "axilla", "erb"}),
        (490, "elbow", {"above_elbow", "axilla", "erb"}),
        (385, "upper_arm", {"axilla", "erb"}),
        (220, "shoulder", {"erb"}),
        (105, "neck", set()),
    ],
)
def test_the_caption_of_each_region_is_what_the_test_sees(
    at_mm: int, name: str, expected: set[str]
) -> None:
    attacked = simulate_attack(Setting(at_mm=at_mm, damage=35))
    assert region(at_mm) == name
    assert small(attacked) == expected
    assert attacked.strength["adm"] < 0.6


@pytest.mark.some_cases(1)
@pytest.mark.parametrize("damage", [7, 30])
def test_the_caption_never_contradicts_the_responses(damage: int) -> None:
    """At every third place of the control: what is called normal is, what is called small is."""
    for at_mm in range(FIRST_MM, LAST_MM + 1, 15):
        attacked = simulate_attack(Setting(at_mm=at_mm, damage=damage))
        name, site = lesson(attacked)
        left = _left(attacked)
        least = min(left.values())
        if name in ("none", "neck", "mild"):
            assert least > 0.9, at_mm
        elif name == "middle":
            assert 0.75 < least <= 0.9, at_mm
        else:
            distal = SITES[: SITES.index(site)]
            assert all(left[s] > 0.9 for s in distal), (at_mm, name, left)
            beyond = SITES[SITES.index(site) + (name == "straddle") :]
            assert all(left[s] <= 0.78 for s in beyond), (at_mm, name, left)
        if name in ("upper_arm", "shoulder", "neck") and "hand is weak" in caption(attacked, "en"):
            assert attacked.strength["adm"] < 0.8, at_mm


def test_the_caption_says_what_the_rules_say() -> None:
    for damage, word in ((8, "not yet large enough"), (13, "probable"), (30, "definite")):
        attacked = simulate_attack(Setting(at_mm=645, damage=damage))
        assert word in caption(attacked, "en")
        forearm = attacked.evaluation.segments[0]
        assert forearm.block == {"not yet large enough": "not_met"}.get(word, word)


def test_regions_begin_and_end_at_the_sites_that_they_name() -> None:
    assert [region(mm_of(s)) for s in SITES] == [
        "wrist", "elbow", "elbow", "shoulder", "neck",
    ]  # fmt: skip


def test_the_numbers_of_the_summary_add_up() -> None:
    attacked = simulate_attack(Setting(damage=20))
    on_time = len(attacked.pool) - attacked.stopped - attacked.late_ms.size
    words = present_picture(attacked, "en").summary
    for number in (len(attacked.pool), attacked.stopped, attacked.late_ms.size, on_time):
        assert f"{number} " in words
    assert min(attacked.stopped, attacked.late_ms.size, on_time) > 0


def test_nothing_damaged_is_healthy() -> None:
    attacked = simulate_attack(Setting(damage=0))
    assert attacked.stopped == 0
    assert set(attacked.strength.values()) == {1.0}
    answer = present_picture(attacked, "en")
    assert all(task.tone == "healthy" for task in answer.tasks)
    assert "Nothing is damaged" in answer.summary


def test_everything_damaged_stops_all_and_makes_the_zip_very_hard() -> None:
    attacked = simulate_attack(Setting(damage=100))
    assert attacked.stopped == len(attacked.pool)
    answer = present_picture(attacked, "en")
    assert {task.tone for task in answer.tasks} == {"blocked"}
    assert "no response" in answer.answers[0][1].svg


@pytest.mark.parametrize("at_mm", [FIRST_MM, LAST_MM])
@pytest.mark.parametrize("damage", [1, 50, 100])
def test_the_ends_of_the_controls_work(at_mm: int, damage: int) -> None:
    assert present_picture(
        simulate_attack(Setting(at_mm=at_mm, damage=damage)), "en"
    ).wide.svg.startswith("<svg")


def test_a_clinician_reads_the_same_block() -> None:
    """A focus in the forearm is a definite block by the rules that /workup uses."""
    verdicts = simulate_attack(Setting(at_mm=645, damage=35)).evaluation.segments
    forearm = {v.muscle: v.block for v in verdicts if v.distal_site == "wrist"}
    assert forearm == {"adm": "definite", "fdi": "definite"}


def test_each_fiber_of_the_picture_goes_where_its_fate_says() -> None:
    attacked = simulate_attack(Setting(damage=20))
    for fiber in range(len(attacked.pool)):
        run = _impulse(attacked, fiber)
        times, places = zip(*run.knots, strict=True)
        assert list(times) == sorted(times)
        assert list(places) == sorted(places)
        arrives = bool(attacked.fates.arrives[fiber])
        assert (run.fate != "blocked") == arrives
        assert (places[-1] == attacked.pool.way.length_mm) == arrives
