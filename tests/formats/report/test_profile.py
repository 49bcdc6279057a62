"""A laboratory's profile: versioned, checked, without anything of a patient."""

from pathlib import Path

import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_profile, parse_study, profile_toml, read_profile, read_report

EXAMPLE = Path(__file__).parents[3] / "examples" / "laboratory.toml"
REPORT = (
    "R Ulnar\nStim\tLat (ms)\tAmpl. S\tArea (mVms)\tDur (ms)\tNotiz\n"
    "\tms\tmV\tmVms\tms\t\nWrist\t3.0\t8.0\t30\t6.0\tgut\nElbow\t6.9\t7.7\t29\t6.1\t\n"
)


def test_the_example_answers_what_its_reports_leave_open() -> None:
    profile = read_profile(EXAMPLE)
    found = parse_study(REPORT.encode(), profile=profile).study.measures
    assert [one.site for one in found] == ["wrist", "below_elbow"]
    assert [one.muscle for one in found] == ["adm", "adm"]
    assert [(one.amplitude_mv, one.negative_peak_area_mvms) for one in found] == [
        (8, 30),
        (7.7, 29),
    ]
    with pytest.raises(Fault):
        parse_study(REPORT.encode())


def test_an_answer_given_now_goes_before_the_profile() -> None:
    profile = read_profile(EXAMPLE)
    found = parse_study(REPORT.encode(), answers={"area": "total"}, profile=profile).study.measures
    assert {one.negative_peak_area_mvms for one in found} == {None}


def test_answers_become_a_profile_that_reads_back() -> None:
    answers = {
        "area": "negative-peak",
        "muscle:ulnar": "adm",
        "distance-unit:2": "cm",
        "side:1": "left",
    }
    found = read_report(REPORT.encode(), answers)
    questions = {one.id: one for one in (*found.questions, *found.answered)}
    kept = parse_profile(profile_toml(answers, questions).encode())
    assert kept.answers == {"area": "negative-peak", "muscle:ulnar": "adm"}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("version = 1", "version = 2"), "report.profile_version"),
        (("version = 1", "version = true"), "report.profile_version"),
        (("multifocal-laboratory-profile", "something"), "report.profile_other"),
        (("[answers]", "name = 'Ann Invented'\n[answers]"), "report.profile_part"),
        (("[answers]", "[answers]\n'side:3' = 'left'"), "report.profile_part"),
        (("[answers]", "[answers]\nborn = 'long ago'"), "report.profile_part"),
        (('"left_out"', '"patient"'), "report.profile_meaning"),
        (("[answers]", "[answers"), "report.profile_broken"),
        (('"adm"', "7"), "report.profile_part"),
    ],
)
def test_a_profile_holds_nothing_else(change: tuple[str, str], key: str) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert change[0] in text
    with pytest.raises(Fault) as caught:
        parse_profile(text.replace(*change, 1).encode())
    assert caught.value.key == key
