"""One fiber, its lesions and its stimulus in the numbers that both scripts read."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from multifocal.fiber import Fibers, FieldPulse, GainesMembrane, Lesion, Membrane, Pulse
from multifocal.fiber.membranes.gaines import PUBLISHED_REST_MV
from multifocal.fiber.membranes.mrg import PASSIVE_REST_MV
from multifocal.fiber_export.sections import sections


def fiber_numbers(
    fibers: Fibers,
    lesions: Sequence[Lesion],
    *,
    fiber: int,
    pulse: Pulse | FieldPulse,
    stimulate_node: int,
    watch_node: int | None,
    steady_na: Sequence[float] | None,
) -> dict[str, Any]:
    """What fiber.json holds; ValueError for numbers that do not fit."""
    watch = max(fibers.nodes - 3, 1) if watch_node is None else watch_node
    which = np.array([fiber])
    chosen, harm = fibers.part(which), [each.part(which) for each in lesions]
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
    membrane = membrane_of(fibers, fiber)
    return {
        "diameter_um": float(chosen.geometry.diameter_um[0]),
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


def membrane_of(fibers: Fibers, fiber: int) -> Membrane | GainesMembrane:
    """The membrane of one fiber, at its own temperature."""
    (membrane,) = (alike.membrane for _, alike in fibers.part(np.array([fiber])).by_temperature())
    return membrane


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
