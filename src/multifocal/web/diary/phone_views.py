"""The diary on one's own phone at home: the code to scan, who is in, and the way out."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from multifocal.diary import When
from multifocal.web.diary import pairing
from multifocal.web.diary.entry_words import when_said
from multifocal.web.diary.guard import private
from multifocal.web.diary.state import now
from multifocal.web.installation import machine_zone
from multifocal.web.site.handing_on import code_picture


@require_http_methods(["GET", "HEAD", "POST"])
@private
def page(request: HttpRequest) -> HttpResponse:
    """Where the phone stands (GET); a new code, or the phone shut out (POST)."""
    on_phone = settings.DIARY_OPENED_BY == "phone"
    context: dict[str, Any] = {}
    if request.method == "POST" and "out" in request.POST:
        if on_phone:
            pairing.forget()
            return render(request, "diary/phone_out.html")
        pairing.shut_out()
        context["out"] = True
    elif request.method == "POST" and not on_phone:
        link = pairing.new_code()
        context |= {"link": link, "picture": code_picture(link)}
    return render(request, "diary/phone.html", {**context, **_standing(), "on_phone": on_phone})


def _standing() -> dict[str, Any]:
    there = pairing.pairing()
    since = datetime.fromtimestamp(there.since, machine_zone() or now().tzinfo)
    ahead = since.utcoffset() or timedelta()
    clock = since.time().replace(second=0, microsecond=0)
    said = when_said(When(since.date(), clock, int(ahead.total_seconds() // 60)))
    return {
        "state": there.state.value,
        "address": there.address,
        "since": said,
        "fingerprint": there.code.fingerprint if there.code else "",
        "minutes": pairing.CODE_LASTS_S // 60,
    }
