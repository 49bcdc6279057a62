"""`/lab`. Everything it knows stands in the address; nothing is stored or logged."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from multifocal.fault import Fault
from multifocal.web.lab.downloads import KINDS, download
from multifocal.web.lab.experiment import probed, simulate
from multifocal.web.lab.forms import LabForm, bound_form
from multifocal.web.lab.presenter import LabAnswer, present_answer
from multifocal.web.lab.state import STARTS, Setting
from multifocal.web.site.content import page as words_of
from multifocal.web.site.presenter import present_page
from multifocal.words import say


@dataclass(frozen=True)
class Start:
    """A study to begin with: its address, its name, what it teaches."""

    query: str
    name: str
    said: str


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The whole page; the address chooses the simulation."""
    form = bound_form(request.GET)
    return render(
        request,
        "lab/page.html",
        {**_context(form), "words": present_page(words_of("lab")), "begins": not request.GET},
    )


@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """The answer and the form's own state alone, for the page's script."""
    return render(request, "lab/fragment.html", _context(bound_form(request.GET)))


@require_safe
def taken(request: HttpRequest) -> HttpResponseBase:
    """A file of the simulation; where the setting is at fault, the page that says so (400)."""
    form = bound_form(request.GET)
    context = _context(form)
    kind = request.GET.get("as", "")
    if form.is_bound and form.is_valid() and kind in KINDS:
        try:
            made = download(simulate(form.setting()), kind, get_language() or "en")
        except Fault as fault:
            context["missing"] = str(fault)
        else:
            return HttpResponse(
                made.content,
                content_type=made.content_type,
                headers={"Content-Disposition": f'attachment; filename="{made.name}"'},
            )
    context |= {"words": present_page(words_of("lab"))}
    return render(request, "lab/page.html", context, status=400)


def _context(form: LabForm) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "form": form,
        "study": _study(form, language),
        "starts": _starts(language),
        "kinds": [(kind, say(f"lab.download.{kind}", language)) for kind in KINDS],
    }


def _study(form: LabForm, language: str) -> LabAnswer | None:
    if not form.is_valid():
        return None
    setting: Setting = form.setting()
    # moving the stimulator asks for nothing else anew
    found = replace(simulate(replace(setting, probe=0, charge=100)), setting=setting)
    return present_answer(found, form.left_out(), language, probed(setting))


def _starts(language: str) -> list[Start]:
    return [
        Start(
            one.query(), say(f"lab.start.{name}", language), say(f"lab.start.{name}.said", language)
        )
        for name, one in STARTS.items()
    ]
