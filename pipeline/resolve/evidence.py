"""Evidence for the place of a document: every clue with the province it points to and its weight.

The weights are few and round: a clue of the document's own (issuer, letterhead, place line, title) outweighs one of its container
(host, name of the site), and that one what the text merely mentions. Each kind of clue counts up to its cap, so that a long list
cannot outvote a letterhead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from extractors.places import Place, find_in_view, find_places
from extractors.places.hosts import districts_of_host, glued_in, hosts_in, province_of_label, provinces_of_host
from extractors.places.names import find_province
from extractors.places.tables import REFORM, District, districts, province_at
from extractors.rule import Rule
from extractors.segmented import Layout
from extractors.view import View, fold, view
from pipeline.document import Document
from pipeline.resolve.seats import SEAT, is_seat_of_launcher

# kind of clue → (weight of one, most that the kind can add)
WEIGHTS = {
    "issuer": (12.0, 12.0),
    "letterhead": (8.0, 8.0),
    "place line": (5.0, 5.0),
    "title": (5.0, 8.0),
    "site": (5.0, 5.0),
    "host": (6.0, 6.0),
    "authority": (2.0, 6.0),  # "UBND tỉnh Lâm Đồng" in the text
    "own district": (2.0, 4.0),  # a district that only one province had, as an authority or in an address
    "own address": (2.0, 4.0),  # of a firm or a school at the foot of its page
    "launching district": (2.0, 4.0),  # a district told to have launched the campaign
    "gloss": (4.5, 4.5),  # the province behind a district's name, "huyện Đông Hải (Bạc Liêu)": for readers from elsewhere
    "newspaper": (3.0, 3.0),
    "address": (2.5, 5.0),  # host of an e-mail address, typed province at the foot of a page
    "named": (0.7, 2.8),
    "furniture": (0.4, 1.2),
    "file name": (1.5, 1.5),
    "possible": (0.1, 0.3),  # an ambiguous name that could be there
}

AUTHORITY = Rule(
    name="place-of-authority",
    pattern=r"""(?<![^\W_])(?:ubnd|hđnd|ủy\ ban\ nhân\ dân|hội\ đồng\ nhân\ dân|tỉnh\ ủy|thành\ ủy|đảng\ bộ|huyện\ ủy
        |công\ an|liên\ đoàn\ lao\ động|lđlđ|mttq(?:\ việt\ nam)?|bộ\ (?:chỉ\ huy\ quân\ sự|đội\ biên\ phòng)
        |ban\ chỉ\ huy\ quân\ sự|sở(?:\ [^\W\d_]+){1,5}|phòng(?:\ [^\W\d_]+){1,5}|hội(?!\ (?:trường|nghị|thảo))(?:\ [^\W\d_]+){1,3}
        |đoàn(?:\ [^\W\d_]+){1,3}|trường(?:\ [^\W\d_]+){1,6}
        |toàn|địa\ bàn|trang\ thông\ tin\ điện\ tử|cổng\ thông\ tin\ điện\ tử|thanh\ tra)(?:\ \([a-zđ]{2,8}\))?[\ \n]*\Z""",
    finds={"theo UBND ": "UBND ", "Sở Nội vụ ": "Sở Nội vụ ", "Ủy ban nhân dân (UBND) ": "Ủy ban nhân dân (UBND) "},
    leaves=["tại ", "từ "],
)

CENTRAL = Rule(
    name="place-central-body",
    pattern=r"""\A\W*(?:bộ(?!\ (?:chỉ\ huy|đội|phận))|ban\ bí\ thư|bộ\ chính\ trị
        |ban\ chấp\ hành\ trung\ ương|ban\ (?:[^\W\d_]+\ ){1,3}trung\ ương|chính\ phủ|thủ\ tướng|quốc\ hội
        |ủy\ ban\ thường\ vụ\ quốc\ hội|chủ\ tịch\ nước|văn\ phòng\ (?:chính\ phủ|trung\ ương|quốc\ hội|chủ\ tịch\ nước)
        |hội\ đồng\ thi\ đua\ -\ khen\ thưởng\ trung\ ương|tổng\ (?:cục|liên\ đoàn|kiểm\ toán)
        |(?:tổng\ công\ ty|tập\ đoàn)(?=.*(?:việt\ nam|quốc\ gia))
        |ngân\ hàng\ nhà\ nước\ việt\ nam|kiểm\ toán\ nhà\ nước|đảng\ ủy\ khối|(?=.*(?:việt\ nam|trung\ ương)\W*\Z))""",
    finds={"Bộ Nội vụ": "Bộ", "Tập đoàn Bưu chính Viễn thông Việt Nam": "Tập đoàn", "Thủ tướng Chính phủ": "Thủ tướng"},
    leaves=["Bộ Chỉ huy quân sự tỉnh", "UBND tỉnh Lâm Đồng", "Sở Nội vụ"],
)

PLACE_LINE = Rule(
    name="place-line",
    pattern=r"\A[ ]*,[ \n]*ngày(?![^\W_])",
    finds={", ngày 4 tháng 6 năm 2024": ", ngày"},
    leaves=[", ngay sau đó", " ngày"],
)

BARE_PLACE_LINE = Rule(
    name="place-line-bare",
    pattern=r"(?m)^(?:[^\n]{0,60}(?:\t|[ ]{2,}|hạnh\ phúc\ ))?[ ]*(?P<name>[^\W\d_][^\n,\t;:]{1,28}),[ ]*ngày(?![^\W_])",
    finds={"Lục Nam, ngày 25 tháng 10": "Lục Nam, ngày"},
    leaves=["tại huyện, vào ngày"],
)
_DATED = re.compile(r",[ ]*ngày")  # few lines have it, and only those are asked whether they are place lines
_OPENING = 3000  # characters in which a place line stands

LAUNCHING = Rule(
    name="place-launches",
    pattern=r"\A[^.;\n]{0,60}?(?<![^\W_])phát\ động",
    finds={" phát động hôm 15/10": " phát động"},
    leaves=[" họp. Phát động"],
)

GLOSS = Rule(
    name="place-in-brackets",
    pattern=r"(?<![^\W_])(?:huyện|quận|thị\ xã|thành\ phố|xã|phường|thị\ trấn|đặc\ khu)"
    r"(?:[ \n]+[^\W\d_]+){1,4}[ \n]*\([ ]*(?:[^\W\d_]+(?:[ ][^\W\d_]+){1,3},[ ]*)?\Z",
    finds={"ở huyện Đông Hải (": "huyện Đông Hải (", "tại xã Mường Mươn (Mường Chà, ": "xã Mường Mươn (Mường Chà, "},
    leaves=["tỉnh khác ("],
)

# The banner of a portal, over a page that may tell its district nowhere else.
PORTAL = Rule(
    name="place-of-portal",
    pattern=r"""(?m)^\W*(?:cổng|trang)\s+(?:thông\s+tin\s+điện\s+tử|ttđt)(?:\s+(?:tổng\s+hợp|của|thành\s+phần))?
        (?:\s+(?:ubnd|ủy\s+ban\s+nhân\s+dân|đảng\s+bộ))?\s+\Z""",
    finds={"CỔNG THÔNG TIN ĐIỆN TỬ ": "CỔNG THÔNG TIN ĐIỆN TỬ ", "Trang thông tin điện tử UBND ": "Trang thông tin điện tử UBND "},
    leaves=["Liên kết: Cổng thông tin điện tử ", "theo Cổng thông tin điện tử "],
)

# Who put a text on its page, beside the day: "Công đoàn An Giang | 27/06/2025".
BYLINE = Rule(
    name="place-byline",
    pattern=r"""(?m)^\W*(?:nguồn\s*:\s*)?(?:công\s+đoàn|liên\s+đoàn\s+lao\s+động|lđlđ|tỉnh\s+đoàn|thành\s+đoàn
        |đài(?:\s+(?:pt-?th|phát\s+thanh[^\n|]{0,24}))?|hội(?:[ ]+[^\W\d_]+){1,3}|sở(?:[ ]+[^\W\d_]+){1,5})[ ]+(?:tỉnh[ ]+)?\Z""",
    finds={"Tỉnh đoàn ": "Tỉnh đoàn ", "Hội Nông dân ": "Hội Nông dân "},
    leaves=["theo Công đoàn ", "sáng nay, Hội Nông dân "],
)
_DAY_BESIDE = re.compile(r"\s*[|,(-]\s*(?:(?:thứ\s+\w+|chủ\s+nhật)\s*,?\s*)?\d{1,2}[/.:-]\d")

VENUE = Rule(
    name="place-of-event",
    pattern=r"""(?<![^\W_])(?:tại|ở|từ|đến|vào)[ \n]+(?:(?:hội\ trường|nhà\ văn\ hóa|trụ\ sở|sân\ vận\ động|quảng\ trường)[ \n]+
        (?:(?:của|lớn)[ \n]+)?)?\Z""",
    finds={"tổ chức tại ": "tại ", "tại hội trường ": "tại hội trường "},
    leaves=["UBND "],
)


# In the foot of a page: a firm's or a school's own address.
OF_A_FIRM = Rule(
    name="place-of-firm",
    pattern=r"(?<![^\W_])(?:công\ ty|doanh\ nghiệp|xí\ nghiệp|nông\ trường|lâm\ trường|trường|hợp\ tác\ xã)\ [^\n,;:]{3,50},[ \n]+\Z",
    finds={"Công ty cổ phần Chè Suối Cao, ": "Công ty cổ phần Chè Suối Cao, "},
    leaves=["Cổng thông tin điện tử, "],
)


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence: its kind, the words, the provinces it may mean (codes on the day), the district if it names one."""

    kind: str
    words: str
    provinces: tuple[str, ...]
    district: str | None = None
    districts: tuple[tuple[str, str | None], ...] = ()  # (name, province) of every district it can be


_ZONES = ("furniture", "head", "title", "foot")  # where several hold an offset, the first of them counts


def zones(document: Document, layout: Layout) -> tuple[list[int], list[str]]:
    """Starts and kinds of the stretches of the text: furniture, head, foot, title or body."""
    edges: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for part in layout.parts or document.parts:
        if part.kind in _ZONES and part.end > part.start:
            edges[part.start].append((1, part.kind))
            edges[part.end].append((-1, part.kind))
    depth: dict[str, int] = dict.fromkeys(_ZONES, 0)
    starts, kinds = [0], ["body"]
    for offset in sorted(edges):
        for step, kind in edges[offset]:
            depth[kind] += step
        starts.append(offset)
        kinds.append(next((kind for kind in _ZONES if depth[kind] > 0), "body"))
    return starts, kinds


def clues(document: Document, layout: Layout, day: date, issuer: str | None) -> Iterator[Clue]:
    """Every clue to the place of a document, on a day."""
    seen = view(document.text)
    metadata = layout.metadata if layout.metadata.url or layout.metadata.title else document.metadata
    if issuer:
        yield from _of_text("issuer", issuer, day)
    for kind, words in (("title", metadata.title), ("site", metadata.site_name), ("letterhead", metadata.fields.get("co_quan"))):
        if words:
            yield from _of_text(kind, words, day)
    for url in dict.fromkeys(filter(None, (metadata.url, document.source if "://" in document.source else None))):
        yield from _of_host("host", _original(url), day)
    yield from _of_document(document, seen, layout, day, issuer)
    yield from _of_place_lines(seen, day)
    for host in hosts_in(seen):
        yield from _of_host("address", host, day)
    for word in glued_in(seen):
        code = province_of_label(word)
        if code:
            yield Clue("file name", word, (province_at(code, day).code,))


@cache
def _districts_by_name() -> dict[str, list[District]]:
    found: dict[str, list[District]] = defaultdict(list)
    for unit in districts():
        if find_province(unit.name) is None:
            found[fold(unit.name)].append(unit)
    return found


def _of_place_lines(seen: View, day: date) -> Iterator[Clue]:
    """A district's name without its type over the title: "Lục Nam, ngày 25 tháng 10 năm 2023"."""
    if day >= REFORM:
        return
    for dated in _DATED.finditer(seen.low, 0, _OPENING):
        match = BARE_PLACE_LINE.compiled.match(seen.low, seen.low.rfind("\n", 0, dated.start()) + 1, _OPENING)
        if match is None:
            continue
        units = [unit for unit in _districts_by_name().get(" ".join(match["name"].split()), ()) if unit.valid_to >= day]
        if units:
            codes = tuple(dict.fromkeys(province_at(unit.province, day).code for unit in units))
            yield Clue("place line", units[0].name, codes, units[0].name, tuple((units[0].name, code) for code in codes))
            return


def _original(url: str) -> str:
    """The page that an archive's copy shows."""
    inner = re.search(r"https?://.*?(https?://.+)", url)
    return inner[1] if inner else url


def _of_host(kind: str, host: str, day: date) -> Iterator[Clue]:
    units: Sequence[District] = districts_of_host(host)
    name = units[0].name if units and day < REFORM else None
    words = urlsplit(host).hostname or host if "//" in host else host
    codes = [province_at(code, day).code for code in provinces_of_host(host)]
    if codes:
        yield Clue(kind, words, tuple(codes[:1]))
    if name:
        yield Clue("district host", words, (), name, ((name, codes[0]),))


def _of_text(kind: str, words: str, day: date) -> Iterator[Clue]:
    found = find_places(words, on=day)
    told = {p.province_code for p in found if p.level == "province"}
    for place in found:
        if not told or place.level == "province" or place.province_code in told:
            yield _clue(kind, place)


def _clue(kind: str, place: Place) -> Clue:
    codes: tuple[str, ...] = (place.province_code,) if place.province_code else ()
    if place.candidates:
        codes = tuple(dict.fromkeys(c.province_code for c in place.candidates if c.province_code))
    if len(codes) > 1:
        kind = kind if place.level == "district" else "possible"
    if place.level == "province":
        return Clue(kind, place.quote, codes)
    name = place.name if place.level == "district" else place.district_name
    return Clue(kind, place.quote, codes, name, tuple((name, c) for c in codes) if name else ())


def _of_document(document: Document, seen: View, layout: Layout, day: date, issuer: str | None) -> Iterator[Clue]:
    starts, kinds = zones(document, layout)
    title_end = _first_line(document.text) if "title" not in kinds and not layout.metadata.title else 0
    chained = -1
    typed: dict[str, Place] = {}
    places = find_in_view(seen, on=day)
    opening = max(title_end, next((start for start, kind in zip(starts, kinds, strict=True) if kind == "body"), 0))
    for i, place in enumerate(places):
        zone = kinds[bisect_right(starts, place.start) - 1]
        if zone == "body" and place.end <= title_end:
            zone = "title"
        kind = _kind(place, zone, seen, opening)
        if zone == "furniture" and place.level == "district" and place.start - chained < 6:
            # Offices of provinces and districts stand in wards and towns; in a rural commune stand schools and stations.
            rural = places[i - 1].level == "commune" and places[i - 1].quote.lower().startswith("xã")
            kind = "own address" if rural else "address"
        if place.level == "district" and place.rule == "place-unit" and find_province(place.name) is None:
            typed[place.name] = place
        if i + 1 < len(places) and places[i + 1].start - place.end < 4 and place.level != "province":
            chained = place.end
        yield _clue(kind, place)
    # A school or a firm bears its district's name without the type, which the text writes elsewhere.
    if not typed:
        return
    for kind, words in (("issuer", issuer), ("site", layout.metadata.site_name), ("title", layout.metadata.title)):
        low = fold(words or "")
        for name, place in typed.items():
            if fold(name) in low and _stands(fold(name), low) and not find_places(words or "", on=day):
                yield _clue(kind, place)


def _stands(name: str, low: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", low) is not None


def _first_line(text: str) -> int:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return end if end - start <= 300 else 0


def _kind(place: Place, zone: str, seen: View, opening: int) -> str:
    after = seen.low[place.end : place.end + 16]
    before = seen.low[max(place.start - 60, 0) : place.start]
    if zone != "furniture" and PLACE_LINE.compiled.match(after) and _opens_line(seen, place.start):
        return "place line"
    if place.rule == "place-newspaper":
        return "newspaper"
    if zone == "furniture":
        if place.rule != "place-newspaper" and PORTAL.compiled.search(before) and seen.text[place.start : place.end].isupper():
            return "site"
        if place.level == "province" and BYLINE.compiled.search(before) and _DAY_BESIDE.match(seen.low[place.end : place.end + 24]):
            return "newspaper"
        if place.level == "district" and _is_of_authority(place, before):
            return "own district"
        if place.level == "district" and OF_A_FIRM.compiled.search(before):
            return "own address"
        return "address" if place.rule == "place-province-typed" else "furniture"
    if zone == "head":
        return "letterhead"
    if zone == "title":
        return "title"
    if zone == "body" and place.level == "province" and GLOSS.compiled.search(before) and after.startswith(")"):
        return "gloss"
    if place.level == "district" and (seat := SEAT.compiled.search(before)) is not None:
        at = max(place.start - 60, 0) + seat.start()
        return "launching district" if is_seat_of_launcher(at, place.end, seen, opening) else "named"
    authority = _is_of_authority(place, before)
    if not authority and VENUE.compiled.search(before):
        return "furniture"
    if authority:
        if place.level == "district" and zone != "furniture" and LAUNCHING.compiled.search(seen.low[place.end : place.end + 80]):
            return "launching district"
        return {"province": "authority", "district": "own district"}.get(place.level, "named")
    return "named"


def _is_of_authority(place: Place, before: str) -> bool:
    return place.rule == "place-agency" or AUTHORITY.compiled.search(before) is not None


def _opens_line(seen: View, start: int) -> bool:
    line = seen.low[seen.low.rfind("\n", 0, start) + 1 : start]
    return len(line.strip()) == 0 or line.endswith(("\t", "  ")) or "độc lập" in line or len(line) < 60
