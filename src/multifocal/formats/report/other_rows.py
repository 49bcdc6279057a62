"""Rows below the title of a study that is left alone, which may be of nerve conduction again."""

from typing import Final

from multifocal.fault import quoted
from multifocal.formats.report.cells import is_number
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import Context, is_site, read_context
from multifocal.formats.report.questions import Asking
from multifocal.study.vocabulary import normalized

_READ, _LEAVE_OUT = "read", "leave-out"
_NERVE_IN: Final = 2
"""First cells of a row in which its nerve is looked for: behind its side, or at the beginning."""


class OtherRows:
    """Asks about a heading below "Repetitive stimulation" or "Blink reflex" with rows of two sites
    of its nerve: a train of stimuli has one, and nerve conduction may go on untitled."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.title = ""
        self._sites: dict[tuple[int, str], set[str]] = {}
        self._own: dict[int, Context] = {}

    def reads(self, line: int) -> bool:
        """Whether a person said that rows under a heading or a header are of nerve conduction."""
        return self.asking.answers.get(f"other-rows:{line}") == _READ

    def sees(self, line: Line, heading: Context | None, table: int) -> None:
        """Takes note of a row below such a title. `heading`: the line that names its nerve; where
        there is none its first cell may, in a table that begins in line `table`."""
        if not any(map(is_number, line.words[1:])):
            return
        cells, context, begins = line.words, heading, heading.line if heading else table
        if heading is None:
            for place, cell in enumerate(cells[:_NERVE_IN]):
                own = read_context(cell, line.number)
                if own is not None:
                    self._own[table], cells = own, cells[place + 1 :]
                    break
            context = self._own.get(table)
        if context is None or context.rest:
            return
        site = next((one for one in cells if is_site(one, context)), None)
        if site is None:
            return
        key = (begins, f"{context.side} {context.nerve}")
        sites = self._sites.setdefault(key, set())
        sites.add(normalized(site))
        if len(sites) > 1:
            self.asking.ask(f"other-rows:{begins}", "other_rows", (_READ, _LEAVE_OUT), begins, None,
                            heading=quoted(context.written), title=quoted(self.title))  # fmt: skip
