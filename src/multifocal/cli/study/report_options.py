"""What a laboratory's report means, as options of the command line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from multifocal.formats import Profile, read_profile
from multifocal.formats.report.profile import lasts
from multifocal.words import listed, say

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
    answers: dict[str, str] = {}
    for one in answer or ():
        id_, sign, word = one.partition("=")
        if not (sign and id_.strip() and word.strip()):
            form = "ITEM=WORD"
            raise typer.BadParameter(say("cli.said.not_of_form", word=repr(one), form=form))
        answers[id_.strip()] = word.strip()
    for id_, given in (("area", area), ("duration", duration)):
        if given:
            answers[id_] = given
    return answers


def lasting_answers(
    area: Kind | None, duration: Kind | None, answer: list[str] | None, *, where: tuple[str, ...]
) -> Mapping[str, Mapping[str, str]]:
    """The answers for each of several reports, by `where`: "earlier:line:4=leave-out" for one,
    "area=total" for all. BadParameter for an answer to all that names a line of one of them."""
    by_place: dict[str, dict[str, str]] = {one: {} for one in where}
    for id_, word in answers_of(area, duration, answer).items():
        place, _, own = id_.partition(":")
        if place in by_place:
            by_place[place][own] = word
        elif lasts(id_):
            for one in by_place.values():
                one[id_] = word
        else:
            ways = listed(f"{one}:{id_}={word}" for one in where if one) or "--profile"
            raise typer.BadParameter(say("cli_study.wrong.answer_of_one", item=id_, ways=ways))
    return by_place


def profile_of(path: Path | None) -> Profile:
    """The laboratory's profile; Fault where it cannot be understood."""
    return Profile() if path is None else read_profile(path)
