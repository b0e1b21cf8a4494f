"""Labelled examples from documents with gold: what a classifier learns from, and what the rule it would replace says.

Sentences are labelled by the headings over them (they tell the role in a plan, so that they can teach it for texts that have none) and, in
news items, by people; targets, citations and whole documents by their gold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from extractors.campaign.kinds import campaign_type, is_announcement
from extractors.campaign.names import name_of
from extractors.directives.extract import cited
from extractors.directives.roles import role_of
from extractors.facts import DateFact, Target
from extractors.segmented import layout_of, view_of
from extractors.view import fold
from pipeline.agreement import likeness
from pipeline.document import Unreadable
from pipeline.extract import Extraction, extract
from pipeline.ingest import read
from pipeline.misuse import Misuse
from pipeline.segment import segment
from pipeline.segment.guess import features, words_of

_FIGURE = re.compile(r"\d[\d.,/]*")


@dataclass(frozen=True, slots=True)
class Example:
    """One thing to classify: its words, its label, what the rule says, and the document it is of.

    ``family`` is the same for documents of one campaign, which tell the same in much the same words: what is measured on one of them is
    not trained on another. ``measured`` is false for examples that only teach.
    """

    words: str
    label: str
    rule: str
    document: str
    split: str
    family: str = ""
    measured: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """A document that was read, with its gold."""

    name: str
    split: str
    gold: dict[str, Any]
    doc: Doc
    extraction: Extraction

    @property
    def family(self) -> str:
        """One name for all documents of a campaign."""
        return str(self.gold.get("group") or min(self.name, self.gold.get("pair") or self.name))

    def example(self, words: str, label: str, rule: str, *, measured: bool = True) -> Example:
        """An example of this document."""
        return Example(words, label, rule, self.name, self.split, self.family, measured)


def known_documents(gold: Iterable[Path], announcements: Path | None = None) -> Iterator[Known]:
    """Every readable document that a gold file names.

    The documents lie beside the gold folder in ``announcements``, or in the folder given.

    Raises
    ------
    Misuse
        A gold folder is missing or empty.
    """
    for folder in gold:
        files = sorted(folder.glob("*.json"))
        if not files:
            raise Misuse(f"{folder}: holds no gold files (*.json); name a folder such as corpus/gold")
        documents = announcements or folder.parent / "announcements"
        for path in files:
            truth = json.loads(path.read_text(encoding="utf-8"))
            source = documents / truth["source"]
            if not source.is_file():
                continue
            try:
                document = read(source.read_bytes(), truth["source"])
            except Unreadable:
                continue
            doc = segment(document, learned=False)
            yield Known(path.stem, truth.get("split", "dev"), truth, doc, extract(document, doc, calibrated=False))


def sentence_roles(known: Known) -> Iterator[Example]:
    """Sentences under headings that tell their role: they teach it for texts that have no headings."""
    layout, words = layout_of(known.doc), _words(known.doc)
    told = [s for s in layout.sections if s.heading[1] > s.heading[0] and s.level in (1, 2, 3, 4) and s.role != "khac"]
    for start, end in layout.sentences:
        over = [s for s in told if s.start <= start < s.end]
        if not over or any(s.heading[0] <= start < s.heading[1] for s in over):
            continue
        own = words_of(known.doc.text, words, start, end)
        if len(own.split()) >= 4:
            # Never measured on: what news says of its campaign is read by people (`read_sentences`).
            yield known.example(own, over[-1].role, over[-1].role, measured=False)


def read_sentences(known: Known, folder: Path) -> Iterator[Example]:
    """Sentences of news items whose roles people have read (``corpus/sections``)."""
    path = folder / f"{known.name}.tsv"
    if not path.is_file():
        return
    lines = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()[1:] if "\t" in line)
    wanted = {re.sub(r"\s", "", sentence): role for role, sentence in lines}
    layout, text, words = layout_of(known.doc), known.doc.text, _words(known.doc)
    sentences = [s for s in layout.sentences if not layout.is_furniture(s[0])]
    own = [words_of(text, words, a, b) for a, b in sentences]
    for i, (start, end) in enumerate(sentences):
        role = wanted.get(re.sub(r"\s", "", text[start:end]))
        if role is not None:
            seen = features(own[i], own[i - 1] if i else "", i / len(own))
            yield known.example(seen, role, layout.section_at(start))


def _words(doc: Doc) -> list[tuple[int, int]]:
    return [(span.start_char, span.end_char) for span in doc.spans["words"]]


def sectors(known: Known) -> Iterator[Example]:
    """Targets that gold and program both have, by amount and indicator."""
    wanted = [row for row in known.gold.get("targets", []) if row.get("sector")]
    for row in known.extraction.facts["targets"]:
        assert isinstance(row, Target)
        same = [g for g in wanted if _amount(g) == (float(row.value_min or 0), float(row.value_max or 0), row.unit)]
        best = max(same, key=lambda g: likeness(g.get("indicator"), row.indicator), default=None)
        if best is None or likeness(best.get("indicator"), row.indicator) < 0.5:
            continue
        words = f"{_cut(row.indicator or '')} {row.unit} | {_cut(known.extraction.document.title or '')}"
        yield known.example(words, best["sector"], row.sector or "khac")


def _amount(row: dict[str, Any]) -> tuple[float, float, str]:
    low, high = row.get("value_min") or 0, row.get("value_max") or 0
    return float(low), float(high), row.get("unit") or ""


def citation_roles(known: Known) -> Iterator[Example]:
    """The first mention of every instrument that gold gives a role."""
    roles = {row["number"]: row["role"] for row in known.gold.get("directives", []) if row.get("number") and row.get("role")}
    layout, seen, about = layout_of(known.doc), view_of(known.doc), known.doc._.about
    text, words_at = known.doc.text, _words(known.doc)
    met: set[str] = set()
    for citation in cited(known.doc):
        number = citation.number or ""
        if number not in roles or number in met or roles[number] == "tu_than":
            continue
        met.add(number)
        rule = next(str(r.role) for r in known.extraction.facts["directives"] if r.number == number)  # type: ignore[attr-defined]
        before = words_of(text, words_at, max(0, citation.start - 120), citation.start)
        after = words_of(text, words_at, citation.end, citation.end + 80)
        own = role_of(citation, seen, layout, about.document_type)[0]
        words = f"{before} <{citation.document_type}> {after} <{about.document_type}> <{own}> <{layout.section_at(citation.start)}>"
        yield known.example(words, roles[number], rule)


def date_roles(known: Known) -> Iterator[Example]:
    """Dates that gold and program both have, by their days; days that gold gives several roles teach nothing."""
    roles: dict[tuple[str, str], set[str]] = {}
    for row in known.gold.get("dates", []):
        first = row.get("date_from") or ""
        roles.setdefault((first, row.get("date_to") or first), set()).add(row["role"])
    layout, about = layout_of(known.doc), known.doc._.about
    text, words_at = known.doc.text, _words(known.doc)
    for row in known.extraction.facts["dates"]:
        assert isinstance(row, DateFact)
        known_roles = roles.get((str(row.date_from or ""), str(row.date_to or row.date_from or "")), set())
        if len(known_roles) != 1 or row.end == row.start:
            continue
        before = words_of(text, words_at, max(0, row.start - 80), row.start)
        after = words_of(text, words_at, row.end, row.end + 60)
        words = f"{before} <{row.precision}_{row.bound}> {after} <{about.document_type}> <{layout.section_at(row.start)}>"
        yield known.example(words, next(iter(known_roles)), row.role)


def _cut(text: str) -> str:
    """underthesea's words of a text that is no stretch of a document, folded, joined by blanks as `words_of` joins them."""
    from underthesea import word_tokenize

    found = word_tokenize(_FIGURE.sub("0", fold(text)), use_token_normalize=False)
    return " ".join(word.replace(" ", "_") for word in found if any(sign.isalpha() or sign == "0" for sign in word))


def _opening(known: Known) -> str:
    own = [b for b in layout_of(known.doc).blocks if b.kind not in ("furniture",)]
    return words_of(known.doc.text, _words(known.doc), 0, own[0].start + 1500) if own else ""


def announcements(known: Known) -> Iterator[Example]:
    """Does the document announce a campaign?"""
    label = known.gold.get("document", {}).get("is_announcement")
    if label is not None:
        seen, layout = view_of(known.doc), layout_of(known.doc)
        said, _ = is_announcement(seen, layout, known.doc._.about)
        title = _cut(known.extraction.document.title or "")
        yield known.example(f"{title} {title} {_opening(known)}", str(label), str(said))


def document_types(known: Known) -> Iterator[Example]:
    """Type of the document."""
    label = known.gold.get("document", {}).get("document_type")
    if label:
        rule = known.extraction.document.document_type or "khac"
        title = _cut(known.extraction.document.title or "")
        yield known.example(f"{title} {title} {_opening(known)}", label, rule)


def campaign_types(known: Known) -> Iterator[Example]:
    """Type of the campaign."""
    label = (known.gold.get("campaign") or {}).get("campaign_type")
    if label:
        seen, layout, about = view_of(known.doc), layout_of(known.doc), known.doc._.about
        name = name_of(seen, layout, about, cited(known.doc))
        rule, _ = campaign_type(name.text if name else None, about.title, seen.low[:3000])
        words = f"{_cut(name.text if name else '')} | {_cut(about.title or '')}"
        yield known.example(words, label, rule)
