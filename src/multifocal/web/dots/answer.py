"""The dots joined, in words: plain ones first, and what a doctor would call it behind them.

static/multifocal/dots/present.js says the same of the same choices, from `script_words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.body import SIDES, Side
from multifocal.localize import Complaint, Difficulty, difficulties, join_dots
from multifocal.localize.patient import Joined, JoinedNerve, NeededMuscle, patient_tables
from multifocal.web.site.request_sheet import FACING_SIDES
from multifocal.words import listed, say

FIRST_MUSCLES, FIRST_NERVES = 6, 3
"""So many muscles of a side, and so many nerves, are shown at once; the others unfold."""


@dataclass(frozen=True)
class PresentedMuscle:
    """A muscle: what it does in plain words, which choices need it, and its name for a doctor."""

    id: str
    plain: str
    needed_for: str
    name: str


@dataclass(frozen=True)
class PresentedSide:
    """One side: what was chosen, and the muscles that it needs, most needed first."""

    side: str
    name: str
    choices: str
    first: tuple[PresentedMuscle, ...]
    others: tuple[PresentedMuscle, ...]
    more: str
    """What to unfold: how many others there are; empty where there are none."""


@dataclass(frozen=True)
class PresentedNerve:
    """A nerve under its number: its name and what it is in plain words, then what unfolds: the
    muscles that share it, and what a doctor would call all that.

    `dots` has one for each choice on that side, filled where the choice needs the nerve.
    """

    number: int
    id: str
    title: str
    shared: str
    plain: str
    dots: tuple[bool, ...]
    count: str
    muscles: tuple[str, ...]
    reached: str
    name: str
    latin: str
    roots: str
    sites: str
    also: str


@dataclass(frozen=True)
class PresentedAnswer:
    """Everything that the answer says, but for its pictures. `other_nerves` unfold under
    `more_nerves`."""

    summary: str
    sides: tuple[PresentedSide, ...]
    nerves: tuple[PresentedNerve, ...]
    other_nerves: tuple[PresentedNerve, ...]
    more_nerves: str


def joined(chosen: Sequence[Complaint]) -> Joined:
    """The dots of these choices, joined."""
    order = {one: index for index, one in enumerate(difficulties())}
    return join_dots((SIDES.index(one.side), order[one.difficulty]) for one in chosen)


def present_answer(chosen: Sequence[Complaint]) -> PresentedAnswer:
    """What the choices need, and what these share, in the language of the context."""
    shared = joined(chosen)
    here = {side: [c.difficulty for c in chosen if c.side == side] for side in SIDES}
    sides = tuple(_side(side, here[side], shared) for side in FACING_SIDES if here[side])
    nerves = tuple(
        _nerve(number, one, len(here[SIDES[one.side]]))
        for number, one in enumerate(shared.nerves, 1)
    )
    parts = [
        say("dots.summary.choices", count=len(chosen)),
        say("dots.summary.muscles", count=len(shared.muscles)),
        say("dots.summary.nerves", count=len(shared.nerves)),
    ]
    first, others = nerves[:FIRST_NERVES], nerves[FIRST_NERVES:]
    more = say("dots.answer.more_nerves", count=len(others)) if others else ""
    return PresentedAnswer(" ".join(parts), sides, first, others, more)


def _side(side: Side, here: Sequence[Difficulty], shared: Joined) -> PresentedSide:
    muscles = [_muscle(one) for one in shared.muscles if SIDES[one.side] == side]
    others = muscles[FIRST_MUSCLES:]
    name = say(f"dots.side.{side}")
    return PresentedSide(
        side=side,
        name=name,
        choices=begun_large([name_of(one) for one in here]),
        first=tuple(muscles[:FIRST_MUSCLES]),
        others=tuple(others),
        more=say("dots.answer.more", count=len(others)) if others else "",
    )


def _muscle(one: NeededMuscle) -> PresentedMuscle:
    key = patient_tables().muscles[one.muscle]
    users = [name_of(difficulties()[k]) for k in one.difficulties]
    return PresentedMuscle(
        id=key,
        plain=large(say(f"dots.plain.muscle.{key}")),
        needed_for=say("dots.needed_for", tasks=lower(users)),
        name=say(f"body.muscle.{key}"),
    )


def _nerve(number: int, nerve: JoinedNerve, total: int) -> PresentedNerve:
    tables, side = patient_tables(), SIDES[nerve.side]
    key, count = tables.nerves[nerve.nerve], len(nerve.difficulties)
    muscles = [tables.muscles[k] for k in nerve.muscles]
    sites = [tables.sites[nerve.nerve][k] for k in nerve.sites]
    word = "only" if total == 1 else "all" if count == total else "some"
    plain = listed(say(f"dots.plain.site.{site}") for site in sites)
    named = say(f"body.nerve.{key}")
    return PresentedNerve(
        number=number,
        id=f"{side}-{key}",
        title=say(f"dots.nerve.title.{side}", nerve=large(named)),
        shared=say("dots.nerve.shared", count=len(muscles)),
        plain=large(say(f"dots.plain.nerve.{key}")),
        dots=tuple(k < count for k in range(total)),
        count=say(f"dots.count.{word}", count=count, total=total),
        muscles=tuple(large(say(f"dots.plain.muscle.{m}")) for m in muscles),
        reached=say("dots.nerve.reached", places=plain) if sites else say("dots.nerve.unreached"),
        name=say(f"dots.nerve.{side}", nerve=named),
        latin=listed(say(f"body.muscle.{m}") for m in muscles),
        roots=listed(tables.roots[k] for k in nerve.roots),
        sites=listed(say(f"body.site.{site}") for site in sites),
        also=lower([name_of(difficulties()[k]) for k in nerve.also]),
    )


def name_of(one: Difficulty) -> str:
    """What is hard, in words, without its side."""
    return say(f"dots.{one.kind}.{one.id}")


def large(words: str) -> str:
    """The words, begun with a capital."""
    return words[:1].upper() + words[1:]


def lower(words: Sequence[str]) -> str:
    """The words in one line, each begun small."""
    return listed(word[:1].lower() + word[1:] for word in words)


def begun_large(words: Sequence[str]) -> str:
    """The words in one line, begun with a capital."""
    return large(lower(words))
