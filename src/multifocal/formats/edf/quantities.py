"""Numbers with units inside a text: found in any order, spacing and common spelling."""

import re
from dataclasses import dataclass
from typing import Final, Literal

Dimension = Literal[
    "time_ms", "current_ma", "length_mm", "voltage_mv", "velocity_m_s", "temperature_c",
    "area_mvms", "other",
]  # fmt: skip

_UNITS: Final[dict[str, tuple[Dimension, float]]] = {
    "ms": ("time_ms", 1.0),
    "msec": ("time_ms", 1.0),
    "us": ("time_ms", 1e-3),
    "usec": ("time_ms", 1e-3),
    "s": ("time_ms", 1e3),
    "sec": ("time_ms", 1e3),
    "ma": ("current_ma", 1.0),
    "ua": ("current_ma", 1e-3),
    "a": ("current_ma", 1e3),
    "mm": ("length_mm", 1.0),
    "cm": ("length_mm", 10.0),
    "m": ("length_mm", 1e3),
    "mv": ("voltage_mv", 1.0),
    "uv": ("voltage_mv", 1e-3),
    "v": ("voltage_mv", 1e3),
    "m/s": ("velocity_m_s", 1.0),
    "m/sec": ("velocity_m_s", 1.0),
    "mvms": ("area_mvms", 1.0),
    "mv.ms": ("area_mvms", 1.0),
    "mv*ms": ("area_mvms", 1.0),
    "uvs": ("area_mvms", 1.0),
    "c": ("temperature_c", 1.0),
    "degc": ("temperature_c", 1.0),
    "degreec": ("temperature_c", 1.0),
    "°c": ("temperature_c", 1.0),
    "hz": ("other", 1.0),
    "khz": ("other", 1.0),
    "kohm": ("other", 1.0),
    "%": ("other", 1.0),
    "f": ("other", 1.0),
    "degf": ("other", 1.0),
    "°f": ("other", 1.0),
}
_WORD: Final = "|".join(sorted((re.escape(unit) for unit in _UNITS), key=len, reverse=True))
_QUANTITY: Final = re.compile(
    rf"(?<![\w.,])([+-]?(?:\d{{1,9}}(?:[.,]\d{{1,17}})?|[.,]\d{{1,17}}))[ \t]?({_WORD})(?![\w/*%])",
    re.IGNORECASE | re.ASCII,
)
_MICRO: Final = str.maketrans({"µ": "u", "μ": "u", "·": "*", "−": "-"})


@dataclass(frozen=True)
class Quantity:
    """A number in the unit that its dimension names, and where it began in the text."""

    dimension: Dimension
    value: float
    at: int


def quantities(text: str) -> tuple[tuple[Quantity, ...], str]:
    """Every number with a known unit, in order, and the text with a tab in place of each."""
    plain = text.translate(_MICRO).replace("mV ms", "mVms").replace("degree C", "degC")
    plain = plain.replace("deg C", "degC").replace("mv ms", "mVms")
    found = []
    for one in _QUANTITY.finditer(plain):
        dimension, factor = _UNITS[one[2].lower()]
        found.append(Quantity(dimension, _times(one[1], factor), one.start()))
    return tuple(found), _QUANTITY.sub("\t", plain)


def quantity(number: str, unit: str) -> Quantity | None:
    """A number and its unit that stand apart, as in XML; None where either is not understood."""
    word = re.sub(r"[\s_]", "", unit.translate(_MICRO)).lower()
    digits = number.strip()
    if word not in _UNITS or not re.fullmatch(
        r"[+-]?(\d{1,9}([.,]\d{0,17})?|[.,]\d{1,17})", digits
    ):
        return None
    dimension, factor = _UNITS[word]
    return Quantity(dimension, _times(digits, factor), 0)


def _times(digits: str, factor: float) -> float:
    """The product without the noise of binary fractions: 6.5 cm are 65 mm, 0.29 V are 290 mV."""
    value = float(digits.replace(",", ".")) * factor
    return float(f"{value:.12g}")
