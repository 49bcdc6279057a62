"""`/inside` and its moving picture."""

import json
from dataclasses import asdict

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
    PresentedPicture,
    damage,
    focus_name,
    focus_place,
    present_close_up,
    present_course,
    present_picture,
    redraw_closeup,
    redraw_picture,
    regions,
)
from multifocal.web.inside.state import (
    DAMAGED,
    FIRST_MM,
    LAST_MM,
    MM_PER_INCH,
    MOST_DAMAGE,
    STEP_MM,
    Setting,
)
from multifocal.web.site.content import page as words_of
from multifocal.web.site.presenter import PresentedPage, present_page
from multifocal.words import say

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
    words = present_page(words_of("inside", language))
    answer = present_picture(simulate_attack(setting), language)
    gaps = GapsForm(request.GET)
    damaged = gaps.damaged() if gaps.is_valid() and "gaps" in request.GET else DAMAGED
    context = {
        "stages": present_course(language),
        "near": present_close_up(close_up(damaged), language),
        "words": words,
        "picture": answer,
        "map": _map(words, answer, language),
        "fault": fault,
        "range": {"first": FIRST_MM, "last": LAST_MM, "step": STEP_MM, "most": MOST_DAMAGE},
        "speech": _speech(language),
        "places": _places(language),
    }
    return render(request, "inside/page.html", context, status=400 if fault else 200)


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """What the setting changes, as JSON (`Redraw`). 400 where the choice is out of range."""
    form = SettingForm(request.GET)
    if not form.is_valid():
        return HttpResponse(status=400)
    language = get_language() or "en"
    return JsonResponse(
        asdict(redraw_picture(present_picture(simulate_attack(form.setting()), language), language))
    )


@require_safe
def fiber(request: HttpRequest) -> HttpResponse:
    """What the damaged gaps change, as JSON (`Redraw`). 400 where a gap is not there."""
    form = GapsForm(request.GET)
    if not form.is_valid():
        return HttpResponse(status=400)
    near = present_close_up(close_up(form.damaged()), get_language() or "en")
    return JsonResponse(asdict(redraw_closeup(near)))


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


def _places(language: str) -> list[tuple[int, str]]:
    """Three places that teach the lesson, for one tap."""
    return [
        (at, say(f"inside.chip.{name}", language))
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
