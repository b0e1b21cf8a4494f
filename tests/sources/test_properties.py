# ruff: noqa: E501
"""Whatever bytes a server sends, a listing comes out, and nothing in it may not be fetched."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.crawl.kinds import KINDS
from pipeline.crawl.links import absolute, allowed, site_of
from pipeline.crawl.listing import attachments, read_listing
from pipeline.crawl.sourcefile import check
from tests.sources.making import Example, examples, source

URL = "https://a.gov.vn/tin"
SOURCES = [source(kind, URL) for kind in KINDS] + [
    source("general", URL, item="re:tin", next="?p={page}"),
    source("general", URL, next="a"),
]

# Pieces of listings and of what breaks them: a body made of them reaches further into the readers than bytes at random.
PIECES = st.sampled_from(
    [b"<a href='/tin-", b"1'>", b"</a>", b"<li class=x>", b"</li>", b"<base href='", b"javascript:", b"http://", b"https://a.gov.vn/", b"'>",
     b"<time datetime='2026-", b"20/11/2026", b"<rss><channel>", b"<item>", b"<link>", b"</link>", b"<urlset><url><loc>", b"<sitemapindex>",
     b"<sitemap><loc>", b"</loc>", b"<lastmod>", b"&#x0;", b"&a;", b"<![CDATA[", b"]]>", b"\x00", b"\xff", b"<?xml version='1.0' encoding='",
     b"hex", b"utf-7", b"'?>", b"<h2>", b"\xe1\xba", b"//[", b"@", b":99999", b"<table><tr><td>", b"Ph\xc3\xa1t \xc4\x91\xe1\xbb\x99ng thi \xc4\x91ua"]
)  # fmt: skip
BODIES = st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=40).map(b"".join))
HEADERS = st.one_of(
    st.none(), st.sampled_from(["text/html; charset=hex", "text/xml; charset=utf-7", "charset=", "a; charset=utf-16"]), st.text(max_size=30)
)


@settings(max_examples=150, deadline=None)
@given(body=BODIES, header=HEADERS, chosen=st.sampled_from(SOURCES))
@example(body=b"<rss><channel><item><link>http://[</link></item></channel></rss>", header=None, chosen=SOURCES[0])
@example(body=b"\x1f\x8b\x08", header="text/html; charset=undefined", chosen=SOURCES[0])
def test_any_bytes_are_a_listing(body: bytes, header: str | None, chosen) -> None:
    found = read_listing(chosen, body, URL, header)
    links = [item.url for item in found.items] + ([found.next] if found.next else []) + list(found.more)
    assert all(link.startswith(("https://a.gov.vn/", "http://a.gov.vn/")) for link in links)
    assert len({item.url for item in found.items}) == len(found.items)
    assert all("\n" not in item.title and (item.published is None or isinstance(item.published, date)) for item in found.items)
    assert all(link.startswith(("https://a.gov.vn/", "http://a.gov.vn/")) for link in attachments(chosen, body, URL))


@settings(max_examples=200, deadline=None)
@given(href=st.one_of(st.text(max_size=60), st.lists(st.sampled_from(["http", "s", ":", "//", "a.gov.vn", "@", "[", "]", ":80", "\\", "#", "?", "..", "/", "javascript", "\n", "%00", "đ", "\ud800"]), max_size=9).map("".join)))  # fmt: skip
def test_any_link_is_an_address_or_none(href: str) -> None:
    found = absolute(URL, href)
    if found is not None:
        assert found.startswith(("http://", "https://"))
        assert site_of(found)
        assert absolute(URL, found) == found
        assert found.isascii() and found.isprintable() and " " not in found
    assert isinstance(allowed(found, ("a.gov.vn",)), bool)


@pytest.mark.parametrize("whole", [one for one in examples() if one.right["kind"] != "general"], ids=lambda one: one.folder.name)
def test_a_listing_cut_anywhere_has_no_address_of_its_own(whole: Example) -> None:
    body = whole.listing
    for end in range(0, len(body), max(len(body) // 150, 1)):
        found = read_listing(whole.source, body[:end], whole.right["url"], None)
        assert {item.url for item in found.items} <= {item.url for item in whole.rows}
        assert found.next in (None, whole.right["next"])


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.text(max_size=80), st.lists(st.sampled_from(["sources:\n", "  - ", "id: a\n", "defaults:\n", "  pace: 2\n", "    start: ", "http://a.vn\n", "[", "{", "&a ", "*a", "!!python/name:os.system ", "- ", "\t", "? ", ": ", "'", "\n"]), max_size=12).map("".join)))  # fmt: skip
def test_any_text_is_a_list_of_sources_or_has_faults(text: str, tmp_path_factory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")
    _, faults = check(path)
    assert faults
    assert all(fault.startswith(f"{path}:") and fault.split(":")[1].isdigit() for fault in faults)
