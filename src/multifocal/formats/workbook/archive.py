"""The ZIP archive of a workbook: which parts it has, and a part's bytes piece by piece."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.workbook.limits import MOST_BYTES, MOST_MEMBERS, Budget, broken, too_much

_PIECE: Final = 1 << 16
_KNOWN: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of others Python unpacks no little


class Archive:
    """The parts of a workbook, by name in small letters. Fault where it is no sound archive."""

    def __init__(self, content: bytes, budget: Budget) -> None:
        if len(content) > MOST_BYTES:
            raise Fault("workbook.too_large", most_mb=MOST_BYTES // 1_000_000)
        if content.count(b"PK\x01\x02") > MOST_MEMBERS:  # before Python makes an object of each
            raise too_much()
        self.budget = budget
        with _as_faults():
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for one in self._zip.infolist():
            name = one.filename.replace("\\", "/").lstrip("/").lower()
            if name in self._parts:
                raise broken()
            self._parts[name] = one

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def names(self) -> tuple[str, ...]:
        """Names of the parts, in small letters."""
        return tuple(self._parts)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part's bytes. Fault where there is none, it cannot be unpacked or is far too large."""
        part = self._parts.get(name.lower())
        if part is None:
            raise broken()
        if part.flag_bits & 1:
            raise Fault("workbook.encrypted")
        if part.compress_type not in _KNOWN:
            raise broken()
        with _as_faults(), self._zip.open(part) as stream:
            while piece := stream.read(_PIECE):
                self.budget.take(len(piece))
                yield piece


@contextmanager
def _as_faults() -> Iterator[None]:
    try:
        yield
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError,
        RuntimeError, IndexError, KeyError, OverflowError,
    ) as error:  # fmt: skip
        if isinstance(error, Fault):
            raise
        raise broken() from None


def target_of(part: str, target: str) -> str:
    """The name of the part that a relationship of `part` leads to."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target)).lstrip("/")


def relationships_of(part: str) -> str:
    """The name of the part that holds the relationships of `part`; "" is the archive itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
