TITLE Node of Ranvier after McIntyre, Richardson & Grill, J Neurophysiol 2002;87:995

COMMENT
Written for this project from the published equations; no other project's code. Rates per ms,
voltages mV. Fast sodium m^3 h, persistent sodium p^3, slow potassium s, leak. `many` multiplies all
conductances: a longer node that keeps its number of channels has many = 1 um / length.
ENDCOMMENT

NEURON {
    SUFFIX mrg_node
    NONSPECIFIC_CURRENT i
    RANGE gnaf, gnap, gks, gl, ena, ek, el, many
    THREADSAFE
}

UNITS {
    (mA) = (milliamp)
    (mV) = (millivolt)
    (S) = (siemens)
}

PARAMETER {
    gnaf = 3.0 (S/cm2)
    gnap = 0.01 (S/cm2)
    gks = 0.08 (S/cm2)
    gl = 0.007 (S/cm2)
    ena = 50 (mV)
    ek = -90 (mV)
    el = -90 (mV)
    many = 1 (1)
    celsius (degC)
}

STATE { m h p s }

ASSIGNED {
    v (mV)
    i (mA/cm2)
    fast (1)
    middle (1)
    slow (1)
    am (/ms)
    bm (/ms)
    ah (/ms)
    bh (/ms)
    ap (/ms)
    bp (/ms)
    as (/ms)
    bs (/ms)
}

INITIAL {
    fast = 2.2^((celsius - 20) / 10)
    middle = 2.9^((celsius - 20) / 10)
    slow = 3.0^((celsius - 36) / 10)
    rates(v)
    m = am / (am + bm)
    h = ah / (ah + bh)
    p = ap / (ap + bp)
    s = as / (as + bs)
}

BREAKPOINT {
    SOLVE gates METHOD cnexp
    i = many * ((gnaf * m^3 * h + gnap * p^3) * (v - ena) + gks * s * (v - ek) + gl * (v - el))
}

DERIVATIVE gates {
    rates(v)
    m' = am - (am + bm) * m
    h' = ah - (ah + bh) * h
    p' = ap - (ap + bp) * p
    s' = as - (as + bs) * s
}

: each rate once a step: a race should not be won against needless work
PROCEDURE rates(v (mV)) {
    am = fast * alpha_m(v)
    bm = fast * beta_m(v)
    ah = middle * alpha_h(v)
    bh = middle * beta_h(v)
    ap = fast * alpha_p(v)
    bp = fast * beta_p(v)
    as = slow * alpha_s(v)
    bs = slow * beta_s(v)
}

: x / (1 - exp(-x / c)), with its limit c at x = 0
FUNCTION linoid(x, c) {
    if (fabs(x / c) < 1e-6) {
        linoid = c * (1 + x / c / 2)
    } else {
        linoid = x / (1 - exp(-x / c))
    }
}

FUNCTION alpha_m(v (mV)) (/ms) { alpha_m = 1.86 * linoid(v + 21.4, 10.3) }
FUNCTION beta_m(v (mV)) (/ms) { beta_m = 0.086 * linoid(-(v + 25.7), 9.16) }
FUNCTION alpha_h(v (mV)) (/ms) { alpha_h = 0.062 * linoid(-(v + 114), 11) }
FUNCTION beta_h(v (mV)) (/ms) { beta_h = 2.3 / (1 + exp(-(v + 31.8) / 13.4)) }
FUNCTION alpha_p(v (mV)) (/ms) { alpha_p = 0.01 * linoid(v + 27, 10.2) }
FUNCTION beta_p(v (mV)) (/ms) { beta_p = 0.00025 * linoid(-(v + 34), 10) }
FUNCTION alpha_s(v (mV)) (/ms) { alpha_s = 0.3 / (1 + exp(-(v + 53) / 5)) }
FUNCTION beta_s(v (mV)) (/ms) { beta_s = 0.03 / (1 + exp(-(v + 90))) }
