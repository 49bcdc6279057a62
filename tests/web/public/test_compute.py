"""The processes that compute: bounded in number, waiting, time and memory, and started again.

A small program stands for the site, so that a process is ready at once.
"""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from multifocal.web.public.asked import Answer, Asked
from multifocal.web.public.compute import Bounds, BusyError, Compute, SpentError
from tests.web.public.served import soon

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the public mode is for POSIX")

PROGRAM = """
import signal, sys, time
from multiprocessing.connection import Connection
from multifocal.web.public.asked import Answer
from multifocal.web.public.computing import bound

number, most_bytes, longest_s = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
bound(most_bytes)
pipe = Connection(number)
pipe.send(True)
while True:
    try:
        asked = pipe.recv()
    except EOFError:
        break
    if asked.path == "/sleep":
        time.sleep(float(asked.query))
    if asked.path == "/memory":
        held = bytearray(int(asked.query))
    if asked.path == "/end":
        sys.exit(1)
    pipe.send(Answer(200, (), f"{asked.path} {asked.query}".encode()))
"""
HERE = ("-c", PROGRAM)
BOUNDS = Bounds(processes=1, longest_s=30.0, most_bytes=2**30, waiting=2, patience_s=30.0)


def asked(path: str, query: str = "") -> Asked:
    return Asked("GET", path, query)


@pytest.fixture
def compute() -> Iterator[Compute]:
    """Processes that are stopped at the end."""
    made = Compute(BOUNDS, HERE)
    assert soon(lambda: made.is_ready)
    yield made
    made.stop()


def test_an_answer_comes_from_a_process_that_lets_others_go_first(compute: Compute) -> None:
    assert compute.ask(asked("/a", "b=1")) == Answer(200, (), b"/a b=1")
    (pid,) = compute.running
    assert pid != os.getpid()
    assert os.getpriority(os.PRIO_PROCESS, pid) >= 10


def test_whoever_comes_when_all_places_are_taken_is_told_to_come_again(compute: Compute) -> None:
    places = BOUNDS.processes + BOUNDS.waiting
    (pid,) = compute.running
    os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(places) as pool:
        waiting = [pool.submit(compute.ask, asked(f"/{n}")) for n in range(places)]
        assert soon(lambda: compute._asking == places)
        with pytest.raises(BusyError) as busy:
            compute.ask(asked("/one too many"))
        assert busy.value.retry_s > 0
        os.kill(pid, signal.SIGCONT)
        assert [one.result(60).body for one in waiting] == [b"/0 ", b"/1 ", b"/2 "]
    assert compute.ask(asked("/later")).body == b"/later "


def comes_again(compute: Compute, before: set[int]) -> None:
    assert soon(lambda: compute.is_ready and not compute.running & before)
    assert compute.ask(asked("/again")).body == b"/again "


@pytest.mark.parametrize(
    "question", [asked("/end"), asked("/memory", str(2**31))], ids=["ends", "memory"]
)
def test_a_process_that_ends_is_started_again(compute: Compute, question: Asked) -> None:
    before = set(compute.running)
    with pytest.raises(SpentError):
        compute.ask(question)
    comes_again(compute, before)


def test_a_process_that_is_killed_while_it_waits_is_started_again(compute: Compute) -> None:
    before = set(compute.running)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    comes_again(compute, before)


def test_an_answer_that_takes_too_long_is_given_up_and_its_process_ended() -> None:
    short = Compute(Bounds(longest_s=0.3, waiting=1, patience_s=30.0), HERE)
    assert soon(lambda: short.is_ready)
    before = set(short.running)
    with pytest.raises(SpentError):
        short.ask(asked("/sleep", "600"))
    comes_again(short, before)
    assert not any(Path(f"/proc/{pid}").exists() for pid in before)
    short.stop()


def test_nobody_waits_longer_than_patience() -> None:
    none = Compute(Bounds(patience_s=0.2), ("-c", "import time; time.sleep(600)"))
    began = time.monotonic()
    with pytest.raises(BusyError):
        none.ask(asked("/a"))
    assert time.monotonic() - began >= 0.2
    none.stop()


def test_what_is_stopped_leaves_no_process_and_no_thread() -> None:
    threads = set(threading.enumerate())
    made = Compute(BOUNDS, HERE)
    assert soon(lambda: made.is_ready)
    running = set(made.running)
    made.stop()
    assert soon(lambda: not any(Path(f"/proc/{pid}").exists() for pid in running))
    assert soon(lambda: set(threading.enumerate()) <= threads)
