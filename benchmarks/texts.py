"""What others do with the same files: bare text, words, names and dates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from files import Cost, File, timed
from lxml import etree
from measuring import missing

_SILENT = ("script", "style", "noscript", "template")


def pdfium_text(data: bytes) -> str:
    """pypdfium2's bare text."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        found = []
        for page in document:
            lines = page.get_textpage()
            found.append(lines.get_text_bounded())
            lines.close()
            page.close()
        return "\n".join(found)
    finally:
        document.close()


def plumber_text(data: bytes) -> str:
    """pdfplumber's text with its defaults."""
    import pdfplumber

    found = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            found.append(page.extract_text() or "")
            page.close()
    return "\n".join(found)


def lxml_text(data: bytes) -> str:
    """All text of a page, without scripts and styles."""
    encoding = "utf-16" if data.startswith(b"\xff\xfe") else None if b"windows-1258" in data[:3000] else "utf-8"
    root = etree.fromstring(data, etree.HTMLParser(encoding=encoding))
    etree.strip_elements(root, *_SILENT, with_tail=False)
    return "\n".join(piece for piece in root.itertext() if piece.strip())


def docx_text(data: bytes) -> str:
    """All text of the main part of a DOCX file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(p.itertext()) for p in root.iter("{*}p"))


def plain_text(data: bytes) -> str:
    """A text file's text."""
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "windows-1258"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


BARE: dict[str, Callable[[bytes], str]] = {"PDF": pdfium_text, "HTML": lxml_text, "DOCX": docx_text, "TXT": plain_text}
TODAY: dict[str, Callable[[bytes], str]] = {**BARE, "PDF": plumber_text}


def floor(files: Sequence[File], repeat: int) -> dict[str, float]:
    """Processor seconds of the bare text, and of it with words."""
    from underthesea import word_tokenize

    text, words = Cost(), Cost()
    for _ in range(repeat):
        for number, file in enumerate(files):
            seconds, found = timed(BARE[file.kind], file.data)
            text.add(number, seconds)
            seconds, _ = timed(word_tokenize, found)
            words.add(number, seconds)
    return {"bare text": text.seconds, "word_tokenize": words.seconds, "floor": text.seconds + words.seconds}


def today(files: Sequence[File], sample: int) -> dict[str, float]:
    """Processor seconds of pdfplumber, ner and dateparser; the last two reckoned up from a sample.

    underthesea's ner takes longer for each character the longer the text is; it is measured sentence by sentence, and with a document
    at once, as its documentation shows it.
    """
    from dateparser.search import search_dates
    from underthesea import ner, sent_tokenize

    text = Cost()
    lines: list[str] = []
    texts: list[str] = []
    characters = 0
    for number, file in enumerate(files):
        seconds, found = timed(TODAY[file.kind], file.data)
        text.add(number, seconds)
        characters += len(found)
        texts.append(found)
        lines += [line for line in sent_tokenize(found) if line.strip()]
    # Sentences spread over the whole corpus, until the sample is full.
    chosen: list[str] = []
    step = max(1, len(lines) // max(1, sample // 100))
    for line in lines[::step]:
        chosen.append(line)
        if sum(map(len, chosen)) >= sample:
            break
    size = sum(map(len, chosen))
    ner(chosen[0])
    search_dates(chosen[0], languages=["vi"])
    names, _ = timed(lambda: [ner(line) for line in chosen])
    dates, _ = timed(lambda: [search_dates(line, languages=["vi"]) for line in chosen])
    whole = texts[:: max(1, len(texts) // max(1, sample // 400))]
    at_once, _ = timed(lambda: [ner(document) for document in whole])
    found_costs = {"text with pdfplumber": text.seconds, "ner": names * characters / size, "search_dates": dates * characters / size}
    together = sum(found_costs.values())
    long = at_once * characters / sum(map(len, whole))
    return {
        **found_costs, "written today": together, "ner, a document at once": long,
        "written today, a document at once": together - found_costs["ner"] + long, "sample": float(size), "of": float(characters),
    }  # fmt: skip


def reading(files: Sequence[File], repeat: int) -> list[tuple[str, int, float, str, float]]:
    """For each format: files, seconds of reading them, and what another program takes for the same."""
    from pipeline.ingest import read

    others: dict[str, dict[str, Callable[[bytes], Any]]] = {"PDF": {"pypdfium2, bare text": pdfium_text, "pdfplumber": plumber_text}}
    if not missing("trafilatura"):
        from trafilatura import bare_extraction, extract

        others["HTML"] = {
            "lxml, bare text": lxml_text,
            "trafilatura.extract": lambda data: extract(data, include_comments=False),
            "trafilatura with metadata": lambda data: bare_extraction(data, include_comments=False, with_metadata=True),
        }
    if not missing("docx"):
        import docx

        others["DOCX"] = {"python-docx": lambda data: [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]}
    rows = []
    for kind, programs in others.items():
        for label, chosen in _split(kind, [file for file in files if file.kind == kind]):
            ours = Cost()
            theirs = {name: Cost() for name in programs}
            for _ in range(repeat):
                for number, file in enumerate(chosen):
                    ours.add(number, timed(read, file.data, file.name)[0])
                    for name, program in programs.items():
                        theirs[name].add(number, timed(program, file.data)[0])
            rows += [(label, len(chosen), ours.seconds, name, cost.seconds) for name, cost in theirs.items()]
    return rows


def _split(kind: str, files: Sequence[File]) -> list[tuple[str, list[File]]]:
    """PDF with ruled tables apart from those without: tables take a second library."""
    from pipeline.ingest import read

    if kind != "PDF":
        return [(kind, list(files))]
    ruled = {file.name for file in files if any(part.kind == "table" for part in read(file.data, file.name).parts)}
    groups = [("PDF", list(files)), ("PDF with tables", [f for f in files if f.name in ruled])]
    groups.append(("PDF without tables", [f for f in files if f.name not in ruled]))
    return [(label, chosen) for label, chosen in groups if chosen]
