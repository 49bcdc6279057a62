"""What is asked of a headache, a reaction, a new weakness or trouble speaking before it is saved:
whether it is new, or a sign comes with it, so that it is an emergency. What is ticked becomes a
sign of the form."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from multifocal.diary import KINDS, Content, Entry, Version, When
from multifocal.diary.alongside import alongside
from multifocal.diary.graded import (
    COMPANY,
    OF_ONESELF,
    Worry,
    answer_keys,
    company_asked,
    is_graded,
)
from multifocal.diary.symptom import Sign
from multifocal.web.diary import store
from multifocal.web.diary.state import ANSWERED, Filled, now
from multifocal.words import say

Said = Sequence[tuple[str, When, Content]]
"""What a form says: ids, moments and contents."""
FIELD: Final = "company"
ASKED_ONCE: Final = ("force", "symptom", "task", "movement", "infusion", "about")
"""Kinds of which other entries may tell the same, so that it is not new."""
NONE: Final = "none"
"""Its answer where nothing of it is there."""


@dataclass(frozen=True)
class Asked:
    """One question: what it is about, and its answers as (value, sign, words)."""

    worry: Worry
    heading: str
    options: tuple[tuple[str, Sign, str], ...]


def graded_with(said: Said) -> tuple[Content, ...]:
    """What other entries tell that is graded together with it."""
    written = now()
    versions = [Version(written, when, content) for _, when, content in said]
    if not any(is_graded(one.content) for one in versions):
        return ()
    ids = {entry_id for entry_id, _, _ in said}
    others = [one.current for one in store.around([one.when.day for one in versions])
              if one.id not in ids]  # fmt: skip
    return tuple(one.content for one in alongside(versions, others) if one.content is not None)


def worries_of(
    filled: Filled,
    contents: Sequence[Content],
    correcting: Entry | None,
    beside: Sequence[Content] = (),
) -> tuple[Worry, ...]:
    """About what of the form it must be asked; `beside` is graded together with it."""
    own = correcting.id if correcting else None
    kinds = [kind for kind in ASKED_ONCE if any(isinstance(one, KINDS[kind]) for one in contents)]
    earlier = [one.content for kind in kinds for one in store.of_kind(kind) if one.id != own]
    before = correcting.content if correcting else None
    return company_asked(contents, before, earlier, beside, filled.texts(ANSWERED))


def questions(worries: Sequence[Worry]) -> tuple[Asked, ...]:
    """The questions in words."""
    return tuple(
        Asked(
            worry,
            say(f"diary_site.company.{worry}"),
            tuple(
                (f"{worry}.{name}", sign, say(f"diary_site.company.{worry}.{name}"))
                for name, sign in COMPANY[worry].items()
            ),
        )
        for worry in worries
    )


def short(asked: Sequence[Asked]) -> tuple[Asked, ...]:
    """The questions without an answer that an earlier one has in the same words, or whose sign it
    asks for in others. The question of a reaction asks about the whole list in its own words, and
    "It came suddenly" below "Sudden weakness or numbness" is nearly one thing said twice; that of a
    headache asks for all of the list's headache, so the whole list below it leaves that out. A
    question of which nothing is left is not asked."""
    said: set[str] = set()
    of_headache: set[Sign] = set()
    whole: set[Sign] = set()
    kept = []
    for question in asked:
        is_whole = question.worry == "reaction"
        passed = of_headache if is_whole else whole
        new = tuple(
            (value, sign, words)
            for value, sign, words in question.options
            if words not in said and sign not in passed
        )
        said |= {words for _, _, words in new}
        signs = {sign for _, sign, _ in new}
        if question.worry == "headache":
            of_headache = signs
        if is_whole:
            whole = signs
        if new:
            kept.append(replace(question, options=new))
    return tuple(kept)


def none_said(worries: Sequence[Worry]) -> str:
    """The answer where nothing of it is there."""
    if OF_ONESELF.issuperset(worries):
        return say("diary_site.company.none.old")
    return say("diary_site.company.none")


def keeping(filled: Filled, contents: Sequence[Content]) -> Filled:
    """The form with what was answered of it, so that it is not asked about that again."""
    return replace(filled, values={**filled.values, ANSWERED: answer_keys(contents)})


def answered(filled: Filled, answers: Sequence[str]) -> tuple[Filled, bool]:
    """The form with what was ticked among its signs, and whether there was an answer at all. Where
    both a sign and "none" are ticked, the sign holds."""
    known = {
        f"{worry}.{name}": sign for worry, some in COMPANY.items() for name, sign in some.items()
    }
    signs = [known[one] for one in answers if one in known]
    if not signs:
        return filled, NONE in answers
    every = tuple(dict.fromkeys((*filled.texts("signs"), *signs)))
    return replace(filled, values={**filled.values, "signs": every}), True
