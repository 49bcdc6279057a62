"""The person whose body it is, as far as lengths and reference values need it."""

import math
from dataclasses import dataclass, fields, replace
from typing import Literal

from multifocal.arguments import names_fields
from multifocal.fault import Fault

Sex = Literal["female", "male"]

TABLE_HEIGHT_CM = 175.0
"""The tables give lengths for an adult of this height (source: nerve-path-distances-general)."""

HEIGHT_RANGE_CM = (40.0, 260.0)
AGE_RANGE_YEARS = (0.0, 125.0)


@names_fields
@dataclass(frozen=True)
class Subject:
    """Age in years, sex and height in cm, each None where not known; Fault on a value that no
    person has.

    Lengths scale with height, which is a proposal: limbs keep nearly the same share of it.
    """

    age_years: float | None = None
    sex: Literal["female", "male"] | None = None
    height_cm: float | None = None

    def __post_init__(self) -> None:
        if self.age_years is not None:
            _within(self.age_years, AGE_RANGE_YEARS, "body.age")
        if self.height_cm is not None:
            _within(self.height_cm, HEIGHT_RANGE_CM, "body.height")
        if self.sex not in (None, "female", "male"):
            raise Fault("body.sex")

    @property
    def length_scale(self) -> float:
        """By how much the tables' lengths are multiplied; 1 for a person of unknown height."""
        return 1.0 if self.height_cm is None else self.height_cm / TABLE_HEIGHT_CM

    def updated(self, by: "Subject | None") -> "Subject":
        """This person with what the other one knows; where that one is silent, this one stands."""
        known = {} if by is None else {one.name: getattr(by, one.name) for one in fields(by)}
        return replace(self, **{name: value for name, value in known.items() if value is not None})


def _within(number: float, limits: tuple[float, float], fault: str) -> None:
    low, high = limits
    # Not the number itself: an age or a height is a fact about a person and stays out of errors.
    if not (math.isfinite(number) and low <= number <= high):
        raise Fault(fault, low=low, high=high)
