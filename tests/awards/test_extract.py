"""Awards of whole documents: heads over items, tables of quotas, what is told twice."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

segment = pytest.importorskip("pipeline.segment").segment
Document = pytest.importorskip("pipeline.document").Document

from extractors.awards.extract import extract  # noqa: E402
from extractors.facts import Award  # noqa: E402
from extractors.segmented import Part  # noqa: E402

SHARED = Path(__file__).resolve().parents[3] / "shared"


def read(text: str) -> list[Award]:
    """Awards of a text; lines with tabs are the rows of a table, as ingestion marks them."""
    lines = [match.span() for match in re.finditer(r"[^\n]*\t[^\n]*", text)]
    parts = [Part(start, end, "row") for start, end in lines]
    table = [Part(lines[0][0], lines[-1][1], "table")] if lines else []
    return extract(segment(Document("x", "x.txt", "text/plain", text, tuple(sorted(table + parts)))))


def rows(text: str) -> set[tuple[str, str | None, str | None, int | None, int | None]]:
    return {(r.award_code, r.grantor_code, r.recipient, r.quantity_min, r.quantity_max) for r in read(text)}


def test_items_take_grantor_and_recipient_from_their_heads() -> None:
    text = (
        "V. KHEN THƯỞNG\n\n1. Hiệu trưởng quyết định tặng các danh hiệu sau:\n\n"
        "a) Đối với cá nhân\n\n- Lao động tiên tiến;\n\n- Giấy khen của Hiệu trưởng;\n\n"
        "b) Đối với đơn vị\n\n- Giấy khen của Hiệu trưởng.\n"
    )
    head = "thu_truong_don_vi"
    assert rows(text) == {("lao_dong_tien_tien", head, "individual", None, None), ("giay_khen", head, "both", None, None)}


def test_numbers_below_a_form() -> None:
    text = "V. KHEN THƯỞNG\n\n1. Bằng khen của Chủ tịch UBND tỉnh:\n\n- 20 tập thể;\n\n- 30 cá nhân.\n"
    chair = "chu_tich_ubnd_tinh"
    assert rows(text) == {("bang_khen", chair, "collective", 20, 20), ("bang_khen", chair, "individual", 30, 30)}


def test_forms_told_again_without_their_grantor_are_no_rows() -> None:
    text = "V. KHEN THƯỞNG\n\n1. Giấy khen của Giám đốc Sở.\n\n2. Giấy khen xét tặng cho cá nhân tiêu biểu.\n"
    assert rows(text) == {("giay_khen", "giam_doc_so", "individual", None, None)}


def test_table_with_forms_over_the_columns_and_a_total() -> None:
    text = (
        "V. KHEN THƯỞNG\n\nSố lượng phân bổ như sau:\n\n"
        "TT\tCụm, khối\tCờ thi đua\tBằng khen tập thể\tBằng khen cá nhân\n"
        "1\tCụm đồng bằng\t1\t2\t3\n2\tCụm miền núi\t1\t4\t5\n\tTổng cộng\t2\t6\t8\n"
    )
    assert rows(text) == {
        ("co_thi_dua", None, "collective", 2, 2),
        ("bang_khen", None, "collective", 6, 6),
        ("bang_khen", None, "individual", 8, 8),
    }


def test_table_without_total_is_so_many_for_each_line() -> None:
    text = "V. KHEN THƯỞNG\n\nTT\tCụm thi đua\tCờ thi đua của UBND tỉnh\n1\tCụm số 1\t02\n2\tCụm số 2\t02\n"
    (row,) = read(text)
    assert (row.quantity_min, row.quantity_max, row.per, row.grantor_code) == (2, 2, "cụm thi đua", "ubnd_tinh")


def test_table_with_forms_in_the_rows() -> None:
    text = (
        "V. KHEN THƯỞNG\n\nHình thức\tTập thể\tCá nhân\n"
        "Bằng khen của Chủ tịch UBND tỉnh\t10\t15\nGiấy khen của Giám đốc Sở\t20\t40\n"
    )
    assert rows(text) == {
        ("bang_khen", "chu_tich_ubnd_tinh", "collective", 10, 10),
        ("bang_khen", "chu_tich_ubnd_tinh", "individual", 15, 15),
        ("giay_khen", "giam_doc_so", "collective", 20, 20),
        ("giay_khen", "giam_doc_so", "individual", 40, 40),
    }


def test_titles_among_targets_are_no_awards() -> None:
    assert rows("II. CHỈ TIÊU\n\n1. 95% thôn, tổ dân phố văn hóa; 90% hộ đạt Gia đình văn hóa.\n") == set()


@pytest.mark.parametrize(
    "gold", sorted((SHARED / "gold" / "seeds").glob("*.json")) or [None], ids=lambda p: p.stem if p else "none"
)
def test_gold(gold: Path | None) -> None:
    if gold is None:
        pytest.skip("no shared gold here")
    expected = json.loads(gold.read_text(encoding="utf-8"))
    found = {
        (r.award_code, r.grantor_code or "") for r in read((SHARED / "seeds" / expected["source"]).read_text(encoding="utf-8"))
    }
    pair = [(row["award_code"], row.get("grantor_code") or "", row.get("optional")) for row in expected["awards"]]
    required, allowed = {p[:2] for p in pair if not p[2]}, {p[:2] for p in pair}
    assert required <= found <= allowed
