"""A table that stands beside another one under the same header row: which cells are its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.headers import is_unit
from multifocal.formats.report.lines import Line
from multifocal.study import vocabulary
from multifocal.study.vocabulary import normalized

_LIMBS: Final = frozenset((
    "arm", "hand", "leg", "side", "limb", "upper", "lower", "seite", "bein", "bras", "main",
    "jambe", "cote", "brazo", "mano", "pierna", "lado",
))  # fmt: skip
_SIDE: Final = "Side"
"""Heads the column that is set before the cells of a table whose side stands in its header."""


@dataclass(frozen=True)
class Part:
    """A table of a header row. `cells`: its columns; `spans`: where they stand in a line whose
    columns are told by position, None for other lines; `shared`: columns it has with the first;
    `last`: whether what stands beyond the columns is its; `side`: the side that its header says,
    which then stands before each of its rows; `heads`: its header cells without that side."""

    cells: Sequence[int]
    spans: tuple[float, float] | None
    shared: Sequence[int] = ()
    last: bool = False
    side: str = ""
    heads: tuple[str, ...] = ()

    def of(self, line: Line) -> Line:
        """What the line has in this table; its place among the table's columns stays."""
        if line.spans is None or self.spans is None:
            stop = max(self.cells, default=0) + 1
            over = range(stop, len(line.cells) if self.last else 0)
            cells = tuple(cell_at(line, at) for at in (*self.shared, *self.cells, *over))
            return replace(line, cells=cells)
        low, high = self.spans
        held = [(cell, span) for cell, span in zip(line.cells, line.spans, strict=True)
                if low <= span[0] < high]  # fmt: skip
        return replace(
            line, cells=tuple(cell for cell, _ in held), spans=tuple(span for _, span in held)
        )

    def header(self, line: Line) -> Line:
        """Its header row."""
        own = self.of(line)
        return replace(own, cells=(_SIDE, *self.heads)) if self.side else own

    def row(self, line: Line, held: Sequence[str] = ()) -> Line:
        """Its row in the line. `held`: what stands in its columns in common by the rows above."""
        own = self.of(line)
        if not self.side:
            return own
        units = all(is_unit(cell) for cell in own.cells if cell)
        common = tuple(own.cells[at] or text for at, text in enumerate(held))
        rest = own.cells[len(common) :]
        return replace(own, cells=("" if units else self.side, *common, *rest))

    def holds(self, line: Line) -> bool:
        """Whether the line has anything in the columns that are this table's alone."""
        own = self.of(line)
        return any(cell_at(own, at) for at in range(len(self.shared), len(own.cells)))


def cell_at(line: Line, at: int) -> str:
    """The cell at a place; "" beyond the last one."""
    return line.cells[at] if at < len(line.cells) else ""


def says_side(text: str) -> bool:
    """Whether a text says a side and nothing else: "Right", "Left arm"."""
    words = [one for one in normalized(text).split("_") if one not in _LIMBS]
    try:
        vocabulary.side(" ".join(words))
    except Fault:
        return False
    return True


def side_word(text: str) -> str:
    """The word for the side in a text that says no more."""
    return next(word for word in normalized(text).split("_") if says_side(word))
