"""Motor responses values in lines by themselves: "Wrist 3.6 ms 8.8 mV 30.0 mVms 5.6 ms".

Such a line stands under its nerve and holds a site, then numbers each with its unit, and no more.
The unit says what a number is; of two in ms the one before the amplitude is the latency and the one
behind it the duration, and the report says so. A line that leaves any doubt is not read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.formats.report.headers import is_header
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import Context, is_site, read_context
from multifocal.formats.report.titles import title_kind
from multifocal.study.vocabulary import says_no_response

_NUMBER: Final = re.compile(
    r"\s*(?P<number>\d{1,4}(?:[.,]\d{1,3})?)\s?"
    r"(?P<unit>mV\s?[·*.x×]?\s?ms|mV|ms(?:ec)?|mm|cm|m/s)(?![^\W_])\s*[,;]?(?!\d)",
    re.IGNORECASE,
)
_SITE: Final = re.compile(r"\s*(?P<site>[^\W\d_][^\d,;]*?)\s*[:,]?\s*(?=\d|$)")
_COLUMNS: Final[Mapping[str, str]] = {
    "latency": "Latency (ms)", "amplitude": "Amplitude (mV)", "area": "Area (mVms)",
    "duration": "Duration (ms)", "mm": "Distance (mm)", "cm": "Distance (cm)",
    "velocity": "Velocity (m/s)",
}  # fmt: skip
"""What a number may be, and how a header row would say it, in the order of its columns."""
_MOST_CELLS: Final = 3
_MOST_WORDS: Final = 8
"""Cells and words of a heading."""
_SITE_HEAD: Final = "Site"


@dataclass(frozen=True)
class _Response:
    """A line with its site and its numbers, by what they are; "amplitude" may be words instead."""

    line: Line
    site: str
    values: Mapping[str, str]


def motor_lines_as_rows(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a header row before those that tell motor responses one by one, which become
    rows below it; the same lines where there are none such. No line gets another number: a header
    row has that of the first line below it."""
    each: list[Line] = []
    above: Context | None = None
    block: list[_Response] = []
    inside = False
    for line in lines:
        text = " ".join(line.words)
        heading = read_context(text, 0) if _may_head(line, text) else None
        response = None
        if above is not None and not line.close and (heading is None or heading.rest):
            response = _response(line, text, above)
        if response is not None:
            block.append(response)
            continue
        rows = _rows(block)
        each += rows
        inside = (inside or len(rows) > len(block)) and not is_header(line.cells)
        block = []
        above = _above(line, text, heading, above)
        # no row of the table that the lines make: its cells would stand under any of the columns
        each.append(Line(line.number, (text,)) if inside else line)
    return (*each, *_rows(block))


def _may_head(line: Line, text: str) -> bool:
    """Whether a line is short enough for a heading; what a longer one says is not looked into."""
    return len(line.words) <= _MOST_CELLS and len(text.split()) <= _MOST_WORDS


def _above(line: Line, text: str, heading: Context | None, above: Context | None) -> Context | None:
    """The heading of a muscle's responses that holds below a line; none inside a table."""
    if is_header(line.cells):
        return None
    if heading is not None and not heading.rest and heading.nerve:
        return heading if heading.kind in (None, "M") and heading.muscle else None
    return None if title_kind(text) is not None else above


def _response(line: Line, text: str, above: Context) -> _Response | None:
    """The response that a line tells of a site of the nerve; None where any of it is in doubt."""
    found = _SITE.match(text)
    if found is None:
        return None
    site, rest = found["site"].rstrip(" :,-–"), text[found.end() :]
    if not rest:
        return _silent(line, site, above)
    if not is_site(site, above):
        return None
    values: dict[str, str] = {}
    at = 0
    while at < len(rest):
        number = _NUMBER.match(rest, at)
        if number is None:
            return None
        name = _meant(number["unit"], values)
        if name is None or name in values or (name in ("mm", "cm") and {"mm", "cm"} & set(values)):
            return None
        values[name] = number["number"]
        at = number.end()
    return _Response(line, site, values) if {"latency", "amplitude"} <= set(values) else None


def _silent(line: Line, text: str, above: Context) -> _Response | None:
    """A line of a site and the words that no response came: "Elbow: no response"."""
    words = text.split()
    for end in range(1, len(words)):
        site, said = " ".join(words[:end]).rstrip(" :,-–"), " ".join(words[end:]).lstrip(" :,-–")
        if is_site(site, above) and says_no_response(said):
            return _Response(line, site, {"amplitude": said})
    return None


def _meant(unit: str, values: Mapping[str, str]) -> str | None:
    """What a number is by its unit and those before it; None where that is not sure."""
    plain = re.sub(r"[^a-z/]", "", unit.casefold().replace("x", ""))
    if plain in ("ms", "msec"):
        if not values:
            return "latency"
        return "duration" if "amplitude" in values else None
    return {"mv": "amplitude", "mvms": "area", "mm": "mm", "cm": "cm", "m/s": "velocity"}.get(plain)


def _rows(block: Sequence[_Response]) -> list[Line]:
    """The lines as rows of one table; as they were where they do not go together."""
    names = [name for name in _COLUMNS if any(name in one.values for one in block)]
    numbers = any("latency" in one.values for one in block)
    if not numbers or {"mm", "cm"} <= set(names):
        return [one.line for one in block]
    header = Line(block[0].line.number, (_SITE_HEAD, *(_COLUMNS[name] for name in names)))
    rows = [
        Line(one.line.number, (one.site, *(one.values.get(name, "") for name in names)))
        for one in block
    ]
    return [header, *rows]
