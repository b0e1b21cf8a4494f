"""Offices that grant awards, as patterns (Law 06/2022/QH15, Art. 77 to 83); organisations stand in `organisations`."""

from __future__ import annotations

from extractors.awards.organisations import END, GIVING, OF, ORGANISATIONS, WORD
from extractors.lexicon import words
from extractors.rule import Rule

SEP = r"(?:\s*[,;/]\s*| và | hoặc |\s*-\s*)"
COMMITTEE = "(?:ủy ban nhân dân|ubnd|ủy ban)"
LEVEL = "(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
OF_LEVEL = rf"(?:các )?(?:cấp )?{LEVEL}{END}(?! (?:ủy|đoàn){END})"
LEVELS = rf"{OF_LEVEL}(?: trực thuộc trung ương)?(?:{SEP}{OF_LEVEL}(?: trực thuộc trung ương)?)*"
HEAD = "(?:thủ trưởng|người đứng đầu|lãnh đạo|giám đốc|trưởng)"
BRANCHES = "(?:sở|ban|ngành|đoàn thể|mặt trận tổ quốc|mặt trận|hội|cơ quan|đơn vị)"
TAIL = r"(?: (?:cấp )?tỉnh| thành phố)?(?: và (?:cấp )?tương đương)?"

# In this order: the first that matches at a place names the grantor there.
OFFICES: tuple[tuple[str, Rule], ...] = (
    (
        "",
        Rule(
            name="grantor-none",
            pattern=words(
                rf"{WORD}(?:phó (?:chủ tịch|giám đốc|hiệu trưởng|thủ tướng)|hội đồng thi đua|ban thi đua"
                rf"|chủ tịch hồ chí minh|văn phòng ubnd|huân chương|(?:theo|căn cứ) [^.;,\n]{{0,80}} của (?:thủ tướng"
                rf"|chính phủ|chủ tịch|bộ|ubnd|ủy ban)){END}"
            ),
            finds={"Phó Chủ tịch UBND": "Phó Chủ tịch"},
            on="bare",
        ),
    ),
    (
        "chu_tich_nuoc",
        Rule(
            name="grantor-president",
            pattern=words(rf"{WORD}chủ tịch nước{END}"),
            finds={"Chủ tịch nước tặng": "Chủ tịch nước"},
            on="bare",
        ),
    ),
    *ORGANISATIONS,
    (
        "thu_tuong",
        Rule(
            name="grantor-prime-minister",
            pattern=words(rf"{WORD}thủ tướng(?: chính phủ)?{END}"),
            finds={"của Thủ tướng Chính phủ": "Thủ tướng Chính phủ"},
            on="bare",
        ),
    ),
    (
        "bo_truong",
        Rule(
            name="grantor-minister",
            pattern=words(
                rf"{WORD}(?<!cán\s)(?<!chi\s)(?<!đảng\s)(?<!nội\s)(?<!toàn\s)"
                rf"(?:bộ trưởng(?: các)?(?: bộ)?(?:, (?:thủ trưởng|trưởng|người đứng đầu)(?: các)? (?:cơ quan ngang bộ|ban"
                rf"|ngành|cơ quan thuộc chính phủ)(?:{SEP}(?:ban|ngành|đoàn thể"
                rf"|cơ quan thuộc chính phủ))*(?: (?:ở )?trung ương)?)?"
                rf"|{HEAD} (?:các )?bộ(?:{SEP}(?:ban|ngành|đoàn thể|cơ quan ngang bộ|cơ quan))*(?: (?:ở )?trung ương)?"
                rf"|(?:các )?bộ(?:{SEP}(?:ban|ngành|đoàn thể))+(?:{SEP}tỉnh)?(?: (?:ở )?trung ương)?|cấp bộ"
                rf"|ban (?:tuyên giáo|dân vận|tổ chức|kinh tế) trung ương"
                rf"|tư lệnh(?: quân khu| quân đoàn)?(?: \d+)?"
                rf"|(?:viện trưởng )?viện kiểm sát nhân dân tối cao|(?:chánh án )?tòa án nhân dân tối cao|tổng cục trưởng(?: tổng cục)?"
                rf"|tổng cục"
                rf"|tổng giám đốc (?:bảo hiểm xã hội|bhxh|đài truyền hình|đài tiếng nói|thông tấn xã)(?: việt nam)?"
                rf"|(?:viện trưởng )?vksnd tối cao|(?:chánh án )?tand tối cao|thống đốc|tổng thanh tra|ủy ban quản lý vốn"
                rf"|bộ(?= (?:nội vụ|giáo dục|y tế|lao động|tài |công |nông |kế hoạch"
                rf"|xây dựng|giao |khoa |thông |tư pháp|quốc |văn |ngoại |dân ))"
                rf"|bộ{GIVING}|{OF}bộ(?!\s(?:đội|phận|tư|chỉ|chqs|máy|môn|khung|tiêu))){END}"
            ),
            finds={
                "lập hồ sơ đề nghị Bộ.": "Bộ",
                "Bằng khen của Bộ trưởng": "Bộ trưởng",
                "của bộ, ban, ngành, tỉnh": "bộ, ban, ngành, tỉnh",
            },
            leaves=["cán bộ, công chức", "toàn bộ", "của Bộ CHQS tỉnh", "của bộ phận"],
            on="bare",
        ),
    ),
    (
        "chu_tich_ubnd",
        Rule(
            name="grantor-chair",
            pattern=words(rf"{WORD}(?:(?:chủ tịch|ct) (?:các )?{COMMITTEE}(?: (?:các cấp|cùng cấp|{LEVELS}))?|chủ tịch {OF_LEVEL}){END}"),
            finds={
                "Chủ tịch UBND cấp huyện, cấp xã;": "Chủ tịch UBND cấp huyện, cấp xã",
                "của CT UBND tỉnh": "CT UBND tỉnh",
                "Chủ tịch xã tặng": "Chủ tịch xã",
            },
            leaves=["Chủ tịch Hội", "Chủ tịch xã đoàn"],
            on="bare",
        ),
    ),
    (
        "doan_the_tinh",
        Rule(
            name="grantor-mass-organisation",
            pattern=words(
                rf"{WORD}(?:(?:{HEAD}|chủ tịch|ban thường vụ|ban thường trực"
                rf"|ban chấp hành) )?(?:các )?(?:tổ chức chính trị(?:\s*,? tổ chức chính trị)?(?: - xã hội"
                rf"| xã hội)?(?: ở)?(?: cấp)? tỉnh"
                rf"|(?:ủy ban )?(?:mặt trận tổ quốc|mttq)(?: việt nam)?(?: và (?:các )?(?:tổ chức chính trị - xã hội"
                rf"|đoàn thể))?(?: cấp)? tỉnh"
                rf"|tỉnh hội(?! (?:nghị|đồng|thi|chợ|viên))"
                rf"|đoàn thể(?: chính trị - xã hội)?(?: cấp)? tỉnh){END}"
            ),
            finds={"của Thủ trưởng các tổ chức chính trị - xã hội tỉnh": "Thủ trưởng các tổ chức chính trị - xã hội tỉnh"},
            on="bare",
        ),
    ),
    (
        "giam_doc_so",
        Rule(
            name="grantor-department-head",
            pattern=words(
                rf"{WORD}(?:{HEAD} (?:các )?(?:sở|ban(?={SEP}ngành)"
                rf"|cơ quan chuyên môn)(?:{SEP}(?:{HEAD} (?:các )?)?(?:các )?{BRANCHES})*"
                rf"(?: và tương đương)?(?: thuộc {COMMITTEE} (?:cấp )?tỉnh)?{TAIL}"
                rf"|chánh văn phòng (?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|đoàn đbqh[^.,;\n]{{0,30}}?|tỉnh ủy)(?: tỉnh| thành phố)?"
                rf"|trưởng ban thi đua(?: - khen thưởng)?(?: (?:tỉnh|thành phố))?"
                rf"|chỉ huy trưởng(?: bộ (?:chqs|chbđbp|chỉ huy (?:quân sự|bộ đội biên phòng))(?: tỉnh| thành phố)?)?(?! (?:trung đoàn"
                rf"|tiểu đoàn|ban chqs|ban chỉ huy quân sự))|trưởng ban (?:ban )?quản lý (?:các )?khu"
                rf"|trưởng ban(?= (?:quyết định |xét )?(?:tặng|trao|khen))"
                rf"|(?:(?<=nghị\s)|(?<=trình\s))sở(?= (?:tặng|trao|khen|thưởng|xét))"
                rf"|(?:viện trưởng )?viện kiểm sát nhân dân(?: (?:cấp )?(?:tỉnh|thành phố))?"
                rf"|(?:chánh án )?tòa án nhân dân (?:cấp )?(?:tỉnh|thành phố)"
                rf"|chánh án|cục trưởng cục [^\W\d_]+(?: [^\W\d_]+){{0,3}} (?:tỉnh|thành phố)"
                rf"|giám đốc (?:bảo hiểm xã hội|bhxh) (?:tỉnh|thành phố)"
                rf"|gđ (?:các )?sở|bộ (?:chqs|chbđbp)(?: tỉnh| thành phố)?"
                rf"|(?:viện trưởng )?vksnd(?: (?:cấp )?(?:tỉnh|thành phố))|(?:chánh án )?tand (?:cấp )?(?:tỉnh|thành phố)"
                rf"|{OF}(?:công an tỉnh|ban quản lý (?:các )?khu|cục [^\W\d_]+(?: [^\W\d_]+){{0,4}} (?:tỉnh|thành phố)"
                rf"|(?:bảo hiểm xã hội|bhxh|kho bạc nhà nước) (?:tỉnh|thành phố)|sở)"
                rf"|(?:công an tỉnh|ban quản lý khu kinh tế"
                rf"|(?<!co\s)sở(?: (?:gd|lđ|nn|tn|vh|kh|tt|tc|yt|gt|xd)[^\W_]{{0,8}}(?:&[^\W_]+)?)?)"
                rf"{GIVING}"
                rf"|bộ chỉ huy (?:quân sự|bộ đội biên phòng)(?: tỉnh| thành phố)?"
                rf"|các sở(?:{SEP}(?:{HEAD} (?:các )?)?{BRANCHES})*{TAIL}|(?<!co\s)sở(?:{SEP}(?:ban|ngành|đoàn thể))+{TAIL}"
                rf"|sở(?= (?:nội|giáo|y|công|nông|tài|xây|văn|khoa|tư|lao|kế|giao|thông|du|ngoại|dân))){END}"
            ),
            finds={
                "Thủ trưởng các sở, ban, ngành; Chủ tịch": "Thủ trưởng các sở, ban, ngành",
                "Giám đốc Sở Y tế": "Giám đốc Sở",
                "Trưởng ban Ban Quản lý các khu công nghiệp": "Trưởng ban Ban Quản lý các khu",
                "Trưởng ban tặng Giấy khen": "Trưởng ban",
                "của Công an tỉnh": "Công an tỉnh",
                "của Sở GD&ĐT": "Sở",
                "của Bộ CHQS tỉnh": "Bộ CHQS tỉnh",
                "Chánh Văn phòng UBND tỉnh tặng": "Chánh Văn phòng UBND tỉnh",
            },
            leaves=["trưởng ban chỉ đạo", "cơ sở, ban quản lý", "Giám đốc bệnh viện", "phối hợp Công an tỉnh tổ chức", "cơ sở tặng"],
            on="bare",
        ),
    ),
    (
        "doanh_nghiep",
        Rule(
            name="grantor-enterprise",
            pattern=words(
                rf"{WORD}(?:(?:chủ tịch )?(?:hđqt|hđtv|(?:hội đồng|hđ) (?:quản trị|thành viên|qt|tv))(?: (?:tổng công ty|công ty"
                rf"|tập đoàn))?"
                rf"|(?:tổng giám đốc|tgđ)(?: (?:tổng công ty|công ty|tập đoàn|ngân hàng))?|(?:{HEAD}|chủ tịch"
                rf"|hội đồng thành viên) (?:các )?(?:doanh nghiệp|công ty|tổng công ty|tập đoàn|hợp tác xã|htx|xí nghiệp|nhà máy)"
                rf"(?:{SEP}(?:hợp tác xã|htx|tổ chức kinh tế(?: khác)?|công ty))*|tập đoàn|tổng công ty|công ty"
                rf"|(?<=của\s)doanh nghiệp|(?<=do\s)doanh nghiệp){END}"
            ),
            finds={
                "Tổng Giám đốc, Giám đốc doanh nghiệp": "Tổng Giám đốc",
                "do Tổng Giám đốc Công ty công nhận": "Tổng Giám đốc Công ty",
                "của Chủ tịch HĐQT": "Chủ tịch HĐQT",
            },
            leaves=["Giám đốc Sở"],
            on="bare",
        ),
    ),
    (
        "thu_truong_don_vi",
        Rule(
            name="grantor-unit-head",
            pattern=words(
                rf"{WORD}(?:hiệu trưởng|(?:thủ trưởng|người đứng đầu|lãnh đạo) (?:các )?(?:cơ quan|đơn vị"
                rf"|tổ chức)(?:{SEP}(?:các )?(?:cơ quan|đơn vị|tổ chức|địa phương){END})*"
                rf"(?: có tư cách pháp nhân)?(?: (?:thuộc|trực thuộc)(?:, trực thuộc)? (?:các )?(?:bộ|ngành|sở|tỉnh|trường"
                rf"|cơ quan ngang bộ)(?:{SEP}(?:ngành|cơ quan ngang bộ|cơ quan thuộc chính phủ))*)?"
                rf"|giám đốc (?:các )?(?:bệnh viện|trung tâm|ban quản lý|kho bạc|học viện|đại học|nhà văn hóa|bảo tàng)"
                rf"|phòng (?:gd|giáo dục)[^\W_]{{0,3}}(?:&[^\W_]+| và đào tạo)?(?: huyện| thị xã| quận| thành phố)?{GIVING}"
                rf"|(?:trường (?:mầm non|mẫu giáo|tiểu học|thcs|thpt|trung học|trung cấp|cao đẳng|đại học|chính trị)(?: [^\W\d_]+){{0,6}}?"
                rf"|ban (?:quản lý dự án|qlda|điều hành dự án)){GIVING}"
                rf"|(?:bệnh viện|trung tâm|học viện|(?<!môi\s)(?<!thị\s)(?<!công\s)trường){GIVING}"
                rf"|(?:chỉ huy trưởng )?ban (?:chqs|chỉ huy quân sự)(?: (?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn))?"
                rf"|giám thị(?: trại(?: tạm)? giam)?|quản đốc"
                rf"|chỉ huy trưởng (?:trung đoàn|tiểu đoàn)|(?:trung|lữ|sư|tiểu) đoàn trưởng"
                rf"|viện trưởng|cục trưởng|chi cục trưởng|chánh văn phòng|trưởng phòng|nhà trường|ban giám hiệu|trưởng công an"
                rf"(?: (?:cấp )?(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn))?|giám đốc công an(?: tỉnh| thành phố)?"
                rf"|{OF}(?:bệnh viện|trung tâm|học viện|phòng (?:gd|giáo dục|nội vụ|y tế|văn hóa|lao động)|bgh(?: nhà trường)?"
                rf"|ban (?:quản lý dự án|qlda|điều hành dự án)"
                rf"|công an (?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn)|trung đoàn|sư đoàn|lữ đoàn"
                rf"|trường(?! (?:thôn|ban|phòng|công an|ấp|khu|bản|buôn|đoàn|khoa|nhóm|tổ)))){END}"
            ),
            finds={
                "Giấy khen của Hiệu trưởng": "Hiệu trưởng",
                "Thủ trưởng cơ quan, đơn vị tặng": "Thủ trưởng cơ quan, đơn vị",
                "của Phòng GD&ĐT": "Phòng GD",
                "của Ban CHQS huyện": "Ban CHQS huyện",
                "được Giám thị tặng": "Giám thị",
                "cờ của Ban QLDA": "Ban QLDA",
            },
            leaves=["trưởng thành", "Ban QLDA bàn giao", "trường tổ chức", "Trường Tiểu học Hoa Sen phát động", "trưởng đại diện tặng"],
            on="bare",
        ),
    ),
    (
        "tinh_uy",
        Rule(
            name="grantor-provincial-party",
            pattern=words(
                rf"{WORD}(?:(?:ban thường vụ|btv|thường trực|bí thư) )?(?:tỉnh ủy|thành ủy (?:hà nội|đà nẵng|hải phòng"
                rf"|cần thơ|thành phố)){END}|{WORD}ban chấp hành đảng bộ tỉnh{END}"
            ),
            finds={"Bằng khen của Ban Thường vụ Tỉnh ủy": "Ban Thường vụ Tỉnh ủy"},
            on="bare",
        ),
    ),
    (
        "huyen_uy",
        Rule(
            name="grantor-district-party",
            pattern=words(
                rf"{WORD}(?:(?:ban thường vụ|btv|thường trực|bí thư) )?(?:các )?(?:huyện ủy|thị ủy|quận ủy|thành ủy"
                rf"|cấp ủy (?:cấp )?huyện){END}"
            ),
            finds={"Giấy khen của Ban Thường vụ Huyện ủy": "Ban Thường vụ Huyện ủy"},
            on="bare",
        ),
    ),
    (
        "ubnd",
        Rule(
            name="grantor-committee",
            pattern=words(rf"{WORD}(?:ủy ban nhân dân|ubnd)(?: (?:các cấp|{LEVELS}))?{END}"),
            finds={"Cờ thi đua của UBND tỉnh": "UBND tỉnh"},
            on="bare",
        ),
    ),
    (
        "ubnd",
        Rule(
            name="grantor-level",
            pattern=words(
                rf"{WORD}(?:(?<=\n)|(?<=[.;:,]\s)|(?<=[.;:,]))(?:{LEVEL}){END}"
                rf"(?= (?:sẽ |xét |cũng |còn |trích \w+ )*(?:thưởng|tặng|trao|khen){END})"
            ),
            finds={"Ấp đứng đầu: xã thưởng 5 triệu đồng": "xã"},
            leaves=["cho xã, thưởng cho huyện", "thị xã tặng"],
            on="bare",
        ),
    ),
    (
        "chinh_phu",
        Rule(
            name="grantor-government",
            pattern=words(rf"{WORD}chính phủ{END}"),
            finds={"Cờ thi đua của Chính phủ": "Chính phủ"},
            on="bare",
        ),
    ),
    (
        "giam_doc",
        Rule(
            name="grantor-director",
            pattern=words(rf"{WORD}(?:ban )?giám đốc{END}"),
            finds={"Giấy khen của Giám đốc": "Giám đốc"},
            on="bare",
        ),
    ),
    (
        "khac",
        Rule(
            name="grantor-other",
            pattern=words(
                rf"{WORD}(?:(?:(?:chủ tịch|ban thường vụ|ban chấp hành|thường trực|bí thư) )?(?:hội|đoàn|công đoàn|mặt trận)"
                rf"(?: [^\W\d_]+){{0,4}}? (?:cấp (?:huyện|xã|cơ sở|trên trực tiếp)|các cấp)|các cấp hội"
                rf"|(?:ủy ban thường vụ )?quốc hội|ban tổ chức|(?:liên đoàn lao động|lđlđ"
                rf"|hội [^\W\d_]+ [^\W\d_]+) (?:huyện|quận|thị xã|xã)|ban chấp hành công đoàn"
                rf"|huyện hội(?! (?:nghị|đồng|thi|chợ|viên))|công đoàn (?:ngành|cơ sở|tổng công ty|viên chức)"
                rf"|(?:công đoàn|đoàn (?:trường|khối|cơ sở|xã|phường|thị trấn|đặc khu)|hiệp hội|câu lạc bộ|liên đội|chi bộ|đảng bộ"
                rf"|(?<!xã\s)(?<!lễ\s)(?<!đại\s)hội(?! (?:nghị|đồng|thi|chợ|viên|trường)))"
                rf"(?: [^\W\d_]+){{0,4}}?{GIVING}"
                rf"|quân khu|bộ tư lệnh(?: quân (?:khu|đoàn|chủng))?|đại học quốc gia){END}"
            ),
            finds={"Giấy khen của Công đoàn ngành": "Công đoàn ngành", "Đoàn phường tặng": "Đoàn phường"},
            leaves=["Đoàn phường ra quân", "hội nghị tặng"],
            on="bare",
        ),
    ),
)
