"""The building blocks as spaCy components.

>>> import spacy
>>> import extractors.components  # an installed thidua needs no import: spaCy finds the factories by itself
>>> nlp = spacy.blank("xx")
>>> for name in ("thidua.citations", "thidua.dates"):
...     _ = nlp.add_pipe(name)
>>> doc = nlp("thực hiện Chỉ thị số 34-CT/TU ngày 20/4/2024")
>>> doc.spans["citations"][0]._.number, doc.spans["dates"][0]._.edtf
('34-CT/TU', '2024-04-20')

spaCy keeps the point in a name for itself (``xx.name`` is the factory ``name`` of the language ``xx``) and refuses it in its
decorator, though not in ``add_pipe``. So each factory has a plain name too, ``thidua_citations``: the one to use in a ``config.cfg``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from spacy.language import FactoryMeta, Language
from spacy.tokens import Doc, Span
from spacy.util import registry

from extractors.dates import DateExpression, find_dates
from extractors.directives import Citation, find_citations
from extractors.places import Place, find_places
from extractors.targets import Quantity, find_quantities

_WHERE = {"start", "end", "quote"}


def _extend(types: Sequence[type]) -> None:
    """One extension attribute a value: ``span._.number``, ``span._.edtf``; None on spans of another kind."""
    for kind in types:
        for field in fields(kind):
            if field.name not in _WHERE and not Span.has_extension(field.name):
                Span.set_extension(field.name, default=None)


_extend((Citation, DateExpression, Quantity, Place))


class Component:
    """Runs one ``find_…`` function over a Doc and keeps what it finds as ``doc.spans[key]``.

    Spans are widened to whole tokens; the exact offsets are those of the function itself.
    """

    def __init__(self, key: str, find: Callable[[str], Sequence[Any]]) -> None:
        self.key = key
        self.find = find

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for found in self.find(doc.text):
            span = doc.char_span(found.start, found.end, label=found.rule, alignment_mode="expand")
            if span is None:
                continue
            for field in fields(found):
                if field.name not in _WHERE:
                    span._.set(field.name, getattr(found, field.name))
            spans.append(span)
        doc.spans[self.key] = spans
        return doc


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _factory(plain: str, default_config: dict[str, Any], make: Callable[..., Component]) -> None:
    """Register a factory under its plain name (``thidua_dates``) and its dotted one (``thidua.dates``)."""
    Language.factory(plain, default_config=default_config, func=make)
    dotted = plain.replace("_", ".", 1)
    registry.factories.register(dotted, func=make)
    Language.set_factory_meta(
        dotted,
        FactoryMeta(
            factory=dotted,
            default_config=default_config,
            assigns=(),
            requires=(),
            scores=(),
            default_score_weights={},
            retokenizes=False,
        ),
    )


def citations(nlp: Language, name: str, place: str | None, on: str | None) -> Component:
    """``doc.spans["citations"]``; ``place`` and ``on`` (ISO date) as in `find_citations`."""
    return Component("citations", lambda text: find_citations(text, place=place, on=_day(on)))


def dates(nlp: Language, name: str, published: str | None) -> Component:
    """``doc.spans["dates"]``; ``published`` (ISO date) as in `find_dates`."""
    return Component("dates", lambda text: find_dates(text, published=_day(published)))


def quantities(nlp: Language, name: str) -> Component:
    """``doc.spans["quantities"]``."""
    return Component("quantities", find_quantities)


def places(nlp: Language, name: str, on: str | None) -> Component:
    """``doc.spans["places"]``; ``on`` (ISO date) as in `find_places`."""
    return Component("places", lambda text: find_places(text, on=_day(on)))


_factory("thidua_citations", {"place": None, "on": None}, citations)
_factory("thidua_dates", {"published": None}, dates)
_factory("thidua_quantities", {}, quantities)
_factory("thidua_places", {"on": None}, places)
