"""`multifocal evidence`: labelled synthetic studies, and how good each rule set is on them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

app = typer.Typer(
    no_args_is_help=True,
    help="Labelled synthetic studies with their truth; how good each rule set is.",
)


@app.callback()
def _evidence() -> None:
    """Labelled synthetic studies with their truth; how good each rule set is."""


@app.command("make")
def make(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Made if it is not there.")],
    seed: Annotated[int, typer.Option(min=0, help="Seed of the simulated person.")] = 1,
    noise: Annotated[
        float, typer.Option(min=0.0, help="Noise over the usual; 0 leaves the noisy files out.")
    ] = 1.0,
) -> None:
    """Make the open data set: EDF+ and CSV of every condition, with what was simulated."""
    from multifocal.evidence import LABELS, make_data_set  # noqa: PLC0415  (loads numba)

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("studies", total=len(LABELS))
        files = make_data_set(folder, seed, noise, lambda _: bar.advance(task))
    size = sum(path.stat().st_size for path in files)
    typer.echo(f"{len(files)} files, {size / 1e6:.2f} MB, in {folder}")
