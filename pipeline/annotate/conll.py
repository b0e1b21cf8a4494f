"""CoNLL: one token a line, columns between tabs, an empty line after each sentence.

Columns: the token, one BIO column for each table (facts of a table may overlap those of another), and last the layer in which no fact
overlaps another. Who trains takes the first column and one other; readers of CoNLL-2003 (spaCy's ``convert``, flair) take the last.
``-DOCSTART- -X- O O`` opens each document. Blanks and line ends are no tokens. Where facts of one column overlap, the longest stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.annotate.offsets import apart
from pipeline.annotate.reading import Annotated, Output
from pipeline.annotate.tally import Tally
from pipeline.annotate.tokenized import TokenSpan, tokenized

DOCUMENT = "-DOCSTART- -X- O O"


def files(output: Output, tally: Tally) -> Iterator[tuple[str, bytes]]:
    """The one file, document by document."""
    for annotated in output:
        yield "", lines(annotated, output.tables, tally).encode()


def lines(annotated: Annotated, tables: tuple[str, ...], tally: Tally) -> str:
    """A document with the empty line that ends it."""
    doc, spans = tokenized(annotated)
    merged = apart(spans)
    tally.count(annotated, len(spans), widened=sum(not span.exact for span in spans))
    tally.overlapping += len(spans) - len(merged)
    seen = [not token.is_space for token in doc]
    columns = [_tags(seen, apart(span for span in spans if span.mark.table == table)) for table in tables]
    columns.append(_tags(seen, merged))
    written = [DOCUMENT, ""]
    for sentence in doc.sents:
        rows = ["\t".join((token.text, *(column[token.i] for column in columns))) for token in sentence if seen[token.i]]
        if rows:
            written += [*rows, ""]
    return "\n".join(written) + "\n"


def _tags(seen: list[bool], spans: Iterable[TokenSpan]) -> list[str]:
    """BIO tags; the first token of a fact that is no blank opens it."""
    tags = ["O"] * len(seen)
    for span in spans:
        mark = "B"
        for i in range(span.start, span.end):
            if seen[i]:
                tags[i] = f"{mark}-{span.mark.table}"
                mark = "I"
    return tags
