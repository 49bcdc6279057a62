"""Small files that would cost much are read or refused in 300 MB and a few times the work of the
longest table, each in a new process."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.formats.longest_table import TIMES
from tests.formats.workbook.hostile import HOSTILE

MOST_BYTES = 300_000_000
READ = """
import json, os, resource, signal, sys, time
from multifocal.fault import Fault
from multifocal.formats import formats, parse_study
from tests.formats.longest_table import read_longest
def used(who): return resource.getrusage(who)
def cpu():
    both = used(resource.RUSAGE_SELF), used(resource.RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in both)
def yardstick():
    before = cpu()
    read_longest()
    return cpu() - before
def read(path):
    signal.alarm(60)
    content = open(path, "rb").read()
    unit = 1 if sys.platform == "darwin" else 1024
    rest, before, begin = used(resource.RUSAGE_SELF).ru_maxrss, cpu(), time.monotonic()
    try:
        parse_study(content, "study"); said = ""
    except Fault as fault:
        said = str(fault)
    more = (used(resource.RUSAGE_SELF).ru_maxrss - rest) * unit
    child = used(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    told = [path, said, cpu() - before, more, child, time.monotonic() - begin]
    # Again where it is near: the machine may have had less other work before.
    told[2] /= yardstick() if told[2] > first else first
    print(json.dumps(told), flush=True)
def apart(work, *given):
    child = os.fork()
    if not child:
        work(*given)
        os._exit(0)
    os.waitpid(child, 0)
parse_study(open(sys.argv[1], "rb").read())  # what is at rest has read a study before
out, into = os.pipe()
apart(lambda: os.write(into, str(yardstick()).encode()))
first = float(os.read(out, 99))
for path in sys.argv[2:]:
    apart(read, path)
"""


def costs(folder: Path, names: list[str]) -> dict[str, tuple[str, float, int, int, float]]:
    """By name: what is said, work (1: that of the longest table, at the same time), bytes above
    rest, bytes of a child, seconds."""
    paths = []
    for at, name in enumerate(names):
        paths.append(folder / str(at))
        paths[-1].write_bytes(HOSTILE[name]())
    done = subprocess.run(
        [sys.executable, "-c", READ, "examples/healthy.csv", *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
    )
    told = (json.loads(line) for line in done.stdout.splitlines())
    return {names[int(Path(path).name)]: tuple(rest) for path, *rest in told}


A_FEW = random.Random(20261128).sample(list(HOSTILE), 8)


@pytest.mark.parametrize(
    "names",
    [A_FEW, pytest.param(list(HOSTILE), marks=pytest.mark.exhaustive)],
    ids=["some", "all"],
)
def test_small_files_cost_little(tmp_path: Path, names: list[str]) -> None:
    found = costs(tmp_path, names)
    assert list(found) == names  # none has killed its process
    for name, (said, work, more, child, _) in found.items():
        assert work < TIMES, (name, said)
        assert more < MOST_BYTES and child < MOST_BYTES, (name, said)
        assert said == "" or said.startswith("study"), name
