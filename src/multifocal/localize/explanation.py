"""What comes out: ranked explanations, how the pattern shifts the odds of causes, what to test."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from multifocal.body import Side
from multifocal.localize.weakness import Finding, Weakness

Relation = Literal["explained", "unexplained", "spared", "doubtful", "expected"]
"""A finding and an explanation: weak and beyond its place, weak and not beyond, normal though
beyond, 5- beyond it, normal and not beyond."""


@dataclass(frozen=True)
class SegmentShare:
    """A segment of `body` where the harm may lie, and its share of the explanation's weight.

    `from_mm` to `to_mm` holds most of that share (from the proximal end, 175-cm adult).
    """

    segment: str
    share: float
    from_mm: float
    to_mm: float


@dataclass(frozen=True)
class HarmedPlace:
    """One place of an explanation: a named nerve, root, trunk or cord of a side.

    `segments`, likeliest first, are where on it the findings leave the place; `muscles`, ids of
    weak muscles that it explains; `fascicles`, how much of the weight comes from some fascicles
    only. For a torn tendon `unit` is `tendon_MUSCLE` and there are no segments.
    """

    side: Side
    unit: str
    segments: tuple[SegmentShare, ...]
    muscles: tuple[str, ...]
    fascicles: float


@dataclass(frozen=True)
class Contribution:
    """What a finding does to an explanation: `factor` is how much likelier the finding is by it
    than by the other explanations together."""

    finding: Finding
    relation: Relation
    factor: float


@dataclass(frozen=True)
class Explanation:
    """A set of places, or a cause of the whole body (`cause`, which then is its only one).

    `weight`: its share of the weight of all explanations, in the chosen setting, or with every
    cause counted alike. `causes`: the causes that would put it there, each with its share of the
    weight, most first.
    """

    places: tuple[HarmedPlace, ...]
    cause: str | None
    weight: float
    causes: Mapping[str, float]
    contributions: tuple[Contribution, ...]

    @property
    def segments(self) -> tuple[str, ...]:
        """Ids of all segments where the harm may lie."""
        return tuple(dict.fromkeys(s.segment for one in self.places for s in one.segments))


@dataclass(frozen=True)
class CauseShift:
    """A cause: `ratio` says how much the pattern shifts the odds toward it, against all others
    (weighed as the setting says, or alike); `posterior` is None without a setting."""

    cause: str
    ratio: float
    posterior: float | None


@dataclass(frozen=True)
class NextTest:
    """A muscle or an area of skin to test, and what it would tell apart.

    `bits`: the information to expect about which explanation holds; `weak_by`: for the leading
    explanations, by their rank from 0, how often it would be weak or less felt.
    """

    side: Side
    kind: Literal["muscle", "skin"]
    target: str
    bits: float
    weak_by: tuple[float, ...]


@dataclass(frozen=True)
class Stimulation:
    """Two sites of a nerve between which a fall of the response would place the harm of an
    explanation (its rank from 0), recorded from a muscle; `share` of the explanation's weight
    lies between them."""

    rank: int
    side: Side
    nerve: str
    muscle: str
    distal: str
    proximal: str
    share: float


@dataclass(frozen=True)
class Answer:
    """Everything about one examination.

    `units`: by side and named nerve, root, trunk or cord, the weight of all explanations that put
    harm there, most first. `error`: the standard error of the sum of weights as a share of it
    where sets of places were drawn; None where all of them were counted.
    """

    weakness: Weakness
    setting: str | None
    explanations: tuple[Explanation, ...]
    units: Mapping[tuple[Side, str], float]
    causes: tuple[CauseShift, ...]
    next_tests: tuple[NextTest, ...]
    stimulations: tuple[Stimulation, ...]
    error: float | None
