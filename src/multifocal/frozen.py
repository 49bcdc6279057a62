"""What many hold at once cannot be changed: arrays that refuse writing, and a dict that does."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final, Never, TypeVar

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

_PLAIN: Final = frozenset({type(None), bool, int, float, complex, str, bytes})
"""Most of what an answer holds; nothing in them can be changed."""


class FrozenDict(dict[K, V]):
    """A dict that refuses every change; unlike `MappingProxyType` it pickles and copies."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> Never:
        raise TypeError(f"{type(self).__name__} cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)

    def __copy__(self) -> "FrozenDict[K, V]":
        return self


def frozen(value: T) -> T:
    """The same value, with every array in it read-only: for what is cached or shared.

    Looks into dataclasses, mappings, lists, tuples and sets. A dataclass is frozen before it is
    handed out, because whoever writes into one answer would change all later ones.
    """
    if type(value) in _PLAIN:
        return value
    if hasattr(value, "setflags"):  # an array; NumPy is not loaded where only the body is read
        value.setflags(write=False)
    elif isinstance(value, Mapping):
        for one in value.values():
            frozen(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            frozen(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            frozen(getattr(value, part.name))
    return value
