"""What a visitor of `/inside` can set; it stands in the page's address."""

from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Grid:
    """The settings whose answers a copy of the site keeps: places in mm from the cord, damage in
    percent. Between them nothing is shown: a control has no other positions."""

    first_mm: int = 105
    last_mm: int = 785
    step_mm: int = 10
    step_percent: int = 5

    @property
    def places(self) -> tuple[int, ...]:
        """Every place, from the cord on."""
        return tuple(range(self.first_mm, self.last_mm + 1, self.step_mm))

    @property
    def damages(self) -> tuple[int, ...]:
        """Every amount of damage, from none to all of it."""
        return tuple(range(0, MOST_DAMAGE + 1, self.step_percent))

    def nearest(self, setting: Setting) -> Setting:
        """The setting of the grid that is nearest."""
        at_mm = min(self.places, key=lambda place: abs(place - setting.at_mm))
        damage = min(self.damages, key=lambda amount: abs(amount - setting.damage))
        return replace(setting, at_mm=at_mm, damage=damage)


@dataclass(frozen=True)
class Precomputed:
    """Where a page finds the answers that were computed beforehand, and which these are."""

    address: str
    grid: Grid
