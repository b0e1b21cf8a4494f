"""What a cited instrument is to the document that cites it (``codes/citation_roles.csv``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.directives.find import Citation
from extractors.directives.lists import goes_on
from extractors.rule import Rule
from extractors.segmented import Layout
from extractors.view import View

ISSUED_UNDER = Rule(
    name="role-issued-under",
    pattern=r"(?:^\W*(?:(?:biểu\s+mẫu|mẫu|biểu|phụ\s+lục|danh\s+mục)\s[^.;,]{0,12}?\s?)?|(?:^|\s)này\s+(?:được\s+)?|\()(?:(?:ban\s+hành|gửi)\s+|đính\s+)?kèm(?:\s+theo)?\s+(?:văn\s+bản\s+)?$",
    finds={
        "(Ban hành kèm theo ": "(Ban hành kèm theo ", "Quy chế này được ban hành kèm theo ": " này được ban hành kèm theo ",
        "(Đính kèm ": "(Đính kèm ", "Biểu mẫu số 2 ban hành kèm ": "Biểu mẫu số 2 ban hành kèm ",
    },
    leaves=["theo Mẫu 06 của Phụ lục ban hành kèm theo "],
)
REPLACED = Rule(
    name="role-amended",
    pattern=r"(?:thay\s+(?:thế|cho)\s+[^.;]{0,40}?(?:(?:ban\s+hành\s+)?kèm\s+theo\s+)?$)|(?:thay(?:\s+(?:thế|cho))?|bãi\s+bỏ(?:\s+toàn\s+bộ|\s+một\s+phần)?|hủy\s+bỏ|gia\s+hạn\s+thời\s+(?:gian|hạn)(?:\s+(?:thực\s+hiện|của|tại|nêu\s+tại))*|bổ\s+sung\s+[^.;]{3,60}?\svào\s+(?:mục|điểm|khoản|điều|phần)\s[^.;]{0,20}?(?:của|tại)|điều\s+chỉnh\s+[^.;]{3,90}?\s(?:tại|của|trong|nêu\s+tại\s+mục\s+[ivx]+)|sửa(?:\s+đổi)?,?\s*(?:và\s+)?(?:bổ\s+sung)?|đính\s+chính)\s+(?:cho\s+|một\s+số\s+(?:điều|nội\s+dung)\s+(?:(?:của|tại)\s+)?|(?:khoản|điều|điểm|mục)[^.;]{0,40}\s)?(?:(?:của\s+)?[^.;]{3,140}?\s(?:ban\s+hành\s+)?kèm\s+theo\s+)?(?:các\s+)?$",
    finds={
        "sửa một số điều của Quy chế khen thưởng huyện kèm theo ": "sửa một số điều của Quy chế khen thưởng huyện kèm theo ",
        "Thông tư này thay thế ": "thay thế ", "có hiệu lực từ ngày ký, thay ": "thay ",
        "Sửa đổi, bổ sung một số nội dung ": "Sửa đổi, bổ sung một số nội dung ",
        "Điều chỉnh thời gian kết thúc phong trào nêu tại mục III ": "Điều chỉnh thời gian kết thúc phong trào nêu tại mục III ",
        "Sửa đổi một số điều của Quy chế ban hành kèm theo ": "Sửa đổi một số điều của Quy chế ban hành kèm theo ",
        "Đính chính khoản 2 mục IV ": "Đính chính khoản 2 mục IV ", "Bãi bỏ toàn bộ ": "Bãi bỏ toàn bộ ",
        "Bổ sung nội dung vào mục II của ": "Bổ sung nội dung vào mục II của ",
        "Gia hạn thời gian thực hiện ": "Gia hạn thời gian thực hiện ",
    },
)
REPLACED_AFTER = Rule(
    name="role-amended-after",
    pattern=r"^[^.;]{0,200}?\s(?:(?:hết|chấm\s+dứt)\s+hiệu\s+lực|bị\s+bãi\s+bỏ|được\s+thay\s+thế)",
    finds={" ngày 08/3/2019 của Bộ trưởng hết hiệu lực": " ngày 08/3/2019 của Bộ trưởng hết hiệu lực"},
)
BASIS = Rule(
    name="role-basis",
    pattern=r"^\W*(?:\w{1,3}[.)]\s*)?(?:căn\s+cứ(?:\s+vào)?|trên\s+cơ\s+sở|dựa\s+(?:trên|vào|theo))\s|\s(?:xây\s+dựng|lập|soạn|ban\s+hành)\s+(?:trên\s+cơ\s+sở|căn\s+cứ(?:\s+vào)?|dựa\s+(?:trên|vào))\s+(?:các\s+)?$",
    finds={"Kế hoạch này được lập dựa trên ": " lập dựa trên ", "Căn cứ Chỉ thị": "Căn cứ ", "Trên cơ sở Kết luận": "Trên cơ sở "},
    leaves=["các đơn vị căn cứ"],
)
CARRIED_OUT = Rule(
    name="role-carried-out",
    pattern=r"^\W*(?:\w{1,3}[.)]\s*)?(?:(?:để\s+|nhằm\s+)?(?:cụ\s+thể\s+hóa\s+)?(?:tiếp\s+tục\s+)?(?:(?:học\s+tập|quán\s+triệt|tổ\s+chức)(?:,|\s+và)?\s+){0,2}(?:triển\s+khai\s+)?(?:thực\s+hiện|triển\s+khai)(?:\s+(?:có\s+hiệu\s+quả|nghiêm\s+túc|nội\s+dung|tinh\s+thần))?|hưởng\s+ứng|chấp\s+hành|làm\s+theo|theo\s+(?:tinh\s+thần|chỉ\s+đạo|nội\s+dung)(?:\s+của|\s+tại)?)\s+(?:nội\s+dung\s+)?(?:các\s+)?",
    finds={
        "Thực hiện Kế hoạch số 12/KH-UBND": "Thực hiện ", "Chấp hành sự chỉ đạo": "Chấp hành ",
        "Quán triệt và thực hiện nghiêm túc Chỉ thị": "Quán triệt và thực hiện nghiêm túc ",
    },
)
LAUNCHED_AT = Rule(
    name="role-launched-at",
    pattern=r"(?:theo\s+)?phát\s+động\s+(?:của\s+[^.;]{3,60}\s+)?(?:tại|theo)\s+$|(?:hưởng\s+ứng|triển\s+khai|thực\s+hiện)\s[^.;“]{0,60}phong\s+trào\s+thi\s+đua\s[^.;]{0,160}(?:tại|theo)\s+$",
    finds={
        "thực hiện phong trào thi đua “Chung sức” theo ": "thực hiện phong trào thi đua “Chung sức” theo ",
        "theo phát động của UBND tỉnh tại ": "theo phát động của UBND tỉnh tại ",
    },
)
CARRIED_OUT_BY_PLAN = Rule(
    name="role-carried-out-by-plan",
    pattern=r"(?:kế\s+hoạch|quyết\s+định|chỉ\s+thị|công\s+văn|hướng\s+dẫn)\s+(?:số\s+)?\d(?:(?!gắn\s+(?:với|liền))[^.;]){3,120}\s(?:triển\s+khai|thực\s+hiện)\s+(?:thực\s+hiện\s+)?$",
    finds={
        "theo Kế hoạch số 19/KH-UBND ngày 16/10/2025 của UBND phường thực hiện ":
        "Kế hoạch số 19/KH-UBND ngày 16/10/2025 của UBND phường thực hiện "
    },
    leaves=["các đơn vị nghiêm túc thực hiện ", "triển khai Chỉ thị số 34-CT/TU phải gắn với việc thực hiện "],
)
NEWS_OF = Rule(
    name="role-launching",
    pattern=r"(?:ban\s+hành|có|ký|ra)\s+(?:các\s+)?$",
    finds={"UBND tỉnh vừa ban hành ": "ban hành "},
)
LAUNCHES = Rule(
    name="role-launches",
    pattern=r"^[^.;]{0,160}?(?:phát\s+động|tổ\s+chức\s+(?:phong\s+trào|đợt)|phong\s+trào\s+thi\s+đua|đợt\s+thi\s+đua|cao\s+điểm|thi\s+đua\s+(?:đặc\s+biệt|lập\s+thành\s+tích|chào\s+mừng))",
    finds={
        " về phát động phong trào": " về phát động",
        " về “Đăng ký thi đua lập thành tích": " về “Đăng ký thi đua lập thành tích",
    },
)
LAUNCH_SIGNED = Rule(
    name="role-launch-signed",
    pattern=r"^[^.;]{0,260}?(?:,\s+|\s)(?:(?:(?:đã|vừa|mới)\s+)+được\s+[^.;,]{0,60}?\s?(?:ký|ban\s+hành)|(?<=,\s)ký\s+(?:ban\s+hành\s+)?(?:hôm|ngày))",
    finds={
        " về đợt thi đua mừng Đại hội đã được Thủ tướng ký ngày 3-9": " về đợt thi đua mừng Đại hội đã được Thủ tướng ký",
        " về Tháng cao điểm, ký ngày 2/8": " về Tháng cao điểm, ký ngày",
    },
)
FOR_IT = Rule(
    name="role-purpose",
    pattern=r"(?:(?:^\W*(?:và|đồng\s+thời)\s+|(?<!khai),\s*(?:(?:và|đồng\s+thời)\s+)?)(?:(?:triển\s+khai\s+)?thực\s+hiện|triển\s+khai|hưởng\s+ứng|chấp\s+hành)|(?:kế\s+hoạch|chỉ\s+thị|phong\s+trào|đợt\s+thi\s+đua)\s+(?:này\s+)?(?:triển\s+khai|thực\s+hiện)|(?:nhằm|để|là\s+bước|là\s+(?:một\s+)?(?:hoạt\s+động|việc\s+làm)(?:\s+(?:thiết\s+thực|cụ\s+thể))?(?:\s+(?:nhằm|để))?|góp\s+phần|tiếp\s+tục)\s+(?:tiếp\s+tục\s+)?(?:đẩy\s+mạnh\s+(?:việc\s+)?)?(?:cụ\s+thể\s+hóa|(?:tổ\s+chức\s+)?(?:triển\s+khai\s+)?thực\s+hiện|triển\s+khai|hưởng\s+ứng|đưa)|cụ\s+thể\s+hóa|(?:theo|trên)\s+tinh\s+thần(?:\s+của)?)(?:\s+(?:có\s+hiệu\s+quả|thắng\s+lợi|tốt|nội\s+dung))*\s+$",
    finds={
        "Kế hoạch nhằm thực hiện ": "nhằm thực hiện ", "Thi đua theo tinh thần ": "theo tinh thần ",
        "Lễ phát động nhằm hưởng ứng ": "nhằm hưởng ứng ", "Đây là việc làm thiết thực triển khai ": "là việc làm thiết thực triển khai ",
        "Nối tiếp truyền thống, và triển khai ": ", và triển khai ", "đồng thời thực hiện ": "đồng thời thực hiện ",
    },
    leaves=["gắn với việc thực hiện ", "các đơn vị triển khai "],
)
ON_PROPOSAL = Rule(
    name="role-on-proposal",
    pattern=r"(?:theo|xét)\s+(?:đề\s+nghị|tờ\s+trình|hướng\s+dẫn)[^.;]{0,120}$|^\W*xét\s+$|(?<!\w)(?:được|theo)\s+(?:sự\s+)?(?:đồng\s+ý|nhất\s+trí|chấp\s+thuận|cho\s+phép|thống\s+nhất)\s+(?:của\s+)?[^.;]{0,90}\stại\s+$",
    finds={"Được sự đồng ý của UBND huyện tại ": "Được sự đồng ý của UBND huyện tại ",
           "Theo đề nghị của Bộ trưởng Bộ Nội vụ tại ": "Theo đề nghị của Bộ trưởng Bộ Nội vụ tại ", "Xét ": "Xét "},
)
LAUNCHED_BY = Rule(
    name="role-launched-by",
    pattern=r"phát\s+động\s[^.;]{0,220}?\s(?:theo|tại|bằng)\s+$",
    finds={"tổ chức lễ phát động đợt thi đua “Về đích sớm” theo ": "phát động đợt thi đua “Về đích sớm” theo "},
)
IN_NAME = Rule(
    name="role-in-name",
    pattern=r"(?:phong\s+trào|đợt|phát\s+động)(?:(?!gắn\s+(?:với|liền))[^.;“”]){0,60}\s(?:triển\s+khai\s+)?thực\s+hiện\s+(?:có\s+hiệu\s+quả\s+)?$",
    finds={"phát động phong trào thi đua thực hiện ": "phát động phong trào thi đua thực hiện "},
    leaves=["các phong trào thi đua gắn với thực hiện "],
)
INTO_LIFE = Rule(
    name="role-into-life",
    pattern=r"^[^.;]{0,200}?\s(?:(?:sớm|nhanh\s+chóng)\s+)?(?:đi\s+)?vào\s+(?:cuộc\s+sống|đời\s+sống|thực\s+tiễn)",
    finds={" ngày 17/11/2022 vào cuộc sống": " ngày 17/11/2022 vào cuộc sống"},
    leaves=[" ngày 17/11/2022 vào tháng 5"],
)
TAKEN_UP = Rule(
    name="role-taken-up",
    pattern=r"""^[^.;]{0,240}\.\s+(?:hưởng\s+ứng|thực\s+hiện|triển\s+khai|chấp\s+hành|đáp\s+lại|tiếp(?:\s+nối)?)\s+(?:[^\W\d_]+\s+){1,8}?(?:đó|ấy|này|trên)(?!\w)
        [^.;]{0,260}?\s(?:phát\s+động|mở\s+đợt|tổ\s+chức\s+đợt)(?!\w)""",
    finds={
        " về vượt kế hoạch quý IV. Hưởng ứng chỉ thị đó, Công đoàn mỏ phát động":
        " về vượt kế hoạch quý IV. Hưởng ứng chỉ thị đó, Công đoàn mỏ phát động"
    },
    leaves=[" về vượt kế hoạch. Thực hiện chỉ thị đó, các đội họp bàn.", " về kế hoạch. Đợt này, mỏ phát động"],
)
UNDER_BASES = Rule(
    name="role-under-bases",
    pattern=r"""^\W*(?:(?:(?:điều|mục|phần|chương)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[ivxlc]{1,5}|[a-hđ])\s*[.:)/-]+\s*)?
        (?:(?:các|những|một\s+số)\s+)?(?:(?:văn\s+bản\s+)?(?:làm\s+)?căn\s+cứ|(?:cơ\s+sở|văn\s+bản)(?=\s+pháp))
        (?:\s+(?:và\s+)?(?:pháp\s+(?:lý|lí|luật)|ban\s+hành|xây\s+dựng|thực\s+hiện|tổ\s+chức|lập|áp\s+dụng|chính\s+trị|quy\s+chế|quy\s+định|kế\s+hoạch
        |đề\s+án|chương\s+trình|phương\s+án|phong\s+trào|thi\s+đua)){0,6}\W*$""",
    finds={"Điều 2. Căn cứ": "Điều 2. Căn cứ", "I. CĂN CỨ PHÁP LÝ": "I. CĂN CỨ PHÁP LÝ", "1.1. Cơ sở pháp lý:": "1.1. Cơ sở pháp lý:",
           "Căn cứ xây dựng kế hoạch": "Căn cứ xây dựng kế hoạch"},
    leaves=["Điều 2. Căn cứ xét khen thưởng", "Căn cứ Luật Thi đua, khen thưởng", "I. CƠ SỞ VẬT CHẤT"],
)
_BROUGHT = re.compile(r"(?<!\w)(?:đưa|để)\s+(?:các\s+)?$")
_LAUNCHED_IN = re.compile(
    r"^(?:(?!hưởng\s+ứng|triển\s+khai|thực\s+hiện).)*(?:phát\s+động\s+(?:tại|bằng)|(?<!\w)(?:được|do)\s(?:[^.;“”]{0,60}?\s)?phát\s+động\s+theo)\s+$"
)
# "Đợt thi đua này triển khai theo Kế hoạch số … của Trung ương Hội": of its own plan the text says that it launches.
_RUNS_BY = re.compile(
    r"(?:phong\s+trào|đợt\s+thi\s+đua|đợt|cuộc\s+vận\s+động|chiến\s+dịch)(?:\s+(?:này|trên))?\s+(?:được\s+)?(?:thực\s+hiện|triển\s+khai|tổ\s+chức)\s+theo\s+$"
)
_PROPOSED = re.compile(r"\W*(?:theo|xét)\s+")
_PROPOSALS = ("to_trinh", "cong_van")
_ORDERS = ("ke_hoach", "chi_thi", "huong_dan", "chuong_trinh")
_TELLING = ("tin_tuc", "cong_van", "thong_bao")
_OPENING_BLOCKS = 9
_LONGEST_HEADING = 80  # characters
AMENDED_ELSEWHERE = 0.8
_PLANS = ("ke_hoach", "quyet_dinh", "cong_van", "chi_thi", "thong_bao", "chuong_trinh", "huong_dan", "khac")


_INHERITED = ("sua_doi_thay_the", "ban_hanh_kem", "can_cu", "thuc_hien")
"""Roles that hold for every instrument of a list: "bãi bỏ các Quyết định số 11/QĐ-UBND ngày 02/3/2016 và 24/QĐ-UBND"."""


def roles_of(citations: Sequence[Citation], seen: View, layout: Layout, document_type: str | None) -> list[tuple[str, str, float]]:
    """`role_of` every mention (in text order); one with no cue of its own has that of the list it stands in."""
    roles: list[tuple[str, str, float]] = []
    for i, citation in enumerate(citations):
        role = role_of(citation, seen, layout, document_type)
        listed = i and not citation.is_named and goes_on(seen, citations[i - 1], citation)
        if role[0] == "nhac_den" and listed and roles[-1][0] in _INHERITED:
            role = (roles[-1][0], roles[-1][1], 0.8)
        roles.append(role)
    return roles


def role_of(citation: Citation, seen: View, layout: Layout, document_type: str | None) -> tuple[str, str, float]:
    """Role of one mention, the rule that says so, and how sure it is (0 to 1)."""
    block = layout.block_at(citation.start)
    begin, end = (block.start, block.end) if block else layout.sentence_at(citation.start)
    whole = seen.low[begin : citation.start]
    # The clause that governs the instrument opens after the last full stop or semicolon.
    cut = max(whole.rfind(". "), whole.rfind("; "))
    before = whole[cut + 2 :] if cut >= 0 else whole
    after = seen.low[citation.end : min(end, citation.end + 260)]
    if REPLACED_AFTER.compiled.search(after):
        return "sua_doi_thay_the", REPLACED_AFTER.name, 0.9
    if ISSUED_UNDER.compiled.search(before):
        return "ban_hanh_kem", ISSUED_UNDER.name, 0.97
    if REPLACED.compiled.search(before):
        # In a list of legal bases it is another instrument that amends this one.
        return "sua_doi_thay_the", REPLACED.name, AMENDED_ELSEWHERE if BASIS.compiled.search(whole) else 0.9
    if IN_NAME.compiled.search(before):
        return "thuc_hien", IN_NAME.name, 0.95
    if document_type == "tin_tuc" and citation.document_type in _PLANS and _LAUNCHED_IN.search(before):
        return "phat_dong", LAUNCHED_AT.name, 0.85
    if document_type == "tin_tuc" and citation.issuer_level == "trung_uong" and _RUNS_BY.search(before):
        return "thuc_hien", CARRIED_OUT_BY_PLAN.name, 0.8
    if CARRIED_OUT_BY_PLAN.compiled.search(before):
        return "thuc_hien", CARRIED_OUT_BY_PLAN.name, 0.85
    if LAUNCHED_AT.compiled.search(before):
        return "thuc_hien", LAUNCHED_AT.name, 0.9
    if document_type == "tin_tuc" and citation.document_type in _PLANS and LAUNCHED_BY.compiled.search(before):
        return "phat_dong", LAUNCHED_BY.name, 0.85
    if (
        document_type in _TELLING
        and citation.document_type in _PLANS
        and NEWS_OF.compiled.search(before)
        and LAUNCHES.compiled.search(after)
    ):
        return "phat_dong", NEWS_OF.name, 0.9
    if TAKEN_UP.compiled.search(seen.low[citation.end : min(end, citation.end + 600)]) and _is_opening(layout, begin):
        return "thuc_hien", TAKEN_UP.name, 0.8
    if document_type == "tin_tuc" and citation.document_type in _PLANS and not before.strip():
        if LAUNCH_SIGNED.compiled.search(after) and LAUNCHES.compiled.search(after):
            return "phat_dong", LAUNCH_SIGNED.name, 0.8
    if _BROUGHT.search(before) and INTO_LIFE.compiled.search(after) and _is_opening(layout, begin):
        return "thuc_hien", INTO_LIFE.name, 0.85
    cue = _nearest_cue(before)
    if _is_preamble(layout, begin):
        if cue == "căn cứ" and BASIS.compiled.search(before) is None and _is_opening(layout, begin):
            return "can_cu", BASIS.name, 0.85
        if BASIS.compiled.search(before) or (
            BASIS.compiled.search(whole) and not CARRIED_OUT.compiled.match(before) and _same_list(before)
        ):
            return "can_cu", BASIS.name, 0.95
        if ON_PROPOSAL.compiled.search(before) or (citation.document_type in _PROPOSALS and _PROPOSED.fullmatch(before)):
            return "can_cu", ON_PROPOSAL.name, 0.9
        if document_type in _PLANS and citation.document_type in _ORDERS and _PROPOSED.fullmatch(before) and _is_opening(layout, begin):
            return "thuc_hien", CARRIED_OUT.name, 0.8  # "Theo Kế hoạch số … của Công đoàn ngành, công đoàn trường lập kế hoạch"
        if CARRIED_OUT.compiled.match(before) and _same_list(before) and _is_opening(layout, begin):
            return "thuc_hien", CARRIED_OUT.name, 0.85
        if cut >= 0 and not before.strip() and CARRIED_OUT.compiled.match(whole) and ". " not in whole and _is_opening(layout, begin):
            return "thuc_hien", CARRIED_OUT.name, 0.8  # "Thực hiện Nghị quyết …; Chỉ thị …": the next of the list
        if FOR_IT.compiled.search(before) and _is_opening(layout, begin):
            return "thuc_hien", FOR_IT.name, 0.75
    if _is_under_bases(seen, layout, citation.start):
        return "can_cu", UNDER_BASES.name, 0.85
    return "nhac_den", "role-mentioned", 0.9


def _is_under_bases(seen: View, layout: Layout, offset: int) -> bool:
    """In the part whose heading says that it lists what the document rests on."""
    return any(
        UNDER_BASES.compiled.match(seen.low[slice(*section.heading)]) is not None
        for section in layout.sections_over(offset)
        if section.heading[1] > section.heading[0] and section.heading[1] - section.heading[0] < _LONGEST_HEADING
    )


def _is_preamble(layout: Layout, offset: int) -> bool:
    """Before the first section that a heading with a list mark opens, or in a part that says what the document rests on."""
    return not any(
        section.level in (1, 2, 3) and section.marker and section.role not in ("can_cu", "muc_dich")
        for section in layout.sections_over(offset)
    )


_CUES = re.compile(r"(?<!\w)(căn\s+cứ|thực\s+hiện|triển\s+khai|hưởng\s+ứng|phát\s+động)(?!\w)")


def _nearest_cue(before: str) -> str | None:
    """The last of the verbs that govern a list of instruments: "Thực hiện A và căn cứ B" rests on B."""
    found = _CUES.findall(before)
    return " ".join(found[-1].split()) if found else None


def _is_opening(layout: Layout, offset: int) -> bool:
    """Among the first paragraphs, where a document says what it is for."""
    own = [b.start for b in layout.blocks if b.kind not in ("furniture", "head", "foot", "title")]
    return offset in own[:_OPENING_BLOCKS]


def _same_list(before: str) -> bool:
    """Is only a list of instruments between "Thực hiện" and this one, no clause of its own?"""
    return re.search(r"[.:]\s|nhằm|phong\s+trào|gắn\s+với", before) is None
