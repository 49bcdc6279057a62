"""What is left of supplies: counted, received, used."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from multifocal.diary.daily import Supply
from multifocal.diary.entry import Entry, in_order
from multifocal.diary.when import When


@dataclass(frozen=True)
class Stock:
    """What is left of one thing, in the unit in which it was written; below zero where more was
    used than came in: something was not written down."""

    item: str
    unit: str | None
    left: Decimal
    changed: When


def stock(entries: Iterable[Entry]) -> tuple[Stock, ...]:
    """The stock of every thing, by name. Counting sets it, and what came before counts no more."""
    by_item: dict[tuple[str, str], Stock] = {}
    for entry in in_order(entries):
        content = entry.content
        if not isinstance(content, Supply):
            continue
        key = content.item.casefold().strip(), (content.unit or "").casefold().strip()
        before = by_item[key].left if key in by_item else Decimal(0)
        after = {
            "counted": content.amount,
            "received": before + content.amount,
            "used": before - content.amount,
        }[content.change]
        by_item[key] = Stock(content.item, content.unit, after, entry.when)
    return tuple(by_item[key] for key in sorted(by_item))
