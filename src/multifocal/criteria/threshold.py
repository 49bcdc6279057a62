"""Comparing with a threshold: the one place that knows the tolerance.

Percentages come out of divisions, so exactly 50 % may be stored a last bit short of it.
Numbers within a relative 1e-9 of a threshold are on it (docs/decisions/010-on-a-threshold.md).
"""

from dataclasses import dataclass
from math import isclose
from typing import Literal

RELATIVE_TOLERANCE = 1e-9

Comparison = Literal["at_least", "at_most", "more_than", "less_than"]


@dataclass(frozen=True)
class Threshold:
    """A limit and the side of it that meets the rule."""

    comparison: Comparison
    value: float
    unit: str

    def met_by(self, number: float) -> bool:
        """Whether the number meets the threshold, both in the threshold's unit."""
        if isclose(number, self.value, rel_tol=RELATIVE_TOLERANCE, abs_tol=0.0):
            return self.comparison in ("at_least", "at_most")
        if self.comparison in ("at_least", "more_than"):
            return number > self.value
        return number < self.value

    def margin(self, number: float) -> float:
        """How far the number lies on the side that meets the threshold; negative: off it."""
        far = number - self.value
        if isclose(number, self.value, rel_tol=RELATIVE_TOLERANCE, abs_tol=0.0):
            return 0.0
        return far if self.comparison in ("at_least", "more_than") else -far

    def rounded(self, number: float) -> float:
        """The number for people: one decimal (two for a ratio, which has no unit), more where fewer
        would put it on the threshold."""
        for decimals in range(1 if self.unit else 2, 10):
            short = round(number, decimals)
            if short != round(self.value, decimals) or self.margin(number) == 0:
                return short + 0.0  # never -0.0
        return number
