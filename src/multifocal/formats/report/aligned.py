"""Which cell of a line stands under which column, where columns are told by position."""

from collections.abc import Sequence

from multifocal.fault import Fault, quoted
from multifocal.formats.report.lines import Line
from multifocal.formats.report.row import Table


def aligned(line: Line, table: Table) -> dict[int, str]:
    """The cells by the place of their column, from 0; Fault where that cannot be told."""
    if table.spans is None or line.spans is None:
        return dict(enumerate(line.cells))
    by_column: dict[int, str] = {}
    for cell, (start, end) in _apart(line, table.spans):
        under = [at for at, (left, right) in enumerate(table.spans) if start < right and left < end]
        if len(under) != 1 or under[0] in by_column:
            raise Fault("report.columns_run_together", line=line.number, cell=quoted(cell))
        by_column[under[0]] = cell
    return by_column


def _apart(line: Line, columns: Sequence[tuple[int, int]]) -> list[tuple[str, tuple[int, int]]]:
    """The cells of a line, those parted at a space before which a column begins."""
    assert line.spans is not None
    parts: list[tuple[str, tuple[int, int]]] = []
    for cell, (start, end) in zip(line.cells, line.spans, strict=True):
        left, rest = start, cell
        for begin, _ in columns:
            if left < begin < end and rest[begin - left - 1] == " ":
                parts.append((rest[: begin - left - 1].strip(), (left, begin - 1)))
                left, rest = begin, rest[begin - left :]
        parts.append((rest, (left, end)))
    return parts
