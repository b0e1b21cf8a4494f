"""A document in the page: its text with every fact marked, in a real Chromium."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from extractors.facts import Award, DateFact, Participant
from pipeline.report import report
from tests.report.chromium import needs_chromium, open_page, press, reading, texts, until
from tests.report.making import TEXT, document, document_id, found, output

pytestmark = needs_chromium


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
