"""Six questions, answered from the first page alone: what, where, how much, what decides, what was
not tested, what next. By studies of every kind; nothing that was not told is taken to be normal."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from fhir.resources.R4B.bundle import Bundle

from multifocal.body import Subject
from multifocal.criteria import criteria_names, evaluate_by
from multifocal.criteria.reason import Alone, FallDoubted, Hindrance, Missing, Reason, Signs, Unmet
from multifocal.formats import parse_csv, read_study
from multifocal.formats.fhir import fhir_bundle, resources
from multifocal.reference import reference_table
from multifocal.report import Conclusion, PresentedStudy, copied_text, present_study, study_pdf
from multifocal.report.conclusion.copied import copied_lines, copied_rtf
from multifocal.report.conclusion.places import change_said
from multifocal.study import ClinicalPicture, Study
from multifocal.words import say
from tests.criteria.sensory import rows as sensory_rows
from tests.study.tables import SOUND, pair, table

EXAMPLES = Path(__file__).parents[3] / "examples"
TWO_ARMS = read_study(EXAMPLES / "two_arms.csv").study


def typed(*rows: str, clinical: ClinicalPicture | None = SOUND) -> Study:
    return replace(parse_csv(table(*rows)), clinical=clinical)


def presented(study: Study, *names: str) -> PresentedStudy:
    found = evaluate_by(study, names or None)
    return present_study(study, found, reference_table("aanem-2016"), "en", drawn=False)


@dataclass(frozen=True)
class Read:
    """What a reader must be able to find, question by question; and what must not stand there."""

    study: Study
    what: str
    where: str
    how_much: str
    decides: str
    not_tested: str
    next: str
    never: tuple[str, ...] = ()


LONGER = pair(amplitude=(8.0, 4.9), area=(30.0, 20.4), duration=(6.0, 9.0))
SMALL = pair(amplitude=(1.6, 1.5), area=(5.2, 5.0), duration=(5.8, 5.9))
ALIKE = pair(amplitude=(9.0, 8.8), area=(30.0, 29.5), duration=(6.0, 6.1))
ERB = pair(nerve="musculocutaneous", muscle="biceps", sites=("axilla", "erb"))
UNKNOWN = pair(amplitude=(8.0, ""), area=("", ""), duration=("", ""))
READERS = {
    "block": Read(
        typed(*pair()),
        "definite block", "R ulnar, forearm (wrist – below elbow)",
        "area −50 %, amplitude −45 % (8 to 4.4 mV), duration +30 %",
        "Weakness in the territory of two nerves or more",
        "No motor study on the left.",
        "R median, L median: stimulate at wrist, elbow, axilla, Erb's point",
    ),
    "dispersion": Read(
        typed(*LONGER),
        "criteria not met, large fall", "R ulnar, forearm", "duration +50 %",
        "Sensory nerve conduction studies normal", "R: no motor study of median, radial",
        "R median, L median: stimulate at",
        ("Segments with block:",),
    ),
    "axon loss": Read(
        typed(*SMALL),
        "No segment meets the rules of EFNS/PNS 2010 for block",
        "Small distal responses: R ulnar (abductor digiti minimi), wrist",
        "1.6 mV (limit 7.9 mV)", "Weakness for more than one month",
        "No sensory study over the stretch: R ulnar", "R ulnar: stimulate at above elbow",
        ("is normal", "excludes"),
    ),
    "healthy": Read(
        typed(*ALIKE),
        "No segment meets the rules of EFNS/PNS 2010 for block (one could be judged). This does not"
        " exclude MMN.", "R ulnar, forearm (wrist – below elbow)", "2 %",
        "Upper motor neuron signs", "No F waves: R ulnar", "R median, L median: stimulate at",
        ("healthy", "is normal", "Small distal"),
    ),
    "at Erb": Read(
        typed(*ERB),
        "large, at Erb’s point: confirm", "R musculocutaneous, axilla – Erb's point", "area −50 %",
        "Counts only if both stimuli were supramaximal and spread to other nerves is excluded.",
        "R: no motor study of median, ulnar, radial, axillary",
        "Confirm by supramaximal stimuli and collision: R musculocutaneous",
    ),
    "lost F": Read(
        Study(sensory_rows.motor(), f_measures=(sensory_rows.late("median", "apb"),),
              clinical=SOUND),
        "Lost: R median (none of 20)", "R median, forearm (wrist – elbow)", "area −63 %",
        "Sensory conduction normal in the arm segments with block", "No sensory study over",
        "R median: stimulate at axilla, Erb's point",
    ),
    "all unknown": Read(
        typed(*UNKNOWN, clinical=None),
        "No segment could be judged by EFNS/PNS 2010. This does not exclude MMN.",
        "R ulnar, forearm:", "The negative-peak area is missing",
        "Focal, asymmetric weakness", "No motor study on the left.", "negative-peak area",
        ("no response", "no fall", "within limits"),
    ),
}  # fmt: skip


@cache
def words_of(name: str) -> str:
    """All that the conclusion says, in one line."""
    one = presented(READERS[name].study, "efns-pns-2010").conclusion
    parts = [
        *(f"{each.name}: {each.value}" for each in (*one.facts, *one.rules)),
        *(f"{each.text}. {each.why}" for each in (*one.blocks, *one.unjudged, *one.large)),
        one.none, *one.open, *one.other, one.sensory, one.f_waves,
        one.category.short if one.category else one.no_category,
        *(name for each in one.decides for name in each.names),
        *one.unstated, *one.cautions, *one.not_tested, *one.next, one.grades, one.draft,
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("question", ["what", "where", "how_much", "decides", "not_tested", "next"])
@pytest.mark.parametrize("name", READERS)
def test_a_reader_finds_the_answer_on_the_first_page(name: str, question: str) -> None:
    assert getattr(READERS[name], question) in words_of(name)


def test_what_a_segment_hangs_on_is_asked_first() -> None:
    asked = [one.item for one in presented(TWO_ARMS).conclusion.asked]
    assert asked[:4] == [
        "no_crossing_in_forearm", "no_spread_at_erb", "no_pressure_at_radial_groove",
        "weakness_over_ten_days",
    ]  # fmt: skip
    assert len(asked) == len(set(asked))
    known = replace(TWO_ARMS, clinical=ClinicalPicture(no_crossing_in_forearm=True))
    again = [one.item for one in presented(known).conclusion.asked]
    assert "no_crossing_in_forearm" not in again


@pytest.mark.parametrize("name", READERS)
def test_nothing_is_said_of_a_person_and_nothing_unknown_is_normal(name: str) -> None:
    said = words_of(name)
    assert "you have" not in said.lower() and "Grades nerve segments, not a diagnosis." in said
    assert not [one for one in READERS[name].never if one in said]
    assert "Study of: not stated" in said and "Age: not stated" in said


def page_one(study: Study, tmp_path: Path, made_on: str = "") -> tuple[str, int]:
    """The words of the sheet's first page, and how many pages it has."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(study_pdf(presented(study), "en", made_on=made_on))
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
    pages = done.stdout.split("\f")
    return " ".join(pages[0].split()), len(pages) - 1


def squeezed(text: str) -> str:
    return re.sub(r"[\s-]+", "", text)


def holds_all(one: Conclusion) -> list[str]:
    return [
        *(each.value for each in (*one.facts, *one.rules)),
        *(each.text for each in (*one.blocks, *one.unjudged, *one.large)),
        *(each.why for each in (*one.unjudged, *one.large)),
        *one.open, *one.other, one.sensory, one.f_waves,
        *(name for each in one.decides for name in each.names),
        *one.unstated, *one.cautions, *one.not_tested, *one.next, one.grades, one.draft,
    ]  # fmt: skip


def test_two_arms_have_their_conclusion_on_page_one_of_at_most_six(tmp_path: Path) -> None:
    text, pages = page_one(TWO_ARMS, tmp_path, "1 May 2031")
    assert pages <= 6
    plain = squeezed(text)
    one = presented(TWO_ARMS).conclusion
    assert [each for each in holds_all(one) if squeezed(each) not in plain] == []
    # The day of printing stands apart, and never where the study's day is looked for.
    head, _, foot = text.partition("Segments with block")
    assert "Study of: 3 March 2026" in head and "1 May 2031" not in head
    assert "Printed on 1 May 2031" in foot


def test_a_study_with_much_to_say_still_has_one_first_page(tmp_path: Path) -> None:
    """Every area of the two arms is missing at the proximal sites, and nothing else is told."""
    bare = tuple(
        replace(one, negative_peak_area_mvms=None, temperature_c=None, supramaximal=None)
        if one.kind == "M" and one.site != "wrist" else one
        for one in TWO_ARMS.measures
    )  # fmt: skip
    study = replace(TWO_ARMS, measures=bare, clinical=None, subject=None, on=None)
    text, _ = page_one(study, tmp_path)
    plain = squeezed(text)
    one = presented(study).conclusion
    assert [each for each in holds_all(one) if squeezed(each) not in plain] == []
    assert "Study of: not stated" in text


def test_what_is_copied_carries_all_it_rests_on() -> None:
    text = copied_text(presented(TWO_ARMS).conclusion, "en")
    assert len(text.splitlines()) == 6
    for words in (
        "EFNS/PNS 2010", "any one limb segment of an arm nerve is long", "AANEM 2016",
        "supramaximal stimulation (R musculocutaneous", "Martin-Gruber: L ulnar, forearm",
        "weakness older than ten days", "3 March 2026",
        "Grades nerve segments, not a diagnosis. Draft, not signed.",
    ):  # fmt: skip
        assert words in text
    unread = tuple(replace(one, temperature_c=None) for one in TWO_ARMS.measures)
    cool = presented(replace(TWO_ARMS, measures=unread)).conclusion
    assert "limb temperature" in copied_text(cool, "en")
    named = present_study(
        TWO_ARMS, evaluate_by(TWO_ARMS, ("efns-pns-2010",), long_segments="named"),
        reference_table("aanem-2016"), "en", drawn=False,
    )  # fmt: skip
    assert "only the guideline’s examples are long" in copied_text(named.conclusion, "en")


def test_rich_text_says_the_same_and_is_plain_ascii() -> None:
    one = presented(TWO_ARMS).conclusion
    rtf = copied_rtf(one, "en").decode("ascii")
    assert rtf.startswith(r"{\rtf1") and rtf.count("{") == rtf.count("}")
    body = rtf[rtf.index(r"\fs20") + 6 :]
    body = re.sub(r"\\u(-?\d+)\?", lambda m: chr(int(m[1]) % 65536), body)
    plain = re.sub(r"\\(b0|b|par) ?", "", body).replace("{", "").replace("}", "")
    for name, text in copied_lines(one, "en"):
        assert name in plain and " ".join(text.split()) in " ".join(plain.split())


@pytest.mark.parametrize(
    "reason", [one for kind in (Missing, Alone, Unmet, Signs, Hindrance, FallDoubted)
               for one in get_args(kind)],
)  # fmt: skip
def test_every_reason_has_a_short_why(reason: Reason) -> None:
    if reason != "at_erb":
        assert say(f"report.conclusion.why.{reason}").endswith(".")


@pytest.mark.parametrize("criteria", criteria_names(research=True))
def test_every_set_can_lead(criteria: str) -> None:
    one = presented(TWO_ARMS, criteria).conclusion
    assert one.blocks or one.none
    assert copied_text(one, "en")


@pytest.mark.parametrize(
    ("percent", "falls", "said"),
    [
        (61.9, True, "−62"), (50.0, True, "−50"), (49.97, True, "−49.97"), (30.04, True, "−30.04"),
        (-20.0, True, "+20"), (8.4, False, "+8"), (0.0, True, "±0"), (4.9, True, "−5"),
    ],
)  # fmt: skip
def test_what_rounds_to_a_limit_is_written_longer(percent: float, falls: bool, said: str) -> None:
    """49.97 % is not “at least 50 %”, so it must not read as 50."""
    assert change_said(percent, falls=falls) == said


def test_the_day_age_and_sex_stand_on_top_where_they_are_known() -> None:
    person = Subject(age_years=63, sex="female", height_cm=171)
    study = replace(typed(*pair()), subject=person, on=date(2025, 12, 4))
    facts = {one.name: one.value for one in presented(study).conclusion.facts}
    assert facts["Study of"] == "4 December 2025" and facts["Age"] == "63 years"
    assert facts["Sex"] == "female" and facts["Height"] == "171 cm"
    assert facts["Limb temperature"] == "not known"


def test_a_health_record_gets_the_conclusion_beside_the_numbers() -> None:
    """Checked by the models of fhir.resources; preliminary, of the study's own day."""
    lines = copied_text(presented(TWO_ARMS).conclusion, "en").splitlines()
    bundle = fhir_bundle(TWO_ARMS, lines)
    model = Bundle.model_validate(json.loads(json.dumps(bundle)))
    kinds = [one.resource.get_resource_type() for one in model.entry or () if one.resource]
    assert kinds.count("DiagnosticReport") == 1
    assert kinds.count("Observation") == len(TWO_ARMS.measures) + len(TWO_ARMS.f_measures)
    (report,) = resources(bundle, "DiagnosticReport")
    assert report["status"] == "preliminary" and report["effectiveDateTime"] == "2026-03-03"
    assert len(report["result"]) == len(TWO_ARMS.measures) + len(TWO_ARMS.f_measures)
    for words in ("R median, forearm", "Martin-Gruber", "AANEM 2016", "Draft, not signed."):
        assert words in report["conclusion"]
