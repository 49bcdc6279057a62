"""`multifocal study inching`: a stretch that was stimulated every few centimeters."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from multifocal.cli.outputs import STANDARD, ForceOption, inputs, named
from multifocal.cli.study import files
from multifocal.cli.study.files import CallOption, FileArgument, PolarityOption, UnitOption
from multifocal.cli.study.report_options import (
    AnswerOption,
    AreaOption,
    DurationOption,
    ProfileOption,
    answers_of,
    profile_of,
)
from multifocal.cli.whole_table import WholeTable
from multifocal.fault import Fault, Phrase
from multifocal.files import check_outputs, write_together
from multifocal.report.inching import (
    SOURCES,
    PresentedInching,
    beyond_limit,
    not_inched_said,
    present_inching,
    stretches_of,
)
from multifocal.study import Study
from multifocal.study.inched import InchedStretch
from multifocal.words import say

PIPED_WIDTH = 140


def inching(
    file: FileArgument,
    out: Annotated[Path | None, typer.Option(callback=named, help="cli_study.inching.out")] = None,
    polarity: PolarityOption = None,
    unit: UnitOption = None,
    call: CallOption = None,
    area: AreaOption = None,
    duration: DurationOption = None,
    answer: AnswerOption = None,
    profile: ProfileOption = None,
    force: ForceOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option.json")] = False,
) -> None:
    """`multifocal study inching`, whose help is `cli_study.inching.help`."""
    told = answers_of(area, duration, answer)
    try:
        if out is not None:
            check_outputs([out], replace=force, inputs=inputs(file))
        reading = files.read(file, polarity, unit, call, told, profile_of(profile))
        study, remarks = files.completed(reading)
        stretches, shown = stretches_of(study), present_inching(study)
        if not shown:
            raise _none(study)
        if out is not None:
            _write(out, shown, file, force)
    except Fault as fault:
        raise files.one_line(fault) from None
    shown_here = say("study.cli.inched", count=len(study.inched))  # names this command
    for text in (*remarks, *not_inched_said(study)):
        if text != shown_here:
            typer.echo(text, err=True)
    if as_json:
        page = {"stretches": [_plain(one) for one in stretches], "sources": list(SOURCES)}
        typer.echo(json.dumps(page, indent=2))
    else:
        _render(shown)


def _none(study: Study) -> Fault:
    why = Phrase.of("study.not_inched.none")
    if not_inched_said(study):
        why = Phrase.of("study.not_inched.distances")
    return Fault("study.not_inched", why=why)


def _write(out: Path, shown: tuple[PresentedInching, ...], file: str, force: bool) -> None:
    from multifocal.figures import standalone  # noqa: PLC0415  # only where a chart is wanted

    charts = [standalone(one.figure).encode() for one in shown]
    if str(out) == STANDARD:
        if len(charts) > 1:
            raise Fault("cli.several_files")
        sys.stdout.write(charts[0].decode())
        return
    names = [out] if len(charts) == 1 else [
        out.with_name(f"{out.stem}-{at}{out.suffix}") for at in range(1, len(charts) + 1)
    ]  # fmt: skip
    write_together(dict(zip(names, charts, strict=True)), replace=force, inputs=inputs(file))


def _plain(stretch: InchedStretch) -> dict[str, Any]:
    """A stretch as JSON: its responses, and each with the step that ends at it."""
    rows: list[dict[str, Any]] = [
        {
            "position_mm": response.position_mm,
            "latency_ms": response.latency_ms,
            "amplitude_mv": response.amplitude_mv,
            "negative_peak_area_mvms": response.negative_peak_area_mvms,
            "negative_peak_duration_ms": response.negative_peak_duration_ms,
            "absent": response.absent,
        }
        for response in stretch.responses
    ]
    for row, step in zip(rows[1:], stretch.steps, strict=True):
        row["step_mm"] = step.length_mm
        row["amplitude_reduction_percent"] = step.amplitude_reduction_percent
        row["area_reduction_percent"] = step.area_reduction_percent
        row["at_or_beyond_limit"] = beyond_limit(step)
    return {
        "side": stretch.side, "nerve": stretch.nerve, "muscle": stretch.muscle,
        "origin": stretch.origin, "positions_from_distances": stretch.by_distance,
        "responses": rows,
    }  # fmt: skip


def _render(shown: tuple[PresentedInching, ...]) -> None:
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    console = Console(width=width, highlight=False)
    for stretch in shown:
        table = stretch.figure.table
        assert table is not None
        grid = WholeTable(title=Text(stretch.title), title_justify="left")
        for name in table.columns:
            grid.add_column(Text(name), justify="right")
        for row in table.rows:
            grid.add_row(*(Text(cell) for cell in row))
        console.print(grid)
        for note in stretch.notes:
            console.print(Text(note))
