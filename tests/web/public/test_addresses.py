"""One address an answer, whatever stands in a query."""

import inspect
import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.test.utils import override_settings
from django.urls import URLPattern, URLResolver, reverse
from hypothesis import given
from hypothesis import settings as times
from hypothesis import strategies as st

from multifocal.web.lab.forms import bound_form
from multifocal.web.lab.state import STARTS
from multifocal.web.public.addresses import QUERIES, place_of, sent_on
from multifocal.web.site.rooms import ROOMS
from multifocal.web.urls import pages

PATHS = [*(reverse(room.name) for room in ROOMS), *(reverse(name) for name in QUERIES)]
PATHS += ["/share.png", "/sitemap.xml", "/robots.txt"]
NAMES = ["at", "damage", "person", "gaps", "as", "waves", "example", "muscle", "side", "every",
         "at1", "severity1", "extent1", "mechanism1", "temperature_c", "crossing", "entrapment",
         "stimulus", "spread", "p", "utm_source", "x"]  # fmt: skip
VALUES = ["", "0", "3", "4", "none", "20", "020", "+20", " 20", "20.0", "645", "180", "105", "1",
          "left", "right", "adm", "apb", "block", "json", "paranode", "lamellae", "33.0", "25",
          "ulnar_elbow", "erb", "wrist", "nonsense"]  # fmt: skip
PAIRS = st.lists(
    st.tuples(
        st.sampled_from(NAMES) | st.text(max_size=8), st.sampled_from(VALUES) | st.text(max_size=8)
    ),
    max_size=6,
)
QUERY = PAIRS.map(urlencode) | st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#"), max_size=40
)


def landing(path: str, query: str) -> str:
    """Where a reader ends: the query of the first address that is not sent on."""
    there = sent_on(path, query, place_of(path, query))
    if there is None:
        return query
    landed, _, rest = there.partition("?")
    assert landed == path
    assert sent_on(path, rest, place_of(path, rest)) is None, "sent on twice"
    return rest


@given(st.sampled_from(PATHS), QUERY)
@times(max_examples=100)
def test_every_query_leads_to_one_address_in_one_step(path: str, query: str) -> None:
    landing(path, query)


@given(st.sampled_from(PATHS), PAIRS, st.randoms(), st.sampled_from(["utm_source", "p2", "ä"]))
@times(max_examples=60)
def test_what_is_unknown_and_the_order_change_nothing(
    path: str, pairs: list[tuple[str, str]], random: object, unknown: str
) -> None:
    names = [name for name, _ in pairs]
    alone = [(n, v) for n, v in pairs if names.count(n) == 1]
    mixed = [*alone, (unknown, "1")]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    place = place_of(path, urlencode(alone))
    if place.query is not None and unknown not in names:
        assert landing(path, urlencode(mixed)) == landing(path, urlencode(alone))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.name))
def test_a_page_without_a_query_and_its_links_are_not_sent_on(client: Client, room: object) -> None:
    address = reverse(room.name)  # type: ignore[attr-defined]
    assert landing(address, "") == ""
    for link in re.findall(r'href="([^"#]*)', client.get(address).content.decode()):
        path, _, query = link.replace("&amp;", "&").partition("?")
        if path.startswith("/") or not path:
            # a link to what the page opens with anyway is sent on to the page
            assert landing(path or address, query) in (query, ""), link


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("at=645&damage=20&person=0", ""),
        ("damage=20&at=0645&utm_source=x", ""),
        ("damage=30", "at=645&damage=30"),
        ("person=2", "at=645&damage=20&person=2"),
        ("gaps=4&gaps=3&gaps=3", "gaps=3&gaps=4"),
        ("gaps=4", ""),
        ("gaps=none&at=645", "gaps=none"),
        ("gaps=99", ""),
    ],
)
def test_inside_is_kept_under_its_setting(client: Client, query: str, wanted: str) -> None:
    assert landing("/inside", query) == wanted
    assert client.get(f"/inside?{query}").content == client.get(f"/inside?{wanted}").content


@given(QUERY)
@times(max_examples=60)
def test_the_lab_says_the_same_of_both_addresses(query: str) -> None:
    landed = landing("/lab", query)
    asked, kept = bound_form(QueryDict(query)), bound_form(QueryDict(landed))
    assert asked.is_valid() == kept.is_valid()
    if asked.is_valid():
        assert asked.setting() == kept.setting()
        assert asked.left_out() == kept.left_out()


@pytest.mark.parametrize("path", ["/inside?at=1", "/inside/fiber?gaps=99", "/lab?muscle=heart"])
def test_what_has_no_good_answer_is_answered_where_it_was_asked(path: str) -> None:
    address, _, query = path.partition("?")
    place = place_of(address, query)
    assert place.query is None and not place.shared
    assert sent_on(address, query, place) is None


def test_caches_share_the_labs_own_settings_and_no_other() -> None:
    for start in STARTS.values():
        assert place_of("/lab", start.query()).shared
    assert place_of("/lab", "").shared
    other = dict(parse_qsl(STARTS["forearm"].query())) | {"severity1": "21"}
    assert not place_of("/lab", urlencode(other)).shared


def test_files_of_another_version_lead_to_those_of_this_one() -> None:
    with override_settings(STATIC_URL="/static/aaaaaaaaaaaa/"):
        nowhere = place_of("/static/bbbbbbbbbbbb/multifocal/base.css", "")
        there = sent_on("/static/bbbbbbbbbbbb/multifocal/base.css", "", nowhere)
        assert there == "/static/aaaaaaaaaaaa/multifocal/base.css"
        assert sent_on(there, "", nowhere) is None
        assert sent_on(there, "x=1", nowhere) == there
        assert sent_on("/static/bbbbbbbbbbbb//evil.org/a", "", nowhere) == (
            "/static/aaaaaaaaaaaa//evil.org/a"
        )


def test_another_language_has_the_same_places() -> None:
    with override_settings(LANGUAGES=[("en", "English"), ("nl", "Nederlands")]):
        assert place_of("/nl/inside", "damage=30").view == "inside:page"
        assert place_of("/nl/about", "").view == "learn:about"
        assert place_of("/xx/about", "").view == ""
    assert settings.LANGUAGE_CODE == "en"


def views(patterns: Iterable[URLPattern | URLResolver], space: str = "") -> dict[str, str]:
    """The source of every view, by its name."""
    found: dict[str, str] = {}
    for one in patterns:
        if isinstance(one, URLResolver):
            found |= views(one.url_patterns, one.namespace or space)
        else:
            found[f"{space}:{one.name}"] = inspect.getsource(inspect.unwrap(one.callback))
    return found


def test_every_view_that_reads_the_query_has_its_one_query() -> None:
    """Else what it reads would be dropped on the way to it."""
    reading = {name for name, code in views(pages).items() if "request.GET" in code}
    reading -= {name for name in reading if name.startswith("diary:")}  # of the local mode alone
    assert reading == set(QUERIES)
