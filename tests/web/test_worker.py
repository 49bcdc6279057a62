"""A worker's end: clean, whatever its threads are at."""

import subprocess
import sys

BUSY = """
import sys, threading, time
import typst

if "bare" not in sys.argv:
    from multifocal.web.worker import stand_apart
    stand_apart()


class Witness:
    def __del__(self, write=sys.stdout.write):
        write("taken apart")


sys.witness = Witness()


def draw():
    while True:
        typst.compile(b"#for x in range(200) [= #x #lorem(50)]")


threading.Thread(target=draw, daemon=True).start()
time.sleep(0.3)
sys.stdout.write("ended ")
"""


def said(*how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BUSY, *how], capture_output=True, text=True, timeout=60, check=False
    )


def test_python_is_not_taken_apart_under_a_thread_in_compiled_code() -> None:
    ended = said()
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "ended ", "")


def test_a_process_that_is_no_worker_is_taken_apart() -> None:
    """Or dies of it, which is what a worker is kept from."""
    ended = said("bare")
    assert ended.stdout == "ended taken apart" or ended.returncode < 0
