"""Nouns drawn as SVG, each picture with its twin in text and in a table."""

from multifocal.figures.body_map import Dot, body_map
from multifocal.figures.figure import Figure, Table
from multifocal.figures.impulses import Impulse, Mark, impulses
from multifocal.figures.responses import Response, responses

__all__ = [
    "Dot",
    "Figure",
    "Impulse",
    "Mark",
    "Response",
    "Table",
    "body_map",
    "impulses",
    "responses",
]
