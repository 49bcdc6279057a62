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


def to_plain(one: Any, leave_out: Iterable[str] = ()) -> Any:
    """The value as JSON holds it; fields of dataclasses that are None or empty are left out."""
    if is_dataclass(one) and not isinstance(one, type):
        values = {
            field.name: getattr(one, field.name)
            for field in fields(one)
            if field.name not in leave_out
        }
        return {name: to_plain(value) for name, value in values.items() if value not in (None, ())}
    if isinstance(one, tuple | list):
        return [to_plain(each) for each in one]
    if isinstance(one, Decimal):
        return format(one, "f")
    if isinstance(one, date):
        return one.isoformat()
    if isinstance(one, bool | int | str) or one is None:
        return one
    return float(one)


def from_plain(kind: type, value: object, where: str, **given: Any) -> Any:
    """The dataclass `kind` that a JSON object says; `given` are fields set by the caller.

    Fault, naming the place, for a field that is missing, unknown or of another type.
    """
    if not isinstance(value, dict):
        raise wrong(where, "an object")
    hints = _hints(kind)
    named = {field.name: field for field in fields(kind)}
    for name in value:
        if name not in named or name in given:
            raise Fault(
                f"{quoted(str(name))} is no field that is understood here",
                remedy="Take it out, or use the version of the program that wrote it",
                column=where,
            )
    found: dict[str, Any] = dict(given)
    for name, field in named.items():
        if name in found:
            continue
        place = f"{where}.{name}"
        if value.get(name) is not None:
            found[name] = _read(hints[name], value[name], place)
        elif _needed(field) and not _optional(hints[name]):
            raise Fault(f"the field {name} is missing", remedy="Give it", column=where)
        elif _needed(field):
            found[name] = None
    try:
        return kind(**found)
    except Fault as fault:
        raise Fault(fault.problem, remedy=fault.remedy, column=where) from None
    except ValueError as error:
        raise Fault(str(error), remedy="Check these numbers", column=where) from None


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _optional(hint: Any) -> bool:
    return type(None) in get_args(hint)


def _read(hint: Any, value: object, where: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (one for one in get_args(hint) if one is not type(None))
        return _read(inner, value, where)
    if origin is Literal:
        if value not in get_args(hint) or isinstance(value, bool):
            raise wrong(where, "one of: " + ", ".join(map(str, get_args(hint))))
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise wrong(where, "a list")
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
            raise wrong(where, "a date such as 2026-03-31") from None
    elif hint is Decimal and isinstance(value, str) and len(value) <= 30:
        try:
            found = Decimal(value)
            return found if found.is_finite() else _raise()
        except (InvalidOperation, ValueError):
            raise wrong(where, 'a number as text, such as "-3.2768"') from None
    known = {float: "a number", int: "a whole number", bool: "true or false", str: "a short text"}
    raise wrong(where, known.get(hint, "something else"))


def _raise() -> Any:
    raise ValueError


def number(value: float, where: str) -> float:
    """A finite number; Fault for another."""
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise wrong(where, "a finite number")
    return found


def wrong(where: str, wanted: str) -> Fault:
    """The fault of a value of another type."""
    return Fault("the value is not of the right type", remedy=f"Give {wanted}", column=where)
