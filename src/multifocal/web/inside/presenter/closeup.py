"""The close-up in words and pictures."""

import math
from dataclasses import dataclass

from multifocal.figures import Figure, Gap, closeup
from multifocal.web.inside.closeup import DIAMETER_UM, GAPS, CloseUp
from multifocal.web.inside.presenter.picture import NARROW_PX, WIDE_PX
from multifocal.words import say

SLOWER = 8000
VELOCITY_M_S = 56.0
"""Of a whole fiber of this diameter, to say how far it runs meanwhile (docs/accuracy.md)."""


@dataclass(frozen=True)
class PresentedCloseUp:
    """Everything that the template of the close-up needs."""

    said: str
    wide: Figure
    narrow: Figure
    gaps: tuple[Gap, ...]
    slower: int
    diameter_um: float


def present_close_up(one: CloseUp, language: str) -> PresentedCloseUp:
    """The close-up of these gaps."""
    said = _said(one, language)
    gaps = tuple(_gap(one, k, language) for k in range(GAPS))
    text = say("inside.closeup.text", language, count=len(one.damaged), total=GAPS)
    names = (say("inside.closeup.whole", language), say("inside.closeup.hurt", language))
    times = (_times(one.healthy_ms.tolist()), _times(one.damaged_ms.tolist()))
    wide, narrow = (
        closeup(text, names, gaps, times, one.stopped, width) for width in (WIDE_PX, NARROW_PX)
    )
    return PresentedCloseUp(said, wide, narrow, gaps, SLOWER, DIAMETER_UM)


def _times(values: list[float]) -> list[float | None]:
    return [None if math.isnan(t) else t for t in values]


def _said(one: CloseUp, language: str) -> str:
    if not one.damaged:
        return say("inside.closeup.said.whole", language)
    if not one.stopped:
        return say(
            "inside.closeup.said.late",
            language,
            late=f"{one.late_ms:.2f}",
            cm=f"{one.late_ms * VELOCITY_M_S / 10:.1f}",
        )
    if one.last_gap < 0:
        return say("inside.closeup.said.stopped.first", language)
    return say("inside.closeup.said.stopped", language, number=one.last_gap + 1)


def _gap(one: CloseUp, k: int, language: str) -> Gap:
    damaged = k in one.damaged
    others = sorted(set(one.damaged) ^ {k})
    query = "&".join(f"gaps={gap}" for gap in others) or "gaps=none"
    name = say("inside.closeup.gap", language, number=k + 1)
    return Gap(k, name, f"?{query}#closeup", damaged)
