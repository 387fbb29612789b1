"""Writes of outlines: an edition that was used never changes; editing it makes the next one."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import func, select

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.kernel.workflow import moved_on, record_change
from nam_tinh_hinh.reporting.outline_facts import (
    Fault,
    FigureFacts,
    HeadingFacts,
    OutlineFacts,
    facts_of,
    faults,
    listed,
)
from nam_tinh_hinh.reporting.queries import outline_pages as queries
from nam_tinh_hinh.reporting.tables import Outline, OutlineFigure, OutlineHeading
from nam_tinh_hinh.reporting.workflow import OUTLINE

MOVED = "Đề cương này đã thay đổi từ khi bạn mở trang."
LONGEST_CODE = 36
_Coded = TypeVar("_Coded", HeadingFacts, FigureFacts)


class OutlineRefused(Exception):
    """What was typed cannot stand: ``faults`` say where and why."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__(" ".join(fault.sentence for fault in found))
        self.faults = found


def copy(*, actor: history.Doer, source: Outline, label: str, basis: str = "", key: str | None = None) -> Outline:
    """Add an outline of its own that begins as ``source``; headings keep their codes, so that reports still match.

    The same ``key`` again returns the first. Raises ``OutlineRefused`` for one without a name.
    """
    if earlier := history.replayed(key, actor, OUTLINE, action="add"):
        return db.session.get_one(Outline, earlier.subject_id)
    facts = replace(facts_of(source), label=label, source=basis)
    _check(facts)
    taken = set(db.session.scalars(select(Outline.code)))
    row = _new(code=_free(label, taken, "de_cuong"), edition=1, facts=facts)
    _note(actor, "add", row, None, key)
    return row


def save(
    *, actor: history.Doer, outline: Outline, facts: OutlineFacts, seen: int | None = None, key: str | None = None
) -> Outline:
    """Keep what was edited and return the edition that holds it: ``outline``, or a new one where it was used already.

    ``seen`` is the ``seen_version`` the person worked on. Raises ``OutlineRefused``, and ``ActionRefused`` when someone
    else changed it meanwhile.
    """
    if earlier := history.replayed(key, actor, OUTLINE):
        return db.session.get_one(Outline, earlier.subject_id)
    newest = _newest(outline.code)
    if newest.id != outline.id or seen not in (None, queries.seen_version(newest.id)):
        raise moved_on(MOVED, OUTLINE, newest.id)
    _check(facts)
    was, facts = facts_of(newest), coded(facts, facts_of(newest))
    if was == facts:
        return newest
    if queries.is_used(newest.id):
        return new_edition(actor=actor, outline=newest, facts=facts, key=key)
    newest.label, newest.source = facts.label, facts.source
    newest.headings.clear()
    db.session.flush()  # the old headings go first: a place and a code stand once in an edition
    newest.headings.extend(_headings(facts))
    _note(actor, "edit", newest, was, key)
    return newest


def new_edition(*, actor: history.Doer, outline: Outline, facts: OutlineFacts, key: str | None = None) -> Outline:
    """Add the next edition of an outline; periods that open from now on use it, those open keep theirs."""
    last = db.session.scalar(select(func.max(Outline.edition)).filter_by(code=outline.code)) or 0
    row = _new(code=outline.code, edition=last + 1, facts=facts)
    _note(actor, "new_edition", row, facts_of(outline), key)
    return row


def coded(facts: OutlineFacts, known: OutlineFacts) -> OutlineFacts:
    """Return ``facts`` with a code for every heading and line of figures.

    A code stays from edition to edition, whatever the words become; a new heading takes the one by which its title is
    known in any outline, so that lower units' words find it; else one is made of its title.
    """
    named = _with_codes(facts.headings, {one.code for one in known.headings}, queries.codes_by_title(), "muc")
    figures = {one.code: {line.code for line in one.figures} for one in known.headings}
    labels = queries.codes_by_label()
    headings = (
        replace(one, figures=tuple(_with_codes(one.figures, figures.get(one.code, set()), labels, "so")))
        for one in named
    )
    return replace(facts, headings=tuple(headings))


def _with_codes(
    rows: Iterable[_Coded], known: Collection[str], by_words: Mapping[str, str], fallback: str
) -> list[_Coded]:
    """Give each row its own code: those known first, so that a new row cannot take theirs."""
    ordered, taken = list(rows), set[str]()
    kept = [one.code if one.code in known and not (one.code in taken or taken.add(one.code)) else "" for one in ordered]
    found = []
    for one, code in zip(ordered, kept, strict=True):
        words = one.title if isinstance(one, HeadingFacts) else one.label
        if not code:
            there = by_words.get(fold(words), "")
            code = there if there and there not in taken else _free(words, taken, fallback)
            taken.add(code)
        found.append(replace(one, code=code))
    return found


def _free(words: str, taken: Collection[str], fallback: str) -> str:
    bare = re.sub(r"[^a-z0-9]+", "_", fold(words)).strip("_")[:LONGEST_CODE].strip("_") or fallback
    return next(code for n in range(len(taken) + 1) if (code := f"{bare}_{n + 1}" if n else bare) not in taken)


def _newest(code: str) -> Outline:
    """Return the newest edition."""
    query = select(Outline).filter_by(code=code).order_by(Outline.edition.desc()).limit(1)
    return db.session.scalars(query).one()


def _check(facts: OutlineFacts) -> None:
    if found := faults(facts):
        raise OutlineRefused(found)


def _new(*, code: str, edition: int, facts: OutlineFacts) -> Outline:
    row = Outline(code=code, edition=edition, label=facts.label, source=facts.source, made_at=clock.now())
    row.headings = _headings(facts)
    db.session.add(row)
    db.session.flush()
    return row


def _headings(facts: OutlineFacts) -> list[OutlineHeading]:
    return [_heading(one, place) for place, one in enumerate(facts.headings, start=1)]


def _heading(one: HeadingFacts, place: int) -> OutlineHeading:
    lines = [
        OutlineFigure(
            code=line.code, position=n, label=line.label, measure=line.measure, source=line.source, adds_up=line.adds_up
        )
        for n, line in enumerate(one.figures, start=1)
    ]
    return OutlineHeading(
        code=one.code, position=place, level=one.level, title=one.title, kind=one.kind, part=one.part, hint=one.hint,
        compulsory=one.compulsory, topics=list(one.topics), kinds=list(one.kinds), hot_only=one.hot_only, figures=lines,
    )  # fmt: skip


def _note(actor: history.Doer, action: str, row: Outline, was: OutlineFacts | None, key: str | None) -> None:
    after = _said(facts_of(row))
    before = _said(was) if was else None
    if before:
        names = [name for name in after if before[name] != after[name]]
        before, after = {name: before[name] for name in names}, {name: after[name] for name in names}
    record_change(
        MOVED, actor=actor, action=action, subject=OUTLINE, subject_id=row.id, key=key,
        details={"before": before, "after": after | {"edition": row.edition}},
    )  # fmt: skip


def _said(facts: OutlineFacts) -> dict[str, Any]:
    return {"label": facts.label, "source": facts.source, "headings": listed(facts)}
