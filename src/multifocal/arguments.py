"""An argument of a wrong type is named: text where a number belongs, one lesion for a list of them.

Nothing is checked as long as all goes well. Where a function fails for a reason that is Python's
own, its arguments are compared with its type hints, and the first that does not fit is named in a
Fault; where all fit, the error stays what it was. Only nouns that are kept and used later
(`checks_fields`) are checked at once, lest they fail far from where the slip was made.
"""

import inspect
import re
import types
import typing
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, wraps
from numbers import Integral, Real
from typing import Any, Final, Literal, ParamSpec, TypeVar, get_args, get_origin

from multifocal.fault import Fault, Parameter, Phrase

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C", bound=type)


def names_arguments(function: Callable[P, R]) -> Callable[P, R]:
    """A public function that names an argument of a wrong type in a Fault."""

    @wraps(function)
    def named(*given: P.args, **more: P.kwargs) -> R:
        try:
            return function(*given, **more)
        except Fault:
            raise
        except (TypeError, AttributeError, ValueError, LookupError) as error:
            fault = _at_fault(function, given, more, error)
            if fault is None:
                raise
            raise fault from error

    return named


def names_fields(kind: C) -> C:
    """A dataclass that names a field of a wrong type in a Fault."""
    kind.__init__ = names_arguments(kind.__init__)  # type: ignore[misc]
    return kind


def checks_fields(kind: C) -> C:
    """A dataclass that names a field of a wrong type in a Fault as soon as it is made."""
    made = names_arguments(kind.__init__)  # type: ignore[misc]

    @wraps(made)
    def checked(self: Any, *given: Any, **more: Any) -> None:
        made(self, *given, **more)
        for name, hint in _hints(kind):
            if not _fits(value := getattr(self, name), hint):
                raise _wrong(name, value, hint)

    kind.__init__ = checked  # type: ignore[misc]
    return kind


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass and what belongs there."""
    hints = typing.get_type_hints(kind)
    return tuple((one.name, hints[one.name]) for one in fields(kind) if one.init)


def _wrong(name: str, value: object, hint: Any) -> Fault:
    given = type(value).__name__
    return Fault("argument.type", name=name, given=given, wanted=_wanted(hint))


def _at_fault(
    function: Callable[..., object], given: Sequence[Any], more: dict[str, Any], error: Exception
) -> Fault | None:
    try:
        bound = inspect.signature(function).bind(*given, **more).arguments
        hints = typing.get_type_hints(function)
    except (TypeError, NameError):  # called with other arguments, or hints are for checkers only
        return None
    if isinstance(error, ValueError) and _names_one(str(error), bound):
        return None  # it names one already
    for name, value in bound.items():
        if name in hints and not _fits(value, hints[name]):
            return _wrong(name, value, hints[name])
    return None


def _names_one(said: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", said) for name in names)


def _fits(value: object, hint: Any) -> bool:
    """Whether a value is what the hint says; true where that cannot be told."""
    if type(value) is hint:  # most are
        return True
    origin, inner = _parts(hint)
    if _is_array(hint):
        return _is_numeric(value) or (value is None and type(None) in inner)
    if origin in (typing.Union, types.UnionType):
        return any(_fits(value, one) for one in inner)
    if origin is Literal:
        return value in inner
    if origin is Callable:
        return callable(value)
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return _are(value, inner)
    return _is_one(value, hint)


@cache
def _parts(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    return get_origin(hint), get_args(hint)


def _is_one(value: object, hint: Any) -> bool:
    """The same of hints without parts."""
    if hint in (float, int):
        number = Real if hint is float else Integral
        return isinstance(value, number) and not isinstance(value, bool)
    if hint in (str, bool, bytes, type(None)) or is_dataclass(hint):
        return isinstance(value, hint)
    return True


def _are(values: object, hints: tuple[Any, ...]) -> bool:
    """The same of lists and what else holds values of one kind."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        return False
    alike = len(hints) == 1 or hints[1:] == (...,)
    plain = isinstance(values, Collection) and alike
    return not plain or all(_fits(one, hints[0]) for one in values)


@cache
def _is_array(hint: Any) -> bool:
    """Whether it is `ArrayLike`, alone or with others, or an array."""
    import numpy as np  # noqa: PLC0415  (only where something is at fault: `body` has none)
    from numpy.typing import ArrayLike  # noqa: PLC0415

    origin, inner = get_origin(hint), get_args(hint)
    if origin is np.ndarray or hint is ArrayLike or ArrayLike in inner:
        return True  # from Python 3.12 on `ArrayLike` is a name of its own, without parts
    if origin is Callable:  # of which one part is a list, which no set takes
        return False
    parts = get_args(ArrayLike)
    return bool(parts) and set(inner) >= set(parts)


def _is_numeric(value: object) -> bool:
    import numpy as np  # noqa: PLC0415

    if value is None or isinstance(value, str):
        return False
    try:
        np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        return False
    return True


def _wanted(hint: Any) -> Parameter:
    """What belongs there, in words."""
    if _is_array(hint):
        return Phrase.of("argument.numbers")
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return [_one_wanted(one) for one in inner]
    return _one_wanted(hint)


def _one_wanted(hint: Any) -> str | Phrase:
    origin, inner = get_origin(hint), get_args(hint)
    if hint is type(None):
        return "None"
    if origin is Literal:
        from multifocal.words import listed  # noqa: PLC0415  (whoever computes needs no catalog)

        return Phrase.of("argument.one_of", known=listed(map(repr, inner)))
    if isinstance(origin, type) and issubclass(origin, Iterable) and inner:
        return Phrase.of("argument.several", kind=getattr(inner[0], "__name__", str(inner[0])))
    if hint in _PLAIN:
        return Phrase.of(_PLAIN[hint])
    return str(getattr(hint, "__name__", hint))


_PLAIN: Final = {
    float: "argument.number",
    int: "argument.whole_number",
    str: "argument.word",
    bool: "argument.truth",
}
