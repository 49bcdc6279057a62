"""Simulated patients with known harm, as an examiner writes their muscles down.

Harm is put on nerves by `nerve.Experiment` (`limbs`), and what is left of each muscle's force
comes from its fibers; nothing of localize's own model makes them. Where harm lies and how often,
how an examiner errs and what is left untested are proposals (multifocal-choice-weak-patients).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

import numpy as np

from multifocal import body
from multifocal.body import SIDES, Place, Side
from multifocal.evidence.virtual_patients import MEAN_NERVES
from multifocal.evidence.weakness.limbs import (
    PEOPLE,
    SEVERITIES,
    Harmed,
    Limbs,
    limbs,
    stopped_share,
    stretches,
)
from multifocal.frozen import FrozenDict
from multifocal.localize import MuscleFinding, SkinFinding, Weakness
from multifocal.nerve import mrc_grade

Condition = Literal["plain", "priors", "grades", "two", "unexplained"]
"""How a simulated patient differs from what localize supposes."""
CONDITIONS: Final[tuple[Condition, ...]] = get_args(Condition)
"""Plain; nerves struck twice or half as often as supposed; grades off by one in 30 %; two diseases;
a cause that no hypothesis holds."""
Kind = Literal["multifocal_motor", "one_injury", "none"]

# What stands behind weakness in the plain condition; the rest of the setting mmn_known, which is
# what the answers are asked with, is not simulated.
KINDS: Final[Mapping[Kind, float]] = FrozenDict(
    {"multifocal_motor": 0.77, "one_injury": 0.07, "none": 0.04}
)
NERVES: Final[Mapping[str, tuple[float, tuple[str, ...]]]] = FrozenDict(
    {
        "median": (1.0, ("median_upper_arm", "median_forearm", "median_hand",
                         "anterior_interosseous")),
        "ulnar": (1.0, ("ulnar_upper_arm", "ulnar_elbow", "ulnar_forearm", "ulnar_hand",
                        "ulnar_deep")),
        "radial": (1.0, ("radial_upper_arm", "radial_elbow", "posterior_interosseous")),
        "musculocutaneous": (0.4, ("musculocutaneous",)),
        "axillary": (0.2, ("axillary",)),
        "suprascapular": (0.15, ("suprascapular",)),
        "fibular": (0.5, ("fibular_knee", "deep_fibular", "superficial_fibular")),
        "tibial": (0.4, ("tibial_knee", "tibial_leg")),
        "femoral": (0.1, ("femoral_pelvis", "femoral_thigh")),
        "upper_trunk": (0.08, ("upper_trunk",)),
        "middle_trunk": (0.05, ("middle_trunk",)),
        "lower_trunk": (0.08, ("lower_trunk",)),
        "lateral_cord": (0.06, ("lateral_cord",)),
        "medial_cord": (0.06, ("medial_cord",)),
        "posterior_cord": (0.06, ("posterior_cord",)),
    }
)  # fmt: skip
"""How often each nerve, trunk or cord is struck, and its segments, a point of which is struck at
random. A trunk's or cord's focus reaches a muscle by its main root, as the simulator has it."""
PRESSED: Final[Mapping[str, tuple[float, str, float]]] = FrozenDict(
    {
        "median": (4.0, "median_hand", 15.0),
        "ulnar": (3.0, "ulnar_elbow", 55.0),
        "fibular": (2.0, "fibular_knee", 130.0),
        "radial": (1.5, "radial_upper_arm", 150.0),
    }
)
"""Where one nerve is pressed: how often, and segment and mm."""
PARTLY: Final = 0.5
"""How often a focus strikes some fascicles; each muscle beyond it is then struck or not."""
ARM: Final = ("deltoid", "biceps", "triceps", "brachioradialis", "ecrl", "edc", "eip", "fcr", "fpl",
              "fdp_2_3", "fdp_4_5", "fcu", "apb", "fdi", "adm", "infraspinatus")  # fmt: skip
LEG: Final = ("iliopsoas", "quadriceps", "hamstrings", "ta", "ehl", "fibularis", "gastrocnemius",
              "tibialis_posterior")  # fmt: skip
TESTED, ELSEWHERE = 0.75, 0.4
"""How often a muscle of a limb with harm is tested, and how often another limb is looked at."""
OFF_BY_ONE: Final[Mapping[Condition, float]] = FrozenDict({"grades": 0.30})
USUALLY_OFF, HEALTHY_OFF = 0.08, 0.04
"""How often a weak and a strong muscle is graded one step off; half of it upward."""
_GRADES: Final = ("0", "1", "2", "3", "4-", "4", "4+", "5")
SCATTERED: Final = (0.15, 0.7)
"""Without a pattern: what share of the muscles is weak."""
WEAKENED_FROM: Final = 4
"""Without a pattern: each of them is as weak as this step or worse."""
_DRAWS: Final = 40


@dataclass(frozen=True)
class WeakPatient:
    """A patient: `weakness` is what the examiner wrote; `places`, by side and segment, which weak
    tested muscles each harmed place has behind it. None where muscles are weak without a place."""

    kind: Kind
    weakness: Weakness
    places: tuple[tuple[Side, str, frozenset[str]], ...]


def weak_patient(condition: Condition, number: int, seed: int) -> WeakPatient:
    """The patient of that number, the same whatever was drawn before.

    People in whom nothing that was tested is weak do not come; others are drawn in their stead.
    """
    for again in range(_DRAWS):
        key = [seed, CONDITIONS.index(condition), number, again, 47]
        found = _patient(condition, np.random.default_rng(key), limbs(seed))
        if found.places or (found.kind == "none" and found.weakness.abnormal):
            return found
    raise AssertionError("nobody is weak")


_Place = tuple[Side, Harmed]
_Muscle = tuple[Side, str]


def _patient(condition: Condition, rng: np.random.Generator, own: Limbs) -> WeakPatient:
    kind: Kind = "none" if condition == "unexplained" else "multifocal_motor"
    if condition not in ("unexplained", "two"):
        kinds = list(KINDS)
        weights = np.array(list(KINDS.values()))
        kind = kinds[int(rng.choice(len(kinds), p=weights / weights.sum()))]
    if kind == "none":
        return _without_pattern(condition, rng, own)
    harmed = _foci(condition, rng) if kind == "multifocal_motor" else []
    pressed = [_pressed(rng)] if kind == "one_injury" or condition == "two" else []
    harmed += pressed
    tested = _tested(rng, {(side, _limb(one.muscles[0])) for side, one in harmed})
    forces = _forces(rng, own, harmed, tested)
    muscles = _graded(condition, rng, forces)
    weak = {(one.side, one.muscle) for one in muscles if one.weak}
    places = []
    for side, one in harmed:
        behind = frozenset(m for m in one.muscles if (side, m) in weak)
        if behind:
            places.append((side, one.segment, behind))
    return WeakPatient(kind, Weakness(muscles, _felt(rng, pressed, tested)), tuple(places))


def _foci(condition: Condition, rng: np.random.Generator) -> list[_Place]:
    names, weights = list(NERVES), np.array([weight for weight, _ in NERVES.values()])
    if condition == "priors":
        weights = weights * 2.0 ** rng.choice([-1.0, 1.0], len(weights))
    count = min(1 + int(rng.poisson(MEAN_NERVES - 1)), 5)
    harmed: list[_Place] = []
    for _ in range(count):
        nerve = names[int(rng.choice(len(names), p=weights / weights.sum()))]
        segments = NERVES[nerve][1]
        lengths = np.array([body.segment(one).length_mm for one in segments])
        segment = segments[int(rng.choice(len(segments), p=lengths / lengths.sum()))]
        mm, muscles = stretches(segment)[int(rng.uniform(0.0, len(stretches(segment))))]
        whole = bool(rng.random() >= PARTLY)
        if not whole:
            muscles = tuple(m for m in muscles if rng.random() < PARTLY)
        if muscles:
            side, step = SIDES[int(rng.integers(2))], int(rng.integers(SEVERITIES))
            harmed.append((side, Harmed(segment, mm, step, muscles, whole)))
    return harmed or _foci(condition, rng)


def _pressed(rng: np.random.Generator) -> _Place:
    names, weights = list(PRESSED), np.array([weight for weight, _, _ in PRESSED.values()])
    _, segment, at = PRESSED[names[int(rng.choice(len(names), p=weights / weights.sum()))]]
    mm, muscles = stretches(segment)[int(at)]
    side, step = SIDES[int(rng.integers(2))], int(rng.integers(SEVERITIES))
    return side, Harmed(segment, mm, step, muscles, True)


def _limb(muscle: str) -> str:
    return body.nerve(body.muscle(muscle).nerve).limb


def _tested(rng: np.random.Generator, limbs: set[tuple[Side, str]]) -> tuple[_Muscle, ...]:
    examined: list[_Muscle] = []
    for side in SIDES:
        for limb, muscles in (("arm", ARM), ("leg", LEG)):
            looked = rng.random(len(muscles)) < TESTED
            if (side, limb) in limbs or rng.random() < ELSEWHERE:
                examined += [(side, m) for m, tested in zip(muscles, looked, strict=True) if tested]
    return tuple(examined)


def _forces(
    rng: np.random.Generator, own: Limbs, harmed: Sequence[_Place], tested: Sequence[_Muscle]
) -> dict[_Muscle, float]:
    """Force of each tested muscle as a share of normal; whoever no harm reaches has all of it."""
    forces = dict.fromkeys(tested, 1.0)
    for side in SIDES:
        person = int(rng.integers(PEOPLE))
        places = [one for where, one in harmed if where == side]
        reached = {m for one in places for m in one.muscles}
        asked = [m for where, m in tested if where == side and m in reached]
        for muscle, force in own.forces(person, places, asked).items():
            forces[side, muscle] = force
    return forces


def _graded(
    condition: Condition, rng: np.random.Generator, forces: Mapping[_Muscle, float]
) -> tuple[MuscleFinding, ...]:
    findings = []
    for (side, muscle), force in forces.items():
        at = _GRADES.index(mrc_grade(force))
        off = OFF_BY_ONE.get(condition, USUALLY_OFF if force < 1.0 else HEALTHY_OFF)
        if rng.random() < off:
            at += 1 if rng.random() < 0.5 else -1
        grade = _GRADES[min(max(at, 0), len(_GRADES) - 1)]
        findings.append(MuscleFinding(side, muscle, grade))
    return tuple(findings)


def _felt(
    rng: np.random.Generator, pressed: Sequence[_Place], tested: Sequence[_Muscle]
) -> tuple[SkinFinding, ...]:
    """Feeling of every area of the limbs that were tested: less where a nerve is pressed, as often
    as the share of fibers that is stopped, and by one chance for the whole place."""
    numb: set[tuple[Side, str]] = set()
    for side, one in pressed:
        often = 0.3 + stopped_share(one.step)
        if rng.random() < often:
            areas = body.skin_beyond(Place(side, one.segment, one.mm))
            numb |= {(side, area.id) for area in areas if rng.random() < often}
    limbs = {(side, _limb(muscle)) for side, muscle in tested}
    return tuple(
        SkinFinding(side, area, "less" if (side, area) in numb else "normal")
        for side in SIDES
        for area, limb in _areas()
        if (side, limb) in limbs
    )


@cache
def _areas() -> tuple[tuple[str, str], ...]:
    return tuple((one.id, body.nerve(one.nerve).limb) for one in body.skin_areas())


def _without_pattern(condition: Condition, rng: np.random.Generator, own: Limbs) -> WeakPatient:
    """Muscles weak one by one, each with its own loss of units, whatever nerve they hang on."""
    sides = [(SIDES[int(rng.integers(2))], "arm" if rng.random() < 0.7 else "leg")]
    tested = _tested(rng, set(sides))
    share = rng.uniform(*SCATTERED)
    harmed = [
        (side, Harmed("", 0.0, int(rng.integers(WEAKENED_FROM, SEVERITIES)), (muscle,), False))
        for side, muscle in tested
        if rng.random() < share
    ]
    muscles = _graded(condition, rng, _forces(rng, own, harmed, tested))
    return WeakPatient("none", Weakness(muscles, _felt(rng, [], tested)), ())
