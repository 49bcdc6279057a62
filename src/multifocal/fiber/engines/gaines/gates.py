"""Motor and sensory gates for LANES fibers at once; the same formulas as `gaines.py`.

Each rate is a fraction, over / under, so that a gate costs one division. A gate is moved exactly
for a voltage that stays as it is. At that voltage's own settled value it does not move by one bit.
"""

from multifocal.fiber.engines.vector import exp2, larger, select, smaller, vector_jit
from multifocal.fiber.membranes.gaines import HCN_RATE, HCN_SLOPE_MV

LOG2_E = 1.4426950408889634
_STEEPEST = 28.0
"""Powers of two beyond this only close what is already closed, and would overflow float32."""


@vector_jit
def linoid(x, slope):
    """x / (1 - exp(-x / slope)) as over and under, without its singularity at 0."""
    y = x * (1.0 / slope)
    e = exp2(larger(smaller(y * -LOG2_E, _STEEPEST), -100.0))
    near_zero = y * y < 0.0025
    over = select(near_zero, slope * (1.0 + y * (0.5 + y * (1.0 / 12.0))), x)
    return over, select(near_zero, 1.0, 1.0 - e)


@vector_jit
def logistic(x, slope):
    """What 1 is divided by for 1 / (1 + exp(-x / slope))."""
    return 1.0 + exp2(larger(smaller(x * (-LOG2_E / slope), _STEEPEST), -100.0))


@vector_jit
def move(gate, over_a, under_a, over_b, under_b, span):
    """Let a gate with rates over / under relax for `span` ms (temperature factor included)."""
    opening = over_a * under_b
    both = opening + over_b * under_a
    under = under_a * under_b
    shared = 1.0 / (both * under)
    settled = opening * under * shared
    kept = exp2(larger(both * both * shared * (-LOG2_E * span), -100.0))
    return settled + (gate - settled) * kept


@vector_jit
def move_m(m, v, g, span):
    """Fast sodium activation."""
    a, under_a = linoid(v + g.m_a_mv, g.m_a_slope)
    b, under_b = linoid(-(v + g.m_b_mv), g.m_b_slope)
    return move(m, a * g.m_a, under_a, b * g.m_b, under_b, span)


@vector_jit
def move_h(h, v, g, span):
    """Fast sodium inactivation."""
    a, under_a = linoid(-(v + g.h_a_mv), g.h_a_slope)
    return move(h, a * g.h_a, under_a, g.h_b, logistic(v + g.h_b_mv, g.h_b_slope), span)


@vector_jit
def move_p(p, v, g, span):
    """Persistent sodium activation."""
    a, under_a = linoid(v + g.p_a_mv, g.p_a_slope)
    b, under_b = linoid(-(v + g.p_b_mv), g.p_b_slope)
    return move(p, a * g.p_a, under_a, b * g.p_b, under_b, span)


@vector_jit
def move_s(s, v, span):
    """Slow potassium activation (MRG's)."""
    return move(s, 0.3, logistic(v + 53.0, 5.0), 0.03, logistic(v + 90.0, 1.0), span)


@vector_jit
def move_n(n, v, span):
    """Fast potassium activation."""
    a, under_a = linoid(v + 83.2, 1.1)
    b, under_b = linoid(-(v + 66.0), 10.5)
    return move(n, a * 0.0462, under_a, b * 0.0824, under_b, span)


@vector_jit
def move_q(q, v, g, span):
    """HCN."""
    e = exp2(larger(smaller((v - g.hcn_half_mv) * (LOG2_E / HCN_SLOPE_MV), _STEEPEST), -100.0))
    return move(q, HCN_RATE, e, e * HCN_RATE, 1.0, span)
