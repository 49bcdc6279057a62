"""What is known beyond the table, as options of the command line."""

from dataclasses import fields, replace

import typer

from multifocal import body
from multifocal.body import SIDES, Subject
from multifocal.study import ClinicalPicture, Study, WeakMuscle
from multifocal.words import listed, say

ITEMS = tuple(one.name for one in fields(ClinicalPicture) if one.name != "weak_muscles")


def picture(yes: list[str] | None, no: list[str] | None, weak: list[str] | None) -> ClinicalPicture:
    """The clinical picture; BadParameter for an item or muscle that is not known."""
    answers: dict[str, bool] = {}
    for names, value in ((yes, True), (no, False)):
        for typed in names or ():
            name = typed.replace("-", "_")
            if name not in ITEMS:
                known = listed(ITEMS)
                raise typer.BadParameter(say("cli_study.wrong.item", word=repr(typed), known=known))
            if answers.get(name, value) is not value:
                raise typer.BadParameter(say("cli_study.wrong.both", word=repr(typed)))
            answers[name] = value
    muscles = tuple(dict.fromkeys(_weak(one) for one in weak or ()))
    return ClinicalPicture(**answers, weak_muscles=muscles)


def added(
    study: Study, answers: ClinicalPicture, age_years: float | None, height_cm: float | None
) -> Study:
    """The study with what the options say; where they are silent, what its file says stands."""
    clinical = study.clinical or ClinicalPicture()
    said = {
        one.name: getattr(answers, one.name)
        for one in fields(answers)
        if getattr(answers, one.name) not in (None, ())
    }
    person = study.subject
    if age_years is not None or height_cm is not None:
        typed = Subject(age_years=age_years, height_cm=height_cm)
        person = (person or Subject()).updated(typed)
    return replace(study, clinical=replace(clinical, **said), subject=person)


def _weak(typed: str) -> WeakMuscle:
    side, _, muscle = typed.partition(":")
    known = tuple(one.id for one in body.muscles())
    for one in SIDES:
        if one == side and muscle in known:
            return WeakMuscle(one, muscle)
    raise typer.BadParameter(say("cli_study.wrong.weak", word=repr(typed), known=listed(known)))
