"""The body month by month: what was told, where it was told, and nothing else."""

import re
from datetime import UTC, date, datetime

import pytest

from multifocal import body
from multifocal.diary import Content, Entry, MovementStrength, Symptom, TaskEase, When, new_entry
from multifocal.diary.symptom import REGIONS
from multifocal.figures.body.months import _REGIONS, BodyMark, body_month
from multifocal.report.diary.months import MOST_MONTHS, BodyMonths, body_months
from multifocal.report.diary.pointing import is_weak

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
UNTIL = date(2026, 11, 29)


def told(*some: tuple[str, Content]) -> tuple[Entry, ...]:
    return tuple(new_entry(one, When(date.fromisoformat(day)), NOW) for day, one in some)


def shown(entries: tuple[Entry, ...], until: date = UNTIL) -> BodyMonths:
    found = body_months(entries, until)
    assert found is not None
    return found


def marks(svg: str) -> set[tuple[str, str]]:
    return set(re.findall(r'data-told="(\w+)" data-at="([\w-]+)"', svg))


def test_a_month_shows_what_was_told_in_it_with_its_side() -> None:
    found = shown(told(
        ("2026-09-03", TaskEase("cannot", "zip", side="right")),
        ("2026-09-20", Symptom("cramp", "region", "forearm", "left")),
        ("2026-11-02", MovementStrength("wrist_extension", "right", "4-")),
        ("2026-11-03", Symptom("pain", "region", "back")),
    ))  # fmt: skip
    assert [one.name for one in found.months] == [
        "September 2026", "October 2026", "November 2026",
    ]  # fmt: skip
    september, october, november = found.months
    assert september.figure is not None and november.figure is not None
    weights = body.task("zip").weights
    main = max(weights, key=lambda one: weights[one])
    assert marks(september.figure.svg) == {("cannot", f"{main}-right"), ("felt", "forearm-left")}
    moved = {m.id for m in body.muscles() if m.movement == "body.movement.wrist_extension"
             and m.part_of is None}  # fmt: skip
    assert marks(november.figure.svg) == (
        {("hard", f"{one}-right") for one in moved} | {("felt", "back-middle")}
    )
    assert "MRC grade 4-" in november.said and "forearm, left: cramp" in september.said.lower()
    # a month of which nothing is known has no body, which would look like a well one
    assert october.figure is None and "does not mean that all was well" in october.said
    assert [row[1] for row in found.table.rows] == [one.said for one in found.months]


def test_what_became_easy_within_a_month_is_not_hard_and_a_cramp_stays_felt() -> None:
    (month,) = shown(told(
        ("2026-11-01", TaskEase("cannot", "zip", side="right")),
        ("2026-11-02", Symptom("cramp", "region", "hand", "right")),
        ("2026-11-20", TaskEase("easy", "zip", side="right")),
    )).months  # fmt: skip
    assert month.figure is not None
    assert marks(month.figure.svg) == {("felt", "hand-right")}
    (easy,) = shown(told(("2026-11-01", TaskEase("easy", "zip", side="left")))).months
    assert easy.figure is not None and not marks(easy.figure.svg)
    assert easy.said == "Nothing that was written down was hard."


@pytest.mark.parametrize("content", [
    TaskEase("cannot", "zip"),
    TaskEase("hard", own="lacing skates", side="left"),
    Symptom("weakness", "region", "hand"),
    Symptom("twitching"),
    Symptom("weakness", "nerve", "ulnar", "left"),
], ids=lambda one: type(one).__name__)  # fmt: skip
def test_what_has_no_side_or_place_is_in_the_table_and_on_neither_arm(content: Content) -> None:
    found = shown(told(("2026-11-01", content)))
    (month,) = found.months
    assert month.figure is not None and not marks(month.figure.svg)
    assert month.said == found.table.rows[0][1] != "Nothing that was written down was hard."


def test_the_last_twelve_months_stand_there_and_the_present_one_is_the_last() -> None:
    found = shown(told(("2024-01-05", Symptom("cramp")), ("2026-02-01", Symptom("cramp"))))
    assert len(found.months) == MOST_MONTHS
    assert found.months[-1].name == "November 2026" and found.months[-1].figure is None
    assert body_months(told(("2024-01-05", Symptom("cramp"))), UNTIL) is None  # long ago
    assert body_months((), UNTIL) is None


def test_every_region_has_a_place_of_its_own_within_the_body() -> None:
    assert set(_REGIONS) == set(REGIONS)
    assert len(set(_REGIONS.values())) == len(REGIONS)
    for region in REGIONS:
        xs = []
        for side in ("right", "left"):
            svg = body_month("x", {"right": "Right", "left": "Left"},
                             [BodyMark("hard", side, region=region)]).svg  # fmt: skip
            x, y = re.findall(r'c[xy]="([\d.]+)"', svg)
            assert 13 < float(x) < 387 and 14 < float(y) < 816
            xs.append(float(x))
        assert xs[0] < 200 < xs[1]  # the right side stands on the reader's left


def test_all_that_is_weak_is_told_in_words() -> None:
    every = told(*(("2026-11-01", TaskEase("hard", one.id, side="left")) for one in body.tasks()))
    (month,) = shown(every).months
    assert month.said.count(": hard") == len(body.tasks()) == len(list(filter(is_weak, every)))
