"""What is left of supplies."""

from decimal import Decimal

from multifocal.diary import Entry, Note, Supply, new_entry
from multifocal.diary.daily import SupplyChange
from multifocal.diary.stock import stock
from tests.diary.made import MONDAY, day


def entry(change: SupplyChange, amount: str, at: int, item: str = "Needles") -> Entry:
    return new_entry(Supply(item, change, Decimal(amount), "pieces"), day(at), MONDAY)


def test_what_came_is_there_what_was_used_is_gone_and_counting_decides() -> None:
    some = [entry("received", "20", 0), entry("used", "4", 1), entry("used", "2.5", 2, "needles ")]
    (left,) = stock(some)
    assert (left.left, left.unit, left.changed) == (Decimal("13.5"), "pieces", day(2))
    (counted,) = stock([*some, entry("counted", "10", 3), entry("used", "1", 4)])
    assert counted.left == 9


def test_the_order_of_writing_does_not_matter_and_a_lack_is_not_hidden() -> None:
    some = [entry("used", "1", 4), entry("counted", "10", 3)]
    assert stock(some)[0].left == 9
    assert stock([entry("used", "3", 0)])[0].left == -3


def test_other_things_are_counted_apart_and_deleted_ones_not() -> None:
    gone = entry("received", "5", 0).removed(MONDAY)
    assert stock([gone, new_entry(Note("x"), day(0), MONDAY)]) == ()
    two = stock([entry("received", "5", 0, "Swabs"), entry("received", "2", 0)])
    assert [(one.item, one.left) for one in two] == [
        ("Needles", Decimal(2)),
        ("Swabs", Decimal(5)),
    ]
