"""A judged study on the terminal: what page and PDF show, as text."""

import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.text import Text

from multifocal.cli.study.summary import STYLE, render_matrix, render_summary
from multifocal.cli.whole_table import WholeTable
from multifocal.criteria import Evaluation, Status
from multifocal.reference import ReferenceTable
from multifocal.report.categories import PresentedCategory
from multifocal.report.findings import PresentedFinding
from multifocal.report.presented import PresentedStudy, present_study
from multifocal.report.segments import PresentedAnswer, PresentedSegment
from multifocal.study import Study
from multifocal.words import say

PIPED_WIDTH = 120
"""Columns of the tables where no terminal says how wide it is; sentences are never broken."""

_MARKS: Final[Mapping[Status, str]] = {
    "met": "+",
    "not_met": "-",
    "cannot_be_assessed": "?",
    "not_applicable": "·",
}


def render(
    study: Study,
    evaluations: Sequence[Evaluation],
    table: ReferenceTable,
    remarks: Sequence[str] = (),
    *,
    unread: Sequence[str] = (),
    full: bool = False,
) -> None:
    """The conclusion by the first set. `full`: then one set after another, each with its reasons,
    and what was not tested. `unread`: lines of the file that were not read."""
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    whole = present_study(study, evaluations, table, drawn=False, unread=unread)
    render_summary(console, whole)
    if len(evaluations) > 1:
        console.print()
        render_matrix(console, whole)
    if not full:
        _render_list(console, say("study.cli.remarks"), [f"! {text}" for text in remarks])
        console.print(say("study.cli.full"), style="dim", soft_wrap=True)
        return
    console.print()
    each = [present_study(study, (one,), table, drawn=False) for one in evaluations]
    for one in each:
        if len(each) > 1:
            console.rule()
        _render_study(console, one)
    _render_values(console, each[0])
    _render_coverage(console, each[0])
    _render_list(console, say("study.cli.remarks"), [f"! {text}" for text in remarks])


def _render_study(console: Console, study: PresentedStudy) -> None:
    def line(text: str, style: str | None = None) -> None:
        console.print(text, style=style, soft_wrap=True)

    line(
        say(
            "study.cli.heading",
            criteria=study.lead.title,
            reference=study.reference,
            evidence=study.reference_evidence,
        )
    )
    if study.lead.apart:
        line(f"  {study.lead.apart}", "bold")
    for note in study.lead.notes:
        line(f"  {note}")
    for segment in study.segments:
        line("")
        _render_segment(console, segment)
        line(segment.lead.sentence, style="bold")
        for one in segment.lead.findings:
            line(_reason(one))
        for caution in segment.cautions:
            line(f"  ! {caution}")
    for text in study.alone:
        line("")
        line(text)
    for nerve in study.nerves:
        line("")
        line(f"{nerve.title}: {say('report.label.slowing')}", "bold")
        for one in nerve.findings:
            line(_reason(one))
    common = [f"! {text}" for text in study.common_cautions]
    _render_list(console, say("study.cli.every_segment"), common)
    for category in study.categories:
        _render_category(console, category)
    _render_list(console, say("study.cli.choices"), [f"- {text}" for text in study.choices])


def _reason(one: PresentedFinding) -> str:
    return f"  {_MARKS[one.status]} {one.text}"


def _verdict(answer: PresentedAnswer) -> Text:
    """The few words of an answer in their color, where there is color; a large fall has a sign."""
    sign = "◆ " if answer.tone == "large" else ""
    return Text(f"{sign}{answer.verdict}", style=STYLE.get(answer.tone, ""))


def _render_segment(console: Console, segment: PresentedSegment) -> None:
    heading = Text(f"{segment.title}: ").append_text(_verdict(segment.lead))
    console.print(heading, style="bold", soft_wrap=True)
    table = WholeTable(show_edge=False, pad_edge=False, box=None)
    table.add_column(say("study.cli.site"))
    for name in ("latency_ms", "amplitude_mv", "area_mvms", "duration_ms", "velocity_m_s"):
        table.add_column(say(f"study.cli.{name}"), justify="right")
    distal, proximal, _ = segment.rows
    table.add_row(distal.name, *distal.numbers)
    table.add_row(proximal.name, *proximal.numbers, segment.velocity)
    for row in segment.falls:
        table.add_row(row.name, *row.numbers)
    console.print(table)


def _render_list(console: Console, heading: str, items: Sequence[str]) -> None:
    if items:
        console.print(f"\n{heading}", soft_wrap=True)
        for item in items:
            console.print(f"  {item}", soft_wrap=True)


def _render_category(console: Console, category: PresentedCategory) -> None:
    console.print(f"\n{category.sentence}", style="bold", soft_wrap=True)
    for one in category.findings:
        if not one.asked:  # what is not known is asked below, if it matters
            console.print(_reason(one), soft_wrap=True)
    for question in category.questions:
        ways = {"if_yes": question.if_yes, "if_no": question.if_no}
        text = say("study.cli.question", question=question.text, **ways)
        console.print(f"  ? {text} {question.proposed}".rstrip(), soft_wrap=True)


def _render_values(console: Console, study: PresentedStudy) -> None:
    """Sensory responses and F waves beside their limits: the same by every set."""
    for kind, group in groupby(study.values, lambda one: one.kind):
        console.print(f"\n{kind}", style="bold", soft_wrap=True)
        for one in group:
            console.print(f"  {one.title}", soft_wrap=True)
            for each in one.findings:
                console.print(f"  {_reason(each)}", soft_wrap=True)
    for note in study.values_notes:
        console.print(f"  {note}", soft_wrap=True)


def _render_coverage(console: Console, study: PresentedStudy) -> None:
    items = [
        f"[ ] {step.title}. {step.why} {step.done} {' '.join(step.tasks)}" for step in study.steps
    ]
    heading = f"{say('report.label.still_to_test')}. {say('report.label.protocol')}"
    _render_list(console, heading, [*items, *study.elsewhere])
