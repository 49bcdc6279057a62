"""Tidy rows as Parquet: columns with a type each, for pandas, Polars, R or DuckDB."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

from multifocal.extras import require
from multifocal.report.tidy.column_kinds import column_kind
from multifocal.report.tidy.rows import Row


def require_parquet() -> None:
    """Fault, with the command that installs it, where pyarrow is missing."""
    require("cluster", ("pyarrow",))


def tidy_parquet(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The rows as one file; what is not known is null. The type of a column comes of its name, so
    that files of other studies have the same. Fault without pyarrow."""
    require_parquet()
    import pyarrow as pa  # noqa: PLC0415  (an extra)
    from pyarrow import parquet  # noqa: PLC0415

    types = {"number": pa.float64(), "integer": pa.int64(), "date": pa.date32(),
             "text": pa.string()}  # fmt: skip
    known = list(rows)
    table = {
        name: pa.array([_cell(row.get(name), column_kind(name)) for row in known],
                       types[column_kind(name)])
        for name in columns
    }  # fmt: skip
    content = io.BytesIO()
    parquet.write_table(pa.table(table), content)
    return content.getvalue()


def _cell(cell: object, kind: str) -> object:
    if cell is None:
        return None
    if kind == "date":
        return date.fromisoformat(str(cell))
    if kind == "number":
        return float(f"{cell:.6g}")  # no more was measured
    if kind == "text":  # a name that is no UTF-8 is kept readable
        return str(cell).encode("utf-8", "backslashreplace").decode()
    return cell
