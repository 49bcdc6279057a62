"""Outputs are whole and never fall on what was not meant; inputs are never waited for."""

import ast
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from multifocal import files
from multifocal.fault import Fault
from multifocal.files import check_outputs, read_whole, write_together, write_whole

posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes are POSIX")
SOURCES = Path(__file__).parents[1] / "src" / "multifocal"


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_is_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert names(tmp_path) == ["a.csv"]


def test_what_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with pytest.raises(Fault, match="there already") as found:
        write_whole(path, b"new")
    assert "--force" in found.value.remedy
    assert path.read_bytes() == b"old"
    write_whole(path, b"new", replace=True)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.csv"]


@posix
@pytest.mark.parametrize("before", [0o600, 0o640, 0o644, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, before: int) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(before)
    write_whole(path, b"new", replace=True)
    assert mode(path) == before


@posix
def test_the_draft_of_a_private_file_is_private_from_the_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o600)
    seen: list[int] = []
    monkeypatch.setattr(
        os, "fsync", lambda number: seen.append(stat.S_IMODE(os.fstat(number).st_mode))
    )
    write_whole(path, b"new", replace=True)
    write_whole(tmp_path / "key", b"secret", private=True)
    assert seen == [0o600, 0o600]
    assert mode(tmp_path / "key") == 0o600


@posix
def test_a_new_file_is_as_open_as_the_person_s_other_new_files(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"")
    (tmp_path / "b").touch()
    assert mode(tmp_path / "a") == mode(tmp_path / "b")


@posix
@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to(path.with_name("target")),
        lambda path: path.symlink_to("nowhere"),
        lambda path: os.mkfifo(path),  # noqa: PLW0108  (not everywhere)
        lambda path: path.mkdir(),
    ],
    ids=["link", "dead link", "pipe", "folder"],
)
@pytest.mark.parametrize("replace", [False, True])
def test_what_is_no_regular_file_is_left_alone(
    tmp_path: Path, make: Callable[[Path], object], replace: bool
) -> None:
    path, target = tmp_path / "out.pdf", tmp_path / "target"
    target.write_bytes(b"old")
    make(path)
    before = path.lstat()
    with pytest.raises(Fault, match=r"link, a pipe or a device|folder"):
        write_whole(path, b"new", replace=replace)
    assert os.path.samestat(path.lstat(), before)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.pdf", "target"]


@posix
@pytest.mark.parametrize("device", ["/dev/null", "/dev/stdout"])
def test_a_device_is_left_alone(device: str) -> None:
    with pytest.raises(Fault, match="left alone"):
        write_whole(Path(device), b"new", replace=True)
    assert Path(device).exists()


@posix
@pytest.mark.parametrize("way", ["name", "other name", "hard link", "link", "number"])
def test_what_is_read_is_never_replaced(tmp_path: Path, way: str) -> None:
    path, other = tmp_path / "study.csv", tmp_path / "other.csv"
    path.write_bytes(b"the only copy")
    if way == "hard link":
        os.link(path, other)
    if way == "link":
        other.symlink_to(path)
    stream = path.open("rb")
    read = {
        "name": path, "other name": tmp_path / ".." / tmp_path.name / "study.csv",
        "hard link": other, "link": other, "number": stream.fileno(),
    }[way]  # fmt: skip
    with stream, pytest.raises(Fault, match="that is read"):
        write_whole(path, b"new", replace=True, inputs=[read])
    assert path.read_bytes() == b"the only copy"


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(Fault, match="there already"):
        write_together({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert names(tmp_path) == ["b"]
    with pytest.raises(Fault, match="twice"):
        check_outputs([tmp_path / "c", tmp_path / "c"])
    write_together({tmp_path / "a": b"1", tmp_path / "c": b"2"})
    assert names(tmp_path) == ["a", "b", "c"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="no folder") as found:
        write_whole(tmp_path / "none" / "a.csv", b"new")
    assert str(tmp_path / "none") in str(found.value)


def test_a_draft_that_cannot_be_finished_goes_and_what_was_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for replace in (True, False):
        with pytest.raises(Fault, match="no space left"):
            write_whole(path if replace else tmp_path / "b", b"new", replace=replace)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


def test_the_name_of_a_draft_cannot_be_foreseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = []

    def note(_: int) -> None:
        drafts.extend(one.name for one in tmp_path.iterdir() if one.name.startswith("."))

    monkeypatch.setattr(os, "fsync", note)
    for number in range(5):
        write_whole(tmp_path / f"{number}", b"new")
    assert len(set(drafts)) == 5
    assert all(len(name.partition("-")[2]) >= 20 for name in drafts)


@posix
@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_file_that_appears_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "a.csv"
    if not links:
        monkeypatch.setattr(os, "link", refuse_link)
    monkeypatch.setattr(os, "fsync", lambda _: path.write_bytes(b"theirs"))
    with pytest.raises(Fault, match="there already"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.csv"]


def refuse_link(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_file_system_without_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse_link)
    write_whole(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    (tmp_path / "b").touch()
    assert mode(tmp_path / "a.csv") == mode(tmp_path / "b")
    assert names(tmp_path) == ["a.csv", "b"]


def test_of_many_writers_one_wins_and_its_file_is_whole(tmp_path: Path) -> None:
    path, contents = tmp_path / "a", [bytes([65 + k]) * 200_000 for k in range(8)]
    faults = []

    def write(content: bytes) -> None:
        try:
            write_whole(path, content)
        except Fault as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(one,)) for one in contents]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert path.read_bytes() in contents
    assert len(faults) == 7
    assert names(tmp_path) == ["a"]


def test_a_file_is_read_up_to_a_size(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_whole(path, 10, fault="table.unreadable") == b"12345"
    assert read_whole(path, 3, fault="table.unreadable") == b"1234"  # one more, so that it shows


@posix
@pytest.mark.parametrize("kind", ["pipe", "folder", "missing", "device", "no name"])
def test_what_cannot_be_read_is_a_fault_at_once(tmp_path: Path, kind: str) -> None:
    path = {"device": Path("/dev/zero"), "no name": Path("a\0b")}.get(kind, tmp_path / "\x1bin")
    if kind == "pipe":
        os.mkfifo(path)
    if kind == "folder":
        path.mkdir()
    with pytest.raises(Fault, match="cannot be read") as found:
        read_whole(path, 10, fault="table.unreadable")
    assert found.value.source is not None
    assert found.value.source.isprintable()


WRITING = {"write_bytes", "write_text", "touch", "mkstemp", "NamedTemporaryFile", "symlink_to"}
MAY_WRITE = {
    files.__name__: "the one function",
    "multifocal.evidence.record_file": "appends line by line",
    "multifocal.evidence.sharded.run_folder": "an empty file that it holds while it runs",
    "multifocal.cli.study.batch": "appends file by file, to a draft of its own beside the output",
    "multifocal.web.diary.drafts": "makes drafts of databases, which are renamed or linked",
    "multifocal.web.diary.backups": "fills a draft of that kind with what a restore puts away",
    "multifocal.web.running": "an empty file that it holds while it runs",
    "multifocal.web.export.site": "a folder: written beside its place, renamed when it is whole",
}


def writes(tree: ast.Module) -> list[str]:
    """What a module calls that makes or changes a file."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        words = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
        modes = [w for w in words if isinstance(w, str) and 0 < len(w) < 4]
        opens = called == "open" and any(set(w) & set("wax+") and set(w) <= set("wax+bt")
                                         for w in modes)  # fmt: skip
        flags = any(isinstance(n, ast.Attribute) and n.attr == "O_CREAT" for n in ast.walk(node))
        if called in WRITING or opens or flags:
            found.append(f"{called}, line {node.lineno}")
    return found


def test_every_writer_of_the_house_calls_the_one_function() -> None:
    others = {}
    for path in SOURCES.rglob("*.py"):
        inside = path.relative_to(SOURCES.parent).with_suffix("")
        module = ".".join(inside.parts)
        if module not in MAY_WRITE and (found := writes(ast.parse(path.read_bytes()))):
            others[module] = found
    assert not others


@posix
def test_a_writer_that_is_killed_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    code = (
        "import os, signal; from pathlib import Path; from multifocal.files import write_whole\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"write_whole(Path({str(path)!r}), b'new', replace=True)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert path.read_bytes() == b"old"
