"""What the scripts of `/dots` say on a phone is word for word what the server says."""

import json
import random
from dataclasses import asdict
from typing import Any

import pytest

import tests.web.conftest  # noqa: F401  (sets Django up: forms know their fields)
from multifocal.body import SIDES
from multifocal.localize import ONSETS, SIGNS, Complaint, complaints, difficulties
from multifocal.web.dots.answer import joined, present_answer
from multifocal.web.dots.appointment import present_sheet
from multifocal.web.dots.forms import (
    ASKED,
    COURSES,
    KNOWN,
    LINES,
    READY_QUESTIONS,
    AppointmentForm,
    in_few_lines,
)
from multifocal.web.dots.message import present_message
from multifocal.web.dots.request import filled_request
from tests.browser.conftest import OpenPage

RUN = """async (given) => {
    const folder = document.querySelector("script[src*='dots/main.js']").src;
    const load = (name) => import(new URL(name, folder));
    const [{ presentAnswer }, sheet] = [await load("present.js"), await load("sheet.js")];
    const [tables, words] = await Promise.all(["tables", "words"].map(
        async (name) => (await fetch(document.querySelector(`#dots-${name}`).href)).json()));
    return JSON.stringify(JSON.parse(given).map(([chosen, said]) => {
        const lined = { ...said, words: sheet.inFewLines(said.words) };
        return [
            presentAnswer(chosen, tables, words),
            sheet.presentSheet(chosen, lined, tables, words),
            sheet.presentMessage(chosen, lined, tables, words),
            sheet.presentRequest(lined, words),
        ];
    }));
}"""
SAYINGS = ("", "", "since spring", "May 2024 ", "Ünïcode – 東京 😀", "a b  c\n\n d", "w" * 60,
           "one\r\ntwo\nthree\n\nfour", "1\n2\n3\n4\n5", "{count} <b>&amp;</b>")  # fmt: skip


def drawn(count: int) -> list[tuple[list[Complaint], dict[str, Any]]]:
    """Forms filled in at random, some with nearly everything in them."""
    draw = random.Random(28)
    every = list(complaints().values())
    filled = []
    for number in range(count):
        few = number % 10
        chosen = draw.sample(every, draw.randint(1, 8) if few else draw.randint(20, len(every)))
        said: dict[str, Any] = {key: " ".join(draw.choice(SAYINGS).split()) for key in LINES}
        said |= {key: draw.choice(["", *(value for value, _ in KNOWN)]) for key in ASKED}
        said["course"] = draw.choice(["", *COURSES])
        said["onset"], said["signs"] = draw.choice(["", *ONSETS]), draw.choice(["", *SIGNS])
        said["examined"] = draw.random() < 0.3
        said["question"] = draw.sample(READY_QUESTIONS, draw.randint(0, len(READY_QUESTIONS)))
        said["words"] = draw.choice(SAYINGS)
        said["own_signs"] = draw.choice(["", *SIGNS])
        filled.append(([one for one in every if one in chosen], said))
    return filled


def plain(value: Any) -> Any:
    """As JSON has it."""
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("count", [60, pytest.param(600, marks=pytest.mark.exhaustive)])
def test_answer_sheet_message_and_request_are_the_servers(open_page: OpenPage, count: int) -> None:
    cases = drawn(count)
    order = {one: k for k, one in enumerate(difficulties())}
    sent = [
        ([(SIDES.index(c.side), order[c.difficulty]) for c in chosen], said)
        for chosen, said in cases
    ]
    found = json.loads(open_page("/dots").evaluate(RUN, json.dumps(sent)))
    dense = set()
    for (chosen, said), (answer, sheet, message, request) in zip(cases, found, strict=True):
        lined = {**said, "words": in_few_lines(said["words"])}
        assert answer == plain(asdict(present_answer(chosen)))
        assert sheet == plain(asdict(present_sheet(chosen, lined)))
        assert message == present_message(chosen, lined)
        assert request == asdict(filled_request(joined(chosen), lined)["filled"])
        dense.add((sheet["dense"], bool(sheet["others"])))
    assert dense >= {(False, False), (True, True)}, "all ways to set a sheet are among them"


def test_the_form_hands_the_server_the_same_lines() -> None:
    """What is compared above is what a form makes of what is typed."""
    for words in SAYINGS:
        form = AppointmentForm({"choice": ["task-zip-left"], "words": words, "own_signs": "no"})
        assert form.is_valid()
        assert form.cleaned_data["words"] == in_few_lines(words)
