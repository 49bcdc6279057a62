"""The day of the study in the lines around a report's tables, and no other day.

A date counts by its label alone, which must stand before it whole. What may be day or month first,
and two days that differ, is offered as a question that stops nothing; till then it is not known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final, Literal

from multifocal.formats.report.days import Order, WrittenDay, composed, days_in, folded, words
from multifocal.formats.report.lines import Line
from multifocal.formats.report.questions import Asking, Question
from multifocal.formats.report.understood import Note
from multifocal.study.vocabulary import normalized
from multifocal.words import day_said

Of = Literal["study", "any_day"]

_APART: Final = re.compile(r"\s{2,}|[|;,•·]|\s[-–—]\s|(?<=\d)\s+")
_MASK: Final = re.compile(
    r"[(\[]\s*([a-z]{1,4}[./ -][a-z]{1,4}[./ -][a-z]{1,4})\s*[)\]]\s*[:=]?\s*$"
)
_TIME: Final = re.compile(
    r"[t\s,]*(?:(?:at|um|a|a las|a la)\s+)?\d{1,2}\s?[:h]\s?\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?z?"
    r"\s*(?:a\.?m\.?|p\.?m\.?|uhr|h|hrs|horas|heures)?(?=$|[\s,;|)])"
)  # fmt: skip
_UNTIL: Final = re.compile(r"\s*(?:[-–—/&,+]|to|until|and|bis|und|au|et|a|al|y)\s*")
_SIGNS: Final = " :=.,\t"
_MOST_OFFERED: Final = 6
_ORDER: Final = "date-order"
_ORDERS: Final[dict[str, Order]] = {"day-first": "day", "month-first": "month"}


@dataclass(frozen=True)
class Labeled:
    """A date that is called the study's: label and date as written, and what is known of its
    order."""

    line: int
    label: str
    written: str
    of: Of
    day: WrittenDay
    order: Order | None
    day_first: bool

    def readings(self, answered: Order | None) -> list[date]:
        """The days that it can mean, `answered`: what a person said of its order."""
        found = self.day.readings(self.order, points_day_first=self.day_first)
        return self.day.readings(answered) if len(found) != 1 and answered else found


@dataclass(frozen=True)
class _Meaning:
    of: Of
    day_first: bool


@cache
def _labels() -> dict[str, _Meaning]:
    labels: dict[str, _Meaning] = {}
    for language in words().values():
        for of in ("study", "any_day"):
            for label in language[of]:
                for time in ("", *(one for each in words().values() for one in each["time"])):
                    meaning = _Meaning(of, language["day_first"])
                    labels.setdefault(f"{label}_{time}".strip("_"), meaning)
    return labels


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(one for language in words().values() for one in language[name])


@dataclass(frozen=True)
class Settled:
    """The day of the study, None where it is not known; what there is to say; where it stands."""

    day: date | None
    notes: list[Note]
    at: Labeled | None = None


def _mask(text: str) -> Order | None:
    found = _MASK.search(text)
    if not found:
        return None
    mask = normalized(found[1])
    orders: dict[str, Order] = {}
    for language in words().values():
        orders |= language["masks"]
    return orders.get(mask)


def _names_another(text: str) -> bool:
    return not _words("others").isdisjoint(normalized(text).split("_"))


class StudyDates:
    """Sees the lines outside tables, and settles on the day of the study."""

    def __init__(self) -> None:
        self.labeled: list[Labeled] = []
        self.orders: set[tuple[str, Order]] = set()
        self.bare: list[tuple[int, date]] = []
        self._above: Line | None = None

    def sees(self, line: Line, *, in_table: bool) -> bool:
        """Takes note of the dates in a line that are called the study's, and tells whether the line
        says nothing else. `in_table`: among the rows of a table, where only such a line counts."""
        above, self._above = self._above, line
        text = composed("  ".join(line.words))
        labeled, whole = _labeled(line.number, text)
        if not in_table:
            self.orders |= {
                (one.sign, order)
                for one in days_in(folded(text))
                if (order := one.order) is not None
            }
        if not in_table and not labeled and above is not None:
            labeled = _below(above, line)
        if in_table and not whole:
            return False
        self.labeled += labeled
        return bool(labeled) and whole

    def sees_bare(self, line: Line) -> None:
        """Takes note of a date without a label in a line that says something of the study: it is
        none till a person says so."""
        text = folded(composed("  ".join(line.words)))
        if not _names_another(text):
            readings = [one.readings() for one in days_in(text)]
            self.bare += [(line.number, days[0]) for days in readings if len(days) == 1]

    def settle(self, asking: Asking) -> Settled:
        """The day of the study as far as it is known. What leaves it open is offered."""
        named = [one for one in self.labeled if one.of == "study"] or self.labeled
        answered = _ORDERS.get(asking.answers.get(_ORDER, ""))
        order = answered or self._order_of(named)
        notes = [
            Note("date_unread", one.line, {"label": one.label, "written": one.written})
            for one in named
            if not one.readings(order)
        ]
        known = [one for one in named if one.readings(order)]
        sure = {days[0] for one in known if len(days := one.readings(order)) == 1}
        doubtful = [one for one in known if len(one.readings(None)) > 1]
        if doubtful and (answered or not sure):
            _offer_order(asking, doubtful[0])
        if not self.labeled and self.bare:
            return Settled(self._bare_day(asking), notes)
        if not sure:
            return Settled(None, notes)
        chosen = min(sure)
        if len(sure) > 1 or any(chosen not in one.readings(order) for one in known):
            days = sorted({day for one in known for day in one.readings(order)})[:_MOST_OFFERED]
            line = min(one.line for one in known)
            given = asking.offer("study-date", "study_date", tuple(map(str, days)), line)
            if given is None:
                return Settled(None, notes)
            chosen = date.fromisoformat(given)
        return Settled(chosen, notes, next(one for one in known if chosen in one.readings(order)))

    def _bare_day(self, asking: Asking) -> date | None:
        """The day that a person picks of those without a label."""
        days = sorted({day for _, day in self.bare})[:_MOST_OFFERED]
        choices = tuple(map(str, days))
        given = asking.offer("study-date", "study_date_bare", choices, self.bare[0][0])
        return date.fromisoformat(given) if given else None

    def _order_of(self, named: Sequence[Labeled]) -> Order | None:
        """What comes first, where any date of the report that is written with the same sign can be
        read in one way alone, be it a date of birth; None where two say different things."""
        signs = {one.day.sign for one in named if len(one.readings(None)) > 1}
        orders = {order for sign, order in self.orders if sign in signs}
        return orders.pop() if len(signs) == len(orders) == 1 else None


def _offer_order(asking: Asking, first: Labeled) -> None:
    """Offers the question which of the numbers is the day."""
    day, month = (first.day.readings(order)[0] for order in _ORDERS.values())
    asking.offer(
        _ORDER, "date_order", tuple(_ORDERS), first.line, written=first.written,
        day=day_said(day), month=day_said(month), first=str(day), second=str(month),
    )  # fmt: skip


def days_offered(question: Question) -> tuple[str, ...]:
    """The day, as ISO 8601 writes it, that each answer to an offered question says."""
    if question.id == _ORDER:
        return str(question.parameters["first"]), str(question.parameters["second"])
    return question.choices


def _labeled(number: int, written: str) -> tuple[list[Labeled], bool]:
    """The dates of a line that are called the study's, and whether it says nothing else."""
    text = folded(written)
    days = list(days_in(text))
    labeled: list[Labeled] = []
    whole, at = True, 0
    for index, day in enumerate(days):
        label, before = _label_of(text[at : day.start])
        order = _mask(text[at : day.start])
        until = bool(labeled) and _UNTIL.fullmatch(text[at : day.start]) is not None
        time = _TIME.match(text, day.end)
        at = time.end() if time else day.end
        if until:  # the last of several days
            labeled.append(replace(labeled[-1], written=written[day.start : day.end], day=day))
            continue
        meaning = _labels().get(normalized(label))
        last = index + 1 == len(days)
        rest = next((one for one in _APART.split(text[at:].strip(" .,)")) if one.strip()), "")
        disowned = last and ":" not in rest and _names_another(rest)
        whole = whole and meaning is not None and not before.strip()
        if meaning is None or disowned or (meaning.of == "any_day" and _names_another(before)):
            continue
        start = text.rindex(label, 0, day.start)
        named = written[start : start + len(label)], written[day.start : day.end]
        labeled.append(Labeled(number, *named, meaning.of, day, order, meaning.day_first))
    return labeled, whole and not text[at:].strip(" .,)")


def _label_of(text: str) -> tuple[str, str]:
    """What stands right before a date, whole, and what stands before that."""
    text = _MASK.sub("", text).rstrip(_SIGNS)
    before, _, last = text.rpartition(" ")
    if last in _words("weekdays"):
        text = before.rstrip(_SIGNS)
    at = max((match.end() for match in _APART.finditer(text)), default=0)
    return text[at:].strip(_SIGNS), text[:at]


def _below(above: Line, line: Line) -> list[Labeled]:
    """Dates in a line below one of labels, cell by cell; single lines one below the other say too
    little of what belongs together."""
    if above.spans or line.spans or len(above.words) < 2 or len(above.cells) != len(line.cells):
        return []
    if any(sign.isdigit() for cell in above.cells for sign in cell):
        return []
    found = []
    for label, cell in zip(above.cells, line.cells, strict=True):
        here, whole = _labeled(line.number, composed(f"{label}  {cell}"))
        found += here if whole else []
    return found
