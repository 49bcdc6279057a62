"""How much of a workbook is read, and the one budget that all its parts share.

A study of a whole body has 100 rows; a small file must not cost much memory or time. Source of the
limits: multifocal-choice-plausible-values.
"""

from dataclasses import dataclass
from typing import Final

from multifocal.fault import Fault

MOST_BYTES: Final = 5_000_000
MOST_MEMBERS: Final = 2_000
MOST_UNPACKED: Final = 20_000_000
MOST_ELEMENTS: Final = 200_000
MOST_NAMES: Final = 2_000
MOST_RELATIONS: Final = 2_000
MOST_DEPTH: Final = 100
MOST_TOKEN: Final = 500_000
"""Bytes of one tag or comment; expat before 2.6 reads an unended one again with every piece."""
MOST_CHARACTERS: Final = 10_000
MOST_TABLE: Final = 1_000_000
"""Characters of all rows of a sheet, as of a CSV table."""
MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 200
MOST_SHEETS: Final = 20
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384


@dataclass
class Budget:
    """What may still be unpacked and read of a workbook, all parts together."""

    bytes: int = MOST_UNPACKED
    elements: int = MOST_ELEMENTS

    def take(self, size: int) -> None:
        """Fault where the workbook unpacks to more than a study can need."""
        self.bytes -= size
        if self.bytes < 0:
            raise too_much()


def too_much() -> Fault:
    """What is said of a workbook that is far larger than any study."""
    return Fault("workbook.unpacks_too_much")


def broken() -> Fault:
    """What is said of a workbook that does not hold together."""
    return Fault("workbook.broken")
