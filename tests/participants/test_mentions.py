"""Groups named in a stretch of text: what is found, and as what."""

from __future__ import annotations

import pytest

from extractors.participants.mentions import participants_in
from extractors.view import view

# text → codes in text order
CASES = [
    # levels of government, and scope that is no level
    ("các huyện, thị xã, thành phố", "cap_huyen"),
    ("UBND các huyện, thành phố; UBND các xã, phường, thị trấn", "cap_huyen cap_xa"),
    ("12 huyện, thành phố và 130 xã, phường", "cap_huyen cap_xa"),
    ("các huyện, thành phố thuộc tỉnh", "cap_huyen"),
    ("các tỉnh, thành phố trực thuộc Trung ương", "cap_tinh"),
    ("UBND các tỉnh, thành phố", "cap_tinh"),
    ("các xã, phường, đặc khu", "cap_xa"),
    ("các thôn, bản, tổ dân phố", "thon_to_dan_pho"),
    ("các buôn, khu phố và khu dân cư", "thon_to_dan_pho"),
    ("đoàn thể huyện, thành phố", "mat_tran_doan_the"),
    ("trên địa bàn tỉnh", ""),
    ("toàn tỉnh, toàn ngành", ""),
    ("kinh tế - xã hội", ""),
    ("các Huyện ủy, Thành ủy trực thuộc", "co_quan_dang"),
    # departments, central bodies, subordinate units
    ("các sở, ban, ngành, đoàn thể tỉnh", "so_ban_nganh mat_tran_doan_the"),
    ("các sở, ngành", "so_ban_nganh"),
    ("sở ban ngành", "so_ban_nganh"),
    ("các cơ quan chuyên môn thuộc UBND tỉnh", "so_ban_nganh"),
    ("các bộ, ban, ngành, đoàn thể trung ương", "co_quan_trung_uong mat_tran_doan_the"),
    ("cán bộ, ngành nghề nông thôn", "can_bo"),
    ("cơ quan Trung ương đóng trên địa bàn tỉnh", "co_quan_trung_uong"),
    ("phòng, ban chuyên môn, đơn vị thuộc, trực thuộc sở, ban, ngành, Thành ủy, UBND các huyện", "phong_ban_truc_thuoc"),
    ("các phòng, ban, đơn vị trực thuộc sở, ban, ngành, đoàn thể, huyện; hợp tác xã", "phong_ban_truc_thuoc hop_tac_xa"),
    ("các đơn vị trong Tổng công ty", "phong_ban_truc_thuoc"),
    ("Các khoa, phòng, trung tâm", "phong_ban_truc_thuoc"),
    ("các cơ quan, đơn vị thuộc tỉnh", "co_quan_don_vi"),
    ("các cơ quan, đơn vị, địa phương", "co_quan_don_vi"),
    ("đơn vị sự nghiệp thuộc tỉnh", "don_vi_su_nghiep"),
    ("các phòng trào thi đua", ""),
    ("phòng, chống dịch bệnh", ""),
    # party, front, associations
    ("các ban đảng, cấp ủy các cấp", "co_quan_dang"),
    ("Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội", "mat_tran_doan_the"),
    ("các tổ chức xã hội - nghề nghiệp", "to_chuc_xa_hoi"),
    ("Ủy ban MTTQ Việt Nam huyện, Hội Nông dân", "mat_tran_doan_the"),
    # enterprises, schools, forces
    ("doanh nghiệp, hợp tác xã, tổ hợp tác", "doanh_nghiep hop_tac_xa"),
    ("các trường học, cơ sở giáo dục", "truong_hoc"),
    ("lực lượng vũ trang tỉnh", "luc_luong_vu_trang"),
    ("chiến sĩ lực lượng vũ trang", "chien_si"),
    ("cán bộ, chiến sĩ các lực lượng vũ trang", "can_bo chien_si"),
    ("chiến sỹ", "chien_si"),
    ("các cụm, khối thi đua", "cum_khoi_thi_dua"),
    # people
    ("cán bộ, đảng viên, công chức, viên chức, người lao động", "can_bo dang_vien cong_chuc vien_chuc nguoi_lao_dong"),
    ("công nhân, viên chức, lao động", "cong_nhan vien_chuc nguoi_lao_dong"),
    ("toàn thể CBCNV", "can_bo cong_nhan"),
    ("CBCCVC, NLĐ", "can_bo cong_chuc vien_chuc nguoi_lao_dong"),
    ("CB, GV, NV và học sinh", "can_bo giao_vien nguoi_lao_dong hoc_sinh_sinh_vien"),
    ("đoàn viên, hội viên, thanh niên", "doan_vien_hoi_vien"),
    ("giáo viên, học sinh, sinh viên", "giao_vien hoc_sinh_sinh_vien"),
    ("hộ gia đình và các tầng lớp nhân dân", "ho_gia_dinh nhan_dan"),
    ("doanh nhân, trí thức, văn nghệ sĩ", "doanh_nhan tri_thuc_van_nghe_si"),
    ("bà con quê Thái Bình ở nước ngoài", "nguoi_nuoc_ngoai"),
    ("Ủy ban nhân dân tỉnh", ""),
    ("Tòa án nhân dân", ""),
    ("gia đình văn hóa", ""),
    ("được công nhận đạt chuẩn", ""),
    ("Học viện Chính trị", ""),
    ("lao động sản xuất giỏi", ""),
    ("tổ chức thực hiện tốt", ""),
    # spelling
    ("CÁC XÃ, PHƯỜNG, THỊ TRẤN", "cap_xa"),
    ("can bộ, công chúc, viên chức", "can_bo cong_chuc vien_chuc"),
    ("CAN BO, CONG CHUC", "can_bo cong_chuc"),
    ("các tổ chức\nchính trị -\nxã hội", "mat_tran_doan_the"),
    ("Mặt trận Tổ quốc và các Huyện uỷ", "mat_tran_doan_the co_quan_dang"),
]


@pytest.mark.parametrize(("text", "codes"), CASES)
def test_codes(text: str, codes: str) -> None:
    found = [mention.code for mention in participants_in(view(text))]
    assert list(dict.fromkeys(found)) == codes.split()


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("các tổ chức xã hội tỉnh", "tỉnh"),
        ("các huyện, thành phố thuộc tỉnh", "tỉnh"),
        ("đơn vị trực thuộc sở, ban, ngành, huyện; cán bộ", "sở, ban, ngành, huyện"),
        ("các đơn vị trực thuộc Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo"),
        ("nhân dân trên địa bàn huyện Châu Phú", "huyện Châu Phú"),
        ("doanh nghiệp, hợp tác xã", None),
    ],
)
def test_scope(text: str, scope: str | None) -> None:
    mention = participants_in(view(text))[0]
    assert (text[slice(*mention.scope)] if mention.scope else None) == scope


def test_label_joins_parts_of_one_group() -> None:
    text = "các thôn, bản, tổ dân phố; hộ gia đình"
    first = participants_in(view(text))[0]
    assert text[first.start : first.end] == "thôn, bản, tổ dân phố"
