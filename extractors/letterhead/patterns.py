"""The lines of a letterhead (decree 30/2020/NĐ-CP, annex I; guide 36-HD/VPTW)."""

from __future__ import annotations

from extractors.rule import Rule

HEADINGS: dict[str, str] = {
    "kế hoạch liên tịch": "ke_hoach", "kế hoạch phối hợp": "ke_hoach", "kế hoạch": "ke_hoach", "chỉ thị liên tịch": "chi_thi",
    "chỉ thị": "chi_thi", "quyết định": "quyet_dinh", "nghị quyết": "nghi_quyet", "thông báo": "thong_bao", "hướng dẫn": "huong_dan",
    "thông tư": "thong_tu", "nghị định": "nghi_dinh", "quy chế": "quy_che", "quy định": "quy_dinh", "báo cáo": "bao_cao",
    "tờ trình": "to_trinh", "công điện": "cong_dien", "chương trình hành động": "chuong_trinh", "chương trình": "chuong_trinh",
    "đề án": "de_an", "kết luận": "ket_luan", "lời kêu gọi": "loi_keu_goi", "luật": "luat", "pháp lệnh": "phap_lenh",
    "thư kêu gọi": "loi_keu_goi", "nghị quyết liên tịch": "nghi_quyet", "thông báo liên tịch": "thong_bao",
    "hướng dẫn liên tịch": "huong_dan", "hướng dẫn liên ngành": "huong_dan", "công văn liên tịch": "cong_van",
    "phát động": "phat_dong", "thông báo phát động": "thong_bao",
}  # fmt: skip
_NAMES = "|".join(sorted((h.replace(" ", r"\s+") for h in HEADINGS), key=len, reverse=True))

HEADING = Rule(
    name="heading-type",
    pattern=rf"^[\s*]*(?P<name>{_NAMES})[\s*:]*$",
    finds={"KẾ HOẠCH": "KẾ HOẠCH", "**CHỈ THỊ**": "**CHỈ THỊ**"},
    leaves=["Kế hoạch này được gửi"],
)
HEADING_RUN_IN = Rule(
    name="heading-type-run-in",
    pattern=rf"^[\s*]*(?P<name>{_NAMES})\s+(?=(?:tổ\s+chức|phát\s+động|về|triển\s+khai|thực\s+hiện|hưởng\s+ứng|quy\s+định|bình\s+xét|thi\s+đua|sơ\s+kết|tổng\s+kết|công\s+tác|của|v/v)\b)",
    finds={"Kế hoạch tổ chức phong trào thi đua": "Kế hoạch "},
)
NUMBER_LINE = Rule(
    name="number-line",
    pattern=r"(?<![\w])số\s*:\s*(?P<number>[^\n\t]{0,60}?)(?=\n|\t|$|\s*\||\s{3,}|\s+[^\W\d_]+(?:\s[^\W\d_]+){0,4}\s*,\s*ngày|\s+v/v|\s+cộng\s+hòa|\s+độc\s+lập)",
    finds={"Số: 45/KH-UBND\n": "Số: 45/KH-UBND"},
)
PARTY_NUMBER_LINE = Rule(
    name="party-number-line",
    pattern=r"^\s*số\s+(?P<number>\d{1,4}\s*-\s*[a-zđ]{1,6}\s*/\s*[a-zđ]{2,8})\s*$",
    finds={"Số 57-KH/HU": "Số 57-KH/HU"},
)
PLACE_LINE = Rule(
    name="letterhead-place-line",
    pattern=r"""(?:^|[\t\n]|\s{2,}|\|\s*|(?<=phúc)\s*|(?<=nam)\s*|[*_]\s*|\s-\s+)(?P<place>[^\W\d_][\w.\s'’\-]{1,40}?)\s*,\s*
        (?P<date>ngày\s*(?P<d>\d{1,2})?[\s.…_]*tháng\s*(?P<m>\d{1,2})?[\s.…_]*năm\s*(?P<y>\d{4})?)""",
    finds={"Lâm Đồng, ngày 04 tháng 6 năm 2024": "Lâm Đồng, ngày 04 tháng 6 năm 2024"},
)
ATTACHED = Rule(
    name="attached-to",
    pattern=r"\(?\s*(?:ban\s+hành\s+)?kèm\s+theo\s+(?=quyết\s+định|kế\s+hoạch|công\s+văn|văn\s+bản|thông\s+báo|thông\s+tư)",
    finds={"(Kèm theo Quyết định số 959/QĐ-UBND": "(Kèm theo "},
)
ABOUT_LINE = Rule(
    name="about-line",
    pattern=r"^[\s*(]*(?:v/v|về\s+việc|về)\s*:?\s+",
    finds={"V/v phát động phong trào": "V/v "},
)
MOTTO = Rule(
    name="motto",
    pattern=r"cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam|độc\s+lập\s*-\s*tự\s+do\s*-\s*hạnh\s+phúc|đảng\s+cộng\s+sản\s+việt\s+nam|đoàn\s+tncs\s+hồ\s+chí\s+minh$",
    finds={"CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM": "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
)
ADDRESSEE = Rule(
    name="addressee",
    pattern=r"^[\s*]*kính\s+gửi\s*:",
    finds={"Kính gửi: Các sở": "Kính gửi:"},
)
NUMBER_LINE_BARE = Rule(
    name="number-line-bare",
    pattern=r"(?:^|(?<=\n))[\s*]*số\s+(?P<number>\d{1,4}\s{0,2}/\s{0,2}[a-zđ][^\n\t|]{1,30}?)[\s*]*(?=\n|\t|$|\s*\||\s{3,})",
    finds={"Số 15/ KH-THCS. LT": "Số 15/ KH-THCS. LT"},
    leaves=["Số 4/2 ngõ 34", "theo Quyết định số 12/QĐ-UBND"],
)
# A news item tells of an authority; an announcement lets it speak.
REPORTING = Rule(
    name="news-reporting",
    pattern=r"(?:(?:ubnd|ủy\s+ban|sở|ban|công\s+đoàn|đoàn|hội|huyện|tỉnh)[^.;]{0,50}\s)(?:vừa|đã|mới)\s+(?:có\s+(?:kế\s+hoạch|công\s+văn|quyết\s+định|văn\s+bản)|ban\s+hành|phát\s+động|tổ\s+chức|ký)|vừa\s+được\s[^.;“”]{3,120}?\sphát\s+động|,\s+ngày\s+\d[^.;“”]{3,90}?\s(?:ban\s+hành|phát\s+động|ký)\s|(?:ubnd|ủy\s+ban|sở|công\s+đoàn|hội)[^.;“”]{0,50}\sngày\s+\d[\d/.\-]{2,9}\s+(?:đã\s+)?(?:có|ban\s+hành|phát\s+động|tổ\s+chức|ký)\s|(?:cập\s+nhật|đăng)\s+(?:lúc|ngày)|theo\s+(?:đó|kế\s+hoạch)\s*,|(?:sáng|chiều|tối)\s+(?:ngày\s+)?\d|(?:^|\.\s|\n)ngày\s+\d|\(.{2,20}(?:online|điện\s+tử)\)|cho\s+biết|phát\s+biểu|đến\s+dự|(?:nguồn|tác\s+giả|ảnh|tin)\s*:",
    finds={
        "UBND tỉnh vừa ban hành kế hoạch": "UBND tỉnh vừa ban hành",
        "UBND huyện ngày 6-9-2018 có Kế hoạch số 7": "UBND huyện ngày 6-9-2018 có ",
    },
)
SPEAKING = Rule(
    name="authority-speaking",
    pattern=r"(?P<who>(?:giám\s+đốc|bộ\s+trưởng|(?:viện|cục)\s+trưởng|giám\s+thị|ủy\s+ban|ubnd|ban\s+(?:giám|chấp|thường)|công\s+đoàn|hiệu\s+trưởng|tổng\s+giám|sở|trường|hội\s+đồng|chủ\s+tịch|đảng\s+ủy|liên\s+đoàn|phòng)[^.;:“”]{0,80}?)\s+phát\s+động\s+(?:phong\s+trào|đợt|tới|đến|trong)",
    finds={"Giám đốc Sở Y tế phát động phong trào thi đua với các nội dung": "Giám đốc Sở Y tế phát động phong trào"},
)
