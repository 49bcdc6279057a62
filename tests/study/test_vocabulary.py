"""Words that are known and do not fit: what is said instead of them."""

import pytest

from multifocal import body
from multifocal.fault import Fault
from multifocal.study import vocabulary


def fault(typed: str, nerve: str) -> str:
    with pytest.raises(Fault) as caught:
        vocabulary.muscle(typed, nerve)
    return str(caught.value)


def test_a_muscle_of_another_nerve_is_told_with_the_nerves_that_supply_it() -> None:
    said = fault("apb", "fibular")
    assert "the fibular nerve does not supply 'apb'. Write median as its nerve, or a" in said
    said = fault("brachialis", "ulnar")
    assert "Write musculocutaneous or radial as its nerve, or a muscle of the ulnar nerve" in said
    said = fault("Biceps brachii", "ulnar")
    assert "the ulnar nerve does not supply 'Biceps brachii' (biceps). Write musculocut" in said


@pytest.mark.parametrize("muscle", body.muscles(), ids=lambda one: str(one.id))
def test_every_muscle_is_told_on_a_nerve_that_is_not_its_own(muscle: body.Muscle) -> None:
    own = {one for one in vocabulary.nerve_words() if muscle in body.muscles_of(one)}
    other = next(
        one for one in vocabulary.nerve_words() if muscle.id not in vocabulary.muscle_words(one)
    )
    said = fault(muscle.id, other)
    if not own:
        assert f"'. Write a muscle of the {other} nerve: " in said
    else:
        assert len(own) <= 2  # a sentence of three is not in the catalog
        assert all(one in said.split(" as its nerve")[0] for one in own)


@pytest.mark.parametrize(
    ("nerve", "typed", "said"),
    [
        ("ulnar", "elbow", "can mean more than one site with the ulnar nerve. Write below_elbow"),
        ("radial", "BSG", "more than one site with the radial nerve. Write elbow or spiral_groove"),
        (
            "median",
            "BE",
            "is no site of the median nerve that is understood here. Write elbow: the",
        ),
        ("median", "heel", "is no site of the median nerve that is understood here. Write one of:"),
        ("median", " ", "the site is missing. Write one of: palm"),
    ],
)
def test_a_site_that_is_not_clear_is_asked_about(nerve: str, typed: str, said: str) -> None:
    with pytest.raises(Fault) as caught:
        vocabulary.site(typed, nerve)
    assert said in str(caught.value)
