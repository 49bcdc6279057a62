"""Where compiled code is kept: in a folder that nobody else can write, or nowhere.

What lies there is run as it is, so a folder of another user, or one that others may write, is
never used.
"""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from platformdirs import user_cache_path

_NAME, _PREFIX = "multifocal", "compiled-"
_STALE_DAYS = 60


def cache_folder(mark: str, named: str = "") -> Path | None:
    """A folder for code compiled from sources with this mark; None where none can be written.

    `named` is one that the user asked for (NUMBA_CACHE_DIR) and is taken as it is. Else the user's
    cache folder, else one of the user's own beside other temporary files, which begins with what
    the first one holds where that can be read but not written, as in a container whose files are
    fixed. Folders of other marks that nobody has used for two months are removed.
    """
    if named:
        folder = Path(named).expanduser() / f"{_NAME}-{_PREFIX}{mark}"
        return folder if _made(folder) else None
    compiled: Path | None = None
    for base in _bases():
        folder = base / f"{_PREFIX}{mark}"
        if compiled and _made(base) and _private(base):
            _begin_with(compiled, folder)
        if _made(base) and _private(base) and _made(folder) and _private(folder):
            _remove_stale(base, folder)
            return folder
        if _is_there(base) and _is_there(folder):
            compiled = folder
    return None


def mark_of(package: Path) -> str:
    """A mark of all sources of a package, its folders included: another one for other sources."""
    mark = 0
    for one in sorted(package.rglob("*.py")):
        mark = crc32(one.relative_to(package).as_posix().encode(), mark)
        mark = crc32(one.read_bytes(), mark)
    return f"{mark:08x}"


def _bases() -> Iterator[Path]:
    usual = user_cache_path(_NAME, appauthor=False)
    if usual.is_absolute():  # else there is no home, and "~" stood for itself
        yield usual
    with suppress(OSError):  # no folder for temporary files at all
        owner = f"-{os.geteuid()}" if hasattr(os, "geteuid") else ""
        yield Path(tempfile.gettempdir()) / f"{_NAME}{owner}"


def _made(folder: Path) -> bool:
    """Whether the folder is there, made if needed, and takes a file."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _private(folder: Path) -> bool:
    """Whether it is a real folder of this user that nobody else may write."""
    if not hasattr(os, "geteuid"):
        return True  # elsewhere the user's folders are the user's own by their place
    found = folder.lstat()
    others = stat.S_IWGRP | stat.S_IWOTH
    return (
        stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & others
    )


def _is_there(folder: Path) -> bool:
    with suppress(OSError):
        return _private(folder)
    return False


def _begin_with(compiled: Path, folder: Path) -> None:
    """Copy what is compiled into a folder that is not there yet: the whole of it or nothing."""
    if folder.exists():
        return
    part = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder.parent))
    try:
        shutil.copytree(compiled, part, dirs_exist_ok=True)  # with its times, which numba compares
        part.chmod(0o700)
        part.rename(folder)
    except (OSError, shutil.Error):
        shutil.rmtree(part, ignore_errors=True)  # another process was faster, or there is no room


def _remove_stale(base: Path, used: Path) -> None:
    """Remove what older versions compiled; a folder's own time says when it was last used."""
    oldest = time.time() - _STALE_DAYS * 86_400
    with suppress(OSError):
        os.utime(used)
        for one in base.glob(f"{_PREFIX}*"):
            if one != used and one.lstat().st_mtime < oldest:
                shutil.rmtree(one, ignore_errors=True)
