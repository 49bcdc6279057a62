"""Compiled: the gates one by one in float64, made from the table's forms."""

import math

from multifocal.fiber.jit import jit, made_of_forms
from multifocal.fiber.membranes.gates import Linoid, Logistic, Mirrored, Rates


def _linoid(v: float, form: Linoid) -> float:
    x = v + form.b
    y = x / form.c
    ratio = form.c * (1.0 + 0.5 * y) if abs(y) < 1e-6 else x / (1.0 - math.exp(-y))
    return form.a * ratio


def _logistic(v: float, form: Logistic) -> float:
    return form.a / (1.0 + math.exp(-(v + form.b) / form.c))


@made_of_forms({Linoid: _linoid, Logistic: _logistic})
def rate(v: float, form: Linoid | Logistic) -> float:
    """A rate at voltage v, per ms, before the temperature factor."""
    raise NotImplementedError  # compiled, it is the function of the form's class


def _each(v: float, gate: Rates) -> tuple[float, float]:
    return rate(v, gate.alpha), rate(v, gate.beta)


def _mirrored(v: float, gate: Mirrored) -> tuple[float, float]:
    e = math.exp((v + gate.b) / gate.c)
    return gate.a / e, gate.a * e


@made_of_forms({Rates: _each, Mirrored: _mirrored})
def _both(v: float, gate: Rates | Mirrored) -> tuple[float, float]:
    raise NotImplementedError


@jit
def rates(v: float, gate: Rates | Mirrored) -> tuple[float, float]:
    """Opening and closing rate of a gate, per ms, before the temperature factor."""
    return _both(v, gate)


@jit
def settled(v: float, gate: Rates | Mirrored) -> float:
    """Where the gate comes to rest."""
    a, b = rates(v, gate)
    return a / (a + b)


@jit
def moved(x: float, v: float, gate: Rates | Mirrored, by_ms: float) -> float:
    """The gate after `by_ms` (times its temperature factor) at voltage v, exactly."""
    a, b = rates(v, gate)
    rest = a / (a + b)
    return rest + (x - rest) * math.exp(-by_ms * (a + b))
