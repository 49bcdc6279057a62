"""The page for the appointment: choices and nerves of both sides, short enough for one sheet.

static/multifocal/dots/sheet.js sets the same sheet, by the same measures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.localize import Complaint
from multifocal.localize.patient import JoinedNerve, patient_tables
from multifocal.web.dots.answer import begun_large, joined, name_of
from multifocal.web.dots.forms import ASKED, COURSES, KNOWN, LINES, READY_QUESTIONS
from multifocal.web.site.request_sheet import FACING_SIDES
from multifocal.words import listed, say

MOST_ROWS, LEAST_ROWS = 8, 1
"""So many nerves have their own row on the sheet, as room allows; the others are named below."""
MOST_RULED, LEAST_RULED = 10, 1
"""Lines left free for writing."""


@dataclass(frozen=True)
class Layout:
    """The measures in mm and in letters of a way to set the sheet, as sheet.css prints it.

    They only share out the room. Chromium's PDF of the fullest sheets is the test of them.
    `beside` counts the letters of a line beside the small body, which is `body_mm` high.
    """

    dense: bool
    fixed_mm: float
    line_mm: float
    letters: int
    beside: int
    body_mm: float
    table_line_mm: float
    columns: tuple[int, int, int]


LAYOUTS = (
    Layout(False, 54.0, 4.6, 105, 80, 72.0, 4.0, (17, 58, 27)),
    Layout(True, 46.0, 3.7, 122, 96, 62.0, 3.4, (19, 64, 30)),
)
SHEET_MM = 248.0
"""Height within the margins of the shorter sheet, Letter, less a little for other typefaces."""
AFTER_MM, FACT_MM, ROW_MM, RULED_MM = 0.9, 1.6, 1.9, 7.5
OWN_MM, WARNING_MM = 9.0, 8.0
"""Of the heading over the patient's own words, and of the rim of the warning."""
"""What stands after each paragraph and fact, a table row's rim, and the height of a ruled line."""


@dataclass(frozen=True)
class NerveRow:
    """A nerve: on which sides, which muscles, between which places."""

    nerve: str
    sides: str
    muscles: str
    roots: str
    sites: str


@dataclass(frozen=True)
class Tick:
    """A word with a box before it."""

    word: str
    on: bool


@dataclass(frozen=True)
class Fact:
    """A line of the sheet: its name, and what was said or left to be written."""

    id: str
    name: str
    said: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Sheet:
    """The whole sheet; `ruled` counts the lines left for writing."""

    sides: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    questions: tuple[str, ...]
    words: tuple[str, ...]
    rows: tuple[NerveRow, ...]
    others: str
    ruled: int
    dense: bool
    warning: str
    """What stands over all where the patient is unsure of the signs and not examined; or empty."""


def present_sheet(chosen: Sequence[Complaint], said: Mapping[str, Any]) -> Sheet:
    """The sheet of what was chosen and `said` (AppointmentForm.cleaned_data)."""
    found = joined(chosen).nerves
    keys = list(dict.fromkeys(one.nerve for one in found))
    rows = tuple(_row(key, [n for n in found if n.nerve == key]) for key in keys)
    sides = tuple(
        (say(f"dots.hard.{side}"), begun_large(names))
        for side in FACING_SIDES
        if (names := [name_of(c.difficulty) for c in chosen if c.side == side])
    )
    questions = tuple(
        say(f"dots.question.{key}") for key in READY_QUESTIONS if key in said["question"]
    )
    words = tuple(said["words"].splitlines())
    facts = present_facts(said)
    warning = present_warning(said)
    own_mm = (OWN_MM if words else 0.0) + (WARNING_MM if warning else 0.0)
    told = (warning,) if warning else ()
    way, count, ruled = _fitted((*told, *questions, *words), sides, facts, rows, own_mm)
    return Sheet(
        sides=sides,
        facts=facts,
        questions=questions,
        words=words,
        rows=rows[:count],
        others=listed(f"{row.nerve} ({row.sides})" for row in rows[count:]),
        ruled=ruled,
        dense=way.dense,
        warning=warning,
    )


def present_warning(said: Mapping[str, Any]) -> str:
    """What a paper says first of who is not sure of the signs and was not examined; else empty."""
    return say("dots.sheet.unsure") if said["signs"] == "unsure" and not said["examined"] else ""


def present_facts(said: Mapping[str, Any]) -> tuple[Fact, ...]:
    """What was said first and of the course, in the order of the sheet."""
    course = tuple(Tick(say(f"dots.course.{key}"), key == said["course"]) for key in COURSES)
    since, *lines = (Fact(key, say(f"dots.sheet.{key}"), said[key], ()) for key in LINES)
    asked = (
        Fact(key, say(f"dots.sheet.{key}"), "",
             tuple(Tick(str(word), value == said[key]) for value, word in KNOWN))
        for key in ASKED
    )  # fmt: skip
    return (
        since,
        Fact("onset", say("dots.sheet.onset"), _first("onset", said["onset"]), ()),
        Fact("course", say("dots.sheet.course"), "", course),
        Fact("signs", say("dots.sheet.signs"), _signs(said), ()),
        *asked,
        *lines,
    )


def _first(question: str, answer: str) -> str:
    return say(f"dots.{question}.{answer}") if answer else ""


def _signs(said: Mapping[str, Any]) -> str:
    """The answer of the visitor, and that a doctor has examined them where they said so."""
    told = _first("signs", said["signs"])
    return say("dots.sheet.examined", said=told) if said["examined"] and told else told


def _fitted(
    asked: Sequence[str],
    sides: Sequence[tuple[str, str]],
    facts: Sequence[Fact],
    rows: Sequence[NerveRow],
    own_mm: float,
) -> tuple[Layout, int, int]:
    """How to set the sheet, how many rows fit, and how many ruled lines they leave.

    First in usual type, then in smaller type, then with fewer rows.
    """
    most = min(MOST_ROWS, len(rows))
    ways = [(LAYOUTS[0], most)]
    ways += [(LAYOUTS[1], count) for count in range(most, min(LEAST_ROWS, most) - 1, -1)]
    for way, count in ways:
        beside = sum(1 + _lines(text, way.beside) for _, text in sides)
        beside += sum(max(1, _lines(one.said, way.beside - 18)) for one in facts)
        beside_mm = beside * way.line_mm + (len(sides) + len(facts)) * FACT_MM
        lines = sum(_lines(text, way.letters) for text in asked)
        others = sum(len(row.nerve) + len(row.sides) + 5 for row in rows[count:])
        lines += 1 - (-others // way.letters) if others else 0
        used_mm = way.fixed_mm + max(beside_mm, way.body_mm) + lines * way.line_mm
        used_mm += own_mm + len(asked) * AFTER_MM + sum(_row_mm(row, way) for row in rows[:count])
        ruled = int((SHEET_MM - used_mm) / RULED_MM)
        if ruled >= LEAST_RULED:
            return way, count, min(ruled, MOST_RULED)
    return way, count, 0


def _lines(text: str, letters: int) -> int:
    """About so many lines a text takes in a column of that many letters."""
    return -(-len(text) // letters)


def _row_mm(row: NerveRow, way: Layout) -> float:
    texts = (row.nerve, row.muscles, row.sites)
    nerve, *others = (_lines(t, n) for t, n in zip(texts, way.columns, strict=True))
    return max(nerve + 1, *others) * way.table_line_mm + ROW_MM


def _row(nerve: int, of_sides: Sequence[JoinedNerve]) -> NerveRow:
    tables = patient_tables()
    key = tables.nerves[nerve]
    muscles = sorted({m for one in of_sides for m in one.muscles})
    roots = sorted({root for one in of_sides for root in one.roots})
    sites = sorted({site for one in of_sides for site in one.sites})
    return NerveRow(
        nerve=say(body.nerve(key).name),
        sides=say(f"dots.sides.{sides_of([SIDES[one.side] for one in of_sides])}"),
        muscles=listed(say(f"body.muscle.{tables.muscles[m]}") for m in muscles),
        roots=listed(tables.roots[root] for root in roots),
        sites=listed(say(f"body.site.{tables.sites[nerve][site]}") for site in sites),
    )


def sides_of(sides: Sequence[Side]) -> str:
    """left, right or both."""
    return sides[0] if len(set(sides)) == 1 else "both"
