"""What the tables are: their columns, keys and words for the reader, all read off ``extractors.facts``.

``datapackage()`` says the same in Frictionless Data Package v2. Nothing here needs pyarrow or pandas.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from extractors.codes import CODE_LISTS, code_list
from extractors.facts import SEVERITIES, STAGES, TABLES, Column, columns
from pipeline.publish.cuts.columns import CUTS

NAME = "thidua"

CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("dates", "precision"): ("day", "month", "quarter", "half", "year", "years"),
    ("dates", "bound"): ("at", "from", "until", "before"),
    ("targets", "comparator"): ("eq", "ge", "le", "gt", "lt", "approx", "range"),
    ("targets", "direction"): ("reach", "increase", "decrease", "maintain"),
    ("targets", "kind"): ("numeric", "qualitative"),
    ("participants", "kind"): ("collective", "individual"),
    ("participants", "basis"): ("stated", "addressed", "eligible"),
    ("awards", "recipient"): ("collective", "individual", "both"),
    ("links", "kind"): ("directive_instrument", "directive_campaign", "instrument_campaign", "campaign_campaign"),
    ("provinces", "province_type"): ("tinh", "thanh_pho"),
    ("districts", "district_type"): ("huyen", "quan", "thi_xa", "thanh_pho"),
    ("problems", "stage"): STAGES,
    ("problems", "severity"): SEVERITIES,
}
"""Columns whose few values are words of the format, not a code list."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as published: ``key`` is its primary key (empty: rows have none); ``folder`` that of its files, inside the output."""

    name: str
    en: str
    vi: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    folder: str = ""

    @property
    def stem(self) -> str:
        """Path of its files, inside the output and without their suffix."""
        return f"{self.folder}/{self.name}" if self.folder else self.name

    @property
    def header(self) -> list[str]:
        """Names of the columns, in the order of the file."""
        return [column.name for column in self.columns]


_WORDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "documents": ("One row per document that was read", "Mỗi dòng là một văn bản đã đọc", ("document_id",)),
    "campaigns": ("One row per emulation campaign", "Mỗi dòng là một phong trào, đợt thi đua", ("campaign_id",)),
    "directives": (
        "One row per document and legal or party instrument it names",
        "Mỗi dòng là một văn bản được dẫn trong một văn bản",
        (),
    ),
    "dates": ("One row per document, role and interval", "Mỗi dòng là một mốc hoặc khoảng thời gian trong một văn bản", ()),
    "targets": ("One row per target", "Mỗi dòng là một chỉ tiêu", ()),
    "participants": ("One row per document and participant type", "Mỗi dòng là một đối tượng thi đua trong một văn bản", ()),
    "awards": (
        "One row per document, form of award and who grants it",
        "Mỗi dòng là một hình thức khen thưởng và người có thẩm quyền",
        (),
    ),
    "joins": (
        "Why documents are one campaign: one row per document joined to another",
        "Vì sao các văn bản thuộc một phong trào: mỗi dòng là một lần ghép",
        ("document_id", "joined_to"),
    ),
    "links": (
        "What carries out what: directive, plan, campaign, campaigns below it",
        "Văn bản, phong trào nào triển khai văn bản, phong trào nào",
        (),
    ),
    "provinces": (
        "Provinces before and after 1 July 2025",
        "Các tỉnh, thành phố trước và sau ngày 01/7/2025",
        ("province_code", "valid_from"),
    ),
    "districts": (
        "The former districts, which ended with 30 June 2025, and their provinces",
        "Các huyện, quận, thị xã, thành phố thuộc tỉnh đến hết ngày 30/6/2025 và tỉnh của chúng",
        ("district_code", "valid_to"),
    ),
    "comparison": (
        "One row per campaign, wide, for a spreadsheet",
        "Mỗi dòng là một phong trào, dàn ngang để so sánh",
        ("campaign_id",),
    ),
    "problems": ("Everything that was not done", "Những gì chưa làm được", ()),
}


@cache
def tables() -> dict[str, Table]:
    """Every table by name, in the order of the data package."""
    found = {}
    for name, (en, vi, key) in _WORDS.items():
        described = columns(TABLES[name]) if name in TABLES else comparison_columns()
        found[name] = Table(name, en, vi, tuple(described), key)
    return found


@cache
def cuts() -> dict[str, Table]:
    """The ready cuts by name: tables that are made from the others."""
    return {name: Table(name, en, vi, tuple(columns(of)), key, "cuts") for name, (of, en, vi, key) in CUTS.items()}


def published() -> dict[str, Table]:
    """Every table and every cut."""
    return {**tables(), **cuts()}


def comparison_columns() -> list[Column]:
    """Columns of ``comparison``: those of a campaign, then one column per award, participant and sector code."""
    return [
        *columns(TABLES["campaigns"]),
        Column("duration_days", "integer", "days from the start to the end, both included", "số ngày từ lúc bắt đầu đến hết"),
        Column(
            "days_from_directive",
            "integer",
            "days from the directive it carries out to the launch",
            "số ngày từ văn bản được triển khai đến ngày phát động",
        ),
        *_per_code("awards", "award", "integer", "awards of this form", "số lượt khen thưởng"),
        *_per_code("participants", "participant", "boolean", "takes part", "có tham gia"),
        *_per_code("sectors", "sector", "integer", "targets in this sector", "số chỉ tiêu"),
    ]


def _per_code(codes: str, prefix: str, kind: str, en: str, vi: str) -> Iterator[Column]:
    for code, row in code_list(codes).items():
        yield Column(f"{prefix}_{code}", kind, f"{en}: {row['label_en']}", f"{vi}: {row['label']}", required=True)


def release() -> str:
    """Version of the installed thidua (``0`` where it is not installed)."""
    try:
        return version(NAME)
    except PackageNotFoundError:
        return "0"


def datapackage(encoding: str = "utf-8") -> dict[str, Any]:
    """The descriptor of an output folder, without anything that differs between two runs over the same inputs.

    Parameters
    ----------
    encoding
        That of the CSV files: ``utf-8``, or ``utf-8-sig`` where they are written for a spreadsheet.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": "Announcements of emulation campaigns (thông báo phong trào thi đua)",
        "description": (
            "Facts read from announcements of Vietnamese emulation campaigns, each with the place it was read from: "
            "`start` and `end` count Unicode code points in `texts/<document_id>.txt`. "
            "The rows of each CSV stand as Parquet beside it."
        ),
        "version": release(),
        "licenses": [
            {"name": "Apache-2.0", "path": "https://www.apache.org/licenses/LICENSE-2.0", "title": "Apache License 2.0"}
        ],
        "resources": [
            *(resource(table, encoding) for table in published().values()),
            *(_code_resource(name, encoding) for name in CODE_LISTS),
        ],
    }


def resource(table: Table, encoding: str) -> dict[str, Any]:
    """A table as the data package describes it."""
    schema: dict[str, Any] = {"fields": [_field(table.name, column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = [_foreign(column) for column in table.columns if column.references or column.codes]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.stem}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "title": table.en,
        "description": f"{table.en}. {table.vi}.",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": schema,
    }


def _field(table: str, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": column.vi,
        "description": f"{column.en} / {column.vi}",
    }
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if (table, column.name) in CHOICES:
        constraints["enum"] = list(CHOICES[table, column.name])
    if column.name == "confidence":
        constraints |= {"minimum": 0, "maximum": 1}
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign(column: Column) -> dict[str, Any]:
    if column.references:
        resource, name = column.references.split(".")
    else:
        resource, name = f"codes-{str(column.codes).replace('_', '-')}", "code"
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [name]}}


def _code_resource(name: str, encoding: str) -> dict[str, Any]:
    header = list(next(iter(code_list(name).values())))
    fields = [
        {"name": column, "type": "string", **({"constraints": {"required": True}} if column == "code" else {})}
        for column in header
    ]
    return {
        "name": f"codes-{name.replace('_', '-')}",
        "type": "table",
        "path": f"codes/{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "title": f"Codes: {name}",
        "schema": {"fields": fields, "primaryKey": ["code"], "missingValues": [""]},
    }
