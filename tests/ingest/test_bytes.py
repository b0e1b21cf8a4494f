# ruff: noqa: E501  (pages and lines under test stand on one line)
"""Encodings, misnamed files, and any bytes at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document import Unreadable
from pipeline.ingest import MEDIA_TYPES, SUFFIXES, read
from pipeline.ingest.legacy import convert_line
from pipeline.ingest.letters import clean, is_syllable
from tests.ingest.conftest import check
from tests.ingest.making import Pdf, bare_docx, html

TEXT = "Ủy ban nhân dân tỉnh phát động phong trào thi đua yêu nước, thiết thực chào mừng đại hội"
PAGE = f"<p>{TEXT} đảng bộ các cấp và kỷ niệm ngày thành lập nước.</p>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_any_unicode(encoding, reading):
    assert reading(TEXT.encode(encoding), "a.txt").text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_page_in_any_unicode(encoding, reading):
    data = f"<html><head><title>Thi đua</title></head><body>{PAGE}</body></html>".encode(encoding)
    assert TEXT in reading(data, "a.html").text


def _windows_1258(text: str) -> bytes:
    import unicodedata

    pieces = []
    for letter in text:
        try:
            pieces.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tones = [mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones))
            pieces.append((base + "".join(tones)).encode("cp1258"))
    return b"".join(pieces)


def test_windows_1258_declared(reading):
    data = _windows_1258(f'<html><head><meta charset="windows-1258"></head><body>{PAGE}</body></html>')
    document = reading(data, "a.html")
    assert TEXT in document.text
    assert not document.troubles


def test_windows_1258_undeclared_is_known_by_its_letters(reading):
    document = reading(_windows_1258(TEXT + ". " + TEXT), "a.txt")
    assert TEXT in document.text
    assert [trouble.code for trouble in document.troubles] == ["mislabelled"]


def test_utf_8_wins_over_a_wrong_declaration(reading):
    document = reading(html(PAGE).replace(b"utf-8", b"iso-8859-1"), "a.html")
    assert TEXT in document.text
    assert [trouble.code for trouble in document.troubles] == ["mislabelled"]


def test_a_cut_off_letter_does_not_spoil_the_rest(reading):
    assert reading((TEXT + "ộ").encode()[:-1], "a.txt").text == TEXT


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (lambda: html(PAGE), "ke-hoach.pdf", "text/html"),
        (lambda: Pdf().line("Kế hoạch phát động phong trào thi đua").done(), "ke-hoach.html", "application/pdf"),
        (lambda: bare_docx("<w:p><w:r><w:t>Kế hoạch thi đua</w:t></w:r></w:p>"), "ke-hoach.pdf", SUFFIXES[".docx"]),
        (lambda: TEXT.encode(), "ke-hoach.docx", "text/plain"),
        (lambda: Pdf().line("Kế hoạch phát động phong trào thi đua").done(), "https://a.vn/tai-ve.html?id=3", "application/pdf"),
    ],
)
def test_is_read_as_what_it_is(data, name, media_type, reading):
    document = reading(data(), name)
    assert document.media_type == media_type in MEDIA_TYPES
    assert [trouble.code for trouble in document.troubles] == ["misnamed"]


def test_document_id_is_of_the_bytes(reading):
    one, two = reading(TEXT.encode(), "a.txt"), reading(TEXT.encode(), "b.txt")
    assert one.document_id == two.document_id
    assert len(one.document_id) == 16


LEGACY = [
    ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", "tcvn3"),
    ("båi d\xadìng lßng yªu n\xadíc", "bồi dưỡng lòng yêu nước", "tcvn3"),
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "vni"),
    ("c¸c thµnh viªn ®ãng gãp quü sinh ho¹t khI cần.", "các thành viên đóng góp quỹ sinh hoạt khI cần.", "tcvn3"),
    ("Phong trào thi đua yêu nước", "Phong trào thi đua yêu nước", None),
    ("YÊU CẦU", "YÊU CẦU", None),
    ("Bản quyền © 2024 ® tỉnh Lai Châu", "Bản quyền © 2024 ® tỉnh Lai Châu", None),
    ("San José và São Paulo", "San José và São Paulo", None),
    ("½", "½", None),
    ("Home » Gương điển hình", "Home » Gương điển hình", None),
    ("Trang chủ » Văn hóa · Công tác", "Trang chủ » Văn hóa · Công tác", None),
    ("«Bông lúa vàng» là tên hội thi", "«Bông lúa vàng» là tên hội thi", None),
    ("© 2024 Báo Hà Nam", "© 2024 Báo Hà Nam", None),
    ("bụi từ 2,5 µm đến 10 µm", "bụi từ 2,5 µm đến 10 µm", None),
    ("Tin tøc » Gi¸o dôc", "Tin tức » Giáo dục", "tcvn3"),
    ("®) Chèng « nhiÔm m«i tr\xadêng", "đ) Chống ô nhiễm môi trường", "tcvn3"),
    ("diện tích 25 m², tăng 2°", "diện tích 25 m², tăng 2°", None),
]


@pytest.mark.parametrize(("line", "expected", "encoding"), LEGACY)
def test_legacy_letters_line_by_line(line, expected, encoding):
    assert convert_line(line) == (expected, encoding)


def test_legacy_lines_in_a_unicode_page(reading):
    page = html(f"<h1>Hướng dẫn sinh hoạt đội</h1>{PAGE}<p>H×nh thµnh vµ båi d\xadìng lßng yªu thÝch v¨n häc cho c¸c thµnh viªn</p>")
    document = reading(page, "a.html")
    assert "Hình thành và bồi dưỡng lòng yêu thích văn học cho các thành viên" in document.text
    assert TEXT in document.text
    assert "legacy-encoding" in [trouble.code for trouble in document.troubles]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\xa0b\u200bc\xad", "a bc"),
        ("\uf0b7 Mục", "- Mục"),
        ("Nghi\u0323 quy\xea\u0301t", "Nghị quyết"),
        ("a \t\n b", "a b"),
    ],
)
def test_letters_as_kept(raw, expected):
    assert clean(raw) == expected


@pytest.mark.parametrize("word", ["nghiêng", "khuya", "quyết", "yêu", "giữa", "uỷ", "ủy", "Đắk", "ươm", "xoèn", "gì"])
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["viÖt", "tr­êng", "strong", "hoµ", "ñaûng"])
def test_no_syllables(word):
    assert not is_syllable(word)


def _survives(data: bytes, source: str) -> None:
    try:
        document = read(data, source)
    except Unreadable as refusal:
        code, message = refusal.code, refusal.message
    else:
        check(document)
        return
    assert message
    assert "\n" not in message
    assert code != "unreadable", message  # what no reader foresaw: an error of its own


ANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@ANY
@given(st.binary(max_size=600), st.sampled_from(["a", "a.pdf", "a.html", "a.docx", "a.txt", "a.doc"]))
def test_any_bytes(data, source):
    _survives(data, source)


@ANY
@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body>", b"<?xml version='1.0'?><html>", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]),
    st.binary(max_size=400),
)
def test_any_bytes_behind_a_magic(magic, data):
    _survives(magic + data, "a")


@ANY
@given(st.text(max_size=400))
def test_any_text(text):
    _survives(text.encode("utf-8", "surrogatepass"), "a.txt")


_MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div>", "</div>", "<table><tr><td>", "</td></tr>", "</table>", "<b>", "</b>", "<br>", "<a href='x.pdf'>", "</a>", "<li>", "<h1>", "<time datetime='2024'>", "&#0;", "&nbsp;",
         "<td colspan=99999999>", "<td rowspan='-1'>", "<o:p>", "<a:b c:d='e'>", "<!-- -->", "<![CDATA[", "<form>", "Kế hoạch số 12/KH-UBND ", "05/03/2024 08:15", "Nơi nhận:", "e\u0301", "\ud7ff"]
    ),
    max_size=60,
)  # fmt: skip


@ANY
@given(_MARKUP)
def test_any_markup(pieces):
    _survives(("<html><body>" + "".join(pieces)).encode(), "a.html")


@pytest.fixture(scope="module")
def samples() -> list[tuple[bytes, str]]:
    pdf = Pdf().centred("KẾ HOẠCH").paragraph(TEXT * 4).page().paragraph(TEXT).done()
    return [
        (pdf, "a.pdf"),
        (bare_docx("<w:p><w:r><w:t>Kế hoạch thi đua</w:t></w:r></w:p>" * 5), "a.docx"),
        (html(PAGE * 3), "a.html"),
    ]


@ANY
@given(data=st.data())
def test_damaged_files(samples, data):
    content, source = data.draw(st.sampled_from(samples))
    broken = bytearray(content)
    for _ in range(data.draw(st.integers(1, 30))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    _survives(bytes(broken[: data.draw(st.integers(0, len(broken)))]), source)


@pytest.mark.parametrize(
    "page",
    [
        lambda n: "<div>" * n + TEXT,
        lambda n: f"<p>{TEXT}</p>" * (n // 4),
        lambda n: "<table>" + "<tr><td>1<td>2" * (n // 4),
        lambda n: "<table><tr><td>" * (n // 25) + TEXT,
        lambda n: "<p>" + "<b>a</b>" * n,
    ],
    ids=["deep", "long", "rows", "nested-tables", "inline"],
)
def test_deep_and_long_pages_are_read_in_linear_time(page):
    def seconds(count):
        began = time.process_time()
        _survives(("<html><body>" + page(count)).encode(), "a.html")
        return time.process_time() - began

    small = min(seconds(5_000) for _ in range(2))
    assert seconds(50_000) < 25 * small + 0.5  # ten times, and room for a busy machine
