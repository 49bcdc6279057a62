"""Who may open the diary: a browser that came by the one-time link of this launch.

The link's token is drawn by the command, reaches the browser once, and becomes a cookie. What is
stored, in a file for its owner only, are hashes. A link that is used a second time by another
browser closes the diary for both: of two who hold it, one should not.
"""

import hashlib
import json
import secrets
import threading
import time
from dataclasses import asdict, dataclass, replace
from hmac import compare_digest
from pathlib import Path
from typing import Final

from multifocal.fault import Fault
from multifocal.files import read_whole, write_whole
from multifocal.web.installation import cookie_name, data_folder

LINK_LASTS_S: Final = 600
MOST_BYTES: Final = 10_000
HOME, DIARY = "home", "diary"
"""Where a link leads once it has opened the diary."""
_lock = threading.Lock()


@dataclass(frozen=True)
class Launch:
    """A launch of the site: its address, its link, and the cookie that the link has become."""

    origin: str
    link: str
    until: float
    leads_to: str = HOME
    cookie: str = ""
    cookies: tuple[str, ...] = ()


def _file() -> Path:
    return data_folder() / "diary-access.json"


def cookie() -> str:
    """The cookie's name, of this installation alone."""
    return cookie_name("diary")


def new_launch(origin: str) -> str:
    """Closes what earlier launches opened; the path and query of the new launch's link."""
    token = secrets.token_urlsafe(32)
    with _lock:
        _write(Launch(origin, hashed(token), time.time() + LINK_LASTS_S))
    return _path(token)


def another_link() -> str:
    """A new link, whole, for the site that is open; browsers that are in stay in.

    Fault where no launch has told its address.
    """
    token = secrets.token_urlsafe(32)
    with _lock:
        launch = _read()
        if launch is None:
            raise Fault("diary_site.not_open")
        cookies = tuple(one for one in (*launch.cookies, launch.cookie) if one)
        until = time.time() + LINK_LASTS_S
        _write(Launch(launch.origin, hashed(token), until, DIARY, "", cookies))
    return f"{launch.origin}{_path(token)}"


def enter(token: str, held: str) -> tuple[str, str] | None:
    """What a link opens: a new cookie's value (the same one for whoever holds it already), and
    where to go on. None where the link is no longer good."""
    with _lock:
        launch = _read()
        if launch is None or not compare_digest(hashed(token), launch.link):
            return None
        if launch.cookie:
            if held and compare_digest(hashed(held), launch.cookie):
                return held, launch.leads_to
            _write(replace(launch, link="", cookie=""))  # two hold the link: neither is let in
            return None
        if time.time() > launch.until:
            return None
        value = secrets.token_urlsafe(32)
        _write(replace(launch, cookie=hashed(value)))
        return value, launch.leads_to


def may_enter(held: str) -> bool:
    """Whether that cookie's value was given to a browser of this launch."""
    launch = _read()
    if launch is None or not held:
        return False
    mark = hashed(held)
    known = [one for one in (launch.cookie, *launch.cookies) if one]
    same = [compare_digest(mark, one) for one in known]  # each is compared, whichever fits
    return any(same)


def hashed(value: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(value.encode()).hexdigest()


def _path(token: str) -> str:
    return f"/diary/open?token={token}"


def _read() -> Launch | None:
    if not _file().exists():
        return None
    try:
        page = json.loads(read_whole(_file(), MOST_BYTES, fault="diary_site.access"))
        return Launch(**{**page, "cookies": tuple(page["cookies"])})
    except (ValueError, TypeError, KeyError):  # whatever is there, it lets nobody in
        return None


def _write(launch: Launch) -> None:
    write_whole(_file(), json.dumps(asdict(launch)).encode(), replace=True, private=True)
