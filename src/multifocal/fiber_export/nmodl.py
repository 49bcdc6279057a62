"""The membranes as NEURON's mechanisms (NMODL), written from the one table of gates."""

from multifocal.fiber.membranes.gates import (
    REVERSAL_MV,
    Gate,
    Linoid,
    Logistic,
    Mirrored,
)


def mechanism(name: str, gates: tuple[Gate, ...], currents: tuple[str, ...]) -> str:
    """A mechanism of these currents, each with its conductance `g_CURRENT` (S/cm²); the gates
    that open none of them are left out."""
    used = [one for one in gates if one.current in currents]
    letters = [one.letter for one in used]
    factors = [
        f"    {one.letter}_pace = {one.q10!r}^((celsius - {one.at_c!r}) / 10)" for one in used
    ]
    rates = []
    for one in used:
        alpha, beta = _rates(one)
        rates += [f"    {one.letter}_open = {one.letter}_pace * ({alpha})",
                  f"    {one.letter}_close = {one.letter}_pace * ({beta})"]  # fmt: skip
    flows = [_flow(current, used) for current in currents]
    slots = [f"    {letter}_{what}" for letter in letters for what in ("pace", "open", "close")]
    starts = [f"    {one} = {one}_open / ({one}_open + {one}_close)" for one in letters]
    moves = [f"    {one}' = {one}_open - ({one}_open + {one}_close) * {one}" for one in letters]
    sources = sorted({one.source for one in used})
    return "\n".join(
        [
            f"TITLE {name}: written by Multifocal from its table of gates",
            *(f": source {one}" for one in sources),
            "",
            "NEURON {",
            f"    SUFFIX {name}",
            "    NONSPECIFIC_CURRENT i",
            *(f"    RANGE g_{one}" for one in currents),
            "    THREADSAFE",
            "}",
            "",
            "UNITS { (mA) = (milliamp) (mV) = (millivolt) (S) = (siemens) }",
            "",
            "PARAMETER {",
            *(f"    g_{one} = 0 (S/cm2)" for one in currents),
            "    celsius (degC)",
            "}",
            "",
            f"STATE {{ {' '.join(letters)} }}",
            "",
            "ASSIGNED {",
            "    v (mV)",
            "    i (mA/cm2)",
            *slots,
            "}",
            "",
            "INITIAL {",
            *factors,
            "    rates(v)",
            *starts,
            "}",
            "",
            "BREAKPOINT {",
            "    SOLVE gates METHOD cnexp",
            f"    i = {' + '.join(flows)}",
            "}",
            "",
            "DERIVATIVE gates {",
            "    rates(v)",
            *moves,
            "}",
            "",
            "PROCEDURE rates(v (mV)) {",
            *rates,
            "}",
            "",
            "FUNCTION linoid(x, c) {",
            "    if (fabs(x / c) < 1e-6) { linoid = c * (1 + x / c / 2) }",
            "    else { linoid = x / (1 - exp(-x / c)) }",
            "}",
            "",
        ]
    )


def _flow(current: str, gates: list[Gate]) -> str:
    opened = [f"{one.letter}^{one.power}" for one in gates if one.current == current]
    return " * ".join([f"g_{current}", *opened, f"(v - ({REVERSAL_MV[current]!r}))"])


def _rates(gate: Gate) -> tuple[str, str]:
    of = gate.rates
    if isinstance(of, Mirrored):
        power = f"(v + ({of.b!r})) / ({of.c!r})"
        return f"{of.a!r} / exp({power})", f"{of.a!r} * exp({power})"
    return _rate(of.alpha), _rate(of.beta)


def _rate(of: Linoid | Logistic) -> str:
    if isinstance(of, Linoid):
        return f"({of.a!r}) * linoid(v + ({of.b!r}), {of.c!r})"
    return f"{of.a!r} / (1 + exp(-(v + ({of.b!r})) / ({of.c!r})))"
