"""One kind of error for input that is at fault: where, what, and how to mend it."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar, Union

from multifocal.frozen import FrozenDict

F = TypeVar("F", bound="Fault")
Parameter = Union[str, float, "Phrase", "Fault", Sequence["str | Phrase"]]
"""What a fault's sentences may name. Several words are listed; of a Fault its own sentence is said,
in a problem its problem and in a remedy its remedy."""

# Source of both: multifocal-choice-plausible-values.
MOST_CHARACTERS_A_WORD: Final = 30
MOST_TOGETHER: Final = 100


@dataclass(frozen=True)
class Phrase:
    """Words inside a fault's sentences, said with them: `fault.KEY` of the catalogs."""

    key: str
    parameters: Mapping[str, str | float]

    @classmethod
    def of(cls, key: str, /, **parameters: str | float) -> Self:
        """The phrase of a key and of what it names."""
        return cls(key, FrozenDict(parameters))

    def __str__(self) -> str:
        return _say(f"fault.{self.key}", **self.parameters)


class Fault(ValueError):
    """Input that cannot be used: a ValueError that says where, and what to do.

    Made of a key and what its two sentences name: the problem is `fault.KEY` of the catalogs, the
    remedy `fault.KEY.remedy`. Both are said, as is the whole, in the language that is spoken where
    they are asked for.

    Carries where the fault lies and the remedy, so that the command line can print one clear
    line and the site can mark the field. Never holds more of the input than the word at fault.
    `byte` is an offset into a binary file, from 0. `others` are faults of the same input that were
    found with it; `each` has them all.
    """

    def __init__(
        self,
        key: str,
        /,
        *,
        source: str | None = None,
        line: int | None = None,
        column: str | None = None,
        byte: int | None = None,
        **parameters: Parameter,
    ) -> None:
        self.key = key
        self.parameters = parameters
        self.source = source
        self.line = line
        self.column = column
        self.byte = byte
        self.others: tuple[Fault, ...] = ()
        super().__init__(key)

    def __reduce__(self) -> tuple[Any, ...]:
        # an exception is otherwise made again from its arguments alone, which no Fault can be
        return _again, (type(self), self.args, vars(self).copy())

    @property
    def problem(self) -> str:
        """What is wrong, in the language that is spoken here."""
        return self._said("")

    @property
    def remedy(self) -> str:
        """How to mend it, in the language that is spoken here."""
        return self._said(".remedy")

    def within(self, source: str) -> Self:
        """The same fault, named as lying in `source` (a file name)."""
        named = copy.copy(self)
        named.source = source
        named.others = tuple(one.within(source) for one in self.others)
        return named

    def placed(self, *, line: int | None = None, column: str | None = None) -> "Fault":
        """What is said of this place instead: the same problem and remedy, alone."""
        fault = Fault(self.key, line=line, column=column)
        fault.parameters = self.parameters
        return fault

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
            place.append(_say("fault.at.line", number=self.line))
        if self.column is not None:
            place.append(_say("fault.at.column", name=self.column))
        if self.byte is not None:
            place.append(_say("fault.at.byte", number=self.byte))
        said = {"problem": self.problem, "remedy": self.remedy}
        if not place:
            return _ended_once(_say("fault.whole", **said))
        return _ended_once(_say("fault.whole.placed", place=_listed(place), **said))

    def _said(self, part: str) -> str:
        named = {name: _plain(value, part) for name, value in self.parameters.items()}
        return _say(f"fault.{self.key}{part}", **named)


def together(faults: Sequence[Fault]) -> Fault:
    """One fault that carries all of these (at least one), in their order."""
    flat = [one for fault in faults for one in fault.each]
    if len(flat) > MOST_TOGETHER:
        more = len(flat) - MOST_TOGETHER
        flat = flat[:MOST_TOGETHER]
        flat.append(Fault("whole.more", count=more))
    whole = copy.copy(flat[0])
    whole.others = tuple(flat[1:])
    return whole


def _again(kind: type[F], args: tuple[Any, ...], state: dict[str, Any]) -> F:
    fault = kind.__new__(kind, *args)
    vars(fault).update(state)
    return fault


def _say(key: str, /, **named: object) -> str:
    # with the first fault that is said: whoever computes needs no catalog
    from multifocal.words import say  # noqa: PLC0415

    return say(key, **named)


def _plain(value: Parameter, part: str) -> str | float:
    if isinstance(value, Fault):
        return value._said(part)
    if isinstance(value, Phrase):
        return str(value)
    if isinstance(value, str | int | float):
        return value
    return _listed([str(_plain(one, part)) for one in value])


def _listed(words: Sequence[str]) -> str:
    from multifocal.words import listed  # noqa: PLC0415  (as in `_say`)

    return listed(words)


def quoted(word: str, most: int = MOST_CHARACTERS_A_WORD) -> str:
    """The word at fault as it may stand in a message: one line, short, in quotation marks."""
    begin = word.strip()[: most + 1]  # no more of it is shown, however long it is
    plain = "".join(sign if sign.isprintable() else "?" for sign in begin)
    if len(plain) > most:
        plain = plain[: most - 1] + "…"
    return f"'{plain}'"


def _ended_once(text: str) -> str:
    """A problem that is a question keeps its own sign and gets no full stop."""
    return text.replace("?. ", "? ")
