"""`multifocal study convert`: any format in, any format out."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

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
from multifocal.criteria import criteria_names, evaluate
from multifocal.fault import Fault
from multifocal.files import write_together
from multifocal.formats import Format, format_for, format_named, formats, write_study
from multifocal.measuring import completed_study
from multifocal.reference import DEFAULT_REFERENCE, reference_table
from multifocal.study import Study
from multifocal.words import listed, say

_NAMES: Final = tuple(one.name for one in formats() if one.write)


def _known(name: str | None) -> str | None:
    if name is not None and name not in _NAMES:
        raise typer.BadParameter(
            say("cli_study.wrong.format", word=repr(name), known=listed(_NAMES))
        )
    return name


def convert(
    file: FileArgument,
    out: Annotated[
        str,
        typer.Argument(metavar="OUT", callback=named, help="cli_study.convert.out"),
    ],
    to: Annotated[
        str | None,
        typer.Option(
            callback=_known,
            metavar=f"[{'|'.join(_NAMES)}]",
            help="cli_study.convert.to",
        ),
    ] = None,
    xml: Annotated[bool, typer.Option("--xml", help="cli_study.convert.xml")] = False,
    criteria: Annotated[
        str | None,
        typer.Option(help="cli_study.convert.criteria"),
    ] = None,
    polarity: PolarityOption = None,
    unit: UnitOption = None,
    call: CallOption = None,
    area: AreaOption = None,
    duration: DurationOption = None,
    answer: AnswerOption = None,
    profile: ProfileOption = None,
    force: ForceOption = False,
) -> None:
    """`multifocal study convert`, whose help is `cli_study.convert.help`."""
    kind = format_named(to) if to else format_for(out)
    if kind is None:
        raise typer.BadParameter(say("cli_study.wrong.ending_to", file=repr(out)))
    if criteria is not None and criteria not in criteria_names():
        known = listed(criteria_names())
        raise typer.BadParameter(say("cli.said.unknown_criteria", word=repr(criteria), known=known))
    told = answers_of(area, duration, answer)
    try:
        reading = files.read(file, polarity, unit, call, told, profile_of(profile))
        remarks = tuple(str(one) for one in reading.remarks)
        study = reading.study
        if kind.measured and study.recordings:
            full, said = files.completed(reading)
            if (full.measures, full.f_measures) != (study.measures, study.f_measures):
                study = files.printed(replace(full, recordings=study.recordings))
                remarks = said
        sentences = _sentences(study, criteria, reading.unread)
        contents, lost = write_study(study, kind.name, xml=xml, conclusion=sentences)
        names = _write(file, out, kind, contents, force)
    except Fault as fault:
        raise files.one_line(fault) from None
    for text in (*remarks, *(str(one) for one in lost)):
        typer.echo(text, err=True)
    if len(names) > 1:
        typer.echo(say("cli_study.convert.written", files=listed(names)), err=True)


def _sentences(study: Study, criteria: str | None, unread: Sequence[str]) -> tuple[str, ...]:
    """The conclusion by a set, with all that it rests on; nothing where none is named."""
    if criteria is None:
        return ()
    from multifocal.report import copied_text, present_study  # noqa: PLC0415  # slow to load

    whole = completed_study(study)
    found = (evaluate(whole, criteria),)
    table = reference_table(DEFAULT_REFERENCE)
    shown = present_study(whole, found, table, drawn=False, unread=unread)
    return tuple(copied_text(shown.conclusion).splitlines())


def _write(
    file: str, out: str, kind: Format, contents: tuple[bytes, ...], force: bool
) -> list[str]:
    """Writes one file, or several with numbers in their names; gives the names."""
    if out == STANDARD:
        if len(contents) > 1:
            raise Fault("cli.several_files")
        if sys.stdout is None:
            raise Fault("cli.no_output")
        sys.stdout.buffer.write(contents[0])
        sys.stdout.buffer.flush()
        return []
    paths = files.names(Path(out), kind, len(contents))
    write_together(dict(zip(paths, contents, strict=True)), replace=force, inputs=inputs(file))
    return [str(one) for one in paths]
