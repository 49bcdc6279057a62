"""The fall within a cycle: where it is estimated, where not, and what would tell."""

from decimal import Decimal

import numpy as np
import pytest

from multifocal.diary import Entry, Force, Infusion, new_entry
from multifocal.diary.cycles import Cycle, cycles
from multifocal.diary.robust import clustered, huber_weights
from multifocal.diary.wear_off import (
    EACH_PART,
    NotEstimated,
    WearOff,
    is_early,
    is_late,
    wear_off,
)
from tests.diary.made import MONDAY, day

SERIES = ("grip", "right", "kg", "")
BOTH = (4, 6, 9, 12, 22, 24, 26, 27)


def diary(
    count: int = 6, fall: float = 0.2, days: tuple[int, ...] = BOTH, length: int = 28,
    spread: float = 0.02, cold: tuple[int, ...] = (),
) -> tuple[Cycle, ...]:  # fmt: skip
    """Cycles of four weeks with a fall in the last week, and a little noise by seed."""
    rng = np.random.default_rng(1)
    entries: list[Entry] = []
    for number in range(count + 1):
        entries.append(new_entry(Infusion("given"), day(length * number), MONDAY))
        for at in days if number < count else ():
            weak = fall if is_late(at, length) else 0.0
            value = 20 * (1 - weak) * (1 + spread * rng.standard_normal())
            value *= 0.8 if at in cold else 1.0
            tries = (Decimal(str(round(value, 2))),)
            force = Force("grip", "right", "kg", tries, cold=at in cold if cold else None)
            entries.append(new_entry(force, day(length * number + at), MONDAY))
    return cycles(entries, SERIES)


def estimated(some: tuple[Cycle, ...]) -> WearOff:
    found = wear_off(some)
    assert isinstance(found, WearOff)
    return found


def test_a_fall_is_found_with_its_interval_and_none_where_there_is_none() -> None:
    found = estimated(diary())
    assert found.low_percent < 20 < found.high_percent and found.seen
    assert (found.early, found.late, found.cycles) == (24 - 2, 24, tuple(range(6)))
    none = estimated(diary(fall=0.0, spread=0.05))
    assert none.low_percent < 0 < none.high_percent and not none.seen


def test_a_slip_of_the_pen_does_not_lead() -> None:
    some = diary(spread=0.05)
    session = some[2].points[-1].session
    object.__setattr__(session, "value", 200.0)
    found = estimated(some)
    assert found.low_percent < 20 < found.high_percent and abs(found.fall_percent - 20) < 6


@pytest.mark.parametrize(
    ("some", "lack", "count"),
    [
        ((), "infusions", 1),
        (diary(0), "cycles", 4),
        (diary(1), "cycles", 3),
        (diary(6, days=(4, 6, 9)), "apart", 3),
        (diary(3, days=(4, 6, 9, 24)), "late", 3),
        (diary(6, days=(22, 24, 26)), "apart", 3),
        (diary(8, days=(2, 4, 6), length=7), "often", 0),
    ],
)
def test_without_enough_it_is_said_what_would_tell(
    some: tuple[Cycle, ...], lack: str, count: int
) -> None:
    found = wear_off(some)
    assert isinstance(found, NotEstimated)
    assert (found.lack, found.count) == (lack, count)


def test_as_many_more_measures_as_were_asked_for_do_tell() -> None:
    assert wear_off(diary(4, days=(4, 6, 9, 24))) == NotEstimated("late", 2, 7.0)
    assert isinstance(wear_off(diary(4, days=(4, 6, 9, 24, 26))), WearOff)
    assert wear_off(diary(3, days=(4, 6, 9, 24, 26))) == NotEstimated("cycles", 1, 7.0)


def test_cold_in_the_last_week_is_not_taken_for_a_fall() -> None:
    days = (4, 5, 6, 9, 12, 22, 24, 25, 26, 27)
    blamed = estimated(diary(fall=0.0, days=days, cold=(5, 24, 25, 26)))
    assert blamed.cold_adjusted and (blamed.cold_early, blamed.cold_late) == (5, 18)
    assert abs(blamed.fall_percent) < 5


def test_the_parts_of_a_cycle_do_not_overlap() -> None:
    for length in (12.0, 14.0, 21.0, 28.0, 42.0):
        for at in np.arange(0, length, 0.25):
            assert not (is_early(at, length) and is_late(at, length))
    assert is_late(21, 28) and not is_late(20.9, 28) and is_early(2, 28) and not is_early(1.9, 28)


def test_a_doubled_pause_is_left_out() -> None:
    some = list(diary(6))
    long = some[3]
    some[3] = Cycle(long.number, long.start, long.infusion, 56.0, long.points)
    found = estimated(tuple(some))
    assert found.left_out == (3,)


def test_the_regression_is_that_of_least_squares_where_nothing_lies_out() -> None:
    rng = np.random.default_rng(3)
    cluster = np.repeat(np.arange(8), 5)
    x = np.column_stack([rng.standard_normal(40), np.ones(40)])
    y = x @ [2.0, 1.0] + 0.1 * rng.standard_normal(40)
    found = clustered(x, y, np.ones(40), cluster, 0)
    expected = np.linalg.lstsq(x, y, rcond=None)[0][0]
    assert found is not None and found.value == pytest.approx(expected)
    assert 3 < found.freedom <= 7
    assert clustered(np.ones((40, 2)), y, np.ones(40), cluster, 0) is None
    y[5] += 50
    weights = huber_weights(x, y)
    assert weights[5] < 0.1 and np.median(weights) == 1.0


def patterned(cycles_days: list[tuple[int, ...]]) -> tuple[Cycle, ...]:
    """Cycles of 28 days, measured on the days that are named for each."""
    rng = np.random.default_rng(7)
    entries: list[Entry] = []
    for number, days in enumerate([*cycles_days, ()]):
        entries.append(new_entry(Infusion("given"), day(28 * number), MONDAY))
        for at in days:
            tries = (Decimal(str(round(20 + rng.standard_normal(), 2))),)
            force = Force("grip", "right", "kg", tries)
            entries.append(new_entry(force, day(28 * number + at), MONDAY))
    return cycles(entries, SERIES)


def followed(found: NotEstimated) -> list[tuple[int, ...]]:
    """The least that does what is asked for: the days on which later cycles are measured."""
    early, late = (3, 6, 9, 12, 5, 8, 11), (22, 24, 26, 27, 23, 25)
    if found.lack in ("cycles", "apart"):
        return [(*early[:EACH_PART], *late[:EACH_PART])] * found.count
    shares = [len(one) for one in np.array_split(np.arange(found.count), found.over)]
    asked, other = (late, early) if found.lack == "late" else (early, late)
    return [(*other[:1], *asked[:share]) for share in shares]


def test_whoever_does_what_is_asked_for_gets_an_answer() -> None:
    """Diaries of every sparse kind: what would tell does tell, at once."""
    rng, lacks = np.random.default_rng(5), set[str]()
    for _ in range(60):
        count, chances = int(rng.integers(0, 6)), rng.uniform(0, 0.4, 2)
        some = [tuple(at for at in range(1, 28) if rng.random() < chances[int(at > 14)])
                for _ in range(count)]  # fmt: skip
        found = wear_off(patterned(some))
        if isinstance(found, NotEstimated):
            lacks.add(found.lack)
            again = wear_off(patterned([*some, *followed(found)]))
            assert isinstance(again, WearOff), (some, found, again)
    assert lacks == {"cycles", "late", "early", "apart"}


def test_of_a_hand_that_moves_nothing_no_measure_is_asked_for() -> None:
    entries: list[Entry] = []
    for number in range(6):
        entries.append(new_entry(Infusion("given"), day(28 * number), MONDAY))
        entries += [new_entry(Force("grip", "right", "kg", (Decimal(0),)), day(28 * number + at),
                              MONDAY) for at in BOTH]  # fmt: skip
    assert wear_off(cycles(entries, SERIES)) == NotEstimated("zero", 0, 7.0)
