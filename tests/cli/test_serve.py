"""`multifocal serve`: opens, says where, refuses what it must, and stops cleanly."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")

COMMAND = [sys.executable, "-m", "multifocal.cli", "serve"]


@contextlib.contextmanager
def served(
    data: Path, *options: str, browser: Path | None = None
) -> Iterator[subprocess.Popen[str]]:
    """The real command in a process group of its own, as a terminal would start it."""
    opens = {"BROWSER": str(browser)} if browser else {}
    process = subprocess.Popen(
        [*COMMAND, *options, *([] if browser else ["--no-browser"])],
        env={**os.environ, "MULTIFOCAL_DATA": str(data), **opens},
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


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize("key", [signal.SIGINT, signal.SIGTERM])
def test_serves_once_it_says_so_and_stops_cleanly(tmp_path: Path, key: signal.Signals) -> None:
    port = free_port()
    with served(tmp_path, "--port", str(port)) as process:
        printed, address = opened(process)
        assert address == f"http://127.0.0.1:{port}/"
        assert printed.count("\n") == 1
        with urllib.request.urlopen(address, timeout=10) as page:
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


def test_its_own_port_taken_it_finds_another_and_says_so(tmp_path: Path) -> None:
    with socket.socket() as taken:
        with contextlib.suppress(OSError):  # somebody else may hold it already, which will do
            taken.bind(("127.0.0.1", 8765))
            taken.listen()
        with served(tmp_path) as process:
            printed, address = opened(process)
            assert "Port 8765 is taken" in printed
            assert ":8765/" not in address
            with urllib.request.urlopen(address, timeout=10) as page:
                assert page.status == 200


def test_opens_a_browser_at_the_address_once_it_answers(tmp_path: Path) -> None:
    asked, browser = tmp_path / "asked", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{asked}.part" && mv "{asked}.part" "{asked}"\n')
    browser.chmod(0o700)
    with served(tmp_path / "data", "--port", "0", browser=browser) as process:
        _, address = opened(process)
        give_up_at = time.monotonic() + 10
        while not asked.exists() and time.monotonic() < give_up_at:
            time.sleep(0.05)
    assert asked.read_text().strip() == address
