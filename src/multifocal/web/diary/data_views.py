"""Their data: taken along as a file, brought in from another copy, looked at before it changes
anything. All by POST."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from multifocal.diary import (
    Bundle,
    Entry,
    in_order,
    merge,
    preview_import,
    read_bundle,
    write_bundle,
    write_tables,
)
from multifocal.diary.against_history import against, is_fhir
from multifocal.diary.bundle import MEDIA_TYPE, MOST_BYTES
from multifocal.diary.fhir_reading import FhirDiary, read_diary_fhir
from multifocal.diary.merging import resolved
from multifocal.diary.whose import Person, two_people
from multifocal.fault import Fault
from multifocal.web.diary import backups, cipher, drafts, store, switching, uploads
from multifocal.web.diary.entry_words import PresentedEntry, present_entry
from multifocal.web.diary.guard import private
from multifocal.web.diary.state import now, today
from multifocal.words import day_said, listed, say

MOST_SEEN: Final = 20
"""How many of the new entries a preview names."""


@dataclass(frozen=True)
class Choice:
    """An entry that was changed in both copies."""

    id: str
    here: PresentedEntry
    there: PresentedEntry


@require_safe
@private
def page(request: HttpRequest) -> HttpResponse:
    """What can be taken along or brought in, and when the last copy was made."""
    return render(request, "diary/data.html", _context(request))


def _context(request: HttpRequest, fault: Fault | None = None) -> dict[str, Any]:
    last = backups.newest()
    return {
        "count": store.count(),
        "backup": last and day_said(last[0]),
        "backup_fault": backups.last_fault(),
        "folder": drafts.backups(),
        "encrypted": cipher.is_encrypted(drafts.place()),
        "strays": len(switching.strays()),
        "faults": [str(one) for one in fault.each] if fault else [],
        "saved": "saved" in request.GET,
        "erased": "erased" in request.GET,
    }


@require_POST
@private
def bundle(_request: HttpRequest) -> HttpResponse:
    """The whole diary as one file, deleted entries too."""
    content = write_bundle(Bundle(store.everything(), now()))
    return _file(content, MEDIA_TYPE, f"multifocal-diary-{today().isoformat()}.json")


@require_POST
@private
def tables(_request: HttpRequest) -> HttpResponse:
    """A table for each kind of entry, in one ZIP file."""
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as packed:
        for kind, text in write_tables(store.everything()).items():
            # the mark at its head tells spreadsheets that the text is UTF-8
            packed.writestr(f"diary-{kind}.csv", text.encode("utf-8-sig"))
    name = f"multifocal-diary-tables-{today().isoformat()}.zip"
    return _file(page.getvalue(), "application/zip", name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@csrf_exempt  # until the handler is set, after which the inner view checks the token
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """A file that was chosen: what it would change."""
    request.upload_handlers = [uploads.BundleUpload(request)]
    return _bring(request)


@csrf_protect
@private
def _bring(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("file")
    try:
        if not isinstance(upload, UploadedFile):
            raise Fault("diary_site.no_upload", most_mb=MOST_BYTES // 1_000_000)
        content = upload.read(MOST_BYTES + 1)
        if is_fhir(content):
            found = read_diary_fhir(content, now())
            there = against(store.everything(), found.entries)
            return _preview(request, write_bundle(Bundle(there, now())), there, found)
        there = read_bundle(content).entries
    except Fault as fault:
        return render(request, "diary/data.html", _context(request, fault))
    return _preview(request, content, there)


def _preview(
    request: HttpRequest,
    content: bytes,
    there: tuple[Entry, ...],
    fhir: FhirDiary | None = None,
) -> HttpResponse:
    """`fhir`: what was read of a file in that form, and what was not."""
    here = store.everything()
    preview = preview_import(here, there)
    people = two_people(here, there, fhir.persons if fhir else ())
    new = in_order(preview.new)
    context = {
        "people": people and [_person_said(one) for one in people],
        "whole": fhir is None,
        "not_read": listed(f"{kind}: {n}" for kind, n in sorted(fhir.not_read.items()))
        if fhir
        else "",
        "left_out": [str(one) for one in fhir.left_out] if fhir else [],
        "token": uploads.hold(content, asks_whose=people is not None),
        "counts": {
            name: len(getattr(preview, name))
            for name in ("new", "same", "changed", "behind", "conflicts", "doubles", "followed")
        },
        "conflicts": [
            Choice(c.here.id, present_entry(c.here), present_entry(c.there))
            for c in preview.conflicts
        ],
        "new": [present_entry(one) for one in new[:MOST_SEEN]],
        "more_new": max(0, len(new) - MOST_SEEN),
        "missing": [present_entry(one) for one in in_order(preview.missing)],
        "changes": bool(preview.new or preview.changed or preview.conflicts or preview.followed),
    }
    return render(request, "diary/preview.html", context)


def _person_said(one: Person) -> str:
    when = one.born and day_said(one.born)
    if one.name and when:
        return say("diary_site.whose.both", name=one.name, when=when)
    return one.name or say("diary_site.whose.born", when=when)


@require_POST
@private
def take(request: HttpRequest) -> HttpResponse:
    """Brings it in: merged with what is here, or in its place. A copy is made first."""
    token = request.POST.get("token", "")
    content = uploads.held(token)
    if content is None:
        fault = Fault("diary_site.upload_forgotten")
        return render(request, "diary/data.html", _context(request, fault))
    there = read_bundle(content).entries
    replaces = "replace" in request.POST
    if ("another" if replaces else "same") not in request.POST and uploads.asks_whose(token):
        fault = Fault("diary_site.another_person") if replaces else Fault("diary_site.two_people")
        return render(request, "diary/data.html", _context(request, fault))
    backups.back_up(aside=True)
    if replaces:
        store.save_all(lambda _before: there, replace=True)
    else:
        store.save_all(lambda before: _merged(request, before, there))
    uploads.forget()
    return redirect(f"{reverse('diary:data')}?saved")


def _merged(
    request: HttpRequest, before: tuple[Entry, ...], there: tuple[Entry, ...]
) -> Iterable[Entry]:
    entries = {one.id: one for one in merge(before, there)}
    written = now()
    for one in preview_import(before, there).conflicts:
        choice = request.POST.get(f"choice-{one.here.id}")
        if choice == "here":
            entries[one.here.id] = resolved(one, "here", written)
        elif choice == "there":
            entries[one.here.id] = resolved(one, "there", written)
    return entries.values()
