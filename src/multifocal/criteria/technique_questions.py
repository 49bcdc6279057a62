"""What a category asks of technique: an answer for the whole study that would change it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from multifocal.criteria.case import SegmentVerdict
from multifocal.criteria.category import Category, Question
from multifocal.criteria.completions import truth_of
from multifocal.criteria.technique import TECHNIQUE
from multifocal.study.clinical import ClinicalPicture

CategoryOf = Callable[[ClinicalPicture], Category | None]


def asked(
    category: Category,
    verdicts: Iterable[SegmentVerdict],
    picture: ClinicalPicture,
    category_of: CategoryOf,
) -> Category:
    """The category with its questions of technique, first, for they cost a look and no test.

    `category_of`: the category by another clinical picture. Only what some segment hangs on and
    what changes the grades that can come out is asked.
    """
    questions, needs = [], dict(category.needs)
    category_of = cache(category_of)  # of one open item all four pictures below are two
    open_ = tuple(_open(verdicts, picture))
    granted = picture
    for item in open_:
        granted = _answered(granted, item, True)
    for item in open_:
        # Whether it matters shows only once the other open items of technique are granted.
        best, worst = category_of(granted), category_of(_answered(granted, item, False))
        yes, no = (category_of(_answered(picture, item, value)) for value in (True, False))
        if best is None or worst is None or yes is None or no is None:
            continue
        if best.reachable == worst.reachable and yes.reachable == no.reachable:
            continue
        questions.append(Question(item, TECHNIQUE, yes.reachable, no.reachable))
        for grade in category.reachable:
            if truth_of(grade, best.reachable) != truth_of(grade, worst.reachable):
                needs[grade] = (item, *needs.get(grade, ()))
    if not questions:
        return category
    return replace(category, questions=(*questions, *category.questions), needs=needs)


def _open(verdicts: Iterable[SegmentVerdict], picture: ClinicalPicture) -> Iterator[str]:
    answers = tuple(verdicts)
    provided = {condition for one in answers for condition in one.provided}
    wanted = {
        "stimulation_supramaximal": "supramaximal" in provided
        or any(one.reason == "at_erb" and _unmarked(one) for one in answers),
        "no_crossing_in_forearm": "no_crossing" in provided,
        "no_response_confirmed": any(one.reason == "no_response_unstated" for one in answers),
        "no_spread_at_erb": any(one.reason == "at_erb" for one in answers),
        "no_pressure_at_radial_groove": any(one.large == "at_groove" for one in answers),
    }
    return (name for name, open_ in wanted.items() if open_ and getattr(picture, name) is None)


def _unmarked(one: SegmentVerdict) -> bool:
    return None in (one.segment.distal.supramaximal, one.segment.proximal.supramaximal)


def _answered(picture: ClinicalPicture, item: str, value: bool) -> ClinicalPicture:
    changes: dict[str, Any] = {item: value}
    return replace(picture, **changes)
