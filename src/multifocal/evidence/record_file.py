"""Finished pieces of a long run, one JSON line each, appended: what is done stays done."""

import json
import os
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from os.path import samestat
from pathlib import Path
from typing import IO, Any, Generic, Self, TypeVar

from multifocal.evidence.held import held
from multifocal.fault import Fault
from multifocal.files import check_outputs, printable

K = TypeVar("K", bound=Hashable)
Record = dict[str, Any]


class RecordFile(Generic[K]):
    """The file of finished records of one run, open for one process at a time.

    Used as `with RecordFile(...) as file`. Its first line is `header`, which says what run it
    belongs to; `key` gives the key of a record, None if it is none. Fault for a file that belongs
    to another run, or is none, or while another process has it open; `renew`: one with another
    header is begun anew instead. A last line that was cut off while it was written is dropped; a
    file without records is removed.
    """

    def __init__(
        self,
        path: Path,
        header: Record,
        key: Callable[[object], K | None],
        *,
        renew: bool = False,
    ) -> None:
        self.path = path
        self._header, self._key, self._renew = header, key, renew
        check_outputs([path], replace=True)
        try:
            self._stream: IO[bytes] = path.open("a+b")
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from None
        try:
            if not (held(self._stream) and samestat(os.fstat(self._stream.fileno()), path.stat())):
                raise Fault("evidence.another_run_writes", path=printable(path))
            self._done = self._read()
        except BaseException:
            self._stream.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._done:
            with suppress(OSError):  # some systems keep a file that is open
                self.path.unlink()
        self._stream.close()

    @property
    def done(self) -> Mapping[K, Record]:
        """Every finished record, by its key."""
        return self._done

    def append(self, record: Record) -> None:
        """Append one finished record; ValueError for one without a key."""
        key = self._key(record)
        if key is None:
            raise ValueError("not a record of this file")
        text = _line(record) if self._done else _line(self._header) + _line(record)
        try:
            self._stream.write(text.encode())
            self._stream.flush()
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.path)) from None
        self._done[key] = record

    def _read(self) -> dict[K, Record]:
        self._stream.seek(0)
        data = self._stream.read()
        whole = data[: data.rfind(b"\n") + 1]
        if not whole and not _line(self._header).encode().startswith(data):
            raise self._fault("evidence.no_patients", 1)
        records: dict[K, Record] = {}
        for number, line in enumerate(whole.splitlines(), 1):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                raise self._fault("evidence.broken_line", number) from None
            if number == 1 and record != self._header:
                if not (self._renew and _same_format(record, self._header)):
                    raise self._fault("evidence.another_run", 1)
                break
            if number == 1:
                continue
            if (key := self._key(record)) is None:
                raise self._fault("evidence.no_patient", number)
            records.setdefault(key, record)
        self._stream.truncate(len(whole) if records else 0)
        return records

    def _fault(self, fault: str, line: int) -> Fault:
        return Fault(fault, source=printable(self.path), line=line)


def _same_format(record: object, header: Record) -> bool:
    return isinstance(record, dict) and record.get("format") == header["format"]


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False) + "\n"
