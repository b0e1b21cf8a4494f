# ruff: noqa: E501  (pages under test stand on one line)
"""The general reader: which of the lists of a page is the listing."""

from __future__ import annotations

import pytest

from pipeline.crawl.listing import read_listing
from tests.sources.making import source

URL = "https://a.gov.vn/tin"
HEADLINES = [
    "Phát động phong trào thi đua lao động giỏi năm 2027",
    "Hội nghị tổng kết công tác thi đua, khen thưởng cụm số 3",
    "Tuyên dương điển hình tiên tiến trong học tập và làm theo Bác",
    "Sơ kết đợt thi đua cao điểm chào mừng ngày thành lập tỉnh",
    "Kế hoạch tổ chức Đại hội thi đua yêu nước cấp xã",
]
MENU = "".join(
    f'<li><a href="/m{n}">{name}</a></li>'
    for n, name in enumerate(["Trang chủ", "Giới thiệu", "Cơ cấu tổ chức", "Tin tức - Sự kiện", "Thi đua", "Văn bản chỉ đạo", "Liên hệ"])
)
FOOT = "".join(f'<li><a href="https://s{n}.gov.vn/">Trang thông tin điện tử Sở số {n} của tỉnh</a></li>' for n in range(12))


def listing(*, row: str, wrap: str = "<div>{}</div>") -> str:
    return wrap.format("".join(row.format(n=n, t=title, odd="odd" if n % 2 else "even") for n, title in enumerate(HEADLINES)))


def read(body: str) -> list[str]:
    return [item.title for item in read_listing(source(start=URL), body.encode(), URL, None).items]


ROW = '<div class="r"><a href="/tin/bai-so-{n}-c{n}12.html">{t}</a> <span>1{n}/11/2026</span></div>'
SIDE = "".join(
    f'<li><a href="/vb/{n}">Quyết định số {n}/QĐ-UBND về việc ban hành Quy chế làm việc của Ủy ban nhân dân các cấp tỉnh nhiệm kỳ mới</a></li>'
    for n in range(6)
)

PAGES = {
    "with menu and footer": f"<ul>{MENU}</ul>{listing(row=ROW)}<ul>{FOOT}</ul>",
    "days win over longer side box": f"<ul>{MENU}</ul>{listing(row=ROW)}<div><ul>{SIDE}</ul></div>",
    "a named side box is no listing": f"<ul>{MENU}</ul>{listing(row=ROW.replace('<span>1{{n}}/11/2026</span>', ''))}<div class='van-ban-moi'><ul>{SIDE}</ul></div>",
    "in a table": f"<table><tr><td>{MENU}</td><td>" + listing(row='<tr><td><a href="?p=tin&id={n}1"><b>{t}</b></a></td><td>1{n}/11/2026</td></tr>', wrap="<table>{}</table>") + "</td></tr></table>",
    "rows of two classes": listing(row=ROW.replace('class="r"', 'class="{odd}"')),
    "numbered classes": listing(row=ROW.replace('class="r"', 'class="post-{n}"')),
    "picture and headline apart": listing(row='<div><a class="img" href="/tin/x-{n}.html"><img></a><h3><a href="/tin/x-{n}.html">{t}</a></h3><a href="/tin/x-{n}.html">Xem thêm</a></div>'),
    "the first one large": f'<div class="top"><h1><a href="/tin/bai-so-0-c012.html">{HEADLINES[0]}</a></h1></div>' + "".join(ROW.format(n=n, t=t) for n, t in enumerate(HEADLINES) if n),
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_the_listing_is_found(page: str) -> None:
    assert read(page) == HEADLINES


@pytest.mark.parametrize(
    "page",
    [f"<ul>{MENU}</ul>", f"<ul>{FOOT}</ul>", "<p>Website đang tạm ngừng hoạt động để nâng cấp.</p>", '<form action="/login"><a href="/quen">Quên mật khẩu đăng nhập hệ thống</a></form>',
     f'<div class="r"><a href="/1">{HEADLINES[0]}</a></div>', "".join(f'<a href="javascript:go({n})">{t}</a>' for n, t in enumerate(HEADLINES))],
    ids=["menu", "links away", "suspended", "login", "one link", "scripts"],
)  # fmt: skip
def test_no_listing_is_found_where_there_is_none(page: str) -> None:
    assert read(page) == []
