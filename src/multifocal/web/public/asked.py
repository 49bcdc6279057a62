"""A request as it passes from process to process, and its answer: plain values, no sockets."""

import io
import sys
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from multifocal.web.public.turned_away import STATUS

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Asked(NamedTuple):
    """All of a request that the answer may depend on. No cookie, no language of the browser, no
    address of its reader: so the answer to an address is the same for everyone."""

    method: str
    path: str
    query: str = ""
    content_type: str = ""
    body: bytes = b""
    turned_away: int | None = None


class Answer(NamedTuple):
    """A whole answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header; empty where there is none."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), "")

    def having(self, **headers: str | None) -> "Answer":
        """The same with other headers (`Cache_Control="..."`), without those that are None."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        gone = {name.lower() for name in named}
        rest = tuple(one for one in self.headers if one[0].lower() not in gone)
        return self._replace(headers=rest + tuple((k, v) for k, v in named.items() if v))


def answer_of(application: Application, asked: Asked, origin: str) -> Answer:
    """What a WSGI application answers."""
    address = urlsplit(origin)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": asked.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": asked.path,
        "QUERY_STRING": asked.query,
        "CONTENT_TYPE": asked.content_type,
        "CONTENT_LENGTH": str(len(asked.body)),
        "HTTP_HOST": address.netloc,
        "SERVER_NAME": address.hostname,
        "SERVER_PORT": str(address.port or (443 if address.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(asked.body),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        STATUS: asked.turned_away,
    }
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        begun.append((status, headers))

    parts = application(environ, start)
    try:
        body = b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    status, headers = begun[-1]
    return Answer(int(status.split(" ", 1)[0]), tuple(headers), body)
