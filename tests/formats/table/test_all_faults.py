"""All faults of a table at once, in the order of its lines, each with its place."""

import pytest

from multifocal.fault import MOST_TOGETHER, Fault
from multifocal.formats import parse_study
from tests.formats.workbook.books import workbook
from tests.study.tables import HEADER, table

ROWS = (
    "right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,",
    "r,ulna,adm,wrist,-3,8.0,30.0,6.0,",
    "up,ulnar,adm,toe,3.0,x,30.0,600,",
    "right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,",
    "right,ulnar,adm,axilla,3.0,NR,,,",
    "right,ulnar,adm",
)
FOUND = [
    (3, "nerve"), (3, "latency_ms"),
    (4, "side"), (4, "site"), (4, "amplitude_mv"), (4, "negative_peak_duration_ms"),
    (5, "site"), (6, "latency_ms"),
]  # fmt: skip


def faults(content: bytes) -> tuple[Fault, ...]:
    with pytest.raises(Fault) as caught:
        parse_study(content, "study.csv")
    assert all(one.source == "study.csv" and one.remedy for one in caught.value.each)
    return caught.value.each


def places(found: tuple[Fault, ...]) -> list[tuple[int | None, str | None]]:
    return [(one.line, one.column) for one in found]


def test_every_cell_at_fault_is_told() -> None:
    assert places(faults(table(*ROWS))) == [*FOUND, (7, None)]


def test_in_a_workbook_too() -> None:
    rows: list[list[object]] = [list(one.split(",")) for one in (HEADER, *ROWS[:5])]
    assert places(faults(workbook(*rows))) == FOUND


def test_columns_and_cells_together() -> None:
    header = HEADER.replace("site", "sight").replace("amplitude_mv", "amplitude_uv")
    found = faults(table(*ROWS, header=f"{header},side"))
    problems = [one.problem for one in found if one.line == 1]
    assert len(problems) == 4
    assert any("'sight' is not known" in one for one in problems)
    assert any("another unit" in one for one in problems)
    assert any("stands twice" in one for one in problems)
    assert any("column site is missing" in one for one in problems)
    assert (7, None) in places(found)


def test_the_person_too() -> None:
    header = f"{HEADER},age_years,sex,date"
    found = faults(table(f"{ROWS[0]},200,x,yesterday", f"{ROWS[2]},201,x,", header=header))
    told = places(found)
    assert {(2, "age_years"), (2, "sex"), (2, "date"), (3, "age_years"), (3, "side")} <= set(told)
    assert [line for line, _ in told] == sorted(line or 0 for line, _ in told)


def test_a_sensory_row_and_f_waves() -> None:
    header = f"{HEADER},kind,skin,f_minimum_ms,f_persistence_percent"
    rows = ("right,sural,,knee,x,,,,,sensory,nose,,", "right,ulnar,adm,wrist,,,,,,F,,NR,40")
    assert places(faults(table(*rows, header=header))) == [
        (2, "site"), (2, "latency_ms"), (2, "skin"), (3, "f_persistence_percent"),
    ]  # fmt: skip


def test_of_very_many_the_first_are_told_and_the_others_counted() -> None:
    found = faults(table(*["?,?,?,?,?,?,?,?,?"] * 9_000))
    assert len(found) == MOST_TOGETHER + 1 and "not listed" in found[-1].problem
    assert found[0].line == 2
