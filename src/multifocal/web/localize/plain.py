"""The same findings as a patient would read them: weak muscles and the nerves that they share, in
the words of `/dots`, without odds and without a disease."""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.localize import Weakness
from multifocal.localize.patient import named_nerve
from multifocal.words import initial, say


@dataclass(frozen=True)
class PlainNerve:
    """A nerve of a side: its name, what it is, how many weak muscles share it, and which."""

    title: str
    plain: str
    shared: str
    muscles: tuple[str, ...]


def present_plain(weakness: Weakness) -> tuple[PlainNerve, ...]:
    """The nerves of the weak muscles, those of most of them first."""
    shared: dict[tuple[Side, str], list[str]] = {}
    for one in weakness.muscles:
        for supply in body.muscle(one.muscle).supplies if one.weak else ():
            shared.setdefault((one.side, named_nerve(supply.nerve)), []).append(one.muscle)
    order = [nerve.id for nerve in body.nerves()]

    def rank(key: tuple[Side, str]) -> tuple[int, int, int]:
        return -len(shared[key]), order.index(key[1]), SIDES.index(key[0])

    return tuple(
        plain_nerve(side, nerve, shared[side, nerve]) for side, nerve in sorted(shared, key=rank)
    )


def plain_nerve(side: Side, nerve: str, muscles: Sequence[str]) -> PlainNerve:
    """A nerve of a side and the muscles that share it, in the words of `/dots`."""
    return PlainNerve(
        title=say(f"dots.nerve.title.{side}", nerve=initial(say(body.nerve(nerve).name))),
        plain=initial(say(f"dots.plain.nerve.{nerve}")),
        shared=say("dots.nerve.shared", count=len(muscles)),
        muscles=tuple(initial(say(f"dots.plain.muscle.{one}")) for one in muscles),
    )
