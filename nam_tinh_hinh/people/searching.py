"""What this room lets be found: units by every name they or those before them bore, and people's directory."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, select

from nam_tinh_hinh.kernel import clock, searching
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.searching.registry import Card, Entry, Indexed, Watched, card_columns
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import ContactFilters, contacts, in_force
from nam_tinh_hinh.people.rules import has_hat
from nam_tinh_hinh.people.tables import ContactPoint, Succession, Unit, UnitKind, UnitName

# A name reaches the units that came after and the people of the unit, so these small kinds are read again as a whole.
NAMED = Watched(frozenset({"name", "short_name", "symbol"}))
POINT_FACTS = frozenset({"unit_id", "name", "folded_text"})


def _unit_ids() -> Select[Any]:
    return select(Unit.id)


def _read_units(ids: Collection[int]) -> Iterator[Entry]:
    names = _names_ever()
    for row in db.session.scalars(select(Unit).where(Unit.id.in_(ids)).order_by(Unit.id)):
        old = dict.fromkeys(name for one in names[1].get(row.id, [row.id]) for name in names[0].get(one, []))
        yield Entry(row.id, fold(row.name), " ".join([row.folded_name, *map(fold, old)]))


def _names_ever() -> tuple[dict[int, list[str]], dict[int, list[int]]]:
    """Return every name each unit ever bore, and for each unit itself with all units it came after."""
    names: dict[int, list[str]] = {}
    for row in db.session.execute(select(UnitName.unit_id, UnitName.name).order_by(UnitName.valid_from, UnitName.id)):
        names.setdefault(row.unit_id, []).append(row.name)
    before: dict[int, list[int]] = {}
    for pair in db.session.execute(select(Succession.successor_id, Succession.predecessor_id).order_by(Succession.id)):
        before.setdefault(pair.successor_id, []).append(pair.predecessor_id)
    return names, {unit_id: _line(before, unit_id) for unit_id in before}


def _line(before: dict[int, list[int]], unit_id: int) -> list[int]:
    line = [unit_id]
    for one in line:  # grows while it is walked
        line += [other for other in before.get(one, []) if other not in line]
    return line


def _visible_units(actor: Actor) -> Select[Any] | None:
    return select(Unit.id).where(*in_force(Unit, clock.today())) if has_hat(actor) else None


def _unit_cards(ids: Collection[int]) -> Select[Any]:
    columns = card_columns("don-vi", Unit.id, Unit.name, text=Unit.short_name, note=UnitKind.label)
    return select(*columns).join(UnitKind, UnitKind.id == Unit.kind_id).where(Unit.id.in_(ids))


def _unit_place(card: Card) -> tuple[str, dict[str, Any]]:
    return "people.unit", {"unit_id": card.page_id}


def _point_ids() -> Select[Any]:
    return select(ContactPoint.id)


def _read_points(ids: Collection[int]) -> Iterator[Entry]:
    query = select(ContactPoint.id, ContactPoint.name, ContactPoint.folded_text, Unit.folded_name).join(Unit)
    for row in db.session.execute(query.where(ContactPoint.id.in_(ids)).order_by(ContactPoint.id)):
        yield Entry(row.id, fold(row.name), f"{row.folded_text} {row.folded_name}")


def _visible_points(actor: Actor) -> Select[Any] | None:
    seen = contacts(ContactFilters(), clock.today())
    return seen.with_only_columns(ContactPoint.id) if has_hat(actor) else None


def _point_cards(ids: Collection[int]) -> Select[Any]:
    columns = card_columns(
        "danh-ba", ContactPoint.id, ContactPoint.name, page_id=ContactPoint.unit_id, text=ContactPoint.post,
        unit=Unit.name, note=ContactPoint.phone,
    )  # fmt: skip
    return select(*columns).join(Unit, Unit.id == ContactPoint.unit_id).where(ContactPoint.id.in_(ids))


def _point_place(card: Card) -> tuple[str, dict[str, Any]]:
    return "people.contacts", {"tu-khoa": card.title, "don-vi": card.page_id}


UNITS = Indexed(
    number=6, code="don-vi", label="Đơn vị", ids=_unit_ids, read=_read_units, visible=_visible_units,
    cards=_unit_cards, place=_unit_place,
    watches={Unit: NAMED, UnitName: NAMED, Succession: Watched(frozenset({"predecessor_id", "successor_id"}))},
)  # fmt: skip
POINTS = Indexed(
    number=7, code="danh-ba", label="Danh bạ đầu mối", ids=_point_ids, read=_read_points, visible=_visible_points,
    cards=_point_cards, place=_point_place,
    watches={ContactPoint: Watched(POINT_FACTS, lambda row: row.id), Unit: NAMED},
)  # fmt: skip


def register_kinds() -> None:
    """Let units and focal points be found."""
    searching.register(UNITS, POINTS)
