"""From the values of a chart to places of its picture: one straight scale for every chart."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Values from `least` to `most`, drawn from `at_least` to `at_most`."""

    least: float
    most: float
    at_least: float
    at_most: float

    def __call__(self, value: float) -> float:
        share = (value - self.least) / (self.most - self.least)
        return self.at_least + share * (self.at_most - self.at_least)
