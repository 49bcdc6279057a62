"""A form as it was filled in: text by field, and back and forth between it and an entry.

What a form says of one entry may be two: the strength of both hands. Each has an id of its own that
follows from the form's, so that sending the form twice writes nothing twice.
"""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import QueryDict

from multifocal.body import SIDES
from multifocal.diary import KINDS, About, Content, Entry, Force, Infusion, Symptom, Visit, When
from multifocal.diary.entry import signs_of
from multifocal.diary.plain import noun_from_plain, to_plain
from multifocal.diary.symptom import SIGNS, Sign
from multifocal.fault import Fault, together
from multifocal.web.diary.fields import FIELDS, STEPS, TRIES, fields_of
from multifocal.web.diary.plan_row import ROW, TIMES, WEEKS, row_days, row_said
from multifocal.web.diary.since import since_read
from multifocal.web.installation import machine_zone

Values = Mapping[str, tuple[str, ...]]
ANSWERED: Final = "answered"
OF_EVERY: Final = ("id", "day", "clock", ANSWERED)
_COMMA: Final = re.compile(r"-?\d+,\d+")
OF_THE_PAST: Final = (
    "force", "movement", "task", "symptom", "score", "medicine", "supply", "about",
)  # fmt: skip
"""Kinds of which none can lie ahead."""
SIGNS_BESIDE: Final = ("force", "task", "movement", "note", "about")
"""Kinds that hold no sign: one that is told beside them is an entry of its own."""
MOST_LETTERS: Final = 5_000
"""Of one field: above the longest note, below what could choke a page."""


@dataclass(frozen=True)
class Filled:
    """A form of a kind of entry: the id that it carries, and what stands in its fields."""

    kind: str
    id: str
    values: Values = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The field's text; empty where nothing is said."""
        return next(iter(self.values.get(name, ())), "").strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(one for one in self.values.get(name, ()) if one)

    def carried(self) -> list[tuple[str, str]]:
        """Everything, for the hidden fields of a page that asks once more before it saves."""
        return [("id", self.id), *((n, one) for n, some in self.values.items() for one in some)]


def now() -> datetime:
    """The moment on this machine's clock, with its time zone."""
    zone = machine_zone()
    return datetime.now(zone) if zone else datetime.now().astimezone()


def today() -> date:
    """The day on this machine's calendar."""
    return now().date()


def new_form(kind: str, last: Entry | None) -> Filled:
    """An empty form, with what is mostly the same again taken from the last entry of the kind."""
    values: dict[str, tuple[str, ...]] = {"day": (today().isoformat(),)}
    before = form_of(last).values if last else {}
    for one in fields_of(kind):
        if one.again and one.name in before:
            values[one.name] = before[one.name]
    return Filled(kind, str(uuid.uuid4()), values)


def posted_form(kind: str, sent: QueryDict) -> Filled:
    """The form as it was sent. Fault for an id that is none."""
    try:
        entry_id = str(uuid.UUID(sent.get("id", "")))
    except ValueError:
        raise Fault("diary_site.form_id") from None
    names = [*OF_EVERY[1:], *(one.name for one in fields_of(kind))]
    values = {
        # browsers send the end of a line as two signs
        name: tuple(
            one.replace("\r\n", "\n")[:MOST_LETTERS] for one in sent.getlist(name) if one.strip()
        )
        for name in names
    }
    return Filled(kind, entry_id, {name: some for name, some in values.items() if some})


def form_of(entry: Entry) -> Filled:
    """An entry as its form shows it. The entry must not be deleted."""
    content = entry.content
    assert content is not None and entry.kind is not None
    plain: dict[str, Any] = to_plain(content)
    values: dict[str, tuple[str, ...]] = {"day": (entry.when.day.isoformat(),)}
    if entry.when.clock is not None:
        values["clock"] = (entry.when.clock.isoformat("minutes"),)
    for number, value in enumerate(plain.pop("tries", ())[:TRIES], start=1):
        values[f"tries_{plain['side']}_{number}"] = (value,)
    values["signs"] = signs_of(content)
    if isinstance(content, Force):
        values["side"] = (content.side,)
    if isinstance(content, Symptom) and content.scope != "region":
        plain.pop("place", None)
    for reaction in plain.pop("reactions", ()):
        if reaction["reaction"] != "sign":
            values["reactions"] = (*values.get("reactions", ()), reaction["reaction"])
        if reaction.get("words"):
            values["reaction_words"] = (reaction["words"],)
    values |= _rates_of(plain.pop("rate_steps", ()))
    for name in ("ended", "planned_for"):
        if name in plain:
            when = plain.pop(name)
            values[name] = (when.get("clock", "")[:5] if name == "ended" else when["day"],)
    for one in FIELDS[entry.kind]:
        if one.name in plain:
            values[one.name] = _texts(plain[one.name])
    return Filled(entry.kind, entry.id, {name: some for name, some in values.items() if some})


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    return (_TYPED_BETWEEN.join(value) if isinstance(value, list) else str(value),)


_TYPED_BETWEEN: Final = ", "
"""What one types between several words in a field, in any language."""


def read_form(filled: Filled, before: Entry | None = None) -> list[tuple[str, When, Content]]:
    """What the form says: ids, moments and contents. Fault with all that is wrong in it, whose
    columns are the names of its fields.

    `before` is the entry that the form corrects; what it holds and the form does not ask stays.
    """
    faults: list[Fault] = []
    when: When | None = None
    try:
        when = _when(filled, before)
    except Fault as fault:
        faults += fault.each
    contents: list[tuple[str, Content]] = []
    for entry_id, plain in _plains(filled, when, before):
        try:
            contents.append((entry_id, noun_from_plain(KINDS[filled.kind], plain, "form")))
        except Fault as fault:
            faults += [
                one.placed(column=_field_of(one.column or "", filled.kind, _hand(plain, before)))
                for one in fault.each
            ]
    if filled.kind in SIGNS_BESIDE:
        base = uuid.UUID(filled.id)
        contents += [(str(uuid.uuid5(base, one)), Symptom("other", sign=one))
                     for one in _signs(filled)]  # fmt: skip
    for _, one in contents:
        faults += _life_faults(one) if isinstance(one, About) else []
    if when is not None:
        faults += _day_faults(filled, when.day, before)
    row: tuple[date, ...] = ()
    if when is not None and before is None and filled.kind == "infusion":
        try:
            row = _row(filled, when.day)
        except Fault as fault:
            faults += fault.each
    if when is None or faults:
        raise together(faults)
    said = [(entry_id, when, content) for entry_id, content in contents]
    clock = when.clock
    return said + row_said(row, contents[0], lambda day: moment_here(day, clock)) if row else said


def _row(filled: Filled, first: date) -> tuple[date, ...]:
    days = row_days(filled.text(WEEKS), filled.text(TIMES), first)
    if days and filled.text("status") != "planned":
        raise Fault("diary.row_planned", column=ROW)
    return days


def _day_faults(filled: Filled, day: date, before: Entry | None) -> list[Fault]:
    """What does not fit between the day and what is said of it: nothing that was measured or felt
    lies ahead, and what was given late was not given on the day of its plan."""
    felt = filled.kind in SIGNS_BESIDE and _signs(filled)
    is_ahead = day > today() and not _was_there(day, before)
    if (felt or filled.kind in OF_THE_PAST) and is_ahead:
        return [Fault("diary.ahead", column="day")]
    status = filled.text("status")
    if filled.kind in ("infusion", "visit") and status not in ("", "planned") and is_ahead:
        return [Fault("diary.lies_ahead", column="day")]
    if filled.kind != "infusion":
        return []
    if status == "late" and before is not None and _was_planned(before) and day == before.when.day:
        return [Fault("diary.late_that_day", column="day")]
    return []


def _was_there(day: date, before: Entry | None) -> bool:
    """Whether the day stands in the entry already, and may be tomorrow only here: it was written
    where the day begins earlier."""
    if before is None or _was_planned(before) or day != before.when.day:
        return False
    return day - today() <= timedelta(days=1)


def _life_faults(about: About) -> list[Fault]:
    """What cannot be of a life: a birth or a first weakness ahead, or weakness before the birth."""
    faults = []
    if about.born is not None and about.born > today():
        faults.append(Fault("diary.ahead", column="born"))
    if about.since is None:
        return faults
    exact = len(about.since)  # a year, a month or a day
    if about.since > today().isoformat()[:exact]:
        faults.append(Fault("diary.ahead", column="since"))
    elif about.born is not None and about.since < about.born.isoformat()[:exact]:
        faults.append(Fault("diary.since_born", column="since"))
    return faults


def _was_planned(entry: Entry) -> bool:
    return isinstance(entry.content, Infusion | Visit) and entry.content.status == "planned"


def _field_of(column: str, kind: str, side: str | None) -> str:
    name = column.partition(".")[2].partition("[")[0].partition(".")[0]
    if kind == "force" and name in ("tries", "side"):
        return f"tries_{side or 'right'}_1"
    return name


def _when(filled: Filled, before: Entry | None) -> When:
    faults = []
    try:
        day = date.fromisoformat(filled.text("day"))
    except ValueError:
        faults.append(Fault("diary.moment", word=f"'{filled.text('day')[:20]}'", column="day"))
    clock = None
    try:
        clock = _clock(filled.text("clock"))
    except ValueError:
        faults.append(Fault("diary.moment", word=f"'{filled.text('clock')[:20]}'", column="clock"))
    if faults:
        raise together(faults)
    if before is None:
        return moment_here(day, clock)
    was = before.when
    shown = was.clock and was.clock.replace(second=0)
    if (day, clock) == (was.day, shown):
        return was
    # a plan that came to be did so where its owner is now
    return moment_here(day, clock) if _was_planned(before) else moment_there(day, clock, was)


def _clock(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def moment_here(day: date, clock: time | None) -> When:
    """That day, and that time on this machine's clock where one is said."""
    if clock is None:
        return When(day)
    zone = machine_zone()
    there = datetime.combine(day, clock, zone)
    return When.of(there if zone else there.astimezone())


def moment_there(day: date, clock: time | None, place: When) -> When:
    """That day, and that time on the clock of where the other was: who corrects an entry on a
    journey does not mean that it took place there. Where that is not said, on this machine's."""
    if clock is None or place.clock is None:
        return moment_here(day, clock)
    try:
        zone = ZoneInfo(place.zone) if place.zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = None
    if zone is None:
        return When(day, clock, place.offset_minutes, place.zone)
    return When.of(datetime.combine(day, clock, zone))


def _plains(
    filled: Filled, when: When | None, before: Entry | None
) -> list[tuple[str, dict[str, Any]]]:
    plain = _plain(filled)
    if filled.kind == "force":
        return _hands(filled, plain, before)
    if filled.kind == "symptom":
        return _symptoms(filled, plain, before)
    if filled.kind == "infusion":
        _course(plain, filled, when, before)
    if filled.kind == "task" and "own" not in plain and (pick := filled.text("own_pick")):
        like, _, plain["own"] = pick.partition(":")
        if like:
            plain.setdefault("task", like)
    if "since" in plain:
        plain["since"] = since_read(plain["since"])
    if filled.kind == "note":
        plain["question"] = filled.text("question") == "yes"
    return [(filled.id, plain)]


def _plain(filled: Filled) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for one in FIELDS[filled.kind]:
        text = filled.text(one.name)
        if one.asking in ("ticks", "signs", "clock") or not text:
            continue
        plain[one.name] = text.replace(",", ".") if _is_number(one.asking, text) else text
    return plain


def _is_number(asking: str, text: str) -> bool:
    return asking == "number" and bool(_COMMA.fullmatch(text))


def _hands(
    filled: Filled, plain: dict[str, Any], before: Entry | None
) -> list[tuple[str, dict[str, Any]]]:
    hands = {}
    for side in SIDES:
        names = [f"tries_{side}_{number}" for number in range(1, TRIES + 1)]
        if tries := [plain.pop(name) for name in names if name in plain]:
            hands[side] = tries
    if "cold" in plain:
        plain["cold"] = plain["cold"] == "yes"
    if before is not None:
        was: dict[str, Any] = to_plain(before.content)
        more = was["tries"][TRIES:]  # what the form has no field for
        tries = [*hands.get(was["side"], ()), *more]
        return [(filled.id, {**plain, "side": filled.text("side") or was["side"], "tries": tries})]
    if not hands:
        return [(filled.id, plain)]  # refused: nothing was measured
    base = uuid.UUID(filled.id)
    return [
        (str(uuid.uuid5(base, side)), {**plain, "side": side, "tries": tries})
        for side, tries in hands.items()
    ]


def _hand(plain: Mapping[str, Any], before: Entry | None) -> str | None:
    """The hand whose fields the form shows."""
    was = before.content if before is not None else None
    return was.side if isinstance(was, Force) else plain.get("side")


def _symptoms(
    filled: Filled, plain: dict[str, Any], before: Entry | None
) -> list[tuple[str, dict[str, Any]]]:
    """An entry holds one sign: each further one that was ticked is an entry beside it."""
    _place(plain, before)
    if "words" in plain:  # own words say enough
        plain.setdefault("symptom", "other")
    signs = _signs(filled)
    was = before.content.sign if before and isinstance(before.content, Symptom) else None
    if not signs:
        return [(filled.id, plain)]
    first = was if was in signs else signs[0]
    base = uuid.UUID(filled.id)
    return [
        (filled.id, {**plain, "symptom": plain.get("symptom", "other"), "sign": first}),
        *(
            (str(uuid.uuid5(base, one)), {"symptom": "other", "sign": one})
            for one in signs
            if one != first
        ),
    ]


def _place(plain: dict[str, Any], before: Entry | None) -> None:
    if "place" in plain:
        plain["scope"] = "region"
        return
    was = before.content if before is not None else None
    if isinstance(was, Symptom) and was.scope not in (None, "region"):
        plain |= {"scope": was.scope, "place": was.place}


def _signs(filled: Filled) -> list[Sign]:
    known = {str(one): one for one in SIGNS}
    return [known[one] for one in filled.texts("signs") if one in known]


def _course(plain: dict[str, Any], filled: Filled, when: When | None, before: Entry | None) -> None:
    said = plain.pop("reaction_words", None)
    kinds: Sequence[str] = filled.texts("reactions")
    if said and not kinds:
        kinds = ["other"]
    reactions: list[dict[str, str]] = [{"reaction": one} for one in kinds]
    if said:
        place = next((r for r in reactions if r["reaction"] == "other"), reactions[0])
        place["words"] = said
    status = plain.get("status")
    signs = [one for one in _signs(filled) if not (one == "missed_dose" and status == "missed")]
    plain["reactions"] = reactions + [{"reaction": "sign", "sign": one} for one in signs]
    for amount in ("dose", "weight"):
        if amount not in plain:  # the unit alone was remembered from the last time
            plain.pop(f"{amount}_unit", None)
    for name in ("lots", "premedication"):
        if name in plain:
            plain[name] = [one.strip() for one in plain[name].split(",") if one.strip()]
    if "planned_for" in plain:
        plain["planned_for"] = {"day": plain["planned_for"]}
    elif status == "late" and before and _was_planned(before):  # the day of the plan is not lost
        plain["planned_for"] = {"day": before.when.day.isoformat()}
    if steps := _rate_steps(filled):
        plain["rate_steps"] = steps
    if when is not None and (ended := _end(filled.text("ended"), when, before)) is not None:
        plain["ended"] = ended
    if before is not None and isinstance(before.content, Infusion):
        old: dict[str, Any] = to_plain(before.content)
        if "rate_steps" in old and not filled.text("rates_shown"):
            plain.setdefault("rate_steps", old["rate_steps"])


def _rate_steps(filled: Filled) -> list[dict[str, Any]]:
    steps = []
    for at in range(1, STEPS + 1):
        rate, minutes = filled.text(f"rate_{at}"), filled.text(f"minutes_{at}")
        if not rate and not minutes:
            continue
        step: dict[str, Any] = {"unit": filled.text("rate_unit") or None}
        if rate:
            step["rate"] = rate.replace(",", ".") if _is_number("number", rate) else rate
        if minutes:  # what is no whole number is refused by the diary itself
            step["minutes"] = int(minutes) if minutes.isascii() and minutes.isdigit() else minutes
        steps.append(step)
    return steps


def _rates_of(steps: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Rates as the form shows them; none where they do not fit into it, and stay as they are."""
    units = {one["unit"] for one in steps}
    if len(units) != 1 or len(steps) > STEPS:
        return {}
    values: dict[str, tuple[str, ...]] = {"rate_unit": (str(*units),), "rates_shown": ("1",)}
    for at, one in enumerate(steps, start=1):
        values[f"rate_{at}"] = (one["rate"],)
        if "minutes" in one:
            values[f"minutes_{at}"] = (str(one["minutes"]),)
    return values


def _end(text: str, started: When, before: Entry | None) -> dict[str, Any] | None:
    """When it ended, as the entry has it where nothing of that was changed: the field holds neither
    its zone nor a day that is not the next, nor a day alone."""
    if before is not None and isinstance(before.content, Infusion) and before.content.ended:
        was: dict[str, Any] = to_plain(before.content.ended)
        if started == before.when and text == was.get("clock", "")[:5]:
            return was
    return _ended(text, started) if text else None


def _ended(text: str, started: When) -> dict[str, Any]:
    """When it ended: after midnight where the clock then showed less than at the start."""
    try:
        clock = time.fromisoformat(text)
    except ValueError:
        return {"day": started.day.isoformat(), "clock": text}  # refused by the diary itself
    day = started.day
    if started.clock is not None and clock < started.clock:
        day = date.fromordinal(day.toordinal() + 1)
    ended: dict[str, Any] = to_plain(moment_there(day, clock, started))
    return ended
