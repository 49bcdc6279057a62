"""The door: one way in, one phone, and for all others an empty answer."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from multifocal.web import installation
from multifocal.web.diary import pairing
from multifocal.web.home.door import IDLE_S, TRIES_OF_ALL, TRIES_OF_ONE, Door, address_of
from multifocal.web.home.mode import HomeMode

MODE = HomeMode("192.168.1.20", 8766)
PHONE, STRANGER = "192.168.1.34", "192.168.1.35"
SPENT = "This code does not work"


@dataclass
class Asked:
    """What a request was answered."""

    status: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Home:
    """A door with a site behind it that says one word to whoever gets there."""

    door: Door
    passed_s: list[float]

    def ask(self, path: str, peer: str = PHONE, cookie: str = "", **more: str) -> Asked:
        place, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": place,
            "QUERY_STRING": query,
            "REMOTE_ADDR": peer,
            "HTTP_HOST": "192.168.1.20:8766",
            "HTTP_COOKIE": cookie,
            "wsgi.url_scheme": "https",
            **more,
        }
        asked = Asked()

        def start(status: str, headers: list[tuple[str, str]]) -> None:
            asked.status, asked.headers = status, dict(headers)

        asked.body = b"".join(self.door(environ, start))
        return asked

    def come_in(self, peer: str = PHONE) -> str:
        answer = self.ask(link(), peer)
        assert answer.status == "303 See Other"
        return answer.headers["Set-Cookie"].partition(";")[0]


def link() -> str:
    """Path and query of a new code."""
    return pairing.new_code().removeprefix(MODE.origin)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterable[Home]:
    """The door of a site that is open at home, with a clock of the test's."""
    monkeypatch.setenv("MULTIFOCAL_DATA", str(tmp_path / "data"))
    installation.data_folder.cache_clear()
    passed_s = [0.0]

    def site(_: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [])
        return [b"zebrafish"]

    pairing.open_home(MODE.origin, "AA:BB")
    yield Home(Door(MODE, site, lambda: passed_s[0]), passed_s)
    monkeypatch.undo()
    installation.data_folder.cache_clear()


def is_nothing(answer: Asked) -> bool:
    """Whether it tells nothing: the status, no byte, no name."""
    known = {"Content-Length": "0", "Cache-Control": "no-store"}
    return (answer.status, answer.headers, answer.body) == ("404 Not Found", known, b"")


def test_the_code_becomes_a_strict_secure_cookie_and_leaves_the_address(home: Home) -> None:
    there = link()
    answer = home.ask(there)
    assert (answer.status, answer.headers["Location"]) == ("303 See Other", "/diary")
    name, *parts = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-")
    assert sorted(parts) == ["HttpOnly", "Path=/", "SameSite=Strict", "Secure"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert there.partition("?")[2] not in str(answer)
    cookie = name
    assert home.ask("/diary", cookie=cookie).body == b"zebrafish"
    assert home.ask(there, cookie=cookie).headers["Location"] == "/diary"  # its own browser again


@pytest.mark.parametrize("path", ["/", "/diary", "/diary/data", "/static/x.css", "/nope", "/in/"])
def test_before_and_beside_the_phone_others_get_nothing(home: Home, path: str) -> None:
    assert is_nothing(home.ask(path))
    cookie = home.come_in()
    name = cookie.partition("=")[0]
    for wrong in ("", name, f"{name}=", f"{name}={'x' * 43}", f"{cookie}x", "a=b; " * 900, "\x00"):
        assert is_nothing(home.ask(path, cookie=wrong)), wrong
    for peer in (STRANGER, "127.0.0.1", "", "fd00::2", "192.168.1.34.evil"):
        assert is_nothing(home.ask(path, peer, cookie)), peer


def test_another_host_or_scheme_gets_nothing_even_with_the_cookie(home: Home) -> None:
    cookie = home.come_in()
    for host in (
        "192.168.1.20",
        "192.168.1.20:8767",
        "evil.example:8766",
        "",
        "192.168.1.20:8766.",
    ):
        assert is_nothing(home.ask("/diary", cookie=cookie, HTTP_HOST=host)), host
    assert is_nothing(home.ask("/diary", cookie=cookie, **{"wsgi.url_scheme": "http"}))
    forged = {"HTTP_X_FORWARDED_FOR": PHONE, "HTTP_FORWARDED": f"for={PHONE}"}
    assert is_nothing(home.ask("/diary", STRANGER, cookie, **forged))
    assert home.ask("/diary", cookie=cookie).body == b"zebrafish"


def test_used_late_and_guessed_codes_get_one_page_that_tells_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    guessed = home.ask(f"/in?{'x' * 43}")
    used = link()
    home.ask(used)
    again = home.ask(used)
    late = link()
    later = time.time() + pairing.CODE_LASTS_S + 1
    monkeypatch.setattr(time, "time", lambda: later)
    old = home.ask(late)
    assert guessed == again == old
    assert guessed.status == "403 Forbidden"
    page = guessed.body.decode()
    assert SPENT in page
    for word in ("multifocal", "mmn", "diary", "nerve", "192.168"):
        assert word not in page.lower()


def test_a_code_that_two_bring_lets_nobody_in(home: Home) -> None:
    """Whoever photographed the code is out, whether faster than the phone or slower."""
    there = link()
    first = home.ask(there, STRANGER).headers["Set-Cookie"].partition(";")[0]
    assert home.ask("/diary", STRANGER, first).body == b"zebrafish"
    assert SPENT in home.ask(there).body.decode()
    assert is_nothing(home.ask("/diary", STRANGER, first))
    assert pairing.pairing().state is pairing.State.SPENT


def test_while_a_phone_is_in_a_guess_from_elsewhere_gets_nothing(home: Home) -> None:
    cookie = home.come_in()
    for token in ("", "x", "é", "x" * 43, "y" * 5000):
        assert is_nothing(home.ask(f"/in?{token}", STRANGER))
    assert home.ask("/diary", cookie=cookie).body == b"zebrafish"


def test_attempts_are_limited_for_one_address_and_for_all(home: Home) -> None:
    there = link()
    for _ in range(TRIES_OF_ONE):
        assert SPENT in home.ask("/in?guess", STRANGER).body.decode()
    assert is_nothing(home.ask(there, STRANGER))
    assert home.ask(there).status == "303 See Other"  # a neighbor's guesses do not keep her out
    there = link()
    for number in range(TRIES_OF_ALL):
        home.ask("/in?guess", f"10.0.{number // 200}.{number % 200}")
    assert is_nothing(home.ask(there))
    assert home.ask(link()).status == "303 See Other"  # a new code begins anew


def test_a_new_code_shuts_the_former_phone_out(home: Home) -> None:
    cookie = home.come_in()
    there = link()
    assert is_nothing(home.ask("/diary", cookie=cookie))
    assert home.ask(there, STRANGER).status == "303 See Other"
    assert is_nothing(home.ask("/diary", cookie=cookie))


@pytest.mark.parametrize("ends", [pairing.forget, pairing.shut_out, pairing.close_home])
def test_a_phone_that_is_shut_out_is_out(home: Home, ends: Callable[[], None]) -> None:
    cookie = home.come_in()
    ends()
    assert is_nothing(home.ask("/diary", cookie=cookie))


def test_a_phone_that_was_quiet_for_long_is_forgotten(home: Home) -> None:
    cookie = home.come_in()
    for _ in range(3):
        home.passed_s[0] += IDLE_S - 1
        assert home.ask("/diary", cookie=cookie).body == b"zebrafish"
    home.passed_s[0] += IDLE_S + 1
    assert is_nothing(home.ask("/diary", cookie=cookie))
    home.passed_s[0] += 1
    assert is_nothing(home.ask("/diary", cookie=cookie))
    home.passed_s[0] += 10 * IDLE_S
    assert home.ask("/diary", cookie=home.come_in()).body == b"zebrafish"


@pytest.mark.parametrize(
    "more", [{"REQUEST_METHOD": "HEAD"}, {"REQUEST_METHOD": "POST"}, {"HTTP_PURPOSE": "prefetch"},
             {"HTTP_SEC_PURPOSE": "prefetch;prerender"}]
)  # fmt: skip
def test_who_only_looks_ahead_does_not_use_the_code_up(home: Home, more: dict[str, str]) -> None:
    there = link()
    assert is_nothing(home.ask(there, **more))
    assert home.ask(there).status == "303 See Other"


@pytest.mark.parametrize(
    ("remote", "address"),
    [("192.168.1.34", "192.168.1.34"), ("::ffff:192.168.1.34", "192.168.1.34"),
     ("[fd00::0:2]", "fd00::2"), ("unix", ""), ("", "")],
)  # fmt: skip
def test_an_address_is_compared_in_one_form(remote: str, address: str) -> None:
    assert address_of(remote) == address
