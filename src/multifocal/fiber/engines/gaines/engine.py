"""Batches of motor or sensory fibers, in blocks of LANES: from geometry and damage to crossings."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from multifocal.fiber.cable import COMPARTMENTS, Internodes, Nodes, internodes, node_numbers
from multifocal.fiber.engines import records
from multifocal.fiber.engines.gaines import kernel
from multifocal.fiber.engines.gaines.layout import Axon, Block, Chain, Channel, Node, Watch
from multifocal.fiber.engines.gaines.rest import settle_each, tabulate
from multifocal.fiber.engines.share import Scheme, Share
from multifocal.fiber.engines.vector import LANES
from multifocal.fiber.membranes.gaines import (
    GATES,
    INTERNODE_S_CM2,
    MYSA_S_CM2,
    NODE_K_FAST_S_CM2,
    NODE_S_CM2,
    PUBLISHED_REST_MV,
    GainesMembrane,
    Kind,
)
from multifocal.frozen import frozen

Array = NDArray[np.float64]
_settle: Callable[..., None] = settle_each
_tabulate: Callable[..., Array] = tabulate
_run: Callable[..., None] = kernel.run

MEMBRANE: type[Any] = GainesMembrane
SCHEMES: tuple[Scheme, ...] = ("cn", "be")
DT_MS, LONGEST_DT_MS = 0.0025, 0.020
TRACED: type[np.floating[Any]] = np.float32

REFRESH_MS = 0.02
"""Time between two refreshes of the internode's conductances in scheme "cn". Against a refresh at
every step, over 640 damaged fibers near their block: no verdict differs, half of the delays by
less than 0.02 µs, 95 % by less than 0.1 µs, the worst by 9.5 µs."""
_CM2_TO_US = 1e6
_SETTLED_MV = 1e-6


def run(
    share: Share[GainesMembrane],
    *,
    refresh_every: int | None = None,
    dtype: DTypeLike = np.float32,
) -> None:
    """Step the share's fibers, a block of LANES at a time; see `Engine.run`.

    Whether a fiber is quiet the kernel judges, from the fiber's own rest, unless the share's
    quiet_mv is -inf. refresh_every: steps between two refreshes of the internode's conductances
    (None: REFRESH_MS for "cn", every step for "be", as NEURON has it). dtype float64 runs on the
    plain path only (MULTIFOCAL_LANES=1).
    """
    second_order = share.scheme == "cn"
    usual = max(1, round(REFRESH_MS / share.dt_ms)) if second_order else 1
    every = usual if refresh_every is None else refresh_every
    if every < 1:
        raise ValueError(f"refresh_every is {every}; give 1 or more")
    if np.dtype(dtype) != np.float32 and LANES > 1:
        raise ValueError("vectors are float32; set MULTIFOCAL_LANES=1 for another dtype")
    membrane, row_of = share.membrane, share.damage.row_of
    may_stop = bool(np.isfinite(share.quiet_mv) and np.isfinite(share.resting_mv))
    fibers, nodes, most = share.crossings_ms.shape
    of_rows = internodes(share.geometry, share.damage)
    of_nodes = node_numbers(share.geometry, share.damage, membrane.at_node)
    steady = np.zeros((fibers, nodes)) if share.steady_na is None else share.steady_na
    for first in range(0, fibers, LANES):
        into = slice(first, min(first + LANES, fibers))
        count = into.stop - first
        lanes = np.minimum(np.arange(first, first + LANES), fibers - 1)
        block = _Block(
            _of_nodes(of_nodes, into), _of_rows(of_rows, row_of[into]), steady[into],
            membrane, dtype,
        )  # fmt: skip
        block.stimulate(share.start[into])
        seen = np.full((nodes, most, LANES), np.nan)
        voltages = np.zeros((*share.trace_mv.shape[1:], LANES), dtype=dtype)
        goals = np.full(LANES, -1)
        goals[:count] = share.goal[into]
        quiet = np.zeros(LANES, dtype=bool)
        watch = Watch(may_stop, goals, share.until_ms[lanes], np.arange(LANES) < count)
        _run(
            block.arrays, block.axon, membrane.rate_factors, records.clock(share), every,
            _flows(records.stimulus(share), lanes), watch,
            records.Answer(seen, voltages, share.traced, share.every, quiet),
        )  # fmt: skip
        share.crossings_ms[into] = seen.transpose(2, 0, 1)[:count]
        share.trace_mv[into] = voltages.transpose(2, 0, 1)[:count]
        share.no_rest[into] = block.restless
        share.quiet[into] = quiet[:count]
        share.crossings_ms[into][block.restless] = np.nan
        share.trace_mv[into][block.restless] = np.nan


class _Block:
    """LANES fibers side by side, at rest; lanes beyond the last fiber repeat it."""

    def __init__(
        self, nodes: Nodes, chain: Internodes, steady_na: Array, membrane: GainesMembrane,
        dtype: DTypeLike,
    ) -> None:  # fmt: skip
        self.kind = kind = membrane.kind
        self._lanes = np.minimum(np.arange(LANES), len(steady_na) - 1)
        self.axon = _axon(kind)
        area = chain.outer_cm2 * _CM2_TO_US
        k_fast = nodes.g_k_slow_us * (NODE_K_FAST_S_CM2[kind] / NODE_S_CM2[kind]["k_slow"])
        v, x = self._rest(nodes, chain, area, k_fast, steady_na, PUBLISHED_REST_MV[kind])
        count = v.shape[1]
        self._nodes = np.zeros((count, len(Node), LANES), dtype=dtype)
        hot = np.zeros((count - 1, COMPARTMENTS, len(Chain), LANES), dtype=dtype)
        channels = np.zeros((count - 1, COMPARTMENTS, len(Channel), LANES), dtype=dtype)
        for node, values in (
            (Node.REST, v), (Node.CAPACITANCE, nodes.node_nf), (Node.NA_FAST, nodes.g_na_fast_us),
            (Node.NA_PERSISTENT, nodes.g_na_persistent_us), (Node.K_SLOW, nodes.g_k_slow_us),
            (Node.K_FAST, k_fast), (Node.LEAK, nodes.g_leak_us),
        ):  # fmt: skip
            self._nodes[:, node] = self._side_by_side(values)
        self._nodes[:-1, Node.AXIAL] = self._side_by_side(chain.axial_us[:, :, 0])
        self._nodes[:-1, Node.PERIAXONAL] = self._side_by_side(chain.periaxonal_us[:, :, 0])
        hot[:, :, Chain.AXIAL] = self._side_by_side(chain.axial_us[:, :, 1:])
        hot[:, :, Chain.PERIAXONAL] = self._side_by_side(chain.periaxonal_us[:, :, 1:])
        hot[:, :, Chain.MYELIN] = self._side_by_side(chain.myelin_us)
        for channel, values in (
            (Channel.REST, x[..., 0] - x[..., 1]), (Channel.CAPACITANCE, chain.axolemma_nf),
            (Channel.MYELIN_CAPACITANCE, chain.myelin_nf), (Channel.AREA, area),
        ):  # fmt: skip
            channels[:, :, channel] = self._side_by_side(values)
        self.arrays = Block(self._nodes.reshape(-1), hot.reshape(-1), channels.reshape(-1))

    def stimulate(self, start: NDArray[np.int64]) -> None:
        """Say at which node each fiber's pulse goes in."""
        self._nodes[start, Node.STIMULATED, np.arange(len(start))] = 1.0

    def _side_by_side(self, values: Array) -> Array:
        """(fibers, ...) to (..., LANES)."""
        return values[self._lanes].transpose(*range(1, values.ndim), 0)

    def _rest(
        self, nodes: Nodes, chain: Internodes, area: Array, k_fast: Array, steady_na: Array,
        guess_mv: float,
    ) -> tuple[Array, Array]:  # fmt: skip
        """Voltages of nodes (fibers, nodes) and of both sides of internodes (fibers, I, 10, 2)."""
        v = np.full(nodes.node_nf.shape, guess_mv)
        x = np.zeros((*area.shape, 2))
        x[..., 0] = guess_mv
        channels = records.Nodes(
            nodes.g_na_fast_us, nodes.g_na_persistent_us, nodes.g_k_slow_us, nodes.g_leak_us
        )
        passive = records.Passive(
            chain.axolemma_nf, chain.axolemma_us, chain.myelin_nf, chain.myelin_us,
            chain.axial_us, chain.periaxonal_us,
        )  # fmt: skip
        change = np.empty(len(v))
        _settle(
            channels, k_fast, area, self.axon, _axolemma(self.kind), passive, steady_na, v, x,
            change,
        )  # fmt: skip
        self.restless = ~(change < _SETTLED_MV)
        return v, x


def _axon(kind: Kind) -> Axon:
    return Axon(MYSA_S_CM2[kind], INTERNODE_S_CM2[kind], GATES[kind])


@cache
def _axolemma(kind: Kind) -> Array:
    """The settled current of an internode's axolemma at every voltage."""
    return frozen(_tabulate(_axon(kind)))


def _flows(all_of: records.Stimulus, lanes: NDArray[np.int64]) -> records.Stimulus:
    """What flows into each lane."""
    begins_ms, ends_ms, na, pulses = all_of
    return records.Stimulus(begins_ms[lanes], ends_ms[lanes], na[lanes], pulses)


def _of_nodes(nodes: Nodes, into: slice) -> Nodes:
    return Nodes(**{one.name: getattr(nodes, one.name)[into] for one in fields(Nodes)})


def _of_rows(rows: Internodes, row_of: NDArray[np.int64]) -> Internodes:
    """Rows written out for every internode of some fibers: (fibers, nodes - 1, 10 or 11)."""
    return Internodes(**{one.name: getattr(rows, one.name)[row_of] for one in fields(Internodes)})
