"""A picture and its twins."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """The picture's numbers: a caption, column headings, rows of words."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def named_rows(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The rows, each cell with its column's heading before it."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)


@dataclass(frozen=True)
class Figure:
    """One SVG element as text (classes and presentation attributes only, no style, no script),
    a sentence that says what it shows, and its numbers as a table where it has any."""

    svg: str
    text: str
    table: Table | None = None
