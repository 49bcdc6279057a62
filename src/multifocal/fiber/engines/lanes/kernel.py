"""The compiled heart of the fast engine: LANES fibers side by side, stepped in time.

Unknowns are the voltages of the nodes, as deviations from each node's own rest, so that a fiber at
rest stays exactly there in float32. Internodes are two-ports with a few modes (twoport.py). A step
(1) moves the gates, half a step ahead of the voltage, (2) solves one tridiagonal system, node by
node forward and back, in which currents are averaged over the step: second order. The gates see
V + κ (V's last bend), which takes away most of the error that is left (docs/accuracy.md). The
slower gates p and s take turns, each moving two steps at a time.

Only nodes that an impulse has come near are worked on.
"""

import numpy as np

from multifocal.fiber.engines.lanes.gates import (
    bounded,
    moved,
    moved_far,
    over_h,
    over_m,
    over_p,
    over_s,
)
from multifocal.fiber.engines.lanes.layout import (
    BEND,
    CHARGE,
    FIRED,
    HELD,
    INPUTS,
    K_SLOW,
    KNOWN,
    LEAK,
    NA_FAST,
    NA_PERSISTENT,
    PUSH,
    REST,
    SEEN,
    STATES,
    WEIGHT,
    H,
    M,
    P,
    S,
    U,
)
from multifocal.fiber.engines.lanes.twoport import (
    ACROSS,
    FIELDS,
    FIRST_MODE,
    MODES,
    OWN_LEFT,
    OWN_RIGHT,
    PER_MODE,
    WAS_ACROSS,
    WAS_LEFT,
    WAS_RIGHT,
)
from multifocal.fiber.engines.share import SPIKE_MV
from multifocal.fiber.engines.spikes import answered_all
from multifocal.fiber.engines.vector import (
    LANES,
    any_of,
    larger,
    load,
    select,
    splat,
    store,
    vector_jit,
)
from multifocal.fiber.membranes.gates import E_K_MV, E_LEAK_MV, E_NA_MV

STIRRED_MV = 1e-3
"""A node this far from rest wakes the next one."""

LOOK_EVERY = 4
"""Steps between looks whether a fiber has come to its end."""
FALLING_MV, CHARGED_MV = 40.0, 12.0
"""Above rest, -40 and -68 mV; see `_alive`. In all 247 random fibers that conducted, but more than
0.2 ms late, there was at any time a fired node above -40 mV or an unfired one above -65.5 mV."""
BEHIND, ENDMOST = 20, 5
"""Nodes kept behind the last impulse of a block, where all its impulses start within the first
few nodes and so run one way. An impulse is some fifteen nodes long; times change by less than
1 µs (tests/fiber)."""


@vector_jit
def _alive(low, high, work, ends):
    """Which lanes still have something to conduct: above 0 where they do.

    With one pulse (`once`): a node that has fired and is still depolarized may yet fire the next,
    and so may one that has not fired and is half charged. Otherwise any node that is depolarized,
    or rises, or swings below its rest and may swing back.
    """
    quiet_mv, resting_mv, quiet_over_mv, resting_over_mv, under_mv, once, _, _, _ = ends
    most = splat(-1.0)
    for k in range(low, high):
        w = k * STATES
        rest, u = load(work, w + REST), load(work, w + U)
        v = rest + u
        if once:
            level = select(load(work, w + FIRED) > 0.5, splat(FALLING_MV), splat(CHARGED_MV))
            most = larger(most, u - level)
        else:
            level = larger(rest + resting_over_mv, resting_mv)
            rising = select(load(work, w + BEND) > 0.0, v - level, splat(-1.0))
            most = larger(most, larger(v - larger(rest + quiet_over_mv, quiet_mv), rising))
            most = larger(most, -u - under_mv)
    return most


@vector_jit
def _flow(stimulus, which, t, dt, work, into):
    """Fill group `into` with the current, nA, that flows into each lane from t to t + dt; whether
    any does, and the time until which that of a step stays what it is."""
    begins_ms, ends_ms, flows_na, _ = stimulus
    driven, alike_until = False, np.inf
    for lane in range(LANES):
        f, current = which[lane], 0.0
        for one in range(begins_ms.shape[1]):
            begins, ends = begins_ms[f, one], ends_ms[f, one]
            on = min(t + dt, ends) - max(t, begins)
            if on > 0.0:
                current += flows_na[f, one] * (on / dt)
            for turns in (begins, ends):
                if turns > t:
                    alike_until = min(alike_until, turns)
        driven = driven or current != 0.0
        work[into * LANES + lane] = current
    return driven, alike_until


@vector_jit
def run(block, state, lanes, window, pace, stimulus, ends, answer):
    """Step one block of fibers that was put to rest, or taken up again.

    window: nodes worked on from, to; whether nodes behind the impulse may be left; whether the
    pulses are over. Stops when all, or all but few, lanes are done. Returns the steps it took.
    """
    inputs, bank, row_of, modes_of = block
    work, memory, seen = state
    which, within, since, unfinished = lanes
    dt, steps, kappa, hm, hh, hs = pace
    pulses = stimulus.pulses
    goal, until_ms, few = ends.goal, ends.until_ms, ends.few
    crossings_ms, trace_mv, traced, every, left_quiet = answer
    nodes = seen.shape[0]
    most = crossings_ms.shape[2]
    low, high = window[0], window[1]
    may_leave = window[2] > 0
    last_pulse = -1.0
    last_began = np.full(LANES, np.inf)
    for lane in range(LANES):
        if within[lane]:
            last_began[lane] = stimulus.begins_ms[which[lane], pulses - 1]
    if window[3] == 0:
        for lane in range(LANES):
            if within[lane]:
                last_pulse = max(last_pulse, stimulus.ends_ms[which[lane]].max())
    zero = splat(0.0)
    driven, alike_until = False, 0.0
    step = -1
    for step in range(steps):
        t = step * dt
        if t <= last_pulse + dt and t + dt > alike_until:
            driven, alike_until = _flow(stimulus, which, t, dt, work, nodes * STATES + 1)
        # forward: gates, currents, elimination
        carried_own, carried_known, weight, known = zero, zero, zero, zero
        across = zero
        for k in range(low, high):
            g, w = k * INPUTS, k * STATES
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
            na = load(inputs, g + NA_FAST) * m * m * m * h
            na = na + load(inputs, g + NA_PERSISTENT) * p * p * p
            slow = load(inputs, g + K_SLOW) * s
            leak = load(inputs, g + LEAK)
            open_us = na + slow + leak
            charge = load(inputs, g + CHARGE)
            inward = na * (E_NA_MV - rest) + slow * (E_K_MV - rest) + leak * (E_LEAK_MV - rest)
            own = charge + open_us + carried_own
            now = (charge - open_us) * u + 2.0 * (inward + load(work, w + HELD)) + carried_known
            if driven:
                now = now + load(work, nodes * STATES + 1) * load(work, w + PUSH)
            if k < nodes - 1:
                row = row_of[k]
                f = row * FIELDS
                ahead = load(work, w + STATES + U)
                own = own + load(bank, f + OWN_LEFT)
                was = load(bank, f + WAS_ACROSS)
                now = now + load(bank, f + WAS_LEFT) * u + was * ahead
                carried_own = load(bank, f + OWN_RIGHT)
                carried_known = load(bank, f + WAS_RIGHT) * ahead + was * u
                slot = k * MODES
                f += FIRST_MODE
                for mode in range(modes_of[row]):
                    y = load(memory, slot + mode)
                    now = now + load(bank, f + 3) * y
                    carried_known = carried_known + load(bank, f + 4) * y
                    push = load(bank, f + 1) * u + load(bank, f + 2) * ahead
                    store(memory, slot + mode, load(bank, f) * y + push)
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
            w = k * STATES
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
                fired = load(work, w + FIRED)
                store(work, w + FIRED, select(crossed, splat(1.0), fired))
                store(work, nodes * STATES, select(crossed, (spike - u) / step_mv, splat(-1.0)))
                for lane in range(LANES):
                    part = work[nodes * STATES * LANES + lane]
                    count = seen[k, lane]
                    if part >= 0.0 and count < most and within[lane]:
                        crossings_ms[which[lane], k, count] = since[lane] + t + dt * part
                        seen[k, lane] = count + 1
                        left_quiet[which[lane]] = False
        if trace_mv.shape[1] > 0 and (step + 1) % every == 0:
            for lane in range(LANES):
                if not within[lane]:
                    continue
                for k in range(traced.shape[0]):
                    w = traced[k] * STATES
                    trace_mv[which[lane], step // every, k] = (
                        work[(w + REST) * LANES + lane] + work[(w + U) * LANES + lane]
                    )
        if not may_leave and low > 0 and _stirred(work, low):
            low -= 1
        if high < nodes and _stirred(work, high - 1):
            high += 1
        if step % LOOK_EVERY == LOOK_EVERY - 1 and trace_mv.shape[1] == 0:
            store(work, nodes * STATES, _alive(low, high, work, ends))
            going = 0
            leave = may_leave and t > last_pulse
            for lane in range(LANES):
                fiber, last = which[lane], goal[lane]
                arrived = last >= 0 and answered_all(
                    crossings_ms[fiber, last], seen[last, lane], pulses, last_began[lane]
                )
                quiet = t > last_pulse and work[nodes * STATES * LANES + lane] <= 0.0
                late = since[lane] + t > until_ms[lane]
                unfinished[lane] = within[lane] and not (arrived or quiet or late)
                if within[lane] and quiet:
                    left_quiet[fiber] = True
                if unfinished[lane]:
                    going += 1
                    near = low + BEHIND
                    leave = leave and near < high
                    leave = leave and answered_all(
                        crossings_ms[fiber, near], seen[near, lane], pulses, last_began[lane]
                    )
            if leave:
                low += 1
            if going == 0 or (t > last_pulse and going <= few):
                break
    window[0], window[1] = low, high
    return step + 1


@vector_jit
def _stirred(work, k):
    u = load(work, k * STATES + U)
    return any_of(u * u > STIRRED_MV * STIRRED_MV)
