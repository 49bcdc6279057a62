"""The order of answers for one segment."""

from dataclasses import dataclass, replace

from multifocal.criteria.case import Block, Case, Confirmation, NerveCase, SegmentVerdict, Whole
from multifocal.criteria.category import Category
from multifocal.criteria.efns_pns_2010 import constants as efns
from multifocal.criteria.efns_pns_2010.blocks import (
    Conditions,
    conditions_of,
    edx1,
    edx2a,
    edx2b,
    edx3,
    hindrance,
)
from multifocal.criteria.efns_pns_2010.category import category_of
from multifocal.criteria.efns_pns_2010.making import finding
from multifocal.criteria.finding import Finding, Parameters, Status

_STATUS: dict[Block, Status] = {
    "definite": "met",
    "probable": "met",
    "met": "met",
    "not_met": "not_met",
    "not_counted": "not_applicable",
    "cannot_be_assessed": "cannot_be_assessed",
}


@dataclass(frozen=True)
class EfnsPns2010:
    """EFNS/PNS 2010, electrodiagnostic rules for motor conduction block in a segment."""

    name: str = efns.NAME
    title: str = efns.TITLE
    version: str = efns.VERSION
    source: str = efns.SOURCE
    one_segment: bool = False
    confirms: tuple[Confirmation, ...] = ("erb", "groove")
    notes: tuple[str, ...] = ("study.set.efns-pns-2010.area",)

    def judge(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, definite, probable, not met: the first that holds."""
        found = self._judge(case)
        if case.long_segments == "named":
            return found
        literal = self._judge(replace(case, long_segments="named"))
        if literal.block == found.block:
            return found
        answer, *rest = found.findings
        both = finding(
            "readings",
            "not_applicable",
            "differ",
            parameters={"would_be": f"study.block.{literal.block}"},
            inputs=("site",),
            choices=(efns.LONG_AND_LONGER,),
        )
        return replace(found, findings=(answer, both, *rest), literal=literal.block)

    def _judge(self, case: Case) -> SegmentVerdict:
        found = conditions_of(case)
        rules = (edx1(case, found), edx2a(case, found), edx2b(case, found))
        block, message = _answer(case, found, rules)
        segment = case.segment
        parameters: Parameters = {
            "criteria": self.title,
            "nerve": segment.nerve,
            "muscle": segment.muscle,
            "distal_site": segment.site_word(segment.distal),
            "proximal_site": segment.site_word(segment.proximal),
            **{name: found.entrapment.parameters[name] for name in found.entrapment.parameters},
        }
        answer = finding(
            "segment",
            _STATUS[block],
            message,
            parameters=parameters,
            numbers={
                "amplitude_reduction_percent": segment.amplitude_reduction_percent,
                "area_reduction_percent": segment.area_reduction_percent,
                "duration_increase_percent": segment.duration_increase_percent,
                "velocity_m_s": segment.velocity_m_s,
            },
            inputs=tuple(one.rule for one in rules),
        )
        conditions = found.known() if block == "not_counted" else found.all()
        return SegmentVerdict(
            segment=segment,
            block=block,
            findings=(answer, *conditions, *rules, edx3(case)),
            cautions=case.cautions,
            reason=message.partition(".")[2] or None,
        )

    def judge_nerve(self, case: NerveCase) -> tuple[Finding, ...]:  # noqa: ARG002
        """Nothing: the set grades blocks, not slowing."""
        return ()

    def category(self, whole: Whole) -> Category:
        """Definite, probable or possible by blocks, clinical picture and supportive items."""
        return category_of(whole)


def _answer(case: Case, found: Conditions, rules: tuple[Finding, ...]) -> tuple[Block, str]:
    """The answer, and which sentence says it."""
    if reason := _not_counted(found):
        return "not_counted", f"not_counted.{reason}"
    if reason := _missing(case, found, rules):
        return "cannot_be_assessed", f"cannot_be_assessed.{reason}"
    definite, *probable = rules
    if definite.status == "met":
        return "definite", "definite"
    if any(rule.status == "met" for rule in probable):
        return "probable", "probable"
    return "not_met", "not_met"


def _not_counted(found: Conditions) -> str | None:
    """Why the segment is not the rules' business."""
    if found.nerve.status == "not_met":
        if efns.CROSSOVER in found.nerve.choices:
            return "crossover"
        return "tibial" if efns.TIBIAL_FALLS in found.nerve.choices else "nerve"
    if found.entrapment.status == "not_met":
        ours = efns.OUR_ENTRAPMENT in found.entrapment.choices
        return "entrapment_ours" if ours else "entrapment"
    return None


def _missing(case: Case, found: Conditions, rules: tuple[Finding, ...]) -> str | None:
    """Why the segment cannot be assessed: what hinders every rule, then the missing duration."""
    if reason := hindrance(case, found):
        return reason
    hangs = any(rule.status == "cannot_be_assessed" for rule in rules)
    return "duration_missing" if hangs else None
