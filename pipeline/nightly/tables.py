"""The two tables that a night adds to those of an extraction: what changed since the last one, and how the sources are."""

from __future__ import annotations

from dataclasses import MISSING, dataclass
from datetime import date
from functools import cache

from extractors.facts import column, columns
from pipeline.publish.schema import Table

CHANGES, HEALTH = "changes", "source_health"
STATUSES = ("ok", "silent", "failed", "below_minimum", "above_maximum", "paused", "new")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference to the tables published before."""

    change: str = column("added, changed or removed", "thêm, sửa hay bớt", default=MISSING)
    table: str = column("table that differs", "bảng có thay đổi", default=MISSING)
    source: str = column("path or URL of the document", "đường dẫn hoặc URL của văn bản", default=MISSING)
    fact: str | None = column("the row, by what it says", "dòng dữ liệu, gọi theo nội dung")
    field: str | None = column("column that differs, of a changed row", "cột có thay đổi")
    old: str | None = column("its cell before", "giá trị cũ")
    new: str | None = column("its cell now", "giá trị mới")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """One source as the night left it."""

    source: str = column("source, by its id in the list of sources", "nguồn, theo mã trong danh sách nguồn", default=MISSING)
    agency: str = column("who publishes there", "cơ quan chủ quản", default=MISSING)
    status: str = column(
        "ok, silent (longer than its rhythm lets expect), failed (its listings could not be read), below_minimum, above_maximum (items "
        "listed), paused, new (never read)",
        "tình trạng",
        default=MISSING,
    )
    last_success: date | None = column("last night on which its listings could be read", "đêm gần nhất đọc được trang danh sách")
    items: int = column("items and attachments seen so far", "số bài và tệp đã thấy", default=MISSING)
    published: int = column("of them in the tables", "đã đưa vào bảng", default=MISSING)
    rejected: int = column("of them not wanted, or not to be had", "không lấy", default=MISSING)
    failed: int = column("of them not readable", "không đọc được", default=MISSING)
    pending: int = column("of them still to come", "còn chờ", default=MISSING)
    listed: int | None = column("items on its first pages when they were last read", "số bài trên trang danh sách lần đọc gần nhất")
    last_item: date | None = column("day of its latest item", "ngày của bài mới nhất")
    rhythm_days: float | None = column(
        "days that usually pass between two days with items: of its own history where that is long enough", "nhịp đăng bài (ngày)"
    )
    silent_days: int | None = column("days since its latest item", "số ngày im lặng")
    expected_days: int | None = column("days of silence that its rhythm lets expect at most", "số ngày im lặng tối đa theo nhịp")
    errors: str | None = column("errors of the night by kind, each with its number", "lỗi trong đêm theo loại")
    error: str | None = column("one of them in words", "một lỗi cụ thể")
    encoding_changes: str | None = column("encodings met for the first time", "bảng mã lần đầu gặp")


@cache
def nightly_tables() -> dict[str, Table]:
    """Both tables by name."""
    return {
        CHANGES: Table(
            CHANGES, "What differs from the tables published before", "Thay đổi so với lần công bố trước", tuple(columns(Change))
        ),
        HEALTH: Table(HEALTH, "How each source is", "Tình trạng từng nguồn", tuple(columns(SourceHealth)), ("source",)),
    }
