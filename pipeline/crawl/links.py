"""Links of a page as addresses that may be fetched: absolute, http or https, on a listed host."""

from __future__ import annotations

import re
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

LONGEST = 2000
"""Characters of an address; browsers and servers agree on little beyond."""
_BREAKS = re.compile(r"[\t\r\n]")
_UNQUOTED = re.compile(r"[^!-~]+")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")
_USUAL_PORT = {"http": 80, "https": 443}


def absolute(base: str, href: str | None) -> str | None:
    """``href`` as an absolute http or https address without fragment, in ASCII; None for scripts, mail, broken and overlong ones.

    >>> absolute("https://a.gov.vn/tin/", "./ke-hoach?id=1#noi-dung")
    'https://a.gov.vn/tin/ke-hoach?id=1'
    >>> absolute("https://a.gov.vn/", "javascript:__doPostBack('a','')") is None
    True
    """
    href = _BREAKS.sub("", (href or "").strip())
    if not href or href.startswith("#") or len(href) > LONGEST:
        return None
    try:
        parts = urlsplit(urldefrag(urljoin(base, href)).url)
    except ValueError:  # "http://[": not an address
        return None
    site = _site(parts.scheme, parts.netloc)
    if site is None:
        return None
    path = _UNQUOTED.sub(_quoted, parts.path) or "/"
    whole = urlunsplit((parts.scheme, site, path, _UNQUOTED.sub(_quoted, parts.query), ""))
    return whole if len(whole) <= LONGEST else None


def site_of(url: str) -> str:
    """Host of an http or https address as `Source.hosts` names it: lower case, with its port where that is not the usual one.

    >>> site_of("https://Sonoivu.LaoCai.gov.vn:443/tin"), site_of("http://127.0.0.1:8080/"), site_of("mailto:a@b.vn")
    ('sonoivu.laocai.gov.vn', '127.0.0.1:8080', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return _site(parts.scheme, parts.netloc) or ""


def allowed(url: str | None, hosts: tuple[str, ...]) -> bool:
    """True for an address on one of the hosts."""
    return url is not None and site_of(url) in hosts


def _site(scheme: str, netloc: str) -> str | None:
    if scheme not in _USUAL_PORT or "@" in netloc:
        return None
    host, colon, port = netloc.lower().partition(":")
    host = host.rstrip(".")
    if not _HOST.fullmatch(host) or not port.isascii() or (port and not port.isdigit()):
        return None
    return host if not port or int(port[:6]) == _USUAL_PORT[scheme] else f"{host}:{int(port[:6])}"


def _quoted(match: re.Match[str]) -> str:
    return quote(match[0], errors="replace")
