"""One address an answer. Whatever else would lead to the same answer is sent on to it, so that
nobody can fill a cache with copies of one page."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, URLResolver, include, path
from django.urls.resolvers import RegexPattern
from django.utils.http import escape_leading_slashes

from multifocal.web.inside.forms import canonical_gaps, canonical_page, canonical_picture
from multifocal.web.lab.downloads import KINDS
from multifocal.web.lab.forms import canonical_lab
from multifocal.web.lab.state import STARTS
from multifocal.web.site.static_version import LENGTH
from multifocal.web.urls import pages
from multifocal.web.workup.examples import EXAMPLES


def _file(query: QueryDict) -> str:
    """A file of the lab: its setting and its kind; ValueError for a kind that is not offered."""
    kind = query.get("as", "")
    if kind not in KINDS:
        raise ValueError
    setting = canonical_lab(query)
    return f"{setting}&as={kind}" if setting else f"as={kind}"


def _workup(query: QueryDict) -> str:
    """The empty page, the page with the example's table, or one of the examples' waveforms."""
    waves = query.get("waves", "")
    if waves in EXAMPLES:
        return f"waves={waves}"
    return "example=1" if "example" in query else ""


Canonical = Callable[[QueryDict], str]
"""The query that an answer is kept under; ValueError where what is asked has no good answer."""

QUERIES: Final[Mapping[str, Canonical]] = {
    "inside:page": canonical_page,
    "inside:picture": canonical_picture,
    "inside:fiber": canonical_gaps,
    "lab:page": canonical_lab,
    "lab:answer": canonical_lab,
    "lab:download": _file,
    "workup:page": _workup,
}
"""Views that read the query. All others answer the same whatever it says."""

COMPUTING: Final = frozenset({"inside", "lab", "workup", "dots", "localize"})
"""Apps whose answers are made in the processes that compute; with them two views of others."""
COMPUTED: Final = frozenset({"learn:diagnosis", "share-picture"})

_STATIC = re.compile(rf"/static/[0-9a-f]{{{LENGTH}}}/(.*)", re.DOTALL)


_every = URLResolver(RegexPattern(r"^/"), [path("", include("multifocal.web.site.urls")), *pages])
"""Addresses without a language, so that no thread's language decides what one leads to."""


class Place(NamedTuple):
    """Where a request leads: the view's name, empty for none; the query that the answer is kept
    under; whether it is computed; whether caches that serve many readers may keep it.

    `query` is None where what is asked has no good answer, which no cache keeps.
    """

    view: str
    query: str | None
    computed: bool
    shared: bool


def place_of(address: str, query: str) -> Place:
    """Where the path leads, in whichever language."""
    try:
        match = _every.resolve(_without_language(address))
    except Resolver404:
        return Place("", "", computed=False, shared=False)
    canonical = QUERIES.get(match.view_name)
    try:
        wanted = canonical(QueryDict(query)) if canonical else ""
    except ValueError:
        return Place(match.view_name, None, _computed(match.view_name), shared=False)
    # The lab has more settings than any cache can hold: only those that it offers are shared.
    shared = not match.view_name.startswith("lab:") or wanted in _offered()
    return Place(match.view_name, wanted, _computed(match.view_name), shared)


def _without_language(address: str) -> str:
    first, slash, rest = address[1:].partition("/")
    others = {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    return f"/{rest}" if slash and first in others else address


def _computed(view: str) -> bool:
    return view.partition(":")[0] in COMPUTING or view in COMPUTED


def _offered() -> frozenset[str]:
    return frozenset({"", *(one.query() for one in STARTS.values())})


def sent_on(address: str, query: str, place: Place) -> str | None:
    """The address to send a reader on to; None where this one is right, or leads nowhere."""
    if static := static_file(address):
        current = f"{settings.STATIC_URL}{static}"
        return _written(current, "") if address != current or query else None
    if not place.view or place.query is None or place.query == query:
        return None
    return _written(address, place.query)


def static_file(address: str) -> str:
    """The name of the static file that the path means, of whichever version; empty for none."""
    found = _STATIC.fullmatch(address)
    return found[1] if found else ""


def _written(address: str, query: str) -> str:
    return escape_leading_slashes(quote(address)) + (f"?{query}" if query else "")
