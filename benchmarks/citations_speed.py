"""How fast `find_citations` reads. Whether its time grows no faster than the text: ``benchmarks/growth.py``.

    python benchmarks/citations_speed.py [--quick]

Processor time: characters a second over three kinds of text, from a plain string and on a text that is folded already, beside one bare
pass of ``re`` for a digit before a slash or a dash.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

from extractors import find_citations
from extractors.directives.find import find_in_view
from extractors.view import view

MANUSCRIPTS = Path(__file__).parents[1] / "corpus" / "manuscripts"
BARE = re.compile(r"\d\s{0,3}[-/]")
PROSE = (
    "Nhân dân các dân tộc trong tỉnh thi đua lao động sản xuất, xây dựng quê hương giàu đẹp; tỷ lệ hộ nghèo giảm 1,5%/năm, "
    "25/30 xã đạt chuẩn nông thôn mới, thu nhập bình quân 62 triệu đồng/người vào năm 2024.\n"
)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def filled(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def texts(size: int) -> dict[str, str]:
    """Prose without a number of a document, the news of the corpus, and all of it (plans and decisions are thick with citations)."""
    read = {path.stem: unicodedata.normalize("NFC", path.read_text(encoding="utf-8")) for path in sorted(MANUSCRIPTS.glob("*.txt"))}
    news = "\n".join(text for name, text in read.items() if name.endswith("-tin"))
    return {"prose": filled(PROSE, size), "news": filled(news, size), "announcements": filled("\n".join(read.values()), size)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of the text")
    scale = 10 if parser.parse_args().quick else 1
    size = 2_000_000 // scale
    print(f"{'text':16}{'citations':>10}{'chars each':>12}{'M chars/s':>11}{'on a view':>11}{'bare re':>9}{'ratio':>7}")
    for name, text in texts(size).items():
        found = len(find_citations(text))
        whole, bare = seconds(lambda text=text: find_citations(text)), seconds(lambda text=text: BARE.findall(text))  # type: ignore[misc]
        seen = view(text)
        rules = seconds(lambda seen=seen: find_in_view(seen))  # type: ignore[misc]
        each = f"{size // found:,}" if found else "-"
        rates = (f"{size / spent / 1e6:.1f}" for spent in (whole, rules, bare))
        print("{:16}{:>10,}{:>12}{:>11}{:>11}{:>9}{:>7.1f}".format(name, found, each, *rates, whole / bare))


if __name__ == "__main__":
    main()
