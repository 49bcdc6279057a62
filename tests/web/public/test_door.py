"""The door alone, before a site of one line: what it lets through, and what it says of it."""

import gzip
import io
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.web.public.asked import Answer, Asked
from multifocal.web.public.compute import BusyError, Compute, SpentError
from multifocal.web.public.door import MOST_POSTED, READING, Door, from_elsewhere
from multifocal.web.public.mode import PublicMode
from multifocal.web.public.turned_away import STATUS
from tests.web.public.served import NAME

SAID = [
    ({}, False),
    ({"Sec_Fetch_Site": "same-origin"}, False),
    ({"Sec_Fetch_Site": "none"}, False),
    ({"Sec_Fetch_Site": "cross-site"}, True),
    ({"Sec_Fetch_Site": "same-site"}, True),
    ({"Sec_Fetch_Site": "cross-site", "Origin": f"https://{NAME}"}, True),
    ({"Origin": f"https://{NAME}"}, False),
    ({"Origin": f"https://{NAME}:443"}, False),
    ({"Origin": f"http://{NAME}"}, False),
    ({"Origin": "https://evil.org"}, True),
    ({"Origin": f"https://{NAME}.evil.org"}, True),
    ({"Origin": f"https://{NAME}:8443"}, True),
    ({"Origin": "null"}, True),
    ({"Origin": "http://["}, True),
]
"""What a browser says of the page that a form came from, and whether that is another site's."""


@pytest.mark.parametrize(("said", "elsewhere"), SAID)
def test_where_a_post_comes_from_is_read_off_what_browsers_say(
    said: dict[str, str], elsewhere: bool
) -> None:
    environ = {f"HTTP_{name.upper()}": value for name, value in said.items()}
    assert from_elsewhere({"HTTP_HOST": NAME, **environ}) is elsewhere


class Asking(Compute):
    """Stands for the processes: remembers what it was asked, and answers or fails as told."""

    def __init__(self, fails: Exception | None = None, body: bytes = b"computed") -> None:
        self.fails, self.body, self.asked = fails, body, list[Asked]()

    def ask(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        if self.fails:
            raise self.fails
        return Answer(200, (("Content-Type", "text/html"), ("Set-Cookie", "never=1")), self.body)


def site(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Says all that it knows of a request."""
    known = sorted(f"{k}={v}" for k, v in environ.items() if not k.startswith("wsgi."))
    status = environ[STATUS] or 200
    start(f"{status} Said", [("Content-Type", "text/plain"), ("Vary", "Cookie")])
    return ["\n".join([*known, *["a line that is worth packing"] * 30]).encode()]


def door(compute: Compute | None = None, *proxies: str) -> Door:
    return Door(PublicMode((NAME,), proxies), site, compute or Asking())


def environ(method: str, path: str, body: bytes = b"", **more: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": NAME,
        "REMOTE_ADDR": "10.0.0.2",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **more,
    }


HEADER = st.sampled_from(
    ["COOKIE", "ACCEPT_LANGUAGE", "USER_AGENT", "X_FORWARDED_HOST", "X_FORWARDED_FOR", "REFERER",
     "AUTHORIZATION", "X_FORWARDED_PROTO", "FORWARDED", "ACCEPT", "RANGE"]
)  # fmt: skip


@given(st.dictionaries(HEADER, st.text(max_size=20)), st.text(max_size=15))
def test_nothing_of_who_asks_reaches_the_page(headers: dict[str, str], peer: str) -> None:
    more = {f"HTTP_{name}": value for name, value in headers.items()}
    plain = door().answer(environ("GET", "/about"))
    assert door().answer(environ("GET", "/about", b"", REMOTE_ADDR=peer, **more)) == plain
    assert plain.header("Vary") in ("", "Accept-Encoding")


@pytest.mark.parametrize(
    ("accepts", "packed"),
    [
        ("gzip", True), ("br, gzip;q=0.5", True), ("GZIP", True), ("", False), ("br", False),
        ("gzip;q=0", False), ("gzip;q=0.000", False), ("identity", False), ("x-gzip", False),
    ],
)  # fmt: skip
def test_a_page_is_packed_for_those_who_take_it(accepts: str, packed: bool) -> None:
    one, more = door(), {"HTTP_ACCEPT_ENCODING": accepts}
    answer = one.answer(environ("GET", "/about", b"", **more))
    plain = one.answer(environ("GET", "/about"))
    assert (answer.header("Content-Encoding") == "gzip") is packed
    assert (gzip.decompress(answer.body) if packed else answer.body) == plain.body
    assert (answer.header("ETag") == plain.header("ETag")) is not packed


def test_an_answer_to_a_form_is_packed_and_still_kept_by_nobody() -> None:
    body = b"<p>what this nerve moves</p>" * 40
    one = door(Asking(body=body))
    posted = {
        accepts: one.answer(environ("POST", "/dots", b"choice=x", HTTP_ACCEPT_ENCODING=accepts))
        for accepts in ("gzip", "")
    }
    assert gzip.decompress(posted["gzip"].body) == body == posted[""].body
    for answer in posted.values():
        assert answer.header("Cache-Control") == "no-store"
        assert not answer.header("ETag") and not answer.header("Set-Cookie")


@pytest.mark.parametrize(
    ("fault", "status"), [(BusyError(7), 429), (SpentError(), 503)], ids=["busy", "spent"]
)
def test_those_who_cannot_be_served_are_told_when_to_come_again(
    fault: Exception, status: int
) -> None:
    for request in (environ("GET", "/inside"), environ("POST", "/dots", b"choice=x")):
        answer = door(Asking(fault)).answer(request)
        assert answer.status == status
        assert int(answer.header("Retry-After")) > 0
        assert answer.header("Cache-Control") == "no-store"


def test_what_is_computed_is_asked_for_once_and_posts_each_time() -> None:
    compute = Asking()
    one = door(compute)
    for _ in range(3):
        assert one.answer(environ("GET", "/inside")).body == b"computed"
    assert len(compute.asked) == 1
    for _ in range(3):
        posted = one.answer(environ("POST", "/dots", b"choice=x", CONTENT_TYPE="form"))
        assert not posted.header("Set-Cookie") and posted.header("Cache-Control") == "no-store"
    assert not one.answer(environ("GET", "/inside")).header("Set-Cookie")
    assert compute.asked[1:] == [Asked("POST", "/dots", "", "form", b"choice=x")] * 3


def test_a_client_that_asks_too_much_is_told_to_wait_and_others_are_not() -> None:
    one = door(Asking(), "10.0.0.2")
    asked = [
        one.answer(environ("POST", "/dots", b"x", HTTP_X_FORWARDED_FOR="192.0.2.1"))
        for _ in range(100)
    ]
    assert {answer.status for answer in asked} == {200, 429}
    assert all(int(a.header("Retry-After")) > 0 for a in asked if a.status == 429)
    other = environ("POST", "/dots", b"x", HTTP_X_FORWARDED_FOR="192.0.2.2")
    assert one.answer(other).status == 200
    assert one.answer(environ("GET", "/about", HTTP_X_FORWARDED_FOR="192.0.2.1")).status == 200


def test_posts_are_bounded_in_size_in_number_and_to_forms() -> None:
    one = door()
    large = environ("POST", "/dots") | {"CONTENT_LENGTH": str(MOST_POSTED + 1)}
    assert one.answer(large).status == 413
    assert one.answer(environ("POST", "/dots") | {"CONTENT_LENGTH": ""}).status == 411
    assert one.answer(environ("POST", "/dots", b"ab") | {"CONTENT_LENGTH": "3"}).status == 400
    assert one.answer(environ("POST", "/about", b"a")).status == 405
    for _ in range(READING):
        assert one._reading.acquire(blocking=False)
    assert one.answer(environ("POST", "/dots", b"ab")).status == 429
    assert one.answer(environ("GET", "/dots")).status == 200
    one._reading.release()
    assert one.answer(environ("POST", "/dots", b"ab")).status == 200
