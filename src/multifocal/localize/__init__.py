"""From weak movements back to nerves. So far a look-up: the nerves that what is hard shares."""

from multifocal.localize.difficulties import Complaint, Difficulty, complaints, difficulties
from multifocal.localize.patient import Joined, exported_tables, join_dots
from multifocal.localize.shared_nerves import SharedNerve, shared_nerves
from multifocal.localize.urgency import ONSETS, SIGNS, Onset, Signs, Urgency, how_soon

__all__ = [
    "ONSETS",
    "SIGNS",
    "Complaint",
    "Difficulty",
    "Joined",
    "Onset",
    "SharedNerve",
    "Signs",
    "Urgency",
    "complaints",
    "difficulties",
    "exported_tables",
    "how_soon",
    "join_dots",
    "shared_nerves",
]
