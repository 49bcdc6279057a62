"""Cells of a muscle's strength and motor units and of a nerve's area, where they are sure."""

import re
from typing import Final

from multifocal.body.mrc import MrcGrade
from multifocal.fault import Fault
from multifocal.formats.report.examined.columns import says_mm2, says_mrc
from multifocal.formats.report.examined.phrases import plain
from multifocal.formats.table.beside_rows import grade

_PREFIX: Final = re.compile(r"^(?:mrc|m)\s?(?=\d)")
_SLASH: Final = re.compile(r"\s*/\s*")
_NUMBER: Final = re.compile(r"\d{1,4}(?:[.,]\d)?")
_AREA: Final = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s?(?P<unit>mm\s?(?:2|²|\^2))?")
# Of a muscle and of a nerve. Source: multifocal-choice-plausible-values.
_MOST_UNITS: Final = 2000.0
_MOST_MM2: Final = 200.0


def grade_in(cell: str) -> tuple[MrcGrade | None, bool]:
    """The grade of a cell, None where it is none that is sure; and whether it says that it is of
    5: "4/5", "MRC 4", "M4"."""
    text = _SLASH.sub("/", plain(cell))
    bare = _PREFIX.sub("", text)
    try:
        return grade(bare), bare != text or says_mrc(bare)
    except Fault:
        return None, False


def count_in(cell: str) -> str | None:
    """The number of motor units as it is written; None for a cell that is none. A 0 may be none, or
    not recorded."""
    text = plain(cell)
    sure = _NUMBER.fullmatch(text) and 0 < _value(text) <= _MOST_UNITS
    return text if sure else None


def area_in(cell: str, *, mm2: bool) -> str | None:
    """The area as it is written, in mm²; None where it is none, or its unit is not said. `mm2`:
    whether heading or title say the unit."""
    found = _AREA.fullmatch(cell.strip().casefold())
    if not found or not (mm2 or says_mm2(cell)):
        return None
    return found["number"] if 0 < _value(found["number"]) <= _MOST_MM2 else None


def _value(text: str) -> float:
    return float(text.replace(",", "."))
