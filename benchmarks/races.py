"""The engine against its reaches and its peers: rows of build/bench.json.

Peers run in their own venv (partners.py); where it is missing their rows are left out and a line
says how to make it. Paired: ours and the peer in turn, the median of each and of their ratios.
Our time is everything from arguments to arrivals, set-up included; a peer's is its simulation
alone, for no longer than its slowest impulse needs.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from partners import partner

from multifocal import body
from multifocal.fiber import (
    Fibers,
    GainesMembrane,
    Geometry,
    Lesion,
    Membrane,
    conduct,
    velocity_m_s,
)
from multifocal.nerve import Focus, motor_pool, passage, stimulate

Row = dict[str, object]
COUNT = 96
DIAMETERS = np.linspace(5.7, 16.0, COUNT)
RACES: dict[str, tuple[int, float, float, float]] = {
    # nodes, our step (ms), how long the peer must run (ms), reach
    "neuron-be-same-dt": (51, 0.005, 1.25, 1_500),
    "neuron-be-equal-accuracy": (51, 0.0075, 1.15, 50_000),
    "neuron-daspk-51": (51, 0.0075, 1.15, 3_000),
    "neuron-daspk-251": (251, 0.0075, 5.2, 50_000),
    "jaxon-same-dt": (51, 0.005, 1.25, 1_500),
    "gaines-motor-be": (51, 0.005, 1.4, 100),
}
SITES = ("wrist", "below_elbow", "above_elbow", "axilla", "erb")


def every(runs: int = 3) -> list[Row]:
    """All rows, the absolute ones first."""
    check_accuracy()
    rows = [fibers_10000(), nerve_study(), cold_start(), memory_100000()]
    for name in RACES:
        row = race(name, runs)
        if row:
            rows.append(row)
    return rows


@contextmanager
def one_core() -> Iterator[None]:
    """Only one core for us, as for the peer, where the system lets a process choose."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def check_accuracy() -> None:
    """The step of the equal-accuracy races does keep 0.5 %: against NEURON's dt -> 0."""
    known = {5.7: 25.80, 7.3: 36.87, 10: 56.25, 11.5: 65.13, 12.8: 72.23, 15: 86.88, 16: 94.00}
    ours = velocity_m_s(list(known), dt_ms=RACES["neuron-be-equal-accuracy"][1])
    worst = np.abs(ours / np.array(list(known.values())) - 1).max()
    if worst > 0.005:
        raise ArithmeticError(f"velocity is {100 * worst:.2f} % off at the step of the races")


def race(name: str, runs: int) -> Row | None:
    """Ours against the peer of this name, run by run."""
    nodes, dt_ms, needed_ms, reach = RACES[name]
    gaines = name.startswith("gaines")
    geometry = Geometry.of(DIAMETERS, "gaines" if gaines else "table")
    membrane = GainesMembrane("motor") if gaines else Membrane()
    fibers = Fibers(geometry, nodes, membrane)

    def ours() -> float:
        start = time.perf_counter()
        answer = conduct(fibers, duration_ms=20, dt_ms=dt_ms, stop_at_node=nodes - 3)
        took = time.perf_counter() - start
        if not answer.arrived.all():
            raise ArithmeticError("an impulse was lost in the race")
        return took

    mine, theirs = [], []
    cores = one_core() if not name.startswith("jaxon") else _as_it_is()
    with cores:
        ours()
        for _ in range(runs):
            mine.append(min(ours() for _ in range(3)))
            peer = partner(name, nodes=nodes, duration=needed_ms)
            if peer is None:
                return None
            theirs.append(float(peer["seconds_per_fiber"]) * COUNT)  # type: ignore[arg-type]
    ratio = statistics.median(b / a for a, b in zip(mine, theirs, strict=True))
    return _row(name, mine, theirs, ratio, f"s for {COUNT} fibers", reach)


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


def fibers_10000() -> Row:
    """10,000 fibers, each its own diameter and lesion, 41 nodes, arguments to arrivals."""
    rng = np.random.default_rng(4)
    count = 10_000
    diameters = rng.uniform(5.7, 16.0, count)
    kinds = (("lamellae", 3, 0.02), ("gna", 5, 0.05), ("paranode", 1, 0.6), ("seal+peri", 4, 0.02))
    places = rng.integers(14, 22, count)
    scales = np.exp(rng.uniform(np.log(0.02), 0.0, count))

    def work() -> None:
        fibers = Fibers(Geometry.of(diameters), 41)
        lesions = []
        for k, (kind, long, _) in enumerate(kinds):
            mine = np.arange(k, count, len(kinds))
            at = (places[mine, None] + np.arange(long)).ravel()
            lesions.append(Lesion(kind, np.repeat(mine, long), at, np.repeat(scales[mine], long)))  # type: ignore[arg-type]
        conduct(fibers, lesions, stop_at_node=38)

    return _absolute("fibers-10000", work, reach=1.0)


def nerve_study() -> Row:
    """ADM and FDI, root to hand, five foci, five sites, recordings out; new foci in every run."""
    pools = [motor_pool("adm"), motor_pool("fdi")]
    sites = [body.site("ulnar", site) for site in SITES]
    seeds = iter(range(1000))

    def work() -> None:
        seed = next(seeds)
        foci = [
            Focus(pools[0].way.place_at(mm + seed % 20), 0.2, seed=seed + k)
            for k, mm in enumerate((60, 180, 300, 420, 560))
        ]
        passage._known.clear()
        for pool in pools:
            for site in sites:
                stimulate(pool, site, foci)

    return _absolute("nerve-study", work, reach=0.060, runs=15)


def cold_start() -> Row:
    """The first answer of a new process, what was compiled kept from before."""
    code = (
        "from multifocal.fiber import Fibers, Geometry, Lesion, conduct\n"
        "conduct(Fibers(Geometry.of([7.0, 10.0]), 41), [Lesion.at_all('paranode', [20], 1.0, 2)])"
    )
    return _absolute("cold-start", lambda: subprocess.run([sys.executable, "-c", code], check=True),
                     reach=2.0)  # fmt: skip


def memory_100000() -> Row:
    """Largest memory of a process that asks for 100,000 lesioned fibers."""
    code = (
        "import json, resource, numpy as np\n"
        "from multifocal.fiber import Fibers, Geometry, Lesion, conduct\n"
        "n = 100_000\n"
        "rng = np.random.default_rng(1)\n"
        "thin = Lesion('lamellae', np.arange(n), rng.integers(12, 28, n), rng.uniform(.01, 1, n))\n"
        "conduct(Fibers(Geometry.of(rng.uniform(6, 16, n)), 41), [thin], stop_at_node=38)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    gib = int(done.stdout) / 1024**2
    return _row("memory-100000", [gib], None, None, "GiB", 2.0)


def _absolute(name: str, work: Callable[[], object], reach: float, runs: int = 5) -> Row:
    work()
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return _row(name, times, None, None, "s", reach)


def _row(
    name: str,
    ours: list[float],
    other: list[float] | None,
    ratio: float | None,
    unit: str,
    reach: float,
) -> Row:
    return {
        "name": name,
        "ours": statistics.median(ours),
        "other": statistics.median(other) if other else None,
        "ratio": ratio,
        "unit": unit,
        "runs": len(ours),
        "reach": reach,
    }


if __name__ == "__main__":
    for one in every():
        print(json.dumps(one))  # noqa: T201
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MiB")  # noqa: T201
