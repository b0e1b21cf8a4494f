"""Quantities, and those of them that are targets."""

from extractors.targets.quantities import Quantity, find_quantities

__all__ = ["Quantity", "find_quantities"]
