"""`multifocal diary report`: the diary's report as PDF, under a password if one is wanted."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from multifocal.cli.diary.passphrase import opened
from multifocal.cli.outputs import ForceOption, named
from multifocal.cli.secrets_asked import ask_new_secret
from multifocal.cli.site_settings import set_up
from multifocal.extras import require
from multifocal.fault import Fault
from multifocal.files import check_outputs, printable, write_whole
from multifocal.report.diary import (
    ReportOptions,
    diary_pdf,
    present_diary,
    protect_pdf,
)
from multifocal.report.diary.options import Paper
from multifocal.report.diary.protect import check_password
from multifocal.words import say

_DAY = ["%Y-%m-%d"]


def report(
    out: Annotated[Path, typer.Option(callback=named, help="cli_diary.report.out")],
    since: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="cli_diary.report.since")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="cli_diary.report.until")
    ] = None,
    trial: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="cli_diary.report.trial")
    ] = None,
    letter: Annotated[bool, typer.Option("--letter", help="cli_diary.report.letter")] = False,
    password: Annotated[bool, typer.Option("--password", help="cli_diary.report.password")] = False,
    force: ForceOption = False,
) -> None:
    """`multifocal diary report`, whose help is `cli_diary.report.help`."""
    set_up()
    require("pdf")
    if password:
        require("encrypted")
    from multifocal.web.diary import store  # noqa: PLC0415
    from multifocal.web.diary.state import today  # noqa: PLC0415

    check_outputs([out], replace=force)
    opened()
    secret = ""
    if password:
        secret, again = ask_new_secret("cli_diary.ask.password")
        check_password(secret)
        if secret != again:
            raise Fault("diary_site.differ")
    days = [one and one.date() for one in (since, until, trial)]
    paper: Paper = "us-letter" if letter else "a4"
    options = ReportOptions(since=days[0], until=days[1], paper=paper, trial=days[2])
    content = diary_pdf(present_diary(store.everything(), options, made_on=today()), paper)
    content = protect_pdf(content, secret) if password else content
    write_whole(out, content, replace=force, private=True)
    key = "cli_diary.report.done.password" if password else "cli_diary.report.done"
    typer.echo(say(key, path=printable(out)))
