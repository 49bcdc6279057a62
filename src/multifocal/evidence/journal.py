"""Finished patients, one JSON line each, appended: what is done stays done."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from multifocal import __version__
from multifocal.evidence.judged_patient import COLUMNS, JUDGES
from multifocal.evidence.virtual_patients import GROUPS, Group
from multifocal.fault import Fault

FORMAT: Final = "multifocal-patients"
VERSION: Final = 1
Key = tuple[Group, int]
_REMEDY: Final = "Give another --out, or take the file away"


class Journal:
    """The file of finished patients of one seed; made when the first one is kept.

    Fault for a file that belongs to another seed or version, or is none. A last line that was cut
    off while it was written is dropped.
    """

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        self._header = {
            "format": FORMAT,
            "version": VERSION,
            "made_by": f"multifocal {__version__}",
            "seed": seed,
            "judges": list(JUDGES),
            "columns": list(COLUMNS),
        }
        self._done = self._read() if path.exists() else {}

    @property
    def done(self) -> Mapping[Key, dict[str, Any]]:
        """Every finished patient, by group and number."""
        return self._done

    def keep(self, record: dict[str, Any]) -> None:
        """Append one finished patient."""
        text = _line(record)
        if not self.path.exists():
            text = _line(self._header) + text
        try:
            with self.path.open("a", encoding="utf-8") as stream:
                stream.write(text)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.path)) from None
        self._done[record["group"], record["number"]] = record

    def _read(self) -> dict[Key, dict[str, Any]]:
        data = self.path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        found: dict[Key, dict[str, Any]] = {}
        for number, line in enumerate(whole.splitlines(), 1):
            try:
                record = json.loads(line)
            except ValueError:
                raise self._fault("the line is broken", number) from None
            if number == 1:
                if record != self._header:
                    raise self._fault("the file holds patients of another run", 1)
            elif not isinstance(record, dict) or record.get("group") not in GROUPS:
                raise self._fault("the line is no patient", number)
            else:
                found.setdefault((record["group"], int(record["number"])), record)
        if len(whole) < len(data):
            with self.path.open("r+b") as stream:
                stream.truncate(len(whole))
            if not whole:
                self.path.unlink()
        return found

    def _fault(self, problem: str, line: int) -> Fault:
        return Fault(problem, remedy=_REMEDY, source=str(self.path), line=line)


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False) + "\n"
