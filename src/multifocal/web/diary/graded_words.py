"""The graded list on the diary's pages: whole, folded, by its signs, and what of it was ticked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from multifocal.diary import Content
from multifocal.diary.graded import graded_signs, unnamed, urgency
from multifocal.diary.naming import choice_name
from multifocal.diary.symptom import GRADED, GRADES, Grade, Sign, grade_of
from multifocal.web.site.content import page as content_page
from multifocal.web.site.presenter import PresentedBlock, PresentedPage, present_page
from multifocal.words import initial, say

_MARKS: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*+")
"""Links to the glossary, and emphasis, in the list's words: a button's label takes neither."""


@dataclass(frozen=True)
class Ticked:
    """A sign of the graded list that was ticked, and the heading under which it stands."""

    sign: str
    grade: str
    now: bool


def urgent() -> PresentedPage:
    """The site's one graded list, word for word."""
    return _urgent(get_language() or "en")


def list_here(back_to: str) -> SafeString:
    """That list as it opens within a form, and leads back to its element `back_to`. It is the same
    for everybody and takes longer to write than the form, so it is written once."""
    return _list_here(get_language() or "en", back_to)


@cache
def _urgent(language: str) -> PresentedPage:
    return present_page(content_page("emergency", language))


@cache
def _list_here(language: str, back_to: str) -> SafeString:
    context = {"urgent": _urgent(language), "back_to": back_to}
    return render_to_string("diary/list_here.html", context)


def graded_list(contents: Sequence[Content] = ()) -> tuple[tuple[PresentedBlock, bool], ...]:
    """The list's grades, and whether each stands open: as the list has them, all open, where help
    is needed now or nothing is told. Otherwise the most urgent that is told comes first, and those
    that are not told are folded: none is left out."""
    blocks = urgent().groups["grade"]
    first = urgency(contents)
    if first is None or first == "now":
        return tuple((one, True) for one in blocks)
    told = {grade_of(one) for one in graded_signs(contents)}
    return tuple((one, one.id in told) for one in sorted(blocks, key=lambda b: b.id != first))


def signs_title(contents: Sequence[Content]) -> str:
    """What heads the page of the list: how soon help is needed."""
    grade = urgency(contents)
    if grade == "today":
        return say("diary_site.signs.title.today")
    if grade == "this-week":
        return say("diary_site.signs.title.this_week")
    return say("diary_site.signs.title")


def sign_words() -> Mapping[Sign, str]:
    """The words of the graded list by sign, without its emphasis. Weakness that grew over one to
    four weeks, the last of "today", is none of the diary's signs."""
    blocks = content_page("emergency", get_language() or "en").groups["sign"]
    said = {one.id: [p.text for p in one.paragraphs] for one in blocks}
    return {
        sign: _MARKS.sub(r"\1", words)
        for grade, signs in GRADED.items()
        for sign, words in zip(signs, said[grade], strict=False)
    }


def ticked_signs(contents: Sequence[Content]) -> tuple[Ticked, ...]:
    """What of the graded list is told, and the heading under which it stands there. Beside a sign
    of "today", a headache or a rash of any kind stands under that, too."""
    headings = grade_headings()
    signs = graded_signs(contents)
    ticked = [
        Ticked(initial(choice_name("sign", one)), headings[grade_of(one)], grade_of(one) == "now")
        for one in signs
    ]
    if any(grade_of(one) == "today" for one in signs):
        ticked += [Ticked(initial(choice_name("reaction", one)), headings["today"], now=False)
                   for one in unnamed(contents)]  # fmt: skip
    return tuple(ticked)


def grade_headings() -> Mapping[Grade, str]:
    """The headings of the graded list."""
    groups = content_page("emergency", get_language() or "en").groups["grade"]
    named = {one.id: one.heading for one in groups}
    return {grade: named[grade] for grade in GRADES}
