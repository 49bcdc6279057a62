"""The shared cases, in Python: what an entry may hold, how copies become one, days since an
infusion, signs that cannot wait, moments, forms."""

import json
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from multifocal.diary import (
    KINDS,
    Entry,
    Force,
    in_order,
    merge,
    preview_import,
    read_bundle,
    urgency,
)
from multifocal.diary.alongside import alongside
from multifocal.diary.cycles import cycles
from multifocal.diary.device_unit import is_unit_asked
from multifocal.diary.dose import is_dose_asked
from multifocal.diary.graded import company_asked, graded_signs, unnamed
from multifocal.diary.infusion import Infusion
from multifocal.diary.oneself import oneself
from multifocal.diary.plain import entry_from_plain, noun_from_plain, to_plain
from multifocal.diary.plans import has_been, open_plan
from multifocal.diary.when import When
from multifocal.diary.whose import two_people
from multifocal.fault import Fault
from multifocal.report.diary.charts import diary_charts
from multifocal.web.diary import state
from tests.diary.cases import (
    abouts,
    abouts_by_day,
    bundle_of,
    cases,
    course,
    entry_id,
    notes,
    planned,
    versions,
)

SERIES = ("grip", "right", "kg", "")


def entries(plain: list[dict[str, Any]]) -> list[Entry]:
    return [entry_from_plain(one, "entry") for one in plain]


@pytest.mark.parametrize("case", cases("contents"), ids=lambda one: f"{one['kind']}")
def test_what_an_entry_may_hold(case: dict[str, Any]) -> None:
    content = json.dumps(bundle_of(case)).encode()
    if not case["faults"]:
        (only,) = read_bundle(content).entries
        assert to_plain(only.content) == case.get("becomes", case["content"])
        return
    with pytest.raises(Fault) as fault:
        read_bundle(content)
    found = [[(one.column or "").removeprefix("entries[0].versions[0]."), one.key]
             for one in fault.value.each]  # fmt: skip
    assert found == case["faults"]


@pytest.mark.parametrize("case", cases("merging"), ids=lambda one: one["name"])
def test_two_copies_become_one(case: dict[str, Any]) -> None:
    here, there = entries(notes(case["here"])), entries(notes(case["there"]))
    merged = {one.id: [getattr(v.content, "text", None) for v in one.versions]
              for one in merge(here, there)}  # fmt: skip
    assert merged == {entry_id(short): said for short, said in case["merged"].items()}
    seen = preview_import(here, there)
    for part in ("new", "same", "changed", "behind", "doubles", "followed", "missing"):
        ids = sorted(one.id for one in getattr(seen, part))
        assert ids == [entry_id(one) for one in case["parts"].get(part, [])], part
    conflicts = [one.here.id for one in seen.conflicts]
    assert conflicts == [entry_id(one) for one in case["parts"].get("conflicts", [])]


@pytest.mark.parametrize("case", cases("whose"), ids=lambda one: one["name"])
def test_whether_a_file_may_be_another_persons(case: dict[str, Any]) -> None:
    there = "a" if case.get("same_entry") else "b"
    here, others = entries(abouts(case["here"], "a")), entries(abouts(case["there"], there))
    found = two_people(here, others)
    people = found and [{"name": one.name, "born": one.born and one.born.isoformat()}
                        for one in found]  # fmt: skip
    expected = case["people"] and [{"name": None, "born": None} | one for one in case["people"]]
    assert people == expected


@pytest.mark.parametrize("case", cases("cycles"), ids=lambda one: one["name"])
def test_measures_over_the_days_since_an_infusion(case: dict[str, Any]) -> None:
    some = entries(course(case["entries"]))
    found = cycles(some, SERIES)
    assert [one.start.day.isoformat() for one in found] == [c["start"] for c in case["cycles"]]
    for one, expected in zip(found, case["cycles"], strict=True):
        assert one.length_days == expected["length_days"]
        points = [(p.days, p.percent_of_best) for p in one.points]
        assert points == [pytest.approx(tuple(p)) for p in expected["points"]]
    tables = [figure.table for figure in diary_charts(some, SERIES)]
    rows = [[list(row) for row in table.rows] for table in tables if table]
    assert rows == [case["times"], *([case["overlaid"]] if case["overlaid"] else [])]


@pytest.mark.parametrize("case", cases("urgency"))
def test_what_cannot_wait(case: dict[str, Any]) -> None:
    said = [noun_from_plain(KINDS[kind], content, "form") for kind, content in case["said"]]
    assert urgency(said) == case["grade"]
    assert "told" not in case or [*graded_signs(said), *unnamed(said)] == case["told"]


@pytest.mark.parametrize("case", cases("company"))
def test_what_comes_with_it_is_asked_before_it_is_saved(case: dict[str, Any]) -> None:
    def read(said: list[Any]) -> Any:
        return noun_from_plain(KINDS[said[0]], said[1], "form")

    before = read(case["before"]) if "before" in case else None
    earlier = [read(one) for one in case.get("earlier", ())]
    assert (
        list(company_asked([read(one) for one in case["said"]], before, earlier)) == case["asked"]
    )


@pytest.mark.parametrize("case", cases("doses"))
def test_a_dose_that_may_be_a_slip_of_the_pen_is_asked_about(case: dict[str, Any]) -> None:
    said, last, before = (
        noun_from_plain(Infusion, case[one], "form") if one in case else None
        for one in ("content", "last", "before")
    )
    assert is_dose_asked(said, last, before) == case["asked"]


@pytest.mark.parametrize("case", cases("units"))
def test_a_unit_that_the_device_does_not_show_is_asked_about(case: dict[str, Any]) -> None:
    said, *earlier = (
        noun_from_plain(Force, one, "form") for one in (case["content"], *case.get("earlier", ()))
    )
    assert is_unit_asked(said, earlier) == case["asked"]


@pytest.mark.parametrize("case", cases("alongside"))
def test_signs_of_two_entries_are_graded_as_if_they_stood_in_one(case: dict[str, Any]) -> None:
    """`alone`: they are too far apart, or one of them is not graded at all."""
    (said,), others = (
        [entry_from_plain({"id": entry_id("a"), "versions": [one]}, "entry").current
         for one in versions(case[part])]
        for part in ("said", "others")
    )  # fmt: skip
    beside = alongside([said], others)
    assert urgency([one.content for one in (said, *beside)]) == case["grade"]
    if case.get("alone"):
        assert not beside
        return
    (first, *_) = others  # in the other order
    back = alongside([first], [said, *others[1:]])
    assert urgency([one.content for one in (first, *back)]) == case["grade"]
    assert said.content is not None
    asked = company_asked([said.content], None, (), [one.content for one in beside])
    assert "asked" not in case or list(asked) == case["asked"]


@pytest.mark.parametrize("case", cases("been"))
def test_what_has_been_by_the_clock_of_where_one_is(case: dict[str, Any]) -> None:
    here = date.fromisoformat(case["day"])
    been = [at for at, one in enumerate(entries(planned(case["entries"]))) if has_been(one, here)]
    assert been == case["been"]


@pytest.mark.parametrize("case", cases("plans"))
def test_a_plan_that_nobody_answered(case: dict[str, Any]) -> None:
    some = entries(planned(case["entries"]))
    found = open_plan(in_order(some), date.fromisoformat(case["day"]))
    both = (found.plan, found.later) if found else (None, None)
    assert both == tuple(None if at is None else some[at] for at in (case["plan"], case["later"]))


@pytest.mark.parametrize("case", cases("days_since"))
def test_days_between_two_moments(case: dict[str, Any]) -> None:
    later, earlier = (noun_from_plain(When, case[one], "when") for one in ("later", "earlier"))
    assert later.days_since(earlier) == pytest.approx(case["days"])


@pytest.mark.parametrize("case", cases("moments"), ids=lambda one: f"{one['zone']} {one['day']}")
def test_a_clock_stands_where_its_zone_had_it(
    monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]
) -> None:
    monkeypatch.setattr(state, "machine_zone", lambda: ZoneInfo(case["zone"]))
    when = state.moment_here(date.fromisoformat(case["day"]), time.fromisoformat(case["clock"]))
    assert (when.offset_minutes, when.zone) == (case["offset_minutes"], case["zone"])


@pytest.mark.parametrize("case", cases("forms"))
def test_what_a_form_says(monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]) -> None:
    monkeypatch.setattr(state, "machine_zone", lambda: ZoneInfo("Europe/Madrid"))
    before = None
    if "before" in case:
        was = {"kind": case["kind"], "content": case["before"]}
        if "before_when" in case:
            was["when"] = case["before_when"]
        (before,) = read_bundle(json.dumps(bundle_of(was)).encode()).entries
    values = {name: tuple(some) for name, some in case["values"].items()}
    filled = state.Filled(case["kind"], entry_id("a"), values)
    if "said" in case:
        said = [[to_plain(w), to_plain(c)] for _, w, c in state.read_form(filled, before)]
        assert said == case["said"]
        return
    with pytest.raises(Fault) as fault:
        state.read_form(filled, before)
    assert [[one.column, one.key] for one in fault.value.each] == case["faults"]


@pytest.mark.parametrize("case", cases("oneself"), ids=lambda one: one["name"])
def test_what_is_told_of_oneself(case: dict[str, Any]) -> None:
    told = oneself(entries(abouts_by_day(case["entries"])))
    earlier = {field: day.isoformat() for field, day in told.earlier.items()}
    assert (to_plain(told.about), earlier) == (case["about"], case["earlier"])
