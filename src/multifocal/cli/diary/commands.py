"""`multifocal diary`: opens the diary of the site that runs here, and looks after its copies."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multifocal.cli.diary import passphrase
from multifocal.cli.diary.passphrase import opened
from multifocal.cli.diary.report import report
from multifocal.cli.helps import SaidCommand, SaidGroup
from multifocal.cli.secrets_asked import ask_secret
from multifocal.cli.site_settings import set_up
from multifocal.fault import Fault, together
from multifocal.files import printable
from multifocal.words import say

if TYPE_CHECKING:
    from multifocal.web.diary.cipher import Key

app = typer.Typer(cls=SaidGroup, no_args_is_help=True, help="cli_diary.group")


@app.callback(cls=SaidGroup, help="cli_diary.group")
def _diary() -> None:
    """Makes `diary` a group."""


@app.command("open", cls=SaidCommand, help="cli_diary.open.help")
def open_(
    browser: Annotated[bool, typer.Option(help="cli_diary.open.browser")] = True,
) -> None:
    """`multifocal diary open`, whose help is `cli_diary.open.help`."""
    set_up()
    from multifocal.cli.serve import open_browser  # noqa: PLC0415
    from multifocal.web.diary.access import another_link  # noqa: PLC0415
    from multifocal.web.running import is_running  # noqa: PLC0415

    if not is_running():  # whoever listens at its last address now is somebody else
        raise Fault("diary_site.not_open")
    link = another_link()
    if browser:
        open_browser(link)
        typer.echo(say("cli_diary.open.opened"))
    else:
        typer.echo(link)


@app.command("phone", cls=SaidCommand, help="cli_diary.phone.help")
def phone(
    link: Annotated[bool, typer.Option("--link", help="cli_diary.phone.link")] = False,
) -> None:
    """`multifocal diary phone`, whose help is `cli_diary.phone.help`."""
    set_up()
    from multifocal.cli.terminal_code import terminal_code  # noqa: PLC0415
    from multifocal.web.diary.pairing import CODE_LASTS_S, new_code  # noqa: PLC0415
    from multifocal.web.running import is_running  # noqa: PLC0415

    if not is_running():
        raise Fault("home.not_open")
    address = new_code()
    if link:
        typer.echo(address)
        return
    code = terminal_code(address, sys.stdout.encoding)
    typer.echo(say("cli_diary.phone.no_blocks") if code is None else code)
    typer.echo(say("cli.home.scan", minutes=CODE_LASTS_S // 60))


@app.command("backup", cls=SaidCommand, help="cli_diary.backup.help")
def backup(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="cli_diary.backup.folder")
    ] = None,
) -> None:
    """`multifocal diary backup`, whose help is `cli_diary.backup.help`."""
    set_up()
    from multifocal.web.diary.backups import back_up  # noqa: PLC0415

    opened()
    made = back_up(folder)
    typer.echo(say("cli_diary.backup.done", count=made.entries, path=printable(made.path)))


@app.command("restore", cls=SaidCommand, help="cli_diary.restore.help")
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="cli_diary.restore.source")],
    force: Annotated[bool, typer.Option("--force", help="cli_diary.restore.force")] = False,
) -> None:
    """`multifocal diary restore`, whose help is `cli_diary.restore.help`."""
    set_up()
    from multifocal.web.diary import backups, vault  # noqa: PLC0415
    from multifocal.web.diary.drafts import place  # noqa: PLC0415

    key = _key_of(source, None)
    if key is not None and key.fits(place()):
        vault.hold(key)
    elif key is None:  # in clear: what is put in an encrypted diary's place is encrypted as that
        opened()
    gone = backups.restore(source, replace=force, key=key)
    entries = backups.verify(place(), key).entries
    typer.echo(say("cli_diary.restore.done", count=entries))
    if gone is not None:
        typer.echo(say("cli_diary.restore.gone", path=printable(gone)))


@app.command("verify", cls=SaidCommand, help="cli_diary.verify.help")
def verify(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="cli_diary.verify.path")],
) -> None:
    """`multifocal diary verify`, whose help is `cli_diary.verify.help`."""
    set_up()
    from multifocal.web.diary.backups import copies_in  # noqa: PLC0415
    from multifocal.web.diary.backups import verify as read_whole  # noqa: PLC0415

    key, faults = None, []
    for copy in copies_in(path):
        try:
            key = _key_of(copy, key)
            found = read_whole(copy, key)
        except Fault as fault:  # which of the others are whole is what one needs to know then
            faults.append(fault)
            continue
        typer.echo(say("cli_diary.verify.good", path=printable(copy), count=found.entries))
    if faults:
        raise together(faults)


def _key_of(path: Path, known: "Key | None") -> "Key | None":
    """What opens a copy: asked for, once for all copies of one passphrase; None for one that is in
    clear."""
    from multifocal.web.diary import cipher, vault  # noqa: PLC0415

    if not cipher.is_encrypted(path):
        return None
    if known is not None and known.fits(path):
        return known
    typer.echo(say("cli_diary.ask.of", path=printable(path)), err=True)
    return vault.key_by(path, ask_secret("cli_diary.ask.copy"))


for _name, _command, _help in (*passphrase.COMMANDS, ("report", report, "cli_diary.report.help")):
    app.command(_name, cls=SaidCommand, help=_help)(_command)
