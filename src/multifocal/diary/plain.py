"""Entries as JSON's own kinds and back. All faults of a bundle are said at once."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, Final, Literal, TypeVar, get_args, get_origin, get_type_hints

from multifocal.diary.checks import day_plausible, refuse
from multifocal.diary.entry import KINDS, Entry, Version
from multifocal.fault import Fault, quoted, together

T = TypeVar("T")

_DECIMAL: Final = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)
_TIME: Final = re.compile(r"\d\d:\d\d(:\d\d)?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WRITTEN: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
_ENTRY: Final = ("id", "versions")
_VERSION: Final = ("written", "when", "kind", "content")


@cache
def hints(kind: type) -> Mapping[str, Any]:
    """The types of a noun's fields."""
    return get_type_hints(kind)


@cache
def bare(hint: Any) -> Any:
    """The type without "or None"."""
    some = [one for one in get_args(hint) if one is not NoneType]
    return some[0] if NoneType in get_args(hint) else hint


@cache
def _shape(hint: Any) -> tuple[Any, Any, tuple[Any, ...]]:
    """The bare type, what it is made of, and its parts: asked for each value of each entry."""
    kind = bare(hint)
    return kind, get_origin(kind), get_args(kind)


@cache
def _fields(kind: type) -> Mapping[str, Field[Any]]:
    return {one.name: one for one in fields(kind)}


def to_plain(value: Any) -> Any:
    """A noun as JSON holds it. What is None or empty is left out; false is written."""
    if is_dataclass(value) and not isinstance(value, type):
        named = ((name, getattr(value, name)) for name in _fields(type(value)))
        return {name: to_plain(one) for name, one in named if one is not None and one != ()}
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03d}Z"
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    return value.isoformat() if isinstance(value, date) else value


def entry_to_plain(entry: Entry) -> dict[str, Any]:
    """An entry as JSON holds it."""
    return {"id": entry.id, "versions": [version_to_plain(one) for one in entry.versions]}


def version_to_plain(version: Version) -> dict[str, Any]:
    """A version as JSON holds it; a deletion has neither kind nor content."""
    page = {"written": to_plain(version.written), "when": to_plain(version.when)}
    if version.content is not None:
        page |= {"kind": version.kind, "content": to_plain(version.content)}
    return page


def entry_from_plain(value: object, where: str) -> Entry:
    """The entry that a JSON object says; Fault with all that is wrong in it."""
    page = _object(value, where, _ENTRY)
    faults: list[Fault] = []
    versions: list[Version] = []
    listed = page.get("versions")
    if not isinstance(listed, list):
        faults.append(Fault("diary.shape.list", column=f"{where}.versions"))
        listed = []
    for at, one in enumerate(listed):
        try:
            versions.append(version_from_plain(one, f"{where}.versions[{at}]"))
        except Fault as fault:
            faults.append(fault)
    if not isinstance(page.get("id"), str):
        faults.append(Fault("diary.id", column=f"{where}.id"))
    if faults:
        raise together(faults)
    return _made(Entry, {"id": page["id"], "versions": tuple(versions)}, where)


def version_from_plain(value: object, where: str) -> Version:
    """The version that a JSON object says; Fault with all that is wrong in it."""
    page = _object(value, where, _VERSION)
    faults: list[Fault] = []
    parts: dict[str, Any] = {"content": None}
    kind = page.get("kind")
    wanted: dict[str, Any] = {"written": datetime, "when": hints(Version)["when"]}
    if kind is not None or page.get("content") is not None:
        if isinstance(kind, str) and kind in KINDS:
            wanted["content"] = KINDS[kind]
        else:
            faults.append(Fault("diary.choice", word=quoted(str(kind)), known=tuple(KINDS),
                                column=f"{where}.kind"))  # fmt: skip
    for name, hint in wanted.items():
        try:
            parts[name] = _read(hint, page.get(name), f"{where}.{name}")
        except Fault as fault:
            faults.append(fault)
    if faults:
        raise together(faults)
    return _made(Version, parts, where)


def noun_from_plain(kind: type, value: object, where: str) -> Any:
    """The noun `kind` that a JSON object says; Fault with all that is wrong in it."""
    named = _fields(kind)
    page = _object(value, where, tuple(named))
    faults: list[Fault] = []
    parts: dict[str, Any] = {}
    for name, field in named.items():
        if page.get(name) is None:
            if field.default is MISSING:
                faults.append(Fault("diary.needed", column=f"{where}.{name}"))
            continue
        try:
            parts[name] = _read(hints(kind)[name], page[name], f"{where}.{name}")
        except Fault as fault:
            faults.append(fault)
    if faults:
        raise together(faults)
    return _made(kind, parts, where)


def _made(kind: type[T], parts: dict[str, Any], where: str) -> T:
    try:
        return kind(**parts)
    except Fault as fault:
        placed = [one.placed(column=f"{where}.{one.column}") for one in fault.each]
        raise together(placed) from None


def _object(value: object, where: str, known: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Fault("diary.shape.object", column=where)
    unknown = [one for one in value if one not in known]
    if unknown:
        raise together(
            [Fault("diary.unknown_field", word=quoted(str(one)), column=where) for one in unknown]
        )
    return value


def _read(hint: Any, value: object, where: str) -> Any:
    kind, origin, parts = _shape(hint)
    if origin is Literal:
        if value not in parts or not isinstance(value, str):
            raise Fault("diary.choice", word=quoted(str(value)), known=parts, column=where)
        return value
    if origin is tuple:
        return _list(parts[0], value, where)
    if is_dataclass(kind) and isinstance(kind, type):
        return noun_from_plain(kind, value, where)
    return _simple(kind, value, where)


def _list(hint: Any, value: object, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise Fault("diary.shape.list", column=where)
    items, faults = [], []
    for at, one in enumerate(value):
        try:
            items.append(_read(hint, one, f"{where}[{at}]"))
        except Fault as fault:
            faults.append(fault)
    if faults:
        raise together(faults)
    return tuple(items)


def _simple(kind: Any, value: object, where: str) -> Any:
    text = value if isinstance(value, str) else ""
    if kind is Decimal:
        if not _DECIMAL.fullmatch(text):
            raise Fault("diary.number", column=where)
        return Decimal(text)
    if kind is bool or kind is int:
        if type(value) is not kind or (kind is int and abs(int(str(value))) > 10**9):
            raise Fault("diary.shape.truth" if kind is bool else "diary.number", column=where)
        return value
    if kind is str:
        if not isinstance(value, str):
            raise Fault("diary.text", column=where)
        return value
    return _moment(kind, text, where)


def _moment(kind: Any, text: str, where: str) -> Any:
    shape = {date: _DAY, time: _TIME, datetime: _WRITTEN}[kind]
    try:
        if not shape.fullmatch(text):
            raise ValueError
        found = kind.fromisoformat(text)
    except ValueError:
        raise Fault("diary.moment", word=quoted(text), column=where) from None
    if isinstance(found, datetime):  # a time zone would lead out of the calendar
        refuse(day_plausible(where, found.date()))
    return found
