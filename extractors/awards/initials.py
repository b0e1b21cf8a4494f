"""Words at the head of a pattern that is searched for in a long stretch of text."""

_AT_BEGINNING = r"(?<![^\W_].)"  # the character just read begins a word


def begins(alternatives: str) -> str:
    r"""Plain words, one of which is to begin there: their first letter is looked for before what stands in front of it.

    Python tries a pattern that begins by looking back at every character, one that begins with letters only where one of them stands.

    >>> begins("quy định|về")
    '(?:q(?<![^\\W_].)uy định|v(?<![^\\W_].)ề)'
    """
    return "(?:" + "|".join(word[0] + _AT_BEGINNING + word[1:] for word in alternatives.split("|")) + ")"
