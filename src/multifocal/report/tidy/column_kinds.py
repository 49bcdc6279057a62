"""What a tidy column holds, by its name: a number, a whole number, a day or words."""

from typing import Final, Literal

ColumnKind = Literal["number", "integer", "date", "text"]

_WHOLE: Final = ("segments", "recordings", "fault_line", "table_version")
_COUNTS: Final = ("_blocks", "_blocks_if", "_large_falls", "_responses", "_series")
_NUMBERS: Final = ("_ms", "_mv", "_mvms", "_percent", "_mm", "_m_s", "_c", "_cm", "_years")


def column_kind(column: str) -> ColumnKind:
    """The kind of a column of either table: of its name alone, so that it is the same where no row
    has a value."""
    if column == "date":
        return "date"
    if column in _WHOLE or column.endswith(_COUNTS):
        return "integer"
    return "number" if column.endswith(_NUMBERS) else "text"
