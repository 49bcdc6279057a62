"""Diaries for tests: by hand, and any that can be written (hypothesis)."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from multifocal.diary import KINDS, Content, Entry, Version, When
from multifocal.diary.plain import bare, hints
from multifocal.diary.strength import movements
from multifocal.diary.symptom import SCOPES, places
from multifocal.fault import Fault

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def day(number: int) -> When:
    """A morning, so many days after a Monday of March 2026."""
    return When.of(MONDAY + timedelta(days=number))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
NUMBERS = st.decimals(Decimal("0.1"), Decimal("2.9"), places=1)
WHENS = st.one_of(
    st.builds(When, DAYS),
    st.builds(
        When,
        DAYS,
        st.times().map(lambda one: one.replace(microsecond=0)),
        st.integers(-720, 840),
        st.sampled_from([None, "Europe/Madrid", "America/Argentina/Ushuaia"]),
    ),
)
WRITTEN = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 3)).map(
    lambda one: one.replace(tzinfo=UTC)
)


def of_hint(hint: Any) -> SearchStrategy[Any]:
    """Any value of a field's type."""
    kind = bare(hint)
    if kind != hint:
        return st.none() | of_hint(kind)
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is tuple:
        return st.lists(of_hint(get_args(kind)[0]), max_size=3).map(tuple)
    if kind is When:
        return WHENS
    if is_dataclass(kind) and isinstance(kind, type):
        return noun(kind)
    simple: dict[Any, SearchStrategy[Any]] = {
        str: TEXTS, Decimal: NUMBERS, date: DAYS, bool: st.booleans(), time: st.times(),
        int: st.integers(0, 600),
    }  # fmt: skip
    return simple[kind]


@st.composite
def noun(draw: Any, kind: type) -> Any:
    """Any value of a noun that the noun itself takes."""
    for _ in range(20):
        parts = {one.name: draw(of_hint(hints(kind)[one.name])) for one in fields(kind)}
        if "movement" in parts:
            parts["movement"] = draw(st.sampled_from(movements()))
        if "own" in parts:
            parts["task"] = draw(st.sampled_from([None, "zip"]))
        if "place" in parts:
            scope = parts["scope"]
            parts["place"] = draw(st.sampled_from(places(scope))) if scope in SCOPES else None
        if parts.get("dose", 0) is not None and parts.get("dose_unit", 0) is None:
            parts["dose_unit"] = "g"
        if "weight" in parts:
            parts["weight"] = draw(st.none() | st.decimals(40, 90, places=1))
        if "since" in parts:
            parts["since"] = draw(st.sampled_from([None, "2021", "2021-03", "2021-03-31"]))
        if "dose_unit" in parts and parts["dose"] is None:
            parts["dose_unit"] = None
        if "weight_unit" in parts:
            parts["weight_unit"] = None if parts["weight"] is None else "kg"
        parts.pop("ended", None)
        try:
            return kind(**parts)
        except Fault:
            continue
    return draw(st.nothing())


CONTENTS: SearchStrategy[Content] = st.one_of([noun(kind) for kind in KINDS.values()])


@st.composite
def entries(draw: Any, ids: SearchStrategy[str]) -> Entry:
    """Any entry: new, corrected, deleted, brought back, or erased."""
    key = draw(ids)
    times = sorted(draw(st.lists(WRITTEN, min_size=1, max_size=4)))
    versions = [Version(times[0], draw(WHENS), draw(CONTENTS))]
    for moment in times[1:]:
        content = draw(st.none() | CONTENTS)
        versions.append(Version(moment, draw(WHENS), content))
    made = Entry(key, tuple(versions))
    return made.wiped(times[-1]) if draw(st.integers(0, 9)) == 0 else made


IDS = st.sampled_from([f"00000000-0000-4000-8000-00000000000{n}" for n in range(6)])


@st.composite
def diaries(draw: Any) -> tuple[Entry, ...]:
    """Any few entries; two diaries share some ids."""
    some = draw(st.lists(entries(IDS), max_size=4, unique_by=lambda one: one.id))
    return tuple(some)
