"""The workup page. Reads, measures, judges, answers and forgets: nothing is stored or logged."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from multifocal.criteria import DEFAULT_CRITERIA, criteria_names, evaluate_by
from multifocal.fault import Fault
from multifocal.formats import parse_reference
from multifocal.reference import reference_table
from multifocal.report import PresentedStudy, copied_rtf, copied_text, present_study, study_pdf
from multifocal.report.classical import LATE, LOW
from multifocal.report.conclusion import RTF_TYPE
from multifocal.web.workup import downloads as files
from multifocal.web.workup.answers import answered
from multifocal.web.workup.clinical_fields import KNOWN
from multifocal.web.workup.columns import grid
from multifocal.web.workup.comparing import WHICH, BesideForm, OneStudy, compared, read_one
from multifocal.web.workup.examples import EXAMPLES
from multifocal.web.workup.forms import WorkupForm, example_table
from multifocal.web.workup.presenter import PresentedWaveforms, present_waveforms
from multifocal.words import say

REPORT_NAME = "nerve-study.pdf"
PROFILE_NAME = "laboratory.toml"
CONCLUSION_NAME = "nerve-study.rtf"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """An empty form or an example (GET), or a study judged (POST)."""
    if request.method != "POST":
        sample = request.GET.get("waves", "")
        if sample in EXAMPLES:
            return _answer_to(request, WorkupForm({"sample": sample}))
        table = example_table() if "example" in request.GET else ""
        return answer(request, WorkupForm(initial={"table": table}))
    form = WorkupForm(answered(request.POST), request.FILES)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        # Django has dropped the file unread; without this the table would seem empty.
        form.is_valid()
        form.errors.clear()
        form.text_editable = False
        form.blame(_too_large())
        return answer(request, form)
    return _answer_to(request, form)


@never_cache
@require_POST
def marks(request: HttpRequest) -> HttpResponse:
    """The answer alone, for the page's script: what follows from marks that were moved."""
    form = WorkupForm(answered(request.POST))
    if not form.is_valid() or not form.marked:
        return render(request, "workup/at_fault.html", {"fault": form.fault}, status=400)
    return render(request, "workup/answer.html", context(request, form, evaluate_form(form)))


@never_cache
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """The study as a file, with the marks and measures as the page shows them."""
    kind = files.known_format(request.POST.get("format", ""))
    if kind is None:
        return HttpResponse(status=400)
    form = WorkupForm(answered(request.POST))
    if not form.is_valid():
        return answer(request, form)
    try:
        found = evaluate_form(form, taken_along=True)
        if found is None:
            return answer(request, form)
        lines = copied_text(found.conclusion, get_language() or "en").splitlines()
        made = files.download(form.study(), kind, tuple(lines))
    except Fault as fault:
        form.blame(fault)
        return answer(request, form)
    return HttpResponse(
        made.content,
        content_type=made.content_type,
        headers={"Content-Disposition": f'attachment; filename="{made.name}"'},
    )


@never_cache
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """The sheet as a PDF; where the form is at fault, the page that says so."""
    form = WorkupForm(answered(request.POST), request.FILES)
    found = evaluate_form(form) if form.is_valid() else None
    if found is None:
        return answer(request, form)
    language = get_language() or "en"
    try:
        sheet = study_pdf(found, language, made_on=date.today().isoformat())
    except Fault as fault:  # nothing of the form: this copy of the site was installed without Typst
        return HttpResponse(str(fault), content_type="text/plain; charset=utf-8", status=501)
    return HttpResponse(
        sheet,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{REPORT_NAME}"'},
    )


@never_cache
@require_POST
def profile(request: HttpRequest) -> HttpResponse:
    """The answers to a report's questions as a laboratory's profile; nothing of the report."""
    form = WorkupForm(request.POST, request.FILES)
    form.is_valid()
    if form.pasted is None:
        return HttpResponse(status=400)
    return HttpResponse(
        form.pasted.profile_text,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{PROFILE_NAME}"'},
    )


@never_cache
@require_POST
def conclusion(request: HttpRequest) -> HttpResponse:
    """The conclusion as rich text, for a letter; where the form is at fault, the page says so."""
    form = WorkupForm(answered(request.POST), request.FILES)
    found = evaluate_form(form, taken_along=True) if form.is_valid() else None
    if found is None:
        return answer(request, form)
    return HttpResponse(
        copied_rtf(found.conclusion, get_language() or "en"),
        content_type=RTF_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{CONCLUSION_NAME}"'},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """Two empty boxes (GET), or what changed between two studies of one person (POST)."""
    posted = request.method == "POST"
    studies = [read_one(one, request) if posted else OneStudy(one) for one in WHICH]
    form, fault, result = BesideForm(request.POST if posted else None), None, None
    try:
        result = compared(studies, form) if posted else None
    except Fault as wrong:
        fault = wrong
    shown: dict[str, object] = {
        "form": form,
        "fault": fault,
        "result": result,
        "studies": [
            {
                "which": study.which,
                "heading": say(f"workup.compare.{study.which}"),
                "read": study,
                "answer_name": f"{study.which}_answer",
                "fields": [form[f"laboratory_{study.which}"], form[f"days_{study.which}"]],
            }
            for study in studies
        ],
    }
    if result is not None:
        shown["rows"] = [(result.signs[row.tone], row) for row in result.course.rows]
        shown["told"] = [
            (name, facts, unread)
            for (name, facts), unread in zip(result.course.studies, result.unread, strict=True)
        ]
    return render(request, "workup/compare.html", shown)


def evaluate_form(form: WorkupForm, *, taken_along: bool = False) -> PresentedStudy | None:
    """The judged study of a valid form; None, with the form blamed, where it makes no sense.

    `taken_along`: for a text to take along, in which nothing stands that is for research only.
    """
    lead = form.cleaned_data["criteria"]
    if taken_along and lead not in criteria_names():
        lead = DEFAULT_CRITERIA
    names = (lead, *(name for name in criteria_names() if name != lead))
    own = form.cleaned_data["own_limits"].strip()
    try:
        table = parse_reference(own.encode()) if own else None
    except Fault as fault:
        form.add_error("own_limits", str(fault))
        return None
    table = table or reference_table(form.cleaned_data["reference"])
    try:
        study = form.study()
        found = evaluate_by(study, names, table, long_segments=form.cleaned_data["long_segments"])
    except Fault as fault:
        form.blame(fault)
        return None
    unread = form.reading.unread if form.reading else ()
    return present_study(study, found, table, get_language() or "en", unread=unread)


def answer(
    request: HttpRequest, form: WorkupForm, result: PresentedStudy | None = None
) -> HttpResponse:
    """The whole page."""
    shown = context(request, form, result) | {"samples": EXAMPLES.items()}
    return render(request, "workup/page.html", shown)


def context(
    request: HttpRequest, form: WorkupForm, result: PresentedStudy | None
) -> dict[str, object]:
    """What the templates of the answer ask for."""
    waves = _waves(request, form)
    downloads = [(one.name, one.label) for one in files.offered(waves is not None)]
    return {
        "grid": grid(),
        "form": form,
        "result": result,
        "waves": waves,
        "formats": downloads,
        "answers": KNOWN,
        "low": LOW,
        "late": LATE,
        "copied": copied_text(result.conclusion, get_language() or "en") if result else "",
    }


def _waves(request: HttpRequest, form: WorkupForm) -> PresentedWaveforms | None:
    """The waveforms, drawn even where the rules cannot be applied to them."""
    if not form.marked:
        return None
    try:
        return present_waveforms(form.marked, request.POST, get_language() or "en")
    except Fault as fault:
        form.blame(fault)
        return None


def _too_large() -> Fault:
    most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE / 1_048_576
    return Fault("web.too_large", most_mb=most)


def _answer_to(request: HttpRequest, form: WorkupForm) -> HttpResponse:
    return answer(request, form, evaluate_form(form) if form.is_valid() else None)
