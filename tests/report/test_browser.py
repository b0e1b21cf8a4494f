"""The page as a person meets it: in a real Chromium, with a mouse, with a keyboard, on a phone, in the dark, on paper."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.report import report
from pipeline.report.blocks import block
from tests.report.chromium import browser, click, go, marks, needs_chromium, open_page, press, reading, texts, until
from tests.report.making import HOSTILE, TEXT, campaign_id, document_id, output

pytestmark = needs_chromium

VIEWS = ["#/", f"#/document/{document_id(1)}", f"#/campaign/{campaign_id(1)}", "#/campaigns", "#/documents", "#/problems", "#/rows/awards",
         "#/rows/targets?code=kinh_te", "#/no/such/view", "#/document/nothing", "#/campaign/%E0%A4%A", "#/rows/constructor",
         "#/campaigns?system=12&place=x", f"#/document/{document_id(1)}?fact=nothing.1", "#/rows/targets?code=__proto__"]  # fmt: skip


def test_it_loads_nothing_and_breaks_no_rule_of_its_own(driver: Any, page: Path) -> None:
    for log in ("performance", "browser"):
        driver.get_log(log)  # what came before
    open_page(driver, page)
    for view in VIEWS:
        go(driver, view)
    assert driver.get_log("browser") == []
    sent = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = {event["params"]["request"]["url"].split("#")[0] for event in sent if event["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith(("data:", "about:"))} == {page.as_uri()}


def test_what_a_document_carries_is_shown_as_text(driver: Any) -> None:
    for view in ("#/campaigns", "#/documents", f"#/campaign/{campaign_id(1)}", "#/rows/participants", "#/rows/targets?code=kinh_te"):
        go(driver, view)
        until(driver, "return document.querySelector('tbody tr')")
        assert driver.execute_script("return document.querySelectorAll('#main script, #main img, [onfocus], [autofocus]').length") == 0
    reading(driver)
    assert texts(driver, ".text") == [TEXT]
    assert texts(driver, "h1") == [HOSTILE]
    assert driver.execute_script("return window.ran === undefined")
    assert driver.execute_script("return [...document.querySelectorAll('a')].every((one) => /^(#|https:)/.test(one.getAttribute('href')))")
    assert "javascript:window.ran=1" in texts(driver, "dd")


def test_a_script_that_were_put_in_does_not_run(driver: Any) -> None:
    driver.execute_script(
        "const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.body.append(one);"
        "const two = document.createElement('div'); two.innerHTML = '<img src=x onerror=\"window.ran=1\">'; document.body.append(two);"
    )
    assert driver.execute_async_script("const done = arguments[0]; setTimeout(() => done(window.ran === undefined), 300)")
    driver.get_log("browser")


def test_the_web_is_linked_to_and_nothing_else(driver: Any) -> None:
    reading(driver, 2)
    links = driver.execute_script("return [...document.querySelectorAll('dd a')].map((one) => [one.href, one.rel])")
    assert links == [["https://example.gov.vn/a?b=1&c=2", "noopener noreferrer"]]


def test_a_chart_leads_to_its_rows_by_keyboard(driver: Any) -> None:
    driver.execute_script("document.querySelector('#awards .plot a').focus()")
    assert "Bằng khen · Lào Cai: 1 trên 2 phong trào (50%)" in texts(driver, "#tip")
    press(driver, "\ue007")  # Enter
    until(driver, "return document.querySelector('tbody')")
    assert driver.execute_script("return document.activeElement.tagName") == "H1"
    assert [words.strip("“”") for words in texts(driver, "tbody a")] == ["Bằng khen cho 20 tập thể", "Bằng khen cho 20 tập thể, 45 cá nhân"]
    driver.execute_script("document.querySelector('tbody a').click()")
    until(driver, "return document.querySelector('mark[data-current]')")
    assert "".join(texts(driver, "mark[data-current]")) == "Bằng khen cho 20 tập thể"


def test_arrows_lead_through_a_chart(driver: Any) -> None:
    names = []
    driver.execute_script("document.querySelector('#provinces .grid a').focus()")
    for key in ("\ue014", "\ue014", "\ue015", "\ue012"):  # right, right, down, left
        press(driver, key)
        names.append(driver.execute_script("return document.activeElement.getAttribute('aria-label')").split(":")[0])
    assert names == ["Lào Cai", "Tuyên Quang", "Thái Nguyên", "Điện Biên"]
    assert driver.execute_script("return document.querySelectorAll('#provinces .grid a[tabindex=\"0\"]').length") == 1


def test_every_chart_has_links(driver: Any) -> None:
    for name in ("provinces", "timeline", "awards", "participants", "targets", "cascade"):
        driver.execute_script("document.querySelector(`#${arguments[0]}`).scrollIntoView()", name)
        until(driver, f"return document.querySelector('#{name} .plot a')")
        links = marks(driver, f"#{name}")
        assert all(href.startswith("#/") and label for href, label in links), name


@pytest.mark.parametrize(
    ("section", "rows"),
    [("provinces", 2), ("timeline", 2), ("awards", 2), ("participants", 1)],
)
def test_the_rows_behind_a_mark_are_as_many_as_it_says(driver: Any, section: str, rows: int) -> None:
    until(driver, f"return document.querySelector('#{section} .plot a')")
    go(driver, next(href for href, label in marks(driver, f"#{section}") if ": 0 " not in label))
    until(driver, "return document.querySelector('tbody tr')")
    assert len(texts(driver, "tbody tr")) == rows


def test_both_systems_of_provinces(driver: Any) -> None:
    def counts() -> list[str]:
        return [label for _, label in marks(driver, "#provinces .grid") if not label.endswith(": 0 phong trào")]

    assert len(texts(driver, "#provinces .grid a")) == 34
    assert counts() == ["Lào Cai: 2 phong trào"]
    click(driver, "63 tỉnh (đến 30/6/2025)")
    until(driver, "return document.querySelectorAll('#provinces .grid a').length === 63")
    assert counts() == ["Lào Cai: 1 phong trào", "Yên Bái: 1 phong trào"]
    assert driver.execute_script("return document.activeElement.textContent") != ""


def test_both_languages(driver: Any) -> None:
    assert texts(driver, ".figure-documents b") == ["1.239"]
    assert texts(driver, "h1") == ["Phong trào thi đua: báo cáo"]
    click(driver, "English")
    until(driver, "return document.documentElement.lang === 'en' && document.querySelector('h1').textContent.startsWith('Emulation')")
    assert texts(driver, ".figure-documents b") == ["1,239"]
    reading(driver, 1, "targets.0")
    until(driver, "return !document.querySelector('#tip').hidden")
    assert texts(driver, "#tip dd")[0] == "increase 7 – 8.5%"
    driver.refresh()
    until(driver, "return document.documentElement.lang === 'en'")  # the choice is remembered


def test_the_cascade_of_a_directive(driver: Any) -> None:
    driver.execute_script("document.querySelector('#cascade').scrollIntoView()")
    until(driver, "return document.querySelector('#cascade .plot a')")
    assert texts(driver, "#cascade option") == ["34/CT-TTg · 2 phong trào"]
    assert [label.splitlines()[-1] for _, label in marks(driver, "#cascade")] == ["01/02/2024 · sau 31 ngày"] * 2
    assert texts(driver, "#cascade tbody th, #cascade tbody td") == ["Cấp tỉnh", "2", "1", "31", "31", "31"]


def test_documents_are_found_by_their_words_with_or_without_accents(driver: Any) -> None:
    go(driver, "#/documents")
    driver.find_element("css selector", "input[type=search]").send_keys("VAN ban 1238")
    until(driver, "return document.querySelectorAll('tbody tr').length === 1")
    assert texts(driver, "tbody a") == ["Văn bản 1238"]


def test_texts_are_opened_only_when_they_are_read(driver: Any, page: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "page.html"
    written = page.read_text(encoding="utf-8")
    start = written.index('<script type="application/gzip;base64" id="block-texts-1"')
    spoilt.write_text(written[:start] + block("texts-1", "spoilt") + "</body></html>", encoding="utf-8")
    open_page(driver, spoilt)
    assert texts(driver, ".figure-documents b") == ["1.239"]
    reading(driver)
    assert texts(driver, ".text") == [TEXT]
    assert driver.get_log("browser") == []


def test_a_phone_needs_no_scrolling_aside(page: Path) -> None:
    with browser(375, 700) as driver:
        open_page(driver, page)
        for view in VIEWS:
            go(driver, view)
            assert driver.execute_script("return document.documentElement.scrollWidth") == 375, view


def test_the_dark_is_followed_and_can_be_chosen(driver: Any) -> None:
    def ground() -> str:
        return str(driver.execute_script("return getComputedStyle(document.body).backgroundColor"))

    light, dark = "rgb(255, 255, 255)", "rgb(20, 24, 29)"
    assert ground() == light
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    until(driver, f"return getComputedStyle(document.body).backgroundColor === '{dark}'")
    click(driver, "Sáng")
    assert ground() == light
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    click(driver, "Tối")
    assert ground() == dark


def test_a_file_that_was_cut_off_says_so(driver: Any, page: Path, tmp_path: Path) -> None:
    cut = tmp_path / "page.html"
    written = page.read_text(encoding="utf-8")
    cut.write_text(written[: written.index('id="block-texts-0"') + 200], encoding="utf-8")
    open_page(driver, cut)
    go(driver, f"#/document/{document_id(1)}")
    assert texts(driver, "h1") == ["Không đọc được phần này của tệp; tệp có thể chưa được chép trọn vẹn"]


def test_sources_are_shown_where_a_nightly_run_left_them(driver: Any, tmp_path: Path) -> None:
    out = output(tmp_path / "out")
    (out / "source_health.csv").write_text("source,last_success,items\n<b>laocai</b>,2026-11-19T01:30,12\n", encoding="utf-8")
    open_page(driver, report(out), "#/?at=health")
    assert texts(driver, "#health th") == ["Nguồn", "Lần lấy được gần nhất", "Số bài", "<b>laocai</b>"]
    assert texts(driver, "#health td") == ["19/11/2026 01:30", "12"]
    assert driver.execute_script("return document.activeElement.id") == "h-health"


def test_paper(driver: Any) -> None:
    import pypdfium2

    def printed() -> str:
        data = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"])
        pages = list(pypdfium2.PdfDocument(data))
        assert len(pages) < 12
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())

    overview = printed()
    for words in ("Phong trào theo tỉnh", "Hình thức khen thưởng theo tỉnh", "tăng 7 – 8,5%", "Lào Cai", "sau 31 ngày"):
        assert words in overview
    assert "English" not in overview  # what can only be clicked is left out
    reading(driver)
    paper = printed()
    for words in ("Bằng khen cho 20 tập thể, 45 cá nhân trước ngày 15/11/2024", "Đối tượng 1", "1.045", "tăng 7 – 8,5%"):
        assert words in paper
