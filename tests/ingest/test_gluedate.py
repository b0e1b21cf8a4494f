"""Date lines that lost their line end."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extract import extract
from pipeline.ingest import read
from pipeline.ingest.gluedate import read_glued_date
from pipeline.segment import segment
from pipeline.segment.blocks import blocks

BODY = "Chiều nay, UBND huyện Krông Ana phát động phong trào thi đua “Buôn sạch” tới các xã, thị trấn và trường học."


@pytest.mark.parametrize(
    ("line", "day", "headline"),
    [
        (f"date 2024-03-05 {BODY}", date(2024, 3, 5), ""),
        (f"Ngày đăng: 05/03/2024 08:15 {BODY}", date(2024, 3, 5), ""),
        ("Huyện mở đợt thi đua 60 ngày làm đường 05/03/2024 08:15", date(2024, 3, 5), "Huyện mở đợt thi đua 60 ngày làm đường"),
        ("Huyện mở đợt thi đua “Buôn sạch” | Thứ ba, 05/03/2024, 08:15 GMT+7", date(2024, 3, 5), "Huyện mở đợt thi đua “Buôn sạch”"),
        ("Xã hội 05/03/2024 - 08:15", date(2024, 3, 5), ""),
    ],
)
def test_glued(line: str, day: date, headline: str) -> None:
    found = read_glued_date(line)
    assert found is not None
    assert (found.when.day, found.headline) == (day, headline)
    written = line[found.start : found.end]
    assert read_glued_date(line[found.end :]) is None and "Krông Ana" not in written and "đường" not in written


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 05/03/2024, UBND huyện phát động phong trào thi đua tới các xã, thị trấn và các trường học trên địa bàn",
        "Lễ phát động bắt đầu vào sáng ngày 05/03/2024",
        "kỷ niệm 70 năm (07/5/1954 - 07/5/2024)",
        "Thời gian: 05/03/2024 đến 08/03/2024",
    ],
)
def test_sentences_and_spans_are_none(line: str) -> None:
    assert read_glued_date(line) is None


def test_the_sentence_behind_the_date_is_read_and_the_date_is_the_pages(reading) -> None:
    made = reading(f"date 2024-03-05 {BODY}\n".encode(), "a.txt")
    assert made.metadata.published_at == date(2024, 3, 5)
    kinds = [(block.kind, made.text[block.start : block.end]) for block in blocks(made.text, made.parts)]
    assert kinds == [("furniture", "date 2024-03-05"), ("paragraph", BODY)]


def test_a_headline_ends_where_the_date_begins(reading) -> None:
    made = reading(f"Huyện mở đợt thi đua làm đường 05/03/2024 08:15\n\n{BODY}\n".encode(), "a.txt")
    assert made.metadata.title == "Huyện mở đợt thi đua làm đường"
    assert made.text[slice(*made.metadata.published_span)] == "05/03/2024 08:15"


def test_a_month_at_the_head_dates_what_has_no_year() -> None:
    text = "date 2022-11 Ngày 25/11, Hội Phụ nữ tỉnh Hà Nam tổ chức lễ phát động phong trào thi đua “Nhà sạch” tại xã Ba Sao."
    made = read(text.encode(), "a.txt")
    assert [(part.kind, part.start, part.end) for part in made.parts] == [("furniture", 0, 12)]
    found = extract(made, segment(made)).campaign
    assert found is not None
    assert found.launched_on == date(2022, 11, 25)
