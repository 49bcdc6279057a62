"""The words that examiners type, and the muscles, areas of skin and tasks of `body` they mean."""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from multifocal import body
from multifocal.fault import Fault, quoted
from multifocal.frozen import FrozenDict
from multifocal.study.vocabulary import muscle_aliases, normalized
from multifocal.words import say

Kind = Literal["muscle", "skin", "task"]
Limb = Literal["arm", "leg"]
_NEAR: Final = 3
_UNKNOWN: Final[Mapping[Kind, str]] = FrozenDict(
    {
        "muscle": "localize.unknown_muscle",
        "skin": "localize.unknown_skin",
        "task": "localize.unknown_task",
    }
)
_IN_LIMB: Final[Mapping[str, Limb]] = FrozenDict({"hand": "arm", "leg": "leg"})


@cache
def _meanings(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Every word of a kind: its own ids, full names, abbreviations of laboratories, and ours."""
    text = files("multifocal.localize").joinpath("names.toml").read_text("utf-8")
    ours: dict[str, str | list[str]] = tomllib.loads(text)[kind]
    meanings: dict[str, tuple[str, ...]] = {}
    for word, meant in ours.items():
        meanings[word] = (meant,) if isinstance(meant, str) else tuple(meant)
    if kind == "muscle":
        for word, muscle in muscle_aliases().items():
            meanings.setdefault(word, (muscle,))
    members: dict[Kind, tuple[body.Target | body.Task, ...]] = {
        "muscle": body.muscles(),
        "skin": body.skin_areas(),
        "task": body.tasks(),
    }
    for member in members[kind]:
        meanings.setdefault(normalized(say(member.name)), (member.id,))
        meanings[member.id] = (member.id,)
    return FrozenDict(meanings)


def muscles_named(typed: str) -> tuple[str, ...]:
    """The muscles of a word; Fault where it is not known, naming what is near."""
    return _meant("muscle", typed)


def tasks_named(typed: str) -> tuple[str, ...]:
    """The task of a word; Fault where it is not known, naming what is near."""
    return _meant("task", typed)


def skin_named(typed: str, limbs: frozenset[Limb]) -> tuple[str, ...]:
    """The areas of a word. `limbs`: those whose muscles were named, to tell one web from another.

    Fault where the word is not known, or where it stands on hand and foot and both were named.
    """
    meant = _meant("skin", typed)
    choices = {
        _IN_LIMB[one.partition(":")[0]]: one.partition(":")[2] for one in meant if ":" in one
    }
    if not choices:
        return meant
    possible = [area for limb, area in choices.items() if limb in limbs]
    if len(possible) != 1:
        raise Fault("localize.which_limb", typed=quoted(typed), known=tuple(choices.values()))
    return tuple(possible)


@cache
def limb_of(finding_id: str) -> Limb:
    """Arm or leg of a muscle or an area of skin; KeyError if there is none of that id."""
    return body.nerve(body.target(finding_id).nerve).limb


def _meant(kind: Kind, typed: str) -> tuple[str, ...]:
    known, word = _meanings(kind), normalized(typed)
    for one in (word, word.removeprefix("the_"), word.removesuffix("_muscle")):
        if one in known:
            return known[one]
    raise Fault(_UNKNOWN[kind], typed=quoted(typed), near=_near(kind, word))


def _near(kind: Kind, word: str) -> tuple[str, ...]:
    """The ids that the word may have meant: by spelling, by beginning, else a few of all."""
    known = _meanings(kind)
    words = [one for one in known if word and one.startswith(word)] or get_close_matches(
        word, known, n=2 * _NEAR, cutoff=0.6
    )
    ids = [id_.partition(":")[2] or id_ for one in words for id_ in known[one]]
    ids = ids or [known[one][0] for one in list(known)[-_NEAR:]]
    return tuple(dict.fromkeys(ids))[: 2 * _NEAR]
