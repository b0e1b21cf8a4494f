"""Who takes part in a document, and how plainly it says so."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from extractors.codes import code_list
from extractors.participants.extract import participants
from extractors.segmented import Layout, Metadata, Section
from extractors.view import view

SHARED = Path(__file__).resolve().parents[3] / "shared"


def plain(text: str, *sections: Section) -> Layout:
    return Layout(Metadata(), (), sections, (), ((0, len(text)),))


def found(text: str, *, basis: str = "stated addressed", layout: Layout | None = None) -> set[str]:
    rows = participants(view(text), layout or plain(text))
    return {row.participant_code for row in rows if row.basis in basis.split()}


STATED = [
    ("Đối tượng tham gia thi đua gồm: các sở, ban, ngành; các xã, phường.", "so_ban_nganh cap_xa"),
    ("Đối tượng thi đua là toàn thể cán bộ, công chức trong cơ quan.", "can_bo cong_chuc"),
    ("Đối tượng: Toàn thể giáo viên và học sinh.", "giao_vien hoc_sinh_sinh_vien"),
    ("Đối tượng thi đua gồm tập thể (các phòng, ban; hợp tác xã) và cá nhân (viên chức, nông dân).",
     "phong_ban_truc_thuoc hop_tac_xa vien_chuc nong_dan"),
    ("Thành phần tham gia gồm các chi bộ và hộ gia đình.", "co_quan_dang ho_gia_dinh"),
    ("Tham gia phong trào có các huyện, thành phố; doanh nghiệp.", "cap_huyen doanh_nghiep"),
    ("Phong trào dành cho đoàn viên, thanh niên trong tỉnh.", "doan_vien_hoi_vien"),
    ("Ai tham gia? Các khoa, phòng và sinh viên.", "phong_ban_truc_thuoc hoc_sinh_sinh_vien"),
    ("Toàn thể các đơn vị trong Công ty, bao gồm: khối văn phòng, các nhà máy cùng tham gia.", "phong_ban_truc_thuoc"),
    ("Phong trào được triển khai rộng khắp đến toàn thể đoàn viên và công nhân.", "doan_vien_hoi_vien cong_nhan"),
    ("Theo đó, các trường học, doanh nghiệp cùng nhân dân trong huyện tham gia thi đua.", "truong_hoc doanh_nghiep nhan_dan"),
    ("Đối tượng, phạm vi áp dụng: các thôn, bản trên địa bàn xã.", "thon_to_dan_pho"),
    ("Đối tượng: Các đội thuộc Công an tỉnh; Công an các huyện, thị xã.", "phong_ban_truc_thuoc luc_luong_vu_trang"),
    ("Đối tượng: các phòng, đội; tổ Công đoàn.", "phong_ban_truc_thuoc mat_tran_doan_the"),
    ("Đối tượng: đảng viên, người lao động và lãnh đạo các xí nghiệp.", "dang_vien nguoi_lao_dong nguoi_dung_dau"),
    ("Đối tượng: các khoa, trung tâm; viên chức.", "phong_ban_truc_thuoc vien_chuc"),
    ("Đối tượng: 100% cơ sở Đoàn, đội viên 24 chi đội.", "mat_tran_doan_the doan_vien_hoi_vien"),
]  # fmt: skip
ADDRESSED = [
    ("Giám đốc kêu gọi toàn thể công chức, viên chức, người lao động ra sức thi đua.", "cong_chuc vien_chuc nguoi_lao_dong"),
    ("Chủ tịch huyện yêu cầu các cơ quan, đơn vị, địa phương, trường học tập trung chỉ đạo.", "co_quan_don_vi truong_hoc"),
    ("Công đoàn phát động đợt thi đua đặc biệt đến toàn thể CBCNV.", "can_bo cong_nhan"),
    ("Tỉnh yêu cầu Giám đốc các sở; Chủ tịch UBND các huyện, thành phố thực hiện.", "so_ban_nganh cap_huyen"),
    ("Theo đó, các doanh nghiệp phải giữ việc làm.", "doanh_nghiep"),
    ("Các phòng, đơn vị trực thuộc Sở triển khai phong trào.", "phong_ban_truc_thuoc"),
    ("nhằm thu hút các doanh nhân tham gia thi đua", "doanh_nhan"),
    ("Kính gửi:\n- Các sở, ban, ngành;\n- UBND các huyện, thành phố.", "so_ban_nganh cap_huyen"),
]
NOBODY = [
    "Sở Nội vụ chủ trì, hướng dẫn việc tổng kết.",
    "Nâng cao chất lượng phục vụ nhân dân của đội ngũ.",
    "Đối tượng khen thưởng gồm tập thể, cá nhân xuất sắc.",
    "Việc xét phải đúng đối tượng, đúng thành tích.",
    "GRDP bình quân tăng 8%, doanh nghiệp mới tăng 12%.",
    "Lời kêu gọi Thi đua ái quốc của Chủ tịch Hồ Chí Minh.",
    "kêu gọi đầu tư vào doanh nghiệp",
    "",
]


@pytest.mark.parametrize(("text", "codes"), STATED)
def test_stated(text: str, codes: str) -> None:
    assert set(codes.split()) <= found(text, basis="stated")


@pytest.mark.parametrize(("text", "codes"), ADDRESSED)
def test_addressed(text: str, codes: str) -> None:
    assert found(text, basis="addressed") == set(codes.split())


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Đối tượng: các khoa, phòng thuộc Trung tâm và người lao động của Trung tâm.", "don_vi_su_nghiep"),
        ("Đối tượng: Công an các huyện, thị xã; Hội Phụ nữ các xã.", "cap_huyen"),
        ("Đối tượng: thủ trưởng các cơ quan, đơn vị.", "nguoi_dung_dau"),
    ],
)
def test_a_scope_takes_no_part_itself(text: str, code: str) -> None:
    assert code not in found(text)


def test_a_list_leaves_out_those_who_are_only_told() -> None:
    text = "Đối tượng thi đua gồm: các xã, phường.\n\nĐề nghị Hội Nông dân phối hợp. Các trường học phải tuyên truyền."
    assert found(text) == {"cap_xa"}


def test_a_call_stands_beside_a_list() -> None:
    text = "Đối tượng thi đua gồm: các xã, phường.\n\nHuyện kêu gọi toàn thể Nhân dân hưởng ứng."
    rows = participants(view(text), plain(text))
    assert [(row.participant_code, row.basis) for row in rows] == [("cap_xa", "stated"), ("nhan_dan", "addressed")]
    assert rows[1].confidence < rows[0].confidence


def test_section_of_participants_less_what_is_inside_it() -> None:
    text = "ĐỐI TƯỢNG\nCác hợp tác xã\nThời gian\ncác trường học nghỉ hè"
    cut = text.index("Thời gian")
    sections = (Section(0, len(text), "doi_tuong", (0, 9), 1, ""), Section(cut, len(text), "thoi_gian", (cut, cut + 9), 2, ""))
    assert found(text, layout=plain(text, *sections)) == {"hop_tac_xa"}


def test_who_may_be_rewarded_is_only_eligible() -> None:
    text = "Xét tặng cho nông dân có thành tích."
    assert found(text) == set()
    assert found(text, basis="eligible") == {"nong_dan"}


def test_one_row_a_code_first_and_plainest() -> None:
    text = "Tỉnh kêu gọi cán bộ hăng hái. Đối tượng thi đua gồm: cán bộ, cán bộ và nông dân."
    rows = participants(view(text), plain(text))
    assert [row.participant_code for row in rows] == ["can_bo", "nong_dan"]
    assert rows[0].basis == "stated"


def test_never_raises_and_spans_hold() -> None:
    pieces = "Đối tượng thi đua gồm|:|các|sở, ban, ngành|thuộc|tỉnh|\n|;|,|(|)|CBCNV|kêu gọi|toàn thể|nhân dân|yêu cầu"
    pieces += "|Thủ trưởng|và|1.|-|“|”|ở nước ngoài|\t|ỦY|Ð"
    chance = random.Random(7)
    kinds = code_list("participants")
    for _ in range(300):
        text = " ".join(chance.choices(pieces.split("|"), k=chance.randint(0, 40)))
        for row in participants(view(text), plain(text)):
            assert 0 <= row.start < row.end <= len(text)
            assert row.participant_code in kinds
            assert row.label == " ".join(text[row.start : row.end].split())
            assert 0 < row.confidence <= 1


@pytest.mark.parametrize(
    "gold", sorted((SHARED / "gold" / "seeds").glob("*.json")) or [None], ids=lambda p: p.stem if p else "none"
)
def test_gold(gold: Path | None) -> None:
    if gold is None:
        pytest.skip("no shared gold here")
    segment = pytest.importorskip("pipeline.segment").segment
    document = pytest.importorskip("pipeline.document").Document
    expected = json.loads(gold.read_text(encoding="utf-8"))
    text = (SHARED / "seeds" / expected["source"]).read_text(encoding="utf-8")
    from extractors.participants.extract import extract

    rows = extract(segment(document(document_id="x", source=expected["source"], media_type="text/plain", text=text)))
    got = {row.participant_code for row in rows if row.basis != "eligible"}
    required = {row["participant_code"] for row in expected["participants"] if not row.get("optional")}
    allowed = {row["participant_code"] for row in expected["participants"]}
    right, wrong = len(got & required), len(got - allowed) + len(required - got)
    assert 2 * right / (2 * right + wrong) >= 0.92
