"""Entrapment as a focus: myelin thinned where a nerve is commonly pressed, so much that impulses
are late by what the severity says."""

from typing import Final

import numpy as np

from multifocal import body
from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.frozen import frozen
from multifocal.nerve.focus import Focus

DEFAULT_SEVERITY = 0.5
"""Adds 2 ms: a clear, moderate entrapment (source multifocal-choice-entrapment)."""
LATE_MS_PER_SEVERITY: Final = 4.0
"""So much longer is the latency for each unit of severity, up to `STOPS_FROM`: from 3.7 ms at the
wrist to the 6.5 ms from which carpal tunnel syndrome counts as very severe (source
bland-2000-grades; the scale itself is ours, multifocal-choice-entrapment)."""
STOPS_FROM: Final = 0.7
"""From here on fibers are stopped, more and more of them, at 1 all."""
SPREAD = 2000.0
"""Pressure hits the fibers alike: responses are late and hardly dispersed (source
cleland-2003-distal-duration)."""

# How late a 10-µm fiber is over each mm of evenly thinned myelin, against the share of myelin that
# is left, computed by us (tests/nerve compare it with our own fiber). With 5 % it is stopped.
_LEFT = frozen(np.array([1.0, 0.5, 0.3, 0.2, 0.15, 0.12, 0.1, 0.08, 0.07, 0.065, 0.06, 0.055]))
_LATE_MS_PER_MM = frozen(
    np.array(
        [0, 0.0037, 0.0084, 0.0145, 0.0209, 0.0276, 0.0349, 0.0471, 0.0575, 0.065, 0.0751, 0.0911]
    )
)
_NONE_CONDUCTS = 0.03


@names_arguments
def entrapment(
    entrapment_id: str,
    side: body.Side = "right",
    severity: float = DEFAULT_SEVERITY,
    subject: body.Subject | None = None,
    seed: int = 0,
) -> Focus:
    """A focus of thinned myelin over one of `body.entrapments()`.

    `severity`, 0 to 1: up to 0.7 it adds 4 ms times the severity to the latency through the place
    (proportionally less where it is shorter than 31 mm); from there to 1 it stops fibers, at last
    all of them. Unlike an immune focus it belongs on sensory fibers too: `sensory_response` takes
    it. Fault for an unknown place of entrapment or a severity outside 0 to 1.
    """
    if not 0.0 <= severity <= 1.0:
        raise Fault("nerve.severity")
    bare = thinned_at(entrapment_id, side, 0.0, subject, seed)
    lost = 1.0 if severity == 1.0 else 1.0 - _left(severity, bare.extent_mm)
    return thinned_at(entrapment_id, side, lost, subject, seed)


def thinned_at(
    entrapment_id: str,
    side: body.Side = "right",
    lost: float = 0.9,
    subject: body.Subject | None = None,
    seed: int = 0,
    spread: float = SPREAD,
) -> Focus:
    """The same by the share of the myelin that is lost, and how alike the fibers are hit."""
    site = next((one for one in body.entrapments() if one.id == entrapment_id), None)
    if site is None:
        known = tuple(one.id for one in body.entrapments())
        raise Fault("nerve.no_entrapment", name=entrapment_id, known=known)
    scale = (subject or body.Subject()).length_scale
    middle = (site.from_mm + site.to_mm) / 2 * scale
    return Focus(
        body.Place(side, site.segment, middle),
        lost,
        extent_mm=(site.to_mm - site.from_mm) * scale,
        mechanism="lamellae",
        spread=spread,
        seed=seed,
    )


def _left(severity: float, extent_mm: float) -> float:
    """The share of myelin with which a fiber is so late."""
    slowest = float(_LATE_MS_PER_MM[-1])
    most = min(LATE_MS_PER_SEVERITY * STOPS_FROM / extent_mm, slowest)  # ms for each mm
    late = most * min(severity / STOPS_FROM, 1.0)
    left = float(np.interp(late, _LATE_MS_PER_MM, _LEFT))
    beyond = max(severity - STOPS_FROM, 0.0) / (1.0 - STOPS_FROM)
    return left + beyond * (_NONE_CONDUCTS - left)
