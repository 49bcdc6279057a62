"""Which address the site at home listens on: a private one, and never several at once."""

import socket
from ipaddress import ip_address

import pytest

from multifocal.fault import Fault
from multifocal.web.home.addresses import home_address, is_private, private_addresses

# By the registries: RFC 1918, 3927, 4193 on the one side; RFC 5737, 6598, 4291, 3849 and what is
# assigned to anybody on the other. Python's own `is_private` holds some of these to be private.
PRIVATE = ["10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.1.20", "169.254.3.4", "fd00::2"]
PUBLIC = ["172.15.255.255", "172.32.0.1", "192.0.2.2", "100.64.0.1", "198.18.0.1", "8.8.8.8",
          "192.169.0.1", "11.0.0.1", "2001:db8::1", "fe80::1", "2606:4700::1111", "224.0.0.1",
          "255.255.255.255", "::ffff:192.168.1.20"]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_taken_as_it_is_named(address: str) -> None:
    assert is_private(ip_address(address))
    assert home_address(address) == address


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_that_others_could_reach_is_refused(address: str) -> None:
    assert not is_private(ip_address(address))
    with pytest.raises(Fault, match="strangers could reach it"):
        home_address(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "[::]"])
def test_every_address_at_once_is_refused(address: str) -> None:
    with pytest.raises(Fault, match="every network of this machine"):
        home_address(address)


@pytest.mark.parametrize("address", ["", "home", "192.168.1", "192.168.1.20:8766", "fe80::1%eth0x"])
def test_a_name_or_half_an_address_is_none(address: str) -> None:
    with pytest.raises(Fault, match=r"is not an address|strangers"):
        home_address(address)


def test_the_only_private_address_is_found() -> None:
    assert home_address(None, ["192.0.2.2", "127.0.0.1", "192.168.1.20", "192.168.1.20"]) == (
        "192.168.1.20"
    )


def test_several_are_listed_and_none_is_chosen() -> None:
    with pytest.raises(Fault) as told:
        home_address(None, ["192.168.1.20", "172.17.0.1", "127.0.0.1"])
    assert "192.168.1.20" in told.value.problem and "172.17.0.1" in told.value.problem
    assert "--address 192.168.1.20" in told.value.remedy


@pytest.mark.parametrize("known", [[], ["127.0.0.1"], ["8.8.8.8"], ["169.254.3.4"]])
def test_without_a_network_at_home_it_says_so(known: list[str]) -> None:
    with pytest.raises(Fault, match="no private address"):
        home_address(None, known)


def test_what_is_found_here_are_addresses_of_this_machine_and_nothing_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("sent something")

    for name in ("send", "sendto", "sendmsg", "sendall"):
        monkeypatch.setattr(socket.socket, name, refused)
    for address in private_addresses():
        with socket.socket() as listener:
            listener.bind((address, 0))
