"""Which blocks of a page are its main text.

The container that holds the page's prose is found by descending from the body as long as one child keeps nearly all of it; inside
it, furniture is left out by names, by links and by words; siblings that read like the same text are taken in.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.ingest.aside import text_resumes
from pipeline.ingest.furniture import is_furniture, opens_tail
from pipeline.ingest.hints import CONTENT, FURNITURE
from pipeline.ingest.page import Page, PageBlock
from pipeline.ingest.prose import FILE_LINK, prose_of, reads_as_prose

_CONTAINERS = frozenset(
    [
        "html",
        "body",
        "div",
        "section",
        "article",
        "main",
        "td",
        "th",
        "tr",
        "tbody",
        "table",
        "form",
        "center",
        "blockquote",
        "fieldset",
        "details",
        "figure",
    ]
)
KEEP_SHARE = 0.75  # a child with this share of its parent's prose is descended into
NAMED_SHARE = 0.4  # or with this one, if its names call it the article
MOST_BOXES = 20  # of related items inside one text: more are a list of other items


@dataclass(slots=True)
class Main:
    """Numbers of the main blocks in page order, the container's node, and how much prose they hold."""

    blocks: list[int]
    node: int
    prose: float


def choose_main(page: Page) -> Main:
    """The main text of a page."""
    prose = [prose_of(block) for block in page.blocks]
    sums = [0.0]
    for value in prose:
        sums.append(sums[-1] + max(value, 0.0))
    total = sums[-1]
    furniture = _furniture_nodes(page, sums, total)
    # Prose without what stands in furniture: the weight that the descent goes by.
    weight = [0.0]
    worded = [is_furniture(block.text) for block in page.blocks]
    for number, block in enumerate(page.blocks):
        counts = not furniture[block.node] and not worded[number]
        weight.append(weight[-1] + (prose[number] if counts else 0.0))
    node = _descend(page, weight, furniture)
    chosen = list(range(page.nodes[node].first, page.nodes[node].last))
    before, after = _siblings(page, node, furniture)
    blocks = [n for n in (*before, *chosen, *after) if not furniture[page.blocks[n].node]]
    blocks = _without_related(page, [n for n in blocks if not worded[n] and not _is_noise(page.blocks[n])])
    return Main(blocks, node, sum(max(prose[n], 0.0) for n in blocks))


def _furniture_nodes(page: Page, sums: list[float], total: float) -> list[bool]:
    """For each node, whether it lies in furniture by name. A node that holds most of the page's prose does not."""
    found: list[bool] = []
    for node in page.nodes:
        inside = found[node.parent] if node.parent >= 0 else False
        if not inside and node.hint == FURNITURE:
            share = (sums[node.last] - sums[node.first]) / total if total else 0.0
            inside = share < 0.45 or node.tag in ("nav", "footer")
        elif inside and node.hint == CONTENT and node.tag != "main":
            # Named as the article within something named as furniture: the one that holds prose wins.
            inside = (sums[node.last] - sums[node.first]) < 0.3 * total
        found.append(inside)
    return found


def _descend(page: Page, weight: list[float], furniture: list[bool]) -> int:
    children: dict[int, list[int]] = {}
    for index, node in enumerate(page.nodes):
        if node.parent >= 0:
            children.setdefault(node.parent, []).append(index)

    def held(index: int) -> float:
        return weight[page.nodes[index].last] - weight[page.nodes[index].first]

    current, named = 0, False
    while True:
        inner = [c for c in children.get(current, ()) if page.nodes[c].tag in _CONTAINERS and not furniture[c] and not page.nodes[c].role]
        if not inner:
            return current
        best = max(inner, key=held)
        own = held(current)
        if own <= 0:
            return current
        share = held(best) / own
        if page.nodes[best].hint == CONTENT and share >= NAMED_SHARE and not named:
            current, named = best, True
        elif share >= (0.93 if named else KEEP_SHARE):
            named = named or page.nodes[best].hint == CONTENT
            current = best
        else:
            return current


def _siblings(page: Page, node: int, furniture: list[bool]) -> tuple[list[int], list[int]]:
    """Blocks before and behind the container, under its nearest ancestors, that read like the same text (a lead, a signature)."""
    before: list[int] = []
    after: list[int] = []
    current = node
    for _ in range(4):
        parent = page.nodes[current].parent
        if parent < 0 or page.nodes[parent].tag in ("body", "html"):
            if parent >= 0 and not before:
                before = _lead(page, page.nodes[current].first, furniture)
            break
        left = _same_text(page, range(page.nodes[parent].first, page.nodes[current].first), furniture)
        right = _same_text(page, range(page.nodes[current].last, page.nodes[parent].last), furniture)
        before = left + before
        after = after + right
        current = parent
        if page.nodes[current].hint == CONTENT:
            break
    return before, after


def _lead(page: Page, first: int, furniture: list[bool]) -> list[int]:
    """Sentences between the headline and the container, where nothing but the page itself holds all three, as in views for printing."""
    found: list[int] = []
    for number in range(first - 1, max(-1, first - 6), -1):
        block = page.blocks[number]
        if block.headline or block.block.kind == "heading":
            return found[::-1]
        if furniture[block.node] or block.linked:
            break
        if reads_as_prose(block.text) and not is_furniture(block.text):
            found.append(number)
    return []


def _same_text(page: Page, numbers: range, furniture: list[bool]) -> list[int]:
    found = []
    for number in numbers:
        block = page.blocks[number]
        if opens_tail(block.text):
            break
        if furniture[block.node] or block.linked * 5 > len(block.text):
            continue
        if len(block.text) >= 100 or (block.cells is not None and len(block.cells) > 1) or page.nodes[block.node].role in ("head", "foot"):
            found.append(number)
    # One long line among many short ones is the summary in a list of other items, not more of this text.
    linked = sum(page.blocks[n].linked for n in numbers)
    return found if sum(len(page.blocks[n].text) for n in found) > linked else []


def _is_noise(block: PageBlock) -> bool:
    text = block.text
    if block.tag in ("option", "optgroup", "legend", "label"):
        return True
    if block.linked * 10 > len(text) * 7 and len(text) < 250:
        return not FILE_LINK.search(text) and block.headline is False and block.block.kind != "heading"
    return False


def _without_related(page: Page, numbers: list[int]) -> list[int]:
    """Cuts runs of related items: those at the end whole, those inside the text up to where it goes on."""
    if not numbers:
        return numbers
    prose = [prose_of(page.blocks[n]) for n in numbers]
    total = sum(max(value, 0.0) for value in prose)
    # How much of what can only be prose stands at each place and behind it.
    behind = [0.0] * (len(numbers) + 1)
    for place in range(len(numbers) - 1, -1, -1):
        behind[place] = behind[place + 1] + (prose[place] if len(page.blocks[numbers[place]].text) > 150 else 0.0)
    kept, boxes = numbers, 0
    number = numbers[len(numbers) // 2]
    while number <= numbers[-1]:
        if opens_tail(page.blocks[number].text) and behind[bisect_right(numbers, number)] < 0.3 * total:
            before = [n for n in kept if n < number]
            rest = [n for n in kept if n > number]
            again = text_resumes(page, number, before, rest) if boxes < MOST_BOXES else None
            if again is None:
                return before
            kept = before + [n for n in rest if n >= again]
            number = again
            boxes += 1
        else:
            number += 1
    return kept
