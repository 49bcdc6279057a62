"""Which address of this machine the site at home listens on: one, and a private one."""

import contextlib
import ipaddress
import socket
import sys
from collections.abc import Iterable
from typing import Final

from multifocal.fault import Fault

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 1918 (10, 172.16, 192.168), RFC 3927 (169.254), RFC 4193 (fc00::/7). Python's own
# `is_private` takes in more: test networks, carriers' shared addresses, multicast.
_PRIVATE: Final = tuple(
    ipaddress.ip_network(one)
    for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7")
)
_ELSEWHERE: Final = ("203.0.113.1", 9)
"""An address that is kept for examples (RFC 5737). Nothing is sent there: a datagram socket that is
connected learns only which way the system would take."""
_GET_ADDRESS: Final = 0x8915
"""Linux: SIOCGIFADDR."""


def is_private(address: Address) -> bool:
    """Whether only a home's or an office's own network can reach it."""
    return any(address in network for network in _PRIVATE if network.version == address.version)


def home_address(named: str | None, known: Iterable[str] | None = None) -> str:
    """The address to listen on: the one that was named, or the only private one of this machine.

    Fault where it is public or none, where there is none, or where there are several to choose
    from: on a machine with a second network, that one's people would be let near.
    """
    if named is not None:
        return str(_checked(named))
    private = private_addresses(known)
    if not private:
        raise Fault("home.no_address")
    if len(private) > 1:
        raise Fault("home.several", addresses=private, first=private[0])
    return private[0]


def private_addresses(known: Iterable[str] | None = None) -> tuple[str, ...]:
    """The private IPv4 addresses of this machine that a router has given, the default way's
    first."""
    every = dict.fromkeys(known if known is not None else _own_addresses())
    addresses = [ipaddress.ip_address(one) for one in every]
    return tuple(str(one) for one in addresses if is_private(one) and not one.is_link_local)


def _checked(named: str) -> Address:
    try:
        address = ipaddress.ip_address(named.strip("[]"))
    except ValueError:
        raise Fault("home.address", address=named) from None
    if address.is_unspecified:
        raise Fault("home.every_address", address=named)
    if not address.is_loopback and not is_private(address):
        raise Fault("home.public_address", address=named)
    return address


def _own_addresses() -> Iterable[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way, contextlib.suppress(OSError):
        way.connect(_ELSEWHERE)
        yield str(way.getsockname()[0])
    if sys.platform == "linux":
        yield from _of_interfaces()
    with contextlib.suppress(OSError):
        yield from socket.gethostbyname_ex(socket.gethostname())[2]


def _of_interfaces() -> Iterable[str]:
    import fcntl  # noqa: PLC0415 (POSIX only)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asks:
        for _, name in socket.if_nameindex():
            with contextlib.suppress(OSError):  # an interface without an IPv4 address
                told = fcntl.ioctl(asks, _GET_ADDRESS, name.encode()[:15].ljust(256, b"\0"))
                yield socket.inet_ntoa(told[20:24])
