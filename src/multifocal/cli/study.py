"""`multifocal study`: nerve conduction studies; here the command that judges them."""

import io
import json
import sys
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from multifocal.cli import study_convert, study_files, study_measure
from multifocal.cli.study_files import CallOption, FileArgument, PolarityOption, UnitOption
from multifocal.fault import Fault
from multifocal.study import (
    DEFAULT_CRITERIA,
    DEFAULT_REFERENCE,
    Evaluation,
    Measure,
    SegmentVerdict,
    choice_said,
    criteria_names,
    criteria_set,
    evaluate,
    reference_names,
    reference_table,
    said,
    word_of,
)
from multifocal.words import say

PIPED_WIDTH = 120
"""Columns of the tables where no terminal says how wide it is; sentences are never broken."""

app = typer.Typer(
    no_args_is_help=True, help="Read, measure, judge and convert nerve conduction studies."
)
app.command("measure")(study_measure.measure)
app.command("convert")(study_convert.convert)


@app.callback()
def _study() -> None:
    """Read, measure, judge and convert nerve conduction studies."""


def _known(what: str, known: tuple[str, ...], name: str) -> str:
    if name not in known:
        raise typer.BadParameter(f"unknown {what} {name!r}; known: {', '.join(known)}")
    return name


def _known_criteria(name: str) -> str:
    return _known("criteria", criteria_names(), name)


def _known_reference(name: str) -> str:
    return _known("reference", reference_names(), name)


@app.command("evaluate")
def evaluate_command(
    file: FileArgument,
    criteria: Annotated[
        str,
        typer.Option(callback=_known_criteria, help=f"One of: {', '.join(criteria_names())}."),
    ] = DEFAULT_CRITERIA,
    reference: Annotated[
        str,
        typer.Option(
            callback=_known_reference,
            help=f"Table of the limits of normal. One of: {', '.join(reference_names())}.",
        ),
    ] = DEFAULT_REFERENCE,
    long_segments: Annotated[
        Literal["named", "longer"],
        typer.Option(
            help="Which segments count as long (rule 2a): those the guideline names, "
            "or also any that contains one of them."
        ),
    ] = "named",
    polarity: PolarityOption = None,
    unit: UnitOption = None,
    call: CallOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Judge, segment by segment, whether the criteria for motor conduction block are met."""
    try:
        study, remarks = study_files.judged(study_files.read(file, polarity, unit, call))
        found = evaluate(study, criteria, reference, long_segments=long_segments)
    except Fault as fault:
        raise study_files.one_line(fault) from None
    if sys.stdout is None:
        typer.echo("the answer cannot be written: there is no standard output", err=True)
        raise typer.Exit(1)
    if as_json:
        typer.echo(json.dumps(found.as_json() | {"remarks": list(remarks)}, indent=2))
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal without µ is no reason to stop
        _show(found, remarks)


def _show(found: Evaluation, remarks: tuple[str, ...]) -> None:
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    console = Console(highlight=False, markup=False, emoji=False, width=width)

    def line(text: str, style: str | None = None) -> None:
        console.print(text, style=style, soft_wrap=True)

    table = reference_table(found.reference)
    line(
        say(
            "study.cli.heading",
            criteria=criteria_set(found.criteria).title,
            reference=table.title,
            evidence="" if table.source.verified else say("study.reference.unverified"),
        )
    )
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
    _show_list(console, say("study.cli.every_segment"), [f"! {text}" for text in common])
    choices = [choice_said(choice) for choice in found.choices()]
    _show_list(console, say("study.cli.choices"), [f"- {text}" for text in choices])
    _show_list(console, say("study.cli.remarks"), [f"! {text}" for text in remarks])


_MARKS = {"met": "+", "not_met": "-", "cannot_be_assessed": "?", "not_applicable": "·"}


def _show_segment(console: Console, verdict: SegmentVerdict) -> None:
    segment = verdict.segment
    title = (
        f"{word_of('side', verdict.side)} {word_of('nerve', verdict.nerve)}, "
        f"{word_of('muscle', verdict.muscle)}"
    )
    console.print(f"{title}: {say(f'study.block.{verdict.block}')}", style="bold", soft_wrap=True)
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


def _show_list(console: Console, heading: str, items: list[str]) -> None:
    if items:
        console.print(f"\n{heading}", soft_wrap=True)
        for item in items:
            console.print(f"  {item}", soft_wrap=True)
