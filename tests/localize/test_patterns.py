"""Published cases and textbook patterns come back to the place that made them."""

import pytest

from multifocal.localize import Explanation, explain, read_weakness
from multifocal.sources import source
from tests.localize.patterns import PUBLISHED, TEXTBOOK, fits


def top(text: str, count: int = 3) -> tuple[Explanation, ...]:
    return explain(read_weakness(text)).explanations[:count]


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: str(row["id"]))
def test_a_published_case_is_in_the_top_three(row: dict[str, str]) -> None:
    assert any(fits(one, row["truth_segments"]) for one in top(row["input"])), row["truth"]


@pytest.mark.parametrize("row", TEXTBOOK, ids=lambda row: str(row["id"]))
def test_a_textbook_pattern_is_in_the_top_three(row: dict[str, str]) -> None:
    assert any(fits(one, row["truth"]) for one in top(row["input"])), row["truth"]


def test_most_textbook_patterns_come_first() -> None:
    first = [fits(top(row["input"], 1)[0], row["truth"]) for row in TEXTBOOK]
    assert sum(first) >= 0.9 * len(first)


def test_every_pattern_names_a_source_that_stands_in_the_registry() -> None:
    assert len(TEXTBOOK) >= 25
    assert all(source(row["source"]).title for row in TEXTBOOK)


def case(key: str) -> str:
    return next(row["input"] for row in PUBLISHED if row["id"] == key)


def test_the_torn_tendon_stays_a_rival_where_it_was_the_first_diagnosis() -> None:
    causes = {one.cause: one for one in explain(read_weakness(case("w05"))).causes}
    assert causes["torn_tendon"].ratio > 1.0


@pytest.mark.parametrize("key", ["w05", "w10a", "w10b"])
def test_an_interosseous_pattern_may_lie_anywhere_from_upper_arm_to_forearm(key: str) -> None:
    """PMC5100717: the harm of such patterns is found in the upper arm as a rule."""
    best = next(one for one in top(case(key)) if one.places and one.segments)
    assert any(one.endswith("interosseous") for one in best.segments)
    assert any(one.endswith("upper_arm") for one in best.segments)


def test_sparing_the_hypothenar_muscles_leads_from_the_wrist_into_the_palm() -> None:
    """w08: 'the deep branch in the palm if the hypothenar muscles are spared (test ADM)'."""

    def deep(text: str) -> float:
        ulnar = next(one for one in top(text) if "ulnar_deep" in one.segments)
        return next(s.share for s in ulnar.places[0].segments if s.segment == "ulnar_deep")

    told = case("w08").removesuffix("; feeling normal")
    assert deep(f"{told}, adm 5; feeling normal") > 2 * deep(f"{told}; feeling normal")


def test_the_test_that_a_source_asks_for_is_among_the_next_ones() -> None:
    """LSU on foot drop: tibialis posterior tells an L5 root from the fibular nerve."""
    answer = explain(read_weakness("R: ta 2, ehl 2, fibularis 3"))
    assert "tibialis_posterior" in [one.target for one in answer.next_tests]
