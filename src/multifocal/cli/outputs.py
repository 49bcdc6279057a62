"""Options of every command that writes a file: where to, and whether what is there may go."""

from pathlib import Path
from typing import Annotated, TypeVar

import typer

from multifocal.files import Input
from multifocal.words import say

STANDARD = "-"
T = TypeVar("T", str, Path, "str | None", "Path | None")

ForceOption = Annotated[bool, typer.Option("--force", help="cli.option.force")]


def named(out: T) -> T:
    """The name of an output as it was given; BadParameter if it names no file."""
    if out is not None and out != STANDARD and not Path(out).name:
        raise typer.BadParameter(say("cli.said.no_file"))
    return out


def inputs(*files: str | None) -> list[Input]:
    """What a command reads and so must not write: names of files, or - for standard input."""
    return [0 if one == STANDARD else Path(one) for one in files if one]
