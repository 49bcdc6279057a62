"""The site at home as the real command serves it: what the phone gets, and what others do not."""

import contextlib
import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.web.home.served import PHONE, SERVE, STRANGER, AtHome, at_home, soon

pytestmark = [
    pytest.mark.exhaustive,  # starts the site for each
    pytest.mark.skipif(
        sys.platform != "linux", reason="only there all of 127.0.0.0/8 is this machine"
    ),
]
MARK = "zebra7391"
"""Stands for what a person writes: it must not be found where the site logs."""


@pytest.fixture(scope="module")
def open_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtHome]:
    """One for all tests of this file."""
    with at_home(tmp_path_factory.mktemp("home") / "data") as one:
        yield one


def field(page: bytes, name: str) -> str:
    """What a form of the page carries under that name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.decode())
    assert found
    return found[1]


def test_the_phone_reads_and_writes_the_diary(open_home: AtHome) -> None:
    cookie = open_home.come_in()
    form = open_home.ask("/diary/add/note", cookie=cookie)
    assert form.status == 200
    sealed = form.headers["set-cookie"]
    assert "Secure" in sealed and "HttpOnly" in sealed and "SameSite=Strict" in sealed
    both = f"{cookie}; {sealed.partition(';')[0]}"
    values = {
        "csrfmiddlewaretoken": field(form.body, "csrfmiddlewaretoken"),
        "id": field(form.body, "id"),
        "day": field(form.body, "day"),
        "text": MARK,
    }
    sends = {"method": "POST", "body": urlencode(values), "cookie": both}
    kind = {"Content_Type": "application/x-www-form-urlencoded"}
    elsewhere = open_home.ask(
        "/diary/add/note", **sends, **kind, Origin="https://evil.example", Referer=""
    )
    assert elsewhere.status == 403
    nowhere = open_home.ask("/diary/add/note", **sends, **kind)  # neither Origin nor Referer
    assert nowhere.status == 403
    assert MARK.encode() not in open_home.ask("/diary", cookie=cookie).body
    sent = open_home.ask("/diary/add/note", **sends, **kind, Origin=f"https://{open_home.host}")
    assert (sent.status, sent.headers["location"]) == (302, f"/diary?saved={values['id']}")
    shown = open_home.ask("/diary", cookie=cookie)
    assert MARK.encode() in shown.body
    assert "no-store" in shown.headers["cache-control"]
    assert "strict-transport-security" not in {name.lower() for name in shown.headers}
    assert MARK not in open_home.output


def test_everybody_else_gets_nothing(open_home: AtHome) -> None:
    cookie = open_home.come_in()
    answers = [
        open_home.ask(path, source=STRANGER, cookie=one, method=method)
        for path in ("/", "/diary", "/diary/phone", "/healthz", "/in?guess")
        for one in ("", cookie)
        for method in ("GET", "POST")
    ]
    answers.append(open_home.ask("/diary"))  # the phone's address without the cookie
    for answer in answers:
        assert (answer.status, answer.body) == (404, b"")
        names = {name.lower() for name in answer.headers}
        assert names <= {"cache-control", "content-length", "date", "server"}
    assert open_home.ask("/diary", cookie=cookie).status == 200


def test_a_cookie_of_one_side_opens_nothing_on_the_other(open_home: AtHome) -> None:
    cookie = open_home.come_in()
    loopback = http.client.HTTPConnection(open_home.here.removeprefix("http://"), timeout=60)
    loopback.request("GET", "/diary/data", headers={"Cookie": cookie})
    assert loopback.getresponse().status == 403
    loopback.close()
    launched = open_home.ask("/diary/open?token=x", cookie=cookie)
    assert launched.status == 404


def test_without_tls_nothing_is_answered(open_home: AtHome) -> None:
    with socket.create_connection((PHONE, open_home.port), timeout=20) as plain:
        plain.sendall(f"GET /diary HTTP/1.1\r\nHost: {open_home.host}\r\n\r\n".encode())
        said = b""
        while part := plain.recv(4096):
            said += part
    assert b"HTTP" not in said and len(said) < 20  # a TLS alert at the most


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_old_tls_is_refused(open_home: AtHome, version: ssl.TLSVersion) -> None:
    trust = ssl.create_default_context(cafile=open_home.data / "home-certificate.pem")
    trust.minimum_version = ssl.TLSVersion.TLSv1
    trust.maximum_version = version
    with (
        socket.create_connection((PHONE, open_home.port), timeout=20) as plain,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        trust.wrap_socket(plain, server_hostname=PHONE)


def test_it_listens_on_its_one_address_only(open_home: AtHome) -> None:
    for other in ("127.0.0.3", "::1"):
        with pytest.raises(OSError, match=r"refused|assign|unreachable"):
            socket.create_connection((other, open_home.port), timeout=5)


def test_the_terminal_explains_beforehand_and_holds_no_token(open_home: AtHome) -> None:
    path = open_home.link()
    wrong = open_home.ask(f"{path}x", source=STRANGER)
    assert wrong.status == 403
    open_home.ask(path)
    assert soon(lambda: f"A phone at {PHONE} has come in" in open_home.output, 20)
    said = open_home.output
    der = ssl.PEM_cert_to_DER_cert((open_home.data / "home-certificate.pem").read_text())
    assert hashlib.sha256(der).hexdigest().upper() in said.replace(":", "")
    assert "That is expected" in said and "SHA-256" in said
    assert path.partition("?")[2] not in said
    assert "/in?" not in said
    for one in open_home.data.glob("home-*"):
        assert path.partition("?")[2] not in one.read_text()
        assert one.stat().st_mode & 0o077 == 0


@pytest.mark.some_cases(2)
@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--address", "0.0.0.0"], "every network of this machine"),
        (["--address", "8.8.8.8"], "not a private address"),
        (["--address", "192.168.255.254"], "not an address of this machine"),
        (["--public", "--allowed-host", "localhost"], "do not go together"),
    ],
)
def test_what_would_let_others_near_is_refused_in_one_line(
    tmp_path: Path, options: list[str], says: str
) -> None:
    done = subprocess.run(
        [*SERVE, "--port", "0", *options],
        env={**os.environ, "MULTIFOCAL_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.exhaustive  # starts and stops the site
def test_the_key_that_stops_it_forgets_the_phone(tmp_path: Path) -> None:
    with at_home(tmp_path / "data") as home:
        home.come_in()
        os.killpg(home.process.pid, signal.SIGINT)
        assert home.process.wait(timeout=30) == 0
        assert home.output.rstrip().endswith("Stopped.")
        assert not list(home.data.glob("home-[cp]*.json"))
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((PHONE, home.port), timeout=5)


@pytest.mark.exhaustive
@pytest.mark.skipif(shutil.which("setsid") is None, reason="no setsid to give it a terminal")
def test_in_a_terminal_the_code_is_drawn_and_enter_makes_a_new_one(tmp_path: Path) -> None:
    ours, its = os.openpty()
    process = subprocess.Popen(
        ["setsid", "--ctty", *SERVE, "--address", PHONE, "--port", "0", "--home-port", "0"],
        env={**os.environ, "MULTIFOCAL_DATA": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        stdin=its, stdout=its, stderr=its,
    )  # fmt: skip
    said = bytearray()

    def read() -> None:
        with contextlib.suppress(OSError):  # it has ended
            while part := os.read(ours, 4096):
                said.extend(part)

    threading.Thread(target=read, daemon=True).start()
    try:
        assert soon(lambda: b"Press Enter" in said), said.decode()
        first = json.loads((tmp_path / "home-code.json").read_text())["token"]
        assert said.decode().count("Scan this with the camera") == 1
        assert "\u2580" in said.decode() and first
        os.write(ours, b"\n")
        assert soon(lambda: said.count(b"Scan this with the camera") == 2, 30)
        assert json.loads((tmp_path / "home-code.json").read_text())["token"] != first
        os.write(ours, b"\x03")  # Ctrl-C
        assert process.wait(timeout=30) == 0
        assert b"Traceback" not in said, said.decode()
    finally:
        if process.poll() is None:
            process.kill()
        os.close(its)
        os.close(ours)


@pytest.mark.exhaustive
def test_a_command_that_is_killed_leaves_nothing_that_serves(tmp_path: Path) -> None:
    with at_home(tmp_path / "data") as home:
        home.process.kill()
        home.process.wait(timeout=30)

        def is_closed() -> bool:
            try:
                socket.create_connection((PHONE, home.port), timeout=5).close()
            except OSError:
                return True
            return False

        assert soon(is_closed, 30)
