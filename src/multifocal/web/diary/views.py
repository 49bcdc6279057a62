"""The diary's pages. What is typed comes by POST, goes into the diary's own file, and nowhere else:
not into an address, a log or a copy that a browser keeps."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from multifocal.diary import Content, Entry, Infusion, When, new_entry, urgency
from multifocal.diary.checks import EARLIEST, LATEST
from multifocal.diary.graded import Worry, has_own_words, list_comes_first
from multifocal.diary.oneself import oneself
from multifocal.diary.plans import became, is_plan, is_planned_visit
from multifocal.fault import Fault
from multifocal.web.diary import access, cipher, company, store, vault
from multifocal.web.diary.drafts import place
from multifocal.web.diary.entry_words import entry_line, present_entry, when_said
from multifocal.web.diary.fields import FIELDS
from multifocal.web.diary.graded_words import (
    graded_list,
    list_here,
    signs_title,
    ticked_signs,
    urgent,
)
from multifocal.web.diary.guard import private
from multifocal.web.diary.notices import notices
from multifocal.web.diary.presenter import doors, present_form
from multifocal.web.diary.slips import Question, row_asked, slip_asked
from multifocal.web.diary.state import (
    ANSWERED,
    Filled,
    form_of,
    new_form,
    now,
    posted_form,
    read_form,
    today,
)
from multifocal.words import say

RECENT = 12


@never_cache
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """The launch link: its token becomes a cookie and leaves the address at once."""
    if settings.DIARY_OPENED_BY == "phone":  # which has a way in of its own
        raise Http404
    held = request.COOKIES.get(access.cookie(), "")
    entered = access.enter(request.GET.get("token", ""), held)
    if entered is None and not access.may_enter(held):
        return render(request, "diary/locked.html", {"spent": True}, status=403)
    value, leads_to = entered or (held, access.DIARY)
    there = "diary:page" if leads_to == access.DIARY else "learn:what-is-mmn"
    response = redirect(there)
    response.set_cookie(access.cookie(), value, httponly=True, samesite="Strict")
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@private
def page(request: HttpRequest) -> HttpResponse:
    """What to add, the next infusion, the last entries by day."""
    here = today()
    planned, open_plan = store.next_planned(here), store.plan_to_answer(here)
    later = open_plan.later if open_plan else None
    quick, others = doors()
    saved = _saved(request)
    visit = store.next_visit(here)
    context = {
        "quick": quick,
        "others": others,
        "planned": planned and present_entry(planned),
        "planned_when": planned and when_said(planned.when),
        "visit": visit,
        "visit_when": visit and when_said(visit.when),
        "planned_today": planned is not None and planned.when.day == here,
        "open_plan": open_plan and present_entry(open_plan.plan),
        "open_plan_when": open_plan and when_said(open_plan.plan.when),
        "later": later and present_entry(later),
        "later_when": later and when_said(later.when),
        "days": _by_day(store.recent(RECENT, here)),
        "years": store.years(),
        "saved": "saved" in request.GET,
        "saved_entry": saved,
        "saved_row": store.planned_with(saved) if saved else 1,
        "own_words": saved is not None and has_own_words(saved.content),
        "notices": notices(saved, store.beside(saved)) if saved else (),
        "encrypted": cipher.is_encrypted(place()),
        "idle_minutes": vault.IDLE_S // 60,
    }
    return render(request, "diary/page.html", context)


def _saved(request: HttpRequest) -> Entry | None:
    """What was saved just now."""
    try:
        found = store.find(str(UUID(request.GET.get("saved", ""))))
    except ValueError:
        return None
    return None if found is None or found.deleted else found


@require_safe
@private
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Every entry of a year."""
    if not EARLIEST.year <= year < LATEST.year:  # the database knows no such year
        raise Http404
    days = _by_day(store.of_year(year))
    return render(request, "diary/year.html", {"year": year, "days": days, "years": store.years()})


def _by_day(entries: tuple[Entry, ...]) -> list[tuple[str, list[object]]]:
    days: dict[date, list[object]] = {}
    for one in entries:
        days.setdefault(one.when.day, []).append(entry_line(one))
    return [(when_said(When(day)), some) for day, some in days.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@private
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """A form for a new entry (GET); saves it, or asks again (POST)."""
    if kind not in FIELDS:
        raise Http404
    action = reverse("diary:add", args=[kind])
    if request.method != "POST":
        return _ask(request, new_form(kind, _last(kind)), action)

    def write(said: company.Said) -> None:
        for entry_id, when, content in said:
            store.save(entry_id, _first(entry_id, when, content))

    return _take(request, posted_form(kind, request.POST), action, write)


def _last(kind: str) -> Entry | None:
    """From what a new form takes what is mostly the same again: of the person, all that holds."""
    if kind == "infusion":
        return store.last_received()
    last = store.latest(kind)
    if last is None or kind != "about":
        return last
    holds = replace(last.current, content=oneself(store.of_kind(kind)).about)
    return Entry(last.id, (holds,))


def _first(entry_id: str, when: When, content: Content) -> Callable[[Entry | None], Entry | None]:
    written = now()

    def change(before: Entry | None) -> Entry | None:
        if before is None:
            return new_entry(content, when, written, entry_id)
        # the form was sent again: the same changes nothing, and what was deleted stays deleted
        return None if before.deleted else before.corrected(when, content, written)

    return change


@require_http_methods(["GET", "HEAD", "POST"])
@private
def correct(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The entry in its form (GET); writes a new version of it (POST)."""
    before = _entry(entry_id)
    if before.kind is None or before.kind not in FIELDS:
        raise Http404
    action = reverse("diary:correct", args=[entry_id])
    if request.method != "POST":
        return _ask(request, _ran(request, form_of(before)), action, correcting=before)

    def write(said: company.Said) -> None:
        (_, when, content), *more = said
        written = now()
        store.save(before.id, lambda one: one and one.corrected(when, content, written))
        for beside_id, when_beside, content_beside in more:
            store.save(beside_id, _first(beside_id, when_beside, content_beside))

    filled = posted_form(before.kind, request.POST)
    filled = Filled(filled.kind, before.id, filled.values)
    return _take(request, filled, action, write, correcting=before)


def _ran(request: HttpRequest, filled: Filled) -> Filled:
    """A planned infusion that ran, or a visit that took place: its form with that said already.
    Where its day has passed, only its owner knows what became of it; when it began, always: the
    time of the plan is none that anyone has seen."""
    if filled.kind not in _RAN or "ran" not in request.GET:
        return filled
    passed = filled.text("day") < today().isoformat()
    status = () if passed else (_RAN[filled.kind],)
    more = {"status": status, "clock": (), **({} if passed else {"day": (today().isoformat(),)})}
    return Filled(filled.kind, filled.id, {**filled.values, **more})


_RAN: Final = {"infusion": "given", "visit": "happened"}
"""What is said of a plan that came to be."""


def _take(
    request: HttpRequest,
    filled: Filled,
    action: str,
    write: Callable[[company.Said], None],
    correcting: Entry | None = None,
) -> HttpResponse:
    try:
        filled, answered = company.answered(filled, request.POST.getlist(company.FIELD))
        said = read_form(filled, correcting)
        contents = [content for _, _, content in said]
        if answered:
            filled = company.keeping(filled, contents)
        if "edit" in request.POST:
            return _ask(request, filled, action, correcting=correcting)
        if "seen" not in request.POST:
            beside = company.graded_with(said)
            worries = () if answered else company.worries_of(filled, contents, correcting, beside)
            if worries:
                return _company(request, filled, action, worries)
            if list_comes_first((*contents, *beside)):
                return _list(request, filled, action, (*contents, *beside), joined=bool(beside))
        if "sure" not in request.POST and (question := slip_asked(said, correcting)):
            return _slip(request, filled, action, question, "sure")
        if "row" not in request.POST and (question := row_asked(said)):
            return _slip(request, filled, action, question, "row")
        write(said)
    except Fault as fault:  # of what was typed, or of the disk: nothing that was typed is lost
        return _ask(request, filled, action, fault, correcting=correcting)
    return redirect(f"{reverse('diary:page')}?saved={said[0][0]}")


def _company(
    request: HttpRequest, filled: Filled, action: str, worries: Sequence[Worry]
) -> HttpResponse:
    """Asks what comes with it, where that decides how soon help is needed."""
    context = {"asked": company.short(company.questions(worries)),
               "none": company.none_said(worries),
               "unanswered": "asked" in request.POST,
               "urgent": urgent(), "list_here": list_here("main"), "help_here": True,
               "action": action, "carried": filled.carried()}  # fmt: skip
    return render(request, "diary/company.html", context)


def _slip(
    request: HttpRequest, filled: Filled, action: str, question: Question, answer: str
) -> HttpResponse:
    """Asks whether it is right, by the name of that answer; after the list, which comes before
    anything else."""
    context = {"title": question.title, "lead": question.lead, "why": question.why,
               "answer": answer, "is_row": answer == "row",
               "urgent": urgent(), "list_here": list_here("main"), "help_here": True,
               "action": action, "carried": filled.carried()}  # fmt: skip
    return render(request, "diary/sure.html", context)


def _list(
    request: HttpRequest, filled: Filled, action: str, contents: Sequence[Content], *, joined: bool
) -> HttpResponse:
    """The graded list, before it is saved. `joined`: some contents stand in other entries."""
    ticked = ticked_signs(contents)
    is_now = urgency(contents) == "now"
    context = {"ticked": ticked, "now": is_now, "several": is_now and not ticked[0].now,
               "joined": joined, "title": signs_title(contents),
               "grades": graded_list(contents), "urgent": urgent(), "help_here": True,
               "action": action, "carried": filled.carried()}  # fmt: skip
    return render(request, "diary/signs.html", context)


def _ask(
    request: HttpRequest,
    filled: Filled,
    action: str,
    fault: Fault | None = None,
    correcting: Entry | None = None,
) -> HttpResponse:
    own = store.own_tasks() if filled.kind == "task" else ()
    form = present_form(filled, fault, correcting=correcting, own_tasks=own)
    asks_last = filled.kind == "infusion" and not correcting and fault is None
    last = store.last_received() if asks_last else None
    context = {
        "form": form,
        "answered": filled.texts(ANSWERED),
        "action": action,
        "plan": correcting if correcting and _is_planned(correcting) else None,
        "lead": _lead(correcting) if correcting else form.lead,
        "last": last and when_said(last.when),
        "urgent": urgent(),
        "list_here": list_here("entry-form"),
        "help_here": True,
        "typed_before": request.method == "POST",
    }
    return render(request, "diary/form.html", context)


def _is_planned(entry: Entry) -> bool:
    return is_plan(entry) or is_planned_visit(entry)


def _lead(correcting: Entry) -> str:
    if _is_planned(correcting):
        return say("diary_site.plan.lead", day=when_said(correcting.when))
    return say("diary_site.correcting")


@require_safe
@private
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """An entry, and what it said before."""
    found = _entry(entry_id)
    context = {"entry": present_entry(found), "can_correct": found.kind in FIELDS,
               "is_planned": _is_planned(found)}  # fmt: skip
    return render(request, "diary/entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def delete(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Asks first (GET); then takes the entry out (POST), from where it can be put back."""
    before = _entry(entry_id)
    if before.deleted:
        return redirect("diary:entry", before.id)
    if request.method != "POST":
        context = {"entry": present_entry(before), "is_plan": is_plan(before),
                   "is_visit": is_planned_visit(before)}  # fmt: skip
        return render(request, "diary/delete.html", context)
    written = now()
    store.save(before.id, lambda one: one and one.removed(written))
    return redirect("diary:entry", before.id)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def erase(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Of a deleted entry, names all that would be lost (GET); then erases it for good (POST)."""
    before = _entry(entry_id)
    if not before.deleted or before.erased:
        return redirect("diary:entry", before.id)
    if request.method != "POST":
        return render(request, "diary/erase.html", {"entry": present_entry(before)})
    written = now()
    store.save(before.id, lambda one: one and one.wiped(written))
    return redirect("diary:entry", before.id)


@require_POST
@private
def same(_request: HttpRequest, entry_id: UUID, later_id: UUID) -> HttpResponse:
    """The plan became that later infusion: it is late then, and the plan no longer stands alone."""
    plan, later = _entry(entry_id), _entry(later_id)
    if not is_plan(plan) or not isinstance(later.content, Infusion) or not later.content.received:
        raise Http404
    written, content = now(), became(plan, later)
    store.save(later.id, lambda one: one and one.corrected(one.when, content, written))
    store.save(plan.id, lambda one: one and one.removed(written))
    return redirect(f"{reverse('diary:page')}?saved={later.id}")


@require_POST
@private
def put_back(_request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A deleted entry as it was before."""
    written = now()
    back = store.save(_entry(entry_id).id, lambda one: one and one.put_back(written))
    return redirect(f"{reverse('diary:page')}?saved={back.id if back else ''}")


@require_safe
@private
def deleted(request: HttpRequest) -> HttpResponse:
    """What was deleted and not erased: it can be put back, or erased."""
    some = [present_entry(one) for one in store.deleted()]
    return render(request, "diary/deleted.html", {"entries": some})


def _entry(entry_id: UUID) -> Entry:
    found = store.find(str(entry_id))
    if found is None:
        raise Http404
    return found
