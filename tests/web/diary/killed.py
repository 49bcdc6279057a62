"""A process without threads that doubles itself: the double works on a diary and dies by SIGKILL
before a given line. Doubling the tests' own process, which has threads, may hang.

Each line that it reads is a task as JSON: the diary's file, an expression to work out, and how many
lines of the modules that are watched it may do. It answers how many were done, or "killed".
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Any, Self


class Killed:
    """The process, as the tests see it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.web.diary.killed"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def after(self, lines: int, diary: Path, work: str) -> int | None:
        """Works, and dies before that line; how many there are where it came to its end."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([lines, str(diary), work]) + "\n")
        self._process.stdin.flush()
        said = self._process.stdout.readline().strip()
        assert said, "it has ended"
        return None if said == "killed" else int(said)


def _serve() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "multifocal.web.settings"
    import django  # noqa: PLC0415

    django.setup()
    for task in sys.stdin:
        lines, diary, work = json.loads(task)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _work(lines, Path(diary), work, writing)
        os.close(writing)
        said = os.fdopen(reading).read()
        os.waitpid(child, 0)
        print(said or "killed", flush=True)  # noqa: T201


def _work(lines: int, diary: Path, work: str, answer: int) -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415
    from django.db.backends import utils  # noqa: PLC0415

    from multifocal.web.diary import (  # noqa: PLC0415
        backups,
        cipher,
        copying,
        database,
        drafts,
        switching,
        vault,
    )

    settings.DIARY_FILE = diary
    connections.settings["diary"]["NAME"] = database.address(diary)
    cipher.ROUNDS = 1000  # type: ignore[misc]
    watched = {
        one.__file__ for one in (backups, switching, copying, drafts, cipher, database, utils)
    }
    count = 0

    def step(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename not in watched:
            return None
        if event == "line":
            count += 1
            if count == lines:
                os.kill(os.getpid(), signal.SIGKILL)
        return step

    def later() -> None:
        settings.MIGRATION_MODULES = {"diary": "tests.web.diary.later"}

    names = {"switching": switching, "backups": backups, "database": database, "later": later,
             "vault": vault}  # fmt: skip
    try:
        sys.settrace(step)
        eval(work, names)
        sys.settrace(None)
        os.write(answer, str(count).encode())
    finally:
        os._exit(0)


if __name__ == "__main__":
    _serve()
