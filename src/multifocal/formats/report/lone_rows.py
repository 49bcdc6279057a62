"""Lines of a report that tell a response by themselves, outside every table."""

from dataclasses import replace
from typing import Final

from multifocal.fault import quoted
from multifocal.formats.report.headers import Heading, is_header, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.lone import (
    LoneResponse,
    begins_with_f,
    has_numbers,
    is_not_done,
    lone_response,
    named_parts,
    parts_with_verdict,
)
from multifocal.formats.report.places import read_context, site_word
from multifocal.formats.report.response_rows import ResponseRows
from multifocal.formats.report.row import Row
from multifocal.formats.report.titles import title_kind
from multifocal.study import vocabulary
from multifocal.study.recording import Kind
from multifocal.study.vocabulary import says_no_response

_MOST_QUOTED: Final = 120
_TITLE: Final = 4
"""Words up to which a line that judges a part may be its title too: "Sensory NCS: normal"."""


class LoneRows(ResponseRows):
    """Takes the lines that tell one response each, or judge responses without a number."""

    def _takes_lone(self, line: Line, *, outside: bool) -> bool:
        """Whether the line is one of these; what it tells is read where it is understood whole."""
        text = " ".join(line.words)
        if self._other or is_header(line.cells, self.words) or title_kind(text) == "other":
            return False
        kind = None if self._aside else self._kind
        above = self._own or self._context
        if not outside and lone_response(line.words[0], line.number, kind) is None:
            return False  # a row: its cells have columns
        told = lone_response(text, line.number, kind, above)
        if told is not None:
            self._takes_response(line, text, told)
        elif is_not_done(text, line.number, kind):
            self.outside.passes_over(line.number, text, headed=above is not None)
        elif (part := self._part_of(line, text, kind)) is not None:
            self.unread.append(part)
            self.outside.passes_over(line.number, text, headed=above is not None)
        else:
            return self._takes_verdict(line, text)
        return True

    def _takes_response(self, line: Line, text: str, told: LoneResponse) -> None:
        """A row of the line, once its nerve and side are sure; till then, and without, none."""
        context = told.context
        key, words = f"lone:{line.number}", {"written": quoted(text, _MOST_QUOTED)}
        given: str | None = ""
        if told.headed:
            above = self._own or self._context
            words["heading"] = quoted(above.written if above else "")
            given = self.asking.ask(key, "lone_heading", ("as-headed", "leave-out"), line.number,
                                    None, **words)  # fmt: skip
        elif context.side is None:
            given = self.asking.ask(key, "lone_side", ("right", "left", "leave-out"), line.number,
                                    None, **words)  # fmt: skip
        if told.bare and not told.headed:
            in_ms = self.asking.ask("f-unit", "f_unit", ("shortest-ms", "leave-out"), line.number,
                                    None, **words)  # fmt: skip
            given = given if in_ms == "shortest-ms" else in_ms
        if given is None or given == "leave-out":
            self.unread.append(context.kind)
            self.outside.passes_over(line.number, text, headed=False, opens=False)
            return
        if given in ("right", "left"):
            context = replace(context, side=vocabulary.side(given))
        cells = told.cells
        none_came = bool(told.silent) and says_no_response(told.silent)
        if told.silent and not none_came:
            cells = (*cells, (_asked_column(context.kind, len(cells)), told.silent))
        table = self.tables.of_line(line.number, cells)
        named = {one.meaning.name: text for one, text in cells if one.meaning}
        site = site_word(context.site, context, self.asking, line.number) if context.site else ""
        self.outside.meets_row(context.written, own=True, sided=True)
        self.rows.append(
            Row(line.number, table, context, site,
                tuple((one, text) for one, text in cells
                      if one.meaning and one.meaning.column and one.meaning.name != "distance"),
                none_came, named.get("distance", ""), named.get("velocity", ""))
        )  # fmt: skip

    def _part_of(self, line: Line, text: str, kind: Kind | None) -> Kind | None:
        """Of which part a line with numbers of a response is that was not read; None for others."""
        if begins_with_f(text, line.number) and any(sign.isdigit() for sign in text):
            return "F"
        if not has_numbers(text):
            return None
        parts = named_parts(text)
        if parts:
            return parts[0]
        named = read_context(text, line.number, kind)
        return kind if named is not None and kind in ("F", "sensory") else None

    def _takes_verdict(self, line: Line, text: str) -> bool:
        """Whether the line judges sensory responses or F waves in words alone, and is no title."""
        parts = parts_with_verdict(text)
        if parts and self.outside.sees(line.number, text):  # it names the person: not to be quoted
            self.unread += list(parts)
            self.outside.passes_over(line.number, text, headed=False, private=True)
            return True
        self.said += [(part, line.number, text) for part in parts]
        if not parts or (title_kind(text) and len(text.split()) <= _TITLE):
            return False
        headed = (self._own or self._context) is not None
        self.outside.passes_over(line.number, text, headed=headed, heard=True)
        return True


def _asked_column(kind: Kind | None, at: int) -> Heading:
    """The column of words that may say that no response came, or that none could be recorded."""
    name = "sensory_amplitude_uv" if kind == "sensory" else "f_minimum_ms"
    return read_heading(at, name)
