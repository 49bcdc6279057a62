"""The reference engine: from a share to its double cables and back."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.cable import whole
from multifocal.fiber.engines.records import (
    Answer,
    Nodes,
    Outside,
    Passive,
    Stimulus,
    Stop,
    clock,
    stimulus,
)
from multifocal.fiber.engines.reference import kernel
from multifocal.fiber.engines.share import Scheme, Share, ends_over_rest_mv
from multifocal.fiber.membranes.mrg import Membrane

_run: Callable[..., float] = kernel.run
Array = NDArray[np.float64]

MEMBRANE: type[Any] = Membrane
SCHEMES: tuple[Scheme, ...] = ("cn", "be")
DT_MS, LONGEST_DT_MS = 0.0025, 0.05
TRACED: type[np.floating[Any]] = np.float64
SETTLED_MV = 1e-6


def run(share: Share[Membrane]) -> None:
    """Step every fiber of the share, one by one; see `Engine.run`."""
    cable = whole(share.geometry, share.damage, share.membrane)
    steady = np.zeros_like(cable.node_nf) if share.steady_na is None else share.steady_na
    over_mv = ends_over_rest_mv(published=share.membrane.published)
    q, steps, flows = share.membrane.rate_factors, clock(share), stimulus(share)

    def one(f: int) -> float:
        channels = Nodes(
            cable.g_na_fast_us[f], cable.g_na_persistent_us[f], cable.g_k_slow_us[f],
            cable.g_leak_us[f],
        )  # fmt: skip
        passive = Passive(
            cable.axolemma_nf[f], cable.axolemma_us[f], cable.myelin_nf[f], cable.myelin_us[f],
            cable.axial_us[f], cable.periaxonal_us[f],
        )  # fmt: skip
        stop = Stop(share.quiet_mv, share.resting_mv, share.goal[f], share.until_ms[f], over_mv)
        answer = Answer(
            share.crossings_ms[f], share.trace_mv[f], share.traced, share.every,
            share.quiet[f : f + 1],
        )  # fmt: skip
        node = (cable.node_nf[f], channels, steady[f])
        own = Stimulus(flows.begins_ms[f], flows.ends_ms[f], flows.na[f], flows.pulses)
        where = (share.start[f], _outside(share, passive, f))
        return _run(node, passive, q, steps, where, own, stop, answer)

    for f in range(len(share.start)):
        if not one(f) < SETTLED_MV:
            share.no_rest[f] = True
            share.crossings_ms[f], share.trace_mv[f] = np.nan, np.nan


def _outside(share: Share[Membrane], passive: Passive, f: int) -> Outside:
    """What the potential around a fiber drives along it.

    Voltages are each place's over its own surroundings. Then membranes and myelin are as without a
    field, and what is left of it flows along the links: their conductance times the difference of
    potential outside, in axoplasm and periaxonal space alike (McNeal 1976; Rattay 1986).
    """
    field = share.drive.outside
    if field is None:
        nothing = np.zeros((0, 0, 2))
        return Outside(np.zeros(0), nothing, np.zeros(0))
    internodes, comps = passive.c.shape
    chain = field.potential_mv[f]
    starts = (comps + 1) * np.arange(internodes)
    drop = np.diff(chain[starts[:, None] + np.arange(comps + 2)], axis=1)  # (I, 11), mV
    inner, ring = passive.gi * drop, passive.gp * drop
    into_nodes = np.zeros(internodes + 1)
    into_nodes[:-1] += inner[:, 0]
    into_nodes[1:] -= inner[:, -1]
    into = np.stack([np.diff(inner, axis=1), np.diff(ring, axis=1)], axis=2)
    pulses = share.drive.pulses_ms[f]
    course = field.mean_course(pulses, share.steps, share.dt_ms)
    return Outside(into_nodes, np.ascontiguousarray(into), course)
