"""Compiled code is kept in the user's own folder, in nobody else's way, never trusted blindly."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from multifocal.fiber import cache_folder as module
from multifocal.fiber import jit
from multifocal.fiber.cache_folder import cache_folder, mark_of

MARK = "0123abcd"
posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are POSIX")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's cache folder and a folder for temporary files, both empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "user_cache_path", lambda *_, **__: tmp_path / "cache" / "own")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return tmp_path


def unwritable(path: Path) -> None:
    """A file where a folder should be: not even root can make one there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("in the way", encoding="utf-8")


def test_the_users_cache_folder_comes_first(home: Path) -> None:
    assert cache_folder(MARK) == home / "cache" / "own" / f"compiled-{MARK}"


def test_a_folder_that_is_asked_for_is_used_as_it_is(home: Path) -> None:
    folder = cache_folder(MARK, str(home / "asked"))
    assert folder == home / "asked" / f"multifocal-compiled-{MARK}"
    assert not (home / "cache").exists()


@posix
def test_without_one_it_is_a_private_folder_beside_temporary_files(home: Path) -> None:
    unwritable(home / "cache" / "own")
    folder = cache_folder(MARK)
    assert folder == home / "tmp" / f"multifocal-{os.geteuid()}" / f"compiled-{MARK}"
    assert folder.parent.stat().st_mode & 0o777 == 0o700


def read_only(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A compiled function in the user's cache folder, which takes no file any more."""
    folder = cache_folder(MARK)
    assert folder is not None
    (folder / "engines").mkdir()
    (folder / "engines" / "kernel.nbc").write_bytes(b"code")
    there = home / "cache"

    def refused(*, dir: Path) -> object:  # noqa: A002  (tempfile's own name)
        if dir.is_relative_to(there):
            raise OSError(30, "Read-only file system")
        return tempfile.SpooledTemporaryFile()

    monkeypatch.setattr(module.tempfile, "TemporaryFile", refused)
    return folder


@posix
def test_what_was_compiled_in_a_folder_now_fixed_is_not_compiled_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_only(home, monkeypatch)
    for _ in range(2):
        folder = cache_folder(MARK)
        assert folder == home / "tmp" / f"multifocal-{os.geteuid()}" / f"compiled-{MARK}"
        assert (folder / "engines" / "kernel.nbc").read_bytes() == b"code"
        assert folder.stat().st_mode & 0o777 == 0o700
    assert [one.name for one in folder.parent.iterdir()] == [folder.name]


@posix
def test_what_others_could_have_put_into_a_fixed_folder_is_not_copied(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_only(home, monkeypatch).chmod(0o777)
    folder = cache_folder(MARK)
    assert folder is not None
    assert not list(folder.iterdir())


def test_where_nothing_can_be_written_there_is_none(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unwritable(home / "cache" / "own")
    monkeypatch.setattr(tempfile, "tempdir", str(home / "cache" / "own"))
    assert cache_folder(MARK) is None
    assert cache_folder(MARK, str(home / "cache" / "own" / "asked")) is None


@posix
def test_a_user_without_a_home_gets_no_folder_named_tilde(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setattr(module, "user_cache_path", lambda *_, **__: Path("~/.cache/multifocal"))
    assert cache_folder(MARK) == home / "tmp" / f"multifocal-{os.geteuid()}" / f"compiled-{MARK}"
    assert not (home / "~").exists()


@posix
@pytest.mark.parametrize("fault", ["others may write", "link", "other owner"])
@pytest.mark.parametrize("inner", [False, True], ids=["base", "folder"])
def test_a_folder_that_others_can_fill_is_never_used(
    home: Path, monkeypatch: pytest.MonkeyPatch, fault: str, inner: bool
) -> None:
    unwritable(home / "cache" / "own")
    base = home / "tmp" / f"multifocal-{os.geteuid()}"
    planted = base / f"compiled-{MARK}" if inner else base
    if fault == "link":
        (home / "elsewhere").mkdir(mode=0o700)
        planted.parent.mkdir(mode=0o700, exist_ok=True)
        planted.symlink_to(home / "elsewhere")
    else:
        planted.mkdir(mode=0o700, parents=True)
        base.chmod(0o700)
    if fault == "others may write":
        planted.chmod(0o777)
    if fault == "other owner":
        if os.geteuid() != 0:
            pytest.skip("only root can give a folder away")
        os.chown(planted, 12345, 12345)
    assert cache_folder(MARK) is None


def test_what_older_versions_compiled_is_removed_and_what_is_in_use_stays(home: Path) -> None:
    folder = cache_folder(MARK)
    assert folder is not None
    old, recent, other = (folder.parent / name for name in ("compiled-1", "compiled-2", "notes"))
    for one in (old, recent, other):
        one.mkdir()
        (one / "kernel.nbc").write_bytes(b"code")
    long_ago = time.time() - 100 * 86_400
    for one in (old, other, folder):
        os.utime(one, (long_ago, long_ago))
    assert cache_folder(MARK) == folder
    assert sorted(one.name for one in folder.parent.iterdir()) == [
        f"compiled-{MARK}", "compiled-2", "notes",
    ]  # fmt: skip


def test_a_change_anywhere_in_the_package_asks_for_another_folder(tmp_path: Path) -> None:
    """numba looks at a function's own file only; gates of another file are compiled into it."""
    package, inner = tmp_path / "fiber", tmp_path / "fiber" / "engines" / "lanes"
    inner.mkdir(parents=True)
    (package / "jit.py").write_text("a = 1")
    (inner / "kernel.py").write_text("b = 1")
    marks = [mark_of(package)]
    (inner / "kernel.py").write_text("b = 2")
    marks.append(mark_of(package))
    (inner / "kernel.py").rename(package / "kernel.py")
    marks.append(mark_of(package))
    (package / "compiled.nbc").write_text("not a source")
    assert len(set(marks)) == 3
    assert mark_of(package) == marks[-1]


def test_what_is_compiled_lies_in_the_folder_of_the_whole_package() -> None:
    """Every compiled function of the fiber comes from a file that the mark has seen."""
    root = Path(jit.__file__).parent
    assert jit.FOLDER is not None
    assert jit.FOLDER.name.endswith(mark_of(root))
    files = {Path(one.py_func.__code__.co_filename) for one in jit._ours}
    folders = {one.parent.relative_to(root).as_posix() for one in files if root in one.parents}
    assert folders >= {".", "membranes", "engines", "engines/lanes", "engines/gaines"}


USERS_CODE = """
import numba

def settings():
    return {name: str(getattr(numba.config, name)) for name in dir(numba.config) if name.isupper()}

before = settings()
import multifocal.fiber
import multifocal.nerve
assert settings() == before

@numba.njit(cache=True)
def double(x):
    return 2 * x

assert double(3.0) == 6.0
print(double.stats.cache_path)
"""


@pytest.mark.some_cases(1)
@pytest.mark.parametrize("named", [False, True], ids=["numba's own place", "NUMBA_CACHE_DIR"])
def test_code_of_others_is_kept_where_numba_would_put_it(tmp_path: Path, named: bool) -> None:
    code, cache = tmp_path / "theirs" / "code.py", tmp_path / "cache"
    code.parent.mkdir()
    code.write_text(USERS_CODE)
    there = {"NUMBA_CACHE_DIR": str(cache / "asked")} if named else {}
    there |= {"XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(
        [sys.executable, str(code)], env={**os.environ, **there}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    folder = Path(done.stdout.strip())
    assert [one.name for one in folder.glob("*.nbi")]
    assert folder.is_relative_to(cache / "asked" if named else code.parent / "__pycache__")
    assert "multifocal" not in str(folder.relative_to(tmp_path))


SMALL = """
from multifocal.nerve import potential
import numpy as np
potential._half_sine(np.zeros(9), 1.0, 5.0, 1.0)
"""


def run_small(tmp_path: Path, **there: str) -> str:
    """Runs a small compiled function in a fresh process; what that process says on stderr."""
    env = {key: value for key, value in os.environ.items() if key != "NUMBA_CACHE_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", SMALL], env={**env, **there}, capture_output=True, text=True,
        check=True, cwd=tmp_path,
    )  # fmt: skip
    assert not done.stdout
    return done.stderr


def test_compiling_is_announced_the_first_time_only(tmp_path: Path) -> None:
    there = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    first = run_small(tmp_path, **there)
    assert "this first time only" in first
    assert first.count("\n") == 1
    assert run_small(tmp_path, **there) == ""


@posix
def test_without_a_folder_it_compiles_each_time_and_says_so(tmp_path: Path) -> None:
    unwritable(tmp_path / "file")
    nowhere = {"XDG_CACHE_HOME": str(tmp_path / "file"), "TMPDIR": str(tmp_path / "file")}
    code = "import tempfile; tempfile._candidate_tempdir_list = lambda: []\n" + SMALL
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **nowhere}, capture_output=True,
        text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    assert "each time anew" in done.stderr
    assert "NUMBA_CACHE_DIR" in done.stderr
    assert done.stderr.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
