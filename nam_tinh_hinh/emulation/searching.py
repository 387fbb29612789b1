"""What this room lets be found: exemplars, by name, place and content; never by the people in them."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, String, cast, literal, select

from nam_tinh_hinh.emulation.queries import Filters, filtered
from nam_tinh_hinh.emulation.rules import may_look
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.kernel import searching
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.searching.registry import Card, Entry, Indexed, Watched, card_columns
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.tables import Unit


def _ids() -> Select[Any]:
    return select(Exemplar.id)


def _read(ids: Collection[int]) -> Iterator[Entry]:
    query = select(Exemplar.id, Exemplar.folded_name, Exemplar.address, Exemplar.content)
    for row in db.session.execute(query.where(Exemplar.id.in_(ids)).order_by(Exemplar.id)):
        yield Entry(row.id, row.folded_name, fold(f"{row.address} {row.content}"))


def _visible(actor: Actor) -> Select[Any] | None:
    return filtered(actor, Filters()).with_only_columns(Exemplar.id) if may_look(actor) else None


def _cards(ids: Collection[int]) -> Select[Any]:
    columns = card_columns(
        "mo-hinh", Exemplar.id, Exemplar.name, text=Exemplar.content, unit=Unit.name,
        note=literal("Năm ").concat(cast(Campaign.year, String)),
    )  # fmt: skip
    query = select(*columns).join(Unit, Unit.id == Exemplar.unit_id)
    return query.join(Campaign, Campaign.id == Exemplar.campaign_id).where(Exemplar.id.in_(ids))


def _place(card: Card) -> tuple[str, dict[str, Any]]:
    return "emulation.show", {"exemplar_id": card.page_id}


EXEMPLARS = Indexed(
    number=1, code="mo-hinh", label="Mô hình, điển hình", ids=_ids, read=_read, visible=_visible, cards=_cards,
    place=_place, watches={Exemplar: Watched(frozenset({"name", "address", "content"}), lambda row: row.id)},
)  # fmt: skip


def register_kinds() -> None:
    """Let exemplars be found."""
    searching.register(EXEMPLARS)
