"""A line that tells the F waves of several nerves: "F waves: L ulnar 28.1 ms; R ulnar 29.2 ms".

It is parted into one line for each where every value has its own nerve before it, and all of them
are read; else it stays whole, and is counted as one that was not read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from multifocal.formats.report.lines import Line
from multifocal.formats.report.lone.response import F_COLON, LoneResponse, lone_response
from multifocal.formats.report.lone.words import labels_in
from multifocal.formats.report.places import read_context
from multifocal.study.vocabulary import normalized

_SIGNS: Final = re.compile(r"\s*;\s*|\s*,\s*(?!\d)")
"""What parts values: no comma before a digit, which may be a decimal one."""
_F_NAME: Final = re.compile(
    r"\s*(?:f[\s-]?(?:waves?|wellen?|antwort(?:en)?|responses?)|ond[ae]s?\s+f)\b[\s:.–-]*",
    re.IGNORECASE,
)
_MINIMUM: Final = re.compile(r"\s*\(([^()]*)\)\s*$")
"""What stands in brackets at the end of what all values have in common: "F waves (min. lat.)"."""
_LEAST: Final = 2


def one_nerve_a_line(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with those of several nerves parted, and then counted anew, gaps between them too;
    the same lines where there are none such."""
    parted = [(line, parts_of(" ".join(line.words))) for line in lines]
    if not any(parts for _, parts in parted):
        return tuple(lines)
    each: list[Line] = []
    more = 0
    for line, parts in parted:
        if not parts:
            each.append(replace(line, number=line.number + more))
            continue
        each += [Line(line.number + more + at, (text,)) for at, text in enumerate(parts)]
        more += len(parts) - 1
    return tuple(each)


def parts_of(text: str) -> tuple[str, ...]:
    """The line as one text for each nerve; () where it does not tell several, or one of them is not
    understood whole."""
    for lead, rest in _leads(text):
        pieces = _pieces(rest)
        if len(pieces) < _LEAST:
            continue
        parts = tuple(f"{lead} {one}".strip() for one in pieces)
        told = [lone_response(one, 0) for one in parts]
        if _are_of_different(told):
            return parts
    return ()


def _leads(text: str) -> Iterator[tuple[str, str]]:
    """The ways to part what the line says of all its values from the values."""
    before, colon, behind = text.partition(":")
    before = _MINIMUM.sub(lambda found: "" if _is_minimum(found[1]) else found[0], before)
    says_f = _F_NAME.match(before) or F_COLON.match(text)
    if colon and says_f and not any(sign.isdigit() for sign in before):
        yield f"{before}:", behind.strip()
    name = _F_NAME.match(text)
    if name:
        yield name[0].strip(), text[name.end() :]
    yield "", text


def _is_minimum(words: str) -> bool:
    """Whether the words in brackets name the shortest latency, which a number in ms is anyway."""
    labels = labels_in(words, "F")
    return bool(labels) and all("minimum" in each for each in labels or ())


def _pieces(text: str) -> list[str]:
    """The values, each with all that stands up to the next one's nerve."""
    pieces: list[str] = []
    for one in _SIGNS.split(text.strip(" .")):
        head = re.split(r"\d", one, maxsplit=1)[0]
        if pieces and read_context(head, 0) is None:
            pieces[-1] = f"{pieces[-1]}, {one}"
        else:
            pieces.append(one)
    return pieces


def _are_of_different(told: Sequence[LoneResponse | None]) -> bool:
    """Whether all are read, of F waves, and each of another nerve or side: no two may be one."""
    places: set[tuple[str, str | None]] = set()
    for one in told:
        if one is None or one.headed or one.context.kind != "F":
            return False
        places.add((normalized(one.context.nerve or ""), one.context.side))
    nerves = [nerve for nerve, _ in places]
    unsided = {nerve for nerve, side in places if side is None}
    return len(places) == len(told) and all(nerves.count(one) == 1 for one in unsided)
