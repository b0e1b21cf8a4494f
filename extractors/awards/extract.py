"""Awards that a document promises or regulates: form, grantor, recipient, number, occasion.

The forms and who may grant them follow the Law 06/2022/QH15 and decree 98/2023/NĐ-CP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from extractors.awards.apart import numbers_apart
from extractors.awards.claims import regulates
from extractors.awards.forms import may_name_form
from extractors.awards.grantors import Issuer, issuer_of
from extractors.awards.heads import Head
from extractors.awards.prize_rules import PRIZE, TOTAL
from extractors.awards.prize_tables import prize_tables, statements_of_prizes
from extractors.awards.prizes import classes_of, leads, prizes_in
from extractors.awards.quotas import quotas_in
from extractors.awards.recipients import label_recipient
from extractors.awards.statements import MONEY_APART, Statement, statements_in
from extractors.awards.tables import Table, quota_tables, statements_of_table, tables_in
from extractors.facts import Award
from extractors.lexicon import UPPER
from extractors.segmented import Block, Layout, Metadata, Section, about_of, layout_of, view_of
from extractors.view import View

_SENTENCE_END = re.compile(rf"[.!?][”\"]?(?=\s+[“\"(]?[{UPPER}])|\n[ ]*\n")
_QUANTITY = re.compile(r"[\W\d_]*(?:[a-z]\)\s*)?(?:ve\s+)?so\s+luong\b")
_NEAR = 160  # characters from an award to the money that goes with it
_BESIDE = 30  # characters from money to the award that it goes with: "Tiền thưởng kèm Giấy khen"
_LONGEST_HEAD = 400  # characters; a longer block with things under it is no head of theirs


def extract(doc: Doc) -> list[Award]:
    """Rows of `Award`, in text order: one per form and grantor, and one for each number of its own."""
    return awards(view_of(doc), layout_of(doc), about_of(doc).announced)


def awards(view: View, layout: Layout, announced: bool = True) -> list[Award]:
    """The same from a text and its layout; ``announced``: it launches a campaign, so who grants what is still to come."""
    if not _may_award(view, 0, len(view.bare)):
        return []
    issuer = issuer_of(view)
    found = list(_statements(view, layout, issuer, announced))
    rows = [_row(layout, statement) for statement in settle(found)]
    return sorted(rows, key=lambda row: (row.start, row.end, row.grantor_code or "", row.recipient or ""))


def awards_in(view: View, start: int = 0, end: int | None = None) -> list[Statement]:
    """Awards that a stretch of plain text promises (no layout: every sentence is read as if it stood under "Khen thưởng")."""
    end = len(view.text) if end is None else end
    layout = _under_awards(end)
    found = []
    for a, b in _sentences(view, start, end):
        prizes = prizes_in(view, layout, a, b, (), None, issuer_of(view), True)
        found += [*prizes, *statements_in(view, layout, a, b, (), issuer_of(view), taken=prizes)]
    return settle(found)


def _may_award(view: View, start: int, end: int) -> bool:
    """False where a stretch names neither a form of award nor a prize: nothing is said there."""
    return _may_prize(view, start, end) or may_name_form(view, start, end)


def _may_prize(view: View, start: int, end: int) -> bool:
    """False where the word giải is missing."""
    return view.bare.find("giai", start, end) >= 0


def _may_praise(view: View, start: int, end: int) -> bool:
    """False where the word khen is missing."""
    return view.bare.find("khen", start, end) >= 0


def _under_awards(end: int) -> Layout:
    """The layout of a text that is about awards as a whole."""
    return Layout(Metadata(), (), (Section(0, end, "khen_thuong", (0, 1), 1, ""),), (), ())


def _statements(view: View, layout: Layout, issuer: Issuer, announced: bool) -> Iterator[Statement]:
    tables = tables_in(view, layout)
    prizes = prize_tables(view, tables)
    for table, rows in prizes:
        yield from statements_of_prizes(view, table, rows, issuer)
    listed = [table for table, _ in prizes]
    quotas = quota_tables(view, [table for table in tables if table not in listed])
    for table in quotas:
        yield from statements_of_table(view, table, issuer)
    tables = sorted([*listed, *quotas], key=lambda table: table.start)
    regulated = regulates(view)
    heads: list[Head] = []
    before: list[Statement] = []  # what the block before says
    told: list[Statement] = []  # what the blocks before say, and the sentences before of this one
    above: dict[int, list[Statement]] = {}  # what the block at this offset says, for the items under it
    lead: Head | None = None  # the line above a list of prizes
    blocks = layout.blocks or (Block(0, len(view.text), "", 0, "paragraph"),)
    for block in blocks:
        if block.kind == "furniture" or (block.kind == "row" and tables) or not (pieces := _outside(tables, block.start, block.end)):
            continue
        if block.level:
            while heads and heads[-1].level >= block.level:
                heads.pop()
        said: list[Statement] = []
        for piece in pieces:
            if not (_may_award(view, *piece) or (told and _may_praise(view, *piece))):
                continue
            for start, end in _sentences(view, *piece):
                if told and not _may_award(view, start, end):
                    said += numbers_apart(view, start, end, told, issuer)
                    continue
                won = prizes_in(view, layout, start, end, tuple(heads), lead, issuer, announced) if _may_prize(view, start, end) else []
                promised = [*won, *statements_in(view, layout, start, end, tuple(heads), issuer, regulated, announced, won)]
                said += promised
                told += promised
        if not said or all(s.rule != PRIZE.name for s in said):
            lead = Head(view, block, issuer) if leads(view, block) else None
        if not said and heads and (parents := above.get(heads[-1].start)):
            said = _numbers_below(view, block, parents)
        if not said and before and _QUANTITY.match(view.bare, block.start, block.end):
            said = _numbers_below(view, block, before)
        yield from said
        above[block.start] = said
        before = said
        if block.level and block.end - block.start <= _LONGEST_HEAD:
            heads.append(Head(view, block, issuer))


def _outside(tables: list[Table], start: int, end: int) -> list[tuple[int, int]]:
    """What is left of a block without the tables of quotas, which are read by their cells."""
    left = []
    for table in tables:
        if table.start < end and start < table.end:
            if start < table.start:
                left.append((start, table.start))
            start = max(start, table.end)
    if start < end:
        left.append((start, end))
    return left


def _numbers_below(view: View, block: Block, parents: list[Statement]) -> list[Statement]:
    """ "Bằng khen của Chủ tịch UBND tỉnh:" and below it "- Tập thể: 20", "- 30 cá nhân"."""
    if any(parent.counted for parent in parents) or view.text[block.start : block.end].count(".") > 1:
        return []
    quotas = quotas_in(view, block.start, block.end)
    if not quotas:
        match = re.search(r"\b(tap the|don vi|ca nhan)[^\d\n:]{0,40}:\s*(\d{1,4})\b(?!\s*%)", view.bare[block.start : block.end])
        if not match:
            return []
        who = label_recipient(view, block.start, block.end) or ("individual" if match[1] == "ca nhan" else "collective")
        number = int(match[2])
        return [
            replace(p, start=block.start, end=block.end, recipient=who, low=number, high=number, rule="award-quota-below")
            for p in parents
        ]
    return [
        replace(
            p, start=q.start, end=q.end, recipient=q.recipient or p.recipient, low=q.low, high=q.high, rule="award-quota-below"
        )
        for p in parents
        for q in quotas
    ]


def _sentences(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of a block: a full stop ends one unless it follows a list mark or stands in a number."""
    cursor = start
    for match in _SENTENCE_END.finditer(view.text, start, end):
        if match.start() - cursor < 6:
            continue
        yield cursor, match.end()
        cursor = match.end()
    if cursor < end:
        yield cursor, end


def settle(found: list[Statement]) -> list[Statement]:
    """The statements of a document as its rows.

    A form without a grantor is the one that has a grantor elsewhere. Of one form and grantor those with numbers stand for all;
    those without are one, given to whoever any of them names.
    """
    named: dict[str, Statement] = {}
    offices: dict[str, set[str]] = {}
    for statement in found:
        if statement.grantor_code:
            offices.setdefault(statement.code, set()).add(statement.grantor_code)
            named.setdefault(statement.code, statement)
    groups: dict[tuple[str, str | None], list[Statement]] = {}
    for i, statement in enumerate(found):
        if statement.code == "tien_thuong" and statement.grantor_code is None and statement.rule != MONEY_APART:
            # Money that goes with an award comes from whoever grants the award.
            award = _paid_with(found, i)
            if statement.amount is None and not statement.counted and _by_several(found[:i], statement):
                groups.setdefault((statement.code, None), []).append(statement)
                continue
            giver = award if award is None or award.grantor_code else named.get(award.code)
            if award and giver:
                recipient = statement.recipient or award.recipient
                statement = replace(statement, grantor=giver.grantor, grantor_code=giver.grantor_code, recipient=recipient)
            elif statement.amount is None and not statement.counted:
                continue  # money without amount, giver or award: how it is paid, not that it is given
        if statement.grantor_code is None and statement.code in named and statement.rule != MONEY_APART:
            known = named[statement.code]
            if (
                not statement.counted
                and statement.amount is None
                and (statement.recipient is None or len(offices[statement.code]) > 1)
            ):
                continue
            statement = replace(statement, grantor=known.grantor, grantor_code=known.grantor_code)
        groups.setdefault((statement.code, statement.grantor_code), []).append(statement)
    return [row for group in groups.values() for row in _rows_of(group)]


def _paid_with(found: list[Statement], i: int) -> Statement | None:
    """The award that the money of a statement goes with: mostly the one before, "Tiền thưởng kèm Giấy khen" the one right after."""
    money = found[i]
    before = next((s for s in reversed(found[:i]) if 0 <= money.start - s.start <= _NEAR), None)
    if money.amount is not None or (before and money.start - before.end <= _BESIDE):
        return before
    after = next((s for s in found[i + 1 :] if s.code != money.code and 0 < s.start - money.start <= _BESIDE), None)
    return after or before


def _by_several(before: list[Statement], money: Statement) -> bool:
    """Is money told after rows of a table, each with a grantor of its own? It goes with all of them, and is nobody's."""
    listed = [s for s in before if 0 <= money.start - s.start <= _NEAR and s.rule.startswith("award-table")]
    return len({s.grantor_code for s in listed}) > 1


def _rows_of(group: list[Statement]) -> list[Statement]:
    """Rows of one form and grantor."""
    if any(s.rule in (PRIZE.name, TOTAL.name) for s in group):
        return classes_of(group)
    grantors = list(dict.fromkeys(s.grantor for s in group if s.grantor))
    counted = [s for s in group if s.counted]
    amount = next((s.amount for s in group if s.amount is not None), None)
    if counted:
        rows: dict[tuple[object, ...], Statement] = {}
        for s in counted:
            rows.setdefault((s.recipient, s.occasion, s.per, s.low, s.high), s)
        alike: dict[tuple[int | None, int | None], list[Statement]] = {}
        for s in rows.values():
            alike.setdefault((s.low, s.high), []).append(s)
        # The same number told again without its occasion or recipient is no number of its own.
        return [
            s if s.amount is not None or amount is None else replace(s, amount=amount)
            for s in rows.values()
            if not any(_fits_in(s, other) for other in alike[s.low, s.high])
        ]
    sums = {s.amount for s in group if s.amount is not None}
    if len(sums) > 1 and group[0].code == "tien_thuong":
        # "thứ nhất 10 triệu đồng, thứ nhì 7 triệu đồng": each sum of its own has its row.
        known = {s.recipient for s in group if s.recipient}
        shared = known.pop() if len(known) == 1 else None
        each = [row for money in sorted(sums, reverse=True) for row in _rows_of([s for s in group if s.amount == money])]
        return [replace(row, recipient=row.recipient or shared) for row in each]
    first = max(group, key=lambda s: (s.confidence, -s.start))
    who = {s.recipient for s in group if s.recipient}
    recipient = None if not who else "both" if len(who) > 1 else who.pop()
    when = {s.occasion for s in group if s.occasion}
    occasion = (
        "so_ket_tong_ket"
        if {"so_ket", "tong_ket"} <= when or "so_ket_tong_ket" in when
        else next((s.occasion for s in group if s.occasion), None)
    )
    near = [s.grantor for s in group if s.grantor and 0 <= s.start - first.start <= 400]
    grantor = ", ".join(dict.fromkeys(near)) if len(grantors) > 1 and near else first.grantor
    return [replace(first, recipient=recipient, occasion=occasion, grantor=grantor, amount=amount)]


def _fits_in(less: Statement, more: Statement) -> bool:
    """Does ``less`` say nothing that ``more`` does not?"""
    pairs = ((less.recipient, more.recipient), (less.occasion, more.occasion), (less.per, more.per))
    return all(a is None or a == b for a, b in pairs) and any(a is None and b is not None for a, b in pairs)


def _row(layout: Layout, s: Statement) -> Award:
    return Award(
        award_code=s.code,
        label=s.label,
        grantor=s.grantor,
        grantor_code=s.grantor_code,
        recipient=s.recipient,
        quantity_min=s.low,
        quantity_max=s.high,
        per=s.per,
        occasion=s.occasion,
        amount=s.amount,
        start=s.start,
        end=s.end,
        section=layout.section_at(s.start),
        method=s.rule,
        confidence=s.confidence,
    )
