"""The campaign: is one announced, what it is called, who launches it, of what kind, when."""

from extractors.campaign.extract import Draft, extract

__all__ = ["Draft", "extract"]
