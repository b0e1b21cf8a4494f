"""Bodies that issue together: the symbol of their instrument names each ("15/KHPH-SGDĐT-CĐN"), the words often the first alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.agencies import complete
from extractors.agencies.bodies import DEPARTMENTS, OFFICES

# Of mass organisations, armed forces and the party's front, which have one body in a province or district.
_BESIDE = {
    "LĐLĐ": "Liên đoàn Lao động", "TĐTN": "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "ĐTN": "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "HND": "Hội Nông dân", "HPN": "Hội Liên hiệp Phụ nữ", "HLHPN": "Hội Liên hiệp Phụ nữ", "LHPN": "Hội Liên hiệp Phụ nữ",
    "HCCB": "Hội Cựu chiến binh", "CCB": "Hội Cựu chiến binh", "HCTĐ": "Hội Chữ thập đỏ", "HKH": "Hội Khuyến học", "CAT": "Công an",
    "MTTQ": "Ủy ban Mặt trận Tổ quốc Việt Nam", "UBMTTQ": "Ủy ban Mặt trận Tổ quốc Việt Nam", "BHXH": "Bảo hiểm xã hội",
}  # fmt: skip
# The union of a branch bears the name of the department beside it.
_BRANCHES = {"SGDĐT": "Công đoàn ngành Giáo dục", "SYT": "Công đoàn ngành Y tế", "SCT": "Công đoàn ngành Công Thương"}
_LOCAL = frozenset((*_BESIDE.values(), *_BRANCHES.values(), "Công đoàn ngành"))
_UNITS = ("CĐN", "CĐGD", "CĐYT")
_BETWEEN = re.compile(
    r", (?=(?:Sở|Phòng|Ban|Công an|Thanh tra|Liên đoàn|Đoàn Thanh niên|Hội|Công đoàn|Ủy ban|Bảo hiểm|Bộ|Chính phủ|Tổng Liên đoàn)\s)"
)


def joint_issuer(bodies: Sequence[str]) -> tuple[str, str] | None:
    """Names and level of the local bodies of a joint symbol; None unless a department or district office is one of several.

    >>> joint_issuer(("SGDĐT", "CĐN"))
    ('Sở Giáo dục và Đào tạo, Công đoàn ngành Giáo dục', 'so_nganh')
    """
    first = next((body for body in bodies if body in DEPARTMENTS or body in OFFICES), None)
    names = [name for body in bodies if (name := _name(body, bodies))]
    if first is None or len(names) < 2:
        return None
    return ", ".join(dict.fromkeys(names)), "so_nganh" if first in DEPARTMENTS else "phong_ban"


def _name(body: str, bodies: Sequence[str]) -> str | None:
    if body in _UNITS:
        return next((_BRANCHES[other] for other in bodies if other in _BRANCHES), "Công đoàn ngành")
    return _BESIDE.get(body) or DEPARTMENTS.get(body) or OFFICES.get(body)


def together(issuer: str) -> list[str]:
    """The bodies of a joint issuer's name.

    >>> together("Sở Văn hóa, Thể thao và Du lịch, Liên đoàn Lao động")
    ['Sở Văn hóa, Thể thao và Du lịch', 'Liên đoàn Lao động']
    """
    return _BETWEEN.split(issuer)


@lru_cache(maxsize=4096)
def complete_each(issuer: str | None, place: str | None) -> str | None:
    """`extractors.agencies.complete` for each body of a joint issuer; those that are not complete by themselves stand with the first.

    >>> complete_each("Sở Y tế, Liên đoàn Lao động", "Bến Tre")
    'Sở Y tế tỉnh Bến Tre, Liên đoàn Lao động tỉnh Bến Tre'
    """
    if issuer is None or len(names := together(issuer)) < 2:
        return complete(issuer, place)
    done = [complete(name, place) or name for name in names]
    where = next((full.removeprefix(name) for name, full in zip(names, done, strict=True) if full != name and full.startswith(name)), "")
    whole = (full + where if full == name and name in _LOCAL else full for name, full in zip(names, done, strict=True))
    return ", ".join(whole)
