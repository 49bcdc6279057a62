"""All commands under one name; what a command needs is imported when it runs."""

import contextlib
import errno
import io
import os
import sys
from typing import Annotated, Final

import typer

from multifocal import __version__, body, words
from multifocal.cli import evidence, excitability, fiber, localize, serve, site, warm
from multifocal.cli.diary import commands as diary
from multifocal.cli.helps import SaidCommand, SaidGroup, said
from multifocal.cli.language import language_of
from multifocal.cli.nerve import examine, nerve
from multifocal.cli.phone_side import HOME_PORT
from multifocal.cli.study import commands as study
from multifocal.fault import Fault

app = typer.Typer(
    name="multifocal",
    cls=SaidGroup,
    help="cli.app",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("serve", cls=said(port=serve.DEFAULT_PORT, home_port=HOME_PORT), help="cli.serve.help")(
    serve.serve
)
app.command("warm", cls=SaidCommand, help="cli.warm.help")(warm.warm)
app.command("fiber", cls=SaidCommand, help="cli.fiber.help")(fiber.fiber)
app.command("excitability", cls=SaidCommand, help="cli_excitability.help")(
    excitability.excitability
)
app.command(
    "nerve",
    cls=said(
        nerves=tuple(nerve.USUAL_MUSCLE),
        entrapments=tuple(one.id for one in body.entrapments()),
    ),
    help="cli_nerve.nerve.help",
)(nerve.nerve)
app.command("examine", cls=SaidCommand, help="cli_nerve.examine.help")(examine.examine)
app.command("localize", cls=SaidCommand, help="cli_localize.help")(localize.localize)
app.add_typer(study.app, name="study")
app.add_typer(evidence.app, name="evidence")
app.add_typer(site.app, name="site")
app.add_typer(diary.app, name="diary")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def home(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="cli.app.version"),
    ] = False,
) -> None:
    """Without a command: serves the site."""
    if context.invoked_subcommand is None:
        serve.serve()


def main() -> None:
    """Entry point. Exit status: 0 done, 1 the input is at fault, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without µ is no reason to stop
    with words.speaking(language_of(os.environ)):
        _main()


def _main() -> None:
    try:
        app()
    except Fault as fault:
        for one in fault.each:
            sys.stderr.write(f"multifocal: {' '.join(str(one).split())}\n")
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        if error.filename is not None:
            key, name = "cli.system.file", error.filename
        elif error.errno in _WRITING:
            key, name = "cli.system.output", None
            _abandon_output()
        else:
            key, name = "cli.system.refused", None
        reason = (error.strerror or words.say("cli.system.no_reason")).lower()
        sys.stderr.write(f"multifocal: {words.say(key, file=name, reason=reason)}\n")
        sys.exit(1)


_WRITING: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def _abandon_output() -> None:
    """Lets what is still buffered go nowhere, else Python fails on it once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
