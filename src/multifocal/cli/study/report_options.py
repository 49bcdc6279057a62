"""What a laboratory's report means, as options of the command line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from multifocal.formats import Profile, read_profile
from multifocal.words import say

Kind = Literal["negative-peak", "total"]
AreaOption = Annotated[Kind | None, typer.Option(help="cli_study.option.area")]
DurationOption = Annotated[Kind | None, typer.Option(help="cli_study.option.duration")]
AnswerOption = Annotated[
    list[str] | None,
    typer.Option("--answer", metavar="ITEM=WORD", help="cli_study.option.answer"),
]
ProfileOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="cli_study.option.profile")
]


def answers_of(
    area: Kind | None, duration: Kind | None, answer: list[str] | None
) -> Mapping[str, str]:
    """The answers to a report's questions, by their ids; BadParameter for another form."""
    found: dict[str, str] = {}
    for one in answer or ():
        id_, sign, word = one.partition("=")
        if not (sign and id_.strip() and word.strip()):
            form = "ITEM=WORD"
            raise typer.BadParameter(say("cli.said.not_of_form", word=repr(one), form=form))
        found[id_.strip()] = word.strip()
    for id_, given in (("area", area), ("duration", duration)):
        if given:
            found[id_] = given
    return found


def profile_of(path: Path | None) -> Profile:
    """The laboratory's profile; Fault where it cannot be understood."""
    return Profile() if path is None else read_profile(path)
