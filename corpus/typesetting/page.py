"""Web pages: one Jinja2 template per kind of portal, in the encoding and the normal form asked for."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import unicodedata
from dataclasses import replace
from functools import cache
from html.entities import codepoint2name
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from .manuscript import Block, Manuscript, ManuscriptError, Run, revealed
from .plain import cp1258

PORTALS = Path(__file__).resolve().parent.parent / "portals"
KEYS = ("url", "title", "site", "published", "published_meta", "views", "author", "source_name", "sapo",
        "clock")
LISTS = ("breadcrumb", "menu", "attachments", "footer")
CHARSETS = {"utf-8": "utf-8", "windows-1258": "windows-1258", "utf-16": "utf-16",
            "declared-wrong": "iso-8859-1"}


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(PORTALS), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters.update(inline=inline, entities=entities, slug=slug)
    return environment


def render(manuscript: Manuscript) -> bytes:
    """The page of a manuscript."""
    form = manuscript.normal_form
    try:
        template = _environment().get_template(f"{manuscript.front['portal']}.html")
        text = template.render(**_context(manuscript))
    except TemplateError as error:
        raise ManuscriptError(f"template {manuscript.front['portal']}.html: {error}") from None
    # Normal form before the exact characters: those have to stay as the author wrote them.
    text = revealed(unicodedata.normalize(form, text), lambda char: html.escape(char, quote=False))
    encoding = manuscript.get("encoding").lower() or "utf-8"
    if encoding == "windows-1258":
        return cp1258(text).encode("cp1258", "xmlcharrefreplace")
    if encoding == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode()


def _context(manuscript: Manuscript) -> dict[str, Any]:
    """Everything a template may use; absent keys are empty."""
    front = manuscript.front
    context: dict[str, Any] = {key: manuscript.get(key) for key in KEYS}
    context.update({key: manuscript.lines(key) for key in LISTS})
    sidebar = front.get("sidebar") or []
    address = urlsplit(front["url"])
    context.update(
        blocks=_flow(manuscript.blocks),
        sidebars=[{"heading": box.get("heading", ""), "items": box["items"],
                   "digits": all(len(item) == 1 for item in box["items"])}
                  for box in (sidebar if isinstance(sidebar, list) else [sidebar])],
        card=front.get("card") or {},
        related=[_related(item) for item in manuscript.lines("related")],
        toc=manuscript.flag("toc"),
        composed=manuscript.normal_form == "NFC",
        headings=[block.text for block in manuscript.blocks if block.kind in ("title", "subtitle")],
        charset=CHARSETS[manuscript.get("encoding").lower() or "utf-8"],
        host=address.netloc,
        path=address.path or "/",
        capture=_capture(manuscript),
        page_title=(manuscript.get("page_title")
                    or " - ".join(filter(None, (front["title"], manuscript.get("site"))))),
        number=manuscript.pick,
        blob=lambda what, size: _blob(manuscript.slug + what, size),
        day=(re.search(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", manuscript.get("published")) or [""])[0],
    )
    return context


def _flow(blocks: tuple[Block, ...]) -> list[Block]:
    """A web page has no sheets: what a page break cuts is one paragraph."""
    flow: list[Block] = []
    for block in blocks:
        if block.joined and flow:
            flow[-1] = replace(flow[-1], runs=(*flow[-1].runs, Run(" "), *block.runs))
        elif block.kind != "page":
            flow.append(block)
    return flow


def _related(item: str) -> dict[str, str]:
    """A related title and the date in brackets after it."""
    found = re.fullmatch(r"(.*?)\s*\(([^()]*\d{4}[^()]*)\)\s*", item)
    return {"title": found[1] if found else item, "date": found[2] if found else ""}


def _capture(manuscript: Manuscript) -> dict[str, str]:
    """When an archive took the page: the day of the page clock, else a year or two after publication."""
    if not manuscript.flag("capture_banner"):
        return {}
    clock = re.search(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", manuscript.get("clock"))
    years = re.findall(r"\b(?:19|20)\d{2}\b", manuscript.get("published_meta") + manuscript.get("published"))
    day, month, year = (map(int, clock.groups()) if clock else
                        (manuscript.pick("capture day", 1, 28), manuscript.pick("capture month", 1, 12),
                         int(years[0] if years else 2024) + manuscript.pick("capture year", 1, 2)))
    hour, minute, second = (manuscript.pick(f"capture {part}", 0, top) for part, top in
                            (("hour", 23), ("minute", 59), ("second", 59)))
    return {"stamp": f"{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}",
            "shown": f"{day:02}/{month:02}/{year}", "time": f"{hour:02}:{minute:02}:{second:02}",
            "count": str(manuscript.pick("captures", 3, 60)),
            "first": str(year - manuscript.pick("first", 0, 2)),
            "last": str(year + manuscript.pick("last", 0, 3))}


def _blob(seed: str, size: int) -> str:
    """The base64 of hidden form fields: looks like view state, is a hash repeated."""
    data = b"".join(hashlib.sha256(f"{seed}{part}".encode()).digest() for part in range(size // 42 + 1))
    return base64.b64encode(data).decode()[:size]


def inline(runs: tuple[Run, ...], bold: str, italic: str, encode: bool) -> Markup:
    """Runs as HTML; `encode` writes Latin letters with accents as named entities, as old editors do."""
    out = []
    for run in runs:
        text = entities(run.text) if encode else html.escape(run.text, quote=False)
        # Blanks that wait for the pen would fold into one.
        text = re.sub(" {2,}", lambda found: "&nbsp;" * (len(found[0]) - 1) + " ", text)
        text = text.replace("\n", "<br />\n")
        text = f"<{italic}>{text}</{italic}>" if run.italic else text
        out.append(f"<{bold}>{text}</{bold}>" if run.bold else text)
    return Markup("".join(out))


def entities(text: str) -> Markup:
    """Named entities for everything in Latin-1 above ASCII, and for quotes and dashes."""
    out = []
    for char in html.escape(text, quote=False):
        name = codepoint2name.get(ord(char))
        out.append(f"&{name};" if name and ord(char) > 127 else char)
    return Markup("".join(out))


def slug(text: str) -> str:
    """A title as a part of an address."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(char for char in bare.lower() if char.isascii())).strip("-")
