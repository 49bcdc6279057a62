"""Entries in words: what each says, the most telling first, and what it said before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.text import Truncator

from multifocal.diary import Content, Entry, Force, Infusion, Symptom, Version, When
from multifocal.diary.naming import choice_name, reaction_names
from multifocal.diary.plain import to_plain
from multifocal.web.diary.fields import FIELDS, Field
from multifocal.web.diary.presenter import label, option_words
from multifocal.web.installation import machine_zone
from multifocal.words import day_said, initial, listed, listed_clauses, say

FACTS_IN_A_LIST: Final = 5
LETTERS_IN_A_LIST: Final = 120


@dataclass(frozen=True)
class Fact:
    """Something that an entry says, under its name."""

    label: str
    value: str
    brief: str | None = None

    @property
    def lead(self) -> str:
        """Its label in a running line: a question has its own mark."""
        return self.label if self.label.endswith("?") else f"{self.label}:"

    """How it is said in a list without its name; None: as `value`."""


@dataclass(frozen=True)
class PresentedVersion:
    """What an entry says or said."""

    written: str
    when: str
    title: str
    facts: tuple[Fact, ...]
    deleted: bool = False


@dataclass(frozen=True)
class PresentedEntry:
    """An entry, its last version and those before, the newest first."""

    id: str
    now: PresentedVersion
    former: tuple[PresentedVersion, ...]
    kind: str
    erased: bool


@dataclass(frozen=True)
class EntryLine:
    """An entry among others: what it is, and the few values that stand in a list."""

    id: str
    title: str
    brief: tuple[str, ...]


def entry_line(entry: Entry) -> EntryLine:
    """An entry in a line of a list: a year's page holds hundreds."""
    if entry.content is None or entry.kind is None:
        return EntryLine(entry.id, "", ())
    every = (one.value if one.brief is None else one.brief
             for one in facts(entry.content, entry.kind))  # fmt: skip
    values = list(filter(None, every))[:FACTS_IN_A_LIST]
    brief = tuple(one if len(one) <= LETTERS_IN_A_LIST
                  else Truncator(one).chars(LETTERS_IN_A_LIST) for one in values)  # fmt: skip
    return EntryLine(entry.id, say(f"diary_site.kind.{entry.kind}"), brief)


def present_entry(entry: Entry) -> PresentedEntry:
    """An entry in words."""
    versions = [_version(one) for one in reversed(entry.versions)]
    return PresentedEntry(
        entry.id, versions[0], tuple(versions[1:]), entry.kind or "", entry.erased
    )


def when_said(when: When) -> str:
    """A day, and the time where it is known."""
    if when.clock is None:
        return day_said(when.day)
    return say("diary_site.when", day=day_said(when.day), clock=when.clock.isoformat("minutes"))


def _version(version: Version) -> PresentedVersion:
    here = version.written.astimezone(machine_zone())
    written = say("diary_site.when", day=day_said(here.date()), clock=f"{here:%H:%M}")
    content = version.content
    if content is None or version.kind is None:
        return PresentedVersion(written, when_said(version.when), "", (), deleted=True)
    return PresentedVersion(
        written, when_said(version.when), say(f"diary_site.kind.{version.kind}"),
        facts(content, version.kind),
    )  # fmt: skip


def facts(content: Content, kind: str) -> tuple[Fact, ...]:
    """What an entry says, the most telling first."""
    if kind == "movement":
        return _movement(content)
    plain: dict[str, object] = to_plain(content)
    entry_facts: list[Fact] = []
    if isinstance(content, Force):
        entry_facts += _force(content)
        plain = {k: v for k, v in plain.items() if k not in ("measure", "side", "unit", "tries")}
    if isinstance(content, Infusion):
        entry_facts += _infusion(content)
        plain = {k: v for k, v in plain.items() if k not in _OF_INFUSION}
    if isinstance(content, Symptom):
        entry_facts += _symptom(content)
        plain = {k: v for k, v in plain.items() if k == "words"}
    known = {one.name: one for one in FIELDS[kind]}
    for name, value in plain.items():
        if name in known and value not in (None, "", False):
            said = _value(kind, known[name], value)
            is_day = known[name].asking == "day"
            brief = (
                _brief(name)
                if value is True
                else say(_DAY_BRIEFS[name], when=said)
                if is_day
                else None
            )
            entry_facts.append(Fact(label(name, kind), said, brief))
    return tuple(entry_facts)


def _brief(name: str) -> str:
    # "yes" alone would answer nothing
    return say({"question": "diary_site.brief.question", "cold": "diary_site.brief.cold"}[name])


_DAY_BRIEFS: Final = {
    "ended": "diary_site.brief.ended",
    "planned_for": "diary_site.brief.planned_for",
    "expires": "diary_site.brief.expires",
    "born": "diary_site.brief.born",
}
"""A second date in a line must say which one it is."""


_OF_INFUSION: Final = frozenset(
    {"status", "dose", "dose_unit", "weight", "weight_unit", "reactions", "rate_steps", "ended",
     "planned_for"}
)  # fmt: skip


def _value(kind: str, field: Field, value: object) -> str:
    if isinstance(value, list):
        return listed([str(one) for one in value])
    if value is True:
        return say("diary_site.answer.yes")
    if field.asking == "day":
        return day_said(date.fromisoformat(str(value)))
    text = str(value)
    return option_words(kind, field.name, text) if text in field.options else text


def _force(content: Force) -> Sequence[Fact]:
    unit = option_words("force", "unit", content.unit)
    tries = listed([f"{one}" for one in content.tries])
    return (
        Fact(label("measure", "force"), option_words("force", "measure", content.measure)),
        Fact(label("side", "force"), option_words("force", "side", content.side)),
        Fact(say("diary_site.fact.tries"), say("diary_site.amount", amount=tries, unit=unit)),
    )


def _infusion(content: Infusion) -> Sequence[Fact]:
    entry_facts = [
        Fact(label("status", "infusion"), option_words("infusion", "status", content.status))
    ]
    for name in ("dose", "weight"):
        amount, unit = getattr(content, name), getattr(content, f"{name}_unit")
        if amount is not None and unit is not None:
            said = option_words("infusion", f"{name}_unit", unit)
            amount_said = say("diary_site.amount", amount=str(amount), unit=said)
            entry_facts.append(Fact(label(name, "infusion"), amount_said))
    if reactions := reaction_names(content.reactions):
        entry_facts.append(Fact(label("reactions", "infusion"), initial(listed_clauses(reactions))))
    for name in ("ended", "planned_for"):
        if (when := getattr(content, name)) is not None:
            said = when_said(when)
            entry_facts.append(
                Fact(label(name, "infusion"), said, say(_DAY_BRIEFS[name], when=said))
            )
    for step in content.rate_steps:
        unit = choice_name("unit", step.unit)
        said = say("diary_site.amount", amount=str(step.rate), unit=unit)
        if step.minutes is not None:
            said = say("diary_site.fact.rate.minutes", rate=said, minutes=step.minutes)
        entry_facts.append(Fact(say("diary_site.fact.rate"), said))
    return entry_facts


def _symptom(content: Symptom) -> Sequence[Fact]:
    entry_facts = []
    if content.symptom != "other" or not content.sign:
        said = option_words("symptom", "symptom", content.symptom)
        entry_facts.append(Fact(label("symptom", "symptom"), said))
    if content.sign:
        entry_facts.append(Fact(label("signs", "symptom"), choice_name("sign", content.sign)))
    if content.place is not None:
        said = (option_words("symptom", "place", content.place) if content.scope == "region"
                else content.place.replace("_", " "))  # fmt: skip
        entry_facts.append(Fact(label("place", "symptom"), said))
    if content.side is not None:
        entry_facts.append(Fact(label("side", "symptom"), option_words("", "side", content.side)))
    return entry_facts


def _movement(content: Content) -> tuple[Fact, ...]:
    plain = to_plain(content)
    entry_facts = [
        Fact(say("diary_site.field.movement"), initial(say(f"body.movement.{plain['movement']}"))),
        Fact(label("side", "task"), option_words("task", "side", plain["side"])),
    ]
    if "mrc" in plain:
        entry_facts.append(Fact(say("diary_site.field.mrc"), plain["mrc"]))
    if "ease" in plain:
        entry_facts.append(Fact(label("ease", "task"), option_words("task", "ease", plain["ease"])))
    return tuple(entry_facts)
