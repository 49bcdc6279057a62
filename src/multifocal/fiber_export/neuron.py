"""A folder with everything that NEURON needs to run one fiber: script, numbers, mechanisms."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from multifocal.arguments import names_arguments
from multifocal.fiber import Fibers, FieldPulse, GainesMembrane, Lesion, Membrane, Pulse
from multifocal.fiber.membranes.gates import MOTOR, MRG, SENSORY, Gate
from multifocal.fiber_export.nmodl import mechanism
from multifocal.fiber_export.numbers import fiber_numbers, membrane_of
from multifocal.files import write_together

SCRIPT, NUMBERS, MECHANISMS = "run_fiber.py", "fiber.json", "mechanisms"
_TEMPLATE = "run_fiber.txt"
"""Runs in NEURON's own Python, so it is no module of ours."""
_NODE = ("na_fast", "na_persistent", "k_slow", "leak")
_INTERNODE = ("k_slow", "k_fast", "hcn", "leak")


@names_arguments
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
    folder = Path(folder)
    numbers = fiber_numbers(
        fibers, lesions, fiber=fiber, pulse=pulse, stimulate_node=stimulate_node,
        watch_node=watch_node, steady_na=steady_na,
    )  # fmt: skip
    script = files("multifocal.fiber_export").joinpath(_TEMPLATE).read_text(encoding="utf-8")
    texts = {folder / SCRIPT: script, folder / NUMBERS: json.dumps(numbers, allow_nan=False)}
    for name, text in _mechanisms(membrane_of(fibers, fiber)).items():
        texts[folder / MECHANISMS / f"{name}.mod"] = text
    for path in texts:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_together({path: text.encode() for path, text in texts.items()})
    return list(texts)


def _mechanisms(membrane: Membrane | GainesMembrane) -> dict[str, str]:
    if not isinstance(membrane, GainesMembrane):
        return {"multifocal_mrg_node": mechanism("multifocal_mrg_node", MRG, _NODE)}
    table: tuple[Gate, ...] = MOTOR if membrane.kind == "motor" else SENSORY
    currents = {"node": (*_NODE[:3], "k_fast", "leak"), "internode": _INTERNODE}
    return {
        f"multifocal_gaines_{part}": mechanism(f"multifocal_gaines_{part}", table, of_part)
        for part, of_part in currents.items()
    }
