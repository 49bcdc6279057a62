"""A folder with what PyFibers needs to run one fiber: a script and its numbers."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from multifocal.arguments import names_arguments
from multifocal.fiber import Fibers, FieldPulse, GainesMembrane, Lesion, Pulse
from multifocal.fiber_export.numbers import fiber_numbers
from multifocal.files import write_together

SCRIPT, NUMBERS = "run_pyfibers.py", "fiber.json"
_TEMPLATE = "run_pyfibers.txt"
"""Runs in PyFibers' own Python, so it is no module of ours."""
THINNEST_UM, FEWEST_NODES = 2.0, 3
"""What PyFibers 0.13 builds as MRG_INTERPOLATION."""


@names_arguments
def write_pyfibers(
    folder: Path,
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    fiber: int = 0,
    pulse: Pulse | FieldPulse = Pulse(),  # noqa: B008  (frozen)
    stimulate_node: int = 0,
    watch_node: int | None = None,
) -> list[Path]:
    """Write fiber number `fiber` of a batch, as it is damaged, into `folder`; the files written.

    `python run_pyfibers.py` there, with PyFibers (Marshall 2025, doi 10.1371/journal.pcbi.1013764)
    whose mechanisms are compiled (`pyfibers_compile`), builds its MRG fiber, gives every section
    the numbers of ours, lesions included, and prints when its impulse is at watch_node (default:
    the third from the end). Its `fiber()` is an ordinary fiber of PyFibers for whatever else that
    does. pulse: as `write_neuron` has it.
    Fault where one of the files is there already. ValueError for numbers that do not fit, and for
    motor and sensory membranes, steady currents and fibers thinner than 2 µm, which PyFibers' MRG
    fiber does not have.
    """
    if isinstance(fibers.membrane, GainesMembrane):
        raise ValueError("PyFibers has no motor or sensory membrane; give an MRG membrane")
    if fibers.geometry.diameter_um[fiber] < THINNEST_UM or fibers.nodes < FEWEST_NODES:
        raise ValueError(f"PyFibers needs {THINNEST_UM:g} µm and {FEWEST_NODES} nodes or more")
    folder = Path(folder)
    numbers = fiber_numbers(
        fibers, lesions, fiber=fiber, pulse=pulse, stimulate_node=stimulate_node,
        watch_node=watch_node, steady_na=None,
    )  # fmt: skip
    script = files("multifocal.fiber_export").joinpath(_TEMPLATE).read_text(encoding="utf-8")
    texts = {folder / SCRIPT: script, folder / NUMBERS: json.dumps(numbers, allow_nan=False)}
    folder.mkdir(parents=True, exist_ok=True)
    write_together({path: text.encode() for path, text in texts.items()})
    return list(texts)
