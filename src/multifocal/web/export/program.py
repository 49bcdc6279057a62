"""The program itself, to hand out beside its pages: a wheel of this very version."""

import io
import zipfile
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path
from typing import Final

from multifocal import __version__
from multifocal.fault import Fault
from multifocal.files import printable, read_whole

MOST_BYTES: Final = 50_000_000
_FOLDER: Final = "program/"


@dataclass(frozen=True)
class Program:
    """A wheel, by the file name that pip knows it by."""

    name: str
    content: bytes

    @property
    def file(self) -> str:
        """Where it stands in the copy."""
        return _FOLDER + self.name

    @property
    def address(self) -> str:
        """The same as an address of the site."""
        return f"/{self.file}"

    @property
    def size_mb(self) -> float:
        """For whoever downloads it."""
        return len(self.content) / 1e6


def read_program(path: Path) -> Program:
    """Fault where this is no wheel of this version, whole and with its command."""
    content = read_whole(path, MOST_BYTES, fault="export.program_unread")
    told = f"multifocal-{__version__}.dist-info"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            metadata = Parser().parsestr(opened.read(f"{told}/METADATA").decode())
            commands = opened.read(f"{told}/entry_points.txt").decode()
            whole = opened.testzip() is None
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, RuntimeError, ValueError, OSError):
        raise Fault("export.program", source=printable(path), version=__version__) from None
    name = f"multifocal-{__version__}-py3-none-any.whl"
    named = (path.name, metadata["Name"], metadata["Version"])
    if not whole or named != (name, "multifocal", __version__) or "multifocal =" not in commands:
        raise Fault("export.program", source=printable(path), version=__version__)
    return Program(name, content)
