"""Looking back: strength and cycles, and the report to take along."""

from dataclasses import astuple
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from multifocal.diary import in_order
from multifocal.extras import require
from multifocal.fault import Fault
from multifocal.report.diary import (
    PAPERS,
    ReportOptions,
    diary_pdf,
    present_diary,
    protect_pdf,
)
from multifocal.report.diary.months import body_months
from multifocal.report.diary.options import SECTIONS, Paper, Section
from multifocal.report.diary.protect import FEWEST, MOST, check_password
from multifocal.web.diary import store
from multifocal.web.diary.course import present_course
from multifocal.web.diary.guard import private
from multifocal.web.diary.state import today
from multifocal.words import say


@require_safe
@private
def course(request: HttpRequest) -> HttpResponse:
    """Strength with infusions, cycles laid over each other, the body by month; as tables too."""
    entries = in_order(store.everything())
    series, shared = present_course(entries)
    context = {"series": series, "shared": shared, "body": body_months(entries, today())}
    return render(request, "diary/course.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def report(request: HttpRequest) -> HttpResponse:
    """The report to print, of all days (GET) or of those that are asked for (POST); as PDF too."""
    said = {name: request.POST.get(name, "").strip() for name in ("since", "until", "trial")}
    paper = request.POST.get("paper", PAPERS[0])
    faults: list[str] = []
    options = ReportOptions()
    try:
        since, until, trial = (_day(text, name) for name, text in said.items())
        options = ReportOptions(since=since, until=until, sections=_sections(request),
                                paper=_paper(paper), trial=trial)  # fmt: skip
    except Fault as fault:
        faults = [str(one.placed()) for one in fault.each]
    password = request.POST.get("password", "")
    if "pdf" in request.POST and password:
        try:
            check_password(password)
            require("encrypted")
        except Fault as fault:
            faults.append(str(fault))
    presented = present_diary(store.everything(), options, made_on=today())
    if "pdf" in request.POST and not faults:
        content = diary_pdf(presented, options.paper)
        if password:
            content = protect_pdf(content, password)
        response = HttpResponse(content, content_type="application/pdf")
        name = f"diary-report-{today().isoformat()}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    names = _section_names()
    rows = [tuple(zip(presented.infusion_columns, astuple(one), strict=True))
            for one in presented.infusions]  # fmt: skip
    runs = [tuple(zip(presented.run_columns, astuple(one), strict=True))
            for one in presented.runs]  # fmt: skip
    context = {"sections": [(one, names[one], one in presented.sections) for one in SECTIONS],
               "report": presented, "rows": rows, "runs": runs, "chosen": request.method == "POST",
               "said": said, "paper": paper, "papers": PAPERS, "faults": faults,
               "fewest": FEWEST, "most": MOST}  # fmt: skip
    return render(request, "diary/report.html", context)


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Fault("diary.moment", word=f"'{text[:20]}'", column=name) from None


def _sections(request: HttpRequest) -> tuple[Section, ...] | None:
    """Those that are ticked; those that fit where none is."""
    ticked = request.POST.getlist("section")
    return tuple(one for one in SECTIONS if one in ticked) or None


def _section_names() -> dict[Section, str]:
    return {
        "map": say("diary_site.report.section.map"),
        "sides": say("diary_site.report.section.sides"),
        "tasks": say("diary_site.report.section.tasks"),
        "symptoms": say("diary_site.report.section.symptoms"),
        "strength": say("diary_site.report.section.strength"),
        "infusions": say("diary_site.report.section.infusions"),
        "medicines": say("diary_site.report.section.medicines"),
        "questions": say("diary_site.report.section.questions"),
        "thoughts": say("diary_site.report.section.thoughts"),
        "trial": say("diary_site.report.section.trial"),
    }


def _paper(text: str) -> Paper:
    return next((one for one in PAPERS if one == text), PAPERS[0])
