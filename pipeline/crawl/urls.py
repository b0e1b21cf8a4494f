"""Addresses of the web: the one form that stands for a page, and whether an address may be asked for at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string

from pipeline.crawl.faults import Fault

PORTS = {"http": 80, "https": 443}
LONGEST = 4096

# Parameters that say how a reader came, never which page it is. Everything else stays: ?NID=, ?docid= and the like are the page.
_TRACES = re.compile(r"(?i)utm_\w+|fbclid|gclid|zarsrc|mc_[ce]id|_ga|phpsessid|jsessionid|aspxautodetectcookiesupport")
_SESSION_IN_PATH = re.compile(r"(?i);jsessionid=[\w.!-]+")
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")


def canonical(url: str) -> str:
    """The form of an address that is its identity: scheme and host in lower case, no default port, parameters sorted, no traces of readers.

    >>> canonical("HTTPS://Tinh.GOV.vn:443/tin/../bai?b=2&a=1&utm_source=zalo#top")
    'https://tinh.gov.vn/bai?a=1&b=2'
    """
    try:
        parts = urlsplit(canonicalize_url(url.strip()))
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Fault("address", f"{url[:200]!r} is no address") from error
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACES.fullmatch(name)])
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, _SESSION_IN_PATH.sub("", parts.path) or "/", query, ""))


def asked(url: str) -> str:
    """An address as it is sent: quoted, without its fragment."""
    try:
        return safe_url_string(url.strip()).partition("#")[0]
    except ValueError as error:
        raise Fault("address", f"{url[:200]!r} is no address") from error


def absolute(base: str, location: str) -> str:
    """The address that a ``Location`` header means."""
    try:
        return asked(urljoin(base, location))
    except ValueError as error:
        raise Fault("address", f"redirected to {location[:200]!r}, which is no address") from error


def host_of(url: str) -> str:
    """The host of an address, in lower case, without its port."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Scheme, host and port: what a robots.txt is for.

    >>> origin_of("https://tinh.gov.vn/tin?id=1")
    'https://tinh.gov.vn:443'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc if parts.port else f'{parts.netloc}:{PORTS.get(parts.scheme, 0)}'}".lower()


def check(url: str, hosts: Iterable[str], *, allow_private: bool = False) -> None:
    """Raise a `Fault` unless the address may be asked for: http or https, a listed host, port 80 or 443, no name and password in it.

    ``allow_private`` allows any port; which addresses a name may resolve to is `pipeline.crawl.dial`'s matter.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise Fault("address", f"{url[:200]!r} is no address") from error
    if parts.scheme not in PORTS or not host or parts.username is not None or len(url) > LONGEST or _UNSEEN.search(url):
        raise Fault("address", f"{url[:200]!r} is not a plain http or https address")
    listed = set(hosts)
    if host not in {_bare_host(name) for name in listed}:
        raise Fault("host_not_listed", f"{host} is not among the hosts of the source")
    if port not in (None, 80, 443):
        if not allow_private:
            raise Fault("port", f"port {port} of {host} is not asked")
        if f"{host}:{port}" not in listed:
            raise Fault("host_not_listed", f"{host}:{port} is not among the hosts of the source")


def _bare_host(listed: str) -> str:
    return (urlsplit(f"//{listed}").hostname or "").rstrip(".")
