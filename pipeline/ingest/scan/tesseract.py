"""The Tesseract program: whether it is here, and what it reads in images of single lines."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

from PIL import Image

from pipeline.document import Unreadable
from pipeline.ingest.letters import clean

LANGUAGE = "vie"
INSTALL = "apt-get install tesseract-ocr tesseract-ocr-vie"
_ONE_LINE = "7"  # page segmentation mode: the image is a single line of text


@dataclass(slots=True)
class Word:
    """A word as read: its edges in pixels of the image it was read in, and how sure Tesseract is (0 to 1)."""

    text: str
    x0: float
    x1: float
    confidence: float


@cache
def program() -> str | None:
    """Path of the program if it is installed with Vietnamese, else None."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    try:
        listed = subprocess.run([found, "--list-langs"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    languages = (listed.stdout + listed.stderr).decode("utf-8", "replace").split()
    return found if LANGUAGE in languages else None


def needed() -> str:
    """Path of the program. Raises ``Unreadable`` (``tesseract-missing``) where it is not installed."""
    found = program()
    if found is None:
        raise Unreadable("tesseract-missing", f"pages are images, and Tesseract with Vietnamese is not installed: {INSTALL}")
    return found


def read_lines(images: list[Image.Image], dpi: int, seconds: float) -> list[list[Word]]:
    """The words in each image of one line.

    Parameters
    ----------
    images : grey images, dark on white.
    dpi : their resolution.
    seconds : how long all of them together may take.

    Raises
    ------
    Unreadable
        ``tesseract-missing``; ``ocr-failed`` where the program ends with an error.
    TimeoutError
        where it takes longer than ``seconds``.
    """
    if not images:
        return []
    command = [needed(), "stdin", "stdout", "-l", LANGUAGE, "--psm", _ONE_LINE, "--dpi", str(dpi), "tsv"]
    packed = io.BytesIO()
    # All lines go in as pages of one file: the program loads its model once, and looks for no layout of its own.
    images[0].save(packed, "TIFF", save_all=True, append_images=images[1:], dpi=(dpi, dpi))
    try:
        done = subprocess.run(
            command,
            input=packed.getvalue(),
            capture_output=True,
            timeout=max(seconds, 0.1),
            check=False,
            # One thread: more of them only wait for each other on images as small as these.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    if done.returncode != 0:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split())[-120:] or f"status {done.returncode}"
        raise Unreadable("ocr-failed", f"Tesseract could not read the pages ({reason}): read the file again, or OCR it by hand")
    return _parsed(done.stdout.decode("utf-8", "replace"), len(images))


def _parsed(table: str, count: int) -> list[list[Word]]:
    """The words of each page of Tesseract's TSV."""
    lines: list[list[Word]] = [[] for _ in range(count)]
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = clean(row.get("text") or "").strip()
        if row["level"] != "5" or not text:
            continue
        page, left, width = int(row["page_num"]), int(row["left"]), int(row["width"])
        if 1 <= page <= count:
            lines[page - 1].append(Word(text, left, left + width, max(float(row["conf"]), 0.0) / 100))
    return lines
