"""Simulated patients: who they are and what is wrong, drawn from one seed each.

Four groups. How many nerves MMN affects and where on them follows what is published; how severe a
focus is, is not published, and how ALS-like loss and slowing are spread is ours too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, get_args

import numpy as np

from multifocal import body
from multifocal.frozen import frozen
from multifocal.nerve import AxonLoss, Experiment, Focus, Person

Group = Literal["mmn", "axon_loss", "dispersion", "healthy"]
"""What is the matter with a simulated patient."""
GROUPS: Final[tuple[Group, ...]] = get_args(Group)
"""Every group, in the order of the tables."""
Limb = tuple[body.Side, str]
"""A side, and a muscle that stands for its nerve."""

# Stretches of the nerve to each muscle, distal to proximal site; None: the nerve's end. Every
# stretch is equally likely, as places of abnormality were found at random over forearm, upper arm
# and shoulder (van-asseldonk-2003). Foci above Erb's point, which no stimulus here reaches, and in
# hand and foot are left out (multifocal-choice-patients).
STRETCHES: Final[Mapping[str, tuple[tuple[str | None, str], ...]]] = MappingProxyType(
    {
        "apb": (("wrist", "elbow"), ("elbow", "axilla"), ("axilla", "erb")),
        "adm": (("wrist", "below_elbow"), ("below_elbow", "axilla"), ("axilla", "erb")),
        "eip": (("forearm", "elbow"), ("elbow", "axilla"), ("axilla", "erb")),
        "biceps": ((None, "axilla"), ("axilla", "erb")),
        "edb": (("ankle", "popliteal_fossa"), ("popliteal_fossa", "sciatic_notch")),
        "ah": (("ankle", "popliteal_fossa"), ("popliteal_fossa", "sciatic_notch")),
    }
)
LEGS: Final = ("edb", "ah")
MUSCLES: Final = tuple(STRETCHES)

# On the mean 4.5 nerves with conduction block, 2 without (delmont-2006; 20 and 13 people: 3.5
# together). The Poisson shape is ours (multifocal-choice-patients).
MEAN_NERVES: Final = (20 * 4.5 + 13 * 2.0) / 33
# Arms more than legs (van-asseldonk-2003); how much more, and all below, is ours
# (multifocal-choice-patients).
LEG_SHARE: Final = 0.2
WEIGHTS: Final = {"apb": 1.0, "adm": 1.0, "eip": 1.0, "biceps": 0.5}
WORSE_SIDE: Final = 0.7
SECOND_FOCUS: Final = 0.25
SLOWED_TOO: Final = 0.3
ARM_LOSS, LEG_LOSS = (0.0, 0.4), (0.2, 0.8)  # axon loss more in longer nerves (van-asseldonk-2003)
REGAINED: Final = (0.2, 0.8)

# The share of nodes bared in 20 mm that stops a share of fibers (computed: docs/nerve.md). It is
# drawn so that every share of fibers stopped, none to all, is equally likely.
BARED: Final = frozen(np.array([0.0, 0.02, 0.05, 0.10, 0.15, 0.20, 0.30, 0.40, 0.50, 1.0]))
STOPPED: Final = frozen(np.array([0.0, 0.05, 0.15, 0.31, 0.46, 0.60, 0.78, 0.90, 0.97, 1.0]))

HEIGHT_CM: Final = (172.0, 9.0, 150.0, 195.0)  # mean, SD, least, most
ALIKE: Final = 60.0  # spread of slowing over fibers: much alike, so that few are stopped


@dataclass(frozen=True)
class Patient:
    """A simulated person: `person` seeds the body, `foci` and `loss` are what is wrong."""

    group: Group
    number: int
    person: int
    subject: body.Subject
    foci: tuple[Focus, ...] = ()
    loss: Mapping[Limb, AxonLoss] = field(default_factory=dict)


def patient(group: Group, number: int, seed: int = 0) -> Patient:
    """The patient of that number; the same whatever was drawn before. ValueError if out of range.

    KeyError for an unknown group.
    """
    if number < 0 or seed < 0:
        raise ValueError("number and seed must be at least 0")
    which = {name: at for at, name in enumerate(GROUPS)}[group]
    rng = np.random.default_rng([seed, which, number, 31])
    mean, spread, least, most = HEIGHT_CM
    height = round(float(np.clip(mean + spread * rng.standard_normal(), least, most)), 1)
    who = body.Subject(height_cm=height)
    person = int(rng.integers(2**31))
    bare = Patient(group, number, person, who)
    if group == "healthy":
        return bare
    if group == "axon_loss":
        return Patient(group, number, person, who, loss=_wasting(rng))
    limbs = _affected(rng)
    foci: list[Focus] = []
    for limb in limbs:
        count = 1 + int(group == "mmn" and rng.random() < SECOND_FOCUS)
        for _ in range(count):
            foci += _blocking(rng, limb, who) if group == "mmn" else [_slowing(rng, limb, who)]
    if group == "dispersion":
        foci = _apart(foci, person, who)
    loss = {}
    if group == "mmn":
        for side, muscle in limbs:
            low, high = LEG_LOSS if muscle in LEGS else ARM_LOSS
            loss[side, muscle] = AxonLoss(rng.uniform(low, high), rng.uniform(*REGAINED))
    return Patient(group, number, person, who, tuple(foci), loss)


def _affected(rng: np.random.Generator) -> list[Limb]:
    """Which nerves, without repeats, in a fixed order."""
    worse = body.SIDES[int(rng.integers(2))]
    limbs: list[Limb] = [(side, muscle) for side in body.SIDES for muscle in MUSCLES]
    of_leg = LEG_SHARE / (1 - LEG_SHARE) * sum(WEIGHTS.values()) / len(LEGS)
    weight = np.array(
        [
            WEIGHTS.get(muscle, of_leg) * (WORSE_SIDE if side == worse else 1 - WORSE_SIDE)
            for side, muscle in limbs
        ]
    )
    count = min(1 + int(rng.poisson(MEAN_NERVES - 1)), len(limbs))
    chosen = rng.choice(len(limbs), count, replace=False, p=weight / weight.sum())
    return [limbs[k] for k in sorted(chosen)]


def _place(rng: np.random.Generator, limb: Limb, who: body.Subject) -> body.Place:
    side, muscle = limb
    way = body.path(muscle, side, who)
    nerve = body.muscle(muscle).stem or ""
    stretches = STRETCHES[muscle]
    distal, proximal = stretches[int(rng.integers(len(stretches)))]
    far = way.mm_from_muscle(body.site(nerve, proximal).place_on(way))
    near = 0.0 if distal is None else way.mm_from_muscle(body.site(nerve, distal).place_on(way))
    return way.place_at(float(rng.uniform(near, far)))


def _blocking(rng: np.random.Generator, limb: Limb, who: body.Subject) -> list[Focus]:
    place = _place(rng, limb, who)
    bared = float(np.interp(rng.random(), STOPPED, BARED))
    foci = [Focus(place, bared, seed=int(rng.integers(2**31)))]
    slowed, severity, extent = (
        rng.random() < SLOWED_TOO,
        rng.uniform(0.7, 0.85),
        rng.uniform(60, 150),
    )
    if slowed:
        foci.append(_thinned(rng, place, severity, extent))
    return foci


def _slowing(rng: np.random.Generator, limb: Limb, who: body.Subject) -> Focus:
    place = _place(rng, limb, who)
    return _thinned(rng, place, rng.uniform(0.7, 0.87), rng.uniform(80, 180))


def _thinned(
    rng: np.random.Generator, place: body.Place, severity: float, extent_mm: float
) -> Focus:
    return Focus(place, severity, extent_mm, "lamellae", ALIKE, seed=int(rng.integers(2**31)))


def _apart(foci: list[Focus], person: int, who: body.Subject) -> list[Focus]:
    """Without those that share a stretch of a fiber with one before: both together would block."""
    clear: list[Focus] = []
    healthy = Experiment(Person(person, who))
    for focus in foci:
        pools = [healthy.pool(muscle, focus.place.side) for muscle in MUSCLES]
        reached = [pool for pool in pools if focus.reaches(pool)]
        if not any(
            other.reaches(pool) and _overlap(focus.stretch_mm(pool), other.stretch_mm(pool))
            for pool in reached
            for other in clear
        ):
            clear.append(focus)
    return clear


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _wasting(rng: np.random.Generator) -> dict[Limb, AxonLoss]:
    """ALS-like: each limb has its own share of units lost, each muscle lies around it."""
    losses = {}
    for side in body.SIDES:
        for muscles in (tuple(m for m in MUSCLES if m not in LEGS), LEGS):
            of_limb = rng.uniform(0.1, 0.95)
            for muscle in muscles:
                lost = float(np.clip(of_limb + 0.15 * rng.standard_normal(), 0.0, 0.98))
                losses[side, muscle] = AxonLoss(lost, rng.uniform(*REGAINED))
    return losses
