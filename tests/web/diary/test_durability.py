"""Nothing that was acknowledged is lost when the program is killed in the middle of writing, and no
entry is there by halves."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connections

from multifocal.diary import Note
from multifocal.web.diary import database, store
from tests.sampling import SEED

WRITING = """
import os, sys, uuid, django
os.environ["DJANGO_SETTINGS_MODULE"] = "multifocal.web.settings"
django.setup()
from multifocal.diary import Note, When, new_entry
from multifocal.web.diary import store
from multifocal.web.diary.state import now, today
for number in range(int(sys.argv[1])):
    entry = new_entry(Note(f"{number} " + "x" * (37 * number % 3000)), When(today()), now())
    store.save(entry.id, lambda before: before or entry)
    print(entry.id, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.parametrize(
    ("writes", "rounds"), [(30, 1), pytest.param(500, 8, marks=pytest.mark.exhaustive)]
)
def test_kill_9_while_writing_loses_nothing_acknowledged(
    diary: Path, writes: int, rounds: int
) -> None:
    env = {**os.environ, "MULTIFOCAL_DATA": str(diary.parent)}
    drawn, acknowledged = random.Random(SEED), []
    for _ in range(rounds):
        stop_after = drawn.randrange(writes // 3, writes - 3)
        process = subprocess.Popen(
            [sys.executable, "-c", WRITING, str(writes)], env=env, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for line in process.stdout:
            acknowledged.append(line.strip())
            stop_after -= 1
            if stop_after == 0:
                process.send_signal(signal.SIGKILL)
                break
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
        assert process.wait(timeout=60) == -signal.SIGKILL
        process.stdout.close()
        database._checked.clear()
        connections["diary"].close()
        found = store.everything()  # each is read whole, else Fault
        assert {one.id for one in found} >= set(acknowledged)
        assert len(found) <= len(acknowledged) + rounds  # those that were under way
        assert all(isinstance(one.content, Note) for one in found)


def test_power_lost_in_the_middle_of_a_write_leaves_what_was_there_before(diary: Path) -> None:
    """The worst that can be left: a file half written over, and the journal that takes it back."""
    before = diary.read_bytes()
    with closing(sqlite3.connect(diary, isolation_level=None)) as base:
        base.execute("PRAGMA cache_size = 1")  # pages go to the file before the end
        base.execute("BEGIN IMMEDIATE")
        for number in range(60):
            base.execute(
                "INSERT INTO diary_entry VALUES (?, 'note', '2026-11-28', '2026-11-28', ?)",
                (str(number), "y" * 3000),
            )
        torn, journal = diary.read_bytes(), diary.with_name("diary.sqlite3-journal").read_bytes()
        base.execute("ROLLBACK")
    assert torn != before
    diary.write_bytes(torn)
    diary.with_name("diary.sqlite3-journal").write_bytes(journal)
    database._checked.clear()
    connections["diary"].close()
    assert store.everything() == ()
    assert not diary.with_name("diary.sqlite3-journal").exists()
