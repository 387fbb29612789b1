"""Who may do what with which exemplar. Pure predicates; no database."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.rules import (
    has_hat,
    is_admin,
    is_chair,
    is_committee,
    is_standing,
    reads_all_papers,
    works_for_unit,
)


class OfUnit(Protocol):
    """What these rules need to know of an exemplar."""

    unit_id: int


class Decided(OfUnit, Protocol):
    """An exemplar that may carry a decision."""

    decided_by_id: int | None
    decided_at: datetime | None
    edited_at: datetime


class Judged(OfUnit, Protocol):
    """An exemplar whose results may have been judged."""

    judged_by_id: int | None


class Versioned(Protocol):
    """What is moved together with others: its row and how often it changed."""

    id: int
    version: int


class Round(Protocol):
    """What these rules need to know of a round of registration."""

    opens_on: date | None
    closes_on: date | None


class Season(Protocol):
    """What these rules need to know of a campaign."""

    @property
    def year(self) -> int: ...
    @property
    def rounds(self) -> Sequence[Round]: ...


def may_look(actor: Actor) -> bool:
    """Anyone with a position but the administrator: he keeps accounts, not content (ARCHITECTURE.md, Access)."""
    return has_hat(actor) and not is_admin(actor)


def may_register(actor: Actor) -> bool:
    """A unit registers through its clerk or leader (seed 003, V step 1)."""
    return works_for_unit(actor)


def edits(actor: Actor, exemplar: OfUnit) -> bool:
    """The registering unit's own clerk or leader."""
    return works_for_unit(actor) and exemplar.unit_id == actor.unit_id


def leads(actor: Actor, exemplar: OfUnit) -> bool:
    """The registering unit's own leader: nothing leaves the unit without him (seed 003, V step 1)."""
    return edits(actor, exemplar) and actor.role is Role.LEADER


def assists(actor: Actor, exemplar: OfUnit) -> bool:
    """Someone who writes for the registering unit and asks its leader to approve."""
    return edits(actor, exemplar) and actor.role is not Role.LEADER


def is_involved(actor: Actor, exemplar: OfUnit) -> bool:
    """Someone with an interest: the exemplar is of a unit he belongs to, whatever hat he wears."""
    return exemplar.unit_id in actor.own_unit_ids


def decides(actor: Actor, exemplar: OfUnit) -> bool:
    """A committee member, never on his own unit's exemplar (seed 003, V step 2)."""
    return is_committee(actor) and not is_involved(actor, exemplar)


def takes_back(actor: Actor, exemplar: Decided) -> bool:
    """Whoever decided may take it back, unless the unit has already begun to supplement."""
    untouched = exemplar.decided_at is not None and exemplar.edited_at <= exemplar.decided_at
    return decides(actor, exemplar) and exemplar.decided_by_id == actor.user_id and untouched


def takes_judgement_back(actor: Actor, exemplar: Judged) -> bool:
    """Whoever judged the results, or the chair, may take it back until the decision is issued."""
    return decides(actor, exemplar) and (exemplar.judged_by_id == actor.user_id or is_chair(actor))


def releases(actor: Actor, _exemplar: object = None) -> bool:
    """The standing office makes the committee's decisions known (seed 003, VI.1)."""
    return is_standing(actor)


def issues(actor: Actor, _exemplar: object = None) -> bool:
    """The standing office and the chair issue notices, decisions and reports (seed 003, V step 2 and VI.1)."""
    return is_standing(actor) or is_chair(actor)


def settles(actor: Actor, exemplar: OfUnit) -> bool:
    """Who answers change requests, stops an exemplar or sends a result report back: never for his own unit's."""
    return (is_committee(actor) or is_standing(actor)) and not is_involved(actor, exemplar)


def serves_committee(actor: Actor) -> bool:
    """The committee and its standing office: they prepare and record inspections and sittings."""
    return is_committee(actor) or is_standing(actor)


def sees_decisions(actor: Actor) -> bool:
    """Those who know decisions before their release: the committee and its standing office."""
    return serves_committee(actor)


def sees_decision(actor: Actor, exemplar: OfUnit) -> bool:
    """The same for one exemplar; of his own unit's a member knows what the unit knows."""
    return sees_decisions(actor) and not is_involved(actor, exemplar)


def has_read(seen: Iterable[tuple[int, int]], rows: Iterable[Versioned]) -> bool:
    """Tell whether ``rows`` are exactly what a person read, by (id, version): nothing unread is moved with the rest."""
    return sorted(seen) == sorted((row.id, row.version) for row in rows)


class Facts(Protocol):
    """The facts every registration must hold."""

    name: str
    address: str
    starts_on: date | None
    ends_on: date | None
    content: str
    owner: str


def missing_facts(exemplar: Facts) -> list[str]:
    """Name, in words, which of the five facts of seed 003, I.2 (with start and end, V step 1) are missing."""
    needed = {
        "tên mô hình": exemplar.name,
        "địa chỉ thực hiện": exemplar.address,
        "ngày bắt đầu": exemplar.starts_on,
        "ngày kết thúc": exemplar.ends_on,
        "nội dung thực hiện": exemplar.content,
        "tên chủ mô hình": exemplar.owner,
    }
    return [f"còn thiếu {words}" for words, value in needed.items() if not value]


def why_closed(campaign: Season | None, year: int, day: date) -> str:
    """Say why no new registration is taken in ``year`` on ``day``; an empty sentence when one is."""
    if campaign is None:
        return f"Chưa mở đợt đăng ký năm {year}."
    if is_open(campaign, day):
        return ""
    ahead = [one.opens_on for one in campaign.rounds if one.opens_on and day < one.opens_on]
    if ahead:
        return f"Đợt đăng ký năm {year} chưa mở, mở từ ngày {min(ahead):%d/%m/%Y}."
    ended = [one.closes_on for one in campaign.rounds if one.closes_on]
    return f"Đợt đăng ký năm {year} đã đóng từ sau ngày {max(ended):%d/%m/%Y}." if ended else "Chưa mở đợt đăng ký nào."


def is_open(campaign: Season | None, day: date) -> bool:
    """Tell whether ``campaign`` takes registrations on ``day``."""
    return campaign is not None and round_on(campaign.rounds, day) is not None


R = TypeVar("R", bound=Round)


def round_on(rounds: Sequence[R], day: date) -> R | None:
    """Return the first of ``rounds`` that takes registrations on ``day``, or None; a missing end is open."""
    return next((one for one in rounds if _covers(one, day)), None)


def _covers(one: Round, day: date) -> bool:
    after_opening = one.opens_on is None or one.opens_on <= day
    return after_opening and (one.closes_on is None or day <= one.closes_on)


def oversees(actor: Actor) -> bool:
    """Who reads what all units sent, the plan, teams and sittings: the committee's side, compilers and viewers."""
    return reads_all_papers(actor)


def reminds(actor: Actor) -> bool:
    """Who may remind at all: chair and standing office every unit, a member those he follows (seed 003, VI.3)."""
    return serves_committee(actor)
