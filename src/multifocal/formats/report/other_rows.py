"""Rows below the title of a study that is left alone, which may be of nerve conduction again."""

from multifocal.fault import quoted
from multifocal.formats.report.cells import is_number
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import Context, is_site
from multifocal.formats.report.questions import Asking
from multifocal.study.vocabulary import normalized

_READ, _LEAVE_OUT = "read", "leave-out"


class OtherRows:
    """Asks about a heading below "Repetitive stimulation" or "Blink reflex" with rows of two sites
    of its nerve: a train of stimuli has one, and nerve conduction may go on untitled."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.title = ""
        self._sites: dict[int, set[str]] = {}

    def reads(self, context: Context) -> bool:
        """Whether a person said that rows under the heading are of nerve conduction."""
        return self.asking.answers.get(f"other-rows:{context.line}") == _READ

    def sees(self, line: Line, context: Context | None) -> None:
        """Takes note of a row below such a title."""
        if context is None or context.rest or not any(map(is_number, line.words[1:])):
            return
        if not is_site(line.words[0], context):
            return
        sites = self._sites.setdefault(context.line, set())
        sites.add(normalized(line.words[0]))
        if len(sites) > 1:
            self.asking.ask(f"other-rows:{context.line}", "other_rows", (_READ, _LEAVE_OUT),
                            context.line, None, heading=quoted(context.written),
                            title=quoted(self.title))  # fmt: skip
