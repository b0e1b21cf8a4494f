"""Rows of the table ``targets``: what the campaign aims at, with number, unit, direction and day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from extractors.dates.find import DateExpression
from extractors.directives.find import Citation
from extractors.facts import Target
from extractors.rule import Rule
from extractors.segmented import About, Block, Layout, about_of, layout_of, view_of
from extractors.targets.clauses import clause_of
from extractors.targets.modifiers import is_condition, is_modifier
from extractors.targets.qualitative import qualitative_targets
from extractors.targets.quantities import Quantity, find_in_view, taken_by
from extractors.targets.sectors import Company, sector_of
from extractors.targets.tables import table_targets
from extractors.view import View

AIM = Rule(
    name="target-aim",
    pattern=r"phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu|quyết\s+tâm|(?:đặt|cái)\s+đích|đích\s+đến|đặt\s+ra|phải\s+(?:đạt|có|đưa|hoàn|làm|xây|trồng|bảo|xong|tới|thấy|xóa|giảm)|tới\s+(?:hết\s+|cuối\s+)?(?:ngày|năm|tháng)\s|sẽ\s+(?:có|đạt|trồng|xây|hoàn|được|đưa|lập|thực)|muốn|mỗi\s+(?:xã|huyện|đơn\s+vị|thôn|chi\s+bộ|năm|cán\s+bộ|trường|cơ\s+quan|tổ|phường|công|khu|ấp|lớp|giáo|đoàn|hội|địa)|đến\s+(?:hết\s+|cuối\s+)?(?:năm|tháng|quý|ngày)\s+\S|hoàn\s+thành\s+(?:trước|trong)|bảo\s+đảm|đảm\s+bảo|duy\s+trì|cam\s+kết|từ\s+\d[\d.,]*\s+\w+(?:\s\w+)?\s+trở\s+lên|kế\s+hoạch\s+(?:đề\s+ra|năm)|giao\s+chỉ|hướng\s+tới|vận\s+động",
    finds={"phấn đấu đến năm 2025 có 92%": "phấn đấu"},
)
ACTION = Rule(
    name="target-action",
    pattern=r"(?:^|[;,:.–\-)]\s*|\svà\s|(?:^|\s)(?:hoàn\s+thành|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|tiếp\s+tục|có|được|sẽ|cùng|thi\s+đua)\s+)(?:trồng|xây|làm|sửa|xóa|góp|lắp|nạo\s+vét|cứng\s+hóa|tuyển|cấp|kích\s+hoạt|triệt|nhận|hoàn\s+thành|tạo|giải\s+quyết|huy\s+động|vận\s+động|quyên\s+góp|tổ\s+chức|kết\s+nạp|thành\s+lập|chuyển\s+đổi|cải\s+tạo|giúp|khánh\s+thành|hỗ\s+trợ|chỉnh\s+trang|phát\s+triển|đào\s+tạo|tập\s+huấn|giải\s+ngân|khởi\s+công|thu\s+hút|đỡ\s+đầu|tặng|hiến|mở|công\s+nhận|có\s+thêm|có|thêm|đạt|đăng\s+ký|nâng|đưa|duy\s+trì|bê\s+tông)(?:\s+[^\W\d_]+){0,5}\s*$",
    finds={"trồng mới ": "trồng mới ", "- Giúp ít nhất ": "- Giúp ít nhất "},
)
EVERY = Rule(
    name="target-every",
    pattern=r"(?:mỗi|từng|bình\s+quân)\s+[^.;]{2,60}$",
    finds={"Mỗi giáo viên dự ít nhất ": "Mỗi giáo viên dự ít nhất "},
)
REACHED = Rule(
    name="target-reached",
    pattern=r"(?:đã|ước)\s+(?:đạt|có|tặng|trao|hoàn|xây|hỗ|huy|thực|giải|vận|tổ|khen|quyên|thu|kết|phát|tiếp|triển|giảm|tăng|xóa|sửa|hiến|đóng|khởi|bàn|ủng)|kết\s+quả\s+(?:đạt|thực|là|cho)|(?<!để\s)xảy\s+ra|\d+\s+tháng\s+(?:đầu\s+)?năm\s+\d{4},|(?<!hơn\s)(?<!với\s)(?:năm|tháng|kỳ)\s+(?:trước|qua|ngoái)|(?<!với\s)cùng\s+kỳ|trong\s+năm\s+qua|đến\s+nay|tính\s+đến|hiện\s+(?:có|nay|tại)|mới\s+(?:đạt|giải|có|thực)|tháng\s+đầu\s+năm|là\s+đại\s+biểu|đã\s+được",
    finds={
        "9 tháng năm 2025, xảy ra 214 vụ": "9 tháng năm 2025,",
        "năm 2022 đã đạt 85%": "đã đạt",
        "đến nay toàn tỉnh có 20 xã": "đến nay",
    },
    leaves=["không để xảy ra", "nộp ngân sách năm sau cao hơn năm trước", "tăng 5% so với cùng kỳ"],
)
NO_TARGET = Rule(
    name="target-excluded",
    pattern=r"(?:cờ\s+thi\s+đua|bằng\s+khen|giấy\s+khen|danh\s+hiệu|huân\s+chương|biểu\s+dương|tuyên\s+dương|được\s+khen)[^.;]{0,70}$|(?:đối\s+với|cho)\s+(?:các\s+)?(?:tập\s+thể|cá\s+nhân|đơn\s+vị)[^.;]{0,60}$|trong\s+tổng\s+số|thang\s+điểm|điểm\s+(?:thưởng|trừ|cộng)|diện\s+tích\s+tự\s+nhiên|dân\s+số\s+(?:khoảng|là|trên)|km2|tiền\s+thưởng|mức\s+thưởng|trị\s+giá|giải\s+(?:nhất|nhì|ba)|thưởng\s*$|tham\s+gia\s+của[^.;]{0,150}$|(?:về|tham|đến|cùng)\s+dự[^.;]{0,70}$|dự\s+(?:có|lễ|hội)[^.;]{0,70}$",
    finds={"chấm theo thang điểm 100": "thang điểm", "về dự có bí thư đảng ủy của ": "về dự có bí thư đảng ủy của "},
)
_NOT_COUNTED = re.compile(
    r"\s*(?:năm\s+(?:ngày|thành|tuổi)|tuổi|đại\s+biểu|(?:cờ|bằng\s+khen|giấy\s+khen|huân\s+chương|kỷ\s+niệm\s+chương|giải\s+thưởng)(?!\w))"
)
_STAGE = re.compile(r"\s*[,;]?\s*(?:và\s+)?(?:đến|hết|tới|năm|cuối|quý)\s[^.;,%]{0,40}")
# "Gần 100 triệu đồng đã được góp lại", "Trên 900 hội viên hưởng ứng.": what followed is told, not aimed at.
_TOLD = re.compile(r"(?:\s[^\W\d_]+){0,4}?\sđã\s|(?:\s[^\W\d_]+){0,5}\shưởng\s+ứng\s*[.;]")
_TITLE_REACHED = re.compile(r"(?<!\w)(?:hộ|gia\s+đình|thôn|khu|làng|nông\s+dân)(?:\s\w+){0,2}\s+đạt\s+danh\s+hiệu.*")
_PRIZE = re.compile(r"(?<!\w)(?:thưởng|trị\s+giá)(?:\s+(?:là|tới|đến|từ|ít\s+nhất|mỗi\s+\w+))*\s*$")
_BY_THEN = re.compile(r"(?<!\w)vào\s+(?:cuối\s+)?(?:năm\s+)?(?:\d{4})?$")
_STRONG_AIM = re.compile(r"phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch\s+(?:năm|đề)|đến\s+(?:hết\s+|cuối\s+)?năm\s+\d|trở\s+lên\s*$")
_SECTIONS_WITHOUT = ("khen_thuong", "thoi_gian", "kinh_phi", "can_cu", "tieu_de", "noi_nhan", "ngoai_bai", "doi_tuong")
_REGULATIONS = ("quy_che", "quy_dinh", "huong_dan", "thong_tu", "nghi_dinh", "luat", "bao_cao")
_TIME_UNITS = ("ngay", "thang", "nam", "lan", "diem", "tap_the", "ca_nhan")
_UNITS_OF_RESULTS = ("phan_tram", "diem_phan_tram")


def extract(doc: Doc, expressions: Sequence[DateExpression], citations: Sequence[Citation]) -> list[Target]:
    """Targets of a document in text order.

    ``expressions`` are its dates (a target's deadline is one of them), ``citations`` its instruments: their digits are no amounts.
    """
    about, layout, seen = about_of(doc), layout_of(doc), view_of(doc)
    found = [
        q for q in find_in_view(seen, taken_by(expressions, citations)) if not layout.is_furniture(q.start) and not is_modifier(seen, q)
    ]
    quantities = [q for i, q in enumerate(found) if not i or not is_condition(seen, found[i - 1], q)]
    tables = list(layout.of_kind("table"))
    rows: list[Target] = []
    previous: tuple[Quantity, Target] | None = None
    by_block = _by_block(layout, quantities)
    for block, inside in by_block:
        if any(t.start <= block.start < t.end for t in tables) or block.kind in ("head", "foot", "title", "footnote", "row"):
            continue
        for quantity in inside:
            if quantity.restates and previous is not None and quantity.start - previous[0].end < 40:
                rows.append(_restated(quantity, previous[1]))
                continue
            made = _target(seen, layout, about, block, quantity, inside, expressions, previous)
            if made is not None:
                rows.append(made)
                previous = (quantity, made)
    rows.extend(table_targets(doc, quantities, expressions))
    indicators = [row.indicator or "" for row in rows]
    for row, block in qualitative_targets(seen, layout, about, rows[:]):
        first, last = layout.sentence_at(row.start)
        first, last = max(first, block.start), min(max(last, row.end), block.end)
        due = deadline_of((row.start, row.start), first, last, block, layout, expressions, seen)
        rows.append(replace(row, deadline=due))
    return _with_sectors(sorted(rows, key=lambda r: (r.start, r.end)), indicators, seen, layout, about)


def _with_sectors(rows: Sequence[Target], others: Sequence[str], seen: View, layout: Layout, about: About) -> list[Target]:
    """The rows with their sectors, which are told by all numeric targets of the document together."""
    settled = []
    company = Company(others)
    for row in rows:
        indicator = row.indicator or ""
        block = layout.block_at(row.start)
        heading = _headings(seen, layout, block) if block else ""
        sector = sector_of(indicator, heading=heading, title=about.title or "", others=company, issuer=about.issuer)
        settled.append(replace(row, sector=sector))
    return settled


def _by_block(layout: Layout, quantities: Sequence[Quantity]) -> Iterable[tuple[Block, list[Quantity]]]:
    groups: dict[int, tuple[Block, list[Quantity]]] = {}
    for quantity in quantities:
        block = layout.block_at(quantity.start)
        if block is not None:
            groups.setdefault(block.start, (block, []))[1].append(quantity)
    return groups.values()


def _target(
    seen: View,
    layout: Layout,
    about: About,
    block: Block,
    quantity: Quantity,
    inside: Sequence[Quantity],
    expressions: Sequence[DateExpression],
    previous: tuple[Quantity, Target] | None = None,
) -> Target | None:
    section = layout.section_at(quantity.start)
    start, end = layout.sentence_at(quantity.start)
    start, end = max(start, block.start), min(max(end, quantity.end), block.end)
    same_sentence = [q for q in inside if start <= q.start < end and (q is quantity or q.unit not in _TIME_UNITS[:3])]
    headed = any(s.heading[1] > s.heading[0] and s.role == section for s in layout.sections_over(quantity.start))
    verdict = _is_target(seen, about, section, quantity, start, end, block, headed)
    if verdict is None:
        return None
    clause = clause_of(seen, quantity, same_sentence, start, end)
    indicator = clause.indicator
    if len(indicator) < 3 and previous is not None and _goes_on(seen, previous[0], quantity, start):
        indicator = previous[1].indicator or ""
    if len(indicator) < 3:
        indicator = _from_above(seen, layout, block) or indicator
    if not re.search(r"[^\W\d_]{2}", indicator):
        return None
    unit, label = quantity.unit, quantity.unit_label
    if unit is None:
        unit, label = "khac", _counted(seen, quantity)
        if label is None:
            return None
    return Target(
        start=quantity.start, end=quantity.end, section=section, confidence=verdict, indicator=indicator[:300],
        method="target-number-first" if clause.number_first else "target-number-last",
        comparator=quantity.comparator,
        value_min=quantity.value_min, value_max=quantity.value_max, unit=unit, unit_label=label, direction=quantity.direction,
        population=clause.population, deadline=deadline_of((quantity.start, quantity.end), start, end, block, layout, expressions, seen),
    )  # fmt: skip


def _is_target(
    seen: View, about: About, section: str, quantity: Quantity, start: int, end: int, block: Block, headed: bool
) -> float | None:
    """How sure it is that a quantity is aimed at (0 to 1), None where it is none."""
    sentence = seen.low[start:end]
    before, after = seen.low[start : quantity.start], seen.low[quantity.end : end]
    near = before[-90:]
    if not headed and (section == "thoi_gian" or (section == "doi_tuong" and quantity.unit in _UNITS_OF_RESULTS)):
        section = "khac"  # a sentence of news tells its day, whom it means and its aim in one breath
    if section in _SECTIONS_WITHOUT or about.document_type in _REGULATIONS and not AIM.compiled.search(before):
        return None
    if quantity.unit in _TIME_UNITS and not (quantity.unit in ("diem", "lan") and section == "chi_tieu"):
        return None
    follows = _TITLE_REACHED.sub("", quantity.quote.lower()[-12:] + after[:30])
    if NO_TARGET.compiled.search(before[-160:] + " " + follows) or _NOT_COUNTED.match(after) or _PRIZE.search(before):
        return None
    aimed = AIM.compiled.search(before) is not None
    if quantity.unit not in _UNITS_OF_RESULTS and not aimed and _TOLD.match(after):
        return None
    reached = [m.end() for m in REACHED.compiled.finditer(before)]
    aims = [m.start() for m in AIM.compiled.finditer(before)]
    if not about.announced and not _STRONG_AIM.search(before):
        return None
    if re.match(r"\s*[^.;,\d]{0,30}?\schưa\s", after):
        return None
    if reached and (not aims or max(aims) < max(reached)):
        return None
    if _past_year(near, about) and not (aims and max(aims) > len(before) - 60):
        return None
    percent = quantity.unit in _UNITS_OF_RESULTS
    named = quantity.unit is not None or re.match(r"\s+[^\W\d_]{2}", after) is not None
    if section == "chi_tieu":
        if percent or quantity.unit or aimed:
            return 0.9 if percent or aimed else 0.75
        return 0.6 if named else None
    if percent and section in ("noi_dung", "muc_dich", "yeu_cau", "khac", "to_chuc_thuc_hien"):
        return (
            0.85
            if aimed or re.search(r"đạt|tăng|giảm|có|chiếm|tỷ\s+lệ|hoàn\s+thành", near) or quantity.value_min == 100
            else 0.6
            if about.document_type != "tin_tuc"
            else None
        )
    if percent and about.announced and quantity.comparator in ("ge", "le", "gt", "lt"):
        return 0.6
    if aimed and (quantity.unit is not None or re.search(r"phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu", before)) and named:
        if AIM.compiled.search(near) or re.search(r"phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu", sentence):
            return 0.7
    if not about.announced or not named:
        return None
    bounded = quantity.comparator in ("ge", "le", "gt", "lt")
    # In an article of one long line the aim of one sentence is not that of the tenth after it.
    opened = AIM.compiled.search(seen.low, max(block.start, start - 350), start) is not None
    if EVERY.compiled.search(near) and (bounded or block.kind == "item"):
        return 0.65
    if block.kind == "item" and (bounded or ACTION.compiled.search(near)) and section in ("noi_dung", "muc_dich", "khac", "yeu_cau"):
        return 0.6
    if opened and (bounded or quantity.unit is not None or ACTION.compiled.search(near)):
        return 0.55
    if quantity.comparator == "ge" and quantity.noun and "trở lên" in seen.low[quantity.start : quantity.end]:
        return 0.5
    return None


def _past_year(near: str, about: About) -> bool:
    """Does the year that stands beside the number lie before the document's own?"""
    own = about.anchor.year if about.anchor else about.year
    last = re.split(r"[.;]\s", near[-60:])[-1]
    years = re.findall(r"(?<!với\s)(?<!với\scuối\s)(?<!với\sđầu\s)(?:năm|tháng\s+\d+/)\s*(\d{4})(?!\d)", last)
    return bool(own and years and int(years[-1]) < own and not re.search(r"đến\s+(?:hết\s+)?năm\s+" + years[-1], near))


def _restated(quantity: Quantity, first: Target) -> Target:
    """An amount said again in another currency: the same indicator, linked to the first row."""
    return replace(
        first, start=quantity.start, end=quantity.end, method="target-restated",
        comparator="range" if quantity.value_min != quantity.value_max else first.comparator,
        value_min=quantity.value_min, value_max=quantity.value_max, unit=quantity.unit or "khac",
        unit_label=quantity.unit_label, same_as=first.start,
    )  # fmt: skip


def _goes_on(seen: View, first: Quantity, second: Quantity, start: int) -> bool:
    """Is the second share a later stage of the first one's aim: "đến năm 2026 đạt 40%; đến năm 2030 đạt 60%"?"""
    return first.unit == second.unit and first.end > start and _STAGE.fullmatch(seen.low, first.end, second.start) is not None


def _counted(seen: View, quantity: Quantity) -> str | None:
    """What is counted where the unit list has no word for it: the one or two syllables behind the number."""
    match = re.match(r"(?:\s+|(?=m[23]?\s))([^\W\d_]+[23]?(?:\s[^\W\d_]+)?)", seen.text[quantity.end : quantity.end + 30])
    return match[1] if match else None


def deadline_of(
    span: tuple[int, int], start: int, end: int, block: Block, layout: Layout, expressions: Sequence[DateExpression], seen: View
) -> date | None:
    """Last day meant: a date before the number (or aim) in its sentence, else in the head line of its list."""
    found = None
    for expression in _within(expressions, start, end):
        if expression.duration:
            continue
        last = expression.ends[1] if expression.ends else expression.date_to
        if last is None or expression.term and expression.term != "từ đến":
            continue
        bounded = expression.bound in ("until", "before") or expression.ends is not None
        own_clause = not re.search(r"[;.]\s", seen.low[expression.end : span[0]]) if expression.end <= span[0] else None
        if expression.end <= span[0] and (bounded or (own_clause and expression.precision in ("year", "quarter", "half", "month"))):
            if not re.search(r"so\s+với\s*$", seen.low[max(0, expression.start - 12) : expression.start]):
                found = last
        elif (
            expression.start >= span[1]
            and (bounded or (expression.precision == "year" and _BY_THEN.search(seen.low, max(0, expression.start - 12), expression.end)))
            and found is None
            and not re.search(r"[;]", seen.low[span[1] : expression.start])
        ):
            if not re.search(r"\d[\d,.]*\s*%", seen.low[span[1] : expression.start]):
                return last
    if found is not None:
        return found
    heads = [section.heading for section in layout.sections_over(block.start) if section.heading[1] > section.heading[0]]
    heads.extend(below for head in heads[:] if (below := _introduction(layout, head[1], block.start, seen)) is not None)
    if (line := _head_line(layout, block)) is not None:
        heads.append(line)
    for head in sorted(heads, reverse=True):
        for expression in _within(expressions, *head):
            if expression.ends and expression.bound in ("until", "before"):
                return expression.ends[1]
            own_year = (
                expression.precision == "year"
                and not expression.term
                and re.search(r"chỉ\s+tiêu|mục\s+tiêu|phấn\s+đấu", seen.low[head[0] : head[1]])
            )
            if own_year and expression.date_to:
                return expression.date_to
    return None


def _within(expressions: Sequence[DateExpression], start: int, end: int) -> Sequence[DateExpression]:
    low, high = (bisect_left(expressions, offset, key=lambda e: e.start) for offset in (start, end))
    return expressions[low:high]


def _headings(seen: View, layout: Layout, block: Block) -> str:
    """The headings over a block, innermost first, then its head line."""
    spans = [s.heading for s in layout.sections_over(block.start) if s.heading[1] > s.heading[0]]
    words = [seen.text[a:b] for a, b in sorted(spans, reverse=True) if b <= block.start]
    return " ".join([*words, _from_above(seen, layout, block) or ""])


def _head_line(layout: Layout, block: Block) -> tuple[int, int] | None:
    """The line over a list item: the nearest block before it with a higher list mark, if it opens a list."""
    if not block.level:
        return None
    for above in layout.blocks_before(block.start):
        if above.kind in ("item", "heading", "paragraph") and above.level < block.level:
            return above.start, above.end
    return None


def _introduction(layout: Layout, heading_end: int, before: int, seen: View) -> tuple[int, int] | None:
    """The line under a heading that opens its list: "Phấn đấu đến hết năm 2023:"."""
    at = bisect_left(layout.blocks, heading_end, key=lambda b: b.start)
    if at == len(layout.blocks):
        return None
    first = layout.blocks[at]
    opens = first.start < before and first.level == 0 and seen.low[first.start : first.end].rstrip().endswith(":")
    return (first.start, first.end) if opens else None


def _from_above(seen: View, layout: Layout, block: Block) -> str | None:
    """Words of the head line, for an item that is a bare number."""
    head = _head_line(layout, block)
    if head is None:
        return None
    words = " ".join(seen.text[head[0] : head[1]].split()).rstrip(":;. ")
    return re.sub(r"^(?:[IVX]+\.|\d+[.)]|[a-zđ]\)|[-+•])\s*", "", words) if len(words) < 200 else None
