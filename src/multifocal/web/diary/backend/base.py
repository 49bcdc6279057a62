"""Django's SQLite backend, which opens the diary's file by SQLCipher where that is encrypted.

Which of both is told by the file at each connection, so that a diary may be encrypted while the
site runs. A connection remembers which file it opened: one that was replaced since is never
written to.
"""

import datetime
import decimal
import os
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

from django.db.backends.sqlite3 import base as plain
from django.db.backends.sqlite3._functions import register
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from multifocal.fault import Fault
from multifocal.web.diary import cipher, vault


class DatabaseWrapper(plain.DatabaseWrapper):
    """The diary's connection."""

    opened: tuple[int, int] | None = None
    """Device and inode of the file that is open."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Opens the file, with the key where it needs one. Fault where the diary is locked."""
        path = _path(conn_params["database"])
        while True:
            before = _number(path)
            base = self._open(path, conn_params)
            if before == _number(path):  # else it was replaced in this very moment
                self.opened = before
                return base
            base.close()

    def _open(self, path: Path, conn_params: dict[str, Any]) -> Any:
        if not cipher.is_encrypted(path):
            self.Database = sqlite3
            return super().get_new_connection(conn_params)
        key = vault.key_of(path)
        if key is None:
            raise Fault("diary_site.locked", source=str(path))
        self.Database = _converting()
        base = self.Database.connect(**conn_params)
        cipher.take(base, key)
        register(base)
        commands: list[str] = self.init_commands  # type: ignore[attr-defined]
        for command in ("PRAGMA foreign_keys = ON", "PRAGMA legacy_alter_table = OFF", *commands):
            if command.strip():
                base.execute(command)
        return base

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor of whichever of both is open."""
        if self.Database is sqlite3:
            return super().create_cursor(name)
        return self.connection.cursor(_cursor())


def _path(name: str) -> Path:
    return Path(url2pathname(name.removeprefix("file://").partition("?")[0]))


def _number(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino


def is_still_there(wrapper: Any, path: Path) -> bool:
    """Whether the file that is open is the one that has the name. For asking while it is held."""
    return os.name != "posix" or wrapper.opened == _number(path)


@cache
def _converting() -> Any:
    """SQLCipher with the conversions that Django gives to Python's `sqlite3`."""
    base = cipher.module()
    for name, read in (("date", parse_date), ("time", parse_time), ("datetime", parse_datetime),
                       ("timestamp", parse_datetime)):  # fmt: skip
        base.register_converter(name, plain.decoder(read))
    base.register_converter("bool", b"1".__eq__)
    base.register_adapter(decimal.Decimal, str)
    base.register_adapter(datetime.date, plain.adapt_date)
    base.register_adapter(datetime.datetime, plain.adapt_datetime)
    return base


@cache
def _cursor() -> Any:
    base: Any = cipher.module().Cursor

    class Cursor(base):  # type: ignore[misc]
        """Takes Django's %s for SQLite's ?."""

        convert_query = plain.SQLiteCursorWrapper.convert_query

        def execute(self, query: str, params: Any = None) -> Any:
            if params is None:
                return super().execute(query)
            names = list(params) if isinstance(params, Mapping) else None
            return super().execute(self.convert_query(query, param_names=names), params)

        def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
            return super().executemany(self.convert_query(query, param_names=None), param_list)

    return Cursor
