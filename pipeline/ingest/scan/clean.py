"""A page's image made ready: coloured ink gone, paper white, lines level, ruled lines found."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageFilter
from scipy import ndimage

Mask = Any  # numpy array of bool
_COLOURED = 55  # difference of the strongest and the weakest channel: more than compression leaves on black print
_PRINT = 115  # strongest channel of black print, also under a stamp
_STEEPEST = 4.0  # degrees


def without_colour(image: Image.Image) -> tuple[Image.Image, Mask | None]:
    """The grey page without stamps, seals and pen in colour, and where pen was, at half the resolution; None for no colour.

    Red is not pen but stamp and seal. A page whose text itself is coloured keeps it.
    """
    red, green, blue = image.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    weakest = ImageChops.darker(ImageChops.darker(red, green), blue)
    dark = np.asarray(weakest.reduce(2))
    difference = ImageChops.subtract(strongest, weakest)
    coloured = (np.asarray(difference.reduce(2)) > _COLOURED) & (dark < 190)
    count = int(np.count_nonzero(coloured))
    if count < 100 or count > 0.5 * max(int(np.count_nonzero(dark < 150)), 1):
        return image.convert("L"), None
    wider = ndimage.maximum_filter(coloured.astype(np.uint8) * 255, 5)
    around = Image.fromarray(wider).resize(image.size, Image.Resampling.NEAREST)
    # Black print under coloured ink is dark in every channel, the ink in one or two.
    printed = strongest.point(lambda tone: 255 if tone > _PRINT else tone)
    printed = ImageChops.lighter(printed, difference.point(lambda tone: 255 if tone > _COLOURED else 0))
    kept = Image.composite(printed, strongest, around)
    rest, count = ndimage.label(np.asarray(kept.reduce(2)) < 160, structure=np.ones((3, 3), dtype=bool))
    if count:
        # The core of a stroke of pen is nearly black: what is left of it lies within the coloured ink, print does not.
        near = ndimage.binary_dilation(coloured, iterations=2)
        sizes = np.bincount(rest.ravel(), minlength=count + 1)
        inside = np.bincount(rest[near], minlength=count + 1) > 0.6 * sizes
        inside[0] = False
        gone = Image.fromarray(ndimage.binary_dilation(inside[rest])).resize(image.size, Image.Resampling.NEAREST)
        kept.paste(255, mask=gone.convert("L"))
    return kept, coloured & (np.asarray(ImageChops.subtract(red, ImageChops.lighter(green, blue)).reduce(2)) < _COLOURED / 2)


def white_paper(grey: Image.Image) -> Image.Image:
    """The page with its ground made white, where that is grey, yellow or in shadow."""
    ground = grey.reduce(8).filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(5))
    if np.percentile(np.asarray(ground), 2) > 225:
        return grey
    wide = np.asarray(ground.resize(grey.size, Image.Resampling.BILINEAR)).clip(80, 255).astype(np.uint16)
    return Image.fromarray(np.minimum(np.asarray(grey, dtype=np.uint16) * 255 // wide, 255).astype(np.uint8))


def ink_threshold(grey: Image.Image) -> int:
    """The tone that best parts ink from paper (Otsu), within what print can be."""
    counts = np.array(grey.histogram(), dtype=float)
    below = np.cumsum(counts)
    mass = np.cumsum(counts * np.arange(256))
    with np.errstate(all="ignore"):
        spread = (mass[-1] * below / below[-1] - mass) ** 2 / (below * (below[-1] - below))
    inner = np.nan_to_num(spread[1:254], nan=0.0, posinf=0.0)
    return int(min(max(int(inner.argmax()) + 1, 120), 200))


def is_sideways(ink: Mask) -> bool:
    """True for a page whose lines run from top to bottom: its columns differ more than its rows."""
    if np.count_nonzero(ink) < 500:
        return False

    def unevenness(sums: Any) -> float:
        return float(np.square(np.diff(sums.astype(float))).mean())

    return unevenness(ink.sum(axis=0) / ink.shape[0]) > 1.5 * unevenness(ink.sum(axis=1) / ink.shape[1])


def skew_of(ink: Mask) -> float:
    """Degrees by which lines fall to the right: the turn at which the ink of rows and of gaps between them differ most."""
    ys, xs = np.nonzero(ink)
    if len(xs) < 500:
        return 0.0
    if len(xs) > 60_000:
        step = len(xs) // 60_000 + 1
        ys, xs = ys[::step], xs[::step]

    def contrast(angle: float) -> float:
        rows = np.round(ys - xs * np.tan(np.radians(angle)))
        counts = np.bincount((rows - rows.min()).astype(int)).astype(float)
        return float(np.square(np.diff(counts)).sum())

    best: float = 0.0
    for reach, stride in ((_STEEPEST, 0.4), (0.4, 0.08), (0.08, 0.02)):
        angles: list[float] = np.arange(best - reach, best + reach + stride / 2, stride).tolist()
        best = max(angles, key=contrast)
    return best


def ruled_lines(ink: Mask, shortest: int) -> tuple[Mask, Mask]:
    """Pixels of straight lines, level and upright, of at least this many pixels: frames, underlines, tables."""
    return _level(ink, shortest), _level(ink.T, shortest).T


def _level(ink: Mask, shortest: int) -> Mask:
    rows, width = ink.shape
    found = np.zeros((rows, width), dtype=bool)
    if width <= shortest:
        return found
    sums = np.zeros((rows, width + 1), dtype=np.int32)
    np.cumsum(ink, axis=1, out=sums[:, 1:])
    full = sums[:, shortest:] - sums[:, :-shortest] >= shortest
    for row in np.nonzero(full.any(axis=1))[0]:
        starts = np.nonzero(full[row])[0]
        edges = np.zeros(width + 1, dtype=np.int32)
        edges[starts] += 1
        edges[starts + shortest] -= 1
        found[row] = np.cumsum(edges[:-1]) > 0
    found[1:] |= found[:-1]  # its ragged edge goes with it
    found[:-1] |= found[1:]
    return found
