"""A heading whose parts are labelled: "Nerve: Ulnar   Side: Left   Recording: ADM", in one line or
in lines one below the other."""

import re
from collections.abc import Sequence
from typing import Final

from multifocal.formats.report.cells import is_number
from multifocal.formats.report.headers import read_heading
from multifocal.formats.report.lines import Line

_PART: Final = re.compile(r"(?P<label>[^:=\d]{2,30}?)\s*[:=]\s*(?P<said>[^:=]+)")
_LEAST_PARTS: Final = 2
_LABEL_AND_WORD: Final = 2
_ORDER: Final = ("side", "nerve", "recording")


def with_labelled_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of labelled parts alone as the heading that they make, "Left Ulnar - ADM",
    on the last of them. With any other part, or one that comes twice, they stay as they are."""
    told: list[Line] = []
    at = 0
    while at < len(lines):
        said: dict[str, str] = {}
        end = at
        while end < len(lines) and (parts := _parts(lines[end])) and not said.keys() & parts.keys():
            said |= parts
            end += 1
        if len(said) >= _LEAST_PARTS and "nerve" in said:
            told.append(Line(lines[end - 1].number, (_heading(said),)))
            at = end
        else:
            told.append(lines[at])
            at += 1
    return told


def _heading(said: dict[str, str]) -> str:
    muscle = f" - {said['recording']}" if "recording" in said else ""
    return f"{said.get('side', '')} {said['nerve']}{muscle}".strip()


def _parts(line: Line) -> dict[str, str]:
    """What a line says of nerve, side and muscle, by labels; nothing where it says more."""
    cells = line.words
    if len(cells) == _LABEL_AND_WORD and not any(":" in one[:-1] for one in cells):
        cells = (f"{cells[0].rstrip(':')}: {cells[1]}",)  # the label has a cell of its own
    said: dict[str, str] = {}
    for cell in cells:
        part = _PART.fullmatch(cell.strip())
        name = _name(part["label"]) if part else ""
        if part is None or name not in _ORDER or name in said:
            return {}
        value = part["said"].strip()
        if _name(value) or is_number(value):
            return {}  # "Nerve  Side" is a header row
        said[name] = value
    return said


def _name(text: str) -> str:
    meaning = read_heading(0, text.strip()).meaning
    return meaning.name if meaning else ""
