"""Definite, probable and possible by EFNS/PNS 2010 (tables 1, 3 and 4).

Table 1 was read where it is reprinted (efns-pns-2010), table 4 and the supportive items are known
in general (efns-pns-2010-categories) and shown as not yet checked.
"""

from itertools import product
from typing import Final

from multifocal.criteria import graded
from multifocal.criteria.case import SegmentVerdict, Whole
from multifocal.criteria.category import Category, Grade
from multifocal.criteria.completions import Blocks, CategoryRule
from multifocal.criteria.efns_pns_2010 import constants as efns
from multifocal.criteria.efns_pns_2010.constants import SET
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.reason import Missing

TABLES: Final = "efns-pns-2010-categories"
LITERAL: Final = "multifocal-choice-possible-as-written"
LEG_NEEDS_NO_SENSORY: Final = "multifocal-choice-leg-block-without-rule-3"
_LEG: Final = ("fibular",)

TWO_NERVES: Final = "weakness_in_two_or_more_nerves"
EDX3: Final = "sensory_conduction_normal_in_arm_segments_with_block"
SENSORY: Final = "sensory_studies_normal"
S4: Final = "objective_improvement_after_ivig"
SUPPORTIVE_FOR_PROBABLE: Final = 2  # source: efns-pns-2010-categories
NERVES_FOR_PROBABLE: Final = 2  # source: efns-pns-2010-categories


def grade(core: bool, single: tuple[bool, ...], supportive: int, blocks: Blocks) -> Grade:
    """Table 4. `core`: clinical 1 (but for the number of nerves), 2 and none of 8 to 11."""
    two_nerves, edx3, sensory, s4 = single
    arm_definite, arm_any, leg_definite, leg_any = blocks
    definite = leg_definite + (arm_definite if edx3 else 0)
    some = leg_any + (arm_any if edx3 else 0)
    if not core:
        return "not_met"
    if two_nerves and definite:
        return "definite"
    enough = supportive + s4 >= SUPPORTIVE_FOR_PROBABLE
    if two_nerves and (some >= NERVES_FOR_PROBABLE or (some and enough)):
        return "probable"
    if (two_nerves and sensory and s4) or (not two_nerves and some):
        return "possible"
    return "not_met"


RULE: Final = CategoryRule(
    core=(
        ("weakness_focal_asymmetric_progressive", True),  # 1
        ("weakness_over_one_month", True),  # 1
        ("no_sensory_abnormality_but_minor_leg_vibration_loss", True),  # 2
        ("upper_motor_neuron_signs", False),  # 8
        ("marked_bulbar_involvement", False),  # 9
        ("sensory_impairment_beyond_minor_leg_vibration_loss", False),  # 10
        ("diffuse_symmetric_weakness_in_initial_weeks", False),  # 11
    ),
    single=(TWO_NERVES, EDX3, SENSORY, S4),
    counted=(
        "anti_gm1_igm_raised",  # S1
        "csf_protein_raised_below_1_g_l",  # S2
        "mri_t2_hyperintense_swollen_plexus",  # S3
    ),
    grade=grade,
)

SUPPORTIVE_CLINICAL: Final = (
    "predominantly_upper_limb",  # 3
    "reflexes_decreased_or_absent_in_affected_limb",  # 4
    "cranial_nerves_spared",  # 5
    "cramps_and_fasciculations_in_affected_limb",  # 6
    "improved_with_immunomodulation",  # 7
)
"""Said beside the category, which does not hang on them."""

_FROM_TABLES: Final = dict.fromkeys((SENSORY, S4, *RULE.counted, EDX3), TABLES)
_OPEN_REASONS: Final[tuple[Missing, ...]] = (
    "amplitude_missing",
    "area_missing",
    "duration_missing",
)


def category_of(whole: Whole) -> Category:
    """The category of a study by its blocks and its clinical picture."""
    ranges = [graded.bounds(one, _OPEN_REASONS, _range, _most(one.nerve)) for one in whole.segments]
    outlook = graded.outlook(whole.segments, ranges)
    picture = whole.clinical
    return graded.graded(
        SET,
        RULE,
        picture,
        _states(outlook),
        _blocks(outlook),
        _FROM_TABLES | dict.fromkeys((name for name, _ in RULE.core), SET.source),
        ("definite", "probable", "possible"),
        item_source=TABLES,
        choices=(LITERAL, LEG_NEEDS_NO_SENSORY, graded.NERVE_HAS_A_SIDE),
        notes=tuple(
            _supportive(name, getattr(picture, name))
            for name in SUPPORTIVE_CLINICAL
            if getattr(picture, name) is not None
        ),
    )


def _most(nerve: str) -> int:
    """The most block that any segment of the nerve may come to."""
    return 2 if nerve in efns.BLOCK_NERVES else 1 if nerve in efns.ARM_NERVES else 0


def _range(verdict: SegmentVerdict) -> tuple[int, int]:
    """The least and the most block that an open answer comes to once its numbers are known."""
    status = graded.statuses(verdict)
    most = 2 if status["edx1"] == "cannot_be_assessed" else 1
    if verdict.nerve not in efns.BLOCK_NERVES and status["long_segment"] == "not_met":
        return 0, 0  # only rule 2a counts the nerve, and over a short segment it fails anyway
    # A fall of 50 % whose duration is missing is definite or probable: at least probable.
    halved = verdict.reason == "duration_missing" and status.get("area_50") == "met"
    return (1 if halved and most == 2 else 0), most


def _states(outlook: graded.Outlook) -> tuple[Blocks, ...]:
    """Every number of nerves with definite and with any block that may come out, capped."""
    bounds = []
    for nerves in (efns.ARM_NERVES, _LEG):
        for level, cap in ((2, 1), (1, NERVES_FOR_PROBABLE)):
            least, most = (
                min(outlook.count(nerves, level, certain=certain), cap) for certain in (True, False)
            )
            bounds.append(range(least, most + 1))
    return tuple(
        state for state in product(*bounds) if state[0] <= state[1] and state[2] <= state[3]
    )


def _blocks(outlook: graded.Outlook) -> Finding:
    nerves = (*efns.ARM_NERVES, *_LEG)
    definite = outlook.count(nerves, 2, certain=True)
    some = outlook.count(nerves, 1, certain=True)
    status: Status = "met" if some else "cannot_be_assessed" if outlook.open else "not_met"
    return SET.finding(
        "category.blocks",
        status,
        "study.category.blocks",
        parameters={"definite": definite, "probable": some - definite},
        numbers={"nerves_definite": definite, "nerves_probable": some - definite},
        choices=(graded.NERVE_HAS_A_SIDE,),
    )


def _supportive(name: str, value: bool) -> Finding:
    return SET.finding(
        f"item.{name}",
        "met" if value else "not_met",
        f"study.item.{'yes' if value else 'no'}",
        parameters={"item": name},
        inputs=(name,),
    )
