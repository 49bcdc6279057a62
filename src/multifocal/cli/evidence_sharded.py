"""`multifocal evidence performance` by several processes: what is told while it runs."""

import time
from pathlib import Path
from typing import Any, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from multifocal import words
from multifocal.cli.stopped import INTERRUPTED, resumption

_EVERY_S: Final = 60.0
"""How often a run without a terminal tells how far it is."""


def run(
    out: Path,
    patients: int,
    seed: int,
    *,
    workers: int | None,
    scheduler: str | None,
    shard: int,
    force: bool,
) -> dict[str, Any]:
    """The report; on Ctrl-C says what is kept and how to go on, and ends the command."""
    from multifocal.evidence import Progress, sharded_performance  # noqa: PLC0415  (loads numba)
    from multifocal.evidence.sharded.shard import patients_there  # noqa: PLC0415
    from multifocal.evidence.virtual_patients import GROUPS  # noqa: PLC0415

    console = Console(stderr=True, highlight=False)
    last = Progress(0, patients * len(GROUPS))
    told_s = time.monotonic()
    bar = Bar(
        TextColumn(words.say("cli_evidence.performance.progress")),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )

    def advance(now: Progress) -> None:
        nonlocal last, told_s
        last = now
        bar.update(task, completed=now.finished, total=now.total, pace=_pace(now))
        if not console.is_terminal and now.rate and time.monotonic() - told_s >= _EVERY_S:
            told_s = time.monotonic()
            said = words.say("cli_evidence.sharded.so_far", finished=now.finished, total=now.total)
            typer.echo(f"{said}{_pace(now)}", err=True)

    with bar:
        task = bar.add_task("", total=None, pace="")
        try:
            report = sharded_performance(
                patients, seed, out, advance,
                count=workers, scheduler=scheduler, each=shard, replace=force,
            )  # fmt: skip
        except KeyboardInterrupt:
            bar.stop()
            kept = patients_there(out, patients)  # one more, perhaps, than was told last
            typer.echo(resumption(kept, last.total, out), err=True)
            raise typer.Exit(INTERRUPTED) from None
    if last.left_out:
        there = patients + last.left_out
        said = words.say("cli_evidence.sharded.left_out", there=there, patients=patients, file=out)
        typer.echo(said, err=True)
    return report


def _pace(now: Any) -> str:
    """Patients a second, and how long it will take."""
    if now.rate is None:
        return ""
    left_s = round(now.seconds_left)
    hours, minutes, seconds = left_s // 3600, left_s // 60 % 60, left_s % 60
    return words.say(
        "cli_evidence.sharded.pace", rate=now.rate, left=f"{hours}:{minutes:02d}:{seconds:02d}"
    )
