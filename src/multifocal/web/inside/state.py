"""What a visitor of `/inside` can set; it stands in the page's address."""

from dataclasses import dataclass

FIRST_MM, LAST_MM, STEP_MM = 100, 790, 5
"""Where the focus can be put: mm from the cord, from above Erb's point to beyond the wrist."""
MM_PER_INCH = 25.4
MOST_DAMAGE = 100
PEOPLE = 6
DAMAGED = (4,)
"""Damaged in the close-up when the page opens: one gap, which slows and does not stop."""


@dataclass(frozen=True)
class Setting:
    """What the visitor chose: the middle of the focus (mm from the cord), the share of damaged
    spots in percent, and which of the simulated people."""

    at_mm: int = 645
    damage: int = 20
    person: int = 0
