"""Tokens, sentences, blocks and sections."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from extractors.segmented import Part, layout_of, view_of
from pipeline.extract import extract
from pipeline.segment import segment
from pipeline.segment.blocks import marker_of
from pipeline.segment.tokens import SyllableTokenizer
from pipeline.segment.words import sentences, words
from tests.making import document

PLAN = """KẾ HOẠCH
Phát động phong trào thi đua “Xóm sạch”

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích: nâng cao ý thức của người dân.
2. Yêu cầu
a) Thiết thực, tránh hình thức.
II. PHẠM VI, ĐỐI TƯỢNG
1. Phạm vi: toàn huyện.
2. Đối tượng thi đua:
- Các xã, thị trấn;
III. CHỈ TIÊU
1. 95% hộ dân phân loại rác.
IV. KHEN THƯỞNG
1. Tiêu chuẩn: theo luật.
2. Kinh phí: ngân sách huyện.
V. TỔ CHỨC THỰC HIỆN
1. Nhiệm vụ của Phòng Nội vụ: theo dõi."""


def role_of(text: str, words: str) -> str:
    doc = segment(document(text))
    return layout_of(doc).section_at(text.index(words))


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("nâng cao ý thức", "muc_dich"),
        ("Thiết thực", "yeu_cau"),
        ("toàn huyện", "pham_vi"),
        ("Các xã, thị trấn", "doi_tuong"),
        ("95% hộ dân", "chi_tieu"),
        ("theo luật", "khen_thuong"),
        ("ngân sách huyện", "kinh_phi"),
        ("theo dõi", "to_chuc_thuc_hien"),
    ],
)
def test_headings_give_roles(words: str, role: str) -> None:
    assert role_of(PLAN, words) == role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Đối tượng tham gia gồm các xã và toàn thể nhân dân.", "doi_tuong"),
        ("Thời gian thực hiện từ ngày 01/3 đến ngày 30/11/2023.", "thoi_gian"),
        ("Phong trào thi đua nhằm nâng cao chất lượng phục vụ.", "muc_dich"),
        ("Kết thúc đợt thi đua, tỉnh sẽ tặng 10 Bằng khen.", "khen_thuong"),
        ("Huyện phấn đấu có 98% hộ dùng nước sạch.", "chi_tieu"),
        ("Kinh phí thực hiện do các đơn vị tự lo.", "kinh_phi"),
        ("Trời hôm ấy mưa rất to.", "khac"),
    ],
)
def test_news_without_headings_gets_roles_by_sentence(sentence: str, role: str) -> None:
    text = f"Sáng qua, huyện mở hội nghị bàn việc mùa màng.\n\n{sentence}\n"
    assert role_of(text, sentence[4:12]) == role


def test_an_annex_leaves_the_section_before_it() -> None:
    text = PLAN + "\nPHỤ LỤC\nGiao số nhà cho các xã\n"
    assert role_of(text, "Giao số nhà") == "khac"


def test_furniture_head_and_foot_have_their_own_roles() -> None:
    text = "UBND HUYỆN\nNội dung chính ở đây.\nNơi nhận: lưu\nLượt xem: 12"
    parts = (Part(0, 10, "head"), Part(33, 46, "foot"), Part(47, 59, "furniture"))
    layout = layout_of(segment(document(text, parts=parts)))
    assert [layout.section_at(at) for at in (2, 35, 50)] == ["tieu_de", "noi_nhan", "ngoai_bai"]


@pytest.mark.parametrize(
    ("line", "marker", "level"),
    [
        ("I. MỤC ĐÍCH", "I.", 1),
        ("IV - MỤC TIÊU", "IV -", 1),
        ("Điều 2. Giải thích", "Điều 2.", 1),
        ("1. Nội dung", "1.", 2),
        ("1.2. Nội dung", "1.2.", 3),
        ("a) Tập thể", "a)", 4),
        ("đ) Cá nhân", "đ)", 4),
        ("- Bằng khen", "-", 5),
        ("- c) Giấy khen", "c)", 4),
        ("+ Cờ thi đua", "+", 6),
        ("**In đậm**", "", 0),
        ("15,2 tiêu chí một xã", "", 0),
        ("4.5 triệu đồng", "", 0),
    ],
)
def test_list_marks(line: str, marker: str, level: int) -> None:
    assert marker_of(line, 0, len(line))[:2] == (marker, level)


def test_a_page_break_inside_a_sentence_does_not_part_it() -> None:
    text = "b) Phong trào phải được triển khai nghiêm túc, phù hợp các\n\nquy định của Đảng và Nhà nước.\n\nc) Việc khác."
    doc = segment(document(text))
    blocks = [text[b.start : b.end] for b in layout_of(doc).blocks]
    assert len(blocks) == 2
    assert blocks[0].endswith("Nhà nước.")
    assert "các  quy định" in view_of(doc).text  # the margin's line ends are blanks, offsets stay


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ngày 4/6, UBND họp. Theo đó, tỉnh làm.", ["Ngày 4/6, UBND họp.", "Theo đó, tỉnh làm."]),
        ("1. Đối tượng gồm các xã. Các thôn.", ["1. Đối tượng gồm các xã.", "Các thôn."]),
        ("Ông nói “Vâng.” Rồi đi.", ["Ông nói “Vâng.”", "Rồi đi."]),
        ("Thu 1.250.000 đồng. Chi 5.000 đồng.", ["Thu 1.250.000 đồng.", "Chi 5.000 đồng."]),
        ("tại TP. Hồ Chí Minh năm nay.", ["tại TP. Hồ Chí Minh năm nay."]),
        ("Gửi về to.cong.tac@noivu.gov.vn trước 5/6/2024./.", ["Gửi về to.cong.tac@noivu.gov.vn trước 5/6/2024./."]),
        ("Xem tại www.noivu.gov.vn để biết. Hết.", ["Xem tại www.noivu.gov.vn để biết.", "Hết."]),
        ("Gửi tới Van.Phong@tinh.vn, thi đua.Các xã làm theo.", ["Gửi tới Van.Phong@tinh.vn, thi đua.", "Các xã làm theo."]),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == wanted


def test_words_lie_over_the_text_as_written() -> None:
    text = "Uỷ ban nhân dân phát động phong trào"
    found = [text[a:b] for a, b in words(text, [(0, len(text))])]
    assert " ".join(found) == text
    assert {"Uỷ ban nhân dân", "phong trào"} <= set(found)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=200))
def test_tokens_make_the_text_again(text: str) -> None:
    assert SyllableTokenizer(Vocab())(text).text == text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aăâđê ỷủ.,;:-/()%“”\n\t1234567890IVXABCĐ", max_size=300))
def test_any_text_is_segmented_and_its_blocks_hold_every_character(text: str) -> None:
    made = document(text)
    doc = segment(made)
    layout = layout_of(doc)
    assert doc.text == made.text
    covered = set()
    for block in layout.blocks:
        assert 0 <= block.start < block.end <= len(text)
        covered.update(range(block.start, block.end))
    assert all(char.isspace() for at, char in enumerate(made.text) if at not in covered)
    for start, end in layout.sentences:
        assert 0 <= start < end <= len(text)
    assert len(view_of(doc).text) == len(made.text)


@pytest.mark.parametrize("text", [PLAN, "Ngày 12/6, UBND huyện phát động thi đua. Các xã đăng ký trước 30/6.", "Xin chào"])
def test_extractors_see_the_same_without_tokens(text: str) -> None:
    made = document(text)
    with_tokens, without = segment(made), segment(made, tokens=False)
    assert len(without) == 0
    assert (view_of(without), layout_of(without)) == (view_of(with_tokens), layout_of(with_tokens))
    assert extract(made, without) == extract(made, with_tokens)
