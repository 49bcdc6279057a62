"""The real command in public mode on this machine alone, for tests."""

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

NAME = "mmn.example.org"
COMMAND = [sys.executable, "-m", "multifocal.cli", "serve", "--public"]
ALONE = ["--allow-root", "--allowed-host", NAME, "--port", "0"]


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Served:
    """A public site that runs, and the file that it writes its log to. `process` is None where
    somebody else runs it."""

    process: subprocess.Popen[bytes] | None
    port: int
    log: Path
    name: str = NAME

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """One request. Headers by name with _ for -."""
        sent = {"Host": self.name} | {k.replace("_", "-"): v for k, v in headers.items()}
        if method == "POST":
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        with contextlib.closing(connection):
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            found = [(k.lower(), v) for k, v in answer.getheaders()]
            assert len({k for k, _ in found}) == len(found), "a header stands twice"
            return Reply(answer.status, dict(found), answer.read())

    def get(self, path: str, **headers: str) -> Reply:
        """A page."""
        return self.ask("GET", path, None, **headers)

    def said(self) -> str:
        """All that was printed and logged so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def workers(self) -> list[int]:
        """Processes of the server that serve."""
        return child_processes(self.process.pid if self.process else 0)

    def computing(self) -> list[int]:
        """Processes that compute."""
        return [
            pid
            for worker in self.workers()
            for pid, words in _children(worker)
            if "public.computing" in words
        ]

    def is_computing(self) -> bool:
        """Whether a process that computes has warmed up."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            return b"computing=yes" in self.get("/healthz").body
        return False


def child_processes(pid: int) -> list[int]:
    """Processes of a command that serve."""
    return [child for child, words in _children(pid) if "spawn_main" in words]


def _children(pid: int) -> list[tuple[int, str]]:
    found = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)],
        capture_output=True, text=True, check=False,
    ).stdout.splitlines()  # fmt: skip
    return [(int(line.split()[0]), line) for line in found]


def soon(true: Callable[[], bool], limit_s: float = 120.0) -> bool:
    """Whether it becomes true, however slow this machine is."""
    give_up_at = time.monotonic() + limit_s
    while not true() and time.monotonic() < give_up_at:
        time.sleep(0.05)
    return true()


@contextlib.contextmanager
def served(folder: Path, *options: str) -> Iterator[Served]:
    """A public site on a free port of loopback; it stops cleanly, or the test fails."""
    log = folder / "log"
    env = {**os.environ, "MULTIFOCAL_DATA": str(folder / "data")}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*COMMAND, *ALONE, *options], env=env, stdout=file, stderr=subprocess.STDOUT
        )
    try:
        opened = re.compile(r"answers at http://127\.0\.0\.1:(\d+) for")
        assert soon(lambda: process.poll() is not None or bool(opened.search(log.read_text()))), (
            log.read_text()
        )
        found = opened.search(log.read_text())
        assert found is not None, log.read_text()
        yield Served(process, int(found[1]), log)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    assert process.returncode == 0, log.read_text()
