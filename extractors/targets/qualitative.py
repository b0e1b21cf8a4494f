"""Aims without a figure: "không để phát sinh điểm nóng", "hoàn thành dứt điểm việc xóa nhà tạm", "giữ vững ổn định chính trị".

They are rows where they stand among targets: in a part whose heading speaks of targets, in a list of which other items are targets, or in
a sentence that says it is an aim. What a plan asks of everybody elsewhere is its content, not a target.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.beginnings import Anchored
from extractors.facts import Target
from extractors.rule import Rule
from extractors.segmented import About, Block, Layout
from extractors.targets.patterns import longest_of
from extractors.view import View

_OPENING = (
    r"(?:(?<![^\n])|[;:.,+•]\s|\s-\s|\s(?=(?:phấn\s+đấu|quyết\s+tâm)\s))\s*(?:[a-zđ]\)\s|\d{1,2}(?:\.\d+)*[.)]\s|[-+•]\s?)?"
    r"(?:(?:và|đồng\s+thời|cơ\s+bản|phấn\s+đấu|quyết\s+tâm|kiên\s+quyết|tiếp\s+tục|bảo\s+đảm|đảm\s+bảo)\s+)*"
)

NONE_LEFT = Rule(
    name="target-none-left",
    pattern=_OPENING + r"(?P<aim>không\s+(?:để\s+(?:xảy\s+ra|phát\s+sinh|hình\s+thành|tồn\s+tại|tái\s+diễn|còn|lọt|bị)"
    r"|còn|phát\s+sinh|xảy\s+ra)\s)",
    finds={"a) không để xảy ra cháy rừng": "a) không để xảy ra ", "có nợ; không phát sinh nợ mới": "; không phát sinh "},
    leaves=["kết quả không còn phù hợp", "cán bộ không để dân chờ"],
)
KEPT = Rule(
    name="target-kept",
    pattern=_OPENING + r"(?P<aim>(?:giữ\s+vững|duy\s+trì|giữ\s+ổn\s+định)\s)",
    finds={"- giữ vững ổn định chính trị": "- giữ vững "},
    leaves=["các đơn vị giữ vững"],
)
DONE = Rule(
    name="target-done",
    pattern=_OPENING + r"(?P<aim>(?:[^\W\d_]+\s){0,9}?"
    r"(?:hoàn\s+thành\s+(?:dứt\s+điểm|cơ\s+bản|toàn\s+bộ|xây|hồ\s+sơ|việc|các\s+tiêu\s+chí|đưa)"
    r"|(?:giải\s+quyết|xử\s+lý|xóa|khắc\s+phục)\s+(?:dứt\s+điểm|hết|toàn\s+bộ|triệt\s+để)"
    r"|(?:di\s+dời|chấm\s+dứt|phủ\s+kín|số\s+hóa)\s+(?:toàn\s+bộ|hoàn\s+toàn|hẳn|tình\s+trạng|việc|các))\s)",
    finds={
        "- hoàn thành dứt điểm việc xóa nhà tạm": "- hoàn thành dứt điểm ",
        "đạt chuẩn; huyện can lộc hoàn thành hồ sơ trình": "; huyện can lộc hoàn thành hồ sơ ",
    },
    leaves=["hoàn thành nhiệm vụ được giao", "hoàn thành báo cáo"],
)
RAISED = Rule(
    name="target-raised",
    pattern=_OPENING + r"(?P<aim>(?:từng\s+bước\s+)?(?:nâng\s+cao|nâng|cải\s+thiện)\s+(?:[^\W\d_]+\s){0,2}?"
    r"(?:chất\s+lượng|hiệu\s+quả|mức\s+sống|đời\s+sống|thu\s+nhập|chỉ\s+số|thứ\s+hạng|tỷ\s+lệ|năng\s+suất|mức\s+độ)\s)",
    finds={"- nâng cao chất lượng khám bệnh": "- nâng cao chất lượng "},
    leaves=["nhằm nâng cao chất lượng"],
)
LOWERED = Rule(
    name="target-lowered",
    pattern=_OPENING + r"(?P<aim>(?:kéo\s+giảm|giảm\s+(?:dần|mạnh|thiểu|sâu)|giảm)\s+(?:[^\W\d_]+\s){0,2}?"
    r"(?:số|tỷ\s+lệ|tình\s+trạng|tai\s+nạn|thời\s+gian|chi\s+phí|tội\s+phạm|ô\s+nhiễm|nợ)\s)",
    finds={"- kéo giảm tai nạn giao thông trên": "- kéo giảm tai nạn "},
    leaves=["các giải pháp giảm tai nạn giao thông"],
)
# Wordings that say an aim only among figures: in a sentence of targets, in the one after it, in an item beside items with figures.
AMONG_FIGURES_REACHED = Rule(
    name="target-reached-among-figures",
    pattern=_OPENING + r"(?P<aim>(?:[^\W\d_]+\s){0,8}?(?:không\s+(?:để|còn|có|sai|xảy\s+ra|phát\s+sinh|bị|ai)|chấm\s+dứt|khôi\s+phục"
    r"|hoàn\s+tất)(?!\w))",
    finds={"; chấm dứt việc bán hàng": "; chấm dứt", "; sông rạch qua chợ không còn rác nổi": "; sông rạch qua chợ không còn"},
    leaves=["chấm điểm từng tuần", "người dân không hài lòng"],
)
AMONG_FIGURES_KEPT = Rule(
    name="target-kept-among-figures",
    pattern=_OPENING + r"(?P<aim>(?:[^\W\d_]+\s){0,6}?(?:giữ\s+vững|duy\s+trì)\s)",
    finds={"; bếp ăn giữ vững danh hiệu": "; bếp ăn giữ vững "},
    leaves=["nhờ giữ vững"],
)
AMONG_FIGURES_RAISED = Rule(
    name="target-raised-among-figures",
    pattern=_OPENING + r"(?P<aim>(?:[^\W\d_]+\s){1,14}?được\s+(?:nâng\s+cao|nâng\s+lên|cải\s+thiện)(?!\w))",
    finds={"; đời sống của hội viên được nâng cao": "; đời sống của hội viên được nâng cao"},
    leaves=["được nâng cao"],
)
AMONG_FIGURES_LOWERED = Rule(
    name="target-lowered-among-figures",
    pattern=_OPENING + r"(?P<aim>(?:[^\W\d_]+\s){1,10}?phải\s+giảm\s)",
    finds={"; bụi ở khu dân cư phải giảm đến mức": "; bụi ở khu dân cư phải giảm "},
    leaves=["giá phải giảm"],
)
_AMONG_FIGURES = (AMONG_FIGURES_REACHED, AMONG_FIGURES_KEPT, AMONG_FIGURES_RAISED, AMONG_FIGURES_LOWERED)
# Each rule, the direction it tells, and words of which it needs one: looked for once in a text, and blocks without them are passed over.
_KINDS = (
    (NONE_LEFT, "reach", ("không để", "không còn", "không phát", "không xảy")),
    (KEPT, "maintain", ("giữ vững", "giữ ổn", "duy trì")),
    (
        DONE,
        "reach",
        ("hoàn thành", "giải quyết", "xử lý", "xóa", "khắc phục", "di dời", "chấm dứt", "phủ kín", "số hóa"),
    ),
    (RAISED, "increase", ("nâng", "cải thiện")),
    (LOWERED, "decrease", ("giảm",)),
    (
        AMONG_FIGURES_REACHED,
        "reach",
        (
            *("không để", "không còn", "không có", "không sai", "không xảy", "không phát", "không bị", "không ai"),
            *("chấm dứt", "khôi phục", "hoàn tất"),
        ),
    ),
    (AMONG_FIGURES_KEPT, "maintain", ("giữ vững", "duy trì")),
    (AMONG_FIGURES_RAISED, "increase", ("được nâng", "được cải")),
    (AMONG_FIGURES_LOWERED, "decrease", ("phải giảm",)),
)
_NEEDED_BY = {
    words: [kind for kind, (*_, needed) in enumerate(_KINDS) if words in needed] for words in {w for *_, needed in _KINDS for w in needed}
}
_NEEDED = Anchored(re.compile(rf"(?<!\w)(?:{longest_of(_NEEDED_BY)})"))

AIMED = Rule(
    name="target-aimed-without-figure",
    pattern=r"phấn\s+đấu|quyết\s+tâm|(?:đặt\s+)?mục\s+tiêu\s+(?:là|đề\s+ra|chung)|chỉ\s+tiêu\s+(?:là|:)",
    finds={"phấn đấu không còn nhà tạm": "phấn đấu"},
)
_ENDS = re.compile(
    r"[;\n]|\.(?=\s|$)|,\s(?=(?:góp\s+phần|nhằm|trong\s+đó|đồng\s+thời|qua\s+đó|từ\s+đó|để|phấn\s+đấu|không\s+để|giữ\s+vững|có"
    r"|trong\s+khi)\s)"
    r"|,\s(?=(?:tỷ\s+lệ|số|thu\s+nhập|trên|ít\s+nhất|tối\s+thiểu)\s[^,;.]*\d)|,\s(?=\d)"
)
_NO_AIM = re.compile(
    r"\s(?:thì|nếu|khi|nơi\s+nào|đơn\s+vị\s+nào|cá\s+nhân\s+nào)\s|báo\s+cáo|khen\s+thưởng|hướng\s+dẫn|kế\s+hoạch|được\s+giao"
    r"|đã\s|hiệu\s+lực|quy\s+chế\s+(?:này|thi\s+đua|chi)|điểm\s+thưởng|mong\s+(?:mỏi|muốn|ước)|(?:dù|tuy)\s+không"
)
_SECTIONS_WITHOUT = (
    "khen_thuong", "thoi_gian", "kinh_phi", "can_cu", "tieu_de", "noi_nhan", "ngoai_bai", "doi_tuong", "to_chuc_thuc_hien", "yeu_cau",
)  # fmt: skip
_KINDS_OF_BLOCK = ("paragraph", "item")
_SHORTEST, _LONGEST = 4, 40  # syllables of an aim
_LEAD = 6  # characters that may stand between the beginning of a sentence and its aim
_FIGURE = re.compile(r"\d")
_VERB_FIRST = re.compile(r"không|chấm|khôi|hoàn|giữ|duy")


def qualitative_targets(seen: View, layout: Layout, about: About, numeric: Sequence[Target]) -> Iterator[tuple[Target, Block]]:
    """Aims without a figure in text order, each with the block it stands in; deadline and sector are still to be settled."""
    if not about.announced:
        return
    places = sorted(row.start for row in numeric)
    words = list(_NEEDED.finditer(seen, "low"))
    offsets = [word.start() for word in words]
    for block in layout.blocks:
        inside = words[bisect_left(offsets, block.start) : bisect_left(offsets, block.end)]
        if not inside or block.kind not in _KINDS_OF_BLOCK or layout.is_furniture(block.start):
            continue
        kinds = sorted({kind for word in inside for kind in _NEEDED_BY[" ".join(word[0].split())]})
        for start, end, rule, direction in _aims(seen, block, kinds):
            if _between(places, start, end):
                continue
            wide = any(rule is other for other in _AMONG_FIGURES)
            if wide and (_FIGURE.search(seen.low, start, end) or _runs_on(seen, start)):
                continue
            score = _among_figures(layout, block, start, places) or _score(seen, layout, block, start, places, wide=wide)
            if score:
                yield (
                    Target(
                        start=start, end=end, section=layout.section_at(start), method=rule.name, confidence=score, kind="qualitative",
                        indicator=" ".join(seen.text[start:end].split())[:300], direction=direction,
                    ),
                    block,
                )  # fmt: skip


def _aims(seen: View, block: Block, kinds: Sequence[int]) -> Iterator[tuple[int, int, Rule, str]]:
    """Clauses of a block that begin as an aim of one of these kinds does, without overlap."""
    found = sorted(
        (
            (match.start("aim"), rule, direction)
            for rule, direction, _ in (_KINDS[kind] for kind in kinds)
            for match in rule.matches(seen, block.start, block.end)
        ),
        key=lambda item: item[0],
    )
    done = block.start
    for start, rule, direction in found:
        if start < done:
            continue
        stop = _ENDS.search(seen.low, start + 1, block.end)
        end = stop.start() if stop else block.end
        end = start + len(seen.low[start:end].rstrip(" ,/.:"))
        words = seen.low[start:end]
        if _SHORTEST <= len(words.split()) <= _LONGEST and not _NO_AIM.search(words + " "):
            done = end
            yield start, end, rule, direction


def _runs_on(seen: View, start: int) -> bool:
    """Does the clause begin in the middle of a list of nouns ("180 xã, phường, thị trấn không có …")?"""
    return seen.low[max(0, start - 60) : start].rstrip().endswith(",") and not _VERB_FIRST.match(seen.low, start)


def _among_figures(layout: Layout, block: Block, start: int, places: Sequence[int]) -> float | None:
    """How sure it is that a clause is a target where two figures or more are aimed at in its sentence or in the one before."""
    if layout.section_at(start) in _SECTIONS_WITHOUT:
        return None
    first, last = layout.sentence_at(start)
    if _between(places, first, last) >= 2:
        return 0.65
    before = layout.sentence_at(first - 2) if first - 2 >= block.start else None
    opens = start - max(first, block.start) <= _LEAD
    return 0.6 if before and opens and _between(places, *before) >= 2 else None


def _score(seen: View, layout: Layout, block: Block, start: int, places: Sequence[int], *, wide: bool) -> float | None:
    """How sure it is that a clause is a target, by where it stands; None where it is none."""
    section = layout.section_at(start)
    if section in _SECTIONS_WITHOUT:
        return None
    headed = [s for s in layout.sections_over(start) if s.heading[1] > s.heading[0]]
    if section == "chi_tieu" and headed and headed[-1].role == "chi_tieu" and _near_figures(layout, block, places):
        return 0.7
    if wide:
        return None
    sentence = layout.sentence_at(start)
    if AIMED.compiled.search(seen.low, max(sentence[0], block.start), start):
        return 0.65
    # In a list of tasks an item without a figure is a target if the items beside it are.
    over = [s for s in headed[-2:] if _between(places, s.start, s.end) >= 2]
    return 0.6 if block.level and over and (over[-1] is headed[-1] or NONE_LEFT.compiled.search(seen.low, block.start, block.end)) else None


def _near_figures(layout: Layout, block: Block, places: Sequence[int]) -> bool:
    """Does a figure stand in this block or in one of the four before and after it? Deeper parts of a plan run on under the same heading."""
    near = [b for _, b in zip(range(4), layout.blocks_before(block.start), strict=False)]
    first = min((b.start for b in near), default=block.start)
    at = bisect_left(layout.blocks, block.end, key=lambda b: b.start)
    after = layout.blocks[at : at + 4]
    return bool(_between(places, first, after[-1].end if after else block.end))


def _between(places: Sequence[int], start: int, end: int) -> int:
    """How many of some sorted places lie within ``start``..``end``."""
    return bisect_left(places, end) - bisect_left(places, start)
