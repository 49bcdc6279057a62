"""Simulated patients with known harm, as an examiner writes their muscles down.

Harm is put on a person's own nerves by `nerve.Experiment`, and what is left of each muscle's force
comes from its fibers; nothing of localize's own model makes them. Where harm lies and how often,
how an examiner errs and what is left untested are proposals (multifocal-choice-weak-patients).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from multifocal import body
from multifocal.body import SIDES, Place, Side
from multifocal.evidence.virtual_patients import BARED, MEAN_NERVES, STOPPED
from multifocal.frozen import FrozenDict
from multifocal.localize import MuscleFinding, SkinFinding, Weakness
from multifocal.nerve import AxonLoss, Experiment, Focus, Harm, Person, mrc_grade

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
_WEAKENED: Final = (0.0, 0.6)  # a muscle without pattern keeps a share of its force within
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
        found = _patient(condition, np.random.default_rng(key))
        if found.places or (found.kind == "none" and found.weakness.abnormal):
            return found
    raise AssertionError("nobody is weak")


@dataclass(frozen=True)
class _Harmed:
    """One place, and by muscle the share of force that is lost there and how."""

    place: Place
    bared: float
    muscles: tuple[str, ...]
    whole: bool
    felt: bool


def _patient(condition: Condition, rng: np.random.Generator) -> WeakPatient:
    kind: Kind = "none" if condition == "unexplained" else "multifocal_motor"
    if condition not in ("unexplained", "two"):
        kinds = list(KINDS)
        weights = np.array(list(KINDS.values()))
        kind = kinds[int(rng.choice(len(kinds), p=weights / weights.sum()))]
    person = Person(int(rng.integers(2**31)))
    if kind == "none":
        return _without_pattern(condition, rng, person)
    harmed = _foci(condition, rng) if kind == "multifocal_motor" else [_pressed(rng)]
    if condition == "two":
        harmed.append(_pressed(rng))
    tested = _tested(rng, {(h.place.side, _limb(h.muscles[0])) for h in harmed if h.muscles})
    forces = _forces(person, harmed, tested)
    muscles = _graded(condition, rng, forces)
    weak = {(one.side, one.muscle) for one in muscles if one.weak}
    places = []
    for one in harmed:
        side = one.place.side
        behind = frozenset(m for m in one.muscles if (side, m) in weak)
        if behind:
            places.append((side, one.place.segment, behind))
    return WeakPatient(kind, Weakness(muscles, _felt(rng, harmed, tested)), tuple(places))


def _foci(condition: Condition, rng: np.random.Generator) -> list[_Harmed]:
    names, weights = list(NERVES), np.array([weight for weight, _ in NERVES.values()])
    if condition == "priors":
        weights = weights * 2.0 ** rng.choice([-1.0, 1.0], len(weights))
    count = min(1 + int(rng.poisson(MEAN_NERVES - 1)), 5)
    found = []
    for _ in range(count):
        nerve = names[int(rng.choice(len(names), p=weights / weights.sum()))]
        segments = NERVES[nerve][1]
        lengths = np.array([body.segment(one).length_mm for one in segments])
        segment = segments[int(rng.choice(len(segments), p=lengths / lengths.sum()))]
        mm = float(rng.uniform(0.0, body.segment(segment).length_mm))
        place = Place(SIDES[int(rng.integers(2))], segment, mm)
        muscles = tuple(one.id for one in body.muscles_beyond(place))
        whole = bool(rng.random() >= PARTLY)
        if not whole:
            muscles = tuple(m for m in muscles if rng.random() < PARTLY)
        found.append(_Harmed(place, _bared(rng), muscles, whole, False))
    return [one for one in found if one.muscles] or _foci(condition, rng)


def _pressed(rng: np.random.Generator) -> _Harmed:
    names, weights = list(PRESSED), np.array([weight for weight, _, _ in PRESSED.values()])
    _, segment, mm = PRESSED[names[int(rng.choice(len(names), p=weights / weights.sum()))]]
    place = Place(SIDES[int(rng.integers(2))], segment, mm)
    muscles = tuple(one.id for one in body.muscles_beyond(place))
    return _Harmed(place, _bared(rng), muscles, True, True)


def _bared(rng: np.random.Generator) -> float:
    """Share of nodes bared, so that every share of fibers stopped is equally likely."""
    return float(np.interp(rng.random(), STOPPED, BARED))


def _limb(muscle: str) -> str:
    return body.nerve(body.muscle(muscle).nerve).limb


def _tested(rng: np.random.Generator, limbs: set[tuple[Side, str]]) -> tuple[tuple[Side, str], ...]:
    found: list[tuple[Side, str]] = []
    for side in SIDES:
        for limb, muscles in (("arm", ARM), ("leg", LEG)):
            looked = rng.random(len(muscles)) < TESTED
            if (side, limb) in limbs or rng.random() < ELSEWHERE:
                found += [(side, m) for m, tested in zip(muscles, looked, strict=True) if tested]
    return tuple(found)


def _forces(
    person: Person, harmed: list[_Harmed], tested: tuple[tuple[Side, str], ...]
) -> dict[tuple[Side, str], float]:
    """Force of each tested muscle as a share of normal; whoever no harm reaches has all of it."""
    foci = tuple(Focus(h.place, h.bared, seed=k) for k, h in enumerate(harmed) if h.whole)
    loss: dict[tuple[Side, str], AxonLoss] = {}
    for one in harmed:
        if not one.whole:
            stopped = float(np.interp(one.bared, BARED, STOPPED))
            for muscle in one.muscles:
                loss[one.place.side, muscle] = AxonLoss(stopped, 0.0)
    experiment = Experiment(person, Harm(foci, axon_loss=loss))
    forces = dict.fromkeys(tested, 1.0)
    for side in SIDES:
        reached = {m for h in harmed if h.place.side == side for m in h.muscles}
        asked = [m for where, m in tested if where == side and m in reached]
        if asked:
            for muscle, force in experiment.strength(asked, side).items():
                forces[side, muscle] = force
    return forces


def _graded(
    condition: Condition, rng: np.random.Generator, forces: Mapping[tuple[Side, str], float]
) -> tuple[MuscleFinding, ...]:
    found = []
    for (side, muscle), force in forces.items():
        at = _GRADES.index(mrc_grade(force))
        off = OFF_BY_ONE.get(condition, USUALLY_OFF if force < 1.0 else HEALTHY_OFF)
        if rng.random() < off:
            at += 1 if rng.random() < 0.5 else -1
        grade = _GRADES[min(max(at, 0), len(_GRADES) - 1)]
        found.append(MuscleFinding(side, muscle, grade))
    return tuple(found)


def _felt(
    rng: np.random.Generator, harmed: list[_Harmed], tested: tuple[tuple[Side, str], ...]
) -> tuple[SkinFinding, ...]:
    """Feeling of every area of the limbs that were tested: less where a nerve is pressed, as often
    as the share of fibers that is stopped, and by one chance for the whole place."""
    numb: set[tuple[Side, str]] = set()
    for one in harmed:
        stopped = float(np.interp(one.bared, BARED, STOPPED))
        if one.felt and rng.random() < min(1.0, 0.3 + stopped):
            areas = body.skin_beyond(one.place)
            numb |= {(one.place.side, area.id) for area in areas if rng.random() < 0.3 + stopped}
    limbs = {(side, _limb(muscle)) for side, muscle in tested}
    return tuple(
        SkinFinding(side, area.id, "less" if (side, area.id) in numb else "normal")
        for side in SIDES
        for area in body.skin_areas()
        if (side, body.nerve(area.nerve).limb) in limbs
    )


def _without_pattern(condition: Condition, rng: np.random.Generator, person: Person) -> WeakPatient:
    """Muscles weak one by one, each with its own loss of units, whatever nerve they hang on."""
    sides = [(SIDES[int(rng.integers(2))], "arm" if rng.random() < 0.7 else "leg")]
    tested = _tested(rng, set(sides))
    share = rng.uniform(0.15, 0.7)
    loss = {
        one: AxonLoss(float(1.0 - rng.uniform(*_WEAKENED)), 0.0)
        for one in tested
        if rng.random() < share
    }
    experiment = Experiment(person, Harm(axon_loss=loss))
    forces = dict.fromkeys(tested, 1.0)
    for side in SIDES:
        asked = [muscle for where, muscle in loss if where == side]
        if asked:
            for muscle, force in experiment.strength(asked, side).items():
                forces[side, muscle] = force
    muscles = _graded(condition, rng, forces)
    return WeakPatient("none", Weakness(muscles, _felt(rng, [], tested)), ())
