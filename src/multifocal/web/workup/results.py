"""A form's study judged by every set, the chosen one first, and the sheet to print."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from multifocal.criteria import criteria_names, evaluate_by
from multifocal.fault import Fault
from multifocal.formats import parse_reference
from multifocal.reference import reference_table
from multifocal.report import Judged, judged, study_pdf
from multifocal.web.workup.answering import answer
from multifocal.web.workup.forms import WorkupForm

FILE_NAME = "nerve-study.pdf"


def judge(form: WorkupForm) -> Judged | None:
    """The judged study of a valid form; None, with the form blamed, where it makes no sense."""
    lead = form.cleaned_data["criteria"]
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
    return judged(study, found, table, get_language() or "en")


@never_cache
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """The sheet as a PDF; where the form is at fault, the page that says so."""
    form = WorkupForm(request.POST, request.FILES)
    found = judge(form) if form.is_valid() else None
    if found is None:
        return answer(request, form)
    try:
        sheet = study_pdf(found, get_language() or "en", made_on=date.today().isoformat())
    except Fault as fault:  # nothing of the form: this copy of the site was installed without Typst
        return HttpResponse(str(fault), content_type="text/plain; charset=utf-8", status=501)
    return HttpResponse(
        sheet,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )
