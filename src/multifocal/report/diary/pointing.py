"""From what is weak in a diary to the nerves that it has in common: the tables of `/dots`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.diary import Entry, Force, MovementStrength, Symptom, TaskEase
from multifocal.localize import GRADES
from multifocal.localize.patient import UNIT, Joined, Need, PatientTables, join_dots, patient_tables

FULL: Final = frozenset(("5", "5-"))
assert set(GRADES) > FULL


@dataclass(frozen=True)
class Pointed:
    """What is weak, as (side, key), and the nerves that it shares; `tables` name the indexes.
    `unplaced` is as weak, but names no muscle of the tables, or no side."""

    weak: tuple[tuple[Side, str], ...]
    joined: Joined
    tables: PatientTables
    unplaced: tuple[Entry, ...] = ()


@cache
def _tables() -> PatientTables:
    """The patients' own tables, with every movement and every muscle as a difficulty too."""
    tables = patient_tables()
    every = [(index, body.muscle(key)) for index, key in enumerate(tables.muscles)]
    rows: dict[str, list[int]] = {}
    for index, muscle in every:
        if muscle.part_of is None:
            movement = muscle.movement.removeprefix("body.movement.")
            rows.setdefault(f"movement-{movement}", []).append(index)
        rows[f"muscle-{muscle.id}"] = [index]
    needs = tuple(tuple(Need(k, max(1, UNIT // len(row))) for k in row) for row in rows.values())
    return replace(
        tables, difficulties=(*tables.difficulties, *rows), needs=(*tables.needs, *needs)
    )


def newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Of every task, movement and place the entry that was told last; entries come in order."""
    last: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        content = entry.content
        if isinstance(content, TaskEase):
            last["task", content.task, content.own, content.side] = entry
        elif isinstance(content, MovementStrength):
            last["movement", content.movement, content.side] = entry
        elif isinstance(content, Symptom) and content.symptom in ("weakness", "wasting"):
            last["symptom", content.scope, content.place, content.side, content.symptom] = entry
    return tuple(last.values())


def first_days(entries: Iterable[Entry]) -> dict[str, date]:
    """Since which day it was told as an entry tells it, without another answer between, by the
    entry's id: of tasks, movements and places, not of an examiner's grades. In order of time."""
    runs: dict[tuple[object, ...], tuple[str, date]] = {}
    since: dict[str, date] = {}
    for entry in entries:
        content = entry.content
        key: tuple[object, ...]
        how: str
        if isinstance(content, TaskEase):
            key, how = ("task", content.task, content.own, content.side), content.ease
        elif isinstance(content, MovementStrength) and content.ease and content.mrc is None:
            key, how = ("movement", content.movement, content.side), content.ease
        elif isinstance(content, Symptom):
            where = (content.scope, content.place, content.side)
            key, how = ("symptom", *where, content.symptom), ""
        else:
            continue
        if key not in runs or runs[key][0] != how:
            runs[key] = how, entry.when.day
        since[entry.id] = runs[key][1]
    return since


def self_reports_and_grades(
    entries: Iterable[Entry],
) -> dict[tuple[str, Side], tuple[Entry | None, Entry | None]]:
    """Of every movement and side what one has told of oneself on the day of the last examiner's
    grade or after it, and that grade: neither undoes the other. Entries come in order."""
    told: dict[tuple[str, Side], Entry] = {}
    graded: dict[tuple[str, Side], Entry] = {}
    for one in entries:
        if isinstance(one.content, MovementStrength):
            last = told if one.content.mrc is None else graded
            last[one.content.movement, one.content.side] = one
    return {key: _newer(told.get(key), graded.get(key)) for key in {**told, **graded}}


def _newer(told: Entry | None, graded: Entry | None) -> tuple[Entry | None, Entry | None]:
    if told and graded and told.when.day < graded.when.day:
        return None, graded
    return told, graded


def is_weak(entry: Entry) -> bool:
    """Whether it says that something is weak or hard."""
    content = entry.content
    if isinstance(content, TaskEase):
        return content.ease != "easy"
    if isinstance(content, MovementStrength):
        graded = content.mrc is not None and content.mrc not in FULL
        return graded or content.ease in ("hard", "cannot")
    return isinstance(content, Symptom)


def point(entries: Sequence[Entry]) -> Pointed:
    """The nerves that what is weak today has in common. What has no side cannot point."""
    tables = _tables()
    at = {key: index for index, key in enumerate(tables.difficulties)}
    weak: list[tuple[Side, str]] = []
    unplaced: list[Entry] = []
    for entry in filter(is_weak, newest(entries)):
        content = entry.content
        side = getattr(content, "side", None)
        key = None
        if isinstance(content, TaskEase):
            key = f"task-{content.task}"
        elif isinstance(content, MovementStrength):
            key = f"movement-{content.movement}"
        elif isinstance(content, Symptom) and content.scope == "muscle":
            key = f"muscle-{content.place}"
        if side is None or key not in at:
            unplaced.append(entry)
        elif (side, key) not in weak:
            weak.append((side, key))
    joined = join_dots([(SIDES.index(side), at[key]) for side, key in weak], tables)
    return Pointed(tuple(weak), joined, tables, tuple(unplaced))


def weak_sides(entries: Sequence[Entry], pointed: Pointed) -> frozenset[Side | None]:
    """On which sides something is weak, wherever it is; None where one of it has no side. A hand
    with which the device shows nothing is weak, too. Entries come in order."""
    shown = {(one.content.measure, one.content.side): one.content
             for one in entries if isinstance(one.content, Force)}  # fmt: skip
    return frozenset(
        (
            *(side for side, _ in pointed.weak),
            *(getattr(one.content, "side", None) for one in pointed.unplaced),
            *(side for (_, side), force in shown.items() if not force.best),
        )
    )
