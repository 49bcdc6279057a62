"""How much one client may ask of the processes that compute. Kept in memory only, for minutes."""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

BURST: Final = 40.0
"""A slider that is drawn over its whole length asks for about so many pictures."""
A_SECOND: Final = 1.0
MOST_CLIENTS: Final = 20_000
V6_BITS: Final = 64
"""What one subscriber is given of IPv6."""
# docs/decisions/022-public-mode.md says why.

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Clients:
    """Who asks through a proxy whose word is taken, and how much each has left.

    Without such a proxy all readers may have one address, so nobody is limited.
    """

    def __init__(
        self, proxies: tuple[str, ...], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._proxies = tuple(map(ipaddress.ip_network, proxies))
        self._clock = clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_s(self, peer: str, forwarded_for: str) -> float:
        """0 where the client may ask now; else how long it has to wait."""
        client = self.client(peer, forwarded_for)
        if client is None:
            return 0.0
        with self._lock:
            now = self._clock()
            tokens, since = self._left.pop(client, (BURST, now))
            tokens = min(BURST, tokens + (now - since) * A_SECOND)
            allowed = tokens >= 1.0
            self._left[client] = (tokens - 1.0 if allowed else tokens, now)
            while len(self._left) > MOST_CLIENTS:
                self._left.popitem(last=False)
        return 0.0 if allowed else (1.0 - tokens) / A_SECOND

    def client(self, peer: str, forwarded_for: str) -> str | None:
        """The client that the last proxy we trust has seen; None where nobody is to be limited.

        Of the list in X-Forwarded-For only the end is written by our own proxies: what stands
        before it may be anybody's invention.
        """
        if not self._proxies:
            return None
        chain = [one.strip() for one in forwarded_for.split(",") if one.strip()]
        seen = _address(peer)
        while seen is not None and self._trusted(seen) and chain:
            seen = _address(chain.pop())
        return peer if seen is None else _subscriber(seen)

    def _trusted(self, address: Address) -> bool:
        return any(address in network for network in self._proxies)


def _address(text: str) -> Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return mapped or found


def _subscriber(address: Address) -> str:
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, V6_BITS), strict=False))
