"""The report of a diary, read as the doctor reads it: page one alone answers six questions."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from multifocal.diary import (
    About,
    Content,
    Entry,
    Force,
    Infusion,
    MovementStrength,
    Note,
    Symptom,
    TaskEase,
    Visit,
    new_entry,
    read_bundle,
)
from multifocal.diary.daily import Standing
from multifocal.diary.naming import field_name
from multifocal.diary.wear_off import NotEstimated, WearOff
from multifocal.fault import Fault
from multifocal.report.diary import PAPERS, ReportOptions, diary_pdf, present_diary
from multifocal.report.diary.options import Paper
from multifocal.report.diary.strength_lines import strength_lines, wear_off_sentence
from multifocal.words import day_said, initial, say
from multifocal.words.catalog import catalog, keys
from tests.diary.made import MONDAY, day
from tests.diary.test_wear_off import BOTH

ROOT = Path(__file__).parents[3]
ENTRIES = read_bundle((ROOT / "examples" / "diary" / "version-1.json").read_bytes()).entries


def diary(*contents: Content) -> tuple[Entry, ...]:
    return tuple(new_entry(one, day(at), MONDAY) for at, one in enumerate(contents))


def pages(content: bytes) -> list[str]:
    """The text of each page, as its reader sees it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    read = done.stdout.decode().replace("”", '"').replace("“", '"')
    return [" ".join(page.split()) for page in read.split("\f") if page.strip()]


QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "who, and since when": ("Ana Example", "March 2021", "in steps"),
    "where": ("Right median nerve", "Right radial nerve"),
    "one side or both": ("right 18 kg", "left 31.2 kg", "58 %"),
    "what is lost": ("Open the blue jar, right: cannot", "MRC grade 4-"),
    "which treatment, with what reactions": (
        "LOT-A2",
        "70 g",
        "71.5 kg",
        "hives",
        "30 March 2026",
        "2 infusions were given, the last one on",
    ),
    "what is asked": ("Can I travel in May?",),
}


def test_page_one_alone_answers_six_questions() -> None:
    first, *_ = pages(diary_pdf(present_diary(ENTRIES)))
    for question, answers in QUESTIONS.items():
        assert all(answer in first for answer in answers), question
    assert say("diary.caution") in first


@pytest.mark.parametrize("paper", PAPERS)
def test_the_pdf_is_tagged_has_its_paper_and_comes_out_the_same_again(paper: Paper) -> None:
    presented = present_diary(ENTRIES, ReportOptions(trial=date(2026, 3, 30)))
    content = diary_pdf(presented, paper)
    assert content == diary_pdf(presented, paper)
    assert b"StructTreeRoot" in content and b"pdfuaid" in content
    assert (b"595.27" in content) == (paper == "a4")
    assert "Before and after 30 March 2026" in pages(content)[-1]


def test_an_empty_diary_says_so_and_nothing_is_normal() -> None:
    presented = present_diary(())
    assert (presented.nerves, presented.strength, presented.infusions) == ((), (), ())
    assert {one.value for one in presented.facts} == {"not written down"}
    text = pages(diary_pdf(presented))
    assert "Nothing is written down." in text[0]
    assert "normal" not in text[0].replace(say("report.diary.thoughts.note"), "")


def test_the_range_and_the_sections_are_those_that_were_chosen() -> None:
    options = ReportOptions(date(2026, 3, 30), date(2026, 4, 10), ("infusions",))
    presented = present_diary(ENTRIES, options)
    assert [one.day for one in presented.infusions] == ["30 March 2026"]
    assert presented.strength == () and presented.tasks == () and presented.map is None
    (text,) = pages(diary_pdf(presented))
    assert "LOT-A2" in text and "LOT-A1" not in text and "Strength and cycles" not in text
    with pytest.raises(Fault):
        ReportOptions(date(2026, 4, 1), date(2026, 3, 1), ("nonesuch",))  # type: ignore[arg-type]


RADIAL = (
    MovementStrength("finger_extension", "right", "3"),
    MovementStrength("wrist_extension", "right", ease="hard"),
)
MEDIAN = (MovementStrength("thumb_opposition", "left", "2"), TaskEase("hard", "zip", side="left"))


@pytest.mark.parametrize(
    ("weak", "nerve"),
    [
        (RADIAL, "Right radial nerve"),
        (MEDIAN, "Left median nerve"),
        ((Symptom("wasting", "muscle", "fdi", "left"),), "Left ulnar nerve"),
        ((MovementStrength("ankle_dorsiflexion", "right", "3"),), "Right fibular (peroneal) nerve"),
    ],
)
def test_what_is_weak_points_to_the_nerve_that_it_shares(
    weak: tuple[Content, ...], nerve: str
) -> None:
    presented = present_diary(diary(*weak))
    assert nerve in presented.nerves[0]
    assert presented.map is not None and nerve in presented.map.text


def test_what_is_easy_again_points_nowhere_and_a_task_without_a_side_neither() -> None:
    better = present_diary(diary(*RADIAL, MovementStrength("finger_extension", "right", "5"),
                                 MovementStrength("wrist_extension", "right", "5")))  # fmt: skip
    assert better.nerves == () and better.tasks == ()
    assert present_diary(diary(TaskEase("cannot", "zip"))).nerves == ()


FOR = {
    "feeling_normal": (About(feeling="normal"), *RADIAL),
    "one_side": RADIAL,
    "one_nerve": RADIAL,
    "cold": (About(worse_in_cold="yes"),),
    "twitching": (Symptom("twitching", "muscle", "fdi", "left"),),
    "reflexes": (About(reflexes="absent"),),
    "course": (About(course="steps"),),
}
AGAINST = {
    "speech": (About(speech_or_swallowing="yes"),),
    "stiffness": (About(stiffness="yes"),),
    "brisk": (About(reflexes="increased"),),
    "feeling_lost": (About(feeling="reduced"),),
    "numb": (Symptom("tingling", "region", "hand", "left"),),
    "both_sides": (*RADIAL, *MEDIAN),
    "suddenly": (About(course="suddenly"),),
    "relatives": (About(relatives="yes"),),
}


@pytest.mark.parametrize(
    ("part", "key", "contents"),
    [("for", *one) for one in FOR.items()] + [("against", *one) for one in AGAINST.items()],
)
def test_what_speaks_for_and_against_stands_where_it_was_told_and_only_there(
    part: str, key: str, contents: tuple[Content, ...]
) -> None:
    said = present_diary(diary(*contents)).thoughts
    none = present_diary(()).thoughts
    assert said is not None and none is not None
    assert none.speaks_for == none.speaks_against == ()
    lines = said.speaks_for if part == "for" else said.speaks_against
    assert say(f"report.diary.{part}.{key}") in lines


def test_what_was_not_told_is_not_examined_and_has_its_test() -> None:
    none = present_diary(()).thoughts
    assert none is not None and len(none.open) == 7
    told = About(reflexes="normal", feeling="normal", speech_or_swallowing="no", stiffness="no",
                 worse_in_cold="no", relatives="no", conduction_study="no")  # fmt: skip
    said = present_diary(diary(told)).thoughts
    assert said is not None and [one.question for one in said.open] == ["Nerve conduction."]
    unsure = present_diary(diary(replace(told, relatives="unsure"))).thoughts
    assert unsure is not None and len(unsure.open) == 2
    assert present_diary(diary(About(standing="diagnosed"))).thoughts is None


def numbed() -> tuple[Content, ...]:
    return (About(feeling="normal"), *RADIAL, Symptom("numbness", "region", "hand", "right"))


def test_numbness_takes_away_what_normal_feeling_says() -> None:
    said = present_diary(diary(*numbed())).thoughts
    assert said is not None
    assert say("report.diary.for.feeling_normal") not in said.speaks_for


def grips(device: str, unit: str, fall: float = 0.3) -> tuple[Entry, ...]:
    entries = []
    for cycle in range(5):
        entries.append(new_entry(Infusion("given"), day(28 * cycle), MONDAY))
        for at in BOTH:
            value = 40 * (1 - fall * (at > 20)) + at % 3
            force = Force("grip", "right", unit, (Decimal(str(value)),), device)  # type: ignore
            entries.append(new_entry(force, day(28 * cycle + at), MONDAY))
    return tuple(entries)


def test_the_line_of_8_kpa_stands_for_a_vigorimeter_alone() -> None:
    for device, unit, there in (
        ("vigorimeter", "kPa", True), ("other", "kPa", False), ("dynamometer", "kg", False),
    ):  # fmt: skip
        (line,) = strength_lines(grips(device, unit))
        assert any("8 kPa" in note for note in line.notes) == there
        assert "strength was about" in line.wear_off and "%" in line.last


def test_no_fall_seen_never_means_that_treatment_can_be_spaced() -> None:
    found = WearOff(0.4, -3.0, 3.8, False, 7.0, (1, 2, 3), (), 9, 9, False, 0, 0)
    said = wear_off_sentence(found)
    assert "never a reason to space infusions further apart" in said and "is not ruled out" in said
    assert "not meaningful" not in said


def test_a_range_above_none_beside_not_shown_says_what_is_asked_for() -> None:
    """ "Not shown ... 90 % range 5 to 44 %" contradicted itself: more than 90 % is asked for."""
    said = wear_off_sentence(WearOff(25, 5, 44, False, 7.0, (1, 2, 3), (), 9, 9, False, 0, 0))
    assert "90 % range 5 to 44 %" in said and "only where it is 97.5 % certain" in said


def test_measures_that_hardly_differ_are_no_knowledge_of_a_fall() -> None:
    for value in (0.0, 0.2, -0.2):
        alike = WearOff(value, value, value, False, 7.0, (1, 2, 3), (), 9, 9, False, 0, 0)
        said = wear_off_sentence(alike)
        assert "0 %" not in said and "is not ruled out" in said
        assert "never a reason to space infusions further apart" in said
    same = [
        one if isinstance(one.content, Infusion)
        else new_entry(Force("grip", "right", "kg", (Decimal(20),)), one.when, MONDAY)
        for one in grips("dynamometer", "kg")
    ]  # fmt: skip
    (line,) = strength_lines(same)
    assert "the measures hardly differ" in line.wear_off and "%" not in line.wear_off


@pytest.mark.parametrize("lack", ["infusions", "often", "cycles", "late", "early", "apart", "zero"])
def test_without_an_estimate_it_is_said_what_would_tell(lack: str) -> None:
    said = wear_off_sentence(NotEstimated(lack, 4, 7.0))  # type: ignore[arg-type]
    assert "%" not in said
    if lack == "late":
        assert "measure at least 4 more times in the last 7 days of a cycle" in said


def test_no_sentence_of_the_report_proposes_a_dose_or_an_interval() -> None:
    """Every sentence that the diary and its report can say, whatever is filled in."""
    proposing = re.compile(r"\b(should|increase|raise|lower your|reduce your|shorten|extend) "
                           r"(your |the )?(dose|interval|infusion)", re.I)  # fmt: skip
    for key in keys():
        if key.startswith(("diary.", "report.diary.")):
            assert not proposing.search(_sentence(key)), key


def _sentence(key: str) -> str:
    return " ".join(catalog("en").sentences[key])


def test_every_sentence_of_the_report_is_said_somewhere() -> None:
    sources = "\n".join(
        one.read_text("utf-8")
        for part in ("report/diary", "diary")
        for one in (ROOT / "src" / "multifocal" / part).rglob("*.py")
    )
    families = re.findall(r'f"((?:report\.)?diary\.[a-z_.]+)\{', sources)
    for key in keys():
        if key.startswith(("report.diary.", "diary.wear_off.", "diary.fhir.", "diary.calendar.")):
            whole = f'"{key}"' in sources
            assert whole or any(key.startswith(family) for family in families), key


def test_free_text_does_not_break_the_paper() -> None:
    wild = '#panic("x") $a$ *bold* [link](x) <label> @ref \\ "quoted" =title'
    text = pages(diary_pdf(present_diary(diary(Note(wild, question=True)))))[0]
    assert "#panic" in text and "@ref" in text


@pytest.mark.parametrize(("left", "right", "left_times", "first"), [
    (30, 18, 6, "right"),  # the name of the side decides nothing
    (18, 30, 6, "left"),
    (30, 18, 7, "right"),  # nor does one measure more
    (30, 18, 13, "left"),  # but a hand that was hardly measured is not the curve to look at
])  # fmt: skip
def test_the_weaker_hand_is_charted_and_told_of_first(
    left: int, right: int, left_times: int, first: str
) -> None:
    rows = [Force("grip", "left", "kg", (Decimal(left),))] * left_times
    rows += [Force("grip", "right", "kg", (Decimal(right),))] * 6
    presented = present_diary(diary(*rows))
    assert [f"Grip, {first}" in one.name for one in presented.strength] == [True, False]
    assert presented.charts[0].text.startswith(f"Grip, {first}")
    assert f"Grip, {first} kg" in pages(diary_pdf(presented))[0]  # whose hand stands above it


def test_two_devices_are_no_two_hands() -> None:
    rows = [Force("grip", "left", "kg", (Decimal(30),), "dynamometer")] * 4
    rows += [Force("grip", "right", "kPa", (Decimal(9),), "vigorimeter")] * 3
    assert "left" in present_diary(diary(*rows)).strength[0].name


def test_what_is_planned_lies_ahead_of_the_days_of_the_report() -> None:
    entries = diary(Infusion("given"), Note("between"), Infusion("planned"), Visit("A", "planned"))
    said = present_diary(entries)
    assert said.period == f"{day_said(day(0).day)} to {day_said(day(1).day)}"
    assert [one.status for one in said.infusions] == ["given"]
    assert said.plans == (f"Next planned: {day_said(day(2).day)}.",)
    assert present_diary(diary(Infusion("planned"))).period == say("report.diary.period.empty")


def test_charts_are_of_the_longest_series_with_all_its_measures() -> None:
    entries = (*grips("dynamometer", "kg"), *diary(Force("grip", "left", "kg", (Decimal(9),))))
    over_time, overlaid = present_diary(entries).charts
    assert over_time.table is not None and overlaid.table is not None
    measures = [row for row in over_time.table.rows if row[1]]
    assert len(measures) == 5 * len(BOTH) and len(over_time.table.rows) == len(measures) + 5
    assert "strength-chart__band" in over_time.svg and "is-newest" in overlaid.svg
    assert max(float(row[2]) for row in overlaid.table.rows) == 100
    assert present_diary(diary(Infusion("given"))).charts == ()
    (only,) = present_diary(diary(Force("grip", "left", "kg", (Decimal(9),)))).charts
    assert "strength-chart__band" not in only.svg


def test_signs_among_symptoms_are_in_the_report_and_nothing_contradicts_them() -> None:
    ticked = [Symptom("other", sign=sign) for sign in ("breathing", "swallowing")]
    shown = present_diary(
        diary(About(standing="suspected"), *ticked, TaskEase("hard", own="cello"))
    )
    assert [line.partition(" (")[0] for line in shown.signs] == [
        "Trouble breathing, or blue lips", "Trouble swallowing",
    ]  # fmt: skip
    assert [line.partition(":")[0] for line in shown.tasks] == ["Cello"]  # a sign is no task
    facts = {one.name: one.value for one in shown.facts}
    assert facts["Trouble with speech or swallowing"] == "yes"
    assert shown.thoughts is not None
    assert not [one for one in shown.thoughts.open if "swallowing" in one.question]


def test_what_was_felt_stands_there_in_ones_own_words() -> None:
    shown = present_diary(
        diary(
            Symptom("cramp", "region", "hand", "left", words="at night"),
            Symptom("weakness", "region", "hand", "left", words="drops cups"),
            Symptom("other", words="Buzzing feet"),
            Symptom("cramp", "region", "hand", "left", words="every day"),
            Symptom("other", sign="fever", words="38.5"),
        )
    )
    assert shown.symptoms == (
        f"Hand, left: cramp ({day_said(day(3).day)}): “every day”",
        f"Buzzing feet ({day_said(day(2).day)})",
    )
    assert shown.tasks == (f"Hand, left: weakness ({day_said(day(1).day)}): “drops cups”",)
    assert shown.signs == (f"Fever ({day_said(day(4).day)}; on the list under “Today”): “38.5”",)
    assert "drops cups" in pages(diary_pdf(shown))[0]


def test_a_sign_of_this_week_is_not_told_as_one_that_cannot_wait() -> None:
    shown = present_diary(
        diary(Symptom("other", sign="wears_off"), Symptom("other", sign="breathing"))
    )
    week, now = shown.signs
    assert shown.headings["signs"] == "Signs that were ticked"
    assert week == f"Wearing off earlier ({day_said(day(0).day)}; on the list under “This week”)"
    assert now.startswith("Trouble breathing") and "under “Now”" in now


def test_the_report_says_how_many_notes_it_leaves_out() -> None:
    notes = [Note("My breathing is short at night"), Note("Cold day"), Note("Why?", question=True)]
    shown = present_diary(diary(*notes))
    assert shown.questions == ("Why?",) and "2 notes of this time are not" in shown.more_notes
    assert "2 notes of this time are not" in " ".join(pages(diary_pdf(shown))[0].split())
    some = ReportOptions(since=day(1).day)
    assert "1 note of this time is not" in present_diary(diary(*notes), some).more_notes
    assert not present_diary(diary(notes[2])).more_notes


@pytest.mark.parametrize(
    "standing, said",
    [("diagnosed", "MMN, diagnosed"), ("suspected", "MMN suspected, not yet diagnosed"),
     ("not_looked_at", "no doctor has looked into it yet")],
)  # fmt: skip
def test_the_report_says_what_was_diagnosed(standing: Standing, said: str) -> None:
    facts = {one.name: one.value for one in present_diary(diary(About(standing=standing))).facts}
    assert facts["Diagnosis"] == said


def test_a_place_that_was_not_said_is_not_all_over_the_body() -> None:
    (line,) = present_diary(diary(Symptom("weakness"))).tasks
    assert line.startswith("Place not said: weakness")


def test_trouble_speaking_is_not_listed_calmly() -> None:
    told = About(course="suddenly", speech_or_swallowing="yes", standing="suspected")
    for options in (None, ReportOptions(sections=("tasks",))):
        signs = present_diary(diary(told), options).signs
        assert len(signs) == 2 and all("call the emergency number" in one for one in signs)
    unsure = replace(told, speech_or_swallowing="unsure", standing="diagnosed")
    (line,) = present_diary(diary(unsure)).signs
    assert "not sure" in line and "call the emergency number" in line
    assert not present_diary(diary(About(course="slowly", speech_or_swallowing="no"))).signs


def test_nerves_of_a_task_are_said_to_be_needed_by_anyone() -> None:
    """As /dots says it: one task that is hard points at no nerve."""
    shown = present_diary(diary(TaskEase("hard", "buttoning", side="right")))
    assert shown.nerves and "points to" not in shown.headings["map"]
    assert "it does not mean that they are damaged" in shown.nerves_note
    assert "it does not mean that they are damaged" in say("dots.answer.anyone")


def test_for_and_against_is_off_for_who_is_diagnosed_until_he_asks_for_it() -> None:
    entries = diary(About(standing="diagnosed", worse_in_cold="yes"))
    assert present_diary(entries).thoughts is None
    assert "thoughts" not in present_diary(entries).sections
    asked = present_diary(entries, ReportOptions(sections=("thoughts",))).thoughts
    assert asked is not None and asked.speaks_for
    assert present_diary(diary(About(standing="suspected"))).thoughts is not None


def test_a_measure_in_the_cold_is_said_beside_the_numbers_that_it_changes() -> None:
    """A week in the cold looked like a fall: that it was cold stood in the diary alone."""
    grips = [Force("grip", side, "kg", (Decimal(value),), "dynamometer", cold=cold)
             for side, value, cold in (("right", 14, None), ("left", 25, None),
                                       ("right", 9, True), ("left", 25, False))]  # fmt: skip
    report = present_diary(diary(*grips), made_on=day(9).day)
    right, left = report.strength
    cold = day_said(day(2).day)
    assert right.last.endswith(f"One measure was in the cold: {cold}.")
    assert "cold" not in left.last
    (sides,) = report.sides
    assert sides.endswith("The right is at 36 % of the left. Measured in the cold: right.")
    again = present_diary(diary(*grips, *grips), made_on=day(9).day)
    assert "Measures in the cold: 2, the last one on" in again.strength[0].last


@pytest.mark.parametrize("field", ["stiffness", "worse_in_cold", "relatives", "conduction_study"])
def test_what_is_told_of_oneself_stands_on_page_one_of_who_is_diagnosed(field: str) -> None:
    """Stiff muscles were asked for and told nowhere: "for and against" is left out then."""
    for answer, said in (("yes", "yes"), ("unsure", "not sure"), ("no", "no")):
        about = About(standing="diagnosed", **{field: answer})  # type: ignore[arg-type]
        facts = {one.name: one.value for one in present_diary(diary(about)).facts}
        assert facts[initial(field_name(field))] == said
    facts = {one.name: one.value for one in present_diary(diary(About(standing="diagnosed"))).facts}
    assert initial(field_name(field)) not in facts


def test_since_when_it_is_told_stands_beside_what_is_lost() -> None:
    """Told again, a task that could not be done for months had the newest day alone."""
    zip_, key = TaskEase("cannot", "zip", side="right"), TaskEase("cannot", "key_turn")
    told = diary(zip_, key, zip_, TaskEase("easy", "key_turn"), key, Symptom("weakness"), zip_,
                 Symptom("weakness"), MovementStrength("thumb_abduction", "right", ease="hard"),
                 MovementStrength("thumb_abduction", "right", "4"),
                 MovementStrength("thumb_abduction", "right", ease="hard"))  # fmt: skip
    days = [day_said(day(at).day) for at in range(11)]
    lines = present_diary(told).tasks
    assert f"Closing a zipper, right: cannot ({days[6]}; written so since {days[0]})" in lines
    assert f"Turning a key: cannot ({days[4]})" in lines  # easy in between
    assert f"Place not said: weakness ({days[7]}; written so since {days[5]})" in lines
    (thumb,) = [one for one in lines if "thumb" in one.lower()]
    assert f"({days[10]}; written so since {days[8]})" in thumb and "MRC grade 4" in thumb
    later = present_diary(told, ReportOptions(since=day(5).day)).tasks
    assert f"Closing a zipper, right: cannot ({days[6]}; written so since {days[0]})" in later
