"""What a document says of itself: type, number, date, issuer, title."""

from extractors.letterhead.find import Letterhead, read_letterhead

__all__ = ["Letterhead", "read_letterhead"]
