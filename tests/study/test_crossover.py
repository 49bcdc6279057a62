"""Stimulating one nerve and recording a muscle of the other: the check for crossing fibers."""

import pytest

from multifocal.criteria import said
from multifocal.study import ClinicalPicture
from multifocal.study.crossover import crossover_muscles, is_crossover
from tests.study.tables import judged, pair


def test_the_muscles_are_those_of_the_hand() -> None:
    assert {"adm", "fdi", "adductor_pollicis"} <= set(crossover_muscles("median"))
    assert {"apb", "opponens"} <= set(crossover_muscles("ulnar"))
    assert not is_crossover("median", "fcu") and not is_crossover("ulnar", "fpl")
    assert not is_crossover("median", "apb") and not is_crossover("ulnar", "adm")
    assert crossover_muscles("radial") == ()


@pytest.mark.parametrize(
    ("nerve", "muscle", "sites"),
    [
        ("median", "adm", ("wrist", "elbow")),
        ("median", "fdi", ("wrist", "elbow")),
        ("ulnar", "apb", ("wrist", "below_elbow")),
    ],
)
def test_it_is_not_counted_and_its_numbers_are_shown(
    nerve: str, muscle: str, sites: tuple[str, str]
) -> None:
    rows = pair(nerve=nerve, muscle=muscle, sites=sites)  # a fall of half: no block of that nerve
    found = judged(*rows)
    (only,) = found.segments
    assert only.block == "not_counted"
    assert "another nerve" in found.sentences()[0] and "fibers that cross" in found.sentences()[0]
    texts = [said(one) for one in only.findings]
    assert any(text.startswith("A crossover check") for text in texts)
    assert "Area reduction 50.0 %: at least 50 %." in texts
    status = {one.rule.removeprefix("efns-pns-2010."): one.status for one in only.findings}
    assert {status[rule] for rule in ("edx1", "edx2a", "edx2b")} == {"not_applicable"}
    assert "multifocal-choice-crossover-check" in found.choices()
    warned = {one.id for one in only.cautions}
    assert not warned & {"martin_gruber", "site_beyond_branch", "confirm_supramaximal"}


def test_no_response_is_read_as_well() -> None:
    (only,) = judged(
        "right,median,adm,wrist,,NR,,,",
        "right,median,adm,elbow,,NR,,,230",
    ).segments
    assert only.block == "not_counted"


def test_a_larger_response_from_the_elbow_is_named_with_its_numbers() -> None:
    rows = pair(nerve="median", muscle="adm", sites=("wrist", "elbow"), amplitude=(0.4, 2.1))
    (only,) = judged(*rows).segments
    (larger,) = (one for one in only.cautions if one.id == "proximal_larger")
    assert "elbow, 2.1 mV" in said(larger) and "wrist, 0.4 mV" in said(larger)
    assert "cross" in said(larger)


def test_it_answers_the_ulnar_question_and_says_what_crosses() -> None:
    check = pair(
        nerve="median", muscle="adm", sites=("wrist", "elbow"), amplitude=(0.4, 0.9), area=(1, 2)
    )
    found = judged(*pair(area=(30, 9)), *check, clinical=ClinicalPicture()).segments
    ulnar = next(one for one in found if one.nerve == "ulnar")
    assert (ulnar.block, ulnar.provided) == ("definite", ("supramaximal",))
    texts = [said(one) for one in ulnar.findings]
    assert any("carry 0.5 mV of the response" in text for text in texts)
