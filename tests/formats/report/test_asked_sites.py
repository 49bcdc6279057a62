"""Stimuli with a number or a position for a name: the named are read, the others asked about."""

import pytest

from multifocal.formats import Understood, read_report

HEADER = "Site\tLatency (ms)\tAmplitude (mV)\tDistance (mm)\n"


def read(heading: str, *sites: str, answers: dict[str, str] | None = None) -> Understood:
    rows = "".join(f"{one}\t{3 + 4 * at}.1\t9.0\t{210 if at else ''}\n"
                   for at, one in enumerate(sites))  # fmt: skip
    return read_report(f"{heading}\n{HEADER}{rows}".encode(), answers)


@pytest.mark.parametrize(
    "sites",
    [
        ("Stim 1: Wrist", "Stim 2: Elbow"), ("S1 Wrist", "S2 Elbow"), ("A1: wrist", "A2: elbow"),
        ("Stim Site 1: Wrist", "Stim Site 2: Elbow"), ("Site 1 - Wrist", "Site 2 - Elbow"),
    ],
)  # fmt: skip
def test_a_site_behind_the_number_of_its_stimulus_is_that_site(sites: tuple[str, str]) -> None:
    found = read("Left Median - APB", *sites)
    assert not found.questions
    assert [one.site for one in found.study().measures] == ["wrist", "elbow"]


def test_behind_a_number_a_doubtful_word_is_asked_like_any_other() -> None:
    (question,) = read("Left Ulnar - ADM", "S1 Wrist", "S2 Elbow").questions
    assert question.choices == ("below_elbow", "above_elbow")


@pytest.mark.parametrize("sites", [("S1", "S2"), ("Stim 1", "Stim 2"), ("A1", "A2")])
def test_a_stimulus_with_but_a_number_is_asked_about(sites: tuple[str, str]) -> None:
    first, second = read("Left Median - APB", *sites).questions
    assert "wrist" in first.choices and "leave-out" in first.choices
    told = {first.id: "wrist", second.id: "axilla"}
    found = read("Left Median - APB", *sites, answers=told)
    assert [one.site for one in found.study().measures] == ["wrist", "axilla"]
    left = read("Left Median - APB", *sites, answers=told | {second.id: "leave-out"})
    assert [one.site for one in left.study().measures] == ["wrist"]
    assert any(one.key == "row_unread" for one in left.notes)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4 cm below elbow", "below_elbow"), ("6 cm above elbow", "above_elbow"),
        ("6 cm distal to medial epicondyle", "below_elbow"), ("4 cm proximal to ME", "above_elbow"),
    ],
)  # fmt: skip
def test_a_position_is_a_site_only_if_a_person_says_so(typed: str, meant: str) -> None:
    found = read("Left Ulnar - ADM", "Wrist", typed)
    (question,) = found.questions
    assert question.choices == (meant, "leave-out")
    assert [cells["site"] for _, cells in found.rows] == ["wrist", ""]
    told = read("Left Ulnar - ADM", "Wrist", typed, answers={question.id: meant})
    assert [one.site for one in told.study().measures] == ["wrist", meant]
    left = read("Left Ulnar - ADM", "Wrist", typed, answers={question.id: "leave-out"})
    assert [one.site for one in left.study().measures] == ["wrist"]


def test_a_position_from_no_side_of_the_elbow_is_still_refused() -> None:
    """ "2 cm elbow" tells neither below nor above, and the median nerve has but one site there."""
    for heading, typed in (
        ("Left Ulnar - ADM", "2 cm elbow"),
        ("Left Median - APB", "4 cm below elbow"),
    ):
        found = read(heading, "Wrist", typed)
        assert [one.key for one in found.faults] == ["report.position"]
