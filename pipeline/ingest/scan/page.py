"""One page that is an image: rendered, cleaned, cut into lines, read, and given back as lines of words with their places."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from PIL import Image

from pipeline.ingest.glyphs import Segment
from pipeline.ingest.lattice import Grid
from pipeline.ingest.letterhead import is_motto
from pipeline.ingest.letters import is_syllable
from pipeline.ingest.scan.clean import ink_threshold, is_sideways, ruled_lines, skew_of, white_paper, without_colour
from pipeline.ingest.scan.grids import grids_on, in_cells
from pipeline.ingest.scan.strips import Strip, Strips, find_strips, strip_images
from pipeline.ingest.scan.tesseract import Word, read_lines

DPI = 300
_READ_DPI = 200
_MOST_PIXELS = 30_000_000  # an A3 page at 300 dpi has 17 million
_PAD_X, _PAD_Y = 21, 7  # pixels of white round a line
_LEAST_SKEW = 0.2  # degrees: less of it hurts less than turning the page
_ASCENT = 0.68  # ems from the base line to the top of a capital or of an ascender
_UNSURE = 0.72  # a page whose words are surer than that on average is not upside down
_BEFORE_BLANK = re.compile(r"(?:^|\s)(?:số\s*:?|ngày|tháng|năm)$", re.I)
_BEHIND_BLANK = re.compile(r"^(?:[/-]\s?[A-ZĐ]|tháng\b|năm\b)")
_SIGNS = frozenset("-–—+=*/&%.,:;…“”\"'()~•")
_BOLDER = 1.2  # strokes as many times thicker than usual are bold


@dataclass(slots=True)
class ScanLine:
    """A piece of a line: its words (edges in points), its base line and font size (points), the thickness of its strokes.

    ``pen`` are the stretches (points) of its height, over the whole width of the page, where coloured ink was taken out.
    """

    words: list[Word]
    base: float
    size: float
    stroke: float
    pen: list[tuple[float, float]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words with a blank between them."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return self.words[-1].x1

    def segment(self, *, bold: bool = False) -> Segment:
        """The line as the layout takes it."""
        text, first = self.text, self.words[0]
        top, bottom = self.base - 0.9 * self.size, self.base + 0.25 * self.size
        spans = [(0, len(text))] if bold else []
        return Segment(text, self.x0, top, self.x1, bottom, self.size, spans, first.x1 - first.x0)


@dataclass(slots=True)
class ScannedPage:
    """The lines of a page, its size in points as it was read, how it was turned (degrees) to be read, and its ruled tables."""

    lines: list[ScanLine]
    width: float
    height: float
    skew: float = 0.0
    turn: int = 0
    grids: list[Grid] = field(default_factory=list)

    @property
    def confidence(self) -> float:
        """Mean confidence of its words, 0 to 1; 0 where there are none."""
        words = [word.confidence for line in self.lines for word in line.words]
        return sum(words) / len(words) if words else 0.0


def read_page(page: Any, seconds: float) -> ScannedPage:
    """The words of a PDF page that is an image.

    ``page`` is one of pypdfium2; ``seconds`` is how long Tesseract may take. Raises ``Unreadable`` (``tesseract-missing``,
    ``ocr-failed``) and ``TimeoutError``.
    """
    deadline = time.monotonic() + seconds
    image, scale = _render(page)
    grey, pen = without_colour(image)
    del image
    grey = white_paper(grey)
    ink = np.asarray(grey.reduce(4)) < ink_threshold(grey) + 20
    turns = (90, 270) if is_sideways(ink) else (0, 180)
    best: ScannedPage | None = None
    for turn in turns:
        found = _read_upright(grey, pen, turn, scale, deadline)
        if best is None or found.confidence > best.confidence:
            best = found
        if not found.lines or found.confidence >= _UNSURE:
            break
    assert best is not None
    return best


def _render(page: Any) -> tuple[Image.Image, float]:
    """The page in colour, and its pixels per point."""
    width, height = page.get_size()
    scale = min(DPI / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        return bitmap.to_pil().convert("RGB"), scale
    finally:
        bitmap.close()


def _read_upright(grey: Image.Image, pen: Any | None, turn: int, scale: float, deadline: float) -> ScannedPage:
    if turn:
        grey = grey.rotate(turn, expand=True)
        pen = None if pen is None else np.rot90(pen, turn // 90)
    threshold = ink_threshold(grey)
    skew = skew_of(np.asarray(grey.reduce(4)) < threshold + 20)
    if abs(skew) > _LEAST_SKEW:
        grey = grey.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
        if pen is not None:
            pen = np.asarray(Image.fromarray(pen).rotate(skew))
    else:
        skew = 0.0
    ink = np.asarray(grey.reduce(2)) < threshold + 25
    level, upright = ruled_lines(ink, shortest=round(0.2 * scale * 72))
    strips = find_strips(ink & ~(level | upright))
    result = ScannedPage([], grey.width / scale, grey.height / scale, skew, turn, grids_on(level, upright, 2 / scale))
    if not strips.found:
        return result
    images = strip_images(grey, strips)
    read = read_lines([_prepared(image) for image, _ in images], _READ_DPI, deadline - time.monotonic())
    sizes = _sizes(strips)
    enlarged = _READ_DPI / DPI
    for strip, size, (image, left), words in zip(strips.found, sizes, images, read, strict=True):
        words = [word for word in words if not _is_speck(word)]
        if not words or _is_dirt(words):
            continue
        for word in words:
            word.x0 = (word.x0 / enlarged - _PAD_X + 1 + left) / scale
            word.x1 = (word.x1 / enlarged - _PAD_X + 1 + left) / scale
        stroke = _stroke(image, threshold) / max(size, 1.0)
        line = ScanLine(words, 2 * strip.base / scale, 2 * size / scale, stroke, _pen_beside(strip, size, pen))
        line.pen = [(2 * x0 / scale, 2 * x1 / scale) for x0, x1 in line.pen]
        result.lines.append(line)
    result.lines = in_cells(_as_printed(result.lines), result.grids)
    return result


def _prepared(image: Any) -> Image.Image:
    """A line as Tesseract reads it best: strokes thickened by a pixel, at two thirds of the size."""
    padded = np.pad(image, ((_PAD_Y, _PAD_Y), (_PAD_X, _PAD_X)), constant_values=255)
    # The darkest of each pixel and its eight neighbours; Pillow's own filter takes a hundred times as long.
    rows = np.minimum(np.minimum(padded[:-2], padded[2:]), padded[1:-1])
    thick = Image.fromarray(np.minimum(np.minimum(rows[:, :-2], rows[:, 2:]), rows[:, 1:-1]))
    size = max(1, round(thick.width * _READ_DPI / DPI)), max(1, round(thick.height * _READ_DPI / DPI))
    return thick.resize(size, Image.Resampling.LANCZOS)


def _sizes(strips: Strips) -> list[float]:
    """Font size of each strip in pixels of the half-size page; what is near the page's usual one is that."""
    own = [(strip.base - strip.cap) / _ASCENT for strip in strips.found]
    weighted = sorted(zip(own, (strip.letters for strip in strips.found), strict=True))
    half, passed, usual = sum(weight for _, weight in weighted) / 2, 0, own[0]
    for size, weight in weighted:
        passed += weight
        if passed >= half:
            usual = size
            break
    return [usual if 0.8 * usual <= size <= 1.25 * usual else size for size in own]


def _stroke(image: Any, threshold: int) -> float:
    """Mean length of a run of ink in a row: the thickness of upright strokes."""
    dark = image < threshold
    runs = int(np.count_nonzero(dark[:, 1:] & ~dark[:, :-1]))
    return float(np.count_nonzero(dark)) / max(runs, 1)


def _pen_beside(strip: Strip, size: float, pen: Any | None) -> list[tuple[float, float]]:
    """Stretches of the strip's height where pen stood, also beyond its ends."""
    if pen is None:
        return []
    columns = np.nonzero(pen[max(int(strip.cap), 0) : int(strip.base)].sum(axis=0) >= 2)[0]
    if not len(columns):
        return []
    runs = np.split(columns, np.nonzero(np.diff(columns) > 0.5 * size)[0] + 1)
    return [(float(run[0]), float(run[-1] + 1)) for run in runs if len(run) > 0.15 * size]


def _as_printed(lines: list[ScanLine]) -> list[ScanLine]:
    """Lines from left to right; pieces with a blank for the pen between them are one line, the two sides of a head are two."""
    done: list[ScanLine] = []
    for line in sorted((half for line in lines for half in _halves(line)), key=lambda line: line.x0):
        before = [other for other in done if abs(line.base - other.base) <= 0.4 * line.size and other.x1 <= line.x0]
        near = max(before, key=lambda other: other.x1, default=None)
        if near is not None and _has_blank_between(near, line):
            near.words += line.words
        else:
            done.append(line)
    return done


def _halves(line: ScanLine) -> list[ScanLine]:
    """The line cut before the state's name or motto: the two sides of a head may stand close together."""
    for place in range(1, len(line.words)):
        # The words that open it stand first, so the cut is right in front of them.
        if is_motto(" ".join(word.text for word in line.words[place:])) and not is_motto(
            " ".join(word.text for word in line.words[place + 1 :])
        ):
            if is_motto(" ".join(word.text for word in line.words[:place])):
                break
            left, right = line.words[:place], line.words[place:]
            return [replace(line, words=left), replace(line, words=right, pen=list(line.pen))]
    return [line]


def _has_blank_between(left: ScanLine, right: ScanLine) -> bool:
    gap = right.x0 - left.x1
    if gap > 10 * right.size:
        return False
    if _BEFORE_BLANK.search(left.text) and _BEHIND_BLANK.match(right.text):
        return True
    inked = sum(min(x1, right.x0) - max(x0, left.x1) for x0, x1 in left.pen if x1 > left.x1 and x0 < right.x0)
    return inked > 0.25 * gap


def _is_speck(word: Word) -> bool:
    """True for a sign that is no sign of writing, or one that Tesseract is not sure of."""
    if any(c.isalnum() for c in word.text):
        return False
    return word.confidence < 0.6 or not any(c in _SIGNS for c in word.text)


def _is_dirt(words: list[Word]) -> bool:
    """True for what no person would read as words: a piece of a signature, of a seal, of a frame."""
    spelled = [word for word in words if any(c.isdigit() for c in word.text) or is_syllable(word.text.strip(".,:;()-"))]
    sure = sum(word.confidence for word in words) / len(words)
    letters = sum(c.isalnum() for word in words for c in word.text)
    if not letters:
        return len(words) > 1 or words[0].text not in ("-", "+", "*", "•")
    return sure < 0.3 or (not spelled and sure < 0.6) or (letters <= 2 and sure < 0.4)


def bold_lines(pages: list[ScannedPage]) -> set[int]:
    """``id`` of the lines whose strokes are clearly thicker than those of most text."""
    weighted = sorted((line.stroke, len(line.text)) for page in pages for line in page.lines)
    half, passed = sum(weight for _, weight in weighted) / 2, 0
    for stroke, weight in weighted:
        passed += weight
        if passed >= half:
            # A date or an amount that ends a paragraph in bold is no heading.
            return {
                id(line)
                for page in pages
                for line in page.lines
                if line.stroke > _BOLDER * stroke and sum(c.isalpha() for c in line.text) >= 3
            }
    return set()
