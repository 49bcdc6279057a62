"""What a report's lines give: tables, rows of one stimulus, and stretches between two places."""

from dataclasses import dataclass

from multifocal.formats.report.cells import nothing
from multifocal.formats.report.headers import Heading
from multifocal.formats.report.places import Context
from multifocal.study import vocabulary


@dataclass(frozen=True)
class Table:
    """A header row, by its line. `other`: of an examination that is not read."""

    line: int
    headings: tuple[Heading, ...]
    spans: tuple[tuple[int, int], ...] | None = None
    other: bool = False


@dataclass(frozen=True)
class Row:
    """A row of one stimulus. `cells`: heading and text, of columns that hold values. `width`: how
    many cells its line has, 0 where places tell the columns; `close`: they stood one space apart;
    `filled`: the columns that hold something; `written`: its site as it was typed, and `values` its
    values. `misplaced`: its numbers stand in the wrong columns, and it is not to be read; `undone`:
    words of any cell of its line that say that the stimulus was not given or nothing was
    recorded."""

    line: int
    table: Table
    context: Context
    site: str
    cells: tuple[tuple[Heading, str], ...]
    no_response: bool
    distance: str = ""
    velocity: str = ""
    width: int = 0
    close: bool = False
    filled: frozenset[int] = frozenset()
    written: str = ""
    values: str = ""
    misplaced: bool = False
    undone: str = ""

    @property
    def is_unrecorded(self) -> bool:
        """Whether no cell says anything of a response, not even that none came."""
        return not self.no_response and all(nothing(text) for _, text in self.cells)


@dataclass(frozen=True)
class Stretch:
    """What is said of the stretch between two places: its distance and velocity, as written."""

    line: int
    table: Table
    context: Context
    ends: tuple[str, str]
    written: str
    distance: str
    velocity: str


def key_of(context: Context) -> tuple[object, ...]:
    """What tells the responses of one nerve and electrode from those of another."""
    nerve = vocabulary.normalized(context.nerve or "")
    return (context.side, nerve, context.kind == "sensory", context.muscle, context.skin)
