"""The door of the site at home: a WSGI application before Django's.

It knows one way in, the code's address, and one phone: who brings another cookie, asks from
another address or names another host gets an empty answer that tells nothing, not even what this
program is. Nothing of a request is written anywhere.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from html import escape
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from typing import Any, Final

from multifocal.web.diary import pairing
from multifocal.web.home.mode import HomeMode
from multifocal.words import say

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
IDLE_S: Final = 8 * 3600.0
TRIES_OF_ONE: Final = 5
TRIES_OF_ALL: Final = 100
"""Wrong tokens until an address, or everybody, gets nothing until there is a new code."""
LEADS_TO: Final = "/diary"
PRIVATE: Final = (("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"))


class Door:
    """The WSGI application that granian serves."""

    def __init__(
        self, mode: HomeMode, site: Application, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._mode = mode
        self._site = site
        self._clock = clock
        self._seen_at = clock()
        self._wrong: Counter[str] = Counter()
        self._code = ""

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        peer = address_of(environ.get("REMOTE_ADDR", ""))
        ours = environ.get("HTTP_HOST") == self._mode.host
        if not ours or environ.get("wsgi.url_scheme") != "https":
            return _nothing(start_response)
        held = _cookie(environ.get("HTTP_COOKIE", ""))
        known = self._is_in(held, peer)
        if environ.get("PATH_INFO") == pairing.ENTRANCE:
            return self._entrance(environ, start_response, peer, known)
        return self._site(environ, start_response) if known else _nothing(start_response)

    def _is_in(self, held: str, peer: str) -> bool:
        """Whether it is the phone that is in. One that was quiet for long is forgotten."""
        if not pairing.may_enter(held, peer):
            return False
        if self._clock() - self._seen_at > IDLE_S:
            pairing.forget()
            return False
        self._seen_at = self._clock()
        return True

    def _entrance(
        self, environ: dict[str, Any], start_response: Callable[..., Any], peer: str, known: bool
    ) -> Iterable[bytes]:
        looked_ahead = "HTTP_SEC_PURPOSE" in environ or "HTTP_PURPOSE" in environ
        if environ["REQUEST_METHOD"] != "GET" or looked_ahead:
            return _nothing(start_response)
        if known:
            return _on(start_response, ())
        there = pairing.pairing()
        self._forget_tries(there)
        if self._wrong[peer] >= TRIES_OF_ONE or self._wrong.total() >= TRIES_OF_ALL:
            return _nothing(start_response)
        value = pairing.redeem(environ.get("QUERY_STRING", ""), peer)
        if value is not None:
            self._seen_at = self._clock()
            sealed = f"{pairing.cookie()}={value}; Path=/; Secure; HttpOnly; SameSite=Strict"
            return _on(start_response, (("Set-Cookie", sealed),))
        self._wrong[peer] += 1
        in_by_another = there.state is pairing.State.IN and there.address != peer
        if in_by_another and pairing.pairing().state is pairing.State.IN:
            return _nothing(start_response)  # a guess from elsewhere: one phone is in, and stays
        return _no_longer_good(start_response)

    def _forget_tries(self, there: pairing.Pairing) -> None:
        """A new code begins to count anew."""
        token = there.code.token if there.code else ""
        if token != self._code:
            self._code = token
            self._wrong.clear()


def address_of(remote: str) -> str:
    """The peer's address as it is compared: IPv4 within IPv6 is IPv4."""
    try:
        address = ip_address(remote.strip("[]"))
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(pairing.cookie())
    except CookieError:
        return ""
    return found.value if found else ""


def _nothing(start_response: Callable[..., Any]) -> list[bytes]:
    start_response("404 Not Found", [("Content-Length", "0"), ("Cache-Control", "no-store")])
    return [b""]


def _on(start_response: Callable[..., Any], more: tuple[tuple[str, str], ...]) -> list[bytes]:
    """Into the diary, and the token out of the address."""
    where = ("Location", LEADS_TO)
    start_response("303 See Other", [where, ("Content-Length", "0"), *PRIVATE, *more])
    return [b""]


def _no_longer_good(start_response: Callable[..., Any]) -> list[bytes]:
    """The one page for a code that was used, is too old, or never was."""
    title, lead = escape(say("home.spent")), escape(say("home.spent.how"))
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><main><h1>{title}</h1><p>{lead}</p></main></html>"
    ).encode()
    status = HTTPStatus.FORBIDDEN
    start_response(
        f"{status.value} {status.phrase}",
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(page))),
            ("Content-Security-Policy", "default-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            *PRIVATE,
        ],
    )
    return [page]
