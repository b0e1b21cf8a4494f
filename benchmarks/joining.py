"""How long it takes to join documents into campaigns, how that grows, and how right it is.

The documents of the measurement of time are made up, without text: campaigns of provinces, departments, districts and communes over
eight years, many of them under common names ("Phong trào thi đua yêu nước năm 2026") and all made of some hundred syllables, each told by a
plan, by news items that leave some of it out, print views and amendments. Processor time counts, so other work on the machine matters
little. Which of them are one campaign is known, so it shows whether anything is lost as blocks grow; how right joining is on real wordings,
only gold files tell (--tables, an output of `thidua extract corpus/announcements`).
"""

from __future__ import annotations

import json
import math
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import comb
from pathlib import Path
from typing import Any

from measuring import CORPUS, keep, parser, show

from extractors.facts import Campaign, Directive, Document
from extractors.places.tables import provinces
from extractors.segmented import Attachment
from extractors.view import bare
from pipeline.extract import Extraction
from pipeline.pairs import pairs_found, pairs_of
from pipeline.resolve.campaigns.joining import Resolved, resolve
from pipeline.resolve.campaigns.signature import signature

SIZES = (1_000, 10_000, 100_000)
SYLLABLES = re.findall(
    r"\w+",
    """sạch xanh đẹp an toàn đường làng ngõ xóm vườn rừng biển đồng ruộng nhà cửa chợ trường lớp thầy trò y tế bệnh viện công nhân nông dân
    thanh niên phụ nữ chiến sĩ cán bộ chuyển đổi số cải cách hành chính dịch vụ công giảm nghèo bền vững việc làm khởi nghiệp sáng tạo kỷ
    cương trách nhiệm giải ngân đầu tư mặt bằng cao tốc cầu cảng nước điện lúa sen chè cà phê tôm cá muối gỗ du lịch văn hóa lễ hội""",
)
BODIES = ("Sở Nội vụ", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Công Thương", "Liên đoàn Lao động", "Tỉnh đoàn", "Hội Nông dân", "Công an")


def documents(count: int, seed: int = 1) -> tuple[list[Extraction], dict[str, int]]:
    """So many documents, and which campaign each is about."""
    chance = random.Random(seed)
    made: list[Extraction] = []
    truth: dict[str, int] = {}
    campaign = 0
    while len(made) < count:
        campaign += 1
        for extraction in _campaign(chance, campaign):
            if len(made) < count:
                truth[extraction.document.document_id] = campaign
                made.append(extraction)
    chance.shuffle(made)
    return made, truth


def _campaign(chance: random.Random, number: int) -> Iterator[Extraction]:
    """A plan and what was written about it."""
    places = [row for row in provinces() if row.valid_to is None]
    province = chance.choice(places)
    level = chance.choices(("tinh", "so_nganh", "huyen", "xa"), (2, 3, 3, 4))[0]
    unit = chance.randrange(1, {"tinh": 2, "so_nganh": 2, "huyen": 12, "xa": 130}[level])
    day = date(2025, 7, 1) + timedelta(days=chance.randrange(8 * 365))
    body = chance.choice(BODIES)
    office = {
        "tinh": f"Ủy ban nhân dân tỉnh {province.name}",
        "so_nganh": f"{body} tỉnh {province.name}",
        "huyen": f"Ủy ban nhân dân huyện Số {_spelt(unit)}",
        "xa": f"Ủy ban nhân dân xã Số {_spelt(unit)}",
    }[level]
    words = chance.sample(SYLLABLES, chance.randrange(3, 8))
    common = chance.random() < 0.15
    subject = "yêu nước" if common else f"“{' '.join(words).capitalize()}”"
    name = f"Phong trào thi đua {subject} năm {day.year}"
    symbol = {"tinh": "UBND", "so_nganh": "S" + "".join(w[0] for w in body.split()[1:]).upper(), "huyen": "UBND", "xa": "UBND"}[level]
    instrument = f"{chance.randrange(1, 4000 if level == 'tinh' else 300)}/KH-{symbol}"
    above = f"{chance.randrange(1, 60)}-CT/TW"
    end = date(day.year, 12, 31)
    draft = Campaign(
        campaign_id="", name=name, launched_by=office, level=level, province_code=province.code, province_name=province.name,
        province_code_2025=province.code_2025, province_name_2025=province.name_2025,
        district_name=f"Số {_spelt(unit)}" if level in ("huyen", "xa") else None,
        launched_on=day, start_from=day, start_to=day, end_from=end, end_to=end, instrument=instrument, implements=above,
    )  # fmt: skip
    body_text = " ".join(chance.choices(SYLLABLES, k=120))
    plan = f"/vb/{province.code}/{instrument.replace('/', '-')}-{number}.pdf"
    yield _told(draft, f"{number}-0", "ke_hoach", plan, body_text, "tu_than", above)
    if chance.random() < 0.1:
        text = " ".join(chance.choices(SYLLABLES, k=80))
        later = replace(draft, launched_on=day + timedelta(days=chance.randrange(20, 300)))
        yield _told(later, f"{number}-a", "ke_hoach", f"/vb/sua-doi-{number}.pdf", text, "sua_doi_thay_the", above, amends=True)
    story = " ".join(chance.choices(SYLLABLES, k=100))
    for copy in range(chance.choices(range(7), (30, 30, 20, 8, 5, 4, 3))[0]):
        if chance.random() < 0.3:
            text = story  # another paper prints the same, with a word or two of its own
            text = text.replace(" ", f" {chance.choice(SYLLABLES)} ", chance.randrange(2))
        else:
            text = " ".join(chance.choices(SYLLABLES, k=100))
        told = draft
        if chance.random() < 0.3:
            told = replace(told, instrument=None)
        if chance.random() < 0.2:
            told = replace(told, launched_by=None)
        if chance.random() < 0.2:
            told = replace(told, end_from=None, end_to=None)
        link = plan if chance.random() < 0.3 else None
        yield _told(told, f"{number}-{copy + 1}", "tin_tuc", f"/tin/{number}-{copy}.html", text, "phat_dong", above, link=link)


def _spelt(unit: int) -> str:
    return " ".join(SYLLABLES[int(digit)].capitalize() for digit in str(unit))


def _told(
    campaign: Campaign, key: str, kind: str, source: str, text: str, role: str, above: str, *, amends: bool = False, link: str | None = None
) -> Extraction:
    """A document as extraction would give it."""
    document_id = f"{hash_of(key):016x}"
    day = campaign.launched_on
    number = campaign.instrument if kind != "tin_tuc" else None
    evidence: dict[str, Any] = {"document_id": document_id, "start": 0, "end": 0, "quote": "", "method": "made up"}
    rows = [Directive(**evidence, number=above, role="thuc_hien", issued_on=date(2025, 1, 1))]
    if campaign.instrument:
        rows.append(Directive(**evidence, number=campaign.instrument, role=role, issued_on=None if amends else day))
    official = kind != "tin_tuc"
    document = Document(
        document_id=document_id, source=source, media_type="text/html", title=f"Sửa đổi {campaign.name}" if amends else campaign.name,
        document_type=kind, document_number=f"9{number}" if amends else number, issued_on=day if official else None,
        published_at=None if official or day is None else str(day + timedelta(days=hash_of(key) % 9)),
        issuer=campaign.launched_by if official else None, issuer_level=campaign.level if official else None,
        province_code=campaign.province_code, province_name=campaign.province_name, province_code_2025=campaign.province_code_2025,
        province_name_2025=campaign.province_name_2025, district_name=campaign.district_name, is_announcement=True,
    )  # fmt: skip
    return Extraction(document, campaign, {"directives": rows}, (), [Attachment(link, "")] if link else [], signature([bare(text)]))


def hash_of(key: str) -> int:
    """A number of 64 bits that is the same in every run."""
    from hashlib import sha256

    return int.from_bytes(sha256(key.encode()).digest()[:8], "big")


def pairwise(found: Resolved, truth: dict[str, int]) -> tuple[float, float]:
    """Precision and recall over pairs of documents, counted by groups rather than pair by pair."""
    want = Counter(truth.values())
    got = Counter(d.campaign_id for d in found.documents if d.campaign_id)
    both = Counter((d.campaign_id, truth[d.document_id]) for d in found.documents if d.campaign_id)
    right, told, true = (sum(comb(n, 2) for n in counts.values()) for counts in (both, got, want))
    return right / told if told else 1.0, right / true if true else 1.0


def main() -> None:
    """Run the measurements and print them."""
    arguments = parser(__doc__ or "", "python benchmarks/joining.py --tables outputs/demo")
    arguments.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of documents")
    arguments.add_argument("--tables", type=Path, help="output of thidua extract over the bundled corpus")
    given = arguments.parse_args()
    rows: list[tuple[str, ...]] = []
    spent: list[tuple[int, float]] = []
    for size in sorted(given.sizes):
        made, truth = documents(size)
        began = time.process_time()
        found = resolve(made)
        seconds = time.process_time() - began
        precision, recall = pairwise(found, truth)
        growth = math.log(seconds / spent[-1][1]) / math.log(size / spent[-1][0]) if spent else None
        spent.append((size, seconds))
        crowded = sum(problem.code == "crowded-block" for problem in found.problems)
        rows.append(
            (f"{size:,}", f"{len(found.campaigns):,}", f"{seconds:.1f}", f"{seconds / size * 1e6:.0f}", f"{growth:.2f}" if growth else "-",
             f"{precision:.4f}", f"{recall:.4f}", str(crowded))
        )  # fmt: skip
        print(" ".join(rows[-1]), flush=True)
    columns = ("documents", "campaigns", "seconds", "µs each", "exponent", "precision", "recall", "crowded")
    show("Joining made-up documents", columns, rows, "seconds of processor time; exponent: growth against the line above")
    if given.tables:
        import csv

        gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "gold").glob("*.json"))]
        with (given.tables / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
            want, got = pairs_of(gold), pairs_found(csv.DictReader(file), (g["source"] for g in gold))
        right = len(want & got)
        print(f"bundled corpus: {len(want)} pairs, {len(got)} found, {right} right")
        print(f"precision {right / max(len(got), 1):.3f}, recall {right / max(len(want), 1):.3f}")
    keep(given.json, {"joining": [dict(zip(columns, row, strict=True)) for row in rows]})


if __name__ == "__main__":
    main()
