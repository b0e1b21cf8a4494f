"""The fields of a source as an entry writes them: each reads one value of the file, or says what is wrong with it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from cssselect import SelectorError
from lxml import etree

from extractors.codes import code_list
from extractors.places.tables import new_provinces, old_provinces
from extractors.view import bare
from pipeline.crawl.kinds import KINDS
from pipeline.crawl.links import absolute, site_of
from pipeline.crawl.pagination import is_template
from pipeline.crawl.selectors import PATTERN, selector
from pipeline.crawl.yamllines import Fault, Row, Text

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LOCAL = re.compile(r"(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|test|invalid|onion)$")


def text(value: Any) -> str:
    """Words."""
    if not isinstance(value, Text) or value.kind == "null" or not value.value.strip():
        raise Fault(value.line, "is no text; write it as words")
    return value.value.strip()


def texts(value: Any) -> tuple[str, ...]:
    """One value or a list of them."""
    values = value.values if isinstance(value, Row) else [value]
    if not values:
        raise Fault(value.line, "is empty; name at least one, or leave the key out where that is allowed")
    return tuple(dict.fromkeys(map(text, values)))


def identifier(value: Any) -> str:
    """Lower-case letters, digits, single hyphens: it names files."""
    found = text(value)
    if not _ID.fullmatch(found) or len(found) > 60:
        raise Fault(
            value.line, f"{found!r} is no id; use up to 60 lower-case ASCII letters and digits with single hyphens, as in noi-vu-lao-cai"
        )
    return found


def level(value: Any) -> str:
    """A code of ``levels``."""
    return _one_of(value, "level", tuple(code_list("levels")))


def kind(value: Any) -> str:
    """A kind of portal."""
    return _one_of(value, "kind", tuple(KINDS))


def province(value: Any) -> str:
    """Name or GSO code of one of the 34 provinces; gives the code."""
    found = text(value)
    if found in new_provinces():
        return found
    for row in new_provinces().values():
        if _plain(row.name) == _plain(found):
            return row.code
    for row in old_provinces().values():
        if _plain(row.name) == _plain(found):
            raise Fault(value.line, f"{found} is part of {row.name_2025} since 2025-07-01; write province: {row.name_2025}")
    raise Fault(value.line, f"no province is called {found!r}; write one of the 34, as in Lào Cai, or its code in quotation marks")


def whole(least: int, most: int) -> Callable[[Any], int]:
    """A whole number within bounds."""

    def read(value: Any) -> int:
        if isinstance(value, Text) and re.fullmatch(r"\d{1,9}", value.value) and least <= int(value.value) <= most:
            return int(value.value)
        raise Fault(value.line, f"{_shown(value)} is no whole number from {least} to {most}; write one")

    return read


def number(least: float, most: float, unit: str) -> Callable[[Any], float]:
    """A number within bounds."""

    def read(value: Any) -> float:
        if isinstance(value, Text) and re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", value.value) and least <= float(value.value) <= most:
            return float(value.value)
        raise Fault(value.line, f"{_shown(value)} is not from {least:g} to {most:g} {unit}; write such a number")

    return read


def flag(value: Any) -> bool:
    """true or false."""
    if isinstance(value, Text) and value.kind == "bool" and value.value.lower() in ("true", "false"):
        return value.value.lower() == "true"
    raise Fault(value.line, f"{_shown(value)} is neither true nor false; write one of them")


def words(value: Any) -> tuple[str, ...]:
    """Words of which an item must have one."""
    found = texts(value)
    short = next((word for word in found if len(re.sub(r"[\W_]", "", word)) < 2), None)
    if short is not None:
        raise Fault(value.line, f"{short!r} is no word that tells an item; write words such as thi đua")
    return found


def addresses(*, allow_private: bool) -> Callable[[Any], tuple[str, ...]]:
    """Addresses that the crawl begins with."""

    def read(value: Any) -> tuple[str, ...]:
        texts(value)
        found = []
        for one in value.values if isinstance(value, Row) else [value]:
            url = text(one)
            whole_url = absolute("", url) if url.lower().startswith(("http://", "https://")) else None
            if whole_url is None or " " in url:
                raise Fault(one.line, f"{url!r} is no address; write it in full, as in https://sonoivu.laocai.gov.vn/tin-tuc")
            _public(site_of(whole_url), one.line, allow_private)
            found.append(whole_url)
        return tuple(found)

    return read


def hosts(*, allow_private: bool) -> Callable[[Any], tuple[str, ...]]:
    """Hosts that may be fetched."""

    def read(value: Any) -> tuple[str, ...]:
        texts(value)
        values = value.values if isinstance(value, Row) else [value]
        found = []
        for one in values:
            host = text(one).lower()
            if "/" in host or site_of(f"https://{host}/") != host:
                raise Fault(one.line, f"{host!r} is no host; write its name alone, as in cdn.laocai.gov.vn")
            _public(host, one.line, allow_private)
            found.append(host)
        return tuple(dict.fromkeys(found))

    return read


def item(value: Any) -> str:
    """A CSS selector, or ``re:`` and a pattern."""
    found = text(value)
    if not found.startswith(PATTERN):
        return _selector(found, value.line)
    try:
        matches_nothing = re.compile(found.removeprefix(PATTERN)).search("")
    except (re.error, RecursionError, OverflowError) as error:
        raise Fault(value.line, f"the pattern cannot be read ({error}); see the syntax of Python's re") from error
    if matches_nothing:
        raise Fault(value.line, "the pattern fits every address; write what only those of items have")
    return found


def following(value: Any) -> str:
    """A CSS selector, or an address with ``{page}``."""
    found = text(value)
    if is_template(found):
        if absolute("https://a.vn/", re.sub(r"\{.*?\}", "2", found)) is None:
            raise Fault(value.line, f"{found!r} is no address; write one such as ?page={{page}} or https://a.gov.vn/tin/page-{{page}}/")
        return found
    return _selector(found, value.line, " nor an address with {page}")


def _selector(css: str, line: int, also: str = "") -> str:
    try:
        selector(css)
    except (SelectorError, etree.XPathError, RecursionError) as error:
        neither = "is neither a CSS selector" if also else "is no CSS selector"
        raise Fault(line, f"{css!r} {neither}{also} ({' '.join(str(error).split())}); try it on the page with a browser's $$(…)") from error
    return css


def _public(site: str, line: int, allow_private: bool) -> None:
    if allow_private:
        return
    host, _, port = site.partition(":")
    if port:
        raise Fault(line, f"{site} has a port of its own; only the usual ones of http and https are fetched")
    try:
        public = ipaddress.ip_address(host).is_global
    except ValueError:
        public = "." in host and not _LOCAL.search(host) and not host.rpartition(".")[2].isdigit()
    if not public:
        raise Fault(line, f"{host} is no public address; only hosts of the open internet are fetched")


def _one_of(value: Any, name: str, known: tuple[str, ...]) -> str:
    found = text(value)
    if found not in known:
        raise Fault(value.line, f"no {name} is called {found!r}; write one of {', '.join(known)}")
    return found


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"^(?:tinh|thanh pho|tp\.?) ", "", bare(name)))


def _shown(value: Any) -> str:
    return repr(value.value) if isinstance(value, Text) else "a list or a table"


def host_list(urls: tuple[str, ...]) -> tuple[str, ...]:
    """The hosts of addresses, each once."""
    return tuple(dict.fromkeys(site_of(url) for url in urls))


def split(url: str) -> str:
    """An address as compared with others: without scheme, ``www.`` and a last slash."""
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
