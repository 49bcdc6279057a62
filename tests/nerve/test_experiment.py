"""A person, what is wrong and what is done: the study is the one that its parts make by hand."""

import pickle
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from multifocal import body
from multifocal.criteria import evaluate
from multifocal.fault import Fault
from multifocal.measuring import measured_study
from multifocal.nerve import (
    AMPLIFIER,
    AxonLoss,
    Experiment,
    Focus,
    FWaveRun,
    Harm,
    LimbTemperature,
    MotorPool,
    MotorRun,
    Person,
    Protocol,
    SensoryRun,
    Stimulus,
    conduction,
    entrapment,
    examine,
    f_latencies_ms,
    f_waves,
    force,
    lose_units,
    martin_gruber,
    motor_pool,
    sensory_nerve,
    sensory_response,
    stimulate,
)
from multifocal.study import Recording

SITES = ("wrist", "below_elbow", "erb")
ULNAR = Protocol((MotorRun("adm", SITES),))
PERSON = Person(3, body.Subject(height_cm=182.0), LimbTemperature(30.0))
FOREARM = Focus(body.path("adm", subject=PERSON.subject).place_at(180), 0.3, seed=3)
LEFT_MEDIAN = Focus(body.path("apb", "left").place_at(200), 0.5)
PRESSED = entrapment("ulnar_elbow", subject=PERSON.subject)


def pool_of(muscle: str, side: body.Side = "right") -> MotorPool:
    return motor_pool(muscle, side, PERSON.subject, PERSON.seed, PERSON.temperature)


def same(found: Sequence[Recording], by_hand: Sequence[Recording], within_uv: float = 0.0) -> bool:
    """Not one sample (beyond `within_uv`) and nothing of what is written beside them differs."""
    return len(found) == len(by_hand) and all(
        one.samples_mv.shape == other.samples_mv.shape
        and np.abs(one.samples_mv - other.samples_mv).max() * 1000 <= within_uv
        and {**vars(one), "samples_mv": 0} == {**vars(other), "samples_mv": 0}
        for one, other in zip(found, by_hand, strict=True)
    )


def test_the_example_of_the_docs_runs_and_its_hand_is_weak() -> None:
    text = (Path(__file__).parents[2] / "docs" / "nerve.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    said: dict[str, Any] = {}
    exec(compile(example, "nerve.md", "exec"), said)
    assert len(said["study"].measures) == 3
    assert 0 < said["fates"].stopped < said["fates"].total
    assert 0 < said["strength"]["fdi"] < 0.5


def test_one_block_in_the_forearm_is_found_and_its_truth_is_known() -> None:
    focus = Focus(body.path("adm").place_at(180), 0.3)
    made = Experiment(Person(1), Harm((focus,)), Protocol.usual(("arm",), ("right",), stimuli=0))
    study = measured_study(made.study())
    blocked = [s for s in evaluate(study).segments if s.block in ("definite", "probable")]
    assert {(one.segment.muscle, one.proximal_site) for one in blocked} == {
        ("adm", "below_elbow"), ("fdi", "below_elbow"),
    }  # fmt: skip
    fates = made.fates("adm")
    assert made.truth(blocked[0].segment).stopped_share == fates.stopped / fates.total
    assert made.strength()["adm"] < 0.5
    assert made.strength(["apb"], "left")["apb"] == 1.0


def test_a_whole_study_is_what_its_parts_make_by_hand() -> None:
    """As the pages did it before: pools, their foci, each sweep on its own."""
    harm = Harm((FOREARM, LEFT_MEDIAN), (PRESSED,))
    made = Experiment(
        PERSON,
        harm,
        Protocol(
            (MotorRun("adm", SITES), MotorRun("apb", ("wrist", "erb"), "left")),
            (FWaveRun("adm", "wrist", 5),),
            (SensoryRun("ulnar_little", ("below_elbow",)),),
            {("ulnar", "erb"): Stimulus(0.7)},
        ),
    )
    adm, apb = pool_of("adm"), pool_of("apb", "left")
    foci = [FOREARM, PRESSED]
    wrist = body.site("ulnar", "wrist")
    felt = sensory_nerve("ulnar_little", "right", PERSON.subject, 3, PERSON.temperature)
    by_hand = [
        stimulate(adm, wrist, foci),
        stimulate(adm, body.site("ulnar", "below_elbow"), foci),
        stimulate(adm, body.site("ulnar", "erb"), foci, Stimulus(0.7)),
        stimulate(apb, body.site("median", "wrist"), [LEFT_MEDIAN]),
        stimulate(apb, body.site("median", "erb"), [LEFT_MEDIAN]),
        *f_waves(adm, wrist, foci, 5, 3),
        sensory_response(felt, [PRESSED]),
        sensory_response(felt, [PRESSED], body.site("ulnar", "below_elbow")),
    ]
    study = made.study()
    assert same(study.recordings, by_hand)
    assert study.subject == PERSON.subject and study.measures == ()
    latencies = f_latencies_ms(adm, wrist, foci, 5, 3)
    assert np.array_equal(made.f_latencies_ms["right", "adm"], latencies, equal_nan=True)
    fate = conduction(adm, foci)
    (part,) = made.fates("adm").parts
    assert np.array_equal(part.fate.delay_ms, fate.delay_ms, equal_nan=True)
    assert made.strength(["adm"])["adm"] == force(adm, foci)


def test_strengths_at_once_are_those_one_by_one() -> None:
    made = Experiment(PERSON, Harm((FOREARM,)))
    muscles = ("adm", "fdi", "apb", "ta")
    each = {one: Experiment(PERSON, Harm((FOREARM,))).strength([one])[one] for one in muscles}
    assert made.strength(muscles) == each
    assert each["apb"] == each["ta"] == 1.0 > each["fdi"]


def test_crossing_fibers_bring_the_check_and_only_where_they_can_cross() -> None:
    harm = Harm((FOREARM,), crossing={"right": 0.4})
    runs = tuple(MotorRun(muscle, ("wrist",)) for muscle in ("adm", "apb"))
    made = Experiment(PERSON, harm, Protocol((*runs, MotorRun("adm", ("wrist",), "left"))))
    crossed = martin_gruber(pool_of("adm"), 0.4)
    wrist, elbow = body.site("ulnar", "wrist"), body.site("median", "elbow")
    assert same(
        made.recordings,
        [
            crossed.stimulate(wrist, [FOREARM]),
            crossed.stimulate(elbow, [FOREARM]),
            stimulate(pool_of("apb"), body.site("median", "wrist")),
            stimulate(pool_of("adm", "left"), wrist),
        ],
        within_uv=0.1,
    )
    assert same(made.checks, made.recordings[1:2])
    assert [part.crosses for part in made.fates("adm").parts] == [False, True]
    assert made.strength(["adm"])["adm"] == pytest.approx(crossed.force([FOREARM]))


def test_axon_loss_is_of_one_muscle_and_survivors_may_cross() -> None:
    loss = AxonLoss(0.6, 0.3)
    harm = Harm(axon_loss={("right", "adm"): loss}, crossing={"right": 0.5})
    made = Experiment(PERSON, harm, ULNAR)
    left = lose_units(pool_of("adm"), 0.6, 0.3)
    assert np.array_equal(made.pool("adm").twitch, left.twitch)
    assert made.pool("fdi") is pool_of("fdi")
    assert same(made.motor[:1], [martin_gruber(left, 0.5).stimulate(body.site("ulnar", "wrist"))])
    assert made.strength(["adm"])["adm"] == pytest.approx(left.twitch.sum())
    assert made.fates("adm").total == len(left)


def test_even_sweeps_are_as_long_as_the_longest_of_their_run() -> None:
    tall = Person(subject=body.Subject(height_cm=215.0))
    runs = (MotorRun("ah", ("ankle", "popliteal_fossa", "root")),)
    uneven, even = (
        Experiment(tall, protocol=Protocol(runs, even=one, noise=None)).motor
        for one in (False, True)
    )
    assert len({one.samples_mv.size for one in uneven}) > 1
    assert {one.samples_mv.size for one in even} == {max(one.samples_mv.size for one in uneven)}
    short = uneven[0].samples_mv
    assert np.array_equal(even[0].samples_mv[: short.size], short)


def test_noise_is_the_protocol_s() -> None:
    quiet = Experiment(protocol=Protocol((MotorRun("adm", ("wrist",)),), noise=None)).motor[0]
    loud = Experiment(protocol=Protocol((MotorRun("adm", ("wrist",)),))).motor[0]
    assert not quiet.samples_mv[quiet.times_ms < 0].any()
    sd_uv = 1000 * loud.samples_mv[loud.times_ms < 0].std()
    assert sd_uv == pytest.approx(AMPLIFIER.single.broadband_uv, rel=0.4)


def test_an_experiment_is_made_at_once_and_answers_are_kept() -> None:
    made = Experiment(PERSON, Harm((FOREARM,)), ULNAR)
    assert set(vars(made)) == {"person", "harm", "protocol"}
    assert made.study().recordings is made.study().recordings
    assert made.fates("adm") is made.fates("adm")
    with pytest.raises(ValueError, match="read-only"):
        made.motor[0].samples_mv[0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        made.pool("adm").twitch[0] = 1.0
    with pytest.raises(TypeError):
        made.strength(["adm"])["adm"] = 1.0  # type: ignore[index]
    with pytest.raises(TypeError):
        made.harm.crossing["right"] = 1.0  # type: ignore[index]


def test_what_a_mapping_becomes_later_is_no_matter() -> None:
    crossing: dict[body.Side, float] = {"right": 0.2}
    stimuli = {("ulnar", "erb"): Stimulus(0.5)}
    harm, protocol = Harm(crossing=crossing), Protocol(stimuli=stimuli)
    crossing["right"], stimuli["ulnar", "erb"] = 0.9, Stimulus(0.9)
    assert harm.crossing == {"right": 0.2}
    assert protocol.stimulus_at(body.site("ulnar", "erb")) == Stimulus(0.5)


def test_it_travels_to_another_process_without_its_answers_and_gives_the_same() -> None:
    loss = {("right", "adm"): AxonLoss(0.5, 0.2)}
    made = Experiment(PERSON, Harm((FOREARM,), (), loss, {"right": 0.3}), ULNAR)
    here = made.study()
    arrived = pickle.loads(pickle.dumps(made))
    assert arrived == made and hash(arrived) == hash(made)
    assert set(vars(arrived)) == {"person", "harm", "protocol"}
    assert same(arrived.study().recordings, here.recordings)
    assert Experiment(PERSON, Harm((FOREARM,), (), loss, {"right": 0.4}), ULNAR) != made


def test_what_cannot_be_done_is_said_when_it_is_asked() -> None:
    alone = {("musculocutaneous", "axilla"): Stimulus(1.0, spread=1.0)}
    apart = Experiment(protocol=Protocol((MotorRun("biceps", ("axilla",)),), stimuli=alone))
    with pytest.raises(Fault, match="does not spread"):
        apart.study()
    with pytest.raises(Fault, match="cannot be simulated"):
        Experiment(protocol=Protocol((MotorRun("fcu", ("erb",)),))).study()
    with pytest.raises(KeyError):
        Experiment().fates("third_thumb")
    with pytest.raises(KeyError):
        Protocol.usual(("tail",))


def test_an_examination_is_the_usual_protocol_of_both_sides() -> None:
    exam = examine(PERSON, Harm((FOREARM,)), stimuli=2)
    sides = [
        Experiment(PERSON, Harm((FOREARM,)), Protocol.usual(("arm",), (side,), 2))
        for side in body.SIDES
    ]
    assert same(exam.study.recordings, [one for made in sides for one in made.recordings])
    both = Experiment(PERSON, protocol=Protocol.usual(stimuli=2)).recordings
    assert len(both) == len(exam.study.recordings)


@pytest.mark.parametrize("seed", [-1, 1.5, "x", None])
def test_a_person_is_told_by_a_whole_number(seed: Any) -> None:
    assert Person(np.int64(3)) == Person(3)
    with pytest.raises(Fault, match="whole number from 0 on"):
        Person(seed)


@pytest.mark.parametrize("slip", [
    {"adm": AxonLoss(0.3, 0.0)}, {("R", "adm"): AxonLoss(0.3, 0.0)}, {("right", "adm"): 0.3},
])  # fmt: skip
def test_a_loss_that_nobody_would_meet_is_refused(slip: Any) -> None:
    """Taken silently, it would leave the person healthy."""
    with pytest.raises(Fault, match="not an AxonLoss by side and muscle"):
        Harm(axon_loss=slip)


def test_sides_muscles_and_sites_that_are_none_are_refused() -> None:
    with pytest.raises(KeyError, match="no muscle is called 'ADM'"):
        Harm(axon_loss={("right", "ADM"): AxonLoss(0.3, 0.0)})
    with pytest.raises(Fault, match="crossing has 'R', which is not a side"):
        Harm(crossing={"R": 0.2})  # type: ignore[dict-item]
    with pytest.raises(Fault, match="share that crosses lies outside"):
        Harm(crossing={"right": 20})
    with pytest.raises(ValueError, match="share must lie within 0 to 1"):
        AxonLoss(30, 0)
    with pytest.raises(KeyError, match="no site is called 'wirst'"):
        Protocol(stimuli={("ulnar", "wirst"): Stimulus(0.2)})
