"""From weak movements back to nerves. So far a look-up: the nerves that what is hard shares."""

from multifocal.localize.difficulties import Complaint, Difficulty, complaints, difficulties
from multifocal.localize.shared_nerves import SharedNerve, shared_nerves

__all__ = [
    "Complaint",
    "Difficulty",
    "SharedNerve",
    "complaints",
    "difficulties",
    "shared_nerves",
]
