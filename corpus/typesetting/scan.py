"""Scans: printed pages as a scanner sees them, with pen, seal and stamp, without a usable text layer."""

from __future__ import annotations

import io
import math
import random
import re
import unicodedata
from typing import Any

import numpy
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFStream
from reportlab.pdfgen.canvas import Canvas

from .faces import font_path
from .letterhead import Blank
from .manuscript import Manuscript, finished
from .paper import Sheets, set_document

MOST_BYTES = 400 * 1024
SHARP, COARSE = 200, 150  # dpi of black-and-white and of grey scans
INK, RED = (38, 52, 140), (205, 45, 60)
JUNK = (("ộ", "()"), ("ồ", "6"), ("ố", "6"), ("rn", "m"), ("ll", "II"), ("cl", "d"))


def render(manuscript: Manuscript) -> bytes:
    """The PDF of images; the smallest loss of quality that stays under the limit."""
    manuscript = finished(manuscript, "NFC")
    sheets = set_document(manuscript)
    layer = _layer(manuscript, sheets) if manuscript.flag("bad_text_layer") else None
    black = manuscript.pick("scanner", 0, 2) == 0
    pages = _photographs(manuscript, sheets, SHARP if black else COARSE)
    for quality in (42, 36, 30, 25, 21, 18):
        content = _bound(manuscript, pages, quality, black, layer)
        if len(content) < MOST_BYTES:
            return content
    # Too many pages for grey: black and white, as an office scanner does with long files.
    pages = _photographs(manuscript, sheets, SHARP)
    return _bound(manuscript, pages, 18, True, layer)


def _photographs(manuscript: Manuscript, sheets: Sheets, dpi: int) -> list[Image.Image]:
    """Pages as images: grey, or in colour where ink of another colour is on them."""
    document = pypdfium2.PdfDocument(sheets.content)
    turned = int(float(manuscript.get("rotated_page") or 0))
    images = []
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        image = page.render(scale=dpi / 72).to_pil().convert("RGB")
        if number == turned:
            # The sheet went through the feeder upright: what was printed across it lies on its side.
            image = image.rotate(90, expand=True)
        chance = random.Random(f"{manuscript.slug}/{number}")
        ink = _Ink(image, dpi, chance)
        if "pen" in manuscript.front:
            for blank in sheets.layout.blanks:
                if blank.page == number:
                    ink.write(blank)
        for where, x, y in sheets.layout.seals:
            if where == number and number != turned:
                ink.sign(x, y)
        if number == 1 and manuscript.get("receipt_stamp"):
            ink.receive(manuscript.get("receipt_stamp"), sheets.layout.head_foot)
        images.append(_scanned(ink.image, chance, float(manuscript.get("skew") or 0), ink.used))
        page.close()
    document.close()
    return images


def _scanned(image: Image.Image, chance: random.Random, skew: float, coloured: bool) -> Image.Image:
    """Blur, skew, a shadow at the edge, dust and a little noise."""
    if not coloured:
        image = image.convert("L")
    angle = skew + chance.uniform(-0.12, 0.12)
    white: Any = (255, 255, 255) if coloured else 255
    image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=white)
    image = image.filter(ImageFilter.GaussianBlur(0.55))
    draw = ImageDraw.Draw(image)
    wide, high = image.size
    for _ in range(chance.randint(15, 45)):
        x, y, r = chance.randrange(wide), chance.randrange(high), chance.choice((0, 0, 0, 1))
        tone = chance.randint(60, 190)
        draw.ellipse((x, y, x + r, y + r), fill=(tone,) * 3 if coloured else tone)
    pixels = numpy.asarray(image).astype(numpy.int16)
    noise = numpy.random.default_rng(chance.randrange(2**32)).normal(0, 2.2, pixels.shape[:2])
    if coloured:
        noise = noise[:, :, None]
    # Paper stays white: scanners clip it, and noise on white would fill the file.
    paper = pixels > 235
    return Image.fromarray(numpy.where(paper, 252, (pixels + noise).clip(0, 250)).astype(numpy.uint8))


class _Ink:
    """What is put on the paper after printing: pen, signature, seal, stamp."""

    def __init__(self, image: Image.Image, dpi: int, chance: random.Random) -> None:
        self.image, self.scale, self.chance, self.used = image, dpi / 72, chance, False

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.scale, (A4[1] - y) * self.scale

    def _press(self, layer: Image.Image, x: float, y: float) -> None:
        """Ink darkens: what is printed below stays visible."""
        full = Image.new("RGB", self.image.size, "white")
        full.paste(layer, (int(x), int(y)))
        self.image, self.used = ImageChops.multiply(self.image, full), True

    def write(self, blank: Blank) -> None:
        """Handwriting: each sign leans, rises and is as large as it likes."""
        x, y = self._at(blank.x, blank.y)
        x += max(1.0, blank.width * self.scale * 0.12)
        for sign in blank.value:
            size = int(blank.size * self.scale * self.chance.uniform(1.15, 1.4))
            font = ImageFont.truetype(str(font_path("Pen")), size)
            tile = Image.new("RGB", (size * 2, size * 2), "white")
            ImageDraw.Draw(tile).text((size // 2, size // 3), sign, INK, font=font)
            tile = tile.rotate(self.chance.uniform(-9, 7), Image.Resampling.BICUBIC, fillcolor="white")
            top = y - size * 1.28 + self.chance.uniform(-0.1, 0.06) * size
            self._press(tile, x - size // 2, top)
            x += font.getlength(sign) * self.chance.uniform(0.82, 0.98)

    def sign(self, x: float, y: float) -> None:
        """A signature over the name, and a round seal over its left third."""
        px, py = self._at(x, y)
        size = int(120 * self.scale)
        tile = Image.new("RGB", (size, size), "white")
        draw = ImageDraw.Draw(tile)
        points, speed, rise = [], self.chance.uniform(0.5, 0.9), self.chance.uniform(0.06, 0.1)
        for count in range(70):
            # Loops that get flatter towards the end, and run forward and back a little.
            angle, fade = count * speed * 0.4, math.cos(count * 0.02)
            points.append((size * (0.16 + count * 0.0095 + 0.03 * math.cos(angle * 2)),
                           size * (0.5 - math.sin(angle * 2) * rise * fade - 0.06 * math.sin(count * 0.06))))
        draw.line(points, INK, max(1, int(0.9 * self.scale)), joint="curve")
        self._press(tile, px - size / 2, py - size / 2)
        self._seal(px - 52 * self.scale, py)

    def _seal(self, x: float, y: float) -> None:
        radius = int(46 * self.scale)
        tile = Image.new("RGB", (2 * radius + 4, 2 * radius + 4), "white")
        draw = ImageDraw.Draw(tile)
        middle = radius + 2
        for share, thick in ((1.0, 1.6), (0.93, 0.7), (0.58, 0.7)):
            r = radius * share
            draw.ellipse((middle - r, middle - r, middle + r, middle + r), outline=RED,
                         width=max(1, int(thick * self.scale)))
        star = [(middle + radius * (0.42 if corner % 2 == 0 else 0.17) * math.sin(corner * math.pi / 5),
                 middle - radius * (0.42 if corner % 2 == 0 else 0.17) * math.cos(corner * math.pi / 5))
                for corner in range(10)]
        draw.polygon(star, outline=RED, width=max(1, int(self.scale)))
        self._press(tile.rotate(self.chance.uniform(-12, 12), fillcolor="white"), x - middle, y - middle)

    def receive(self, words: str, below: float) -> None:
        """The red box of the registry, a little crooked, under the left head."""
        lines = [line.strip() for line in re.split(r"\n|\s+(?=Số|Ngày|Chuyển)", words) if line.strip()]
        size = int(10.5 * self.scale)
        regular = ImageFont.truetype(str(font_path("Serif")), size)
        bold = ImageFont.truetype(str(font_path("Serif-Bold")), size)
        wide = int(max(bold.getlength(line) for line in lines) + 16 * self.scale)
        high = int((len(lines) * 14 + 8) * self.scale)
        margin = int(6 * self.scale)
        tile = Image.new("RGB", (wide + 2 * margin, high + 2 * margin), "white")
        draw = ImageDraw.Draw(tile)
        draw.rectangle((margin, margin, margin + wide, margin + high), outline=RED,
                       width=max(2, int(self.scale)))
        for number, line in enumerate(lines):
            draw.text((margin + 8 * self.scale, margin + (4 + 14 * number) * self.scale), line, RED,
                      font=regular if number else bold)
        tile = tile.rotate(self.chance.uniform(-3, 3), Image.Resampling.BICUBIC, fillcolor="white")
        x, y = self._at(self.chance.uniform(40, 58), below - 2)
        self._press(tile, x, y)


class _Fax(PDFObject):
    """A black-and-white image in CCITT group 4, which reportlab does not write by itself."""

    def __init__(self, image: Image.Image) -> None:
        self.width, self.height = image.size
        strip = io.BytesIO()
        image.save(strip, "TIFF", compression="group4", strip_size=(self.width + 7) // 8 * self.height)
        with Image.open(strip) as tiff:
            tags = dict(getattr(tiff, "tag_v2", {}))
        offset, length = tags[273][0], tags[279][0]  # StripOffsets, StripByteCounts
        self.strip = strip.getvalue()[offset:offset + length]

    def format(self, document: Any) -> bytes:
        """The image object with the parameters of its filter."""
        stream = PDFStream(content=self.strip)
        parameters = {"K": -1, "BlackIs1": "true", "Columns": self.width, "Rows": self.height}
        stream.dictionary.dict.update({
            "Type": PDFName("XObject"), "Subtype": PDFName("Image"),
            "Width": self.width, "Height": self.height, "BitsPerComponent": 1,
            "ColorSpace": PDFName("DeviceGray"), "Filter": PDFName("CCITTFaxDecode"),
            "DecodeParms": PDFDictionary(parameters), "Length": len(self.strip)})
        return bytes(stream.format(document))


def _bound(manuscript: Manuscript, pages: list[Image.Image], quality: int, black: bool,
           layer: list[list[tuple[str, float, float, float, float]]] | None) -> bytes:
    """One PDF of all images."""
    rl_config.useA85 = 0
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.setTitle(f"SCAN_{manuscript.pick('scan', 1000, 9999)}")
    canvas.setAuthor("")
    canvas.setCreator("Canon iR-ADV")
    canvas.setSubject("")
    for number, image in enumerate(pages):
        if black and image.mode == "L":
            bits = image.point(lambda tone: 255 if tone > 168 else 0)
            _draw_fax(canvas, f"page{number}", _Fax(bits.convert("1", dither=Image.Dither.NONE)))
        else:
            packed = io.BytesIO()
            image.save(packed, "JPEG", quality=quality, subsampling=2, optimize=True)
            packed.seek(0)
            canvas.drawImage(ImageReader(packed), 0, 0, A4[0], A4[1])
        for words, x, y, long, size in layer[number] if layer else []:
            _invisible(canvas, words, x, y, long, size)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_fax(canvas: Canvas, name: str, fax: _Fax) -> None:
    """What drawImage of reportlab does, for an image object of our own."""
    internal = canvas._doc.getXObjectName(name)
    canvas._doc.Reference(fax, internal)
    canvas._doc.addForm(name, fax)
    canvas._formsinuse.append(name)
    canvas.saveState()
    canvas.transform(A4[0], 0, 0, A4[1], 0, 0)
    canvas._code.append(f"/{internal} Do")
    canvas.restoreState()


def _invisible(canvas: Canvas, words: str, x: float, y: float, long: float, size: float) -> None:
    text = canvas.beginText(x, y)
    text.setTextRenderMode(3)
    text.setFont("Times-Roman", size)
    natural = canvas.stringWidth(words, "Times-Roman", size)
    text.setHorizScale(100 * long / natural if natural else 100)
    text.textOut(words)
    canvas.drawText(text)


def _layer(manuscript: Manuscript, sheets: Sheets) -> list[list[tuple[str, float, float, float, float]]]:
    """For each page the lines of a bad OCR program, with their places."""
    document = pypdfium2.PdfDocument(sheets.content)
    chance = random.Random(f"{manuscript.slug}/ocr")
    pages = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        lines = []
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            words = text.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").strip()
            if words:
                size = max(6.0, (top - bottom) * 0.85)
                lines.append((_junk(words, chance), left, bottom + 2, right - left, size))
        pages.append(lines)
        text.close()
        page.close()
    document.close()
    return pages


def _junk(words: str, chance: random.Random) -> str:
    """What an OCR program without Vietnamese makes of a line."""
    for good, bad in JUNK:
        words = words.replace(good, bad) if chance.random() < 0.7 else words
    words = words.replace("đ", "d").replace("Đ", "D")
    bare = "".join(char for char in unicodedata.normalize("NFD", words) if not unicodedata.combining(char))
    out = []
    for char in bare:
        roll = chance.random()
        if char == "/" and roll < 0.4:
            char = "1"
        elif char in "Oo" and roll < 0.08:
            char = "0"
        elif char in "lI1" and roll < 0.2:
            char = chance.choice("lI1!")
        elif char == " " and roll < 0.05:
            char = chance.choice(("", " . ", "  "))
        elif char.isalpha() and roll < 0.03:
            char = chance.choice((char.upper(), char.lower(), "~", "'" + char, "(" + char))
        out.append(char)
    return "".join(out).encode("cp1252", "ignore").decode("cp1252")
