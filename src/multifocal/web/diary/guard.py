"""What stands before every page of the diary: the cookie, the passphrase, the database, and no copy
kept."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from multifocal.fault import Fault
from multifocal.web.diary import access, backups, pairing, vault
from multifocal.web.diary.database import ready
from multifocal.web.diary.drafts import place
from multifocal.web.diary.refusals import refusing

View = Callable[..., HttpResponse]
PASSPHRASE: Final = "unlock-with"
READ: Final = "unlock-to-read"
"""Fields of the form that opens a locked diary; whatever else it carries was typed before it was
locked, and goes on to the page that it was meant for."""
FRONT: Final = "/diary"
UNUSABLE, REFUSED = 503, 400


def private(view: View) -> View:
    """The view for a browser that may enter; a page that says how to open the diary for others; one
    that asks for the passphrase while it is locked; where the database cannot be used, a page that
    says so in one line."""

    @never_cache
    @sensitive_post_parameters()
    @wraps(view)
    def guarded(request: HttpRequest, *parts: object, **named: object) -> HttpResponse:
        response = _answer(request, view, *parts, **named)
        patch_vary_headers(response, ["Cookie"])
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded


def _answer(request: HttpRequest, view: View, *parts: object, **named: object) -> HttpResponse:
    if not _may_enter(request):
        return render(request, "diary/locked.html", status=200 if _at_front(request) else 403)
    try:
        with refusing(place()):
            if vault.is_locked(place()):
                if (answer := _unlock(request)) is not None:
                    return answer
            elif PASSPHRASE in request.POST:  # opened meanwhile, in another window
                if READ in request.POST:
                    return _back_to(request)
                _forget_passphrase(request)
        vault.note_use()
        ready()
        answer = view(request, *parts, **named)
        backups.soon()
        return answer
    except Fault as fault:
        context = {"problem": fault.problem, "remedy": fault.remedy, "source": fault.source}
        status = REFUSED if fault.key == "diary_site.form_id" else UNUSABLE
        return render(request, "diary/refused.html", context, status=status)


def _unlock(request: HttpRequest) -> HttpResponse | None:
    """The form for the passphrase; None once it has come and the page may go on."""
    fault: Fault | None = None
    if PASSPHRASE in request.POST:
        try:
            vault.unlock(place(), request.POST[PASSPHRASE])
            if READ in request.POST:
                return _back_to(request)
            _forget_passphrase(request)
            return None
        except Fault as raised:
            if raised.key not in ("diary_site.wrong", "diary_site.wait"):
                raise
            fault = raised
    reading = request.method in ("GET", "HEAD") or READ in request.POST
    context = {
        "fault": fault,
        "passphrase": PASSPHRASE,
        "read": READ if reading else "",
        "back": request.POST.get(READ, request.get_full_path()),
        "carried": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in (PASSPHRASE, READ, "csrfmiddlewaretoken")
            for value in values
        ],
        "idle_minutes": vault.IDLE_S // 60,
    }
    return render(request, "diary/unlock.html", context, status=200 if _at_front(request) else 403)


def _back_to(request: HttpRequest) -> HttpResponse:
    there = request.POST[READ]
    own = there == FRONT or there.startswith((f"{FRONT}/", f"{FRONT}?"))
    return redirect(there if own else FRONT)


def _forget_passphrase(request: HttpRequest) -> None:
    sent = request.POST.copy()
    del sent[PASSPHRASE]
    request.POST = sent  # type: ignore[assignment]


def _at_front(request: HttpRequest) -> bool:
    front = request.resolver_match is not None and request.resolver_match.url_name == "page"
    return front and request.method in ("GET", "HEAD")


def _may_enter(request: HttpRequest) -> bool:
    if settings.DIARY_OPENED_BY == "phone":
        held = request.COOKIES.get(pairing.cookie(), "")
        return pairing.may_enter(held, request.META.get("REMOTE_ADDR", ""))
    return access.may_enter(request.COOKIES.get(access.cookie(), ""))
