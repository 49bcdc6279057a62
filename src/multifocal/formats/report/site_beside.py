"""A word with two meanings whose site is sure by the one that stands beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row, key_of
from multifocal.study.vocabulary import normalized


@dataclass(frozen=True)
class Meant:
    """A word that is not sure alone: which site it is where `beside` was stimulated too."""

    word: str
    nerve: str
    site: str
    beside: str


# "A. codo" may be short for "arriba del codo" and for "abajo": above it where below is named too.
_WORDS: Final = (Meant("a_codo", "ulnar", "above_elbow", "below_elbow"),)


@dataclass(frozen=True)
class Answered:
    """The site that answers a question, the one beside it, and a row whose word it was asked of."""

    answer: str
    beside: str
    row: Row


def sites_by_others(rows: Sequence[Row], asking: Asking) -> Mapping[str, Answered]:
    """By their ids the questions about a site that the other sites answer, in every series of the
    report that has the word; where one of them does not it stays asked."""
    sure: dict[str, Answered] = {}
    for word in _WORDS:
        question = f"site:{word.nerve}:{word.word}"
        asked = [row for row in rows if normalized(row.site) == word.word]
        if question not in asking.questions or not asked:
            continue
        series = [{each.site for each in rows if _alike(each, row)} for row in asked]
        if all(word.beside in sites for sites in series):
            sure[question] = Answered(word.site, word.beside, asked[0])
    return sure


def _alike(one: Row, other: Row) -> bool:
    return key_of(one.context) == key_of(other.context)
