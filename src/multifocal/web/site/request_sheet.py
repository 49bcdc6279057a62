"""The request sheet for a nerve laboratory: muscles to grade, nerves to test and where.

A proposal of ours (multifocal-choice-request-sheet) after practical-electrophysiology: at least
five nerves in each arm, stimulated up to Erb's point, and the sensory fibers of the same nerves.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from multifocal import body, words
from multifocal.body import Side

GRADED_MUSCLES = (
    "fdi", "apb", "adm", "fpl", "fds", "edc", "ecrl", "biceps", "triceps", "deltoid", "ta", "ehl",
    "gastrocnemius",
)  # fmt: skip
"""Muscles with a line of their own, hand to shoulder, then the leg."""

TESTED = (
    ("median", "apb", ("wrist", "elbow", "axilla", "erb")),
    ("ulnar", "adm", ("wrist", "below_elbow", "above_elbow", "axilla", "erb")),
    ("radial", "eip", ("forearm", "elbow", "spiral_groove", "erb")),
    ("musculocutaneous", "biceps", ("axilla", "erb")),
    ("axillary", "deltoid", ("erb",)),
    ("fibular", "edb", ("ankle", "below_fibular_head", "above_fibular_head")),
    ("tibial", "ah", ("ankle", "popliteal_fossa")),
)
"""Nerve, recorded muscle, and sites of stimulation from distal to proximal."""


OWN_MUSCLES = 3
"""Lines for further muscles."""
FACING_SIDES: tuple[Side, Side] = ("right", "left")
"""The sides in the order of the sheet, of the drawn body, which faces its reader, and of all that
`/dots` asks and says: one order, so that nobody ticks the wrong hand."""


@dataclass(frozen=True)
class RequestedSide:
    """A box of a muscle or a nerve on one side; `filled` where someone's tasks need it."""

    id: str
    name: str
    filled: bool


@dataclass(frozen=True)
class RequestedMuscle:
    """A muscle to grade on both sides: its name and what it does."""

    name: str
    movement: str
    sides: tuple[RequestedSide, ...]


@dataclass(frozen=True)
class RequestedNerve:
    """A nerve to test: its name, the recorded muscle, and the sites, distal first."""

    name: str
    muscle: str
    sites: tuple[str, ...]
    sides: tuple[RequestedSide, ...]


@dataclass(frozen=True)
class RequestSheet:
    """Everything that the sheet lists, in the reader's language.

    `own` are further muscles, one without a name for a line left free; `others` further nerves.
    """

    muscles: tuple[RequestedMuscle, ...]
    own: tuple[RequestedMuscle, ...]
    nerves: tuple[RequestedNerve, ...]
    others: tuple[str, ...]


def present_request_sheet(
    muscles: Sequence[tuple[str, Side]] = (), nerves: Sequence[tuple[str, Side]] = ()
) -> RequestSheet:
    """The sheet in the language of the context: blank, or filled in with muscles that tasks need
    (the most needed first) and nerves that they share."""
    further = dict.fromkeys(key for key, _ in muscles if key not in GRADED_MUSCLES)
    own = [
        RequestedMuscle(words.say(body.muscle(key).name), "", _sides(key, muscles))
        for key in further
    ][:OWN_MUSCLES]
    free = RequestedMuscle("", "", _sides("", ()))
    tested = [nerve for nerve, _, _ in TESTED]
    others = dict.fromkeys(key for key, _ in nerves if key not in tested)
    return RequestSheet(
        tuple(
            RequestedMuscle(
                words.say(muscle.name), words.say(muscle.movement), _sides(muscle.id, muscles)
            )
            for muscle in map(body.muscle, GRADED_MUSCLES)
        ),
        (*own, *[free] * (OWN_MUSCLES - len(own))),
        tuple(
            RequestedNerve(
                words.say(body.nerve(nerve).name),
                words.say(body.muscle(muscle).name),
                tuple(words.say(body.site(nerve, site).name) for site in sites),
                _sides(nerve, nerves),
            )
            for nerve, muscle, sites in TESTED
        ),
        tuple(words.say(body.nerve(key).name) for key in others),
    )


def _sides(key: str, filled: Collection[tuple[str, Side]]) -> tuple[RequestedSide, ...]:
    return tuple(
        RequestedSide(f"{side}-{key}", words.say(f"learn.sheet.{side}"), (key, side) in filled)
        for side in FACING_SIDES
    )
