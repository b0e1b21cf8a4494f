"""What is drawn over and under the text of a PDF page: text below a picture or a filled box is hidden, white text on a dark box is not."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium_c

_LEAST = (20.0, 7.0)  # points: what is smaller covers no word
_INSIDE = 0.95  # of a text's box: so much of it must be covered
_OPAQUE = 0.95  # of a picture's points
_HALF = 0.5  # of the page: a picture as large is a scan, on which white text is as hidden as on paper
_MOST = 400  # covers and grounds of a page that are looked at
_WHITE = 250


def by_address(function: Any, gives: Any, *takes: Any) -> Callable[..., Any]:
    """A function of PDFium that takes and gives plain addresses: to make a typed pointer takes longer than most of its calls.

    So does it to let other threads go on meanwhile, and none of them may call PDFium then: this one keeps them waiting.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(gives, *takes)(address)  # type: ignore[arg-type]


_bounds = by_address(pdfium_c.FPDFPageObj_GetBounds, ctypes.c_int, ctypes.c_void_p, *[ctypes.POINTER(ctypes.c_float)] * 4)


_SIDES = tuple(ctypes.c_float() for _ in range(4))


class Edges(NamedTuple):
    """A box in points, origin at the lower left."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Edges) -> bool:
        """True if nearly all of another box lies in this one."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        area = (other.right - other.left) * (other.top - other.bottom)
        return wide > 0 and high > 0 and area > 0 and wide * high >= _INSIDE * area

    def cut(self, other: Edges) -> Edges:
        """What two boxes share."""
        return Edges(max(self.left, other.left), max(self.bottom, other.bottom), min(self.right, other.right), min(self.top, other.top))


Drawn = tuple[int, int, int]  # an object of a page: its place in the order of drawing, its address and its kind


def covered_texts(page: Any, texts: Sequence[Drawn], others: Sequence[Drawn]) -> set[int]:
    """Addresses of the texts that a picture or a filled box drawn later hides.

    ``others`` are the pictures and paths of the page. A seal or a signature lets the text show through: it is no cover.
    """
    found: set[int] = set()
    known: dict[int, Edges] = {}
    looked = 0
    for order, address, kind in others:
        box = _large(address) if order > texts[0][0] else None
        if box is None:
            continue
        looked += 1
        if looked > _MOST:
            break
        under = []
        for before, text, _ in texts:
            if before > order:
                break
            if text not in known:
                known[text] = edges_of(text)
            if text not in found and box.holds(known[text]):
                under.append(text)
        if under and _hides(page, address, kind):
            found.update(under)
    return found


def texts_on_dark(page: Any, texts: Sequence[Drawn], others: Sequence[Drawn]) -> set[int]:
    """Addresses of the white texts that stand on a box or picture that is not white."""
    grounds: list[tuple[int, Edges, bool]] = []
    width, height = page.get_size()
    for order, address, kind in others[:_MOST]:
        box = _large(address)
        if box is None:
            continue
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            colour = _fill_of(address)
            if colour is not None and _is_box(address):
                grounds.append((order, box, min(colour) < _WHITE))
        else:
            grounds.append((order, box, (box.right - box.left) * (box.top - box.bottom) < _HALF * width * height))
    found: set[int] = set()
    for place, text, _ in texts:
        own = edges_of(text)
        below = [dark for order, box, dark in grounds if order < place and box.holds(own)]
        if below and below[-1]:
            found.add(text)
    return found


def edges_of(address: int) -> Edges:
    """The box of an object; an empty one where it has none."""
    if not _bounds(address, *_SIDES):
        return Edges(0, 0, 0, 0)
    left, bottom, right, top = _SIDES
    return Edges(left.value, bottom.value, right.value, top.value)


def _object(address: int) -> Any:
    return ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)


def _large(address: int) -> Edges | None:
    """The box of an object that is large enough to cover words, as far as it is not cut off."""
    box = edges_of(address)
    if box.right - box.left < _LEAST[0] or box.top - box.bottom < _LEAST[1]:
        return None
    clip = pdfium_c.FPDFPageObj_GetClipPath(_object(address))
    for index in range(max(pdfium_c.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        count = pdfium_c.FPDFClipPath_CountPathSegments(clip, index)
        points = [_point(pdfium_c.FPDFClipPath_GetPathSegment(clip, index, n)) for n in range(count)]
        if points:
            across, up = zip(*points, strict=True)
            box = box.cut(Edges(min(across), min(up), max(across), max(up)))
    return box if box.right - box.left >= _LEAST[0] and box.top - box.bottom >= _LEAST[1] else None


def _point(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _hides(page: Any, address: int, kind: int) -> bool:
    if pdfium_c.FPDFPageObj_HasTransparency(_object(address)):
        return False
    if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
        return _fill_of(address) is not None and _is_box(address)
    return _is_opaque(page, address)


def _is_box(address: int) -> bool:
    """True for a path that is one upright rectangle: any other leaves some of its box open."""
    count = pdfium_c.FPDFPath_CountSegments(_object(address))
    if not 4 <= count <= 5:
        return False
    points = [_point(pdfium_c.FPDFPath_GetPathSegment(_object(address), n)) for n in range(count)]
    return all(len({round(side, 1) for side in sides}) == 2 for sides in zip(*points, strict=True))


def _fill_of(address: int) -> tuple[int, int, int] | None:
    """The colour that a path is filled with; None where it is not, or lets shine through."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(_object(address), fill, stroke) or not fill.value:
        return None
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetFillColor(_object(address), *parts) or parts[3].value < _WHITE:
        return None
    return parts[0].value, parts[1].value, parts[2].value


def _is_opaque(page: Any, address: int) -> bool:
    """True for a picture without holes: its mask is seen only in what is rendered of it."""
    bitmap = pdfium_c.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, _object(address))
    if not bitmap:
        return False
    try:
        if pdfium_c.FPDFBitmap_GetFormat(bitmap) != pdfium_c.FPDFBitmap_BGRA:
            return True
        stride, high = pdfium_c.FPDFBitmap_GetStride(bitmap), pdfium_c.FPDFBitmap_GetHeight(bitmap)
        width = pdfium_c.FPDFBitmap_GetWidth(bitmap)
        buffer = pdfium_c.FPDFBitmap_GetBuffer(bitmap)
        points = np.ctypeslib.as_array(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ubyte)), (high, stride))
        return bool(np.mean(points[:, 3 : width * 4 : 4] >= _WHITE) >= _OPAQUE)
    finally:
        pdfium_c.FPDFBitmap_Destroy(bitmap)
