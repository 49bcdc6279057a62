"""Six signs of demyelination beside block in MMN, for research (doneddu-2025-beyond-block).

Which signs were studied was read in the abstract; by which limits was not. The limits here are a
proposal of this project: those of the CIDP criteria of 2010 (multifocal-choice-extended-signs). The
signs count only with the clinical core of EFNS/PNS 2010 and normal sensory responses, and only in
segments without block. CIDP and CMT show them too.
"""

from collections.abc import Sequence
from typing import Final

from multifocal.criteria import conditions, slowing
from multifocal.criteria import efns_pns_2010_cidp as cidp
from multifocal.criteria.answer import answer_words
from multifocal.criteria.case import Case, NerveCase, SegmentVerdict
from multifocal.criteria.counted import outside
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.efns_pns_2010 import EfnsPns2010
from multifocal.criteria.efns_pns_2010.category import RULE as EFNS
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.reason import NotCounted, Signs
from multifocal.criteria.ruling import Ruling
from multifocal.study.clinical import ClinicalPicture

SIGNS_OF: Final = "doneddu-2025-beyond-block"
OURS: Final = "multifocal-choice-extended-signs"
_SET: Final = Ruling("extended", "Extended signs", "6", OURS)
_BLOCK: Final = EfnsPns2010()

CORE: Final = (*EFNS.core, ("sensory_studies_normal", True))
"""Clinical 1, 2 and none of 8 to 11, as the study asked; and normal sensory responses."""


def gate(picture: ClinicalPicture) -> Finding:
    """Whether clinical core and normal sensory responses stand, without which nothing counts."""
    answers = [getattr(picture, name) for name, _ in CORE]
    status: Status = "met"
    if any(
        one is not None and one is not wanted
        for one, (_, wanted) in zip(answers, CORE, strict=True)
    ):
        status = "not_met"
    elif None in answers:
        status = "cannot_be_assessed"
    return _SET.finding(
        "core",
        status,
        f"study.extended.core.{status}",
        inputs=tuple(name for name, _ in CORE),
        source=SIGNS_OF,
    )


def dispersion(case: Case) -> Finding:
    """The negative peak lengthens by more than 30 %."""
    return conditions.duration(_SET, case, "dispersion", cidp.DISPERSION)


def slow(case: Case) -> Finding:
    """Velocity at least 30 % below the lower limit."""
    return slowing.velocity(_SET, case, cidp.SLOW_VELOCITY)


def of_nerve(case: NerveCase) -> tuple[Finding, ...]:
    """Distal latency, distal duration, least F latency, absent F responses."""
    share = slowing.share_of_lower_limit(case)
    small = share is not None and share < cidp.SMALL_SHARE
    duration = slowing.distal_duration(_SET, case, cidp.DISTAL_DURATION[case.distal.nerve])
    too_small = share is not None and share < cidp.F_NEEDS_SHARE
    lost = (
        _SET.finding("f_absent", "not_applicable", "study.f_absent.too_small")
        if too_small
        else slowing.f_absent(_SET, case, own_floor=share is not None)
    )
    return (
        slowing.distal_latency(_SET, case, cidp.LONG_DISTAL_LATENCY),
        duration,
        slowing.f_latency(_SET, case, cidp.LONG_F_SMALL if small else cidp.LONG_F),
        lost,
    )


class Extended(CriteriaSet):
    """Signs beside block: no grade of a segment, no category."""

    ruling = _SET
    standing = "research"
    grades_blocks = False
    notes = ("study.set.extended.signs", "study.set.extended.limits", "study.set.extended.also")

    def evaluate(self, case: Case) -> SegmentVerdict:
        """The signs of one segment without block; never a block."""
        counted = outside(_SET, case, cidp.NERVES)
        core = gate(case.clinical)
        why: NotCounted | Signs | None = counted.reason
        signs: tuple[Finding, ...] = ()
        if why is None and core.status != "met":
            why = "signs_gated"
        elif why is None and _BLOCK.evaluate(case).block in ("definite", "probable"):
            why = "sign_beside_block"
        elif why is None:
            long = case.segment.limb_segments > 1  # lengthening adds up as falls do
            signs = (slow(case),) if long else (dispersion(case), slow(case))
            why = _seen(signs, long)
        findings = (counted.nerve, counted.entrapment, core, *signs)
        answer = _SET.finding(
            "segment",
            "not_applicable",
            f"study.answer.not_counted.{why}" if why == counted.reason else f"study.extended.{why}",
            parameters=answer_words(_SET, case.segment) | dict(counted.entrapment.parameters),
            inputs=tuple(one.rule for one in findings),
        )
        return SegmentVerdict(
            case.segment, "not_counted", (answer, *findings), case.cautions, reason=why
        )

    def evaluate_nerve(self, case: NerveCase) -> tuple[Finding, ...]:
        """The other four signs, where the core stands."""
        if case.distal.nerve not in cidp.NERVES:
            return ()
        core = gate(case.clinical)
        return (core, *of_nerve(case)) if core.status == "met" else (core,)


def _seen(signs: Sequence[Finding], open_: bool) -> Signs:
    statuses = [one.status for one in signs]
    if "met" in statuses:
        return "sign_seen"
    return "signs_open" if open_ or "cannot_be_assessed" in statuses else "signs_none"
