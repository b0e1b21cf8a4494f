# ruff: noqa: E501  (feeds under test stand on one line)
"""RSS, Atom, sitemaps and their indexes, as feeds are in the wild."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from pipeline.crawl.days import stamp_day, stamp_days
from pipeline.crawl.items import Item, Listing
from pipeline.crawl.listing import read_listing
from tests.sources.making import source

URL = "https://a.gov.vn/rss"
RSS = '<?xml version="1.0" encoding="{0}"?><rss version="2.0"><channel><link>https://a.gov.vn/</link>{1}</channel></rss>'
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def rss(items: str, encoding: str = "utf-8") -> bytes:
    return RSS.format(encoding, items).encode(encoding)


def read(body: bytes, kind: str = "rss", **given: object) -> Listing:
    return read_listing(source(kind, URL, **given), body, URL, "text/xml")


ENTRIES = [
    ("<item><title>Tin</title><link>https://a.gov.vn/1</link></item>", Item("https://a.gov.vn/1", "Tin", None)),
    ("<item><title>Tin</title><link>/1?a=1&amp;b=2</link></item>", Item("https://a.gov.vn/1?a=1&b=2", "Tin", None)),
    ("<item><title>Tin</title><link>/1?a=1&b=2</link></item>", Item("https://a.gov.vn/1?a=1&b=2", "Tin", None)),
    ("<item><title>Tin &amp;amp; bài</title><link>/1</link></item>", Item("https://a.gov.vn/1", "Tin & bài", None)),
    ("<item><title><![CDATA[<b>Tin</b> &ldquo;mới&rdquo;]]></title><link>/1</link></item>", Item("https://a.gov.vn/1", "Tin “mới”", None)),
    ("<item><title>Tin&nbsp;mới</title><link>/1</link></item>", Item("https://a.gov.vn/1", "Tin mới", None)),
    ("<item><title>Tin</title><link><![CDATA[/1?a=1&b=2]]></link></item>", Item("https://a.gov.vn/1?a=1&b=2", "Tin", None)),
    ("<item><title>Tin</title><guid>https://a.gov.vn/1</guid></item>", Item("https://a.gov.vn/1", "Tin", None)),
    ("<item><link>/1</link></item>", Item("https://a.gov.vn/1", "", None)),
    ("<item><title>Tin</title><link>/1</link><pubDate>Fri, 20 Nov 2026 18:30:00 GMT</pubDate></item>", Item("https://a.gov.vn/1", "Tin", date(2026, 11, 21))),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "item"), ENTRIES)
def test_entries_of_rss(entry: str, item: Item) -> None:
    assert read(rss(entry)).items == (item,)


@pytest.mark.parametrize(
    "link", ["https://b.vn/1", "javascript:alert(1)", "file:///etc/passwd", "http://127.0.0.1/", "", "http://[", "mailto:a@b"]
)
def test_entries_that_lead_elsewhere(link: str) -> None:
    assert read(rss(f"<item><title>Tin</title><link>{link}</link></item>")).items == ()


def test_atom() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="/rss?trang=2"/><entry><title type="html">&lt;i&gt;Tin&lt;/i&gt;</title>
        <link rel="edit" href="/edit/1"/><link href="/1"/><updated>2026-11-21T00:00:00Z</updated><published>2026-11-20T08:00:00+07:00</published></entry></feed>"""
    assert read(feed.encode()) == Listing((Item("https://a.gov.vn/1", "Tin", date(2026, 11, 20)),), "https://a.gov.vn/rss?trang=2")


def test_rdf() -> None:
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="x"><title>A</title></channel><item rdf:about="https://a.gov.vn/1"><title>Tin</title><link>https://a.gov.vn/1</link><dc:date>2026-11-20</dc:date></item></rdf:RDF>"""
    assert read(feed.encode()).items == (Item("https://a.gov.vn/1", "Tin", date(2026, 11, 20)),)


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", "utf-8"), ("utf-16", "utf-16"), ("utf-8", "iso-8859-1"), ("utf-8-sig", "utf-8")]
)
def test_character_sets(encoding: str, declared: str) -> None:
    body = RSS.format(declared, "<item><title>Sở Nội vụ</title><link>/1</link></item>").encode(encoding)
    assert read(body).items[0].title == "Sở Nội vụ"


def test_a_feed_that_was_cut_off_gives_what_came() -> None:
    whole = rss("".join(f"<item><title>Tin {n}</title><link>/{n}</link></item>" for n in range(5)))
    assert [item.title for item in read(whole[: whole.index(b"Tin 3")]).items] == ["Tin 0", "Tin 1", "Tin 2"]


def test_blanks_and_comments_before_the_feed() -> None:
    body = rss("<item><title>Tin</title><link>/1</link></item>")
    assert len(read(b"\n\n  " + body).items) == len(read(body.replace(b"?><rss", b"?><!-- a --><rss")).items) == 1


def test_entities_are_not_resolved() -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 50 if n else b"&a;" * 50) for n in range(9)
    )
    found = read(bomb + b"]><rss><channel><item><title>&a8;</title><link>/1</link></item></channel></rss>")
    assert sum(len(item.title) for item in found.items) < 1000
    outside = b'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]><rss><channel><item><title>T&f;</title><link>/1</link></item></channel></rss>'
    assert [item.title for item in read(outside).items] == ["T&f;"]


def test_a_page_instead_of_the_feed_has_no_items_of_a_feed() -> None:
    assert read(b"<html><body><h1>Website tam ngung hoat dong</h1></body></html>").items == ()


@pytest.mark.parametrize("kind", ["rss", "sitemap"])
def test_a_page_with_links_is_no_feed(kind: str) -> None:
    links = "".join(f'<li><a href="/bai-{n}">Một tin dài có đến hơn năm chữ số {n}</a></li>' for n in range(9))
    assert read(f"<html><ul>{links}</ul></html>".encode(), kind).items == ()


def test_sitemap_zipped() -> None:
    body = SITEMAP.format("<url><loc>https://a.gov.vn/1</loc><lastmod>2026-11-20</lastmod></url><url><loc>https://b.vn/2</loc></url>")
    assert read(gzip.compress(body.encode()), "sitemap").items == (Item("https://a.gov.vn/1", "", date(2026, 11, 20)),)


def test_a_sitemap_index_leads_to_its_newest() -> None:
    parts = [
        ("post-1.xml", "2026-01-02"),
        ("post-3.xml", "2026-11-20"),
        ("category-sitemap.xml", "2026-11-20"),
        ("post-2.xml", "2026-10-01"),
    ]
    body = "".join(f"<sitemap><loc>https://a.gov.vn/{name}</loc><lastmod>{day}</lastmod></sitemap>" for name, day in parts)
    body = f"<sitemapindex>{body}<sitemap><loc>https://b.vn/x.xml</loc></sitemap></sitemapindex>"
    found = read(body.encode(), "sitemap", pages=2)
    assert found == Listing((), "https://a.gov.vn/post-3.xml", ("https://a.gov.vn/post-2.xml",))


def test_a_gzip_bomb_stays_small() -> None:
    assert read(gzip.compress(b"\0" * (80 << 20), 9), "sitemap").items == ()


def test_pages_of_a_feed_by_template() -> None:
    assert read(rss("<item><title>Tin</title><link>/1</link></item>"), next="?paged={page}").next == URL + "?paged=2"
    assert read(rss(""), next="?paged={page}").next is None


STAMPS = [
    ("Fri, 20 Nov 2026 08:00:00 +0700", date(2026, 11, 20)),
    ("Fri, 20 Nov 2026 17:00:00 +0000", date(2026, 11, 21)),
    ("2026-11-20", date(2026, 11, 20)),
    ("2026-11-20T23:30:00Z", date(2026, 11, 21)),
    ("20/11/2026 8:30:15 SA", date(2026, 11, 20)),
    ("Thứ sáu, 20/11/2026, 08:30 (GMT+7)", date(2026, 11, 20)),
    ("0001-01-01T00:00:00", None),
    ("9999-12-31T23:59:59Z", None),
    ("", None),
    ("hôm qua", None),
    (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("stamp", "day"), STAMPS)
def test_stamps(stamp: str | None, day: date | None) -> None:
    assert stamp_day(stamp) == day


def test_stamps_of_a_server_set_to_english() -> None:
    assert stamp_days(["11/5/2026 8:00:00 AM", "11/20/2026 9:00:00 PM"]) == [date(2026, 11, 5), date(2026, 11, 20)]
    assert stamp_days(["5/11/2026 8:00:00", "20/11/2026 21:00:00"]) == [date(2026, 11, 5), date(2026, 11, 20)]
    assert stamp_days(["11/20/2026", "20/11/2026"]) == [None, date(2026, 11, 20)]
