"""A headless Chromium that the tests and the benchmark drive; without a network and with a profile of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.report.making import document_id

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
needs_chromium = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Chromium: apt-get install chromium chromium-driver")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb",
)  # fmt: skip
_PATIENCE = 60  # seconds; the machine may be busy


@contextmanager
def browser(width: int = 1280, height: int = 900, *, dark: bool = False) -> Iterator[Any]:
    """A driver of a window of this size (CSS pixels), which notes what the console says."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for flag in (*_FLAGS, f"--window-size={width},{height}", f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        try:
            driver.set_script_timeout(_PATIENCE)
            screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
            if dark:
                scheme = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
                driver.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme)
            yield driver
        finally:
            driver.quit()


def open_page(driver: Any, page: Path, address: str = "#/") -> None:
    """Open a page of the report and wait until it is shown."""
    driver.get("about:blank")
    driver.get(f"{page.resolve().as_uri()}{address}")
    until(driver, "return document.documentElement.dataset.shown === ''")


def until(driver: Any, condition: str) -> Any:
    """Wait until a condition holds in the page, and return its value."""
    from selenium.webdriver.support.wait import WebDriverWait

    return WebDriverWait(driver, _PATIENCE, 0.05).until(lambda d: d.execute_script(condition), condition)


def go(driver: Any, address: str) -> None:
    """Go to another view and wait until it stands there."""
    driver.execute_script("location.hash = arguments[0]", address)
    until(driver, "return document.querySelector('#main').dataset.address === location.hash")


def reading(driver: Any, number: int = 1, fact: str = "") -> None:
    """Go to a document, or to a fact in it."""
    go(driver, f"#/document/{document_id(number)}{fact and f'?fact={fact}'}")


def texts(driver: Any, selector: str) -> list[str]:
    """Text of each element that the selector finds."""
    return list(driver.execute_script("return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", selector))


def marks(driver: Any, selector: str) -> list[tuple[str, str]]:
    """Address and label of the marks of a chart."""
    of_each = "(a) => [a.getAttribute('href'), a.getAttribute('aria-label')]"
    return list(driver.execute_script(f"return [...document.querySelectorAll(`${{arguments[0]}} .plot a`)].map({of_each})", selector))


def press(driver: Any, *keys: str) -> None:
    """Press keys, one after the other."""
    from selenium.webdriver import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def click(driver: Any, words: str) -> None:
    """Click the button that says so."""
    script = "[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === arguments[0]).click()"
    driver.execute_script(script, words)
