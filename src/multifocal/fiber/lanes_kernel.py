"""The compiled heart of the fast engine: LANES fibers side by side, stepped in time.

Unknowns are the voltages of the nodes, as deviations from each node's own rest, so that a fiber at
rest stays exactly there in float32. Internodes are two-ports with a few modes (twoport.py). A step
(1) moves the gates, half a step ahead of the voltage, (2) solves one tridiagonal system, node by
node forward and back, in which currents are averaged over the step: second order. The gates see
V + κ (V's last bend), which takes away most of the error that is left (docs/accuracy.md).

Only nodes that an impulse has come near are worked on. Arrays are flat; group i is the LANES
numbers at i * LANES.
"""

import numpy as np

from multifocal.fiber.gates import (
    bounded,
    moved,
    moved_far,
    over_h,
    over_m,
    over_p,
    over_s,
    settled,
)
from multifocal.fiber.membrane import E_K_MV, E_LEAK_MV, E_NA_MV, PASSIVE_REST_MV
from multifocal.fiber.twoport import (
    ACROSS,
    FIELDS,
    FIRST_MODE,
    MODES,
    OWN_LEFT,
    OWN_RIGHT,
    PER_MODE,
    REST_ACROSS,
    REST_LEFT,
    REST_RIGHT,
    WAS_ACROSS,
    WAS_LEFT,
    WAS_RIGHT,
)
from multifocal.fiber.vector import (
    LANES,
    any_of,
    larger,
    load,
    select,
    smaller,
    splat,
    store,
    vector_jit,
)

SPIKE_MV = -20.0
STIRRED_MV = 1e-3
"""A node this far from rest wakes the next one."""

# what the caller gives of each node
CHARGE, NA_FAST, NA_PERSISTENT, K_SLOW, LEAK, STEADY = range(6)
GIVEN = 6
# what the kernel keeps of each node
REST, HELD, U, BEND, SEEN, M, H, P, S, WEIGHT, KNOWN, PUSH = range(12)
KEPT = 12
LOOK_EVERY = 4
"""Steps between looks whether a fiber has come to its end."""
BEHIND, ENDMOST = 20, 5
"""Nodes kept behind the last impulse of a block, where all its impulses start within the first
few nodes and so run one way. An impulse is some fifteen nodes long; times change by less than
1 µs (tests/fiber)."""


@vector_jit
def pack(rows, modes, row_of, fibers, bank, block_row_of, block_modes):
    """Lay out the internodes of one block: block row 0 is the healthy one of every lane."""
    count = 1
    block_modes[0] = 0
    for lane in range(LANES):
        row = fibers[lane]
        block_modes[0] = max(block_modes[0], modes[row])
        for f in range(FIELDS):
            bank[f * LANES + lane] = rows[row, f]
    for k in range(row_of.shape[1]):
        healthy = True
        for lane in range(LANES):
            healthy = healthy and row_of[fibers[lane], k] == fibers[lane]
        block_row_of[k] = 0
        if healthy:
            continue
        block_row_of[k] = count
        block_modes[count] = 0
        for lane in range(LANES):
            row = row_of[fibers[lane], k]
            block_modes[count] = max(block_modes[count], modes[row])
            for f in range(FIELDS):
                bank[(count * FIELDS + f) * LANES + lane] = rows[row, f]
        count += 1


@vector_jit
def _at_rest(v, na_fast, na_persistent, k_slow, leak):
    """Ionic current (nA, outward) of a node whose gates have settled at v."""
    a, b, _ = over_m(v)
    m = settled(a, b)
    a, b, _ = over_h(v)
    h = settled(a, b)
    a, b, _ = over_p(v)
    p = settled(a, b)
    a, b, _ = over_s(v)
    s = settled(a, b)
    na = na_fast * m * m * m * h + na_persistent * p * p * p
    return na * (v - E_NA_MV) + k_slow * s * (v - E_K_MV) + leak * (v - E_LEAK_MV)


@vector_jit
def settle(nodes, given, bank, row_of, work):
    """Newton's method for the resting voltage of every node (field REST); True when found."""
    for k in range(nodes):
        store(work, k * KEPT + REST, splat(0.0))
    for _ in range(60):
        for k in range(nodes):
            g, w = k * GIVEN, k * KEPT
            na_fast, na_persistent = load(given, g + NA_FAST), load(given, g + NA_PERSISTENT)
            k_slow, leak = load(given, g + K_SLOW), load(given, g + LEAK)
            off = load(work, w + REST)
            v = bounded(off + PASSIVE_REST_MV)
            ionic = _at_rest(v, na_fast, na_persistent, k_slow, leak)
            more = _at_rest(v + 0.125, na_fast, na_persistent, k_slow, leak)
            own = larger((more - ionic) * 8.0, leak)
            known = load(given, g + STEADY) - ionic
            across = splat(0.0)
            if k > 0:
                left = row_of[k - 1] * FIELDS
                rest = load(bank, left + REST_RIGHT)
                across = load(bank, left + REST_ACROSS)
                own = own + rest
                known = known - rest * off + across * load(work, w - KEPT + REST)
            if k < nodes - 1:
                right = row_of[k] * FIELDS
                rest = load(bank, right + REST_LEFT)
                own = own + rest
                ahead = load(work, w + KEPT + REST)
                known = known - rest * off + load(bank, right + REST_ACROSS) * ahead
            if k > 0:
                share = across * load(work, w - KEPT + WEIGHT)
                own = own - across * share
                known = known + share * load(work, w - KEPT + KNOWN)
            store(work, w + WEIGHT, 1.0 / own)
            store(work, w + KNOWN, known)
        change = splat(0.0)
        last = splat(0.0)
        for k in range(nodes - 1, -1, -1):
            w = k * KEPT
            step = load(work, w + KNOWN)
            if k < nodes - 1:
                step = step + load(bank, row_of[k] * FIELDS + REST_ACROSS) * last
            last = step * load(work, w + WEIGHT)
            step = larger(smaller(last, 5.0), -5.0)
            store(work, w + REST, load(work, w + REST) + step)
            change = larger(change, larger(step, -step))
        if not any_of(change > 1e-4):
            return True
    return False


@vector_jit
def _begin(nodes, given, work):
    """From rest: gates settled, nothing moves; HELD is the ionic current that rest balances."""
    for k in range(nodes):
        g, w = k * GIVEN, k * KEPT
        v = bounded(load(work, w + REST) + PASSIVE_REST_MV)
        store(work, w + REST, v)
        held = _at_rest(
            v, load(given, g + NA_FAST), load(given, g + NA_PERSISTENT),
            load(given, g + K_SLOW), load(given, g + LEAK),
        )  # fmt: skip
        store(work, w + HELD, held)
        a, b, _ = over_m(v)
        store(work, w + M, settled(a, b))
        a, b, _ = over_h(v)
        store(work, w + H, settled(a, b))
        a, b, _ = over_p(v)
        store(work, w + P, settled(a, b))
        a, b, _ = over_s(v)
        store(work, w + S, settled(a, b))
        for field in (U, BEND, SEEN, PUSH):
            store(work, w + field, splat(0.0))


@vector_jit
def _alive(low, high, work, quiet_mv, resting_mv):
    """Which lanes still have something to conduct: above 0 where they do."""
    most = splat(-1.0)
    for k in range(low, high):
        w = k * KEPT
        rest, u = load(work, w + REST), load(work, w + U)
        v = rest + u
        level = larger(rest + 4.0, resting_mv)
        rising = select(load(work, w + BEND) > 0.0, v - level, splat(-1.0))
        most = larger(most, larger(v - larger(rest + 18.0, quiet_mv), rising))
    return most


@vector_jit
def run(
    nodes, given, bank, row_of, modes_of, hm, hh, hs, dt, kappa, steps,
    start, pulses_ms, pulse_na, pulse_ms, quiet_mv, resting_mv, goal, within,
    work, memory, seen, crossings_ms, trace_mv,
):  # fmt: skip
    """Step one block of fibers from rest through their pulses.

    given (nodes * GIVEN groups), bank (rows * FIELDS groups), row_of (nodes - 1,), modes_of
    (rows,); hm, hh, hs: dt times the Q10 of the gates; start, goal, within (LANES,): node
    stimulated, node to wait for (or -1), and whether the lane is a fiber at all.
    Out: crossings_ms (LANES, nodes, most), trace_mv (LANES, steps, nodes) or of no length.
    Returns False if a fiber found no resting state.
    """
    if not settle(nodes, given, bank, row_of, work):
        return False
    _begin(nodes, given, work)
    memory[:] = np.float32(0.0)
    most = crossings_ms.shape[2]
    pulses = pulses_ms.shape[0]
    low, high = nodes, 0
    for lane in range(LANES):
        work[(start[lane] * KEPT + PUSH) * LANES + lane] = np.float32(2.0 * pulse_na)
        low = min(low, start[lane] - 3)
        high = max(high, start[lane] + 4)
    low, high = max(low, 0), min(high, nodes)
    last_pulse = pulses_ms[pulses - 1] + pulse_ms
    zero = splat(0.0)
    may_leave = trace_mv.shape[1] == 0
    for lane in range(LANES):
        may_leave = may_leave and start[lane] <= ENDMOST
    if may_leave:
        low = 0
    for step in range(steps):
        t = step * dt
        on = 0.0
        for pulse in range(pulses):
            on += max(0.0, min(t + dt, pulses_ms[pulse] + pulse_ms) - max(t, pulses_ms[pulse]))
        on /= dt
        # forward: gates, currents, elimination
        carried_own, carried_known, weight, known = zero, zero, zero, zero
        across = zero
        for k in range(low, high):
            g, w = k * GIVEN, k * KEPT
            rest, u = load(work, w + REST), load(work, w + U)
            v = bounded(rest + load(work, w + SEEN))
            a, b, d = over_m(v)
            m = moved_far(load(work, w + M), a, b, d, hm)
            a, b, d = over_h(v)
            h = moved(load(work, w + H), a, b, d, hh)
            store(work, w + M, m)
            store(work, w + H, h)
            p, s = load(work, w + P), load(work, w + S)
            if step % 2 == 0:
                a, b, d = over_p(v)
                p = moved(p, a, b, d, 2.0 * hm)
                store(work, w + P, p)
            else:
                a, b, d = over_s(v)
                s = moved(s, a, b, d, 2.0 * hs)
                store(work, w + S, s)
            na = load(given, g + NA_FAST) * m * m * m * h
            na = na + load(given, g + NA_PERSISTENT) * p * p * p
            slow = load(given, g + K_SLOW) * s
            leak = load(given, g + LEAK)
            open_us = na + slow + leak
            charge = load(given, g + CHARGE)
            inward = na * (E_NA_MV - rest) + slow * (E_K_MV - rest) + leak * (E_LEAK_MV - rest)
            own = charge + open_us + carried_own
            now = (charge - open_us) * u + 2.0 * (inward + load(work, w + HELD)) + carried_known
            if on > 0.0:
                now = now + on * load(work, w + PUSH)
            if k < nodes - 1:
                row = row_of[k]
                f = row * FIELDS
                ahead = load(work, w + KEPT + U)
                own = own + load(bank, f + OWN_LEFT)
                was = load(bank, f + WAS_ACROSS)
                now = now + load(bank, f + WAS_LEFT) * u + was * ahead
                carried_own = load(bank, f + OWN_RIGHT)
                carried_known = load(bank, f + WAS_RIGHT) * ahead + was * u
                kept = k * MODES
                f += FIRST_MODE
                for mode in range(modes_of[row]):
                    y = load(memory, kept + mode)
                    now = now + load(bank, f + 3) * y
                    carried_known = carried_known + load(bank, f + 4) * y
                    push = load(bank, f + 1) * u + load(bank, f + 2) * ahead
                    store(memory, kept + mode, load(bank, f) * y + push)
                    f += PER_MODE
            share = across * weight
            own = own - across * share
            known = now + share * known
            weight = 1.0 / own
            store(work, w + WEIGHT, weight)
            store(work, w + KNOWN, known)
            if k < nodes - 1:
                across = load(bank, row_of[k] * FIELDS + ACROSS)
        # back: voltages, crossings
        last = zero
        for k in range(high - 1, low - 1, -1):
            w = k * KEPT
            now = load(work, w + KNOWN)
            if k < high - 1:
                now = now + load(bank, row_of[k] * FIELDS + ACROSS) * last
            last = now * load(work, w + WEIGHT)
            u = load(work, w + U)
            step_mv = last - u
            store(work, w + SEEN, last + kappa * (step_mv - load(work, w + BEND)))
            store(work, w + BEND, step_mv)
            store(work, w + U, last)
            spike = SPIKE_MV - load(work, w + REST)
            crossed = (u < spike) & (last >= spike)
            if any_of(crossed):
                store(work, nodes * KEPT, select(crossed, (spike - u) / step_mv, splat(-1.0)))
                for lane in range(LANES):
                    part = work[nodes * KEPT * LANES + lane]
                    count = seen[k, lane]
                    if part >= 0.0 and count < most and within[lane]:
                        crossings_ms[lane, k, count] = t + dt * part
                        seen[k, lane] = count + 1
        if trace_mv.shape[1] > 0:
            for lane in range(trace_mv.shape[0]):
                for k in range(nodes):
                    w = k * KEPT
                    trace_mv[lane, step, k] = (
                        work[(w + REST) * LANES + lane] + work[(w + U) * LANES + lane]
                    )
        if not may_leave and low > 0 and _stirred(work, low):
            low -= 1
        if high < nodes and _stirred(work, high - 1):
            high += 1
        if step % LOOK_EVERY == LOOK_EVERY - 1 and trace_mv.shape[1] == 0:
            store(work, nodes * KEPT, _alive(low, high, work, quiet_mv, resting_mv))
            going = False
            leave = may_leave and t > last_pulse
            for lane in range(LANES):
                arrived = goal[lane] >= 0 and seen[goal[lane], lane] >= pulses
                quiet = t > last_pulse and work[nodes * KEPT * LANES + lane] <= 0.0
                if within[lane] and not arrived and not quiet:
                    going = True
                    leave = leave and low + BEHIND < high and seen[low + BEHIND, lane] >= pulses
            if leave:
                low += 1
            if not going:
                break
    return True


@vector_jit
def _stirred(work, k):
    u = load(work, k * KEPT + U)
    return any_of(u * u > STIRRED_MV * STIRRED_MV)
