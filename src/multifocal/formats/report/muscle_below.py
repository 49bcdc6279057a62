"""A muscle that stands alone below its nerve, in its column: "Ulnar L", and "(ADM)" under it.

It is that of the nerve above, whose first rows do not say theirs, and no nerve by itself.
"""

from collections.abc import Sequence
from dataclasses import replace

from multifocal.formats.report.places import Context, muscle_of, read_context
from multifocal.formats.report.row import Row, Table


def muscle_below(
    text: str, above: Context | None, rows: Sequence[Row], table: Table, site: str
) -> tuple[Context, list[Row]] | None:
    """The nerve above with the muscle that a cell of its column names, and the rows with it too;
    None where the cell is no muscle of that nerve, or may begin a study of another muscle, as where
    its site was read already.

    `above`: what held for the last row; `site`: that of the cell's own row, as the rows have it.
    """
    if above is None or above.kind not in (None, "M") or read_context(text, 0) is not None:
        return None
    muscle = muscle_of(text, above)
    if muscle is None:
        return None
    if above.muscle is not None:
        return (above, list(rows)) if above.muscle == muscle else None
    own = [at for at, row in enumerate(rows) if _is_of(row, above, table)]
    if not own or own[-1] != len(rows) - 1 or any(rows[at].site == site for at in own):
        return None
    told = list(rows)
    for at in own:
        context = replace(rows[at].context, kind="M", muscle=muscle)
        told[at] = replace(rows[at], context=context)
    return replace(above, kind="M", muscle=muscle), told


def _is_of(row: Row, above: Context, table: Table) -> bool:
    """Whether a row is of the nerve whose cell stands above, in the same table."""
    here = row.context
    alike = (here.side, here.nerve, here.muscle, here.line) == (
        above.side, above.nerve, None, above.line,
    )  # fmt: skip
    return alike and row.table.line == table.line
