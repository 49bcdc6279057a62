"""The blank request sheet for a nerve laboratory: muscles to grade, nerves to test and where.

A proposal of ours (multifocal-choice-request-sheet) after practical-electrophysiology: at least
five nerves in each arm, stimulated up to Erb's point, and the sensory fibers of the same nerves.
"""

from dataclasses import dataclass

from multifocal import body, words

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


@dataclass(frozen=True)
class RequestedMuscle:
    """A muscle to grade on both sides: its name and what it does."""

    name: str
    movement: str


@dataclass(frozen=True)
class RequestedNerve:
    """A nerve to test: its name, the recorded muscle, and the sites, distal first."""

    name: str
    muscle: str
    sites: tuple[str, ...]


@dataclass(frozen=True)
class RequestSheet:
    """Everything that the sheet lists, in the reader's language."""

    muscles: tuple[RequestedMuscle, ...]
    nerves: tuple[RequestedNerve, ...]


def present_request_sheet() -> RequestSheet:
    """The sheet in the language of the context."""
    return RequestSheet(
        tuple(
            RequestedMuscle(words.say(muscle.name), words.say(muscle.movement))
            for muscle in map(body.muscle, GRADED_MUSCLES)
        ),
        tuple(
            RequestedNerve(
                words.say(body.nerve(nerve).name),
                words.say(body.muscle(muscle).name),
                tuple(words.say(body.site(nerve, site).name) for site in sites),
            )
            for nerve, muscle, sites in TESTED
        ),
    )
