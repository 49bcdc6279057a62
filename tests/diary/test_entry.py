"""Entries: their history, their time, what of them stands on the graded list, and their faults."""

import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from multifocal.diary import (
    About,
    Content,
    Force,
    Infusion,
    MovementStrength,
    Note,
    RateStep,
    Reaction,
    Score,
    Supply,
    Symptom,
    TaskEase,
    Visit,
    When,
    in_order,
    new_entry,
    urgency,
)
from multifocal.diary.strength import MRC_GRADES
from multifocal.diary.symptom import GRADED, SIGNS, Sign
from multifocal.fault import Fault
from multifocal.localize import GRADES
from multifocal.words import say
from tests.diary.made import MONDAY, day


def test_a_corrected_entry_says_what_it_said_before() -> None:
    entry = new_entry(Note("left"), day(0), MONDAY)
    corrected = entry.corrected(day(1), Note("right"), MONDAY + timedelta(days=1))
    assert corrected.content == Note("right") and corrected.id == entry.id
    assert corrected.former == entry.versions and corrected.created == entry.created
    assert corrected.corrected(day(1), Note("right"), MONDAY + timedelta(days=2)) is corrected
    removed = corrected.removed(MONDAY + timedelta(days=3))
    assert removed.deleted and len(removed.former) == 2 and in_order([removed]) == ()
    back = removed.corrected(day(1), Note("right"), MONDAY + timedelta(days=4))
    assert not back.deleted
    with pytest.raises(Fault, match="erased"):
        back.wiped(MONDAY + timedelta(days=5)).corrected(day(0), Note("x"), MONDAY)


def test_a_moment_keeps_its_zone_and_days_are_counted_through_a_change_of_clocks() -> None:
    before = When.of(datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/Madrid")))
    after = When.of(datetime(2026, 3, 29, 12, tzinfo=ZoneInfo("Europe/Madrid")))
    assert (before.zone, before.offset_minutes, after.offset_minutes) == ("Europe/Madrid", 60, 120)
    assert after.days_since(before) == pytest.approx(23 / 24)
    assert after.days_since(When(date(2026, 3, 20))) == 9.0
    assert before.order < When(date(2026, 3, 29)).order < When(date(2026, 3, 30)).order
    home, away = When.of(MONDAY), When.of(MONDAY.astimezone(ZoneInfo("Asia/Tokyo")))
    assert away.days_since(home) == 0 and away.clock == time(18, 30)


GOOD_GRIP: dict[str, object] = {
    "measure": "grip", "side": "left", "unit": "kPa", "tries": (Decimal(40),),
}  # fmt: skip


@pytest.mark.parametrize(
    ("make", "columns"),
    [
        (lambda: Force("grip", "both", "stone", ()), ["side", "unit", "tries"]),  # type: ignore
        (lambda: Force("grip", "left", "kg", (Decimal(500),)), ["tries"]),
        (lambda: Force("grip", "left", "kg", (Decimal(-1), Decimal("NaN"))), ["tries"] * 2),
        (lambda: Force("grip", "left", "kg", (Decimal(9),) * 11), ["tries"]),
        (lambda: MovementStrength("flying", "left", "6"), ["movement", "mrc"]),  # type: ignore
        (lambda: MovementStrength("wrist_extension", "left"), ["ease"]),
        (lambda: TaskEase("hard"), ["task"]),
        (lambda: TaskEase("hard", "juggling"), ["task"]),
        (lambda: Symptom("cramp", "muscle", "hand"), ["place"]),
        (lambda: Symptom("cramp", place="hand"), ["scope"]),
        (lambda: Symptom("other"), ["words"]),
        (lambda: Infusion("given", dose=Decimal(70), weight_unit="kg"), ["dose_unit", "weight"]),
        (lambda: Infusion("given", weight=Decimal(715), weight_unit="kg"), ["weight"]),
        (lambda: Infusion("given", lots=("",), premedication=("a\x00",)),
         ["lots", "premedication"]),
        (lambda: RateStep(Decimal(-1), "mL/h", -3), ["rate", "minutes"]),
        (lambda: Reaction("sign"), ["sign"]),
        (lambda: Note("x" * 4001), ["text"]),
        (lambda: Note(" "), ["text"]),
        (lambda: Supply("", "used", Decimal(1)), ["item", "item"]),
        (lambda: Visit("", "later"), ["who", "who", "status"]),  # type: ignore
        (lambda: Score("x", Decimal("1e20")), ["number"]),
        (lambda: About(since="2021-13", reflexes="brisk"), ["since", "reflexes"]),  # type: ignore
        (lambda: About(since="2021-02-30"), ["since"]),
        (lambda: When(date(1800, 1, 1)), ["day"]),
        (lambda: When(date(2026, 1, 1), time(9)), ["offset_minutes"]),
        (lambda: When(date(2026, 1, 1), zone="Europe/Madrid"), ["zone"]),
        (lambda: When.of(datetime(2026, 1, 1)), ["offset_minutes"]),
        (lambda: new_entry(Note("x"), day(0), datetime(2026, 1, 1)), ["written"]),
        (lambda: new_entry(Note("x"), day(0), MONDAY, "7"), ["id"]),
        (lambda: new_entry(Infusion("given", ended=day(0)), day(1), MONDAY), ["ended"]),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_field_and_all_at_once(
    make: Callable[[], object], columns: list[str]
) -> None:
    with pytest.raises(Fault) as fault:
        make()
    assert [one.column for one in fault.value.each] == columns
    assert all(one.problem and one.remedy for one in fault.value.each)


def test_measures_stand_as_they_were_taken() -> None:
    grip = Force("grip", "left", "kPa", (Decimal("40.50"), Decimal(0)), "vigorimeter")
    assert str(grip.best) == "40.50" and grip.series == ("grip", "left", "kPa", "vigorimeter")
    assert grip.series != Force("grip", "left", "kPa", (Decimal(1),)).series
    assert MRC_GRADES == GRADES


WORDS_OF_A_SIGN = {
    "chest_pain": "chest", "breathing": "breathing", "swollen_face": "face",
    "one_side": "one side", "confusion": "confusion", "headache_with": "stiff neck",
    "swallowing": "swallowing", "spreading": "spreads", "bladder": "bladder",
    "swollen_limb": "swollen", "dark_urine": "urine", "little_urine": "little urine",
    "fever": "fever", "bad_headache": "bad headache", "hives": "hives",
    "newly_weak": "newly weak", "wears_off": "wears off", "missed_dose": "missed",
    "before_steroid": "steroid",
}  # fmt: skip


def test_the_signs_are_those_of_the_graded_list_in_its_order() -> None:
    page = files("multifocal.web.site").joinpath("content", "en", "emergency.toml")
    listed = {
        one["id"]: [paragraph["text"].lower() for paragraph in one["paragraph"]]
        for one in tomllib.loads(page.read_text("utf-8"))["sign"]
    }
    assert list(listed) == list(GRADED)
    assert "grew over one to four weeks" in listed["today"].pop()  # on the list alone
    for grade, signs in GRADED.items():
        assert len(listed[grade]) == len(signs)
        for sign, text in zip(signs, listed[grade], strict=True):
            assert WORDS_OF_A_SIGN[sign] in text
    assert [sign for signs in GRADED.values() for sign in signs] == list(SIGNS)


@pytest.mark.parametrize(
    ("sign", "parts"),
    [
        ("breathing", ("breathing", "blue lips")),
        ("swollen_face", ("face", "throat", "wheeze", "fainting")),
        ("one_side", ("sudden", "one side", "arm", "leg", "drooping face", "speaking")),
        ("headache_with", ("fever", "stiff neck", "drowsiness", "rash", "light", "worst ever")),
        ("bladder", ("bladder", "bowel", "numbness between the legs")),
        ("swollen_limb", ("leg", "arm", "warm, red")),
        ("dark_urine", ("brown", "red", "yellow eyes", "pale", "racing heart")),
        ("missed_dose", ("infusion", "dose")),
    ],
)
def test_a_sign_of_several_parts_is_said_with_all_of_them(
    sign: Sign, parts: tuple[str, ...]
) -> None:
    """Who ticked it because of one part must not be read as having another."""
    page = files("multifocal.web.site").joinpath("content", "en", "emergency.toml")
    listed = page.read_text("utf-8").lower()
    said = say(f"diary.sign.{sign}")
    for part in parts:
        assert part in said and part in listed


@pytest.mark.parametrize(
    ("content", "grade"),
    [
        (Infusion("given", reactions=(Reaction("chills"), Reaction("sign", "hives"))), "today"),
        (Infusion("given", reactions=(Reaction("sign", "fever"), Reaction("sign", "breathing"))),
         "now"),
        (Infusion("missed"), "this-week"),
        (Symptom("weakness", "region", "hand", "left", "newly_weak"), "this-week"),
        (Symptom("weakness", "region", "hand", "left"), None),
        (Note("chest pain"), None),  # free text is not searched, and the page says so
    ],
)  # fmt: skip
def test_the_most_urgent_sign_is_said(content: Content, grade: str | None) -> None:
    assert urgency([content]) == grade
    assert urgency([content, Symptom("other", sign="chest_pain")]) == "now"


def test_written_moments_are_in_utc_to_the_millisecond() -> None:
    madrid = datetime(2026, 7, 1, 12, 0, 0, 123456, ZoneInfo("Europe/Madrid"))
    entry = new_entry(Note("x"), day(0), madrid)
    assert entry.created == datetime(2026, 7, 1, 10, 0, 0, 123000, UTC)


def test_a_clock_that_was_set_back_puts_no_correction_before_what_it_corrects() -> None:
    entry = new_entry(Note("x"), day(0), MONDAY)
    earlier = MONDAY - timedelta(days=1)
    corrected = entry.corrected(day(0), Note("y"), earlier).corrected(day(0), Note("z"), earlier)
    times = [one.written for one in corrected.removed(earlier).versions]
    assert len(times) == 4 and times == sorted(set(times))


def test_two_signs_of_today_together_are_now_as_the_list_says() -> None:
    one, other = (Symptom("other", sign=sign) for sign in GRADED["today"][:2])
    assert urgency([one]) == urgency([one, one]) == "today"
    assert urgency([one, other]) == "now"


def test_pain_marked_in_the_chest_is_the_lists_chest_pain() -> None:
    assert urgency([Symptom("pain", "region", "chest")]) == "now"
    assert urgency([Symptom("pain", "region", "hand")]) is None
    assert urgency([Symptom("cramp", "region", "chest")]) is None


def test_a_deleted_entry_comes_back_as_it_was_and_an_erased_one_does_not() -> None:
    entry = new_entry(Note("first"), day(0), MONDAY).corrected(day(1), Note("second"), MONDAY)
    deleted = entry.removed(MONDAY)
    back = deleted.put_back(MONDAY)
    assert (back.when, back.content) == (day(1), Note("second"))
    assert back.former == deleted.versions
    assert back.put_back(MONDAY) is back
    with pytest.raises(Fault, match="erased"):
        deleted.wiped(MONDAY).put_back(MONDAY)


def test_what_was_worked_out_goes_with_the_entries_and_not_with_others() -> None:
    some = in_order([new_entry(Note("one"), day(0), MONDAY)])
    asked = []
    for _ in range(2):
        assert some.worked_out("count", lambda: asked.append(1) or len(some)) == 1
    assert len(asked) == 1
    assert in_order(some) is some
    assert in_order([]).worked_out("count", lambda: 0) == 0
