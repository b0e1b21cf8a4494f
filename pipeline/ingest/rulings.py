"""The lines that are drawn on a PDF page, and whether it shows a picture: asked of PDFium's own objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium_c

_MOST_OBJECTS = 20_000
_MOST_RULINGS = 6_000  # a page with more is a map or a drawing, not a table
_DEEPEST = 4  # forms within forms
_SHORTEST = 1.0  # points: what is shorter belongs to a dot, a dash or the thickness of a line
_STRAIGHT = 0.5  # points that a line may lean

Matrix = tuple[float, float, float, float, float, float]
Corner = tuple[float, float]


@dataclass(slots=True)
class Rulings:
    """Upright lines (x, top, bottom) and level ones (y, left, right), in points from the top left of the page as it is shown."""

    upright: list[tuple[float, float, float]] = field(default_factory=list)
    level: list[tuple[float, float, float]] = field(default_factory=list)

    def add(self, a: Corner, b: Corner) -> None:
        """Take in a line that stands upright or lies level; others are left out."""
        wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
        if wide <= _STRAIGHT and high >= _SHORTEST:
            self.upright.append(((a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1])))
        elif high <= _STRAIGHT and wide >= _SHORTEST:
            self.level.append(((a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0])))

    @property
    def may_hold_a_table(self) -> bool:
        """Two columns have three upright lines and two rows three level ones; underlines and frames have fewer."""
        return len(self.upright) >= 3 and len(self.level) >= 3 and len(self.upright) + len(self.level) <= _MOST_RULINGS


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page is turned for reading: its rotation in degrees and the box of it that is shown."""

    rotation: int
    box: tuple[float, float, float, float]

    def place(self, x: float, y: float) -> Corner:
        """A place of the page's own space, in points from the top left of the page as it is shown."""
        left, bottom, right, top = self.box
        if self.rotation == 90:
            return y - bottom, x - left
        if self.rotation == 180:
            return right - x, y - bottom
        if self.rotation == 270:
            return top - y, right - x
        return x - left, top - y


def drawn_on(page: Any, turn: Turn) -> tuple[bool, Rulings]:
    """Whether the page has pictures (or forms, which may be), and its lines."""
    found = Rulings()
    raw = page.raw
    count = pdfium_c.FPDFPage_CountObjects(raw)
    objects = (pdfium_c.FPDFPage_GetObject(raw, index) for index in range(min(count, _MOST_OBJECTS)))
    return _drawn(objects, None, turn, found, 0), found


def _drawn(objects: Iterator[Any], outer: Matrix | None, turn: Turn, found: Rulings, depth: int) -> bool:
    images = False
    for drawn in objects:
        kind = pdfium_c.FPDFPageObj_GetType(drawn)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            if len(found.upright) + len(found.level) <= _MOST_RULINGS:
                _trace(drawn, outer, turn, found)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            images = True
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            images = True  # whatever it shows, a person sees it
            if depth < _DEEPEST:
                inside = min(pdfium_c.FPDFFormObj_CountObjects(drawn), _MOST_OBJECTS)
                members = (pdfium_c.FPDFFormObj_GetObject(drawn, index) for index in range(inside))
                _drawn(members, _matrix(drawn, outer), turn, found, depth + 1)
    return images


def _matrix(drawn: Any, outer: Matrix | None) -> Matrix | None:
    """The matrix from an object's own space to the page's; None where they are the same."""
    asked = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(drawn, asked):
        return outer
    a, b, c, d, e, f = asked.a, asked.b, asked.c, asked.d, asked.e, asked.f
    if outer is None:
        return None if (a, b, c, d, e, f) == (1, 0, 0, 1, 0, 0) else (a, b, c, d, e, f)
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc, a * ob + b * od,
        c * oa + d * oc, c * ob + d * od,
        e * oa + f * oc + oe, e * ob + f * od + of,
    )  # fmt: skip


def _trace(path: Any, outer: Matrix | None, turn: Turn, found: Rulings) -> None:
    """Take in the straight strokes of a path; a rectangle has four of them, and a thin one is a line."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
        return  # it only cuts off what is drawn after it
    matrix = _matrix(path, outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    begun: Corner | None = None
    last: Corner | None = None
    for index in range(min(pdfium_c.FPDFPath_CountSegments(path), _MOST_RULINGS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        px, py = x.value, y.value
        if matrix is not None:
            a, b, c, d, e, f = matrix
            px, py = a * px + c * py + e, b * px + d * py + f
        here = turn.place(px, py)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            begun = here
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and last is not None:
            found.add(last, here)
        last = here
        if begun is not None and pdfium_c.FPDFPathSegment_GetClose(segment):
            found.add(here, begun)
            last = begun
