"""Who takes part in a campaign: one row per kind of participant and document."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.codes import code_list
from extractors.facts import Participant
from extractors.participants.witnesses import Witness, witnesses
from extractors.segmented import Layout, about_of, layout_of, view_of
from extractors.view import View

_BASIS = ("stated", "addressed", "addressed", "addressed", "eligible")
# Share of right rows by rank of the witness, and by rank where a plainer list stands beside it.
_CONFIDENCE = (0.93, 0.85, 0.7, 0.6, 0.5)
_BESIDE_A_LIST = 0.6
_FAINT_CODES = {"co_quan_don_vi": 0.1, "nguoi_dung_dau": 0.2, "khac": 0.3}  # named everywhere, or catch-alls


def extract(doc: Doc) -> list[Participant]:
    """Rows of `Participant`, in text order.

    For each code the plainest witness counts (stated before addressed before eligible), and of equals the first.
    """
    return participants(view_of(doc), layout_of(doc), about_of(doc).announced)


def participants(view: View, layout: Layout, announced: bool = True) -> list[Participant]:
    """The same from a text and its layout; reports, rules and portraits (not ``announced``) call nobody to take part."""
    best: dict[str, Witness] = {}
    for witness in witnesses(view, layout, announced):
        held = best.get(witness.mention.code)
        if held is None or (witness.rank, witness.mention.start) < (held.rank, held.mention.start):
            best[witness.mention.code] = witness
    listed = any(witness.rank == 0 for witness in best.values())
    rows = [_row(view, layout, witness, listed) for witness in best.values()]
    return sorted(rows, key=lambda row: (row.start, row.participant_code))


def _row(view: View, layout: Layout, witness: Witness, listed: bool) -> Participant:
    mention = witness.mention
    confidence = _CONFIDENCE[witness.rank] - _FAINT_CODES.get(mention.code, 0.0)
    if listed and witness.rank:
        confidence = min(confidence, _BESIDE_A_LIST)
    kind = code_list("participants")[mention.code]["kind"]
    return Participant(
        participant_code=mention.code,
        label=" ".join(view.text[mention.start : mention.end].split()),
        kind=kind if kind != "other" else "individual",
        basis=_BASIS[witness.rank],
        scope=" ".join(view.text[slice(*mention.scope)].split()) if mention.scope else None,
        start=mention.start,
        end=mention.end,
        section=layout.section_at(mention.start),
        method=witness.rule,
        confidence=round(confidence, 2),
    )
