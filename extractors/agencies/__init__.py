"""Who speaks: agencies, their offices and heads, their level and their full name."""

from extractors.agencies.find import Agency, agency_at, find_agencies
from extractors.agencies.names import complete, full_name, level_of

__all__ = ["Agency", "agency_at", "complete", "find_agencies", "full_name", "level_of"]
