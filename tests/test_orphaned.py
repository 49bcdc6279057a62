"""Processes that one started end when it is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from multifocal.orphaned import end_with_parent

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
LONG_S = 60
STARTS_TWO = """
import sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multifocal.orphaned import end_with_parent
if __name__ == "__main__":
    with ProcessPoolExecutor(2, get_context(sys.argv[1]), initializer=end_with_parent) as pool:
        work = [pool.submit(time.sleep, 600) for _ in range(2)]
        print("begun", flush=True)
        work[0].result()
"""


@pytest.mark.parametrize("how", ["spawn", "fork"])
def test_workers_at_work_are_gone_with_a_parent_that_is_killed(tmp_path: Path, how: str) -> None:
    script = tmp_path / "starts_two.py"
    script.write_text(STARTS_TWO)
    run = subprocess.Popen([sys.executable, str(script), how], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None and run.stdout.readline() == "begun\n"
    started = psutil.Process(run.pid).children(recursive=True)
    assert len(started) >= 2
    run.send_signal(signal.SIGKILL)
    run.wait(LONG_S)
    run.stdout.close()
    assert not psutil.wait_procs(started, timeout=LONG_S)[1]


def test_a_process_that_nobody_started_goes_on() -> None:
    end_with_parent()


@pytest.mark.exhaustive  # other processes start, and compile nothing only where all is warm
def test_a_copy_of_the_site_that_is_killed_leaves_no_worker(tmp_path: Path) -> None:
    words = ["site", "export", str(tmp_path / "mmn"), "--base-url", "https://example.org/mmn/"]
    run = subprocess.Popen(
        [sys.executable, "-m", "multifocal.cli", *words],
        env={**os.environ, "MULTIFOCAL_DATA": str(tmp_path / "data")},
        stderr=subprocess.DEVNULL,
    )
    started: list[psutil.Process] = []
    while len(started) < 2:
        assert run.poll() is None
        started = [
            one
            for one in psutil.Process(run.pid).children()
            if any("spawn_main" in word for word in one.cmdline())
        ]
    psutil.wait_procs(started, timeout=5)  # they are at work by then
    run.kill()
    run.wait(LONG_S)
    assert not psutil.wait_procs(started, timeout=LONG_S)[1]
    assert not (tmp_path / "mmn").exists()
