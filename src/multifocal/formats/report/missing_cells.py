"""Rows with a cell too few, whose numbers may stand under other columns than theirs.

"L Median APB Wrist" in one cell where the header has two moves every number of its row by one
column: a latency is lost, and each other value is taken for its neighbor's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from multifocal.fault import quoted
from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.headers import Heading
from multifocal.formats.report.letters import is_lettered
from multifocal.formats.report.places import Context, is_site, read_context
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row, Table, key_of
from multifocal.formats.report.understood import Note
from multifocal.formats.report.unknown_places import rows_without
from multifocal.study.recording import Kind
from multifocal.study.vocabulary import may_say_no_response, says_no_response
from multifocal.words import listed, listed_clauses

_OF_WORDS: Final = ("nerve", "site", "side", "recording", "segment", "site1", "site2")
"""Columns of which no cell is a number."""
FIRST_LACKS: Final = ("velocity", "delta", "segment", "site1", "site2", "remark")
"""Columns that the most distal motor response of a nerve leaves empty."""
_OF_PLACES: Final = ("cm", "mm")
"""Units of a place that is told by its distance from another, as of inching."""
_MOST_LISTED: Final = 6
_SHORT: Final = "short-rows"


def words_alone(cells: Mapping[int, str], table: Table) -> dict[int, str]:
    """The cells of columns of words, without those that are numbers: what is sure of such a row."""
    words = {one.at for one in table.headings if _is_of_words(one)}
    return {at: text for at, text in cells.items() if at in words and not _is_number(text)}


def is_misplaced(cells: Mapping[int, str], table: Table) -> bool:
    """Whether a number stands where the header has a column of words, or "no response" in that of
    the site."""
    return any(
        _is_of_words(one) and _is_value_of_another(cells.get(one.at, ""), one)
        for one in table.headings
    )


def moved(
    cells: Mapping[int, str], table: Table, above: Context | None, kind: Kind | None
) -> dict[int, str] | None:
    """The cells one column further where that alone fits: the nerve's cell names the site too, or
    the site stands in its place under the heading of its nerve; None where neither is so."""
    at = {one.meaning.name: one.at for one in table.headings if one.meaning}
    nerve, site = at.get("nerve"), at.get("site")
    if nerve != 0 or site is None:
        return None
    first = read_context(cells.get(0, ""), 0, kind)
    if first is not None and first.site and not first.rest:
        gap = site
    elif site == 1 and above is not None and is_site(cells.get(0, ""), above):
        gap = 0
    else:
        return None
    shifted = {place + (place >= gap): text for place, text in cells.items() if text}
    fits = (
        max(shifted) < len(table.headings)
        and not is_misplaced(shifted, table)
        and all(_is_value(shifted.get(one.at, ""), one) for one in table.headings)
    )
    return shifted if fits else None


def values_said(cells: Mapping[int, str], table: Table) -> str:
    """The values of a row under their headings, as a question shows them."""
    return listed(
        f"{one.written} {cells[one.at]}"
        for one in table.headings
        if cells.get(one.at) and not _is_of_words(one)
    )


@dataclass
class MissingCells:
    """Leaves out the rows whose numbers stand in the wrong columns, and asks about those that may
    lack a cell before their last one."""

    asking: Asking
    notes: list[Note] = field(default_factory=list)
    left_out: list[Row] = field(default_factory=list)

    def without(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that stay."""
        short = {row.line: row for row in self._short(rows)}
        given: str | None = None
        if short:
            listed = [
                f"{row.line}: {row.context.written} {row.site} – {row.values}"
                for row in short.values()
            ]
            more = " …" if len(listed) > _MOST_LISTED else ""
            given = self.asking.ask(
                _SHORT, "short_rows", ("last-empty", "leave-out"), next(iter(short)), None,
                rows=listed_clauses(listed[:_MOST_LISTED]) + more,
            )  # fmt: skip
        return rows_without(
            rows,
            lambda row: self._leaves(row, short=given == "leave-out" and row.line in short),
        )

    def _leaves(self, row: Row, *, short: bool) -> bool:
        if not (row.misplaced or short):
            return False
        self.left_out.append(row)
        if not short and f"moved:{row.line}" not in self.asking.answered:
            return True  # it is asked about
        words = {"written": quoted(f"{row.context.written} {row.site}".strip())}
        self.notes.append(Note("row_lacks_cell", row.line, words))
        return True

    def _short(self, rows: Sequence[Row]) -> list[Row]:
        """Rows with numbers and fewer cells than others, whose last cells need not be the empty
        ones: other rows have them, or write their empty cells too."""
        first = {key_of(row.context): row.line for row in reversed(rows)}
        widths: dict[int, int] = {}
        alike: dict[_Alike, list[Row]] = {}
        whole = [row for row in rows if not row.misplaced and _has_numbers(row)]
        for row in rows:
            table = row.table.line
            least = widths.get(table, len(row.table.headings))
            widths[table] = max(least, row.width)
        for row in whole:
            alike.setdefault(_alike(row, first), []).append(row)
        filled = {kind: frozenset[int]().union(*(one.filled for one in some))
                  for kind, some in alike.items()}  # fmt: skip
        keep = {
            row.table.line
            for row in whole
            if row.filled
            and row.width >= (width := widths[row.table.line])
            and max(row.filled) + 1 < width
        }
        short = []
        for row in whole:
            if not 0 < row.width < widths[row.table.line]:
                continue
            kind = _alike(row, first)
            empty = [one for one in row.table.headings if one.written and one.at > max(row.filled)]
            sure = {
                one.at
                for one in empty
                if (kind[1] and row.context.kind != "sensory" and _name(one) in FIRST_LACKS)
                or (not row.close and len(alike[kind]) > 1 and one.at not in filled[kind])
            }
            if row.table.line in keep or len(sure) < len(empty):
                short.append(row)
        return short


_Alike = tuple[int, bool, bool]
"""Of which rows the last cells may be compared: table, whether the first of its nerve, sensory."""


def _alike(row: Row, first: Mapping[tuple[object, ...], int]) -> _Alike:
    is_first = first[key_of(row.context)] == row.line
    return row.table.line, is_first, row.context.kind == "sensory"


def _name(column: Heading) -> str:
    return column.meaning.name if column.meaning else ""


def _has_numbers(row: Row) -> bool:
    texts = [text for _, text in row.cells]
    return any(map(cell_words.is_number, texts)) and not any(map(_says_none, texts))


def _is_of_words(column: Heading) -> bool:
    return column.meaning is not None and column.meaning.name in _OF_WORDS


def _is_value_of_another(text: str, column: Heading) -> bool:
    assert column.meaning is not None
    if column.meaning.name == "site" and says_no_response(text):
        return True
    return _is_number(text) and cell_words.unit_of(text) not in _OF_PLACES


def _is_number(text: str) -> bool:
    return cell_words.is_number(cell_words.plain_number(text)) or is_lettered(text)


def _is_value(text: str, column: Heading) -> bool:
    """Whether a cell is one that may stand in the column: a number, if it is one of values."""
    if not text or column.meaning is None or column.meaning.column is None:
        return True
    number = cell_words.is_number(cell_words.plain_number(text, column))
    return number or is_lettered(text, column) or _says_none(text)


def _says_none(text: str) -> bool:
    return says_no_response(text) or may_say_no_response(text) or cell_words.nothing(text)
