"""A folder with everything that NEURON needs to run one fiber: script, numbers, mechanisms."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from multifocal.fiber import Fibers, FieldPulse, GainesMembrane, Lesion, Membrane, Pulse
from multifocal.fiber.membranes.gaines import PUBLISHED_REST_MV
from multifocal.fiber.membranes.gates import MOTOR, MRG, SENSORY, Gate
from multifocal.fiber.membranes.mrg import PASSIVE_REST_MV
from multifocal.fiber_export.nmodl import mechanism
from multifocal.fiber_export.sections import sections
from multifocal.files import write_together

SCRIPT, NUMBERS, MECHANISMS = "run_fiber.py", "fiber.json", "mechanisms"
_TEMPLATE = "run_fiber.txt"
"""Runs in NEURON's own Python, so it is no module of ours."""
_NODE = ("na_fast", "na_persistent", "k_slow", "leak")
_INTERNODE = ("k_slow", "k_fast", "hcn", "leak")


def write_neuron(
    folder: Path,
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    fiber: int = 0,
    pulse: Pulse | FieldPulse = Pulse(),  # noqa: B008  (frozen)
    stimulate_node: int = 0,
    watch_node: int | None = None,
    steady_na: Sequence[float] | None = None,
) -> list[Path]:
    """Write fiber number `fiber` of a batch, as it is damaged, into `folder`; the files written.

    `python run_fiber.py` there, with NEURON and a C++ compiler, compiles the mechanisms the first
    time, lets the fiber come to rest and prints when its impulse is at watch_node (default: the
    third from the end). pulse must be one number each, or a `FieldPulse`, which becomes the
    potential outside every section; steady_na: one a node.
    Fault where one of the files is there already, ValueError for numbers that do not fit.
    """
    watch = max(fibers.nodes - 3, 1) if watch_node is None else watch_node
    chosen, harm = (
        fibers.part(np.array([fiber])),
        [each.part(np.array([fiber])) for each in lesions],
    )
    for name, node in (("stimulate_node", stimulate_node), ("watch_node", watch)):
        if not 0 <= node < fibers.nodes:
            raise ValueError(f"{name} is {node}; there are nodes 0 to {fibers.nodes - 1}")
    around = pulse.of(len(fibers), fibers.nodes) if isinstance(pulse, FieldPulse) else None
    inside = Pulse(0.0) if isinstance(pulse, FieldPulse) else pulse
    current_na, lasts_ms = np.asarray(inside.current_na), np.asarray(inside.duration_ms)
    if current_na.ndim or lasts_ms.ndim:
        raise ValueError("pulse must be one current_na and one duration_ms")
    steady = [0.0] * fibers.nodes if steady_na is None else [float(na) for na in steady_na]
    if len(steady) != fibers.nodes:
        raise ValueError(f"steady_na must be {fibers.nodes} numbers, one a node")
    (membrane,) = (alike.membrane for _, alike in chosen.by_temperature())
    numbers = {
        "temperature_c": membrane.temperature_c,
        "start_mv": _start_mv(membrane),
        "pulse_na": float(current_na),
        "pulse_ms": float(lasts_ms),
        "stimulate_node": stimulate_node,
        "watch_node": watch,
        "nodes": fibers.nodes,
        "steady_na": steady,
        "outside": None if around is None else _outside(around, fiber),
        "sections": sections(chosen, harm),
    }
    script = files("multifocal.fiber_export").joinpath(_TEMPLATE).read_text(encoding="utf-8")
    texts = {folder / SCRIPT: script, folder / NUMBERS: json.dumps(numbers, allow_nan=False)}
    for name, text in _mechanisms(membrane).items():
        texts[folder / MECHANISMS / f"{name}.mod"] = text
    for path in texts:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_together({path: text.encode() for path, text in texts.items()})
    return list(texts)


def _outside(pulse: FieldPulse, fiber: int) -> dict[str, list[float]]:
    return {
        "potential_mv": pulse.potential_mv[fiber].tolist(),
        "times_ms": pulse.times_ms.tolist(),
        "course": pulse.course.tolist(),
    }


def _start_mv(membrane: Membrane | GainesMembrane) -> float:
    if isinstance(membrane, GainesMembrane):
        return PUBLISHED_REST_MV[membrane.kind]
    return PASSIVE_REST_MV


def _mechanisms(membrane: Membrane | GainesMembrane) -> dict[str, str]:
    if not isinstance(membrane, GainesMembrane):
        return {"multifocal_mrg_node": mechanism("multifocal_mrg_node", MRG, _NODE)}
    table: tuple[Gate, ...] = MOTOR if membrane.kind == "motor" else SENSORY
    currents = {"node": (*_NODE[:3], "k_fast", "leak"), "internode": _INTERNODE}
    return {
        f"multifocal_gaines_{part}": mechanism(f"multifocal_gaines_{part}", table, of_part)
        for part, of_part in currents.items()
    }
