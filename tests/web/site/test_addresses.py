"""Addresses in a source's place become links, and nothing else does."""

import re
from urllib.parse import urlsplit

import pytest

from multifocal.sources import Source, all_sources
from multifocal.web.site.addresses import ENDINGS, linked

HREF = re.compile(r'<a href="([^"]*)" rel="noreferrer">([^<]*)</a>')


@pytest.mark.parametrize(
    ("where", "links"),
    [
        ("rarediseases.org/rare-diseases/mmn", ["https://rarediseases.org/rare-diseases/mmn"]),
        ("nhs.uk/conditions/anaphylaxis.", ["https://nhs.uk/conditions/anaphylaxis"]),
        ("Brain 121:421-428; PMID 9549518", ["https://pubmed.ncbi.nlm.nih.gov/9549518/"]),
        ("PMC8108415, table 2", ["https://pmc.ncbi.nlm.nih.gov/articles/PMC8108415/"]),
        (
            "taylorfrancis.com, 10.1201/b13374-16",
            ["https://taylorfrancis.com", "https://doi.org/10.1201/b13374-16"],
        ),
        ("biocosm.io/a; NCT06742190", ["https://biocosm.io/a", "https://clinicaltrials.gov/study/NCT06742190"]),
        ("multifocal.criteria.efns_pns_2010", []),
        ("src/multifocal/body/tables/drawing.toml", []),
        ("edition 2.5, page 3.10", []),
        ("machine1.blob.core.windows.net, a leaflet", []),
        ("someone@example.org", []),
    ],
)  # fmt: skip
def test_an_address_is_a_link(where: str, links: list[str]) -> None:
    html = linked(where)
    assert [href for href, _ in HREF.findall(html)] == links
    assert re.sub(r"<[^>]*>", "", html) == where, "not a letter is lost"


def test_what_is_no_address_is_shown_as_text() -> None:
    assert linked('<b> & example.org/a"b') == (
        "&lt;b&gt; &amp; "
        '<a href="https://example.org/a&quot;b" rel="noreferrer">example.org/a&quot;b</a>'
    )


@pytest.mark.parametrize("one", all_sources(), ids=lambda one: one.id)
def test_every_link_of_every_source_is_whole(one: Source) -> None:
    for href, words in HREF.findall(linked(one.where)):
        address = urlsplit(href)
        assert address.scheme == "https"
        assert (address.hostname or "").rpartition(".")[2] in ENDINGS.split("|")
        assert "multifocal" not in (address.hostname or ""), "a module is no page"
        assert not re.search(r"[\s;,.]$", href)
        assert words in one.where


# What looks like a page: a name with a path, before which nothing stands that makes it a file.
PAGE = re.compile(r"(?:^|[\s;(])((?:[a-z0-9-]+\.)+[a-z]{2,})/[\w-]+")


def test_no_page_on_the_web_is_left_without_a_link() -> None:
    """An ending that the list lacks would leave an address dead."""
    bare = [
        (one.id, host)
        for one in all_sources()
        for host in PAGE.findall(one.where)
        if f"https://{host}/" not in linked(one.where)
    ]
    assert not bare
