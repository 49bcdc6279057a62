"""Compiled: whether a node has answered every pulse."""

from multifocal.fiber.jit import jit


@jit
def answered_all(spikes_ms, count, pulses, last_began_ms):
    """Whether a node's first `count` spikes (most,) are one a pulse at least, the last of them
    since the last pulse began: one impulse may fire a node twice."""
    return count >= pulses and spikes_ms[count - 1] >= last_began_ms
