"""Lines of a page found by the shapes of its ink: letters are chained from left to right, marks go to the letters they belong to.

Each strip is a piece of one line without a wide gap, so the two columns of a head never run into one another; its image
holds its own ink and nothing of the lines above and below, whose tails and accents touch it.
All measures here are pixels of the half-size page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image
from scipy import ndimage

from pipeline.ingest.glyphs import WIDE_GAP

Array = Any
_EM = 2.3  # a letter's usual height in ems, upside down: most letters are as high as an x
_MOST_SHAPES = 40_000  # more of them are a picture or dirt, no text
MARGIN = 3  # pixels round a strip in its image


@dataclass(slots=True)
class Strip:
    """Shapes of one line: their numbers, how many letters there are, the band of these, the top of capitals, the box round all."""

    shapes: list[int]
    letters: int
    top: float
    base: float
    cap: float
    x0: int = 0
    y0: int = 0
    x1: int = 0
    y1: int = 0

    @property
    def height(self) -> float:
        """Height of the band of letters."""
        return self.base - self.top


@dataclass(slots=True)
class Strips:
    """The strips of a page, the shape each pixel belongs to (0 for none), and the usual height of a letter."""

    found: list[Strip]
    labels: Array
    letter: float


class _Shapes:
    """Boxes of connected ink."""

    def __init__(self, labels: Array, count: int) -> None:
        slices = ndimage.find_objects(labels)
        boxes = np.array([(s[1].start, s[0].start, s[1].stop, s[0].stop) for s in slices], dtype=np.int32).reshape(-1, 4)
        self.boxes = boxes
        self.x0, self.y0, self.x1, self.y1 = boxes.T
        self.width, self.height = self.x1 - self.x0, self.y1 - self.y0
        self.area = np.bincount(labels.ravel(), minlength=count + 1)[1:]

    def surround(self, strip: Strip) -> Strip:
        """The strip with its box set."""
        own = self.boxes[strip.shapes]
        strip.x0, strip.y0 = int(own[:, 0].min()), int(own[:, 1].min())
        strip.x1, strip.y1 = int(own[:, 2].max()), int(own[:, 3].max())
        return strip


def find_strips(ink: Array) -> Strips:
    """The strips of a page from its ink, ruled lines taken out."""
    labels, count = ndimage.label(ink, structure=np.ones((3, 3), dtype=bool))
    if not 0 < count <= _MOST_SHAPES:
        return Strips([], labels, 0.0)
    shapes = _Shapes(labels, count)
    width, height = shapes.width, shapes.height
    likely = (height >= 5) & (height <= 45) & (width >= 2) & (width <= 60)
    if np.count_nonzero(likely) < 3:
        return Strips([], labels, 0.0)
    usual = float(np.median(height[likely]))
    letters = (height >= 0.6 * usual) & (height <= 2.8 * usual) & (width <= 9 * usual) & (width >= 0.1 * usual)
    marks = ~letters & (height < 0.6 * usual) & (shapes.area >= 3) & (width <= 3 * usual)
    loose = [int(number) for number in np.nonzero(marks)[0]]
    strips: list[Strip] = []
    for chain in _chains(shapes, np.nonzero(letters)[0], usual):
        if len(chain) == 1 and height[chain[0]] < 0.85 * usual and width[chain[0]] < 0.5 * usual:
            loose += chain  # a comma, a bracket's half
        else:
            strips.append(_strip(shapes, chain))
    strips, stray = _without_stray(_joined(shapes, strips, usual), usual)
    _take_in(shapes, strips, loose + stray, usual)
    return Strips(_joined(shapes, strips, usual), labels, usual)


def _chains(shapes: _Shapes, letters: Array, usual: float) -> list[list[int]]:
    """Letters that follow one another on a line: each is tied to the nearest one on its right."""
    order = letters[np.argsort(shapes.x0[letters], kind="stable")]
    ends = np.searchsorted(shapes.x0[order], shapes.x1[order] + WIDE_GAP * _EM * usual, side="right")
    parent = list(range(len(shapes.x0)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    y0, y1, height = shapes.y0, shapes.y1, shapes.height
    for place, number in enumerate(order):
        right = order[place + 1 : ends[place]]
        if not len(right):
            continue
        overlap = np.minimum(y1[number], y1[right]) - np.maximum(y0[number], y0[right])
        higher = np.maximum(height[number], height[right])
        # A shape as high as two lines is two letters that touch: it must not tie the lines together.
        least = np.where(higher > 1.9 * usual, higher, np.minimum(height[number], height[right])) * 0.5
        beside = right[overlap >= least]
        if len(beside):
            gaps = shapes.x0[beside] - shapes.x1[number]
            parent[root(int(beside[np.argmin(np.where(gaps < -0.5 * usual, 10_000, gaps))]))] = root(int(number))
    chains: dict[int, list[int]] = {}
    for number in letters:
        chains.setdefault(root(int(number)), []).append(int(number))
    return list(chains.values())


def _strip(shapes: _Shapes, chain: list[int]) -> Strip:
    own = np.array(chain)
    heights = shapes.height[own]
    core = own[heights <= 1.45 * np.median(heights)] if len(own) > 3 else own
    top, base = float(np.median(shapes.y0[core])), float(np.median(shapes.y1[core]))
    cap = float(np.percentile(shapes.y0[own], 12))
    return shapes.surround(Strip(chain, len(chain), top, base, cap))


def _joined(shapes: _Shapes, strips: list[Strip], usual: float) -> list[Strip]:
    """Strips that stand side by side on one line with no wide gap between them are one."""
    done: list[Strip] = []
    for strip in sorted(strips, key=lambda s: s.x0):
        beside = [
            other
            for other in done
            if other.x0 < strip.x0 < other.x1 + WIDE_GAP * _EM * usual
            and min(strip.base, other.base) - max(strip.top, other.top) >= 0.5 * min(strip.height, other.height)
        ]
        if not beside:
            done.append(strip)
            continue
        near = max(beside, key=lambda other: other.x1)
        letters = near.letters + strip.letters
        near.top = (near.top * near.letters + strip.top * strip.letters) / letters
        near.base = (near.base * near.letters + strip.base * strip.letters) / letters
        near.cap = (near.cap * near.letters + strip.cap * strip.letters) / letters
        near.letters = letters
        near.shapes += strip.shapes
        shapes.surround(near)
    return done


def _without_stray(strips: list[Strip], usual: float) -> tuple[list[Strip], list[int]]:
    """Strips without those that are accents or tails of a longer one, and the shapes of these."""
    kept: list[Strip] = []
    stray: list[int] = []
    for strip in strips:
        belongs = strip.letters <= 2 and any(
            other is not strip
            and other.letters >= 4 * strip.letters
            and other.x0 - usual <= strip.x0
            and strip.x1 <= other.x1 + usual
            and other.top - 0.6 * usual < strip.y1
            and strip.y0 < other.base + 0.3 * usual
            for other in strips
        )
        if belongs:
            stray += strip.shapes
        else:
            kept.append(strip)
    return kept, stray


def _take_in(shapes: _Shapes, strips: list[Strip], loose: list[int], usual: float) -> None:
    """Gives each mark to the strip it is nearest to; what is near to none (dust, dots of a seal) stays out."""
    if not strips:
        return
    edges = np.array([(s.x0, s.x1, s.top, s.base) for s in strips])
    left, right, top, base = edges.T
    reach = 1.15 * np.maximum(base - top, usual)
    em = _EM * usual
    for number in loose:
        middle = (shapes.y0[number] + shapes.y1[number]) / 2
        aside = np.maximum(np.maximum(left - shapes.x1[number], shapes.x0[number] - right), 0)
        # What hangs below letters is nearer to them than what stands above.
        off = np.maximum(top - middle, 0) + 1.3 * np.maximum(middle - base, 0)
        away = off + 0.25 * aside
        away[(aside > WIDE_GAP * em) | (off > reach) | ((aside > 0.6 * em) & (off > 0.2 * usual))] = np.inf
        nearest = int(away.argmin())
        if np.isfinite(away[nearest]):
            strips[nearest].shapes.append(number)
    for strip in strips:
        shapes.surround(strip)


def strip_images(page: Image.Image, strips: Strips) -> list[tuple[Array, int]]:
    """For each strip its image, twice as large as the measures here, and the left edge of the image on the page."""
    owner = np.zeros(int(strips.labels.max()) + 1, dtype=np.int32)
    for number, strip in enumerate(strips.found, 1):
        owner[np.array(strip.shapes) + 1] = number
    owners = owner[strips.labels]
    pixels = np.asarray(page)
    rows, columns = strips.labels.shape
    images = []
    for number, strip in enumerate(strips.found, 1):
        y0, y1 = max(strip.y0 - MARGIN, 0), min(strip.y1 + MARGIN, rows)
        x0, x1 = max(strip.x0 - MARGIN, 0), min(strip.x1 + MARGIN, columns)
        mask = owners[y0:y1, x0:x1] == number
        # A signature or a frame that runs through letters hides some of them in a shape of its own: within the band
        # of letters all ink is kept that is not another strip's.
        slack = 0.1 * strips.letter
        high, low = max(int(strip.top - slack), y0), min(int(strip.base + slack), y1)
        mask[high - y0 : low - y0] |= (owners[high:low, x0:x1] == 0) & (strips.labels[high:low, x0:x1] > 0)
        mask = ndimage.maximum_filter(mask, 5).repeat(2, axis=0).repeat(2, axis=1)
        cut = pixels[2 * y0 : 2 * y0 + mask.shape[0], 2 * x0 : 2 * x0 + mask.shape[1]]
        images.append((np.where(mask[: cut.shape[0], : cut.shape[1]], cut, 255).astype(np.uint8), 2 * x0))
    return images
