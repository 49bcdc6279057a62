"""The door of the public site: a WSGI application before Django's.

It answers to its own names only, sends readers on to the one address of an answer, turns away posts
of other sites, keeps what it has answered, and hands what must be computed to other processes. What
reaches Django holds nothing of who asks.
"""

import gzip
import re
import threading
from collections.abc import Callable, Iterable
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from multifocal import __version__
from multifocal.web.public.addresses import Place, place_of, sent_on, static_file
from multifocal.web.public.asked import Answer, Application, Asked, answer_of
from multifocal.web.public.clients import Clients
from multifocal.web.public.compute import BusyError, Compute, SpentError
from multifocal.web.public.mode import PublicMode
from multifocal.web.public.shelf import Shelf

HEALTH: Final = "/healthz"
MOST_POSTED: Final = 6_000_000
"""A study's file and the marks on it, each within Django's own limits of 2.5 MB."""
READING: Final = 16
"""So many posts are read at a time. A client that sends slowly holds one of these places, and
never keeps a page from anybody."""
LONGEST_QUERY: Final = 2000
FEWEST_PACKED: Final = 500
PACKING: Final = 6

# These and the bounds above: docs/decisions/022-public-mode.md.
SHARED: Final = "public, max-age=600, stale-while-revalidate=3600, stale-if-error=86400"
FOR_EVER: Final = "public, max-age=31536000, immutable"
OWN: Final = "private, max-age=600"
NEVER: Final = "no-store"

_TEXT = re.compile(r"text/|application/(json|manifest\+json|javascript|xml|xhtml\+xml)|image/svg")
_PACKED_WANTED = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)")


class Door:
    """The WSGI application that granian serves."""

    def __init__(self, mode: PublicMode, site: Application, compute: Compute) -> None:
        self._mode = mode
        self._site = site
        self._compute = compute
        self._clients = Clients(mode.proxies)
        self._shelf = Shelf()
        self._reading = threading.BoundedSemaphore(READING)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        answer = self.answer(environ)
        status = HTTPStatus(answer.status)
        start_response(
            f"{answer.status} {status.phrase}",
            [*answer.headers, ("Content-Length", str(len(answer.body)))],
        )
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body]

    def answer(self, environ: dict[str, Any]) -> Answer:
        """What this request is answered."""
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"] or "/"
        if path == HEALTH:
            return self._health()
        if not self._is_ours(environ.get("HTTP_HOST", "")):
            return _plain(400)
        query = environ.get("QUERY_STRING", "")
        if method not in ("GET", "HEAD", "POST"):
            return _plain(405, Allow="GET, HEAD, POST")
        if len(query) > LONGEST_QUERY:
            return self._turned_away(400)
        if method == "POST":
            return self._posted(environ, path)
        place = place_of(path, query)
        if (there := sent_on(path, query, place)) is not None:
            return _plain(301, Location=there)
        answer = self._packed(environ, path, query, place)
        marks = environ.get("HTTP_IF_NONE_MATCH", "")
        return _unless_known(answer, marks) if marks else answer

    def _is_ours(self, host: str) -> bool:
        try:
            return urlsplit(f"//{host}").hostname in self._mode.hosts
        except ValueError:
            return False

    def _health(self) -> Answer:
        computing = "yes" if self._compute.is_ready else "starting"
        return _plain(200, f"ok {__version__} computing={computing}\n")

    def _packed(self, environ: dict[str, Any], path: str, query: str, place: Place) -> Answer:
        """The page as this browser takes it, packed once for all that do."""
        packs = _takes_packed(environ)
        key = f"packed {path}?{query}"
        kept = self._shelf.get(key) if packs else None
        if kept is not None:
            return kept
        answer = self._got(environ, path, query, place)
        if not _is_text(answer):
            return answer
        answer = answer.having(Vary="Accept-Encoding")
        if packs:
            answer = _pack(answer)
            if answer.status == HTTPStatus.OK:
                self._shelf.put(key, answer)
        return answer

    def _got(self, environ: dict[str, Any], path: str, query: str, place: Place) -> Answer:
        """A page: from the shelf, from Django, or computed."""
        key = f"{path}?{query}"
        kept = self._shelf.get(key)
        if kept is not None:
            return kept
        asked = Asked("GET", path, query)
        if place.computed:
            answer = self._computed(environ, asked)
        else:
            answer = answer_of(self._site, asked, self._mode.origin)
        answer = _cacheable(answer, path, place)
        if answer.status == HTTPStatus.OK:
            self._shelf.put(key, answer)
        return answer

    def _posted(self, environ: dict[str, Any], path: str) -> Answer:
        """A form's answer, which nobody keeps."""
        if from_elsewhere(environ):
            return self._turned_away(403)
        place = place_of(path, "")
        if not place.computed:
            return _plain(405, Allow="GET, HEAD")
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal():
            return _plain(411)
        if int(length) > MOST_POSTED:
            return self._turned_away(413)
        if not self._reading.acquire(blocking=False):
            return self._turned_away(429, retry_s=5)
        try:
            body = environ["wsgi.input"].read(int(length))
        finally:
            self._reading.release()
        if len(body) != int(length):
            return self._turned_away(400)
        asked = Asked("POST", path, "", environ.get("CONTENT_TYPE", ""), body)
        answer = _uncacheable(self._computed(environ, asked))
        # safe here as it is not on the site of a signed-in person: no answer holds a secret
        return _pack(answer) if _takes_packed(environ) and _is_text(answer) else answer

    def _computed(self, environ: dict[str, Any], asked: Asked) -> Answer:
        peer = environ.get("REMOTE_ADDR", "")
        wait_s = self._clients.wait_s(peer, environ.get("HTTP_X_FORWARDED_FOR", ""))
        if wait_s:
            return self._turned_away(429, retry_s=max(1, round(wait_s)))
        try:
            return self._compute.ask(asked)
        except BusyError as busy:
            return self._turned_away(429, retry_s=busy.retry_s)
        except SpentError:
            return self._turned_away(503, retry_s=10)

    def _turned_away(self, status: int, retry_s: int | None = None) -> Answer:
        asked = Asked("GET", "/", turned_away=status)
        answer = _uncacheable(answer_of(self._site, asked, self._mode.origin))
        return answer.having(Retry_After=str(retry_s)) if retry_s else answer


def from_elsewhere(environ: dict[str, Any]) -> bool:
    """Whether another site's page sent this. Browsers say so themselves; a program that is no
    browser says nothing and is nobody's victim."""
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = environ.get("HTTP_ORIGIN")
    if origin is None:
        return False
    try:
        address = urlsplit(origin)
        host = urlsplit(f"//{environ.get('HTTP_HOST', '')}")
        usual = {"http": 80, "https": 443}.get(address.scheme)
        here = (host.hostname, host.port or usual)
        return (address.hostname, address.port or usual) != here
    except ValueError:
        return True


def _cacheable(answer: Answer, path: str, place: Place) -> Answer:
    """With what caches may do with it, and with a mark of its bytes and of our version."""
    if answer.status != HTTPStatus.OK:
        return _uncacheable(answer)
    keep = FOR_EVER if static_file(path) else SHARED if place.shared else OWN
    mark = f'"{__version__}-{sha256(answer.body).hexdigest()[:20]}"'
    return answer.having(
        Cache_Control=keep, Set_Cookie=None, ETag=mark, Vary=None, Expires=None, Last_Modified=None,
        Content_Length=None, Accept_Ranges=None,
    )  # fmt: skip


def _uncacheable(answer: Answer) -> Answer:
    return answer.having(
        Cache_Control=NEVER, Set_Cookie=None, ETag=None, Vary=None, Expires=None,
        Last_Modified=None, Content_Length=None,
    )  # fmt: skip


def _takes_packed(environ: dict[str, Any]) -> bool:
    return bool(_PACKED_WANTED.search(environ.get("HTTP_ACCEPT_ENCODING", "").lower()))


def _is_text(answer: Answer) -> bool:
    """Whether it is worth packing."""
    if answer.header("Content-Encoding") or len(answer.body) < FEWEST_PACKED:
        return False
    return bool(_TEXT.match(answer.header("Content-Type")))


def _pack(answer: Answer) -> Answer:
    mark = answer.header("ETag")
    packed = answer.having(Content_Encoding="gzip", ETag=f'{mark[:-1]}-gz"' if mark else None)
    return packed._replace(body=gzip.compress(answer.body, PACKING, mtime=0))


def _unless_known(answer: Answer, marks: str) -> Answer:
    """Nothing but the mark where the browser has this answer already."""
    known = {one.strip().removeprefix("W/") for one in marks.split(",")}
    if answer.status != HTTPStatus.OK or not known & {answer.header("ETag"), "*"}:
        return answer
    bare = answer.having(Content_Type=None, Content_Encoding=None)
    return bare._replace(status=HTTPStatus.NOT_MODIFIED, body=b"")


def _plain(status: int, text: str = "", **headers: str) -> Answer:
    return Answer(
        status,
        (
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Cache-Control", NEVER),
            ("X-Content-Type-Options", "nosniff"),
            *headers.items(),
        ),
        text.encode() or f"{status} {HTTPStatus(status).phrase}\n".encode(),
    )
