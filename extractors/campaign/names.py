"""Names and slogans of campaigns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.directives.find import Citation
from extractors.letterhead.speaker import speaker
from extractors.rule import Rule
from extractors.segmented import About, Layout
from extractors.view import View, view

NAME = Rule(
    name="campaign-name",
    pattern=r"""(?<![\w])(?P<kind>(?:các\s+)?phong\s+trào(?:\s+thi\s+đua)?|(?:đợt\s+)?cao\s+điểm(?:\s+thi\s+đua)?|đợt\s+thi\s+đua|đợt\s+(?:sinh\s+hoạt|phát\s+động)|cuộc\s+vận\s+động|chiến\s+dịch|tháng\s+cao\s+điểm|thi\s+đua(?=\s*[“"])|(?:phát\s+động|ra\s+quân|mở)(?=\s*[“"«]\s*\d{1,3}\s+ngày\s))
        (?P<attribute>(?:\s+(?:đặc\s+biệt|cao\s+điểm|yêu\s+nước|thường\s+xuyên|theo\s+chuyên\s+đề|chuyên\s+đề|nước\s+rút|ngắn\s+(?:hạn|ngày)|đột\s+(?:kích|xuất)|thần\s+tốc|trọng\s+điểm|liên\s+(?:kết|tịch)|nội\s+bộ|(?:lao\s+động|sản\s+xuất|học\s+tập|rèn\s+luyện|luyện\s+tập|quyết\s+thắng)(?=\s*[“"«])|\d+\s+ngày(?:\s+đêm)?|năm\s+học\s+\d{4}\s*-\s*\d{4}|năm\s+\d{4}))*)
        (?:(?P<joint>\s+(?:và|,)\s+(?:hội|cuộc)\s+thi(?=\s*[“"«]))?\s*+(?:(?:mang\s+tên|với\s+tên\s+gọi|có\s+tên|:|,)\s*+)?(?P<quoted>[“"«‘'][^”"»’\n]{4,260}[”"»’'])
          |\s+(?P<plain>(?:(?!(?:của|do|được|này|đó|với|tại|trong|và|đã|sẽ|là|từ|đến|trên|để|nhằm|có|các|theo|ở|phải|cần|vừa|đang|cho|như|khác|ấy|trên|đặt|gắn|năm\s+\d{4}\s*$|hằng|hàng|yêu\s+nước\s*$|hưởng\s+ứng\s+(?:các\s+)?(?:phong\s+trào|đợt|cuộc\s+vận))(?!\w))(?=[^\W\d_])|thực\s+hiện|lập\s+thành\s+tích|chào\s+mừng|hướng\s+tới|hoàn\s+thành|hưởng\s+ứng(?!\s+(?:các\s+)?(?:phong\s+trào|đợt|cuộc\s+vận))|đẩy\s+mạnh|nâng\s+cao|xây\s+dựng|xóa|cải\s+cách|chuyển\s+đổi|học\s+tập|dạy|phát\s+triển|bảo\s+vệ|phòng|giữ|về|đoàn\s+kết|toàn\s+dân|cả\s+nước|chung|vì|phấn\s+đấu|quyết\s+thắng|luyện|lao\s+động|thanh\s+niên|phụ\s+nữ|nông\s+dân|công\s+nhân|trong|tăng\s+tốc|đổi\s+mới|đột\s+phá|dân\s+vận|làm|tiết\s+kiệm|thực\s+hành|cán\s+bộ|doanh|sản\s+xuất|giải|năm|ngành|tổng|kỷ)[^\n;“”"]{3,260}))?""",
    finds={
        "phát động Phong trào thi đua “Cùng nhau về đích” giai đoạn": "Phong trào thi đua “Cùng nhau về đích”",
        "đợt thi đua đặc biệt lập thành tích chào mừng Đại hội.": "đợt thi đua đặc biệt lập thành tích chào mừng Đại hội.",
        "mở đợt thi đua đột kích “45 ngày trả hết hồ sơ” tại": "đợt thi đua đột kích “45 ngày trả hết hồ sơ”",
        "nhà máy vào đợt thi đua lao động “Ca ba xanh” ở": "đợt thi đua lao động “Ca ba xanh”",
        "phát động phong trào thi đua và Hội thi “Công sở sạch đẹp”": "phong trào thi đua và Hội thi “Công sở sạch đẹp”",
        "Phong trào hưởng ứng phong trào thi đua “Xóm sạch”": "Phong trào",
        "xã làm lễ ra quân “30 ngày cao điểm làm đường”": "ra quân “30 ngày cao điểm làm đường”",
    },
)
_THEME_WORD = r"(?:chủ\s+đề|khẩu\s+hiệu|phương\s+châm\s+hành\s+động|thông\s+điệp)"
_SAYS_THEME = re.compile(_THEME_WORD)
THEME = Rule(
    name="campaign-theme",
    pattern=_THEME_WORD
    + r"(?:\s+(?:(?:của\s+)?(?:phong\s+trào|đợt|cuộc\s+vận\s+động)(?:\s+thi\s+đua)?"
    r"|thi\s+đua|hành\s+động|xuyên\s+suốt|chung|năm\s+\d{4}|của\s+(?:huyện|tỉnh|năm|ngành|toàn\s+tỉnh|đợt|cụm|khối|xã|phường|công\s+ty|đơn\s+vị)"
    r"|là|được\s+xác\s+định))*\s*(?:là|:)?\s*\n?\s*"
    r"[“\"«]\s*(?P<theme>[^“”\"»\n]{6,600}(?=“\s*[.,;]|“\s*$)|[^”\"»]{6,600})[”\"»“]",
    finds={
        "với chủ đề “Đoàn kết, sáng tạo, về đích”": "chủ đề “Đoàn kết, sáng tạo, về đích”",
        "Khẩu hiệu của Cụm là “Nhanh hơn, tốt hơn”": "Khẩu hiệu của Cụm là “Nhanh hơn, tốt hơn”",
        "khẩu hiệu: “Ca nào cũng vượt sản lượng“. Tổ": "khẩu hiệu: “Ca nào cũng vượt sản lượng“",
    },
)
THEME_SAID = Rule(
    name="campaign-theme-said",
    pattern=r"(?:lấy|có|mang|với)\s+chủ\s+đề\s+(?:là|:)\s*(?P<theme>[^“”\"\n;.:]{15,250}?)(?=\.\s|\.$|\n|$)",
    finds={"Đợt này lấy chủ đề là đoàn kết, sáng tạo, về đích sớm. Các xã": "lấy chủ đề là đoàn kết, sáng tạo, về đích sớm"},
    leaves=["có chủ đề là “Về đích”"],
)
THEME_LINE = Rule(
    name="campaign-theme-line",
    pattern=r"(?:chủ\s+đề|khẩu\s+hiệu)(?:\s+(?:của\s+)?(?:thi\s+đua|phong\s+trào|đợt|hành\s+động|năm\s+\d{4}))*\s*:\s*(?P<theme>[^“”\"\n;]{8,200}?)(?=\.\s|\.$|\n|$)",
    finds={"Khẩu hiệu thi đua: Nhanh hơn, tốt hơn.": "Khẩu hiệu thi đua: Nhanh hơn, tốt hơn"},
)
_PLEDGED = r"(?:\s*(?:,|và)\s+ký(?:\s+kết)?\s+giao\s+ước)?\s+"
_EMULATE = re.compile(
    rf"^(?:(?:(?:kế\s+hoạch|chỉ\s+thị|quyết\s+định|thông\s+báo)\s+)?(?:(?:(?:lễ\s+)?phát\s+động|tổ\s+chức|về\s+việc){_PLEDGED})*|[^“”.]{{3,80}}?\s(?:phát\s+động|mở){_PLEDGED})thi\s+đua\s+(?=\w)"
)
_SPURT = re.compile(r"\d+\s+ngày(?!\w)|cao\s+điểm|đặc\s+biệt|nước\s+rút")
_LAUNCH_BEFORE = re.compile(
    r"(?:phát\s+động|tổ\s+chức|triển\s+khai|thực\s+hiện|hưởng\s+ứng|về|ban\s+hành\s+kế\s+hoạch|mở|của|kế\s+hoạch)(?:\s+(?:tổ\s+chức|phát\s+động|triển\s+khai|thực\s+hiện|các|và))*\s*$"
)
_LAUNCHES = re.compile(r"phát\s+động\s*$")
_LEAD = 1200  # characters behind the headline
_ENACTING = 5000  # characters in which an official document comes to what it enacts
_CLAUSE = 160
_BREAK = re.compile(r"[;\n“”\"]|\.\s|\d/[a-zđ]")
_LAUNCHED_AFTER = re.compile(r"[^.;\n]{0,40}?\s(?:được|do)\s(?:[^.;\n]|\.(?=\w)){3,80}?\sphát\s+động")
_QUOTED_MATTER = re.compile(r"[“\"«][^”\"»\n]{4,220}[”\"»]")
_MATTER = re.compile(r"(?:chương\s+trình|đề\s+án|cuộc\s+vận\s+động|phong\s+trào|chủ\s+trương|chào\s+mừng|k[ỷỉ]\s+niệm|hướng\s+tới)\s*$")
_CLAUSE_END = re.compile(
    r"\.(?=\s|$)|[;\n(]|\s(?:được|mà\s|nhằm|với\s+(?:chủ\s+đề|những|các|mục|nội\s+dung|khẩu)|do\s+[^\W\d_]+\s+phát\s+động|trên\s+địa\s+bàn|gồm|đến\s+toàn|tới\s+toàn|trong\s+(?:toàn|cán\s+bộ)|(?:vừa|đã|sẽ|phải)\s|bắt\s+đầu|là\s|cụ\s+thể|tại\s|như\s+sau|và\s+(?:yêu|giao|đề|ký|trao)|để\s|từ\s+ngày|có\s+ý\s+nghĩa)|,\s+(?:tính\s+từ|ngày\s+\d|nhằm|với|do|góp|gồm|trong|theo|từ|cụ\s+thể|UBND|ủy\s+ban|sở|huyện|tỉnh|các\s+đơn)|:\s|\s-\s(?=[A-Z])|/\."
)


# Behind a quoted name: what it is for. "… “45 ngày trả hết hồ sơ” lập nhiều thành tích chào mừng …"
_OCCASION = re.compile(r"\s{1,3}(?:lập\s+(?:nhiều\s+)?thành\s+tích|chào\s+mừng)\s[^\n;“”\"]{3,200}")
PLEDGE = Rule(
    name="campaign-name-pledged",
    pattern=r"""(?<!\w)phong\s+trào\s+thi\s+đua(?:\s+yêu\s+nước)?(?P<between>(?:\s*,|\s+và)\s+(?:tổ\s+chức\s+)?(?:lễ\s+)?ký(?:\s+kết)?
        (?:\s+bản)?\s+giao\s+ước(?:\s+thi\s+đua)?)\s+(?P<year>năm\s+(?:học\s+)?\d{4}(?:\s{0,3}-\s{0,3}\d{4})?)""",
    finds={"xã mở phong trào thi đua, tổ chức lễ ký bản giao ước năm 2021 tại": "phong trào thi đua, tổ chức lễ ký bản giao ước năm 2021"},
    leaves=["phong trào thi đua và ký giao ước với các xã"],
)


@dataclass(frozen=True, slots=True)
class Name:
    """A campaign's name as written, where it stands, whether it is quoted."""

    text: str
    start: int
    end: int
    quoted: bool
    score: float


def name_of(seen: View, layout: Layout, about: About, citations: list[Citation]) -> Name | None:
    """The name of the campaign that the document announces: in its title, else where it says that it launches one."""
    found: list[Name] = []
    title = about.title or ""
    if title:
        for name in _names(view(title), 0, len(title)):
            span = about.title_span or (0, 0)
            shift = 2.5 + (1.0 if re.search(r"(?<!\w)(?:phát\s+động|kế\s+hoạch|tổ\s+chức)", view(title).low) else 0.0)
            if re.search(r"(?<![\w])[A-ZĐ]{3,5}(?![\w])", name.text) and not title.isupper():
                shift -= 2.5  # "TĐĐB", "ĐHĐB": the text says it in full
            found.append(Name(name.text, span[0], span[1], name.quoted, name.score + shift))
    if title and not found and (bare_title := _EMULATE.search(view(title).low)):
        # "Kế hoạch Thi đua thực hành tiết kiệm …": the plan names what is emulated and never says "phong trào".
        span = about.title_span or (0, 0)
        kind = "Đợt" if _SPURT.match(view(title).low, bare_title.end()) else "Phong trào"
        found.append(Name(f"{kind} thi đua {title[bare_title.end():].strip()}", span[0], span[1], False, 1.5))
    limit = min(len(seen.text), 9000)
    for name in _names(seen, 0, limit):
        if layout.is_furniture(name.start) or about.title_span and about.title_span[0] <= name.start < about.title_span[1]:
            continue
        found.append(Name(name.text, name.start, name.end, name.quoted, name.score - name.start / 6000))
    for match in PLEDGE.matches(seen, 0, limit):
        if not layout.is_furniture(match.start()):
            words = seen.text[match.start() : match.start("between")] + " " + seen.text[match.start("year") : match.end("year")]
            launched = 2.0 if _LAUNCHES.search(seen.low, max(0, match.start() - 20), match.start()) else 0.0
            score = 1.3 + launched - match.start() / 6000
            found.append(Name(_capital(" ".join(words.split())), match.start(), match.end(), False, score))
    if not found:
        return None
    best = max(found, key=lambda n: (n.score, -n.start))
    best = _in_full(best, found)
    if about.document_type == "tin_tuc" and not best.quoted and about.title_span and best.start == about.title_span[0]:
        best = _proper(best, found, seen) or best
    elif about.title_span and best.start == about.title_span[0] and not best.quoted:
        best = _enacted(best, found, seen, layout) or best
    return Name(_with_numbers(best.text, citations), best.start, best.end, best.quoted, best.score)


def _proper(title: Name, found: list[Name], seen: View) -> Name | None:
    """The quoted name that the first sentences launch under the kind of campaign that the headline only describes."""
    kind = _kind_words(title.text)
    for name in sorted((name for name in found if name.quoted and name.start > title.end), key=lambda name: name.start):
        sentence = seen.low[max(title.end, seen.low.rfind(". ", 0, name.start), seen.low.rfind("\n", 0, name.start)) : name.start]
        launched = re.search(r"phát\s+động|mở\s|ra\s+quân", sentence) or _LAUNCHED_AFTER.match(seen.low, name.end)
        if name.start - title.end < _LEAD and launched and kind <= _kind_words(name.text):
            return name
    return None


def _enacted(title: Name, found: list[Name], seen: View, layout: Layout) -> Name | None:
    """The quoted name under which the enacting words launch what the title of an official document only describes."""
    who = speaker(seen, layout, (0, title.end), end=_ENACTING)
    if who is None:
        return None
    kind = _kind_words(title.text)
    for name in found:
        between = seen.low[who[1] : name.start]
        if name.quoted and 0 < len(between) < _CLAUSE and not _BREAK.search(between) and kind <= _kind_words(name.text):
            return name
    return None


def _in_full(name: Name, found: list[Name]) -> Name:
    """A name that only tells the kind ("Đợt thi đua đặc biệt", under a picture), as the text goes on to give it."""
    told = NAME.compiled.fullmatch(view(name.text).low)
    if told is None or told["quoted"] or told["plain"]:
        return name
    longer = (other for other in found if view(other.text).low.startswith(view(name.text).low + " "))
    return min(longer, key=lambda other: other.start, default=name)


def _kind_words(name: str) -> set[str]:
    """The words that say what kind of campaign it is: {"phong", "trào", "thi", "đua", "đặc", "biệt"}."""
    match = NAME.compiled.match(view(name).low)
    words = f"{match['kind']} {match['attribute']}" if match else ""
    return {word for word in re.findall(r"[^\W\d]+", words) if word not in ("các", "năm", "ngày", "đêm")}


def _names(seen: View, start: int, end: int) -> list[Name]:
    found = []
    for match in NAME.matches(seen, start, end):
        kind = " ".join(match["kind"].split())
        stop = match.end()
        if match["plain"]:
            cut = _CLAUSE_END.search(seen.low, match.start("plain"), stop)
            stop = cut.start() if cut else stop
            # "… thực hiện Chương trình “Một triệu sáng kiến”": the name ends with what it carries out.
            if cut is None and (quoted := _QUOTED_MATTER.match(seen.low, stop)) and _MATTER.search(seen.low, match.start(), stop):
                stop = quoted.end()
        elif match["quoted"]:
            stop = match.end("quoted")
            if occasion := _OCCASION.match(seen.low, stop, end):
                cut = _CLAUSE_END.search(seen.low, occasion.start(), occasion.end())
                stop = cut.start() if cut else occasion.end()
        written = seen.text[match.start() : stop]
        if match["joint"]:
            written = seen.text[match.start() : match.start("joint")] + seen.text[match.end("joint") : stop]
        text = " ".join(written.replace("*", "").split()).strip(" ,.;:-")
        words = len(text.split())
        if kind.startswith("các") or words < 5 and not match["quoted"]:
            continue
        before = seen.low[max(0, match.start() - 60) : match.start()]
        score = 1.0
        if _LAUNCH_BEFORE.search(before):
            score += 1.0
        if _LAUNCHES.search(before):
            score += 1.0
        if match["quoted"]:
            score += 0.8
        if match["plain"]:
            score += 0.4
        if re.search(r"hưởng\s+ứng(?:\s+\w+){0,2}\s*$|do\s+(?:thủ\s+tướng|trung\s+ương)", before):
            score -= 1.2
        if "thi đua" in kind or "đợt" in kind:
            score += 0.3
        if kind in ("phát động", "ra quân", "mở"):
            text = " ".join(seen.text[match.start("quoted") : stop].split())  # the name is all that is told
        if kind == "thi đua":
            text = f"Phong trào {text[:1].lower()}{text[1:]}"
            score -= 2.0  # only where nothing calls itself a campaign
        found.append(Name(_capital(text), match.start(), stop, bool(match["quoted"]), score))
    return found


def _capital(text: str) -> str:
    text = text.capitalize() if text.isupper() else text
    return text[:1].upper() + text[1:]


def _with_numbers(text: str, citations: list[Citation]) -> str:
    """The name with the directive's number in its canonical form, without its date and issuer.

    "Phong trào thi đua thực hiện Chỉ thị số 34 của Ban Thường vụ Tỉnh ủy" is "… thực hiện Chỉ thị số 34-CT/TU".
    """
    low = view(text).low
    for citation in citations:
        if not citation.number or citation.symbol is None:
            continue
        match = re.search(
            rf"(?:chỉ\s+thị|kế\s+hoạch|nghị\s+quyết|quyết\s+định|kết\s+luận|chương\s+trình)\s+(?:số\s+)?{citation.head}(?!\d)",
            low,
        )
        if match:
            return f"{text[: match.end()].rsplit(' ', 1)[0]} {citation.number}"
    return text


def theme_of(seen: View, layout: Layout, name: Name | None) -> tuple[str, int, int] | None:
    """Slogan without quotation marks, and where it stands; the campaign's own quoted name is no slogan."""
    if _SAYS_THEME.search(seen.low) is None:
        return None
    for rule in (THEME, THEME_LINE, THEME_SAID):
        for match in rule.compiled.finditer(seen.low):
            start, end = match.span("theme")
            if layout.is_furniture(start):
                continue
            theme = " ".join(seen.text[start:end].split()).strip(' .,;“”"')
            if name is not None and name.quoted and theme.lower() in name.text.lower():
                continue
            return theme, start, end
    return None
