"""The first page's key points and pictures; what /symptoms and /causes owe their reader."""

from importlib.resources import files

import pytest
from django.test import Client

from multifocal import body, words
from multifocal.web.learn.templatetags.learn import muscles_of_task
from multifocal.web.site.content import page
from tests.web.markup import Markup, markup
from tests.web.markup import words as visible_words

KEY_POINTS = [
    "A condition of the nerves",
    "Rare",
    "It often begins around 40",
    "One side more than the other",
    "In a hand or a foot",
    "Weak, but not numb",
    "Hard to diagnose, often mistaken",
    "Usually not life-threatening",
    "Treatment can help slow it",
]


def buttons_for(at: Markup, popover: str) -> int:
    """How many buttons open that pop-up (those that close it aside)."""
    return sum(
        b.attributes.get("popovertarget") == popover and "popovertargetaction" not in b.attributes
        for b in at.all("button")
    )


def test_the_key_points_are_a_list_right_after_the_opening(client: Client) -> None:
    at = markup(client.get("/"))
    assert next(h.text for h in at.all("h2")) == "Key points"
    points = [li for li in at.all("li") if li.attributes.get("class") == "key-point"]
    assert [next(h for h in KEY_POINTS if h in li.text) for li in points] == KEY_POINTS
    said = " ".join(li.text for li in points)
    for word in ("asymmetric", "distal", "cramps or twitching", "motor without sensory", "sooner"):
        assert word in said


@pytest.mark.parametrize(
    ("name", "fact"), [("crowd", "3,000 to 6,000 people"), ("zip", "can be very hard")]
)
def test_each_picture_is_a_button_that_opens_its_fact(client: Client, name: str, fact: str) -> None:
    at = markup(client.get("/"))
    card = at.one(f"fact-{name}")
    assert "popover" in card.attributes
    assert fact in card.text
    assert buttons_for(at, f"fact-{name}") == 1
    (opener,) = [b for b in at.all("button") if b.attributes.get("class") == "picture"
                 and b.attributes["popovertarget"] == f"fact-{name}"]  # fmt: skip
    assert "drawing of" in opener.text, "the picture's text twin is part of the button's name"
    assert "Show the fact" in opener.text


def test_one_of_the_crowd_is_marked(client: Client) -> None:
    assert client.get("/").content.decode().count('class="crowd__one"') == 1


def test_the_muscles_of_the_zip_are_looked_up_and_not_typed(client: Client) -> None:
    shown = markup(client.get("/")).one("fact-zip").text
    weights = body.task("zip").weights
    places = [shown.index(words.say(body.muscle(key).name))
              for key in sorted(weights, key=lambda key: -weights[key])]  # fmt: skip
    assert places == sorted(places), "those that do most come first"
    templates = files("multifocal.web.learn").joinpath("templates", "learn")
    for place in ("what_is_mmn.html", "pictures/muscles.html", "pictures/fact.html"):
        typed = templates.joinpath(place).read_text(encoding="utf-8")
        for key in weights:
            assert words.say(body.muscle(key).name) not in typed


def test_a_muscle_answers_to_one_of_the_arms_great_nerves() -> None:
    found = {one.name: one.stem for one in muscles_of_task("zip")}
    assert found["first dorsal interosseous"] == "ulnar"
    assert found["flexor pollicis longus"] == "median"
    assert set(found.values()) == {"ulnar", "median", "radial"}


def test_an_unknown_task_is_an_error_and_not_an_empty_list() -> None:
    with pytest.raises(KeyError):
        muscles_of_task("flying")


def test_get_help_at_once_stands_at_the_top_as_a_link(client: Client) -> None:
    links = [a.attributes["href"] for a in markup(client.get("/symptoms")).all("a")]
    assert links.count("#get-help") >= 2, "in the lead and in the list of contents"


def test_causes_says_what_is_not_known_and_that_it_does_not_run_in_families(
    client: Client,
) -> None:
    text = visible_words(client.get("/causes"))
    spared = "the attack falls mainly on motor fibers; why sensory fibers are mostly spared"
    assert f"{spared} is not fully known" in text
    assert "does not seem to run in families, and no gene is known to cause it" in text
    assert "does not make your children likely to get it" in text


def test_each_part_of_the_close_up_opens_from_the_drawing_and_from_the_list(
    client: Client,
) -> None:
    at = markup(client.get("/causes"))
    parts = page("causes").groups["part"]
    assert [part.heading for part in parts] == [
        "Axon", "Myelin", "Node", "Paranode", "Antibody", "Complement",
    ]  # fmt: skip
    for part in parts:
        assert "popover" in at.one(f"part-{part.id}").attributes
        assert part.heading in at.one(f"part-{part.id}-name").text
        assert buttons_for(at, f"part-{part.id}") == 2


@pytest.mark.parametrize("address", ["/", "/symptoms", "/causes", "/treatment", "/living"])
def test_every_drawing_has_a_text_twin_or_is_silent(client: Client, address: str) -> None:
    at = markup(client.get(address))
    for drawing in at.all("svg"):
        if drawing.attributes.get("role") == "img":
            said = drawing.attributes.get("aria-label", "").strip()
            keys = drawing.attributes.get("aria-labelledby", "").split()
            assert said or keys
            for key in keys:
                assert at.one(key).text.strip()
        else:
            assert drawing.attributes.get("aria-hidden") == "true" or drawing.attributes.get(
                "class"
            ) in ("logo",), drawing
