"""A heading whose parts are labelled: "Nerve: Ulnar   Side: Left   Recording: ADM"."""

import re
from collections.abc import Sequence
from typing import Final

from multifocal.formats.report.headers import read_heading
from multifocal.formats.report.lines import Line

_PART: Final = re.compile(r"(?P<label>[^:=\d]{2,30}?)\s*[:=]\s*(?P<said>[^:=]+)")
_ORDER: Final = ("side", "nerve", "recording")


def with_labelled_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, each of labelled parts alone as the heading that they make: "Left Ulnar - ADM".
    Any other part leaves the line as it is."""
    return [_heading(line) for line in lines]


def _heading(line: Line) -> Line:
    found = [_PART.fullmatch(cell.strip()) for cell in line.words]
    if len(found) < 2 or not all(found):
        return line
    said: dict[str, str] = {}
    for part in found:
        assert part is not None
        meaning = read_heading(0, part["label"].strip()).meaning
        if meaning is None or meaning.name not in _ORDER or meaning.name in said:
            return line
        said[meaning.name] = part["said"].strip()
    if "nerve" not in said:
        return line
    muscle = f" - {said['recording']}" if "recording" in said else ""
    return Line(line.number, (f"{said.get('side', '')} {said['nerve']}{muscle}".strip(),))
