"""What this room lets be found: observations, case files and guidance. Contacts for replies are kept far from here."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, func, select

from nam_tinh_hinh.kernel import searching
from nam_tinh_hinh.kernel.db import db, kept
from nam_tinh_hinh.kernel.searching.registry import Card, Entry, Indexed, Watched, card_columns
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.tables import Area, Unit
from nam_tinh_hinh.situation.enums import GuidanceStage
from nam_tinh_hinh.situation.queries import reach_of
from nam_tinh_hinh.situation.queries.casework import case_ids
from nam_tinh_hinh.situation.queries.guiding import guidances_visible_to
from nam_tinh_hinh.situation.queries.listing import ListFilters, listed
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.rules import may_look
from nam_tinh_hinh.situation.tables import CaseFile, Guidance, Observation, Topic


def reach_kept(actor: Actor) -> Reach:
    """Return how far ``actor`` reaches, asked of the database once in a transaction: four kinds want to know."""
    memory, asked = kept(), ("searching.reach", actor.user_id, actor.hat)
    if asked not in memory:
        memory[asked] = reach_of(actor)
    return memory[asked]


def sees_few(actor: Actor) -> bool:
    """Tell whether what ``actor`` may see is little of all there is."""
    return reach_kept(actor).is_one_of_many


def _own_id(row: Any) -> int:
    return int(row.id)


def _observation_ids() -> Select[Any]:
    return select(Observation.id)


def _read_observations(ids: Collection[int]) -> Iterator[Entry]:
    query = select(Observation.id, Observation.folded_content).where(Observation.id.in_(ids)).order_by(Observation.id)
    for row in db.session.execute(query):
        yield Entry(row.id, "", row.folded_content)


def _visible_observations(actor: Actor) -> Select[Any] | None:
    seen = listed(reach_kept(actor), ListFilters()) if may_look(actor) else None
    return None if seen is None else seen.with_only_columns(Observation.id)


def _observation_cards(ids: Collection[int]) -> Select[Any]:
    columns = card_columns(
        "noi-dung", Observation.id, Topic.label, text=Observation.content, unit=Unit.name, note=Area.name,
        on_day=Observation.on_day,
    )  # fmt: skip
    query = select(*columns).join(Unit, Unit.id == Observation.unit_id).join(Area, Area.id == Observation.area_id)
    return query.join(Topic, Topic.id == Observation.topic_id).where(Observation.id.in_(ids))


def _observation_place(card: Card) -> tuple[str, dict[str, Any]]:
    return "situation.show", {"observation_id": card.page_id}


def _all_case_ids() -> Select[Any]:
    return select(CaseFile.id)


def _read_cases(ids: Collection[int]) -> Iterator[Entry]:
    query = select(CaseFile.id, CaseFile.folded_title, CaseFile.summary, CaseFile.closing_words)
    for row in db.session.execute(query.where(CaseFile.id.in_(ids)).order_by(CaseFile.id)):
        yield Entry(row.id, row.folded_title, fold(f"{row.summary} {row.closing_words}"))


def _visible_cases(actor: Actor) -> Select[Any] | None:
    return case_ids(reach_kept(actor)) if may_look(actor) else None


def _case_cards(ids: Collection[int]) -> Select[Any]:
    text = CaseFile.summary.concat(" ").concat(CaseFile.closing_words)
    columns = card_columns(
        "vu-viec", CaseFile.id, CaseFile.title, text=text, unit=Unit.name, note=func.coalesce(Area.name, ""),
        at=CaseFile.opened_at,
    )  # fmt: skip
    query = select(*columns).join(Unit, Unit.id == CaseFile.responsible_unit_id)
    return query.outerjoin(Area, Area.id == CaseFile.area_id).where(CaseFile.id.in_(ids))


def _case_place(card: Card) -> tuple[str, dict[str, Any]]:
    return "situation.case", {"case_id": card.page_id}


def _guidance_ids() -> Select[Any]:
    return select(Guidance.id)


def _read_guidance(ids: Collection[int]) -> Iterator[Entry]:
    query = select(Guidance.id, Guidance.title, Guidance.content).where(Guidance.id.in_(ids)).order_by(Guidance.id)
    for row in db.session.execute(query):
        yield Entry(row.id, fold(row.title), fold(row.content))


def _visible_guidance(actor: Actor) -> Select[Any] | None:
    if not may_look(actor):
        return None
    seen = guidances_visible_to(reach_kept(actor)).where(Guidance.stage != GuidanceStage.RECALLED)
    return seen.with_only_columns(Guidance.id)


def _guidance_cards(ids: Collection[int]) -> Select[Any]:
    columns = card_columns(
        "chi-dao", Guidance.id, Guidance.title, text=Guidance.content, unit=Unit.name,
        at=func.coalesce(Guidance.sent_at, Guidance.edited_at),
    )  # fmt: skip
    return select(*columns).join(Unit, Unit.id == Guidance.unit_id).where(Guidance.id.in_(ids))


def _guidance_place(card: Card) -> tuple[str, dict[str, Any]]:
    return "situation.guidance", {"guidance_id": card.page_id}


OBSERVATIONS = Indexed(
    number=2, code="noi-dung", label="Nội dung nắm được", ids=_observation_ids, read=_read_observations,
    visible=_visible_observations, cards=_observation_cards, place=_observation_place, few=sees_few,
    watches={Observation: Watched(frozenset({"content"}), _own_id)},
)  # fmt: skip
CASES = Indexed(
    number=3, code="vu-viec", label="Vụ việc", ids=_all_case_ids, read=_read_cases, visible=_visible_cases,
    cards=_case_cards, place=_case_place,
    watches={CaseFile: Watched(frozenset({"title", "summary", "closing_words"}), _own_id)},
)  # fmt: skip
GUIDANCE = Indexed(
    number=4, code="chi-dao", label="Chỉ đạo, định hướng", ids=_guidance_ids, read=_read_guidance,
    visible=_visible_guidance, cards=_guidance_cards, place=_guidance_place,
    watches={Guidance: Watched(frozenset({"title", "content"}), _own_id)},
)  # fmt: skip


def register_kinds() -> None:
    """Let observations, case files and guidance be found."""
    searching.register(OBSERVATIONS, CASES, GUIDANCE)
