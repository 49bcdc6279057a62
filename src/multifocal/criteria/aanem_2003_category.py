"""Definite and probable by AANEM 2003: blocks in two nerves, weakness, sensory studies.

Definite was read in a summary (aaem-2003-criteria); probable is general knowledge
(aaem-2003-block-table), and so are the limits that grade its blocks: all is shown as not checked.
"""

from dataclasses import replace
from itertools import product
from typing import Final

from multifocal.criteria import graded
from multifocal.criteria.case import SegmentVerdict, Whole
from multifocal.criteria.category import Category, Grade
from multifocal.criteria.completions import Blocks, CategoryRule
from multifocal.criteria.finding import Status
from multifocal.criteria.reason import Missing
from multifocal.criteria.ruling import Ruling

TABLE: Final = "aaem-2003-block-table"
FOUR_SIGNS: Final = "multifocal-choice-aanem-upper-motor-neuron-signs"
NERVES: Final = ("median", "ulnar", "radial", "fibular", "tibial")
SENSORY_NERVES: Final = 3  # source: aaem-2003-criteria
THREE_NERVES: Final = "sensory_studied_in_three_or_more_nerves"
_OPEN_REASONS: Final[tuple[Missing, ...]] = (
    "amplitude_missing",
    "both_missing",
    "duration_missing",
)
_TWO: Final = 2  # source: aaem-2003-criteria


def grade(core: bool, single: tuple[bool, ...], counted: int, blocks: Blocks) -> Grade:  # noqa: ARG001
    """Items 1 and 3 to 5 (`core`), and blocks: nerves definite, segments definite, segments any."""
    nerves_definite, segments_any = blocks
    if not core:
        return "not_met"
    if nerves_definite >= _TWO:
        return "definite"
    return "probable" if segments_any >= _TWO else "not_met"


RULE: Final = CategoryRule(
    core=(
        ("weakness_in_two_or_more_nerves", True),  # 1
        ("no_sensory_abnormality_but_minor_leg_vibration_loss", True),  # 1
        ("diffuse_symmetric_weakness_in_initial_weeks", False),  # 1
        ("sensory_conduction_normal_in_arm_segments_with_block", True),  # 3
        ("sensory_studies_normal", True),  # 4
        (THREE_NERVES, True),  # 4
        ("upper_motor_neuron_signs", False),  # 5
    ),
    single=(),
    counted=(),
    grade=grade,
)


def category_of(ruling: Ruling, whole: Whole) -> Category:
    """The category of a study by its blocks and its clinical picture."""
    picture = whole.clinical
    if len(set(whole.sensory_nerves)) >= SENSORY_NERVES:
        picture = replace(picture, sensory_studied_in_three_or_more_nerves=True)
    ranges = [graded.bounds(one, _OPEN_REASONS, _range, _TWO) for one in whole.segments]
    found = graded.outlook(whole.segments, ranges)
    nerves = [found.count(NERVES, 2, certain=certain) for certain in (True, False)]
    parts = [sum(one[i] >= 1 for one in ranges) for i in (0, 1)]
    states = product(*(range(min(low, 2), min(high, 2) + 1) for low, high in (nerves, parts)))
    status: Status = "met" if parts[0] else "cannot_be_assessed" if found.open else "not_met"
    return graded.graded(
        ruling,
        RULE,
        picture,
        tuple((nerve, part) for nerve, part in states if nerve <= part),
        ruling.finding(
            "category.blocks",
            status,
            "study.category.blocks_of_segments",
            parameters={"definite": nerves[0], "any": parts[0]},
            numbers={"nerves_definite": nerves[0], "segments_with_block": parts[0]},
            choices=(graded.NERVE_HAS_A_SIDE,),
        ),
        {name: ruling.source for name, _ in RULE.core},
        ("definite", "probable"),
        item_source=TABLE,
        choices=(FOUR_SIGNS, graded.NERVE_HAS_A_SIDE),
    )


def _range(verdict: SegmentVerdict) -> tuple[int, int]:
    """The least and the most block that an open answer comes to once its numbers are known."""
    if verdict.reason != "duration_missing":
        return 0, 2
    # The definite rule is open only where the fall is large enough for it.
    return 0, 2 if graded.statuses(verdict)["definite"] == "cannot_be_assessed" else 1
