"""What `multifocal serve --public` was told, handed to the worker through the environment."""

import ipaddress
import json
import os
import re
import stat
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import multifocal
from multifocal.fault import Fault

VARIABLE: Final = "MULTIFOCAL_PUBLIC"
SETTINGS: Final = "multifocal.web.public.settings"
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")

_NAME = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*"
)
_WIDEST_BITS: Final = {4: 8, 6: 16}
"""A network that holds more addresses than one with so many fixed bits is no list of proxies."""


@dataclass(frozen=True)
class PublicMode:
    """The names that the site answers to, the first of which its links name; the networks whose
    X-Forwarded-For is believed; and how many processes simulate."""

    hosts: tuple[str, ...]
    proxies: tuple[str, ...] = ()
    processes: int = 1

    @property
    def origin(self) -> str:
        """Scheme and name in every link that the site makes of itself."""
        host = self.hosts[0]
        return f"{'http' if host in LOOPBACK else 'https'}://{host}"

    def hand_over(self) -> None:
        """Put it where the worker's settings look for it."""
        os.environ[VARIABLE] = json.dumps(asdict(self))
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS

    @classmethod
    def handed_over(cls) -> "PublicMode":
        """What the command handed over; in a process that it did not start, this machine alone."""
        told = json.loads(os.environ.get(VARIABLE, "null"))
        if told is None:
            return cls(("localhost",))
        return cls(tuple(told["hosts"]), tuple(told["proxies"]), told["processes"])


def public_mode(hosts: tuple[str, ...], proxies: tuple[str, ...], processes: int) -> PublicMode:
    """The mode, checked. Fault where a name or a network would let more in than it should."""
    if not hosts:
        raise Fault("public.no_host")
    for host in hosts:
        if not _NAME.fullmatch(host) or _is_address(host):
            raise Fault("public.host", host=host)
    for proxy in proxies:
        _check_network(proxy)
    return PublicMode(tuple(hosts), tuple(proxies), processes)


def _is_address(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_network(proxy: str) -> None:
    try:
        network = ipaddress.ip_network(proxy)
    except ValueError:
        raise Fault("public.proxy", proxy=proxy) from None
    if network.prefixlen < _WIDEST_BITS[network.version]:
        raise Fault("public.proxy_wide", proxy=proxy)


def check_surroundings(*, as_root: bool) -> None:
    """Fault where this process must not serve strangers: other settings, root, files that others
    may change."""
    if os.name != "posix":
        raise Fault("public.system")
    named = os.environ.get("DJANGO_SETTINGS_MODULE", SETTINGS)
    if named != SETTINGS:
        raise Fault("public.settings", settings=named)
    if os.geteuid() == 0 and not as_root:
        raise Fault("public.root")
    check_files(Path(multifocal.__file__).parent)


def check_files(package: Path) -> None:
    """Fault where a file that will run can be changed by everyone on this machine."""
    for place in (package, *package.parents, *package.rglob("*")):
        mode = place.lstat().st_mode
        sticky = stat.S_ISDIR(mode) and mode & stat.S_ISVTX
        if mode & stat.S_IWOTH and not stat.S_ISLNK(mode) and not sticky:
            raise Fault("public.writable", source=str(place))


def check_settings() -> None:
    """Fault where Django would tell strangers what went wrong, or knows a database."""
    from django.conf import settings  # noqa: PLC0415  (after it was set up)

    # Django itself puts in one that refuses all use
    databases: dict[str, Any] = settings.DATABASES
    kept = any(not str(one["ENGINE"]).endswith(".dummy") for one in databases.values())
    if settings.DEBUG or kept or "*" in settings.ALLOWED_HOSTS:
        raise Fault("public.settings", settings=os.environ["DJANGO_SETTINGS_MODULE"])
