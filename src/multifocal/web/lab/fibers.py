"""Every fiber of a simulation: as a picture, as a table, and where each one is stopped."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from multifocal import body
from multifocal.figures import Figure, Impulse, Mark, every_fiber
from multifocal.figures.impulses import Fate
from multifocal.nerve import Focus, MotorPool, PartFates, Passage, fate_of, journey
from multifocal.study import word_of
from multifocal.web.lab.experiment import Simulated
from multifocal.words import say

WIDE_PX, NARROW_PX = 760.0, 340.0
PX_A_LETTER = 7.5
SLOWER = 250
"""The moving picture runs this many times slower than a nerve."""


@dataclass(frozen=True)
class FiberRow:
    """One fiber: its number from fast to slow, what it is like, and its fate.

    `delay_ms` is None where it is stopped, `stopped_mm` (from the muscle) None where it is not;
    `stopped_by` is the number of the focus, 0 for the entrapment, None where it is not stopped.
    """

    number: int
    velocity_m_s: float
    diameter_um: float
    amplitude_mv: float
    force_percent: float
    crosses: bool
    fate: Fate
    delay_ms: float | None
    stopped_mm: float | None
    stopped_by: int | None


@dataclass(frozen=True, eq=False)
class Fiber:
    """A row, and the fiber that it is."""

    row: FiberRow
    part: PartFates
    index: int


def fibers(simulated: Simulated) -> tuple[Fiber, ...]:
    """All fibers, fast ones first."""
    order = sorted(
        ((part, k) for part in simulated.fates.parts for k in range(len(part.pool))),
        key=lambda one: -float(one[0].pool.velocity_m_s[one[1]]),
    )
    return tuple(
        Fiber(_row(simulated, part, k, number), part, k)
        for number, (part, k) in enumerate(order, start=1)
    )


def _row(simulated: Simulated, part: PartFates, k: int, number: int) -> FiberRow:
    pool, delay_ms = part.pool, float(part.fate.delay_ms[k])
    stopped = bool(np.isnan(delay_ms))
    mm = pool.way.length_mm - float(part.fate.stopped_mm[k]) if stopped else None
    units = pool.recordable
    return FiberRow(
        number=number,
        velocity_m_s=float(pool.velocity_m_s[k]),
        diameter_um=float(pool.diameter_um[k]),
        amplitude_mv=float(units.amplitude_mv[k]) if units else 0.0,
        force_percent=100.0 * float(pool.twitch[k]),
        crosses=part.crosses,
        fate=fate_of(delay_ms),
        delay_ms=None if stopped else delay_ms,
        stopped_mm=mm,
        stopped_by=None if mm is None else _stopper(simulated, pool, mm),
    )


def _stopper(found: Simulated, pool: MotorPool, stopped_mm: float) -> int | None:
    """The focus nearest to where the impulse ended; an impulse dies within its stretch."""
    away = []
    for number, one in _numbered(found):
        if one.reaches(pool):
            start, end = one.stretch_mm(pool)
            at = pool.way.length_mm - stopped_mm
            away.append((max(start - at, at - end, 0.0), number))
    return min(away)[1] if away else None


def _numbered(found: Simulated) -> Iterable[tuple[int, Focus]]:
    yield from enumerate(found.foci, start=1)
    if found.pressed:
        yield 0, found.pressed


def where_said(found: Simulated, at_mm: float, language: str) -> str:
    """Between which sites a place lies, by its distance from the muscle."""
    way = found.setting.way
    near = [
        (way.mm_from_muscle(one.place_on(way)), word_of("site", one.id, language))
        for one in body.stimulation_sites(found.setting.nerve, found.setting.muscle)
    ]
    before = [name for mm, name in near if mm <= at_mm]
    after = [name for mm, name in near if mm > at_mm]
    if before and after:
        return say("lab.where.between", language, distal=before[-1], proximal=after[0])
    if after:
        return say("lab.where.distal", language, site=after[0])
    return say("lab.where.proximal", language, site=before[-1])


def fiber_picture(
    simulated: Simulated, drawn: tuple[Fiber, ...], text: str, width: float, language: str
) -> Figure:
    """All fibers from the cord to the muscle, fast ones on top, with the foci across them."""
    way = simulated.setting.way
    stops = passages_by_part(simulated)
    return every_fiber(
        text,
        [_impulse(one, stops[id(one.part)], way.length_mm) for one in drawn],
        way.length_mm,
        _marks(simulated, width, language),
        [
            one.stretch_mm(simulated.fates.parts[0].pool)
            for _, one in _numbered(simulated)
            if one.reaches(simulated.fates.parts[0].pool)
        ],
        (say("lab.end.cord", language), say("lab.end.muscle", language)),
        width,
    )


def passages_by_part(found: Simulated) -> dict[int, dict[int, list[Passage]]]:
    """Each part's damaged stretches by fiber, in the order in which an impulse meets them."""
    met: dict[int, dict[int, list[Passage]]] = {}
    for part in found.fates.parts:
        mine = met.setdefault(id(part), {})
        for one in part.passages:
            mine.setdefault(one.fiber, []).append(one)
    return met


def _impulse(fiber: Fiber, met: dict[int, list[Passage]], drawn_mm: float) -> Impulse:
    pool = fiber.part.pool
    shift = drawn_mm - pool.way.length_mm  # a crossing fiber's way is not quite as long
    stopped = fiber.row.stopped_mm
    end_mm = None if stopped is None else pool.way.length_mm - stopped
    knots = journey(pool, fiber.index, met.get(fiber.index, ()), end_mm)
    return Impulse(tuple((ms, max(mm + shift, 0.0)) for ms, mm in knots), fiber.row.fate)


def _marks(found: Simulated, width: float, language: str) -> list[Mark]:
    """The stimulated sites; names that would run into each other are left out."""
    way, free = found.setting.way, 0.0
    marks = []
    for one in reversed(found.setting.sites()):
        mm = way.length_mm - way.mm_from_muscle(one.place_on(way))
        x = width * mm / way.length_mm
        name = word_of("site", one.id, language)
        half = PX_A_LETTER * len(name) / 2
        if x - half < free or x + half > width:
            name = ""
        else:
            free = x + half + 2 * PX_A_LETTER
        marks.append(Mark(name, name, mm))
    return marks


COLUMNS = (
    "fiber", "velocity_m_s", "diameter_um", "unit_amplitude_mv", "unit_force_percent", "crosses",
    "fate", "delay_ms", "stopped_mm_from_muscle", "stopped_by",
)  # fmt: skip


def fibers_csv(simulated: Simulated, language: str) -> str:
    """Every fiber, one row each; the first lines say what was simulated."""
    page = io.StringIO()
    page.write(f"# {say('lab.file', language, query=simulated.setting.query())}\n")
    page.write(f"# {say('lab.file.columns', language)}\n")
    table = csv.writer(page, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in fibers(simulated):
        row = one.row
        table.writerow([
            row.number, f"{row.velocity_m_s:.2f}", f"{row.diameter_um:.3f}",
            f"{row.amplitude_mv:.5f}", f"{row.force_percent:.4f}", int(row.crosses), row.fate,
            "" if row.delay_ms is None else f"{row.delay_ms:.4f}",
            "" if row.stopped_mm is None else f"{row.stopped_mm:.1f}",
            "" if row.stopped_by is None else row.stopped_by,
        ])  # fmt: skip
    return page.getvalue()
