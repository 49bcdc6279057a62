"""What the report says of symptoms: signs of the graded list, and what was felt or seen, each with
its last day and in the person's own words where there are some."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from multifocal.diary import About, Entry, Infusion, Symptom
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


@dataclass(frozen=True)
class _TickedSign:
    """A sign, on which day, with whose own words, and whether with an infusion."""

    sign: Sign
    day: date
    words: str | None
    infusion: bool


def _ticked_signs(entry: Entry) -> tuple[_TickedSign, ...]:
    """Not that an infusion was missed, which its row says: nothing was felt."""
    content, day = entry.content, entry.when.day
    if isinstance(content, Symptom) and content.sign is not None:
        return (_TickedSign(content.sign, day, content.words, infusion=False),)
    if isinstance(content, Infusion):
        return tuple(
            _TickedSign(one.sign, day, one.words, infusion=True)
            for one in content.reactions
            if one.sign is not None and one.sign != "missed_dose"
        )
    return ()


def sign_lines(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Each sign that was told among symptoms or with an infusion, with its grade on the list, as
    it was told last; entries come in order. A bad headache "with none of the signs that need help
    now" is not said of a day on which one with them is told; its own words are."""
    worse = {entry.when.day for entry in entries if "headache_with" in signs_of(entry.content)}
    last: dict[Sign, _TickedSign] = {}
    for told in (one for entry in entries for one in _ticked_signs(entry)):
        is_worse = told.sign == "bad_headache" and told.day in worse
        sign = "headache_with" if is_worse else told.sign
        before = last.get(sign)
        if before and not told.words and before.words and before.day == told.day:
            continue
        if sign == told.sign or told.words:
            last[sign] = told
    return tuple(_sign_line(sign, told) for sign, told in last.items())


def _sign_line(sign: Sign, told: _TickedSign) -> str:
    key = "report.diary.sign.infusion" if told.infusion else "report.diary.sign"
    line = say(key, what=choice_name("sign", sign), grade=_grade(sign), day=day_said(told.day))
    return with_words(initial(line), told.words)


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


def felt_name(content: Symptom) -> str:
    """What was felt, in a few words: the sign of the graded list, the person's own words, or the
    symptom with its place."""
    if content.sign is not None:
        return choice_name("sign", content.sign)
    if content.symptom == "other":
        return say("report.diary.quoted", words=content.words)
    what, place = choice_name("symptom", content.symptom), place_name(content)
    return say("report.diary.felt.place", what=what, place=place) if place else what


def with_words(line: str, words: str | None) -> str:
    """The line with the person's own words, where there are some."""
    return say("report.diary.own_words", line=line, words=words) if words else line


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
    return initial(line) if own else with_words(initial(line), content.words)
