"""What is asked of a headache, a rash or a new weakness before it is saved: whether a sign comes
with it that makes it an emergency. What is ticked becomes a sign of the form."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from multifocal.diary import Content, Entry, Symptom
from multifocal.diary.graded import COMPANY, Worry, company_asked
from multifocal.diary.symptom import Sign
from multifocal.web.diary import store
from multifocal.web.diary.state import Filled
from multifocal.words import say

FIELD: Final = "company"
NONE: Final = "none"
"""Its answer where nothing of it is there."""


@dataclass(frozen=True)
class Asked:
    """One question: what it is about, and its answers as (value, sign, words)."""

    worry: Worry
    heading: str
    options: tuple[tuple[str, Sign, str], ...]


def worries_of(contents: Sequence[Content], correcting: Entry | None) -> tuple[Worry, ...]:
    """About what it must be asked."""
    earlier: Sequence[Content | None] = ()
    if any(isinstance(one, Symptom) for one in contents):
        own = correcting.id if correcting else None
        earlier = [one.content for one in store.of_kind("symptom") if one.id != own]
    return company_asked(contents, correcting.content if correcting else None, earlier)


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
