"""What changed between two studies: a fall that went needs a response that came back."""

from dataclasses import replace
from datetime import date

import pytest

from multifocal.body import Subject
from multifocal.follow_up import DEFAULT_REPEAT, Repeat, changes
from multifocal.follow_up.repeating import SOURCE
from multifocal.report.follow_up import Beside, present_course
from multifocal.sources import source
from multifocal.study import Measure, Study
from tests.study.tables import SOUND


def study(wrist: float | None, elbow: float | None, *higher: float, **other: object) -> Study:
    """Right median responses at wrist, elbow, and further up, mV; areas go with them."""
    sites = ("wrist", "elbow", "axilla", "erb")
    rows = tuple(
        Measure(
            "right", "median", "apb", site, 3.0 + 4.0 * at, mv,
            None if mv is None else 3.2 * mv, 5.8, 220.0, temperature_c=33.0, supramaximal=True,
        )
        for at, (site, mv) in enumerate(zip(sites, (wrist, elbow, *higher), strict=False))
    )  # fmt: skip
    return Study(rows, clinical=SOUND, **other)  # type: ignore[arg-type]


def change(earlier: Study, later: Study, at: int = 0) -> str:
    return changes(earlier, later).stretches[at].change


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((9.0, 3.0), (9.0, 8.5), "gone"),
        ((9.0, 2.0), (9.0, 5.0), "smaller"),
        ((9.0, 6.0), (9.0, 1.5), "larger"),
        ((9.0, 8.5), (9.0, 3.0), "new"),
        ((9.0, 3.0), (3.4, 3.0), "distal_lost"),  # the proximal one never rose
        ((9.0, 3.0), (2.0, 1.0), "distal_lost"),
        ((9.0, 8.5), (2.0, 1.9), "distal_lost"),
        ((3.4, 3.0), (9.0, 3.0), "distal_rose"),
        ((9.0, 6.0), (9.0, 7.0), "within_repeat"),  # 33 to 22 %, by no response that moved
        ((9.0, 6.5), (9.0, 6.0), "within_repeat"),  # 28 to 33 %
        ((9.0, 8.5), (8.0, 7.8), "none"),
        ((9.0, 8.5), (3.0, 0.8), "new"),  # both fell, the upper one more
        ((9.0, None), (9.0, 3.0), "unknown"),
    ],
)
def test_a_change_is_named_by_the_response_that_moved(
    before: tuple[float, float | None], after: tuple[float, float | None], said: str
) -> None:
    assert change(study(*before), study(*after)) == said


def test_new_needs_an_earlier_study_of_that_stretch() -> None:
    first, second = study(9.0, 8.8), study(9.0, 8.8, 3.0)
    assert change(first, second, 1) == "first_studied"
    assert change(second, first, 1) == "not_studied_again"


def test_a_weak_stimulus_in_either_study_is_compared_with_nothing() -> None:
    good, other = study(9.0, 8.8), study(9.0, 3.0)
    weak = replace(
        other, measures=(other.measures[0], replace(other.measures[1], supramaximal=False))
    )
    assert change(good, weak) == "doubtful" == change(weak, good)


def test_a_response_lost_below_a_new_fall_is_no_loss_of_axons() -> None:
    """The axilla falls as the elbow already does; the wrist stands."""
    course = changes(study(9.0, 8.8, 8.5), study(9.0, 2.0, 1.9))
    assert [one.change for one in course.stretches] == ["new", "below"]


def test_an_end_that_stayed_is_not_said_to_be_smaller() -> None:
    course = changes(study(10.0, 9.0, 2.6), study(10.0, 2.6, 2.5))
    assert [(one.change, one.proximal) for one in course.stretches][1] == ("below_distal", 0)


def test_what_repeating_gives_is_the_source_s_widest_figure_or_one_s_own() -> None:
    assert "19.8 %" in (source(SOURCE).note or "") and DEFAULT_REPEAT.variation_percent == 19.8
    assert DEFAULT_REPEAT.most_percent == pytest.approx(54.9, abs=0.05)
    assert changes(study(9.0, 3.0), study(9.0, 4.5)).stretches[0].change == "within_repeat"
    own = Repeat(5.0, "")
    assert changes(study(9.0, 3.0), study(9.0, 4.5), own).stretches[0].change == "smaller"


def test_it_says_what_changed_and_never_that_a_treatment_works() -> None:
    first = study(9.0, 3.0, on=date(2026, 1, 5), subject=Subject(46, "male"))
    second = study(9.0, 8.5, on=date(2026, 6, 1), subject=Subject(45, "female"))
    beside = (Beside("A", 20), Beside("B", 3))
    shown = present_course(first, second, changes(first, second), beside, "en")
    text = " ".join([shown.title, *shown.repeat, *shown.cautions, *(r.change for r in shown.rows)])
    assert "never that a treatment works" in shown.title
    assert not [word for word in ("improved", "response to", "responder") if word in text.lower()]
    facts = [{one.name: one.value for one in each} for _, each in shown.studies]
    assert facts[0]["Study of"] == "5 January 2026" and facts[1]["Laboratory"] == "B"
    assert facts[0]["Since the last infusion"] == "20 days"
    assert any("are both of one person" in one for one in shown.cautions)
    assert any("laboratories differ" in one for one in shown.cautions)
    (row,) = shown.rows
    assert row.distal == "9 to 9" and row.proximal == "3 to 8.5"
    assert "no figure with a source" in shown.repeat[1]


def test_what_nobody_says_is_said_to_be_not_stated() -> None:
    bare = replace(study(9.0, 3.0), clinical=None)
    shown = present_course(bare, bare, changes(bare, bare), language="en")
    assert {one.value for one in shown.studies[0][1] if not one.known} == {"not stated"}
    assert any("days are not known" in one for one in shown.cautions)
    assert any("not stated" in one for one in shown.cautions)


def test_which_limb_was_cold_or_is_not_known_is_named() -> None:
    warm, bare = study(9.0, 3.0), study(9.0, 3.0)
    cold = replace(warm, measures=tuple(replace(m, temperature_c=29.0) for m in warm.measures))
    bare = replace(bare, measures=tuple(replace(m, temperature_c=None) for m in bare.measures))
    said = present_course(cold, bare, changes(cold, bare), language="en").cautions
    assert any("Below 32 °C in the earlier study: right arm." in one for one in said)
    assert any("not known in the later study: right arm." in one for one in said)
    both = present_course(warm, warm, changes(warm, warm), language="en").cautions
    assert not any("Cold" in one for one in both)


@pytest.mark.parametrize(
    ("later", "distal", "proximal"),
    [((8.4,), "9 to 8.4", "3 to not known"), ((8.4, None), "9 to 8.4", "3 to not known")],
)
def test_a_response_whose_partner_was_not_recorded_is_shown(
    later: tuple[float | None, ...], distal: str, proximal: str
) -> None:
    rows = [one for one in study(*(*later, None)[:2]).measures if one.amplitude_mv is not None]
    alone = replace(study(9.0, 3.0), measures=tuple(rows))
    first, second = study(9.0, 3.0), alone
    (row,) = present_course(first, second, changes(first, second)).rows
    assert (row.distal, row.proximal) == (distal, proximal)
    assert "later study" in row.change and "not recorded" in row.change
    (row,) = present_course(second, first, changes(second, first)).rows
    assert row.distal == "8.4 to 9"
    assert "earlier study" in row.change


def test_a_stretch_without_either_response_was_not_studied_again() -> None:
    nothing = replace(study(9.0, 3.0), measures=())
    assert change(study(9.0, 3.0), nothing) == "not_studied_again"
