"""Every rule and caution once, with the segments of which it is said: 1, 4, 7–9."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from multifocal.report.nerves import PresentedNerve
from multifocal.report.segments import PresentedAnswer, PresentedSegment
from multifocal.words import listed, say

RUN = 3
"""So many numbers in a row are written as a range."""


@dataclass(frozen=True)
class RuleLine:
    """A sentence and the segments that it is said of."""

    status_words: str
    text: str
    segments: str


@dataclass(frozen=True)
class RulePart:
    """What one set says, or what every set presupposes."""

    title: str
    lines: tuple[RuleLine, ...]


def rules_once(
    segments: Sequence[PresentedSegment],
    common: Sequence[str],
    titles: Sequence[str],
    language: str,
) -> tuple[RulePart, ...]:
    """Cautions, the leading set rule by rule, and the others' answers.

    Of a segment with nothing to say only the leading set's answer: its numbers stand in the table
    of the study.
    """
    everywhere = say("report.rules.everywhere", language)
    cautions = [
        *(RuleLine("", text, everywhere) for text in common),
        *_lines(segments, lambda one: (("", text) for text in one.cautions), language),
    ]
    lead = _lines(
        segments,
        lambda one: (("", one.lead.sentence), *(_findings(one.lead) if one.telling else ())),
        language,
    )
    parts = [
        RulePart(say("report.label.check_first", language), tuple(cautions)),
        RulePart(titles[0] if titles else "", tuple(lead)),
    ]
    for at, title in enumerate(titles[1:], 1):

        def answer(one: PresentedSegment, at: int = at) -> Iterable[tuple[str, str]]:
            return (("", one.answers[at].sentence),) if one.telling else ()

        parts.append(RulePart(title, tuple(_lines(segments, answer, language))))
    return tuple(one for one in parts if one.lines)


def slowing_once(nerves: Sequence[PresentedNerve], language: str) -> tuple[RulePart, ...]:
    """Signs of slowing, set by set, each with the nerves of which it is said."""
    sets: dict[str, dict[tuple[str, str], list[str]]] = {}
    for nerve in nerves:
        found = sets.setdefault(nerve.set_title, {})
        for one in nerve.findings:
            found.setdefault((f"{one.status_words}:", one.text), []).append(nerve.short)
    return tuple(
        RulePart(
            say("report.rules.slowing", language, criteria=title),
            tuple(
                RuleLine(
                    status,
                    text,
                    say("report.rules.nerves", language, nerves=listed(names, language)),
                )
                for (status, text), names in found.items()
            ),
        )
        for title, found in sets.items()
    )


def _named(names: Sequence[str], language: str) -> str:
    return say("report.rules.nerves", language, nerves=listed(names, language))


def _findings(answer: PresentedAnswer) -> Iterable[tuple[str, str]]:
    return ((f"{one.status_words}:", one.text) for one in answer.findings)


def _lines(
    segments: Sequence[PresentedSegment],
    said: Callable[[PresentedSegment], Iterable[tuple[str, str]]],
    language: str,
) -> list[RuleLine]:
    by_line: dict[tuple[str, str], list[int]] = {}
    for one in segments:
        for words in said(one):
            by_line.setdefault(words, []).append(int(one.number))
    return [
        RuleLine(status, text, _numbers(sorted(set(numbers)), language))
        for (status, text), numbers in by_line.items()
    ]


def _numbers(numbers: Sequence[int], language: str) -> str:
    """The segments' numbers, those in a row as a range."""
    runs: list[list[int]] = []
    for one in numbers:
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    parts = [
        text
        for run in runs
        for text in ([f"{run[0]}–{run[-1]}"] if len(run) >= RUN else [f"{one}" for one in run])
    ]
    return say(
        "report.rules.segments", language, count=len(numbers), numbers=listed(parts, language)
    )
