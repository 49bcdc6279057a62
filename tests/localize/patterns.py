"""Patterns of weakness with known answers, and how an answer is compared with them."""

import csv
from pathlib import Path

from multifocal.localize import Explanation


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table beside this file."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


PUBLISHED = rows("published_cases.csv")
TEXTBOOK = rows("textbook_patterns.csv")
"""Written from the sources that each row names; `truth`: segments with | between those that the
findings cannot tell apart and & between several places, or `cause:` and a cause."""

VIGNETTES = rows("vignettes.csv")
"""Examinations as a neurologist would write them down, each after what the source says of its kind;
`truth` as in the textbook patterns."""


def fits(explanation: Explanation, truth: str) -> bool:
    """Whether an explanation is the one that a row names."""
    if truth.startswith("cause:"):
        return next(iter(explanation.causes)) == truth.removeprefix("cause:")
    places = [{s.segment for s in one.segments} for one in explanation.places]
    return all(
        any(set(wanted.split("|")) & place for place in places) for wanted in truth.split(" & ")
    )
