"""`multifocal study compare`: two studies of one person beside each other."""

import json
import sys
from dataclasses import asdict
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from multifocal.cli.study import files
from multifocal.cli.study.files import CallOption, PolarityOption, UnitOption
from multifocal.cli.study.report_options import (
    AreaOption,
    DurationOption,
    ProfileOption,
    lasting_answers,
    profile_of,
)
from multifocal.cli.study.summary import STYLE
from multifocal.cli.whole_table import WholeTable
from multifocal.fault import Fault
from multifocal.follow_up import DEFAULT_REPEAT, Repeat, changes
from multifocal.report.follow_up import Beside, PresentedCourse, present_course
from multifocal.report.tones import SIGNS
from multifocal.words import listed_clauses, say

PIPED_WIDTH = 140
_WHICH: Final = ("earlier", "later")


def compare(
    earlier: Annotated[str, typer.Argument(metavar="EARLIER", help="cli_study.compare.earlier")],
    later: Annotated[str, typer.Argument(metavar="LATER", help="cli_study.compare.later")],
    repeat: Annotated[
        float | None,
        typer.Option(metavar="PERCENT", min=0.1, max=100, help="cli_study.compare.repeat"),
    ] = None,
    laboratory: Annotated[
        list[str] | None, typer.Option(help="cli_study.compare.laboratory")
    ] = None,
    days_since_infusion: Annotated[
        list[int] | None, typer.Option(min=0, help="cli_study.compare.infusion")
    ] = None,
    polarity: PolarityOption = None,
    unit: UnitOption = None,
    call: CallOption = None,
    area: AreaOption = None,
    duration: DurationOption = None,
    answer: Annotated[
        list[str] | None,
        typer.Option("--answer", metavar="ITEM=WORD", help="cli_study.compare.answer"),
    ] = None,
    profile: ProfileOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option.json")] = False,
) -> None:
    """`multifocal study compare`, whose help is `cli_study.compare.help`."""
    beside = _beside(laboratory or [], days_since_infusion or [])
    told = lasting_answers(area, duration, answer, where=_WHICH)
    try:
        kept = profile_of(profile)
        before, after = (
            files.read(file, polarity, unit, call, told[which], kept)
            for file, which in zip((earlier, later), _WHICH, strict=True)
        )
        first, _ = files.completed(before)
        second, _ = files.completed(after)
        turned = first.on is not None and second.on is not None and second.on < first.on
        if turned:
            first, second, beside = second, first, (beside[1], beside[0])
        own = DEFAULT_REPEAT if repeat is None else Repeat(repeat, "")
        course = changes(first, second, own)
    except Fault as fault:
        raise files.one_line(fault) from None
    shown = present_course(first, second, course, beside)
    for file, reading in ((earlier, before), (later, after)):
        for text in reading.unread:
            typer.echo(say("cli_study.compare.unread", file=file, text=text), err=True)
    if as_json:
        typer.echo(json.dumps(asdict(shown), indent=2))
        return
    if turned:
        typer.echo(say("report.follow_up.caution.order"), err=True)
    _render(shown, own=repeat is not None)


def _beside(laboratories: list[str], days: list[int]) -> tuple[Beside, Beside]:
    """What the options say of the first and of the second study, in their order."""
    for given, name in ((laboratories, "--laboratory"), (days, "--days-since-infusion")):
        if len(given) not in (0, 2):
            raise typer.BadParameter(say("cli_study.compare.twice", option=name))
    first, second = (
        Beside(
            laboratories[at] if laboratories else None,
            days[at] if days else None,
        )
        for at in (0, 1)
    )
    return first, second


def _render(shown: PresentedCourse, *, own: bool) -> None:
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    console.print(shown.title, style="bold")
    for name, facts in shown.studies:
        said = listed_clauses(
            say("report.conclusion.copy.fact", name=one.name, value=one.value) for one in facts
        )
        console.print(say("report.follow_up.study", name=name, facts=said))
    for text in (*shown.repeat, *([] if own else [say("cli_study.compare.own_repeat")])):
        console.print(text, soft_wrap=True)
    for text in shown.cautions:
        console.print(f"! {text}")
    if shown.rows:
        table = WholeTable(show_edge=False, pad_edge=False, box=None)
        table.add_column(say("report.follow_up.column.stretch"))
        table.add_column(say("report.follow_up.column.change"))
        for name in ("distal", "proximal", "amplitude", "area"):
            table.add_column(say(f"report.follow_up.column.{name}"), justify="right")
        for row in shown.rows:
            change = Text(f"{SIGNS[row.tone]} {row.change}", STYLE.get(row.tone, ""))
            table.add_row(row.place, change, row.distal, row.proximal, row.amplitude, row.area)
        console.print(table)
    if shown.quiet:
        console.print(shown.quiet)
