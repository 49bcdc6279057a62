"""A limb's temperature in the lines around a report's tables, and the rows that it is of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from multifocal import body
from multifocal.body import Side
from multifocal.fault import Fault
from multifocal.formats.report.days import composed, folded
from multifocal.formats.report.labels import ways
from multifocal.formats.report.places import Context
from multifocal.formats.report.row import Row
from multifocal.formats.report.understood import Note
from multifocal.study import vocabulary
from multifocal.study.sensory_words import is_sensory_word, sensory_word

Limb = Literal["arm", "leg"]

# A skin's temperature; below and above it is another thing or a slip.
# Source: multifocal-choice-plausible-values.
_CELSIUS: Final = (15.0, 42.0)
_NUMBER: Final = re.compile(
    r"(?P<than>[<>≤≥~]\s*)?(?<![\d.,/:-])(?P<value>\d{2,3}(?:[.,]\d{1,2})?)(?![\d:]|[.,/-]\d)"
    r"(?P<range>\s*(?:-|–|/|to|bis|a)\s*\d)?\s*(?P<unit>(?:°|º|deg\w*|grad)?\s*[cf]\b|°|º|grad)?"
)
_PARTS: Final = re.compile(r"[;|\n]|,(?!\d)|\s{2,}|\s/\s")


@dataclass(frozen=True)
class Temperature:
    """One temperature as written. `celsius` None: not one that can be used; `heading`: under which
    it stands; side and limb as far as they are said."""

    line: int
    written: str
    celsius: float | None
    side: Side | None
    limb: Limb | None
    heading: Context | None


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{ways(name)})(?![^\W_])")


def temperatures_in(text: str) -> Iterator[tuple[str, float | None, Side | None, Limb | None]]:
    """Each temperature of a limb in a line: as written, °C, side and limb. "Temp" must stand in
    front; a room's or the body's is none; a range or "above 32" has no number."""
    written = composed(text)
    plain = folded(written)
    label = _word("temperature").search(plain)
    if label is None or _word("room").search(plain):
        return
    if any(sign.isdigit() for sign in plain[: label.start()]):
        return
    if not _NUMBER.search(plain) and any(sign.isdigit() for sign in plain):
        yield written.strip(), None, None, None
        return
    start = 0
    for part in [*_PARTS.finditer(plain), None]:
        end = part.start() if part else len(plain)
        piece = plain[start:end]
        found = list(_NUMBER.finditer(piece))
        if found and end > label.start():
            sure = len(found) == 1 and not (found[0]["than"] or found[0]["range"])
            sure = sure and not _word("others").search(piece)
            celsius = _celsius(found[0]) if sure else None
            head = piece if _limb(piece) or _side(piece) else f"{plain[: label.end()]} {piece}"
            yield written[start:end].strip(), celsius, _side(head), _limb(head)
        start = part.end() if part else end


def _celsius(found: re.Match[str]) -> float | None:
    value = float(found["value"].replace(",", "."))
    if (found["unit"] or "").endswith("f"):
        value = round((value - 32) / 1.8, 1)
    return value if _CELSIUS[0] <= value <= _CELSIUS[1] else None


def _limb(text: str) -> Limb | None:
    limbs: list[Limb] = [limb for limb in ("arm", "leg") if _word(limb).search(text)]
    return limbs[0] if len(limbs) == 1 else None


def _side(text: str) -> Side | None:
    sides: list[Side] = [side for side in ("right", "left") if _word(side).search(text)]
    return sides[0] if len(sides) == 1 else None


@dataclass
class Temperatures:
    """Collects them, and gives each row the one that is of its limb."""

    seen: list[Temperature] = field(default_factory=list)

    def sees(self, number: int, text: str, heading: Context | None) -> bool:
        """Takes note of the temperatures in a line, and tells whether there is one."""
        found = [
            Temperature(number, written, celsius, side, limb, heading)
            for written, celsius, side, limb in temperatures_in(text)
        ]
        self.seen += found
        return bool(found)

    def settle(self, rows: Sequence[Row]) -> tuple[Mapping[int, str], Sequence[Note]]:
        """The temperature of rows by their line, and what there is to say: of each that is used,
        of those that contradict each other, and of those that cannot be used."""
        notes = [
            Note("temperature_unread", one.line, {"written": one.written})
            for one in self.seen
            if one.celsius is None
        ]
        known = [one for one in self.seen if one.celsius is not None]
        both = {limb for row in rows if (limb := limb_of(row.context))} >= {"arm", "leg"}
        of: dict[int, str] = {}
        used: set[int] = set()
        torn: set[int] = set()
        for row in rows:
            fitting = [one for one in known if _fits(one, row, both=both)]
            under = [one for one in fitting if one.heading is not None]
            nearest = under or fitting
            values = {one.celsius for one in nearest}
            if len(values) == 1:
                of[row.line] = f"{values.pop():g}"
                used |= {id(one) for one in nearest}
            elif values:
                torn |= {id(one) for one in nearest}
        for one in known:
            key = "temperature_differs" if id(one) in torn else "temperature"
            if id(one) not in torn | used:
                key = "temperature_of_which"
            notes.append(Note(key, one.line, {"written": one.written}))
        return of, notes


def _fits(one: Temperature, row: Row, *, both: bool) -> bool:
    """Whether a temperature may be of the row's limb. One that names no limb is of the rows under
    its heading, else of all where all are of one kind of limb."""
    limb = limb_of(row.context)
    if one.side and one.side != row.context.side:
        return False
    if one.limb:
        return one.limb == limb
    if one.heading is not None:
        return row.context.line == one.heading.line
    return not both


@cache
def _limbs() -> Mapping[str, str]:
    return {nerve.id: nerve.limb for nerve in body.nerves()}


def limb_of(context: Context) -> str | None:
    """The limb of the nerve of these rows; None where the nerve is not known."""
    nerve = context.nerve or ""
    try:
        if context.kind == "sensory" and is_sensory_word("nerve", nerve):
            return _limbs().get(sensory_word("nerve", nerve))
        return _limbs().get(vocabulary.nerve(nerve))
    except Fault:
        return None
