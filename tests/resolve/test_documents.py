"""Documents from their texts to their campaigns: each case is a few announcements, and which of them are one campaign."""

# ruff: noqa: E501 (a line is a passage of a document)

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from extractors.segmented import Attachment, Part
from pipeline.extract import Extraction
from pipeline.resolve.campaigns.joining import resolve
from tests.making import facts

HEAD = "{agency}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: {number}\n{place}, ngày {day} tháng {month} năm {year}\n"
PLAN = """{head}KẾ HOẠCH
Phát động phong trào thi đua “{name}”{of}
{basis}
I. MỤC ĐÍCH, YÊU CẦU
1. Khơi dậy tinh thần tự giác của cán bộ, công chức và Nhân dân trên địa bàn, coi việc giữ sạch nơi ở là nếp sống của mỗi gia đình.
II. NỘI DUNG
1. Phấn đấu {share}% số hộ tham gia tổng vệ sinh ngõ xóm vào sáng thứ Bảy hằng tuần, không để rác tồn đọng qua ngày.
III. THỜI GIAN
Từ ngày {start} đến ngày {end}.
IV. KHEN THƯỞNG
Tặng Giấy khen cho {count} tập thể có thành tích xuất sắc.
"""


def plan(
    agency: str, number: str, day: date, name: str = "Ngõ sạch, nhà thơm", *, place: str, of: str = "", basis: str = "", share: int = 85,
    start: str = "01/4/2024", end: str = "31/12/2024", count: int = 12,
) -> Extraction:  # fmt: skip
    head = HEAD.format(agency=agency, number=number, place=place, day=f"{day.day:02}", month=f"{day.month:02}", year=day.year)
    text = PLAN.format(head=head, name=name, of=of, basis=basis, share=share, start=start, end=end, count=count)
    return made(text, f"{number.replace('/', '-')}-{place}.txt")


def made(text: str, source: str, *, published: date | None = None, furniture: str = "", links: tuple[str, ...] = ()) -> Extraction:
    parts = (Part(0, len(furniture), "furniture"),) if furniture else ()
    found = facts(furniture + text, source=source, published=published, parts=parts)
    key = sha256((source + text).encode()).hexdigest()[:16]
    rows = {table: [replace(row, document_id=key) for row in rows] for table, rows in found.facts.items()}
    return replace(
        found, document=replace(found.document, document_id=key), facts=rows, links=[Attachment(link, "") for link in links] or found.links
    )


def news(text: str, source: str, published: date, *, site: str = "", links: tuple[str, ...] = ()) -> Extraction:
    return made(text, source, published=published, furniture=f"{site}\nTrang chủ\nThời sự\nChính trị\n" if site else "", links=links)


UBND = "ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ"
PROVINCE = plan(UBND, "512/KH-UBND", date(2024, 3, 12), place="Phú Thọ", basis="Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị, UBND tỉnh ban hành Kế hoạch như sau:")  # fmt: skip
ITEM = news(
    "Phú Thọ phát động phong trào thi đua “Ngõ sạch, nhà thơm”\n"
    "Ngày 12/3/2024, UBND tỉnh Phú Thọ đã ban hành Kế hoạch số 512/KH-UBND phát động phong trào thi đua “Ngõ sạch, nhà thơm” trên địa bàn "
    "tỉnh. Theo đó, mỗi khu dân cư chọn một việc làm cụ thể, phấn đấu 85% số hộ tham gia tổng vệ sinh ngõ xóm vào sáng thứ Bảy hằng tuần. "
    "Phong trào thực hiện từ ngày 01/4/2024 đến ngày 31/12/2024. Kết thúc phong trào, UBND tỉnh tặng Giấy khen cho 12 tập thể.\n",
    "bao-phu-tho.html", date(2024, 3, 14), site="Báo Phú Thọ",
)  # fmt: skip
REWORDED = news(
    "Ngõ sạch, nhà thơm: Phú Thọ mở phong trào mới\n"
    "Từ đầu tháng 4 tới, người dân Phú Thọ sẽ cùng nhau quét dọn ngõ xóm mỗi sáng thứ Bảy. Đó là nội dung của phong trào thi đua “Ngõ sạch, "
    "nhà thơm” do UBND tỉnh Phú Thọ phát động ngày 12/3/2024. Bà Nguyễn Thị Lành ở xã Thụy Vân nói bà con đã chờ việc này từ lâu.\n",
    "dan-sinh.html", date(2024, 3, 15),
)  # fmt: skip
PRINTED = news((
    "Phú Thọ phát động phong trào thi đua “Ngõ sạch, nhà thơm”\n"
    "Ngày 12/3/2024, UBND tỉnh Phú Thọ đã ban hành Kế hoạch số 512/KH-UBND phát động phong trào thi đua “Ngõ sạch, nhà thơm” trên địa bàn "
    "tỉnh. Theo đó, mỗi khu dân cư chọn một việc làm cụ thể, phấn đấu 85% số hộ tham gia tổng vệ sinh ngõ xóm vào sáng thứ Bảy hằng tuần. "
    "Phong trào thực hiện từ ngày 01/4/2024 đến ngày 31/12/2024. Kết thúc phong trào, UBND tỉnh tặng Giấy khen cho 12 tập thể.\n"
), "in.html", date(2024, 3, 14))  # fmt: skip
AMENDED = made(
    HEAD.format(agency=UBND, number="1730/KH-UBND", place="Phú Thọ", day="20", month="11", year="2024")
    + "KẾ HOẠCH\nSửa đổi, bổ sung Kế hoạch số 512/KH-UBND ngày 12/3/2024 của UBND tỉnh về phong trào thi đua “Ngõ sạch, nhà thơm”\n"
    "UBND tỉnh sửa đổi, bổ sung một số nội dung của Kế hoạch số 512/KH-UBND ngày 12/3/2024 như sau:\n"
    "1. Kéo dài thời gian thực hiện phong trào thi đua đến hết ngày 30/6/2025.\n2. Các nội dung khác giữ nguyên.\n",
    "1730.txt",
)
DECISION = made(
    HEAD.format(agency="ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ", number="640/QĐ-UBND", place="Phú Thọ", day="02", month="5", year="2024")
    + "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch phát động phong trào thi đua “Hồ trong, sông mát”\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n"
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch phát động "
    "phong trào thi đua “Hồ trong, sông mát”.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n",
    "640-qd.txt",
)
ANNEX = made(
    "KẾ HOẠCH\nPhát động phong trào thi đua “Hồ trong, sông mát”\n(Kèm theo Quyết định số 640/QĐ-UBND ngày 02 tháng 5 năm 2024 của Chủ tịch "
    "UBND tỉnh Phú Thọ)\nI. MỤC ĐÍCH\nLàm sạch các hồ và sông trên địa bàn tỉnh.\nII. THỜI GIAN\nTừ ngày 15/5/2024 đến ngày 15/11/2024.\n",
    "640-kh.txt",
)
DISTRICT = plan(
    "ỦY BAN NHÂN DÂN\nHUYỆN THANH BA", "98/KH-UBND", date(2024, 4, 2), place="Thanh Ba",
    basis="Thực hiện Kế hoạch số 512/KH-UBND ngày 12/3/2024 của UBND tỉnh Phú Thọ, UBND huyện Thanh Ba ban hành Kế hoạch như sau:", count=5,
)  # fmt: skip
NEIGHBOUR = plan(
    "ỦY BAN NHÂN DÂN\nHUYỆN ĐOAN HÙNG", "77/KH-UBND", date(2024, 4, 5), place="Đoan Hùng",
    basis="Thực hiện Kế hoạch số 512/KH-UBND ngày 12/3/2024 của UBND tỉnh Phú Thọ, UBND huyện Đoan Hùng ban hành Kế hoạch như sau:", count=5,
)  # fmt: skip
DEPARTMENT = plan(
    "SỞ Y TẾ\nTỈNH PHÚ THỌ", "210/KH-SYT", date(2024, 4, 1), place="Phú Thọ",
    basis="Thực hiện Kế hoạch số 512/KH-UBND ngày 12/3/2024 của UBND tỉnh Phú Thọ, Sở Y tế ban hành Kế hoạch như sau:", count=3,
)  # fmt: skip
ELSEWHERE = plan(
    "ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH", "512/KH-UBND", date(2024, 3, 12), place="Hòa Bình",
    basis="Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị, UBND tỉnh ban hành Kế hoạch như sau:",
)  # fmt: skip
NEXT_YEAR = plan(
    UBND, "488/KH-UBND", date(2025, 3, 10), place="Phú Thọ", of=" năm 2025", start="01/4/2025", end="31/12/2025",
    basis="Kế hoạch này thay thế Kế hoạch số 512/KH-UBND ngày 12/3/2024 của UBND tỉnh.",
)  # fmt: skip
ALL = {
    "province": PROVINCE, "item": ITEM, "reworded": REWORDED, "printed": PRINTED, "amended": AMENDED, "decision": DECISION, "annex": ANNEX,
    "district": DISTRICT, "neighbour": NEIGHBOUR, "department": DEPARTMENT, "elsewhere": ELSEWHERE, "next year": NEXT_YEAR,
}  # fmt: skip
ONE = {"province", "item", "reworded", "printed", "amended"}


def groups(*names: str) -> set[frozenset[str]]:
    name_of = {ALL[name].document.document_id: name for name in names}
    found: dict[str | None, set[str]] = {}
    for document in resolve([ALL[name] for name in names]).documents:
        assert document.campaign_id, name_of[document.document_id]
        found.setdefault(document.campaign_id, set()).add(name_of[document.document_id])
    return {frozenset(group) for group in found.values()}


@pytest.mark.parametrize(
    "pair",
    [("province", "item"), ("item", "reworded"), ("province", "reworded"), ("item", "printed"), ("province", "amended"), ("item", "amended"), ("decision", "annex")],
)  # fmt: skip
def test_two_documents_of_one_campaign_are_joined(pair: tuple[str, str]) -> None:
    assert groups(*pair) == {frozenset(pair)}


@pytest.mark.parametrize(
    "pair",
    [
        ("province", "district"), ("province", "department"), ("district", "neighbour"), ("province", "elsewhere"), ("province", "next year"),
        ("item", "elsewhere"), ("item", "district"), ("reworded", "next year"), ("amended", "next year"), ("decision", "province"),
    ],
)  # fmt: skip
def test_two_campaigns_stay_apart(pair: tuple[str, str]) -> None:
    assert groups(*pair) == {frozenset({name}) for name in pair}


def test_all_of_them_at_once() -> None:
    rest = {frozenset({name}) for name in ALL.keys() - ONE - {"decision", "annex"}}
    assert groups(*ALL) == {frozenset(ONE), frozenset({"decision", "annex"})} | rest


def test_the_amendment_has_the_last_word_on_the_end() -> None:
    [campaign] = resolve([PROVINCE, AMENDED]).campaigns
    assert (campaign.instrument, campaign.launched_on, campaign.end_to) == ("512/KH-UBND", date(2024, 3, 12), date(2025, 6, 30))
