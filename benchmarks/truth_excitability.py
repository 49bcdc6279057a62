"""excitability.csv: thresholds of a test pulse, alone and under conditions, DASPK.

21 nodes, everything flows into node 10; a test pulse fires = node 15 rises through -20 mV after it
began, within 3 ms after its end at 37 °C and 5 ms below. Bisection to 0.05 %. `condition`: `alone`;
`after` a pulse of 1 ms and 1.5 times the 1 ms threshold that began `at_ms` before; `during` a
current of `percent` of the 1 ms threshold that began `at_ms` before and lasts 100 ms.
"""

from collections.abc import Iterator

from neuron_fiber import Fiber, Membrane, Step, gaines, mrg
from truth import write

NODES, NODE, GATE = 21, 10, 15
PRECISION = 0.0005
FIBERS: tuple[tuple[Membrane, float, float], ...] = (
    ("mrg", 10.0, 37.0), ("mrg", 6.0, 37.0), ("mrg", 16.0, 33.0), ("motor", 10.0, 37.0),
    ("sensory", 10.0, 37.0),
)  # fmt: skip
ALONE_MS = (0.1, 0.2, 1.0)
AFTER_MS = (1.6, 2.5, 4.0, 8.0, 24.0)
DURING = ((40.0, 10.0), (40.0, 90.0), (-40.0, 10.0), (-40.0, 90.0), (40.0, 120.0))
CURRENT_MS = 100.0

Flow = tuple[float, float, float]


def fires(of: tuple[Membrane, float, float], flows: list[Flow], test: Flow) -> bool:
    """Whether the test pulse (begin, duration, nA) does, with the other currents in place."""
    membrane, diameter, temperature = of
    shape = mrg(diameter) if membrane == "mrg" else gaines(diameter)
    fiber = Fiber(shape, NODES, membrane, temperature)
    for begin, lasts, na in [*flows, test]:
        fiber.stimulate(NODE, (begin,), na, lasts)
    wait = 3.0 if temperature >= 37 else 5.0
    end = test[0] + test[1] + wait
    (times,) = fiber.run([GATE], end, Step(None, 1e-4))
    return bool((times >= test[0]).any())


def threshold(
    of: tuple[Membrane, float, float], test_ms: float, guess: float,
    flows: list[Flow] | None = None, at_ms: float = 0.0,
) -> float:  # fmt: skip
    low, high = guess / 1.25, guess * 1.25
    others = flows or []
    while fires(of, others, (at_ms, test_ms, low)):
        low /= 1.5
    while not fires(of, others, (at_ms, test_ms, high)):
        high *= 1.5
    while high / low > 1 + PRECISION:
        middle = (low * high) ** 0.5
        if fires(of, others, (at_ms, test_ms, middle)):
            high = middle
        else:
            low = middle
    return (low * high) ** 0.5


def rows() -> Iterator[dict[str, object]]:
    for of in FIBERS:
        guess = 0.7
        named = {"membrane": of[0], "D_um": of[1], "temperature_c": of[2]}
        control = 0.0
        for lasts in ALONE_MS:
            guess = control = threshold(of, lasts, guess)
            yield named | {"condition": "alone", "percent": "", "at_ms": 0.0, "test_ms": lasts,
                           "threshold_na": control}  # fmt: skip
        for at in AFTER_MS:
            first = [(0.0, 1.0, 1.5 * control)]
            found = threshold(of, 1.0, control, first, at)
            yield named | {"condition": "after", "percent": "", "at_ms": at, "test_ms": 1.0,
                           "threshold_na": found}  # fmt: skip
        for percent, at in DURING:
            flow = [(0.0, CURRENT_MS, control * percent / 100)]
            found = threshold(of, 1.0, control * (1 - percent / 100), flow, at)
            yield named | {"condition": "during", "percent": percent, "at_ms": at, "test_ms": 1.0,
                           "threshold_na": found}  # fmt: skip


if __name__ == "__main__":
    write("excitability.csv", rows())
