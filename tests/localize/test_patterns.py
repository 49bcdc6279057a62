"""Published cases and textbook patterns come back to the place that made them."""

import pytest

from multifocal.localize import Explanation, explain, read_weakness
from multifocal.localize.next_tests import LEAST_BITS
from multifocal.sources import source
from tests.localize.patterns import PUBLISHED, TEXTBOOK, VIGNETTES, fits


def top(text: str, count: int = 3) -> tuple[Explanation, ...]:
    return explain(read_weakness(text)).explanations[:count]


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: str(row["id"]))
def test_a_published_case_is_in_the_top_three(row: dict[str, str]) -> None:
    assert any(fits(one, row["truth_segments"]) for one in top(row["input"])), row["truth"]


@pytest.mark.parametrize("row", TEXTBOOK, ids=lambda row: str(row["id"]))
def test_a_textbook_pattern_is_in_the_top_three(row: dict[str, str]) -> None:
    assert any(fits(one, row["truth"]) for one in top(row["input"])), row["truth"]


@pytest.mark.parametrize("row", VIGNETTES, ids=lambda row: str(row["id"]))
def test_a_vignette_is_in_the_top_three(row: dict[str, str]) -> None:
    assert any(fits(one, row["truth"]) for one in top(row["input"])), row["truth"]


@pytest.mark.parametrize(
    "weak",
    [
        "fpl 0, fdp_2_3 0",
        "fpl 0, pronator quadratus 3",
        "fdp_2_3 1, pronator quadratus 2",
        "edc 1, eip 1, ecu 2",
    ],
)
def test_a_torn_tendon_weakens_one_muscle_so_that_several_point_to_the_nerve(weak: str) -> None:
    best, *_ = top(f"R: {weak}, apb 5, triceps 5; feeling normal")
    assert {one.unit for one in best.places} <= {"median", "radial"}
    one_alone = explain(read_weakness("R: fpl 0, apb 5, triceps 5; feeling normal")).causes
    several = explain(read_weakness(f"R: {weak}, apb 5, triceps 5; feeling normal")).causes
    alone, together = (
        next(c.ratio for c in causes if c.cause == "torn_tendon") for causes in (one_alone, several)
    )
    assert together < 0.05 * alone


def test_hip_abduction_tells_the_l5_root_from_the_fibular_nerve() -> None:
    """jeon-2013: weak in 86 % with a root, in 4 % with the fibular nerve."""
    told = "R: ta 2, ehl 2, fibularis 3, tibialis posterior 5, gluteus medius"
    kept, lost = (top(f"{told} {grade}, gastrocnemius 5", 6) for grade in ("5", "3"))

    def weight(found: tuple[Explanation, ...], segment: str) -> float:
        return sum(one.weight for one in found if segment in one.segments)

    assert weight(kept, "fibular_knee") > 0.5 > weight(lost, "fibular_knee")
    assert weight(lost, "root_l5") > 5 * weight(kept, "root_l5")


def test_no_test_is_offered_that_would_tell_hardly_anything() -> None:
    known = (
        "R: triceps 5, brachioradialis 2, ecrl 1, edc 1, epl 1, deltoid 5, fdi 5; numb: first web"
    )
    assert not explain(read_weakness(known)).next_tests
    unsure = explain(read_weakness("R: ta 2, ehl 2, fibularis 3")).next_tests
    assert unsure
    assert all(one.bits >= LEAST_BITS for one in unsure)


def test_most_textbook_patterns_come_first() -> None:
    first = [fits(top(row["input"], 1)[0], row["truth"]) for row in TEXTBOOK]
    assert sum(first) >= 0.9 * len(first)


def test_every_pattern_names_a_source_that_stands_in_the_registry() -> None:
    assert len(TEXTBOOK) >= 25
    assert all(source(row["source"]).title for row in (*TEXTBOOK, *VIGNETTES))


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
