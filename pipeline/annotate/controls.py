"""What a person can say in Label Studio: a label for each table, and a control for each column that gold files hold.

Everything is read off the types of the tables and their code lists, for writing the labelling page and for reading back what was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from extractors.codes import code_list
from extractors.facts import FACTS, TABLES, Column, columns
from pipeline.annotate.reading import value_columns
from pipeline.publish.schema import CHOICES

LABEL = "fact"  # name of the control that gives a stretch of text its table
OPTIONAL = "optional"
UNPLACED = "unplaced"
UNSCORED = "unscored"
YES, NO = "yes", "no"

DOCUMENT = (
    "title", "document_type", "document_number", "issued_on", "published_at", "issuer", "issuer_level", "province_code",
    "province_code_2025", "district_name", "is_announcement",
)  # fmt: skip
CAMPAIGN = (
    "name", "theme", "campaign_type", "launched_by", "level", "launched_on", "start_from", "start_to", "end_from", "end_to",
    "instrument", "implements",
)  # fmt: skip
TOLD: dict[str, tuple[str, ...]] = {"document": DOCUMENT, "campaign": CAMPAIGN}
"""Keys of a gold file that hold one row, with their columns."""

KEYS = (*TOLD, *FACTS)
"""Keys of a gold file that can be annotated."""

# Follow from other columns, or are no matter of annotation.
_DERIVED = {
    "directives": {"year", "symbol", "mentions"},
    "dates": {"edtf", "precision", "anchor"},
    "targets": {"unit_label", "same_as"},
}
_WORDS = {
    "document": ("Văn bản", "Document"),
    "campaign": ("Phong trào", "Campaign"),
    "directives": ("Văn bản được dẫn", "Directive"),
    "dates": ("Mốc thời gian", "Date"),
    "targets": ("Chỉ tiêu", "Target"),
    "participants": ("Đối tượng thi đua", "Participant"),
    "awards": ("Khen thưởng", "Award"),
}


@dataclass(frozen=True, slots=True)
class Control:
    """One column as Label Studio asks for it: from a list (``choices``: what is shown by code) or as text (no choices)."""

    name: str
    key: str
    column: Column
    choices: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What is asked, in Vietnamese and English."""
        return f"{self.column.vi} · {self.column.en}"

    @property
    def codes(self) -> dict[str, str]:
        """Codes by what Label Studio may have kept: the code, or the words shown."""
        return {shown: code for code, shown in self.choices.items()} | {code: code for code in self.choices}


def words(key: str) -> str:
    """A table in Vietnamese and English, as a label; never with a comma, at which Label Studio would cut.

    >>> words("awards")
    'Khen thưởng · Award'
    """
    vi, en = _WORDS.get(key, (key, key))
    return vi if vi == en else f"{vi} · {en}"


def table_of(label: object, tables: Sequence[str]) -> str | None:
    """The table that a label of Label Studio stands for."""
    return next((table for table in tables if label in (table, words(table))), None)


@cache
def controls(key: str) -> tuple[Control, ...]:
    """Controls of a table, of ``document`` or of ``campaign``, in the order of the columns."""
    if key in TOLD:
        described = {column.name: column for column in columns(TABLES[f"{key}s"])}
        return tuple(_control(key, f"{key}s", described[name]) for name in TOLD[key])
    return tuple(_control(key, key, column) for column in value_columns(key) if column.name not in _DERIVED.get(key, ()))


def _control(key: str, table: str, column: Column) -> Control:
    choices: dict[str, str] = {}
    if column.codes:
        choices = {code: f"{row['label']} · {row['label_en']}" for code, row in code_list(column.codes).items()}
    elif (table, column.name) in CHOICES:
        choices = {code: code for code in CHOICES[table, column.name]}
    elif column.type == "boolean":
        # Not true and false: Label Studio's page would read them as truth values where it wants text, and stay empty.
        choices = {YES: "có · yes", NO: "không · no"}
    return Control(f"{key}_{column.name}", key, column, choices)
