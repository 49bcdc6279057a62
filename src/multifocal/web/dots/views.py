"""`/dots` and its page for the appointment. Reads, looks up, answers and forgets.

What is chosen comes by POST alone, is kept nowhere, and travels on only inside the next form.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from multifocal.localize import exported_tables, shared_nerves
from multifocal.sources import source
from multifocal.web.dots.appointment import present_sheet
from multifocal.web.dots.forms import (
    KNOWN,
    MOST_SINCE,
    MOST_WORDS,
    READY_QUESTIONS,
    AppointmentForm,
    ChoiceForm,
)
from multifocal.web.dots.presenter import present_answer, present_form
from multifocal.web.site.presenter import Citation, PresentedParagraph
from multifocal.words import say

SOURCES = (
    "everyday-tasks-general",
    "limb-innervation-general",
    "innervation-beyond-the-sheet-general",
    "multifocal-choice-task-weights",
    "multifocal-choice-dots",
    "nerve-path-distances-general",
    "multifocal-choice-body-lengths",
    "multifocal-choice-drawing",
    "hand-weakness-causes",
)
OF_HOW, OF_LIMITS = SOURCES[:4], SOURCES[-1:]
"""The sources of the foot's two paragraphs."""
REVIEWED, REVIEW_BY = datetime.date(2026, 11, 28), datetime.date(2027, 11, 28)


@require_safe
def tables(_request: HttpRequest) -> JsonResponse:
    """The tables of whole numbers by which dots/connect.js joins the dots on the reader's own
    machine: the same for everyone."""
    return JsonResponse(exported_tables())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The choices (GET), the same with boxes ticked (POST with `change`), or the answer (POST)."""
    if request.method != "POST":
        return _ask(request, [])
    form = ChoiceForm(request.POST)
    if "change" in request.POST:
        return _ask(request, request.POST.getlist("choice"))
    if not form.is_valid():
        return _ask(request, request.POST.getlist("choice"), fault=True)
    return _answer(request, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: HttpRequest) -> HttpResponse:
    """The sheet to print (POST); there is none to show without choices."""
    if request.method != "POST":
        return redirect("dots:page")
    form = AppointmentForm(request.POST)
    if not form.is_valid():
        if "choice" in form.errors:
            return _ask(request, request.POST.getlist("choice"), fault=True)
        return _answer(request, form)
    language = get_language() or "en"
    chosen = form.chosen()
    sheet = present_sheet(chosen, shared_nerves(chosen), form.cleaned_data, language)
    carried = [
        (name, value)
        for name in ("choice", "since", "cold", "numb", "question", "words")
        for value in request.POST.getlist(name)
    ]
    return render(request, "dots/appointment.html", {"sheet": sheet, "carried": carried})


def _ask(request: HttpRequest, ticked: list[str], fault: bool = False) -> HttpResponse:
    language = get_language() or "en"
    context = {"asking": present_form(ticked, language), "fault": fault, "foot": foot()}
    return render(request, "dots/page.html", context)


def _answer(request: HttpRequest, form: ChoiceForm) -> HttpResponse:
    language = get_language() or "en"
    chosen = form.chosen()
    context = {
        "answer": present_answer(chosen, shared_nerves(chosen), language),
        "carried": [("choice", one.key) for one in chosen],
        "more": _more(request, form, language),
        "foot": foot(),
    }
    return render(request, "dots/answer.html", context)


def _more(request: HttpRequest, form: ChoiceForm, language: str) -> dict[str, Any]:
    """The second form, as it was filled in where it comes back to be changed or mended."""
    asked = request.POST.getlist("question")
    return {
        "since": request.POST.get("since", ""),
        "words": request.POST.get("words", ""),
        "cold": [(key, word, request.POST.get("cold") == key) for key, word in KNOWN],
        "numb": [(key, word, request.POST.get("numb") == key) for key, word in KNOWN],
        "questions": [
            (key, say(f"dots.question.{key}", language), key in asked) for key in READY_QUESTIONS
        ],
        "most_since": MOST_SINCE,
        "most_words": MOST_WORDS,
        "errors": form.errors if isinstance(form, AppointmentForm) else {},
    }


@dataclass(frozen=True)
class Foot:
    """What the page's foot shows: sources under their numbers, and when the words are reviewed."""

    citations: tuple[Citation, ...]
    reviewed: datetime.date = REVIEWED
    review_by: datetime.date = REVIEW_BY

    @property
    def how(self) -> PresentedParagraph:
        """What stands behind the words on how nerves are found, which the template says."""
        return self._resting_on(OF_HOW)

    @property
    def limits(self) -> PresentedParagraph:
        """What stands behind the words on what the page cannot tell."""
        return self._resting_on(OF_LIMITS)

    def _resting_on(self, keys: tuple[str, ...]) -> PresentedParagraph:
        return PresentedParagraph("", tuple(c for c in self.citations if c.source.id in keys))


def foot() -> Foot:
    """The foot; KeyError on an unknown source."""
    return Foot(tuple(Citation(number, source(key)) for number, key in enumerate(SOURCES, 1)))
