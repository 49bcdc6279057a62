"""`multifocal serve`: opens, says where, refuses what it must, and stops cleanly."""

import contextlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")

COMMAND = [sys.executable, "-m", "multifocal.cli", "serve"]


@contextlib.contextmanager
def served(
    data: Path, *options: str, browser: Path | None = None, **there: str
) -> Iterator[subprocess.Popen[str]]:
    """The real command in a process group of its own, as a terminal would start it."""
    opens = {"BROWSER": str(browser)} if browser else {}
    process = subprocess.Popen(
        [*COMMAND, *options, *([] if browser else ["--no-browser"])],
        env={**os.environ, "MULTIFOCAL_DATA": str(data), **opens, **there},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=20)
        process.communicate(timeout=20)


def opened(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What was printed up to the address, and the address."""
    printed = ""
    for line in process.stdout or ():
        printed += line
        if found := re.search(r"Multifocal is open at (http://\S+/)  \(Ctrl-C stops it\)", line):
            return printed, found[1]
    raise AssertionError(f"never opened: {printed}")


# a proxy that the environment names must not be asked for what is on this machine
reach = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize(
    "key", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.exhaustive)]
)
def test_serves_once_it_says_so_and_stops_cleanly(tmp_path: Path, key: signal.Signals) -> None:
    port = free_port()
    with served(tmp_path, "--port", str(port)) as process:
        printed, address = opened(process)
        assert address == f"http://127.0.0.1:{port}/"
        assert printed.count("\n") == 1
        with reach(address, timeout=10) as page:
            assert page.status == 200
        os.killpg(process.pid, key)  # Ctrl-C reaches the whole group
        rest, _ = process.communicate(timeout=20)
        assert process.returncode == 0
        assert rest.strip() == "Stopped."
    assert (tmp_path / "multifocal.sqlite3").exists()
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))  # nothing still listens


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org"])
def test_listens_on_this_machine_only(tmp_path: Path, host: str) -> None:
    with served(tmp_path, "--host", host) as process:
        printed, _ = process.communicate(timeout=20)
        assert process.returncode == 1
    assert "not an address that this site answers to" in printed
    assert printed.count("\n") == 1


def test_a_port_asked_for_and_taken_is_a_fault_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with served(tmp_path, "--port", str(port)) as process:
            printed, _ = process.communicate(timeout=20)
            assert process.returncode == 1
    assert f"Port {port}" in printed
    assert "--port" in printed
    assert "Traceback" not in printed
    assert printed.count("\n") == 1


def test_a_second_one_on_the_same_data_is_refused_and_the_first_stays_open(tmp_path: Path) -> None:
    """It would shut the browsers of the first out of the diary, with what is typed there."""
    with served(tmp_path, "--port", "0") as first:
        _, address = opened(first)
        note = tmp_path / "diary-access.json"
        before = note.read_bytes()
        with served(tmp_path, "--port", "0") as second:
            printed, _ = second.communicate(timeout=60)
            assert second.returncode == 1
        assert f"open already at {address}" in printed and printed.count("\n") == 1
        assert note.read_bytes() == before
        with reach(address, timeout=10) as page:
            assert page.status == 200
        assert diary_open(tmp_path).stdout.startswith(f"{address}diary/open?token=")
        os.killpg(first.pid, signal.SIGKILL)  # nothing is left that would refuse the next one
        first.wait(timeout=20)
    asked = diary_open(tmp_path)
    assert asked.returncode == 1 and not asked.stdout
    assert "Multifocal is not running" in asked.stderr
    with served(tmp_path, "--port", "0") as third:
        opened(third)


def diary_open(data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "multifocal.cli", "diary", "open", "--no-browser"],
        env={**os.environ, "MULTIFOCAL_DATA": str(data)}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.exhaustive
def test_its_own_port_taken_it_finds_another_and_says_so(tmp_path: Path) -> None:
    with socket.socket() as taken:
        with contextlib.suppress(OSError):  # somebody else may hold it already, which will do
            taken.bind(("127.0.0.1", 8765))
            taken.listen()
        with served(tmp_path) as process:
            printed, address = opened(process)
            assert "Port 8765 is taken" in printed
            assert ":8765/" not in address
            with reach(address, timeout=10) as page:
                assert page.status == 200


@pytest.mark.exhaustive
def test_opens_a_browser_at_the_address_once_it_answers(tmp_path: Path) -> None:
    asked, browser = tmp_path / "asked", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{asked}.part" && mv "{asked}.part" "{asked}"\n')
    browser.chmod(0o700)
    with served(tmp_path / "data", "--port", "0", browser=browser) as process:
        _, address = opened(process)
        give_up_at = time.monotonic() + 10
        while not asked.exists() and time.monotonic() < give_up_at:
            time.sleep(0.05)
    there, _, token = asked.read_text().strip().partition("diary/open?token=")
    assert there == address
    assert len(token) > 40


def children(pid: int) -> list[int]:
    """Processes of a parent that serve: those that Python started to run code."""
    found = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    return [int(line.split()[0]) for line in found if "spawn_main" in line]


def status(address: str) -> int:
    """Of the first page; 0 where nothing answers."""
    try:
        with reach(address, timeout=60) as page:
            return int(page.status)
    except urllib.error.HTTPError as answer:
        return answer.code
    except OSError:
        return 0


def soon(true: Callable[[], bool], limit_s: float = 60.0) -> bool:
    give_up_at = time.monotonic() + limit_s
    while not true() and time.monotonic() < give_up_at:
        time.sleep(0.1)
    return true()


def gone(pid: int) -> bool:
    """Whether the process has ended, even if nobody has asked for its exit status yet."""
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
            == "Z"
        )
    except (FileNotFoundError, ProcessLookupError):
        return True


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc")


@pytest.mark.exhaustive
@linux
def test_a_worker_that_is_killed_is_started_again(tmp_path: Path) -> None:
    with served(tmp_path, "--port", "0") as process:
        _, address = opened(process)
        (worker,) = children(process.pid)
        os.kill(worker, signal.SIGKILL)
        assert soon(lambda: children(process.pid) not in ([], [worker]))
        assert soon(lambda: status(address) == 200)
        assert process.poll() is None
        process.terminate()
        assert process.wait(timeout=20) == 0


@pytest.mark.exhaustive
@linux
@pytest.mark.parametrize(
    "again",
    [pytest.param(False, marks=pytest.mark.exhaustive), True],
    ids=["first worker", "started again"],
)
def test_a_parent_that_is_killed_leaves_nothing_that_serves(tmp_path: Path, again: bool) -> None:
    with served(tmp_path, "--port", "0") as process:
        _, address = opened(process)
        (worker,) = children(process.pid)
        if again:
            os.kill(worker, signal.SIGKILL)
            assert soon(lambda: children(process.pid) not in ([], [worker]))
            (worker,) = children(process.pid)
            assert soon(lambda: status(address) == 200)
        process.kill()
        process.wait(timeout=20)
        assert soon(lambda: gone(worker), 10)
        assert status(address) == 0


@linux
@pytest.mark.exhaustive
def test_a_terminal_that_closes_ends_the_site(tmp_path: Path) -> None:
    with served(tmp_path, "--port", "0") as process:
        opened(process)
        (worker,) = children(process.pid)
        process.send_signal(signal.SIGHUP)
        assert process.wait(timeout=20) == 0
        assert soon(lambda: gone(worker), 10)


def settings(folder: Path, more: str) -> dict[str, str]:
    """The site's settings with something broken in them, as environment variables."""
    (folder / "broken.py").write_text(f"from multifocal.web.settings import *\n{more}")
    (folder / "broken_urls.py").write_text(
        "from django.http import HttpResponse\nfrom django.urls import path\n"
        "urlpatterns = [path('', lambda request: HttpResponse(status=503))]\n"
    )
    return {"PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "broken"}


@pytest.mark.some_cases(1)
@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("ROOT_URLCONF = 'broken_urls'\n", "status 503"),
        ("ROOT_URLCONF = 'no_such_module'\n", "status 500"),
        ("MIDDLEWARE = ['no.such.middleware']\n", "ended again and again"),
    ],
)
def test_it_is_open_only_once_its_first_page_has_come(
    tmp_path: Path, more: str, reason: str
) -> None:
    with served(tmp_path / "data", "--port", "0", **settings(tmp_path, more)) as process:
        printed, _ = process.communicate(timeout=200)
        assert process.returncode == 1
    assert "is open" not in printed
    assert reason in printed.splitlines()[-1]
    assert printed.splitlines()[-1].startswith("multifocal: the site cannot be served")


def another_program(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE letters (text)")


def another_site(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE django_migrations (id, app, name, applied)")
        base.execute("INSERT INTO django_migrations VALUES (1, 'blog', '0001_initial', '')")
        base.commit()


def newer_or_broken_history(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE django_migrations (id, app, name, applied)")
        base.execute("INSERT INTO django_migrations VALUES (1, 'accounts', '0001_initial', '')")
        base.commit()


UNUSABLE = {
    "no database": lambda path: path.write_bytes(b"no database at all, but long enough" * 99),
    "cut off": lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(50)),
    "a folder": lambda path: path.mkdir(),
    "another program's": another_program,
    "another site's": another_site,
    "history without tables": newer_or_broken_history,
}


@pytest.mark.some_cases(2)
@pytest.mark.parametrize("name", UNUSABLE)
def test_a_database_that_is_none_of_ours_is_left_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / "multifocal.sqlite3"
    UNUSABLE[name](path)
    before = None if path.is_dir() else path.read_bytes()
    with served(tmp_path, "--port", "0") as process:
        printed, _ = process.communicate(timeout=60)
        assert process.returncode == 1
    assert printed.count("\n") == 1, printed
    assert str(path) in printed and "MULTIFOCAL_DATA" in printed
    assert before is None or path.read_bytes() == before


@pytest.mark.exhaustive  # waits for a lock
def test_a_database_that_is_damaged_or_held_is_said_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "multifocal.sqlite3"
    with served(tmp_path, "--port", "0") as process:
        opened(process)
    whole = path.read_bytes()
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("BEGIN EXCLUSIVE")
        with served(tmp_path, "--port", "0") as process:
            printed, _ = process.communicate(timeout=60)
            assert process.returncode == 1
        assert "locked" in printed and printed.count("\n") == 1
    path.write_bytes(whole[:4096] + b"\xaa" * 4096 + whole[8192:])
    with served(tmp_path, "--port", "0") as process:
        printed, _ = process.communicate(timeout=60)
        assert process.returncode == 1
    assert str(path) in printed and printed.count("\n") == 1


@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="root may write all")
def test_a_database_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    with served(tmp_path, "--port", "0") as process:
        opened(process)
    (tmp_path / "multifocal.sqlite3").chmod(0o400)
    with served(tmp_path, "--port", "0") as process:
        printed, _ = process.communicate(timeout=60)
        assert process.returncode == 1
    assert "readonly" in printed and printed.count("\n") == 1
    assert "Move the file away" not in printed


@pytest.mark.some_cases(1)
@pytest.mark.parametrize("name", ["a file in its way", "a damaged key"])
def test_a_data_folder_that_cannot_be_used_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    data = tmp_path / "data"
    if name == "a damaged key":
        data.mkdir()
        (data / "secret_key").write_bytes(b"")
    else:
        data.write_bytes(b"")
    with served(data, "--port", "0") as process:
        printed, _ = process.communicate(timeout=60)
        assert process.returncode == 1
    assert printed.count("\n") == 1, printed
    assert str(data) in printed
