"""Motor responses in lines of a report that were not read: of which nerves they tell."""

import re
from typing import Final

from multifocal.formats.report.scope import named_in, sentences_of
from multifocal.formats.report.titles import title_kind

_MEASURED: Final = re.compile(
    r"\d\s*(?:mV(?:[·*.\s]?ms)?|[µμu]V|msec|ms|m/s(?:ec)?)(?![^\W_])", re.I
)
_MICROVOLTS: Final = re.compile(r"\d\s*[µμu]V(?![^\W_])", re.IGNORECASE)


def is_measured(text: str) -> bool:
    """Whether the words hold a number with a unit of a response: mV, µV, ms or m/s."""
    return _MEASURED.search(text) is not None


def measured_count(text: str) -> int:
    """How many numbers with such a unit the words hold."""
    return len(_MEASURED.findall(text))


def motor_nerves(text: str) -> frozenset[tuple[str | None, str]]:
    """Side and nerve of motor responses that the words tell with numbers; side None where they do
    not name it. What they tell of sensory responses or F waves is not of these."""
    told: set[tuple[str | None, str]] = set()
    if title_kind(text) in ("sensory", "F", "other"):
        return frozenset()
    for sentence in sentences_of(text):
        if not is_measured(sentence) or _MICROVOLTS.search(sentence):
            continue
        named = named_in(sentence)
        told |= {(side, nerve) for nerve in named.nerves for side in named.sides or (None,)}
    return frozenset(told)
