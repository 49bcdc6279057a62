"""`multifocal study`: nerve conduction studies."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from multifocal.cli.helps import SaidCommand, SaidGroup, said
from multifocal.cli.outputs import ForceOption, inputs, named
from multifocal.cli.study import (
    answers,
    batch,
    compare,
    convert,
    files,
    inching,
    measure,
    rendering,
)
from multifocal.cli.study.files import CallOption, FileArgument, PolarityOption, UnitOption
from multifocal.cli.study.report_options import (
    AnswerOption,
    AreaOption,
    DurationOption,
    ProfileOption,
    answers_of,
    profile_of,
)
from multifocal.criteria import (
    DEFAULT_CRITERIA,
    coverage,
    coverage_json,
    criteria_names,
    evaluate_by,
    evaluation_json,
)
from multifocal.extras import require
from multifocal.fault import Fault
from multifocal.files import check_outputs, write_whole
from multifocal.formats import read_reference
from multifocal.reference import (
    DEFAULT_REFERENCE,
    ReferenceTable,
    reference_names,
    reference_table,
)
from multifocal.words import listed, say

ALL = "all"

app = typer.Typer(cls=SaidGroup, no_args_is_help=True, help="cli_study.group")
app.command("measure", cls=SaidCommand, help="cli_study.measure.help")(measure.measure)
app.command("batch", cls=SaidCommand, help="cli_study.batch.help")(batch.batch)
app.command("compare", cls=SaidCommand, help="cli_study.compare.help")(compare.compare)
app.command("inching", cls=SaidCommand, help="cli_study.inching.help")(inching.inching)
app.command("convert", cls=SaidCommand, help="cli_study.convert.help")(convert.convert)

_EVALUATING = said(all=ALL, criteria=criteria_names(research=True), references=reference_names())


@app.callback(cls=SaidGroup, help="cli_study.group")
def _study() -> None:
    """Makes `study` a group even of one command."""


def _known_criteria(name: str) -> str:
    known_names = criteria_names(research=True)
    if name != ALL and name not in known_names:
        known = listed((ALL, *known_names))
        raise typer.BadParameter(say("cli.said.unknown_criteria", word=repr(name), known=known))
    return name


def _reference(name: str) -> str:
    """A table's name, or a file's, which must at least be there."""
    if name not in reference_names() and not Path(name).is_file():
        known = listed(reference_names())
        raise typer.BadParameter(say("cli_study.wrong.reference", word=repr(name), known=known))
    return name


CriteriaOption = Annotated[
    str,
    typer.Option(callback=_known_criteria, help="cli_study.option.criteria"),
]
ReferenceOption = Annotated[
    str,
    typer.Option(
        metavar="NAME|FILE",
        callback=_reference,
        help="cli_study.option.reference",
    ),
]
LongSegmentsOption = Annotated[
    Literal["named", "longer"],
    typer.Option(help="cli_study.option.long_segments"),
]
YesOption = Annotated[
    list[str] | None,
    typer.Option("--yes", metavar="ITEM", help="cli_study.option.yes"),
]
NoOption = Annotated[
    list[str] | None,
    typer.Option("--no", metavar="ITEM", help="cli_study.option.no"),
]
WeakOption = Annotated[
    list[str] | None,
    typer.Option("--weak", metavar="SIDE:MUSCLE", help="cli_study.option.weak"),
]
AgeOption = Annotated[float | None, typer.Option(min=0, max=125, help="cli_study.option.age")]
HeightOption = Annotated[float | None, typer.Option(min=40, max=260, help="cli.option.height")]


@app.command("evaluate", cls=_EVALUATING, help="cli_study.evaluate.help")
def evaluate_command(
    file: FileArgument,
    criteria: CriteriaOption = DEFAULT_CRITERIA,
    reference: ReferenceOption = DEFAULT_REFERENCE,
    long_segments: LongSegmentsOption = "longer",
    yes: YesOption = None,
    no: NoOption = None,
    weak: WeakOption = None,
    age: AgeOption = None,
    height: HeightOption = None,
    polarity: PolarityOption = None,
    unit: UnitOption = None,
    call: CallOption = None,
    area: AreaOption = None,
    duration: DurationOption = None,
    answer: AnswerOption = None,
    profile: ProfileOption = None,
    full: Annotated[bool, typer.Option("--full", help="cli_study.option.full")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option.json")] = False,
) -> None:
    """`multifocal study evaluate`, whose help is `cli_study.evaluate.help`."""
    clinical = answers.picture(yes, no, weak)
    told = answers_of(area, duration, answer)
    try:
        table = _table(reference)
        reading = files.read(file, polarity, unit, call, told, profile_of(profile))
        study, remarks = files.completed(reading)
        study = answers.added(study, clinical, age, height)
        names = criteria_names() if criteria == ALL else (criteria,)
        evaluations = evaluate_by(study, names, table, long_segments=long_segments)
    except Fault as fault:
        raise files.one_line(fault) from None
    if sys.stdout is None:
        typer.echo(say("cli_study.wrong.no_output"), err=True)
        raise typer.Exit(1)
    if as_json:
        each = [evaluation_json(one) for one in evaluations]
        first = each[0] if criteria != ALL else {}  # as before the list stood there for one set too
        more = {
            "date": study.on.isoformat() if study.on else None,
            "coverage": coverage_json(coverage(study)),
            "remarks": list(remarks),
        }
        typer.echo(json.dumps(first | {"evaluations": each} | more, indent=2))
    else:
        rendering.render(study, evaluations, table, remarks, unread=reading.unread, full=full)


@app.command("report", cls=_EVALUATING, help="cli_study.report.help")
def report_command(
    file: FileArgument,
    out: Annotated[Path, typer.Option(callback=named, help="cli_study.report.out")],
    criteria: CriteriaOption = ALL,
    reference: ReferenceOption = DEFAULT_REFERENCE,
    long_segments: LongSegmentsOption = "longer",
    yes: YesOption = None,
    no: NoOption = None,
    weak: WeakOption = None,
    age: AgeOption = None,
    height: HeightOption = None,
    polarity: PolarityOption = None,
    unit: UnitOption = None,
    call: CallOption = None,
    area: AreaOption = None,
    duration: DurationOption = None,
    answer: AnswerOption = None,
    profile: ProfileOption = None,
    force: ForceOption = False,
) -> None:
    """`multifocal study report`, whose help is `cli_study.report.help`."""
    from multifocal.report import (  # noqa: PLC0415  # only this command needs it
        copied_rtf,
        copied_text,
        present_study,
        study_pdf,
    )

    clinical = answers.picture(yes, no, weak)
    told = answers_of(area, duration, answer)
    read = inputs(file, None if reference in reference_names() else reference)
    try:
        ending = out.suffix.lower()
        if ending not in (".txt", ".rtf"):
            require("pdf")
        check_outputs([out], replace=force, inputs=read)
        table = _table(reference)
        reading = files.read(file, polarity, unit, call, told, profile_of(profile))
        study, remarks = files.completed(reading)
        study = answers.added(study, clinical, age, height)
        names = criteria_names() if criteria == ALL else (criteria,)
        found = evaluate_by(study, names, table, long_segments=long_segments)
    except Fault as fault:
        raise files.one_line(fault) from None
    drawn = ending not in (".txt", ".rtf")
    shown = present_study(study, found, table, drawn=drawn, unread=reading.unread)
    if ending == ".txt":
        sheet = f"{copied_text(shown.conclusion)}\n".encode()
    elif ending == ".rtf":
        sheet = copied_rtf(shown.conclusion)
    else:
        sheet = study_pdf(shown, made_on=date.today().isoformat())
    try:
        write_whole(out, sheet, replace=force, inputs=read)
    except Fault as fault:
        raise files.one_line(fault) from None
    for remark in remarks:
        typer.echo(remark, err=True)
    typer.echo(str(out))


def _table(reference: str) -> ReferenceTable:
    if reference in reference_names():
        return reference_table(reference)
    return read_reference(Path(reference))
