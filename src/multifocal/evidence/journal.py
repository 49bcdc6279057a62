"""Finished patients, one JSON line each, appended: what is done stays done."""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from math import isfinite
from os.path import samestat
from pathlib import Path
from typing import IO, Any, Final, Self

from multifocal import __version__
from multifocal.evidence.patient_evaluation import COLUMNS, GRADED, REACHES, RULE_SETS
from multifocal.evidence.virtual_patients import GROUPS, Group
from multifocal.fault import Fault
from multifocal.files import check_outputs, printable

FORMAT: Final = "multifocal-patients"
VERSION: Final = 1
Key = tuple[Group, int]


class Journal:
    """The file of finished patients of one seed, open for one process at a time.

    Used as `with Journal(path, seed) as journal`. Fault for a file that belongs to another seed or
    version, or is none, or while another process has it open. A last line that was cut off while it
    was written is dropped; a journal without patients leaves no file.
    """

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        self._header = {
            "format": FORMAT,
            "version": VERSION,
            "made_by": f"multifocal {__version__}",
            "seed": seed,
            "judges": list(RULE_SETS),
            "columns": list(COLUMNS),
        }
        check_outputs([path], replace=True)
        try:
            self._stream: IO[bytes] = path.open("a+b")
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from None
        try:
            if not (_held(self._stream) and samestat(os.fstat(self._stream.fileno()), path.stat())):
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
    def done(self) -> Mapping[Key, dict[str, Any]]:
        """Every finished patient, by group and number."""
        return self._done

    def append(self, record: dict[str, Any]) -> None:
        """Append one finished patient."""
        text = _line(record) if self._done else _line(self._header) + _line(record)
        try:
            self._stream.write(text.encode())
            self._stream.flush()
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.path)) from None
        self._done[record["group"], record["number"]] = record

    def _read(self) -> dict[Key, dict[str, Any]]:
        self._stream.seek(0)
        data = self._stream.read()
        whole = data[: data.rfind(b"\n") + 1]
        if not whole and not _line(self._header).encode().startswith(data):
            raise self._fault("evidence.no_patients", 1)
        records: dict[Key, dict[str, Any]] = {}
        for number, line in enumerate(whole.splitlines(), 1):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                raise self._fault("evidence.broken_line", number) from None
            if number == 1:
                if record != self._header:
                    raise self._fault("evidence.another_run", 1)
            elif not _is_patient(record):
                raise self._fault("evidence.no_patient", number)
            else:
                records.setdefault((record["group"], record["number"]), record)
        self._stream.truncate(len(whole) if records else 0)
        return records

    def _fault(self, fault: str, line: int) -> Fault:
        return Fault(fault, source=printable(self.path), line=line)


def _is_patient(record: object) -> bool:
    """Whether it is what `evaluate_patient` gives, as far as counting relies on it."""
    if not isinstance(record, dict) or record.get("group") not in GROUPS:
        return False
    number, said, rows = (record.get(name) for name in ("number", "categories", "segments"))
    return (
        isinstance(number, int)
        and isinstance(said, dict)
        and all(
            isinstance(said.get(reach), dict)
            and all(isinstance(said[reach].get(name), str) for name in GRADED)
            for reach in REACHES
        )
        and isinstance(rows, list)
        and all(_is_segment(row) for row in rows)
    )


def _is_segment(row: object) -> bool:
    if not isinstance(row, list) or len(row) != len(COLUMNS):
        return False
    said = dict(zip(COLUMNS, row, strict=True))
    return (
        isinstance(said["reach"], int)
        and all(_is_number(said[name]) for name in COLUMNS[COLUMNS.index("stopped_share") : -1])
        and 0 <= (said["stopped_share"] or 0) <= 1
        and isinstance(said["answers"], str)
        and len(said["answers"]) == len(RULE_SETS)
    )


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and isfinite(value))


def _held(stream: IO[bytes]) -> bool:
    """Whether this process now has the file for itself, until it closes it or ends."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            stream.seek(2**31 - 2)  # beyond all content, which others may go on reading
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False) + "\n"
