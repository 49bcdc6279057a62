"""The bodies of `/dots`: to tap and watch, with the nerves found, small with marks for paper."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from multifocal import body
from multifocal.body import SIDES, VIEWS, Frame, Side
from multifocal.figures import (
    Figure,
    LitNerve,
    body_choice,
    body_marks,
    body_nerves,
    can_draw,
    limb_nerves,
    runs_behind,
)
from multifocal.localize import difficulties
from multifocal.localize.patient import Joined, patient_tables
from multifocal.web.dots.answer import PresentedNerve
from multifocal.web.site.request_sheet import FACING_SIDES
from multifocal.words import listed, say

LIMBS: tuple[Frame, ...] = ("arm", "leg")


@dataclass(frozen=True)
class AnswerPictures:
    """The body with the nerves found, the same from behind where some run there, and arms and legs
    from near, each from both sides, where their muscles are needed."""

    front: Figure
    behind: Figure | None
    limbs: tuple[tuple[str, tuple[Figure, ...]], ...]


def choice_picture() -> Figure:
    """The body to tap, with every nerve in it for a script to light up."""
    parts = {ask.id: ask.muscles for ask in difficulties() if ask.kind == "part"}
    return body_choice(say("dots.picture.ask"), _side_names(), parts, _every_nerve())


def picture_behind() -> Figure:
    """The body from behind, with every nerve in it for a script to light up."""
    text = say("dots.answer.figure.behind")
    return body_choice(text, _side_names(), nerves=_every_nerve(), view="back")


def _every_nerve() -> list[LitNerve]:
    tables = patient_tables()
    return [
        LitNerve(nerve, side, "", tuple(_muscles_of(index)), "")
        for index, nerve in enumerate(tables.nerves)
        for side in SIDES
    ]


def _muscles_of(nerve: int) -> list[str]:
    tables = patient_tables()
    links = zip(tables.muscles, tables.links, strict=True)
    return [key for key, row in links if any(link.nerve == nerve for link in row)]


def marked_body(muscles: Collection[tuple[str, Side]]) -> Figure:
    """A small outline with a mark on each of these muscles."""
    return body_marks(say("dots.picture.marks"), _side_names(), muscles)


def needed_muscles(shared: Joined) -> set[tuple[str, Side]]:
    """The ids and sides of the muscles that the choices need."""
    tables = patient_tables()
    return {(tables.muscles[one.muscle], SIDES[one.side]) for one in shared.muscles}


def answer_pictures(shared: Joined, nerves: Sequence[PresentedNerve]) -> AnswerPictures:
    """The pictures of an answer, with its numbers."""
    tables = patient_tables()
    lit = [
        LitNerve(
            tables.nerves[nerve.nerve],
            SIDES[nerve.side],
            str(shown.number),
            tuple(tables.muscles[k] for k in nerve.muscles),
            shown.name,
        )
        for nerve, shown in zip(shared.nerves, nerves, strict=True)
    ]
    drawn = listed(f"{one.label}: {one.name}" for one in lit if can_draw(one.nerve))
    front = body_nerves(say("dots.picture.answer", nerves=drawn), _side_names(), lit)
    back = [one for one in lit if runs_behind(one.nerve)]
    behind = None
    if back:
        text = say("dots.picture.behind", nerves=listed(f"{one.label}: {one.name}" for one in back))
        behind = body_nerves(text, _side_names(), lit, "back")
    return AnswerPictures(front, behind, _limbs(lit))


def _limbs(lit: Sequence[LitNerve]) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    limbs = []
    for side in FACING_SIDES:
        muscles = {m for one in lit if one.side == side for m in one.muscles}
        for frame in LIMBS:
            if muscles & body.drawing(frame).own:
                figures = tuple(
                    limb_nerves(say(f"dots.limb.{frame}.{view}.{side}"), frame, view, side, lit,
                                f"{frame}-{view}-{side}")
                    for view in VIEWS
                )  # fmt: skip
                limbs.append((say(f"dots.limb.{frame}.{side}"), figures))
    return tuple(limbs)


def _side_names() -> dict[Side, str]:
    return {side: say(f"dots.yours.{side}") for side in SIDES}
