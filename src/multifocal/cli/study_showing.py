"""A judged study on the terminal."""

import sys
from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from multifocal.criteria import (
    Block,
    Category,
    Coverage,
    Evaluation,
    SegmentVerdict,
    choice_said,
    criteria_set,
    elsewhere_said,
    said,
    step_done,
    step_tasks,
    step_title,
    step_why,
)
from multifocal.reference import ReferenceTable
from multifocal.study import Measure, stretch_said, word_of
from multifocal.words import say

PIPED_WIDTH = 120
"""Columns of the tables where no terminal says how wide it is; sentences are never broken."""


def show(
    evaluations: Sequence[Evaluation],
    table: ReferenceTable,
    left: Coverage,
    remarks: Sequence[str] = (),
) -> None:
    """One set after another, each with its reasons; then what was not tested."""
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    if len(evaluations) > 1:
        _show_side_by_side(console, evaluations)
    for found in evaluations:
        if len(evaluations) > 1:
            console.rule()
        _show_one(console, found, table)
    _show_coverage(console, left)
    _show_list(console, say("study.cli.remarks"), [f"! {text}" for text in remarks])


def _show_side_by_side(console: Console, evaluations: Sequence[Evaluation]) -> None:
    console.print(say("report.label.side_by_side"), style="bold")
    table = Table(show_edge=False, pad_edge=False, box=None, show_lines=False)
    table.add_column(say("report.label.segment"))
    for found in evaluations:
        table.add_column(criteria_set(found.criteria).title)
    for i, verdict in enumerate(evaluations[0].segments):
        place = f"{_title(verdict)}: {stretch_said(verdict.segment)}"
        table.add_row(place, *(_verdict(found.segments[i]) for found in evaluations))
    console.print(table)


def _show_one(console: Console, found: Evaluation, table: ReferenceTable) -> None:
    def line(text: str, style: str | None = None) -> None:
        console.print(text, style=style, soft_wrap=True)

    rules = criteria_set(found.criteria)
    line(
        say(
            "study.cli.heading",
            criteria=rules.title,
            reference=table.title,
            evidence=say(table.evidence) if table.evidence else "",
        )
    )
    for note in rules.notes:
        line(f"  {say(note)}")
    common = _common_cautions(found)
    for verdict in found.segments:
        line("")
        _show_segment(console, verdict)
        line(said(verdict.findings[0]), style="bold")
        for one in verdict.findings[1:]:
            line(f"  {_MARKS[one.status]} {said(one)}")
        for caution in verdict.cautions:
            if said(caution) not in common:
                line(f"  ! {said(caution)}")
    for lone in found.lone:
        line("")
        line(_of_row("study.cli.no_segment", lone))
    for empty in found.empty:
        line("")
        line(_of_row("study.cli.empty_row", empty))
    for nerve in found.nerves:
        line("")
        distal = nerve.distal
        line(
            f"{word_of('side', distal.side)} {word_of('nerve', distal.nerve)}: "
            f"{say('report.label.slowing')}",
            "bold",
        )
        for one in nerve.findings:
            line(f"  {_MARKS[one.status]} {said(one)}")
    _show_list(console, say("study.cli.every_segment"), [f"! {text}" for text in common])
    if found.category is not None:
        _show_category(console, found.category)
    choices = [choice_said(choice) for choice in found.choices()]
    _show_list(console, say("study.cli.choices"), [f"- {text}" for text in choices])


_STYLE: Final[Mapping[Block, str]] = {"definite": "red", "met": "red", "probable": "yellow"}


def _verdict(verdict: SegmentVerdict) -> Text:
    """The few words of an answer in their color, where there is color; a large fall has a sign."""
    words = say(verdict.label)
    if verdict.large:
        return Text(f"◆ {words}", style="magenta")
    return Text(words, style=_STYLE.get(verdict.block, ""))


_MARKS = {"met": "+", "not_met": "-", "cannot_be_assessed": "?", "not_applicable": "·"}


def _show_segment(console: Console, verdict: SegmentVerdict) -> None:
    segment = verdict.segment
    console.print(
        Text(f"{_title(verdict)}: ").append_text(_verdict(verdict)), style="bold", soft_wrap=True
    )
    table = Table(show_edge=False, pad_edge=False, box=None)
    table.add_column(say("study.cli.site"))
    for name in ("latency_ms", "amplitude_mv", "area_mvms", "duration_ms", "velocity_m_s"):
        table.add_column(say(f"study.cli.{name}"), justify="right")
    velocity = segment.velocity_m_s
    for one, speed in ((segment.distal, None), (segment.proximal, velocity)):
        speed_said = "" if speed is None else f"{speed:.1f}"
        table.add_row(word_of("site", segment.site_word(one)), *_numbers(one), speed_said)
    # Named and signed as the findings below the table name and sign them.
    amplitude, area, duration = (
        "" if percent is None else f"{round(percent, 1) + 0.0:.1f}"  # never -0.0
        for percent in (
            segment.amplitude_reduction_percent,
            segment.area_reduction_percent,
            segment.duration_increase_percent,
        )
    )
    if amplitude or area:
        table.add_row(say("study.cli.reduction"), "", amplitude, area)
    if duration:
        table.add_row(say("study.cli.increase"), "", "", "", duration)
    console.print(table)


def _numbers(one: Measure) -> tuple[str, ...]:
    if one.absent:
        absent = say("study.cli.absent")
        return ("", absent, absent, "")
    numbers = (
        one.latency_ms,
        one.amplitude_mv,
        one.negative_peak_area_mvms,
        one.negative_peak_duration_ms,
    )
    return tuple("" if number is None else f"{number:.4g}" for number in numbers)


def _of_row(message: str, one: Measure) -> str:
    return say(
        message,
        side=word_of("side", one.side),
        nerve=word_of("nerve", one.nerve),
        muscle=word_of("muscle", one.muscle or ""),
        site=word_of("site", one.site),
    )


def _common_cautions(found: Evaluation) -> list[str]:
    """Cautions that every one of several segments has: said once, at the end."""
    if len(found.segments) < 2:
        return []
    first, *others = ([said(one) for one in verdict.cautions] for verdict in found.segments)
    return [text for text in first if all(text in other for other in others)]


def _show_list(console: Console, heading: str, items: Sequence[str]) -> None:
    if items:
        console.print(f"\n{heading}", soft_wrap=True)
        for item in items:
            console.print(f"  {item}", soft_wrap=True)


def _title(verdict: SegmentVerdict) -> str:
    return (
        f"{word_of('side', verdict.side)} {word_of('nerve', verdict.nerve)}, "
        f"{word_of('muscle', verdict.muscle)}"
    )


def _show_category(console: Console, category: Category) -> None:
    answer, *rest = category.findings
    console.print(f"\n{said(answer)}", style="bold", soft_wrap=True)
    for one in rest:
        if one.message != "study.item.unknown":  # what is not known is asked below, if it matters
            console.print(f"  {_MARKS[one.status]} {said(one)}", soft_wrap=True)
    for question in category.questions:
        ways = {
            f"if_{word}": ", ".join(say(f"study.grade.{grade}") for grade in grades)
            for word, grades in (("yes", question.if_yes), ("no", question.if_no))
        }
        text = say(question.message)
        console.print(f"  ? {say('study.cli.question', question=text, **ways)}", soft_wrap=True)


def _show_coverage(console: Console, left: Coverage) -> None:
    items = [
        f"[ ] {step_title(step)}. {step_why(step)} {step_done(step)} {' '.join(step_tasks(step))}"
        for step in left.open
    ]
    heading = f"{say('report.label.still_to_test')}. {say('report.label.protocol')}"
    _show_list(console, heading, [*items, *elsewhere_said(left)])
