"""Merge, split, rename, close: one decision, one transaction, and every effect kept so that it can be undone."""

from datetime import date, timedelta

from sqlalchemy import select, update

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.holdings import HOLDINGS
from nam_tinh_hinh.people.orders import Heir, NewUnit, Order
from nam_tinh_hinh.people.queries.reorganising import PARTY_LINE, PEOPLE, SUB_UNITS, Move, Plan
from nam_tinh_hinh.people.services.order_checks import check, check_outcome, lifted
from nam_tinh_hinh.people.services.units import add_unit, call
from nam_tinh_hinh.people.tables import (
    Moved,
    Position,
    Reorganisation,
    SignIn,
    StandIn,
    Succession,
    Unit,
    UnitKind,
    UnitLevel,
    UnitName,
)

SUBJECT = "reorganisation"


def plan_reorganisation(order: Order) -> Plan:
    """Return the dry run of ``order``; nothing changes. Raises what carrying it out would raise."""
    check(order)
    return queries.plan(order)


def reorganise(*, actor: history.Doer, order: Order, seen: str | None = None, key: str | None = None) -> Reorganisation:
    """Carry out a decision; ``seen`` is the fingerprint of the dry run the person read.

    The same ``key`` again returns what was done the first time. Raises ``UnitRefused`` (something is wrong with the
    order) and ``ActionRefused`` (a unit has ended, or what would move has changed, since the dry run).
    """
    if earlier := history.replayed(key, actor, SUBJECT):
        return db.session.get_one(Reorganisation, earlier.subject_id)
    _read_anew(order)
    check(order)
    plan = queries.plan(order)
    if seen is not None and seen != plan.fingerprint:
        raise ActionRefused(
            Refusal.MOVED_ON, "Người, hồ sơ của các đơn vị này vừa thay đổi. Hãy đọc lại bảng dưới đây."
        )
    check_outcome(order, plan)
    row = _begin(actor, order)
    before = [unit.name for unit in plan.sources]  # a change of name leaves only the new one
    heirs = _Deed(actor, order, row).carry_out(plan)
    _note(actor, row, plan, (before, [unit.name for unit in heirs]), key)
    return row


def _read_anew(order: Order) -> None:
    ids = [*order.source_ids, *(heir for heir in order.heirs if isinstance(heir, int))]
    db.session.scalars(
        select(Unit).where(Unit.id.in_(ids)),
        execution_options={"populate_existing": True},
    ).all()


def _begin(actor: history.Doer, order: Order) -> Reorganisation:
    row = Reorganisation(
        change=order.change, on_day=order.day, decision_number=order.decision, done_at=clock.now(),
        done_by_id=actor.user_id,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def _note(
    actor: history.Doer, row: Reorganisation, plan: Plan, names: tuple[list[str], list[str]], key: str | None
) -> None:
    before, after = names
    row.note = "; ".join(before) + (f" → {'; '.join(after)}" if after else "")
    counted = {label: number for label, number in plan.counts if number}
    history.record(
        actor=actor, action=row.change.value, subject=SUBJECT, subject_id=row.id, key=key,
        details={"before": {"units": before}, "after": {"units": after, "moved": counted, "left": list(plan.left)}},
    )  # fmt: skip


class _Deed:
    """One decision being carried out: every effect goes through ``_keep``, so that none escapes the undoing."""

    def __init__(self, actor: history.Doer, order: Order, row: Reorganisation) -> None:
        self.actor, self.order, self.row = actor, order, row
        self.names: dict[int, str] = {}

    def carry_out(self, plan: Plan) -> list[Unit]:
        """Do everything ``plan`` says and return the units that came of it."""
        if self.order.change is Change.RENAME:
            return [self._rename(plan.sources[0])]
        lift = lifted(self.order)
        heirs = [self._heir(heir, plan.sources[0]) for heir in self.order.heirs]
        for heir in heirs:
            if heir.id in lift:
                self._turn(heir, SUB_UNITS, lift[heir.id][0])
                self._turn(heir, PARTY_LINE, lift[heir.id][1])
        self.names = {unit.id: unit.name for unit in (*plan.sources, *heirs)}
        for move in plan.moves:
            self._move(move, heirs[move.heir] if move.heir is not None else None)
        for source in plan.sources:
            self._close(source, heirs)
        db.session.flush()
        return heirs

    def _keep(
        self,
        kind: str,
        row_id: int,
        from_unit_id: int,
        to_unit_id: int | None = None,
        made_row_id: int | None = None,
        was: str = "",
    ) -> None:
        moved = Moved(reorganisation_id=self.row.id, kind=kind, row_id=row_id, from_unit_id=from_unit_id, was=was)
        moved.to_unit_id, moved.made_row_id = to_unit_id, made_row_id
        db.session.add(moved)
        db.session.flush()  # their order is the order of the deeds

    def _said(self, unit_id: int, action: str, before: dict[str, str], after: dict[str, str]) -> None:
        details = {"before": before, "after": after, "reorganisation": self.row.id}
        history.record(actor=self.actor, action=action, subject="unit", subject_id=unit_id, details=details)

    def _rename(self, unit: Unit) -> Unit:
        new = self.order.name
        assert new is not None
        before = {"name": unit.name, "short_name": unit.short_name, "symbol": unit.symbol}
        called = UnitName(
            unit_id=unit.id, name=new.name, short_name=new.short_name, symbol=new.symbol, valid_from=self.order.day
        )
        db.session.add(called)
        db.session.flush()
        call(unit, new.name, new.short_name, new.symbol, before=" ".join(n.name for n in queries.names_of(unit.id)[1:]))
        self._keep("renamed", unit.id, unit.id, made_row_id=called.id)
        after = {"name": new.name, "short_name": new.short_name, "symbol": new.symbol}
        self._said(unit.id, "rename", before, after)
        return unit

    def _heir(self, heir: Heir, pattern: Unit) -> Unit:
        if isinstance(heir, int):
            self._keep("joined", heir, heir)
            return db.session.get_one(Unit, heir)
        unit = _make(heir, pattern, self.order)
        self._keep("made", unit.id, unit.id)
        self._said(unit.id, "add_unit", {}, {"name": unit.name})
        return unit

    def _turn(self, unit: Unit, kind: str, to: int | None) -> None:
        """Let one of a unit's two lines lead to ``to``."""
        was = getattr(unit, f"{kind.removeprefix('unit_')}_id")
        if was is not None and was != to:
            setattr(unit, f"{kind.removeprefix('unit_')}_id", to)
            self._keep(kind, unit.id, was, to)

    def _move(self, move: Move, heir: Unit | None) -> None:
        if move.kind == PEOPLE:
            self._move_position(db.session.get_one(Position, move.row_id), heir)
        elif move.kind in (SUB_UNITS, PARTY_LINE):
            self._turn(db.session.get_one(Unit, move.row_id), move.kind, heir.id if heir else None)
        elif heir:
            holding = HOLDINGS[move.kind]
            holding.hand_over(move.row_id, heir.id)
            self._keep(move.kind, move.row_id, move.from_unit_id, heir.id)
            self._note_row(holding.subject or move.kind, move.row_id, move.from_unit_id, heir)

    def _note_row(self, subject: str, row_id: int, from_unit_id: int, heir: Unit | None) -> None:
        details = {
            "before": {"unit": self.names[from_unit_id]},
            "after": {"unit": heir.name if heir else ""},
            "reorganisation": self.row.id,
        }
        history.record(actor=self.actor, action="hand_over", subject=subject, subject_id=row_id, details=details)

    def _move_position(self, position: Position, heir: Unit | None) -> None:
        """End a position the day before and make it again with the heir; one that begins later just goes there."""
        source_id = position.unit_id
        if heir and position.valid_from >= self.order.day:
            position.unit_id = heir.id
            self._keep(PEOPLE, position.id, source_id, heir.id)
        elif heir and (same := _same(position, heir.id)):
            self._end(position, "position_ended", same)
        else:
            self._end(position, PEOPLE if heir else "position_ended", self._again(position, heir) if heir else None)
        self._note_row("user", position.user_id, source_id, heir)

    def _end(self, position: Position, kind: str, instead: Position | None) -> None:
        was = position.valid_to.isoformat() if position.valid_to else ""
        position.valid_to = max(_before(self.order.day), position.valid_from)
        if instead:
            _wear(position.id, instead.id)
        made_id = instead.id if instead and kind == PEOPLE else None
        self._keep(kind, position.id, position.unit_id, instead.unit_id if instead else None, made_id, was)

    def _again(self, position: Position, heir: Unit) -> Position:
        again = Position(user_id=position.user_id, unit_id=heir.id, role=position.role, title=position.title)
        again.valid_from, again.valid_to = self.order.day, position.valid_to
        db.session.add(again)
        db.session.flush()
        return again

    def _close(self, source: Unit, heirs: list[Unit]) -> None:
        source.valid_to = _before(self.order.day)
        self._keep("closed", source.id, source.id)
        if self.order.change is not Change.CLOSE:
            db.session.add_all(
                Succession(reorganisation_id=self.row.id, predecessor_id=source.id, successor_id=heir.id)
                for heir in heirs
            )
        after = {"valid_to": day_text(source.valid_to), "heirs": "; ".join(heir.name for heir in heirs)}
        self._said(source.id, self.order.change.value, {"valid_to": ""}, after)


def _make(new: NewUnit, pattern: Unit, order: Order) -> Unit:
    """Make an heir; what was not said of it is as with the source."""

    def one(table: type[UnitKind] | type[UnitLevel] | type[Unit], row_id: int | None) -> object:
        return db.session.get_one(table, row_id) if row_id else None

    return add_unit(
        kind=one(UnitKind, new.kind_id) or pattern.kind, name=new.name, short_name=new.short_name, symbol=new.symbol,
        parent=one(Unit, new.parent_id), committee=one(Unit, new.committee_id), level=one(UnitLevel, new.level_id),
        valid_from=order.day,
    )  # fmt: skip


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _same(position: Position, unit_id: int) -> Position | None:
    """Return the position of the same person, role and title that is there already: nobody needs the same hat twice."""
    query = select(Position).filter_by(
        user_id=position.user_id, unit_id=unit_id, role=position.role, title=position.title, valid_to=None
    )
    return db.session.scalar(query.limit(1))


def _wear(old_id: int, new_id: int) -> None:
    """Let sign-ins and stand-ins of one position go on with another."""
    for kind in (SignIn, StandIn):
        db.session.execute(update(kind).where(kind.position_id == old_id).values(position_id=new_id))
