"""Dates, intervals, terms, deadlines and durations of administrative Vietnamese."""

from extractors.dates.find import DateExpression, find_dates

__all__ = ["DateExpression", "find_dates"]
