"""`/inside` and its moving picture."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from multifocal import body
from multifocal.figures import Dot, Figure, body_map
from multifocal.web.inside.closeup import close_up
from multifocal.web.inside.experiment import muscle_mm, simulate_attack
from multifocal.web.inside.forms import GapsForm, SettingForm
from multifocal.web.inside.presenter import (
    Frame,
    PresentedPicture,
    closeup_frame,
    closeup_layout,
    damage,
    focus_name,
    focus_place,
    picture_frame,
    picture_layout,
    present_close_up,
    present_course,
    present_picture,
    regions,
)
from multifocal.web.inside.state import (
    DAMAGED,
    FIRST_MM,
    LAST_MM,
    MM_PER_INCH,
    MOST_DAMAGE,
    STEP_MM,
    Grid,
    Precomputed,
    Setting,
)
from multifocal.web.site.content import page as words_of
from multifocal.web.site.presenter import PresentedPage, present_page
from multifocal.words import say

COMPACT = (",", ":")

# Where each step of the journey lies: a landmark of the drawing, or mm from the cord on the way to
# the little finger's muscle; and how far aside its dot stands, so that the nerve stays in sight.
DOTS: dict[str, tuple[str | float, tuple[float, float] | None]] = {
    "brain": ("brain", None),
    "spinal-cord": ("spinal_cord", None),
    "motor-nerve": (240.0, (-52.0, -4.0)),
    "coating": (385.0, (-50.0, -2.0)),
    "gap": (505.0, (-46.0, 0.0)),
    "block": (640.0, (-44.0, 2.0)),
    "muscle": (825.0, (34.0, 12.0)),
    "hand": ("pinch", (-2.0, 58.0)),
}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The whole page; `at`, `damage` and `person` in the address choose the picture."""
    form = SettingForm(request.GET or None)
    fault = form.is_bound and not form.is_valid()
    setting = form.setting() if form.is_bound and not fault else Setting()
    language = get_language() or "en"
    stored: Precomputed | None = settings.PRECOMPUTED
    words = present_page(words_of("inside", language))
    answer = present_picture(simulate_attack(_near(setting, stored)), language)
    gaps = GapsForm(request.GET)
    damaged = gaps.damaged() if gaps.is_valid() and "gaps" in request.GET else DAMAGED
    context = {
        "stages": present_course(language),
        "near": present_close_up(close_up(damaged), language),
        "words": words,
        "picture": answer,
        "map": _map(words, answer, language),
        "fault": fault,
        "range": _range(stored),
        "stored": stored,
        "speech": _speech(language),
        "layout": json.dumps(picture_layout(), separators=COMPACT),
        "closeup_layout": json.dumps(closeup_layout(), separators=COMPACT),
        "places": _places(language, stored),
    }
    return render(request, "inside/page.html", context, status=400 if fault else 200)


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """What the setting changes, as JSON (`Frame`). 400 where the choice is out of range."""
    form = SettingForm(request.GET)
    if not form.is_valid():
        return HttpResponse(status=400)
    language = get_language() or "en"
    answer = present_picture(simulate_attack(form.setting()), language)
    return _as_json(picture_frame(answer, language))


@require_safe
def fiber(request: HttpRequest) -> HttpResponse:
    """What the damaged gaps change, as JSON (`Frame`). 400 where a gap is not there."""
    form = GapsForm(request.GET)
    if not form.is_valid():
        return HttpResponse(status=400)
    near = close_up(form.damaged())
    shown = present_close_up(near, get_language() or "en")
    return _as_json(closeup_frame(shown, near))


def _speech(language: str) -> str:
    """What the controls say of themselves while the answer is still on its way, as JSON."""
    return json.dumps(
        {
            "where": say(
                "inside.where", language, region="REGION", distance="DISTANCE", inches="INCHES"
            ),
            "mm_per_inch": MM_PER_INCH,
            "regions": regions(language),
            "muscle": muscle_mm(),
            "none": damage(0, language),
            "some": say("inside.damage.some", language, percent="PERCENT"),
            "all": damage(MOST_DAMAGE, language),
        }
    )


def _range(stored: Precomputed | None) -> dict[str, int]:
    """Where the controls begin and end, their steps, and how far a button moves them."""
    grid = stored.grid if stored else Grid(FIRST_MM, LAST_MM, STEP_MM, 1)
    return {
        "first": grid.places[0],
        "last": grid.places[-1],
        "step": grid.step_mm,
        "more": max(20, grid.step_mm),
        "most": MOST_DAMAGE,
        "damage_step": grid.step_percent,
        "damage_more": max(5, grid.step_percent),
    }


def _near(setting: Setting, stored: Precomputed | None) -> Setting:
    """The setting itself, or the nearest whose answer is stored."""
    return stored.grid.nearest(setting) if stored else setting


def _places(language: str, stored: Precomputed | None) -> list[tuple[int, str]]:
    """Three places that teach the lesson, for one tap."""
    return [
        (
            stored.grid.nearest(Setting(at)).at_mm if stored else at,
            say(f"inside.chip.{name}", language),
        )
        for at, name in ((780, "hand"), (645, "forearm"), (385, "upper_arm"))
    ]


def _map(words: PresentedPage, answer: PresentedPicture, language: str) -> Figure:
    page = body.drawing()
    way = body.path("adm")
    dots = []
    for number, step in enumerate(words.groups["step"], start=1):
        place, aside = DOTS[step.id]
        if isinstance(place, str):
            x, y = page.landmark(place)
        else:
            x, y = page.point(way.place_at(way.length_mm - place))
        beside = (x + aside[0], y + aside[1]) if aside else None
        dots.append(Dot(step.id, step.heading, f"#step-{step.id}", (x, y), str(number), beside))
    heading = words.groups["map"][0].heading
    return body_map(heading, dots, focus_place(answer), focus_name(answer, language))


def _as_json(frame: Frame) -> JsonResponse:
    """A frame with those within it; `asdict` would copy each of its 1,500 parts first."""
    return JsonResponse(frame, safe=False, json_dumps_params={"default": vars})
