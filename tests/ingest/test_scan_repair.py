"""Repairs of what OCR misreads, and what must be left as it is; numbers written by pen. Needs no Tesseract."""

from __future__ import annotations

import pytest

from pipeline.ingest.scan.page import ScanLine, ScannedPage
from pipeline.ingest.scan.pen import settle_pen
from pipeline.ingest.scan.repair import repair_line, repair_numerals
from pipeline.ingest.scan.stamp import take_out_stamp
from pipeline.ingest.scan.tesseract import Word


def words_of(text: str, confidence: float = 0.9) -> list[Word]:
    """Words six points a letter wide, a blank between them."""
    words, x = [], 100.0
    for part in text.split():
        words.append(Word(part, x, x + 6 * len(part), confidence))
        x += 6 * len(part) + 3
    return words


def repaired(text: str, confidence: float = 0.9) -> str:
    words = words_of(text, confidence)
    repair_line(words)
    return " ".join(word.text for word in words)


MISREAD = {
    "phong trào thị đua yêu nước": "phong trào thi đua yêu nước",
    "PHONG TRÀO THỊ ĐUA": "PHONG TRÀO THI ĐUA",
    "hoàn thành xuât sắc nhiệm vụ": "hoàn thành xuất sắc nhiệm vụ",
    "tô chức thực hiện": "tổ chức thực hiện",
    "Chỉ thị số O2/CT-UBND": "Chỉ thị số 02/CT-UBND",
    "Quyết định số l497/QĐ-TTg": "Quyết định số 1497/QĐ-TTg",
    "trước ngày l5/1O/2021": "trước ngày 15/10/2021",
    "đại dịch COVID-I9": "đại dịch COVID-19",
    "Số 45/QÐ-UBND": "Số 45/QĐ-UBND",
    "~ Lưu: VT.": "- Lưu: VT.",
}
LEFT_ALONE = [
    "phong trào thi đua yêu nước",
    "Bà Lê Thị Đua ở xã Mẫu",  # a name
    "ba năm liền",  # a number is never guessed
    "tiền thưởng tính theo công thức",
    "khoản l/a",
    "Ol/b",
    "xã Ia Ó, huyện Ia Grai",
]


@pytest.mark.parametrize("read", MISREAD)
def test_repairs(read):
    assert repaired(read) == MISREAD[read]


@pytest.mark.parametrize("read", LEFT_ALONE)
def test_leaves(read):
    assert repaired(read, 0.5) == read


def test_a_word_that_was_read_surely_is_left():
    assert repaired("phong trào thị đua", 0.97) == "phong trào thị đua"


def test_neighbours_do_not_count_over_a_full_stop():
    assert repaired("phong trào. Thị, đua") == "phong trào. Thị, đua"


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ("I. A|H. B|III. C", "I. A|II. B|III. C"),
        ("I. A|II B|II. C|IV. D", "I. A|II. B|III. C|IV. D"),
        ("I. A|II. B|IIIL C", "I. A|II. B|III. C"),
        ("L A|II. B", "I. A|II. B"),
        ("I. A|V. B|III. C", "I. A|V. B|III. C"),
        ("I. A|II. B|I. C|II. D", "I. A|II. B|I. C|II. D"),
    ],
)
def test_roman_numbers_follow_one_another(read, kept):
    names = {"A": "MỤC ĐÍCH", "B": "ĐỐI TƯỢNG", "C": "NỘI DUNG", "D": "KINH PHÍ"}
    lines = [words_of(f"{line[:-1]}{names[line[-1]]}") for line in read.split("|")]
    repair_numerals(lines)
    expected = [f"{line[:-1]}{names[line[-1]]}" for line in kept.split("|")]
    assert [" ".join(word.text for word in words) for words in lines] == expected


def test_a_numbered_paragraph_is_no_heading():
    lines = [words_of(line) for line in ("L MỤC ĐÍCH", "1. Từ một huyện đá vôi", "II. ĐỐI TƯỢNG", "IIL CHỈ TIÊU")]
    repair_numerals(lines)
    assert [words[0].text for words in lines] == ["I.", "1.", "II.", "III."]


def page_of(*lines: ScanLine) -> ScannedPage:
    return ScannedPage([ScanLine(words_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), 60, 13, 0.2), *lines], 595, 842)


def line_of(text: str, *, sure: float = 0.96, base: float = 100, pen: tuple[float, float] | None = None) -> ScanLine:
    return ScanLine(words_of(text, sure), base, 13, 0.2, [pen] if pen else [])


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [
        (line_of("Số: 12/KH-UBND"), "Số: 12/KH-UBND", 0),
        (line_of("Số: /KH-UBND"), "Số: /KH-UBND", 0),
        (line_of("Số: 12 /KH-UBND", sure=0.6), "Số: /KH-UBND", 1),
        (line_of("Số: j0 /CTLT - VNPT"), "Số: /CTLT - VNPT", 1),
        (line_of("Số: 12 /KH-UBND", pen=(122, 136)), "Số: /KH-UBND", 1),
        (line_of("Số EOF 753848 /VBĐT", sure=0.6), "Số EOF 753848 /VBĐT", 0),
        (line_of("Lai Châu, ngày 04 tháng 3 năm 2024"), "Lai Châu, ngày 04 tháng 3 năm 2024", 0),
        (line_of("Lai Châu, này €È tháng 3 năm 2024"), "Lai Châu, ngày tháng 3 năm 2024", 1),
        (line_of("Lai Châu, ngày 45 tháng 13 năm 2024"), "Lai Châu, ngày tháng năm 2024", 2),
        (line_of("ngày 08 tháng 01 năm 2021", sure=0.5, base=400), "ngày 08 tháng 01 năm 2021", 0),
    ],
)
def test_pen(line, text, said):
    assert len(settle_pen(page_of(line), ["SCAN_1234"])) == said
    assert line.text == text


@pytest.mark.parametrize(
    ("read", "name", "kept"),
    [
        ("Số: 2OO4 /KH-SYT", "2004 kh syt cd", "Số: 2004 /KH-SYT"),
        ("Số: /QĐ-SYT", "5066_QD-SYT", "Số: 5066 /QĐ-SYT"),
        ("Số: j0 /KH-SYT", "5066_QD-SYT", "Số: /KH-SYT"),  # another type of document
        ("Số: 77 /KH-SYT", "2004 kh syt", "Số: /KH-SYT"),  # the reading says something else
    ],
)
def test_the_name_of_the_file_confirms_a_number(read, name, kept):
    line = line_of(read, sure=0.6, pen=(115, 125))
    (said,) = settle_pen(page_of(line), ["", name])
    assert line.text == kept
    assert ("left out" in said) == (kept == "Số: /KH-SYT")


def test_a_receipt_stamp_is_taken_out():
    page = page_of(line_of("Số: 12/KH-UBND"), line_of("ĐẾN", base=120), line_of("Số: 2207", base=134), line_of("Ngày: 31/5/2024", base=148))
    assert [line.text for line in take_out_stamp(page)] == ["ĐẾN", "Số: 2207", "Ngày: 31/5/2024"]
    assert [line.text for line in page.lines][1:] == ["Số: 12/KH-UBND"]
    assert take_out_stamp(page_of(line_of("Đến ngày 30/6"), line_of("Số: 12/KH-UBND", base=120))) == []
