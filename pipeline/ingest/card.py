"""The card that a portal shows with a document: Số hiệu, Cơ quan ban hành, Ngày ban hành, Người ký, Trích yếu …"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

_LABELS = (
    ("so_hieu", r"số[\s/]*(?:và\s+)?(?:ký\s*)?hiệu(?:\s*văn\s*bản)?|"
     r"số\s*/?\s*ký\s*hiệu|số\s*văn\s*bản|số\s*hiệu\s*vb|ký\s*hiệu|số\s*vb"),
    ("co_quan", r"(?:tên\s*)?(?:cơ\s*quan|đơn\s*vị|nơi)\s*ban\s*hành|"
     r"(?:cơ\s*quan|đơn\s*vị)\s*(?:ra|phát\s*hành)\s*văn\s*bản|tác\s*giả\s*văn\s*bản|cơ\s*quan\s*bh"),
    ("ngay_ban_hanh", r"ngày\s*(?:ban\s*hành|văn\s*bản|ký|vb)|thời\s*gian\s*ban\s*hành"),
    ("ngay_hieu_luc", r"ngày\s*(?:có\s*|bắt\s*đầu\s*)?hiệu\s*lực|hiệu\s*lực\s*từ(?:\s*ngày)?|ngày\s*áp\s*dụng"),
    ("nguoi_ky", r"(?:họ\s*tên\s*)?người\s*ký(?:\s*duyệt)?(?:\s*văn\s*bản)?"),
    ("trich_yeu", r"trích\s*yếu(?:\s*nội\s*dung|\s*văn\s*bản)?|về\s*việc|nội\s*dung\s*trích\s*yếu|tên\s*văn\s*bản"),
    ("loai", r"(?:thể\s*)?loại\s*(?:hình\s*)?văn\s*bản|hình\s*thức\s*văn\s*bản|loại\s*vb"),
)  # fmt: skip
_WHOLE = [(key, re.compile(rf"^\W*(?:{words})\W*$", re.I)) for key, words in _LABELS]
_OPENING = [(key, re.compile(rf"^\W*(?:{words})\s*:\s*(?P<value>\S.*)$", re.I)) for key, words in _LABELS]
_EMPTY = re.compile(r"^\W*(?:đang cập nhật|chưa cập nhật|không|n/a)?\W*$", re.I)


def label_of(text: str) -> str | None:
    """Key of the field whose label this is, if it is nothing but a label.

    >>> label_of("Số/Ký hiệu:"), label_of("Ngày có hiệu lực"), label_of("Ngày có hiệu lực:31/10/2025")
    ('so_hieu', 'ngay_hieu_luc', None)
    """
    if len(text) > 40:
        return None
    for key, pattern in _WHOLE:
        if pattern.match(text):
            return key
    return None


def read_card(rows: Iterable[list[str]], lines: list[str]) -> dict[str, str]:
    """Fields of a card that stands in table rows, or in lines "label: value" or "label" followed by "value".

    Two fields at least make a card: a single label may be any line of any text.
    """
    fields: dict[str, str] = {}

    def put(key: str, value: str) -> None:
        value = value.strip(" :\t")
        if key not in fields and value and not _EMPTY.match(value) and label_of(value) is None:
            fields[key] = value

    for cells in rows:
        filled = [cell for cell in cells if cell]
        # A list of documents has its labels side by side in a head row: no card.
        if sum(1 for cell in filled if label_of(cell)) > max(1, len(filled) // 2):
            continue
        for label, value in itertools.pairwise(filled):
            key = label_of(label)
            if key:
                put(key, value)
        for cell in filled:
            _opening(cell, put)
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if len(line) > 400:
            continue
        if key := label_of(line):
            if following:
                put(key, following)
        else:
            _opening(line, put)
    return fields if len(fields) >= 2 else {}


def card_lines(lines: list[str]) -> list[int]:
    """Numbers of the lines from the first label of a card to the value of the last one; none where fewer than three stand together.

    >>> card_lines(["Trang chủ", "Số hiệu", "45/KH-UBND", "Ngày ban hành", "19/5/2024", "Người ký", "Lê Văn A", "Liên hệ"])
    [1, 2, 3, 4, 5, 6]
    """
    labels = [n for n, line in enumerate(lines) if label_of(line)]
    run: list[int] = []
    for number in labels:
        if run and number - run[-1] > 3:
            if len(run) >= 3:
                break
            run = []
        run.append(number)
    return list(range(run[0], min(run[-1] + 2, len(lines)))) if len(run) >= 3 else []


def _opening(text: str, put: object) -> None:
    for key, pattern in _OPENING:
        match = pattern.match(text)
        if match:
            put(key, match["value"])  # type: ignore[operator]
            return
