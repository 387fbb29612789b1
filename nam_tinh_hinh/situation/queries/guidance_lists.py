"""The lists of guidance: what one's units and oneself received, and what one's units sent or are writing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.enums import Labelled
from nam_tinh_hinh.kernel.paging import Page, page_of
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.situation.enums import Ask, GuidanceStage
from nam_tinh_hinh.situation.queries.guiding import has_news, is_mine, is_sender, some_receipt
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.receipts import Tally
from nam_tinh_hinh.situation.tables import Guidance, Receipt


class Box(StrEnum):
    """Which list is looked at; the value stands in the address."""

    RECEIVED = "nhan"
    SENT = "gui"
    DRAFTS = "nhap"


class Pick(Labelled):
    """What a list is narrowed to; the value stands in the address."""

    UNREAD = "chua-nhan", "Chưa bấm “Đã nhận”"
    OPEN = "can-lam", "Chưa làm xong"
    OVERDUE = "qua-han", "Quá hạn"
    DONE = "xong", "Đã xong"
    NEWS = "moi", "Có trao đổi mới"
    RECALLED = "thu-hoi", "Đã thu hồi"


@dataclass(frozen=True)
class GuidanceFilters:
    """What a list of guidance is narrowed to; every value comes from the address and goes back into it."""

    box: Box = Box.RECEIVED
    pick: Pick | None = None
    ask: Ask | None = None
    words: str = ""

    def as_args(self) -> dict[str, str]:
        """Return the address arguments, empty ones left out."""
        said = {
            "hop": "" if self.box is Box.RECEIVED else self.box.value,
            "loc": self.pick.value if self.pick else "",
            "yeu-cau": self.ask.value if self.ask else "",
            "tu-khoa": self.words,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def count(self) -> int:
        """How many filters are set."""
        return len(self.as_args()) - (self.box is not Box.RECEIVED)


NEEDS_DOING = tuple(ask for ask in Ask if ask.needs_doing)


def is_pending() -> ColumnElement[bool]:
    """The condition for a receipt, joined to its guidance, by which not all that is asked was done."""
    doing = and_(Guidance.ask.in_(NEEDS_DOING), Receipt.done_at.is_(None))
    return or_(doing, and_(Guidance.ask.not_in(NEEDS_DOING), Receipt.received_at.is_(None)))


def is_overdue() -> ColumnElement[bool]:
    """The condition for such a receipt whose deadline has passed."""
    return and_(is_pending(), Guidance.due_at < clock.now())


def received(person: Reach, filters: GuidanceFilters) -> Select[Any]:
    """Return the query for the person's receipts: overdue first, then unread, then to do, then the newest."""
    rank = case((is_overdue(), 0), (Receipt.received_at.is_(None), 1), (is_pending(), 2), else_=3)
    query = select(Receipt).join(Receipt.guidance).where(is_mine(person), *_narrowed(filters))
    query = query.where(*_picked(person, filters.pick))
    due = case((is_pending(), Guidance.due_at)).asc().nulls_last()
    return query.order_by(rank, due, Receipt.sent_at.desc(), Receipt.id.desc())


def _narrowed(filters: GuidanceFilters) -> list[ColumnElement[bool]]:
    asked = [Guidance.ask == filters.ask] if filters.ask else []
    return [*asked, *every_word(filters.words, Guidance.folded_text)]


def _picked(person: Reach, pick: Pick | None) -> list[ColumnElement[bool]]:
    """What was recalled is shown only to who asks for it."""
    if pick is Pick.RECALLED:
        return [Guidance.stage == GuidanceStage.RECALLED]
    ways: dict[Pick, ColumnElement[bool]] = {
        Pick.UNREAD: Receipt.received_at.is_(None), Pick.OPEN: is_pending(), Pick.OVERDUE: is_overdue(),
        Pick.DONE: ~is_pending(),
    }  # fmt: skip
    if pick is Pick.NEWS:
        ways[pick] = has_news(person)
    return [Guidance.stage == GuidanceStage.SENT, *([ways[pick]] if pick else [])]


def received_page(person: Reach, filters: GuidanceFilters, number: int) -> Page[Receipt]:
    """Return one page of the person's receipts with their guidance and its unit: two statements."""
    return page_of(_loaded(received(person, filters)), number, Receipt.id)


def all_received(person: Reach, filters: GuidanceFilters) -> Sequence[Receipt]:
    """Return all of them, for Excel."""
    return db.session.scalars(_loaded(received(person, filters))).all()


def _loaded(query: Select[Any]) -> Select[Any]:
    about = contains_eager(Receipt.guidance).joinedload(Guidance.unit)
    return query.options(about, joinedload(Receipt.unit), joinedload(Receipt.user))


def pending(person: Reach) -> Select[Any]:
    """Return the query for the receipts by which the person still has something to do."""
    return _loaded(received(person, GuidanceFilters(pick=Pick.OPEN)))


def sent(person: Reach, filters: GuidanceFilters) -> Select[Any]:
    """Return the query for what the person's units sent, or are writing: the newest first."""
    query = select(Guidance).where(is_sender(person), *_narrowed(filters)).options(joinedload(Guidance.unit))
    if filters.box is Box.DRAFTS:
        return query.where(Guidance.stage == GuidanceStage.DRAFT).order_by(Guidance.edited_at.desc(), Guidance.id)
    query = query.where(Guidance.stage != GuidanceStage.DRAFT, *_sent_picked(person, filters.pick))
    return query.order_by(Guidance.sent_at.desc(), Guidance.id.desc())


def _sent_picked(person: Reach, pick: Pick | None) -> list[ColumnElement[bool]]:
    if pick is None:
        return []
    if pick is Pick.RECALLED:
        return [Guidance.stage == GuidanceStage.RECALLED]
    live = Guidance.stage == GuidanceStage.SENT
    if pick is Pick.NEWS:
        return [live, has_news(person)]
    some = {Pick.UNREAD: Receipt.received_at.is_(None), Pick.OVERDUE: is_overdue()}.get(pick, is_pending())
    there = some_receipt(some)
    return [live, ~there if pick is Pick.DONE else there]


def sent_page(person: Reach, filters: GuidanceFilters, number: int) -> Page[Guidance]:
    """Return one page of them: two statements."""
    return page_of(sent(person, filters), number, Guidance.id)


def all_sent(person: Reach, filters: GuidanceFilters) -> Sequence[Guidance]:
    """Return all of them, for Excel."""
    return db.session.scalars(sent(person, filters)).all()


def tallies(guidance_ids: Iterable[int]) -> dict[int, Tally]:
    """Return the numbers of several guidances, counted by the database in one statement."""
    columns = (
        func.count(), func.count(Receipt.opened_at), func.count(Receipt.received_at), func.count(Receipt.done_at),
        func.sum(case((is_overdue(), 1), else_=0)), func.sum(case((is_pending(), 1), else_=0)),
    )  # fmt: skip
    query = select(Receipt.guidance_id, *columns).join(Receipt.guidance)
    rows = db.session.execute(query.where(Receipt.guidance_id.in_(list(guidance_ids))).group_by(Receipt.guidance_id))
    return {row[0]: Tally(*row[1:]) for row in rows}


def news(person: Reach, box: Box) -> Select[Any]:
    """Return the query for the ids of the guidances of a box about which there is news for the person."""
    about = is_sender(person)
    if box is Box.RECEIVED:
        about = and_(~about, some_receipt(is_mine(person)))
    return select(Guidance.id).where(about, has_news(person))


def news_count(person: Reach, box: Box) -> Select[Any]:
    """Return the query for how many these are."""
    return select(func.count()).select_from(news(person, box).subquery())
