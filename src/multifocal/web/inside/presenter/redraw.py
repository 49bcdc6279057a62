"""What of the page changes with a setting: the answer to a script that follows a moving control."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import escape

from multifocal import body
from multifocal.figures import Figure, struck_spot
from multifocal.web.inside.presenter.closeup import PresentedCloseUp
from multifocal.web.inside.presenter.picture import PresentedPicture
from multifocal.words import say


@dataclass(frozen=True)
class Redraw:
    """Markup by the name of its place on the page (`data-part`), nothing else of the page.

    In a drawing's place only the drawing's moving group is new, and the sentence that says what
    it shows (`labels`). said: for a screen reader, when the control rests.
    """

    said: str
    parts: Mapping[str, str]
    labels: Mapping[str, str]


def redraw_picture(picture: PresentedPicture, language: str) -> Redraw:
    """All that a place and an amount of damage change."""
    figures = {"wide": picture.wide, "narrow": picture.narrow}
    tables = {}
    for number, (_, figure) in enumerate(picture.answers, start=1):
        figures[f"answer-{number}"] = figure
        rows = figure.table.rows if figure.table else ()
        tables[f"rows-{number}"] = render_to_string("inside/table_rows.html", {"rows": rows})
    parts = {
        "caption": escape(picture.caption),
        "summary": escape(picture.summary),
        "brief": escape(picture.brief),
        "spot": struck_spot(focus_place(picture), focus_name(picture, language)),
        "verdicts": render_to_string("inside/verdicts.html", {"verdicts": picture.verdicts}),
        "strengths": render_to_string("inside/strengths.html", {"strengths": picture.strengths}),
        "grades": render_to_string("inside/grades.html", {"strengths": picture.strengths}),
        "tasks": render_to_string("inside/tasks.html", {"tasks": picture.tasks}),
    }
    return _redraw(picture.brief, parts | tables, figures)


def redraw_closeup(near: PresentedCloseUp) -> Redraw:
    """All that damaging or mending a gap changes."""
    figures = {"near-wide": near.wide, "near-narrow": near.narrow}
    return _redraw(
        near.said, {"near-said": escape(near.said), "near-hint": escape(near.hint)}, figures
    )


def _redraw(said: str, parts: Mapping[str, str], figures: Mapping[str, Figure]) -> Redraw:
    drawn = {name: figure.moving for name, figure in figures.items()}
    return Redraw(said, {**parts, **drawn}, {name: figures[name].text for name in figures})


def focus_place(picture: PresentedPicture) -> body.Place | None:
    """Where the body is struck, None where nothing is damaged."""
    way = body.path("adm")
    at_mm = picture.setting.at_mm
    return way.place_at(way.length_mm - at_mm) if picture.setting.damage else None


def focus_name(picture: PresentedPicture, language: str) -> str:
    """What the struck spot is called."""
    return say("inside.focus", language, where=picture.where)
