"""Whether a set counts a segment at all: its nerve, and no site of pressure within it."""

from functools import cache
from typing import Final, NamedTuple

from multifocal.body import Entrapment
from multifocal.criteria.case import Case
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.reason import NotCounted
from multifocal.criteria.ruling import CROSSOVER, OUR_ENTRAPMENT, TIBIAL, TIBIAL_FALLS, Ruling
from multifocal.criteria.threshold import Threshold

TIBIAL_MOST: Final = Threshold("more_than", 71.0, "%")
"""What healthy people's tibial responses may fall by. Source: TIBIAL_FALLS."""

NAMED_ENTRAPMENTS: Final = ("median_wrist", "ulnar_wrist", "ulnar_elbow", "fibular_head")
"""As the criteria of 2003 name them. Source: aaem-2003-entrapment-sites."""
ALL_ENTRAPMENTS: Final = (*NAMED_ENTRAPMENTS, "radial_spiral_groove")


class Outside(NamedTuple):
    """Whether a set counts nerve and segment; `reason`: why not, None where it does."""

    nerve: Finding
    entrapment: Finding
    reason: NotCounted | None


def outside(
    ruling: Ruling,
    case: Case,
    nerves: tuple[str, ...] | None = None,
    entrapments: tuple[str, ...] = ALL_ENTRAPMENTS,
) -> Outside:
    """Whether the set counts the nerve, None: any, and no site of pressure lies in the segment."""
    segment = case.segment
    counted = nerves is None or segment.nerve in nerves
    nerve, why = _nerve(ruling, segment.nerve, segment.muscle, segment.crossover, counted)
    spanned = tuple(one for one in segment.entrapments if one.id in entrapments)
    pressed, where = entrapment(ruling, spanned)
    return Outside(nerve, pressed, why or where)


@cache  # no number enters: the same findings for every study
def _nerve(
    ruling: Ruling, nerve: str, muscle: str, crossover: bool, counted: bool
) -> tuple[Finding, NotCounted | None]:
    tibial = nerve == TIBIAL
    reason: NotCounted | None = None
    if crossover or tibial or not counted:
        reason = "crossover" if crossover else "tibial" if tibial else "nerve"
    finding = ruling.finding(
        "nerve",
        "not_met" if reason else "met",
        f"study.counts.{reason or 'nerve_met'}",
        parameters={"nerve": nerve, "muscle": muscle},
        inputs=("nerve", "muscle"),
        choices=(CROSSOVER,) if crossover else (TIBIAL_FALLS,) if tibial else (),
    )
    return finding, reason


@cache
def entrapment(
    ruling: Ruling, spanned: tuple[Entrapment, ...]
) -> tuple[Finding, NotCounted | None]:
    """Met where the segment spans no site of pressure; else the first of them, and which kind."""
    ours = bool(spanned) and all(one.ours for one in spanned)
    status: Status = "not_met" if spanned else "met"
    finding = ruling.finding(
        "entrapment",
        status,
        f"study.efns.entrapment.{'ours' if ours else status}",
        parameters={"entrapment": spanned[0].id} if spanned else {},
        inputs=("nerve", "site"),
        choices=(OUR_ENTRAPMENT,) if ours else (),
    )
    if not spanned:
        return finding, None
    return finding, "entrapment_ours" if ours else "entrapment"
