"""Crossing fibers that an annotation names are asked on the page, beside the curves."""

import io

import pytest
from django.test import Client

from tests.formats.ncs_edf.test_crossings import NOTES, noted
from tests.web.markup import Markup, markup

FIELD = "annotation-crossing:2"


def opened(client: Client, note: str, **sent: str) -> Markup:
    file = io.BytesIO(noted(note))
    file.name = "study.edf"
    first = markup(client.post("/workup", {"file": file}))
    if not sent:
        return first
    return markup(client.post("/workup", {"kept": kept(first), FIELD: sent["answer"]}))


def kept(page: Markup) -> str:
    return next(
        one.attributes["value"] for one in page.tags if one.attributes.get("name") == "kept"
    )


def said(page: Markup) -> str:
    return " ".join(page.one("main").text.split())


def chosen(page: Markup) -> list[str]:
    """The values of its field that are marked as chosen."""
    return [
        one.attributes.get("value", "")
        for one in page.tags
        if one.name == "option" and "selected" in one.attributes
        and one.attributes.get("value") in ("present", "excluded", "unknown")
    ]  # fmt: skip


@pytest.mark.parametrize("note", NOTES[:2])
def test_it_is_asked_and_possible_till_it_is_answered(client: Client, note: str) -> None:
    page = opened(client, note)
    fields = [one for one in page.tags if one.attributes.get("name") == FIELD]
    assert len(fields) == 1 and fields[0].attributes["form"] == "study"
    assert note in said(page) and "--answer" not in said(page)
    assert "if no Martin-Gruber crossing" in said(page)
    assert chosen(page) == []


@pytest.mark.parametrize("answer", ["present", "excluded", "unknown"])
def test_the_answer_stays_and_decides(client: Client, answer: str) -> None:
    page = opened(client, NOTES[0], answer=answer)
    assert chosen(page) == [answer]
    conditional = "if no Martin-Gruber crossing" in said(page)
    assert conditional is (answer == "unknown")


def test_an_answer_is_of_the_file_that_the_page_carried_alone(client: Client) -> None:
    file = io.BytesIO(noted(NOTES[1]))
    file.name = "study.edf"
    page = markup(client.post("/workup", {"file": file, FIELD: "excluded"}))
    assert chosen(page) == []
    assert "if no Martin-Gruber crossing" in said(page)
