"""deploy/nginx.conf itself, run on loopback before a public site: slow senders and the rest."""

import contextlib
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.deploy.shipped import free_port, proxied
from tests.web.public.served import NAME, Served, served, soon

pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here: apt install nginx"),
]

SLOW, FROM_ONE = 560, 90
MARK = "zebra7391"
CHOICE = urlencode({"choice": "right:zip"}).encode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site behind the proxy."""
    options = ("--trusted-proxy", "127.0.0.1")
    with served(tmp_path_factory.mktemp("site"), *options) as one:
        assert soon(one.is_computing, 600)
        yield one


@pytest.fixture(scope="module")
def proxy(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """The proxy, and the folder that holds all that it writes."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    with proxied(site, folder, port):
        yield Served(site.process, port, site.log), folder


def test_pages_and_forms_come_through_although_an_instance_is_down(
    proxy: tuple[Served, Path],
) -> None:
    through, _ = proxy
    for path in ("/", "/inside", "/dots", "/share.png"):
        for _ in range(3):
            page = through.get(path)
            assert page.status == 200
            assert "set-cookie" not in page.headers
            assert page.headers.get("vary", "Accept-Encoding") == "Accept-Encoding"
    assert through.ask("POST", "/dots", CHOICE).status == 200
    assert through.ask("POST", "/dots", CHOICE, Sec_Fetch_Site="cross-site").status == 403
    assert through.ask("POST", "/dots", Content_Length="7000000").status == 413


def test_hundreds_who_send_slowly_keep_nobody_from_anything(
    site: Served, proxy: tuple[Served, Path]
) -> None:
    through, folder = proxy
    head = f"POST /dots HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 5000000\r\n\r\nchoice={MARK}"
    with contextlib.ExitStack() as slow:
        held = []
        for number in range(SLOW):
            source = (f"127.0.1.{1 + number // FROM_ONE}", 0)
            one = socket.create_connection(("127.0.0.1", through.port), 30, source)
            one.sendall(head.encode())
            held.append(slow.enter_context(one))
        assert through.get("/about").status == 200
        assert through.get("/inside/picture?at=300&damage=77").status == 200  # in no cache yet
        assert through.ask("POST", "/dots", CHOICE).status == 200
        assert site.ask("POST", "/dots", CHOICE).status == 200, "the site itself reads none of them"
        for one in held:  # each is given up by the proxy: an answer that says so, or an end
            one.settimeout(60)
            with contextlib.suppress(ConnectionResetError):
                assert one.recv(100)[:12] in (
                    b"",
                    b"HTTP/1.1 408",
                    b"HTTP/1.1 400",
                    b"HTTP/1.1 429",
                )
    assert through.ask("POST", "/dots", CHOICE).status == 200
    written = [p for name in ("client_body", "proxy") for p in (folder / name).rglob("*")]
    assert not [p for p in written if p.is_file()], "what is sent never touches the disk"


def test_a_page_has_one_place_in_the_cache_however_its_address_is_spelled(
    proxy: tuple[Served, Path],
) -> None:
    through, folder = proxy
    assert through.get("/symptoms").status == 200
    before = kept(folder)
    for path in ("/%73ymptoms", "/sympto%6ds", "/./symptoms", "//symptoms", "/x/../symptoms"):
        assert through.get(path).status == 200, path
    for query in ("utm=1", "utm=2", "a=b&c=d"):
        assert through.get(f"/symptoms?{query}").status == 301
    assert kept(folder) == before


def kept(folder: Path) -> int:
    return sum(p.is_file() for p in (folder / "cache").rglob("*"))


def test_its_log_tells_nothing_of_a_reader(proxy: tuple[Served, Path]) -> None:
    through, folder = proxy
    through.ask("POST", f"/dots?{MARK}", MARK.encode(), Cookie=MARK, User_Agent=MARK)
    through.get(f"/{MARK}?{MARK}", Referer=f"http://{MARK}/")
    logs = (folder / "access").read_text() + (folder / "errors").read_text()
    assert " 404 " in logs
    assert MARK not in logs and "127.0." not in logs
    assert MARK not in through.said()
