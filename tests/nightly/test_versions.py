"""A changed rule concerns the files that are read with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.nightly import versions
from pipeline.nightly.versions import reading_version

PDF, HTML, TXT = "application/pdf", "text/html", "text/plain"


@pytest.mark.parametrize(
    ("changed", "concerned"),
    [
        ("pipeline/ingest/pdf.py", {PDF}),
        ("pipeline/ingest/scan/lexicon.txt.gz", {PDF, HTML, TXT}),  # accents are mended by it everywhere
        ("pipeline/ingest/html.py", {HTML}),
        ("extractors/targets/extract.py", {PDF, HTML, TXT}),
        ("extractors/codes/sectors.csv", {PDF, HTML, TXT}),
        ("models/sentence_roles.npz", {PDF, HTML, TXT}),
        ("models/sentence_roles.md", set()),
        ("models/sentence_roles.skops", set()),
        ("pipeline/nightly/night.py", set()),
        ("pipeline/resolve/campaigns/evidence.py", set()),  # joining is done anew every night
    ],
)
def test_what_a_change_concerns(changed: str, concerned: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = {media: reading_version(media) for media in (PDF, HTML, TXT)}
    path = Path(versions.__file__).parents[2] / changed
    assert path.is_file()
    content = versions._content
    monkeypatch.setattr(versions, "_content", lambda file: b"another" if file == path else content(file))
    after = {media: reading_version.__wrapped__(media) for media in (PDF, HTML, TXT)}
    assert {media for media in before if before[media] != after[media]} == concerned
