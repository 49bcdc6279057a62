"""A run whose process is killed, or a worker of which is, or that is interrupted at a terminal."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from multifocal.evidence import performance
from multifocal.evidence.performance_run import journal_path

pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.skipif(os.name != "posix", reason="signals are POSIX"),
]
PATIENTS, SEED = 6, 5
LONG_S = 180


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("one") / "one.json"
    performance(PATIENTS, SEED, out)
    assert journal_path(out).exists()
    return out.read_bytes()


def begun(out: Path) -> "subprocess.Popen[str]":
    """The command, in a group of its own as a terminal would have it."""
    words = ["evidence", "performance", "--patients", str(PATIENTS), "--seed", str(SEED),
             "--workers", "2", "--shard", "1", "--out", str(out)]  # fmt: skip
    code = f"import sys; sys.argv[1:] = {words!r}; from multifocal.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def shards(out: Path) -> dict[str, int]:
    """The finished shards, and which file on the disk each is."""
    folder = out / "patients"
    there = folder.iterdir() if folder.is_dir() else ()
    return {one.name: one.stat().st_ino for one in there if one.suffix == ".parquet"}


def until(happens: Callable[[], bool], run: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + LONG_S
    while not happens():
        assert time.monotonic() < end and run.poll() is None, run.communicate()
        time.sleep(0.05)


def remarks(told: str) -> list[str]:
    """What stands on the side but for how far it is, which a slow machine hears of."""
    return [line for line in told.splitlines() if not re.search(r"\d a second, .+ left$", line)]


def finished(out: Path) -> list[str]:
    """Run the command to its end; what it said on the side."""
    run = begun(out)
    _, told = run.communicate(timeout=LONG_S)
    assert run.returncode == 0, told
    return remarks(told)


def test_a_run_killed_at_once_goes_on_and_leaves_no_worker(expected: bytes, tmp_path: Path) -> None:
    out = tmp_path / "run"
    run = begun(out)
    until(lambda: len(shards(out)) >= 2, run)
    everyone = psutil.Process(run.pid).children(recursive=True)
    run.kill()
    run.communicate(timeout=LONG_S)
    kept = shards(out)
    assert 2 <= len(kept) < PATIENTS and not (out / "results.json").exists()
    assert len(everyone) >= 2
    _, alive = psutil.wait_procs(everyone, timeout=LONG_S)
    assert not alive
    finished(out)
    assert kept.items() <= shards(out).items()  # the same files, not others of the same name
    assert (out / "results.json").read_bytes() == expected


def test_an_interrupt_while_workers_start_is_one_line(tmp_path: Path) -> None:
    """As soon as the first process of the cluster is there; all of a terminal get it."""
    out = tmp_path / "run"
    run = begun(out)
    until(lambda: len(psutil.Process(run.pid).children()) >= 2, run)
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=LONG_S)
    assert run.returncode == 130, told
    assert len(told.splitlines()) == 1
    assert "stopped before any of 24 patients" in told and not out.exists()


def test_a_worker_that_is_killed_is_replaced(expected: bytes, tmp_path: Path) -> None:
    out = tmp_path / "run"
    run = begun(out)
    until(lambda: len(shards(out)) >= 1, run)
    workers = [
        one
        for one in psutil.Process(run.pid).children(recursive=True)
        if any("spawn_main" in word for word in one.cmdline())
    ]
    workers[0].kill()
    _, told = run.communicate(timeout=LONG_S)
    assert run.returncode == 0, told
    assert (out / "results.json").read_bytes() == expected


def test_ctrl_c_at_a_terminal_says_in_one_line_how_to_go_on(
    expected: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    run = begun(out)
    until(lambda: len(shards(out)) >= 1, run)
    everyone = psutil.Process(run.pid).children(recursive=True)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    told = run.communicate(timeout=LONG_S)[1]
    assert run.returncode == 130, (told, len(shards(out)))
    kept = len(shards(out))
    assert remarks(told) == [
        f"multifocal: stopped; {4 * kept} of {4 * PATIENTS} patients are kept in {out}. "
        "The same command goes on."
    ]
    assert not psutil.wait_procs(everyone, timeout=LONG_S)[1]
    assert finished(out) == []
    assert (out / "results.json").read_bytes() == expected
