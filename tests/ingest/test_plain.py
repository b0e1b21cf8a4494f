# ruff: noqa: E501  (pages and lines under test stand on one line)
"""Saved text files: kept as written, furniture marked."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pipeline.ingest.furniture import is_furniture, opens_tail
from tests.ingest.making import of_kind

LONG = (
    "UBND tỉnh vừa ban hành kế hoạch phát động phong trào thi đua trên địa bàn toàn tỉnh, với nhiều nội dung thiết thực, "
    "giao các sở, ban, ngành và địa phương tổ chức thực hiện, sơ kết, tổng kết và khen thưởng theo quy định của pháp luật."
)
NEWS = f"""A- A A+ | Tăng tương phản Giảm tương phản

Phát động phong trào thi đua năm 2024

Thứ ba 05/03/2024 18:00

{LONG}

{LONG}

P.V

Viết bình luận

Hãy sử dụng tiếng Việt có dấu khi viết bài.
Tin tức khác
Hôm nay : 383
"""
PLAN = f"""ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 12/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 01 tháng 3 năm 2024

KẾ HOẠCH
Phát động phong trào thi đua năm 2024

{LONG}

{LONG}

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""


def test_text_is_kept_as_written(reading):
    raw = "\ufeffMột   dòng\u200b,\thai\r\nba\xa0bốn\n\n\nđủ năm dòng"
    assert reading(raw.encode(), "a.txt").text == "Một   dòng,\thai\nba\xa0bốn\n\n\nđủ năm dòng"


def test_news(reading):
    document = reading(NEWS.encode(), "a.txt")
    assert of_kind(document, "title") == ["Phát động phong trào thi đua năm 2024"] == [document.metadata.title]
    assert document.metadata.published_at == datetime(2024, 3, 5, 18, 0)
    furniture = of_kind(document, "furniture")
    assert furniture[0].startswith("A- A A+")
    assert furniture[1] == "Thứ ba 05/03/2024 18:00"
    assert furniture[2].startswith("Viết bình luận")
    assert furniture[2].endswith("Hôm nay : 383")


def test_plan(reading):
    document = reading(PLAN.encode(), "a.txt")
    assert document.metadata.title == "Kế hoạch Phát động phong trào thi đua năm 2024"
    assert document.metadata.published_at is None
    assert of_kind(document, "title") == ["KẾ HOẠCH\nPhát động phong trào thi đua năm 2024"]
    (head,) = of_kind(document, "head")
    assert head.startswith("ỦY BAN NHÂN DÂN")
    assert head.endswith("năm 2024")
    (foot,) = of_kind(document, "foot")
    assert foot.startswith("Nơi nhận:")
    assert foot.endswith("Nguyễn Văn Mẫu")


def test_a_page_that_shows_a_plan_says_when_it_was_put_up(reading):
    over = "Kế hoạch phát động phong trào thi đua năm 2024\nĐăng lúc: 14:05:22 18/03/2024   In bài viết\n\n"
    assert reading((over + PLAN).encode(), "a.txt").metadata.published_at == datetime(2024, 3, 18, 14, 5)
    under = "\n(Nguồn: Trang tin Công ty Mẫu, đăng 17/3/2024 - Người đăng: quantri)\n"
    assert reading((PLAN + under).encode(), "a.txt").metadata.published_at == date(2024, 3, 17)


def test_the_day_of_a_plan_is_not_that_of_a_page(reading):
    over = "Cập nhật danh mục văn bản, 18/03/2024\n\n"
    assert reading((over + PLAN).encode(), "a.txt").metadata.published_at is None
    under = "\n(Nguồn: Báo cáo số 12/BC-UBND ngày 17/3/2024)\n"
    assert reading((PLAN + under).encode(), "a.txt").metadata.published_at is None


def test_anchors_are_lines(reading):
    document = reading(b"mot\n\nhai ba\n", "a.txt")
    assert [(anchor.locator, document.text[anchor.start : anchor.end]) for anchor in document.anchors] == [
        ("line 1", "mot"),
        ("line 3", "hai ba"),
    ]
    assert [anchor.locator for anchor in document.locate(6, 8)] == ["line 3"]


def test_composed_and_decomposed_give_the_same(reading):
    import unicodedata

    one, two = reading(PLAN.encode(), "a.txt"), reading(unicodedata.normalize("NFD", PLAN).encode(), "a.txt")
    assert (one.text, one.parts, one.metadata) == (two.text, two.parts, two.metadata)


def test_attachment_named_in_a_line(reading):
    document = reading(f"Phát động phong trào thi đua\n\n{LONG}\n\nXem chi tiết kế hoạch tại đây. 34_638531.pdf\n".encode(), "a.txt")
    assert [attachment.url for attachment in document.metadata.attachments] == ["34_638531.pdf"]


FURNITURE = [
    "Tin tức khác", "Viết bình luận", "Ý kiến bạn đọc", "Thống kê truy cập", "A- A A+", "Tổng số điểm của bài viết là: 12 trong 3 đánh giá", "Hôm nay : 383", "Click để đánh giá bài viết",
    "Tháng hiện tại1,855", "Tổng lượt truy cập3,462,461", "702 đã xem", "Lượt xem: 1.204", "Liên kết website", "Chia sẻ", "Bản in", "Trang chủ > Tin tức > Thi đua", "TIN ĐÃ ĐƯA", "Các tin khác", "Tin cùng chuyên mục",
    "Số ký tự còn lại:", "Nghe bài này0:00 / 3:57", "Những tin cũ hơn",
]  # fmt: skip
TEXT = [
    "Hôm nay, UBND tỉnh phát động phong trào thi đua", "Tháng 9: tổ chức lễ phát động", "Đánh giá kết quả thực hiện phong trào thi đua theo các tiêu chí sau đây của từng đơn vị", "Tin học hóa công tác thi đua",
    "- Năm 2025: 85% số xã đạt chuẩn", "Liên kết vùng nguyên liệu", "Thích ứng linh hoạt", "1. Mục đích", "Chia sẻ khó khăn với nhân dân vùng lũ là việc làm thường xuyên.", "Bình luận về kết quả này, Chủ tịch UBND tỉnh nói",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_lines(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", TEXT[:2] + TEXT[3:9])
def test_lines_of_text(line):
    assert not is_furniture(line)
    assert not opens_tail(line)


def test_annexes(reading):
    document = reading((PLAN + "\nPHỤ LỤC I\nCHỈ TIÊU\nHuyện A: 92%\n\nPHỤ LỤC II\nDANH SÁCH\n").encode(), "a.txt")
    assert of_kind(document, "annex") == ["PHỤ LỤC I\nCHỈ TIÊU\nHuyện A: 92%", "PHỤ LỤC II\nDANH SÁCH"]
    assert of_kind(document, "foot")[0].endswith("Nguyễn Văn Mẫu")


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Chuyển động số\nHà Nam thi đua làm đường giao thông nông thôn\n\n14:02 | 04/03/2024", "Hà Nam thi đua làm đường giao thông nông thôn"),
        ("Huyện Kim Bảng:\nMở đợt thi đua làm đường giao thông", "Mở đợt thi đua làm đường giao thông"),
        ("BẢN TIN\n• Home\n• Công đoàn phát động thi đua\nCông đoàn phát động thi đua", "Công đoàn phát động thi đua"),
        ("Skip Ribbon Commands\nHà Nam mở đợt thi đua làm đường\n(Cập nhật lúc: 04/03/2024)", "Hà Nam mở đợt thi đua làm đường"),
        ("Bộ Y tế\nTrường Cao đẳng Y tế Hà Nam\nCông đoàn\nKế hoạch phong trào “Lớp sạch”", "Kế hoạch phong trào “Lớp sạch”"),
        ("Trường Tiểu học Kim Bảng mở hội\nKế hoạch phát động của nhà trường", "Trường Tiểu học Kim Bảng mở hội"),
        ("Các xã thi đua:\nThời gian: từ ngày 01/3 đến ngày 30/6 năm nay", "Các xã thi đua:"),
        ("Hà Nam mở đợt thi đua làm đường\nCác xã cùng góp công, góp của làm đường.\n04/03/2024", "Hà Nam mở đợt thi đua làm đường"),
    ],
)
def test_the_headline_is_not_what_stands_over_it(reading, top, title):
    body = "Chiều nay, UBND tỉnh phát động phong trào thi đua làm đường tới các xã, thị trấn và trường học trong tỉnh."
    assert reading(f"{top}\n\n{body}\n".encode(), "a.txt").metadata.title == title
