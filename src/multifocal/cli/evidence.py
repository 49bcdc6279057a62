"""`multifocal evidence`: labelled synthetic studies, and how good each rule set is on them."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from multifocal import words
from multifocal.cli.outputs import ForceOption, named

app = typer.Typer(
    no_args_is_help=True,
    help="Labelled synthetic studies with their truth; how good each rule set is.",
)


@app.callback()
def _evidence() -> None:
    """Labelled synthetic studies with their truth; how good each rule set is."""


def _folder(name: str) -> str:
    if not name:
        raise typer.BadParameter("give the name of a folder")
    return name


@app.command("make")
def make(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", callback=_folder, help="Made if it is not there.")
    ],
    seed: Annotated[int, typer.Option(min=0, help="Seed of the simulated person.")] = 1,
    noise: Annotated[
        float, typer.Option(min=0.0, help="Noise over the usual; 0 leaves the noisy files out.")
    ] = 1.0,
    force: ForceOption = False,
) -> None:
    """Make the open data set: EDF+ and CSV of every condition, with what was simulated."""
    from multifocal.evidence import LABELS, make_data_set  # noqa: PLC0415  (loads numba)

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("studies", total=len(LABELS))
        files = make_data_set(Path(folder), seed, noise, lambda _: bar.advance(task), replace=force)
    size = sum(path.stat().st_size for path in files)
    typer.echo(f"{len(files)} files, {size / 1e6:.2f} MB, in {folder}")


INTERRUPTED = 130


@app.command("performance")
def performance_command(
    out: Annotated[Path, typer.Option(callback=named, help="The results, as JSON.")],
    patients: Annotated[int, typer.Option(min=1, help="Simulated patients in each group.")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all patients.")] = 1,
    force: ForceOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Sensitivity and specificity of every rule set on simulated patients.

    Finished patients are kept beside OUT: interrupt it, and the same command goes on from there.
    """
    from multifocal.evidence import journal_path, performance  # noqa: PLC0415  (loads numba)

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("patients"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,  # elsewhere it would leave an empty line
    )
    finished = [0, 0]

    def told(number: int, total: int) -> None:
        finished[:] = number, total
        bar.update(task, completed=number, total=total)

    with bar:
        task = bar.add_task("patients", total=None)
        try:
            found = performance(patients, seed, out, told, replace=force)
        except KeyboardInterrupt:
            bar.stop()
            kept = f"{finished[0]} of {finished[1]} patients are kept in {journal_path(out)}"
            typer.echo(f"multifocal: stopped; {kept}. The same command goes on.", err=True)
            raise typer.Exit(INTERRUPTED) from None
    if as_json:
        typer.echo(json.dumps(found))
    else:
        _show(found)


def _show(found: dict[str, Any]) -> None:
    table = Table(title=words.say("evidence.table.title"))
    for name in ("answer", "sensitivity", "axon_loss", "dispersion", "healthy", "open"):
        table.add_column(words.say(f"evidence.table.{name}"))
    for answer, by_reach in found["studies"].items():
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
    return f"{100 * one['value']:.0f} % ({100 * one['low']:.0f} to {100 * one['high']:.0f})"
