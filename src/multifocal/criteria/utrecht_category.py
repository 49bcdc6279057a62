"""Definite, probable and possible by Utrecht: clinical list, CSF protein, blocks, slowing.

As a thesis quotes them (utrecht-criteria). "Part of the clinical criteria" is not said more closely
there; which part, is our choice (multifocal-choice-utrecht-part).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any, Final

from multifocal.criteria import graded
from multifocal.criteria.case import SegmentVerdict, Whole
from multifocal.criteria.category import Category, Grade
from multifocal.criteria.completions import Blocks, CategoryRule
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.reason import Missing
from multifocal.criteria.ruling import Ruling
from multifocal.study.clinical import ClinicalPicture

PART: Final = "multifocal-choice-utrecht-part"
SLOWING_AT_PRESSURE: Final = "multifocal-choice-utrecht-slowing"
CSF: Final = "csf_protein_below_1_g_l"
EDX3: Final = "sensory_conduction_normal_in_arm_segments_with_block"
GM1: Final = "anti_gm1_igm_raised"
MRI: Final = "mri_t2_hyperintense_swollen_plexus"
ALL_CLINICAL: Final = (
    "weakness_predominantly_distal",
    "reflexes_decreased_or_absent_in_affected_limb",
    "predominantly_upper_limb",
    "onset_at_20_to_65_years",
)
"""What definite asks beyond the part that every category needs."""
SLOWING: Final = ("slow_velocity", "distal_latency", "f_latency", "f_absent")
PRESSED: Final = "median"
"""Its distal latency and F responses run through the carpal tunnel."""
_OPEN_REASONS: Final[tuple[Missing, ...]] = (
    "amplitudes_missing",
    "area_missing",
    "leg_unverified",
)


def grade(core: bool, single: tuple[bool, ...], clinical: int, blocks: Blocks) -> Grade:
    """`clinical`: how many of `ALL_CLINICAL` hold. `blocks`: definite, any, slowing; 0 or 1."""
    csf, edx3, gm1, mri = single
    definite, some, slow = blocks
    if not core:
        return "not_met"
    if csf and edx3 and definite and clinical == len(ALL_CLINICAL):
        return "definite"
    if csf and edx3 and some:
        return "probable"
    return "possible" if gm1 or mri or slow else "not_met"


RULE: Final = CategoryRule(
    core=(
        ("weakness_focal_asymmetric_progressive", True),
        ("no_sensory_abnormality_but_minor_leg_vibration_loss", True),
        ("bulbar_signs", False),
        ("upper_motor_neuron_signs", False),
        ("no_other_neuropathy_or_myopathy", True),
        ("sensory_studies_normal", True),
    ),
    single=(CSF, EDX3, GM1, MRI),
    counted=ALL_CLINICAL,
    grade=grade,
)


def category_of(ruling: Ruling, whole: Whole) -> Category:
    """The category of a study by its blocks, its slowing and its clinical picture."""
    ranges = [_range(one) for one in whole.segments]
    least = max((low for low, _ in ranges), default=0)
    most = max((high for _, high in ranges), default=0)
    slow = _slowing(whole)
    slows = (0, 1) if slow is None else (int(slow),)
    states = product(range(least, most + 1), slows)
    return graded.graded(
        ruling,
        RULE,
        _implied(whole.clinical),
        tuple((int(level == 2), int(level >= 1), one) for level, one in states),
        _blocks(ruling, whole.segments, ranges),
        {},
        ("definite", "probable", "possible"),
        item_source=ruling.source,
        choices=(PART, SLOWING_AT_PRESSURE),
        notes=(_slow_finding(ruling, slow),),
    )


def _implied(picture: ClinicalPicture) -> ClinicalPicture:
    """The picture with what other answers imply where nothing else was answered."""
    more: dict[str, Any] = {}
    if picture.bulbar_signs is None and picture.marked_bulbar_involvement is True:
        more["bulbar_signs"] = True
    elif picture.bulbar_signs is None and picture.cranial_nerves_spared is True:
        more["bulbar_signs"] = False
    if picture.csf_protein_below_1_g_l is None and picture.csf_protein_raised_below_1_g_l is True:
        more[CSF] = True
    return replace(picture, **more)


def _range(verdict: SegmentVerdict) -> tuple[int, int]:
    """The least and the most block that a segment comes to once what is open is known."""
    least, most = graded.bounds(verdict, _OPEN_REASONS, _by_numbers, 2)
    numbers = verdict.by_numbers or verdict
    halved_unknown = numbers.block == "probable" and _definite_open(numbers)
    return least, 2 if halved_unknown and most else most


def _by_numbers(verdict: SegmentVerdict) -> tuple[int, int]:
    """Half the area lost is definite as soon as the distal amplitude proves to be large enough."""
    half_lost = graded.statuses(verdict).get("definite") == "met"
    return 0, 2 if half_lost or _definite_open(verdict) else 1


def _definite_open(verdict: SegmentVerdict) -> bool:
    return graded.statuses(verdict).get("definite") == "cannot_be_assessed"


def _slowing(whole: Whole) -> bool | None:
    """Whether the study shows slowing; None where nothing shows it and a number is missing."""
    statuses = tuple(one.status for one in _signs(whole))
    if "met" in statuses:
        return True
    return None if "cannot_be_assessed" in statuses or not statuses else False


def _signs(whole: Whole) -> Iterator[Finding]:
    """Signs of slowing away from sites of pressure."""
    for segment in whole.segments:
        if segment.block != "not_counted":
            yield from _of_slowing(segment.findings)
    for nerve in whole.nerves:
        if nerve.distal.nerve != PRESSED:
            yield from _of_slowing(nerve.findings)


def _of_slowing(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (one for one in findings if one.rule.rpartition(".")[2] in SLOWING)


def _slow_finding(ruling: Ruling, slow: bool | None) -> Finding:
    status: Status = "met" if slow else "cannot_be_assessed" if slow is None else "not_met"
    return ruling.finding(
        "category.slowing",
        status,
        f"study.utrecht.slowing.{status}",
        choices=(SLOWING_AT_PRESSURE,),
    )


def _blocks(
    ruling: Ruling, segments: tuple[SegmentVerdict, ...], ranges: list[tuple[int, int]]
) -> Finding:
    found = graded.outlook(segments, ranges)
    nerves = tuple({nerve for _, nerve in found.certain})
    definite = found.count(nerves, 2, certain=True)
    some = found.count(nerves, 1, certain=True)
    status: Status = "met" if some else "cannot_be_assessed" if found.open else "not_met"
    return ruling.finding(
        "category.blocks",
        status,
        "study.category.blocks",
        parameters={"definite": definite, "probable": some - definite},
        numbers={"nerves_definite": definite, "nerves_probable": some - definite},
    )
