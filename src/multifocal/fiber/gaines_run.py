"""Whole batches of motor or sensory fibers: from geometry and lesions to threshold crossings."""

import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from typing import Literal

import numpy as np
from numpy.typing import DTypeLike, NDArray

from multifocal.fiber import gaines_kernel
from multifocal.fiber.cable import FLUT, MYSA, STIN, Cable, build, check_places
from multifocal.fiber.gaines import (
    GATES,
    INTERNODE_S_CM2,
    MYSA_S_CM2,
    NODE_K_FAST_S_CM2,
    NODE_S_CM2,
    PUBLISHED_REST_MV,
    GainesMembrane,
)
from multifocal.fiber.gaines_records import COMPARTMENTS, Chain, Channel, Node
from multifocal.fiber.gaines_rest import settle
from multifocal.fiber.geometry import MYSA_LENGTH_UM, Geometry
from multifocal.fiber.lesion import Lesion
from multifocal.fiber.vector import LANES

Array = NDArray[np.float64]
_settle: Callable[..., float] = settle
_run: Callable[..., None] = gaines_kernel.run

REFRESH_EVERY = {"cn": 4, "be": 1}
"""Steps between two refreshes of the internode's conductances, by scheme."""
_UM2_TO_MILLIONTH_CM2 = 1e-2
_SETTLED_MV = 1e-6


def run_gaines(
    geometry: Geometry,
    nodes: int,
    lesions: Sequence[Lesion],
    membrane: GainesMembrane,
    start: NDArray[np.int64],
    pulse_times_ms: Sequence[float],
    pulse_na: float,
    pulse_ms: float,
    duration_ms: float,
    dt_ms: float,
    scheme: Literal["cn", "be"] = "cn",
    *,
    goal: int = -1,
    trace: bool = False,
    refresh_every: int | None = None,
    dtype: DTypeLike = np.float32,
) -> tuple[Array, Array]:
    """Crossings (fibers, nodes, pulses + 1) and, if asked for, voltages (fibers, steps, nodes).

    start (fibers,): the node that each fiber is stimulated at; the rest as in `conduct`.
    refresh_every: steps between two refreshes of the internode's conductances (None: 4 for "cn",
    1 for "be", as NEURON has it). dtype float64 runs on the plain path only (MULTIFOCAL_LANES=1).
    Error against dt: docstring of `GainesMembrane`. Raises ArithmeticError where a fiber finds no
    resting state.
    """
    every = REFRESH_EVERY[scheme] if refresh_every is None else refresh_every
    if every < 1:
        raise ValueError(f"refresh_every is {every}; give 1 or more")
    if np.dtype(dtype) != np.float32 and LANES > 1:
        raise ValueError("vectors are float32; set MULTIFOCAL_LANES=1 for another dtype")
    fibers, steps = len(geometry.diameter_um), round(duration_ms / dt_ms)
    check_places(lesions, fibers, nodes)
    sorted_lesions = [_take(one, np.argsort(one.fiber, kind="stable")) for one in lesions]
    crossings = np.full((fibers, nodes, len(pulse_times_ms) + 1), np.nan)
    voltages = np.full((fibers, steps if trace else 0, nodes), np.nan)
    pulses = np.asarray(sorted(pulse_times_ms), dtype=np.float64)
    factors = membrane.rate_factors

    def block(first: int) -> None:
        here = np.arange(first, min(first + LANES, fibers))
        cable = build(
            _fibers(geometry, here), nodes, _within(sorted_lesions, here), membrane.at_node
        )
        ready = _Block(cable, _fibers(geometry, here), membrane, dtype)
        ready.stimulate(start[here])
        seen = np.full((nodes, crossings.shape[2], LANES), np.nan)
        shown = np.zeros((voltages.shape[1], nodes, LANES), dtype=dtype)
        _run(
            *ready.arrays, *ready.constants, *factors, dt_ms, steps, every,
            scheme == "cn", pulses, pulse_na, pulse_ms, not trace, goal,
            np.arange(LANES) < len(here), seen, shown,
        )  # fmt: skip
        crossings[here] = seen.transpose(2, 0, 1)[: len(here)]
        if trace:
            voltages[here] = shown.transpose(2, 0, 1)[: len(here)]

    firsts = list(range(0, fibers, LANES))
    for first in firsts[:1]:
        block(first)  # compiles, once, before the threads start
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(block, firsts[1:]))
    return crossings, voltages


class _Block:
    """LANES fibers side by side, at rest; lanes beyond the last fiber repeat it."""

    def __init__(
        self, cable: Cable, geometry: Geometry, membrane: GainesMembrane, dtype: DTypeLike
    ) -> None:
        kind = membrane.kind
        self._lanes = np.minimum(np.arange(LANES), len(geometry.diameter_um) - 1)
        self.constants = (MYSA_S_CM2[kind], INTERNODE_S_CM2[kind], GATES[kind])
        area = _outer_surface(geometry, cable)
        k_fast = cable.g_k_slow_us * (NODE_K_FAST_S_CM2[kind] / NODE_S_CM2[kind]["k_slow"])
        v, x = self._rest(cable, area, k_fast, PUBLISHED_REST_MV[kind])
        internodes = v.shape[1] - 1
        self._nodes = np.zeros((internodes + 1, len(Node), LANES), dtype=dtype)
        chain = np.zeros((internodes, COMPARTMENTS, len(Chain), LANES), dtype=dtype)
        channels = np.zeros((internodes, COMPARTMENTS, len(Channel), LANES), dtype=dtype)
        for node, values in (
            (Node.REST, v), (Node.CAPACITANCE, cable.node_nf), (Node.NA_FAST, cable.g_na_fast_us),
            (Node.NA_PERSISTENT, cable.g_na_persistent_us), (Node.K_SLOW, cable.g_k_slow_us),
            (Node.K_FAST, k_fast), (Node.LEAK, cable.g_leak_us),
        ):  # fmt: skip
            self._nodes[:, node] = self._side_by_side(values)
        self._nodes[:-1, Node.AXIAL] = self._side_by_side(cable.axial_us[:, :, 0])
        self._nodes[:-1, Node.PERIAXONAL] = self._side_by_side(cable.periaxonal_us[:, :, 0])
        chain[:, :, Chain.AXIAL] = self._side_by_side(cable.axial_us[:, :, 1:])
        chain[:, :, Chain.PERIAXONAL] = self._side_by_side(cable.periaxonal_us[:, :, 1:])
        chain[:, :, Chain.MYELIN] = self._side_by_side(cable.myelin_us)
        for channel, values in (
            (Channel.REST, x[..., 0] - x[..., 1]), (Channel.CAPACITANCE, cable.axolemma_nf),
            (Channel.MYELIN_CAPACITANCE, cable.myelin_nf), (Channel.AREA, area),
        ):  # fmt: skip
            channels[:, :, channel] = self._side_by_side(values)
        self.arrays = (self._nodes.reshape(-1), chain.reshape(-1), channels.reshape(-1))

    def stimulate(self, start: NDArray[np.int64]) -> None:
        """Say at which node each fiber's pulse goes in."""
        self._nodes[start, Node.STIMULATED, np.arange(len(start))] = 1.0

    def _side_by_side(self, values: Array) -> Array:
        """(fibers, ...) to (..., LANES)."""
        return np.moveaxis(values[self._lanes], 0, -1)

    def _rest(
        self, cable: Cable, area: Array, k_fast: Array, guess_mv: float
    ) -> tuple[Array, Array]:
        """Voltages of nodes (fibers, nodes) and of both sides of internodes (fibers, I, 10, 2)."""
        v = np.full(cable.node_nf.shape, guess_mv)
        x = np.zeros((*area.shape, 2))
        x[..., 0] = guess_mv
        for f in range(len(v)):
            change = _settle(
                cable.g_na_fast_us[f], cable.g_na_persistent_us[f], cable.g_k_slow_us[f], k_fast[f],
                cable.g_leak_us[f], area[f], *self.constants, cable.myelin_us[f],
                cable.axial_us[f], cable.periaxonal_us[f], v[f], x[f],
            )  # fmt: skip
            if not change < _SETTLED_MV:
                raise ArithmeticError(
                    f"a fiber found no resting state (last change {change:.3g} mV)"
                )
        return v, x


def _outer_surface(geometry: Geometry, cable: Cable) -> Array:
    """Outer surface of every compartment: times S/cm² it is µS; shape (fibers, I, 10)."""
    length_um = np.empty((len(geometry.diameter_um), 1, COMPARTMENTS))
    length_um[:, 0, MYSA] = MYSA_LENGTH_UM
    length_um[:, 0, FLUT] = geometry.flut_length_um[:, None]
    length_um[:, 0, STIN] = geometry.stin_length_um[:, None]
    surface = math.pi * geometry.diameter_um[:, None, None] * length_um * _UM2_TO_MILLIONTH_CM2
    return np.broadcast_to(surface, cable.myelin_us.shape).copy()


def _fibers(geometry: Geometry, which: NDArray[np.int64]) -> Geometry:
    return replace(geometry, **{f.name: getattr(geometry, f.name)[which] for f in fields(geometry)})


def _take(lesion: Lesion, which: NDArray[np.int64]) -> Lesion:
    return replace(
        lesion, fiber=lesion.fiber[which], at=lesion.at[which], scale=lesion.scale[which]
    )


def _within(lesions: Sequence[Lesion], here: NDArray[np.int64]) -> list[Lesion]:
    """The part of lesions sorted by fiber that lies in these neighbouring fibers, counted anew."""
    found = []
    for one in lesions:
        a, b = np.searchsorted(one.fiber, (here[0], here[-1] + 1))
        if b > a:
            found.append(replace(_take(one, np.arange(a, b)), fiber=one.fiber[a:b] - here[0]))
    return found
