"""Reading the list of sources with the line of everything in it, and saying all that is wrong at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from pipeline.crawl import fields
from pipeline.crawl.kinds import FEEDS, KINDS
from pipeline.crawl.links import site_of
from pipeline.crawl.pagination import is_template
from pipeline.crawl.sources import Source
from pipeline.crawl.yamllines import Fault, Row, Table, parse
from pipeline.misuse import Misuse

LARGEST = 5_000_000
_MANUAL = "see docs/add-a-source.md"
_MAY_DEFAULT = ("kind", "pages", "since_days", "must_have", "pause", "pace", "rhythm_days", "min_rows", "max_rows")
_MAY_LACK = ("province", "hosts", "item", "next")


def readers(*, allow_private: bool) -> dict[str, Callable[[Any], Any]]:
    """What reads each key of an entry."""
    return {
        "id": fields.identifier,
        "agency": fields.text,
        "level": fields.level,
        "province": fields.province,
        "hosts": fields.hosts(allow_private=allow_private),
        "start": fields.addresses(allow_private=allow_private),
        "kind": fields.kind,
        "item": fields.item,
        "next": fields.following,
        "pages": fields.whole(1, 1000),
        "since_days": fields.whole(1, 36_500),
        "must_have": fields.words,
        "pause": fields.flag,
        "pace": fields.number(1, 3600, "seconds between two requests to a host"),
        "rhythm_days": fields.number(0.01, 3650, "days"),
        "min_rows": fields.whole(0, 100_000),
        "max_rows": fields.whole(1, 100_000),
    }


def check(path: str | Path, *, allow_private: bool = False) -> tuple[list[Source], list[str]]:
    """The sources of a file that are right, and what is wrong with the others as ``FILE:LINE: what; remedy``, by line.

    Raises ``Misuse`` where the file cannot be read at all.
    """
    text = _text(Path(path))
    faults: list[Fault] = []
    sources: list[Source] = []
    try:
        sources = _sources(parse(text, faults), readers(allow_private=allow_private), faults)
    except Fault as fault:
        faults.append(fault)
    lines = sorted({(fault.line, fault.what) for fault in faults})
    return sources, [f"{path}:{line}: {what}" for line, what in lines]


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror}); name a list of sources such as corpus/sources.yaml") from error
    if len(data) > LARGEST:
        raise Misuse(f"{path}: larger than {LARGEST // 1_000_000} MB; name a list of sources such as corpus/sources.yaml")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Misuse(f"{path}:{line}: is not UTF-8; save it as UTF-8") from error


def _sources(document: Any, known: dict[str, Callable[[Any], Any]], faults: list[Fault]) -> list[Source]:
    if not isinstance(document, Table) or not isinstance(document.values.get("sources"), Row):
        raise Fault(getattr(document, "line", 1), f"holds no list under the key sources; {_MANUAL}")
    for key, line in document.lines.items():
        if key not in ("defaults", "sources"):
            faults.append(Fault(line, f"unknown key {key!r}; the file has defaults and sources"))
    given = document.values.get("defaults")
    if given is not None and not isinstance(given, Table):
        faults.append(Fault(given.line, f"defaults are keys with their values; {_MANUAL}"))
    defaults = _defaults(given, known, faults) if isinstance(given, Table) else {}
    sources: list[Source] = []
    seen: dict[str, int] = {}
    for entry in document.values["sources"].values:
        if not isinstance(entry, Table):
            faults.append(Fault(entry.line, f"a source is keys with their values; {_MANUAL}"))
            continue
        source = _source(entry, defaults, known, faults, seen)
        if source is not None:
            sources.append(source)
    if not document.values["sources"].values:
        faults.append(Fault(document.lines["sources"], f"the list is empty; add a source, {_MANUAL}"))
    return sources


def _defaults(table: Table, known: dict[str, Callable[[Any], Any]], faults: list[Fault]) -> dict[str, Any]:
    found = {}
    for key, value in table.values.items():
        if key not in _MAY_DEFAULT:
            faults.append(Fault(table.lines[key], f"{key!r} has no default; those that may have are {', '.join(_MAY_DEFAULT)}"))
        else:
            try:
                found[key] = known[key](value)
            except Fault as fault:
                faults.append(_named(key, fault))
                found[key] = None  # told once, not again at each entry
    _rows(table, found, faults)
    return found


def _source(
    entry: Table, defaults: dict[str, Any], known: dict[str, Callable[[Any], Any]], faults: list[Fault], seen: dict[str, int]
) -> Source | None:
    before = len(faults)
    found: dict[str, Any] = {**dict.fromkeys(_MAY_LACK), **defaults}
    for key, value in entry.values.items():
        if key not in known:
            near = get_close_matches(key, known, 1)
            meant = f"did you mean {near[0]!r}?" if near else f"a source has {', '.join(known)}"
            faults.append(Fault(entry.lines[key], f"unknown key {key!r}; {meant}"))
            continue
        try:
            found[key] = known[key](value)
        except Fault as fault:
            faults.append(_named(key, fault))
            found[key] = None
    for key in known:
        if key not in found:
            where = "here or under defaults" if key in _MAY_DEFAULT else "here"
            faults.append(Fault(entry.line, f"key {key!r} is missing; add it {where}, {_MANUAL}"))
    _agree(entry, found, faults)
    _once(entry, found, faults, seen)
    if len(faults) > before or any(found[key] is None for key in known if key not in _MAY_LACK):
        return None
    portal = KINDS[found["kind"]]
    found["province_code"] = found.pop("province")
    found["hosts"] = found["hosts"] or fields.host_list(found["start"])
    found["item"] = found["item"] or portal.item
    found["next"] = found["next"] or portal.next
    return Source(**found)


def _agree(entry: Table, found: dict[str, Any], faults: list[Fault]) -> None:
    """What several keys of an entry say must fit together."""

    def at(*keys: str) -> int:
        return next((entry.lines[key] for key in keys if key in entry.lines), entry.line)

    level, province = found.get("level"), found.get("province")
    if level and level != "trung_uong" and "province" not in entry.values:
        faults.append(Fault(entry.line, f"key 'province' is missing; a source of level {level} lies in one of the 34 provinces"))
    if level == "trung_uong" and province:
        faults.append(Fault(at("province"), "a central agency has no province; leave the key out"))
    _rows(entry, found, faults)
    if found.get("kind") in FEEDS and found.get("item"):
        faults.append(Fault(at("item"), f"a source of kind {found['kind']} names its items itself; leave item out"))
    allowed = found.get("hosts")
    missing = [site for site in fields.host_list(found.get("start") or ()) if allowed and site not in allowed]
    faults.extend(Fault(at("hosts"), f"{site} of the start page is not among the hosts; add it to hosts") for site in missing)
    following = found.get("next")
    if following and is_template(following) and found.get("start"):
        for start in found["start"]:
            site = site_of(urljoin(start, re.sub(r"\{.*?\}", "2", following)))
            if site not in (allowed or fields.host_list(found["start"])):
                faults.append(Fault(at("next"), f"{site} of next is not among the hosts; add it to hosts"))


def _rows(table: Table, found: dict[str, Any], faults: list[Fault]) -> None:
    given = [table.lines[key] for key in ("min_rows", "max_rows") if key in table.lines]
    least, most = found.get("min_rows"), found.get("max_rows")
    if given and least is not None and most is not None and least > most:
        faults.append(Fault(given[0], f"min_rows {least} is more than max_rows {most}; a night's listings hold at least min_rows items"))


def _once(entry: Table, found: dict[str, Any], faults: list[Fault], seen: dict[str, int]) -> None:
    """Ids and start pages stand in the file once."""
    for key, values in (("id", [found.get("id")]), ("start", found.get("start") or ())):
        for value in values:
            if value is None:
                continue
            name = f"{key} {fields.split(value) if key == 'start' else value}"
            line = entry.lines[key]
            if name in seen:
                faults.append(Fault(line, f"{key} {value} stands in line {seen[name]} already; keep one of the two"))
            seen.setdefault(name, line)


def _named(key: str, fault: Fault) -> Fault:
    return Fault(fault.line, f"{key}: {fault.what}")
