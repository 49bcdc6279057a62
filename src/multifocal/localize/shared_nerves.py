"""From what is hard to the muscles that it needs, to the nerves that these share: look-up only.

Nothing is weighed and nothing is guessed: a nerve comes first because more of the complaints
need one of its muscles.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal import body
from multifocal.body import Side
from multifocal.body.nerve_tree import stem_of
from multifocal.localize.difficulties import Complaint

# Not shown as a place of the test: a root lies deep, and the fibular head alone is another word
# for the place just below it.
LEFT_OUT_SITES = ("root", "fibular_head")


@dataclass(frozen=True)
class SharedNerve:
    """A nerve of one side and what of the complaints hangs on it.

    `nerve` is the nerve that motor studies name, or the muscle's own where they name none;
    `muscles`, `roots` and `sites` (distal to proximal) are ids, `also` ids of tasks of `body`
    that the same muscles do.
    """

    nerve: str
    side: Side
    complaints: tuple[Complaint, ...]
    muscles: tuple[str, ...]
    roots: tuple[str, ...]
    sites: tuple[str, ...]
    also: tuple[str, ...]


def stem(nerve_id: str) -> str:
    """The nerve that motor studies name and this one branches from, or else the nerve itself.

    KeyError if there is no such nerve.
    """
    named = stem_of(nerve_id)
    return named.id if named else nerve_id


def shared_nerves(chosen: Sequence[Complaint]) -> tuple[SharedNerve, ...]:
    """The nerves that complaints need: most complaints first, then most muscles, then by `body`."""
    order = [one.id for one in body.nerves()]
    sides = [side for side in body.SIDES if any(c.side == side for c in chosen)]
    shared = [
        nerve
        for side in sides
        for key in order
        if (nerve := _shared(key, side, [c for c in chosen if c.side == side])) is not None
    ]
    return tuple(
        sorted(shared, key=lambda n: (-len(n.complaints), -len(n.muscles), order.index(n.nerve)))
    )


def _shared(nerve_id: str, side: Side, chosen: Sequence[Complaint]) -> SharedNerve | None:
    supplied = {
        one.id: [s for s in one.supplies if stem(s.nerve) == nerve_id] for one in body.muscles()
    }
    needed = {m for c in chosen for m in c.difficulty.muscles}
    muscles = tuple(m for m, supplies in supplied.items() if supplies and m in needed)
    if not muscles:
        return None
    carried = {root for m in muscles for s in supplied[m] for root in s.roots}
    reached = {s.id for m in muscles for s in body.stimulation_sites(nerve_id, m)}
    asked = {c.difficulty.id for c in chosen}
    own = set(muscles)
    return SharedNerve(
        nerve=nerve_id,
        side=side,
        complaints=tuple(c for c in chosen if own & set(c.difficulty.muscles)),
        muscles=muscles,
        roots=tuple(root for root in body.roots() if root in carried),
        sites=tuple(
            s.id for s in body.sites(nerve_id) if s.id in reached and s.id not in LEFT_OUT_SITES
        ),
        also=_also(muscles, asked),
    )


def _also(muscles: tuple[str, ...], asked: set[str]) -> tuple[str, ...]:
    """The tasks of `body` that the muscles do and that were not chosen on this side."""
    done = {task.id for m in muscles for task in body.tasks_of(m)}
    return tuple(task.id for task in body.tasks() if task.id in done - asked)
