"""`multifocal study`: nerve conduction studies."""

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from multifocal.cli import (
    study_answers,
    study_convert,
    study_files,
    study_measure,
    study_showing,
)
from multifocal.cli.outputs import ForceOption, inputs, named
from multifocal.cli.study_files import CallOption, FileArgument, PolarityOption, UnitOption
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

ALL = "all"

app = typer.Typer(
    no_args_is_help=True, help="Read, measure, judge and convert nerve conduction studies."
)
app.command("measure")(study_measure.measure)
app.command("convert")(study_convert.convert)


@app.callback()
def _study() -> None:
    """Read, measure, judge and convert nerve conduction studies."""


def _known_criteria(name: str) -> str:
    if name != ALL and name not in criteria_names():
        known = ", ".join((ALL, *criteria_names()))
        raise typer.BadParameter(f"unknown criteria {name!r}; known: {known}")
    return name


def _reference(name: str) -> str:
    """A table's name, or a file's, which must at least be there."""
    if name not in reference_names() and not Path(name).is_file():
        known = ", ".join(reference_names())
        raise typer.BadParameter(f"unknown reference {name!r}; known: {known}, or a CSV file")
    return name


CriteriaOption = Annotated[
    str,
    typer.Option(
        callback=_known_criteria, help=f"{ALL}, or one of: {', '.join(criteria_names())}."
    ),
]
ReferenceOption = Annotated[
    str,
    typer.Option(
        metavar="NAME|FILE",
        callback=_reference,
        help="Limits of normal: a laboratory's own CSV table, "
        f"or one of: {', '.join(reference_names())}.",
    ),
]
LongSegmentsOption = Annotated[
    Literal["named", "longer"],
    typer.Option(
        help="Which segments count as long (rule 2a): any one segment of the limb of an arm nerve, "
        "or only those that the guideline gives as examples."
    ),
]
YesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--yes", metavar="ITEM", help="An item of the clinical picture that is so; repeatable."
    ),
]
NoOption = Annotated[
    list[str] | None,
    typer.Option("--no", metavar="ITEM", help="One that is not so; repeatable."),
]
WeakOption = Annotated[
    list[str] | None,
    typer.Option("--weak", metavar="SIDE:MUSCLE", help="A weak muscle, as left:eip; repeatable."),
]
AgeOption = Annotated[float | None, typer.Option(min=0, max=125, help="Age, years.")]
HeightOption = Annotated[float | None, typer.Option(min=40, max=260, help="Height, cm.")]


@app.command("evaluate")
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
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Judge, segment by segment, whether the criteria for motor conduction block are met.

    Also the category of the study, as far as the answers given allow, and what was not tested.
    """
    answers = study_answers.picture(yes, no, weak)
    try:
        table = _table(reference)
        study, remarks = study_files.judged(study_files.read(file, polarity, unit, call))
        study = study_answers.added(study, answers, age, height)
        names = criteria_names() if criteria == ALL else (criteria,)
        found = evaluate_by(study, names, table, long_segments=long_segments)
    except Fault as fault:
        raise study_files.one_line(fault) from None
    if sys.stdout is None:
        typer.echo("the answer cannot be written: there is no standard output", err=True)
        raise typer.Exit(1)
    if as_json:
        one = evaluation_json(found[0]) if criteria != ALL else {}
        many = {"evaluations": [evaluation_json(each) for each in found]} if criteria == ALL else {}
        more = {"coverage": coverage_json(coverage(study)), "remarks": list(remarks)}
        typer.echo(json.dumps(one | many | more, indent=2))
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal without µ is no reason to stop
        study_showing.show(study, found, table, remarks)


@app.command("report")
def report_command(
    file: FileArgument,
    out: Annotated[Path, typer.Option(callback=named, help="The PDF to write.")],
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
    force: ForceOption = False,
) -> None:
    """Write a printable sheet (tagged PDF) of a judged study."""
    from multifocal.report import present_study, study_pdf  # noqa: PLC0415  # only this command needs it

    answers = study_answers.picture(yes, no, weak)
    read = inputs(file, None if reference in reference_names() else reference)
    try:
        require("pdf")
        check_outputs([out], replace=force, inputs=read)
        table = _table(reference)
        study, remarks = study_files.judged(study_files.read(file, polarity, unit, call))
        study = study_answers.added(study, answers, age, height)
        names = criteria_names() if criteria == ALL else (criteria,)
        found = evaluate_by(study, names, table, long_segments=long_segments)
    except Fault as fault:
        raise study_files.one_line(fault) from None
    sheet = study_pdf(present_study(study, found, table), made_on=date.today().isoformat())
    try:
        write_whole(out, sheet, replace=force, inputs=read)
    except Fault as fault:
        raise study_files.one_line(fault) from None
    for remark in remarks:
        typer.echo(remark, err=True)
    typer.echo(str(out))


def _table(reference: str) -> ReferenceTable:
    if reference in reference_names():
        return reference_table(reference)
    return read_reference(Path(reference))
