"""`multifocal study measure`: the numbers that a study's waveforms give, with their landmarks."""

import json
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from multifocal.cli.outputs import ForceOption, inputs, named
from multifocal.cli.study import files
from multifocal.cli.study.files import CallOption, FileArgument, PolarityOption, UnitOption
from multifocal.cli.whole_table import WholeTable
from multifocal.fault import Fault
from multifocal.files import check_outputs, write_whole
from multifocal.formats import format_for, write_study
from multifocal.formats.study_json.plain import to_plain
from multifocal.report import series_title
from multifocal.study import Measure, Study, f_waves_said, reason_said, segments, word_of
from multifocal.words import listed, say

WIDTH = 120


def measure(
    file: FileArgument,
    out: Annotated[
        str | None,
        typer.Option(
            metavar="OUT",
            callback=named,
            help="cli_study.measure.out",
        ),
    ] = None,
    polarity: PolarityOption = None,
    unit: UnitOption = None,
    call: CallOption = None,
    force: ForceOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option.json")] = False,
) -> None:
    """`multifocal study measure`, whose help is `cli_study.measure.help`."""
    kind = None if out is None else format_for(out)
    if out is not None and kind is None:
        raise typer.BadParameter(say("cli_study.wrong.ending", file=repr(out)))
    try:
        if out is not None:
            check_outputs([Path(out)], replace=force, inputs=inputs(file))
        reading = files.read(file, polarity, unit, call)
        study, remarks = files.measured(reading)
        if kind is not None and out is not None:
            fits = files.printed(study) if kind.measured else study
            contents, lost = write_study(fits, kind.name)
            if len(contents) > 1:
                raise Fault("cli.several_files_measured")
            write_whole(Path(out), contents[0], replace=force, inputs=inputs(file))
            remarks += tuple(str(one) for one in lost)
    except Fault as fault:
        raise files.one_line(fault) from None
    if as_json:
        typer.echo(json.dumps(_found(study, reading.stated, remarks), indent=2))
        return
    _render(study, reading.stated, remarks)


def _found(study: Study, stated: Iterable[Measure], remarks: Iterable[str]) -> dict[str, Any]:
    velocities = _velocities(study)
    return {
        "measures": [
            to_plain(one)
            | {"velocity_m_s": velocities.get(id(one))}
            | ({"because": reason_said(one)} if one.unmeasurable else {})
            for one in study.measures
        ],
        "f_measures": [to_plain(one) for one in study.f_measures],
        "stated": [to_plain(one) for one in stated],
        "remarks": list(remarks),
    }


def _velocities(study: Study) -> dict[int, float | None]:
    """Velocity of the segment up to each motor response; of sensory ones, to the electrode."""
    sensory = {
        id(one): one.distance_mm / one.latency_ms
        for one in study.measures
        if one.kind == "sensory" and one.distance_mm and one.latency_ms
    }
    return sensory | {id(one.proximal): one.velocity_m_s for one in segments(study.measures)}


def _render(study: Study, stated: Iterable[Measure], remarks: Iterable[str]) -> None:
    width = None if sys.stdout.isatty() else WIDTH
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    velocities = _velocities(study)
    said: dict[tuple[str | None, ...], Measure] = {
        (one.side, one.nerve, one.muscle, one.skin, one.site): one for one in stated
    }

    def series(one: Measure) -> tuple[str, ...]:
        return one.kind, one.side, one.nerve, one.muscle or "", one.skin or ""

    for _, group in groupby(study.measures, key=series):
        rows = tuple(group)
        console.print(series_title(rows[0]), style="bold", soft_wrap=True)
        console.print(_table(rows, velocities, said))
        console.print()
    for late in study.f_measures:
        console.print(f_waves_said(late), soft_wrap=True)
    for remark in remarks:
        console.print(f"! {remark}", soft_wrap=True)


def _table(
    rows: tuple[Measure, ...],
    velocities: dict[int, float | None],
    said: dict[tuple[str | None, ...], Measure],
) -> WholeTable:
    sensory = rows[0].kind == "sensory"
    table = WholeTable(show_edge=False, pad_edge=False, box=None)
    table.add_column(say("study.cli.site"))
    names = ["latency_ms", "amplitude_uv" if sensory else "amplitude_mv", "area_mvms"]
    for name in (*names, "duration_ms", "velocity_m_s", "marks_ms", "stated"):
        table.add_column(say(f"study.cli.{name}"), justify="right")
    for measure in rows:
        factor = 1000.0 if sensory else 1.0
        numbers = (
            measure.latency_ms,
            None if measure.amplitude_mv is None else measure.amplitude_mv * factor,
            measure.negative_peak_area_mvms,
            measure.negative_peak_duration_ms,
        )
        cells = ["" if number is None else f"{number:.4g}" for number in numbers]
        if measure.absent:
            cells[1] = cells[2] = say("study.cli.absent")
        if measure.unmeasurable:
            cells[1] = say("study.cli.unmeasurable")
        speed = velocities.get(id(measure))
        marks = measure.landmarks
        cells.append("" if speed is None else f"{speed:.1f}")
        cells.append(
            f"{marks.onset_ms:.2f} {marks.peak_ms:.2f} {marks.end_ms:.2f}" if marks else ""
        )
        theirs = said.get((measure.side, measure.nerve, measure.muscle, measure.skin, measure.site))
        cells.append(_stated(theirs, factor) if theirs else "")
        table.add_row(word_of("site", measure.site), *cells)
    return table


def _stated(measure: Measure, factor: float) -> str:
    if measure.absent:
        return say("study.cli.absent")
    pairs = (
        (measure.latency_ms, "ms"),
        (
            None if measure.amplitude_mv is None else measure.amplitude_mv * factor,
            "mV" if factor == 1.0 else "µV",
        ),
    )
    return listed(f"{number:.4g} {unit}" for number, unit in pairs if number is not None)
