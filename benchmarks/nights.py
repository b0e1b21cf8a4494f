"""What a night costs where nothing is new: ``python -m benchmarks.nights [COPIES]``.

A portal on loopback lists the bundled HTML pages, each so many times under addresses of its own (the day in it differs, so that no two are
the same file). The first night reads them all, the second none; CPU time of each, without the server's waiting.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.crawl.conftest import QUICK, source
from tests.crawl.portal import Portal
from tests.nightly.conftest import Nights

PAGES = sorted((Path(__file__).parents[1] / "corpus" / "announcements").glob("*.html"))


def main(copies: int) -> None:
    """Two nights and what they cost."""
    with Portal() as portal, tempfile.TemporaryDirectory() as at:
        links = []
        for number in range(copies):
            for path in PAGES:
                links.append(f"/{number}/{path.name}")
                portal.put(links[-1], path.read_bytes() + f"<!-- {number} -->".encode())
        entries = "".join(f'<h3><a href="{link}">{link}</a></h3>' for link in links)
        portal.put("/tin-tuc/", f'<html><body><div class="news_column">{entries}</div></body></html>')
        nights = Nights(Path(at), limits=QUICK)
        wanted = source(portal, "/tin-tuc/", max_rows=10_000)
        for name in ("first night", "second night"):
            began = time.process_time()
            report = nights.next(wanted)
            spent = time.process_time() - began
            told = f"{report.counts['published']} published, {sum(report.changed.values())} changes"
            print(f"{name}: {report.read} documents read, {told}, {spent:.1f} s CPU")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
