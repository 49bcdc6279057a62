"""The choices and the nerves found, in words and pictures, as the templates show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from multifocal import body
from multifocal.body import SIDES, VIEWS, Frame, Side
from multifocal.figures import (
    Figure,
    LitNerve,
    Spot,
    body_choice,
    body_nerves,
    can_draw,
    limb_nerves,
    runs_behind,
    spots,
)
from multifocal.localize import Complaint, Difficulty, SharedNerve, complaints, difficulties
from multifocal.words import listed, say

GROUPS = ("hand", "arm", "leg")
LIMBS: tuple[Frame, ...] = ("arm", "leg")
FIRST_MUSCLES = 6
"""So many muscles of a side are shown at once; the others unfold."""


@dataclass(frozen=True)
class Box:
    """A checkbox: its word in the form, what it is called, whether it is ticked."""

    key: str
    side: Side
    side_name: str
    name: str
    ticked: bool


@dataclass(frozen=True)
class Row:
    """A task and its boxes, left and right."""

    id: str
    name: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class SpotBox:
    """A box that lies on the drawn body."""

    spot: Spot
    box: Box


@dataclass(frozen=True)
class PresentedForm:
    """Everything that the form shows."""

    picture: Figure
    spots: tuple[SpotBox, ...]
    groups: tuple[tuple[str, str, tuple[Row, ...]], ...]


@dataclass(frozen=True)
class PresentedMuscle:
    """A muscle: what it moves, its name, and which of the choices need it."""

    movement: str
    name: str
    needed_for: str


@dataclass(frozen=True)
class PresentedSide:
    """One side: what was chosen, and the muscles that it needs, most needed first."""

    side: Side
    name: str
    choices: str
    first: tuple[PresentedMuscle, ...]
    others: tuple[PresentedMuscle, ...]


@dataclass(frozen=True)
class PresentedNerve:
    """A nerve under its number: how many of the side's choices need it, and what it does."""

    number: int
    id: str
    name: str
    dots: tuple[bool, ...]
    count: str
    choices: tuple[str, ...]
    muscles: tuple[str, ...]
    roots: str
    sites: str
    also: str
    drawn: bool


@dataclass(frozen=True)
class PresentedAnswer:
    """Everything that the answer shows."""

    sides: tuple[PresentedSide, ...]
    nerves: tuple[PresentedNerve, ...]
    picture: Figure
    behind: Figure | None
    """The same from the back, where some of the nerves run there."""
    limbs: tuple[tuple[str, tuple[Figure, ...]], ...]
    """Forearms and lower legs from near, from both sides, where their muscles are needed."""


def present_form(ticked: Sequence[str], language: str) -> PresentedForm:
    """The form with the boxes ticked whose words are given."""

    def boxes(kind: str, key: str, name: str) -> tuple[Box, ...]:
        made = (complaints()[f"{kind}-{key}-{side}"] for side in SIDES)
        return tuple(
            Box(one.key, one.side, _side(one.side, language), name, one.key in ticked)
            for one in made
        )

    rows = {
        ask.id: Row(ask.id, name, boxes("task", ask.id, name))
        for ask in difficulties()
        if ask.kind == "task" and (name := name_of(ask, language))
    }
    groups = tuple(
        (
            group,
            say(f"dots.group.{group}", language),
            tuple(rows[a.id] for a in difficulties() if a.kind == "task" and a.group == group),
        )
        for group in GROUPS
    )
    return PresentedForm(
        body_choice(
            say("dots.picture.ask", language),
            _side_names(language),
            {ask.id: ask.muscles for ask in difficulties() if ask.kind == "part"},
        ),
        tuple(_spot_box(spot, ticked, language) for spot in spots()),
        groups,
    )


def _spot_box(spot: Spot, ticked: Sequence[str], language: str) -> SpotBox:
    key = f"part-{spot.part}-{spot.side}"
    name = say(f"dots.part.{spot.part}.{spot.side}", language)
    return SpotBox(spot, Box(key, spot.side, _side(spot.side, language), name, key in ticked))


def present_answer(
    chosen: Sequence[Complaint], shared: Sequence[SharedNerve], language: str
) -> PresentedAnswer:
    """What the choices need, and what they share."""
    counts = {side: sum(c.side == side for c in chosen) for side in SIDES}
    nerves = tuple(
        _nerve(number, one, counts[one.side], language) for number, one in enumerate(shared, 1)
    )
    drawn = listed((f"{one.number}: {one.name}" for one in nerves if one.drawn), language)
    lit = [
        LitNerve(one.nerve, one.side, str(shown.number), one.muscles, shown.name)
        for one, shown in zip(shared, nerves, strict=True)
    ]
    names = _side_names(language)
    picture = body_nerves(say("dots.picture.answer", language, nerves=drawn), names, lit)
    back = [one for one in lit if runs_behind(one.nerve)]
    behind = None
    if back:
        numbered = listed((f"{one.label}: {one.name}" for one in back), language)
        text = say("dots.picture.behind", language, nerves=numbered)
        behind = body_nerves(text, names, lit, "back")
    sides = tuple(_side_of(side, chosen, language) for side in SIDES if counts[side])
    return PresentedAnswer(sides, nerves, picture, behind, _limbs(lit, language))


def _limbs(lit: Sequence[LitNerve], language: str) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    limbs = []
    for side in SIDES:
        muscles = {m for one in lit if one.side == side for m in one.muscles}
        for frame in LIMBS:
            if not muscles & body.drawing(frame).own:
                continue
            figures = tuple(
                limb_nerves(
                    say(f"dots.limb.{frame}.{view}.{side}", language),
                    frame,
                    view,
                    side,
                    lit,
                    f"{frame}-{view}-{side}",
                )
                for view in VIEWS
            )
            limbs.append((say(f"dots.limb.{frame}.{side}", language), figures))
    return tuple(limbs)


def _side_of(side: Side, chosen: Sequence[Complaint], language: str) -> PresentedSide:
    here = [c for c in chosen if c.side == side]
    users = {one.id: [c for c in here if one.id in c.difficulty.muscles] for one in body.muscles()}
    needed = sorted((key for key, who in users.items() if who), key=lambda k: -len(users[k]))
    presented = tuple(
        PresentedMuscle(
            movement=say(body.muscle(key).movement, language),
            name=say(body.muscle(key).name, language),
            needed_for=say(
                "dots.needed_for",
                language,
                tasks=lower([name_of(c.difficulty, language) for c in users[key]]),
            ),
        )
        for key in needed
    )
    names = begun_large([name_of(c.difficulty, language) for c in here])
    return PresentedSide(
        side, _side(side, language), names, presented[:FIRST_MUSCLES], presented[FIRST_MUSCLES:]
    )


def _nerve(number: int, shared: SharedNerve, total: int, language: str) -> PresentedNerve:
    count = len(shared.complaints)
    word = "only" if total == 1 else "all" if count == total else "some"
    name = say(body.nerve(shared.nerve).name, language)
    return PresentedNerve(
        number=number,
        id=f"{shared.side}-{shared.nerve}",
        name=say(f"dots.nerve.{shared.side}", language, nerve=name),
        dots=tuple(k < count for k in range(total)),
        count=say(f"dots.count.{word}", language, count=count, total=total),
        choices=tuple(name_of(c.difficulty, language) for c in shared.complaints),
        muscles=tuple(
            say("dots.muscle", language, muscle=say(body.muscle(m).name, language),
                movement=say(body.muscle(m).movement, language))
            for m in shared.muscles
        ),
        roots=listed(shared.roots, language),
        sites=sites_of(shared.sites, language),
        also=lower([say(f"dots.task.{key}", language) for key in shared.also]),
        drawn=can_draw(shared.nerve),
    )  # fmt: skip


def name_of(one: Difficulty, language: str) -> str:
    """What is hard, in words, without its side."""
    return say(f"dots.{one.kind}.{one.id}", language)


def sites_of(sites: Sequence[str], language: str) -> str:
    """Places of stimulation in words, distal to proximal; empty where there are none."""
    return listed((say(f"body.site.{site}", language) for site in sites), language)


def lower(words: Sequence[str]) -> str:
    """The words in one line, each begun small."""
    return listed(word[0].lower() + word[1:] for word in words)


def begun_large(words: Sequence[str]) -> str:
    """The words in one line, begun with a capital."""
    line = lower(words)
    return line[0].upper() + line[1:]


def _side(side: Side, language: str) -> str:
    return say(f"dots.side.{side}", language)


def _side_names(language: str) -> Mapping[Side, str]:
    return {side: say(f"dots.yours.{side}", language) for side in SIDES}
