"""Message key and parameters to a sentence, in the reader's language."""

from multifocal.words.catalog import languages, say
from multifocal.words.days import day_said, month_said
from multifocal.words.initial import initial
from multifocal.words.language import language, speaking
from multifocal.words.lists import listed, listed_clauses

__all__ = [
    "day_said",
    "initial",
    "language",
    "languages",
    "listed",
    "listed_clauses",
    "month_said",
    "say",
    "speaking",
]
