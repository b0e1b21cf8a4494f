"""What holds for every input: it is a document or a problem, every quote stands where it says, and normal forms make no difference."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.extract import Extraction
from pipeline.outcome import Outcome, unpacked
from pipeline.process import process

ANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

PIECES = (
    "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 12/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    "Lâm Đồng, ngày 8 tháng 3 năm 2023", "KẾ HOẠCH\nPhát động phong trào thi đua “Dân vận khéo” giai đoạn 2023 - 2025",
    "Căn cứ Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị;", "thực hiện Quyết định số 587/QĐ-TTg",
    "I. MỤC ĐÍCH, YÊU CẦU", "II. CHỈ TIÊU THI ĐUA", "- Ít nhất 85 thôn được công nhận thôn nông thôn mới;",
    "a) Tỷ lệ hộ nghèo giảm 4 - 5%;", "trên 92,5% hồ sơ giải quyết đúng hạn", "đến hết năm 2025, thu ngân sách đạt 1.200 tỷ đồng",
    "từ ngày 01/4/2023 đến ngày 15/12/2023", "Quý III/2024 sơ kết, báo cáo trước ngày 30/6",
    "Đối tượng: các tập thể, cá nhân, hộ gia đình, doanh nghiệp trên địa bàn tỉnh",
    "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 30 tập thể và 45 cá nhân.", "Cờ thi đua của Chính phủ",
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Mẫu", "PHỤ LỤC I", "\t", " ", "…",
    "Số:      /KH", "99/99/9999", "100000000000000000000000 %", "ngày 31 tháng 2 năm 2024", "uỷ ban Đảng uỷ Ðắk Lắk",
    "\u0323", "e\u0301", "\U0001f600", "\u200b",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), min_size=1, max_size=14).map("\n".join)
MARKED_UP = st.lists(
    st.sampled_from((*PIECES, "<p>", "</p>", "<h1>", "</h1>", "<table><tr><td>", "</td><td>", "</table>", "<br>", "<li>", "<footer>")),
    min_size=1,
    max_size=25,
)


def sound(outcome: Outcome) -> Extraction | None:
    """The rows of a document after a check of all quotes; None for one that is a problem, and says what to do."""
    codes = {problem.code for problem in outcome.problems}
    assert codes.isdisjoint({"defect", "unsound-row", "unreadable"}), outcome.problems
    if outcome.packed is None:
        assert any(problem.severity == "error" and problem.message for problem in outcome.problems)
        return None
    extraction = unpacked(outcome.packed)
    assert outcome.text == unicodedata.normalize("NFC", outcome.text or "")
    for rows in extraction.facts.values():
        for row in rows:
            assert row.quote == outcome.text[row.start : row.end]
    return extraction


@ANY
@given(st.binary(max_size=300), st.sampled_from(["a", "a.pdf", "a.html", "a.docx", "a.txt", "a.doc", "a.rtf", "a.zip"]))
def test_any_bytes_are_a_document_or_a_problem(data: bytes, source: str) -> None:
    sound(process(data, source))


@ANY
@given(TEXTS)
def test_any_text_is_a_document_or_a_problem(text: str) -> None:
    sound(process(text.encode("utf-8", "surrogatepass"), "a.txt"))


@ANY
@given(MARKED_UP)
def test_any_page_is_a_document_or_a_problem(pieces: list[str]) -> None:
    sound(process(("<html><body>" + " ".join(pieces)).encode(), "a.html"))


# Control characters are no letters: whether a file with many of them is text at all is decided by their share of the bytes.
LETTERS = st.text(st.characters(exclude_categories=["C"]), max_size=12)


@ANY
@given(st.lists(st.sampled_from(PIECES) | LETTERS, min_size=1, max_size=14).map("\n".join))
def test_composed_and_decomposed_letters_give_the_same_facts(text: str) -> None:
    composed, decomposed = (sound(process(unicodedata.normalize(form, text).encode(), "a.txt")) for form in ("NFC", "NFD"))
    assert (composed is None) == (decomposed is None)
    if composed is None or decomposed is None:
        return

    def facts(extraction: Extraction) -> dict[str, list[object]]:
        return {table: [replace(row, document_id="") for row in rows] for table, rows in extraction.facts.items()}

    assert facts(composed) == facts(decomposed)
    assert composed.signature == decomposed.signature
    ours, theirs = (replace(extraction.document, document_id="") for extraction in (composed, decomposed))
    assert {f.name: getattr(ours, f.name) for f in fields(ours)} == {f.name: getattr(theirs, f.name) for f in fields(theirs)}
