"""The building blocks of thidua: what Vietnamese administrative texts cite, date, count and place.

Each works on a plain string, without files, network or a model:

>>> from extractors import find_citations, find_dates, find_quantities, find_places
>>> [c.number for c in find_citations("thực hiện Chỉ thị số 34- CT/TU ngày 20/4/2024")]
['34-CT/TU']
>>> [d.edtf for d in find_dates("giai đoạn 2021 - 2025")]
['2021/2025']
>>> [str(q.value_max) for q in find_quantities("GRDP tăng 7 - 8%")]
['8']
>>> [p.province_code for p in find_places("UBND tỉnh Lâm Đồng")]
['68']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.dates import DateExpression, find_dates
    from extractors.directives import Citation, find_citations
    from extractors.places import Place, find_places
    from extractors.targets import Quantity, find_quantities

__all__ = [
    "Citation", "DateExpression", "Place", "Quantity", "find_citations", "find_dates", "find_places", "find_quantities",
]  # fmt: skip

_ROOMS = {
    "Citation": "directives", "find_citations": "directives", "DateExpression": "dates", "find_dates": "dates",
    "Place": "places", "find_places": "places", "Quantity": "targets", "find_quantities": "targets",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Rooms are opened when they are asked for: who wants dates does not load the table of places."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'extractors' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"extractors.{_ROOMS[name]}"), name)
