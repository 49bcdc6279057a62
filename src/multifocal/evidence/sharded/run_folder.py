"""The folder of a run: what it belongs to, the shards that are there, and nobody else's files.

run.json        what every shard was judged by, from the first moment on
patients/       one Parquet file a shard; pandas, polars and others read the folder as a table
results.json    the tables, once all patients are there
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from os.path import samestat
from pathlib import Path
from typing import Any, Final, Self

from multifocal.evidence.held import held
from multifocal.evidence.sharded.shard import Shard
from multifocal.evidence.sharded.shard_file import MOST_BYTES, from_parquet
from multifocal.evidence.tallying import Tally
from multifocal.fault import Fault, together
from multifocal.files import printable, read_whole, write_whole

RUN: Final = "run.json"
PATIENTS: Final = "patients"
RESULTS: Final = "results.json"
LOCK: Final = ".lock"
_KNOWN: Final = {RUN, PATIENTS, RESULTS, LOCK}
_DRAFT: Final = re.compile(r"\.multifocal-[0-9a-f]{24}")
_MOST_RUN_BYTES: Final = 1_000_000


class RunFolder:
    """A run's folder, open for one process at a time; made where it is not there.

    Used as `with RunFolder(path, header) as folder`. Fault for a folder of another run or with
    files of somebody else, and while another process has it open. `replace`: what is damaged or of
    another run in a shard's place is judged anew, and other files are left alone and not read.
    """

    def __init__(self, path: Path, header: dict[str, Any], *, replace: bool = False) -> None:
        self.path = path
        self._header, self._replace = header, replace
        self._made = self._make()
        self._lock = (path / LOCK).open("ab")
        try:
            if not held(self._lock) or not self._is_lock():
                raise Fault("evidence.another_run_writes", path=printable(path))
            self._clear()
            self._begin()
        except BaseException:
            self._lock.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._made and not any(self._files()):
            for name in (RUN, LOCK):
                with suppress(OSError):
                    (self.path / name).unlink()
            for folder in (self.path / PATIENTS, self.path):
                with suppress(OSError):
                    folder.rmdir()
        self._lock.close()

    @property
    def results(self) -> Path:
        """Where the tables go."""
        return self.path / RESULTS

    def there(self) -> list[Shard]:
        """The shards whose files are there, unread. Fault for files that are no shard's."""
        shards: list[Shard] = []
        strange: list[Fault] = []
        for file in sorted(self._files()):
            shard = Shard.named(file.name)
            if shard is None or not file.is_file() or file.is_symlink():
                strange.append(Fault("evidence.strange_file", source=printable(file)))
            elif shards and shard.first <= shards[-1].last:
                strange.append(Fault("evidence.twice", source=printable(file)))
            else:
                shards.append(shard)
        if strange and not self._replace:
            raise together(strange)
        return shards

    def read(self, shard: Shard, patients: int) -> Tally | None:
        """Its patients numbered below `patients`, counted.

        Fault for a file that is damaged or another run's; where such a one may be replaced, it is
        taken away, and the answer is None.
        """
        path = self.path / PATIENTS / shard.name
        content = read_whole(path, MOST_BYTES, fault="evidence.unreadable")
        try:
            records = from_parquet(content, shard, self._header, printable(path))
        except Fault:
            if not self._replace:
                raise
            path.unlink()
            return None
        return Tally.of(one for one in records if one["number"] < patients)

    def write(self, shard: Shard, content: bytes) -> None:
        """Write the file of a judged shard, whole or not at all."""
        path = self.path / PATIENTS / shard.name
        write_whole(path, content, replace=self._replace)
        if hasattr(os, "O_DIRECTORY"):  # else a name may be lost with the power, not the content
            number = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(number)
            finally:
                os.close(number)

    def _make(self) -> bool:
        """Whether the folder was made just now."""
        if self.path.exists() and not self.path.is_dir():
            raise Fault("evidence.no_folder", path=printable(self.path))
        if not self.path.parent.is_dir():
            raise Fault(
                "files.no_folder",
                path=printable(self.path),
                folder=printable(self.path.parent),
            )
        made = not self.path.exists()
        if not made:
            names = {one.name for one in self.path.iterdir() if not _DRAFT.fullmatch(one.name)}
            if (names and RUN not in names and names != {LOCK}) or (
                not self._replace and names - _KNOWN
            ):
                raise Fault("evidence.other_run_files", folder=printable(self.path))
        self.path.mkdir(exist_ok=True)
        (self.path / PATIENTS).mkdir(exist_ok=True)
        return made

    def _is_lock(self) -> bool:
        try:
            return samestat(os.fstat(self._lock.fileno()), (self.path / LOCK).stat())
        except OSError:  # the run that ended just now took it away
            return False

    def _clear(self) -> None:
        """Drafts that a run which was killed has left; nobody else can be writing here."""
        for folder in (self.path, self.path / PATIENTS):
            for one in folder.iterdir():
                if _DRAFT.fullmatch(one.name) and one.is_file() and not one.is_symlink():
                    one.unlink()

    def _begin(self) -> None:
        """Say what the run is, or see that it is the same."""
        path = self.path / RUN
        text = (json.dumps(self._header, indent=1) + "\n").encode()
        if path.exists():
            found = read_whole(path, _MOST_RUN_BYTES, fault="evidence.unreadable")
            try:
                same = json.loads(found) == self._header
            except ValueError:
                same = False
            if same:
                return
            if not self._replace:
                raise Fault("evidence.another_run_folder", source=printable(path))
        write_whole(path, text, replace=self._replace)

    def _files(self) -> Iterator[Path]:
        files = (self.path / PATIENTS).iterdir()
        return (one for one in files if not one.name.startswith("."))
