"""A diary's file copied into another one, in clear or under a key, and both compared."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from multifocal.diary.plain import entry_from_plain
from multifocal.fault import Fault
from multifocal.web.diary.cipher import Key, connect
from multifocal.web.diary.refusals import refusal, refusing, writing

WAIT_S = 5.0
"""For whoever is writing to the diary at this moment."""
_MARKS: Final = ("application_id", "user_version")
_SCHEMA: Final = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    " AND (name NOT LIKE 'sqlite~_%' ESCAPE '~' OR name = 'sqlite_sequence')"
    " ORDER BY type = 'table' DESC, name"
)


@contextmanager
def holding(path: Path, key: Key | None) -> Iterator[sqlite3.Connection]:
    """The diary's file, which nobody writes to meanwhile. Fault where somebody holds it already.

    A connection that waits for it finds, once it may write, that the file has been replaced.
    """
    with refusing(path), closing(connect(path, key, timeout=WAIT_S)) as base:
        base.isolation_level = None
        # a log beside it would be taken for the next file's
        if base.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):
            raise refusal("busy", path)
        base.execute("BEGIN IMMEDIATE")
        try:
            yield base
        finally:
            base.rollback()


def copy(base: sqlite3.Connection, target: Path, key: Key | None) -> None:
    """Everything that is in `base`, into an empty file, under `key`."""
    with writing(target.parent), closing(connect(target, key)) as made:
        made.isolation_level = None
        made.execute("PRAGMA synchronous = EXTRA")
        made.execute("BEGIN IMMEDIATE")
        for kind, name, _, sql in base.execute(_SCHEMA).fetchall():
            if name == "sqlite_sequence":  # SQLite has made it, and counted in it
                made.execute("DELETE FROM sqlite_sequence")
            else:
                made.execute(sql)
            if kind == "table":
                rows = base.execute(f"SELECT * FROM {_quoted(name)}")
                holes = "?" + ",?" * (len(rows.description) - 1)
                made.executemany(f"INSERT INTO {_quoted(name)} VALUES ({holes})", rows)
        for mark in _MARKS:
            (number,) = base.execute(f"PRAGMA {mark}").fetchone()
            made.execute(f"PRAGMA {mark} = {int(number)}")
        made.execute("COMMIT")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def copy_as_it_is(source: Path, target: Path, key: Key | None) -> None:
    """The file's pages, which may be written to meanwhile, into an empty file under its own key."""
    with (
        refusing(source),
        writing(target.parent),
        closing(connect(source, key)) as base,
        closing(connect(target, key)) as made,
    ):
        made.execute("PRAGMA synchronous = EXTRA")
        base.backup(made)


def check_same(base: sqlite3.Connection, target: Path, key: Key | None) -> None:
    """Fault unless the file holds what `base` holds: marks, tables and every row."""
    with closing(connect(target, key, "ro")) as made:
        questions = [_SCHEMA, *(f"PRAGMA {one}" for one in _MARKS)]
        questions += [
            f"SELECT * FROM {_quoted(name)} ORDER BY 1"
            for kind, name, *_ in base.execute(_SCHEMA).fetchall()
            if kind == "table"
        ]
        for one in questions:
            for here, there in _paired(base.execute(one), made.execute(one)):
                if here != there:
                    raise Fault("diary_site.not_same", source=str(target))


def _paired(
    here: sqlite3.Cursor, there: sqlite3.Cursor
) -> Iterator[tuple[object | None, object | None]]:
    """Rows in pairs, None where one has no more."""
    while True:
        pair = here.fetchone(), there.fetchone()
        if pair == (None, None):
            return
        yield pair


def count_entries(path: Path, key: Key | None) -> int:
    """How many entries the file holds, each read whole; every page of it too. Fault where anything
    is wrong."""
    with refusing(path), closing(connect(path, key, "ro")) as base:
        if key is not None and base.execute("PRAGMA cipher_integrity_check").fetchall():
            raise refusal("damaged", path)
        if base.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise refusal("damaged", path)
        rows = base.execute("SELECT id, plain FROM diary_entry").fetchall()
    for entry_id, plain in rows:
        try:
            entry = entry_from_plain(json.loads(plain), "entry")
        except ValueError:
            raise refusal("damaged", path) from None
        if entry.id != entry_id:
            raise refusal("damaged", path)
    return len(rows)
