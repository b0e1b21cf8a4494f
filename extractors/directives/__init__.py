"""Legal and party instruments: their numbers, dates, issuers, titles and roles."""

from extractors.directives.find import Citation, find_citations

__all__ = ["Citation", "find_citations"]
