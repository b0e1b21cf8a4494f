"""The report on the bundled corpus: every document opens, and shows the text that the tables count in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publish.texts import read_text
from pipeline.report import report
from tests.cli.test_command import rows
from tests.report.chromium import browser, needs_chromium, open_page, until

pytestmark = [pytest.mark.slow, needs_chromium]


def test_every_document_opens(tables: Path, tmp_path: Path) -> None:
    page = report(tables, tmp_path / "page.html", "en")
    documents = rows(tables, "documents")
    with browser() as driver:
        open_page(driver, page)
        assert driver.execute_script("return document.querySelector('.figure-documents b').textContent") == str(len(documents))
        for row in documents:
            driver.execute_script("location.hash = `#/document/${arguments[0]}`", row["document_id"])
            until(driver, "return document.querySelector('#main').dataset.address === location.hash")
            shown, marks = driver.execute_script(
                "return [document.querySelector('.text').textContent, document.querySelectorAll('mark').length]"
            )
            assert shown == read_text(tables, row["document_id"])
            assert marks > 0 or row["is_announcement"] != "true"
        assert driver.get_log("browser") == []
