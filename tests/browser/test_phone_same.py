"""The phone's modules, in a real browser, read, refuse, merge, count, word and draw as Python does:
on the shared cases, on any diaries, and on files that were damaged in any place."""

import copy
import itertools
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser, Page

import multifocal.web
import tests.web.conftest  # noqa: F401  (sets Django up: its words are the phone's)
from multifocal.body import Side
from multifocal.diary import (
    Bundle,
    Content,
    Entry,
    Force,
    Infusion,
    MovementStrength,
    Symptom,
    TaskEase,
    Visit,
    When,
    in_order,
    merge,
    new_entry,
    preview_import,
    read_bundle,
    write_bundle,
)
from multifocal.diary.infusion import RateStep, Reaction
from multifocal.diary.plain import (
    entry_from_plain,
    entry_to_plain,
    noun_from_plain,
    to_plain,
)
from multifocal.fault import Fault
from multifocal.report.diary import present_diary
from multifocal.report.diary.charts import diary_charts
from multifocal.report.diary.strength_lines import ordered_series
from multifocal.web.diary.entry_words import facts
from multifocal.web.export.phone.script_words import script_words
from multifocal.web.export.phone.shape import shape
from multifocal.words import initial
from tests.browser.file_server import Server
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
from tests.diary.made import MONDAY, day, diaries

STATIC = Path(multifocal.web.__file__).parent / "static"
EXAMPLE = Path(__file__).parents[2] / "examples" / "diary" / "version-1.json"
TABLES = {"shape": shape(), "words": script_words()}
BATCH = 200
PARTS = ("new", "same", "changed", "behind", "doubles", "followed", "missing")
BRIDGE = Path(__file__).with_name("phone_bridge.js").read_text("utf-8")


@contextmanager
def modules(browser: Browser, **more: Any) -> Iterator[Page]:
    """A page of the folder of static files: modules only, no site."""
    server = Server(STATIC, "/multifocal/phone/")
    made = browser.new_page(**more)
    made.goto(server.address)
    try:
        yield made
    finally:
        made.close()
        server.close()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for the tests that need no time zone of their own."""
    with modules(browser) as made:
        yield made


def asked(page: Page, ask: str, **given: Any) -> Any:
    return json.loads(page.evaluate(BRIDGE, [ask, json.dumps({**TABLES, **given})]))


def read_here(text: str) -> dict[str, Any]:
    try:
        return {"text": write_bundle(read_bundle(text.encode())).decode()}
    except Fault as fault:
        return {"faults": [[one.column, one.key] for one in fault.each]}


def any_diaries(count: int) -> list[tuple[tuple[Entry, ...], tuple[Entry, ...]]]:
    found: list[tuple[tuple[Entry, ...], tuple[Entry, ...]]] = []

    @settings(max_examples=count, deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(diaries(), diaries())
    def draw(here: tuple[Entry, ...], there: tuple[Entry, ...]) -> None:
        found.append((here, there))

    draw()
    return found


JUNK: tuple[Any, ...] = (
        "", " ", None, 0, 5, -3, True, [], {}, ["a", ""], "x" * 201, "7O", "007.50", "-0", "0.0",
        "1" * 13, "2026-02-30", "0000-01-01", "1899-12-31", "24:00", "9:30", "09:30:00", "09:30:07",
        "2026-03-02T09:30:00.5Z", "2026-03-02T09:30:00+01:00", "Mars", "Europe/Madrid", "a\nb",
        "a\rb", "\u2028", "\ufeff", "٣", "sign", "other", "give", {"day": "2026-03-02"},
        {"day": "2026-03-09", "clock": "10:00", "offset_minutes": 901}, 10**10)  # fmt: skip


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a page, by the keys that lead there."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner:
        yield (*way, key)
        if isinstance(one, dict | list):
            yield from places(one, (*way, key))


def damaged(count: int) -> list[str]:
    """The example with one place of it put, taken away, or joined by something unknown."""
    draw, whole = random.Random(20261129), json.loads(EXAMPLE.read_text("utf-8"))
    ways, found = list(places(whole)), []
    for _ in range(count):
        broken = copy.deepcopy(whole)
        *way, last = draw.choice(ways)
        there = broken
        for key in way:
            there = there[key]
        act = draw.random()
        if act < 0.75:
            there[last] = draw.choice(JUNK)
        elif act < 0.9:
            del there[last]
        elif isinstance(there, dict):
            there["unknown"] = 1
        found.append(json.dumps(broken))
    return found


def has_ids_of_its_own(case: dict[str, Any], ids: list[str]) -> bool:
    """Whether each entry that a form makes has its own id: of each hand, each further sign, and
    each further infusion that is planned."""
    kind, more = case["kind"], case["said"][1:]
    if kind == "force":
        told = [content["sign"] for _, content in case["said"] if "sign" in content]
        return ids in (["a"], ["l", "r", *told], ["a", *told])
    if kind == "infusion":
        return ids == ["a", *(f"row-{at}" for at in range(1, len(more) + 1))]
    return ids == ["a", *(content["sign"] for _, content in more)]


def test_the_shared_cases_hold_in_the_browser(browser: Browser) -> None:
    """What tests/diary/test_cases.py asks of Python, of the phone's modules."""
    contents, merging = cases("contents"), cases("merging")
    with modules(browser, timezone_id="Europe/Madrid") as page:
        texts = [json.dumps(bundle_of(case)) for case in contents]
        for case, found in zip(contents, asked(page, "read", texts=texts), strict=True):
            if case["faults"]:
                faults = [
                    [f"entries[0].versions[0].{column}", key] for column, key in case["faults"]
                ]
                assert found == {"faults": faults}, case
            else:
                (entry,) = json.loads(found["text"])["entries"]
                assert entry["versions"][0]["content"] == case.get("becomes", case["content"])
        pairs = [[notes(case["here"]), notes(case["there"])] for case in merging]
        for case, found in zip(merging, asked(page, "merge", pairs=pairs), strict=True):
            merged = {one["id"]: [v.get("content", {}).get("text") for v in one["versions"]]
                      for one in found["merged"]}  # fmt: skip
            assert merged == {entry_id(one): said for one, said in case["merged"].items()}, case
            for part, ids in found["parts"].items():
                assert ids == [entry_id(one) for one in case["parts"].get(part, [])], (case, part)
        whose = cases("whose")
        pairs = [[abouts(case["here"], "a"),
                  abouts(case["there"], "a" if case.get("same_entry") else "b")]
                 for case in whose]  # fmt: skip
        assert asked(page, "whose", pairs=pairs) == [case["people"] for case in whose]
        graded, apart = cases("urgency"), cases("days_since")
        assert asked(page, "urgency", some=graded) == [case["grade"] for case in graded]
        shown = [case for case in graded if "told" in case]
        assert asked(page, "told", some=shown) == [case["told"] for case in shown]
        company = cases("company")
        assert asked(page, "company", some=company) == [case["asked"] for case in company]
        doses = [{**case, "content": to_plain(noun_from_plain(Infusion, case["content"], "form"))}
                 for case in cases("doses")]  # fmt: skip
        assert asked(page, "doses", some=doses) == [case["asked"] for case in doses]
        units = cases("units")
        assert asked(page, "units", some=units) == [case["asked"] for case in units]
        for case in cases("alongside"):
            said, others = versions(case["said"]), versions(case["others"])
            pairs = [[said, others], [others[:1], [*said, *others[1:]]]]
            there, back = asked(page, "alongside", pairs=pairs)
            assert there["grade"] == case["grade"], case
            assert there["beside"] is not case.get("alone", False), case
            assert case.get("alone") or back["grade"] == case["grade"], case
            assert there["asked"] == case.get("asked", there["asked"]), case
        for case in cases("plans"):
            (found,) = asked(page, "plans", some=[planned(case["entries"])], day=case["day"])
            numbers = [case["plan"], case["later"]]
            assert found == [None if at is None else entry_id(f"{at:x}") for at in numbers], case
        for case in cases("been"):
            been = asked(page, "been", some=planned(case["entries"]), day=case["day"])
            assert [at for at, is_so in enumerate(been) if is_so] == case["been"], case
        for case in cases("oneself"):
            (told,) = asked(page, "oneself", some=[abouts_by_day(case["entries"])])
            assert told == {name: case[name] for name in ("about", "earlier")}, case
        days = asked(page, "daysSince", some=apart)
        assert days == pytest.approx([case["days"] for case in apart])
        filled, courses = cases("forms"), cases("cycles")
        forms = asked(page, "forms", some=filled)
        charted = asked(page, "courses", some=[course(case["entries"]) for case in courses])
    for case, form in zip(filled, forms, strict=True):
        ids = form.pop("ids", None)
        assert form == {name: case[name] for name in ("said", "faults") if name in case}, case
        assert ids is None or has_ids_of_its_own(case, ids), case
    for case, one in zip(courses, charted, strict=True):
        for cycle, expected in zip(one["cycles"], case["cycles"], strict=True):
            assert cycle["start"] == expected["start"]
            assert cycle["length_days"] == expected["length_days"]
            assert cycle["points"] == [pytest.approx(point) for point in expected["points"]]
        assert one["tables"] == [case["times"], *([case["overlaid"]] if case["overlaid"] else [])]


def test_a_clock_stands_where_its_zone_had_it(browser: Browser) -> None:
    for zone, some in itertools.groupby(cases("moments"), lambda one: one["zone"]):
        with modules(browser, timezone_id=zone) as page:
            wanted = list(some)
            for case, when in zip(wanted, asked(page, "moments", some=wanted), strict=True):
                assert when["offset_minutes"] == case["offset_minutes"], case
                assert when["zone"]  # some browsers have an older name for it


@pytest.mark.parametrize("count", [12, pytest.param(150, marks=pytest.mark.exhaustive)])
def test_entries_charts_and_report_are_worded_and_drawn_as_python_does(
    page: Page, count: int
) -> None:
    some = [read_bundle(EXAMPLE.read_bytes()).entries, *(here for here, _ in any_diaries(count))]
    some += [tuple(entry_from_plain(one, "entry") for one in course(case["entries"]))
             for case in cases("cycles")]  # fmt: skip
    some += [walked(), dosed(), told_again(), felt_after()]
    some += [tuple(entry_from_plain(one, "entry") for one in abouts_by_day(case["entries"]))
             for case in cases("oneself")]  # fmt: skip
    some += [
        hands("20 21 22", "18 19"),
        hands("20 21 22 23 24", "18"),
        hands("18", "18 20"),
        hands("20 21 9c", "18c 19c 20"),
        hands("20 21c", "18 17c"),
        hands("20c", "18"),
    ]
    given, wanted = [], []
    for entries in some:
        every = in_order(entries)
        drawn = [diary_charts(every, series) for series in ordered_series(every)]
        given.append({"some": [entry_to_plain(one) for one in entries],
                      "charts": [[one.svg for one in figures] for figures in drawn]})  # fmt: skip
        report = present_diary(entries, made_on=date(2026, 11, 29))
        wanted.append({
            "facts": [[[[f.label, f.value, *([f.brief] if f.brief else [])]
                        for f in facts(v.content, v.kind)] for v in one.versions
                       if v.content is not None and v.kind is not None] for one in entries],
            "lines": [[one.name, one.last] for one in report.strength],
            "shared": [one for one in report.strength_shared if "kPa" in one],
            "sides": list(report.sides), "tasks": list(report.tasks),
            "signs": list(report.signs), "symptoms": list(report.symptoms),
            "left_out": report.more_symptoms,
            "about": [[one.name, one.value] for one in report.facts], "period": report.period,
            "infusions": [[one.day, one.status, one.product, one.lots, one.dose, one.weight,
                           one.reactions] for one in report.infusions],
            "runs": [[one.day, one.ran, one.rates, one.premedication] for one in report.runs],
            "summary": list(report.infusion_summary),
            "more": report.more_infusions, "plans": list(report.plans), "visits": report.visits,
            "medicines": list(report.medicines), "more_medicines": report.more_medicines,
            "questions": list(report.questions), "notes": report.more_notes,
            "foot": report.foot,
            "chart": [one.text for one in report.charts],
            "charts": [[[one.text, [list(row) for row in one.table.rows], True]
                        for one in figures if one.table] for figures in drawn],
        })  # fmt: skip
    faults = [fault for case in cases("contents") if case["faults"] for fault in refused(case)]
    plain = [{"key": one.key, **one.parameters} for one in faults]
    assert asked(page, "faults", some=plain) == [initial(str(one.placed())) for one in faults]
    for one, other in zip(asked(page, "shown", diaries=given), wanted, strict=True):
        assert one == other


def walked() -> tuple[Entry, ...]:
    """Plans ahead and behind, infusions with and without reactions, visits, and a grade."""
    told: list[tuple[int, Content]] = [
        (0, Infusion("given", dose=Decimal(80), dose_unit="g",
                     reactions=(Reaction("sign", "chest_pain"), Reaction("rash")))),
        (1, Infusion("given", dose=Decimal(80), dose_unit="g", words="a tight chest")),
        (2, Infusion("late", planned_for=day(1), reactions=(Reaction("nausea"),))),
        *((at, Infusion("given", dose=Decimal(9), dose_unit="g",
                        reactions=(Reaction("chills"), Reaction("rash"))))
          for at in range(20, 320, 7)),
        (400, Infusion("missed")), (430, Infusion("planned")), (431, Infusion("planned")),
        *((at, Infusion("planned")) for at in range(800, 1200, 30)),
        *((at, Visit(f"nurse {at}", "happened", "all well")) for at in range(5, 50, 5)),
        (60, Visit("Dr. A", "missed")), (70, Visit("Dr. B", "planned")),
        (900, Visit("Dr. C", "planned")),
        (8, MovementStrength("wrist_extension", "left", mrc="4-")),
        (9, MovementStrength("wrist_extension", "left", ease="hard")),
        (8, MovementStrength("pronation", "left", mrc="4")),
        (9, MovementStrength("pronation", "left", ease="easy")),
        (9, MovementStrength("pronation", "right", ease="hard")),
        (10, MovementStrength("pronation", "right", mrc="3")),
        *((at, Force("grip", "right", "kg", (Decimal(20), Decimal(22)))) for at in (0, 9, 400)),
    ]  # fmt: skip
    made = [new_entry(content, day(at), MONDAY) for at, content in told]
    passed = [new_entry(Infusion("planned"), day(at), MONDAY) for at in range(500, 512)]
    return (*made, *passed)


def felt_after() -> tuple[Entry, ...]:
    """Symptoms on the days of infusions and around them."""
    told: list[tuple[int, Content]] = [
        (0, Infusion("given", reactions=(Reaction("sign", "bad_headache"), Reaction("rash")))),
        (0, Symptom("pain", "region", "head")), (1, Symptom("pain", "region", "head")),
        (1, Symptom("fatigue")), (1, Symptom("weakness", "region", "hand")),
        (1, Symptom("other", words="a rash")), (1, Symptom("other", sign="bad_headache")),
        (1, Symptom("other", sign="fever")), (2, Symptom("cramp")),
        (3, Symptom("numbness", "nerve", "ulnar", "left")), (4, Infusion("missed")),
        (4, Symptom("pain")), (30, Infusion("late")), (31, Symptom("tingling", "muscle", "fdi")),
    ]  # fmt: skip
    return tuple(new_entry(content, day(at), MONDAY) for at, content in told)


def told_again() -> tuple[Entry, ...]:
    """Tasks, movements and weakness that are told again, with and without a change between."""
    zip_, key = TaskEase("cannot", "zip", side="right"), TaskEase("cannot", "key_turn")
    hard = MovementStrength("thumb_abduction", "right", ease="hard")
    told: list[Content] = [
        zip_, key, zip_, TaskEase("easy", "key_turn"), key, Symptom("weakness"), zip_,
        Symptom("weakness"), hard, MovementStrength("thumb_abduction", "right", "4"), hard,
        MovementStrength("thumb_abduction", "left", "4", ease="hard"),
        Symptom("wasting", "muscle", "fdi"), Symptom("wasting", "muscle", "fdi"),
    ]  # fmt: skip
    return tuple(new_entry(one, day(at), MONDAY) for at, one in enumerate(told))


def dosed() -> tuple[Entry, ...]:
    """Infusions whose dose changed, with times and rates that are told in part."""

    def later(number: int, hours: int) -> When:
        return When.of(MONDAY + timedelta(days=number, hours=hours))

    rates = (RateStep(Decimal("30.0"), "mL/h", 30), RateStep(Decimal("2.5"), "mL/min"))
    sixty: dict[str, Any] = {"dose": Decimal(60), "dose_unit": "g"}
    seventy: dict[str, Any] = {"dose": Decimal(70), "dose_unit": "g"}
    told: list[tuple[When, Content]] = [
        (day(0), Infusion("given", "intravenous", "Example", **sixty, ended=later(0, 4))),
        (day(7), Infusion("given", "subcutaneous")),
        (day(14), Infusion("missed", "subcutaneous")),
        (day(28), Infusion("given", **sixty, ended=later(28, 16), rate_steps=rates,
                           premedication=("paracetamol", "cetirizine"))),
        (When(day(56).day), Infusion("late", **seventy, ended=When(day(57).day),
                                     rate_steps=rates[1:])),
        (day(84), Infusion("given", premedication=("paracetamol",))),
        (day(112), Infusion("given", **seventy, rate_steps=rates)),
    ]  # fmt: skip
    return tuple(new_entry(content, when, MONDAY) for when, content in told)


def hands(right: str, left: str) -> tuple[Entry, ...]:
    """Grips of both hands, a day each; "9c": 9 kg in the cold."""
    both: tuple[tuple[Side, str], ...] = (("right", right), ("left", left))
    return tuple(
        new_entry(
            Force(
                "grip", side, "kg", (Decimal(value.rstrip("c")),), cold=value.endswith("c") or None
            ),
            day(at),
            MONDAY,
        )
        for side, values in both
        for at, value in enumerate(values.split())
    )


def refused(case: dict[str, Any]) -> tuple[Fault, ...]:
    with pytest.raises(Fault) as fault:
        read_bundle(json.dumps(bundle_of(case)).encode())
    return fault.value.each


@pytest.mark.parametrize("count", [15, pytest.param(120, marks=pytest.mark.exhaustive)])
def test_any_diary_is_read_written_and_merged_as_python_does(page: Page, count: int) -> None:
    pairs = any_diaries(count)
    texts = [write_bundle(Bundle(here, MONDAY)).decode() for here, _ in pairs]
    assert asked(page, "read", texts=texts) == [{"text": text} for text in texts]
    plain = [[[entry_to_plain(one) for one in some] for some in pair] for pair in pairs]
    for (here, there), found in zip(pairs, asked(page, "merge", pairs=plain), strict=True):
        assert found["merged"] == [entry_to_plain(one) for one in merge(here, there)]
        seen = preview_import(here, there)
        for part in PARTS:
            assert found["parts"][part] == sorted(one.id for one in getattr(seen, part)), part
        assert found["parts"]["conflicts"] == sorted(one.here.id for one in seen.conflicts)


@pytest.mark.parametrize("count", [60, pytest.param(2_000, marks=pytest.mark.exhaustive)])
def test_a_file_damaged_anywhere_is_refused_for_the_same_reasons(page: Page, count: int) -> None:
    every = damaged(count)
    for at in range(0, count, BATCH):
        texts = every[at : at + BATCH]
        for text, found in zip(texts, asked(page, "read", texts=texts), strict=True):
            assert found == read_here(text), text
