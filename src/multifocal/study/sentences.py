"""A study's nouns in words: places, responses that cannot be measured, F waves."""

from typing import Final

from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Measure
from multifocal.study.segment import Segment
from multifocal.words import listed, listed_clauses, say

_KEYS: Final = {
    "nerve": "study.nerve.{}",
    "side": "study.side.{}",
    "muscle": "body.muscle.{}",
    "skin": "body.skin.{}",
    "site": "body.site.{}",
    "distal_site": "",  # as site
    "proximal_site": "",
    "higher_site": "",
}
"""Kinds of ids, and the key of an id's word."""


_OWN_WORDS: Final = {
    "site": frozenset(
        ("at_fibular_head", "thumb", "index_finger", "middle_finger", "ring_finger",
         "little_finger", "medial_leg", "sole")
    ),
    "skin": frozenset(
        ("ring_finger", "snuffbox", "hand_dorsum", "palm", "wrist", "forearm", "elbow", "ankle",
         "medial_ankle", "great_toe")
    ),
}  # fmt: skip
"""Places that `body` has no name for."""


def word_of(kind: str, word_id: str, language: str | None = None) -> str:
    """What people call a nerve, side, muscle, skin or site. KeyError: no such id."""
    kind = "site" if kind.endswith("_site") else kind
    own = word_id in _OWN_WORDS.get(kind, ())
    key = f"study.{kind}.{word_id}" if own else _KEYS[kind].format(word_id)
    return say(key, language) if word_id else ""


def f_waves_said(waves: FMeasure, language: str | None = None) -> str:
    """F waves of one site as a line: where, and what is known of them."""
    parts = (
        ("f_minimum", waves.minimum_latency_ms),
        ("f_mean", waves.mean_latency_ms),
        ("f_persistence", waves.persistence_percent),
        ("f_chronodispersion", waves.chronodispersion_ms),
        ("f_sweeps", waves.sweeps),
    )
    known = [
        say(f"study.cli.{name}", language, number=f"{value:.4g}")
        for name, value in parts
        if value is not None
    ]
    return say(
        "study.cli.f_waves",
        language,
        side=word_of("side", waves.side, language),
        nerve=word_of("nerve", waves.nerve, language),
        muscle=word_of("muscle", waves.muscle, language),
        site=word_of("site", waves.site, language),
        numbers=listed_clauses(known, language),
    )


def stretch_said(segment: Segment, language: str | None = None) -> str:
    """From which site to which, and over which others a stretch goes."""
    words = {
        "distal_site": word_of("site", segment.site_word(segment.distal), language),
        "proximal_site": word_of("site", segment.site_word(segment.proximal), language),
    }
    if not segment.between:
        return say("study.stretch.ends", language, **words)
    between = [word_of("site", segment.site_word(each), language) for each in segment.between]
    return say("study.stretch.over", language, **words, between=listed(between, language))


def reason_said(measure: Measure, language: str | None = None) -> str:
    """Why a response cannot be measured, as what follows "because"; "" where it can be."""
    if measure.unmeasurable is None:
        return ""
    if measure.reach is not None and measure.unmeasurable in _REACHING:
        return say(
            f"study.measuring.reach.{measure.unmeasurable}",
            language,
            window=f"{measure.reach.window_ms:.3g}",
            needed=f"{measure.reach.needed_ms:.3g}",
        )
    return say(f"study.measuring.reason.{measure.unmeasurable}", language)


_REACHING: Final = ("ends_too_early", "record_ends", "next_stimulus", "recording_stopped")


def distance_said(one: Measure, language: str | None = None) -> str:
    """Which distance the time counts that `reason_said` names; "" where it names none."""
    if one.reach is None or one.unmeasurable not in _REACHING:
        return ""
    key = f"study.measuring.distance.{one.reach.distance_found}"
    return say(key, language, distance=f"{one.reach.distance_mm:.0f}")


def unmeasurable_said(measure: Measure, language: str | None = None) -> str:
    """The whole sentence: which response cannot be measured, and why."""
    kind, spot = ("skin", measure.skin) if measure.muscle is None else ("muscle", measure.muscle)
    sentence = say(
        "study.measuring.unmeasurable",
        language,
        side=word_of("side", measure.side, language),
        nerve=word_of("nerve", measure.nerve, language),
        muscle=word_of(kind, spot or "", language),
        site=word_of("site", measure.site, language),
        because=reason_said(measure, language),
    )
    return f"{sentence} {distance_said(measure, language)}".rstrip()
