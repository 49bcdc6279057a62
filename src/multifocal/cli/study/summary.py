"""The conclusion on the terminal: about a screen; everything else by `--full`."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from multifocal.cli.whole_table import WholeTable
from multifocal.report.conclusion import Conclusion, Line
from multifocal.report.presented import PresentedStudy
from multifocal.report.tones import SIGNS
from multifocal.words import listed_clauses, say

STYLE = {"blocked": "red", "slowed": "yellow", "large": "magenta"}


def render_summary(console: Console, study: PresentedStudy) -> None:
    """What stands on the first page of the sheet."""
    conclusion = study.conclusion
    facts = listed_clauses(
        say("report.conclusion.copy.fact", name=each.name, value=each.value)
        for each in (*conclusion.facts, *conclusion.rules)
    )
    console.print(facts)
    console.print(f"{conclusion.grades} {conclusion.draft}", style="bold")
    if study.lead.apart:
        console.print(study.lead.apart, style="bold")
    _segments(console, "blocks", conclusion.blocks)
    _segments(console, "unjudged", conclusion.unjudged)
    if not conclusion.blocks:  # behind a fall that may be one
        console.print(conclusion.none, style="bold")
    _segments(console, "large", conclusion.large)
    _lines(console, "open", conclusion.open)
    _lines(console, "other", conclusion.other)
    _lines(console, "sensory", (conclusion.sensory,))
    _lines(console, "f", (conclusion.f_waves,))
    _category(console, conclusion)
    _lines(
        console, "unstated", (listed_clauses(conclusion.unstated),) if conclusion.unstated else ()
    )
    _lines(console, "cautions", conclusion.cautions)
    _lines(console, "not_tested", (" ".join(conclusion.not_tested),))
    _lines(console, "next", conclusion.next)
    _lines(console, "unread", (listed_clauses(conclusion.unread),) if conclusion.unread else ())


def _head(name: str) -> str:
    return say(f"report.conclusion.head.{name}")


def _segments(console: Console, name: str, lines: Sequence[Line]) -> None:
    if not lines:
        return
    console.print(_head(name), style="bold")
    for one in lines:
        sign = SIGNS[one.tone]
        text = Text(f"{sign} {one.number}. {one.text}", style=STYLE.get(one.tone, ""))
        if one.why:
            text.append(f". {one.why}", style="default")
        console.print(Padding(text, (0, 0, 0, 2), expand=False))


def _lines(console: Console, name: str, lines: Iterable[str]) -> None:
    """A heading and its lines: on one line of the terminal where there is but one."""
    each = tuple(lines)
    if not each:
        return
    heading = Text(say("report.conclusion.copy.head", name=_head(name)), style="bold")
    if len(each) == 1:
        console.print(heading.append(f" {each[0]}", style=Style(bold=False)))
        return
    console.print(heading)
    for text in each:
        console.print(Padding(text, (0, 0, 0, 2), expand=False))


def _category(console: Console, conclusion: Conclusion) -> None:
    said = conclusion.category.short if conclusion.category else conclusion.no_category
    _lines(console, "category", (said,))
    if not conclusion.decides:
        return
    console.print(_head("decides"), style="bold")
    for each in conclusion.decides:
        key = "report.conclusion.decides.items"
        said = say(key, items=listed_clauses(each.names), way=each.way)
        console.print(Padding(said, (0, 0, 0, 2), expand=False))


def render_matrix(console: Console, study: PresentedStudy) -> None:
    """The sets side by side: only segments and sets with something to say."""
    console.print(say("report.label.side_by_side"), style="bold")
    for group in study.groups:
        if group.words:
            console.print(f"\n{group.words}", soft_wrap=True)
        if group.rows:
            table = WholeTable(show_edge=False, pad_edge=False, box=None, show_lines=False)
            table.add_column(say("report.label.segment"))
            for title in group.titles:
                table.add_column(title)
            for row in group.rows:
                cells = [
                    Text(f"{one.sign} {one.verdict} {one.number}".rstrip(), STYLE.get(one.tone, ""))
                    for one in row.cells
                ]
                table.add_row(f"{row.number}. {row.place}", *cells)
            console.print(table)
        for text in (group.rest, group.quiet, *group.beside_block):
            if text:
                console.print(text, soft_wrap=True)
