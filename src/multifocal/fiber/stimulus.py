"""What flows into a fiber's stimulated node: pulses that ask for an impulse, and other currents."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_fields
from multifocal.fiber.field import FieldPulse

Array = NDArray[np.float64]

LONGEST_MS = 1e5


@names_fields
@dataclass(frozen=True)
class Pulse:
    """The stimulus: a current step into one node.

    current_na, duration_ms: one number, one a fiber (fibers,), or one a fiber and pulse
    (fibers, pulses).
    """

    current_na: ArrayLike = 4.0
    duration_ms: ArrayLike = 0.1

    def __post_init__(self) -> None:
        current, lasts = np.asarray(self.current_na, float), np.asarray(self.duration_ms, float)
        if not np.isfinite(current).all():
            raise ValueError(f"current_na is {_first(current)}; give a finite number of nA")
        in_range = (lasts > 0.0) & (lasts <= LONGEST_MS)
        if not in_range.all():
            raise ValueError(
                f"duration_ms is {_first(lasts, ~in_range)}; "
                f"give more than 0, up to {LONGEST_MS:,.0f} ms"
            )


@names_fields
@dataclass(frozen=True)
class Current:
    """A current into the stimulated node that asks for no impulse: it polarizes for a while.

    current_na, begin_ms, end_ms: one number, or one a fiber; depolarizing where positive.
    """

    current_na: ArrayLike
    begin_ms: ArrayLike
    end_ms: ArrayLike

    def __post_init__(self) -> None:
        begin, end = np.asarray(self.begin_ms, float), np.asarray(self.end_ms, float)
        current = np.asarray(self.current_na, float)
        if not np.isfinite(current).all():
            raise ValueError(f"current_na is {_first(current)}; give a finite number of nA")
        if not (np.isfinite(begin).all() and (begin >= 0).all()):
            wrong = ~(np.isfinite(begin) & (begin >= 0))
            raise ValueError(f"begin_ms is {_first(begin, wrong)}; give 0 or later")
        begin, end = np.broadcast_arrays(begin, end)
        if not (np.isfinite(end).all() and (end > begin).all()):
            wrong = ~(np.isfinite(end) & (end > begin))
            raise ValueError(f"end_ms is {_first(end, wrong)}; give a time after begin_ms")


def _first(numbers: Array, wrong: NDArray[np.bool_] | None = None) -> str:
    """The first number that is wrong (not finite, unless told), not all of a batch's."""
    wrong = ~np.isfinite(numbers) if wrong is None else wrong
    return f"{np.atleast_1d(numbers)[np.atleast_1d(wrong)][0]:g}"


@dataclass(frozen=True)
class Drive:
    """Everything that flows into the stimulated node, one rectangle a column: begins_ms, ends_ms,
    na, all (fibers, rectangles). The first `pulses` of them are the pulses, in order of time.
    outside: what each pulse does to the potential around the fiber, where it is a `FieldPulse`."""

    begins_ms: Array
    ends_ms: Array
    na: Array
    pulses: int
    outside: FieldPulse | None = None

    @property
    def pulses_ms(self) -> Array:
        """When each pulse begins, (fibers, pulses)."""
        return self.begins_ms[:, : self.pulses]

    def part(self, which: slice | NDArray[np.int64]) -> "Drive":
        """What flows into some of the fibers."""
        outside = None if self.outside is None else self.outside.part(which)
        return Drive(
            self.begins_ms[which], self.ends_ms[which], self.na[which], self.pulses, outside
        )


def drive(
    fibers: int,
    pulse_times_ms: ArrayLike,
    pulse: Pulse | FieldPulse,
    currents: Sequence[Current] = (),
    nodes: int | None = None,
) -> Drive:
    """What flows in; pulse_times_ms: (pulses,), in any order, or (fibers, pulses), in order.
    nodes: of each fiber, asked where the pulse comes from outside."""
    outside = None
    if isinstance(pulse, FieldPulse):
        if nodes is None:
            raise ValueError("a FieldPulse can stimulate only where the nodes are known")
        outside, pulse = pulse.of(fibers, nodes), Pulse(0.0, float(pulse.times_ms[-1]))
    times = np.asarray(pulse_times_ms, dtype=np.float64)
    if not (times.ndim in (1, 2) and times.size and np.isfinite(times).all() and times.min() >= 0):
        raise ValueError("pulse_times_ms must be one or more finite times, 0 or later")
    times = np.sort(times) if times.ndim == 1 else times
    pulses = times.shape[-1]
    times = _columns("pulse_times_ms", times if times.ndim == 2 else times[None], fibers, pulses)
    if (np.diff(times, axis=1) < 0).any():
        raise ValueError("pulse_times_ms of a fiber must be in the order of time")
    lasts = _columns("duration_ms", pulse.duration_ms, fibers, pulses)
    begins, ends = [times], [times + lasts]
    na = [_columns("current_na", pulse.current_na, fibers, pulses)]
    for one in currents:
        begins.append(_columns("begin_ms", one.begin_ms, fibers, 1))
        ends.append(_columns("end_ms", one.end_ms, fibers, 1))
        na.append(_columns("current_na", one.current_na, fibers, 1))
    return Drive(
        np.concatenate(begins, axis=1), np.concatenate(ends, axis=1),
        np.concatenate(na, axis=1), pulses, outside,
    )  # fmt: skip


def _columns(name: str, given: ArrayLike, fibers: int, columns: int) -> Array:
    numbers = np.asarray(given, dtype=np.float64)
    if numbers.ndim == 1:
        numbers = numbers[:, None]
    try:
        return np.array(np.broadcast_to(numbers, (fibers, columns)))
    except ValueError:
        raise ValueError(
            f"{name} has shape {np.shape(given)}, which does not fit {fibers} fibers"
        ) from None
