"""An encrypted diary that a phone at home has open, and the lock on the computer: as people start
both, by the real command."""

import http.client
import re
import subprocess
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.web.diary.conftest import PASSPHRASE
from tests.web.home.served import AtHome, at_home

MARK = "zebra7391"


def token_of(page: bytes) -> str:
    found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    return found[1].decode()


def sent(home: AtHome, cookie: str, path: str, **values: str) -> int:
    """A form, as the phone sends it."""
    page = home.ask("/diary/data", cookie=cookie)
    csrf = page.headers["set-cookie"].partition(";")[0]
    values["csrfmiddlewaretoken"] = token_of(page.body)
    return home.ask(
        path, method="POST", body=urlencode(values), cookie=f"{cookie}; {csrf}",
        Content_Type="application/x-www-form-urlencoded", Origin=f"https://{home.host}",
        Referer=f"https://{home.host}/diary",
    ).status  # fmt: skip


def locked_on_the_computer(home: AtHome) -> None:
    """Opens the diary on the computer by its link, and presses the button there."""
    opened = home.command("diary", "open", "--no-browser")
    done = subprocess.run(opened, env=home.environment, capture_output=True, text=True, check=True)
    link = urlsplit(done.stdout.strip())
    asking = http.client.HTTPConnection(link.netloc, timeout=60)
    asking.request("GET", f"{link.path}?{link.query}")
    answer = asking.getresponse()
    answer.read()
    cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
    asking.request("GET", "/diary/data", headers={"Cookie": cookie})
    answer = asking.getresponse()
    token = token_of(answer.read())
    csrf = str(answer.headers["Set-Cookie"]).partition(";")[0]
    for path, more in (
        ("/diary/unlock", {"unlock-with": PASSPHRASE, "unlock-to-read": "/diary"}),
        ("/diary/lock", {}),
    ):
        body = urlencode({"csrfmiddlewaretoken": token, **more})
        asking.request("POST", path, body, {
            "Cookie": f"{cookie}; {csrf}", "Content-Type": "application/x-www-form-urlencoded",
        })  # fmt: skip
        answer = asking.getresponse()
        answer.read()
        assert answer.status == 302, path
    asking.close()


@pytest.mark.exhaustive
def test_the_lock_on_the_computer_is_the_phones_too(tmp_path: Path) -> None:
    with at_home(tmp_path / "data") as home:
        phone = home.come_in()
        note = {"id": "00000000-0000-4000-8000-000000000001", "day": "2026-03-02", "text": MARK}
        assert sent(home, phone, "/diary/add/note", **note) == 302
        done = subprocess.run(
            home.command("diary", "encrypt", "--yes", "--backups", "remove"), env=home.environment,
            input=f"{PASSPHRASE}\n", capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert MARK not in home.ask("/diary", cookie=phone).body.decode()
        opening = {"unlock-with": PASSPHRASE, "unlock-to-read": "/diary"}
        assert sent(home, phone, "/diary/unlock", **opening) == 302
        assert MARK in home.ask("/diary", cookie=phone).body.decode()

        locked_on_the_computer(home)
        page = home.ask("/diary", cookie=phone)
        assert page.status == 200 and MARK not in page.body.decode()
        assert "Your diary is locked" in page.body.decode()
        assert "Traceback" not in home.output
        assert sent(home, phone, "/diary/unlock", **opening) == 302
        assert MARK in home.ask("/diary", cookie=phone).body.decode()
