"""The race of jaxon-nerve 1.0.1: times its batch solver and prints one JSON line.

Called by benchmarks/partners.py, in the partners' venv. `seconds` is one call of its vmapped,
jitted `batch_integrate_m_max_fd` (the leaner of its two batch solvers), compiled beforehand, in
`processes` processes at once that each take their share of the fibers; the slowest counts.
Geometry: its `MRG_INTERPOLATION`, which takes any diameter. The batch solver keeps no times, so
that the velocity comes from its single-fiber `integrate`, untimed.
"""

import argparse
import json
import multiprocessing
import os
import sys
import time
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxley.solver_gate import solve_gate_exponential
from jaxon.channels.mrg_axnode import AxnodeMyel
from jaxon.fibers.mrg import _mrg_interp_geometry, node_indices
from jaxon.stim.batch_solve import (
    batch_integrate_m_max_fd,
    build_fiber_statics,
    initial_states_batch,
    stack_fiber_statics,
)
from jaxon.stim.extracellular_coupled import integrate

os.environ["JAXON_FD_CHECKPOINT"] = "0"  # read at each call; checkpoints serve gradients only

PULSE_MV, PULSE_MS = -150.0, 0.1


def batch(diameters: list[float], nodes: int, dt_ms: float, duration_ms: float, gate: Any) -> Any:
    """Seconds of one warm call, CPU seconds, and whether every fiber conducted."""
    shapes = [_mrg_interp_geometry(d, nodes) for d in diameters]
    statics, state = stack_fiber_statics(shapes, dt_ms), initial_states_batch(shapes)
    at = node_indices(shapes[0])
    outside = np.zeros((len(diameters), shapes[0].n_comp))
    outside[:, at[0]] = PULSE_MV
    steps = round(duration_ms / dt_ms)
    pulse = jnp.asarray((np.arange(steps) * dt_ms < PULSE_MS - 1e-9).astype(float))
    before = jnp.concatenate([jnp.zeros(1), pulse[:-1]])
    solve = jax.jit(lambda ve: batch_integrate_m_max_fd(statics, state, ve, pulse, before, dt_ms))
    ve = jnp.asarray(outside)
    solve(ve).block_until_ready()
    if gate is not None:
        gate.wait()
    start, cpu = time.perf_counter(), time.process_time()
    highest = solve(ve).block_until_ready()
    took = time.perf_counter() - start, time.process_time() - cpu
    return *took, bool(np.all(np.asarray(highest)[:, at[-6]] > 0.9))


def velocity(diameter: float, nodes: int, dt_ms: float, duration_ms: float) -> float | None:
    """m/s of one fiber between a third of the way and the sixth node from the end."""
    shape = _mrg_interp_geometry(diameter, nodes)
    statics = build_fiber_statics(shape, dt_ms)
    state = tuple(one[0] for one in initial_states_batch([shape]))
    to_us = statics.A_in_cm2 * 1e6

    def membrane(v: Any, gates: Any, dt: float) -> Any:
        rates = AxnodeMyel._alpha_beta(v, 37.0)
        m, h, p, s = (
            solve_gate_exponential(g, dt, a, b) for g, (a, b) in zip(gates, rates, strict=True)
        )
        sodium, potassium = 3.0 * m**3 * h + 0.01 * p**3, 0.08 * s
        node = sodium + potassium + 0.007
        current = sodium * (v - 50.0) + (potassium + 0.007) * (v + 90.0)
        conductance = jnp.where(statics.is_node, node, statics.g_pas)
        current = jnp.where(statics.is_node, current, statics.g_pas * (v + 80.0))
        return conductance * to_us, current * to_us, (m, h, p, s)

    at = node_indices(shape)
    steps = round(duration_ms / dt_ms)
    inside = np.zeros((steps, shape.n_comp))
    inside[: round(PULSE_MS / dt_ms), at[0]] = 4.0
    (vi, _), _ = integrate(
        statics._asdict(), membrane, state, np.zeros(shape.n_comp), np.zeros(steps, bool), dt_ms,
        record="all", i_intra=inside,
    )  # fmt: skip
    first, last = nodes // 3, nodes - 6
    spacing_mm = (shape.total_length_um - 1.0) / (nodes - 1) / 1000  # delta_z_um is the table's
    crossed = []
    for k in (at[first], at[last]):
        v = np.asarray(vi[:, k])
        up = np.flatnonzero((v[:-1] < -20.0) & (v[1:] >= -20.0))
        if not len(up):
            return None
        j = up[0]
        crossed.append((j + (-20.0 - v[j]) / (v[j + 1] - v[j])) * dt_ms)
    return float((last - first) * spacing_mm / (crossed[1] - crossed[0]))


def worker(
    diameters: list[float], nodes: int, dt: float, duration: float, gate: Any, out: Any
) -> None:
    out.put(batch(diameters, nodes, dt, duration, gate))


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--nodes", type=int, default=51)
    ask.add_argument("--diameters", default="5.7,7,8.5,10,11.5,13,14.5,16", help="µm")
    ask.add_argument("--dt", type=float, default=0.005, help="ms")
    ask.add_argument("--duration", type=float, default=3.0, help="ms")
    ask.add_argument("--processes", type=int, default=2)
    given = ask.parse_args()
    diameters = [float(d) for d in given.diameters.split(",")]
    context = multiprocessing.get_context("spawn")
    gate, out = context.Barrier(given.processes), context.Queue()
    how = (given.nodes, given.dt, given.duration, gate, out)
    shares = [diameters[k :: given.processes] for k in range(given.processes)]
    team = [context.Process(target=worker, args=(share, *how)) for share in shares]
    for one in team:
        one.start()
    results = [out.get(timeout=300) for _ in team]
    for one in team:
        one.join()
    total = max(took for took, _, _ in results)
    steps = len(diameters) * given.nodes * round(given.duration / given.dt)
    answer = {
        "seconds": total,
        "cpu_seconds": sum(cpu for _, cpu, _ in results),
        "excluded": "building the fibers and compiling; it does not settle its fibers",
        "measured_fibers": len(diameters),
        "fiber_ms": len(diameters) * given.duration,
        "node_steps": steps,
        "ns_per_node_step": 1e9 * total / steps,
        "fiber_ms_per_second": len(diameters) * given.duration / total,
        "all_conducted": all(arrived for _, _, arrived in results),
        "diameters_um": diameters[:1],
        "velocity_m_s": [velocity(diameters[0], given.nodes, given.dt, given.duration)],
        "version": "jaxon-nerve 1.0.1",
        "cores": given.processes,
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
