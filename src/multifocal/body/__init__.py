"""Anatomy as data: roots, plexus, nerves, branches, muscles, skin; sites, studies, tasks."""

from multifocal.body.cutaneous import Skin, skin, skin_areas
from multifocal.body.drawn import Drawing, drawing
from multifocal.body.entrapment import Entrapment, entrapments, entrapments_between
from multifocal.body.everyday import Task, task, tasks
from multifocal.body.graph import Junction, Segment, segment, segments
from multifocal.body.innervated import Target, target, targets
from multifocal.body.musculature import Muscle, Supply, muscle, muscles
from multifocal.body.nerve_lines import NerveLine, nerve_lines
from multifocal.body.nerve_tree import Nerve, lineage, nerve, nerves
from multifocal.body.paths import Path, Stretch, path
from multifocal.body.place import SIDES, Place, Side, check_side
from multifocal.body.reach import (
    muscles_beyond,
    muscles_of,
    muscles_of_root,
    nerve_of,
    roots,
    roots_of,
    skin_beyond,
    skin_of,
    tasks_of,
)
from multifocal.body.sensory import SensoryStudy, sensory_studies, sensory_study
from multifocal.body.sheet import VIEWS, Frame, Shape, Stroke, View
from multifocal.body.stimulation import Site, site, sites, stimulation_sites
from multifocal.body.subject import Subject

__all__ = [
    "SIDES",
    "VIEWS",
    "Drawing",
    "Entrapment",
    "Frame",
    "Junction",
    "Muscle",
    "Nerve",
    "NerveLine",
    "Path",
    "Place",
    "Segment",
    "SensoryStudy",
    "Shape",
    "Side",
    "Site",
    "Skin",
    "Stretch",
    "Stroke",
    "Subject",
    "Supply",
    "Target",
    "Task",
    "View",
    "check_side",
    "drawing",
    "entrapments",
    "entrapments_between",
    "lineage",
    "muscle",
    "muscles",
    "muscles_beyond",
    "muscles_of",
    "muscles_of_root",
    "nerve",
    "nerve_lines",
    "nerve_of",
    "nerves",
    "path",
    "roots",
    "roots_of",
    "segment",
    "segments",
    "sensory_studies",
    "sensory_study",
    "site",
    "sites",
    "skin",
    "skin_areas",
    "skin_beyond",
    "skin_of",
    "stimulation_sites",
    "target",
    "targets",
    "task",
    "tasks",
    "tasks_of",
]
