"""The rooms: three groups of the menu by reader, the foot, and which page to read next."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import path, reverse

from multifocal.web.site.rooms import FOOT, GROUPS, ROOMS, Room, group_of, next_room
from multifocal.web.urls import urlpatterns as real
from tests.web.markup import Markup, Tag, markup


def inside(page: Markup, key: str) -> list[Tag]:
    """The links inside the tag of that id."""
    return [a for a in page.all("a") if page.one(key).holds(a)]


def test_the_menu_has_three_groups_by_reader(client: Client) -> None:
    page = markup(client.get("/"))
    names = [p.text for p in page.all("p") if p.attributes.get("class") == "site-group__name"]
    assert names == [str(group.label) for group in GROUPS]
    assert [group.id for group in GROUPS] == ["understand", "prepare", "clinical"]
    shown = {
        group.id: [a.attributes["href"] for a in inside(page, f"menu-{group.id}")]
        for group in GROUPS
    }
    assert shown["understand"][:3] == ["/", "/inside", "/symptoms"]
    assert {"/dots", "/symptoms#get-help"} <= set(shown["prepare"])
    assert {"/workup", "/lab"} <= set(shown["clinical"])


def test_a_group_is_named_to_those_who_hear_it_and_opened_by_a_button_of_its_name(
    client: Client,
) -> None:
    page = markup(client.get("/causes"))
    for group in GROUPS:
        rooms = page.one(f"menu-{group.id}")
        assert "popover" in rooms.attributes
        assert page.one(rooms.attributes["aria-labelledby"]).text == str(group.label)
        (opener,) = [
            b for b in page.all("button")
            if b.attributes.get("popovertarget") == rooms.attributes["id"]
        ]  # fmt: skip
        assert opener.text == str(group.label)


def test_about_sources_and_privacy_are_in_the_foot_and_not_in_the_menu(client: Client) -> None:
    page = markup(client.get("/"))
    (foot,) = page.all("footer")
    below = [a.attributes["href"] for a in page.all("a") if foot.holds(a)]
    assert {"/about", "/sources", "/about#privacy"} <= set(below)
    menu = {a.attributes["href"] for a in inside(page, "site-menu")}
    assert not menu & {room.address for room in FOOT}


def test_every_page_has_one_room() -> None:
    names = [room.name for room in ROOMS]
    assert len(names) == len(set(names))
    anchored = [r for g in GROUPS for r in g.rooms if r.anchor]
    assert {room.name for room in anchored} <= set(names)


def test_what_to_read_next_passes_every_page_once_and_leads_no_patient_to_the_clinicians() -> None:
    seen, name = ["learn:what-is-mmn"], "learn:what-is-mmn"
    while (room := next_room(name)) and room.name not in seen:
        name = room.name
        seen.append(name)
    for_patients = [r.name for g in GROUPS if not g.clinical for r in g.rooms if not r.anchor]
    assert room is None
    assert sorted(seen) == sorted(for_patients)
    fear = seen.index("learn:is-it-als")
    assert seen[fear - 1 : fear + 3] == [
        "learn:symptoms", "learn:is-it-als", "dots:page", "learn:diagnosis",
    ]  # fmt: skip
    after_workup = next_room("workup:page")
    assert after_workup is not None
    assert after_workup.name == "lab:page"


@pytest.mark.parametrize("name", ["learn:about", "learn:sources", "no:page"])
def test_a_page_outside_the_menu_has_no_group_and_no_next(name: str) -> None:
    assert group_of(name) is None
    assert next_room(name) is None


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_told_page_ends_with_next_before_its_sources_and_a_way_to_the_top(
    client: Client, room: Room
) -> None:
    page = markup(client.get(reverse(room.name)))
    if room.name in ("workup:page", "workup:compare"):
        return  # a form and its answer: nothing is told
    (onward,) = [n for n in page.all("nav") if "onward" in n.attributes.get("class", "")]
    links = {a.text: a.attributes["href"] for a in page.all("a") if onward.holds(a)}
    assert links.pop("Back to top") == "#top"
    assert page.one("top").name == "body"
    after = next_room(room.name)
    assert links == ({f"Next: {after.label}": after.address} if after else {})
    sources = [t for t in page.tags if t.attributes.get("class") == "page-foot"]
    assert all(page.tags.index(onward) < page.tags.index(section) for section in sources)


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise ValueError


urlpatterns = [path("broken", broken), *real]


def test_the_menu_is_whole_on_a_page_that_fails() -> None:
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    with override_settings(ROOT_URLCONF=__name__):
        page = markup(client.get("/broken"))
    assert len(inside(page, "site-menu")) == sum(len(group.rooms) for group in GROUPS)


def test_no_page_stands_twice_in_the_menu() -> None:
    names = [room.name for group in GROUPS for room in group.rooms if not room.anchor]
    assert len(names) == len(set(names)), names
