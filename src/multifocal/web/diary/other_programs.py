"""The diary for other programs: FHIR for record systems, a calendar file of reminders. By POST."""

from datetime import time
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from multifocal.diary.calendar_file import (
    MEDIA_TYPE,
    WEEKDAYS,
    Measuring,
    reminders,
    write_calendar,
)
from multifocal.diary.fhir import write_diary_fhir
from multifocal.fault import Fault
from multifocal.web.diary import store
from multifocal.web.diary.guard import private
from multifocal.web.diary.state import now, today

FHIR_TYPE: Final = "application/fhir+json"
USUAL: Final = "09:00"
"""The time that stands in the field; any other may be chosen."""


@require_POST
@private
def fhir(_request: HttpRequest) -> HttpResponse:
    """What holds in the diary, as FHIR R4."""
    content = write_diary_fhir(store.everything(), today())
    return attached(content, FHIR_TYPE, f"multifocal-diary-fhir-{today().isoformat()}.json")


@require_http_methods(["GET", "HEAD", "POST"])
@private
def calendar(request: HttpRequest) -> HttpResponse:
    """What reminders to take and what they say (GET); the file (POST)."""
    chosen = [day for day in WEEKDAYS if day in request.POST.getlist("weekdays")]
    at, plain = request.POST.get("at", USUAL), "plain" in request.POST
    faults: list[str] = []
    planned = reminders(store.everything(), today(), discreet=not plain)
    if request.method == "POST":
        try:
            if not planned and not chosen:
                raise Fault("diary_site.no_reminder")
            measuring = Measuring(tuple(chosen), _time(at), today()) if chosen else None
            content = write_calendar(planned, now(), measuring, discreet=not plain)
            return attached(content, MEDIA_TYPE, "reminders.ics")
        except Fault as fault:
            faults = [str(one) for one in fault.each]
    context = {"count": len(planned), "weekdays": WEEKDAYS, "chosen": chosen, "at": at,
               "plain": plain, "faults": faults}  # fmt: skip
    return render(request, "diary/calendar.html", context)


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise Fault("diary.moment", word=f"'{text[:20]}'", column="clock") from None


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to store."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
