"""Entrapment as a focus: myelin thinned where a nerve is commonly pressed."""

from multifocal import body
from multifocal.fault import Fault
from multifocal.nerve.focus import Focus

DEFAULT_SEVERITY = 0.9
"""Share of the myelin lost: slows the ulnar nerve at the elbow clearly and stops few fibers
(source multifocal-choice-entrapment)."""
SPREAD = 60.0
"""Pressure hits the fibers alike, so their damage differs little."""


def entrapment(
    entrapment_id: str,
    side: body.Side = "right",
    severity: float = DEFAULT_SEVERITY,
    subject: body.Subject | None = None,
    seed: int = 0,
) -> Focus:
    """A focus of thinned myelin over one of `body.entrapments()`.

    Unlike an immune focus it belongs on sensory fibers too: `sensory_response` takes it. Fault for
    an unknown place of entrapment.
    """
    site = next((one for one in body.entrapments() if one.id == entrapment_id), None)
    if site is None:
        known = tuple(one.id for one in body.entrapments())
        raise Fault("nerve.no_entrapment", name=entrapment_id, known=known)
    scale = (subject or body.Subject()).length_scale
    middle = (site.from_mm + site.to_mm) / 2 * scale
    return Focus(
        body.Place(side, site.segment, middle),
        severity,
        extent_mm=(site.to_mm - site.from_mm) * scale,
        mechanism="lamellae",
        spread=SPREAD,
        seed=seed,
    )
