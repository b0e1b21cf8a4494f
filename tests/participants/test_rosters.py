"""Who is named in rosters, deeds that begin a clause, lists that end in a call, and what is left out beside them."""

from __future__ import annotations

import pytest

from tests.participants.test_news import found

NAMED = [
    # deeds asked of a group at the start of a clause
    ("UBND xã mở đợt thi đua. Các hợp tác xã, doanh nghiệp, cán bộ và nhân dân ủng hộ quỹ khuyến học.",
     "hop_tac_xa doanh_nghiep can_bo nhan_dan"),
    ("Tỉnh phát động thi đua. Trong năm 2027, các cấp công đoàn làm tốt phong trào sáng kiến.", "mat_tran_doan_the"),
    ("Phường phát động thi đua. Từ nay tới Tết, 6 khu phố cùng các hộ mặt tiền tự gắn camera.", "thon_to_dan_pho ho_gia_dinh"),
    ("Nhà trường phát động thi đua. Học sinh hứa sẽ không đi học muộn.", "hoc_sinh_sinh_vien"),
    ("Xí nghiệp động viên CBCNV nâng cao trách nhiệm với từng ca máy.", "can_bo cong_nhan"),
    ("Hội viên, ND còn được vận động đổi giống lúa.", "doan_vien_hoi_vien nong_dan"),
    ("Ban Chấp hành lập kế hoạch thi đua trong đoàn viên công đoàn của xưởng.", "doan_vien_hoi_vien"),
    # rosters
    ("Cụm thi đua số 5 gồm 04 đơn vị: Liên hiệp Hội Bến Sứ, Mỹ Lộc, Phú Lạc và Sông Lam.", "to_chuc_xa_hoi"),
    ("Các đơn vị thi công là: Xí nghiệp Cầu 9, Cty CP Bến Sứ, Cty Mỹ Lộc.", "doanh_nghiep"),
    ("Các thôn, trường học, đại lý giống cùng nông dân trồng bưởi tham gia.", "thon_to_dan_pho nong_dan"),
    ("Ai cũng được tham gia: hội viên, thiếu niên, các bác về hưu.", "doan_vien_hoi_vien"),
    ("Cô giáo, nhân viên nhà bếp của trường đều là người tham gia.", "giao_vien"),
    ("Các phường, hợp tác xã, người trồng hoa đều có thể đăng ký.", "cap_xa hop_tac_xa"),
    ("Đợt thi đua dành cho các huyện, xã, thôn, hợp tác xã.", "cap_huyen cap_xa thon_to_dan_pho hop_tac_xa"),
    ("Phong trào dành cho toàn ngành từ Sở, phòng đến các trường.", "so_ban_nganh phong_ban_truc_thuoc truong_hoc"),
    ("Kế hoạch nhằm nâng cao nhận thức, trách nhiệm của các sở, ban, ngành, đoàn thể TP, quận, huyện, công chức, nhân dân.",
     "so_ban_nganh mat_tran_doan_the cap_huyen cong_chuc nhan_dan"),
    # lists that a call ends, though one item is unknown
    ("Hội kêu gọi các hợp tác xã, xưởng mộc; đoàn viên, chủ vườn hãy góp một cây.", "hop_tac_xa doan_vien_hoi_vien"),
    ("Giám đốc Công ty điện: Các phòng, ban, phân xưởng. Bão sắp vào.", "phong_ban_truc_thuoc"),
    ("Đối tượng: toàn thể cử tri và các hộ.", "nhan_dan ho_gia_dinh"),
]  # fmt: skip

IN_PASSING = [
    ("UBND tỉnh phát động đợt thi đua. Năm qua, người dân đóng góp 3 tỷ đồng.", "nhan_dan"),
    ("UBND tỉnh phát động đợt thi đua. Các doanh nghiệp ủng hộ hơn 200 suất quà.", "doanh_nghiep"),
    ("UBND tỉnh phát động đợt thi đua. Lớp học nhằm nâng cao trách nhiệm của các hộ nuôi cá.", "ho_gia_dinh"),
    ("Phong trào nhằm nâng cao đời sống của các hộ nghèo.", "ho_gia_dinh"),
    ("Hội phát động ủng hộ. Cấp xã góp 20 nghìn đồng, cấp huyện góp 50 nghìn; bạn hàng cũng được mời tham gia.", "cap_huyen"),
    ("Các huyện hội, chi hội cùng tham gia phong trào.", "cap_huyen"),
    ("Các đơn vị trường học được yêu cầu thi đua.", "co_quan_don_vi"),
    ("Cụm thi đua số 5 gồm 03 đơn vị: Liên hiệp Hội Bến Sứ, Mỹ Lộc, Phú Lạc. Các đơn vị đẩy mạnh thi đua.", "co_quan_don_vi"),
    ("Phong trào thi đua đã mở.\n\nAi kiểm tra, ai tổng hợp?\n\nHội Nông dân xã đi cùng trưởng thôn.", "mat_tran_doan_the"),
    ("Phong trào thi đua đã mở. Tại lễ, có đông đảo cán bộ, giáo viên, học sinh tham gia.", "can_bo giao_vien"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), NAMED)
def test_named(text: str, codes: str) -> None:
    assert set(codes.split()) <= found(text)


@pytest.mark.parametrize(("text", "codes"), IN_PASSING)
def test_in_passing(text: str, codes: str) -> None:
    assert not set(codes.split()) & found(text)
