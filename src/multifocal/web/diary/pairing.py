"""Which phone may open the site at home: the one that scanned the code, from its own address.

Two notes, each with one writer at a time, so that nothing is lost between processes: whoever makes
a code (the command, a page on this computer) writes the first, the site at home writes the second.
A phone is in only while the code that let it in is the newest one. Both hold hashes, no secrets.
"""

import json
import secrets
import threading
import time
from dataclasses import asdict, dataclass
from enum import StrEnum
from hmac import compare_digest
from pathlib import Path
from typing import Any, Final

from multifocal.fault import Fault
from multifocal.files import read_whole, write_whole
from multifocal.web.diary.access import hashed
from multifocal.web.installation import cookie_name, data_folder

CODE_LASTS_S: Final = 300
MOST_BYTES: Final = 10_000
ENTRANCE: Final = "/in"
_lock = threading.Lock()


@dataclass(frozen=True)
class Code:
    """The site at home as its command wrote it: its address, its certificate's fingerprint, and
    the newest code's hash ("" where none works) with its end."""

    origin: str
    fingerprint: str
    token: str = ""
    until: float = 0.0


@dataclass(frozen=True)
class Phone:
    """Who used a code: from which address, with which cookie's hash ("" once it is shut out)."""

    token: str
    address: str
    cookie: str
    since: float


class State(StrEnum):
    """How far the phone has come."""

    CLOSED = "closed"
    NO_CODE = "no_code"
    WAITING = "waiting"
    OLD = "old"
    IN = "in"
    SPENT = "spent"


@dataclass(frozen=True)
class Pairing:
    """Where the phone stands, from which address it came (IN only), and what the site told."""

    state: State
    address: str = ""
    since: float = 0.0
    code: Code | None = None


def cookie() -> str:
    """The cookie's name; its prefix lets browsers take it over TLS only, and for no other host."""
    return f"__Host-{cookie_name('phone')}"


def open_home(origin: str, fingerprint: str) -> None:
    """The site is open at home; no phone is in, and no code works yet."""
    _phone_file().unlink(missing_ok=True)
    _write(_code_file(), Code(origin, fingerprint))


def close_home() -> None:
    """Forgets the phone and the code."""
    for one in (_code_file(), _phone_file()):
        one.unlink(missing_ok=True)


def new_code() -> str:
    """The whole address of a new code. It shuts out the phone that an earlier one let in.

    Fault where the site is not open at home.
    """
    code = _read_code()
    if code is None:
        raise Fault("home.not_open")
    token = secrets.token_urlsafe(32)
    made = Code(code.origin, code.fingerprint, hashed(token), time.time() + CODE_LASTS_S)
    _write(_code_file(), made)
    return f"{code.origin}{ENTRANCE}?{token}"


def shut_out() -> None:
    """No phone is in, and no code works."""
    code = _read_code()
    if code is not None:
        _write(_code_file(), Code(code.origin, code.fingerprint))


def redeem(token: str, address: str) -> str | None:
    """The cookie's value for the first who brings the newest code in time; None for all others.
    Where it is brought a second time nobody stays in: of two who hold it, one should not."""
    with _lock:
        code = _read_code()
        if code is None or not code.token or not compare_digest(hashed(token), code.token):
            return None
        if _phone_of(code) is not None:
            _write(_phone_file(), Phone(code.token, "", "", time.time()))
            return None
        if time.time() > code.until:
            return None
        value = secrets.token_urlsafe(32)
        _write(_phone_file(), Phone(code.token, address, hashed(value), time.time()))
        return value


def forget() -> None:
    """The site at home shuts its phone out."""
    with _lock:
        code = _read_code()
        if code is not None and code.token:
            _write(_phone_file(), Phone(code.token, "", "", time.time()))


def may_enter(held: str, address: str) -> bool:
    """Whether that cookie's value was given to the phone that is in, and it asks from there."""
    code = _read_code()
    phone = code and _phone_of(code)
    if not phone or not phone.cookie or not held:
        return False
    same = compare_digest(hashed(held), phone.cookie)
    return same and phone.address == address


def pairing() -> Pairing:
    """Where the phone stands."""
    code = _read_code()
    if code is None:
        return Pairing(State.CLOSED)
    phone = _phone_of(code)
    if phone is not None and phone.cookie:
        return Pairing(State.IN, phone.address, phone.since, code)
    if phone is not None:
        return Pairing(State.SPENT, code=code)
    if not code.token:
        return Pairing(State.NO_CODE, code=code)
    return Pairing(State.OLD if time.time() > code.until else State.WAITING, code=code)


def _code_file() -> Path:
    return data_folder() / "home-code.json"


def _phone_file() -> Path:
    return data_folder() / "home-phone.json"


def _read_code() -> Code | None:
    try:
        told = _read(_code_file())
        until = float(told["until"])
        return Code(str(told["origin"]), str(told["fingerprint"]), str(told["token"]), until)
    except (ValueError, TypeError, KeyError):  # whatever is there, it lets nobody in
        return None


def _phone_of(code: Code) -> Phone | None:
    """Who used that code."""
    try:
        told = _read(_phone_file())
        since = float(told["since"])
        phone = Phone(str(told["token"]), str(told["address"]), str(told["cookie"]), since)
        return phone if compare_digest(phone.token, code.token) else None
    except (ValueError, TypeError, KeyError):
        return None


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        raise KeyError(path.name)
    try:
        return dict(json.loads(read_whole(path, MOST_BYTES, fault="home.note")))
    except Fault:  # taken away meanwhile
        raise KeyError(path.name) from None


def _write(path: Path, note: Code | Phone) -> None:
    write_whole(path, json.dumps(asdict(note)).encode(), replace=True, private=True)
