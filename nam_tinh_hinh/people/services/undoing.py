"""Undo a decision on units: walk its effects backwards, as long as nothing newer stands on them."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import delete, select, update

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text, moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.holdings import HOLDINGS
from nam_tinh_hinh.people.refusals import changes
from nam_tinh_hinh.people.services.reorganising import SUBJECT
from nam_tinh_hinh.people.services.units import call
from nam_tinh_hinh.people.tables import (
    Moved,
    Position,
    Reorganisation,
    SignIn,
    StandIn,
    Succession,
    Unit,
    UnitName,
)

ABOUT_UNITS = frozenset({"made", "closed", "renamed", "unit_parent", "unit_committee"})


def undo_reorganisation(*, actor: history.Doer, row: Reorganisation, key: str | None = None) -> None:
    """Take a decision back as if it had never been; the same ``key`` again changes nothing more.

    Raises ``ActionRefused`` when it was undone meanwhile, or when something newer depends on it and what.
    """
    if history.replayed(key, actor, SUBJECT):
        return
    db.session.refresh(row)
    if row.undone_at is not None:
        sentence = f"Việc này đã được hoàn tác lúc {moment_text(row.undone_at)}."
        raise ActionRefused(Refusal.MOVED_ON, sentence, history.last(SUBJECT, row.id))
    if reasons := queries.stands_on(row):
        raise ActionRefused(Refusal.MOVED_ON, "Chưa hoàn tác được. " + " ".join(reasons))
    moved = queries.moved_by(row.id)
    _take_back(actor, row, moved)
    row.undone_at = clock.now()
    history.record(
        actor=actor, action="undo", subject=SUBJECT, subject_id=row.id, key=key,
        details={"before": {"units": row.note}, "after": {"given_back": len(moved)}},
    )  # fmt: skip


def _take_back(actor: history.Doer, row: Reorganisation, moved: Sequence[Moved]) -> None:
    made = [effect.row_id for effect in moved if effect.kind == "made"]
    for effect in reversed(moved):
        before = _stands(effect)
        BACK.get(effect.kind, _give_back)(effect)
        _note(actor, effect, before)
    db.session.execute(delete(Succession).where(Succession.reorganisation_id == row.id))
    db.session.execute(delete(Moved).where(Moved.reorganisation_id == row.id))
    db.session.flush()
    for unit_id in made:
        db.session.execute(delete(UnitName).where(UnitName.unit_id == unit_id))
        db.session.delete(db.session.get_one(Unit, unit_id))
    db.session.flush()


def _stands(effect: Moved) -> dict[str, str]:
    """Return in words what an effect on a unit itself may have changed; nothing for other effects."""
    if effect.kind not in ABOUT_UNITS:
        return {}
    unit = db.session.get_one(Unit, effect.row_id)
    return {
        "name": unit.name, "short_name": unit.short_name, "symbol": unit.symbol, "parent": _name(unit.parent_id),
        "committee": _name(unit.committee_id), "valid_to": day_text(unit.valid_to),
    }  # fmt: skip


def _name(unit_id: int | None) -> str:
    return db.session.get_one(Unit, unit_id).name if unit_id else ""


def _note(actor: history.Doer, effect: Moved, before: dict[str, str]) -> None:
    """Write the way back into the history of what was moved, each under its own subject."""
    about_unit = effect.kind in ABOUT_UNITS
    if not about_unit and effect.kind not in HOLDINGS:
        return
    if effect.kind == "made":
        details = {"before": {"name": before["name"]}, "after": {}}
    elif about_unit:
        details = changes(before, _stands(effect))
    else:
        details = {"before": {"unit": _name(effect.to_unit_id)}, "after": {"unit": _name(effect.from_unit_id)}}
    history.record(
        actor=actor, action="undo_reorganisation", subject="unit" if about_unit else _subject(effect.kind),
        subject_id=effect.row_id, details=details,
    )  # fmt: skip


def _subject(kind: str) -> str:
    return HOLDINGS[kind].subject or kind


def _give_back(effect: Moved) -> None:
    """Give a row back, unless it went elsewhere since."""
    holding = HOLDINGS[effect.kind]
    if holding.owner is None or holding.owner(effect.row_id) == effect.to_unit_id:
        holding.hand_over(effect.row_id, effect.from_unit_id)


def _position(effect: Moved) -> None:
    position = db.session.get_one(Position, effect.row_id)
    if effect.made_row_id is None:
        position.unit_id = effect.from_unit_id
        return
    made = db.session.get_one(Position, effect.made_row_id)
    position.valid_to = made.valid_to
    for kind in (SignIn, StandIn):
        db.session.execute(update(kind).where(kind.position_id == made.id).values(position_id=position.id))
    effect.made_row_id = None
    db.session.delete(made)
    db.session.flush()


def _ended_position(effect: Moved) -> None:
    position = db.session.get_one(Position, effect.row_id)
    position.valid_to = date.fromisoformat(effect.was) if effect.was else None


def _line(effect: Moved) -> None:
    """Turn a line back, unless someone has led it elsewhere since."""
    unit, column = db.session.get_one(Unit, effect.row_id), f"{effect.kind.removeprefix('unit_')}_id"
    if getattr(unit, column) == effect.to_unit_id:
        setattr(unit, column, effect.from_unit_id)


def _reopen(effect: Moved) -> None:
    db.session.get_one(Unit, effect.row_id).valid_to = None


def _old_name(effect: Moved) -> None:
    unit = db.session.get_one(Unit, effect.row_id)
    db.session.execute(delete(UnitName).where(UnitName.id == effect.made_row_id))
    old, *older = db.session.scalars(
        select(UnitName).filter_by(unit_id=unit.id).order_by(UnitName.valid_from.desc())
    ).all()
    call(unit, old.name, old.short_name, old.symbol, before=" ".join(name.name for name in older))


def _nothing(_effect: Moved) -> None:
    """A unit that was there stays; one that was made goes last, when nothing points at it any more."""


BACK: dict[str, Callable[[Moved], None]] = {
    "position": _position,
    "position_ended": _ended_position,
    "unit_parent": _line,
    "unit_committee": _line,
    "closed": _reopen,
    "renamed": _old_name,
    "made": _nothing,
    "joined": _nothing,
}
