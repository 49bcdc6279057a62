"""`multifocal site`: the site as files."""

import datetime
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from multifocal.cli.helps import SaidCommand, SaidGroup
from multifocal.cli.outputs import ForceOption
from multifocal.extras import require
from multifocal.words import say

app = typer.Typer(cls=SaidGroup, no_args_is_help=True, help="cli_site.group")


@app.callback(cls=SaidGroup, help="cli_site.group")
def _site() -> None:
    """Makes `site` a group even of one command."""


def _day(text: str | None) -> str | None:
    try:
        return text and datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(say("cli_site.export.no_date")) from None


@app.command("export", cls=SaidCommand, help="cli_site.export.help")
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="cli_site.export.folder")],
    base_url: Annotated[str, typer.Option(help="cli_site.export.base_url")],
    date: Annotated[str | None, typer.Option(callback=_day, help="cli_site.export.date")] = None,
    grid_mm: Annotated[int, typer.Option(min=5, max=340, help="cli_site.export.mm")] = 10,
    grid_percent: Annotated[int, typer.Option(min=1, max=50, help="cli_site.export.percent")] = 5,
    program: Annotated[Path | None, typer.Option(help="cli_site.export.program")] = None,
    force: ForceOption = False,
) -> None:
    """`multifocal site export`, whose help is `cli_site.export.help`."""
    require("site")
    require("pdf")  # its typesetter draws the icons
    os.environ["DJANGO_SETTINGS_MODULE"] = "multifocal.web.export.settings"
    import django  # noqa: PLC0415 (the other commands never load Django)

    from multifocal.web.export.program import read_program  # noqa: PLC0415
    from multifocal.web.export.site import export_site  # noqa: PLC0415
    from multifocal.web.inside.state import Grid  # noqa: PLC0415

    django.setup()
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(say("cli_site.export.computing"), total=None)
        files = export_site(
            folder,
            base_url,
            grid=Grid(step_mm=grid_mm, step_percent=grid_percent),
            date=datetime.date.fromisoformat(date) if date else None,
            program=read_program(program) if program else None,
            replace=force,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    size_mb = sum(files.values()) / 1e6
    typer.echo(say("cli_site.export.done", files=len(files), size_mb=size_mb, folder=str(folder)))
