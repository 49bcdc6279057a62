"""The forms as their templates show them: how it began, what is hard, what to add for the paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.body import Side
from multifocal.figures import Figure, Spot, spots
from multifocal.localize import (
    ONSETS,
    SIGNS,
    Onset,
    Signs,
    Urgency,
    complaints,
    difficulties,
    how_soon,
)
from multifocal.web.dots.answer import name_of
from multifocal.web.dots.pictures import choice_picture
from multifocal.web.site.request_sheet import FACING_SIDES
from multifocal.words import say

GROUPS = ("hand", "arm", "leg")
NAMED_SIGNS = ("speech", "swallowing", "breathing", "bladder", "numbness", "legs", "unwell")
"""The signs that the first question names; content/en/emergency.toml has the whole list."""


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
    """A task and its boxes, in the order of the drawing beside it: right, then left."""

    id: str
    name: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class SpotBox:
    """A box that lies on the drawn body."""

    spot: Spot
    box: Box


@dataclass(frozen=True)
class Option:
    """One answer to a question: its word in the form, its words, and whether it is chosen."""

    key: str
    words: str
    picked: bool


@dataclass(frozen=True)
class PresentedFirst:
    """What is asked first: how it began, and whether a sign is there that cannot wait."""

    onsets: tuple[Option, ...]
    named: tuple[str, ...]
    signs: tuple[Option, ...]
    cannot_wait: tuple[str, ...]
    """Whatever of these answers cannot wait, each in full."""


@dataclass(frozen=True)
class Otherwise:
    """What to do with none of the signs; `applies` where the visitor was not sure of them."""

    id: Urgency
    words: str
    applies: bool


@dataclass(frozen=True)
class PresentedForm:
    """Everything that the form of choices shows."""

    picture: Figure
    spots: tuple[SpotBox, ...]
    groups: tuple[tuple[str, str, tuple[Row, ...]], ...]


def present_first(onset: str, signs: str) -> PresentedFirst:
    """The first questions, with what was answered."""
    return PresentedFirst(
        tuple(Option(key, say(f"dots.onset.{key}"), key == onset) for key in ONSETS),
        tuple(say(f"dots.sign.{key}") for key in NAMED_SIGNS),
        tuple(Option(key, say(f"dots.signs.{key}"), key == signs) for key in SIGNS),
        (
            *(say(f"dots.now.{key}") for key in ONSETS if how_soon(key, "no") == "now"),
            *(say(f"dots.sign.{key}") for key in NAMED_SIGNS),
        ),
    )


def present_otherwise(onset: Onset | None = None, signs: Signs | None = None) -> list[Otherwise]:
    """What the page that cannot wait adds for who was not sure of the signs, by how soon the onset
    alone needs a doctor; never for an onset that cannot wait itself. An onset that is not said
    counts as not sure."""
    soon = how_soon(onset or "unsure", "no") if signs == "unsure" else "now"
    ways: tuple[Urgency, ...] = ("today", "doctor")
    return [Otherwise(way, say(f"dots.now.otherwise.{way}"), way == soon) for way in ways]


def present_form(ticked: Sequence[str]) -> PresentedForm:
    """The form with the boxes ticked whose words are given."""

    def boxes(kind: str, key: str, name: str) -> tuple[Box, ...]:
        made = (complaints()[f"{kind}-{key}-{side}"] for side in FACING_SIDES)
        return tuple(
            Box(one.key, one.side, say(f"dots.side.{one.side}"), name, one.key in ticked)
            for one in made
        )

    tasks = [one for one in difficulties() if one.kind == "task"]
    groups = tuple(
        (
            group,
            say(f"dots.group.{group}"),
            tuple(
                Row(one.id, name_of(one), boxes("task", one.id, name_of(one)))
                for one in tasks
                if one.group == group
            ),
        )
        for group in GROUPS
    )
    return PresentedForm(
        choice_picture(), tuple(_spot_box(spot, ticked) for spot in spots()), groups
    )


def _spot_box(spot: Spot, ticked: Sequence[str]) -> SpotBox:
    key = f"part-{spot.part}-{spot.side}"
    name = say(f"dots.part.{spot.part}.{spot.side}")
    return SpotBox(spot, Box(key, spot.side, say(f"dots.side.{spot.side}"), name, key in ticked))
