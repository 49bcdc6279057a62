"""`/dots` and its page for the appointment. Reads, looks up, answers and forgets.

What is said comes by POST alone, is kept nowhere, and travels on only inside the next form. With a
script nothing of it is sent at all: static/multifocal/dots/main.js does the same on the page.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from multifocal.localize import (
    exported_tables,
    how_soon,
    is_now_already,
    may_go_on_warned,
    with_own_signs,
)
from multifocal.web.dots.answer import joined, present_answer
from multifocal.web.dots.appointment import present_sheet
from multifocal.web.dots.foot import foot
from multifocal.web.dots.forms import (
    CARRIED,
    FIRST,
    GOING_ON,
    MOST_WORDS,
    AppointmentForm,
    ChoiceForm,
    FirstForm,
)
from multifocal.web.dots.message import present_message
from multifocal.web.dots.more import blank_more, present_more
from multifocal.web.dots.pictures import (
    answer_pictures,
    marked_body,
    needed_muscles,
    picture_behind,
)
from multifocal.web.dots.presenter import present_first, present_form, present_otherwise
from multifocal.web.dots.request import filled_request
from multifocal.web.dots.script_words import script_words
from multifocal.web.site.content import page as content
from multifocal.web.site.presenter import PresentedPage, present_page


@require_safe
def tables(_request: HttpRequest) -> JsonResponse:
    """The tables of whole numbers by which dots/connect.js joins the dots on the reader's own
    machine: the same for everyone."""
    return JsonResponse(exported_tables())


@require_safe
def words(_request: HttpRequest) -> JsonResponse:
    """What the scripts say, in the reader's language."""
    return JsonResponse(script_words())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The first questions (GET, or `back` with all that was said), then what cannot wait or the
    choices, then the answer (POST)."""
    if request.method != "POST" or "back" in request.POST:
        return _ask(request)
    return _held_back(request) or _choices(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: HttpRequest) -> HttpResponse:
    """The sheet to print (POST); there is none to show without choices."""
    if request.method != "POST":
        return redirect("dots:page")
    request.POST = _with_own_words(request.POST)  # type: ignore[assignment]  # read only
    if held := _held_back(request):
        return held
    form = AppointmentForm(request.POST)
    if not form.is_valid():
        return _choices(request) if "choice" in form.errors else _answer(request, form)
    chosen, said = form.chosen(), form.cleaned_data
    found, sheet = joined(chosen), present_sheet(chosen, said)
    context = {
        "sheet": sheet,
        "ruled": range(sheet.ruled),
        "body": marked_body(needed_muscles(found)),
        **filled_request(found, said),
        "message": present_message(chosen, said),
        "doctor": _for_doctor(),
        "carried": _carried(request),
        **_list_here(),
    }
    return render(request, "dots/appointment.html", context)


def _held_back(request: HttpRequest) -> HttpResponse | None:
    """The first questions where they are not answered, or what cannot wait; None: go on."""
    first = FirstForm(request.POST)
    whole = first.is_valid()
    onset, signs = first.said()
    warned = may_go_on_warned(onset, signs)
    goes_on = first.cleaned_data["examined"] or (warned and first.cleaned_data["warned"])
    if is_now_already(onset, signs) and not goes_on:
        otherwise = present_otherwise(onset, signs)
        context = {
            **_list_here(),
            "first": present_first(onset or "", signs or ""),
            "otherwise": otherwise,
            "unsure": any(one.applies for one in otherwise),
            "may_go_on": warned,
            "carried": _carried(request),
            "foot": foot(),
        }
        return render(request, "dots/now.html", context)
    return None if whole else _ask(request, fault="first")


def _with_own_words(posted: QueryDict) -> QueryDict:
    """What was said, where own words tell of a sign: that is an answer to the second question, and
    who goes on has not been examined for it yet."""
    form = AppointmentForm(posted)
    form.is_valid()
    own, signs = form.cleaned_data.get("own_signs"), form.cleaned_data.get("signs")
    if not (form.has_own_words and own and signs):
        return posted
    told = with_own_signs(signs, own)
    if told == signs:
        return posted
    said = posted.copy()
    said["signs"] = told
    for key in GOING_ON:
        said.pop(key, None)
    return said


def _choices(request: HttpRequest) -> HttpResponse:
    """The form of choices, or the answer where they are made."""
    if "change" in request.POST or "first" in request.POST:
        return _ask(request, go_on=True)
    form = ChoiceForm(request.POST)
    return _answer(request, form) if form.is_valid() else _ask(request, go_on=True, fault="choice")


def _ask(request: HttpRequest, *, go_on: bool = False, fault: str = "") -> HttpResponse:
    """The first questions alone, or (`go_on`) the choices with the boxes ticked that were."""
    said = request.POST
    first = FirstForm(said)
    context: dict[str, Any] = {
        "first": present_first(said.get("onset", ""), said.get("signs", "")),
        "soon": _soon(first) if first.is_valid() else "",
        "unplaced": said.get("onset") == "unsure",  # may have begun today
        "asking": present_form(said.getlist("choice")),
        "go_on": go_on,
        "fault": fault,
        "carried": [(k, v) for k, v in _carried(request) if k != "choice"] if go_on else [],
        # who may answer the first questions otherwise is asked again what cannot wait
        "handed_on": [] if go_on else [(k, v) for k, v in _carried(request) if k not in GOING_ON],
        **_list_here(),
        "otherwise": present_otherwise(),
        "more": blank_more(),
        "most_words": MOST_WORDS,
        "body": marked_body(()),
        "behind": picture_behind(),
        **filled_request(None, {}),
        "doctor": _for_doctor(),
        "foot": foot(),
    }
    return render(request, "dots/page.html", context)


def _soon(first: FirstForm) -> str:
    """Which words stand over the choices: by how soon, or `unsure` over those of who goes on though
    not sure of the signs."""
    onset, signs = first.answers()
    is_unsure = may_go_on_warned(onset, signs) and not first.cleaned_data["examined"]
    return "unsure" if is_unsure else how_soon(onset, signs)


def _answer(request: HttpRequest, form: ChoiceForm) -> HttpResponse:
    chosen = form.chosen()
    answer = present_answer(chosen)
    errors = form.errors if isinstance(form, AppointmentForm) else {}
    context = {
        "answer": answer,
        "unsure_signs": request.POST.get("signs") == "unsure" and not request.POST.get("examined"),
        "pictures": answer_pictures(joined(chosen), (*answer.nerves, *answer.other_nerves)),
        "carried": [(k, v) for k, v in _carried(request) if k in FIRST]
        + [("choice", one.key) for one in chosen],
        "more": present_more(request.POST),
        "errors": errors,
        "long": [one for key, faults in errors.items() if key != "own_signs" for one in faults],
        "most_words": MOST_WORDS,
        "foot": foot(),
        **_list_here(),
    }
    return render(request, "dots/answer.html", context)


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name in CARRIED for value in request.POST.getlist(name)]


def _for_doctor() -> bool:
    """Whether this copy of the site can open the choices as a doctor's findings."""
    return bool(settings.SITE_MODE != "exported")


def _list_here() -> dict[str, PresentedPage | bool]:
    """The site's one graded list, word for word; `help_here`: "Get help now" opens it on the page,
    so that nothing said is lost."""
    return {"urgent": present_page(content("emergency", get_language())), "help_here": True}
