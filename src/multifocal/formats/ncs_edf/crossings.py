"""Annotations of an EDF+ file that name fibers that cross in a forearm: asked, as of a report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from multifocal.fault import together
from multifocal.formats.edf import EdfFile, Remark
from multifocal.formats.edf.remark import placed
from multifocal.formats.report.crossings import Crossings
from multifocal.formats.report.questions import Asking, Question
from multifocal.study.recording import Crossing, Recording
from multifocal.study.technique_words import names_crossing
from multifocal.words import say

_MEANT: Final[Mapping[str, Crossing]] = {"yes": True, "no": False, "possible": "possible"}


def with_crossings(
    recordings: Sequence[Recording],
    file: EdfFile,
    about: str,
    answers: Mapping[str, str] | None,
    *,
    may_stay_open: bool = False,
) -> tuple[tuple[Recording, ...], tuple[Remark, ...], tuple[Question, ...]]:
    """The recordings with what annotations say of crossing fibers in their forearm, remarks, and
    the questions about it where they may stay open, answered or not.

    `about`: the free text of the header. Where nobody can be asked (`answers` None), and where a
    question stays open, what an annotation names is possible. Fault for what is asked and has no
    answer.
    """
    crossings = Crossings(Asking(answers or {}))
    for number, text in _texts(file, about):
        crossings.hears(number, text)
    if not crossings.named:
        return tuple(recordings), (), ()
    there = {str(one.side) for one in recordings if _may_matter(one)}
    said, notes = crossings.said(there)
    still = crossings.asking.questions.values()
    if still and answers is not None and not may_stay_open:
        raise together([one.fault for one in still])
    meant = {side: _MEANT[answer] for side, answer in said.items()}
    remarks = [Remark(one.text, _place(one.line), _unread(one.text)) for one in notes]
    for question in still:
        sides = [side for side in there if question.key in (f"crossing_{side}", "crossing_both")]
        for side in sides or there:
            if meant.get(side) is not True:
                meant[side] = "possible"
        if may_stay_open:
            text = say("remarks.ncs_edf.crossing_asked", question=question.text)
        else:
            text = say("remarks.ncs_edf.crossing_open", question=question.text, ways=question.ways)
        remarks.append(Remark(text, _place(question.line), _unread(text)))
    return (
        tuple(
            replace(one, crossing_in_forearm=meant[one.side])
            if _may_matter(one) and one.side in meant
            else one
            for one in recordings
        ),
        tuple(remarks),
        (*crossings.asking.answered.values(), *still) if may_stay_open else (),
    )


def _texts(file: EdfFile, about: str) -> Iterable[tuple[int, str]]:
    """Number (the record's, from 1; 0 for the header) and words of each text that names them, each
    once: the same words come back in every record."""
    texts = [(0, about), *((one.record + 1, one.text) for one in file.annotations)]
    first: dict[str, int] = {}
    for number, text in texts:
        if names_crossing(text):
            first.setdefault(text, number)
    numbers: set[int] = set()
    for text, number in first.items():
        own = next(one for one in count(number) if one not in numbers)  # two of one record
        numbers.add(own)
        yield own, text


def _may_matter(one: Recording) -> bool:
    return one.nerve == "ulnar" and one.kind != "sensory"


def _place(number: int | None) -> str:
    return placed("record", number) if number else ""


def _unread(text: str) -> str:
    """The remark as it goes with every answer."""
    return say("remarks.unread.annotation", text=text)
