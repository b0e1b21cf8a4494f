"""Rules that begin with frequent words, tried only where a rarer word of theirs stands.

"Các", "toàn thể" or a number may stand before any group: a rule that begins with them would be tried at each of them, and a text is full
of numbers. But every match also holds a word of its own ("xã", "phường"), its core. That is looked for, and the rule is tried at the core
and at the words before it that a match may hold. It finds the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from extractors.beginnings import Anchored
from extractors.lexicon import syllables, syllables_of, words
from extractors.rule import Rule
from extractors.view import View, bare


class Cored:
    """A rule over ``bare`` and where it may begin.

    Parameters
    ----------
    rule : the rule that is tried.
    core : pattern, with accents, of words one of which every match holds.
    before : patterns, with accents, of all that may stand in a match before its core; numbers may always. Any words may where there are
        none: then the rule is tried everywhere, but only in texts that have its core.
    """

    def __init__(self, rule: Rule, core: str, *before: str) -> None:
        self.rule = rule
        self._core = Anchored(re.compile(rf"(?<![^\W_])(?:{words(core)})(?![^\W_])", re.VERBOSE))
        self._before = frozenset(bare(syllable) for syllable in syllables_of(*before))

    def matches(self, view: View) -> list[re.Match[str]]:
        """Matches in the whole text, as those of the rule.

        >>> from extractors.participants.grammar import COMMUNES
        >>> from extractors.view import view
        >>> [match[0] for match in Cored(COMMUNES, "xã|phường", "các").matches(view("Các xã, các thôn; 12 phường"))]
        ['cac xa', '12 phuong']
        """
        if not self._before:
            return list(self.rule.matches(view)) if any(self._core.finditer(view, "bare")) else []
        places, found = syllables(view)
        before, match, text = self._before, self.rule.compiled.match, view.bare
        matches: list[re.Match[str]] = []
        position = done = 0  # where the last match ends; how many words have been tried or passed over
        for core in self._core.finditer(view, "bare"):
            last = bisect_left(places, core.start())
            first = last
            while first > done and (found[first - 1] in before or found[first - 1].isdigit()):
                first -= 1
            for place in places[first : last + 1]:
                if place >= position and (here := match(text, place)) is not None:
                    position = here.end()
                    matches.append(here)
            done = last + 1
        return matches
