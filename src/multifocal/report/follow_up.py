"""Two studies of one person beside each other, in words: what page and terminal show."""

from dataclasses import dataclass
from typing import Final

from multifocal import body
from multifocal.criteria.warmth import WARM, warmth_of
from multifocal.follow_up import Change, Course, StretchChange
from multifocal.report.conclusion.facts import Fact, facts
from multifocal.report.conclusion.places import change_said, millivolts, rank, where
from multifocal.sources import source
from multifocal.study import Study, word_of
from multifocal.words import language as spoken
from multifocal.words import listed, say

TONES: Final[dict[Change, str]] = {
    "new": "blocked",
    "larger": "blocked",
    "distal_lost": "large",
    "below": "plain",
    "below_distal": "plain",
    "distal_rose": "large",
    "smaller": "plain",
    "gone": "plain",
    "within_repeat": "plain",
    "none": "plain",
    "first_studied": "open",
    "not_studied_again": "open",
    "doubtful": "open",
    "unknown": "open",
}
_IN_ONE_STUDY: Final[tuple[Change, ...]] = ("first_studied", "not_studied_again")


@dataclass(frozen=True)
class Beside:
    """What is known of a study beyond its numbers; None where nobody says."""

    laboratory: str | None = None
    days_since_infusion: int | None = None


@dataclass(frozen=True)
class PresentedChange:
    """A stretch: its place, the words, and each number of both studies."""

    tone: str
    place: str
    change: str
    distal: str
    proximal: str
    amplitude: str
    area: str


@dataclass(frozen=True)
class PresentedCourse:
    """Both studies, what repeating gives, every stretch with something to say, and cautions."""

    title: str
    studies: tuple[tuple[str, tuple[Fact, ...]], ...]
    repeat: tuple[str, ...]
    rows: tuple[PresentedChange, ...]
    quiet: str
    cautions: tuple[str, ...]


def present_course(
    earlier: Study,
    later: Study,
    course: Course,
    beside: tuple[Beside, Beside] = (Beside(), Beside()),
    language: str | None = None,
) -> PresentedCourse:
    """The comparison in words. `beside`: of the earlier and of the later study."""
    language = language or spoken()
    ranked = sorted(  # what both studies have first
        course.stretches,
        key=lambda one: (one.change in _IN_ONE_STUDY, rank(one.segment.distal)),
    )
    telling = [one for one in ranked if one.change != "none"]
    quiet = len(ranked) - len(telling)
    studies = zip(("earlier", "later"), (earlier, later), beside, strict=True)
    return PresentedCourse(
        say("report.follow_up.title", language),
        tuple(
            (say(f"report.follow_up.{name}", language), _facts(study, known, language))
            for name, study, known in studies
        ),
        _repeat(course, language),
        tuple(_row(one, language) for one in telling),
        say("report.follow_up.quiet", language, count=quiet) if quiet else "",
        tuple(
            text
            for name in _cautions(earlier, later, course, beside)
            for text in (
                _of_warmth(earlier, later, language)
                if name == "warm"
                else (say(f"report.follow_up.caution.{name}", language),)
            )
        ),
    )


def _facts(study: Study, known: Beside, language: str) -> tuple[Fact, ...]:
    unknown = say("report.conclusion.fact.unknown", language)
    days = known.days_since_infusion
    since = None if days is None else say("report.follow_up.days", language, count=days)
    more = (("laboratory", known.laboratory), ("infusion", since))
    return (
        *facts(study, language),
        *(
            Fact(say(f"report.follow_up.{name}", language), value or unknown, value is not None)
            for name, value in more
        ),
    )


def _repeat(course: Course, language: str) -> tuple[str, ...]:
    repeat = course.repeat
    words = {
        "percent": f"{repeat.most_percent:.0f}",
        "variation": f"{repeat.variation_percent:g}",
    }
    area = say("report.follow_up.repeat.area", language)
    if not repeat.source:
        return (say("report.follow_up.repeat.own", language, **words), area)
    found = source(repeat.source)
    named = say("report.follow_up.repeat", language, title=found.title, where=found.where, **words)
    return (named, area)


def _row(change: StretchChange, language: str) -> PresentedChange:
    ends = (change.earlier, change.later)

    def pair(*values: float | None, falls: bool = False) -> str:
        words = [
            say("report.follow_up.missing", language)
            if value is None
            else change_said(value, falls=True)
            if falls
            else millivolts(value)
            for value in values
        ]
        return say("report.follow_up.pair", language, earlier=words[0], later=words[1])

    key = f"report.follow_up.change.{change.change}"
    half = f"report.follow_up.change.{change.change}.half"
    return PresentedChange(
        TONES[change.change],
        where(change.segment, language),
        say(half if change.half else key, language),
        pair(*change.distal_mv),
        pair(*change.proximal_mv),
        pair(*(each.amplitude_reduction_percent if each else None for each in ends), falls=True),
        pair(*(each.area_reduction_percent if each else None for each in ends), falls=True),
    )


def _cautions(
    earlier: Study, later: Study, course: Course, beside: tuple[Beside, Beside]
) -> list[str]:
    names = []
    if _other_person(earlier, later):
        names.append("person")
    if earlier.on is None or later.on is None:
        names.append("day")
    elif earlier.on == later.on:
        names.append("one_day")
    if any(_limbs(study, kind) for study in (earlier, later) for kind in ("cold", "unknown")):
        names.append("warm")
    first, second = (one.laboratory for one in beside)
    if first is None or first != second:
        names.append("laboratory")
    if any(one.unstated for one in course.stretches):
        names.append("unstated")
    return names


def _limbs(study: Study, kind: str) -> list[tuple[str, str]]:
    """Side and limb of those that were cold, or whose temperature is not known."""
    temperatures: dict[tuple[str, str], list[float | None]] = {}
    for one in study.measures:
        if one.kind == "M" and not one.empty:
            limb = (one.side, body.nerve(one.nerve).limb)
            temperatures.setdefault(limb, []).append(one.temperature_c)
    return sorted(limb for limb, each in temperatures.items() if warmth_of(*each) == kind)


def _of_warmth(earlier: Study, later: Study, language: str) -> tuple[str, ...]:
    """Which limb of which study was cold, or of which that is not known."""
    said = []
    for kind in ("cold", "unknown"):
        for name, study in (("earlier", earlier), ("later", later)):
            limbs = [
                say(
                    f"report.follow_up.limb.{limb}",
                    language,
                    side=word_of("side", side, language),
                )
                for side, limb in _limbs(study, kind)
            ]
            if limbs:
                words = {"limbs": listed(limbs, language), "warm": f"{WARM.value:g}"}
                key = f"report.follow_up.caution.{kind}_{name}"
                said.append(say(key, language, **words))
    return tuple(said)


def _other_person(earlier: Study, later: Study) -> bool:
    first, second = earlier.subject, later.subject
    if first is None or second is None:
        return False
    sexes = {first.sex, second.sex} - {None}
    ages = (first.age_years, second.age_years)
    younger = None not in ages and ages[1] < ages[0]  # type: ignore[operator]
    return len(sexes) > 1 or younger
