"""A page made for the browser, and a window to open it in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.facts import Award, DateFact, Directive, Participant, Target
from pipeline.report import report
from tests.report.chromium import browser, open_page
from tests.report.making import HOSTILE, LAO_CAI, TEXT, YEN_BAI, campaign, document, document_id, found, output, spot


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with all that a document can carry, and enough documents to be grouped in thousands."""
    launch = {"launched_on": date(2024, 2, 1), "start_from": date(2024, 2, 1), "end_to": date(2024, 12, 31), "level": "tinh"}
    central = {"issuer_level": "trung_uong", "issued_on": date(2024, 1, 1), "role": "thuc_hien", "document_type": "chi_thi"}
    facts = [
        found(Award, 1, *spot("Bằng khen cho 20 tập thể"), award_code="bang_khen", recipient="collective", quantity_min=20),
        found(Award, 1, *spot("Bằng khen cho 20 tập thể, 45 cá nhân"), award_code="bang_khen", recipient="individual", quantity_min=1045),
        found(DateFact, 1, *spot("cá nhân trước ngày 15/11/2024"), role="bao_cao", date_to=date(2024, 11, 15)),
        found(Participant, 1, *spot("window.ran=1"), participant_code="can_bo", basis="stated", label=HOSTILE),
        found(Target, 1, *spot("7 - 8,5%"), indicator="GRDP", sector="kinh_te", comparator="range", value_min=Decimal(7),
              value_max=Decimal("8.5"), unit="phan_tram", direction="increase"),
        found(Directive, 2, 0, 3, number="34/CT-TTg", **central), found(Directive, 3, 0, 3, number="34/CT-TTg", **central),
        found(Directive, 3, 4, 8, number="5/KH-UBND", role="can_cu"),
    ]  # fmt: skip
    return report(
        output(
            tmp_path_factory.mktemp("browser") / "out", *facts,
            campaign(1, name=HOSTILE, **LAO_CAI, **launch, implements="34/CT-TTg"),
            campaign(2, **YEN_BAI, **launch, implements="34/CT-TTg"),
            document(1, 1, title=HOSTILE, source="javascript:window.ran=1"), document(2, 1, source="https://example.gov.vn/a?b=1&c=2"),
            document(3, 2), *map(document, range(4, 1240)),
            texts={document_id(1): TEXT},
        )
    )  # fmt: skip


@pytest.fixture(scope="session")
def window() -> Iterator[Any]:
    """A window of a desktop."""
    with browser() as driver:
        yield driver


@pytest.fixture
def driver(window: Any, page: Path) -> Iterator[Any]:
    """The page, opened anew as a reader finds it who was never there."""
    open_page(window, page)
    yield window
    window.execute_script("localStorage.clear()")
