"""From weak movements and weak muscles back to the places of nerves that explain them."""

from multifocal.localize.answer_json import answer_json
from multifocal.localize.causes import SETTINGS, cause_ids, muscle_groups
from multifocal.localize.difficulties import Complaint, Difficulty, complaints, difficulties
from multifocal.localize.explaining import explain
from multifocal.localize.explanation import (
    Answer,
    CauseShift,
    Contribution,
    Explanation,
    HarmedPlace,
    NextTest,
    SegmentShare,
    Stimulation,
)
from multifocal.localize.grades import GRADES
from multifocal.localize.grammar import read_weakness
from multifocal.localize.loci import unit_of
from multifocal.localize.patient import Joined, exported_tables, join_dots
from multifocal.localize.ticked import ticked_line
from multifocal.localize.urgency import (
    ONSETS,
    SIGNS,
    Onset,
    Signs,
    Urgency,
    how_soon,
    is_now_already,
    may_go_on_warned,
    with_own_signs,
)
from multifocal.localize.weakness import (
    Finding,
    MuscleFinding,
    SkinFinding,
    TaskFinding,
    Weakness,
)

__all__ = [
    "GRADES",
    "ONSETS",
    "SETTINGS",
    "SIGNS",
    "Answer",
    "CauseShift",
    "Complaint",
    "Contribution",
    "Difficulty",
    "Explanation",
    "Finding",
    "HarmedPlace",
    "Joined",
    "MuscleFinding",
    "NextTest",
    "Onset",
    "SegmentShare",
    "Signs",
    "SkinFinding",
    "Stimulation",
    "TaskFinding",
    "Urgency",
    "Weakness",
    "answer_json",
    "cause_ids",
    "complaints",
    "difficulties",
    "explain",
    "exported_tables",
    "how_soon",
    "is_now_already",
    "join_dots",
    "may_go_on_warned",
    "muscle_groups",
    "read_weakness",
    "ticked_line",
    "unit_of",
    "with_own_signs",
]
