"""Several words in one line, as the reader's language lists them."""

from collections.abc import Iterable

from multifocal.words.catalog import say


def listed(words: Iterable[str], language: str | None = None) -> str:
    """The words one after another: wrist, elbow, axilla."""
    return say("words.list.words", language).join(words)


def listed_clauses(clauses: Iterable[str], language: str | None = None) -> str:
    """What has words and numbers of its own, one after another: mean 28 ms; 20 sweeps."""
    return say("words.list.clauses", language).join(clauses)
