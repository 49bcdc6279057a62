"""The first page's key points and pictures; what /symptoms and /causes owe their reader."""

import gzip
from importlib.resources import files

import pytest
from django.conf import settings
from django.test import Client

from multifocal import body, words
from multifocal.web.learn.templatetags.learn import muscles_of_task
from multifocal.web.site.content import page
from tests.web.markup import Markup, markup
from tests.web.markup import words as visible_words

KEY_POINTS = [
    "It starts in adulthood",
    "One side more than the other",
    "A hand or a foot",
    "Weak, but not numb",
    "Hard to diagnose",
    "MMN rarely threatens life",
    "Treatment can help slow it",
]

# What a frightened reader asks, in that order: a heading, and words of the answer below it.
STORY = [
    ("What is multifocal motor neuropathy (MMN)?",
     ("immune system", "nerves that control your muscles", "one hand or one foot", "rare",
      "can be treated")),
    ("How rare it is", ("3,000 to 6,000 people", "Nobody has counted them")),
    ("Key points",
     ("around 40", "may start sooner", "asymmetric", "distal", "cramps or twitching",
      "motor without sensory", "pressure, heat, cold and pain", "hard to diagnose",
      "rarely threatens life", "help slow it")),
    ("What it can feel like", ("zipper", "very hard")),
    ("Why does it happen?",
     ("neurological", "by mistake", "Researchers are working on it",
      "does not seem to run in families", "your children")),
    ("Two kinds of nerve cells", ("Motor neurons", "Sensory neurons")),
    ("What happens in the body", ("coating", "conduction block")),
    ("It may spread to other limbs", ("a second hand", "treatment can help slow it")),
    ("What it is, and what it is not", ("ALS", "A pinched nerve", "Contagious", "Inherited")),
    ("What you can do next",
     ("helps you prepare to talk to your doctor", "I have a weak hand or foot", "I have MMN",
      "I care for someone")),
]  # fmt: skip


def buttons_for(at: Markup, popover: str) -> int:
    """How many buttons open that pop-up (those that close it aside)."""
    return sum(
        b.attributes.get("popovertarget") == popover and "popovertargetaction" not in b.attributes
        for b in at.all("button")
    )


def test_the_first_page_answers_in_the_order_in_which_a_reader_asks(client: Client) -> None:
    text = visible_words(client.get("/"))
    places = [text.index(heading) for heading, _ in STORY]
    assert places == sorted(places)
    for (heading, answers), start, end in zip(STORY, places, [*places[1:], None], strict=True):
        told = text[start:end].lower()
        assert not [answer for answer in answers if answer.lower() not in told], heading


def test_it_says_that_it_goes_step_by_step_before_anything_frightens(client: Client) -> None:
    text = visible_words(client.get("/"))
    assert text.index("goes step by step") < min(map(text.index, ("Is the weakness sudden", "ALS")))


def test_who_fears_als_meets_a_way_on_above_all_else_that_is_told(client: Client) -> None:
    """One link under the title: who comes with that fear does not read 12,000 px to find it."""
    page = markup(client.get("/"))
    (link,) = [a for a in page.all("a") if "afraid of ALS" in a.text]
    assert link.attributes["href"] == "/is-it-als"
    text = visible_words(client.get("/"))
    assert text.index("goes step by step") < text.index(link.text) < text.index("rare disease")


def test_whose_weakness_is_new_today_meets_that_door_first(client: Client) -> None:
    """The way to /is-it-als stood above it, and there the first warning came after the comfort."""
    text = visible_words(client.get("/"))
    assert text.index("sudden, or new today") < text.index("afraid of ALS")
    text = visible_words(client.get("/is-it-als"))
    assert text.index("cannot wait until morning") < text.index("What can I hold on to")


def test_each_dot_of_the_body_leads_to_its_words(client: Client) -> None:
    at = markup(client.get("/"))
    dots = [a for a in at.all("a") if "data-dot" in a.attributes]
    assert len(dots) == len(page("what_is_mmn").groups["dot"]) >= 5
    for dot in dots:
        words_of = at.one(dot.attributes["href"].removeprefix("#"))
        assert dot.attributes["aria-label"] in words_of.text


def test_the_key_points_are_a_list(client: Client) -> None:
    at = markup(client.get("/"))
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
    assert fact in at.one(f"fact-{name}").text
    (opener,) = [b for b in at.all("button") if b.attributes.get("class") == "picture"
                 and b.attributes["aria-controls"] == f"fact-{name}"]  # fmt: skip
    assert opener.attributes["aria-expanded"] == "false"
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
    for place in ("what_is_mmn.html", "reveal.html", "pictures/muscles.html"):
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
        if drawing.attributes.get("role") == "group":
            assert drawing.attributes["aria-label"].strip()
        elif drawing.attributes.get("role") == "img":
            labels = drawing.attributes.get("aria-labelledby", "").split()
            assert labels or drawing.attributes["aria-label"].strip()
            assert all(at.one(key).text.strip() for key in labels)
        else:
            assert drawing.attributes.get("aria-hidden") == "true" or drawing.attributes.get(
                "class"
            ) in ("logo",), drawing


MOST_BEFORE_PAINT_BYTES = 18_000


def test_little_is_waited_for_before_the_first_words_are_painted(client: Client) -> None:
    """A browser paints nothing before every style of the head is there; what is further down
    the page stands in front of it."""
    at = markup(client.get("/"))
    styles = [tag for tag in at.all("link") if tag.attributes.get("rel") == "stylesheet"]
    early = [tag for tag in styles if any(out.name == "head" for out in tag.within)]
    size = sum(len(gzip.compress(_style(tag.attributes["href"]), 6)) for tag in early)
    assert size < MOST_BEFORE_PAINT_BYTES
    first_picture = at.tags.index(at.one("crowd-heading"))
    assert all(at.tags.index(tag) < first_picture for tag in styles)


def _style(address: str) -> bytes:
    path = address.split("/multifocal/", 1)[1]
    found: bytes = (settings.HERE / "static/multifocal" / path).read_bytes()
    return found
