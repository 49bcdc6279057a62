"""The set's answer for one segment, by either reading of what a long segment is."""

from dataclasses import replace

from multifocal.criteria.answer import Step, answered
from multifocal.criteria.case import Case, SegmentVerdict, Whole, large_fall
from multifocal.criteria.category import Category
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.efns_pns_2010 import constants as efns
from multifocal.criteria.efns_pns_2010.blocks import (
    Conditions,
    conditions_of,
    edx1,
    edx2a,
    edx2b,
    edx3,
    hidden_between,
    hindrance,
)
from multifocal.criteria.efns_pns_2010.category import category_of
from multifocal.criteria.efns_pns_2010.constants import SET
from multifocal.criteria.efns_pns_2010.long_segments import long_segment
from multifocal.criteria.reason import Unmet
from multifocal.criteria.technique import SPREADING_SITES


class EfnsPns2010(CriteriaSet):
    """EFNS/PNS 2010, electrodiagnostic rules for motor conduction block in a segment."""

    ruling = SET
    one_segment = False
    confirms = ("groove",)
    readings = True
    notes = ("study.set.efns-pns-2010.area",)

    def evaluate(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, definite, probable, not met: the first that holds."""
        conditions = conditions_of(case)
        verdict = _by_reading(case, conditions)
        named = replace(case, long_segments="named")
        if case.long_segments == "named" or _read_alike(named, conditions):
            return verdict
        literal = _by_reading(named, conditions_of(named))
        if literal.block == verdict.block:
            return verdict
        answer, *rest = verdict.findings
        both = SET.finding(
            "readings",
            "not_applicable",
            "study.efns.readings.differ",
            parameters={"would_be": f"study.block.{literal.block}"},
            inputs=("site",),
            choices=(efns.LONG_AND_LONGER,),
        )
        return replace(verdict, findings=(answer, both, *rest), literal=literal.block)

    def category(self, whole: Whole) -> Category:
        """Definite, probable or possible by blocks, clinical picture and supportive items."""
        return category_of(whole)


def _read_alike(named: Case, conditions: Conditions) -> bool:
    """Whether the readings differ in nothing that the segment's answer hangs on: what is long, and
    half the area lost, which by the wider one is enough for rule 2a."""
    long = long_segment(named).status == conditions.long_segment.status
    return long and conditions.area_50.status != "met"


def _by_reading(case: Case, conditions: Conditions) -> SegmentVerdict:
    rules = (edx1(case, conditions), edx2a(case, conditions), edx2b(case, conditions))
    definite, long, dispersed = rules
    verdict = answered(
        SET,
        case,
        (*conditions.all(), *rules),
        outside=conditions.outside,
        hindrance=hindrance(case, conditions),
        steps=(
            Step("definite", definite),
            Step("probable", long),
            Step("probable", dispersed),
        ),
        missing="site_between_missing" if hidden_between(case, conditions) else "duration_missing",
        otherwise=_large_unmet(case, conditions),
        inputs=rules,
    )
    return replace(verdict, findings=(*verdict.findings, *edx3(case)))


def _large_unmet(case: Case, conditions: Conditions) -> Unmet | None:
    """Why a fall of at least 30 % of amplitude or area meets no rule; None where none is so large.

    The first reason that holds, where no rule is met.
    """
    segment = case.segment
    if large_fall(segment) is None:
        return None
    if conditions.area_30.status != "met":
        return "large_amplitude_only"
    if segment.proximal.site in SPREADING_SITES and conditions.area_50.status != "met":
        return "large_at_erb"
    if conditions.duration.status == "not_met":
        return "large_dispersed"
    return "large_short" if segment.nerve in efns.ARM_NERVES else "large_in_leg"
