"""What a simulated patient costs, and what a second process brings: run it on a quiet machine.

    .venv/bin/python benchmarks/many_processes.py [--patients 50] [--workers 2] [--rounds 3]

By turns one process and several evaluate the same patients. Of each: wall time while patients were
evaluated (starting a cluster takes a few seconds more, once), core-seconds of all processes, and
efficiency, the speed-up over the number of processes. Results must be the same to the byte.
"""

import argparse
import resource
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from multifocal.evidence import GROUPS, Progress, sharded_performance


@dataclass(frozen=True)
class Cost:
    """Of one run: while patients were evaluated, and of all processes together."""

    wall_s: float
    core_s: float
    results: bytes


def cost(patients: int, workers: int) -> Cost:
    """Run once, into a folder that is taken away again."""
    last = Progress(0, 0)

    def advance(now: Progress) -> None:
        nonlocal last
        last = now

    before = core_seconds()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        sharded_performance(patients, 1, out, advance, count=workers, each=2)
        results = (out / "results.json").read_bytes()
    return Cost(last.seconds, core_seconds() - before, results)


def core_seconds() -> float:
    """Of this process and of those that it started and that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> int:
    """Print each round and the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--patients", type=int, default=50, help="of each group")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    cost(1, 1)  # compiled, and caches filled
    people = asked.patients * len(GROUPS)
    costs: dict[int, list[Cost]] = {1: [], asked.workers: []}
    sys.stdout.write("processes   wall, s   core-seconds a patient\n")
    for _ in range(asked.rounds):
        for workers, some in costs.items():
            some.append(cost(asked.patients, workers))
            wall, core = some[-1].wall_s, some[-1].core_s / people
            sys.stdout.write(f"{workers:9d} {wall:9.1f}   {core:.4f}\n")
            sys.stdout.flush()
    if len({one.results for some in costs.values() for one in some}) > 1:
        sys.stdout.write("RESULTS DIFFER\n")
        return 1
    one, many = (median(run.wall_s for run in some) for some in costs.values())
    core = median(run.core_s for run in costs[1]) / people
    efficiency = one / many / asked.workers
    hours = 100_000 * len(GROUPS) * core / 3600
    sys.stdout.write(
        f"median: {core:.4f} core-seconds a patient, efficiency {100 * efficiency:.0f} % from 1 to "
        f"{asked.workers}; 100,000 patients a group: {hours:.1f} core-hours\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
