"""Pairs of sites with a response between them: more testing takes no true block away."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal import body
from multifocal.criteria import SegmentVerdict, criteria_names, evaluate, evaluate_by, said
from multifocal.study import Measure, Study
from multifocal.study.limb import LEVELS, limb_segments
from multifocal.words import say
from tests.study.tables import SOUND

RANK = {"not_counted": 0, "not_met": 1, "cannot_be_assessed": 2}
BLOCKS = {"probable": 3, "met": 4, "definite": 4}
SITES = {
    ("ulnar", "adm"): ("wrist", "mid_forearm", "below_elbow"),
    ("median", "apb"): ("wrist", "mid_forearm", "elbow", "upper_arm", "axilla"),
    ("radial", "eip"): ("forearm", "elbow"),
    ("fibular", "edb"): ("ankle", "below_fibular_head"),
}
SURE = replace(SOUND, no_response_confirmed=True)


def row(
    site: str,
    amplitude_mv: float,
    area_mvms: float | None,
    *,
    at: int = 0,
    nerve: str = "ulnar",
    muscle: str = "adm",
    duration_ms: float = 6.0,
) -> Measure:
    return Measure(
        "right",
        nerve,
        muscle,
        site,
        latency_ms=3.0 + at,
        amplitude_mv=amplitude_mv,
        negative_peak_area_mvms=area_mvms,
        negative_peak_duration_ms=duration_ms,
        distance_mm=100.0,
        peak_to_peak_mv=round(1.4 * amplitude_mv, 3),
    )


def answers(*rows: Measure) -> dict[str, list[SegmentVerdict]]:
    study = Study(measures=rows, clinical=SURE)
    return {one.criteria: list(one.segments) for one in evaluate_by(study)}


def best(verdicts: list[SegmentVerdict]) -> int:
    return max((RANK | BLOCKS)[one.block] for one in verdicts)


WRIST, MIDDLE, ELBOW = row("wrist", 8, 30), row("mid_forearm", 5.8, 21.5, at=2), row(
    "below_elbow", 3.6, 13.4, at=4
)  # fmt: skip


def test_a_row_in_mid_forearm_leaves_a_definite_block_definite() -> None:
    """Wrist 8 mV, below elbow 3.6: with 5.8 mV in between, no step alone reaches 50 %."""
    without, with_it = answers(WRIST, ELBOW), answers(WRIST, MIDDLE, ELBOW)
    for name in criteria_names():
        assert best(with_it[name]) >= best(without[name]), name
    *steps, whole = with_it["efns-pns-2010"]
    assert [one.block for one in steps] == ["not_met", "not_met"]
    assert whole.block == "definite"
    assert [one.site for one in whole.segment.between] == ["mid_forearm"]
    assert whole.segment.length_mm == 200


def test_the_sentences_say_how_the_fall_is_spread_and_how_many_pairs_were_compared() -> None:
    focal = answers(WRIST, MIDDLE, ELBOW)["efns-pns-2010"][-1]
    text = " ".join(said(one) for one in focal.findings)
    assert "Over 2 steps, at least one of them of 30 % or more." in text
    assert "wrist to mid-forearm. Area reduction: 28.3 %." in text
    assert "compared: 3." in text
    rows = [row("wrist", 8, 40), row("mid_forearm", 6, 30), row("elbow", 4.4, 22),
            row("axilla", 3.6, 18)]  # fmt: skip
    median = [replace(one, nerve="median", muscle="apb") for one in rows]
    spread = answers(*median)["efns-pns-2010"][-1]
    assert spread.block == "definite"
    assert (spread.distal_site, spread.proximal_site) == ("wrist", "axilla")
    assert "Spread over 3 steps" in said(spread.findings[1])
    assert "compared: 6." in " ".join(said(one) for one in spread.findings)


def test_the_shortest_stretch_with_the_strongest_rule_is_shown_and_no_longer_one() -> None:
    rows = [row("wrist", 8, 40), row("mid_forearm", 6, 30), row("elbow", 3.6, 18),
            row("axilla", 3.4, 17)]  # fmt: skip
    found = answers(*(replace(one, nerve="median", muscle="apb") for one in rows))
    far = [one for one in found["efns-pns-2010"] if one.segment.between]
    assert ("wrist", "elbow") in [(one.distal_site, one.proximal_site) for one in far]
    alone = evaluate(Study(tuple(replace(one, nerve="median", muscle="apb") for one in rows),
                           clinical=SURE))  # fmt: skip
    assert [
        (one.distal_site, one.proximal_site) for one in alone.segments if one.segment.between
    ] == [("wrist", "elbow")]


@pytest.mark.parametrize("criteria", ["ghosh-2005", "korean-normals", "aanem-2003",
                                      "amplitude-2000", "utrecht"])  # fmt: skip
def test_a_limit_measured_on_one_segment_is_not_used_on_two(criteria: str) -> None:
    """Falls of 28 % and 30 % add up to 50 % from wrist to axilla; neither is beyond a limit."""
    near = row("wrist", 10, 40, nerve="median", muscle="apb")
    far = row("axilla", 4, 16, nerve="median", muscle="apb", at=4)
    (only,) = answers(near, far)[criteria]
    assert (only.block, only.reason) == ("cannot_be_assessed", "more_than_one_segment")
    assert "more than one segment of the limb" in said(only.findings[0])
    elbow = row("elbow", 6.5, 28, nerve="median", muscle="apb", at=2)
    for verdict in answers(near, elbow, far)[criteria]:
        if verdict.segment.between:
            assert verdict.block == "not_counted"
            assert verdict.reason == "more_than_one_segment"
            assert verdict.large is None  # the rules do count the nerve
            assert say(verdict.label) == "not counted: more than one segment of the limb"


def test_every_site_lies_somewhere_along_the_limb_and_in_order() -> None:
    for nerve in (one for one in body.nerves() if one.recordable):
        levels = [LEVELS[one.id] for one in body.sites(nerve.id)]
        assert levels == sorted(levels), nerve.id


@pytest.mark.parametrize(
    ("near", "far", "number"),
    [
        ("wrist", "below_elbow", 1),
        ("wrist", "above_elbow", 1),
        ("below_elbow", "above_elbow", 1),
        ("mid_forearm", "elbow", 1),
        ("wrist", "axilla", 2),
        ("mid_forearm", "axilla", 2),
        ("axilla", "erb", 1),
        ("wrist", "root", 4),
        ("palm", "wrist", 1),
        ("palm", "elbow", 2),
        ("ankle", "popliteal_fossa", 1),
        ("sciatic_notch", "root", 1),
    ],
)
def test_how_many_segments_of_the_limb(near: str, far: str, number: int) -> None:
    assert limb_segments(near, far) == number


@st.composite
def series_and_one_more(draw: st.DrawFn) -> tuple[list[Measure], Measure]:
    """A series, falling or not, and a response that lies between two neighbors of it."""
    nerve, muscle = draw(st.sampled_from([("median", "apb"), ("ulnar", "adm")]))
    sites = SITES[nerve, muscle]
    inner = draw(st.sampled_from(sites[1:-1]))
    others = [one for one in sites if one != inner]
    kept = draw(st.lists(st.sampled_from(others), min_size=2, max_size=4, unique=True))
    kept = [one for one in sites if one in {*kept, sites[0]}]
    level = draw(st.floats(2.0, 14.0))
    factor = draw(st.floats(2.0, 6.0))  # area over amplitude
    rows: list[Measure] = []
    for at, site in enumerate(kept):
        rows.append(row(site, round(level, 2), draw(st.none() | st.just(round(level * factor, 2))),
                        nerve=nerve, muscle=muscle, at=3 * at,
                        duration_ms=round(draw(st.floats(5.0, 8.0)), 1)))  # fmt: skip
        level = max(level * draw(st.floats(0.3, 1.02)), 0.3)
    low = [one for one in rows if sites.index(one.site) < sites.index(inner)]
    high = [one for one in rows if sites.index(one.site) > sites.index(inner)]
    if not high:
        return rows, rows[0]
    share = draw(st.floats(0.0, 1.0))

    def between(name: str) -> float | None:
        near, far = getattr(low[-1], name), getattr(high[0], name)
        return None if near is None or far is None else near + share * (far - near)

    return rows, replace(
        low[-1],
        site=inner,
        latency_ms=between("latency_ms"),
        amplitude_mv=between("amplitude_mv"),
        peak_to_peak_mv=between("peak_to_peak_mv"),
        negative_peak_area_mvms=between("negative_peak_area_mvms"),
        negative_peak_duration_ms=between("negative_peak_duration_ms"),
    )


@given(series_and_one_more())
@settings(max_examples=120, deadline=None)
def test_a_response_between_its_neighbors_never_weakens_a_block(
    drawn: tuple[list[Measure], Measure],
) -> None:
    rows, more = drawn
    if more in rows:
        return
    before, after = answers(*rows), answers(*rows, more)
    for name in criteria_names():
        if best(before[name]) >= BLOCKS["probable"]:
            assert best(after[name]) >= best(before[name]), name


@given(series_and_one_more(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_changes_nothing(
    drawn: tuple[list[Measure], Measure], how: random.Random
) -> None:
    rows = [*drawn[0], *([drawn[1]] if drawn[1] not in drawn[0] else [])]
    other = rows.copy()
    how.shuffle(other)
    assert answers(*rows) == answers(*other)


def test_a_pair_across_a_site_of_pressure_is_no_block() -> None:
    rows = (row("wrist", 8, 32), row("below_elbow", 6, 24, at=3), row("above_elbow", 5, 20, at=4),
            row("axilla", 3.6, 14, at=6))  # fmt: skip
    for verdicts in answers(*rows).values():
        for one in verdicts:
            if one.segment.entrapments:
                assert one.block not in BLOCKS
