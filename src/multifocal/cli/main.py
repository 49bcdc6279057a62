"""All commands under one name; what a command needs is imported when it runs."""

import contextlib
import errno
import os
import sys
from typing import Annotated, Final

import typer

from multifocal import __version__
from multifocal.cli import evidence, examine, fiber, nerve, serve, study, warm
from multifocal.fault import Fault

app = typer.Typer(
    name="multifocal",
    help="Open software about multifocal motor neuropathy: understand, prepare, examine, explore. "
    "It informs; it is not a medical device.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("warm")(warm.warm)
app.command("fiber")(fiber.fiber)
app.command("nerve")(nerve.nerve)
app.command("examine")(examine.examine)
app.add_typer(study.app, name="study")
app.add_typer(evidence.app, name="evidence")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def home(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Without a command: serve the site."""
    if context.invoked_subcommand is None:
        serve.serve()


def main() -> None:
    """Entry point. Exit status: 0 done, 1 the input is at fault, 2 wrong usage."""
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
            what = f"{error.filename} cannot be used"
        elif error.errno in _WRITING:
            what = "the output cannot be written"
            _abandon_output()
        else:
            what = "the system refused"
        reason = (error.strerror or "unknown reason").lower()
        sys.stderr.write(f"multifocal: {what} ({reason})\n")
        sys.exit(1)


_WRITING: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def _abandon_output() -> None:
    """Lets what is still buffered go nowhere, else Python fails on it once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
