"""Blocks lose nothing: what all pairs would join, the proposed pairs join too; and signatures tell like texts from others."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from extractors.segmented import Block, Layout, Metadata
from extractors.view import bare, view
from pipeline.extract import Extraction
from pipeline.resolve.campaigns.blocking import LARGEST, NEIGHBOURS, Pairs, pairs
from pipeline.resolve.campaigns.evidence import ENOUGH, weigh
from pipeline.resolve.campaigns.profile import profile_of
from pipeline.resolve.campaigns.signature import alike, likeness, signature, signature_of
from tests.resolve.test_joining import told

WORDS = "sạch xanh đẹp an toàn đường làng ngõ xóm vườn rừng biển ruộng nhà chợ trường lớp thầy trò".split()  # noqa: SIM905


def some(count: int, chance: random.Random) -> list[Extraction]:
    """Documents of few provinces, names and days, so that many are alike; each leaves something out."""
    made = []
    for number in range(count):
        level = chance.choice([None, "tinh", "so_nganh", "xa"])
        campaign = {
            "name": f"Phong trào “{' '.join(chance.sample(WORDS[:9], chance.randrange(1, 5)))}”",
            "instrument": chance.choice([None, None, f"{chance.randrange(5)}/KH-UBND"]),
            "launched_by": {"tinh": "UBND tỉnh", "so_nganh": "Sở Y tế tỉnh", "xa": f"UBND xã {chance.choice('AB')}"}.get(level or ""),
            "level": level,
            "province_code_2025": chance.choice([None, "15", "12"]),
            "province_code": None,
            "launched_on": chance.choice([None, date(2024, 1, 1) + timedelta(days=chance.randrange(600))]),
        }
        link = chance.choice([(), (f"/ke-hoach-lang-xanh-{chance.randrange(9)}.pdf",)])
        source = f"ke-hoach-lang-xanh-{number % 9}.pdf" if chance.random() < 0.2 else ""
        kind = "ke_hoach" if source else "tin_tuc"
        text = " ".join(random.Random(chance.randrange(40)).choices(WORDS, k=60))
        made.append(replace(told(number, kind=kind, source=source, links=link, **campaign), signature=signature([bare(text)])))  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize("seed", range(4))
def test_every_pair_that_would_be_joined_is_compared(seed: int) -> None:
    profiles = [profile_of(extraction) for extraction in some(160, random.Random(seed))]
    proposed, crowded = pairs(profiles)
    assert crowded == []
    wanted = {(i, j) for i, j in combinations(range(len(profiles)), 2) if weigh(profiles[i], profiles[j]).score >= ENOUGH}
    assert len(wanted) > 50
    lost = [(profiles[i].name, profiles[j].name, weigh(profiles[i], profiles[j]).reasons) for i, j in wanted.difference(proposed)]
    assert lost == []


def test_a_block_without_end_is_compared_in_order_and_told() -> None:
    profiles = [profile_of(told(i, launched_on=None, launched_by=None, level=None)) for i in range(5 * LARGEST)]
    proposed, crowded = pairs(profiles)
    assert len(proposed) <= len(profiles) * NEIGHBOURS
    assert {i for block in crowded for i in block} == set(range(len(profiles)))


def test_pairs_that_come_again_are_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pairs, "_MORE", 10)  # sifted many times over
    chance = random.Random(3)
    given = [tuple(sorted(chance.sample(range(30), 2))) for _ in range(400)]
    found = Pairs(30)
    for at in range(0, len(given), 7):
        found.add((i, j) for i, j in given[at : at + 7])
    assert list(found) == sorted(set(given))
    assert len(found) == len(set(given))


def test_the_evidence_on_a_pair_has_no_direction() -> None:
    profiles = [profile_of(extraction) for extraction in some(40, random.Random(9))]
    for a, b in combinations(profiles, 2):
        assert weigh(a, b) == weigh(b, a)


@pytest.mark.parametrize(("changed", "least", "most"), [(0, 1.0, 1.0), (3, 0.7, 1.0), (30, 0.2, 0.65), (200, 0.0, 0.1)])
def test_signatures_tell_how_much_two_texts_have_in_common(changed: int, least: float, most: float) -> None:
    words = [f"w{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(200)]
    other = words[:]
    for at in random.Random(1).sample(range(200), changed):
        other[at] = f"x{other[at]}"
    one, two = signature([bare(" ".join(words))]), signature([bare(" ".join(other))])
    assert least <= likeness(one, two) <= most
    assert likeness(one, b"") == 0
    meet = any({0, 2} <= set(group) for group in alike([one, b"", two]))
    assert meet or changed > 3


def test_the_signature_of_a_document_leaves_out_what_stands_round_it() -> None:
    menu, first, last = "Trang chủ | Tin tức", "UBND tỉnh phát động phong trào thi đua làm đường", "trong cán bộ và nhân dân các xã"
    text = "\n".join((menu, first, last))
    ends = [len(menu), len(menu) + 1 + len(first), len(text)]
    starts = [0, ends[0] + 1, ends[1] + 1]
    kinds = ["furniture", "paragraph", "paragraph"]
    blocks = tuple(Block(start, end, "", 0, kind) for start, end, kind in zip(starts, ends, kinds, strict=True))
    layout = Layout(Metadata(), (), (), blocks, ((0, len(text)),))
    assert signature_of(view(text), layout) == signature([bare(first), bare(last)]) != b""
