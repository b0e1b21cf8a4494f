"""What a page says of itself in its head: meta elements, JSON-LD, canonical link."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pipeline.ingest.dateline import read_stamp
from pipeline.ingest.letters import clean

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_date",
    "published-date",
    "date_published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "article.published",
    "date.issued",
    "originalpublicationdate",
    "sailthru.date",
    "parsely-pub-date",
    "datecreated",
    "dc.created",
)
_TITLES = ("og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "title")


@dataclass(slots=True)
class PageMeta:
    """Stated titles (best first), publication time with its place, addresses, names, card fields of structured data."""

    titles: list[str] = field(default_factory=list)
    published: date | datetime | None = None
    published_locator: str | None = None
    url: str | None = None
    site_name: str | None = None
    author: str | None = None


def read_meta(root: Any) -> PageMeta:
    """Reads the metadata of a page; unreadable ones are passed over."""
    found = PageMeta()
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        if not content or not content.strip():
            continue
        for name in (element.get("property"), element.get("name"), element.get("itemprop")):
            if name:
                metas.setdefault(name.strip().lower(), clean(content).strip())
    structured = _structured(root)
    title = next((element for element in root.iter("title")), None)
    texts = [metas.get(name) for name in _TITLES[:2]]
    texts.append(_text(structured, "headline"))
    texts += [metas.get(name) for name in _TITLES[2:]]
    texts.append(clean("".join(title.itertext())).strip() if title is not None else None)
    found.titles = [text for text in dict.fromkeys(texts) if text]
    found.site_name = metas.get("og:site_name") or metas.get("application-name")
    found.author = metas.get("article:author") or metas.get("author") or _author(structured)
    if found.author and "://" in found.author:
        found.author = None
    found.url = _address(root, metas)
    for name in _PUBLISHED[:1]:
        _take(found, metas.get(name), f'meta[@property="{name}"]')
    _take(found, _text(structured, "datePublished"), "JSON-LD datePublished")
    for name in _PUBLISHED[1:]:
        _take(found, metas.get(name), f"meta {name}")
    _take(found, _text(structured, "dateCreated"), "JSON-LD dateCreated")
    return found


def _take(found: PageMeta, value: str | None, locator: str) -> None:
    if found.published is None and value:
        when = read_stamp(value)
        # A zero date of an unset field ("0001-01-01") is none.
        if when is not None and 1990 <= when.year <= 2100:
            found.published, found.published_locator = when, locator


def _address(root: Any, metas: dict[str, str]) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").strip():
            return str(link.get("href")).strip()
    return metas.get("og:url") or metas.get("vbpl-original-url")


_ARTICLES = (
    "article",
    "newsarticle",
    "blogposting",
    "reportagenewsarticle",
    "webpage",
    "legislation",
    "governmentservice",
    "report",
    "techarticle",
    "scholarlyarticle",
)


def _structured(root: Any) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD that speak of an article or the page, articles first."""
    found: list[tuple[int, dict[str, Any]]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        raw = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip()
        try:
            data = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [data]
        for _ in range(200):
            if not queue:
                break
            item = queue.pop(0)
            if isinstance(item, list):
                queue += item[:50]
            elif isinstance(item, dict):
                queue += [
                    value
                    for key, value in item.items()
                    if key in ("@graph", "mainEntity", "mainEntityOfPage") and isinstance(value, dict | list)
                ]
                kind = item.get("@type")
                kinds = [str(k).lower() for k in (kind if isinstance(kind, list) else [kind])]
                rank = min((_ARTICLES.index(k) for k in kinds if k in _ARTICLES), default=99)
                if rank < 99:
                    found.append((rank, item))
    found.sort(key=lambda pair: pair[0])
    return [item for _, item in found]


def _text(items: list[dict[str, Any]], key: str) -> str | None:
    for item in items:
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            return clean(value).strip()
    return None


def _author(items: list[dict[str, Any]]) -> str | None:
    for item in items:
        author = item.get("author")
        if isinstance(author, list):
            author = author[0] if author else None
        if isinstance(author, dict):
            author = author.get("name")
        if isinstance(author, str) and author.strip():
            return clean(author).strip()
    return None
