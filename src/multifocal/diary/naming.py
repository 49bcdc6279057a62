"""What kinds, fields and choices of entries are called, in the reader's language."""

from collections.abc import Sequence
from typing import Final

from multifocal import body
from multifocal.body.mrc import MRC_GRADES
from multifocal.diary.infusion import Reaction
from multifocal.diary.strength import FORCE_UNITS
from multifocal.diary.symptom import Symptom, without_contradiction
from multifocal.words import say

RATES: Final = ("mL/h", "mL/min", "mL/kg/h", "mL/kg/min")
AS_WRITTEN: Final = frozenset(
    (
        *FORCE_UNITS,
        *MRC_GRADES,
        "g",
        "mg",
        "mL",
        "g/kg",
        "mL/h",
        "mL/min",
        "mL/kg/h",
        "mL/kg/min",
        "lb",
    )
)
"""Units and grades, which no language says in its own way."""


def kind_name(kind: str) -> str:
    """What a kind of entry is called."""
    return say(f"diary.kind.{kind}")


def field_name(name: str) -> str:
    """What a field is called."""
    return say(f"diary.field.{name}")


def choice_name(field: str, value: str) -> str:
    """What a choice of that field is called."""
    if field == "movement":
        return say(f"body.movement.{value}")
    if field == "task":
        return say(f"body.task.{value}")
    if field == "sign":
        return say(f"diary.sign.{value}")
    return value if value in AS_WRITTEN else say(f"diary.choice.{value}")


def reaction_name(reaction: Reaction) -> str:
    """What a reaction is called, in one form: the list's short word for a sign, own words as they
    are."""
    if reaction.reaction == "other" and reaction.words:
        return reaction.words
    name = (choice_name("sign", reaction.sign) if reaction.sign
            else choice_name("reaction", reaction.reaction))  # fmt: skip
    return f"{name} ({reaction.words})" if reaction.words else name


def reaction_names(reactions: Sequence[Reaction]) -> tuple[str, ...]:
    """What reactions are called, as they are shown together: a bad headache "with none of the signs
    that need help now" is left out beside one that has them, but for own words."""
    signs = without_contradiction([one.sign for one in reactions if one.sign])
    return tuple(
        reaction_name(one) for one in reactions
        if one.sign is None or one.sign in signs or one.words
    )  # fmt: skip


def place_name(symptom: Symptom) -> str | None:
    """What the place of a symptom is called; None where it has none."""
    if symptom.place is None:
        return None
    if symptom.scope == "muscle":
        return say(body.muscle(symptom.place).name)
    if symptom.scope == "nerve":
        return say(body.nerve(symptom.place).name)
    return choice_name("region", symptom.place)
