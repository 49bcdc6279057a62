"""What /workup answers: sets side by side, the whole study, what was not tested, and the PDF."""

import sys

import pytest
from django.test import Client

from multifocal.criteria import criteria_names, criteria_set
from multifocal.web.workup.clinical_fields import ITEMS
from multifocal.web.workup.forms import example_table
from tests.report.test_large_falls import LARGE, WORDS
from tests.study.tables import table
from tests.web.markup import markup, words

BLOCK = example_table()
CORE = {
    "weakness_focal_asymmetric_progressive": "yes",
    "weakness_in_two_or_more_nerves": "yes",
    "weakness_over_one_month": "yes",
    "diffuse_symmetric_weakness_in_initial_weeks": "no",
    "no_sensory_abnormality_but_minor_leg_vibration_loss": "yes",
    "sensory_impairment_beyond_minor_leg_vibration_loss": "no",
    "upper_motor_neuron_signs": "no",
    "marked_bulbar_involvement": "no",
    "sensory_normal": "yes",
    "stimulation_supramaximal": "yes",
    "no_crossing_in_forearm": "yes",
}


def test_every_set_answers_beside_the_others(client: Client) -> None:
    text = words(client.post("/workup", {"table": BLOCK}))
    for name in criteria_names():
        assert criteria_set(name).title in text
    assert "The rule sets side by side" in text


def test_the_chosen_set_comes_first(client: Client) -> None:
    text = words(client.post("/workup", {"table": BLOCK, "criteria": "ghosh-2005"}))
    assert "Rules first shown: Ghosh 2005" in text
    assert "Ghosh 2005: Rule by rule" in text


def test_answers_to_the_questions_decide_the_category(client: Client) -> None:
    asked = words(client.post("/workup", {"table": BLOCK}))
    assert "Is there weakness in the territory of at least two nerves?" in asked
    assert "The category cannot be assessed yet (EFNS/PNS 2010" in asked
    told = words(client.post("/workup", {"table": BLOCK} | CORE))
    assert "Definite (EFNS/PNS 2010" in told and "not a person" in told
    one_nerve = CORE | {"weakness_in_two_or_more_nerves": "no"}
    assert "Possible (EFNS/PNS 2010" in words(client.post("/workup", {"table": BLOCK} | one_nerve))


def test_every_question_is_asked_and_keeps_its_answer(client: Client) -> None:
    page = markup(client.post("/workup", {"table": BLOCK, ITEMS[0]: "yes"}))
    for name in ITEMS:
        assert page.one(f"id_{name}")
    ids = [one.attributes["id"] for one in page.all("input") if "id" in one.attributes]
    assert len(set(ids)) == len(ids)


def test_nerves_of_weak_muscles_come_first_in_what_was_not_tested(client: Client) -> None:
    text = words(client.post("/workup", {"table": BLOCK, "weak": ["left:eip"]}))
    assert "Left radial, extensor indicis proprius Weak: extensor indicis proprius." in text
    before = text.index("Left radial, extensor indicis proprius Weak")
    assert before < text.index("Left median, abductor pollicis brevis Same side")


def test_a_missing_area_stands_beside_what_amplitude_says(client: Client) -> None:
    text = words(client.post("/workup", {"table": BLOCK.replace("30.0", "").replace("15.0", "")}))
    assert "the negative-peak area is missing" in text
    assert "by amplitude" in text


def test_the_body_shows_what_was_tested_and_has_its_text(client: Client) -> None:
    answer = client.post("/workup", {"table": BLOCK})
    assert b"study-map__stretch--blocked" in answer.content
    assert "1 with a block that is definite" in words(answer)
    assert b"style=" not in answer.content


def test_the_laboratory_s_own_limits_are_used_and_their_faults_said(client: Client) -> None:
    own = "nerve,muscle,amplitude_lower_mv\nulnar,adm,50\n"
    text = words(client.post("/workup", {"table": BLOCK, "own_limits": own}))
    assert "the laboratory's own" in text and "too small for the rules" in text
    wrong = words(client.post("/workup", {"table": BLOCK, "own_limits": own.replace("50", "x")}))
    assert "no plausible amplitude_lower_mv" in wrong and "What the rules say" not in wrong


def test_an_age_typed_adds_to_what_the_file_says_of_the_person(client: Client) -> None:
    """The floor of this laboratory is above the response of anyone of 170 cm, and of no other."""
    header, *rows = BLOCK.strip().splitlines()
    of = "\n".join([f"{header},height_cm", *(f"{row},{{}}" for row in rows)]) + "\n"
    own = "nerve,muscle,amplitude_lower_mv,height_from_cm\nulnar,adm,50,170\n"
    small = "too small for the rules"
    for height, floor in (("171", True), ("169", False), ("", False)):
        sent = {"table": of.replace("{}", height), "own_limits": own}
        for more in ({}, {"age_years": "40"}):
            assert (small in words(client.post("/workup", sent | more))) is floor, (height, more)


@pytest.mark.parametrize(
    "odd",
    [
        {"weak": ["left:nonesuch"]},
        {"age_years": "-3"},
        {"height_cm": "9999"},
        {ITEMS[0]: "perhaps"},
    ],
)
def test_answers_that_cannot_be_meant_are_refused(client: Client, odd: dict[str, object]) -> None:
    answer = client.post("/workup", {"table": BLOCK} | odd)
    assert answer.status_code == 200
    assert "What the rules say" not in words(answer)


def test_the_sheet_is_downloaded_and_kept_by_no_cache(client: Client) -> None:
    answer = client.post("/workup/report.pdf", {"table": BLOCK} | CORE)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.content.startswith(b"%PDF-")


def test_the_sheet_of_a_table_at_fault_is_the_page_that_says_so(client: Client) -> None:
    answer = client.post("/workup/report.pdf", {"table": "nonsense"})
    assert markup(answer).one("fault").text.strip()
    assert client.get("/workup/report.pdf").status_code == 405


def test_without_typst_the_page_still_judges_and_the_sheet_says_what_to_install(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert "What the rules say" in words(client.post("/workup", {"table": BLOCK}))
    answer = client.post("/workup/report.pdf", {"table": BLOCK})
    assert answer.status_code == 501
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert '"multifocal[pdf]"' in answer.content.decode()


@pytest.mark.parametrize("place", LARGE)
def test_a_large_fall_that_is_not_counted_is_signed(client: Client, place: str) -> None:
    page = client.post("/workup", {"table": table(*LARGE[place]).decode()}).content.decode()
    assert "segment--large" in page and "verdict--large" in page
    assert WORDS[place].capitalize() in page


def test_sensory_and_f_values_stand_beside_their_limits_with_what_they_propose(
    client: Client,
) -> None:
    columns = "kind,skin,sensory_amplitude_uv,f_minimum_ms,f_sweeps,supramaximal,temperature_c"
    head, *rows = BLOCK.strip().splitlines()
    motor = [f"{row},,,,{'NR,20,yes' if 'wrist' in row else ',,yes'},33" for row in rows]
    felt = [
        f"right,{nerve},,{site},,,,,,sensory,{skin},NR,,,,33"
        for nerve, site, skin in (
            ("median", "wrist", "D2"), ("ulnar", "wrist", "D5"), ("sural", "calf", "ankle"),
        )
    ]  # fmt: skip
    table = "\n".join([f"{head},{columns}", *motor, *felt])
    text = words(client.post("/workup", {"table": table}))
    assert "Sensory responses beside their limits" in text
    assert "No response came." in text
    assert "F waves beside their limits" in text
    assert "or loss of nerve cells. It is a sign and never a block." in text
    assert "A finding in a leg or at the wrist alone closes nothing" in text
    assert "Against “possible”: 3 sensory nerves" in text
    assert "The study proposes: no. A person confirms it." in text
    assert "Sensory responses beside their limits" not in words(
        client.post("/workup", {"table": BLOCK})
    )
