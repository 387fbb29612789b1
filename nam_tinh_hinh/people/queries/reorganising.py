"""The dry run of a decision on units: what would move where, who would be left, and what stands against it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import contains_eager

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import tree
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.holdings import HOLDINGS
from nam_tinh_hinh.people.orders import Order
from nam_tinh_hinh.people.queries.unit_page import uses_of
from nam_tinh_hinh.people.queries.unit_tree import lines
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import Moved, Position, Posting, Reorganisation, Unit, User

PEOPLE, SUB_UNITS, PARTY_LINE = "position", "unit_parent", "unit_committee"
LINES = (SUB_UNITS, PARTY_LINE)
LABELS = {
    PEOPLE: "vị trí của người",
    SUB_UNITS: "đơn vị trực thuộc",
    PARTY_LINE: "đơn vị nhận đây là cấp ủy",
}


@dataclass(frozen=True)
class Move:
    """One row that leaves a source. ``heir`` is the place of the heir that takes it; None: nobody does."""

    kind: str
    row_id: int
    from_unit_id: int
    title: str
    heir: int | None

    @property
    def field(self) -> str:
        """Return the name of the form field that chooses its heir."""
        return f"{self.kind}-{self.row_id}"


@dataclass(frozen=True)
class Plan:
    """What an order would do. ``left`` names the people who would be without any position."""

    sources: Sequence[Unit]
    moves: tuple[Move, ...]
    postings: int
    left: tuple[str, ...]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return (what, how many) of everything that moves, people first."""
        numbers = Counter(move.kind for move in self.moves if move.heir is not None)
        known = LABELS | {kind: f"{holding.label} đang mở" for kind, holding in HOLDINGS.items()}
        return [(label, numbers[kind]) for kind, label in known.items()]

    @property
    def unclaimed(self) -> list[tuple[str, int]]:
        """Return (what, how many) of what is open and would be left with nobody; people are named in ``left``."""
        numbers = Counter(
            move.kind for move in self.moves if move.heir is None and move.kind not in (PEOPLE, PARTY_LINE)
        )
        known = LABELS | {kind: holding.label for kind, holding in HOLDINGS.items()}
        return [(known[kind], number) for kind, number in numbers.items()]

    @property
    def fingerprint(self) -> str:
        """Return a hash of the rows concerned: another one means that something changed since it was read."""
        rows = sorted((move.kind, move.row_id, move.from_unit_id) for move in self.moves)
        units = [(unit.id, unit.name, str(unit.valid_to)) for unit in self.sources]
        return hashlib.sha256(repr((units, rows, self.postings)).encode()).hexdigest()[:32]


def plan(order: Order) -> Plan:
    """Return what ``order`` would move: people and what hangs on them, sub-units, and all rooms' open rows.

    A change of name moves nothing.
    """
    ids = order.source_ids
    sources = db.session.scalars(select(Unit).where(Unit.id.in_(ids)).order_by(Unit.id)).all()
    if order.change is Change.RENAME:
        return Plan(sources, (), 0, ())
    positions = _positions(ids, order.day)
    people = [_person(order, position) for position in positions]
    moves = (*people, *_lines(order), *_held(order))
    return Plan(sources, moves, _postings({p.user_id for p in positions}, order.day), _left(positions, people, order))


def _heir(order: Order, kind: str, row_id: int) -> int | None:
    usual = 0 if order.heirs else None
    if order.change is Change.CLOSE and kind == PEOPLE:
        usual = None
    chosen = order.choices.get((kind, row_id), usual)
    return chosen if chosen is None or chosen < len(order.heirs) else usual


def _positions(unit_ids: Sequence[int], day: date) -> Sequence[Position]:
    query = (
        select(Position)
        .join(Position.user)
        .join(Position.unit)
        .options(contains_eager(Position.user), contains_eager(Position.unit))
        .where(Position.unit_id.in_(unit_ids), or_(Position.valid_to.is_(None), Position.valid_to >= day))
    )
    return db.session.scalars(query.order_by(Position.id)).all()


def _person(order: Order, position: Position) -> Move:
    title = f"{position.user.name} – {position.title or position.role.label}"
    return Move(PEOPLE, position.id, position.unit_id, title, _heir(order, PEOPLE, position.id))


def _left(positions: Sequence[Position], people: Sequence[Move], order: Order) -> tuple[str, ...]:
    placed = {p.user_id for p, move in zip(positions, people, strict=True) if move.heir is not None}
    at_risk = {p.user_id: p.user.name for p in positions if p.user_id not in placed and p.user.disabled_at is None}
    elsewhere = select(Position.user_id).where(
        Position.user_id.in_(at_risk), Position.unit_id.not_in(order.source_ids), *in_force(Position, order.day)
    )
    safe = set(db.session.scalars(elsewhere))
    return tuple(name for user_id, name in at_risk.items() if user_id not in safe)


def _postings(user_ids: set[int], day: date) -> int:
    """Count the areas these people look after: they stay in their care, whatever unit they belong to."""
    query = select(func.count(Posting.id)).where(Posting.user_id.in_(user_ids), *in_force(Posting, day))
    return db.session.scalar(query) or 0


def _lines(order: Order) -> Iterator[Move]:
    """Yield the living units whose superior or committee is a source; the heirs themselves are lifted, not moved."""
    staying = {*order.source_ids, *(heir for heir in order.heirs if isinstance(heir, int))}
    for kind, column in ((SUB_UNITS, Unit.parent_id), (PARTY_LINE, Unit.committee_id)):
        query = select(Unit.id, Unit.name, column.label("of")).where(
            column.in_(order.source_ids), Unit.id.not_in(staying), Unit.valid_to.is_(None)
        )
        for row in db.session.execute(query.order_by(Unit.id)):
            yield Move(kind, row.id, row.of, row.name, _heir(order, kind, row.id))


def _held(order: Order) -> Iterator[Move]:
    for kind, holding in HOLDINGS.items():
        rows = holding.open_rows(order.source_ids)
        titles = holding.titles([row_id for row_id, _unit in rows])
        for row_id, unit_id in rows:
            yield Move(kind, row_id, unit_id, titles.get(row_id, ""), _heir(order, kind, row_id))


def circles(order: Order, heir_parents: dict[int, int | None]) -> list[str]:
    """Return the names of units that would stand above themselves once ``order`` is carried out, in either line.

    ``heir_parents`` gives the superior of each heir by its place; a new heir, without an id, is -1 - place.
    """
    found: list[int] = []
    ids = {place: heir if isinstance(heir, int) else -1 - place for place, heir in enumerate(order.heirs)}
    for kind, above in zip((SUB_UNITS, PARTY_LINE), lines(), strict=True):
        for move in _lines(order):
            if move.kind == kind and move.heir is not None:
                above[move.row_id] = ids[move.heir]
        if kind == SUB_UNITS:
            above.update({ids[place]: parent for place, parent in heir_parents.items()})
        found += [unit_id for heir in ids.values() for unit_id in tree.cycle(above, heir)]
    return list(db.session.scalars(select(Unit.name).where(Unit.id.in_(found)).order_by(Unit.id)))


def reorganisations() -> Sequence[Row[Any]]:
    """Return (Reorganisation, name of who did it) of all decisions carried out here, the newest first."""
    query = select(Reorganisation, func.coalesce(User.name, "").label("done_by"))
    query = query.outerjoin(User, User.id == Reorganisation.done_by_id)
    return db.session.execute(query.order_by(Reorganisation.id.desc())).all()


def reorganisation(reorganisation_id: int) -> Reorganisation | None:
    """Return one decision."""
    return db.session.get(Reorganisation, reorganisation_id)


def reorganisation_event(reorganisation_id: int) -> history.Event | None:
    """Return the history row that says what a decision found and moved."""
    events = history.of("reorganisation", reorganisation_id)
    return next((event for event in events if event.action != "undo"), None)


def moved_by(reorganisation_id: int) -> Sequence[Moved]:
    """Return the effects of a decision in the order in which they happened."""
    return db.session.scalars(select(Moved).filter_by(reorganisation_id=reorganisation_id).order_by(Moved.id)).all()


def stands_on(row: Reorganisation) -> list[str]:
    """Return, in sentences, what newer things depend on a decision and must be undone or moved before it."""
    made = _units(row.id, "made")
    later = [_later(*found) for found in _later_changes(row).values()]
    used = [
        f"Đơn vị mới “{unit.name}” đã có thêm: " + ", ".join(f"{number} {what}" for what, number in uses) + "."
        for unit in made
        if (uses := uses_of(unit.id, besides=row.id))
    ]
    return later + used


def _units(reorganisation_id: int, *kinds: str) -> Sequence[Unit]:
    touched = select(Moved.row_id).where(Moved.reorganisation_id == reorganisation_id, Moved.kind.in_(kinds))
    return db.session.scalars(select(Unit).where(Unit.id.in_(touched)).order_by(Unit.id)).all()


def _later_changes(row: Reorganisation) -> dict[int, Row[Any]]:
    """Return, by their ids, later decisions that changed what this one rests on, each with the unit that tells it best.

    That is a unit this one made, filled, renamed, moved or left something under. One that was only filled may stand
    under another superior since: nothing of it goes back.
    """
    closed, here = _touched(row, "closed"), Moved.row_id.in_(_touched(row, "made", "renamed", "joined", *LINES))
    above = [Moved.row_id.in_(select(up).where(Unit.id.in_(closed))) for up in (Unit.parent_id, Unit.committee_id)]
    query = (
        select(Reorganisation, Unit.name, Moved.kind)
        .join(Moved, Moved.reorganisation_id == Reorganisation.id)
        .join(Unit, Unit.id == Moved.row_id)
        .where(
            Reorganisation.id > row.id,
            Reorganisation.undone_at.is_(None),
            or_(
                (Moved.kind == "closed") & or_(here, *above),
                (Moved.kind == "renamed") & here,
                Moved.kind.in_(LINES) & Moved.row_id.in_(_touched(row, "made", *LINES)),
            ),
        )
    )
    found = db.session.execute(query.order_by(Reorganisation.id, Moved.kind.desc(), Moved.id.desc()))
    return {later[0].id: later for later in found}  # the last of each stays: "closed" says most


def _touched(row: Reorganisation, *kinds: str) -> Select[int]:
    return select(Moved.row_id).where(Moved.reorganisation_id == row.id, Moved.kind.in_(kinds))


def _later(later: Reorganisation, unit_name: str, kind: str) -> str:
    change = later.change.label.lower()
    done = f"đã đổi cấp trên theo việc {change}" if kind in LINES else f"đã {change}"
    return f"“{unit_name}” {done} từ ngày {day_text(later.on_day)} ({later.decision_number}): hoàn tác việc đó trước."
