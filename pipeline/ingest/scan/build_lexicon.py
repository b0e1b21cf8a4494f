"""Writes the lexicon of the genre anew: words and pairs of words of the corpus's manuscripts (split dev) and of the vocabularies.

    python -m pipeline.ingest.scan.build_lexicon
"""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.ingest.letters import fold
from pipeline.ingest.scan.repair import is_sound

ROOT = Path(__file__).resolve().parents[3]
TARGET = Path(__file__).with_name("lexicon.txt.gz")
_SLIP = 12  # times as common
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")


def texts() -> Iterator[str]:
    """The manuscripts that may be learned from, and the Vietnamese columns of the packages' tables."""
    for path in sorted((ROOT / "corpus" / "manuscripts").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if re.search(r"^split: dev$", text, re.M):
            front, _, body = text.removeprefix("---\n").partition("\n---\n")
            # What the front says about the manuscript itself is no text of the genre.
            yield re.sub(r"(?m)^(?:format|split|traps|scanner|skew|pen|portal|url|national):.*$", "", front)
            yield body
    for path in sorted((ROOT / "extractors").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                yield from (cell for cell in row if not cell.isascii())


def _by_letters(words: Counter[str]) -> dict[str, list[str]]:
    """Words by their letters without accents."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(fold(word), []).append(word)
    return found


def _is_slip(pair: tuple[str, str], count: int, pairs: Counter[tuple[str, str]], bare: dict[str, list[str]]) -> bool:
    """True for what a typist got wrong ("triến khai"): the same letters with other accents are far more common there."""
    first, second = pair
    others = [(other, second) for other in bare[fold(first)]] + [(first, other) for other in bare[fold(second)]]
    return count <= 3 and any(pairs[other] >= _SLIP * count for other in others)


def main() -> None:
    """Counts and writes: one word a line with its count, then pairs."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts():
        tokens = _WORD.findall(unicodedata.normalize("NFC", text).lower())
        kept = [token if is_sound(token) else "" for token in tokens]
        words.update(word for word in kept if word)
        pairs.update((a, b) for a, b in zip(kept, kept[1:], strict=False) if a and b)
    bare = _by_letters(words)
    pairs = Counter({pair: count for pair, count in pairs.items() if not _is_slip(pair, count, pairs, bare)})
    kept_words = {word for pair in pairs for word in pair}
    words = Counter({word: count for word, count in words.items() if word in kept_words or count > 3})
    lines = [f"{word}\t{count}" for word, count in sorted(words.items())]
    lines += [f"{a} {b}\t{count}" for (a, b), count in sorted(pairs.items())]
    with gzip.GzipFile(TARGET, "wb", mtime=0) as packed:
        packed.write("\n".join(lines).encode())
    print(f"{len(words)} words, {len(pairs)} pairs, {TARGET.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
