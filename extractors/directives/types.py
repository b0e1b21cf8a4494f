"""Types of instruments: their symbols, their names, and who issues what a symbol names.

Symbols follow decree 30/2020/NĐ-CP (state, annex III) and guide 36-HD/VPTW (party); older ones stand as they were used.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.agencies.bodies import DEPARTMENTS, MINISTRIES, OFFICES
from extractors.directives.joint import joint_issuer

__all__ = ["DEPARTMENTS", "MINISTRIES", "NAMES", "SYMBOLS", "issuer_of_symbol"]

# symbol (as written in numbers) → code of document_types.csv
SYMBOLS: dict[str, str] = {
    "NQ": "nghi_quyet", "NQLT": "nghi_quyet", "QĐ": "quyet_dinh", "CT": "chi_thi", "CTLT": "chi_thi", "KH": "ke_hoach",
    "KHLT": "ke_hoach", "KHPH": "ke_hoach", "CTr": "chuong_trinh", "CTrPH": "chuong_trinh", "CTHĐ": "chuong_trinh",
    "TTr": "to_trinh", "TB": "thong_bao", "BC": "bao_cao", "HD": "huong_dan", "HDLT": "huong_dan", "HDLN": "huong_dan",
    "CĐ": "cong_dien", "CV": "cong_van", "ĐA": "de_an", "QC": "quy_che", "QCPH": "quy_che", "QyĐ": "quy_dinh", "QĐi": "quy_dinh",
    "TT": "thong_tu", "TTLT": "thong_tu", "NĐ": "nghi_dinh", "L": "luat", "PL": "phap_lenh", "KL": "ket_luan",
    "PĐ": "phat_dong", "LKG": "loi_keu_goi",
    "GM": "khac", "PA": "khac", "VBHN": "khac", "BB": "khac", "HĐ": "khac", "GP": "khac", "TC": "khac",
    "DA": "khac", "TU": "cong_van", "SL": "khac", "LCT": "khac", "TTg": "quyet_dinh",
}  # fmt: skip

# name in a sentence (``low`` folding) → code; longest first when compiled
NAMES: dict[str, str] = {
    "chỉ thị liên tịch": "chi_thi", "chỉ thị": "chi_thi", "nghị quyết liên tịch": "nghi_quyet", "nghị quyết": "nghi_quyet",
    "nghị định": "nghi_dinh", "quyết định": "quyet_dinh", "qđ": "quyet_dinh", "thông tư liên tịch": "thong_tu",
    "thông tư": "thong_tu", "kết luận": "ket_luan", "quy định": "quy_dinh", "quy chế": "quy_che",
    "hướng dẫn liên ngành": "huong_dan", "hướng dẫn": "huong_dan", "kế hoạch phối hợp": "ke_hoach",
    "kế hoạch liên tịch": "ke_hoach", "kế hoạch": "ke_hoach", "chương trình hành động": "chuong_trinh",
    "chương trình phối hợp": "chuong_trinh", "chương trình": "chuong_trinh", "thông tri": "khac", "đề án": "de_an",
    "thông báo kết luận": "thong_bao",
    "thông báo": "thong_bao", "báo cáo": "bao_cao", "tờ trình": "to_trinh", "công điện": "cong_dien", "công văn": "cong_van",
    "văn bản hợp nhất": "khac", "văn bản": "cong_van", "luật": "luat", "bộ luật": "luat", "pháp lệnh": "phap_lenh",
    "lời kêu gọi": "loi_keu_goi", "lời kêu gọi thi đua": "loi_keu_goi",
    "thư": "khac", "sắc lệnh": "khac", "giấy mời": "khac", "giấy phép": "khac",
    "phương án": "khac", "biên bản": "khac", "phát động": "phat_dong",
}  # fmt: skip

# How writers in a hurry name a type; only before a number, and in capitals.
ABBREVIATED: dict[str, str] = {
    "nq": "nghi_quyet", "nđ": "nghi_dinh", "ct": "chi_thi", "kh": "ke_hoach", "cv": "cong_van", "vb": "cong_van",
    "tb": "thong_bao", "hd": "huong_dan", "bc": "bao_cao", "tt": "thong_tu", "kl": "ket_luan", "ttr": "to_trinh",
}  # fmt: skip

# Agencies behind the party's symbols, after the slash.
PARTY_AGENCIES = (
    "TW", "TU", "HU", "QU", "ThU", "TxU", "TXU", "ĐU", "ĐUK", "ĐUTĐ", "BTCTW", "BTGTW", "BDVTW", "BNCTW", "VPTW", "UBKTTW",
    "BTCTU", "BTGTU", "BDVTU", "BNCTU", "VPTU", "UBKTTU", "BTGDVTW", "BTGDVTU", "TĐTN", "TWĐTN", "ĐTN", "ĐĐ", "BCS", "BCSĐ",
    "CB", "ĐB",
)  # fmt: skip
# Of these the order "22/CT-TW" is a slip of the pen for "22-CT/TW".
PARTY_ONLY = (
    "TW", "TU", "HU", "QU", "ThU", "TxU", "ĐU", "BTCTW", "BTGTW", "BDVTW", "BNCTW", "VPTW", "UBKTTW", "BTCTU", "BTGTU",
    "BDVTU", "BTGDVTW",
)  # fmt: skip
# And of these the order "959-QĐ/UBND" is one for "959/QĐ-UBND".
STATE_ONLY = ("UBND", "HĐND", "TTg", "CP", "CTN", "UBTVQH", "HĐTĐKT", *(m for m in MINISTRIES if m[0] == "B"), *DEPARTMENTS)

# Pieces whose letters are not all capitals.
MIXED_CASE = {s.upper(): s for s in ("CTr", "CTrPH", "TTr", "TTg", "QĐi", "QyĐ", "ThU", "TxU")}

# Pieces that stand in symbols beside types and agencies: bodies, offices, fields. Not a closed list: others are known by their capitals.
OTHER_PIECES = (
    "UBND", "HĐND", "TTg", "CP", "QH", "CTN", "HĐBT", "BTV", "BCH", "MTTQ", "BTT", "LĐLĐ", "CĐ", "CĐN", "HĐTĐKT", "BTĐKT",
    "TĐKT", "UBTVQH", "KGVX", "TH", "VX", "NC", "VP", "THPT", "THCS", "UBQL", "VHXH", "UBMTTQ", "HĐTV", "HĐQT", "HĐT", "QLĐĐ",
    "CTĐ", "BCĐ", "TLĐ", "TNMT", "KTTH", "TCCV", "VPĐP", "HNDT", "HLHPN", "CAH", "BHXH", "GDĐT", "KHĐT", "LĐTBXH", "TĐC",
    "ĐHM", "KTN", "ĐMDN", "NHNN",
)  # fmt: skip

_PARTY_CENTRAL = {
    "BTCTW": "Ban Tổ chức Trung ương", "BTGTW": "Ban Tuyên giáo Trung ương", "BDVTW": "Ban Dân vận Trung ương",
    "BNCTW": "Ban Nội chính Trung ương", "VPTW": "Văn phòng Trung ương Đảng", "UBKTTW": "Ủy ban Kiểm tra Trung ương",
    "BTGDVTW": "Ban Tuyên giáo và Dân vận Trung ương",
}  # fmt: skip
_PARTY_PROVINCE = {
    "BTCTU": "Ban Tổ chức Tỉnh ủy", "BTGTU": "Ban Tuyên giáo Tỉnh ủy", "BDVTU": "Ban Dân vận Tỉnh ủy",
    "BNCTU": "Ban Nội chính Tỉnh ủy", "VPTU": "Văn phòng Tỉnh ủy", "UBKTTU": "Ủy ban Kiểm tra Tỉnh ủy",
    "BTGDVTU": "Ban Tuyên giáo và Dân vận Tỉnh ủy",
}  # fmt: skip
_SETTLED: dict[str, tuple[str, str]] = {
    "CP": ("Chính phủ", "trung_uong"), "TTg": ("Thủ tướng Chính phủ", "trung_uong"), "HĐBT": ("Hội đồng Bộ trưởng", "trung_uong"),
    "CTN": ("Chủ tịch nước", "trung_uong"), "TU": ("Tỉnh ủy", "tinh"), "HU": ("Huyện ủy", "huyen"), "QU": ("Quận ủy", "huyen"),
    "TxU": ("Thị ủy", "huyen"), "ThU": ("Thành ủy", "huyen"), "TĐTN": ("Tỉnh đoàn", "tinh"),
    **{symbol: (name, "trung_uong") for symbol, name in MINISTRIES.items()},
    **{symbol: (name, "so_nganh") for symbol, name in DEPARTMENTS.items()},
    **{symbol: (name, "phong_ban") for symbol, name in OFFICES.items()},
    **{symbol: (name, "trung_uong") for symbol, name in _PARTY_CENTRAL.items()},
    **{symbol: (name, "so_nganh") for symbol, name in _PARTY_PROVINCE.items()},
}  # fmt: skip
# Types that several bodies issue together, and the central ones that do.
_JOINT = ("NQLT", "TTLT", "CTLT", "KHLT", "HDLT", "HDLN", "KHPH", "CTrPH", "QCPH")
_CENTRAL_BODIES = {
    **MINISTRIES, "CP": "Chính phủ", "UBTVQH": "Ủy ban Thường vụ Quốc hội", "TLĐ": "Tổng Liên đoàn Lao động Việt Nam",
    "ĐCTUBTWMTTQVN": "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
}  # fmt: skip
# Of these bodies the country has many; the letters tell only that they are no authority.
_UNIT_PIECE = re.compile(r"ĐH[A-ZĐ]+|THPT|THCS|TCT|CTY|VNPT|HĐTV|HĐQT|BV[A-ZĐ]+|TTYT|KSBT|TTGDTX|CĐCS|EVN")


@lru_cache(maxsize=4096)
def issuer_of_symbol(symbol: str | None) -> tuple[str | None, str | None]:
    """Issuer and level that a symbol alone settles; (None, level) where only the level is sure.

    The body stands behind the type ("KH-CAT-PX03") and opens a dispatch ("UBND-SNV": what the Sở drafted, the committee sent).

    >>> issuer_of_symbol("NĐ-CP"), issuer_of_symbol("BNV-TĐKT"), issuer_of_symbol("UBND-SNV")
    (('Chính phủ', 'trung_uong'), ('Bộ Nội vụ', 'trung_uong'), (None, None))
    """
    if not symbol:
        return None, None
    pieces = [piece for piece in re.split(r"[/-]", symbol.replace("&", "")) if piece]
    if not pieces:
        return None, None
    if pieces[0] not in _JOINT and any(piece.startswith("UBTVQH") for piece in pieces):
        return "Ủy ban Thường vụ Quốc hội", "trung_uong"
    if re.fullmatch(r"QH\d*", pieces[0]):
        return "Quốc hội", "trung_uong"
    typed = pieces[0] in SYMBOLS and pieces[0] not in ("TU", "TTg") and len(pieces) > 1
    bodies = pieces[1:] if typed else pieces[:1]
    if typed and pieces[0] in _JOINT:
        names = [_CENTRAL_BODIES.get(body.rstrip("0123456789")) for body in bodies]
        if len(names) > 1 and all(names):
            return ", ".join(name for name in names if name), "trung_uong"
        if (local := joint_issuer(bodies)) is not None:
            return local
        if bodies[0] in _SETTLED and not pieces[0].endswith("LT"):
            return _SETTLED[bodies[0]]
        if any(body in MINISTRIES or body in ("CP", "TTg") for body in bodies):
            return None, "trung_uong"
    elif bodies[0] in _SETTLED:
        return _SETTLED[bodies[0]]
    elif bodies[0].endswith("TW"):
        return None, "trung_uong"
    return None, "don_vi" if any(_UNIT_PIECE.match(body) for body in bodies) else None
