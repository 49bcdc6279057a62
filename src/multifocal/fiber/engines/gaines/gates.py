"""Motor and sensory gates for LANES fibers at once: made from the table.

Each rate is a fraction, over / under, so that a gate costs one division. A gate is moved exactly
for a voltage that stays as it is. At that voltage's own settled value it does not move by one bit.
"""

from multifocal.fiber.engines.vector import LOG2_E, exp2, larger, select, smaller, vector_jit
from multifocal.fiber.jit import made_of_forms
from multifocal.fiber.membranes.gates import MOTOR_GATES, Linoid, Logistic, Mirrored, Rates

_STEEPEST = 28.0
"""Powers of two beyond this only close what is already closed, and would overflow float32."""


@vector_jit
def _power(x):
    """2**x within what float32 can hold."""
    return exp2(larger(smaller(x, _STEEPEST), -100.0))


def _linoid(v, form):
    """Near its singularity at 0 by the first terms of its series."""
    x = v + form.b
    y = x * (1.0 / form.c)
    e = _power(y * -LOG2_E)
    near_zero = y * y < 0.0025
    over = select(near_zero, form.c * (1.0 + y * (0.5 + y * (1.0 / 12.0))), x)
    return over * form.a, select(near_zero, 1.0, 1.0 - e)


def _logistic(v, form):
    return form.a, 1.0 + _power((v + form.b) * (-LOG2_E / form.c))


@made_of_forms({Linoid: _linoid, Logistic: _logistic})
def fraction(v, form):
    """A rate at voltage v as over and under, per ms."""
    raise NotImplementedError  # compiled, it is the function of the form's class


def _each(v, gate):
    over_a, under_a = fraction(v, gate.alpha)
    over_b, under_b = fraction(v, gate.beta)
    return over_a, under_a, over_b, under_b


def _mirrored(v, gate):
    e = _power((v + gate.b) * (LOG2_E / gate.c))
    return gate.a, e, e * gate.a, 1.0


@made_of_forms({Rates: _each, Mirrored: _mirrored})
def fractions(v, gate):
    """Both rates of a gate at voltage v: over and under of alpha, then of beta."""
    raise NotImplementedError


@vector_jit
def moved(x, v, gate, span):
    """Let a gate relax at voltage v for `span` ms (temperature factor included)."""
    over_a, under_a, over_b, under_b = fractions(v, gate)
    return _relaxed(x, over_a, under_a, over_b, under_b, span)


@vector_jit
def moved_s(x, v, span):
    """The same for slow potassium, alike in both membranes: its numbers are compiled in."""
    over_a, under_a, over_b, under_b = fractions(v, MOTOR_GATES.s)
    return _relaxed(x, over_a, under_a, over_b, under_b, span)


@vector_jit
def moved_n(x, v, span):
    """The same for fast potassium."""
    over_a, under_a, over_b, under_b = fractions(v, MOTOR_GATES.n)
    return _relaxed(x, over_a, under_a, over_b, under_b, span)


@vector_jit
def _relaxed(x, over_a, under_a, over_b, under_b, span):
    opening = over_a * under_b
    both = opening + over_b * under_a
    under = under_a * under_b
    shared = 1.0 / (both * under)
    settled = opening * under * shared
    kept = exp2(larger(both * both * shared * (-LOG2_E * span), -100.0))
    return settled + (x - settled) * kept
