"""One call gives a person's motor and sensory study, F waves and strength."""

import numpy as np
import pytest

from multifocal import body
from multifocal.criteria import evaluate, evaluation_json
from multifocal.nerve import (
    Examination,
    Focus,
    Harm,
    LimbTemperature,
    Person,
    entrapment,
    examine,
    passage,
    usual_studies,
)
from multifocal.study import Measure
from multifocal.study.crossover import is_crossover

FOREARM = Harm((Focus(body.site("ulnar", "mid_forearm").place("right"), 0.8, mechanism="block"),))


def one(exam: Examination, side: str, muscle: str, site: str, nerve: str | None = None) -> Measure:
    (found,) = [
        m
        for m in exam.measures()
        if (m.side, m.muscle, m.site) == (side, muscle, site) and m.nerve == (nerve or m.nerve)
    ]
    return found


@pytest.fixture(scope="module")
def healthy() -> Examination:
    return examine(Person(3))


@pytest.fixture(scope="module")
def blocked() -> Examination:
    return examine(Person(3), FOREARM)


def test_both_arms_are_examined(healthy: Examination) -> None:
    usual = usual_studies("arm")
    sites = sum(len(found) for found in usual["motor"].values())
    assert len(healthy.recordings("M")) == 2 * sites
    assert len(healthy.recordings("F")) == 2 * 2 * 20
    assert len(healthy.measures("sensory")) == 2 * 3
    assert set(healthy.strength["left"].values()) == {1.0}
    assert {found.id for found in healthy.limb_forces["right"]} >= {"grip", "key_pinch"}
    assert all(task.share == pytest.approx(1.0) for task in healthy.abilities["left"])
    assert healthy.mrc("right", "fdi") == "5"


def test_no_fiber_is_solved_where_there_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a healthy examination of both arms is quick: its fibers' velocities say all."""

    def solving(*_: object, **__: object) -> None:
        raise AssertionError("a fiber is solved")

    monkeypatch.setattr(passage, "conduct", solving)
    assert examine(Person(9)).study.measures
    with pytest.raises(AssertionError, match="a fiber is solved"):
        examine(Person(9), Harm((Focus(FOREARM.foci[0].place, 0.3),)))


def test_block_shows_where_it_should_and_nowhere_else(
    healthy: Examination, blocked: Examination
) -> None:
    assert one(blocked, "right", "adm", "wrist") == one(healthy, "right", "adm", "wrist")
    above = one(blocked, "right", "adm", "below_elbow").amplitude_mv or 0.0
    assert above < 0.4 * (one(healthy, "right", "adm", "below_elbow").amplitude_mv or 0.0)
    assert one(blocked, "left", "adm", "erb") == one(healthy, "left", "adm", "erb")
    assert one(blocked, "right", "apb", "erb") == one(healthy, "right", "apb", "erb")
    verdicts = {
        (s["side"], s["muscle"], s["distal_site"], s["proximal_site"]): s["block"]
        for s in evaluation_json(evaluate(blocked.study))["segments"]
    }
    found = {key for key, verdict in verdicts.items() if verdict in ("definite", "probable")}
    assert {key[:2] for key in found} == {("right", "adm"), ("right", "fdi")}


def test_sensory_responses_are_whole_beyond_a_motor_block(
    healthy: Examination, blocked: Examination
) -> None:
    assert blocked.measures("sensory") == healthy.measures("sensory")


def test_strength_grip_and_tasks_follow(blocked: Examination) -> None:
    strength = blocked.strength["right"]
    assert strength["adm"] < 0.4 and strength["interossei"] < 0.4
    assert strength["apb"] == strength["fcu"] == 1.0
    grip = next(f for f in blocked.limb_forces["right"] if f.id == "grip")
    assert grip.low < grip.share < grip.high < 1.0
    assert blocked.mrc("right", "fdi") in ("4", "4-")
    key = next(a for a in blocked.abilities["right"] if a.task == "key_turn")
    assert key.low < key.share < key.high


def test_what_may_mislead_is_a_switch() -> None:
    pressed = Harm(entrapments=(entrapment("median_wrist", "right", severity=0.8),))
    exam = examine(Person(3), pressed, sides=("right",), stimuli=0)
    plain = examine(Person(3), sides=("right",), stimuli=0)
    late = [
        (a.latency_ms or 0) - (b.latency_ms or 0)
        for a, b in zip(exam.measures("sensory"), plain.measures("sensory"), strict=True)
    ]
    assert sorted(np.array(late) > 0.1) == [False, False, True]
    assert (one(exam, "right", "apb", "wrist").latency_ms or 0) > (
        one(plain, "right", "apb", "wrist").latency_ms or 0
    )


def test_crossing_fibers_come_with_the_check_that_shows_them() -> None:
    exam = examine(Person(3), Harm(crossing={"right": 0.4}), sides=("right",), stimuli=0)
    check = one(exam, "right", "adm", "elbow", "median")
    assert is_crossover("median", "adm")
    assert (check.amplitude_mv or 0) > 1.0
    assert exam.strength["right"]["adm"] == pytest.approx(1.0)


def test_a_cold_limb_is_said_and_slow() -> None:
    cold = examine(Person(3, temperature=LimbTemperature(26)), sides=("right",), stimuli=0)
    assert {r.temperature_c for r in cold.study.recordings} == {26}


def test_legs_can_be_examined_too() -> None:
    exam = examine(limbs=("leg",), sides=("left",), stimuli=2)
    assert {m.muscle for m in exam.measures()} == {"ta", "edb", "ah", "vastus_medialis"}
    assert {f.id for f in exam.limb_forces["left"]} == {
        "ankle_dorsiflexion", "ankle_plantarflexion",
    }  # fmt: skip
    assert exam.abilities["left"] == ()
    with pytest.raises(KeyError):
        examine(limbs=("tail",))


def test_the_same_seed_is_the_same_examination(healthy: Examination) -> None:
    again = examine(Person(3))
    assert again.study.measures == healthy.study.measures
    assert examine(Person(4)).study.measures != healthy.study.measures
