"""Distances of a report: of which stretch, in which unit, and whether its velocities agree."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from multifocal.formats.report.cells import nothing, number, plain_number, scaled
from multifocal.formats.report.headers import Heading
from multifocal.formats.report.places import Context, distance_rank
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row, Stretch, Table, key_of
from multifocal.formats.report.rows import Rows
from multifocal.formats.report.understood import MappedColumn, Note
from multifocal.study.vocabulary import says_no_response

# Velocities between these are a nerve's, m/s: a unit that is tenfold off falls outside. Distances
# from the cathode to the electrode, mm. Source of all: multifocal-choice-plausible-values.
_VELOCITY_M_S: Final = (8.0, 100.0)
_ELECTRODE_MM: Final = (15.0, 350.0)
_AGREES: Final = 0.06
_AGREES_M_S: Final = 2.0
_SURE_MM: Final = (10.0, 500.0)
_CONTRADICTS: Final = 1.5  # as many times faster or slower is no slip of a rounded number
_TENFOLD: Final = 3.0  # about the root of ten: nearer to another unit than to this one
_MOST_QUOTED: Final = 30
_UNITS: Final[Mapping[str, float]] = {"mm": 1.0, "cm": 10.0}

Group = Sequence[tuple[Row, float | None]]
"""The rows of one nerve and electrode from distal to proximal, each with its latency in ms."""


@dataclass(frozen=True)
class StatedDistance:
    """A distance as written, of one row; `delta_ms`: the latencies' difference, if known."""

    row: Row
    table: Table
    text: str
    delta_ms: float | None
    velocity: float | None
    to_electrode: bool


def order(row: Row) -> int:
    """How far from the muscle the row's site lies; -1 where that is not known."""
    return distance_rank(row.site, row.context)


def _nerve(context: Context) -> tuple[object, ...]:
    """Side and nerve of motor responses, whatever muscle they are of."""
    return key_of(replace(context, kind="M", muscle=None, skin=None))


class Distances:
    """Gives each row its distance from the site before it, in mm, as text."""

    def __init__(self, asking: Asking, read: Rows) -> None:
        self.asking = asking
        self.notes: list[Note] = []
        self.mapped: list[MappedColumn] = []
        self.of: dict[int, str] = {}
        self._told: list[StatedDistance] = []
        self._rows, self._stretches = read.rows, read.stretches.known
        self._used: set[int] = set()
        for line, written in read.stretches.unread:
            self.notes.append(Note("stretch_unread", line, {"written": written[:30]}))

    def add(self, group: Group) -> None:
        """The rows of one nerve and electrode."""
        rows = [row for row, _ in group]
        for at, (row, latency) in enumerate(group):
            before = group[at - 1][1] if at else None
            delta = latency - before if latency is not None and before is not None else None
            stretch = self._stretch_to(row, rows[at - 1] if at else None, rows)
            if stretch is not None:
                self._used.add(id(stretch))
                self._state(row, stretch.table, stretch.distance, delta, stretch.velocity, not at)
            elif row.distance or row.velocity:
                self._state(row, row.table, row.distance, delta, row.velocity, not at)

    def _stretch_to(self, row: Row, before: Row | None, rows: Sequence[Row]) -> Stretch | None:
        other = "recording" if before is None else before.site
        for one in self._stretches:
            if set(one.ends) == {row.site, other} and self._is_of(one, rows):
                return one
        return None

    def _is_of(self, stretch: Stretch, rows: Sequence[Row]) -> bool:
        """Whether a stretch is of the nerve and electrode of these rows. One that names no muscle,
        as in a table of velocities, is of the one motor study of its nerve and side."""
        here, there = rows[0].context, stretch.context
        if key_of(there) == key_of(here):
            return True
        if here.kind == "sensory" or there.kind == "sensory" or there.muscle or there.skin:
            return False
        if _nerve(there) != _nerve(here):
            return False
        studies = {
            one.context.muscle
            for one in self._rows
            if one.context.kind not in ("sensory", "F") and _nerve(one.context) == _nerve(there)
        }
        return studies == {here.muscle}

    def _state(
        self, row: Row, table: Table, text: str, delta: float | None, velocity: str, electrode: bool
    ) -> None:
        said = number(plain_number(velocity))
        self._told.append(StatedDistance(row, table, plain_number(text), delta, said, electrode))

    def settle(self) -> None:
        """Finds the unit of each table's distances, checks them, and gives them to their rows. Of
        stretches it names those that are none between two sites of a study."""
        for stretch in self._stretches:
            if stretch.distance and id(stretch) not in self._used:
                words = {"written": stretch.written[:40]}
                self.notes.append(Note("stretch_unused", stretch.line, words))
        for one in self._told:
            if number(one.text) is None and not (nothing(one.text) or says_no_response(one.text)):
                words = {"written": one.text[:_MOST_QUOTED]}
                self.notes.append(Note("distance_unread", one.row.line, words))
        tables = {one.table.line: one.table for one in self._told}
        for table in tables.values():
            told = [one for one in self._told if one.table.line == table.line and number(one.text)]
            if told:
                self._settle(table, told)

    def _settle(self, table: Table, told: Sequence[StatedDistance]) -> None:
        heading = next(
            (one for one in table.headings if one.meaning and one.meaning.name == "distance"), None
        )
        if heading is None:
            return
        factor = self._factor(table, heading, told)
        if factor is None:
            return
        self.mapped.append(
            MappedColumn(table.line, heading.written, "distance_mm", "", heading.unit, factor)
        )
        summed = self._from_electrode(table, told, factor)
        reached: dict[tuple[object, ...], float] = {}
        for stated in told:
            text = scaled(stated.text, factor)
            if summed:
                key = key_of(stated.row.context)
                whole = number(text) or 0.0
                text = f"{whole - reached.get(key, 0.0):g}"
                reached[key] = whole
            self._compare(stated, number(text))
            self.of[stated.row.line] = text if self._is_sure(stated, number(text)) else ""

    def _is_sure(self, told: StatedDistance, distance: float | None) -> bool:
        """Whether a row's distance may stand: what is no stretch of a nerve, or is another than the
        report's own velocity says, is asked about."""
        if not distance:
            return True
        low, high = _SURE_MM
        doubtful = not low <= distance <= high
        if told.velocity and told.delta_ms and told.delta_ms > 0:
            ratio = distance / told.delta_ms / told.velocity
            doubtful = doubtful or not 1 / _CONTRADICTS < ratio < _CONTRADICTS
        if not doubtful:
            return True
        words = {"written": told.text, "distance": f"{distance:g}"}
        key = "distance"
        if low <= distance <= high and told.velocity and told.delta_ms:
            speed = distance / told.delta_ms
            if _VELOCITY_M_S[0] <= speed <= _VELOCITY_M_S[1]:  # the velocity may be at fault
                key = "velocity"
                words |= {"stated": f"{told.velocity:g}", "computed": f"{speed:.1f}"}
        given = self.asking.ask(
            f"distance:{told.row.line}", key, ("as-written", "leave-out"), told.row.line,
            "distance_mm", **words,
        )  # fmt: skip
        return given == "as-written"

    def _factor(
        self, table: Table, heading: Heading, told: Sequence[StatedDistance]
    ) -> float | None:
        """What turns the numbers into mm: the unit written, where the numbers do not speak against
        it; the only one that they allow, where none is written; else what is answered."""
        written = heading.factor
        ways = [told, rest] if (rest := _without_the_part_before(told)) else [told]

        def fit(one: float) -> bool:
            return any(_fits(each, one) for each in ways)

        fits = {unit: one for unit, one in _UNITS.items() if fit(one)}
        if written is not None and fit(written):
            return written
        if written is None and not heading.unit and len(fits) == 1:
            (unit,) = fits
            self.notes.append(Note("unit", table.line, {"written": heading.written, "unit": unit}))
            return fits[unit]
        given = self.asking.ask(
            f"distance-unit:{table.line}", "distance_unit", tuple(_UNITS), table.line,
            "distance_mm",
            written=heading.written,
        )  # fmt: skip
        return _UNITS[given] if given else None

    def _from_electrode(self, table: Table, told: Sequence[StatedDistance], factor: float) -> bool:
        """Whether the distances are from the recording electrode, not from the site before."""
        groups: dict[tuple[object, ...], list[StatedDistance]] = {}
        for one in told:
            if one.row.context.kind != "sensory":
                groups.setdefault(key_of(one.row.context), []).append(one)
        steps = [
            (_number(b) * factor, (_number(b) - _number(a)) * factor, b)
            for group in groups.values()
            for a, b in itertools.pairwise(group)
        ]  # fmt: skip
        if not steps or any(rest <= 0 for _, rest, _ in steps):
            return False
        by_velocity = [
            _agree(rest / b.delta_ms, b.velocity) and not _agree(whole / b.delta_ms, b.velocity)
            for whole, rest, b in steps
            if b.delta_ms and b.velocity
        ]
        if by_velocity:
            summed = all(by_velocity)
            if summed:
                self.notes.append(Note("from_electrode", table.line))
            return summed
        if max(map(len, groups.values())) < 3 and not _too_fast(steps):
            return False
        given = self.asking.ask(
            f"distance-from:{table.line}", "distance_from", ("previous-site", "electrode"),
            table.line, "distance_mm",
        )  # fmt: skip
        return given == "electrode"

    def _compare(self, told: StatedDistance, distance: float | None) -> None:
        """A remark where the velocity of the report is not the one of its own numbers."""
        if not (told.delta_ms and told.delta_ms > 0 and told.velocity and distance):
            return
        computed = distance / told.delta_ms
        if not _agree(computed, told.velocity):
            self.notes.append(
                Note("velocity", told.row.line,
                     {"stated": f"{told.velocity:g}", "computed": f"{computed:.1f}"})
            )  # fmt: skip


def _without_the_part_before(told: Sequence[StatedDistance]) -> list[StatedDistance] | None:
    """The distances as if all were from the electrode; None where they do not rise."""
    distances: list[StatedDistance] = []
    reached: dict[tuple[object, ...], float] = {}
    for stated in told:
        key = key_of(stated.row.context)
        whole = _number(stated)
        rest = whole - reached.get(key, 0.0)
        if rest <= 0:
            return None
        distances.append(replace(stated, text=f"{rest:.6g}"))
        reached[key] = whole
    return distances


def _number(told: StatedDistance) -> float:
    return number(told.text) or 0.0


def _agree(computed: float, stated: float) -> bool:
    return abs(computed - stated) <= max(_AGREES_M_S, _AGREES * stated)


def _too_fast(steps: Sequence[tuple[float, float, StatedDistance]]) -> bool:
    """Whether the distances as they stand make the nerves faster than usual, and as sums do not."""
    return any(
        b.delta_ms and whole / b.delta_ms > 70 > rest / b.delta_ms for whole, rest, b in steps
    )


def _fits(told: Sequence[StatedDistance], factor: float) -> bool:
    """Whether velocities and distances are possible with this factor."""
    millimetres = [(one, _number(one) * factor) for one in told]
    speeds = [
        (one, mm / one.delta_ms) for one, mm in millimetres if one.delta_ms and one.delta_ms > 0
    ]
    if speeds:
        stated = [
            1 / _TENFOLD < speed / one.velocity < _TENFOLD for one, speed in speeds if one.velocity
        ]
        low, high = _VELOCITY_M_S
        if not low <= median(speed for _, speed in speeds) <= high:
            return False
        return not stated or sum(stated) * 2 >= len(stated)
    low, high = _ELECTRODE_MM
    near = [mm for one, mm in millimetres if one.to_electrode or one.row.context.kind == "sensory"]
    far = [
        mm for one, mm in millimetres if not (one.to_electrode or one.row.context.kind == "sensory")
    ]
    return all(low <= mm <= high for mm in near) and all(low <= mm <= 900 for mm in far)
