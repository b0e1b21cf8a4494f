"""The crosswalk as a table: every province with its validity, its successor, the acts, its other names, and who publishes for it."""

from __future__ import annotations

from datetime import timedelta

from extractors.facts import District, Province
from extractors.places.tables import REFORM, ProvinceRow, aliases, districts, old_provinces, province_at, provinces, publishers

_SLUGS = {"tỉnh": "tinh", "thành phố": "thanh_pho", "huyện": "huyen", "quận": "quan", "thị xã": "thi_xa"}


def province_rows() -> list[Province]:
    """The rows of the table ``provinces``.

    A province of the 34 has the names and publishers of the one of the 63 whose name it bears.

    >>> len([row for row in province_rows() if row.valid_to is None])
    34
    """
    return [_province(row) for row in provinces()]


def _province(row: ProvinceRow) -> Province:
    after = _successor(row)
    of_63 = row.code if row.valid_from < REFORM else _namesake(row)
    return Province(
        province_code=row.code, province_name=row.name, valid_from=row.valid_from, valid_to=row.valid_to,
        province_code_2025=row.code_2025, province_name_2025=row.name_2025, province_type=_SLUGS[row.type],
        successor_code=after.code if after else None, successor_name=after.name if after else None,
        decree=row.decree or None, ended_by=row.ended_by or None,
        aliases=_joined([alias for alias in _names("spelling", of_63) if alias != row.name]),
        abbreviations=_joined(_names("abbreviation", of_63)),
        newspapers=_joined(publishers()[of_63]["newspapers"]),
        newspaper_hosts=_joined(publishers()[of_63]["newspaper_hosts"]),
        portal_hosts=_joined(publishers()[of_63]["portal_hosts"]),
    )  # fmt: skip


def _successor(row: ProvinceRow) -> ProvinceRow | None:
    """What the province was from the day after its last."""
    if row.valid_to is None:
        return None
    day = row.valid_to + timedelta(days=1)
    if row.valid_from >= REFORM:
        return next(other for other in provinces() if other.code == row.code and other.valid_on(day))
    return province_at(row.code, day)


def _namesake(row: ProvinceRow) -> str:
    """Code among the 63 of the province whose name one of the 34 bears.

    >>> _namesake(next(row for row in provinces() if row.valid_from >= REFORM and row.name == "Lào Cai"))
    '10'
    """
    return next(code for code, old in old_provinces().items() if old.name == row.name)


def _names(kind: str, code: str) -> list[str]:
    return [alias for alias, of in aliases()[kind] if of == code]


def _joined(names: list[str] | tuple[str, ...]) -> str | None:
    return "|".join(names) or None


def district_rows() -> list[District]:
    """The rows of the table ``districts``: those of the last day, and those dissolved since 2008."""
    return [
        District(
            district_code=unit.code, district_name=unit.name, district_type=_SLUGS[unit.type], type_since=unit.type_since,
            valid_to=unit.valid_to, province_code=unit.province, province_name=old_provinces()[unit.province].name,
            province_code_2025=old_provinces()[unit.province].code_2025, province_name_2025=old_provinces()[unit.province].name_2025,
        )
        for unit in districts()
    ]  # fmt: skip
