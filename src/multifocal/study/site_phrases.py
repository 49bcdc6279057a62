"""Sites named by a place and which side of it, in the languages of reports."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, Final

LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "pl", "tr")
_RELATIONS: Final = ("below", "above")
_PLACES: Final = ("elbow", "groove", "fibular_head")


@cache
def _page() -> Mapping[str, Mapping[str, Any]]:
    page = files("multifocal.study").joinpath("site_phrases.toml")
    return tomllib.loads(page.read_text(encoding="utf-8"))


@cache
def phrases() -> Mapping[str, str]:
    """Every phrase, normalized, and the place and side that it means: "below_groove"."""
    meanings: dict[str, str] = {}
    for language, relation, place in product(LANGUAGES, _RELATIONS, _PLACES):
        for phrase in _phrases(_page()[language], relation, place):
            meant = meanings.setdefault(phrase, f"{relation}_{place}")
            if meant != f"{relation}_{place}":
                raise ValueError(f"{phrase!r} means {meant} and {relation}_{place}")
    return meanings


def _phrases(words: Mapping[str, Any], relation: str, place: str) -> Iterator[str]:
    for side, where in product(words[relation], words[place]):
        yield f"{side}_{where}"
        yield f"{where}_{side}"
        yield f"{side}{where}"  # "infracodo"
        yield from (f"{side}_{article}_{where}" for article in words["articles"])


def site_of_phrase(phrase: str, nerve_id: str) -> str | None:
    """The vocabulary's word for the site that a normalized phrase means; None for no phrase, and
    for a place that this nerve does not pass."""
    place = phrases().get(phrase)
    if place is None:
        return None
    meant = _page()["meant"]
    found = meant.get(nerve_id, {}).get(place) or meant.get(place)
    return None if found is None else str(found)
