"""Addresses: one form for one page, and which may be asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.crawl.faults import Fault
from pipeline.crawl.urls import asked, canonical, check

SAME = [
    ("HTTP://Tinh.GOV.vn:80/Tin/Bai.aspx?ID=2#dau", "http://tinh.gov.vn/Tin/Bai.aspx?ID=2"),
    ("https://tinh.gov.vn", "https://tinh.gov.vn/"),
    ("https://tinh.gov.vn/a/./b/../c", "https://tinh.gov.vn/a/c"),
    ("https://tinh.gov.vn/tin?b=2&a=1&utm_medium=x&fbclid=y", "https://tinh.gov.vn/tin?a=1&b=2"),
    ("https://tinh.gov.vn/tin;jsessionid=0A1B.node1?id=3", "https://tinh.gov.vn/tin?id=3"),
    ("https://tinh.gov.vn/thi đua", "https://tinh.gov.vn/thi%20%C4%91ua"),
    ("https://tinh.gov.vn/thi%20%c4%91ua", "https://tinh.gov.vn/thi%20%C4%91ua"),
    ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
]
OTHER = [
    ("https://tinh.gov.vn/modules.php?name=News&sid=1", "https://tinh.gov.vn/modules.php?name=News&sid=2"),
    ("https://tinh.gov.vn/tin?NID=1", "https://tinh.gov.vn/tin?NID=2"),
    ("https://tinh.gov.vn/tin?docid=1", "https://tinh.gov.vn/tin"),
    ("https://tinh.gov.vn/Tin", "https://tinh.gov.vn/tin"),
    ("https://tinh.gov.vn/tin?page=1", "https://tinh.gov.vn/tin?page=2"),
]


@pytest.mark.parametrize(("given", "form"), SAME)
def test_canonical(given: str, form: str) -> None:
    assert canonical(given) == form


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_tells_pages_apart_stays(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(st.from_regex(r"https?://[a-z]{1,8}\.vn(:[0-9]{1,4})?/[ -~]{0,30}", fullmatch=True))
def test_the_form_of_a_form_is_itself(url: str) -> None:
    try:
        once = canonical(url)
    except Fault as fault:
        assert fault.kind == "address"
        return
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://tinh.gov.vn/tin", None),
        ("http://tinh.gov.vn:443/", None),
        ("https://TINH.gov.vn./tin", None),
        ("https://tinh.gov.vn:8443/tin", "port"),
        ("https://tinh.gov.vn:0/", "port"),
        ("https://tinh.gov.vn:99999/", "address"),
        ("https://tinh.gov.vn.evil.example/", "host_not_listed"),
        ("https://tinh.gov.vn@evil.example/", "address"),
        ("https://evil.example/?tinh.gov.vn", "host_not_listed"),
        ("https://2130706433/", "host_not_listed"),
        ("ftp://tinh.gov.vn/x", "address"),
        ("file:///etc/passwd", "address"),
        ("javascript:alert(1)", "address"),
        ("//tinh.gov.vn/", "address"),
        ("https://tinh.gov.vn/a b", "address"),
        ("https://tinh.gov.vn/\r\nX: y", "address"),
        ("https://[::1/", "address"),
        ("https://tinh.gov.vn/" + "a" * 5000, "address"),
        ("", "address"),
    ],
)
def test_which_addresses_may_be_asked_for(url: str, kind: str | None) -> None:
    if kind is None:
        check(url, ("tinh.gov.vn",))
        return
    with pytest.raises(Fault) as raised:
        check(url, ("tinh.gov.vn",))
    assert raised.value.kind == kind


@pytest.mark.parametrize("url", ["http://[", "http://[::1", "http://a.vn:x/"])
def test_what_is_no_address_is_said_to_be_none(url: str) -> None:
    with pytest.raises(Fault):
        check(asked(url), ("a.vn",))
        canonical(url)
