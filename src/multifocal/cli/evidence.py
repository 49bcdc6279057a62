"""`multifocal evidence`: labelled synthetic studies, and how good each rule set is on them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from multifocal import words
from multifocal.cli import evidence_sharded
from multifocal.cli.helps import SaidCommand, SaidGroup
from multifocal.cli.outputs import ForceOption, named
from multifocal.cli.stopped import INTERRUPTED, resumption
from multifocal.cli.whole_table import WholeTable
from multifocal.criteria import criteria_set

if TYPE_CHECKING:
    from multifocal.evidence import Share  # it loads numba

app = typer.Typer(
    cls=SaidGroup,
    no_args_is_help=True,
    help="cli_evidence.group",
)


@app.callback(cls=SaidGroup, help="cli_evidence.group")
def _evidence() -> None:
    """Makes `evidence` a group even of one command."""


def _folder(name: str) -> str:
    if not name:
        raise typer.BadParameter(words.say("cli_evidence.no_folder"))
    return name


@app.command("make", cls=SaidCommand, help="cli_evidence.make.help")
def make(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", callback=_folder, help="cli_evidence.make.folder")
    ],
    seed: Annotated[int, typer.Option(min=0, help="cli.option.person")] = 1,
    noise: Annotated[float, typer.Option(min=0.0, help="cli_evidence.make.noise")] = 1.0,
    force: ForceOption = False,
) -> None:
    """`multifocal evidence make`, whose help is `cli_evidence.make.help`."""
    from multifocal.evidence import LABELS, make_data_set  # noqa: PLC0415  (loads numba)

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words.say("cli_evidence.make.studies"), total=len(LABELS))
        files = make_data_set(Path(folder), seed, noise, lambda _: bar.advance(task), replace=force)
    size = sum(path.stat().st_size for path in files)
    typer.echo(
        words.say("cli_evidence.make.done", files=len(files), size_mb=size / 1e6, folder=folder)
    )


@app.command("healthy", cls=SaidCommand, help="cli_evidence.healthy.help")
def healthy_command(
    people: Annotated[int, typer.Option(min=1, help="cli_evidence.healthy.people")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="cli_evidence.performance.seed")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="cli_evidence.performance.json")] = False,
) -> None:
    """`multifocal evidence healthy`, whose help is `cli_evidence.healthy.help`."""
    from multifocal.evidence import healthy_json, healthy_met, shares  # noqa: PLC0415  (loads numba)

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words.say("cli_evidence.healthy.progress"), total=None)
        met = healthy_met(
            people, seed, lambda done, total: bar.update(task, completed=done, total=total)
        )
    if as_json:
        typer.echo(json.dumps(healthy_json(met, people, seed), indent=1))
        return
    out = Console(highlight=False, markup=False, emoji=False)
    for falls, by_set in met.items():
        out.print(words.say(f"evidence.healthy.{falls}", people=people), soft_wrap=True)
        table = WholeTable(show_edge=False, pad_edge=False, box=None)
        table.add_column(words.say("cli_evidence.healthy.set"))
        for sites in next(iter(by_set.values())):
            table.add_column(words.say("cli_evidence.healthy.sites", sites=sites), justify="right")
        for name, by_sites in by_set.items():
            each = shares(by_sites, people).values()
            table.add_row(criteria_set(name).title, *(_share(one) for one in each))
        out.print(table)


def _share(one: "Share") -> str:
    assert one.value is not None and one.low is not None and one.high is not None
    percent = (100.0 * number for number in (one.value, one.low, one.high))
    share, low, high = (f"{number:.1f}" for number in percent)
    return words.say("cli_evidence.healthy.share", share=share, low=low, high=high)


@app.command("performance", cls=SaidCommand, help="cli_evidence.performance.help")
def performance_command(
    out: Annotated[Path, typer.Option(callback=named, help="cli_evidence.performance.out")],
    patients: Annotated[int, typer.Option(min=1, help="cli_evidence.performance.patients")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="cli_evidence.performance.seed")] = 1,
    force: ForceOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli_evidence.performance.json")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="cli_evidence.performance.workers")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="cli_evidence.performance.scheduler"),
    ] = None,
    shard: Annotated[int, typer.Option(min=1, help="cli_evidence.performance.shard")] = 25,
) -> None:
    """`multifocal evidence performance`, whose help is `cli_evidence.performance.help`."""
    if workers is not None and scheduler is not None:
        raise typer.BadParameter(words.say("cli_evidence.performance.either"))
    if workers is not None or scheduler is not None or out.is_dir():
        report = evidence_sharded.run(
            out, patients, seed, workers=workers, scheduler=scheduler, shard=shard, force=force
        )
    else:
        report = _one_by_one(out, patients, seed, force=force)
    if as_json:
        typer.echo(json.dumps(report))
    else:
        _render(report)


def _one_by_one(out: Path, patients: int, seed: int, *, force: bool) -> dict[str, Any]:
    """By this process alone, into one file."""
    from multifocal.evidence import journal_path, performance  # noqa: PLC0415  (loads numba)

    console = Console(stderr=True)
    bar = Progress(
        TextColumn(words.say("cli_evidence.performance.progress")),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,  # elsewhere it would leave an empty line
    )
    finished = [0, 0]

    def advance(number: int, total: int) -> None:
        finished[:] = number, total
        bar.update(task, completed=number, total=total)

    with bar:
        task = bar.add_task("", total=None)
        try:
            return performance(patients, seed, out, advance, replace=force)
        except KeyboardInterrupt:
            bar.stop()
            number, total = finished
            typer.echo(resumption(number, total, journal_path(out)), err=True)
            raise typer.Exit(INTERRUPTED) from None


@app.command("localize", cls=SaidCommand, help="cli_evidence.localize.help")
def localize_command(
    out: Annotated[Path, typer.Option(callback=named, help="cli_evidence.performance.out")],
    patients: Annotated[int, typer.Option(min=1, help="cli_evidence.localize.patients")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="cli_evidence.performance.seed")] = 1,
    force: ForceOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli_evidence.performance.json")] = False,
) -> None:
    """`multifocal evidence localize`, whose help is `cli_evidence.localize.help`."""
    from multifocal.evidence import localization  # noqa: PLC0415  (loads numba)

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words.say("cli_evidence.localize.progress"), total=None)
        report = localization(
            patients,
            seed,
            out,
            lambda done, total: bar.update(task, completed=done, total=total),
            replace=force,
        )
    if as_json:
        typer.echo(json.dumps(report))
        return
    for condition, row in report["conditions"].items():
        typer.echo(
            words.say(
                f"cli_evidence.localize.{condition}",
                patients=row["patients"],
                first=100 * row["first"]["value"],
                top_three=100 * row["top_three"]["value"],
                nerves=100 * row["nerves"]["value"],
                baseline=100 * row["baseline_nerves"]["value"],
                error=row["expected_calibration_error"],
                none=100 * row["none_posterior"],
            )
        )
    typer.echo(words.say("cli_evidence.localize.limits"))


@app.command("diary", cls=SaidCommand, help="cli_evidence.diary.help")
def diary_command(
    patients: Annotated[int, typer.Option(min=1, help="cli_evidence.diary.patients")] = 400,
    seed: Annotated[int, typer.Option(min=0, help="cli_evidence.diary.seed")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="cli_evidence.performance.json")] = False,
) -> None:
    """`multifocal evidence diary`, whose help is `cli_evidence.diary.help`."""
    from multifocal.evidence.diary_run import (  # noqa: PLC0415  (evidence loads numba)
        ask_diaries,
        diary_report,
    )

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words.say("cli_evidence.diary.progress"), total=None)
        answers = ask_diaries(
            patients, seed, lambda done, total: bar.update(task, completed=done, total=total)
        )
    report = diary_report(answers, seed)
    if as_json:
        typer.echo(json.dumps(report, indent=1))
        return
    table = WholeTable(show_edge=False, pad_edge=False, box=None)
    for name in ("group", "answered", "bias", "held", "false_alarms", "seen"):
        left = name == "group"
        table.add_column(
            words.say(f"cli_evidence.diary.{name}"),
            justify="left" if left else "right",
            no_wrap=left,
        )
    for group, row in report["groups"].items():
        table.add_row(
            words.say(f"cli_evidence.diary.group.{group}"),
            f"{row['answered']}/{row['asked']}",
            "-" if row["bias"] is None else f"{row['bias']:+.1f}",
            *(_said(row[name]) for name in ("held", "false_alarms", "seen")),
        )
    Console(highlight=False, markup=False, emoji=False).print(table, soft_wrap=True)
    typer.echo(words.say("cli_evidence.diary.limits"))


def _render(report: dict[str, Any]) -> None:
    table = WholeTable(title=words.say("evidence.table.title"))
    for name in ("answer", "sensitivity", "axon_loss", "dispersion", "healthy", "open"):
        table.add_column(words.say(f"evidence.table.{name}"))
    for answer, by_reach in report["studies"].items():
        row = by_reach["erb"]
        table.add_row(
            words.say(f"evidence.answer.{answer}"),
            _said(row["mmn"]["sensitivity"]),
            *(_said(row[one]["specificity"]) for one in ("axon_loss", "dispersion", "healthy")),
            "/".join(str(one["cannot_be_assessed"]) for one in row.values()),
        )
    Console().print(table)
    typer.echo(words.say("evidence.table.note"))


def _said(one: dict[str, Any]) -> str:
    if one["value"] is None:
        return "-"
    percent, low, high = (100 * one[name] for name in ("value", "low", "high"))
    return words.say("cli_evidence.performance.share", percent=percent, low=low, high=high)
