"""Writes about single units: add, edit, remove. They flush and never commit."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, select

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import queries, tree
from nam_tinh_hinh.people.orders import UnitRefused
from nam_tinh_hinh.people.services.units import add_unit, call
from nam_tinh_hinh.people.tables import Moved, Unit, UnitKind, UnitLevel, UnitName

SUBJECT = "unit"
CIRCLE = "Không chọn được “{}”: chính đơn vị đó đang ở dưới đơn vị này ({}). Chọn đơn vị khác."
OLDER = "Đơn vị cấp trên “{}” chỉ có từ {}: ngày bắt đầu phải từ ngày đó trở đi, hoặc chọn đơn vị cấp trên khác."


@dataclass(frozen=True)
class UnitFacts:
    """What is written down about a unit."""

    name: str
    kind_id: int
    valid_from: date
    short_name: str = ""
    symbol: str = ""
    level_id: int | None = None
    parent_id: int | None = None
    committee_id: int | None = None
    valid_to: date | None = None


def seen_version(unit_id: int) -> int:
    """Return a number that grows with every change of a unit: the id of the last row of its history."""
    event = history.last(SUBJECT, unit_id)
    return event.id if event else 0


def create_unit(*, actor: history.Doer, facts: UnitFacts, key: str | None = None) -> Unit:
    """Add a unit; the same ``key`` again returns it. Raises ``UnitRefused``."""
    if earlier := history.replayed(key, actor, SUBJECT):
        return db.session.get_one(Unit, earlier.subject_id)
    _refuse(_problems(None, facts))
    unit = add_unit(
        kind=db.session.get_one(UnitKind, facts.kind_id),
        level=facts.level_id and db.session.get_one(UnitLevel, facts.level_id),
        parent=facts.parent_id and db.session.get_one(Unit, facts.parent_id),
        committee=facts.committee_id and db.session.get_one(Unit, facts.committee_id),
        name=facts.name, short_name=facts.short_name, symbol=facts.symbol,
        valid_from=facts.valid_from, valid_to=facts.valid_to,
    )  # fmt: skip
    _note(actor, "add_unit", unit, {}, _said(unit), key)
    return unit


def edit_unit(
    *, actor: history.Doer, unit: Unit, facts: UnitFacts, version: int | None = None, key: str | None = None
) -> None:
    """Correct what is written about a unit; ``version`` is the ``seen_version`` the person worked on.

    A changed name corrects the present one, for a slip of the pen; a new name from a day on is a reorganisation.
    Raises ``UnitRefused``, and ``ActionRefused`` when someone changed the unit meanwhile.
    """
    if history.replayed(key, actor, SUBJECT):
        return
    db.session.refresh(unit)
    if version is not None and version != seen_version(unit.id):
        raise ActionRefused(
            Refusal.MOVED_ON, "Đơn vị này đã thay đổi từ khi bạn mở trang.", history.last(SUBJECT, unit.id)
        )
    _refuse(_problems(unit, facts))
    before = _said(unit)
    for one in fields(facts):
        setattr(unit, one.name, getattr(facts, one.name))
    _correct_names(unit, facts)
    db.session.flush()
    db.session.refresh(unit)
    if changed := {name: value for name, value in _said(unit).items() if before[name] != value}:
        _note(actor, "edit_unit", unit, {name: before[name] for name in changed}, changed, key)


def _correct_names(unit: Unit, facts: UnitFacts) -> None:
    names = queries.names_of(unit.id)
    names[0].name, names[0].short_name, names[0].symbol = facts.name, facts.short_name, facts.symbol
    names[-1].valid_from = facts.valid_from
    call(unit, facts.name, facts.short_name, facts.symbol, before=" ".join(name.name for name in names[1:]))


def remove_unit(*, actor: history.Doer, unit: Unit) -> UnitFacts:
    """Remove a unit that was never used and return what was written about it, so that it can be added again.

    Raises ``UnitRefused`` for a unit in use: that one can only be closed.
    """
    if uses := list(queries.uses_of(unit.id)) + _reorganised(unit.id):
        told = ", ".join(f"{number} {what}" for what, number in uses)
        raise UnitRefused({"": f"Không xóa được “{unit.name}” vì đang có {told}. Hãy dùng “Kết thúc hoạt động”."})
    facts = UnitFacts(**{one.name: getattr(unit, one.name) for one in fields(UnitFacts)})
    _note(actor, "remove_unit", unit, _said(unit), {}, None)
    db.session.execute(delete(UnitName).where(UnitName.unit_id == unit.id))
    db.session.delete(unit)
    db.session.flush()
    return facts


def _reorganised(unit_id: int) -> list[tuple[str, int]]:
    touched = (Moved.from_unit_id == unit_id) | (Moved.to_unit_id == unit_id)
    decisions = select(func.count(Moved.reorganisation_id.distinct())).where(touched)
    number = db.session.scalar(decisions) or 0
    return [("lần sắp xếp lại (sáp nhập, đổi tên …)", number)] if number else []


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise UnitRefused(problems)


def _problems(unit: Unit | None, facts: UnitFacts) -> dict[str, str]:
    """Return for each field what stands against the facts; nothing when all is well."""
    found = {"valid_to": _ends_badly(unit, facts), "valid_from": _starts_badly(unit, facts)}
    found |= {"name": _badly_named(unit, facts)} | (_circles(unit, facts) if unit else {})
    return {field: sentence for field, sentence in found.items() if sentence}


def _ends_badly(unit: Unit | None, facts: UnitFacts) -> str:
    if facts.valid_to and facts.valid_to < facts.valid_from:
        return "Ngày kết thúc phải bằng hoặc sau ngày bắt đầu."
    if unit is None or facts.valid_to == unit.valid_to:
        return ""
    if queries.came_after(unit.id):
        return "Đơn vị kết thúc do sáp nhập, chia tách: hoàn tác việc đó thay vì sửa ngày."
    if facts.valid_to and (uses := queries.uses_of(unit.id)):
        told = ", ".join(f"{number} {what}" for what, number in uses)
        return f"Đơn vị còn {told}. Hãy dùng “Kết thúc hoạt động” để chuyển hết rồi mới kết thúc."
    return ""


def _starts_badly(unit: Unit | None, facts: UnitFacts) -> str:
    names = queries.names_of(unit.id) if unit else []
    if len(names) > 1 and facts.valid_from >= names[-2].valid_from:
        return f"Đơn vị đã đổi tên ngày {day_text(names[-2].valid_from)}: ngày bắt đầu phải trước ngày đó."
    above = facts.parent_id and db.session.get(Unit, facts.parent_id)
    as_it_was = unit and (unit.parent_id, unit.valid_from) == (facts.parent_id, facts.valid_from)
    if above and not as_it_was and facts.valid_from < above.valid_from:
        return OLDER.format(above.name, day_text(above.valid_from))
    return _leaves_behind(unit, facts.valid_from) if unit else ""


def _leaves_behind(unit: Unit, first_day: date) -> str:
    """Say which sub-unit would be older than ``unit``; those that came to it by a decision are so already."""
    overtaken = Unit.valid_from.between(unit.valid_from, first_day - timedelta(days=1))
    query = select(Unit).where(Unit.parent_id == unit.id, overtaken).order_by(Unit.valid_from, Unit.id)
    if below := db.session.scalar(query.limit(1)):
        return f"“{below.name}” trực thuộc đã có từ {day_text(below.valid_from)}: ngày bắt đầu không thể sau ngày đó."
    return ""


def _badly_named(unit: Unit | None, facts: UnitFacts) -> str:
    if not clean_line(facts.name):
        return "Ghi tên đơn vị."
    if unit and unit.name == facts.name and unit.parent_id == facts.parent_id:
        return ""
    day = max(facts.valid_from, clock.today())
    twin = queries.twin_of(facts.name, facts.parent_id, day, besides=[unit.id] if unit else [])
    return f"Cùng đơn vị cấp trên đã có “{twin}”. Mở đơn vị đó, hoặc đặt tên khác." if twin else ""


def _circles(unit: Unit, facts: UnitFacts) -> dict[str, str]:
    wanted = {"parent_id": facts.parent_id, "committee_id": facts.committee_id}
    found = {}
    for above, (field, chosen) in zip(queries.lines(), wanted.items(), strict=True):
        if way := tree.cycle(above | {unit.id: chosen}, unit.id):
            rows = db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(way)))
            names = {row.id: row.name for row in rows}
            told = " → ".join(names[one] for one in (*way[1:], unit.id))
            found[field] = CIRCLE.format(names[way[1]] if len(way) > 1 else unit.name, told)
    return found


def _said(unit: Unit) -> dict[str, Any]:
    """Return a unit's facts in words, for the history."""
    return {
        "name": unit.name, "short_name": unit.short_name, "symbol": unit.symbol, "kind": unit.kind.label,
        "level": unit.level.label if unit.level else "", "parent": unit.parent.name if unit.parent else "",
        "committee": unit.committee.name if unit.committee else "",
        "valid_from": day_text(unit.valid_from), "valid_to": day_text(unit.valid_to),
    }  # fmt: skip


def _note(
    actor: history.Doer, action: str, unit: Unit, before: dict[str, Any], after: dict[str, Any], key: str | None
) -> None:
    details = {"before": before, "after": after}
    history.record(actor=actor, action=action, subject=SUBJECT, subject_id=unit.id, key=key, details=details)
