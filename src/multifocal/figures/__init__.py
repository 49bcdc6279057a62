"""Nouns drawn as SVG, each picture with its twin in text and in a table."""

from multifocal.figures.body_choice import LitNerve, Spot, body_choice, body_nerves, can_draw, spots
from multifocal.figures.body_map import Dot, body_map
from multifocal.figures.closeup import Gap, closeup
from multifocal.figures.figure import Figure, Table
from multifocal.figures.impulses import Impulse, Mark, impulses
from multifocal.figures.responses import Response, responses
from multifocal.figures.spread_map import Struck, spread_map
from multifocal.figures.study_map import StudyStretch, study_map

__all__ = [
    "Dot",
    "Figure",
    "Gap",
    "Impulse",
    "LitNerve",
    "Mark",
    "Response",
    "Spot",
    "Struck",
    "StudyStretch",
    "Table",
    "body_choice",
    "body_map",
    "body_nerves",
    "can_draw",
    "closeup",
    "impulses",
    "responses",
    "spots",
    "spread_map",
    "study_map",
]
