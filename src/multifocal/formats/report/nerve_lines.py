"""Lines that name a nerve and are no heading that is understood: whose rows follow is asked.

The rows below such a line are counted to the nerve above it only where a person says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from multifocal.fault import quoted
from multifocal.formats.report.places import Context, muscle_of, read_context
from multifocal.formats.report.questions import Asking
from multifocal.study import word_of

AS_NAMED: Final = "as-named"
"""The answer that the rows are of the nerve in the line."""
_AS_ABOVE: Final = "as-above"
_LEAVE: Final = "leave-rows-out"
_MOST_QUOTED: Final = 160


@dataclass(frozen=True)
class NerveLine:
    """A line, and what it says of a nerve. `headed`: a heading above it holds for rows below."""

    number: int
    text: str
    named: Context
    headed: bool


@dataclass(frozen=True)
class Settled:
    """Whose the rows below are. `named`: of this nerve; `gone`: of none, and `answered`: as a
    person said."""

    named: Context | None = None
    gone: bool = False
    answered: bool = False


class NerveLines:
    """Keeps the lines that rows may be of, and asks of the last one first."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self._open: list[NerveLine] = []

    def opens(self, number: int, text: str, *, headed: bool) -> bool:
        """Takes a line that was not understood; whether it names a nerve."""
        named = read_context(text, number)
        if named is None:
            return False
        self._open.append(NerveLine(number, text, named, headed))
        return True

    def ends(self) -> None:
        """A heading that is understood, or a row whose own cells say its nerve."""
        self._open = []

    def meets_row(self, above: Context | None) -> Settled:
        """A row whose own cells say no nerve, below a heading or none (`above`)."""
        for line in reversed(self._open):
            if above is not None and not line.headed:
                continue  # it stands above the heading
            given = self._asked(line, above)
            if given == AS_NAMED:
                self._open = []
                return Settled(named=_with_muscle(line.named))
            if given != _AS_ABOVE:
                return Settled(gone=True, answered=given is not None)
        return Settled()

    def _asked(self, line: NerveLine, above: Context | None) -> str | None:
        if self.asking.answers.get("lines") == "leave-out":
            return _LEAVE
        choices = (AS_NAMED, *((_AS_ABOVE,) if above else ()), _LEAVE)
        words = {"written": quoted(line.text, _MOST_QUOTED), "named": _said(line.named)}
        words["heading"] = quoted(above.written if above else "", _MOST_QUOTED)
        return self.asking.ask(f"line:{line.number}", "line_nerve", choices, line.number, None,
                               **words)  # fmt: skip


def _said(context: Context) -> str:
    """Side and nerve as they are shown, the nerve as the line has it."""
    nerve = (context.nerve or "").replace("_", " ")
    return f"{word_of('side', context.side)} {nerve}" if context.side else nerve


def _with_muscle(context: Context) -> Context:
    """The context with the one muscle of its nerve that its other words name."""
    words = context.rest.split()
    found = {muscle_of(one, context) for one in _parts(words)} - {None}
    if len(found) != 1 or context.muscle:
        return context
    return replace(context, muscle=found.pop(), rest="")


def _parts(words: Sequence[str]) -> list[str]:
    return [
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(first + 1, min(first + 5, len(words)) + 1)
    ]
