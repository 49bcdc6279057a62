"""The workup page. Reads, judges, answers and forgets: nothing is stored or logged."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from multifocal.fault import Fault
from multifocal.report import Judged
from multifocal.study.formats import MOST_BYTES
from multifocal.web.workup.forms import WorkupForm, example_table
from multifocal.web.workup.results import judge


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """An empty form or the example (GET), or a study judged (POST)."""
    if request.method != "POST":
        table = example_table() if "example" in request.GET else ""
        return _answer(request, WorkupForm(initial={"table": table}))
    form = WorkupForm(request.POST, request.FILES)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        # Django has dropped the file unread; without this the table would seem empty.
        form.is_valid()
        form.errors.clear()
        form.kept = False
        form.blame(_too_large())
        return _answer(request, form)
    return _answer(request, form, judge(form) if form.is_valid() else None)


def _too_large() -> Fault:
    return Fault(
        f"the table is larger than {MOST_BYTES // 1_000_000} MB",
        remedy="Give one person's study, one row a stimulation site",
    )


def _answer(request: HttpRequest, form: WorkupForm, result: Judged | None = None) -> HttpResponse:
    return render(request, "workup/page.html", {"form": form, "result": result})
