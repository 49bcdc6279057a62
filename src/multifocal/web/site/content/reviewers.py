"""Reads which clinician has reviewed which page, and when."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class ClinicalReview:
    """A clinician's name, what they are, and the day on which they read the page."""

    name: str
    role: str
    on: datetime.date


def read(text: str) -> Mapping[str, ClinicalReview]:
    """The reviews of a TOML text, by the name of the page's address; TypeError on a wrong field."""
    return {page: ClinicalReview(**fields) for page, fields in tomllib.loads(text).items()}


@cache
def clinical_reviews() -> Mapping[str, ClinicalReview]:
    """Every review that the pages show."""
    place = files("multifocal.web.site.content").joinpath("reviewers.toml")
    return read(place.read_text(encoding="utf-8"))
