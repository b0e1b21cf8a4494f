# ruff: noqa: E501  (pages and lines under test stand on one line)
"""Publication dates: by the part they play, never by being a date."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from datetime import date, datetime, timedelta, timezone

import pytest

import pipeline.ingest
from pipeline.ingest.dateline import read_date_line, read_stamp
from tests.ingest.making import html

ICT = timezone(timedelta(hours=7))

LINES = [
    ("Thứ ba - 05/03/2024 08:15", datetime(2024, 3, 5, 8, 15)),
    ("05.06.2024 07:36702 đã xem", datetime(2024, 6, 5, 7, 36)),
    ("(26.07.2019 14:14)", datetime(2019, 7, 26, 14, 14)),
    ("thứ hai, 05 08 2019 10:53", datetime(2019, 8, 5, 10, 53)),
    ("Thứ ba 25/02/2020 18:00", datetime(2020, 2, 25, 18, 0)),
    ("Thứ sáu - 03/02/2023 15:27 155 0", datetime(2023, 2, 3, 15, 27)),
    ("Thứ 2, 19/12/2016 | 00:00", datetime(2016, 12, 19, 0, 0)),
    ("Thứ hai, 15/09/2025, 16:42 (GMT+7)", datetime(2025, 9, 15, 16, 42, tzinfo=ICT)),
    ("Ngày đăng: 10/01/2025 17:20", datetime(2025, 1, 10, 17, 20)),
    ("Ngày đăng: 10/01/2025 - Lượt xem: 1.204", date(2025, 1, 10)),
    ("16:42 | 15/09/2025", datetime(2025, 9, 15, 16, 42)),
    ("08:15 - 05/03/2024", datetime(2024, 3, 5, 8, 15)),
    ("Đăng lúc 9 giờ 05 phút, ngày 4 tháng 6 năm 2024", datetime(2024, 6, 4, 9, 5)),
    ("2024-03-05 08:15:30", datetime(2024, 3, 5, 8, 15)),
    ("Chủ nhật, 11/06/2023, 05:30 [GMT+7] 2041 đã xem Chia sẻ Facebook Zalo Email Bản in", datetime(2023, 6, 11, 5, 30, tzinfo=ICT)),
    ("5 Tháng Ba, 2024", date(2024, 3, 5)),
    ("Tháng Mười Hai 5, 2024", date(2024, 12, 5)),
    ("Đăng ngày 5 tháng 3, 2024 bởi Quản trị", date(2024, 3, 5)),
    ("Thứ ba, 05 Tháng 3 2024 | Viết bởi Lê Hòa | PDF | In | Email", date(2024, 3, 5)),
    ("8/4/2019-1:13 PM", datetime(2019, 4, 8, 13, 13)),
]  # fmt: skip

NO_LINES = [
    "Sáng ngày 05/08/2019, Cụm thi đua số 2 tổ chức hội nghị sơ kết",
    "kỷ niệm 75 năm thành lập Đảng bộ tỉnh (10/10/1949-10/10/2024)",
    "(Kèm theo Quyết định số 959/QĐ-UBND ngày 04 tháng 6 năm 2024",
    "Hà Nội, ngày 18 tháng 06 năm 2024",
    "Ngày 32/13/2024",
    "28/6/1909-28/6/2024",
    "Số 431 + 432/Ngày",
    "0976661234",
    "Hôm nay: 383",
    "4,5 - 5%",
]


@pytest.mark.parametrize(("line", "when"), LINES)
def test_date_line(line, when):
    found = read_date_line(line)
    assert found is not None
    assert found.when == when
    assert str(found.day.year) in line[found.start : found.end]


@pytest.mark.parametrize("line", NO_LINES)
def test_no_date_line(line):
    assert read_date_line(line) is None


@pytest.mark.parametrize(
    ("stamp", "when"),
    [
        ("2016-12-19T00:00:00+0700", datetime(2016, 12, 19, tzinfo=ICT)),
        ("2024-03-05T01:15:00Z", datetime(2024, 3, 5, 8, 15, tzinfo=ICT)),
        ("2024-03-05T08:15:00.123+07:00", datetime(2024, 3, 5, 8, 15, tzinfo=ICT)),
        ("2024-03-05", date(2024, 3, 5)),
        ("05/03/2024", date(2024, 3, 5)),
        ("2016-12-19+0700:00:00", date(2016, 12, 19)),
        ("gần đây", None),
        ("2024-99-99", None),
    ],
)
def test_stamp(stamp, when):
    assert read_stamp(stamp) == when


_BODY = "<p>UBND tỉnh vừa ban hành Kế hoạch phát động phong trào thi đua yêu nước trên địa bàn toàn tỉnh, gồm nhiều nội dung.</p>" * 4
_TITLE = "<h1>Phát động phong trào thi đua yêu nước năm 2024</h1>"

PAGES = {
    "meta before all": (
        '<meta property="article:published_time" content="2024-03-05T08:15:00+07:00">',
        _TITLE + "<p>Ngày 01/03/2024, UBND tỉnh ban hành Kế hoạch số 12/KH-UBND về phong trào thi đua.</p>" + _BODY,
        datetime(2024, 3, 5, 8, 15, tzinfo=ICT),
    ),
    "json-ld": (
        '<script type="application/ld+json">{"@graph":[{"@type":"WebSite","datePublished":"2001-01-01"},{"@type":"NewsArticle","datePublished":"2024-03-05T08:15:00+07:00"}]}</script>',
        _TITLE + _BODY,
        datetime(2024, 3, 5, 8, 15, tzinfo=ICT),
    ),
    "time element": ("", _TITLE + '<time datetime="2024-03-05T08:15:00+07:00">5 tháng 3</time>' + _BODY, datetime(2024, 3, 5, 8, 15, tzinfo=ICT)),
    "time of a related item": ("", _TITLE + _BODY + '<ul class="related"><li><a href=/x>Tin liên quan số một dài dòng</a><time datetime="2024-04-01">1/4</time></li></ul>' * 6, None),
    "byline below the headline": ("", _TITLE + "<div>Thứ ba - 05/03/2024 08:15</div>" + _BODY, datetime(2024, 3, 5, 8, 15)),
    "byline above the headline": ("", "<div>(05.03.2024 08:15)</div>" + _TITLE + _BODY, datetime(2024, 3, 5, 8, 15)),
    "glued to a counter": ("", _TITLE + "<div><span>05.03.2024 08:15</span><span>702 đã xem</span></div>" + _BODY, datetime(2024, 3, 5, 8, 15)),
    "page clock in the header": ("", '<header><div class="clock">Thứ hai, 8/4/2024 13:01</div></header>' + _TITLE + _BODY, None),
    "banner of an archive": ("", "<div id=wm-ipp><div>12/11/2021 10:00</div></div>" + _TITLE + _BODY, None),
    "head of an article": ("", "<article><header>" + _TITLE + "<p>05/03/2024 08:15</p></header>" + _BODY + "</article>", datetime(2024, 3, 5, 8, 15)),
    "head of an article without the headline": ("", "<article><header>05/03/2024 08:15</header>" + _TITLE + _BODY + "</article>", datetime(2024, 3, 5, 8, 15)),
    "only an anniversary": ("", _TITLE + _BODY + "<p>(28/6/1909 - 28/6/2024)</p>", None),
    "only a cited date": ("", _TITLE + "<p>Căn cứ Quyết định số 85/QĐ-UBND ngày 09/01/2024 của UBND tỉnh về việc ban hành Kế hoạch;</p>" + _BODY, None),
    "hour from the byline": (
        '<meta property="article:published_time" content="2024-03-05T00:00:00+07:00">',
        _TITLE + "<div>05/03/2024 08:15</div>" + _BODY,
        datetime(2024, 3, 5, 8, 15, tzinfo=ICT),
    ),
    "labelled below the text": ("", _TITLE + _BODY + "<div>Ngày đăng: 05/03/2024</div>", date(2024, 3, 5)),
    "author and date": ("", _TITLE + "<div>Lê Văn Mẫu - 05/03/2024</div>" + _BODY, date(2024, 3, 5)),
    "a short lead is no byline": ("", _TITLE + "<p>Sáng 05/03/2024, UBND tỉnh phát động thi đua</p>" + _BODY, None),
    "unset meta": ('<meta property="article:published_time" content="0001-01-01T00:00:00">', _TITLE + _BODY, None),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_publication_of_a_page(name, reading):
    head, body, expected = PAGES[name]
    metadata = reading(html(body, head), "a.html").metadata
    assert metadata.published_at == expected


def test_the_span_shows_the_date(reading):
    document = reading(html(_TITLE + "<div>Thứ ba - 05/03/2024 08:15</div>" + _BODY), "a.html")
    assert document.text[slice(*document.metadata.published_span)] == "05/03/2024 08:15"
    document = reading(html(_TITLE + _BODY, '<meta property="article:published_time" content="2024-03-05">'), "a.html")
    assert document.metadata.published_span is None
    assert document.metadata.published_locator == 'meta[@property="article:published_time"]'


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(pipeline.ingest.__path__)])
def test_examples_in_docstrings(name):
    module = importlib.import_module(f"pipeline.ingest.{name}")
    assert doctest.testmod(module).failed == 0


def test_a_stamp_in_brackets_behind_the_headline_on_its_line(reading):
    body = "<p>Sáng 12/6, Tỉnh ủy mở đợt thi đua triển khai Chỉ thị số 27-CT/TU ngày 20/4/2024 của Ban Thường vụ Tỉnh ủy.</p>" * 3
    title = "Phát động phong trào thi đua đặc biệt"
    head = f'<div><span class="Head">{title}</span><span>(Ngày đăng: 13/06/2024 - Lượt xem: 702)</span><div class="Normal">{body}</div></div>'
    document = reading(html(head), "a.html")
    assert (document.metadata.title, str(document.metadata.published_at)) == (title, "2024-06-13")
    assert "(19/5/1890" in reading(html("<p>Kỷ niệm Ngày sinh <i>(19/5/1890 - 19/5/2025)</i> của Bác được tổ chức.</p>" * 4), "b.html").text
