"""Who takes part, in the wordings of plans, dispatches, notices and news: headings, labels, predicates, calls, tasks."""

from __future__ import annotations

import pytest

segment = pytest.importorskip("pipeline.segment").segment
Document = pytest.importorskip("pipeline.document").Document

from extractors.participants.extract import extract  # noqa: E402
from extractors.segmented import About  # noqa: E402


def found(text: str, *, announced: bool = True) -> set[str]:
    doc = segment(Document("x", "x.txt", "text/plain", text))
    doc._.about = About(announced=announced)
    return {row.participant_code for row in extract(doc) if row.basis != "eligible"}


# text → codes that must be found
WORDINGS = [
    ("I. NGƯỜI THAM GIA\n\nMọi đoàn viên, hội viên, các chi hội và trường mầm non trong huyện.\n\nII. NỘI DUNG\n\n1. Thi đua trồng "
     "cây.",
     "doan_vien_hoi_vien mat_tran_doan_the truong_hoc"),
    ("2. Những ai vào cuộc\n\n- Các thôn, bản;\n- Hộ gia đình;\n- Đồn biên phòng Bản Lầu.\n\n3. Chỉ tiêu\n\n- 90% hộ có nước sạch.",
     "thon_to_dan_pho ho_gia_dinh luc_luong_vu_trang"),
    ("Phong trào lôi cuốn hơn 3.000 giáo viên, học sinh cùng cha mẹ học sinh của 42 trường tiểu học.", "giao_vien hoc_sinh_sinh_vien"),
    ("Đợt thi đua có sự tham gia của 18 xã, phường, lực lượng vũ trang và các doanh nghiệp trên địa bàn thị xã.",
     "cap_xa luc_luong_vu_trang doanh_nghiep"),
    ("Theo kế hoạch, tham gia có các sở, ngành, đoàn thể tỉnh, 9 huyện, thành phố và các hợp tác xã.",
     "so_ban_nganh mat_tran_doan_the cap_huyen hop_tac_xa"),
    ("Các khoa, phòng, toàn thể viên chức, người lao động của Bệnh viện là đối tượng của phong trào.",
     "phong_ban_truc_thuoc vien_chuc nguoi_lao_dong"),
    ("Giám đốc Sở kêu gọi toàn thể công chức, viên chức và người lao động hưởng ứng đợt thi đua.",
     "cong_chuc vien_chuc nguoi_lao_dong"),
    ("Chủ tịch UBND tỉnh yêu cầu thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thị xã, thành phố khẩn trương thực hiện.",
     "so_ban_nganh cap_huyen"),
    ("Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng, Mặt trận Tổ quốc, các tổ chức chính trị - xã hội tập trung lãnh đạo.",
     "co_quan_dang mat_tran_doan_the"),
    ("Phong trào được phát động rộng rãi trong cán bộ, công nhân viên, người lao động toàn Tổng công ty.",
     "can_bo cong_nhan nguoi_lao_dong"),
    ("Cuộc vận động được triển khai tại tất cả 11 phường, 86 tổ dân phố, các chợ và trường học.", "cap_xa thon_to_dan_pho truong_hoc"),
    ("Lời phát động gửi tới bà con nông dân, các hợp tác xã và tổ hợp tác trong vùng.", "nong_dan hop_tac_xa"),
    ("Hơn 500 đoàn viên, thanh niên, học sinh đã bước vào đợt thi đua ngay sau lễ phát động.", "doan_vien_hoi_vien hoc_sinh_sinh_vien"),
    ("Đối tượng của phong trào rất rộng: từ cán bộ, đảng viên, công chức đến nông dân, tiểu thương, học sinh.",
     "can_bo dang_vien cong_chuc nong_dan hoc_sinh_sinh_vien"),
    ("Ai cũng có phần trong cuộc thi đua này: thợ lò, kỹ sư, nhân viên phục vụ, các phân xưởng và phòng ban.",
     "cong_nhan nguoi_lao_dong phong_ban_truc_thuoc"),
    ("III. THÀNH PHẦN\n\na) Tập thể: các ban xây dựng Đảng, Mặt trận, đoàn thể, các phòng chuyên môn.\n\nb) Cá nhân: công chức, đảng "
     "viên, người lao động.\n\nIV. TIẾN ĐỘ\n\n1. Phát động trong tháng 3.",
     "co_quan_dang mat_tran_doan_the phong_ban_truc_thuoc cong_chuc dang_vien nguoi_lao_dong"),
    ("Điều 3. Đối tượng áp dụng\n\nQuy chế này áp dụng đối với các phòng, trung tâm và giảng viên, viên chức của trường.\n\nĐiều 4. "
     "Nguyên tắc\n\nCông khai.",
     "phong_ban_truc_thuoc giao_vien vien_chuc"),
    ("Kế hoạch áp dụng cho mọi cơ quan, đơn vị, trường học và hộ kinh doanh trên địa bàn quận.",
     "co_quan_don_vi truong_hoc ho_gia_dinh"),
    ("Tỉnh mong các doanh nghiệp, hợp tác xã và từng hộ dân cùng bắt tay vào việc.", "doanh_nghiep hop_tac_xa ho_gia_dinh"),
    ("1. Các xã, thị trấn: mỗi xã chọn một tuyến đường.\n\n2. Các trường học: tổ chức cho học sinh trồng hoa.\n\n3. Hội Phụ nữ huyện: "
     "vận động hội viên phân loại rác.",
     "cap_xa truong_hoc mat_tran_doan_the"),
    ("Các sở, ban, ngành, UBND các huyện, thị xã có trách nhiệm cụ thể hóa kế hoạch này.", "so_ban_nganh cap_huyen"),
    ("Phát động thi đua trong toàn thể giáo viên, nhân viên và học sinh nhà trường.", "giao_vien nguoi_lao_dong hoc_sinh_sinh_vien"),
    ("Toàn thể cán bộ, chiến sĩ Công an tỉnh, lực lượng bảo vệ an ninh trật tự cơ sở và quần chúng nhân dân tích cực hưởng ứng.",
     "can_bo chien_si nhan_dan"),
    ("Đối tượng tham gia: Tập thể, cá nhân thuộc các cơ quan, đơn vị, doanh nghiệp; các hộ gia đình trên địa bàn thành phố.",
     "co_quan_don_vi doanh_nghiep ho_gia_dinh"),
    ("Ban tổ chức xác định lực lượng tham gia là đoàn viên công đoàn, công nhân, lao động ở 120 doanh nghiệp.",
     "doan_vien_hoi_vien cong_nhan nguoi_lao_dong doanh_nghiep"),
    ("Đồng chí Bí thư đề nghị mỗi cán bộ, đảng viên nêu gương; mỗi chi bộ, mỗi cơ quan có một việc làm cụ thể.", "can_bo dang_vien"),
    ("Trường phát động đợt thi đua “Hoa điểm tốt” tới 32 chi đội, các lớp và toàn thể học sinh.", "hoc_sinh_sinh_vien"),
    ("Phong trào huy động được cả hệ thống chính trị, doanh nghiệp, đồng bào các dân tộc và chức sắc tôn giáo vào cuộc.",
     "doanh_nghiep nhan_dan"),
    ("Kính gửi:\n- Các phòng, ban thuộc huyện;\n- Các trường THCS, tiểu học, mầm non;\n- UBND các xã, thị trấn.\n\nThực hiện chỉ đạo "
     "của cấp trên, UBND huyện phát động đợt thi đua.",
     "phong_ban_truc_thuoc truong_hoc cap_xa"),
    ("Thưa toàn thể cán bộ, công nhân, người lao động Công ty!\nTôi phát động đợt thi đua 100 ngày.",
     "can_bo cong_nhan nguoi_lao_dong"),
    ("Gửi các thầy cô giáo và các em học sinh thân mến!\nNhà trường phát động đợt thi đua.", "giao_vien hoc_sinh_sinh_vien"),
    ("Từ nay, mỗi hộ trồng mía, mỗi hợp tác xã, mỗi ấp đều là một đội thi đua.", "ho_gia_dinh hop_tac_xa thon_to_dan_pho"),
    ("Không chỉ nông dân, phong trào còn mở cho cả doanh nghiệp, viện nghiên cứu và các trường đại học.", "doanh_nghiep truong_hoc"),
    ("Những người được mời vào cuộc là các nghệ nhân, già làng, thanh niên và giáo viên dạy nhạc.", "doan_vien_hoi_vien giao_vien"),
    ("Kế hoạch hướng tới ba nhóm: hộ nuôi tôm, hợp tác xã và doanh nghiệp chế biến.", "ho_gia_dinh hop_tac_xa doanh_nghiep"),
    ("Tổng Giám đốc phát động trong toàn Công ty phong trào thi đua; các phân xưởng, phòng ban, công nhân viên cùng ký giao ước thi "
     "đua.",
     "phong_ban_truc_thuoc cong_nhan"),
    ("Tại lễ phát động, đại diện các huyện, thị xã, thành phố và khối doanh nghiệp ký giao ước thi đua.", "cap_huyen doanh_nghiep"),
    ("I. Phạm vi, thành phần\n\n1. Phạm vi: toàn tỉnh.\n\n2. Thành phần: sở, ban, ngành; lực lượng vũ trang; hộ gia đình; cán bộ, "
     "công chức, viên chức; Nhân dân.\n\nII. Nội dung\n\nThi đua.",
     "so_ban_nganh luc_luong_vu_trang ho_gia_dinh can_bo cong_chuc vien_chuc nhan_dan"),
    ("Phong trào thi đua này là của mọi gia đình, mọi khu phố, của công nhân nhà trọ và tiểu thương chợ Vòng.",
     "ho_gia_dinh thon_to_dan_pho cong_nhan"),
    ("Người thi đua là 214 điều dưỡng, bác sĩ, hộ lý; đơn vị thi đua là các khoa, phòng.", "phong_ban_truc_thuoc"),
    ("Chỉ huy trưởng phát động tới toàn thể sĩ quan, quân nhân chuyên nghiệp, hạ sĩ quan, chiến sĩ và công nhân viên quốc phòng.",
     "chien_si cong_nhan"),
    ("Hưởng ứng phong trào, các chi đoàn, liên đội, đoàn viên trong toàn huyện đăng ký công trình.",
     "mat_tran_doan_the doan_vien_hoi_vien"),
    ("Tham gia gồm 12 đồn biên phòng, 4 hải đội, cán bộ, chiến sĩ và nhân dân hai bên biên giới.",
     "luc_luong_vu_trang can_bo chien_si nhan_dan"),
    ("Tổ chức, đơn vị hưởng ứng: các ngân hàng thương mại, quỹ tín dụng nhân dân; tổ tiết kiệm và vay vốn.", "doanh_nghiep"),
    ("Phần việc của từng bên như sau:\n\n- Cán bộ, công chức: trực thứ Bảy.\n\n- Nhân dân: nhắc nhau đúng hẹn.\n\n- Doanh nghiệp: nộp "
     "hồ sơ qua mạng.",
     "can_bo cong_chuc nhan_dan doanh_nghiep"),
    ("Đợt thi đua mở với các chi hội nông dân, câu lạc bộ khuyến nông và mọi nhà nông ở 9 xã, thị trấn.",
     "mat_tran_doan_the nong_dan cap_xa"),
    ("Phong trào thi đua “Vườn xanh” được Hội Nông dân huyện phát động trong hội viên, nông dân toàn huyện.",
     "doan_vien_hoi_vien nong_dan"),
    ("Ban Giám hiệu phát động phong trào đến toàn thể cán bộ, giáo viên, nhân viên, học sinh.",
     "can_bo giao_vien nguoi_lao_dong hoc_sinh_sinh_vien"),
    ("Phong trào diễn ra ở tất cả các trạm y tế, trung tâm y tế và bệnh viện công lập trong tỉnh.", "don_vi_su_nghiep"),
    ("Thành phần thi đua bao gồm các đơn vị thành viên, người lao động trực tiếp và gia đình công nhân.",
     "phong_ban_truc_thuoc nguoi_lao_dong ho_gia_dinh"),
    ("Tất cả cán bộ, hội viên và nhân dân trong tỉnh đều có thể đăng ký tham gia.", "can_bo doan_vien_hoi_vien nhan_dan"),
    ("Đối tượng vận động là người dân, hộ kinh doanh, tiểu thương các chợ.", "nhan_dan ho_gia_dinh"),
    ("Năm nay, phong trào mở rộng tới học viên các trung tâm giáo dục thường xuyên và sinh viên.", "hoc_sinh_sinh_vien"),
    ("Công an huyện, Ban Chỉ huy Quân sự huyện, các ngành, đoàn thể và 14 xã tham gia phong trào.",
     "luc_luong_vu_trang mat_tran_doan_the cap_xa"),
    ("Kế hoạch giao chỉ tiêu cho từng sở, ngành; yêu cầu mỗi huyện, thành phố chọn một xã làm điểm.", "cap_huyen"),
    ("1. Đối tượng:\n\na) Tập thể:\n\n- Các cụm, khối thi đua;\n\n- Các doanh nghiệp thuộc mọi thành phần kinh tế;\n\nb) Cá "
     "nhân:\n\n- Công nhân, nông dân, trí thức, văn nghệ sĩ;\n\n- Người nước ngoài làm việc trên địa bàn.\n\n2. Thời gian: Năm 2024.",
     "cum_khoi_thi_dua doanh_nghiep cong_nhan nong_dan tri_thuc_van_nghe_si nguoi_nuoc_ngoai"),
    ("Đơn vị dự thi đua:\n\n- Các Chi cục, Trung tâm trực thuộc Sở;\n\n- Hạt Kiểm lâm các huyện.", "phong_ban_truc_thuoc"),
    ("Đối tượng đăng ký thi đua là các tập thể phòng, trạm, đội và toàn thể viên chức.", "phong_ban_truc_thuoc vien_chuc"),
    ("Đồng chí Chủ tịch kêu gọi toàn Đảng bộ, các ngành, các cấp, lực lượng vũ trang và Nhân dân trong tỉnh đoàn kết.",
     "co_quan_dang luc_luong_vu_trang nhan_dan"),
    ("Với khẩu hiệu ấy, đợt thi đua cuốn hút 27 chi bộ, 1.200 đảng viên và toàn thể thanh niên.",
     "co_quan_dang dang_vien doan_vien_hoi_vien"),
    ("Đợt thi đua không giới hạn đối tượng: cán bộ hưu trí, học sinh, người buôn bán nhỏ, hộ gia đình đều tham gia được.",
     "can_bo hoc_sinh_sinh_vien ho_gia_dinh"),
    ("Chỉ thị yêu cầu:\n\n1. Các cấp ủy, chính quyền, Mặt trận và đoàn thể xác định thi đua là nhiệm vụ thường xuyên.\n\n2. Lực lượng "
     "vũ trang tỉnh đi đầu trong phòng chống thiên tai.\n\n3. Các doanh nghiệp giữ vững sản xuất.",
     "co_quan_dang mat_tran_doan_the luc_luong_vu_trang doanh_nghiep"),
    ("Theo hướng dẫn của Sở, các đơn vị trực thuộc và các phòng giáo dục và đào tạo tổ chức cho giáo viên đăng ký thi đua.",
     "phong_ban_truc_thuoc"),
    ("Mỗi cán bộ, đoàn viên, hội viên phụ nữ là một tuyên truyền viên; mỗi gia đình hội viên trồng một cây.",
     "can_bo doan_vien_hoi_vien ho_gia_dinh"),
    ("Thường trực Hội đồng mời gọi doanh nghiệp, nhà đầu tư và kiều bào chung tay.", "doanh_nghiep doanh_nhan nguoi_nuoc_ngoai"),
    ("Từ người quản lý, kỹ sư đến công nhân vệ sinh, từ văn phòng đến các xí nghiệp, tất cả cùng tham gia thi đua.",
     "cong_nhan phong_ban_truc_thuoc"),
    ("Các địa phương, đơn vị, trường học, doanh nghiệp tổ chức phát động đồng loạt vào sáng 19/5.",
     "co_quan_don_vi truong_hoc doanh_nghiep"),
    ("B. ĐỐI TƯỢNG VÀ THỜI GIAN\n\n1. Đối tượng thi đua: Các chi đoàn trực thuộc; đoàn viên, thanh niên, đội viên.\n\n2. Thời gian: "
     "từ 01/3 đến 31/12.",
     "mat_tran_doan_the doan_vien_hoi_vien"),
    ("Đối tượng\tTập thể và cá nhân\nCác khoa, bộ môn; giảng viên, sinh viên", "giao_vien hoc_sinh_sinh_vien"),
    ("Các nghiệp đoàn nghề cá, chủ tàu, ngư dân 5 huyện ven biển cùng hưởng ứng phong trào.", "mat_tran_doan_the nong_dan"),
    ("Kế hoạch nhằm khơi dậy tinh thần của đội ngũ cán bộ, công chức, viên chức và người lao động ngành tài chính.",
     "can_bo cong_chuc vien_chuc nguoi_lao_dong"),
    ("Thi đua được phát động với các nhà thầu, tư vấn giám sát, kỹ sư, công nhân trên công trường.", "doanh_nghiep cong_nhan"),
    ("Ngành Giáo dục phát động; 38 trường, gần 1.900 nhà giáo và 24.000 học sinh hưởng ứng.",
     "truong_hoc giao_vien hoc_sinh_sinh_vien"),
    ("Đối tượng tham gia gồm toàn thể CB,CC,VC,NLĐ Kho bạc và đoàn viên công đoàn.",
     "can_bo cong_chuc vien_chuc nguoi_lao_dong doan_vien_hoi_vien"),
    ("Đề nghị các đồng chí thủ trưởng đơn vị, trưởng các đoàn thể quán triệt tới toàn thể cán bộ, chiến sỹ.", "can_bo chien_si"),
    ("Hộ trồng cà phê, tổ hợp tác, đại lý thu mua và công ty rang xay là những người trong cuộc.",
     "ho_gia_dinh hop_tac_xa doanh_nghiep"),
    ("Ai tham gia: bà con 12 buôn, già làng, cán bộ xã, thầy cô trường nội trú.", "nhan_dan can_bo giao_vien"),
    ("Đợt thi đua áp dụng với cả trường công lập lẫn tư thục, từ mầm non đến trung học phổ thông.", "truong_hoc"),
    ("Trách nhiệm của mỗi bên:\n\na) Các doanh nghiệp, hợp tác xã vận tải ký cam kết.\n\nb) Lái xe, chủ xe, hành khách chấp "
     "hành.\n\nc) Nhân dân giám sát.",
     "doanh_nghiep hop_tac_xa nhan_dan"),
    ("Lãnh đạo các sở, ngành, Chủ tịch UBND các huyện, Giám đốc các doanh nghiệp tư nhân chịu trách nhiệm tổ chức hội thi ở nơi mình.",
     "so_ban_nganh cap_huyen doanh_nghiep"),
    ("Kính gửi:\n- Sở Y tế các tỉnh, thành phố trực thuộc Trung ương;\n- Các đơn vị thuộc Bộ.\n\nBộ phát động đợt thi đua “Trạm y tế "
     "sạch”.",
     "so_ban_nganh phong_ban_truc_thuoc"),
    ("Tổng Giám đốc phát động phong trào đọc sách đến các chi nhánh cấp 1, cửa hàng và thợ máy.", "phong_ban_truc_thuoc"),
    ("Huyện kêu gọi đoàn viên, cộng tác viên, trường học, cơ sở tôn giáo, nhà hảo tâm trong và ngoài huyện, kiều bào góp sách.",
     "doan_vien_hoi_vien truong_hoc to_chuc_xa_hoi nguoi_nuoc_ngoai"),
    ("Các đồn biên phòng, Hội Nông dân được giao trồng 3 ha đước ven đê.", "luc_luong_vu_trang mat_tran_doan_the"),
    ("Đối tượng: các xã, phường; trường cao đẳng, trung cấp; viện nghiên cứu; nghệ sĩ.", "cap_xa don_vi_su_nghiep truong_hoc"),
    ("Đợt cao điểm cần nhiều tay: những người trực tiếp thực hiện là công nhân vệ sinh, cộng tác viên; thêm vào đó là các hộ gia đình.",
     "cong_nhan ho_gia_dinh"),
]  # fmt: skip
NOBODY = [
    "Dự lễ phát động có đại diện các sở, ngành và 300 đoàn viên.",
    "Phong trào hướng tới kỷ niệm 50 năm ngày thành lập các trường học trong huyện.",
    "Kết quả, 98% hộ dân được dùng nước sạch, 12 hợp tác xã được thành lập.",
    "Phong trào thu hút vốn đầu tư vào các doanh nghiệp.",
    "Nhờ phong trào, nhân dân và các hộ nghèo được hưởng lợi.",
    "Sở Y tế kiểm tra các bệnh viện, phòng khám.",
    "Phong trào được triển khai trong năm 2024, mức tăng của các doanh nghiệp là 5%.",
    "Phong trào nhằm giúp học sinh nghèo đến trường.",
    "UBND tỉnh giao Sở Nội vụ phối hợp với các cơ quan liên quan tham mưu khen thưởng.",
    "Ảnh: Đoàn viên xã trồng cây.",
    "Người tham gia đợt thi đua không phải nộp khoản nào.",
    "Lực lượng vũ trang được giao 2 ha đất; Đoàn Thanh niên được giao nhiệm vụ dẫn chương trình.",
    "Các sở, ngành chịu trách nhiệm trước pháp luật về số liệu báo cáo.",
    "Giám đốc Sở Y tế Lâm Đồng cho biết các tỉnh bạn đã sang thăm.",
    "Thành phần hồ sơ gồm: tờ trình, danh sách cán bộ.",
    "Chỉ tiêu: mỗi xã có 01 nhà văn hóa; mỗi trường có thư viện.",
]


@pytest.mark.parametrize(("text", "codes"), WORDINGS)
def test_wording(text: str, codes: str) -> None:
    assert set(codes.split()) <= found(text)


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(text: str) -> None:
    assert found(text) == set()


def test_a_report_calls_nobody() -> None:
    text = "Yêu cầu các xã, phường tiếp tục phát huy kết quả. Các trường học phải duy trì nền nếp."
    assert found(text) == {"cap_xa", "truong_hoc"}
    assert found(text, announced=False) == set()
