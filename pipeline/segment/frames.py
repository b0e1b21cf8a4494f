"""Words of a date put right by the figures round them: "ngàỵ 12 thạng 4 năm 2024", "quỹ III/2024", "cuối nẩm 2026".

The lexicon of `pipeline.segment.accents` knows syllables by their neighbours, and beside these words stand figures. A syllable that is
no word is read as the word of the date; one that is ("ngay", "thắng", "Nam", "quỹ") only where the rest of the frame is a date's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_YEAR = r"(?:19|20)\d\d(?![\d.,]*\d)"
_FRAME = re.compile(
    rf"""(?<![^\W_])(?:
      (?P<full>(?P<ngay_a>ngay)\s+\d{{1,2}}\s+(?P<thang_a>thang)\s+\d{{1,2}}\s+(?P<nam_a>nam)\s+{_YEAR})
    | (?P<day>(?P<ngay_b>ngay)\s+\d{{1,2}}\s+(?P<thang_b>thang)\s+\d{{1,2}}(?!\d))
    | (?P<month>(?P<thang_c>thang)\s+\d{{1,2}}\s+(?P<nam_c>nam)\s+{_YEAR})
    | (?P<quarter>(?P<quy_d>quy)\s+(?:i{{1,3}}|iv|[1-4])(?:\s*/\s*|\s+(?P<nam_d>nam)\s+){_YEAR})
    | (?P<dated>(?P<ngay_e>ngay)\s+\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*(?:19|20)\d\d(?!\d))
    | (?P<short>(?P<ngay_f>ngay)\s+\d{{1,2}}(?:\s*[/.-]\s*\d{{1,2}})?(?![\d.,]*\d))
    | (?P<months>(?P<thang_g>thang)\s+\d{{1,2}}(?:\s*[/-]\s*{_YEAR})?(?![\d.,]*\d))
    | (?P<ends>(?:cuoi|dau|het|giua)\s+(?P<nam_h>nam)\s+{_YEAR})
    | (?P<yearly>(?:hang|moi)\s+(?P<nam_l>nam)(?![^\W_]))
    | (?P<before>truoc\s+(?P<ngay_m>ngay)\s+\d{{1,2}}(?![\d.,]*\d))
    | (?P<school>(?P<nam_n>nam)\s+hoc\s+{_YEAR})
    | (?P<year>(?P<nam_i>nam)\s+{_YEAR})
    | (?P<since>(?<!thu\s)(?<![/-])(?P<tu_j>tu)\s+ngay\s+\d)
    | (?P<review>(?P<tong_k>tong|so)\s+ket(?![^\W_]))
    )""",
    re.VERBOSE,
)
_RIGHT = {"ngay": "ngày", "thang": "tháng", "nam": "năm", "quy": "quý", "tu": "từ"}
_SURE = frozenset(["full", "quarter", "dated", "ends", "since", "before", "school"])
_OTHER_WORDS = frozenset(
    ["ngay", "ngáy", "ngây", "ngậy", "ngấy", "thang", "thắng", "thăng", "thẳng", "nam", "nắm", "nằm", "nấm", "quy", "quỹ", "quỳ"]
)
_REVIEWS = {"tong": "tổng", "so": "sơ"}
_NO_REVIEW = frozenset(["so", "số", "sổ", "sở", "sợ", "sờ", "tổng"])


def framed(low: str, bare: str) -> Iterator[tuple[int, str]]:
    """Places of wrong syllables in ``low`` and what is meant there; of the same length.

    >>> list(framed("ngàỵ 12 thạng 4 năm 2024", "ngay 12 thang 4 nam 2024"))
    [(0, 'ngày'), (8, 'tháng')]
    >>> list(framed("thắng 12 năm 2024, ngay 5/10 hộ", "thang 12 nam 2024, ngay 5/10 ho"))
    []
    """
    for match in _FRAME.finditer(bare):
        kind = match.lastgroup or ""
        words = [(name.split("_")[0], match.span(name)) for name, found in match.groupdict().items() if found and "_" in name]
        if kind == "review":
            start, end = words[0][1]
            right = _REVIEWS[bare[start:end]]
            if low[start:end] != right and low[start:end] not in _NO_REVIEW and low[end : match.end()].strip() == "kết":
                yield start, right
            continue
        seen = [low[start:end] for _, (start, end) in words]
        beside = any(word == _RIGHT[name] for word, (name, _) in zip(seen, words, strict=True))
        for word, (name, (start, _)) in zip(seen, words, strict=True):
            if word == _RIGHT[name]:
                continue
            if word not in _OTHER_WORDS or kind in _SURE or (beside and word != "thắng"):
                yield start, _RIGHT[name]
