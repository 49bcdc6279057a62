"""`/lab` without a script: one form, one answer, each fault at its own field, never a crash."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multifocal.web.lab.state import START
from tests.web.markup import markup, words

PATIENT_PAGES = ["/", "/inside", "/dots", "/symptoms", "/living", "/workup"]


def test_the_bare_page_shows_a_study(client: Client) -> None:
    text = words(client.get("/lab"))
    assert "Of 136 fibers" in text
    assert "Definite block" in text
    assert "5 mV and 5 ms a division" in text
    assert "proposal of this project, unverified" in text
    assert (
        "The attack falls mainly on motor fibers; why sensory fibers are mostly spared is not "
        "fully known" in text
    )


def test_the_form_asks_by_get_and_says_why(client: Client) -> None:
    page = markup(client.get("/lab"))
    form = page.one("settings")
    assert form.attributes["method"] == "get"
    assert "settings of a simulation" in words(client.get("/lab"))
    assert not client.get("/lab").cookies


def test_the_link_leads_to_the_same_answer(client: Client) -> None:
    bare = client.get("/lab").content.decode()
    link = re.search(r'data-link href="([^"]+)"', bare)
    assert link and link[1].replace("&amp;", "&") == f"/lab?{START.query()}"
    again = client.get(f"/lab?{START.query()}").content.decode()
    answers = [re.search(r'<div class="answer".*?</section>', one, re.S) for one in (bare, again)]
    assert answers[0] and answers[1]
    assert answers[0][0] == answers[1][0]


def test_fields_that_were_left_empty_show_what_was_taken(client: Client) -> None:
    page = markup(client.get("/lab?muscle=apb&at1=200&severity1=10&extent1="))
    assert page.one("id_extent1").attributes["value"] == "20"
    assert page.one("id_height_cm").attributes["value"] == "175"


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("temperature_c=45", "temperature_c", "Give a number from 21 to 36 °C."),
        ("temperature_c=warm", "temperature_c", "Give a number from 21 to 36 °C."),
        ("temperature_c=nan", "temperature_c", "Give a number from 21 to 36 °C."),
        ("height_cm=999", "height_cm", "Give a whole number from 120 to 220 cm."),
        ("severity1=20", "at1", "Say where: mm from the muscle, along the nerve."),
        ("severity1=20&at1=900", "at1", "The way from the cord to this muscle is 825 mm long."),
        ("severity1=20.5&at1=90", "severity1", "Give a whole number from 0 to 100 %."),
        ("severity2=101&at2=90", "severity2", "Give a whole number from 0 to 100 %."),
        ("at1=90&severity1=5&extent1=0", "extent1", "Give a whole number from 1 to 400 mm."),
        ("probe=900", "probe", "The way from the cord to this muscle is 825 mm long."),
        ("at1=90&severity1=5&days1=-1", "days1", "Give a whole number from 0 to 3650"),
        ("velocity=5", "velocity", "Give a whole number from 10 to 100 %."),
        ("muscle=tongue", "muscle", "Select a valid choice."),
        ("stimulus=nowhere", "stimulus", "Select a valid choice."),
        ("person=" + "9" * 5000, "person", "Give a whole number from 0 to 9999"),
    ],
)
def test_a_fault_stands_at_its_field(client: Client, query: str, field: str, said: str) -> None:
    answer = client.get(f"/lab?{query}")
    assert answer.status_code == 200
    page = markup(answer)
    box = page.one(f"id_{field}")
    assert box.attributes["aria-invalid"] == "true"
    fault = page.one(f"id_{field}_error")
    assert said in " ".join(fault.text.split())
    assert f"#id_{field}" in [a.attributes["href"] for a in page.all("a")]
    assert fault.attributes["id"] in box.attributes["aria-describedby"]
    part = client.get(f"/lab/answer?{query}")
    assert part.status_code == 200
    assert 'class="answer"' not in part.content.decode()


NAMES = [
    "muscle", "side", "person", "height_cm", "temperature_c", "every", "crossing", "entrapment",
    "pressed", "stimulus", "strength", "spread", "at1", "severity1", "extent1", "mechanism1",
    "at5", "severity5", "mechanism5", "days1", "velocity", "varied", "probe", "charge", "as", "x",
]  # fmt: skip
ODD = [
    "", "0", "1", "-1", "50", "100", "1e308", "nan", "inf", "-0", "0x1", "1_0", "٣", "adm", "fdi",
    "deltoid", "right", "wrist", "erb", "root", "block", "axon", "lamellae", "ulnar_elbow", "\0",
    "<b>", "825", "824.9", "21", "36", "json", "edf-f", "fibers-svg",
]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(ODD), st.text(max_size=12), st.integers(-(10**6), 10**6).map(str)
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=8),
    st.sampled_from(["/lab", "/lab/answer", "/lab/download"]),
)
def test_no_address_brings_the_page_down(pairs: list[tuple[str, str]], path: str) -> None:
    query = urlencode([(k, v.encode("utf-8", "surrogatepass")) for k, v in pairs])
    answer = Client(SERVER_NAME="127.0.0.1").get(f"{path}?{query}")
    assert answer.status_code in (200, 400)
    if path != "/lab/download":
        assert answer.status_code == 200


def test_only_the_lab_has_a_temperature_control(client: Client) -> None:
    assert markup(client.get("/lab")).one("id_temperature_c")
    for address in PATIENT_PAGES:
        names = {tag.attributes.get("name") for tag in markup(client.get(address)).all("input")}
        assert "temperature_c" not in names


def test_the_fragment_holds_answer_and_form(client: Client) -> None:
    part = client.get(f"/lab/answer?{START.query()}").content.decode()
    assert part.lstrip().startswith('<div class="answer"')
    assert "<template data-settings>" in part
    assert "<html" not in part
