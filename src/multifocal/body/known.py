"""Looking up by id: what is not there is refused with what is."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeVar

T = TypeVar("T")

MOST_NAMED = 40


def known(what: str, name: str, table: Mapping[str, T]) -> T:
    """The entry of that name; KeyError that names those that are like it, or all if few are."""
    if name in table:
        return table[name]
    names = [str(one) for one in table]
    near = get_close_matches(name, names, n=5, cutoff=0.5) if isinstance(name, str) else []
    some = near or names[:MOST_NAMED]
    more = ", ..." if not near and len(names) > MOST_NAMED else ""
    raise KeyError(f"no {what} is called {name!r}; there is {', '.join(some)}{more}")
