"""The headline of a page: what its metadata, its headings and its layout say, held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.ingest.boilerplate import Main
from pipeline.ingest.dateline import read_date_line
from pipeline.ingest.doctitle import official_title
from pipeline.ingest.furniture import is_furniture
from pipeline.ingest.letterhead import is_motto
from pipeline.ingest.letters import fold
from pipeline.ingest.page import Page

_GENERIC = re.compile(
    r"^(?:home( page)?|trang chu.*|trang nhat|index|default|untitled.*|no title|chi tiet.*|tin tuc.*|tin noi bat|tin moi.*|"
    r"tin hoat dong.*|bai viet|news|van ban|van ban phap luat|thong bao|print me|(?:in trang|ban in|in bai viet|xem ban in)(?: .*)?|"
    r"van ban quy pham phap luat|he thong van ban.*|chi dao dieu hanh|thong tin chi dao dieu hanh|xem tin|noi dung|article|"
    r"post|document|detail.*|cong thong tin.*|trang thong tin.*|website.*|web.{0,3}site.*|portal.*|co so du lieu.*|"
    r"thi dua.{0,3}khen thuong|thi dua khen thuong|tin.{0,3}bai|su kien|ban tin|hoat dong|chuyen muc.*|gioi thieu|"
    r"bao .{0,25} (?:online|dien tu)|.{3,25} online|tim kiem.*|error.*|404.*|just a moment.*)$"
)
_SITE_PARTS = re.compile(r"\s+[|»–—-]\s+|\s*\|\s*|\s*[»•]\s*")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=20_000)
def key_of(text: str) -> str:
    """Letters and digits of a text, folded: what two spellings of one headline share."""
    return _NOT_WORDS.sub(" ", fold(text)).strip()


def is_generic(title: str, site_name: str | None = None) -> bool:
    """True for a title that names the site or a section, not the page."""
    key = key_of(title)
    return len(key) < 4 or bool(_GENERIC.match(key)) or (site_name is not None and key == key_of(site_name))


def stated_titles(titles: Iterable[str | None], site_name: str | None) -> list[str]:
    """Titles of the metadata, best first, without generic ones; a site's name behind a bar is also tried off."""
    found: list[str] = []
    for title in titles:
        title = " ".join((title or "").split())
        if not title or " > " in title:  # "Sở Nội vụ > Tin nội bộ": where the page stands in its site
            continue
        pieces = [piece for piece in _SITE_PARTS.split(title) if piece and not is_generic(piece, site_name)]
        for candidate in (title, max(pieces, key=len, default="")):
            if candidate and not is_generic(candidate, site_name) and candidate not in found:
                found.append(candidate)
    return found


def find_headline(page: Page, main: Main, stated: list[str]) -> tuple[int | None, str | None]:
    """Number of the headline's block (None if the text does not show it) and the title.

    A stated title that the page shows beside its main text wins; then an h1 or an element called a headline before or at the top
    of the main text; then a stated title that the page does not show; then the first line of the main text that looks like one.
    """
    if not main.blocks:
        return None, stated[0] if stated else None
    first = main.blocks[0]
    near = range(max(0, first - 40), min(len(page.blocks), first + 12))
    keys = {number: key_of(page.blocks[number].text) for number in near if len(page.blocks[number].text) <= 500}
    for title in stated:
        wanted = key_of(title)
        exact = [n for n, key in keys.items() if key == wanted or _nearly(key, wanted)]
        if exact:
            best = min(exact, key=lambda n: (-_rank(page, n), abs(n - first)))
            return best, _of_block(page, best)
    ranked = []
    for number in near:
        block = page.blocks[number]
        rank = _rank(page, number)
        if (
            rank <= 0
            and 15 <= len(block.text) <= 300
            and not block.linked
            and _by_date_line(page, number)
            and read_date_line(block.text) is None
        ):
            rank = 1  # a short line above the date line, named by nothing
        if rank <= 0 or not 8 <= len(block.text) <= 500 or is_generic(block.text) or is_furniture(block.text) or is_motto(block.text):
            continue
        if block.linked * 2 > len(block.text) and rank < 5:
            continue
        if _by_date_line(page, number):
            rank += 2
        ranked.append((rank, -abs(number - first), -number, number))
    if ranked:
        best = max(ranked)[-1]
        return best, _of_block(page, best)
    if stated:
        return None, stated[0]
    opening = [page.blocks[number].text for number in main.blocks[:12]]
    official = official_title(opening, is_display=lambda n: _set_apart(page, main.blocks[n]))
    if official and _set_apart(page, main.blocks[official[0]]):
        return main.blocks[official[0]], official[2]
    for number in main.blocks[:6]:
        block = page.blocks[number]
        if 15 <= len(block.text) <= 300 and _set_apart(page, number) and not is_motto(block.text):
            return number, block.text
    number = main.blocks[0]
    text = page.blocks[number].text
    return (number, text) if 15 <= len(text) <= 250 and not is_motto(text) else (None, None)


def _set_apart(page: Page, number: int) -> bool:
    block = page.blocks[number]
    return block.centred or any(mark[0] == "bold" for mark in block.block.marks)


def _nearly(key: str, wanted: str) -> bool:
    """One is the beginning of the other and not much shorter: titles are cut off, or carry the site's name."""
    short, long = sorted((key, wanted), key=len)
    return len(short) > 25 and long.startswith(short) and len(short) > 0.6 * len(long)


def _of_block(page: Page, number: int) -> str:
    return page.blocks[number].text.strip()


def _by_date_line(page: Page, number: int) -> bool:
    """True for a block that a date line follows."""
    return any(
        len(page.blocks[n].text) < 120 and read_date_line(page.blocks[n].text) is not None
        for n in range(number + 1, min(number + 3, len(page.blocks)))
    )


def _rank(page: Page, number: int) -> int:
    """How much the markup makes a headline of a block."""
    block = page.blocks[number]
    rank = 0
    if block.headline:
        rank += 4
    if block.block.level == 1:
        rank += 4
    elif block.block.level == 2:
        rank += 2
    elif block.block.level:
        rank += 1
    return rank
