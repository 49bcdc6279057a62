"""What holds for every set and every study: properties, tried on random tables."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.criteria import (
    Evaluation,
    SegmentVerdict,
    criteria_names,
    evaluate,
    evaluate_by,
    evaluation_json,
    said,
)
from multifocal.study import ClinicalPicture, Measure, Study
from multifocal.study.plausible import plausible
from tests.study.tables import SOUND

PLACES = [
    ("ulnar", "adm", ("wrist", "below_elbow", "above_elbow", "axilla", "erb")),
    ("median", "apb", ("wrist", "elbow", "axilla", "erb")),
    ("radial", "eip", ("forearm", "elbow", "spiral_groove")),
    ("fibular", "edb", ("ankle", "fibular_head", "popliteal_fossa")),
    ("tibial", "ah", ("ankle", "popliteal_fossa")),
    ("musculocutaneous", "biceps", ("axilla", "erb")),
]
# A larger fall may need a duration that is missing: then it cannot be assessed any more.
RANK = {
    "not_counted": 0,
    "not_met": 1,
    "cannot_be_assessed": 2,
    "probable": 3,
    "met": 4,
    "definite": 4,
}


def numbers(least: float, most: float) -> st.SearchStrategy[float | None]:
    return st.none() | st.floats(least, most).map(lambda x: round(x, 3))


@st.composite
def measures(draw: st.DrawFn) -> tuple[Measure, ...]:
    found = []
    for nerve, muscle, sites in draw(
        st.lists(st.sampled_from(PLACES), min_size=1, max_size=3, unique=True)
    ):
        for i, site in enumerate(sites[: draw(st.integers(2, len(sites)))]):
            absent = draw(st.integers(0, 9)) == 0
            found.append(
                Measure(
                    "right",
                    nerve,
                    muscle,
                    site,
                    latency_ms=None if absent else 3.0 + 4 * i,
                    amplitude_mv=None if absent else draw(numbers(0.2, 15)),
                    negative_peak_area_mvms=None if absent else draw(numbers(1, 60)),
                    negative_peak_duration_ms=None if absent else draw(numbers(3, 12)),
                    distance_mm=200.0,
                    absent=absent,
                )
            )
    return tuple(found)


def neighbors(found: Evaluation) -> list[SegmentVerdict]:
    return [one for one in found.segments if not one.segment.between]


def blocks(rows: tuple[Measure, ...]) -> dict[str, list[str]]:
    return {
        one.criteria: [verdict.block for verdict in one.segments]
        for one in evaluate_by(Study(measures=rows))
    }


@given(measures(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_never_matters(rows: tuple[Measure, ...], chance: random.Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    for one, other in zip(
        evaluate_by(Study(measures=rows)), evaluate_by(Study(measures=tuple(shuffled))), strict=True
    ):
        assert evaluation_json(one) == evaluation_json(other)


@given(measures(), st.floats(0.0, 1.0))
@settings(max_examples=60, deadline=None)
def test_scaling_every_response_changes_nothing_but_the_floor(
    rows: tuple[Measure, ...], share: float
) -> None:
    largest = max(  # of what a response may be: beyond it, its unit would be asked about
        (number or 0.0) / plausible()[name].most
        for one in rows
        for name, number in (
            ("amplitude_mv", one.amplitude_mv),
            ("negative_peak_area_mvms", one.negative_peak_area_mvms),
        )
    )
    factor = 1.0 + share * (min(50.0, 0.999 / largest) - 1.0) if largest else 50.0

    def scaled(one: Measure) -> Measure:
        amplitude, area = one.amplitude_mv, one.negative_peak_area_mvms
        return replace(
            one,
            amplitude_mv=None if amplitude is None else amplitude * factor,
            negative_peak_area_mvms=None if area is None else area * factor,
        )

    after = evaluate_by(Study(measures=tuple(scaled(one) for one in rows)))
    for old, new in zip(evaluate_by(Study(measures=rows)), after, strict=True):
        blocks = {_sites(one): one.block for one in new.segments}
        for one in old.segments:  # a stretch that says nothing new is shown in neither or in one
            small = (one.segment.distal.amplitude_mv or 0) <= 1.6  # at or under some floor
            assert small or blocks.get(_sites(one), one.block) == one.block


def _sites(one: SegmentVerdict) -> tuple[str, ...]:
    return one.side, one.nerve, one.muscle, one.distal_site, one.proximal_site


@given(measures(), st.integers(0, 20), st.just(0.0) | st.floats(0.001, 0.999))
@settings(max_examples=80, deadline=None)
def test_more_block_never_lowers_the_answer(
    rows: tuple[Measure, ...], which: int, share: float
) -> None:
    """The responses from one site on get smaller by the same share, all else alike; where nothing
    is left, a person has said that this was checked. A response that was larger again further up
    kept the answer back for technique; without it there is nothing to doubt."""
    picture = replace(SOUND, no_response_confirmed=True)
    one = rows[which % len(rows)]
    sites = next(sites for nerve, _, sites in PLACES if nerve == one.nerve)
    beyond = sites[sites.index(one.site) :]
    if one.site == sites[0]:
        return

    def blocked(each: Measure) -> Measure:
        if each.nerve != one.nerve or each.site not in beyond or each.absent:
            return each
        amplitude, area = each.amplitude_mv, each.negative_peak_area_mvms
        return replace(
            each,
            amplitude_mv=None if amplitude is None else amplitude * share,
            negative_peak_area_mvms=None if area is None else area * share,
        )

    after = evaluate_by(Study(measures=tuple(blocked(each) for each in rows), clinical=picture))
    for old, new in zip(evaluate_by(Study(measures=rows, clinical=picture)), after, strict=True):
        for before, now in zip(neighbors(old), neighbors(new), strict=True):
            here = now.nerve == one.nerve and now.proximal_site == one.site
            if here and before.reason != "recovers":
                assert RANK[now.block] >= RANK[before.block]


@given(measures(), st.sampled_from([None, 20.0, 36.0]), st.sampled_from([None, True]))
@settings(max_examples=40, deadline=None)
def test_a_caution_never_changes_a_status(
    rows: tuple[Measure, ...], temperature_c: float | None, supramaximal: bool | None
) -> None:
    changed = tuple(
        replace(one, temperature_c=temperature_c, supramaximal=supramaximal) for one in rows
    )
    picture = ClinicalPicture(weakness_over_ten_days=False)
    for old, new in zip(
        evaluate_by(Study(measures=rows)),
        evaluate_by(Study(measures=changed, clinical=picture)),
        strict=True,
    ):
        for one, other in zip(old.segments, new.segments, strict=True):
            known = {f.rule: f.status for f in other.findings}
            assert all(known.get(f.rule, f.status) == f.status for f in one.findings)
            assert one.block == other.block


@given(measures())
@settings(max_examples=60, deadline=None)
def test_no_sentence_of_any_set_judges_a_person_or_excludes_mmn(rows: tuple[Measure, ...]) -> None:
    for found in evaluate_by(Study(measures=rows)):
        findings = [f for one in found.segments for f in one.findings]
        findings += [f for one in found.nerves for f in one.findings]
        findings += found.category.findings if found.category else ()
        for one in findings:
            text = said(one)
            assert "{" not in text and "study." not in text
            lowered = text.lower()
            assert "you have" not in lowered and "patient has" not in lowered
            assert "not MMN" not in text and "no MMN" not in text
        for verdict in found.segments:
            answer = said(verdict.findings[0])
            assert "not exclude MMN" in answer or "not a person" in answer
        if found.category:
            answer = said(found.category.findings[0])
            assert "not exclude MMN" in answer or "not a person" in answer


@pytest.mark.parametrize("name", criteria_names())
def test_a_study_without_segments_is_judged_too(name: str) -> None:
    assert evaluate(Study(), name).segments == ()
