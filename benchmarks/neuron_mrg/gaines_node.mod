TITLE Node of a motor or sensory axon after Gaines et al., J Comput Neurosci 2018

COMMENT
Written for this project from the published equations; no other project's code. As mrg_node, with
fast potassium n^4 added and rate constants that differ between motor (the defaults) and sensory.
ENDCOMMENT

NEURON {
    SUFFIX gaines_node
    NONSPECIFIC_CURRENT i
    RANGE gnaf, gnap, gks, gkf, gl, ena, ek, el
    RANGE ma, mb, mc, mza, mzb, mzc, ha, hb, hc, hza, hzb, hzc, pa, pb, pc, pza, pzb, pzc
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
    gkf = 0.02568 (S/cm2)
    gl = 0.007 (S/cm2)
    ena = 50 (mV)
    ek = -90 (mV)
    el = -90 (mV)
    ma = 1.86  mb = 20.4  mc = 10.3
    mza = 0.086  mzb = 25.7  mzc = 9.16
    ha = 0.062  hb = 114  hc = 11
    hza = 2.3  hzb = 31.8  hzc = 13.4
    pa = 0.01  pb = 27  pc = 10.2
    pza = 0.00025  pzb = 34  pzc = 10
    celsius (degC)
}

STATE { m h p s n }

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
    an (/ms)
    bn (/ms)
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
    n = an / (an + bn)
}

BREAKPOINT {
    SOLVE gates METHOD cnexp
    i = (gnaf * m^3 * h + gnap * p^3) * (v - ena) + (gks * s + gkf * n^4) * (v - ek) + gl * (v - el)
}

DERIVATIVE gates {
    rates(v)
    m' = am - (am + bm) * m
    h' = ah - (ah + bh) * h
    p' = ap - (ap + bp) * p
    s' = as - (as + bs) * s
    n' = an - (an + bn) * n
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
    an = slow * alpha_n(v)
    bn = slow * beta_n(v)
}

: x / (1 - exp(-x / c)), with its limit c at x = 0
FUNCTION linoid(x, c) {
    if (fabs(x / c) < 1e-6) {
        linoid = c * (1 + x / c / 2)
    } else {
        linoid = x / (1 - exp(-x / c))
    }
}

FUNCTION alpha_m(v (mV)) (/ms) { alpha_m = ma * linoid(v + mb, mc) }
FUNCTION beta_m(v (mV)) (/ms) { beta_m = mza * linoid(-(v + mzb), mzc) }
FUNCTION alpha_h(v (mV)) (/ms) { alpha_h = ha * linoid(-(v + hb), hc) }
FUNCTION beta_h(v (mV)) (/ms) { beta_h = hza / (1 + exp(-(v + hzb) / hzc)) }
FUNCTION alpha_p(v (mV)) (/ms) { alpha_p = pa * linoid(v + pb, pc) }
FUNCTION beta_p(v (mV)) (/ms) { beta_p = pza * linoid(-(v + pzb), pzc) }
FUNCTION alpha_s(v (mV)) (/ms) { alpha_s = 0.3 / (1 + exp(-(v + 53) / 5)) }
FUNCTION beta_s(v (mV)) (/ms) { beta_s = 0.03 / (1 + exp(-(v + 90))) }
FUNCTION alpha_n(v (mV)) (/ms) { alpha_n = 0.0462 * linoid(v + 83.2, 1.1) }
FUNCTION beta_n(v (mV)) (/ms) { beta_n = 0.0824 * linoid(-(v + 66), 10.5) }
