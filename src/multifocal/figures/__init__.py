"""Nouns drawn as SVG, each picture with its twin in text and in a table."""

from multifocal.figures.anatomy import Highlights, anatomy
from multifocal.figures.body.choice import (
    LitNerve,
    Spot,
    body_choice,
    body_nerves,
    can_draw,
    limb_nerves,
    runs_behind,
    spots,
)
from multifocal.figures.body.dots import body_dots
from multifocal.figures.body.map import BODY_MAP, Dot, body_map, spot_point
from multifocal.figures.body.marks import body_marks
from multifocal.figures.closeup import Gap, closeup
from multifocal.figures.cursors import MARKS
from multifocal.figures.every_fiber import every_fiber
from multifocal.figures.figure import Figure, Table
from multifocal.figures.impulses import Impulse, Mark, fibers_box, impulses, impulses_layout
from multifocal.figures.palette import palette
from multifocal.figures.spread_map import Struck, spread_map, way_map
from multifocal.figures.standalone import standalone
from multifocal.figures.study_map import StudyStretch, study_map
from multifocal.figures.waveforms import (
    SENSITIVITIES_MV,
    Scope,
    Sweep,
    fitting_mv,
    nice,
    response_points,
    responses,
    responses_layout,
    screen,
    sweeps,
    traces,
)

__all__ = [
    "BODY_MAP",
    "MARKS",
    "SENSITIVITIES_MV",
    "Dot",
    "Figure",
    "Gap",
    "Highlights",
    "Impulse",
    "LitNerve",
    "Mark",
    "Scope",
    "Spot",
    "Struck",
    "StudyStretch",
    "Sweep",
    "Table",
    "anatomy",
    "body_choice",
    "body_dots",
    "body_map",
    "body_marks",
    "body_nerves",
    "can_draw",
    "closeup",
    "every_fiber",
    "fibers_box",
    "fitting_mv",
    "impulses",
    "impulses_layout",
    "limb_nerves",
    "nice",
    "palette",
    "response_points",
    "responses",
    "responses_layout",
    "runs_behind",
    "screen",
    "spot_point",
    "spots",
    "spread_map",
    "standalone",
    "study_map",
    "sweeps",
    "traces",
    "way_map",
]
