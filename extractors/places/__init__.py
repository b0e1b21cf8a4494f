"""Places: provinces, former districts and communes, in both systems of units.

`find_places` reads a text, `find_in_view` one that is folded already. `tables` holds the dated crosswalk, `hosts` reads names of portals.
See each module's docstring.
"""

from extractors.places.find import find_in_view, find_places
from extractors.places.mention import Candidate, Place

__all__ = ["Candidate", "Place", "find_in_view", "find_places"]
