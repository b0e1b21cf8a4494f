"""Text files: kept as written; headline, date line and the furniture that came along when a page was saved are marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.segmented import Attachment, Metadata, Part
from pipeline.document import Anchor, Trouble
from pipeline.ingest.dateline import DateLine, read_date_line
from pipeline.ingest.decode import decode
from pipeline.ingest.doctitle import dispatch_subject, names_type, official_title
from pipeline.ingest.furniture import is_furniture, opens_tail
from pipeline.ingest.gluedate import month_stamp, read_glued_date
from pipeline.ingest.legacy import convert_line
from pipeline.ingest.letterhead import foot_end, foot_start, head_before, is_annex_title, is_head_line, is_motto
from pipeline.ingest.letters import clean_written, syllable_share
from pipeline.ingest.reading import Reading
from pipeline.ingest.topline import headline_of, is_issuer_over

_TOP = 12  # lines near the top: where a headline's date line can stand


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str  # without blanks round it
    number: int


def read_plain(data: bytes) -> Reading:
    """Reads a text file."""
    text, troubles = decode(data)
    text, converted = _convert_legacy(text)
    if converted:
        troubles.append(Trouble("ingest", "warning", "legacy-encoding", f"{converted} lines in TCVN3 or VNI were turned into Unicode"))
    text = clean_written(text)
    lines = _lines(text)
    filled = [line for line in lines if line.text]
    tail = _tail_start(filled)
    parts, headline, dated = _top(filled[:tail])
    parts += _tail(filled[tail:])
    parts += _letterhead(filled[:tail])
    dated = dated or _put_up_at(filled)
    title = headline.text.strip("* ") if headline else None
    named = _official(filled[:tail])
    if named:
        parts = [part for part in parts if part.kind != "title"] + [named[0]]
        title = named[1]
    metadata = Metadata(
        title=title,
        published_at=dated[1].when if dated else None,
        published_span=(dated[0].start + dated[1].start, dated[0].start + dated[1].end) if dated else None,
        attachments=_attachments(filled),
    )
    anchors = tuple(Anchor(line.start, line.end, f"line {line.number}") for line in filled)
    ordered = tuple(sorted(set(parts), key=lambda p: (p.start, -p.end, p.kind)))
    return Reading(text, ordered, metadata, anchors, None, tuple(troubles))


def _convert_legacy(text: str) -> tuple[str, int]:
    if text.isascii() or (syllable_share(text[:20_000], accented=True)[0] > 0.97 and "®" not in text and "\xad" not in text):
        return text, 0
    converted = 0
    lines = text.split("\n")
    for index, line in enumerate(lines):
        lines[index], encoding = convert_line(line)
        converted += encoding is not None
    return "\n".join(lines), converted


def _lines(text: str) -> list[_Line]:
    lines = []
    offset = 0
    for number, raw in enumerate(text.split("\n"), 1):
        bare = raw.strip(" \t\xa0\u3000")
        start = offset + (raw.find(bare) if bare else 0)
        lines.append(_Line(start, start + len(bare), bare, number))
        offset += len(raw) + 1
    return lines


_PUT_UP = re.compile(r"(?:ngày\s*)?đăng|xuất\s*bản|posted|published")


def _of_page(found: DateLine, line: _Line, lines: list[_Line]) -> bool:
    """Does a date line stand over an official document, put there by the page that shows it: "Đăng lúc: 14:05 18/10/2022"?"""
    below = next((other.start for other in lines[:_TOP] if is_motto(other.text)), 0)
    return line.start < below and _PUT_UP.match(found.label) is not None


def _put_up_at(lines: list[_Line]) -> tuple[_Line, DateLine] | None:
    """The day in a note under the text: "(Nguồn: Trang tin Công ty, đăng 17/02/2016)"."""
    for line in lines[-_NOTES:]:
        if _SOURCE_NOTE.search(line.text) and (found := read_date_line(line.text, alone=False)) is not None:
            return line, found
    return None


_NOTES = 4  # lines at the end in which such a note stands
_SOURCE_NOTE = re.compile(r"^\W*(?:nguồn|theo)\s*:.{2,90}?(?:\s|\()(?:đăng|đưa|cập\s*nhật)(?:\s*(?:tải|tin|lúc|ngày))*\s*:?\s*\d", re.I)


def _top(lines: list[_Line]) -> tuple[list[Part], _Line | None, tuple[_Line, DateLine] | None]:
    """Furniture above the text, the headline, the date line below (or above) it."""
    parts: list[Part] = []
    title: _Line | None = None
    dated: tuple[_Line, DateLine] | None = None
    official = any(is_motto(line.text) for line in lines[:8])
    for line in lines[:_TOP]:
        date_line = read_date_line(line.text) or (_signed_line(line.text) if title is not None and not title.text.isupper() else None)
        if date_line and (not official or (dated is None and _of_page(date_line, line, lines))):
            # The line below the headline wins over a page clock above it.
            if dated is None or (title is not None and dated[0].start < title.start):
                dated = (line, date_line)
            parts.append(Part(line.start, line.end, "furniture"))
        elif is_furniture(line.text):
            parts.append(Part(line.start, line.end, "furniture"))
        elif stamp := month_stamp(line.text):
            parts.append(Part(line.start, line.start + stamp, "furniture"))
            if title is None:
                break  # a sentence follows on the same line: the page has no headline
        elif not official and (glued := read_glued_date(line.text)) and (title is None or dated is None):
            dated = dated or (_Line(line.start + glued.start, line.end, line.text[glued.start :], line.number), glued.when)
            parts.append(Part(line.start + glued.start, line.start + glued.end, "furniture"))
            if title is None and glued.headline:
                at = line.start + line.text.index(glued.headline)
                title = _Line(at, at + len(glued.headline), glued.headline, line.number)
            elif title is None and glued.end < len(line.text):
                break
        elif title is None and not official and _is_headline(line.text):
            title = line
        elif title is not None and line.text == title.text:
            parts.append(Part(line.start, line.end, "title"))
        elif len(line.text) > 200 and title is not None:
            break
    if title is not None:
        known = {part.start for part in parts if part.kind == "furniture"}
        top = [line for line in lines[:_TOP] if line.start not in known or dated is not None and line is dated[0]]
        first, title = title, _headline(top, title, dated[0] if dated else None)
        # The section's name and the breadcrumb over it are the site's; a kicker is the article's.
        above = (line for line in top if first.start <= line.start < title.start and not line.text.endswith(":"))
        over = (line for line in above if not is_issuer_over(line.text, title.text))
        parts += [Part(line.start, line.end, "furniture") for line in over if line.start not in known]
        parts.append(Part(title.start, title.end, "title"))
    return parts, title, dated


_PLACE_BEFORE_DAY = re.compile(r"\s*[^\W\d_](?:[^\W\d_]|[ '’-]){1,28},\s+(?=ngày\s)")


def _signed_line(text: str) -> DateLine | None:
    """ "Đông Hà, ngày 2 tháng 3 năm 2024" below a headline: where and when the item was written."""
    place = _PLACE_BEFORE_DAY.match(text)
    found = read_date_line(text[place.end() :]) if place else None
    if place is None or found is None:
        return None
    return DateLine(found.when, found.start + place.end(), found.end + place.end(), found.label)


def _headline(top: list[_Line], title: _Line, dated: _Line | None) -> _Line:
    """The headline, where ``title`` is the first line that could be one."""
    if title not in top:
        return title
    found = headline_of([line.text for line in top], top.index(title), top.index(dated) if dated in top else None)
    return top[found]


def _official(lines: list[_Line]) -> tuple[Part, str] | None:
    """Title of an official document: the line that names its type, high up or behind a letterhead, and its subject."""
    texts = [line.text.strip("* ") for line in lines[:40]]
    # The Fatherland Front and its members write a head without the motto.
    numbered = bool(texts) and texts[0].isupper() and any(map(_NUMBER_LINE.match, texts[1:6]))
    headed = numbered or any(is_motto(text) for text in texts[:12])
    found = official_title(texts, within=25 if headed else 4)
    if found:
        first, last, title = found
        return Part(lines[first].start, lines[last - 1].end, "title"), title
    subject = dispatch_subject(texts) if headed else None
    if subject:
        return Part(lines[subject[0]].start, lines[subject[0]].end, "title"), subject[1]
    return None


_NUMBER_LINE = re.compile(r"số\s*:?\s*\d{1,4}\s*[-/]\s*[A-ZĐ]", re.IGNORECASE)


def _is_headline(text: str) -> bool:
    words = text.strip("* ").split()
    return len(words) >= 2 and len(text) <= 400 and not text.startswith(("-", "+", "•"))


def _tail_start(lines: list[_Line]) -> int:
    """Index of the first line of the furniture at the end: from there on nothing reads like the article."""
    for index in range(max(2, len(lines) // 4), len(lines)):
        if opens_tail(lines[index].text):
            rest = lines[index + 1 :]
            prose = sum(len(line.text) for line in rest if len(line.text) > 200)
            if prose * 2 <= sum(len(line.text) for line in lines[:index]):
                return index
    end = len(lines)
    while end > 1 and is_furniture(lines[end - 1].text):
        end -= 1
    return end


def _tail(lines: list[_Line]) -> list[Part]:
    return [Part(lines[0].start, lines[-1].end, "furniture")] if lines else []


def _letterhead(lines: list[_Line]) -> list[Part]:
    texts = [line.text for line in lines]
    parts = []
    mottos = [index for index in range(min(len(lines), 12)) if is_motto(texts[index])]
    if mottos:
        last = max(index for index in range(min(len(lines), mottos[-1] + 6)) if is_head_line(texts[index]))
        parts.append(Part(lines[0].start, lines[last].end, "head"))
    typed = next((n for n, text in enumerate(texts[:26]) if names_type(text.strip("* "))), 0)
    if head_before(texts, typed) is not None:
        parts = [Part(lines[0].start, lines[typed - 1].end, "head")]
    start = foot_start(texts, first=(mottos[-1] + 1) if mottos else len(lines) // 2)
    if start is not None:
        end = foot_end(texts, start)
        parts.append(Part(lines[start].start, lines[end - 1].end, "foot"))
    heads = [n for n, text in enumerate(texts) if n > max(3, start or 0) and is_annex_title(text) and text.strip("* ").isupper()]
    for number, (first, after) in enumerate(zip(heads, [*heads[1:], len(lines)], strict=False), 1):
        parts.append(Part(lines[first].start, lines[after - 1].end, "annex", number=number))
    return parts


def _attachments(lines: list[_Line]) -> tuple[Attachment, ...]:
    import re

    named = re.compile(r"(?<![\w./-])[\w()%+-][\w.()%+-]*\.(?:pdf|docx?|xlsx?|zip|rar)\b", re.I)
    found = []
    for line in lines:
        if len(line.text) <= 400:
            found += [Attachment(match.group(), line.text) for match in named.finditer(line.text)]
    return tuple(found)
