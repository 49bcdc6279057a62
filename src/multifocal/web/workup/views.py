"""The workup page. Reads, measures, judges, answers and forgets: nothing is stored or logged."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from multifocal.criteria import evaluate
from multifocal.fault import Fault
from multifocal.web.workup import opened as files
from multifocal.web.workup.answering import answer, context
from multifocal.web.workup.forms import WorkupForm, example_table
from multifocal.web.workup.results import judge
from multifocal.web.workup.samples import SAMPLES


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """An empty form or an example (GET), or a study judged (POST)."""
    if request.method != "POST":
        sample = request.GET.get("waves", "")
        if sample in SAMPLES:
            return _judged(request, WorkupForm({"sample": sample}))
        table = example_table() if "example" in request.GET else ""
        return answer(request, WorkupForm(initial={"table": table}))
    form = WorkupForm(request.POST, request.FILES)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        # Django has dropped the file unread; without this the table would seem empty.
        form.is_valid()
        form.errors.clear()
        form.shown_again = False
        form.blame(_too_large())
        return answer(request, form)
    return _judged(request, form)


@never_cache
@require_POST
def marks(request: HttpRequest) -> HttpResponse:
    """The answer alone, for the page's script: what follows from marks that were moved."""
    form = WorkupForm(request.POST)
    if not form.is_valid() or not form.marked:
        return render(request, "workup/at_fault.html", {"fault": form.fault}, status=400)
    return render(request, "workup/answer.html", context(request, form, judge(form)))


@never_cache
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """The study as a file, with the marks and measures as the page shows them."""
    kind = files.known_format(request.POST.get("format", ""))
    if kind is None:
        return HttpResponse(status=400)
    form = WorkupForm(request.POST)
    if not form.is_valid():
        return answer(request, form)
    try:
        study = form.study()
        found = evaluate(study, form.cleaned_data["criteria"], form.cleaned_data["reference"])
        made = files.download(study, kind, found.sentences(get_language() or "en"))
    except Fault as fault:
        form.blame(fault)
        return answer(request, form)
    return HttpResponse(
        made.content,
        content_type=made.content_type,
        headers={"Content-Disposition": f'attachment; filename="{made.name}"'},
    )


def _too_large() -> Fault:
    most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE / 1_048_576
    return Fault(
        f"the file is larger than {most:g} MB",
        remedy="Give one person's study; at the command line it may be larger",
    )


def _judged(request: HttpRequest, form: WorkupForm) -> HttpResponse:
    return answer(request, form, judge(form) if form.is_valid() else None)
