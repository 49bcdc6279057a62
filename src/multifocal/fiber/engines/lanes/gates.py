"""The gates of the MRG node for vectors of fibers, one division a gate: made from the table.

Each rate is a fraction, over / under. Two of them are brought over one denominator, so that a gate
with opening rate a/d and closing rate b/d needs no division until it moves.
"""

from multifocal.fiber.engines.vector import (
    LOG2_E,
    exp2,
    larger,
    select,
    smaller,
    splat,
    vector_jit,
)
from multifocal.fiber.jit import made_of_forms
from multifocal.fiber.membranes.gates import MRG_GATES, Linoid, Logistic, Rates

LOWEST_MV, HIGHEST_MV = -140.0, 100.0
"""What the formulas can take in float32."""
_CLOSED = 80.0
"""So many slopes beyond its middle an exponential adds nothing to 1, and would leave float32."""


@vector_jit
def bounded(v):
    """v within what the formulas can take; mV."""
    return smaller(larger(v, LOWEST_MV), HIGHEST_MV)


def _linoid(v, form):
    """Where the rate is 0/0, its voltage is nudged by 0.01 mV."""
    x = v + form.b
    x = select(x * x < 1e-4, splat(0.01), x)
    return form.a * x, 1.0 - exp2(x * (-LOG2_E / form.c))


def _logistic(v, form):
    if HIGHEST_MV + form.b > _CLOSED * form.c:
        v = smaller(v, _CLOSED * form.c - form.b)
    return form.a, 1.0 + exp2((v + form.b) * (-LOG2_E / form.c))


@made_of_forms({Linoid: _linoid, Logistic: _logistic})
def fraction(v, form):
    """A rate at voltage v as over and under, per ms."""
    raise NotImplementedError  # compiled, it is the function of the form's class


def _over(v, gate):
    over_a, under_a = fraction(v, gate.alpha)
    over_b, under_b = fraction(v, gate.beta)
    return over_a * under_b, over_b * under_a, under_a * under_b


@made_of_forms({Rates: _over})
def over(v, gate):
    """(a, b, d) of a gate: it opens at a/d and closes at b/d per ms."""
    raise NotImplementedError


@vector_jit
def over_m(v):
    """(a, b, d): fast sodium activation opens at a/d and closes at b/d per ms."""
    return over(v, MRG_GATES.m)


@vector_jit
def over_h(v):
    """The same for fast sodium inactivation."""
    return over(v, MRG_GATES.h)


@vector_jit
def over_p(v):
    """The same for persistent sodium."""
    return over(v, MRG_GATES.p)


@vector_jit
def over_s(v):
    """The same for slow potassium."""
    return over(v, MRG_GATES.s)


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
