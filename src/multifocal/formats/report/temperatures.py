"""A limb's temperature in the lines around a report's tables, and the rows that it is of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final, Literal

from multifocal import body
from multifocal.body import Side
from multifocal.fault import Fault, quoted
from multifocal.formats.report.days import composed, folded
from multifocal.formats.report.labels import ways
from multifocal.formats.report.places import Context
from multifocal.formats.report.questions import Asking
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
_LETTER: Final = re.compile(r"[.,]?[lio](?!\w)")
"""Right behind a number, where a scanner may have made it of a digit: "32.l"."""
_UNIT: Final = re.compile(r"(?<=\d)\s*(?:[°º]|(?:deg\w*|grad)?\s*c\b|deg\b|grad\b)")
"""Behind a number that is then a temperature; F alone may be anything."""
_MOST_WORDS: Final = 9
"""Words of a line that names a limb and its temperature; a longer one is a sentence."""
_PARTS: Final = re.compile(r"[;|\n]|,(?!\d)|(?<=[^\W\d_]{5})\.\s|\s{2,}|\s/\s")


@dataclass(frozen=True)
class Temperature:
    """One temperature as written. `celsius` None: not one that can be used; `heading`: under which
    it stands; side and limb as far as they are said; `everywhere`: a person says that it is of all
    limbs."""

    line: int
    written: str
    celsius: float | None
    side: Side | None
    limb: Limb | None
    heading: Context | None
    everywhere: bool = False


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{ways(name)})(?![^\W_])")


def temperatures_in(text: str) -> Iterator[tuple[str, float | None, Side | None, Limb | None]]:
    """Each temperature of a limb in a line: as written, °C, side and limb. "Temp" stands in front,
    in the same part of the line; a room's or the body's is none; a range or "above 32" has no
    number. A number with a unit of temperature and without such a word has none either: it is
    told, and not used."""
    written = composed(text)
    plain = _as_studied(folded(written))
    label = _word("temperature").search(plain) or _skin().search(plain)
    if label is not None and not any(sign.isdigit() for sign in plain[label.end() :]):
        label = None
    if label is not None and not _NUMBER.search(plain, label.end()) and not _room(plain):
        yield written[label.start() :].strip(), None, None, None
        return
    start = 0
    signs = [one.span() for one in _PARTS.finditer(plain)]
    between = _between_sides(plain, label)
    above: Limb | None = None  # "Temp foot L 29 R 30": both are of the foot
    for end, after in [*sorted([*signs, *between]), (len(plain), len(plain))]:
        begin = start
        behind = label is not None and end > label.start()
        if behind and label is not None and start < label.start():
            before = plain[start : label.start()]
            begin = label.start() if any(sign.isdigit() for sign in before) else start
        for told, celsius, side, limb in _in_part(
            written, plain, begin, end, label if behind else None
        ):
            yield told, celsius, side, limb or above
            above = limb if (end, after) in between else None
        start = after


def _between_sides(plain: str, label: re.Match[str] | None) -> list[tuple[int, int]]:
    """What parts the only two numbers behind a label, where each stands behind its side."""
    if label is None or sum(1 for _ in _NUMBER.finditer(plain, label.end())) != 2:
        return []
    return [one.span("between") for one in _each_side().finditer(plain, label.end())]


@cache
def _each_side() -> re.Pattern[str]:
    """What parts the temperatures of two sides, each behind its side: "Temp L 32.9 R 28.1"."""
    side = rf"(?<![^\W_])(?:{ways('right')}|{ways('left')})(?![^\W_])\W{{0,3}}"
    number = r"\d{2}(?:[.,]\d{1,2})?\s*(?:°?\s*c\b)?"
    last = rf"(?={side}{number}\W*(?:$|[;,|]))"
    return re.compile(rf"(?<!\d)(?<!\d\s){side}{number}(?P<between>\s+){last}")


@cache
def _skin() -> re.Pattern[str]:
    """The skin, before a number with a unit of temperature: "skin 28 °C"."""
    number = r"[^\d;|\n]{0,16}\d{2}(?:[.,]\d{1,2})?\s*(?:[°º]|(?:deg\w*|grad)?\s*c\b)"
    return re.compile(rf"(?<![^\W_])(?:{ways('skin')})(?![^\W_])(?={number})")


def _as_studied(plain: str) -> str:
    """The line with the number that a limb was warmed to in the place of the one before it, and
    without words that it was not warmed; every other sign stays where it stands."""
    plain = _word("not_warmed").sub(_filled, plain)
    found = list(_warmed_to().finditer(plain))
    before = list(_NUMBER.finditer(plain, 0, found[0].start())) if len(found) == 1 else []
    if not before or sum(_UNIT.search(one[0]) is not None for one in before) > 1:
        return plain
    cold, warm = before[-1], found[0]
    if any(sign.isdigit() for sign in plain[cold.end() : warm.start()]):
        return plain
    rest = _word("before_study").sub(_filled, plain[warm.end() :])
    return f"{plain[: cold.start()]}{'x' * (warm.end() - cold.start() - 1)} {rest}"


@cache
def _warmed_to() -> re.Pattern[str]:
    """ "warmed to", "erwärmt auf" before a number."""
    return re.compile(rf"(?:{ways('warmed')})\s+(?:up\s+)?(?:to|until|auf|a|hasta|fino a)\s*(?=\d)")


def _filled(found: re.Match[str]) -> str:
    """As many letters that mean nothing."""
    return "x" * len(found[0])


def _in_part(
    written: str, plain: str, start: int, end: int, label: re.Match[str] | None
) -> Iterator[tuple[str, float | None, Side | None, Limb | None]]:
    """The temperature in a part of a line; `label`: the word that stands in it or before it."""
    piece = plain[start:end]
    if _room(piece):
        return
    numbers = list(_NUMBER.finditer(piece))
    with_unit = [one for one in numbers if _UNIT.search(one[0])]
    if label is None and len(numbers) == len(with_unit) == 1 and _limb(piece):
        label = with_unit[0]  # "R hand 33.1 °C" can be nothing else
    if label is None:
        for one in with_unit:
            yield written[start:end].strip() if len(with_unit) == 1 else one[0], None, None, None
        return
    beside = _limb(piece) or _side(piece)
    if not numbers or not (label.start() >= start or with_unit or beside):
        return
    sure = len(numbers) == 1 and not (numbers[0]["than"] or numbers[0]["range"])
    sure = sure and not _LETTER.match(plain, start + numbers[0].end("value"))
    sure = sure and not _word("others").search(piece) and not _word("warmed").search(plain)
    sure = sure and bool(beside or not _room(plain[_beginning(plain, label) : label.end()]))
    celsius = _celsius(numbers[0]) if sure else None
    head = piece if beside else f"{plain[_beginning(plain, label) : label.end()]} {piece}"
    if not (beside or _limb(head) or _side(head)) and _is_heading(plain):
        head = plain  # "NCS right arm, skin 32.9 °C"
    yield written[start:end].strip(), celsius, _side(head), _limb(head)


def _is_heading(plain: str) -> bool:
    """Whether a line is short and holds one number with a unit of temperature: its side and limb
    are those of that number."""
    units = [one for one in _NUMBER.finditer(plain) if _UNIT.search(one[0])]
    return len(units) == 1 and len(plain.split()) <= _MOST_WORDS


def _beginning(plain: str, label: re.Match[str]) -> int:
    """Where the words before a label begin that may say its limb: behind the last number, or the
    sign that parts them from what stands before."""
    last = max((at for at in range(label.start()) if plain[at].isdigit()), default=-1)
    parts = [one.end() for one in _PARTS.finditer(plain, 0, label.start())]
    return max(last + 1, *parts, 0)


def _celsius(found: re.Match[str]) -> float | None:
    value = float(found["value"].replace(",", "."))
    if (found["unit"] or "").endswith("f"):
        value = round((value - 32) / 1.8, 1)
    return value if _CELSIUS[0] <= value <= _CELSIUS[1] else None


def _room(text: str) -> bool:
    """Whether it names a room or a body, whose temperature is no limb's."""
    return _word("room").search(text) is not None


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

    def catches(
        self, number: int, text: str, nerve: Context | None, heading: Context | None
    ) -> None:
        """Takes note of the temperatures in a line that was taken for something else, unless they
        are noted. Beside a nerve they are of its limb, and of the side that the line names."""
        plain = folded(composed(text))
        label = _word("temperature").search(plain) or _skin().search(plain)
        if label is None or any(one.line == number for one in self.seen):
            return
        if nerve is None:
            self.sees(number, text, heading)
            return
        beside: Limb | None = limb_of(nerve)  # type: ignore[assignment]
        self.seen += [
            Temperature(number, written, celsius, side or _side(plain), limb or beside, None)
            for written, celsius, side, limb in temperatures_in(text)
        ]

    def settle(
        self, rows: Sequence[Row], asking: Asking
    ) -> tuple[Mapping[int, str], Sequence[Note]]:
        """The temperature of rows by their line, and what there is to say: of each that is used,
        of those that contradict each other, and of those that cannot be used. Of one without a limb
        it is offered to say which, where arms and legs were studied."""
        notes = [
            Note("temperature_unread", one.line, {"written": one.written})
            for one in self.seen
            if one.celsius is None
        ]
        known = [_placed(one, rows) for one in self.seen if one.celsius is not None]
        both = {limb for row in rows if (limb := limb_of(row.context))} >= {"arm", "leg"}
        known = [_of_limb(one, asking) if both else one for one in known]
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


def _placed(temperature: Temperature, rows: Sequence[Row]) -> Temperature:
    """One that stands below the rows of its heading may be of the whole study: of no heading."""
    heading = temperature.heading
    if heading is None or any(
        row.context.line == heading.line and row.line > temperature.line for row in rows
    ):
        return temperature
    return replace(temperature, heading=None)


def _of_limb(temperature: Temperature, asking: Asking) -> Temperature:
    """The temperature with the limb that a person says it is of."""
    if temperature.limb or temperature.heading is not None:
        return temperature
    given = asking.offer(
        f"temperature:{temperature.line}", "temperature_limb", ("arm", "leg", "all"),
        temperature.line, written=quoted(temperature.written),
    )  # fmt: skip
    if given == "all":
        return replace(temperature, everywhere=True)
    return replace(temperature, limb=given) if given else temperature  # type: ignore[arg-type]


def _fits(temperature: Temperature, row: Row, *, both: bool) -> bool:
    """Whether a temperature may be of the row's limb. One that names no limb is of the rows under
    its heading, else of all where all are of temperature kind of limb."""
    limb = limb_of(row.context)
    if temperature.side and temperature.side != row.context.side:
        return False
    if temperature.limb or temperature.everywhere:
        return temperature.everywhere or temperature.limb == limb
    if temperature.heading is not None:
        return row.context.line == temperature.heading.line
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
