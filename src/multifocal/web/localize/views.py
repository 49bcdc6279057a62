"""`/localize`. Reads, explains, answers and forgets: findings come by POST alone."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from multifocal.localize import Complaint, ticked_line
from multifocal.sources import source
from multifocal.web.localize.forms import FindingsForm
from multifocal.web.localize.presenter import Foot, present_answer, present_form
from multifocal.web.localize.state import ticked_by
from multifocal.web.localize.ticked import present_ticked
from multifocal.web.site.presenter import Citation

SOURCES = (
    "limb-innervation-general",
    "innervation-beyond-the-sheet-general",
    "segmental-innervation-tables",
    "chiba-2015",
    "furukawa-2021",
    "tsao-2003",
    "jeon-2013",
    "pham-2014",
    "baumer-2016",
    "multifocal-choice-localize-causes",
    "multifocal-choice-localize-mild",
    "multifocal-choice-localize-settings",
    "multifocal-choice-localize-grades",
    "multifocal-choice-localize-findings",
    "multifocal-choice-localize-roots",
)
REVIEWED, REVIEW_BY = datetime.date(2026, 11, 28), datetime.date(2027, 11, 28)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form (GET), or the answer above the form as it was filled in (POST): by a doctor, or by
    what a patient ticked on `/dots`, whose ticks stay beside the answer."""
    said = request.POST.copy()
    ticked = ticked_by(said.getlist("choice"))
    opened = "ticked" in said  # from the patient's page
    if opened:
        said["line"] = ticked_line(ticked)
    asked = said if request.method == "POST" and not (opened and not _tasks(ticked)) else None
    form = FindingsForm(asked)
    valid = form.is_valid()
    answer = present_answer(form.answer) if valid and form.answer else None
    context = {
        "form": form,
        "asking": present_form(said),
        "answer": answer,
        "ticked": present_ticked(ticked) if ticked else None,
        "foot": Foot(
            tuple(Citation(number, source(key)) for number, key in enumerate(SOURCES, 1)),
            REVIEWED,
            REVIEW_BY,
        ),
    }
    return render(request, "localize/page.html", context)


def _tasks(ticked: tuple[Complaint, ...]) -> bool:
    """Whether anything ticked is a finding; parts of the body alone are none."""
    return any(one.difficulty.task for one in ticked)
