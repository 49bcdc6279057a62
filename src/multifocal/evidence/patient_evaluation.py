"""One simulated patient examined and judged by every rule set, beside what is true."""

from collections.abc import Mapping
from typing import Any, Final

from multifocal import body
from multifocal.criteria import (
    Evaluation,
    SegmentVerdict,
    criteria_names,
    criteria_set,
    evaluate_by,
)
from multifocal.evidence.virtual_patients import Patient
from multifocal.fiber.sharing import one_thread
from multifocal.measuring import measure_all
from multifocal.nerve import Experiment, Harm, LimbTemperature, MotorRun, Person, Protocol
from multifocal.study import ClinicalPicture, Study

SITES: Final[Mapping[str, tuple[str, ...]]] = {
    "apb": ("wrist", "elbow", "axilla", "erb"),
    "adm": ("wrist", "below_elbow", "above_elbow", "axilla", "erb"),
    "eip": ("forearm", "elbow", "spiral_groove", "axilla", "erb"),
    "biceps": ("axilla", "erb"),
    "edb": ("ankle", "below_fibular_head", "popliteal_fossa"),
    "ah": ("ankle", "popliteal_fossa"),
}
REACHES: Final = ("elbow", "axilla", "erb")
"""How far up the arm is stimulated; legs always up to the knee."""
_REACH_OF: Final = {"spiral_groove": 1, "axilla": 1, "erb": 2}  # all other sites: 0

LONGER: Final = "efns-pns-2010+longer"
"""EFNS/PNS 2010 with segments that contain a long one counted as long too."""
RULE_SETS: Final = (
    *(name for name in criteria_names() if criteria_set(name).standing != "second_hand"),
    LONGER,
)
"""A set known at second hand is measured on no patients."""
GRADED: Final = ("efns-pns-2010", LONGER, "aanem-2003")
LETTERS: Final = {
    "definite": "d",
    "probable": "p",
    "met": "m",
    "not_met": "n",
    "not_counted": "x",
    "cannot_be_assessed": "c",
}
NO_LIMITS: Final = "l"  # cannot be assessed, because the set's limits were not found

GRANTED: Final = ClinicalPicture(
    weakness_focal_asymmetric_progressive=True,
    weakness_in_two_or_more_nerves=True,
    weakness_over_one_month=True,
    no_sensory_abnormality_but_minor_leg_vibration_loss=True,
    upper_motor_neuron_signs=False,
    marked_bulbar_involvement=False,
    sensory_impairment_beyond_minor_leg_vibration_loss=False,
    diffuse_symmetric_weakness_in_initial_weeks=False,
    anti_gm1_igm_raised=False,
    csf_protein_raised_below_1_g_l=False,
    mri_t2_hyperintense_swollen_plexus=False,
    objective_improvement_after_ivig=False,
    sensory_conduction_normal_in_arm_segments_with_block=True,
    weakness_over_ten_days=True,
    sensory_studies_normal=True,
    sensory_studied_in_three_or_more_nerves=True,
    no_crossing_in_forearm=True,
    stimulation_supramaximal=True,
    no_spread_at_erb=True,
)
"""The same clinical items for everyone, and a perfect technique told as such, so that only the
motor study decides."""

COLUMNS: Final = (
    "side", "nerve", "distal_site", "proximal_site", "reach", "stopped_share",
    "distal_amplitude_mv", "amplitude_reduction_percent", "area_reduction_percent",
    "duration_increase_percent", "answers",
)  # fmt: skip
"""Of each row of `segments`; `answers` has one letter a judge."""


def evaluate_patient(who: Patient) -> dict[str, Any]:
    """Examine both sides and judge; plain JSON, the same for the same patient on one machine.

    By one thread: many patients are judged in several processes (`sharded_performance`).
    `categories`: by reach, what the graded sets say of the study.
    """
    runs = (MotorRun(muscle, at, side) for side in body.SIDES for muscle, at in SITES.items())
    made = Experiment(
        Person(who.person, who.subject, LimbTemperature()),
        Harm(who.foci, axon_loss=who.loss),
        Protocol(tuple(runs)),
    )
    with one_thread():
        measures = measure_all(made.motor)
    categories = {}
    whole: tuple[Evaluation, ...] = ()
    for number, reach in enumerate(REACHES):
        chosen = tuple(one for one in measures if _REACH_OF.get(one.site, 0) <= number)
        study = Study(chosen, subject=who.subject, clinical=GRANTED)
        last = number == len(REACHES) - 1
        sets = RULE_SETS[:-1] if last else GRADED[::2]
        named = evaluate_by(study, sets, long_segments="named")
        longer = evaluate_by(study, GRADED[:1], long_segments="longer")
        graded = {one.criteria: one for one in named} | {LONGER: longer[0]}
        categories[reach] = {
            name: found.answer for name in GRADED if (found := graded[name].category) is not None
        }
        whole = (*named, *longer)
    each = zip(*(_neighbors(one) for one in whole), strict=True)
    with one_thread():
        rows = [_row(verdicts, made) for verdicts in each]
    return {
        "group": who.group,
        "number": who.number,
        "foci": len(who.foci),
        "categories": categories,
        "segments": rows,
    }


def _neighbors(found: Evaluation) -> list[SegmentVerdict]:
    """Those of neighboring sites, of which the simulation knows what was lost within."""
    return [one for one in found.segments if not one.segment.between]


def _row(verdicts: tuple[SegmentVerdict, ...], made: Experiment) -> list[Any]:
    segment = verdicts[0].segment
    return [
        segment.side,
        segment.nerve,
        segment.distal.site,
        segment.proximal.site,
        max(_REACH_OF.get(site, 0) for site in (segment.distal.site, segment.proximal.site)),
        _round(made.truth(segment).stopped_share, 4),
        _round(segment.distal.amplitude_mv, 3),
        _round(segment.amplitude_reduction_percent, 2),
        _round(segment.area_reduction_percent, 2),
        _round(segment.duration_increase_percent, 2),
        "".join(map(_letter, verdicts)),
    ]


def _letter(verdict: SegmentVerdict) -> str:
    if verdict.reason == "no_limits":
        return NO_LIMITS
    return LETTERS[verdict.block]


def _round(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)
