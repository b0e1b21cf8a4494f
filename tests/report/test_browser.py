"""The page as a person meets it: in a real Chromium, with a mouse, with a keyboard, on a phone, in the dark, on paper."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.facts import Award, DateFact, Directive, Participant, Target
from pipeline.report import report
from pipeline.report.blocks import block
from tests.report.chromium import CHROMIUM, DRIVER, browser, open_page, until
from tests.report.making import LAO_CAI, YEN_BAI, campaign, campaign_id, document, document_id, found, output

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Chromium: apt-get install chromium chromium-driver")

HOSTILE = '</script><script>window.ran=1</script><img src=x onerror="window.ran=1"> " onfocus="window.ran=1" autofocus x="'
# An emoji and a character of Nôm are one code point each and two units of UTF-16.
TEXT = f"🎖 Tặng 𡗶 Bằng khen cho 20 tập thể, 45 cá nhân trước ngày 15/11/2024.\n{HOSTILE}\nTăng 7 - 8,5%."


def spot(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
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


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    with browser() as driver:
        yield driver


@pytest.fixture
def driver(window: Any, page: Path) -> Iterator[Any]:
    """The page, opened anew as a reader finds it who was never there."""
    open_page(window, page)
    yield window
    window.execute_script("localStorage.clear()")


def go(driver: Any, address: str) -> None:
    driver.execute_script("location.hash = arguments[0]", address)
    until(driver, "return document.querySelector('#main').dataset.address === location.hash")


def reading(driver: Any, number: int = 1, fact: str = "") -> None:
    go(driver, f"#/document/{document_id(number)}{fact and f'?fact={fact}'}")


def texts(driver: Any, selector: str) -> list[str]:
    return list(driver.execute_script("return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", selector))


def marks(driver: Any, selector: str) -> list[tuple[str, str]]:
    """Address and label of the marks of a chart."""
    of_each = "(a) => [a.getAttribute('href'), a.getAttribute('aria-label')]"
    return list(driver.execute_script(f"return [...document.querySelectorAll(`${{arguments[0]}} .plot a`)].map({of_each})", selector))


def press(driver: Any, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def click(driver: Any, words: str) -> None:
    """Click the button that says so."""
    script = "[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === arguments[0]).click()"
    driver.execute_script(script, words)


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


def test_every_fact_is_marked_where_it_stands(driver: Any) -> None:
    """Also those that overlap, and behind characters that JavaScript counts twice."""
    reading(driver)
    of_each = "(one) => [one.className, one.textContent, one.style.boxShadow]"
    pieces = driver.execute_script(f"return [...document.querySelectorAll('mark')].map({of_each})")
    assert [(kind.removeprefix("kind-"), words) for kind, words, _ in pieces] == [
        ("awards", "Bằng khen cho 20 tập thể"), ("awards", ", 45 "), ("dates", "cá nhân"), ("dates", " trước ngày 15/11/2024"),
        ("participants", "window.ran=1"), ("targets", "7 - 8,5%"),
    ]  # fmt: skip
    shadows = [shadow for _, _, shadow in pieces]
    assert [shadow.count("--kind-awards") for shadow in shadows] == [2, 1, 1, 0, 0, 0]
    assert [shadow.count("--kind-dates") for shadow in shadows] == [0, 0, 1, 1, 0, 0]
    # "cá nhân" is in an award and in a date: each has a line of its own, the same one throughout.
    assert shadows[2].index("--kind-awards") < shadows[2].index("--kind-dates")


def test_whatever_overlaps_is_marked_in_whole(driver: Any, tmp_path: Path) -> None:
    chance = random.Random(7)
    written, facts = {}, []
    for number in range(30):
        text = "".join(chance.choice("ab Đủ\n𡗶🎖\u0301") for _ in range(60))
        written[document_id(number)] = text
        for _ in range(chance.randint(1, 9)):
            start = chance.randrange(59)
            end = chance.randint(start + 1, 60)
            kind, code = chance.choice([(Award, "award_code"), (Participant, "participant_code"), (DateFact, "role")])
            facts.append(found(kind, number, start, end, **{code: "khac"}, **({"basis": "stated"} if kind is Participant else {})))
    open_page(driver, report(output(tmp_path / "out", *map(document, range(30)), *facts, texts=written)))
    for number in range(30):
        reading(driver, number)
        quotes = [written[fact.document_id][fact.start : fact.end] for fact in facts if fact.document_id == document_id(number)]
        stepped = driver.execute_script(
            "const seen = []; for (let i = 0; i < arguments[0]; i++) { document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n' }));"
            "seen.push([...document.querySelectorAll('mark[data-current]')].map((one) => one.textContent).join('')); } return seen",
            len(quotes),
        )
        assert sorted(stepped) == sorted(quotes)
        assert texts(driver, ".text") == [written[document_id(number)]]


def test_values_appear_under_the_mouse(driver: Any) -> None:
    from selenium.webdriver import ActionChains

    reading(driver)
    ActionChains(driver).move_to_element(driver.find_elements("css selector", "mark")[2]).perform()
    until(driver, "return !document.querySelector('#tip').hidden")
    assert texts(driver, "#tip .fact > b") == ["Thời gian", "Khen thưởng"]
    said = dict(zip(texts(driver, "#tip .fact:nth-child(2) dt"), texts(driver, "#tip .fact:nth-child(2) dd"), strict=True))
    assert said["Hình thức"] == "Bằng khen"
    assert said["Cho"] == "cá nhân"
    assert said["Số lượng"] == "1.045"
    ActionChains(driver).move_to_element(driver.find_element("css selector", "h1")).perform()
    until(driver, "return document.querySelector('#tip').hidden")


def test_keys_lead_from_fact_to_fact(driver: Any) -> None:
    reading(driver)
    seen = []
    for _ in range(6):
        press(driver, "n")
        seen.append("".join(texts(driver, "mark[data-current]")))
    assert seen == [
        "Bằng khen cho 20 tập thể, 45 cá nhân", "Bằng khen cho 20 tập thể", "cá nhân trước ngày 15/11/2024", "window.ran=1", "7 - 8,5%",
        "Bằng khen cho 20 tập thể, 45 cá nhân",
    ]  # fmt: skip
    press(driver, "p")
    assert texts(driver, "mark[data-current]") == ["7 - 8,5%"]
    assert texts(driver, ".place") == ["5 / 5"]
    assert "Mức tăng 7 – 8,5%" in texts(driver, "#said")[0]
    assert driver.execute_script("return document.activeElement.textContent") == "7 - 8,5%"


def test_a_kind_can_be_left_out(driver: Any) -> None:
    reading(driver)
    driver.execute_script("document.querySelector('.kinds .kind-awards input').click()")
    assert texts(driver, "mark") == ["cá nhân trước ngày 15/11/2024", "window.ran=1", "7 - 8,5%"]
    assert texts(driver, ".text") == [TEXT]
    assert texts(driver, ".place") == ["– / 3"]
    reading(driver, 2)
    reading(driver, 1, "awards.0")  # a link to a fact shows its kind again
    until(driver, "return document.querySelector('mark[data-current]')")
    assert "".join(texts(driver, "mark[data-current]")) == "Bằng khen cho 20 tập thể"


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
