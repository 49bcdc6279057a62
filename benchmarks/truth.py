"""What the truth_*.py scripts share: verdicts, thresholds and tables from NEURON.

Unless a script says otherwise: MRG 2002, 41 nodes, 4 nA x 0.1 ms into node 0, lesions round node or
internode 20; `conducts` = node 38 rises through -20 mV; the fiber settles for 200 ms first.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from neuron_fiber import Fiber, Membrane, Shape, Step, h, mrg

h.nlayer_extracellular(1)  # all that the model needs; two give the same to 9 digits, slower
DATA = Path(__file__).parents[1] / "tests" / "reference" / "data"
DASPK = Step(None, 1e-4)
NODES, END = 41, 38


def written(value: object) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.9g}"
    return str(value)


def write(name: str, rows: Iterable[dict[str, object]]) -> None:
    """Row by row, so that a run that is cut short leaves what it had."""
    with (DATA / name).open("w", newline="", encoding="utf-8") as stream:
        table: csv.DictWriter[str] | None = None
        for row in rows:
            if table is None:
                table = csv.DictWriter(stream, list(row), lineterminator="\n")
                table.writeheader()
            table.writerow({k: written(v) for k, v in row.items()})
            stream.flush()
            print(name, *(f"{k}={written(v)}" for k, v in row.items()), flush=True)  # noqa: T201


def first(times: np.ndarray) -> float:
    return float(times[0]) if len(times) else float("nan")


def arrivals(
    damage: str = "",
    watch: Sequence[int] = (END,),
    *,
    shape: Shape | Sequence[Shape] | None = None,
    nodes: int = NODES,
    membrane: Membrane = "mrg",
    temperature_c: float = 37.0,
    node: int = 0,
    at_ms: Sequence[float] = (0.0,),
    duration_ms: float = 6.0,
    step: Step = DASPK,
) -> list[np.ndarray]:
    """Crossings of the watched nodes of one fiber that is built, run and let go of."""
    fiber = Fiber(shape or mrg(10.0), nodes, membrane, temperature_c)
    fiber.damage(damage).stimulate(node, at_ms)
    return fiber.run(watch, duration_ms, step)


def velocity(
    shape: Shape,
    membrane: Membrane = "mrg",
    temperature_c: float = 37.0,
    step: Step = DASPK,
    duration_ms: float = 4.0,
) -> float:
    """m/s between nodes 20 and 50 of 61, as `mrg_cv.csv` has it."""
    a, b = arrivals(
        watch=(20, 50), shape=shape, nodes=61, membrane=membrane, temperature_c=temperature_c,
        duration_ms=duration_ms, step=step,
    )  # fmt: skip
    return 30 * shape.internode_um / 1000 / (first(b) - first(a))


def no_step(at_double: float, at_step: float) -> float:
    """Richardson: backward Euler is of first order, so what halving dt changes remains to go."""
    return 2 * at_step - at_double


def least(works: Callable[[float], bool], low: float, high: float, within: float = 0.002) -> float:
    """The largest scale that blocks, to a relative `within`; 0 where even `low` conducts."""
    if works(low):
        return 0.0
    if not works(high):
        return high
    while high / low - 1 > within:
        middle = (low * high) ** 0.5
        low, high = (low, middle) if works(middle) else (middle, high)
    return low
