"""Web pages: main text with its structure first, then the furniture, and what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from extractors.segmented import Attachment, Metadata
from pipeline.document import Trouble, Unreadable
from pipeline.ingest.boilerplate import Main, choose_main
from pipeline.ingest.card import card_lines, label_of, read_card
from pipeline.ingest.compose import Composer
from pipeline.ingest.dateline import DateLine, may_be_date_line, read_date_line, read_stamp
from pipeline.ingest.decode import decode
from pipeline.ingest.doctitle import dispatch_subject, names_type
from pipeline.ingest.dom import walk
from pipeline.ingest.furniture import opens_tail
from pipeline.ingest.headline import find_headline, stated_titles
from pipeline.ingest.letterhead import foot_end, foot_start, is_annex_title, is_motto
from pipeline.ingest.letters import clean
from pipeline.ingest.page import Page, parse
from pipeline.ingest.pagemeta import PageMeta, read_meta
from pipeline.ingest.reading import Reading

# By its suffix, which Liferay puts before an identifier or writes with a hyphen; DotNetNuke gives a ticket instead.
FILE_LINK = re.compile(
    r"\.(?:pdf|docx?|xlsx?|zip|rar|odt|rtf)(?:$|[?#&/])|/documents/d/[^/?#]+/[^/?#]+-(?:pdf|docx?)(?:$|[?#])|linkclick\.aspx\?[^#]*fileticket=",
    re.I,
)
_SENTENCE = re.compile(r"^\W*(?:ngày|sáng|chiều|tối|trong|từ|vừa|theo|thực hiện|căn cứ|kỷ niệm)\b|.*[.;:!?]$", re.I)
_NUMBERED = re.compile(r"\W*(?:số|số hiệu|số ký hiệu|ký hiệu|số\s*/\s*ký hiệu)\s*:", re.I)  # "Số: 62/TB-THPT – Mẫu, ngày …"
_FILE_NAME = re.compile(r"[\w)]\.(?:pdf|docx?|xlsx?|zip|rar)\W{0,3}(?:\(.{1,20}\))?$", re.I)
_NO_FILE = re.compile(r"(?:javascript|about|mailto|tel|data):|#", re.I)
_ATTACHED = re.compile(
    r"\W*(?:(?:các\s+)?(?:tệp|tập|file|tài\s*liệu|văn\s*bản)(?:\s*tin)?\s*(?:\(.{1,12}\)\s*)?(?:đính|gắn)\s*kèm|đính\s*kèm|attachments?)\b",
    re.I,
)
_ENOUGH = 60  # characters of prose that make a page worth reading


@dataclass(slots=True)
class _Byline:
    block: int
    line: DateLine


def read_html(data: bytes) -> Reading:
    """Reads a web page. Raises ``Unreadable`` with ``no-content`` where it holds nothing but furniture."""
    text, troubles = decode(data, markup=True)
    root = parse(text)
    if root is None:
        raise Unreadable("no-content", "the page holds no text: look at it in a browser")
    page = walk(root)
    main = choose_main(page)
    if main.prose < _ENOUGH:
        shown = walk(root, hidden=True)
        again = choose_main(shown)
        if again.prose > max(main.prose * 2, _ENOUGH):
            page, main = shown, again
    fields = _card(page, main)
    if main.prose < _ENOUGH and not fields:
        # A card whose cells are boxes of their own is prose to nobody.
        main.blocks = card_lines([block.text for block in page.blocks])
        fields = _card(page, main)
    if main.prose < _ENOUGH and not fields:
        raise Unreadable("no-content", f"the page holds only menus and the like: {_elsewhere(root)}")
    meta = read_meta(root)
    headline, title = find_headline(page, main, stated_titles(meta.titles, meta.site_name))
    if title and (dispatch := dispatch_subject([title])):
        title = dispatch[1]  # said as other formats say it: nothing but a dispatch is headed "V/v"
    _without_banner(page, main, headline)
    byline = _byline(page, main, headline)
    published, locator, shown_by = _publication(page, main, meta, byline, headline)
    if page.converted:
        troubles.append(
            Trouble("ingest", "warning", "legacy-encoding", f"{page.converted} paragraphs in TCVN3 or VNI were turned into Unicode")
        )
    composer = Composer()
    starts = _write(composer, page, main, headline, byline)
    span = None
    if shown_by is not None and shown_by.block in starts:
        offset = starts[shown_by.block]
        span = (offset + shown_by.line.start, offset + shown_by.line.end)
    whole, parts, anchors = composer.finish()
    metadata = Metadata(
        title=title,
        published_at=published,
        published_span=span,
        published_locator=None if span else locator,
        url=meta.url,
        site_name=meta.site_name,
        author=meta.author,
        fields=fields,
        attachments=_attachments(page, main, headline),
    )
    return Reading(whole, parts, metadata, anchors, None, tuple(troubles))


def _elsewhere(root: Any) -> str:
    """Where the text of a page without text may be."""
    sources = [clean(element.get("src") or "").strip() for element in root.iter("frame", "iframe")]
    sources = [source for source in dict.fromkeys(sources) if source and len(source) < 200 and not _NO_FILE.match(source)]
    if sources:
        return f"its text may be in a frame of it: fetch {' and '.join(sources[:3])}"
    return "its text may be in an attached file or loaded by a script"


def _without_banner(page: Page, main: Main, headline: int | None) -> None:
    """Leaves out short lines above the headline of a news item: the site's name, its motto, the section.

    Above the title of an official document such lines are its head.
    """
    if headline is None or not page.blocks[headline].headline and page.blocks[headline].block.kind != "heading":
        return
    above = [number for number in main.blocks if number < headline]
    lines = [page.blocks[number] for number in above]
    if any(is_motto(b.text[:200]) or _NUMBERED.match(b.text) or page.nodes[b.node].role for b in lines) or names_type(
        page.blocks[headline].text
    ):
        return
    banner = {n for n, b in zip(above, lines, strict=True) if len(b.text) < 80 and not _SENTENCE.match(b.text) and b.cells is None}
    main.blocks = [number for number in main.blocks if number not in banner]


def _card(page: Page, main: Main) -> dict[str, str]:
    rows = [cells for number in main.blocks if (cells := page.blocks[number].cells) is not None]
    lines = [page.blocks[number].text for number in main.blocks if page.blocks[number].cells is None]
    # A card stands apart from the text: looked for in what is short, at both ends.
    short = [line for line in lines if len(line) <= 400]
    return read_card(rows, short[:60] + short[-40:] if len(short) > 100 else short)


def _byline(page: Page, main: Main, headline: int | None) -> _Byline | None:
    """The date line nearest to the headline: behind it before the text's end of the first paragraphs, else just above it."""
    first = headline if headline is not None else (main.blocks[0] if main.blocks else 0)
    found: list[tuple[float, _Byline]] = []
    last_main = main.blocks[-1] if main.blocks else first
    official = any(
        page.nodes[page.blocks[number].node].role == "head" or is_motto(page.blocks[number].text[:200]) for number in main.blocks[:20]
    )
    for number in range(max(0, first - 8), min(len(page.blocks), first + 14)):
        text = page.blocks[number].text
        if number == first or not may_be_date_line(text):
            continue
        if _in_list(page, number) or _in_frame(page, number, first) or _in_card(page, number):
            continue
        byline = (len(text) < 120 and _labelled(text)) or (len(text) < 70 and 0 < number - first <= 3 and not _SENTENCE.match(text))
        line = read_date_line(text) or (read_date_line(text, alone=False) if byline else None)
        if line is None or _NUMBERED.match(text) or (official and line.label.startswith(("ngày cập nhật", "cập nhật"))):
            continue  # the day of the document itself; or beside an official document, the day the database was touched
        distance = number - first if number > first else (first - number) * 1.5 + 1
        if isinstance(line.when, datetime):
            distance -= 3
        if line.label.startswith(("cập nhật", "updated")):
            distance += 6
        found.append((distance, _Byline(number, line)))
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    for number in range(last_main, min(len(page.blocks), last_main + 6)):  # some systems put it below the text
        text = page.blocks[number].text
        if opens_tail(text):
            break
        line = read_date_line(text)
        stamped = line is not None and (line.label or isinstance(line.when, datetime))
        if line is not None and stamped and not _in_list(page, number) and not _in_card(page, number):
            return _Byline(number, line)
    return None


def _in_card(page: Page, number: int) -> bool:
    """True for a value of a document's card: its days are those of the document."""
    cells = page.blocks[number].cells
    return any(map(label_of, cells)) if cells else number > 0 and label_of(page.blocks[number - 1].text) is not None


def _labelled(text: str) -> bool:
    return _BYLINE_WORDS.search(text) is not None


_BYLINE_WORDS = re.compile(r"đăng|xuất bản|cập nhật|posted|published|tác giả|thứ|chủ nhật|\||•", re.I)
_FRAME = re.compile(r"clock|\bwm-|capture|top-?bar|header-top|today|page-?date|date-?time-?now|lich\b|ngayhomnay", re.I)


def _in_frame(page: Page, number: int, headline: int) -> bool:
    """True in the frame of the page (its head, a clock, an archive's banner) where the headline is not."""
    index = page.blocks[number].node
    while index >= 0:
        node = page.nodes[index]
        if not node.first <= headline < node.last:
            if node.tag in ("nav", "footer", "aside") or (node.names and _FRAME.search(node.names)):
                return True
            if node.tag == "header" and not _within(page, index, ("article", "main")):
                return True
        index = node.parent
    return False


def _within(page: Page, index: int, tags: tuple[str, ...]) -> bool:
    while index >= 0:
        if page.nodes[index].tag in tags:
            return True
        index = page.nodes[index].parent
    return False


def _in_list(page: Page, number: int) -> bool:
    """True in a list item or beside a link: the date of another item."""
    block = page.blocks[number]
    node = block.node
    for _ in range(3):
        if node < 0:
            break
        if page.nodes[node].tag == "li":
            items = page.nodes[page.nodes[node].parent]
            # A list that holds only the byline's pieces is short; one of news has long linked items.
            return any(page.blocks[n].linked > 25 for n in range(items.first, min(items.last, items.first + 40)))
        node = page.nodes[node].parent
    # Share buttons beside the date are links too: a date line holds nothing but such words.
    return block.linked > 25 and read_date_line(block.text) is None


def _publication(
    page: Page, main: Main, meta: PageMeta, byline: _Byline | None, headline: int | None
) -> tuple[date | datetime | None, str | None, _Byline | None]:
    """Publication time, where it is stated, and the byline that shows it."""
    stated, locator = meta.published, meta.published_locator
    if stated is None:
        first = headline if headline is not None else (main.blocks[0] if main.blocks else 0)
        for stamp, number in page.times:
            if abs(number - first) <= 10 and number <= main.blocks[-1] + 1 and not (number < len(page.blocks) and _in_list(page, number)):
                when = read_stamp(stamp)
                if when is not None and when.year >= 1990:
                    stated, locator = when, "time[@datetime]"
                    break
    if stated is None:
        return (byline.line.when, None, byline) if byline else (None, None, None)
    day = stated.date() if isinstance(stated, datetime) else stated
    if byline is not None and byline.line.day == day:
        shown = byline.line.when
        bare = not isinstance(stated, datetime) or (stated.hour, stated.minute) == (0, 0)
        if bare and isinstance(shown, datetime) and (shown.hour, shown.minute) != (0, 0):
            zone = stated.tzinfo if isinstance(stated, datetime) else None
            return shown.replace(tzinfo=shown.tzinfo or zone), locator, byline
        return stated, locator, byline
    return stated, locator, None


def _write(composer: Composer, page: Page, main: Main, headline: int | None, byline: _Byline | None) -> dict[int, int]:
    """Writes main text and then furniture; gives the offset of every block."""
    order = set(main.blocks)
    aside: set[int] = set()
    if headline is not None:
        order.add(headline)
    if byline is not None:
        # The date line stands by the headline, above it or below it, and is furniture there.
        aside.add(byline.block)
        order.add(byline.block)
    sequence = sorted(order)
    texts = [page.blocks[number].text for number in sequence]
    starts: dict[int, int] = {}
    foot = foot_start(texts, first=max(2, len(texts) // 2))
    foot_to = foot_end(texts, foot) if foot is not None else 0
    groups: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for position, number in enumerate(sequence):
        block = page.blocks[number]
        node = page.nodes[block.node]
        whole = len(block.text)
        if number == headline:
            block.block.marks.append(("title", 0, whole, 0, 0))
        elif number in aside:
            block.block.marks.append(("furniture", 0, whole, 0, 0))
        if block.block.kind == "heading" and number != headline:
            block.block.marks.append(("heading", 0, whole, block.block.level, 0))
        start, end = composer.add(block.block)
        starts[number] = start
        role, group = _role_of(page, block.node)
        if role:
            groups.setdefault((role, group), []).append((start, end))
        elif foot is not None and foot <= position < foot_to and node.role != "table":
            groups.setdefault(("foot", -1), []).append((start, end))
    annexes = [starts[n] for p, n in enumerate(sequence) if p > 3 and _heads_annex(page, n)]
    for count, (first, after) in enumerate(zip(annexes, [*annexes[1:], composer.length], strict=False), 1):
        composer.part("annex", first, after - 1, number=count)
    for number, block in enumerate(page.blocks):
        if number in order:
            continue
        # Only the text is kept of furniture: its headings and tables are no structure of the document.
        block.block.marks = []
        start, end = composer.add(block.block)
        starts[number] = start
        groups.setdefault(("furniture", -1), []).append((start, end))
    for (kind, _), spans in groups.items():
        composer.part(kind, spans[0][0], spans[-1][1])
    return starts


def _heads_annex(page: Page, number: int) -> bool:
    block = page.blocks[number]
    if block.cells is not None or not is_annex_title(block.text):
        return False
    return block.centred or block.text.isupper() or any(mark[0] == "bold" for mark in block.block.marks)


def _role_of(page: Page, node: int) -> tuple[str, int]:
    """Head, foot or table that a node lies in, and the node that makes it one."""
    for _ in range(8):
        if node < 0:
            break
        if page.nodes[node].role:
            return page.nodes[node].role, node
        node = page.nodes[node].parent
    return "", -1


def _is_attached(page: Page, number: int) -> bool:
    """True for a line under the label "Tệp đính kèm", on it or in the row of a table with it."""
    if number >= len(page.blocks):
        return False
    block = page.blocks[number]
    before = page.blocks[number - 1].text if number else ""
    alone = _ATTACHED.match(before)
    return any(map(_ATTACHED.match, block.cells or [block.text])) or (alone is not None and not before[alone.end() :].strip(" :"))


def _attachments(page: Page, main: Main, headline: int | None) -> tuple[Attachment, ...]:
    """Linked files in and about the main text; not those of lists in the furniture."""
    if not main.blocks:
        return ()
    present = set(main.blocks)
    first = min(headline if headline is not None else main.blocks[0], main.blocks[0])
    behind = main.blocks[-1]
    for number in range(main.blocks[-1] + 1, min(len(page.blocks), main.blocks[-1] + 16)):
        if opens_tail(page.blocks[number].text):
            break
        behind = number
    behind += behind == len(page.blocks) - 1  # a link that is a picture, behind all text
    found: dict[str, Attachment] = {}
    for link in page.links:
        if not (link.block in present or first <= link.block <= behind) or _NO_FILE.match(link.href):
            continue
        # Many portals hand files out by number ("/download?id=7"): then the link's text or its label tells.
        if FILE_LINK.search(link.href) or _FILE_NAME.search(link.text) or (link.text and _is_attached(page, link.block)):
            found.setdefault(link.href, Attachment(link.href, link.text))
    for source, number in page.frames:
        if FILE_LINK.search(source) and first <= number <= behind + 1:
            found.setdefault(source, Attachment(source, ""))
    return tuple(found.values())
