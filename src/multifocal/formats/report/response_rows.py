"""Rows of responses in a report's tables: each cell under its column, under a heading."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from multifocal.body import Side
from multifocal.fault import Fault, quoted
from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.aligned import aligned
from multifocal.formats.report.asked_sites import LEAVE_OUT, POSITION, asked_site
from multifocal.formats.report.headers import Heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.missing_cells import is_misplaced, moved, values_said, words_alone
from multifocal.formats.report.muscle_below import muscle_below
from multifocal.formats.report.none_but import undone_said
from multifocal.formats.report.places import (
    Context,
    is_site,
    muscle_of,
    of_late_response,
    read_context,
    side_cell,
    site_word,
    spot_of,
)
from multifocal.formats.report.row import Row, Table, key_of
from multifocal.formats.report.sides_of_sites import with_side_of_site
from multifocal.formats.report.stretches import ends_by_number
from multifocal.formats.report.titles import title_kind
from multifocal.formats.report.under_headings import UnderHeadings
from multifocal.formats.report.understood import Note
from multifocal.study.recording import Kind
from multifocal.study.technique_words import technique_said
from multifocal.study.vocabulary import side_under

_WORDS: Final = ("site", "nerve", "side", "recording", "segment", "site1", "site2", "no_response",
                 "kind", "velocity", "delta", "distance")  # fmt: skip

_WORD: Final = re.compile(r"[^\W\d_]{3,}|^\W*[^\W\d_]{1,2}\W*$")
"""A word that may name a nerve, or letters of a side that stand alone: no "33 °C"."""


class ResponseRows(UnderHeadings):
    """Takes the lines that are rows of a table."""

    def _takes_row_in_words(self, line: Line) -> bool:
        """Whether the line is a row whose response is told in words alone: "Axilla refused". It is
        of the nerve whose heading holds there, whatever other nerve was read at that site."""
        table, context = self._table, self._own or self._context
        if table is None or table.other or self._aside or not self._follows(line, table):
            return False
        plain = _without_words(line, context, self._kind)
        if plain is None:
            return False
        nerve, site = plain
        if nerve is not None and not any(
            one.meaning and one.meaning.name == "nerve" for one in table.headings
        ):
            return False
        context = nerve or context
        assert context is not None
        own = [one for one in self.rows if key_of(one.context) == key_of(context)]
        word = site_word(site, context, self.asking, line.number)
        if any(one.site == word and one.line < line.number for one in own):
            return False  # a remark on a row that was read
        self.marks.said.setdefault(line.number, []).append(" ".join(line.words))
        self._row(_only(line, (nerve.written if nerve else "", site)))
        return True

    def _follows(self, line: Line, table: Table) -> bool:
        """Whether a line is of several cells, or stands right below the rows or the header."""
        context = self._own or self._context
        last = max(table.line, context.line if context else 0,
                   self.rows[-1].line if self.rows else 0)  # fmt: skip
        return len(line.words) > 1 or line.number - last <= (2 if last == table.line else 1)

    def _row(self, line: Line) -> None:
        table = self._table
        assert table is not None
        try:
            cells = aligned(line, table)
        except Fault as fault:
            # "Tibial.R  to Abd.hallucis": a heading with a gap, which is no cell of a column
            text = " ".join(line.words)
            heading = self._heading_of_cells(line)
            digits = any(sign.isdigit() for sign in text)
            if heading is not None and not digits:
                self._head(heading)
            else:
                self._refuse(line, fault, self._own or self._context)
            return
        extra = [cell for at, cell in cells.items() if at >= len(table.headings) and cell]
        if extra:
            too_many = Fault("table.cells", line=line.number, count=max(cells) + 1,
                             header_count=len(table.headings))  # fmt: skip
            self._refuse(line, too_many, self._own or self._context)
            return
        right = self._moved(line, table, cells) if is_misplaced(cells, table) else cells
        if right is None:
            self._add_misplaced(line, table, cells)
        else:
            self._row_of_cells(line, table, right)

    def _row_of_cells(self, line: Line, table: Table, cells: Mapping[int, str]) -> None:
        named = dict.fromkeys(_WORDS, "")
        values: list[tuple[Heading, str]] = []
        for column in table.headings:
            text = cells.get(column.at, "")
            if not text:
                continue
            text = self.letters.settled(line.number, column, text)
            self.tables.sees(table, column, text)
            name = column.meaning.name if column.meaning else ""
            if name == "submaximal" and cell_words.marked(text):
                self.remarks.submaximal_cells.add(line.number)
            if name == "remark":
                self.remarks.beside_rows[line.number] = text
            if name in named:
                if name == "side":
                    text = side_under(column.written, text)
                if name == "distance":
                    text = cell_words.plain_number(text, column)
                named[name] = named[name] or text
            elif column.meaning and column.meaning.column:
                values.append((column, cell_words.plain_number(text, column)))
        self._site_under_nerve(line, table, named)
        self._muscle_under_nerve(line, table, named)
        before = len(self.rows)
        if not self._is_below_nerve_line(line, named):
            self._add_row(line, table, named, values)
        if len(self.rows) > before:
            typed = named["site"] or named["nerve"] or named["segment"]
            typed_values = values_said(cells, table)
            self.rows[-1] = replace(
                self.rows[-1], written=typed, values=typed_values, undone=undone_said(cells, table)
            )
        if len(self.rows) > before and line.spans is None:
            filled = frozenset(at for at, text in cells.items() if text)
            last = max(at for at, text in enumerate(line.cells) if text)
            self.rows[-1] = replace(
                self.rows[-1],
                width=len(line.cells) + max(filled) - last,
                filled=filled,
                close=line.close,
            )

    def _moved(self, line: Line, table: Table, cells: Mapping[int, str]) -> dict[int, str] | None:
        """The cells of a line that lacks one before its numbers, each in its column, where a person
        says that this is how they are meant."""
        right = None
        if line.spans is None:
            right = moved(cells, table, self._own or self._context, self._kind)
        words = {"written": quoted(" ".join(line.words))}
        id_ = f"moved:{line.number}"
        if right is None:
            self.asking.ask(id_, "misplaced", ("leave-out",), line.number, None, **words)
            return None
        words["values"] = values_said(right, table)
        choices = ("as-moved", "leave-out")
        given = self.asking.ask(id_, "moved", choices, line.number, None, **words)
        return right if given == "as-moved" else None

    def _add_misplaced(self, line: Line, table: Table, cells: Mapping[int, str]) -> None:
        """A row whose numbers stand in the wrong columns: its nerve holds for the rows below it."""
        named = dict.fromkeys(_WORDS, "")
        sure = words_alone(cells, table)
        for column in table.headings:
            if column.meaning and column.meaning.name in ("nerve", "side", "recording"):
                named[column.meaning.name] = sure.get(column.at, "")
        if read_context(named["nerve"], line.number, self._kind) is None:
            named["nerve"] = ""
        context = self._context_of(line.number, named)
        if context is not None:
            self.rows.append(Row(line.number, table, context, "", (), no_response=False,
                                 misplaced=True))  # fmt: skip

    def _site_under_nerve(self, line: Line, table: Table, named: dict[str, str]) -> None:
        """Under a column that is headed as the nerve's alone, a site of the nerve whose heading
        stands above."""
        places = {one.meaning.name for one in table.headings if one.meaning}
        here = self._own or self._context
        if not named["nerve"] or places & {"site", "segment", "site1"} or here is None:
            return
        if read_context(named["nerve"], line.number, self._kind) is None:
            named["site"], named["nerve"] = named["nerve"], ""

    def _muscle_under_nerve(self, line: Line, table: Table, named: dict[str, str]) -> None:
        """In the nerve's column a muscle alone, which is that of the nerve above."""
        text, here = named["nerve"], self._own
        if not text or not named["site"] or here is None or named["recording"]:
            return
        if muscle_of(text, here) is None or read_context(text, line.number, self._kind) is not None:
            return  # a nerve, whose sites are its own
        site = site_word(named["site"], here, self.asking, line.number)
        found = muscle_below(text, here, self.rows, table, site)
        if found is None:
            return
        self._own, self.rows = found
        named["nerve"] = ""
        words = {"written": text, "heading": here.written}
        self.notes.append(Note("muscle_below", line.number, words))

    def _add_row(
        self, line: Line, table: Table, named: dict[str, str], values: list[tuple[Heading, str]]
    ) -> None:
        answers = [(one, text) for one, text in values if not cell_words.nothing(text)]
        sure = any(cell_words.is_number(text) for _, text in answers)
        if named["site"] and not sure and not named["nerve"]:
            context = read_context(named["site"], line.number, self._kind)
            here = self._context or self._own
            known = here is not None and self.stretches.means_site(named["site"], here, line.number)
            if context is not None and not known and context.site is None and not named["distance"]:
                self._head(context)
                return
        context = self._context_of(line.number, named)
        if context is None:
            self._refuse(line, Fault("report.no_nerve", line=line.number), None)
            return
        if self._leaves_heading(context):
            self._leave_out(line.number, " ".join(line.words), context)
            return
        named["segment"] = self.site_labels.in_words(named["segment"])
        named["segment"] = ends_by_number(named["segment"], self.rows, context)
        site = named["site"] if not named["nerve"] or named["site"] else ""
        if context.site is not None:
            site = context.site
        if context.kind == "sensory" and context.line == line.number and context.site is None:
            site = "" if site == context.written else site  # "Median R (index)": no site beside it
        site, context = with_side_of_site(self._by_legend(site, context, line.number), context)
        site, stretched = self.stretches.far_end(
            site or named["segment"], context, line.number, answers=bool(answers)
        )
        if stretched:
            named["segment"] = named["segment"] or named["site"]
        if stretched and context.skin is None:  # "Wrist-D2" says both places
            skin = self.stretches.skin_beside(named["segment"], site, context)
            context = replace(context, skin=skin)
        self.stretches.takes(line.number, table, context, named, site, answers=bool(answers))
        silent = not answers and not named["no_response"]
        if silent and (not site or self.stretches.is_one(site, context, line.number)):
            return
        told = asked_site(site, context, self.asking, line.number) if site else None
        if told == LEAVE_OUT:
            self._leave_out(line.number, " ".join(line.words), context)
            return
        if told is None and POSITION.fullmatch(site):
            fault = Fault("report.position", line=line.number, cell=quoted(site))
            self._refuse(line, fault, context)
            return
        site = site if told is None else told
        response = cell_words.marked(named["no_response"])
        if response is None:
            fault = Fault("report.nr_column", line=line.number, cell=quoted(named["no_response"]))
            self._refuse(line, fault, context)
            return
        self._append_row(line, context, site, named, values, no_response=response)

    def _by_legend(self, text: str, context: Context, line: int) -> str:
        """The word for a site that the report's legend has for a label; the text without one."""
        word = self.site_labels.word(text, context)
        if word is None:
            return text
        told = Note("site_label", line, {"written": text, "site": word})
        self.notes += [] if told in self.notes else [told]
        return word

    def _append_row(
        self,
        line: Line,
        context: Context,
        site: str,
        named: Mapping[str, str],
        values: list[tuple[Heading, str]],
        *,
        no_response: bool,
    ) -> None:
        """A row that is understood, unless lines above it are to leave it out."""
        assert self._table is not None
        context = self._below_lines(context, own=bool(named["nerve"]))
        if self.outside.leaves:
            self.below_lines.add(line.number)
            self._leave_out(line.number, " ".join(line.words), context)
            return
        own_ends = named["segment"] or (named["site1"] and named["site2"])
        self.rows.append(
            Row(line.number, self._table, context,
                site_word(site, context, self.asking, line.number) if site else "",
                tuple(values), no_response, "" if own_ends else named["distance"],
                "" if own_ends else named["velocity"])
        )  # fmt: skip

    def _of_nerve_cell(self, line: int, named: Mapping[str, str]) -> Context | None:
        """What the cell of a row's nerve says; None where it names none. Words beside the nerve may
        say that it is another response: they are asked about, here or as a muscle's."""
        context = read_context(named["nerve"], line, self._kind)
        if context is None:
            return None
        context = of_late_response(context)
        if context.rest and named["recording"]:
            self._misread(context)
        return context

    def _of_unknown_nerve(self, line: int, written: str) -> Context:
        """What a cell says that names no nerve that is known. It holds for the rows below it that
        name none: they are not of the nerve above."""
        unknown = Context(line, written, nerve=written, kind=self._kind)
        if _WORD.search(written):
            self._own = unknown
        return unknown

    def _context_of(self, line: int, named: Mapping[str, str]) -> Context | None:
        """The heading that holds for a row, with what its own cells say of nerve and electrode."""
        context = self._own or self._context
        if named["nerve"]:
            context = self._of_nerve_cell(line, named)
            if context is None:
                return self._of_unknown_nerve(line, named["nerve"])
        elif named["site"] and not (
            context and self.stretches.means_site(named["site"], context, line)
        ):
            own = read_context(named["site"], line, self._kind)
            if own is not None and (own.site or own.side or context is None):
                context = own
                if own.site is None and own.skin and named["recording"]:  # "R Median Dig II"
                    context = replace(own, site=own.skin, skin=None)
                if context.site is None and context.rest:
                    self._misread(context)
        if context is None:
            return None
        if named["side"]:
            context = replace(context, side=_side(named["side"]))
        if named["kind"]:
            context = replace(context, kind=title_kind(named["kind"]) or context.kind)  # type: ignore[arg-type]
        if named["recording"]:
            context = spot_of(named["recording"], context)
        if context.kind is None:
            context = replace(context, kind=self._kind)
        if named["nerve"] or named["side"] or context is not (self._own or self._context):
            self._own = replace(context, site=None)
        return context


def _side(typed: str) -> Side:
    """The side that a cell means; the cell as it stands where the table is to refuse it."""
    try:
        return side_cell(typed)
    except Fault:
        return typed  # type: ignore[return-value]


def _without_words(
    line: Line, above: Context | None, kind: Kind | None
) -> tuple[Context | None, str] | None:
    """The nerve that a line names, if it does, and the site of one whose response it tells in words
    alone; None for a line that does not. Its other cells are empty, or words of that kind."""
    nerve, site = None, ""
    spoken = False
    for cell in line.words:
        context = nerve or above
        first = "" if site or context is None else _site_before(cell, context)
        if first and context is not None:
            site, spoken = first, spoken or first != cell
        elif _says_unrecorded(cell):
            spoken = True
        elif site or nerve is not None:
            return None
        else:
            nerve = read_context(cell, line.number, kind)
            if nerve is None or nerve.rest or nerve.site is not None:
                return None
    return (nerve, site) if site and spoken else None


def _says_unrecorded(text: str) -> bool:
    """Whether words say that a response was not recorded, or why its stimulus was no good."""
    return cell_words.nothing(text) or technique_said(text) in ("submaximal", "stopped")


def _site_before(cell: str, context: Context) -> str:
    """The site at the beginning of a cell that is one, or tells no more than how it was."""
    words = cell.split(" ")
    for end in range(len(words), 0, -1):
        first, rest = " ".join(words[:end]).rstrip(" ,;:.-–"), " ".join(words[end:])
        if is_site(first, context) and (not rest or _says_unrecorded(rest.strip(" ,;:.-–"))):
            return first
    return ""


def _only(line: Line, kept: tuple[str, ...]) -> Line:
    """The line with nothing but some of its words, each where it stands."""
    held = [next((one for one in kept if one and cell.startswith(one)), "") for cell in line.cells]
    if line.spans is None:
        return replace(line, cells=tuple(held))
    places = [(one, start) for one, (start, _) in zip(held, line.spans, strict=True) if one]
    return replace(
        line,
        cells=tuple(one for one, _ in places),
        spans=tuple((start, start + len(one)) for one, start in places),
    )
