"""Two copies of a diary become one: nothing is lost, nothing comes twice."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings

from multifocal.diary import Entry, Force, Note, merge, new_entry, preview_import
from multifocal.diary.entry import doubles
from multifocal.diary.merging import resolved
from tests.diary.made import MONDAY, day, diaries

GRIP = Force("grip", "right", "kg", (Decimal("18.5"), Decimal(19)))
WEAKER = Force("grip", "right", "kg", (Decimal(15),))
ID = "7d44e1c4-2d1a-4bd8-9c6e-0c6d0c3f3a01"


def statements(entries: tuple[Entry, ...]) -> set[object]:
    return {(one.when, one.content) for one in entries if not one.deleted}


@settings(max_examples=10, deadline=None)
@given(diaries(), diaries())
def test_merging_again_changes_nothing(here: tuple[Entry, ...], there: tuple[Entry, ...]) -> None:
    whole = merge(here, there)
    assert merge(whole, there) == whole
    assert merge(whole, here) == whole
    assert merge(whole, whole) == whole


@settings(max_examples=10, deadline=None)
@given(diaries(), diaries())
def test_the_order_does_not_matter(here: tuple[Entry, ...], there: tuple[Entry, ...]) -> None:
    one, other = merge(here, there), merge(there, here)
    if not preview_import(here, there).doubles and not preview_import(there, here).doubles:
        assert one == other
    assert statements(one) == statements(other)


@settings(max_examples=10, deadline=None)
@given(diaries(), diaries())
def test_every_version_of_both_is_still_there(
    here: tuple[Entry, ...], there: tuple[Entry, ...]
) -> None:
    whole = {one.id: one for one in merge(here, there)}
    left_out = {one.id for one in preview_import(here, there).doubles}
    for one in (*here, *there):
        if one.id in left_out or whole[one.id].erased:
            continue
        assert set(one.versions) <= set(whole[one.id].versions)


@settings(max_examples=10, deadline=None)
@given(diaries(), diaries())
def test_every_entry_of_the_file_is_previewed_once(
    here: tuple[Entry, ...], there: tuple[Entry, ...]
) -> None:
    seen = preview_import(here, there)
    ids = [one.id for part in (seen.new, seen.same, seen.changed, seen.behind, seen.doubles)
           for one in part] + [one.here.id for one in seen.conflicts]  # fmt: skip
    assert sorted(ids) == sorted(one.id for one in there)


def test_a_correction_on_the_phone_reaches_the_machine() -> None:
    entry = new_entry(GRIP, day(0), MONDAY, ID)
    corrected = entry.corrected(day(0), WEAKER, MONDAY + timedelta(hours=1))
    seen = preview_import([entry], [corrected])
    assert seen.changed == (corrected,)
    assert merge([entry], [corrected]) == (corrected,)
    assert corrected.former[0].content == GRIP
    assert preview_import([corrected], [entry]).behind == (corrected,)


def test_what_was_changed_in_both_places_is_a_conflict_that_loses_neither() -> None:
    entry = new_entry(GRIP, day(0), MONDAY, ID)
    here = entry.corrected(day(0), WEAKER, MONDAY + timedelta(hours=1))
    there = entry.corrected(day(1), GRIP, MONDAY + timedelta(hours=2))
    (conflict,) = preview_import([here], [there]).conflicts
    assert conflict.merged.content == GRIP and conflict.merged.when == day(1)
    assert {one.content for one in conflict.merged.versions} == {GRIP, WEAKER}
    mine = resolved(conflict, "here", MONDAY + timedelta(hours=3))
    assert mine.content == WEAKER and len(mine.versions) == 4
    assert preview_import([mine], [there]).behind == (mine,)


def test_a_form_sent_again_is_no_second_entry() -> None:
    first = new_entry(GRIP, day(0), MONDAY, ID)
    again = new_entry(GRIP, day(0), MONDAY, ID)
    assert merge([first], [again]) == (first,)


def test_the_same_under_another_id_is_a_double_and_is_left_out() -> None:
    first, again = new_entry(GRIP, day(0), MONDAY), new_entry(GRIP, day(0), MONDAY)
    other = new_entry(Note("cold"), day(0), MONDAY)
    assert doubles(again, [first, other]) == (first,)
    assert preview_import([first], [again, other]).doubles == (again,)
    assert set(merge([first], [again, other])) == {first, other}


def test_what_was_deleted_stays_deleted_and_what_was_erased_is_gone() -> None:
    entry = new_entry(Note("private"), day(0), MONDAY, ID)
    later = MONDAY + timedelta(hours=1)
    removed, wiped = entry.removed(later), entry.wiped(later)
    assert merge([removed], [entry]) == (removed,) and removed.former[0].content
    assert merge([wiped], [entry]) == merge([entry], [wiped]) == (wiped,)
    assert wiped.former == () and "private" not in repr(wiped)


def test_replacing_says_what_would_go() -> None:
    mine, theirs = new_entry(GRIP, day(0), MONDAY), new_entry(WEAKER, day(1), MONDAY)
    seen = preview_import([mine], [theirs])
    assert seen.missing == (mine,) and seen.new == (theirs,)


def test_a_double_that_was_corrected_since_does_not_come_in_as_new() -> None:
    """A measure told twice, under two ids: whichever is corrected, one measure stays, corrected."""
    mine, double = new_entry(GRIP, day(0), MONDAY), new_entry(GRIP, day(0), MONDAY)
    later = MONDAY + timedelta(hours=1)
    here = mine.corrected(day(0), WEAKER, later)
    assert preview_import([here], [double]).doubles == (double,)
    assert merge([here], [double]) == (here,)
    there = double.corrected(day(0), WEAKER, later)
    seen = preview_import([mine], [there])
    assert (seen.new, seen.doubles) == ((), (there,))
    (followed,) = seen.followed
    assert followed.id == mine.id and followed.content == WEAKER
    assert followed.former[0].content == GRIP
    assert merge([mine], [there]) == merge([followed], [there]) == (followed,)


def test_two_equal_measures_are_two_and_a_correction_counts_for_one() -> None:
    first, second = new_entry(GRIP, day(0), MONDAY), new_entry(GRIP, day(0), MONDAY)
    corrected = first.corrected(day(0), WEAKER, MONDAY + timedelta(hours=1))
    assert set(merge([first, second], [corrected])) == {corrected, second}
    third = new_entry(GRIP, day(0), MONDAY)
    whole = merge([corrected], [second, third])
    assert len(whole) == 2 and statements(whole) == {(day(0), GRIP), (day(0), WEAKER)}
    assert merge(whole, [second, third]) == whole


def test_a_double_deleted_there_takes_nothing_away_here() -> None:
    mine, double = new_entry(GRIP, day(0), MONDAY), new_entry(GRIP, day(0), MONDAY)
    gone = double.removed(MONDAY + timedelta(hours=1))
    assert statements(merge([mine], [gone])) == {(day(0), GRIP)}
