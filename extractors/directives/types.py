"""Types of instruments: their symbols, their names, and who issues what a symbol names.

Symbols follow decree 30/2020/NĐ-CP (state) and guide 36-HD/VPTW (party); older ones stand as they were used.
"""

from __future__ import annotations

# symbol (as written in numbers) → code of document_types.csv
SYMBOLS: dict[str, str] = {
    "NQ": "nghi_quyet", "NQLT": "nghi_quyet", "QĐ": "quyet_dinh", "CT": "chi_thi", "CTLT": "chi_thi", "KH": "ke_hoach",
    "KHLT": "ke_hoach", "KHPH": "ke_hoach", "CTr": "chuong_trinh", "CTrPH": "chuong_trinh", "CTHĐ": "chuong_trinh", "TTr": "to_trinh",
    "TB": "thong_bao", "BC": "bao_cao", "HD": "huong_dan", "HDLT": "huong_dan", "HDLN": "huong_dan", "CĐ": "cong_dien",
    "CV": "cong_van", "ĐA": "de_an", "QC": "quy_che", "QyĐ": "quy_dinh", "QĐi": "quy_dinh", "TT": "thong_tu", "TTLT": "thong_tu",
    "NĐ": "nghi_dinh", "L": "luat", "PL": "phap_lenh", "KL": "ket_luan", "GM": "khac", "PA": "khac", "VBHN": "khac", "BB": "khac",
    "HĐ": "khac", "TU": "cong_van", "SL": "khac", "LCT": "khac", "TTg": "quyet_dinh",
}  # fmt: skip

# name in a sentence (``low`` folding) → code; longest first when compiled
NAMES: dict[str, str] = {
    "chỉ thị liên tịch": "chi_thi", "chỉ thị": "chi_thi", "nghị quyết liên tịch": "nghi_quyet", "nghị quyết": "nghi_quyet",
    "nghị định": "nghi_dinh", "quyết định": "quyet_dinh", "qđ": "quyet_dinh", "thông tư liên tịch": "thong_tu", "thông tư": "thong_tu",
    "kết luận": "ket_luan", "quy định": "quy_dinh", "quy chế": "quy_che", "hướng dẫn liên ngành": "huong_dan", "hướng dẫn": "huong_dan",
    "kế hoạch phối hợp": "ke_hoach", "kế hoạch liên tịch": "ke_hoach", "kế hoạch": "ke_hoach", "chương trình hành động": "chuong_trinh",
    "chương trình": "chuong_trinh", "thông tri": "khac", "đề án": "de_an", "thông báo": "thong_bao", "báo cáo": "bao_cao", "tờ trình": "to_trinh",
    "công điện": "cong_dien", "công văn": "cong_van", "văn bản hợp nhất": "khac", "văn bản": "cong_van", "luật": "luat", "bộ luật": "luat",
    "pháp lệnh": "phap_lenh", "lời kêu gọi": "loi_keu_goi", "thư": "khac", "sắc lệnh": "khac",
}  # fmt: skip

# Agencies behind the party's symbols, after the slash.
PARTY_AGENCIES = (
    "TW", "TU", "HU", "QU", "ThU", "TxU", "TXU", "ĐU", "ĐUK", "ĐUTĐ", "BTCTW", "BTGTW", "BDVTW", "VPTW", "UBKTTW", "BTCTU", "BTGTU",
    "BDVTU", "UBKTTU", "BTGDVTW", "BTGDVTU", "TĐTN", "TWĐTN", "ĐTN", "ĐĐ", "BCS", "BCSĐ", "CB", "ĐB",
)  # fmt: skip
# Of these the order "22/CT-TW" is a slip of the pen for "22-CT/TW".
PARTY_ONLY = ("TW", "TU", "HU", "QU", "ThU", "TxU", "ĐU", "BTCTW", "BTGTW", "BDVTW", "VPTW")

# Pieces whose letters are not all capitals.
MIXED_CASE = {s.upper(): s for s in ("CTr", "CTrPH", "TTr", "TTg", "QĐi", "QyĐ", "ThU", "TxU")}

# Who issues what: state symbols after the hyphen.
MINISTRIES: dict[str, str] = {
    "BNV": "Bộ Nội vụ", "BTC": "Bộ Tài chính", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BYT": "Bộ Y tế", "BCA": "Bộ Công an",
    "BQP": "Bộ Quốc phòng", "BCT": "Bộ Công Thương", "BXD": "Bộ Xây dựng", "BGTVT": "Bộ Giao thông vận tải", "BKHCN": "Bộ Khoa học và Công nghệ",
    "BTTTT": "Bộ Thông tin và Truyền thông", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNNMT": "Bộ Nông nghiệp và Môi trường", "BTNMT": "Bộ Tài nguyên và Môi trường", "BTP": "Bộ Tư pháp", "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội", "BNG": "Bộ Ngoại giao", "BDTTG": "Bộ Dân tộc và Tôn giáo", "UBDT": "Ủy ban Dân tộc",
    "NHNN": "Ngân hàng Nhà nước Việt Nam", "TTCP": "Thanh tra Chính phủ", "VPCP": "Văn phòng Chính phủ", "TLĐ": "Tổng Liên đoàn Lao động Việt Nam",
    "BTĐKT": "Ban Thi đua - Khen thưởng Trung ương", "HĐTĐKT": "Hội đồng Thi đua - Khen thưởng Trung ương",
}  # fmt: skip


DEPARTMENTS: dict[str, str] = {
    "SNV": "Sở Nội vụ", "STC": "Sở Tài chính", "SGDĐT": "Sở Giáo dục và Đào tạo", "SYT": "Sở Y tế", "SCT": "Sở Công Thương",
    "SXD": "Sở Xây dựng", "SGTVT": "Sở Giao thông vận tải", "SKHCN": "Sở Khoa học và Công nghệ", "STTTT": "Sở Thông tin và Truyền thông",
    "SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch", "SNN": "Sở Nông nghiệp và Phát triển nông thôn", "SNNMT": "Sở Nông nghiệp và Môi trường",
    "SNNPTNT": "Sở Nông nghiệp và Phát triển nông thôn", "STNMT": "Sở Tài nguyên và Môi trường", "STP": "Sở Tư pháp",
    "SKHĐT": "Sở Kế hoạch và Đầu tư", "SLĐTBXH": "Sở Lao động - Thương binh và Xã hội", "BDT": "Ban Dân tộc", "CAT": "Công an tỉnh",
}  # fmt: skip


def issuer_of_symbol(symbol: str | None) -> tuple[str | None, str | None]:
    """Issuer and level that a symbol alone settles; (None, level) where only the level is sure.

    >>> issuer_of_symbol("NĐ-CP")
    ('Chính phủ', 'trung_uong')
    """
    if not symbol:
        return None, None
    pieces = symbol.replace("/", "-").split("-")
    last = pieces[-1]
    if symbol.startswith("QH") and symbol[2:].isdigit():
        return "Quốc hội", "trung_uong"
    if last.startswith("UBTVQH") or symbol.startswith("UBTVQH"):
        return "Ủy ban Thường vụ Quốc hội", "trung_uong"
    if last == "CP":
        return "Chính phủ", "trung_uong"
    if last == "TTg":
        return "Thủ tướng Chính phủ", "trung_uong"
    if symbol == "HĐBT" or last == "HĐBT":
        return "Hội đồng Bộ trưởng", "trung_uong"
    if last == "CTN":
        return "Chủ tịch nước", "trung_uong"
    if last in MINISTRIES:
        return MINISTRIES[last], "trung_uong"
    department = DEPARTMENTS.get(last) or (DEPARTMENTS.get(pieces[0]) if pieces[0] not in SYMBOLS else None)
    if department:
        return f"{department} tỉnh" if not department.endswith("tỉnh") else department, "so_nganh"
    if last.endswith("TW"):
        return (None if last == "TW" else _PARTY_CENTRAL.get(last)), "trung_uong"
    if last == "TU" and len(pieces) > 1:
        return "Tỉnh ủy", "tinh"
    if last in ("HU", "QU", "TxU", "TXU"):
        return {"HU": "Huyện ủy", "QU": "Quận ủy"}.get(last, "Thị ủy"), "huyen"
    if last == "ThU":
        return "Thành ủy", "huyen"
    return None, None


_PARTY_CENTRAL = {
    "BTCTW": "Ban Tổ chức Trung ương", "BTGTW": "Ban Tuyên giáo Trung ương", "BDVTW": "Ban Dân vận Trung ương",
    "VPTW": "Văn phòng Trung ương Đảng", "UBKTTW": "Ủy ban Kiểm tra Trung ương", "BTGDVTW": "Ban Tuyên giáo và Dân vận Trung ương",
}  # fmt: skip
