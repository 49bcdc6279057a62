"""What a workbook gives: tabs of sheets, rows of cells, and cells as text.

A cell is a `str`, as it would stand in a CSV table; its two kinds below say what a text cannot.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from multifocal.fault import Fault


class Number(str):
    """A number as a program stored it: its point is a decimal point, whatever stands around it."""

    __slots__ = ()


class Suspect(str):
    """A cell that must not be used, with what is wrong and how to mend it."""

    fault: Fault

    def __new__(cls, text: str, fault: Fault) -> Self:
        made = super().__new__(cls, text)
        made.fault = fault
        return made

    def __getnewargs__(self) -> tuple[str, Fault]:  # type: ignore[override]
        return str(self), self.fault


@dataclass(frozen=True)
class Sheet:
    """Rows that hold anything: the sheet's own number of each, and its cells from column A on.

    `hidden_rows`, `hidden_columns`: those of them that are hidden, by number and letter.
    `whole`: whether these are all rows.
    """

    rows: tuple[tuple[int, list[str]], ...]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    whole: bool = True


class Tab:
    """A sheet that is not read yet: a handle on an open workbook, no value that travels.

    `read(n)`: about its first n rows, or all for None. `sees_formats`: whether percent, dates,
    formulas and what is hidden are told apart.
    """

    def __init__(
        self,
        name: str,
        hidden: bool,
        read: Callable[[int | None], Sheet],
        sees_formats: bool = True,
    ) -> None:
        self.name, self.hidden = name, hidden
        self.read, self.sees_formats = read, sees_formats


def letters(column: int) -> str:
    """The name of a column, from 0: A, B, ... Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
