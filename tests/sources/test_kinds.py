"""Each kind of portal: its example listing gives its rows, its example item is read as a document; no kind is without."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pipeline.crawl.kinds import FEEDS, KINDS
from pipeline.crawl.listing import attachments, read_listing
from pipeline.crawl.sources import bundled, load
from pipeline.ingest import read
from tests.sources.making import EXAMPLES, Example, examples

ALL = pytest.mark.parametrize("example", examples(), ids=lambda example: example.folder.name)


@ALL
def test_the_listing_gives_its_rows(example: Example) -> None:
    found = read_listing(example.source, example.listing, example.right["url"], "text/html; charset=utf-8")
    assert list(found.items) == example.rows
    assert found.next == example.right["next"]


@ALL
def test_the_item_is_read(example: Example) -> None:
    right = example.right["item"]
    metadata = read(example.item, right["url"]).metadata
    day = metadata.published_at.date() if isinstance(metadata.published_at, datetime) else metadata.published_at
    assert (metadata.title, day) == (right["title"], date.fromisoformat(right["published"]))
    assert attachments(example.source, example.item, right["url"]) == right["attachments"]


@pytest.mark.parametrize("example", [one for one in examples() if one.source.item is not None], ids=lambda one: one.folder.name)
def test_another_markup_gives_nothing(example: Example) -> None:
    """A portal that was made anew is an empty listing, which source health tells, and not other links of the page."""
    assert example.source.item is not None
    page = example.listing.decode()
    for name in ("class=", "id=", "ItemID=", "/-/", "<article", "<h2", "<h3"):
        page = page.replace(name, "data-x" + name if name[0] != "<" else "<div")
    if example.source.item.startswith("re:"):
        page = page.replace("/asset_publisher/", "/x/")
    assert read_listing(example.source, page.encode(), example.right["url"], None).items == ()


@pytest.mark.parametrize("example", [one for one in examples() if one.right["kind"] not in FEEDS], ids=lambda one: one.folder.name)
def test_the_general_reader_finds_the_listing_of_every_kind(example: Example) -> None:
    found = read_listing(replace(example.source, item=None), example.listing, example.right["url"], None)
    assert set(example.rows) <= set(found.items)
    assert len(found.items) <= len(example.rows) + 1  # a headline above the listing is built like an item, and is one


def test_no_kind_is_without_an_example() -> None:
    assert {example.right["kind"] for example in examples()} == {example.folder.name for example in examples()} == set(KINDS)


def test_no_source_is_of_a_kind_without_an_example() -> None:
    assert {source.kind for source in load(bundled())} <= {folder.name for folder in EXAMPLES.iterdir()}
