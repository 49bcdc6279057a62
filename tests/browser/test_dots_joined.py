"""The module that joins the dots on a phone, in a real browser, says what Python says."""

import json
import random
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import multifocal.web
from multifocal.localize import (
    ONSETS,
    SIGNS,
    exported_tables,
    how_soon,
    join_dots,
    may_go_on_warned,
    with_own_signs,
)

MODULE = Path(multifocal.web.__file__).parent / "static/multifocal/dots/connect.js"
TABLES = exported_tables()
RUN = """async (given) => {
    const [source, tables, choices] = JSON.parse(given);
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const { joinDots, howSoon, mayGoOnWarned, withOwnSigns } = await import(address);
    const { onsets, signs } = tables.urgency;
    return JSON.stringify([
        choices.map((chosen) => joinDots(chosen, tables)),
        [...onsets, "", null].map((o) => [...signs, "", null].map((s) => howSoon(o, s, tables))),
        [...onsets, ""].map((o) => [...signs, ""].map((s) => mayGoOnWarned(o, s, tables))),
        signs.map((s) => signs.map((own) => withOwnSigns(s, own))),
    ]);
}"""


def in_browser(browser: Browser, choices: list[list[tuple[int, int]]], source: str = "") -> Any:
    page = browser.new_page()
    try:
        code = source or MODULE.read_text("utf-8")
        return json.loads(page.evaluate(RUN, json.dumps([code, TABLES, choices])))
    finally:
        page.close()


def random_choices(count: int) -> list[list[tuple[int, int]]]:
    """Ways to fill in the page: mostly a few ticks, some many, each in no order and some twice."""
    draw = random.Random(20261128)
    every = [(side, one) for side in range(2) for one in range(len(TABLES["difficulties"]))]
    few = [draw.choices(every, k=draw.randint(0, 9)) for _ in range(count - count // 10)]
    return few + [draw.choices(every, k=draw.randint(10, 90)) for _ in range(count // 10)]


def plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("count", [2_000, pytest.param(10_000, marks=pytest.mark.exhaustive)])
def test_the_browser_joins_random_choices_as_python_does(browser: Browser, count: int) -> None:
    choices = random_choices(count)
    there, *_ = in_browser(browser, choices)
    for chosen, found in zip(choices, there, strict=True):
        assert found == plain(asdict(join_dots(chosen))), chosen


def test_the_browser_finds_out_how_soon_as_python_does(browser: Browser) -> None:
    _, there, *_ = in_browser(browser, [])
    for row, onset in zip(there, [*ONSETS, "unsure", "unsure"], strict=True):
        assert row == [how_soon(onset, signs) for signs in [*SIGNS, "unsure", "unsure"]]


def test_the_browser_lets_the_same_people_go_on_warned_and_hears_own_words_alike(
    browser: Browser,
) -> None:
    *_, warned, own = in_browser(browser, [])
    assert warned == [[may_go_on_warned(o, s) for s in (*SIGNS, None)] for o in (*ONSETS, None)]
    assert own == [[with_own_signs(signs, one) for one in SIGNS] for signs in SIGNS]


@pytest.mark.parametrize(
    ("here", "other"),
    [("-n.weight, ", ""), ("n.nerve, -n.side", "-n.side, n.nerve"), ("-m.weight", "m.weight")],
)
def test_another_order_of_ties_is_noticed(browser: Browser, here: str, other: str) -> None:
    source = MODULE.read_text("utf-8")
    assert here in source
    choices = random_choices(300)
    there, *_ = in_browser(browser, choices, source.replace(here, other))
    assert there != [plain(asdict(join_dots(chosen))) for chosen in choices]
