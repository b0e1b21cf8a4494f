"""Names of groups that are grammar rather than words: coordinated levels, subordinate units, abbreviations, scope.

"các huyện, thị xã, thành phố" is one group, "phòng, ban chuyên môn, đơn vị thuộc, trực thuộc sở, ban, ngành" another, and
neither is a list of its parts. Levels follow the Law on Organisation of Local Government: province, district (to 2025-06-30),
commune; "thành phố" is of the first where it stands beside "tỉnh" and of the second beside "huyện".
"""

from __future__ import annotations

import re

from extractors.lexicon import NAME, syllables_of, words
from extractors.participants.cores import Cored
from extractors.participants.named import DEPARTMENTS_OF_PROVINCES, NAMED_COMMUNES, NAMED_DISTRICTS, NAMED_FIRMS
from extractors.rule import Rule
from extractors.view import View

SEPARATOR = r"(?:\s*[,;/]\s*(?:và )?(?:các )?|\s*-\s*| và (?:các )?| cùng (?:các )?)"
_ALL = r"(?:(?:các|mỗi|từng|tất cả|toàn bộ|toàn thể|\d{1,4}) )+"
_WORD = r"(?<![^\W_])"
_END = r"(?![^\W_])"
_COUNCIL = r"(?:(?:hđnd|hội đồng nhân dân)(?:, | và |/))?(?:ubnd|ủy ban nhân dân|ubmttq|chính quyền) (?:các )?"


def _listed(heads: str, *, least: int) -> str:
    """One of ``heads`` and ``least`` or more further ones."""
    return rf"(?:{heads})(?:{SEPARATOR}(?:{heads})){{{least},}}"


_DISTRICT = "huyện|quận|thị xã|thành phố|đặc khu"
_COMMUNE = "xã|phường|thị trấn|đặc khu"
_UNIT = (
    "phòng|ban|khoa|trung tâm|bộ phận|đội(?! viên)"
    "|tổ(?! (?:hợp tác|dân phố|chức|công đoàn|nữ công|phụ nữ|đảng|hội|tự quản|liên gia))"
    "|chi cục|chi nhánh|xí nghiệp|phân xưởng|nhà máy|viện(?! (?:chức|trưởng))|vụ|cục|tổng cục"
    "|điện lực|bưu điện|bưu cục|học viện|kho bạc|thanh tra"
    "|văn phòng|đơn vị(?! sự nghiệp)|cơ quan|công ty|tập thể|bệnh viện|trường|ngành|phân hiệu|trạm|hạt"
)
_KIND = "(?: (?:chuyên môn(?:,? nghiệp vụ)?|nghiệp vụ|chức năng|thành viên|cơ sở))?"
_BODY = (
    "tập đoàn|tổng công ty|công ty|sở|bộ|tổng cục|cục|trường|nhà trường|viện|học viện|bệnh viện|ngân hàng|đại học"
    "|tổng liên đoàn|cơ quan"
)

# Over whose units no place is: what stands under them are branches of theirs.
_PARENT = "bộ|tổng cục|tập đoàn|tổng công ty|công ty|ngành"

DEPARTMENTS = Rule(
    name="participant-departments",
    pattern=words(
        rf"{_WORD}(?:{_ALL}(?:thủ trưởng (?:các )?)?)?(?:sở(?:{SEPARATOR}(?:ban|ngành)| ban ngành| ngành)+"
        rf"|(?<=các\s)sở|(?<=từ\s)sở(?=, phòng đến )|ban{SEPARATOR}ngành|ban ngành"
        rf"|cơ quan chuyên môn thuộc (?:ubnd|ủy ban nhân dân) (?:cấp )?tỉnh|cơ quan(?: chuyên môn)? cấp tỉnh){_END}"
    ),
    finds={
        "các sở, ban, ngành, đoàn thể": "các sở, ban, ngành",
        "cơ quan chuyên môn thuộc UBND tỉnh": "cơ quan chuyên môn thuộc UBND tỉnh",
    },
    leaves=["phòng chống ban đêm", "số 12, ban hành"],
    on="bare",
)
CENTRAL = Rule(
    name="participant-central",
    pattern=words(
        rf"{_WORD}(?:{_ALL})?(?:(?<!can\s)(?<!toan\s)(?<!đảng\s)(?<!chi\s)(?<!nội\s)bộ(?:{SEPARATOR}(?:ban|ngành|cơ quan ngang bộ))+"
        rf"|(?<!can\s)bộ ngành"
        rf"|(?:cơ quan|đơn vị|cơ quan{SEPARATOR}đơn vị|tổ chức)(?: (?:của )?trung ương| tw)(?: (?:đóng|trú đóng)"
        rf"(?: chân)?(?: (?:tại|ở|trên))?(?: địa bàn| địa phương| tỉnh| thành phố)*)?){_END}"
    ),
    finds={
        "các bộ, ban, ngành, đoàn thể": "các bộ, ban, ngành",
        "các cơ quan Trung ương đóng tại địa phương": "các cơ quan Trung ương đóng tại địa phương",
    },
    leaves=["cán bộ, ngành nghề", "toàn bộ ban"],
    on="bare",
)
PROVINCES = Rule(
    name="participant-provinces",
    pattern=words(
        rf"{_WORD}(?:{_COUNCIL})?(?:{_ALL})?(?:tỉnh{SEPARATOR}thành phố(?: trực thuộc trung ương)?|tỉnh thành(?! ủy)"
        rf"|(?<=các\s)tỉnh(?= (?:trong|trên|có))){_END}"
    ),
    finds={"UBND các tỉnh, thành phố trực thuộc Trung ương": "UBND các tỉnh, thành phố trực thuộc Trung ương"},
    leaves=["trên địa bàn tỉnh", "các tỉnh ủy, thành ủy"],
    on="bare",
)
DISTRICTS = Rule(
    name="participant-districts",
    pattern=words(
        rf"{_WORD}(?:(?:{_COUNCIL})?(?:{_ALL}(?:ubnd |ủy ban nhân dân )?(?:(?:{_DISTRICT})(?! ủy| hội(?! nhập))){_END}(?:{SEPARATOR}"
        rf"(?:{_DISTRICT}){_END}(?! ủy))*"
        rf"|{_listed('huyện|quận|thị xã|thành phố', least=1)}(?! ủy)|cấp huyện)|phòng ban cấp huyện){_END}"
    ),
    finds={
        "các huyện, thị xã, thành phố": "các huyện, thị xã, thành phố",
        "UBND các huyện, thành phố": "UBND các huyện, thành phố",
        "11 huyện, thành phố": "11 huyện, thành phố",
    },
    leaves=["Huyện ủy, Thành ủy", "trên địa bàn huyện", "ngoài tỉnh, huyện"],
    on="bare",
)
COMMUNES = Rule(
    name="participant-communes",
    pattern=words(
        rf"{_WORD}(?:{_COUNCIL})?(?:{_ALL}(?:ubnd |ủy ban nhân dân )?(?:{_COMMUNE}){_END}(?! viên"
        rf"| hội)(?:{SEPARATOR}(?:{_COMMUNE}){_END}(?! viên| hội))*"
        rf"|(?<!thị\s)(?<!tác\s){_listed(_COMMUNE, least=1)}(?! viên| hội)|cấp xã"
        rf"|(?:(?<=cấp\shuyện,\s)|(?<=cấp\shuyện\svà\s)|(?<=cấp\shuyện/))xã|(?<=các\shuyện,\s)xã(?=\s*[,;]| và )){_END}"
    ),
    finds={"các xã, phường, thị trấn": "các xã, phường, thị trấn", "94 xã, phường, đặc khu": "94 xã, phường, đặc khu",
           "UBND cấp huyện, xã phải": "xã", "các huyện, xã, thôn": "xã"},
    leaves=["hợp tác xã, doanh nghiệp", "kinh tế - xã hội", "thị xã, thành phố"],
    on="bare",
)
SUBORDINATE = Rule(
    name="participant-subordinate",
    pattern=words(
        rf"{_WORD}(?:{_ALL})?(?:"
        rf"(?:{_UNIT}){_KIND}(?:{SEPARATOR}(?:{_UNIT}){_KIND})*(?:{SEPARATOR}doanh nghiệp(?= (?:trực )?thuộc (?:{_PARENT}){_END}))?"
        rf"(?:{SEPARATOR}| )(?P<of>(?:thuộc(?:{SEPARATOR}trực thuộc)?|trực thuộc)){_END}"
        rf"|(?:đơn vị|phòng|phòng{SEPARATOR}ban|đơn vị{SEPARATOR}cá nhân|bộ phận|khoa){_KIND} (?P<inside>trong"
        rf"|của)(?= (?:(?:toàn )?(?:{_BODY}|ngành)){_END})"
        rf"|(?<!biên\s)(?<!quốc\s)(?<!hải\s)(?<!văn\s)(?:phòng|khoa)(?: (?:chuyên môn|nghiệp vụ"
        rf"|chức năng))?{SEPARATOR}(?:{_UNIT}){_KIND}(?:{SEPARATOR}(?:{_UNIT}){_KIND})*"
        rf"|(?<=các\s)(?:phòng|khoa)(?=\s*[,;.])|(?<=từ\ssở,\s)phòng(?= đến )"
        rf"){_END}"
    ),
    finds={
        "phòng, ban chuyên môn, đơn vị thuộc, trực thuộc sở, ban, ngành": "phòng, ban chuyên môn, đơn vị thuộc, trực thuộc",
        "Toàn thể các đơn vị trong Công ty": "Toàn thể các đơn vị trong",
        "các phòng, đơn vị phải": "các phòng, đơn vị",
        "các Cục, Viện, Doanh nghiệp thuộc Bộ": "các Cục, Viện, Doanh nghiệp thuộc",
    },
    leaves=["các đơn vị sự nghiệp thuộc tỉnh", "phòng, chống dịch", "phòng trào", "các đơn vị trong tỉnh", "các doanh nghiệp thuộc tỉnh"],
    on="bare",
)
ABROAD = Rule(
    name="participant-abroad",
    pattern=words(
        rf"{_WORD}(?:(?:người|bà con|con em|đồng bào|kiều bào)[^.;,:\n]{{0,40}}? )?(?:(?:định cư|sinh sống|làm ăn"
        rf"|sống) )?(?:ở|tại) nước ngoài{_END}"
    ),
    finds={"bà con quê mình ở nước ngoài": "bà con quê mình ở nước ngoài"},
    leaves=["nước ngoài đầu tư"],
    on="bare",
)
GROUPS: tuple[tuple[Rule, str], ...] = (
    (CENTRAL, "co_quan_trung_uong"),
    (SUBORDINATE, "phong_ban_truc_thuoc"),
    (DEPARTMENTS_OF_PROVINCES, "so_ban_nganh"),
    (DEPARTMENTS, "so_ban_nganh"),
    (PROVINCES, "cap_tinh"),
    (NAMED_DISTRICTS, "cap_huyen"),
    (NAMED_COMMUNES, "cap_xa"),
    (DISTRICTS, "cap_huyen"),
    (COMMUNES, "cap_xa"),
    (NAMED_FIRMS, "doanh_nghiep"),
    (ABROAD, "nguoi_nuoc_ngoai"),
)
_CORED = (
    Cored(CENTRAL, r"(?<!cán\s)bộ|trung ương|tw", _ALL, SEPARATOR, "cơ quan đơn vị tổ chức của"),
    Cored(
        SUBORDINATE, rf"thuộc|phòng(?! trào)|khoa|(?:trong|của)(?= (?:toàn )?(?:{_BODY}|ngành){_END})",
        _ALL, SEPARATOR, _UNIT, _KIND, "trực cá nhân doanh nghiệp",
    ),
    Cored(
        DEPARTMENTS, rf"sở(?!\s+\d)|(?<=các\s)sở|ban(?=(?:{SEPARATOR}| )ngành)|cơ quan(?= (?:chuyên môn|cấp tỉnh))",
        _ALL, "thủ trưởng các",
    ),
    Cored(PROVINCES, "tỉnh", _ALL, _COUNCIL),
    Cored(DISTRICTS, _DISTRICT, _ALL, _COUNCIL, "phòng ban cấp"),
    Cored(COMMUNES, _COMMUNE, _ALL, _COUNCIL, "cấp"),
    Cored(ABROAD, "nước ngoài"),
)  # fmt: skip
CORED = {cored.rule.name: cored for cored in _CORED}
KNOWN = syllables_of(SEPARATOR, _ALL, _COUNCIL, _DISTRICT, _COMMUNE, _UNIT, _KIND, _BODY) | syllables_of(
    "sở ban ngành bộ tỉnh thành phố trực thuộc trung ương trong của cấp huyện đóng chân tại địa bàn phương thủ trưởng chuyên môn",
    "doanh nghiệp ngang tw ở trên trú tổ chức liên hội người bà con em đồng bào kiều định cư sinh sống làm ăn nước ngoài việt nam",
)

# Letters that stand for a kind of person in "CBCCVC", "CNVCLĐ", "CB, GV, NV"; '' stands for nobody of his own (quản lý).
LETTERS = {
    "CBQL": "can_bo", "CBGV": "can_bo giao_vien", "CB": "can_bo", "CC": "cong_chuc", "VC": "vien_chuc", "CNV": "cong_nhan",
    "CN": "cong_nhan",
    "NV": "nguoi_lao_dong", "NLĐ": "nguoi_lao_dong", "LĐ": "nguoi_lao_dong", "GV": "giao_vien", "CS": "chien_si",
    "HSSV": "hoc_sinh_sinh_vien", "HS": "hoc_sinh_sinh_vien", "SV": "hoc_sinh_sinh_vien", "HV": "hoc_sinh_sinh_vien",
    "ĐVTN": "doan_vien_hoi_vien", "ĐVHV": "doan_vien_hoi_vien", "CCB": "doan_vien_hoi_vien", "ĐV": "dang_vien",
}  # fmt: skip
_LETTER = "|".join(sorted(LETTERS, key=len, reverse=True))
ABBREVIATION = Rule(
    name="participant-abbreviation",
    pattern=rf"(?<![^\W_])(?!LĐLĐ)(?:{_LETTER}){{1,6}}(?:(?:[ ]*[-,–/][ ]*|\.)(?:{_LETTER}){{1,6}}|[ ](?:{_LETTER}){{1,6}})*(?![^\W_])",
    finds={"toàn thể CBCNV nỗ lực": "CBCNV", "CB, GV,CNV và các em": "CB, GV,CNV", "CBCCVC-NLĐ": "CBCCVC-NLĐ", "CB.CNV": "CB.CNV"},
    leaves=["CBA", "cb, gv", "ACBCC", "LĐLĐ tỉnh"],
    on="text",
)


def spelled_out(letters: str) -> list[str]:
    """Codes of an abbreviation, in its order; empty if it is too short to be sure of.

    >>> spelled_out("CBCCVC, NLĐ")
    ['can_bo', 'cong_chuc', 'vien_chuc', 'nguoi_lao_dong']
    """
    tight = re.sub(r"[^A-ZĐ]", "", letters)
    if len(tight) < 4 and tight != "NLĐ":
        return []
    codes: list[str] = []
    for piece in re.findall(r"[A-ZĐ]+", letters):
        for atom in _split(piece) or []:
            codes += [code for code in LETTERS[atom].split() if code not in codes]
    return codes


def _split(piece: str) -> list[str] | None:
    """A run of capitals as known letters, longest first, or None."""
    if not piece:
        return []
    for atom in sorted(LETTERS, key=len, reverse=True):
        if piece.startswith(atom) and (rest := _split(piece[len(atom) :])) is not None:
            return [atom, *rest]
    return None


_SCOPE_HEAD = (
    "ubnd|hđnd|ủy ban nhân dân|tỉnh ủy|huyện ủy|thị ủy|thành ủy|quận ủy|đảng ủy|mặt trận tổ quốc|đoàn thể|tỉnh|huyện|quận|thị xã"
    "|thành phố|xã|phường|thị trấn|sở|ban|ngành|bộ|tổng cục|cục|trường|nhà trường|tập đoàn|tổng công ty|công ty|viện|bệnh viện"
    "|khối|cụm|cơ quan|đơn vị|tp|trung ương|địa phương|địa bàn|hệ thống chính trị|cả nước|khu công nghiệp|đảng bộ"
    r"|(?<!các\s)(?:trung tâm|(?:thôn|bản|ấp|xóm|khóm|buôn|làng|khu phố|khu dân cư)(?!\s*[,;/]| và))"
)
# Behind "phòng, đội thuộc" stand bodies too that elsewhere take part themselves.
_SCOPE_BODY = (
    "công an|bộ chỉ huy|ban chỉ huy|quân khu|bộ đội|trung tâm|học viện|đại học|ngân hàng|chi cục|kho bạc|bảo hiểm|liên đoàn|công đoàn"
    "|tòa án|viện kiểm sát|tỉnh đoàn|thành đoàn|hội|điện lực|bưu điện|nhà máy|xí nghiệp|chi nhánh|văn phòng|ủy ban|ban|đài|báo"
)
_SCOPE_LINK = re.compile(
    words(
        r"(?:\s+(?:(?:đang )?(?:thuộc|trực thuộc|của|trong|trên địa bàn|đóng (?:trên địa bàn|tại|ở)|ở|tại|cấp|làm việc tại"
        r"|công tác tại)|trên phạm vi))+(?=\s)"
    )
)
_SCOPE_ITEM = re.compile(
    words(
        rf"\s*(?:(?:các|toàn|cấp|mỗi|từng) )*(?:{_SCOPE_HEAD})(?: (?:các |cấp )?(?:huyện|tỉnh|thành phố|thị xã|quận|xã"
        rf"|phường))?{_END}(?! (?:viên|hội|phố|ủy){_END})"
    )
)
_SCOPE_OF_UNITS = re.compile(
    words(
        rf"\s*(?:(?:các|toàn) )?(?:{_SCOPE_BODY})(?: (?:các )?(?:tỉnh|huyện|thành phố|thị xã|quận))?{_END}"
        rf"(?! (?:viên|phố){_END})"
    )
)
_SCOPE_NEXT = re.compile(words(r"\s*,\s*(?:và )?(?:các )?| và (?:các )?"))


def scope_after(
    view: View, position: int, *, linked: bool = False, listed: bool = False, housed: bool = False
) -> tuple[int, int] | None:
    """The stretch that tells whose a group is: "(thuộc) tỉnh", "(trong) Tập đoàn", "(trực thuộc) sở, ban, ngành".

    ``linked``: the linking word has been read already; ``listed``: the scope may be a list ("thuộc sở, ban, ngành, huyện");
    ``housed``: it may be the one house they are of, without a linking word ("học sinh nhà trường", "CBCNV Công ty").

    >>> from extractors.view import view
    >>> seen = view("các tổ chức xã hội tỉnh; các xã")
    >>> scope_after(seen, 18)
    (19, 23)
    """
    if not view.bare[position : position + 1].isspace():
        return None
    link = None if linked else _SCOPE_LINK.match(view.bare, position)
    at = link.end() if link else position
    item = _SCOPE_ITEM.match(view.bare, at) or (_SCOPE_OF_UNITS.match(view.bare, at) if linked else None)
    if item is None:
        return None
    if not (linked or link or _bare_level(view, item.start(), item.end()) or (housed and _HOUSE.fullmatch(view.bare, *item.span()))):
        return None
    start = item.start() + len(item[0]) - len(item[0].lstrip())
    end = named_end(view, item.end())
    while listed and (gap := _SCOPE_NEXT.match(view.bare, end)) and (item := _SCOPE_ITEM.match(view.bare, gap.end())):
        end = named_end(view, item.end())
    return start, end


_HOUSE = re.compile(words(r"\s*(?:toàn )?(?:(?:tổng )?công ty|tập đoàn|(?:nhà )?trường|bệnh viện)"))


def _bare_level(view: View, start: int, end: int) -> bool:
    """Without a linking word only a level of government is a scope ("đoàn thể tỉnh"), and not one that heads a list."""
    low = " ".join(view.low[start:end].split())
    return low in {
        "tỉnh",
        "huyện",
        "quận",
        "thị xã",
        "thành phố",
        "tp",
        "xã",
        "phường",
        "trung ương",
        "cấp tỉnh",
        "cấp huyện",
        "cấp xã",
        "địa phương",
    }


def named_end(view: View, position: int) -> int:
    """End of the proper name that follows a scope noun, if one does."""
    name = NAME.match(view.text, position)
    return name.end() if name else position
