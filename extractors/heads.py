"""With which words a match of a pattern can begin, read off the pattern.

A head is a word without accents, a blank and the first letters of the word after it ("so y" for "(?:sở|SỞ) y tế"); only the word where
nothing is known of the one after it; the first letters of a word where nothing is known of its end. All that a pattern can match begins
with one of its heads; much else does too, which does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from extractors.syllables import DIGIT, FOLLOWING
from extractors.view import bare

_MOST = 400
_MOST_INITIALS = 6
_LONGEST = 8  # letters: no syllable has more
_WIDEST = 64  # characters of a range
_TURNS = 3  # of a repetition; one that still adds something may go on in any way
_LOOKS_BACK = re.compile(r"\s*(?:\((?:\?:|\?P<\w+>)?\s*)*\(\?<[!=]")

# A beginning and what is known of the rest: it goes on as the pattern says, all that is looked at is known, or nothing more is known.
_MORE, _WHOLE, _OPEN = "more", "whole", "open"
_Heads = set[tuple[str, str]]
_Tree = Sequence[tuple[Any, Any]]


def heads_of(compiled: re.Pattern[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words (alone or with what follows them) and beginnings of words that all matches begin with.

    Both are empty where they cannot be told, or a match may begin inside a word.
    """
    nothing = ((), ())
    if compiled.flags & re.IGNORECASE or not _LOOKS_BACK.match(compiled.pattern):
        return nothing
    try:
        tree = list(import_module("re._parser").parse(compiled.pattern, compiled.flags & ~re.UNICODE))
    except (ImportError, AttributeError):  # another Python: slower, not wrong
        return nothing
    found = _heads(tree, {("", _MORE)}) if _bounded(tree) else None
    if found is None:
        return nothing
    words = {_settled(head, rest) for head, rest in found if " " in head or head == DIGIT}
    opened = {head for head, _ in found if " " not in head and head != DIGIT}
    if len(words) + len(opened) > _MOST:
        words = {word.partition(" ")[0] for word in words}
    if len(words) + len(opened) > _MOST or "" in opened or sum(len(head) == 1 for head in opened) > _MOST_INITIALS:
        return nothing
    heads, begun = {bare(word) for word in words}, {bare(head) for head in opened}
    return (
        tuple(sorted(head for head in heads if " " not in head or head.partition(" ")[0] not in heads)),
        tuple(sorted(head for head in begun if not any(head[:n] in begun for n in range(1, len(head))))),
    )


def _settled(head: str, rest: str) -> str:
    """A head with a word that has ended; what is known of the next one counts if it is all that is looked at."""
    return head if rest == _WHOLE else head.partition(" ")[0]


def _bounded(tree: _Tree) -> bool:
    """True if a match can begin only where a word does: the pattern first looks back and finds no letter."""
    for op, value in tree:
        name = str(op)
        if name == "ASSERT_NOT" and value[0] == -1:
            if _is_letter(list(value[1])):
                return True
        elif name == "SUBPATTERN":
            return _bounded(list(value[3]))
        elif name == "BRANCH":
            return all(_bounded(list(branch)) for branch in value[1])
        elif name not in ("ASSERT", "ASSERT_NOT"):
            return False
    return False


def _is_letter(tree: _Tree) -> bool:
    """True for a class of one character that has every letter and digit in it."""
    if len(tree) != 1 or str(tree[0][0]) != "IN":
        return False
    items = [(str(op), str(value)) for op, value in tree[0][1]]
    if items[0][0] == "NEGATE":  # [^\W_]
        return set(items[1:]) <= {("CATEGORY", "CATEGORY_NOT_WORD"), ("LITERAL", str(ord("_")))}
    return ("CATEGORY", "CATEGORY_WORD") in items  # \w and what stands beside it


def _heads(tree: _Tree, begun: _Heads) -> _Heads | None:
    """How the beginnings go on through a pattern; None where too little is known."""
    now = begun
    for op, value in tree:
        if len(now) > _MOST:
            now = {(head.partition(" ")[0] + " ", _OPEN) if " " in head else (head, rest) for head, rest in now}
        going = {head for head, rest in now if rest == _MORE}
        if not going or len(now) > _MOST:
            break
        after = {(head, rest) for head, rest in now if rest != _MORE}
        for head in going:
            more = _step(str(op), value, head)
            if more is None:
                return None
            after |= more
        now = after
    return now


def _step(name: str, value: Any, head: str) -> _Heads | None:
    if name == "ASSERT_NOT" and value[0] == 1 and head and _is_letter(list(value[1])):
        return _ended(head)
    if name in ("ASSERT", "ASSERT_NOT", "AT"):
        return {(head, _MORE)}
    if name == "LITERAL":
        return _with(head, chr(value))
    if name == "IN":
        return _union(_with_item(head, str(op), item) for op, item in value)
    if name == "SUBPATTERN" and not value[1] and not value[2]:
        return _heads(list(value[3]), {(head, _MORE)})
    if name == "ATOMIC_GROUP":
        return _heads(list(value), {(head, _MORE)})
    if name == "BRANCH":
        return _union(_heads(list(branch), {(head, _MORE)}) for branch in value[1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        found = _repeated(list(inner), head, many=most != 1)
        return found | {(head, _MORE)} if found is not None and least == 0 else found
    return _unknown(head)


def _repeated(inner: _Tree, head: str, *, many: bool) -> _Heads | None:
    """Beginnings after something that stands there once or ``many`` times."""
    once = _heads(inner, {(head, _MORE)})
    if once is None or not many:
        return once
    found = new = once
    for _ in range(_TURNS):
        going = {one for one in new if one[1] == _MORE}
        if not going:  # blanks behind blanks and digits behind digits add nothing
            return found
        new = (_heads(inner, going) or {(begun, _OPEN) for begun, _ in going}) - found
        found = found | new
        if len(found) > _MOST:
            break
    return {(begun, _OPEN if rest == _MORE else rest) for begun, rest in once}


def _union(parts: Iterable[_Heads | None]) -> _Heads | None:
    found: _Heads = set()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found


def _unknown(head: str) -> _Heads | None:
    return {(head, _OPEN)} if head else None


def _ended(head: str) -> _Heads:
    """A head behind which no letter stands: its word has ended."""
    word, blank, following = head.partition(" ")
    return {(head, _WHOLE if following else _MORE)} if blank else {(word + " ", _MORE)}


def _with(head: str, char: str) -> _Heads | None:
    if not char.isalnum():
        return _ended(head) if head else None
    word, blank, following = head.partition(" ")
    if not blank:
        if word == DIGIT or not word and char.isdigit():
            return {(DIGIT, _MORE)}
        return {(head + char, _MORE)} if len(word) < _LONGEST else {(head, _OPEN)}
    if char.isdigit() and not following:
        return {(head + DIGIT, _WHOLE)}
    return {(head + char, _WHOLE if len(following) + 1 == FOLLOWING else _MORE)}


def _with_item(head: str, name: str, value: Any) -> _Heads | None:
    """A head with one item of a class of characters."""
    if name == "LITERAL":
        return _with(head, chr(value))
    if name == "RANGE" and value[1] - value[0] < _WIDEST:
        return _union(_with(head, chr(code)) for code in range(value[0], value[1] + 1))
    if name == "CATEGORY" and str(value) == "CATEGORY_SPACE":
        return _with(head, " ")
    if name == "CATEGORY" and str(value) == "CATEGORY_DIGIT" and head[-1:] in ("", " ", DIGIT):
        return _with(head, "0")
    return _unknown(head)
