"""What belongs to one installation: its data folder, its secret key, its cookie names, and where
mistakes are reported."""

import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from datetime import tzinfo
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from platformdirs import user_data_path

from multifocal.fault import Fault, Phrase
from multifocal.files import read_whole, write_whole

DATA_VARIABLE = "MULTIFOCAL_DATA"
CONTACT_VARIABLE = "MULTIFOCAL_CONTACT"
ADDRESS_VARIABLE = "MULTIFOCAL_ADDRESS"
ZONE_VARIABLE = "MULTIFOCAL_ZONE"
KEY_FILE = "secret_key"
LOCAL_TIME = Path("/etc/localtime")
FEWEST_KEY_BYTES, MOST_KEY_BYTES = 32, 1000

_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True)
class Contact:
    """Where readers report a mistake: the text that they see, and whether it is a mail address."""

    address: str
    by_mail: bool


@cache
def data_folder() -> Path:
    """The folder for the database and the key, made if needed, readable by its owner only.

    `MULTIFOCAL_DATA` overrides the place that the operating system gives to user data.
    """
    named = os.environ.get(DATA_VARIABLE)
    folder = Path(named).expanduser() if named else user_data_path("multifocal", appauthor=False)
    try:
        if not folder.is_absolute() and not named:  # without a home, "~" stands for itself
            raise _unusable(folder, Phrase.of("web.data_folder.no_home"))
        folder = folder.resolve()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: ~ in a name, and nobody's home
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise _unusable(folder, reason) from None
    return folder


def _unusable(folder: Path, reason: str | Phrase) -> Fault:
    return Fault("web.data_folder", reason=reason, variable=DATA_VARIABLE, source=str(folder))


@cache
def secret_key() -> str:
    """The installation's key: drawn once, kept in a file that only its owner may read."""
    place = data_folder() / KEY_FILE
    if not place.exists():
        try:
            write_whole(place, secrets.token_urlsafe(48).encode("ascii"), private=True)
        except Fault:  # of two processes that start at once, the first one's key stays
            if not place.exists():
                raise
    key = read_whole(place, MOST_KEY_BYTES, fault="web.key_unreadable")
    if not FEWEST_KEY_BYTES <= len(key) <= MOST_KEY_BYTES or not key.isascii():
        raise Fault("web.key", source=str(place))
    return key.decode("ascii")


def cookie_name(kind: str) -> str:
    """A cookie name of this installation alone, because all ports of one host share cookies."""
    mark = hashlib.sha256(str(data_folder()).encode()).hexdigest()[:8]
    return f"multifocal_{kind}_{mark}"


def hand_over_zone() -> None:
    """Puts the machine's time zone where the site looks for it. Django has its own (UTC) and sets
    the process to it, so this is asked before Django is set up."""
    os.environ.setdefault(ZONE_VARIABLE, os.environ.get("TZ", ""))


@cache
def machine_zone() -> tzinfo | None:
    """The time zone of this machine's clock, with its name where that is known; None where nothing
    tells it (Windows: there the clock of the process is the machine's)."""
    named = os.environ.get(ZONE_VARIABLE, "").lstrip(":")
    linked = str(LOCAL_TIME.resolve()).partition("zoneinfo/")[2]
    for name in (named, linked):
        try:
            if name:
                return ZoneInfo(name)
        except (ValueError, OSError):  # no such zone here
            continue
    try:
        with LOCAL_TIME.open("rb") as file:
            return ZoneInfo.from_file(file)
    except (ValueError, OSError):
        return None


def contact() -> Contact | None:
    """Where this installation wants mistakes reported, from `MULTIFOCAL_CONTACT`: a mail address
    or an https address; None where it is not set.

    Fault where it is neither.
    """
    named = os.environ.get(CONTACT_VARIABLE, "").strip()
    if not named:
        return None
    if _MAIL.fullmatch(named):
        return Contact(named, by_mail=True)
    if _is_secure(named):
        return Contact(named, by_mail=False)
    raise Fault("web.contact", address=named, source=CONTACT_VARIABLE)


def shared_origin() -> str | None:
    """Where others can read this site, from `MULTIFOCAL_ADDRESS`: pages of this copy hand that
    address on. None where it is not set: then nothing is handed on, for nobody else can open it.

    Fault where it is no https address, or has a query or a fragment.
    """
    named = os.environ.get(ADDRESS_VARIABLE, "").strip().rstrip("/")
    if not named:
        return None
    if not _is_secure(named) or set(named) & set("?#"):
        raise Fault("web.address", address=named, source=ADDRESS_VARIABLE)
    return named


def _is_secure(named: str) -> bool:
    """Whether it is a whole https address."""
    try:
        address = urlsplit(named)
        return address.scheme == "https" and bool(address.hostname) and not re.search(r"\s", named)
    except ValueError:
        return False
