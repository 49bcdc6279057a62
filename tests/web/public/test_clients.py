"""Who a client is behind proxies, and how much one may ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.web.public.clients import A_SECOND, BURST, MOST_CLIENTS, Clients

PROXY = "10.0.0.2"


def test_nobody_is_limited_where_no_proxy_is_trusted() -> None:
    clients = Clients(())
    assert all(clients.wait_s("192.0.2.1", "192.0.2.9") == 0 for _ in range(1000))


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        (PROXY, "192.0.2.1", "192.0.2.1"),
        (PROXY, "203.0.113.9, 192.0.2.1", "192.0.2.1"),  # the first part anyone can write
        (PROXY, "192.0.2.1, 10.0.0.3", "192.0.2.1"),  # two proxies of ours
        ("192.0.2.7", "192.0.2.1", "192.0.2.7"),  # no proxy of ours: its word is not taken
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.2", "192.0.2.1", "192.0.2.1"),
        ("", "192.0.2.1", ""),
    ],
)
def test_a_client_is_whom_our_own_proxy_saw(peer: str, forwarded: str, client: str) -> None:
    assert Clients(("10.0.0.0/24",)).client(peer, forwarded) == client


@given(st.lists(st.ip_addresses().map(str) | st.text(max_size=20), max_size=4))
def test_whatever_a_client_writes_before_it_does_not_change_who_it_is(lies: list[str]) -> None:
    forwarded = ",".join([*lies, "192.0.2.1"])
    assert Clients((PROXY,)).client(PROXY, forwarded) == "192.0.2.1"


def test_one_client_has_a_burst_and_then_its_share_and_others_are_not_touched() -> None:
    now = [0.0]
    clients = Clients((PROXY,), clock=lambda: now[0])
    waits = [clients.wait_s(PROXY, "192.0.2.1") for _ in range(int(BURST) + 1)]
    assert waits[:-1] == [0.0] * int(BURST)
    assert waits[-1] == pytest.approx(1 / A_SECOND)
    assert clients.wait_s(PROXY, "192.0.2.2") == 0
    now[0] += waits[-1]
    assert clients.wait_s(PROXY, "192.0.2.1") == 0
    assert clients.wait_s(PROXY, "192.0.2.1") > 0


def test_no_more_clients_are_remembered_than_fit() -> None:
    clients = Clients((PROXY,))
    for number in range(MOST_CLIENTS + 100):
        clients.wait_s(PROXY, f"192.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(clients._left) == MOST_CLIENTS
