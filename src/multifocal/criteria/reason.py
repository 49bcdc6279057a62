"""Why an answer is what it is: ids that rules decide by and from which sentence keys are made."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

NotCounted = Literal["nerve", "crossover", "tibial", "entrapment", "entrapment_ours"]
"""Why a segment is not the business of a set."""

Missing = Literal[
    "distal_absent",
    "floor",
    "no_limits",
    "dispersion",
    "amplitude_missing",
    "amplitudes_missing",
    "peak_to_peak_missing",
    "area_missing",
    "both_missing",
    "duration_missing",
    "site_between_missing",
    "leg_unverified",
]
"""Why the rules of a set cannot be applied, or which number the answer hangs on."""

Alone = Literal["by_amplitude", "by_area"]
"""Which measure decided alone where a set takes either and the other is missing."""

Unmet = Literal[
    "large_amplitude_only", "large_dispersed", "large_at_erb", "large_in_leg", "large_short"
]
"""Why a large fall meets no rule."""

Signs = Literal["sign_seen", "signs_none", "signs_open", "signs_gated", "sign_beside_block"]
"""Of a set that lists signs and grades no block: what it lists, or why nothing."""

Hindrance = Literal[
    "unmeasurable",
    "submaximal",
    "distal_submaximal",
    "recovers",
    "crossing",
    "crossing_unsubtracted",
    "crossing_stated",
    "crossing_against",
    "answers_further_up",
    "no_response_unstated",
    "no_response_stimulus",
    "no_response_window",
    "no_response_distance",
    "no_response_noise",
    "more_than_one_segment",
    "at_erb",
    "at_erb_spread",
    "numbers_contradict",
    "latency_back",
]
"""Why technique keeps an answer back."""

FallDoubted = Literal["fall_repeat", "fall_unstated"]
"""Why a fall that is not counted is not called large either."""

Reason = NotCounted | Missing | Alone | Unmet | Signs | Hindrance | FallDoubted

SIGNS: Final[tuple[Reason, ...]] = get_args(Signs)
UNMET: Final[tuple[Reason, ...]] = get_args(Unmet)

SAID_OF_FALL: Final[Mapping[Reason | None, str]] = {
    "fall_repeat": "repeat",
    "fall_unstated": "unstated",
}
"""What sentence keys call them."""

REPEAT: Final[tuple[Reason, ...]] = (
    "recovers",
    "answers_further_up",
    "submaximal",
    "distal_submaximal",
)
"""Reasons that a stimulus at the same site, done well, would settle."""
