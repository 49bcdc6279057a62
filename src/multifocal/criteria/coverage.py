"""What a study leaves open, as a protocol: nerve by nerve, what to stimulate and record still.

Block is mostly missed because nobody stimulated there. The nerves of weak muscles come first, then
the other nerves of the same arm, then the other arm: five nerves an arm, up to Erb's point
(source: mmn-protocol-five-nerves; the order is ours, multifocal-choice-coverage-order).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.criteria.sensory.reach import Sensory, motor_nerve, sensory_over
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.measure import Measure
from multifocal.study.order import site_rank
from multifocal.study.study import Study

Why = Literal["weak", "same_side", "other_side"]
Number = Literal["area", "duration", "distance", "temperature"]

# Source: mmn-protocol-five-nerves.
ARM: Final = ("median", "ulnar", "radial", "musculocutaneous", "axillary")
LEG: Final = ("fibular", "tibial")
USUAL_MUSCLE: Final[Mapping[str, str]] = {
    "median": "apb",
    "ulnar": "adm",
    "radial": "eip",
    "musculocutaneous": "biceps",
    "axillary": "deltoid",
    "fibular": "edb",
    "tibial": "ah",
}
OTHER_MUSCLES: Final = ("fdi", "edc", "ta", "pronator_quadratus")
"""Also recorded with surface electrodes: taken where one of them is weak."""
SITES: Final[Mapping[str, tuple[str, ...]]] = {
    "median": ("wrist", "elbow", "axilla", "erb"),
    "ulnar": ("wrist", "below_elbow", "above_elbow", "axilla", "erb"),
    "radial": ("forearm", "elbow", "spiral_groove", "axilla", "erb"),
    "musculocutaneous": ("axilla", "erb"),
    "axillary": ("erb",),
    "fibular": ("ankle", "fibular_head", "popliteal_fossa"),
    "tibial": ("ankle", "popliteal_fossa"),
}
SENSORY: Final = ("median", "ulnar", "radial", "musculocutaneous")
F_RESPONSES: Final = ("median", "ulnar", "fibular", "tibial")
ORDER: Final = "multifocal-choice-coverage-order"
PROTOCOL: Final = "mmn-protocol-five-nerves"


@dataclass(frozen=True)
class Step:
    """One line of the protocol: a nerve of one side, the muscle to record, and what is left.

    `done` and `to_do` are sites, distal first; `numbers` what the responses that are there lack;
    `weak` the weak muscles that the nerve supplies on that side; `sensory` how far its sensory
    studies go along the stretch that was stimulated.
    """

    side: Side
    nerve: str
    muscle: str
    why: Why
    done: tuple[str, ...]
    to_do: tuple[str, ...]
    f_to_do: bool
    sensory_to_do: bool
    numbers: tuple[Number, ...]
    weak: tuple[str, ...] = ()
    sensory: Sensory = "none"

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.to_do or self.f_to_do or self.sensory_to_do or self.numbers)


@dataclass(frozen=True)
class Coverage:
    """The protocol in its order. `elsewhere`: weak muscles of nerves that it does not reach."""

    steps: tuple[Step, ...]
    elsewhere: tuple[tuple[Side, str], ...] = ()

    @property
    def open(self) -> tuple[Step, ...]:
        """The steps that leave something to do."""
        return tuple(step for step in self.steps if not step.complete)


def coverage(study: Study) -> Coverage:
    """What the study leaves open.

    Weak muscles are those of the clinical picture. Legs are asked for where a leg muscle is weak
    or a leg was studied. Where nothing at all is known of a person, both arms are asked for.
    """
    clinical = study.clinical or ClinicalPicture()
    weak: dict[tuple[Side, str], tuple[str, ...]] = {}
    elsewhere: list[tuple[Side, str]] = []
    for one in clinical.weak_muscles:
        nerve = recorded_nerve(one.muscle)
        if nerve is None:
            elsewhere.append((one.side, one.muscle))
        else:
            weak[one.side, nerve] = (*weak.get((one.side, nerve), ()), one.muscle)
    first, second = _sides(study, weak)
    wanted = [(side, nerve) for side in (first, second) for nerve in (*ARM, *LEG)]
    studied = {one.nerve for one in study.measures} | {one.nerve for one in study.f_measures}
    with_leg = bool(studied & set(LEG)) or any(nerve in LEG for _, nerve in weak)
    ordered = sorted(
        (pair for pair in wanted if with_leg or pair[1] in ARM),
        key=lambda pair: (pair not in weak, pair[0] != first),  # stable: else as listed
    )
    return Coverage(
        tuple(
            _step(study, clinical, side, nerve, weak.get((side, nerve), ()), side == first)
            for side, nerve in ordered
        ),
        tuple(elsewhere),
    )


def recorded_nerve(muscle: str) -> str | None:
    """The nerve of the protocol that supplies a muscle, None if it reaches none such.

    KeyError for a muscle that `body` does not know.
    """
    # brachialis: musculocutaneous, not radial
    return motor_nerve(body.nerve_of(muscle).id, USUAL_MUSCLE)


def _sides(study: Study, weak: Mapping[tuple[Side, str], tuple[str, ...]]) -> tuple[Side, Side]:
    """The side to begin with: the one with more weak muscles, else the one studied more."""

    def score(side: Side) -> tuple[int, int]:
        found = sum(len(muscles) for (where, _), muscles in weak.items() if where == side)
        return found, sum(one.side == side for one in study.measures)

    left, right = SIDES
    return (left, right) if score(left) > score(right) else (right, left)


def _step(
    study: Study,
    clinical: ClinicalPicture,
    side: Side,
    nerve: str,
    weak: tuple[str, ...],
    on_first_side: bool,
) -> Step:
    here = [one for one in study.measures if (one.side, one.nerve) == (side, nerve)]
    motor = [one for one in here if one.kind == "M" and not (one.empty or one.unmeasurable)]
    muscle = _muscle(nerve, motor, weak)
    rows = [one for one in motor if one.muscle == muscle]
    done = {one.site for one in rows}
    reach = {one.id for one in body.stimulation_sites(nerve, muscle)}
    sensory_known = (
        clinical.sensory_studies_normal is not None
        or clinical.sensory_conduction_normal_in_arm_segments_with_block is not None
    )
    in_order = tuple(sorted(done, key=lambda site: site_rank(nerve, site)))
    sensory = sensory_over(
        (one for one in study.measures if one.kind == "sensory"),
        side,
        nerve,
        in_order[-1] if in_order else SITES[nerve][0],
    )
    return Step(
        side=side,
        nerve=nerve,
        muscle=muscle,
        why="weak" if weak else "same_side" if on_first_side else "other_side",
        done=in_order,
        to_do=tuple(
            site for site in SITES[nerve] if site in reach and not _covered(nerve, site, done)
        ),
        f_to_do=nerve in F_RESPONSES
        and not any(
            (one.side, one.nerve) == (side, nerve) and not one.empty for one in study.f_measures
        ),
        sensory_to_do=nerve in SENSORY and not sensory_known and sensory != "over",
        numbers=_lacking(rows),
        weak=weak,
        sensory=sensory,
    )


def _muscle(nerve: str, motor: list[Measure], weak: tuple[str, ...]) -> str:
    """The muscle recorded most; else a weak one that is easily recorded; else the usual one."""
    own = {one.id for one in body.muscles_of(nerve)}
    counts = {
        muscle: sum(one.muscle == muscle for one in motor)
        for muscle in sorted({one.muscle for one in motor if one.muscle in own} - {None})
    }
    if counts:
        return max(counts, key=lambda muscle: counts[muscle])
    usual = USUAL_MUSCLE[nerve]
    return next((one for one in weak if one in (usual, *OTHER_MUSCLES)), usual)


def _covered(nerve: str, site: str, done: set[str]) -> bool:
    """Whether a site was stimulated, or another at the same place of the protocol."""
    same = {
        ("fibular", "fibular_head"): {"below_fibular_head"},
        ("fibular", "popliteal_fossa"): {"above_fibular_head"},
    }.get((nerve, site), set())
    return site in done or bool(same & done)


def _lacking(rows: list[Measure]) -> tuple[Number, ...]:
    answered = [one for one in rows if not one.absent]
    # The distal row's distance is to the electrode and says nothing of a segment.
    apart = sorted(rows, key=lambda one: site_rank(one.nerve, one.site))[1:]
    lacking: dict[Number, bool] = {
        "area": any(one.negative_peak_area_mvms is None for one in answered),
        "duration": any(one.negative_peak_duration_ms is None for one in answered),
        "distance": any(one.distance_mm is None for one in apart),
        "temperature": any(one.temperature_c is None for one in rows),
    }
    return tuple(name for name, missing in lacking.items() if missing)
