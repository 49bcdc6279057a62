"""The page for the appointment: choices and nerves of both sides, short enough for one sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from multifocal import body
from multifocal.body import SIDES
from multifocal.localize import Complaint, SharedNerve
from multifocal.web.dots.forms import KNOWN, READY_QUESTIONS
from multifocal.web.dots.presenter import begun_large, name_of, sites_of
from multifocal.words import listed, say

MOST_ROWS, LEAST_ROWS = 8, 3
"""So many nerves have their own row on the sheet, as room allows; the others are named below."""
MOST_RULED, LEAST_RULED = 12, 2
"""Lines left free for writing."""


@dataclass(frozen=True)
class Layout:
    """The measures in mm and in letters of a way to set the sheet, as sheet.css prints it.

    They only share out the room. Chromium's PDF of the fullest sheets is the test of them.
    """

    dense: bool
    fixed_mm: float
    line_mm: float
    letters: int
    table_line_mm: float
    columns: tuple[int, int, int]


LAYOUTS = (
    Layout(False, 60.0, 4.6, 105, 4.0, (15, 46, 23)),
    Layout(True, 54.0, 3.7, 122, 3.4, (17, 50, 25)),
)
SHEET_MM = 248.0
"""Height within the margins of the shorter sheet, Letter, less a little for other typefaces."""
AFTER_MM, ROW_MM, RULED_MM = 0.9, 1.9, 7.5
"""What stands after each paragraph, the rim of a table's row, and the height of a ruled line."""


@dataclass(frozen=True)
class NerveRow:
    """A nerve: on which sides, which muscles, between which places."""

    nerve: str
    sides: str
    muscles: str
    roots: str
    sites: str


@dataclass(frozen=True)
class Sheet:
    """The whole sheet. `cold` and `numb` are (word, ticked); `ruled` the lines left for writing."""

    sides: tuple[tuple[str, str], ...]
    since: str
    cold: tuple[tuple[str, bool], ...]
    numb: tuple[tuple[str, bool], ...]
    questions: tuple[str, ...]
    words: tuple[str, ...]
    rows: tuple[NerveRow, ...]
    others: str
    ruled: range
    dense: bool


def present_sheet(
    chosen: Sequence[Complaint], found: Sequence[SharedNerve], said: dict[str, Any], language: str
) -> Sheet:
    """The sheet of what was chosen, found, and `said` (AppointmentForm.cleaned_data)."""
    keys = list(dict.fromkeys(one.nerve for one in found))
    rows = tuple(_row(key, [n for n in found if n.nerve == key], language) for key in keys)
    sides = tuple(
        (say(f"dots.hard.{side}", language), begun_large(names))
        for side in SIDES
        if (names := [name_of(c.difficulty, language) for c in chosen if c.side == side])
    )
    questions = tuple(
        say(f"dots.question.{key}", language) for key in READY_QUESTIONS if key in said["question"]
    )
    words = tuple(said["words"].splitlines())
    set_, count, ruled = _fitted((*questions, *words), sides, said["since"], rows)
    return Sheet(
        sides=sides,
        since=said["since"],
        cold=_ticks(said["cold"]),
        numb=_ticks(said["numb"]),
        questions=questions,
        words=words,
        rows=rows[:count],
        others=listed(f"{r.nerve} ({r.sides})" for r in rows[count:]),
        ruled=range(ruled),
        dense=set_.dense,
    )


def _fitted(
    asked: Sequence[str],
    sides: Sequence[tuple[str, str]],
    since: str,
    rows: Sequence[NerveRow],
) -> tuple[Layout, int, int]:
    """How to set the sheet, how many rows fit, and how many ruled lines they leave.

    First in usual type, then in smaller type, then with fewer rows.
    """
    most = min(MOST_ROWS, len(rows))
    ways = [(LAYOUTS[0], most)]
    ways += [(LAYOUTS[1], count) for count in range(most, min(LEAST_ROWS, most) - 1, -1)]
    for way, count in ways:
        lines = max(0, _lines(since, 24) - 1) + sum(
            1 + _lines(text, way.letters) for _, text in sides
        )
        lines += sum(_lines(text, way.letters) for text in asked)
        lines += 2 if count < len(rows) else 0
        used_mm = way.fixed_mm + lines * way.line_mm + (len(asked) + len(sides)) * AFTER_MM
        used_mm += sum(_row_mm(row, way) for row in rows[:count])
        ruled = int((SHEET_MM - used_mm) / RULED_MM)
        if ruled >= LEAST_RULED:
            return way, count, min(ruled, MOST_RULED)
    return way, count, LEAST_RULED


def _lines(text: str, letters: int) -> int:
    """About so many lines a text takes in a column of that many letters."""
    return -(-len(text) // letters)


def _row_mm(row: NerveRow, way: Layout) -> float:
    texts = (row.nerve, row.muscles, row.sites)
    nerve, *others = (_lines(t, n) for t, n in zip(texts, way.columns, strict=True))
    return max(nerve + 1, *others) * way.table_line_mm + ROW_MM


def _row(nerve_id: str, found: Sequence[SharedNerve], language: str) -> NerveRow:
    muscles = {m for one in found for m in one.muscles}
    roots = {root for one in found for root in one.roots}
    sites = {site for one in found for site in one.sites}
    sides = [side for side in SIDES if any(one.side == side for one in found)]
    return NerveRow(
        nerve=say(body.nerve(nerve_id).name, language),
        sides=say(f"dots.sides.{sides[0] if len(sides) == 1 else 'both'}", language),
        muscles=listed(say(m.name, language) for m in body.muscles() if m.id in muscles),
        roots=listed(root for root in body.roots() if root in roots),
        sites=sites_of([s.id for s in body.sites(nerve_id) if s.id in sites], language),
    )


def _ticks(value: str) -> tuple[tuple[str, bool], ...]:
    return tuple((str(word), key == value) for key, word in KNOWN)
