"""Organisations that grant awards: the Front, mass organisations, trade and youth unions, by the level that is named with them.

Central ones count as ministers do, provincial ones have a code of their own, all below them are ``khac``. One named without its level
("Ban Thường vụ Hội") is that of the letterhead or of the first line, see `extractors.awards.grantors.issuer_of`.
"""

from __future__ import annotations

from extractors.lexicon import words
from extractors.rule import Rule

WORD = r"(?<![^\W_])"
END = r"(?![^\W_])"
# Where a body named without its head is the one that gives: after "của", "đề nghị", or before the verb.
OF = r"(?:(?<=của\s)|(?<=trình\s)|(?<=nghị\s)|(?<=do\s))"
GIVING = r"(?= (?:(?:sẽ|xét|xem xét|cũng|còn|quyết định) )*(?:tặng|trao|khen|thưởng|gửi thư khen))"
_ORGAN = (
    "(?:ban thường vụ|btv|ban chấp hành|bch|ban thường trực|btt|thường trực|đoàn chủ tịch|chủ tịch|bí thư|ban bí thư|ban chủ nhiệm)"
)
# Organs without which a bare word is no organisation: "chủ tịch hội" may be anybody's, "đoàn" is also a party of visitors.
_BOARD = "(?:ban thường vụ|btv|ban chấp hành|bch|ban thường trực|btt|đoàn chủ tịch)"
FRONT = r"(?:(?:ủy ban |ub|ub )?(?:mặt trận tổ quốc|mttq)(?: việt nam| vn)?)"
_NAMES = (
    r"(?:liên hiệp phụ nữ|lhpn|phụ nữ|nông dân|cựu chiến binh|ccb|chữ thập đỏ|ctđ|khuyến học|người cao tuổi|nct|luật gia"
    r"|nhà báo|liên hiệp thanh niên|lhtn|sinh viên|cựu thanh niên xung phong|cựu tnxp|cựu giáo chức|người mù|đông y|làm vườn"
    r"|doanh nhân trẻ|văn học nghệ thuật|nạn nhân chất độc da cam(?:/dioxin)?)"
)
SOCIETY = (
    rf"(?:hội {_NAMES}|liên đoàn lao động|lđlđ|liên minh (?:hợp tác xã|htx)|công đoàn viên chức|hội đồng đội)(?: việt nam)?"
)
YOUTH = "(?:đoàn (?:thanh niên|tncs|thanh niên cộng sản)(?: hồ chí minh| hcm)?)"
_BODY = rf"(?:{FRONT}|{SOCIETY}|{YOUTH})"
_DISTRICT = "(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|cơ sở|các cấp)"
# What follows "hội" or "đoàn" where they are other words, or part of one.
_OTHER_WORD = r"(?! (?:nghị|đồng|thi|viên|trường|thảo|trại|họp|diễn|công tác|kiểm|giám|khảo|kết|thể|đại biểu))"

ORGANISATIONS: tuple[tuple[str, Rule], ...] = (
    (
        "bo_truong",
        Rule(
            name="grantor-central-organisation",
            pattern=words(
                rf"{WORD}(?:{_ORGAN} )?(?:(?:trung ương|tw) (?:đoàn|hội(?: {_NAMES}(?: việt nam)?)?){_OTHER_WORD}"
                rf"|tổng (?:liên đoàn lao động|liên đoàn|lđlđ)"
                rf"(?: việt nam| vn)?|tổng lđlđvn|ủy ban (?:trung ương|tw) (?:mặt trận tổ quốc|mttq)(?: việt nam)?"
                rf"|hội đồng đội (?:trung ương|tw)|hội{_OTHER_WORD} [^\W\d_]+(?: [^\W\d_]+){{0,4}}? việt nam"
                rf"(?! (?:cấp )?(?:các |tỉnh|thành phố|{_DISTRICT}))"
                rf"|công đoàn (?!viên chức)[^\W\d_]+(?: [^\W\d_]+){{0,3}} việt nam|liên minh (?:hợp tác xã|htx) việt nam"
                rf"(?! tỉnh)){END}"
            ),
            finds={
                "của BCH Trung ương Đoàn": "BCH Trung ương Đoàn",
                "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam": "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam",
                "của Tổng LĐLĐ Việt Nam": "Tổng LĐLĐ Việt Nam",
                "Hội đồng Đội Trung ương": "Hội đồng Đội Trung ương",
                "Công đoàn Giáo dục Việt Nam tặng": "Công đoàn Giáo dục Việt Nam",
            },
            leaves=["Hội LHPN Việt Nam tỉnh", "Trung ương Hội nghị", "Liên đoàn Lao động tỉnh"],
            on="bare",
        ),
    ),
    (
        "doan_the_tinh",
        Rule(
            name="grantor-provincial-organisation",
            pattern=words(
                rf"{WORD}(?:(?:{_ORGAN} )?(?:các )?(?:(?:{FRONT}|{SOCIETY}) (?:cấp )?(?:tỉnh|thành phố)|{YOUTH} (?:cấp )?tỉnh"
                rf"|tỉnh đoàn|thành đoàn)|{_BOARD} đoàn (?:cấp )?tỉnh"
                rf"|(?<!xã\s)(?<!lễ\s)(?<!đại\s)hội (?:tỉnh|thành phố){GIVING}|{OF}hội (?:tỉnh|thành phố)(?! [^\W\d_]+ (?:tổ chức|mở)))"
                rf"{END}(?! (?:thuộc|trực thuộc) tỉnh)"
            ),
            finds={
                "của BTV Hội LHPN tỉnh": "BTV Hội LHPN tỉnh",
                "Ban Chấp hành Đoàn tỉnh tặng": "Ban Chấp hành Đoàn tỉnh",
                "của Hội đồng Đội tỉnh": "Hội đồng Đội tỉnh",
                "Đoàn TNCS Hồ Chí Minh tỉnh": "Đoàn TNCS Hồ Chí Minh tỉnh",
                "Hội thành phố sẽ tặng": "Hội thành phố",
                "Giấy khen của Hội tỉnh": "Hội tỉnh",
            },
            leaves=[
                "đoàn tỉnh bạn",
                "Đại hội tỉnh tặng",
                "lễ hội thành phố tặng",
                "Hội tỉnh phát động",
                "Hội LHPN huyện",
                "Hội Nông dân thành phố thuộc tỉnh",
            ],
            on="bare",
        ),
    ),
    (
        "khac",
        Rule(
            name="grantor-local-organisation",
            pattern=words(
                rf"{WORD}(?:(?:{_ORGAN} )?(?:các )?(?:{_BODY} (?:các )?(?:cấp )?{_DISTRICT}"
                rf"(?:(?:\s*,\s*| và )(?:cấp )?(?:{_DISTRICT}|thành phố))*|(?:huyện|thị)(?:(?:\s*,\s*| và )(?:huyện|quận|thị|thành|thị xã"
                rf"|thành phố))* đoàn)"
                rf"|{_BOARD} (?:các )?(?:quận|thành)(?:(?:\s*,\s*| và )(?:huyện|quận|thị|thành))* đoàn"
                rf"|(?:{_BOARD} |{OF}(?:các )?)(?:đoàn (?:trường|khối|xã|phường|thị trấn|cơ sở|cấp (?:huyện|xã|cơ sở))"
                rf"|công đoàn (?:trường|công ty|tổng công ty|tập đoàn|khu kinh tế|các khu công nghiệp))"
                rf"|{OF}(?:liên đội|chi bộ|công đoàn(?! (?:ngành|cơ sở|viên chức))|(?:thường trực )?(?:hđnd|hội đồng nhân dân)"
                rf"|ban chỉ đạo)"
                rf"|(?:(?:ban thường vụ|btv|ban chấp hành|bch|thường trực|bí thư) )?đảng ủy|ban chỉ đạo{GIVING}"
                rf"|(?:{OF}quận đoàn|quận đoàn{GIVING})){END}"
            ),
            finds={
                "của Ban Chấp hành huyện, thị, thành Đoàn": "Ban Chấp hành huyện, thị, thành Đoàn",
                "của BTV Hội LHPN huyện": "BTV Hội LHPN huyện",
                "của Liên đoàn Lao động huyện, thị xã": "Liên đoàn Lao động huyện, thị xã",
                "của Đoàn trường": "Đoàn trường",
                "Ban Thường vụ Đảng ủy Khối": "Ban Thường vụ Đảng ủy",
                "Ban Thường vụ Quận đoàn tặng": "Ban Thường vụ Quận đoàn",
            },
            leaves=["Đoàn trường phát động", "Tư lệnh Quân đoàn 4", "đoàn viên", "ban chỉ đạo xét"],
            on="bare",
        ),
    ),
    (
        "organisation",
        Rule(
            name="grantor-organisation",
            pattern=words(
                rf"{WORD}(?:{_BOARD} (?:{SOCIETY}|{YOUTH}|(?:hội|đoàn|công đoàn|liên đoàn){_OTHER_WORD})"
                rf"|{OF}(?:{SOCIETY}|{YOUTH}|hội{_OTHER_WORD})|(?:{SOCIETY}|{YOUTH}|(?<!xã\s)(?<!lễ\s)(?<!đại\s)hội){GIVING}){END}"
            ),
            finds={
                "Ban Thường vụ Hội sẽ xét tặng": "Ban Thường vụ Hội",
                "Giấy khen của Hội": "Hội",
                "Hội LHPN tặng giấy khen": "Hội LHPN",
            },
            leaves=["Sở Lao động - Thương binh và Xã hội tặng", "Chủ tịch Hội cho biết", "của Hội đồng", "hội viên tặng", "của hội nghị"],
            on="bare",
        ),
    ),
)  # fmt: skip

NAMED_WITH_LEVEL = Rule(
    name="grantor-organisation-level",
    pattern=words(
        rf"{WORD}(?:(?:{FRONT}|{SOCIETY}|{YOUTH})(?: (?:bch|ban chấp hành|ban thường vụ|btv))? (?:cấp )?"
        rf"(?P<level>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)|(?P<union>tỉnh|thành|huyện|thị) đoàn){END}"
    ),
    finds={
        "HỘI NÔNG DÂN VIỆT NAM\nBCH TỈNH LÂM HẢI": "HỘI NÔNG DÂN VIỆT NAM\nBCH TỈNH",
        "Hội Liên hiệp Phụ nữ huyện phát động": "Hội Liên hiệp Phụ nữ huyện",
    },
    leaves=["Hội Nông dân phát động", "quân đoàn"],
    on="bare",
)
"""An organisation with its level, as letterheads and first lines name it."""
