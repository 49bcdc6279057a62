"""What of the page changes with a setting, as numbers and sentences: a script draws it
(`inside/drawing.js`), the same for an answer of this server and for one that was kept.

Nothing of it is markup. What the drawing needs once, not with each setting, is its `layout`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from multifocal import body
from multifocal.figures import impulses_layout, response_points, responses_layout, spot_point
from multifocal.web.inside.closeup import CloseUp
from multifocal.web.inside.experiment import muscle_mm
from multifocal.web.inside.presenter.closeup import PresentedCloseUp, flash_times
from multifocal.web.inside.presenter.picture import NARROW_PX, WIDE_PX, PresentedPicture
from multifocal.words import say

FATES: Final = ("healthy", "slowed", "blocked")


@dataclass(frozen=True)
class Frame:
    """numbers: the same in every language, rounded as they are drawn. words: every sentence, with
    `said` for a screen reader when the control rests, and `labels` that say what a drawing shows.
    """

    numbers: Mapping[str, Any]
    words: Mapping[str, Any]


def picture_layout() -> dict[str, Any]:
    """What every drawing of a picture shares."""
    sizes = {"wide": WIDE_PX, "narrow": NARROW_PX}
    return {
        "fibers": {name: impulses_layout(width, muscle_mm()) for name, width in sizes.items()},
        "fates": FATES,
        "responses": responses_layout(),
    }


def closeup_layout() -> dict[str, Any]:
    """What every drawing of a close-up shares."""
    return {"wide": WIDE_PX, "narrow": NARROW_PX}


def picture_frame(picture: PresentedPicture, language: str) -> Frame:
    """All that a place and an amount of damage change."""
    focus = focus_place(picture)
    cells = [table.rows for _, _, table in picture.tables]
    numbers = {
        "spot": spot_point(focus) if focus else None,
        "stretch": picture.stretch_mm,
        "runs": [
            [FATES.index(run.fate), *(value for knot in run.knots for value in knot)]
            for run in picture.runs
        ],
        "responses": [
            [
                {"small": int(one.small), "line": _steps(points)}
                for one, points in zip(rows, response_points(rows), strict=True)
            ]
            for rows in picture.responses
        ],
        "cells": [[row[1:] for row in rows] for rows in cells],
        "strengths": [[one.percent, int(one.weak)] for one in picture.strengths],
        "tones": [FATES.index(task.tone) for task in picture.tasks],
    }
    words = {
        "said": picture.brief,
        "caption": picture.caption,
        "summary": picture.summary,
        "brief": picture.brief,
        "spot": focus_name(picture, language) if focus else "",
        "values": [[one.said for one in rows] for rows in picture.responses],
        "sites": [row[0] for row in cells[0]],
        "strengths": [[one.name, one.said, one.grade] for one in picture.strengths],
        "tasks": [[task.id, task.name, task.word, task.said, task.why] for task in picture.tasks],
        "verdicts": picture.verdicts,
        "labels": {
            "wide": picture.fibers_text,
            "narrow": picture.fibers_text,
            **{f"answer-{k}": text for k, (_, text, _) in enumerate(picture.tables, start=1)},
        },
    }
    return Frame(numbers, words)


def closeup_frame(near: PresentedCloseUp, close_up: CloseUp) -> Frame:
    """All that damaging or mending a gap changes."""
    numbers = {
        "damaged": close_up.damaged,
        "times": flash_times(close_up),
        "lost": int(close_up.stopped),
        "slower": near.slower,
    }
    words = {
        "said": near.said,
        "hint": near.hint,
        "name": near.names[1],
        "gaps": [gap.name for gap in near.gaps],
        "labels": {"near-wide": near.wide.text, "near-narrow": near.narrow.text},
    }
    return Frame(numbers, words)


def _steps(points: tuple[tuple[int, int], ...]) -> list[int]:
    """x and height of each point, but for the first one as steps from the point before."""
    flat: list[int] = []
    x = up = 0
    for here_x, here_up in points:
        flat += (here_x - x, here_up - up)
        x, up = here_x, here_up
    return flat


def focus_place(picture: PresentedPicture) -> body.Place | None:
    """Where the body is struck, None where nothing is damaged."""
    way = body.path("adm")
    at_mm = picture.setting.at_mm
    return way.place_at(way.length_mm - at_mm) if picture.setting.damage else None


def focus_name(picture: PresentedPicture, language: str) -> str:
    """What the struck spot is called."""
    return say("inside.focus", language, where=picture.where)
