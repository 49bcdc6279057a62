"""Strength as it is measured at a limb: grip, pinch, wrist, ankle, from the muscles behind it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from multifocal import body


@dataclass(frozen=True)
class Normal:
    """What healthy people of that age and sex have; the SD is None where none is published."""

    mean: float
    sd: float | None
    unit: str
    source: str


@dataclass(frozen=True)
class LimbForce:
    """One measured strength as a share of the person's own normal, 1 is whole.

    `low` and `high` follow from the range of each muscle group's published or proposed part.
    `normal` is for the subject's age and sex, right hand; None where one of them is not known.
    """

    id: str
    share: float
    low: float
    high: float
    weakest: str
    normal: Normal | None

    @property
    def expected(self) -> float | None:
        """The share times the normal mean, in its unit."""
        return None if self.normal is None else self.share * self.normal.mean


@cache
def _table(name: str) -> dict[str, dict[str, Any]]:
    text = files("multifocal.nerve").joinpath("tables", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def limb_forces() -> tuple[str, ...]:
    """Every strength that can be worked out."""
    return tuple(_table("limb_forces.toml"))


def muscles_behind(force_id: str) -> tuple[str, ...]:
    """The muscles that a strength needs; KeyError if there is no such strength."""
    row = _table("limb_forces.toml")[force_id]
    return tuple(row.get("sum", ())) + tuple(m for g in row.get("chain", ()) for m in g["among"])


def limb_force(
    force_id: str, strength: Mapping[str, float], subject: body.Subject | None = None
) -> LimbForce:
    """A strength from the force of each of its muscles (shares of normal, 0 to 1).

    KeyError if there is no such strength or a muscle of it is missing.
    """
    row = _table("limb_forces.toml")[force_id]
    normal = normal_strength(force_id, subject or body.Subject())
    if "sum" in row:
        lost = {m: weight * (1.0 - strength[m]) for m, weight in row["sum"].items()}
        share = 1.0 - sum(lost.values())
        weakest = max(lost, key=lambda m: lost[m])
        low, high = weighted_range(row["sum"], strength)
        return LimbForce(force_id, share, low, high, weakest, normal)
    missing = [
        1.0 - float(np.mean([strength[m] for m in group["among"]])) for group in row["chain"]
    ]
    losses = [group["loss"] for group in row["chain"]]
    share = _chain(missing, [(least + most) / 2 for least, most in losses])
    low = _chain(missing, [most for _, most in losses])
    high = _chain(missing, [least for least, _ in losses])
    costs: dict[str, float] = {}
    for group in row["chain"]:
        loss = sum(group["loss"]) / 2 / len(group["among"])
        for m in group["among"]:
            costs[m] = max(loss * (1.0 - strength[m]), costs.get(m, 0.0))
    return LimbForce(force_id, share, low, high, max(costs, key=lambda m: costs[m]), normal)


def _chain(missing: list[float], loss: list[float]) -> float:
    """Losses multiply; and where every group is gone, so is all strength."""
    kept = np.prod([1.0 - part * gone for part, gone in zip(loss, missing, strict=True)])
    left_by_none = np.prod([1.0 - part for part in loss]) * np.prod(missing)
    return float(kept - left_by_none)


def normal_strength(force_id: str, subject: body.Subject) -> Normal | None:
    """The published normal of a strength for the subject's age and sex, None where none is known.

    KeyError if there is no such strength.
    """
    unit = _table("limb_forces.toml")[force_id]["unit"]
    row = _table("hand_norms.toml").get(force_id)
    age, sex = subject.age_years, subject.sex
    if row is None or age is None or sex is None or not row["from_age"] <= age <= row["to_age"]:
        return None
    mean = float(np.interp(age, row["ages"], row[sex]))
    share = row.get("sd_share", {}).get(sex)
    return Normal(mean, None if share is None else share * mean, unit, "mathiowetz-1985")


UNSURE_FACTOR = 2.0
"""A proposed weight may as well be half or twice as large (multifocal-choice-task-uncertainty)."""


def weighted_range(
    weights: Mapping[str, float], strength: Mapping[str, float], factor: float = UNSURE_FACTOR
) -> tuple[float, float]:
    """Least and greatest weighted mean of strengths if each weight may be `factor` times off.

    Exact: the least is reached when the weights of the weakest muscles are high and those of the
    rest low. KeyError if a muscle of the weights is missing.
    """
    order = sorted(weights, key=lambda m: strength[m])
    value = np.array([strength[m] for m in order])
    weight = np.array([weights[m] for m in order])
    place = np.arange(len(order) + 1)
    weakest = place[None, :-1] < place[:, None]  # of the k weakest, for every k
    ranges = []
    for weak, strong in ((factor, 1 / factor), (1 / factor, factor)):
        of_each = weight * np.where(weakest, weak, strong)
        ranges.append(of_each @ value / of_each.sum(axis=1))
    return float(ranges[0].min()), float(ranges[1].max())
