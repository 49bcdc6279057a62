"""Between which numbers a response may lie, so that a slip of the unit is seen where it is made.

Source: `multifocal-choice-plausible-values`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import isfinite
from numbers import Real
from types import MappingProxyType
from typing import Final, NamedTuple

from multifocal.fault import Fault

_UNITS: Final = {
    "mvms": " mV·ms", "mv": " mV", "ms": " ms", "mm": " mm", "c": " °C", "percent": " %",
}  # fmt: skip


class Limits(NamedTuple):
    """The least and the most that is plausible, in the unit of the number's name."""

    least: float
    most: float


@cache
def plausible() -> Mapping[str, Limits]:
    """The limits of every number that has them, by its name in the table."""
    page = files("multifocal.study").joinpath("plausible.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            name: Limits(row.get("least", 0.0), row["most"])
            for name, row in tomllib.loads(page).items()
        }
    )


def check_plausible(field: str, number: float | None, limited_as: str = "") -> None:
    """Fault for a number beyond its limits, or that is none; None is not known.

    limited_as: the name that the limits have, where it is another; those in µV hold for a field in
    mV.
    """
    if number is None:
        return
    check_number(field, number)
    least, most = plausible()[limited_as or field]
    if limited_as.endswith("_uv"):
        least, most = least / 1000, most / 1000
    if not least <= number <= most:
        unit = _UNITS.get(field.rsplit("_", 1)[-1], "")
        raise Fault(
            "study.plausible",
            name=field, number=f"{number:g}", least=least, most=most, unit=unit,
        )  # fmt: skip


def check_number(field: str, number: object) -> None:
    """Fault for what is no number: a word, a list, true or false, or no finite one."""
    if isinstance(number, bool) or not isinstance(number, Real):
        raise Fault("study.no_number", name=field, kind=type(number).__name__)
    if not isfinite(number):
        raise Fault("study.not_finite", name=field)
