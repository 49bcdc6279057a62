"""The gates of the MRG node for vectors of fibers, one division a gate.

The formulas of membrane.py, brought over one denominator: a gate with opening rate a/d and closing
rate b/d needs no division until it moves. Where a rate is 0/0 its voltage is nudged by 0.01 mV.
"""

from multifocal.fiber.engines.vector import exp2, larger, select, smaller, splat, vector_jit

_LOG2_E = 1.4426950408889634


@vector_jit
def _clear_of(x):
    """x, kept away from 0."""
    return select(x * x < 1e-4, splat(0.01), x)


@vector_jit
def bounded(v):
    """v within what the formulas can take in float32; mV."""
    return smaller(larger(v, -140.0), 100.0)


@vector_jit
def over_m(v):
    """(a, b, d): fast sodium activation opens at a/d and closes at b/d per ms."""
    x, y = _clear_of(v + 21.4), _clear_of(v + 25.7)
    dx, dy = 1.0 - exp2(x * (-_LOG2_E / 10.3)), 1.0 - exp2(y * (_LOG2_E / 9.16))
    return 1.86 * x * dy, -0.086 * y * dx, dx * dy


@vector_jit
def over_h(v):
    """The same for fast sodium inactivation."""
    x = _clear_of(v + 114.0)
    dx, dy = 1.0 - exp2(x * (_LOG2_E / 11.0)), 1.0 + exp2((v + 31.8) * (-_LOG2_E / 13.4))
    return -0.062 * x * dy, 2.3 * dx, dx * dy


@vector_jit
def over_p(v):
    """The same for persistent sodium."""
    x, y = _clear_of(v + 27.0), _clear_of(v + 34.0)
    dx, dy = 1.0 - exp2(x * (-_LOG2_E / 10.2)), 1.0 - exp2(y * (_LOG2_E / 10.0))
    return 0.01 * x * dy, -0.00025 * y * dx, dx * dy


@vector_jit
def over_s(v):
    """The same for slow potassium."""
    dx = 1.0 + exp2((v + 53.0) * (-_LOG2_E / 5.0))
    dy = 1.0 + exp2((smaller(v, -10.0) + 90.0) * -_LOG2_E)
    return 0.3 * dy, 0.03 * dx, dx * dy


@vector_jit
def settled(a, b):
    """Where the gate comes to rest."""
    return a / (a + b)


@vector_jit
def moved(x, a, b, d, by):
    """The gate after `by` ms (times its Q10): exp by (2 - z)/(2 + z), z = by (a + b) / d."""
    half = 0.5 * by * (a + b)
    return (x * (d - half) + by * a) / (d + half)


@vector_jit
def moved_far(x, a, b, d, by):
    """The same for a fast gate: exp by (12 - 6z + z²)/(12 + 6z + z²)."""
    z = by * (a + b)
    even, odd = 12.0 * d * d + z * z, 6.0 * d * z
    return (x * (even - odd) + 12.0 * by * d * a) / (even + odd)
