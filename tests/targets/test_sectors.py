"""Sectors follow the guide (``corpus/targets.md``): the thing that is counted, then what surrounds it."""

from __future__ import annotations

import csv
import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from extractors.codes import code_list
from extractors.targets.sectors import sector_of
from extractors.view import fold

GOLD = Path(__file__).resolve().parents[2] / "corpus" / "gold"


@pytest.mark.parametrize(
    ("indicator", "issuer", "sector"),
    [
        ("đơn vị máu hiến tặng", "Trường Cao đẳng Cơ điện", "y_te"),  # the thing, not who gives it
        ("tỷ lệ hộ nghèo", "Sở Giáo dục và Đào tạo", "giam_ngheo"),
        ("học sinh đội mũ bảo hiểm", None, "quoc_phong_an_ninh"),
        ("số vụ tai nạn giao thông", None, "quoc_phong_an_ninh"),
        ("số vụ tai nạn lao động", None, "lao_dong"),
        ("bê tông hóa đường trục thôn", None, "do_thi"),
        ("xã đạt chuẩn nông thôn mới", None, "nong_thon_moi"),
        ("sản phẩm OCOP từ ba sao", None, "nong_thon_moi"),
        ("tỷ lệ che phủ rừng", None, "nong_nghiep"),
        ("trồng cây xanh ven đường", None, "moi_truong"),
        ("thu hồi đất", None, "khac"),  # no star anise (hồi)
        ("giá trị xuất khẩu thủy sản", None, "nong_nghiep"),
        ("lao động đi xuất khẩu lao động", None, "lao_dong"),
        ("hồ sơ nộp trực tuyến", None, "cai_cach_hanh_chinh"),
        ("văn bản ký số", None, "chuyen_doi_so"),
        ("bàn giao mặt bằng", None, "dau_tu"),
        ("hộ đăng ký đạt danh hiệu sản xuất giỏi", None, "thi_dua_khen_thuong"),
        ("sáng kiến được áp dụng", None, "chuyen_doi_so"),
        ("trẻ em bị đuối nước", None, "y_te"),
        ("GRDP bình quân đầu người", "Sở Y tế", "kinh_te"),
        ("nông dân đăng ký danh hiệu sản xuất giỏi", None, "thi_dua_khen_thuong"),
        ("lắp camera an ninh", None, "quoc_phong_an_ninh"),
        ("hộ đạt tiêu chí “5 không, 3 sạch”", "Hội Liên hiệp Phụ nữ tỉnh", "van_hoa"),
        ("thẻ BHYT tặng phụ nữ", None, "y_te"),
        ("trẻ em hộ nghèo được đến trường", None, "giao_duc"),
        ("thay công tơ quá hạn kiểm định", None, "cong_nghiep"),
        ("dựng lại nhà bị sập", None, "giam_ngheo"),
        ("tháng 5 không xảy ra cháy rừng", None, "nong_nghiep"),
        ("tổn thất sau thu hoạch lúa", None, "nong_nghiep"),
        ("số lần đi lại của người dân", None, "cai_cach_hanh_chinh"),
        ("đơn vị ký cam kết thi đua", None, "thi_dua_khen_thuong"),
        ("cơ quan đạt chuẩn văn hóa", None, "cai_cach_hanh_chinh"),
        ("gia đình đạt chuẩn văn hóa", None, "van_hoa"),
        ("thành lập công đoàn cơ sở", "Liên đoàn Lao động tỉnh", "xay_dung_dang"),
        ("phạm nhân được học xóa mù chữ", None, "giao_duc"),
        ("phạm nhân chấp hành tốt nội quy", None, "quoc_phong_an_ninh"),
        ("số nhà dựng trái phép vi phạm trật tự xây dựng", None, "do_thi"),
        ("thời gian xem xét một lá đơn", None, "cai_cach_hanh_chinh"),
        ("chi ngân sách cho khoa học, công nghệ", "Sở Khoa học và Công nghệ", "chuyen_doi_so"),
    ],
)
def test_the_thing_that_is_counted_decides(indicator: str, issuer: str | None, sector: str) -> None:
    assert sector_of(indicator, issuer=issuer) == sector


def test_what_surrounds_it_tells_the_sector_of_what_any_sector_has() -> None:
    assert sector_of("mỗi đơn vị có mô hình", others=["diện tích lúa", "lượng phân đạm"]) == "nong_nghiep"
    assert sector_of("mỗi đơn vị có mô hình", issuer="Bệnh viện Đa khoa tỉnh") == "y_te"
    assert sector_of("mỗi đơn vị có mô hình", title="Giảm rác thải nhựa") == "moi_truong"
    assert sector_of("mỗi đơn vị có mô hình", title="Phong trào thi đua năm 2024") == "khac"


def test_every_term_stands_once_under_a_code_of_the_list() -> None:
    text = (files("extractors.targets") / "sectors.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["sector"] for row in rows if row["sector"] not in code_list("sectors")] == []
    terms = Counter(fold(term) for row in rows for column in ("strong", "people", "weak") for term in row[column].split("|") if term)
    assert [term for term, count in terms.items() if count > 1] == []


def test_indicators_of_gold_get_their_sector() -> None:
    asked = right = 0
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["split"] != "dev":
            continue
        targets = [target for target in gold["targets"] if target.get("indicator")]
        named = f"{gold['document'].get('title') or ''} {(gold.get('campaign') or {}).get('name') or ''}"
        others = [target["indicator"] for target in targets]
        for target in targets:
            if target.get("sector"):
                asked += 1
                said = sector_of(target["indicator"], title=named, others=others, issuer=gold["document"].get("issuer"))
                right += said == target["sector"]
    assert right / asked >= 0.94, f"{right} of {asked}"
