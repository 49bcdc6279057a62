"""The order of answers that all sets share, with the reason of each and the key made from it."""

import pytest

from multifocal.criteria.answer import Step, answered
from multifocal.criteria.case import Block, Case, SegmentVerdict
from multifocal.criteria.counted import outside
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.reason import Alone, Missing
from multifocal.criteria.ruling import Ruling
from multifocal.reference import DEFAULT_REFERENCE, reference_table
from multifocal.study import ClinicalPicture, Measure
from multifocal.study.segment import segments

RULES = Ruling("ghosh-2005", "A set", "1", "ghosh-2005")
OWN = Ruling("efns-pns-2010", "A set", "1", "efns-pns-2010", "study.efns")


def case(nerve: str, muscle: str, *sites: str) -> Case:
    rows = tuple(Measure("right", nerve, muscle, site, amplitude_mv=8.0) for site in sites)
    (segment,) = segments(rows)
    return Case(segment, reference_table(DEFAULT_REFERENCE), "longer", ClinicalPicture(), "none")


FOREARM = case("median", "apb", "wrist", "elbow")
TIBIAL = case("tibial", "ah", "ankle", "popliteal_fossa")
AT_ELBOW = case("ulnar", "adm", "below_elbow", "above_elbow")


def answer(
    *statuses: Status,
    of: Case = FOREARM,
    rules: Ruling = RULES,
    hindrance: Missing | None = None,
    missing: Missing | None = "area_missing",
    alone: Alone | None = None,
) -> SegmentVerdict:
    blocks: tuple[Block, ...] = ("definite", "probable")
    found = [rules.finding("a_rule", one, "study.rule_is.met") for one in statuses]
    return answered(
        rules,
        of,
        found,
        outside=outside(rules, of),
        hindrance=hindrance,
        steps=tuple(Step(*pair, alone) for pair in zip(blocks, found, strict=False)),
        missing=missing,
        otherwise=alone,
    )


@pytest.mark.parametrize(
    ("verdict", "block", "reason"),
    [
        (answer("met", "met"), "definite", None),
        (answer("not_met", "met"), "probable", None),
        (answer("cannot_be_assessed", "met"), "probable", None),
        (answer("met", alone="by_area"), "definite", "by_area"),
        (answer("not_met", "cannot_be_assessed"), "cannot_be_assessed", "area_missing"),
        (answer("cannot_be_assessed", "not_met", missing=None), "not_met", None),
        (answer("not_met", "not_met", alone="by_amplitude"), "not_met", "by_amplitude"),
        (answer("met", hindrance="floor"), "cannot_be_assessed", "floor"),
        (answer("met", of=TIBIAL), "not_counted", "tibial"),
        (answer("met", of=AT_ELBOW, hindrance="floor"), "not_counted", "entrapment"),
    ],
)
def test_the_first_that_holds_is_the_answer(
    verdict: SegmentVerdict, block: Block, reason: str | None
) -> None:
    assert (verdict.block, verdict.reason) == (block, reason)


@pytest.mark.parametrize(
    ("verdict", "key"),
    [
        (answer("met"), "study.answer.definite"),
        (answer("met", of=TIBIAL), "study.answer.not_counted.tibial"),
        (answer("met", of=TIBIAL, rules=OWN), "study.efns.segment.not_counted.tibial"),
        (answer("met", hindrance="floor"), "study.answer.cannot_be_assessed.floor"),
    ],
)
def test_the_sentence_follows_from_block_and_reason(verdict: SegmentVerdict, key: str) -> None:
    assert verdict.findings[0].message == key


def test_what_cannot_be_assessed_is_not_said_of_a_segment_that_is_not_counted() -> None:
    def statuses(verdict: SegmentVerdict) -> list[Status]:
        return [one.status for one in verdict.findings if _is_rule(one)]

    assert statuses(answer("cannot_be_assessed", "not_met", of=TIBIAL)) == ["not_met"]
    assert len(statuses(answer("cannot_be_assessed", "not_met"))) == 2


def _is_rule(one: Finding) -> bool:
    return one.rule == f"{RULES.name}.a_rule"
