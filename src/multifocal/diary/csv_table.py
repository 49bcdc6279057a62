"""The diary as CSV, a table a kind of entry: for a spreadsheet, and only to be read there."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from multifocal.diary.entry import KINDS, Entry, in_order
from multifocal.diary.plain import to_plain

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_PARTS: Final = ", "
_VALUES: Final = "; "
_HEAD: Final = ("id", "day", "clock", "offset_minutes", "zone", "written")


def write_tables(entries: Iterable[Entry]) -> Mapping[str, str]:
    """One table for each kind that the diary holds, by kind; what was deleted is left out."""
    rows: dict[str, list[Entry]] = {}
    for entry in in_order(entries):
        rows.setdefault(entry.kind or "", []).append(entry)
    return {kind: _table(kind, rows[kind]) for kind in KINDS if kind in rows}


def _table(kind: str, entries: Sequence[Entry]) -> str:
    names = [one.name for one in fields(KINDS[kind])]
    page = io.StringIO()
    table = csv.writer(page, lineterminator="\n")
    table.writerow([*_HEAD, *names])
    for entry in entries:
        when = to_plain(entry.when)
        content = to_plain(entry.content)
        head = [entry.id, *(when.get(name) for name in _HEAD[1:-1])]
        written = to_plain(entry.current.written)
        table.writerow([_cell(one) for one in
                        (*head, written, *(content.get(name) for name in names))])  # fmt: skip
    return page.getvalue()


def _cell(value: Any) -> str:
    """The text of a cell. What a spreadsheet would run as a formula gets an apostrophe."""
    text = _flat(value)
    number = text.removeprefix("-").replace(".", "", 1).isdecimal()
    return f"'{text}" if text.startswith(_FORMULA) and not number else text


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return _PARTS.join(f"{name}: {_flat(one)}" for name, one in value.items())
    if isinstance(value, list):
        return _VALUES.join(_flat(one) for one in value)
    return str(value)
