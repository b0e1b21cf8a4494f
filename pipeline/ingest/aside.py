"""Boxes of related items inside an article, and where its text goes on behind them.

The words at the head of such a box are those that open the furniture behind an article; only where the text stands tells them apart.
"""

from __future__ import annotations

from pipeline.ingest.furniture import opens_tail
from pipeline.ingest.page import Page, PageBlock
from pipeline.ingest.prose import FILE_LINK, prose_of, reads_as_prose

_PARAGRAPHS = frozenset(("p", "li", "dd", "dt", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))
# What paragraphs may be wrapped in beside the other paragraphs of the same text.
_LISTS = frozenset(("li", "ul", "ol", "dl", "dd", "blockquote"))

ENOUGH = 100  # characters behind a box that are text; less may be a note of the portal


def text_resumes(page: Page, opener: int, before: list[int], rest: list[int]) -> int | None:
    """Number of the block with which the text goes on behind the related items that a block opens, None where it does not.

    Parameters
    ----------
    opener : number of the block with the head of the related items.
    before, rest : the blocks before and behind it that may be text.

    It goes on in an element that holds paragraphs of the text before. Where one element holds the head and its items, the text goes on
    behind that element. Where they stand among the paragraphs, it goes on with the first one that is no item, unless more items come
    behind: then these are items with summaries.
    """
    body = [n for n in before if _is_text(page.blocks[n])]
    if not body:
        return None
    homes = {_home(page, n) for n in body}
    box = page.blocks[opener].node
    while (parent := page.nodes[box].parent) >= 0 and page.nodes[parent].first > body[-1]:
        box = parent
    # Paragraphs parted by line breaks have no element of their own: then the box holds the text, too.
    boxed = page.nodes[box].first > body[-1] and page.nodes[box].last > opener + 1
    end = page.nodes[box].last if boxed else opener + 1
    found = [n for n in rest if n >= end and _is_text(page.blocks[n]) and _home(page, n) in homes]
    if not found:
        return None
    # Behind the next head of such items stands what may be text, too; it is asked for when that head is reached.
    until = next((n for n in range(end, len(page.blocks)) if opens_tail(page.blocks[n].text)), len(page.blocks))
    if sum(len(page.blocks[n].text) for n in found if n < until) < ENOUGH:
        return None
    if boxed:
        return end
    items = [n for n in range(end, min(until, rest[-1] + 1)) if _is_item(page.blocks[n])]
    return found[0] if items and items[-1] < found[0] else None


def _is_text(block: PageBlock) -> bool:
    return block.cells is None and reads_as_prose(block.text) and block.linked * 5 <= len(block.text)


def _is_item(block: PageBlock) -> bool:
    return prose_of(block) < 0 and not FILE_LINK.search(block.text)


def _home(page: Page, number: int) -> int:
    """The element in which a paragraph stands beside others."""
    index = page.blocks[number].node
    node = page.nodes[index]
    # A div or cell with several blocks holds paragraphs parted by line breaks; with one it is a paragraph itself.
    if node.tag not in _PARAGRAPHS and (node.tag not in ("div", "section") or node.last - node.first > 1):
        return index
    index = max(node.parent, 0)
    while page.nodes[index].tag in _LISTS and page.nodes[index].parent >= 0:
        index = page.nodes[index].parent
    return index
