"""Small files that would cost much are read or refused in 2 s and 300 MB, each in a new process."""

import json
import subprocess
import sys

import pytest

from tests.formats.workbook.hostile import HOSTILE

MOST_SECONDS = 2.0
MOST_BYTES = 300_000_000
READ = """
import json, resource, sys, time
from multifocal.fault import Fault
from multifocal.formats import parse_study
def used(who): return resource.getrusage(who)
def cpu():
    both = used(resource.RUSAGE_SELF), used(resource.RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in both)
unit = 1 if sys.platform == "darwin" else 1024
content = sys.stdin.buffer.read()
try: parse_study(open(sys.argv[1], "rb").read())
except Fault: pass
rest, before, begin = used(resource.RUSAGE_SELF).ru_maxrss, cpu(), time.monotonic()
try:
    parse_study(content, "study.xlsx"); said = ""
except Fault as fault:
    said = str(fault)
more = (used(resource.RUSAGE_SELF).ru_maxrss - rest) * unit
child = used(resource.RUSAGE_CHILDREN).ru_maxrss * unit
print(json.dumps([said, cpu() - before, more, child, time.monotonic() - begin]))
"""


def read_alone(content: bytes, small: str) -> tuple[str, float, int, int, float]:
    """What is said, seconds of work, bytes above rest, bytes of a child, seconds on the wall."""
    done = subprocess.run(
        [sys.executable, "-c", READ, small],
        input=content,
        capture_output=True,
        timeout=60,
        check=True,
    )
    said, seconds, more, child, wall = json.loads(done.stdout)
    return said, seconds, more, child, wall


@pytest.mark.parametrize("name", HOSTILE)
def test_a_small_file_costs_little(name: str, tmp_path: object) -> None:
    content = HOSTILE[name]()
    said, seconds, more, child, _ = read_alone(content, "examples/healthy.csv")
    assert seconds < MOST_SECONDS, said
    assert more < MOST_BYTES, said
    assert child < MOST_BYTES, said
    assert said == "" or said.startswith("study.xlsx")
