TITLE Internodal axolemma of a motor or sensory axon after Gaines et al., J Comput Neurosci 2018

COMMENT
Written for this project from the published equations; no other project's code. Slow potassium s,
fast potassium n^4, HCN q, leak. The densities act on the section's area as it stands: NEURON's
section has the outer fiber diameter, and the published model scales none of them by d / fiberD.
ENDCOMMENT

NEURON {
    SUFFIX gaines_internode
    NONSPECIFIC_CURRENT i
    RANGE gks, gkf, ghcn, gl, ek, eq, el, qb
    THREADSAFE
}

UNITS {
    (mA) = (milliamp)
    (mV) = (millivolt)
    (S) = (siemens)
}

PARAMETER {
    gks = 0.002581 (S/cm2)
    gkf = 0.02568 (S/cm2)
    ghcn = 0.002232 (S/cm2)
    gl = 0.0002 (S/cm2)
    ek = -90 (mV)
    eq = -54.9 (mV)
    el = -90 (mV)
    qb = -107.3 (mV)
    celsius (degC)
}

STATE { s n q }

ASSIGNED {
    v (mV)
    i (mA/cm2)
    slow (1)
    as (/ms)
    bs (/ms)
    an (/ms)
    bn (/ms)
    aq (/ms)
    bq (/ms)
}

INITIAL {
    slow = 3.0^((celsius - 36) / 10)
    rates(v)
    s = as / (as + bs)
    n = an / (an + bn)
    q = aq / (aq + bq)
}

BREAKPOINT {
    SOLVE gates METHOD cnexp
    i = (gks * s + gkf * n^4) * (v - ek) + ghcn * q * (v - eq) + gl * (v - el)
}

DERIVATIVE gates {
    rates(v)
    s' = as - (as + bs) * s
    n' = an - (an + bn) * n
    q' = aq - (aq + bq) * q
}

: each rate once a step: a race should not be won against needless work
PROCEDURE rates(v (mV)) {
    as = slow * alpha_s(v)
    bs = slow * beta_s(v)
    an = slow * alpha_n(v)
    bn = slow * beta_n(v)
    aq = slow * alpha_q(v)
    bq = slow * beta_q(v)
}

FUNCTION linoid(x, c) {
    if (fabs(x / c) < 1e-6) {
        linoid = c * (1 + x / c / 2)
    } else {
        linoid = x / (1 - exp(-x / c))
    }
}

FUNCTION alpha_s(v (mV)) (/ms) { alpha_s = 0.3 / (1 + exp(-(v + 53) / 5)) }
FUNCTION beta_s(v (mV)) (/ms) { beta_s = 0.03 / (1 + exp(-(v + 90))) }
FUNCTION alpha_n(v (mV)) (/ms) { alpha_n = 0.0462 * linoid(v + 83.2, 1.1) }
FUNCTION beta_n(v (mV)) (/ms) { beta_n = 0.0824 * linoid(-(v + 66), 10.5) }
FUNCTION alpha_q(v (mV)) (/ms) { alpha_q = 0.00522 * exp((v - qb) / (-12.2)) }
FUNCTION beta_q(v (mV)) (/ms) { beta_q = 0.00522 / exp((v - qb) / (-12.2)) }
