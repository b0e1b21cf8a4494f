# ruff: noqa: E501  (pages under test stand on one line)
"""Pages as unknown systems write them: cards in boxes, files by number, days of update, frames, text encoded twice."""

from __future__ import annotations

import pytest

from pipeline.document import Unreadable
from pipeline.ingest import read
from pipeline.ingest.dateline import read_date_line
from tests.ingest.making import html

PROSE = "<p>Sáng 19/5/2024, Ủy ban nhân dân tỉnh Mẫu tổ chức lễ phát động phong trào thi đua với sự tham gia của 300 đại biểu.</p><p>Tỉnh phấn đấu đến hết năm 2025 có 80% số xã đạt chuẩn nông thôn mới, giảm 1,5% hộ nghèo mỗi năm.</p>"
MENU = "".join(f'<div><a href="/{n}">{text}</a></div>' for n, text in enumerate(("Trang chủ", "Giới thiệu", "Tin tức", "Liên hệ")))
FILES = '<a href="/tai.ashx?id=7">45KH.pdf</a> <a href="/tai.ashx?id=8">Phụ lục</a>'
ROWS = (("Số hiệu", "45/KH-UBND"), ("Cơ quan ban hành", "UBND tỉnh Mẫu"), ("Ngày ban hành", "19/05/2024"), ("Ngày hiệu lực", "20/05/2024"), ("Tệp đính kèm", FILES))  # fmt: skip
CARDS = {
    "rows": "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in ROWS) + "</table>",
    "two pairs a row": f"<table>{''.join(f'<tr><td>{a}</td><td>{b}</td><td>{c}</td><td>{d}</td></tr>' for (a, b), (c, d) in (ROWS[:2], ROWS[2:4]))}<tr><td>{ROWS[4][0]}</td><td>{FILES}</td></tr></table>",
    "a list of definitions": "<dl>" + "".join(f"<dt>{a}:</dt><dd>{b}</dd>" for a, b in ROWS) + "</dl>",
    "boxes": "<div>" + "".join(f"<div><div>{a}</div><div>{b}</div></div>" for a, b in ROWS) + "</div>",
    "list items": "<ul>" + "".join(f"<li><label>{a}</label>: <span>{b}</span></li>" for a, b in ROWS) + "</ul>",
}


@pytest.mark.parametrize("shape", CARDS)
def test_a_card_in_any_shape(shape, reading):
    document = reading(html(f"<div>{MENU}</div>{CARDS[shape]}"), "a.html")
    assert {key: document.metadata.fields[key] for key in ("so_hieu", "co_quan", "ngay_ban_hanh", "ngay_hieu_luc")} == {
        "so_hieu": "45/KH-UBND", "co_quan": "UBND tỉnh Mẫu", "ngay_ban_hanh": "19/05/2024", "ngay_hieu_luc": "20/05/2024",
    }  # fmt: skip
    assert document.metadata.published_at is None  # the days of a card are those of the document
    assert [(file.url, file.text) for file in document.metadata.attachments] == [
        ("/tai.ashx?id=7", "45KH.pdf"),
        ("/tai.ashx?id=8", "Phụ lục"),
    ]


def test_a_picture_that_links_a_file_is_called_by_its_words(reading):
    links = '<p><a href="/pl.docx"><img src="w.png" alt="Phụ lục 1"></a> <a href="/cu.doc" title="Công văn cũ"><i></i></a></p>'
    document = reading(html(f"<h1>Tỉnh Mẫu phát động thi đua</h1>{PROSE}{links}"), "a.html")
    assert [(file.url, file.text) for file in document.metadata.attachments] == [("/pl.docx", "Phụ lục 1"), ("/cu.doc", "Công văn cũ")]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Cập nhật lúc: 22/05/2024 | Ngày đăng 20/05/2024", "2024-05-20"),
        ("Ngày đăng: 20/05/2024 - Cập nhật: 22/05/2024", "2024-05-20"),
        ("5/20/2024 8:15:00 AM", "2024-05-20T08:15:00"),
        ("20/5/2024 8:15:00 AM", "2024-05-20T08:15:00"),
        ("13/25/2024 8:15:00 AM", None),
    ],
)
def test_which_day_of_a_date_line(line, day):
    found = read_date_line(line)
    assert (found and found.when.isoformat()) == day


def test_frames_are_named(refusal):
    page = (
        b'<html><head><title>Tin</title></head><frameset cols="20%,80%"><frame src="menu.html"><frame src="noidung.html"></frameset></html>'
    )
    assert refusal(page, "a.html") == "no-content"
    with pytest.raises(Unreadable, match=r"fetch menu\.html and noidung\.html"):
        read(page, "a.html")


def test_text_that_was_encoded_twice(reading):
    page = html(f"<h1>Tỉnh Mẫu phát động thi đua</h1>{PROSE}").decode()
    twice = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in page.encode()).encode()
    document = reading(twice, "a.html")
    assert "phấn đấu đến hết năm 2025 có 80% số xã" in document.text
    assert [trouble.code for trouble in document.troubles] == ["double-encoded"]


def test_the_title_of_a_document_saved_as_a_page(reading):
    body = f"<p align=center><b>KẾ HOẠCH</b></p><p align=center><b>Phát động phong trào thi đua năm 2024</b></p>{PROSE}"
    assert reading(html(body), "a.html").metadata.title == "Kế hoạch Phát động phong trào thi đua năm 2024"
