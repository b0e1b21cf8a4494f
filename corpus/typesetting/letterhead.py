"""Head and foot of an official document: two columns drawn line by line, as a Word table prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reportlab.lib.colors import white
from reportlab.platypus import Flowable

from .faces import split, width
from .manuscript import Manuscript, ManuscriptError

STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
WORDS = {"number": r"[Ss]ố\s*:?", "day": r"ngày", "month": r"tháng", "year": r"năm"}
# A blank is two signs wide at least, or one before the word that follows a value.
GAP = r"([\s\u00a0.…_]{2,}|[…_]|\s(?=/|tháng|năm|$))"


@dataclass(frozen=True)
class Blank:
    """Where a value belongs that pen or signing software fills in, in points from the lower left."""

    name: str
    value: str
    page: int
    x: float
    y: float
    width: float
    size: float


@dataclass
class Layout:
    """What the drawing learned about places on the pages."""

    blanks: list[Blank] = field(default_factory=list)
    seals: list[tuple[int, float, float]] = field(default_factory=list)
    head_foot: float = 0.0  # where the head ends on page 1
    notes: dict[int, list[int]] = field(default_factory=dict)  # page: footnotes whose mark stands there


def with_blanks(line: str, wanted: dict[str, str], size: float,
                roomy: float) -> tuple[str, dict[str, tuple[int, int]]]:
    """Finds the blanks for the wanted values, and widens one that is too narrow for its value."""
    places: dict[str, tuple[int, int]] = {}
    for name in ("number", "day", "month", "year"):
        if name not in wanted:
            continue
        found = re.search(WORDS[name] + GAP, line)
        if not found:
            continue
        start, end = found.span(1)
        need = width(wanted[name], "Serif", size * roomy) + 8
        short = need - width(line[start:end], "Serif", size)
        if short > 0:
            extra = int(short / width(" ", "Serif", size)) + 1
            line = line[:end] + " " * extra + line[end:]
            end += extra
        places[name] = (start, end)
    return line, places


class Head(Flowable):
    """The two columns with agency, motto, number, place and date."""

    def __init__(self, manuscript: Manuscript, layout: Layout, fields: bool = False) -> None:
        super().__init__()
        self.manuscript, self.layout, self.fields = manuscript, layout, fields
        self.party = manuscript.get("national") == "party"
        self.size = manuscript.pick("head size", 0, 1) * 0.5 + 12.5
        self.values: dict[str, str] = manuscript.front.get("stamped") or manuscript.front.get("pen") or {}
        roomy = 1.7 if "pen" in manuscript.front else 1.15  # handwriting is larger than print
        self.number, number_places = with_blanks(manuscript.get("number_line"), self.values, self.size, roomy)
        self.place, place_places = with_blanks(manuscript.get("place_line"), self.values, self.size, roomy)
        self.places = {"number_line": number_places, "place_line": place_places}
        missing = set(self.values) - set(number_places) - set(place_places)
        if missing:
            raise ManuscriptError(f"no blank for {', '.join(sorted(missing))} in number_line or place_line")

    def __bool__(self) -> bool:
        keys = ("superior", "agency", "number_line", "place_line", "reference")
        return any(map(self.manuscript.get, keys)) or self.manuscript.get("national") in ("state", "party")

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """Takes its own height; reaches a little into both margins, as these tables do."""
        self.full = room + 24
        self.columns = (self.full * 0.41, self.full * 0.59)
        step = self.size * 1.2
        left = len(self._agency()) + (0.6 if not self.party else 1)
        right = 2.6 if not self.party else 1.5
        self.second = (max(left, right) + 0.75) * step  # the baseline of the number line
        reference = self._reference()
        height = self.second + 0.5 * step + len(reference) * (self.size - 1) * 1.2 + (6 if reference else 0)
        if not (self.number or self.place or reference):
            height = max(left, right) * step
        self.tall = height + 8
        return room, self.tall

    def _agency(self) -> list[tuple[str, str, float]]:
        """Lines with font and size; a long line gets a little smaller before it is broken."""
        room, lines = self.columns[0] - 4, []
        for key, font in (("superior", "Serif"), ("agency", "Serif-Bold")):
            for line in filter(None, self.manuscript.get(key).split("\n")):
                size = self.size
                while size > 11 and width(line, font, size) > room:
                    size -= 0.5
                lines += [(piece, font, size) for piece in split(line, font, size, room)]
        return lines

    def _reference(self) -> list[str]:
        text = self.manuscript.get("reference")
        return split(text, "Serif", self.size - 1, self.columns[0] - 16) if text else []

    def draw(self) -> None:
        """Left block, right block, number, place: the order in which Word prints the cells."""
        left = -12 + self.columns[0] / 2
        right = -12 + self.columns[0] + self.columns[1] / 2
        step = self.size * 1.2
        y = self.tall - step
        agency = self._agency()
        for text, font, size in agency:
            self._centre(left, y, text, font, size)
            y -= step
        if agency and self.party:
            self._centre(left, y, "*", "Serif", self.size)
        elif agency:
            self._rule(left, y + step - 5, width(*agency[-1]) * 0.45)
        self._national(right, step)
        y = self.tall - self.second - step * 0.2
        self._line("number_line", self.number, left, y, "Serif")
        self._line("place_line", self.place, right, y, "Serif-Italic")
        for line in self._reference():
            y -= (self.size - 1) * 1.2 + (3 if line == self._reference()[0] else 0)
            self._centre(left, y, line, "Serif", self.size - 1)
        self.layout.head_foot = self.canv.absolutePosition(0, 0)[1]

    def _national(self, right: float, step: float) -> None:
        y = self.tall - step
        if self.party:
            self._centre(right, y, PARTY, "Serif-Bold", self.size + 1.5)
            self._rule(right, y - 4, width(PARTY, "Serif-Bold", self.size + 1.5))
        elif self.manuscript.get("national") == "state":
            size = self.size
            while width(STATE[0], "Serif-Bold", size) > self.columns[1] - 2:
                size -= 0.25
            self._centre(right, y, STATE[0], "Serif-Bold", size)
            self._centre(right, y - step, STATE[1], "Serif-Bold", self.size + 0.5)
            self._rule(right, y - step - 4, width(STATE[1], "Serif-Bold", self.size + 0.5))

    def _centre(self, x: float, y: float, text: str, font: str, size: float) -> None:
        self.canv.setFont(font, size)
        self.canv.drawCentredString(x, y, text)

    def _rule(self, x: float, y: float, long: float) -> None:
        self.canv.setLineWidth(0.7)
        self.canv.line(x - long / 2, y, x + long / 2, y)

    def _line(self, key: str, text: str, x: float, y: float, font: str) -> None:
        if not text:
            return
        self._centre(x, y, text, font, self.size)
        start = x - width(text, font, self.size) / 2
        for name, (first, last) in self.places[key].items():
            offset = start + width(text[:first], font, self.size)
            long = width(text[first:last], font, self.size)
            page_x, page_y = self.canv.absolutePosition(offset, y)
            blank = Blank(name, self.values[name], self.canv.getPageNumber(), page_x, page_y, long, self.size)
            self.layout.blanks.append(blank)
            if self.fields:
                # The value lives in the field's appearance stream; the page's own content keeps the blank.
                inset = max(0.0, (long - width(blank.value, "Serif", self.size)) / 2)
                self.canv.acroForm.textfield(
                    value=blank.value, name=f"vgca_{name}", fieldFlags="readOnly", relative=False,
                    x=page_x + inset, y=page_y - 5, width=long - inset, height=self.size + 5,
                    fontName="Times-Roman", fontSize=self.size,
                    borderWidth=0, fillColor=None, borderColor=None)


class Foot(Flowable):
    """Recipients on the left, signature blocks on the right; never split over two pages."""

    def __init__(self, manuscript: Manuscript, layout: Layout) -> None:
        super().__init__()
        self.manuscript, self.layout = manuscript, layout
        self.size = manuscript.pick("foot size", 0, 1) * 0.5 + 13
        self.recipients, self.blocks = manuscript.recipients(), manuscript.signatures()

    def __bool__(self) -> bool:
        return bool(self.recipients or self.blocks)

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """The taller column counts."""
        count = max(1, len(self.blocks))
        self.left = room * (0.46 if count == 1 else 0.25 if self.recipients else 0)
        self.column = (room - self.left + 10) / count
        self.notes = [piece for line in self.recipients for piece in split(line, "Serif", 11, self.left - 6)]
        self.signed = [self._signature(block) for block in self.blocks]
        tall = max([14 + 12.6 * len(self.notes), *(sum(step for *_, step in block) for block in self.signed)])
        self.tall = tall + 14
        return room, self.tall

    def _signature(self, block: list[str]) -> list[tuple[str, str, float, float]]:
        """Text, font, size and the way down to each line."""
        lines: list[tuple[str, str, float, float]] = []
        last = max((index for index, line in enumerate(block) if line.strip()), default=-1)
        for index, line in enumerate(block):
            bracket = line.startswith("(")
            font = "Serif" if bracket and not line.isupper() else "Serif-Bold"
            if bracket:
                font = "Serif-Italic"
            step = self.size * 1.25
            # Room for a signature and a seal, unless "(Đã ký)" or blank lines of the manuscript make it.
            if index == last and index and not line.isupper() and not any(
                    text.startswith("(") or not text for text in block[1:index]):
                step += 52
            if not line.strip():
                step = 34
            for position, piece in enumerate(split(line, font, self.size, self.column - 8)):
                lines.append((piece, font, self.size, step if not position else self.size * 1.25))
        return lines

    def draw(self) -> None:
        """Recipients first, then the blocks from left to right."""
        y = self.tall - 20.0
        for index, line in enumerate(self.notes):
            title = index == 0
            self.canv.setFont("Serif-BoldItalic" if title else "Serif", 12 if title else 11)
            self.canv.drawString(0, y, line)
            y -= 13.5 if title else 12.6
        for number, block in enumerate(self.signed):
            x = self.left + self.column * (number + 0.5)
            y = self.tall - 4.0
            for text, font, size, step in block:
                y -= step
                self.canv.setFont(font, size)
                self.canv.drawCentredString(x, y, text)
            if block and not any(text.startswith("(") for text, *_ in block):
                place = self.canv.absolutePosition(x, y + 28)
                self.layout.seals.append((self.canv.getPageNumber(), *place))
            if block and self.manuscript.get("hidden") and not number:
                self._hidden(x, y + 24)

    def _hidden(self, x: float, y: float) -> None:
        """White on white: signing software leaves such words where the signature picture goes."""
        self.canv.saveState()
        self.canv.setFillColor(white)
        self.canv.setFont("Serif", 12)
        self.canv.drawCentredString(x, y, self.manuscript.get("hidden"))
        self.canv.restoreState()
