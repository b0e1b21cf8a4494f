"""Trying a rule only round its core finds what trying it everywhere finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.participants.cores import Cored
from extractors.participants.grammar import CORED
from extractors.view import view

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "corpus" / "manuscripts").glob("*.txt"))
PIECES = [
    "các", "mỗi", "12", "12345", "tất cả", "toàn bộ", "toàn thể", "UBND", "ủy ban nhân dân", "HĐND", "chính quyền", "và",
    "cùng các", ",", ";", "/", "-", ".", "\n", "_", "sở", "số 117", "ban", "ngành", "bộ", "cán bộ", "cơ quan", "đơn vị",
    "tổ chức", "trung ương", "TW", "thuộc", "trực thuộc", "trong", "của", "Tổng công ty", "toàn ngành", "phòng", "phòng trào",
    "khoa", "chuyên môn", "nghiệp vụ", "cá nhân", "bộ phận", "tổ", "tổ dân phố", "văn phòng", "tập thể", "trường", "tỉnh",
    "thành phố", "huyện", "quận", "thị xã", "thị trấn", "đặc khu", "xã", "phường", "hội", "ủy", "cấp", "thủ trưởng các", "từ",
    "đến", "biên", "đóng chân tại", "địa bàn",
]  # fmt: skip

every_rule = pytest.mark.parametrize("cored", CORED.values(), ids=lambda cored: cored.rule.name)


def same(cored: Cored, text: str) -> bool:
    seen = view(text)
    return [m.span() for m in cored.matches(seen)] == [m.span() for m in cored.rule.compiled.finditer(seen.bare)]


@every_rule
def test_the_same_in_the_corpus(cored: Cored) -> None:
    assert all(same(cored, path.read_text(encoding="utf-8")) for path in TEXTS[::14])


@every_rule
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_the_same_in_made_up_texts(cored: Cored, pieces: list[str]) -> None:
    assert same(cored, " ".join(pieces))
