"""Who is called in the prose of news and in purposes: urged, launched among, each of them, named beside the call."""

from __future__ import annotations

import pytest

segment = pytest.importorskip("pipeline.segment").segment
Document = pytest.importorskip("pipeline.document").Document

from extractors.participants.extract import extract  # noqa: E402
from extractors.segmented import About  # noqa: E402


def found(text: str) -> set[str]:
    doc = segment(Document("x", "x.txt", "text/plain", text))
    doc._.about = About(announced=True)
    return {row.participant_code for row in extract(doc) if row.basis != "eligible"}


# text → codes that must be found
CALLED = [
    ("Tỉnh cổ vũ các xã, các trường học (gọi chung là đơn vị) và viên chức, người lao động chung sức làm việc này.",
     "cap_xa truong_hoc vien_chuc nguoi_lao_dong"),
    ("Hội phát động cán bộ, hội viên góp gạo giúp hộ khó khăn.", "can_bo doan_vien_hoi_vien"),
    ("Sáng nay, huyện phát động phong trào thanh niên thi đua lập nghiệp.", "doan_vien_hoi_vien"),
    ("Cuộc vận động vừa được Liên đoàn Lao động tỉnh phát động trong công đoàn các cấp, đoàn viên, người lao động.",
     "mat_tran_doan_the doan_vien_hoi_vien nguoi_lao_dong"),
    ("Chủ tịch tỉnh muốn các sở, ngành coi đây là việc của mình; ông mong rằng các hợp tác xã sẽ đi trước.",
     "so_ban_nganh hop_tac_xa"),
    ("Tổ trưởng giải thích để công nhân, người lao động tự giác hưởng ứng đợt thi đua.", "cong_nhan nguoi_lao_dong"),
    ("Qua phong trào, các hợp tác xã, trường học, người dân chủ động và có trách nhiệm tham gia thực hiện đề án.",
     "hop_tac_xa truong_hoc nhan_dan"),
    ("Công văn hướng dẫn các cơ quan, các xã, phường đăng ký thi đua.", "co_quan_don_vi cap_xa"),
    ("Thôn, tổ dân phố, hợp tác xã nào cũng có một phần việc.", "thon_to_dan_pho hop_tac_xa"),
    ("Cấp ủy và chính quyền các cấp phải nêu gương.", "co_quan_dang"),
    ("Chủ tịch đề nghị các ngành, nhất là UBND cấp huyện, xã, mở ngay phong trào.", "co_quan_don_vi cap_huyen cap_xa"),
    ("Sở đã giao chỉ tiêu cho các trường học và trung tâm y tế.", "truong_hoc don_vi_su_nghiep"),
    ("Năm tiêu chí thi đua được đặt ra cho các chi bộ, các đoàn thể và nông dân toàn xã.", "co_quan_dang mat_tran_doan_the nong_dan"),
    ("Ban chỉ huy công trường cho hay, tham gia có Công ty CP Bến Sứ, Công ty TNHH Mỹ Lộc và Tổng công ty Hải Vân.", "doanh_nghiep"),
    ("Mục đích là tạo khí thế thi đua mới trong đảng viên, nông dân và các tầng lớp nhân dân.", "dang_vien nong_dan nhan_dan"),
    ("Kế hoạch nhằm phát huy tinh thần sáng tạo của giáo viên, học sinh.", "giao_vien hoc_sinh_sinh_vien"),
    ("Công ty đẩy mạnh phong trào lao động giỏi trong CB.CNV toàn đơn vị.", "can_bo cong_nhan"),
    ("Ban tổ chức muốn tạo không khí thi đua sôi nổi giữa các thôn, các chi hội.", "thon_to_dan_pho mat_tran_doan_the"),
    ("Giáo viên, học sinh toàn trường ra sức thi đua.", "giao_vien hoc_sinh_sinh_vien"),
    ("Phong trào được đông đảo hội viên, nông dân nhiệt tình hưởng ứng.", "doan_vien_hoi_vien nong_dan"),
    ("Mục đích: động viên công chức, viên chức, lao động hợp đồng của Sở làm việc tận tâm.", "cong_chuc vien_chuc nguoi_lao_dong"),
    ("Việc này nhằm cổ vũ, khích lệ giáo viên và học sinh vượt khó.", "giao_vien hoc_sinh_sinh_vien"),
    ("UBND tỉnh trao việc cho các sở, ngành, các xã, phường.", "so_ban_nganh cap_xa"),
    ("Phong trào mới đã mở; tỉnh trông cậy vào doanh nghiệp, hợp tác xã và người dân.", "doanh_nghiep hop_tac_xa nhan_dan"),
    ("Bí thư Tỉnh ủy nhắc các cấp ủy, chính quyền chọn việc khó làm trước.", "co_quan_dang"),
    ("Người lao động và công đoàn cơ sở được mời đề xuất sáng kiến.", "nguoi_lao_dong mat_tran_doan_the"),
    ("Toàn Đảng, toàn dân, toàn quân cùng thi đua.", "nhan_dan luc_luong_vu_trang"),
    ("Phụ nữ Sông Lam thi đua xây dựng gia đình ấm no.", "doan_vien_hoi_vien"),
    ("Công nhân mỏ thi đua đào lò vượt mức.", "cong_nhan"),
    ("Phong trào lan tới từng thôn, bản, từng hộ gia đình.", "thon_to_dan_pho ho_gia_dinh"),
    ("Các cấp Hội phải đưa phong trào đến hội viên, phụ nữ.", "mat_tran_doan_the doan_vien_hoi_vien"),
    ("Trường mở đợt thi đua cho học sinh các khối lớp.", "hoc_sinh_sinh_vien"),
    ("Ban tổ chức mong bà con nông dân mạnh dạn đổi giống lúa.", "nong_dan"),
    ("Các ngân hàng, doanh nghiệp, nhà hảo tâm được vận động góp quỹ.", "doanh_nghiep"),
    ("Phong trào cần sự chung tay của Mặt trận, đoàn thể và mọi người dân.", "mat_tran_doan_the nhan_dan"),
    ("Trưởng thôn, các hộ và người dân cùng làm đường.", "ho_gia_dinh nhan_dan"),
    ("Thầy và trò nhà trường hứa thi đua dạy tốt, học tốt.", "giao_vien hoc_sinh_sinh_vien"),
    ("Các huyện, thành phố, các doanh nghiệp nhà nước sẽ thi đua theo cụm.", "cap_huyen doanh_nghiep"),
    ("THƯ KÊU GỌI\nCủa Giám đốc Bưu điện tỉnh\nGửi toàn thể CBCNV Bưu điện tỉnh\n\nCác anh, các chị thân mến,\n\n"
     "Còn một quý nữa là hết năm, tôi phát động đợt thi đua nước rút.\n", "can_bo cong_nhan"),
    ("Kết thúc buổi lễ, Ban CHQS các xã và ba tiểu đoàn lần lượt ký vào bản giao ước thi đua.", "luc_luong_vu_trang"),
    ("Các kho, các Bưu cục trực thuộc, từng giao dịch viên hãy cùng vào cuộc.", "phong_ban_truc_thuoc"),
    ("Bộ trưởng phát động toàn thể công chức, viên chức trong các Cục, Vụ, Trường, Doanh nghiệp thuộc Bộ, các Sở Y tế thi đua.",
     "cong_chuc vien_chuc phong_ban_truc_thuoc so_ban_nganh"),
    ("Tôi kêu gọi mọi người, mọi nhà cùng giữ sạch dòng kênh.", "nhan_dan ho_gia_dinh"),
    ("Các bạn nhi đồng cùng thi đua nói lời hay.", "hoc_sinh_sinh_vien"),
    ("Phong trào đã mở. Khối vận xã phân công: Hội Nông dân lo con đường hoa.", "mat_tran_doan_the"),
    ("Phong trào đã mở. Các sở, ngành kịp thời biểu dương người làm tốt.", "so_ban_nganh"),
    ("Ban tổ chức phát động tới 32 đơn vị trong cụm.", "co_quan_don_vi"),
    ("Đợt thi đua được tổ chức ở các tổ, đội sản xuất, các phân xưởng.", "phong_ban_truc_thuoc"),
    ("Giám đốc kêu gọi anh chị em công nhân vượt khó.", "cong_nhan"),
    ("Kính gửi: Hiệu trưởng các trường mầm non trên địa bàn huyện.", "truong_hoc"),
]  # fmt: skip

# text → codes that must not be found: named in passing
IN_PASSING = [
    ("1. Mục tiêu\n\n- An toàn, môi trường: không để xảy ra tai nạn.", "truong_hoc"),
    ("Sau lễ phát động, lãnh đạo Ban Chỉ huy quân sự huyện chứng kiến các phòng ký giao ước thi đua.", "nguoi_dung_dau"),
    ("Phong trào thi đua đã được phát động. Đoàn đã thăm hỏi, động viên gia đình ông Tư.", "ho_gia_dinh"),
    ("Công ty CP Bến Sứ phát động đợt thi đua 60 ngày.", "doanh_nghiep"),
    ("Đối tượng là cán bộ, hội viên. Cuối buổi lễ, 21 đơn vị ký cam kết thi đua.", "co_quan_don_vi"),
    ("Tới toàn thể CBCNV Công ty: phát động đợt thi đua đến toàn thể CBCNV Công ty, học sinh nhà trường.", "doanh_nghiep truong_hoc"),
    ("UBND tỉnh phát động đợt thi đua. Đề nghị Hội Nông dân các huyện, thành phố hưởng ứng.", "cap_huyen"),
    ("UBND huyện phát động đợt thi đua. Các trường tổ chức hội nghị, ký giao ước thi đua.", "mat_tran_doan_the"),
    ("UBND tỉnh phát động đợt thi đua. LĐLĐ tỉnh phải báo cáo.", "nguoi_lao_dong"),
    ("Phong trào thi đua đã mở. Các cơ quan thường trực thi đua họp hằng tháng.", "co_quan_don_vi"),
    ("Phong trào thi đua đã mở. Các sở, ban, ngành được mời dự lễ.", "so_ban_nganh"),
    ("UBND huyện phát động đợt thi đua. Huyện muốn người dân hài lòng hơn khi làm thủ tục.", "nhan_dan"),
    ("UBND huyện phát động đợt thi đua. Ai cũng mong các em học sinh vùng cao có áo ấm.", "hoc_sinh_sinh_vien"),
    ("UBND tỉnh phát động đợt thi đua. Năm ngoái, các xã đã thi đua làm 20 km đường.", "cap_xa"),
    ("UBND tỉnh phát động đợt thi đua. Giảm thời gian làm thủ tục cho doanh nghiệp, hợp tác xã.", "doanh_nghiep hop_tac_xa"),
    ("UBND tỉnh phát động đợt thi đua. Tới dự có lãnh đạo các sở, ngành và đông đảo công nhân.", "so_ban_nganh cong_nhan"),
    ("UBND tỉnh phát động đợt thi đua. Cuộc họp giữa các huyện diễn ra sau đó.", "cap_huyen"),
]


@pytest.mark.parametrize(("text", "codes"), CALLED)
def test_called(text: str, codes: str) -> None:
    assert set(codes.split()) <= found(text)


@pytest.mark.parametrize(("text", "codes"), IN_PASSING)
def test_in_passing(text: str, codes: str) -> None:
    assert not set(codes.split()) & found(text)
