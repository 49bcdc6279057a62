"""The close-up in words and pictures."""

import math
from dataclasses import dataclass

import numpy as np

from multifocal.figures import Figure, Gap, closeup
from multifocal.web.inside.closeup import DIAMETER_UM, GAPS, CloseUp
from multifocal.web.inside.presenter.picture import NARROW_PX, WIDE_PX
from multifocal.web.inside.state import MM_PER_INCH
from multifocal.words import say

LONGEST_S = 4.4
"""A run with its last light ends within five seconds: longer motion would have to be stoppable."""
PACES = (8000, 4000, 2000, 1000)
"""How many times slower than a nerve; the slowest that ends in time."""
VELOCITY_M_S = 56.0
"""Of a whole fiber of this diameter, to say how far it runs meanwhile (docs/accuracy.md)."""


@dataclass(frozen=True)
class PresentedCloseUp:
    """Everything that the template of the close-up needs."""

    said: str
    names: tuple[str, str]
    wide: Figure
    narrow: Figure
    gaps: tuple[Gap, ...]
    slower: int
    hint: str
    diameter_um: float


def present_close_up(close_up: CloseUp, language: str) -> PresentedCloseUp:
    """The close-up of these gaps."""
    said = _said(close_up, language)
    gaps = tuple(_gap(close_up, k, language) for k in range(GAPS))
    text = say("inside.closeup.text", language, count=len(close_up.damaged), total=GAPS)
    names = (say("inside.closeup.whole", language), say("inside.closeup.hurt", language))
    times = (_times(close_up.healthy_ms.tolist()), flash_times(close_up))
    slower = _slower(close_up)
    wide, narrow = (
        closeup(text, names, gaps, times, close_up.stopped, width, slower)
        for width in (WIDE_PX, NARROW_PX)
    )
    hint = say("inside.closeup.hint", language, slower=slower)
    return PresentedCloseUp(said, names, wide, narrow, gaps, slower, hint, DIAMETER_UM)


def _slower(close_up: CloseUp) -> int:
    last_ms = max(np.nanmax(close_up.healthy_ms), np.nanmax(close_up.damaged_ms))
    return next((pace for pace in PACES if last_ms * pace <= LONGEST_S * 1000), PACES[-1])


def flash_times(close_up: CloseUp) -> list[float | None]:
    """When the damaged fiber's message comes to each node, ms; None where it never does."""
    return _times(close_up.damaged_ms.tolist())


def _times(values: list[float]) -> list[float | None]:
    return [None if math.isnan(t) else round(t, 4) for t in values]


def _said(close_up: CloseUp, language: str) -> str:
    if not close_up.damaged:
        return say("inside.closeup.said.whole", language)
    if not close_up.stopped:
        return say(
            "inside.closeup.said.late",
            language,
            late=f"{close_up.late_ms:.2f}",
            cm=f"{close_up.late_ms * VELOCITY_M_S / 10:.1f}",
            inches=f"{close_up.late_ms * VELOCITY_M_S / MM_PER_INCH:.1f}",
        )
    if close_up.last_gap < 0:
        return say("inside.closeup.said.stopped.first", language)
    return say("inside.closeup.said.stopped", language, number=close_up.last_gap + 1)


def _gap(close_up: CloseUp, k: int, language: str) -> Gap:
    damaged = k in close_up.damaged
    others = sorted(set(close_up.damaged) ^ {k})
    query = "&".join(f"gaps={gap}" for gap in others) or "gaps=none"
    name = say("inside.closeup.gap", language, number=k + 1)
    return Gap(k, name, f"?{query}#closeup", damaged)
