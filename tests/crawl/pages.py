"""Pages of a portal: an item with its furniture, and listings in the manner of four systems."""

from __future__ import annotations

import html
from collections.abc import Sequence

from tests.crawl.portal import Portal


def page(
    title: str,
    paragraphs: Sequence[str],
    *,
    files: Sequence[str] = (),
    visits: int = 12345,
    charset: str = "utf-8",
    day: str = "20/11/2026 07:36",
) -> str:
    """An item's page, with the furniture that portals have: a menu, a counter, other news."""
    own = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    links = "".join(f'<p>Tài liệu đính kèm: <a href="{file}">{html.escape(file.rsplit("/", 1)[-1])}</a></p>' for file in files)
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="{charset}"><title>{html.escape(title)}</title></head><body>'
        '<div class="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/gt">Giới thiệu</a></li>'
        '<li><a href="/tdkt">Thi đua - Khen thưởng</a></li></ul></div>'
        f'<div class="article-detail"><h1 class="title">{html.escape(title)}</h1><div class="date">{day}</div>{own}{links}</div>'
        f'<div class="footer"><div class="counter">Lượt truy cập: {visits}</div></div></body></html>'
    )


BODY = (
    "Sáng ngày 18/11/2026, Ủy ban nhân dân tỉnh tổ chức lễ phát động phong trào thi đua trong toàn tỉnh với đại diện các sở, ngành.",
    "Phong trào hướng tới hoàn thành các chỉ tiêu năm, nâng cao chất lượng phục vụ người dân và doanh nghiệp tại các xã, phường.",
    "Các cơ quan, đơn vị xây dựng kế hoạch thực hiện, đăng ký nội dung thi đua và gửi về cơ quan thường trực trước ngày 15/12/2026.",
    "Kết thúc đợt thi đua, Chủ tịch Ủy ban nhân dân tỉnh tặng Bằng khen cho các tập thể và cá nhân có thành tích xuất sắc tiêu biểu.",
)  # fmt: skip


def titles(count: int, where: str = "Lâm Đồng") -> list[str]:
    """Titles of items, newest first."""
    return [f"{where} phát động phong trào thi đua đợt {number}" for number in range(count, 0, -1)]


def nukeviet(portal: Portal, names: Sequence[str], *, per_page: int = 5, base: str = "/tin-tuc") -> list[str]:
    """Listing pages and items in the manner of NukeViet; the paths of the items."""
    paths = [f"{base}/bai-{len(names) - number}.html" for number in range(len(names))]
    for path, name in zip(paths, names, strict=True):
        portal.put(path, page(name, BODY))
    numbered = [names[at : at + per_page] for at in range(0, len(names), per_page)]
    for number, group in enumerate(numbered, 1):
        entries = "".join(
            f'<div class="panel panel-default"><h3><a href="{paths[(number - 1) * per_page + at]}">{html.escape(name)}</a></h3></div>'
            for at, name in enumerate(group)
        )
        turns = "".join(
            f'<li class="{"active" if turn == number else ""}"><a href="{_turn(base, turn)}">{turn}</a></li>'
            for turn in range(1, len(numbered) + 1)
        )
        shown = f'<div class="news_column">{entries}</div><ul class="pagination">{turns}</ul>'
        portal.put(_turn(base, number), f"<html><head><title>Tin tức</title></head><body>{shown}</body></html>")
    return paths


def _turn(base: str, number: int) -> str:
    return f"{base}/" if number == 1 else f"{base}/page-{number}/"


def wordpress(
    portal: Portal, names: Sequence[str], *, base: str = "/chuyen-muc/thi-dua", file: tuple[str, bytes] | None = None
) -> list[str]:
    """A category of WordPress; each item may link to a file."""
    paths = [f"/2026/11/bai-viet-{len(names) - number}/" for number in range(len(names))]
    if file:
        portal.put(file[0], file[1], "application/pdf")
    for path, name in zip(paths, names, strict=True):
        portal.put(path, page(name, BODY, files=[file[0]] if file else []))
    entries = "".join(
        f'<article class="post"><h2 class="entry-title"><a href="{path}" rel="bookmark">{html.escape(name)}</a></h2></article>'
        for path, name in zip(paths, names, strict=True)
    )
    portal.put(f"{base}/", f"<html><head><title>Thi đua</title></head><body><main>{entries}</main></body></html>")
    return paths


def liferay(portal: Portal, names: Sequence[str], *, base: str = "/web/guest/tin") -> list[str]:
    """An asset publisher of Liferay."""
    paths = [f"/-/phat-dong-thi-dua-dot-{len(names) - number}" for number in range(len(names))]
    for path, name in zip(paths, names, strict=True):
        portal.put(path, page(name, BODY))
    entries = "".join(
        f'<div class="asset-abstract"><h3 class="asset-title"><a href="{path}">{html.escape(name)}</a></h3></div>'
        for path, name in zip(paths, names, strict=True)
    )
    portal.put(base, f'<html><head><title>Tin</title></head><body><div class="portlet-asset-publisher">{entries}</div></body></html>')
    return paths


def feed(portal: Portal, names: Sequence[str], *, base: str = "/rss/thoi-su.rss") -> list[str]:
    """An RSS feed and its items."""
    paths = [f"/thoi-su/tin-{len(names) - number}.htm" for number in range(len(names))]
    for path, name in zip(paths, names, strict=True):
        portal.put(path, page(name, BODY))
    entries = "".join(
        f"<item><title>{html.escape(name)}</title><link>{portal.url(path)}</link><pubDate>Thu, 19 Nov 2026 08:00:00 +0700</pubDate></item>"
        for path, name in zip(paths, names, strict=True)
    )
    channel = f'<rss version="2.0"><channel><title>Tin</title>{entries}</channel></rss>'
    portal.put(base, f'<?xml version="1.0" encoding="utf-8"?>{channel}', "application/rss+xml")
    return paths
