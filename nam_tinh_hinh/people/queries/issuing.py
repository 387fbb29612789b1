"""Reads about issued papers: their numbers, who may open which, who may issue, and in which letterhead."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, extract, false, not_, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, undefer

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import Page, page_of
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import rules
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.periods import period_of
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from nam_tinh_hinh.people.queries.papers import committee_unit
from nam_tinh_hinh.people.queries.succession import lineage_ids
from nam_tinh_hinh.people.tables import IssuedPaper, Numbering, NumberRegister, PrintSetting, Unit

__all__ = [
    "PAPER", "PaperFilters", "broken_papers", "committee_unit", "digest", "filtered_papers",
    "issued_before", "issuers", "letterhead_for", "may_issue", "next_number", "next_numbers", "numbering", "paper",
    "paper_issuers", "paper_years", "papers_of", "papers_page", "papers_visible_to", "period", "register",
    "todays_period",
]  # fmt: skip

PAPER = "issued_paper"
# By what a paper is about: which of those matters an actor may not read about yet, whatever the paper's audience.
_WITHHELD: dict[str, Callable[[Actor], Select[int]]] = {}


def withhold(subject: str, ids_for: Callable[[Actor], Select[int]]) -> None:
    """Close papers about ``subject`` to those for whom ``ids_for(actor)`` gives their subject's id."""
    _WITHHELD[subject] = ids_for


def numbering(unit_id: int) -> Numbering | None:
    """Return how a unit numbers its papers; None: anew each year."""
    return db.session.scalar(select(Numbering).filter_by(unit_id=unit_id))


def period(unit_id: int, day: date) -> str:
    """Return the year or term in which a unit numbers a paper of ``day``; raises ``ActionRefused`` outside a term."""
    return period_of(numbering(unit_id), day)


def register(unit_id: int, symbol: str, period: str) -> NumberRegister | None:
    """Return one register, None where no number was given yet."""
    return db.session.scalar(select(NumberRegister).filter_by(unit_id=unit_id, symbol=symbol, period=period))


def next_number(unit_id: int, kind: PaperKind, day: date) -> int:
    """Return the number that the next paper of this unit, kind and day will bear: 1 in a new year or term.

    Raises ``ActionRefused`` for a day outside the unit's term on record.
    """
    found = register(unit_id, kind.symbol, period(unit_id, day))
    return (found.last if found else 0) + 1


def next_numbers(unit_id: int, period: str) -> dict[PaperKind, int]:
    """Return the next number of every kind of paper in one period."""
    rows = db.session.scalars(select(NumberRegister).filter_by(unit_id=unit_id, period=period))
    last = {row.symbol: row.last for row in rows}
    return {kind: last.get(kind.symbol, 0) + 1 for kind in PaperKind}


def _readable(actor: Actor) -> ColumnElement[bool]:
    held = [
        (IssuedPaper.subject == subject) & IssuedPaper.subject_id.in_(ids_for(actor))
        for subject, ids_for in _WITHHELD.items()
    ]
    return and_(_meant_for(actor), *(not_(one) for one in held))


def _meant_for(actor: Actor) -> ColumnElement[bool]:
    if not rules.reads_papers(actor):
        return false()
    if rules.reads_all_papers(actor):
        return true()
    ours = lineage_ids(actor.unit_id or 0)
    sent_to_us = (IssuedPaper.audience == Audience.UNIT) & IssuedPaper.about_unit_id.in_(ours)
    return or_(IssuedPaper.audience == Audience.ALL, sent_to_us, IssuedPaper.unit_id.in_(ours))


def papers_visible_to(actor: Actor) -> Select[IssuedPaper]:
    """Return a query for the papers ``actor`` may open, without their bytes.

    Committee, chair, standing office, compilers and viewers open all; others what is for everybody, what went to their
    unit (or one whose heir it is), and what their unit issued; an administrator none.
    """
    shown = select(IssuedPaper).join(IssuedPaper.unit).where(_readable(actor))
    return shown.options(
        contains_eager(IssuedPaper.unit),
        joinedload(IssuedPaper.about_unit),
        joinedload(IssuedPaper.replaces),
        joinedload(IssuedPaper.replaced_by),
    )


def paper(actor: Actor, paper_id: int) -> IssuedPaper | None:
    """Return one paper with its bytes, or None when there is none that ``actor`` may open."""
    query = papers_visible_to(actor).where(IssuedPaper.id == paper_id).options(undefer(IssuedPaper.content))
    return db.session.scalar(query)


def papers_of(subject: str, subject_ids: Collection[int], *, actor: Actor | None = None) -> Sequence[IssuedPaper]:
    """Return the papers issued about some matters, the oldest first; with ``actor`` only those he may open."""
    query = select(IssuedPaper).join(IssuedPaper.unit) if actor is None else papers_visible_to(actor)
    query = query.where(IssuedPaper.subject == subject, IssuedPaper.subject_id.in_(subject_ids))
    return db.session.scalars(query.order_by(IssuedPaper.id)).all()


def issued_before(actor: history.Doer, key: str | None) -> IssuedPaper | None:
    """Return the paper that ``actor`` issued with this form key: a double click gets the first's receipt."""
    earlier = history.replayed(key, actor, PAPER, action="issue")
    return db.session.get(IssuedPaper, earlier.subject_id) if earlier else None


@dataclass(frozen=True)
class PaperFilters:
    """What the register is narrowed to; every value comes from the address and goes back into it."""

    year: int | None = None
    kind: PaperKind | None = None
    unit_id: int | None = None

    def as_args(self) -> dict[str, str]:
        """Return the address arguments of these filters, empty ones left out."""
        said = {"nam": self.year, "loai": self.kind and self.kind.value, "don-vi": self.unit_id}
        return {name: str(value) for name, value in said.items() if value}


def filtered_papers(actor: Actor, filters: PaperFilters) -> Select[IssuedPaper]:
    """Return the query behind the register and its spreadsheet, the newest paper first."""
    query = papers_visible_to(actor)
    if filters.year:
        query = query.where(extract("year", IssuedPaper.day) == filters.year)
    if filters.kind:
        query = query.where(IssuedPaper.kind == filters.kind)
    if filters.unit_id:
        query = query.where(IssuedPaper.unit_id == filters.unit_id)
    return query.order_by(IssuedPaper.day.desc(), IssuedPaper.id.desc())


def papers_page(query: Select[IssuedPaper], number: int) -> Page[IssuedPaper]:
    """Return page ``number`` (from 1) of fifty; a number past the end gives the last page."""
    return page_of(query, number, IssuedPaper.id)


def paper_years(actor: Actor) -> list[int]:
    """Return the years of the papers ``actor`` may open, the newest first."""
    year = extract("year", IssuedPaper.day)
    return sorted(set(db.session.scalars(select(year).where(_readable(actor)))), reverse=True)


def paper_issuers(actor: Actor) -> list[tuple[int, str]]:
    """Return (id, name) of the units that issued a paper ``actor`` may open."""
    query = select(Unit.id, Unit.name).join(IssuedPaper, IssuedPaper.unit_id == Unit.id).where(_readable(actor))
    return [(unit_id, name) for unit_id, name in db.session.execute(query.distinct().order_by(Unit.id))]


def issuers(actor: Actor) -> Sequence[Unit]:
    """Return the units that ``actor`` may issue for in the hat he wears.

    Chair and standing office: the committee, and its Party committee once that has a letterhead of its own (the
    standing office drafts for it, seed 003, V step 2). A leader or clerk: his own unit. Anybody else: none.
    """
    if rules.issues_for_committee(actor):
        committee = committee_unit()
        return _of_committee(committee) if committee else []
    return _units([actor.unit_id]) if rules.works_for_unit(actor) and actor.unit_id else []


def _of_committee(committee: Unit) -> list[Unit]:
    above = [unit_id for unit_id in (committee.committee_id, committee.parent_id) if unit_id]
    lettered = select(PrintSetting.unit_id).where(PrintSetting.unit_id.in_(above))
    return [committee, *_units(set(db.session.scalars(lettered)))]


def _units(unit_ids: Collection[int]) -> Sequence[Unit]:
    return db.session.scalars(select(Unit).where(Unit.id.in_(unit_ids)).order_by(Unit.id)).all()


def may_issue(actor: Actor, unit_id: int) -> bool:
    """Tell whether ``actor`` may issue papers of this unit in the hat he wears."""
    return any(unit.id == unit_id for unit in issuers(actor))


def broken_papers() -> Iterator[str]:
    """Yield a sentence for every issued paper whose bytes are not those of its hash."""
    query = select(IssuedPaper).options(undefer(IssuedPaper.content)).order_by(IssuedPaper.id)
    for one in db.session.scalars(query.execution_options(yield_per=20)):
        if one.sha256 != digest(one.content):
            yield f"{one.name} (dòng {one.id}) không còn đúng như khi ban hành."


def digest(content: bytes) -> str:
    """Return the SHA-256 of a paper's bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def todays_period(unit_id: int) -> str:
    """Return the year or term in which a paper signed today is numbered; empty outside the term on record."""
    try:
        return period(unit_id, clock.today())
    except ActionRefused:
        return ""
