"""Which language the command speaks."""

from collections.abc import Mapping
from typing import Final

from multifocal import words

LANGUAGE_FROM: Final = ("MULTIFOCAL_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def language_of(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for first, if it has a catalog; else English."""
    asked = next((environment[one] for one in LANGUAGE_FROM if environment.get(one)), "")
    place = asked.partition(".")[0].partition("@")[0]
    known = words.languages()
    return next((one for one in (place, place.partition("_")[0]) if one in known), "en")
