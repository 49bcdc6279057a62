"""The page of the diary on the phone, and the two files that its scripts read. Nothing is asked of
its reader here: the page is the same for everyone."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from multifocal.diary.graded import WORRIES
from multifocal.report.diary.presented import COLUMNS
from multifocal.report.diary.rates import RUN_COLUMNS
from multifocal.web.diary import company
from multifocal.web.diary.fields import FIELDS, OTHER, QUICK
from multifocal.web.diary.graded_words import graded_list, urgent
from multifocal.web.diary.presenter import Door, present_form
from multifocal.web.diary.state import Filled
from multifocal.web.export.phone.script_words import script_words
from multifocal.web.export.phone.shape import shape
from multifocal.words import initial, say

ON_A_PHONE = ("infusion", "force", "task", "symptom", "note", "visit")
"""What people need most on a phone, in the order of its doors."""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every view of the diary, all but one of them hidden, and a form a kind to fill in."""
    doors = [Door(kind, say(f"diary_site.add.{kind}"),
                  say(f"diary_site.add.{kind}.hint") if kind in QUICK else "")
             for kind in ON_A_PHONE]  # fmt: skip
    others = [Door(kind, say(f"diary_site.add.{kind}"), "")
              for kind in OTHER if kind not in ON_A_PHONE]  # fmt: skip
    context = {
        "doors": doors,
        "others": others,
        "forms": [present_form(Filled(kind, ""), every=True) for kind in FIELDS],
        "columns": [initial(say(f"report.diary.column.{one}")) for one in COLUMNS],
        "run_columns": [initial(say(f"report.diary.column.{one}")) for one in RUN_COLUMNS],
        "urgent": urgent(),
        "grades": graded_list(),
        "company": company.questions(WORRIES),
    }
    return render(request, "phone/page.html", context)


@require_safe
def tables(_request: HttpRequest) -> JsonResponse:
    """What an entry may hold."""
    return JsonResponse(shape())


@require_safe
def words(_request: HttpRequest) -> JsonResponse:
    """What the scripts say."""
    return JsonResponse(script_words())
