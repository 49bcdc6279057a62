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
}

INITIAL {
    LOCAL a, b
    slow = 3.0^((celsius - 36) / 10)
    a = alpha_s(v)  b = beta_s(v)  s = a / (a + b)
    a = alpha_n(v)  b = beta_n(v)  n = a / (a + b)
    a = alpha_q(v)  b = beta_q(v)  q = a / (a + b)
}

BREAKPOINT {
    SOLVE gates METHOD cnexp
    i = (gks * s + gkf * n^4) * (v - ek) + ghcn * q * (v - eq) + gl * (v - el)
}

DERIVATIVE gates {
    s' = slow * (alpha_s(v) - (alpha_s(v) + beta_s(v)) * s)
    n' = slow * (alpha_n(v) - (alpha_n(v) + beta_n(v)) * n)
    q' = slow * (alpha_q(v) - (alpha_q(v) + beta_q(v)) * q)
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
