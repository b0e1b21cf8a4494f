"""Which addresses may be connected to, and that it is these that are connected to."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.crawl.dial import Dialler, is_public
from pipeline.crawl.faults import Fault
from pipeline.crawl.wire import Request, Wire
from tests.crawl.conftest import QUICK, FakeClock, Nights, source
from tests.crawl.faults import redirect
from tests.crawl.pages import BODY, nukeviet, page, titles
from tests.crawl.portal import Portal

PUBLIC = ["113.160.92.1", "8.8.8.8", "2405:4800::1", "2001:4860:4860::8888"]
PRIVATE = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.9.10", "169.254.169.254", "172.16.0.1", "192.0.0.1", "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:192.168.0.1", "::ffff:a9fe:a9fe", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2002:c0a8:101::1",
    "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1", "2001:0:7f00:1:0:0:80ff:fffe",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="192.168.0.0/16") | st.ip_addresses(network="127.0.0.0/8"))
def test_an_inner_address_is_not_public_in_any_dress(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    dressed = [
        ipaddress.IPv6Address(prefix | number << shift) for prefix, shift in ((0xFFFF << 32, 0), (0x64FF9B << 96, 0), (0x2002 << 112, 80))
    ]
    assert not any(is_public(str(one)) for one in (address, *dressed))


@pytest.mark.parametrize("resolved", [["127.0.0.1"], ["10.0.0.8"], ["113.160.92.1", "192.168.1.1"], ["::1"], []])
def test_a_name_that_resolves_inside_is_not_connected_to(resolved: list[str], nights: Nights) -> None:
    with Portal() as portal:
        wanted = source(portal, "http://cong.example/tin-tuc/", hosts=("cong.example",))
        visit = nights.run(wanted, allow_private=False, resolver=lambda host, port: resolved)
        assert (visit.state, visit.tally.errors) == ("failed", {"robots_unreachable": 1})
        assert "not a public address" in visit.tally.examples["robots_unreachable"]
        assert portal.log == []


def test_the_address_that_was_looked_at_is_the_one_connected_to(portal: Portal, nights: Nights) -> None:
    """A name that no system resolver knows: only the address that we resolved and checked can have been used, and only once each."""
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    nukeviet(portal, titles(1))
    with pytest.raises(OSError):
        socket.getaddrinfo("cong.invalid", portal.port)
    site = f"cong.invalid:{portal.port}"
    visit = nights.run(source(portal, f"http://{site}/tin-tuc/", hosts=(site,)), resolver=resolver)
    assert visit.tally.new == 1
    assert asked == ["cong.invalid"] * len(portal.log)
    assert {entry.headers["host"] for entry in portal.log} == {site}


def test_a_name_that_turns_inward_after_the_look_gains_nothing(portal: Portal) -> None:
    """Rebinding: the first answer is public, every later one is loopback. There is one look a connection, and it is what counts."""
    answers = iter([["192.0.2.1"], ["127.0.0.1"], ["127.0.0.1"]])
    dialler = Dialler(QUICK, resolver=lambda host, port: next(answers))
    for _ in range(3):
        with pytest.raises(Fault, match="not a public address") as raised:
            dialler.connect_tcp("cong.example", 80)
        assert raised.value.kind == "private_address"
    assert portal.log == []


@pytest.mark.parametrize("port", [22, 81, 3306, 8080])
def test_other_ports_are_not_connected_to(port: int) -> None:
    with pytest.raises(Fault) as raised:
        Dialler(QUICK, resolver=lambda host, port: ["113.160.92.1"]).connect_tcp("cong.example", port)
    assert raised.value.kind == "port"


def test_a_listed_name_that_resolves_inside() -> None:
    """The host is listed and its address is private: with private addresses forbidden nothing of it is asked."""
    wire = Wire(QUICK, FakeClock(), resolver=lambda host, port: ["127.0.0.1"])
    with pytest.raises(Fault) as raised:
        wire.send(Request("http://noi-bo.example/"))
    assert raised.value.kind == "private_address"


def test_redirects_are_followed_within_the_listed_hosts(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    with Portal() as other:
        other.put("/bai", page("Phát động thi đua", BODY))
        portal.fail("/tin-tuc/bai-1.html", redirect(other.url("/bai"), 301), always=True)
        portal.fail("/tin-tuc/bai-2.html", redirect("/mot", 307), always=True)
        portal.fail("/mot", redirect("/hai", 308), always=True)
        portal.put("/hai", page("Phát động phong trào", BODY))
        visit = nights.run(source(portal, "/tin-tuc/", hosts=(portal.site, other.site)))
        assert visit.tally.new == 2
        assert len(other.asked("/robots.txt")) == 1  # the other host has a say too


def test_a_chain_of_redirects_ends(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(1))
    portal.fail("/tin-tuc/bai-1.html", redirect("/r/0"), always=True)
    for number in range(20):
        portal.fail(f"/r/{number}", redirect(f"/r/{number + 1}"), always=True)
    visit = nights.run(source(portal, "/tin-tuc/"))
    assert visit.tally.errors == {"redirects": 1}
    assert len(portal.asked()) == 1 + 1 + QUICK.redirects
