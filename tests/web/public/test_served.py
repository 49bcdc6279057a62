"""The public site as it is served: what anybody gets, and what nobody can do to it."""

import contextlib
import os
import re
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from multifocal.web.public.compute import BOUNDS
from multifocal.web.public.door import MOST_POSTED, READING
from multifocal.web.site.rooms import ROOMS
from tests.web.public.served import NAME, Served, served, soon
from tests.web.public.test_door import SAID

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="public mode is tried on Linux"
)

COMPUTED = {"/inside", "/diagnosis", "/lab", "/workup", "/dots", "/localize"}
PAGES = [reverse(room.name) for room in ROOMS]
OTHERS = ["/share.png", "/sitemap.xml", "/robots.txt", "/healthz", "/nope", "/inside?at=1",
          "/inside/picture?at=500&damage=30", "/lab/answer", "/workup?waves=block"]  # fmt: skip
MARK = "zebra7391"
"""Stands for what a person types: it must never be found where the site writes."""


@pytest.fixture(scope="module")
def open_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One site for all tests of this file."""
    with served(tmp_path_factory.mktemp("public"), "--allowed-host", "localhost") as one:
        yield one


@pytest.fixture
def site(open_site: Served) -> Served:
    """The same once it computes."""
    assert soon(open_site.is_computing, 600)
    return open_site


@pytest.mark.some_cases(4)
@pytest.mark.parametrize("path", sorted({*PAGES, "/nope", "/robots.txt", "/healthz"} - COMPUTED))
def test_a_page_is_the_same_for_everyone(open_site: Served, path: str) -> None:
    is_the_same(open_site, path)


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", [*sorted(COMPUTED), *OTHERS])
def test_what_is_computed_is_the_same_for_everyone(site: Served, path: str) -> None:
    is_the_same(site, path)


def is_the_same(site: Served, path: str) -> None:
    plain = site.get(path)
    curious = site.get(
        path, Cookie="csrftoken=x; sessionid=y", Accept_Language="nl", User_Agent="other",
        X_Forwarded_Host="evil.org", X_Forwarded_Proto="http",
    )  # fmt: skip
    assert (plain.status, plain.body) == (curious.status, curious.body)
    for one in (plain, curious, site.get(path, Accept_Encoding="gzip")):
        assert "set-cookie" not in one.headers
        assert one.headers.get("vary", "Accept-Encoding") == "Accept-Encoding"
        assert b"csrf" not in one.body
        if path.startswith(("/nope", "/inside?", "/healthz")):
            assert one.headers["cache-control"] == "no-store"
        else:
            assert one.status == 200
            assert one.headers["cache-control"].startswith("public, ")
            assert one.headers["etag"].startswith('"0.1.0-')
            again = site.get(path, If_None_Match=one.headers["etag"], Accept_Encoding=(
                "gzip" if "content-encoding" in one.headers else "identity"))  # fmt: skip
            assert (again.status, again.body) == (304, b"")
            assert again.headers["etag"] == one.headers["etag"]


def test_every_file_of_a_page_may_be_kept_for_ever(open_site: Served) -> None:
    page = open_site.get("/").body.decode()
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert len(files) > 4
    for path in files:
        answer = open_site.get(path)
        assert answer.status == 200, path
        assert "immutable" in answer.headers["cache-control"]
        old = re.sub(r"/static/\w+/", "/static/0123456789ab/", path)
        moved = open_site.get(old)
        assert (moved.status, moved.headers["location"]) == (301, path)
        assert moved.headers["cache-control"] == "no-store"


def test_links_name_the_public_address_whoever_asks(open_site: Served) -> None:
    here = open_site.ask("GET", "/about", Host="localhost")
    assert here.body == open_site.get("/about").body
    assert f'<link rel="canonical" href="https://{NAME}/about">' in here.body.decode()
    assert f"https://{NAME}/inside".encode() in open_site.get("/sitemap.xml").body


@pytest.mark.parametrize("host", ["evil.org", "", "mmn.example.org.evil.org", "127.0.0.1", "[::1"])
def test_it_answers_to_its_own_names_only(open_site: Served, host: str) -> None:
    assert open_site.ask("GET", "/", Host=host).status == 400
    assert open_site.ask("GET", "/healthz", Host=host).status == 200


def test_a_query_that_means_nothing_is_sent_on_and_kept_by_no_cache(open_site: Served) -> None:
    moved = open_site.get("/about?utm_source=x")
    assert (moved.status, moved.headers["location"]) == (301, "/about")
    assert moved.headers["cache-control"] == "no-store"
    assert open_site.get(f"/about?{'x' * 4000}").status == 400


CHOICE = urlencode({"choice": "abductor_pollicis_brevis.right"}).encode()


@pytest.mark.exhaustive
@pytest.mark.parametrize(("said", "elsewhere"), SAID)
def test_a_post_of_another_site_is_turned_away(
    site: Served, said: dict[str, str], elsewhere: bool
) -> None:
    answer = site.ask("POST", "/dots", CHOICE, **said)
    assert answer.status == (403 if elsewhere else 200)
    assert answer.headers["cache-control"] == "no-store"
    assert not {"set-cookie", "etag"} & answer.headers.keys()


def test_only_forms_that_there_are_can_be_sent(open_site: Served) -> None:
    assert open_site.ask("POST", "/about", b"x=1").status == 405
    assert open_site.ask("PUT", "/dots", b"x=1").status == 405
    large = open_site.ask("POST", "/dots", Content_Length=str(MOST_POSTED + 1))  # only announced
    assert (large.status, b"too large" in large.body) == (413, True)
    assert open_site.ask("POST", "/dots", Content_Length="-1").status in (400, 411)


@pytest.mark.exhaustive
def test_nothing_that_is_typed_is_written_down(site: Served, tmp_path: Path) -> None:
    asked = urlencode({"choice": "abductor_pollicis_brevis.right", "words": MARK, "since": MARK})
    assert site.ask("POST", "/dots/appointment", asked.encode()).status == 200
    for path in ("/dots", "/workup", "/workup/report.pdf", "/workup/marks", "/workup/download"):
        for text in (MARK, f"side,nerve\nleft,{MARK}"):
            body = urlencode({"choice": MARK, "table": text, "kept": MARK, "format": "csv"})
            assert site.ask("POST", path, body.encode()).status in (200, 400), path
    site.ask("POST", f"/dots?{MARK}", MARK.encode(), Content_Type="multipart/form-data")
    for path in (f"/{MARK}", f"/inside?at={MARK}", f"/lab?muscle={MARK}", f"/about?{MARK}"):
        site.get(path, Cookie=MARK, Referer=f"http://{MARK}/")
    assert MARK not in site.said()
    assert not (site.log.parent / "data").exists()


@pytest.mark.exhaustive
def test_a_process_that_computes_is_killed_in_the_middle_and_comes_again(site: Served) -> None:
    (before,) = site.computing()
    assert os.getpriority(os.PRIO_PROCESS, before) >= 10
    os.kill(before, signal.SIGSTOP)
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(site.get, "/inside/picture?at=700&damage=31")
        assert soon(lambda: site.get("/about").status == 200)  # pages are read meanwhile
        os.kill(before, signal.SIGKILL)
        answer = asked.result(timeout=90)
    assert answer.status in (503, 429) and int(answer.headers["retry-after"]) > 0
    assert soon(site.is_computing, 600)
    (after,) = site.computing()
    assert after != before
    assert site.get("/inside/picture?at=700&damage=31").status == 200
    assert MARK not in site.said()


@pytest.mark.exhaustive
def test_no_more_wait_than_fit_and_pages_wait_for_nobody(site: Served) -> None:
    (computing,) = site.computing()
    most = BOUNDS.processes + BOUNDS.waiting
    os.kill(computing, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(most + 4) as pool:
            paths = [f"/inside/picture?at=600&damage={n}" for n in range(40, 40 + most + 4)]
            asked = [pool.submit(site.get, path) for path in paths]
            assert soon(lambda: sum(one.done() for one in asked) >= 4)
            turned_away = [one.result() for one in asked if one.done()]
            assert site.get("/").status == 200
            os.kill(computing, signal.SIGCONT)
            answers = [one.result(timeout=120) for one in asked]
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(computing, signal.SIGCONT)
    for answer in turned_away:
        assert answer.status == 429
        assert int(answer.headers["retry-after"]) > 0
        assert b"Many people are asking" in answer.body
        assert answer.headers["cache-control"] == "no-store"
    assert {one.status for one in answers} == {200, 429}


@pytest.mark.exhaustive
def test_slow_posts_keep_no_page_from_anybody(site: Served) -> None:
    head = f"POST /dots HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 1000\r\n\r\nchoice="
    with contextlib.ExitStack() as open_ones:
        for _ in range(READING + 8):
            slow = socket.create_connection(("127.0.0.1", site.port), timeout=60)
            open_ones.enter_context(slow)
            slow.sendall(head.encode())
        assert soon(lambda: site.ask("POST", "/dots", CHOICE).status == 429)
        threads = threading.active_count()
        with ThreadPoolExecutor(8) as pool:
            pages = [pool.submit(site.get, "/") for _ in range(32)]
            assert {one.result(timeout=60).status for one in pages} == {200}
        assert threading.active_count() <= threads + 8
    assert soon(lambda: site.ask("POST", "/dots", CHOICE).status == 200)


@pytest.mark.exhaustive
def test_a_worker_that_is_killed_comes_again_with_all_that_it_had(site: Served) -> None:
    (worker,) = site.workers()
    (computing,) = site.computing()
    os.kill(worker, signal.SIGKILL)
    assert soon(lambda: site.workers() not in ([], [worker]))
    assert soon(site.is_computing, 600)
    assert site.get("/").status == 200
    assert site.get("/inside/picture?at=600&damage=99").status == 200
    assert soon(lambda: not Path(f"/proc/{computing}").exists())
    assert len(site.computing()) == 1
