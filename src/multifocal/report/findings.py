"""A rule's answer and its reason in words, as page, terminal and sheet show it."""

from dataclasses import dataclass

from multifocal.criteria import Finding, Status, said
from multifocal.sources import Source, source
from multifocal.words import say


@dataclass(frozen=True)
class PresentedFinding:
    """A rule's answer and its reason."""

    status: Status
    status_words: str
    text: str
    source: Source | None
    """Named where it is not the criteria's own."""
    asked: bool = False
    """Whether it only says that an item is not known, which is asked where it matters."""


def presented_finding(one: Finding, criteria_source: str, language: str) -> PresentedFinding:
    """A finding in words; its source where that is not `criteria_source`."""
    other = None if one.source == criteria_source else source(one.source)
    words = say(f"report.status.{one.status}", language)
    asked = one.status == "cannot_be_assessed" and ".item." in one.rule
    return PresentedFinding(one.status, words, said(one, language), other, asked)
