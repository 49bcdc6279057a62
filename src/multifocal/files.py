"""Files: written whole or not at all, and never over what was not meant; read, not waited for.

Every output of the house goes through `write_whole` or `write_together`, every input through
`read_whole`.
"""

import os
import secrets
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from multifocal.fault import Fault, Phrase

Input = Path | int
"""What is read: a file's name, or the number of an open one (0: standard input)."""

_FLAGS: Final = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL
    | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
)  # fmt: skip
_SHARED, _PRIVATE = 0o666, 0o600


def write_whole(
    path: Path,
    content: bytes,
    *,
    replace: bool = False,
    inputs: Iterable[Input] = (),
    private: bool = False,
) -> None:
    """Write a file, so that nobody ever sees half of it; what was there before stays until then.

    Only a regular file is replaced, only where `replace` says so, and never one of `inputs`; it
    keeps its mode. `private`: a new file is for its owner only. Fault for all else.
    """
    write_together({path: content}, replace=replace, inputs=inputs, private=private)


def write_together(
    contents: Mapping[Path, bytes],
    *,
    replace: bool = False,
    inputs: Iterable[Input] = (),
    private: bool = False,
) -> None:
    """The same for several files: none is written where one of them must not be."""
    check_outputs(contents, replace=replace, inputs=inputs)
    for path, content in contents.items():
        try:
            _write(path, content, replace=replace, private=private)
        except FileExistsError:
            raise _there_already(path) from None
        except OSError as error:
            raise _unwritable(path, error) from None


def check_outputs(
    paths: Iterable[Path], *, replace: bool = False, inputs: Iterable[Input] = ()
) -> None:
    """Fault where one of these files must not or cannot be written. For asking before the work."""
    read = [found for one in inputs if (found := _stat(one)) is not None]
    seen: set[Path] = set()
    for path in paths:
        where = path.absolute()
        if where in seen:
            raise Fault("files.written_twice", path=printable(path))
        seen.add(where)
        _check(path, replace, read)


def read_whole(path: Path, most_bytes: int, *, fault: str) -> bytes:
    """A file's bytes, at most one more than `most_bytes`.

    A Fault of the key `fault`, whose problem names a `reason`, if it cannot be read.
    A pipe or a device, which might never end or never begin, is not opened for reading.
    """
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | _NO_WAITING)
        with open(number, "rb") as stream:  # noqa: PTH123  (already open)
            mode = os.fstat(number).st_mode
            if stat.S_ISREG(mode):
                return stream.read(most_bytes + 1)
        folder = stat.S_ISDIR(mode)
        reason: str | Phrase = Phrase.of("files.is_folder" if folder else "files.is_device")
    except (OSError, ValueError) as error:
        reason = _reason(error, Phrase.of("files.is_none"))
    raise Fault(fault, reason=reason, source=printable(path))


_NO_WAITING: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def printable(path: Path) -> str:
    """The path as it may stand in a message: no sign that is not printed."""
    return "".join(sign if sign.isprintable() else "?" for sign in str(path))


def _check(path: Path, replace: bool, read: list[os.stat_result]) -> None:
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        if not path.parent.is_dir():
            raise Fault(
                "files.no_folder", path=printable(path), folder=printable(path.parent)
            ) from None
        return
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None
    if stat.S_ISDIR(status.st_mode):
        raise Fault("files.folder", path=printable(path))
    if not stat.S_ISREG(status.st_mode):
        raise Fault("files.no_file", path=printable(path))
    if any(os.path.samestat(status, one) for one in read):
        raise Fault("files.read", path=printable(path))
    if not replace:
        raise _there_already(path)


def _write(path: Path, content: bytes, *, replace: bool, private: bool) -> None:
    before = _stat(path) if replace else None
    draft = path.with_name(f".multifocal-{secrets.token_hex(12)}")
    number = os.open(draft, _FLAGS, _PRIVATE if before or private else _SHARED)
    try:
        with open(number, "wb") as stream:  # noqa: PTH123  (already open)
            stream.write(content)
            stream.flush()
            os.fsync(number)
        if before is not None:
            _take_after(draft, before)
        if replace:
            draft.replace(path)
        else:
            _publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _take_after(draft: Path, before: os.stat_result) -> None:
    """Give the draft the owner, where that is allowed, and the mode of the file it replaces."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(draft, before.st_uid, before.st_gid)
    draft.chmod(stat.S_IMODE(before.st_mode))


def _publish(draft: Path, path: Path) -> None:
    """Give the draft its name; FileExistsError if meanwhile something else has it."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError, NotImplementedError):  # no links here: hold the name first
        os.close(os.open(path, _FLAGS, _PRIVATE))
        draft.replace(path)


def _stat(one: Input) -> os.stat_result | None:
    try:
        return os.stat(one)  # noqa: PTH116  (also of a number)
    except (OSError, ValueError):
        return None


def _there_already(path: Path) -> Fault:
    return Fault("files.there_already", path=printable(path))


def _unwritable(path: Path, error: Exception) -> Fault:
    reason = _reason(error, Phrase.of("files.no_name"))
    return Fault("files.unwritable", path=printable(path), reason=reason)


def _reason(error: Exception, otherwise: Phrase) -> str | Phrase:
    """In the words of the operating system, where it has any."""
    said: str = getattr(error, "strerror", None) or ""
    return said.lower() or otherwise
