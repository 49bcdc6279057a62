"""What measuring a response a second time changes by itself, in the same healthy nerve."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

SOURCE: Final = "repeat-amplitude-2009"
OURS: Final = "multifocal-choice-repeat"
BETWEEN_SESSIONS_PERCENT: Final = 19.8
"""Coefficient of variation of an amplitude between sessions days apart; the widest of the source's
range (15.6 to 19.8 %). Source: SOURCE."""
NINETY_FIVE: Final = 1.96 * sqrt(2.0)
"""Within so many standard deviations 95 of 100 differences of two measurements lie."""


@dataclass(frozen=True)
class Repeat:
    """A coefficient of variation between sessions, percent, and whose it is."""

    variation_percent: float
    source: str

    @property
    def most_percent(self) -> float:
        """How far two measurements may differ by repeating alone, percent of their mean."""
        return NINETY_FIVE * self.variation_percent

    def beyond(self, earlier: float, later: float) -> int:
        """1 where the later one is larger by more than repeating gives, -1 smaller, else 0."""
        mean = (earlier + later) / 2.0
        if mean <= 0 or 100.0 * abs(later - earlier) / mean <= self.most_percent:
            return 0
        return 1 if later > earlier else -1


DEFAULT_REPEAT: Final = Repeat(BETWEEN_SESSIONS_PERCENT, SOURCE)
"""Taken where a laboratory names none of its own."""
