"""What a patient is shown: from what is hard to its muscles, and to the nerves that these share.

A pure function of tables of whole numbers, so that a phone without a server says the same
(static/multifocal/dots/connect.js). Nothing is weighed against a disease: a nerve comes first
because more of the choices need it. Not chosen is not told, never normal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Final

from multifocal import body
from multifocal.body import SIDES
from multifocal.body.nerve_tree import stem_of
from multifocal.localize.difficulties import difficulties
from multifocal.localize.urgency import exported_urgency

UNIT: Final = 5040
"""A task's muscles share it out in whole numbers: 2 to 10 equal shares are exact, and 12."""

LEFT_OUT_SITES: Final = ("root", "fibular_head")
"""Not shown as a place of the test: a root lies deep, and the fibular head alone is another word
for the place just below it."""


@dataclass(frozen=True)
class Need:
    """A muscle (its index) that a difficulty needs, and its share of the work, in UNITs."""

    muscle: int
    weight: int


@dataclass(frozen=True)
class Link:
    """A muscle's twig from a nerve: the roots that it carries, the sites where a test of the muscle
    can stimulate. All are indexes, the sites' into those of the nerve."""

    nerve: int
    roots: tuple[int, ...]
    sites: tuple[int, ...]


@dataclass(frozen=True)
class PatientTables:
    """Ids, and what hangs together, by their indexes.

    `needs` by difficulty; `links` and `does` (difficulties of `body`'s own tasks) by muscle;
    `sites` by nerve, distal to proximal. Every order here is the order of ties.
    """

    sides: tuple[str, ...]
    difficulties: tuple[str, ...]
    muscles: tuple[str, ...]
    nerves: tuple[str, ...]
    roots: tuple[str, ...]
    sites: tuple[tuple[str, ...], ...]
    needs: tuple[tuple[Need, ...], ...]
    links: tuple[tuple[Link, ...], ...]
    does: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class NeededMuscle:
    """A muscle of one side, the difficulties that need it, and the sum of its weights."""

    side: int
    muscle: int
    difficulties: tuple[int, ...]
    weight: int


@dataclass(frozen=True)
class JoinedNerve:
    """A nerve of one side, the difficulties that hang on it, and the muscles that share it, the
    most needed first.

    `also`: further difficulties in which the same muscles work, not chosen on this side.
    """

    side: int
    nerve: int
    difficulties: tuple[int, ...]
    muscles: tuple[int, ...]
    weight: int
    roots: tuple[int, ...]
    sites: tuple[int, ...]
    also: tuple[int, ...]


@dataclass(frozen=True)
class Joined:
    """The dots joined: the muscles needed, most needed first, and the nerves, most shared first."""

    muscles: tuple[NeededMuscle, ...]
    nerves: tuple[JoinedNerve, ...]


def named_nerve(nerve_id: str) -> str:
    """The nerve that motor studies name and this one branches from, or else the nerve itself.

    KeyError if there is no such nerve.
    """
    stem = stem_of(nerve_id)
    return stem.id if stem else nerve_id


@cache
def patient_tables() -> PatientTables:
    """The tables, from `body` and the list of difficulties."""
    muscles = body.muscles()
    named = {named_nerve(supply.nerve) for one in muscles for supply in one.supplies}
    nerves = tuple(one.id for one in body.nerves() if one.id in named)
    sites = tuple(
        tuple(site.id for site in body.sites(nerve) if site.id not in LEFT_OUT_SITES)
        for nerve in nerves
    )
    at = {one.id: index for index, one in enumerate(muscles)}
    asked = {one.id: index for index, one in enumerate(difficulties()) if one.kind == "task"}
    return PatientTables(
        sides=SIDES,
        difficulties=tuple(f"{one.kind}-{one.id}" for one in difficulties()),
        muscles=tuple(at),
        nerves=nerves,
        roots=body.roots(),
        sites=sites,
        needs=tuple(
            tuple(
                Need(at[key], max(1, round(UNIT * share)))
                for key, share in zip(one.muscles, one.shares, strict=True)
            )
            for one in difficulties()
        ),
        links=tuple(
            tuple(_link(one, index, nerve, sites[index]) for index, nerve in enumerate(nerves)
                  if any(named_nerve(supply.nerve) == nerve for supply in one.supplies))
            for one in muscles
        ),
        does=tuple(tuple(asked[task.id] for task in body.tasks_of(one.id)) for one in muscles),
    )  # fmt: skip


def _link(muscle: body.Muscle, index: int, nerve: str, sites: Sequence[str]) -> Link:
    roots = {r for s in muscle.supplies if named_nerve(s.nerve) == nerve for r in s.roots}
    reached = {site.id for site in body.stimulation_sites(nerve, muscle.id)}
    return Link(
        index,
        tuple(k for k, root in enumerate(body.roots()) if root in roots),
        tuple(k for k, site in enumerate(sites) if site in reached),
    )


def exported_tables() -> dict[str, Any]:
    """The tables as JSON's own kinds, for a file beside the module that reads them."""
    tables = asdict(patient_tables())
    tables["needs"] = [[[n["muscle"], n["weight"]] for n in row] for row in tables["needs"]]
    tables["links"] = [
        [[link["nerve"], link["roots"], link["sites"]] for link in row] for row in tables["links"]
    ]
    return {**tables, "urgency": exported_urgency()}


def join_dots(chosen: Iterable[tuple[int, int]], tables: PatientTables | None = None) -> Joined:
    """What difficulties (side, difficulty; indexes of `tables`) need and share.

    Muscles: most difficulties first, then most weight; nerves likewise. Ties go by the tables'
    own order, the right side first, as the drawing shows it. The order of choosing does not matter,
    nor does choosing twice.
    """
    tables = tables or patient_tables()
    asked = sorted(set(chosen))
    muscles: list[NeededMuscle] = []
    nerves: list[JoinedNerve] = []
    for side in range(len(tables.sides)):
        here = [difficulty for where, difficulty in asked if where == side]
        needed = _needed(side, here, tables)
        muscles += needed
        nerves += _joined(side, here, needed, tables)
    return Joined(
        tuple(sorted(muscles, key=_rank)),
        tuple(sorted(nerves, key=lambda n: (-len(n.difficulties), -n.weight, n.nerve, -n.side))),
    )


def _rank(one: NeededMuscle) -> tuple[int, int, int, int]:
    return -len(one.difficulties), -one.weight, one.muscle, -one.side


def _needed(side: int, here: Sequence[int], tables: PatientTables) -> list[NeededMuscle]:
    """The muscles of one side that are needed, most needed first."""
    users: dict[int, list[int]] = {}
    weights: dict[int, int] = {}
    for difficulty in here:
        for need in tables.needs[difficulty]:
            users.setdefault(need.muscle, []).append(difficulty)
            weights[need.muscle] = weights.get(need.muscle, 0) + need.weight
    needed = (NeededMuscle(side, m, tuple(users[m]), weights[m]) for m in users)
    return sorted(needed, key=_rank)


def _joined(
    side: int, here: Sequence[int], needed: Sequence[NeededMuscle], tables: PatientTables
) -> list[JoinedNerve]:
    nerves = []
    for nerve in range(len(tables.nerves)):
        held = [
            (one, link)
            for one in needed
            for link in tables.links[one.muscle]
            if link.nerve == nerve
        ]
        if not held:
            continue
        users = {difficulty for one, _ in held for difficulty in one.difficulties}
        does = {difficulty for one, _ in held for difficulty in tables.does[one.muscle]}
        nerves.append(
            JoinedNerve(
                side=side,
                nerve=nerve,
                difficulties=tuple(sorted(users)),
                muscles=tuple(one.muscle for one, _ in held),
                weight=sum(one.weight for one, _ in held),
                roots=tuple(sorted({root for _, link in held for root in link.roots})),
                sites=tuple(sorted({site for _, link in held for site in link.sites})),
                also=tuple(sorted(does - set(here))),
            )
        )
    return nerves
