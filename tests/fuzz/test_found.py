"""What fuzzing found stays found: every file of ``found/`` (KIND-NAME) is read as any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.target import NAMES, reads, reads_and_extracts

FOUND = sorted(path for path in (Path(__file__).parent / "found").iterdir() if not path.name.startswith("."))
_SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# What announcements are made of, so that chance builds something that the extractors look at.
_PIECES = st.sampled_from(
    [
        "KẾ HOẠCH", "Số: 12/KH-UBND", "ngày 31/02/2024", "từ ngày 01/6 đến hết ngày 99/99", "giai đoạn 2021 - 2025", "ít nhất 85 %", "4,5",
        "giảm từ 3 - 1%",
        "Bằng khen của Chủ tịch UBND tỉnh", "cho 30 tập thể và 45 cá nhân", "Chỉ thị số 34-CT/TU", "Nghị quyết",
        "I.", "1.1.",
        "a)", "- ", "+ ", "phát động phong trào thi đua", "“", "”", "(", ")", "\n", "\n\n", "\t", " ", ".", ";", ":",
        "trước ngày 15/11 hằng năm",
        "tỉnh Lào Cai", "huyện", "xã", "năm học 2020-2021", "Nơi nhận:", "0" * 40, "9" * 400, "1/0/0", "\u0301", "\u200b", "\ud7ff", "𝟗",
    ]
)  # fmt: skip
_TAGS = st.sampled_from(["<p>", "</p>", "<table><tr><td>", "</td><td colspan=99>", "</table>", "<div class=", "<!--", "<h1>"])


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_stays_mended(path: Path) -> None:
    reads_and_extracts(path.read_bytes(), path.name.partition("-")[0])


@_SLOW
@given(st.lists(_PIECES | st.text(max_size=8), max_size=60).map(" ".join))
def test_any_announcement_goes_the_whole_way(text: str) -> None:
    reads_and_extracts(text.encode(errors="replace"), "plain")


@_SLOW
@given(st.lists(_PIECES | _TAGS, max_size=60))
def test_any_page_goes_the_whole_way(pieces: list[str]) -> None:
    reads_and_extracts(("<html><body>" + "".join(pieces)).encode(errors="replace"), "html")


@pytest.mark.parametrize("kind", NAMES)
@_SLOW
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(kind: str, data: bytes) -> None:
    reads(data, kind)
