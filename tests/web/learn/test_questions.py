"""Pages of questions and journeys: questions as headings, short answers, invented stories."""

import re

import pytest
from django.test import Client

from multifocal.web.site.content import page
from tests.web.learn.shelf import BLOCKS, plain
from tests.web.markup import markup

QUESTIONS = ["infusion", "everyday", "for-family", "help"]
NEW = ["is-it-als", "newly-diagnosed", *QUESTIONS, "journeys", "trial-sheet", "for-doctors"]
BRANDS = re.compile(
    r"gammagard|privigen|gamunex|octagam|kiovig|hizentra|hyqvia|panzyga|flebogamma|cuvitru", re.I
)


@pytest.mark.parametrize("name", [*QUESTIONS, "journeys"])
def test_each_part_has_its_questions_and_each_can_be_linked_to(client: Client, name: str) -> None:
    at = markup(client.get(f"/{name}"))
    groups = page(name).groups
    for part in groups["part"]:
        assert groups[part.id]
        for question in groups[part.id]:
            assert at.one(part.id).holds(at.one(question.id))
            assert question.heading in at.one(question.id).text
    named = {"opening", "part", *(part.id for part in groups["part"])}
    assert set(groups) == named, "a group that no part names would not be shown"


@pytest.mark.parametrize("name", ["is-it-als", "everyday"])
def test_most_headings_are_questions(name: str) -> None:
    groups = page(name).groups
    headings = [
        block.heading
        for group, blocks in groups.items()
        if group not in ("opening", "part", "crisis")
        for block in blocks
    ]
    assert sum(heading.endswith("?") for heading in headings) >= 0.7 * len(headings)


@pytest.mark.parametrize("name", NEW)
def test_an_answer_is_short(name: str) -> None:
    for block in (block for key, block in BLOCKS if key == name):
        for paragraph in block.paragraphs:
            sentences = re.findall(r"[.?!](?=\s|$)", plain(paragraph.text))
            assert len(sentences) <= 4, paragraph.text


@pytest.mark.parametrize("name", NEW)
def test_no_brand_is_named_even_among_the_sources(client: Client, name: str) -> None:
    assert not BRANDS.search(markup(client.get(f"/{name}")).one("main").text)


def test_als_is_answered_with_what_the_page_cannot_do_first() -> None:
    groups = page("is-it-als").groups
    told = [plain(p.text) for p in groups["opening"][0].paragraphs]
    assert "not alone" in told[0]
    assert "cannot tell you" in told[1] and "neither can your fingers" in told[1]
    body = " ".join(plain(p.text) for block in groups["chapter"] for p in block.paragraphs)
    for fact in ("Feeling usually stays normal in both", "Most people have twitches",
                 "only time shows", "MMN does not turn into ALS", "sometimes wrong, both ways",
                 "only very rarely changed", "second opinion"):  # fmt: skip
        assert fact in body, fact


def test_infusion_day_asks_who_must_tell_something_first() -> None:
    (first,) = [b for b in page("infusion").groups["before"] if b.id == "tell-first"]
    text = " ".join(plain(p.text) for p in first.paragraphs)
    for reason in ("Clots or stroke", "Kidney", "Migraine", "IgA", "earlier reaction",
                   "Pregnancy", "infection"):  # fmt: skip
        assert reason in text, reason


def test_a_journey_says_at_its_top_and_at_its_end_that_it_is_invented(client: Client) -> None:
    at = markup(client.get("/journeys"))
    for part in page("journeys").groups["part"]:
        marks = [p for p in at.all("p") if at.one(part.id).holds(p) and "invented" in p.text]
        text = at.one(part.id).text
        assert len(marks) == 2
        steps = page("journeys").groups[part.id]
        assert text.index(marks[0].text) < text.index(steps[0].heading)
        assert text.rindex(marks[1].text) > text.index(plain(steps[-1].paragraphs[-1].text)[:40])


def test_one_journey_has_no_block_and_one_is_another_disease() -> None:
    told = {
        part.id: " ".join(
            plain(p.text) for block in page("journeys").groups[part.id] for p in block.paragraphs
        )
        for part in page("journeys").groups["part"]
    }
    assert "no block" in told["david"]
    assert "pinched nerve at the elbow" in told["ruth"]
    assert "carpal tunnel" in told["maria"] and "ALS" in told["maria"]


@pytest.mark.parametrize("trial", ["NCT06742190", "NCT06537999", "NCT05225675"])
def test_a_trial_stands_with_its_registry_number_and_a_date(trial: str) -> None:
    (running,) = [b for b in page("help").groups["trials"] if b.id == "running"]
    (told,) = [plain(p.text) for p in running.paragraphs if trial in p.text]
    assert "28 November 2026" in told or "has ended" in told
