"""Frozen dataclasses to plain JSON values and back, checked field by field.

Knows what the nouns of a study are made of: numbers, words, truths, literals, dates, decimals,
tuples and other dataclasses. Arrays are left to the caller.
"""

import math
import types
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from multifocal.fault import Fault, quoted

MOST_LETTERS: Final = 200


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def to_plain(noun: Any, leave_out: Iterable[str] = ()) -> Any:
    """The value as JSON holds it; fields of dataclasses that are None or empty are left out."""
    if is_dataclass(noun) and not isinstance(noun, type):
        values = {
            field.name: getattr(noun, field.name)
            for field in fields(noun)
            if field.name not in leave_out
        }
        return {name: to_plain(value) for name, value in values.items() if value not in (None, ())}
    if isinstance(noun, tuple | list):
        return [to_plain(each) for each in noun]
    if isinstance(noun, Decimal):
        return format(noun, "f")
    if isinstance(noun, date):
        return noun.isoformat()
    if isinstance(noun, bool | int | str) or noun is None:
        return noun
    return float(noun)


def from_plain(kind: type, value: object, where: str, **known: Any) -> Any:
    """The dataclass `kind` that a JSON object says; `known` are fields set by the caller.

    Fault, naming the place, for a field that is missing, unknown or of another type.
    """
    if not isinstance(value, dict):
        raise wrong(where, "json.wanted.object")
    hints = _hints(kind)
    named = {field.name: field for field in fields(kind)}
    for name in value:
        if name not in named or name in known:
            raise Fault("json.unknown_field", field=quoted(str(name)), column=where)
    fields_read: dict[str, Any] = dict(known)
    for name, field in named.items():
        if name in fields_read:
            continue
        place = f"{where}.{name}"
        if value.get(name) is not None:
            fields_read[name] = _read(hints[name], value[name], place)
        elif _needed(field) and not _optional(hints[name]):
            raise Fault("json.missing_field", field=name, column=where)
        elif _needed(field):
            fields_read[name] = None
    try:
        return kind(**fields_read)
    except Fault as fault:
        raise fault.placed(column=where) from None


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _optional(hint: Any) -> bool:
    return type(None) in get_args(hint)


def _read(hint: Any, value: object, where: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = [one for one in get_args(hint) if one is not type(None)]
        if len(inner) > 1:  # true, false or a word
            inner = [one for one in inner if (one is bool) == isinstance(value, bool)]
        return _read(inner[0], value, where)
    if origin is Literal:
        if value not in get_args(hint) or isinstance(value, bool):
            raise Fault("json.wanted.one_of", known=tuple(map(str, get_args(hint))), column=where)
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise wrong(where, "json.wanted.list")
        return tuple(
            _read(get_args(hint)[0], one, f"{where}[{at}]") for at, one in enumerate(value)
        )
    if is_dataclass(hint):
        return from_plain(hint, value, where)  # type: ignore[arg-type]
    return _simple(hint, value, where)


def _simple(hint: Any, value: object, where: str) -> Any:
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return number(value, where)
    if hint is int and isinstance(value, int) and not isinstance(value, bool):
        if abs(value) < 1_000_000_000:
            return value
    elif hint is bool and isinstance(value, bool):
        return value
    elif hint is str and isinstance(value, str):
        if value.isprintable() and len(value) <= MOST_LETTERS:
            return value
    elif hint is date and isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) == 10 else _raise()
        except ValueError:
            raise wrong(where, "json.wanted.date") from None
    elif hint is Decimal and isinstance(value, str) and len(value) <= 30:
        try:
            found = Decimal(value)
            return found if found.is_finite() else _raise()
        except (InvalidOperation, ValueError):
            raise wrong(where, "json.wanted.number_as_text") from None
    raise wrong(where, _WANTED.get(hint, "json.wanted.other"))


_WANTED: Final[dict[Any, str]] = {
    float: "json.wanted.number",
    int: "json.wanted.whole_number",
    bool: "json.wanted.true_or_false",
    str: "json.wanted.short_text",
}


def _raise() -> Any:
    raise ValueError


def number(value: float, where: str) -> float:
    """A finite number; Fault for another."""
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise wrong(where, "json.wanted.finite_number")
    return found


def wrong(where: str, fault: str) -> Fault:
    """The fault of a value of another type."""
    return Fault(fault, column=where)
