"""What the sensory study proposes of a stretch: whether conduction over it is normal.

A person answers rule 3; this only proposes. A response from below the stretch, as at the wrist, and
one of a leg say nothing of it. How far the amplitude may fall over a stretch has no limit with a
source: it never makes conduction abnormal, and keeps "normal" from being proposed where little is
left.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from multifocal.criteria.finding import Finding, Parameters
from multifocal.criteria.ruling import Ruling
from multifocal.criteria.sensory.reach import HIGHEST, motor_nerve, place_id, place_rank
from multifocal.criteria.sensory.values import (
    CHOICE,
    VELOCITY,
    SensoryVerdict,
    evidence_of,
    possible,
    usual_place,
    weak,
)
from multifocal.criteria.threshold import Threshold
from multifocal.criteria.warmth import slow_because
from multifocal.measuring import usual_way_mm
from multifocal.reference import Limit, ReferenceTable, limit_of_sensory
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.measure import Measure
from multifocal.study.order import has_site, site_rank
from multifocal.study.segment import Segment

Why = Literal[
    "normal", "slow", "lost_over",
    "none", "leg", "below", "below_beyond", "above_axilla", "absent_below", "no_comparison",
    "strength_unknown", "weak", "unmeasurable", "amplitude_missing", "velocity_missing",
    "distance_unclear", "no_limit", "cold", "warmth_unknown", "little_left", "series_differ",
]  # fmt: skip
"""What the proposal rests on, or why there is none."""

LITTLE_LEFT: Final = Threshold("at_least", 75.0, "%")
"""Fall of the amplitude from which on normal is not proposed. Source: CHOICE; simulated healthy
nerves lose up to about half from wrist to axilla."""


AS_USUAL: Final = Threshold("at_most", 0.25, "")
"""How far a length may be off the usual one, as a share, for its distance to be the one meant.
Source: CHOICE."""


@dataclass(frozen=True)
class Proposal:
    """Normal (True), not normal (False), or neither, and why. `words`: what its sentence tells."""

    normal: bool | None
    why: Why
    words: Parameters = field(default_factory=dict)
    source: str = CHOICE

    def finding(self, ruling: Ruling) -> Finding:
        """As said by a set that asks for normal sensory conduction over the stretch."""
        return ruling.finding(
            "sensory_proposal",
            "not_applicable",
            f"study.proposal.{self.why}",
            parameters=self.words,
            inputs=("sensory",),
            choices=(CHOICE,),
            source=self.source,
        )


NOTHING: Final = Proposal(None, "none")


def proposal(
    segment: Segment,
    verdicts: Iterable[SensoryVerdict],
    table: ReferenceTable,
    age_years: float | None,
    picture: ClinicalPicture,
) -> Proposal:
    """What the sensory responses of the segment's nerve and side propose of it."""
    nerve = segment.nerve
    if not has_site(nerve, HIGHEST):
        return Proposal(None, "leg")
    own = [
        one
        for one in verdicts
        if one.measure.side == segment.side and motor_nerve(one.measure.nerve, (nerve,))
    ]
    if not own:
        return NOTHING
    low = site_rank(nerve, segment.distal.site)
    wanted = min(site_rank(nerve, segment.proximal.site), site_rank(nerve, HIGHEST))
    if wanted <= low:
        return Proposal(None, "above_axilla")
    found = [
        _of_series(rows, nerve, (low, wanted), (table, age_years, picture))
        for rows in _series(own, nerve)
    ]
    answers = [one for one in found if one is not None]
    if not answers:
        beyond = any("not_met" in {each.status for each in one.findings} for one in own)
        return Proposal(None, "below_beyond" if beyond else "below")
    known = [one for one in answers if one.normal is not None]
    if len({one.normal for one in known}) > 1:
        return Proposal(None, "series_differ")
    return (known or answers)[0]


Ranked = tuple[int, Measure]
Known = tuple[ReferenceTable, float | None, ClinicalPicture]
"""Limits, age and what a person states."""


def _series(verdicts: Sequence[SensoryVerdict], nerve: str) -> Iterator[list[Ranked]]:
    """Responses of one skin from several sites, or of one finger stimulated at several skins, by
    their place on the nerve, lowest first."""
    series: dict[tuple[str, str, str], list[Ranked]] = defaultdict(list)
    for one in (verdict.measure for verdict in verdicts):
        site, skin = place_rank(one.site, nerve), place_rank(one.skin or "", nerve)
        if site >= skin:
            series[one.nerve, "skin", one.skin or ""].append((site, one))
        else:
            series[one.nerve, "site", one.site].append((skin, one))
    for key in sorted(series):
        yield sorted(series[key], key=lambda pair: (pair[0], pair[1].site, pair[1].skin or ""))


def _of_series(
    rows: Sequence[Ranked], nerve: str, ends: tuple[int, int], known: Known
) -> Proposal | None:
    """The proposal of one series; None where it does not go over the stretch."""
    low, wanted = ends
    above = [(rank, one) for rank, one in rows if rank >= wanted]
    if not above:
        return None
    top, upper = above[0]
    under = [(rank, one) for rank, one in rows if 0 <= rank <= low]
    lower = under[-1][1] if under else None
    between = [one for rank, one in rows if (lower is None or rank > under[-1][0]) and rank <= top]
    words: dict[str, str | float] = {"site": place_id(upper, nerve)}
    if upper.unmeasurable is not None or (lower is not None and lower.unmeasurable is not None):
        return Proposal(None, "unmeasurable", words)
    if upper.silent:
        return _lost(upper, lower, known[2], words)
    if upper.amplitude_mv is None or (lower is not None and lower.amplitude_mv is None):
        return Proposal(None, "amplitude_missing", words)
    velocities = _velocities(upper, lower, between, nerve)
    return _by_velocity(upper, lower, velocities, known, words)


def _lost(
    upper: Measure, lower: Measure | None, picture: ClinicalPicture, words: dict[str, str | float]
) -> Proposal:
    if lower is None:
        return Proposal(None, "no_comparison", words)
    if lower.silent:
        return Proposal(None, "absent_below", words)
    if weak(upper, picture):
        return Proposal(None, "weak", words)
    sure = upper.supramaximal or upper.no_response_checked
    if not sure and upper.silence is not None:
        sure = upper.silence.stimulus_recorded
    if not sure:
        sure = picture.stimulation_supramaximal or picture.no_response_confirmed
    if not sure or upper.no_response_checked is False:
        return Proposal(None, "strength_unknown", words)
    if lower.amplitude_mv is None:
        return Proposal(None, "amplitude_missing", words)
    return Proposal(False, "lost_over", words)


def _by_velocity(
    upper: Measure,
    lower: Measure | None,
    velocities: Sequence[float],
    known: Known,
    words: dict[str, str | float],
) -> Proposal:
    table, age_years, picture = known
    if not velocities:
        return Proposal(None, "velocity_missing", words)
    limit = _limit(upper.nerve, table, age_years)
    if limit is None:
        return Proposal(None, "no_limit", words)
    threshold = VELOCITY.threshold(limit.value)
    within = {threshold.met_by(one) for one in velocities}
    if len(within) > 1:
        return Proposal(None, "distance_unclear", words)
    words |= {
        "number": threshold.rounded(min(velocities)),
        "limit": limit.value,
        "table": limit.by,
        "evidence": evidence_of(limit),
    }
    if within == {True}:
        if _little_left(upper, lower):
            return Proposal(None, "little_left", words, limit.source.id)
        return Proposal(True, "normal", words, limit.source.id)
    if weak(upper, picture):
        return Proposal(None, "weak", words, limit.source.id)
    temperatures = (one.temperature_c for one in (upper, lower) if one is not None)
    because = slow_because(*temperatures)
    if because is not None:
        return Proposal(None, because, words, limit.source.id)
    return Proposal(False, "slow", words, limit.source.id)


def _little_left(upper: Measure, lower: Measure | None) -> bool:
    if lower is None or not lower.amplitude_mv or upper.amplitude_mv is None:
        return False
    return LITTLE_LEFT.met_by(100.0 * (1.0 - upper.amplitude_mv / lower.amplitude_mv))


def _velocities(
    upper: Measure, lower: Measure | None, between: Sequence[Measure], nerve: str
) -> tuple[float, ...]:
    """By each meaning that the distances may have: all from the electrode (always so where they
    were recorded), or each from the site below. Only velocities that a nerve may have."""
    if upper.latency_ms is None or (lower is not None and lower.latency_ms is None):
        return ()
    start = 0.0 if lower is None else lower.latency_ms or 0.0
    time = upper.latency_ms - start
    if time <= 0:
        return ()
    lengths = []
    base = 0.0 if lower is None else lower.distance_mm
    if upper.distance_mm is not None and base is not None:
        lengths.append(upper.distance_mm - base)
    parts = [one.distance_mm for one in between if one.distance_mm is not None]
    if upper.origin == "typed" and parts and len(parts) == len(between):
        lengths.append(sum(parts))
    usual = _usual_mm(upper, lower, nerve)
    meant = [one for one in lengths if usual and AS_USUAL.met_by(abs(one / usual - 1.0))]
    if not meant:
        # With one meaning not known, the other alone could be the wrong one.
        meant = lengths if len(lengths) > 1 or upper.origin != "typed" else []
    return tuple(one / time for one in meant if one > 0 and possible(one / time))


def _usual_mm(upper: Measure, lower: Measure | None, nerve: str) -> float | None:
    """How far the two places lie apart in an adult of 175 cm."""
    ways = []
    for one in (upper, lower):
        skin = next((at for at, _ in usual_place(one.nerve)), None) if one is not None else None
        if one is None or skin is None:
            return None
        ways.append(usual_way_mm(nerve, place_id(one, nerve), skin))
    far, near = ways
    return None if far is None or near is None else far - near


def _limit(nerve: str, table: ReferenceTable, age_years: float | None) -> Limit | None:
    """The nerve's limit from finger to wrist: over the forearm healthy nerves are no slower."""
    for place in usual_place(nerve):
        found = limit_of_sensory(table, "velocity_lower_m_s", nerve, place, age_years)
        if isinstance(found, Limit):
            return found
    return None
