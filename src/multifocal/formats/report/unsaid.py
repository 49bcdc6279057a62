"""What a heading does not say of its rows: side, kind of study, muscle or place on the skin."""

from dataclasses import replace

from multifocal.fault import Fault, quoted
from multifocal.formats.report.places import Context, read_context
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row
from multifocal.formats.report.stretches import Stretches
from multifocal.formats.report.understood import Note
from multifocal.formats.report.unknown_places import knows_nerve
from multifocal.formats.report.usual import USUAL
from multifocal.study import vocabulary, word_of
from multifocal.study.recording import Kind
from multifocal.study.technique_words import names_crossing, without_crossing
from multifocal.study.vocabulary import muscle_words, normalized, with_words_as_signs


class Unsaid:
    """Completes the contexts of rows by the rest of the report, else asks. `left_out`: rows whose
    muscle is written in words that nobody here understands, and that a person leaves out."""

    def __init__(self, asking: Asking, stretches: Stretches) -> None:
        self.asking, self.stretches = asking, stretches
        self.notes: list[Note] = []
        self.left_out: list[Row] = []

    def settled(self, row: Row) -> Row:
        """The row with side, kind and muscle, asked about where its heading does not say them."""
        context = row.context
        if context.side is None and context.nerve is not None and knows_nerve(context):
            side = self.asking.ask(f"side:{context.line}", "side", ("right", "left"), context.line,
                                   "side", written=context.written[:40])  # fmt: skip
            context = replace(context, side=side)  # type: ignore[arg-type]
        if context.kind is None:
            context = replace(context, kind=self._kind_of(row))
        if context.kind != "sensory" and context.muscle is None and (word := _unread(context)):
            context = replace(context, muscle=self._written_muscle(row, context, word))
        elif context.kind in (None, "M") and context.muscle is None and context.nerve is not None:
            muscle = self.stretches.muscle(context) or self._muscle_of(context)
            context = replace(context, muscle=muscle)
        if context.kind == "sensory" and context.skin is None:
            context = replace(context, skin=self._skin_of(row))
        return replace(row, context=context)

    def _kind_of(self, row: Row) -> Kind | None:
        """Motor or sensory where the heading does not say it."""
        names = {one.meaning.column for one, _ in row.cells if one.meaning}
        if names and all((name or "").startswith("f_") for name in names):
            return "F"
        amplitudes = [
            one for one, _ in row.cells if one.meaning and one.meaning.column == "amplitude_mv"
        ]
        try:
            vocabulary.nerve(row.context.nerve or "")
        except Fault:
            return "sensory"
        headed = [
            one
            for one in row.table.headings
            if one.meaning and one.meaning.column in ("amplitude_mv", "sensory_amplitude_uv")
        ]
        millivolts = amplitudes or headed  # "Axilla  NR" has no amplitude of its own
        sure = any if amplitudes else all
        if (millivolts and sure(one.factor == 1 for one in millivolts)) or row.context.muscle:
            return "M"
        given = self.asking.ask(
            f"kind:{row.table.line}", "kind", ("motor", "sensory"), row.table.line, "kind"
        )
        return None if given is None else ("M" if given == "motor" else "sensory")

    def _written_muscle(self, row: Row, context: Context, word: str) -> str | None:
        """The muscle that words beside the nerve mean which are not understood: asked, and never
        the usual one. "" for a row that is left out."""
        try:
            nerve = vocabulary.nerve(context.nerve or "")
        except Fault:
            return None
        first = USUAL.get(nerve, ())
        choices = (*first, *(one for one in muscle_words(nerve) if one not in first), "leave-out")
        shown = quoted(with_words_as_signs(word))
        words = {"word": shown, "heading": context.written, "nerve": nerve}
        given = self.asking.ask(f"muscle:{nerve}:{normalized(word)}", "muscle_word", choices,
                                context.line, "muscle", **words)  # fmt: skip
        if given != "leave-out":
            return given
        self.left_out.append(row)
        words = {"word": quoted(row.written or row.site or word), "heading": context.written}
        self.notes.append(Note("row_left_out", row.line, words))
        return ""

    def _muscle_of(self, context: Context) -> str | None:
        """The muscle of a motor study that names none: the usual one, told; asked of several."""
        try:
            nerve = vocabulary.nerve(context.nerve or "")
        except Fault:
            return None
        usual = USUAL.get(nerve, ())
        if len(usual) == 1:
            words = {"nerve": nerve, "muscle": word_of("muscle", usual[0])}
            told = Note("muscle_understood", context.line, words)
            self.notes += [] if told in self.notes else [told]
            return usual[0]
        return self.asking.ask(f"muscle:{nerve}", "muscle", usual, context.line,
                               "muscle", nerve=nerve)  # fmt: skip

    def _skin_of(self, row: Row) -> str | None:
        """The electrode's place that a stretch names beside the site."""
        for one in self.stretches.known:
            if one.line == row.line:
                return self.stretches.skin_beside(one.written, row.site, row.context)
        return None


def _unread(context: Context) -> str:
    """The words of a heading that may name a muscle and are not understood: neither a bare number
    nor the name of crossing fibers does."""
    words = context.rest
    if words and names_crossing(context.written):
        without = read_context(without_crossing(context.written), context.line, context.kind)
        words = without.rest if without else words
    return words if any(sign.isalpha() for sign in words) else ""
