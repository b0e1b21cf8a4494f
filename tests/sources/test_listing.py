# ruff: noqa: E501  (pages under test stand on one line)
"""Reading listings: titles and days as shown, addresses that may be fetched, the following page, odd markup."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from pipeline.crawl.items import Item
from pipeline.crawl.kinds import KINDS
from pipeline.crawl.listing import attachments, has_words, may_concern, read_listing
from tests.sources.making import source

URL = "https://a.gov.vn/tin"


def items(
    body: str | bytes, *, url: str = URL, content_type: str | None = "text/html", **given: object
) -> list[tuple[str, str, str | None]]:
    data = body.encode() if isinstance(body, str) else body
    given = {"item": ".tin a", **given}
    found = read_listing(source(start=URL, **given), data, url, content_type).items
    return [(item.url.removeprefix("https://a.gov.vn"), item.title, item.published and item.published.isoformat()) for item in found]


TITLES = [
    ('<a href="/1">Phát động thi đua</a>', "Phát động thi đua"),
    ('<a href="/1">\n  Phát   động\n<b>thi đua</b>&nbsp;</a>', "Phát động thi đua"),
    ('<a href="/1" title="Phát động phong trào thi đua năm 2027">Phát động phong trào thi...</a>', "Phát động phong trào thi đua năm 2027"),
    ('<a href="/1" title="Bấm để xem">Phát động thi đua</a>', "Phát động thi đua"),
    ('<a href="/1"><img alt="ảnh"></a> <h3><a href="/1">Phát động thi đua</a></h3> <a href="/1">Xem thêm »</a>', "Phát động thi đua"),
    ('<h3><a href="/1">Ngắn</a></h3> <a href="/1">Sáng nay, UBND tỉnh tổ chức lễ phát động phong trào</a>', "Ngắn"),
    ('<a href="/1" title="Phát động thi đua"><img></a>', "Phát động thi đua"),
    ('<a href="/1"><img alt="Lễ phát động thi đua"></a>', "Lễ phát động thi đua"),
    ('<a href="/1"><i class="icon"></i></a>', ""),
    ('<a href="/1">Phát động<script>var a = "x";</script> thi đua</a>', "Phát động thi đua"),
    ('<a href="/1">Pha\u0301t đo\u0323\u0302ng</a>', "Phát động"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "title"), TITLES)
def test_a_title_is_what_the_links_say(html: str, title: str) -> None:
    assert items(f'<div class="tin">{html}</div>') == [("/1", title, None)]


DAYS = [
    ("<span>20/11/2026</span>", "2026-11-20"),
    ("(20/11/2026)", "2026-11-20"),
    ("<i>Thứ sáu, 20-11-2026 08:15</i>", "2026-11-20"),
    ("<span>20.11.2026 07:36702 đã xem</span>", "2026-11-20"),
    ("<span>20 Tháng mười một, 2026</span>", "2026-11-20"),
    ("<p>Ngày đăng: 20/11/2026 | Tác giả: Ban biên tập</p>", "2026-11-20"),
    ("<span>08:15</span> <span>20/11/2026</span>", "2026-11-20"),
    ('<time datetime="2026-11-20T18:30:00Z">20 phút trước</time>', "2026-11-21"),
    ('<time datetime="">20/11/2026</time>', "2026-11-20"),
    ("<p>Đợt thi đua từ ngày 20/11/2026 đến ngày 30/4/2027 trong toàn tỉnh, do UBND tỉnh phát động.</p>", None),
    ("<p>Sáng ngày 20/11/2026, tại hội trường, Ủy ban nhân dân tỉnh tổ chức lễ phát động.</p>", None),
    ("<span>20/11</span>", None),
    ("<span>31/02/2026</span>", None),
    ("<span>01/01/0001</span>", None),
    ("<span>2 giờ trước</span>", None),
]  # fmt: skip


@pytest.mark.parametrize(("beside", "day"), DAYS)
def test_the_day_is_the_one_shown_beside_the_item(beside: str, day: str | None) -> None:
    rows = f'<li class="tin"><a href="/1">Kỷ niệm ngày 19/5/2025</a> {beside}</li><li class="tin"><a href="/2">Tin khác</a> 01/01/2020</li>'
    assert items(f"<ul>{rows}</ul>") == [("/1", "Kỷ niệm ngày 19/5/2025", day), ("/2", "Tin khác", "2020-01-01")]


def test_the_clock_of_the_page_is_not_the_day_of_its_only_item() -> None:
    menu = "".join(f'<li><a href="/{n}">Mục {n}</a></li>' for n in range(20, 30))
    row = '<div class="tin"><p><a href="/1">Phát động thi đua</a> <span>12/11/2026</span></p></div>'
    page = f'<div id="wrap"><div class="clock">Thứ sáu, 20/11/2026</div><ul>{menu}</ul><div>{{}}</div></div>'
    assert items(page.format(row)) == [("/1", "Phát động thi đua", "2026-11-12")]
    assert items(page.format(row.replace("12/11/2026", ""))) == [("/1", "Phát động thi đua", None)]


LINKS = [
    ("/tin/1", "/tin/1"), ("./1", "/1"), ("?id=7#noi-dung", "/tin?id=7"), (" /1\n", "/1"), ("//a.gov.vn/1", "/1"),
    ("HTTPS://A.GOV.VN/1", "/1"), ("https://a.gov.vn:443/1", "/1"), ("https://a.gov.vn./1", "/1"), ("/tin đẹp/1", "/tin%20%C4%91%E1%BA%B9p/1"),
    ("javascript:__doPostBack('a','')", None), ("JaVaScRiPt:void(0)", None), ("java\nscript:void(0)", None), ("mailto:a@a.gov.vn", None),
    ("#", None), ("", None), ("https://b.gov.vn/1", None), ("https://a.gov.vn.b.vn/1", None), ("https://a.gov.vn@b.vn/1", None),
    ("https://u:p@a.gov.vn/1", None), ("https://a.gov.vn:8443/1", None), ("http://127.0.0.1/1", None), ("file:///etc/passwd", None),
    ("data:text/html,x", None), ("http://[::1", None), ("http://a.gov.vn:x/1", None), ("/" + "x" * 3000, None), ("/tin", None),
]  # fmt: skip


@pytest.mark.parametrize(("href", "url"), LINKS, ids=lambda value: str(value)[:30])
def test_only_addresses_that_may_be_fetched(href: str, url: str | None) -> None:
    assert [row[0] for row in items(f'<div class="tin"><a href="{href}">Tin</a></div>')] == ([url] if url else [])


def test_links_without_words_are_buttons_where_addresses_tell_items() -> None:
    page = '<a href="/tin/1">Phát động thi đua</a> <a href="/tin/1?in=1"><i class="fa-print"></i></a>'
    assert items(page, item="re:/tin/") == [("/tin/1", "Phát động thi đua", None)]


def test_base_href() -> None:
    page = '<head><base href="https://a.gov.vn/web/"></head><div class="tin"><a href="1.html">Tin</a></div>'
    assert items(page)[0][0] == "/web/1.html"
    assert items(page.replace("https://a.gov.vn/web/", "javascript:1"))[0][0] == "/1.html"


@pytest.mark.parametrize(
    ("encoding", "content_type", "head"),
    [
        ("utf-8", None, ""),
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("utf-8-sig", None, ""),
        ("utf-16", None, ""),
        ("cp1258", "text/html; charset=windows-1258", ""),
        ("cp1258", None, '<meta charset="windows-1258">'),
        ("cp1258", "text/html; charset=utf-8", ""),
        ("cp1258", "text/html; charset=iso-8859-1", ""),
        ("utf-16", "text/html; charset=utf-8", ""),
    ],
)
def test_wrong_and_rare_character_sets(encoding: str, content_type: str | None, head: str) -> None:
    import unicodedata

    title = "Sở Nội vụ tổ chức hội nghị"
    written = title
    if encoding == "cp1258":  # tones are marks of their own there
        written = "".join(c if _in_cp1258(c) else unicodedata.normalize("NFD", c) for c in title)
        written = "".join(part if _in_cp1258(part) else _half(part) for part in title)
    body = f'{head}<div class="tin"><a href="/1">{written}</a></div>'.encode(encoding)
    assert items(body, content_type=content_type) == [("/1", title, None)]


def _in_cp1258(letter: str) -> bool:
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        return False
    return True


def _half(letter: str) -> str:
    """A letter with its tone apart, as windows-1258 has it: ộ is ô and a dot."""
    import unicodedata

    apart = unicodedata.normalize("NFD", letter)
    tone = next(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", apart.replace(tone, "")) + tone


@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"<", b"plain text", b"%PDF-1.7", b"\x1f\x8b broken", b"<div" * 50_000, b"<a href=/1>" * 3000]
)
def test_what_is_no_listing_has_no_items(body: bytes) -> None:
    for kind in KINDS:
        assert read_listing(source(kind), body, URL, None).items == ()


NASTY = {
    "deep": b"<div>" * 30_000 + b"<a href=/1>Tin</a>" * 3000,
    "deep links": b"<div class=tin><a href=/1>" * 5000,
    "one link often": b"<ul class=tin>" + b"<li><a href=/1>Tin</a> 1/1/2026</li>" * 5000,
    "many links": b"<ul class=tin>" + b"".join(b"<li><a href=/%d>Mot tin dai hon nam chu</a></li>" % n for n in range(4000)),
    "comments": b"<!---->" * 20_000,
    "open comments": b"<!--" * 20_000,
    "instructions": b"<?a?>" * 20_000,
    "open sections": b"<rss>" + b"<![CDATA[" * 100_000,
    "open items": b"<rss><channel>" + b"<item><link>/1</link>" * 20_000,
    "ampersands": b"<rss><channel><item><title>" + b"&" * 200_000,
    "long title": b"<div class=tin><a href=/1>" + b"1/1/2026 " * 100_000 + b"</a> " + b"1/1/2026 " * 100_000,
}


@pytest.mark.parametrize("body", NASTY.values(), ids=NASTY.keys())
def test_bodies_that_are_made_to_keep_a_reader_busy(body: bytes) -> None:
    for given in (source(start=URL), source(start=URL, item=".tin a"), source("rss", URL)):
        read_listing(given, body, URL, None)


def test_a_selector_that_finds_nothing_is_not_replaced_by_another_list() -> None:
    menu = "".join(f'<li><a href="/bai-{n}">Một tin dài có đến hơn năm chữ số {n}</a></li>' for n in range(9))
    assert items(f"<ul>{menu}</ul>", item=".danh-sach-moi a") == []
    assert len(items(f"<ul>{menu}</ul>", item=None)) == 9


NEXT = '<div class="tin"><a href="/1">Tin</a></div><ul class="p"><li class="on">1</li>{}</ul>'


@pytest.mark.parametrize(
    ("after", "following"),
    [
        ('<li><a href="?page=2">2</a></li>', "https://a.gov.vn/tin?page=2"),
        ('<li><a href="javascript:__doPostBack(1)">2</a></li>', None),
        ('<li><a href="https://b.vn/tin?page=2">2</a></li>', None),
        ('<li><a href="/tin">2</a></li>', None),
        ('<li><a href="?page=2">2</a><a href="?page=3">3</a></li>', None),
        ('<li><a href="?page=2">2</a><a href="?page=2">›</a></li>', "https://a.gov.vn/tin?page=2"),
        ("", None),
    ],
)
def test_the_following_page_by_selector(after: str, following: str | None) -> None:
    assert read_listing(source(item=".tin a", next=".p .on + li a"), NEXT.format(after).encode(), URL, None).next == following


@pytest.mark.parametrize(
    ("template", "at", "following"),
    [
        ("?page={page}", URL, URL + "?page=2"),
        ("?page={page}", URL + "?page=2", URL + "?page=3"),
        ("?page={page}", "http://www.a.gov.vn/tin?page=2", URL + "?page=3"),
        ("?page={page}", URL + "?page=3", None),
        ("?page={page-1}", URL, URL + "?page=1"),
        ("?page={page-1}", URL + "?page=1", URL + "?page=2"),
        ("?page={page-1}", URL + "?page=2", None),
        ("/tin/page-{page}/", URL, "https://a.gov.vn/tin/page-2/"),
        ("/tin/page-{page}/", "https://a.gov.vn/tin/page-2/", "https://a.gov.vn/tin/page-3/"),
        ("https://b.vn/{page}", URL, None),
    ],
)
def test_the_following_page_by_template(template: str, at: str, following: str | None) -> None:
    body = b'<div class="tin"><a href="/1">Tin</a></div>'
    given = source(item=".tin a", next=template, pages=3, hosts=("a.gov.vn", "www.a.gov.vn"))
    assert read_listing(given, body, at, None).next == following
    assert read_listing(given, b"<p>Chua co tin</p>", at, None).next is None


def test_words_that_an_item_must_have() -> None:
    given = source(must_have=("thi đua", "Cuộc vận động"))
    assert has_words(given, "THI ĐUA yêu nước")
    assert has_words(given, "Hội nghị", "phát động thi  đua,")
    assert has_words(given, "cuô\u0323c vận động")
    assert not has_words(given, "thi đuađua", "cuộc thi", "")
    assert may_concern(given, Item("https://a.gov.vn/phat-dong-thi-dua-nam-2027.html", "Tin vắn", None))
    assert may_concern(given, Item("https://a.gov.vn/1", "", date(2026, 1, 1)))
    assert not may_concern(given, Item("https://a.gov.vn/gia-lua", "Giá lúa tăng", None))


def test_attachments_are_on_listed_hosts() -> None:
    prose = "<p>" + "UBND tỉnh ban hành kế hoạch phát động phong trào thi đua trong toàn tỉnh, đến hết năm 2027. " * 4 + "</p>"
    links = "".join(
        f'<p>Tệp: <a href="{href}">tệp</a></p>'
        for href in ("a.pdf", "https://b.vn/b.pdf", "javascript:c.pdf", "d.xlsx", "e.DOCX?v=1", "http://10.0.0.1/f.doc", "a.pdf#page=2")
    )
    page = f"<h1>Phát động thi đua</h1>{prose}{links}".encode()
    assert attachments(source(), page, "https://a.gov.vn/tin/1") == ["https://a.gov.vn/tin/a.pdf", "https://a.gov.vn/tin/e.DOCX?v=1"]
    assert attachments(source(), b'<a href="/kh.pdf">KH</a>', "https://a.gov.vn/tin/1") == ["https://a.gov.vn/kh.pdf"]
    assert attachments(source(), b"", "https://a.gov.vn/tin/1") == []


def test_a_zipped_page_is_unzipped() -> None:
    assert items(gzip.compress(b'<div class="tin"><a href="/1">Tin</a></div>')) == [("/1", "Tin", None)]
