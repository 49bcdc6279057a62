"""Pairs of sites with responses between them: what a fall that is spread over steps comes to.

More testing takes no true block away: what two sites show, they show as well with a third between
them. It makes none either: a pair is judged only by a limit that was measured on such a stretch.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from multifocal.criteria.case import LARGE_FALL, Case, SegmentVerdict
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.finding import Finding, Parameters
from multifocal.criteria.segment_verdict import BLOCKS, segment_verdict
from multifocal.study.segment import Segment

SPREAD: Final = "multifocal-choice-spread-fall"
_RANK: Final = {
    "not_counted": 0,
    "not_met": 1,
    "cannot_be_assessed": 2,
    "probable": 3,
    "met": 4,
    "definite": 4,
}


@dataclass(frozen=True)
class Pairs:
    """One set's answers for neighbors and for all other pairs of sites.

    `adds`: which of the others say more than every pair that lies within them.
    """

    neighbors: tuple[SegmentVerdict, ...]
    others: tuple[SegmentVerdict, ...]
    adds: frozenset[int]

    @property
    def counted(self) -> tuple[SegmentVerdict, ...]:
        """The neighbors, and the pairs that add to them."""
        return (*self.neighbors, *(self.others[at] for at in sorted(self.adds)))

    @property
    def blocks(self) -> tuple[SegmentVerdict, ...]:
        """Those of the counted that are a block, be it under a condition."""
        return tuple(one for one in self.counted if one.block in BLOCKS)


def evaluate_pairs(rules: CriteriaSet, neighbors: Sequence[Case], others: Sequence[Case]) -> Pairs:
    """A set's answers; `others` of one series stand with shorter ones first."""
    near = tuple(segment_verdict(rules, case) for case in neighbors)
    far = tuple(segment_verdict(rules, case) for case in others)
    known: dict[tuple[str, str, str], list[SegmentVerdict]] = {}
    for verdict in near:
        known.setdefault(_series(verdict.segment), []).append(verdict)
    adds = set()
    for at, verdict in enumerate(far):
        series = known.setdefault(_series(verdict.segment), [])
        inner = (_rank(one) for one in series if _within(one.segment, verdict.segment))
        if _rank(verdict) > max(inner, default=0):
            adds.add(at)
        series.append(verdict)
    steps = tuple(one.segment for one in near)
    return Pairs(near, tuple(_with_steps(rules, one, steps) for one in far), frozenset(adds))


def in_order(
    neighbors: Iterable[SegmentVerdict], others: Iterable[SegmentVerdict]
) -> tuple[SegmentVerdict, ...]:
    """The neighbors of each series, then its other pairs."""
    series: dict[tuple[str, str, str], list[SegmentVerdict]] = {}
    for one in (*neighbors, *others):
        series.setdefault(_series(one.segment), []).append(one)
    return tuple(one for rows in series.values() for one in rows)


def _rank(one: SegmentVerdict) -> int:
    return _RANK[one.block]


def _series(one: Segment) -> tuple[str, str, str]:
    return one.side, one.nerve, one.muscle


def _within(inner: Segment, outer: Segment) -> bool:
    if _series(inner) != _series(outer):
        return False
    sites = [one.site for one in (outer.distal, *outer.between, outer.proximal)]
    return inner.distal.site in sites and inner.proximal.site in sites


def _with_steps(
    rules: CriteriaSet, verdict: SegmentVerdict, steps: Sequence[Segment]
) -> SegmentVerdict:
    """A block over several steps, with the fall of each, and whether any of them is large."""
    if verdict.block not in BLOCKS:
        return verdict
    inner = [one for one in steps if _within(one, verdict.segment)]
    falls = [_fall(one) for one in inner]
    known = [number for _, number in falls if number is not None]
    large = any(LARGE_FALL.met_by(number) for number in known)
    sure = len(known) == len(falls)
    kind = "focal" if large else "spread" if sure else "unknown"
    findings = [_finding(rules, kind, {"number": len(inner)})]
    for one, (what, number) in zip(inner, falls, strict=True):
        words: dict[str, str | float] = {
            "distal_site": one.site_word(one.distal),
            "proximal_site": one.site_word(one.proximal),
        }
        if number is None:
            findings.append(_finding(rules, "step_unknown", words))
        else:
            words |= {"what": what, "number": round(number, 1) + 0.0}
            findings.append(_finding(rules, "step", words))
    sites = sum(_series(one) == _series(verdict.segment) for one in steps) + 1
    findings.append(_finding(rules, "compared", {"number": sites * (sites - 1) // 2}))
    answer, *rest = verdict.findings
    return replace(verdict, findings=(answer, *findings, *rest))


def _fall(one: Segment) -> tuple[str, float | None]:
    """The fall of the area, or of the amplitude where an area is missing."""
    if one.area_reduction_percent is not None:
        return "area_fall", one.area_reduction_percent
    return "amplitude_fall", one.amplitude_reduction_percent


def _finding(rules: CriteriaSet, kind: str, parameters: Parameters) -> Finding:
    return rules.ruling.finding(
        f"stretch.{kind}",
        "not_applicable",
        f"study.stretch.{kind}",
        parameters=parameters,
        inputs=("site",),
        source=SPREAD,
    )
