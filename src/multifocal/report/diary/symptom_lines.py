"""What the report says of symptoms: signs of the graded list, and what was felt or seen, each with
its last day and in the person's own words where there are some."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from multifocal.diary import About, Entry, Symptom
from multifocal.diary.entry import signs_of
from multifocal.diary.naming import choice_name, place_name
from multifocal.diary.symptom import Sign, grade_of
from multifocal.words import day_said, initial, say

WEAK: Final = ("weakness", "wasting")
"""What stands among what is hard or no longer possible."""
MOST_SYMPTOMS: Final = 10


def oneself_lines(about: About) -> tuple[str, ...]:
    """What is told about oneself and cannot wait where it is new, with what to do then. Not a
    sudden onset of who is diagnosed: a doctor has seen it."""
    told = {
        "speech": about.speech_or_swallowing == "yes",
        "speech_unsure": about.speech_or_swallowing == "unsure",
        "suddenly": about.course == "suddenly" and about.standing != "diagnosed",
    }
    return tuple(say(f"report.diary.oneself.{one}") for one, is_told in told.items() if is_told)


def sign_lines(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Each sign that was told among symptoms, with its grade on the list; entries come in order.
    A bad headache "with none of the signs that need help now" is not said of a day on which one
    with them is told; its own words are."""
    worse = {entry.when.day for entry in entries if "headache_with" in signs_of(entry.content)}
    last: dict[Sign, tuple[Entry, Symptom]] = {}
    for entry in entries:
        content, day = entry.content, entry.when.day
        if not isinstance(content, Symptom) or content.sign is None:
            continue
        sign = content.sign
        if sign == "bad_headache" and day in worse:
            sign = "headache_with"
        if sign in last and not content.words and _has_words(last[sign], day):
            continue
        if sign == content.sign or content.words:
            last[sign] = entry, content
    return tuple(
        with_words(
            initial(say("report.diary.sign", what=choice_name("sign", sign), grade=_grade(sign),
                        day=day_said(entry.when.day))),
            content,
        )
        for sign, (entry, content) in last.items()
    )  # fmt: skip


def _has_words(told: tuple[Entry, Symptom], day: date) -> bool:
    entry, content = told
    return bool(content.words) and entry.when.day == day


def _grade(sign: Sign) -> str:
    return say(f"report.diary.grade.{grade_of(sign)}")


def symptom_lines(entries: Sequence[Entry]) -> tuple[str, ...]:
    """What was felt or seen, but for weakness, the newest first; entries come in order."""
    last: dict[tuple[object, ...], str] = {}
    for entry in entries:
        content = entry.content
        if not isinstance(content, Symptom) or content.symptom in WEAK:
            continue
        other = content.symptom == "other"
        if other and (content.sign or not content.words):
            continue
        own = content.words if other else None
        key = (content.symptom, content.scope, content.place, content.side, own)
        last.pop(key, None)
        last[key] = _line(content, day_said(entry.when.day))
    return tuple(last.values())[::-1]


def with_words(line: str, content: Symptom) -> str:
    """The line with the person's own words."""
    return say("report.diary.own_words", line=line, words=content.words) if content.words else line


def _line(content: Symptom, day: str) -> str:
    place = place_name(content)
    side = choice_name("side", content.side) if content.side else None
    own = content.words if content.symptom == "other" else None
    what = own or choice_name("symptom", content.symptom)
    if place and side:
        line = say("report.diary.lost.side", what=place, side=side, how=what, day=day)
    elif place or side:
        line = say("report.diary.lost", what=place or side, how=what, day=day)
    else:
        line = say("report.diary.lost.sign", what=what, day=day)
    return initial(line) if own else with_words(initial(line), content)
