"""A diary that came as FHIR, held against the one that is here: FHIR has no former versions, and a
resource may not say when it was written."""

import json
from collections.abc import Iterable
from datetime import timedelta

from multifocal.diary.entry import Entry, Version


def is_fhir(content: bytes) -> bool:
    """Whether it is a FHIR resource, rather than a diary's own file."""
    try:
        page = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(page, dict) and "resourceType" in page


def against(here: Iterable[Entry], there: Iterable[Entry]) -> tuple[Entry, ...]:
    """`there` with the history that it lost, so that an import may be previewed.

    What an entry here says or has said is that entry. What it never said is a correction of its
    first version: of one that was never changed here the next version, else a conflict.
    """
    known = {one.id: one for one in here}
    return tuple(_beside(known.get(one.id), one) for one in there)


def _beside(mine: Entry | None, theirs: Entry) -> Entry:
    if mine is None:
        return theirs
    said = theirs.when, theirs.content
    if mine.erased or any((one.when, one.content) == said for one in mine.versions):
        return mine
    first = mine.versions[0]
    written = max(theirs.current.written, first.written + timedelta(milliseconds=1))
    return Entry(mine.id, (first, Version(written, theirs.when, theirs.content)))
