"""One kind of error for input that is at fault: where, what, and how to mend it."""

import copy
from collections.abc import Sequence
from typing import Any, Final, Self, TypeVar

F = TypeVar("F", bound="Fault")

# Source of both: multifocal-choice-plausible-values.
MOST_CHARACTERS_A_WORD: Final = 30
MOST_TOGETHER: Final = 100


class Fault(ValueError):
    """Input that cannot be used: a ValueError that says where, and what to do.

    Carries where the fault lies and the remedy, so that the command line can print one clear
    line and the site can mark the field. Never holds more of the input than the word at fault.
    `byte` is an offset into a binary file, from 0. `others` are faults of the same input that were
    found with it; `each` has them all.
    """

    def __init__(
        self,
        problem: str,
        *,
        remedy: str,
        source: str | None = None,
        line: int | None = None,
        column: str | None = None,
        byte: int | None = None,
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.source = source
        self.line = line
        self.column = column
        self.byte = byte
        self.others: tuple[Fault, ...] = ()
        super().__init__(str(self))

    def __reduce__(self) -> tuple[Any, ...]:
        # an exception is otherwise made again from its text alone, which no Fault can be
        return _again, (type(self), self.args, vars(self).copy())

    def within(self, source: str) -> Self:
        """The same fault, named as lying in `source` (a file name)."""
        named = copy.copy(self)
        named.source = source
        named.args = (str(named),)
        named.others = tuple(one.within(source) for one in self.others)
        return named

    @property
    def each(self) -> "tuple[Fault, ...]":
        """This fault alone, and then every other one that was found with it."""
        if not self.others:
            return (self,)
        alone = copy.copy(self)
        alone.others = ()
        return alone, *self.others

    def __str__(self) -> str:
        place = [self.source] if self.source else []
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.column is not None:
            place.append(f"column {self.column}")
        if self.byte is not None:
            place.append(f"byte {self.byte}")
        where = ", ".join(place)
        return (f"{where}: " if where else "") + f"{self.problem}. {self.remedy}"


def together(faults: Sequence[Fault]) -> Fault:
    """One fault that carries all of these (at least one), in their order."""
    flat = [one for fault in faults for one in fault.each]
    if len(flat) > MOST_TOGETHER:
        more = len(flat) - MOST_TOGETHER
        flat = flat[:MOST_TOGETHER]
        flat.append(Fault(f"faults that are not listed: {more}", remedy="Mend the first ones"))
    whole = copy.copy(flat[0])
    whole.others = tuple(flat[1:])
    return whole


def _again(kind: type[F], args: tuple[Any, ...], state: dict[str, Any]) -> F:
    fault = kind.__new__(kind, *args)
    vars(fault).update(state)
    return fault


def quoted(word: str) -> str:
    """The word at fault as it may stand in a message: one line, short, in quotation marks."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in word.strip())
    if len(plain) > MOST_CHARACTERS_A_WORD:
        plain = plain[: MOST_CHARACTERS_A_WORD - 1] + "…"
    return f"'{plain}'"
