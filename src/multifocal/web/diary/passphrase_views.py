"""The diary's passphrase: set, changed, taken away; the diary locked. All by POST, and what was
typed is said in no answer."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from multifocal.extras import require
from multifocal.fault import Fault
from multifocal.web.diary import cipher, switching, vault
from multifocal.web.diary.drafts import backups, place
from multifocal.web.diary.guard import private
from multifocal.web.diary.switching import COPIES, Copies, Switched

ON, CHANGE, OFF, FOLLOW = "on", "change", "off", "copies"
_DONE: Final = (ON, CHANGE, OFF, FOLLOW)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def page(request: HttpRequest) -> HttpResponse:
    """What a passphrase does and what it cannot do (GET); sets it, changes it or takes it away
    (POST)."""
    if request.method != "POST":
        return render(request, "diary/passphrase.html", _context(request))
    try:
        asked = request.POST.get("do", "")
        if asked in _DONE:
            _do(request, asked)
            return redirect(f"{reverse('diary:passphrase')}?{asked}")
        fault = Fault("diary_site.form_id")
    except Fault as raised:
        fault = raised
    return render(request, "diary/passphrase.html", _context(request, fault))


def _do(request: HttpRequest, asked: str) -> Switched:
    said = request.POST
    copies = _copies(said.get("copies", ""))
    if asked == FOLLOW:
        return switching.follow(copies)
    if asked == OFF:
        return switching.decrypt(said.get("passphrase", ""), copies)
    require("encrypted")
    new = said.get("new", "")
    switching.check_new(new, said.get("again", ""))
    if asked == CHANGE:
        return switching.change(said.get("passphrase", ""), new, copies)
    if "understood" not in said:
        raise Fault("diary_site.not_understood")
    return switching.encrypt(new, copies)


def _copies(said: str) -> Copies:
    for one in COPIES:
        if one == said:
            return one
    if any(backups().glob("*.sqlite3")):
        raise Fault("diary_site.copies_not_said")
    return "leave"


def _context(request: HttpRequest, fault: Fault | None = None) -> dict[str, Any]:
    encrypted = cipher.is_encrypted(place())
    absent: Fault | None = None
    try:
        require("encrypted")
    except Fault as raised:
        absent = raised
    return {
        "fault": fault,
        "absent": absent,
        "encrypted": encrypted,
        "strays": [one.name for one in switching.strays()],
        "copies": len(list(backups().glob("*.sqlite3"))),
        "folder": backups(),
        "fewest": switching.FEWEST,
        "most": switching.MOST,
        "idle_minutes": vault.IDLE_S // 60,
        "done": next((one for one in _DONE if one in request.GET), "") if fault is None else "",
    }


@require_POST
@private
def lock(_request: HttpRequest) -> HttpResponse:
    """Locks the diary at once, on the computer and on a phone that is in."""
    vault.lock_everywhere()
    return redirect("diary:page")


@require_POST
@private
def unlock(_request: HttpRequest) -> HttpResponse:
    """Where the form for the passphrase is sent; what stands before every page reads it."""
    return redirect("diary:page")
