"""Reads of guidance: who may see which, whose receipts are one's own, what was answered, what is news."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Event
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import GuidanceStage
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Guidance, GuidanceReply, Receipt

# The subject under which the history keeps who has read the answers to a guidance: by it news is told from the rest.
READING = "guidance_reading"


def is_mine(person: Reach) -> ColumnElement[bool]:
    """The condition for receipts of the units a person speaks for, and for his own as an officer."""
    return or_(Receipt.unit_id.in_(person.speaks), Receipt.user_id == person.user_id)


def is_sender(person: Reach) -> ColumnElement[bool]:
    """The condition for guidance that a person sends, as ``rules.sends`` judges it."""
    return Guidance.unit_id.in_(person.speaks if rules.may_guide(person.actor) else ())


def some_receipt(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition for guidance one of whose receipts fits, whatever else the query around it is about."""
    return exists().where(Receipt.guidance_id == Guidance.id, condition).correlate(Guidance)


def guidances_visible_to(person: Reach) -> Select[Any]:
    """Return the query for the guidance a person may see: the only way to a row.

    A draft is its sender's alone; what was sent is seen by those who received it, also once it was recalled.
    """
    received = some_receipt(is_mine(person))
    return select(Guidance).where(or_(is_sender(person), and_(Guidance.stage != GuidanceStage.DRAFT, received)))


def guidance(person: Reach, guidance_id: int) -> Guidance | None:
    """Return one guidance with its unit, network and case, if ``person`` may see it."""
    loaded = joinedload(Guidance.unit), joinedload(Guidance.network), joinedload(Guidance.case)
    return db.session.scalar(guidances_visible_to(person).where(Guidance.id == guidance_id).options(*loaded))


def _receipts(*conditions: ColumnElement[bool]) -> Select[Any]:
    loaded = joinedload(Receipt.unit), joinedload(Receipt.user)
    return select(Receipt).options(*loaded).where(*conditions).order_by(Receipt.id)


def receipts_of(guidance_id: int) -> Sequence[Receipt]:
    """Return the whole matrix of one guidance, in the order in which it was sent."""
    return db.session.scalars(_receipts(Receipt.guidance_id == guidance_id)).all()


def own_receipts(person: Reach, guidance_id: int) -> Sequence[Receipt]:
    """Return the receipts of one guidance that are the person's own: his units', and his as an officer."""
    return db.session.scalars(_receipts(Receipt.guidance_id == guidance_id, is_mine(person))).all()


def receipt(person: Reach, receipt_id: int) -> Receipt | None:
    """Return one receipt that ``person`` may see: his own, or one of what he sent; never of a draft or of another's."""
    seen = or_(is_mine(person), is_sender(person))
    query = _receipts(Receipt.id == receipt_id, seen, Guidance.stage != GuidanceStage.DRAFT)
    return db.session.scalar(query.join(Receipt.guidance).options(joinedload(Receipt.guidance)))


def receipt_read_by(person: Reach, receipt_id: int) -> Receipt | None:
    """Return one receipt whose answer ``person`` may read: also another member's in a network he received it in."""
    if found := receipt(person, receipt_id):
        return found
    row = db.session.scalar(_receipts(Receipt.id == receipt_id).options(joinedload(Receipt.guidance)))
    open_to_members = row is not None and row.guidance.network_id is not None
    return row if open_to_members and own_receipts(person, row.guidance_id) else None


def replies_of(guidance_id: int, receipt_ids: Sequence[int] | None = None) -> dict[int, list[GuidanceReply]]:
    """Return what was written about one guidance by receipt, oldest first; of all receipts, or of these only."""
    query = select(GuidanceReply).where(GuidanceReply.guidance_id == guidance_id, GuidanceReply.removed_at.is_(None))
    if receipt_ids is not None:
        query = query.where(GuidanceReply.receipt_id.in_(receipt_ids))
    found: dict[int, list[GuidanceReply]] = {}
    for row in db.session.scalars(query.order_by(GuidanceReply.id)):
        found.setdefault(row.receipt_id, []).append(row)
    return found


def reply(reply_id: int) -> GuidanceReply | None:
    """Return one reply, taken back or not."""
    return db.session.get(GuidanceReply, reply_id)


def _read_at(person: Reach) -> Any:
    """A column: when the person last read the answers to a guidance, "" before the first time."""
    last = select(func.max(Event.at)).where(
        Event.subject == READING, Event.subject_id == Guidance.id, Event.actor_id == person.user_id
    )
    return last.correlate(Guidance).scalar_subquery()


def _since_read(person: Reach, column: Any) -> ColumnElement[bool]:
    read_at = _read_at(person)
    return and_(column.is_not(None), or_(read_at.is_(None), column > read_at))


def has_news(person: Reach) -> ColumnElement[bool]:
    """The condition for guidance about which somebody else wrote or reported since the person last read it.

    A sender is told of all answers, a receiver of those in his own thread, a member of a network of all its threads.
    """
    mine = select(Receipt.id).where(Receipt.guidance_id == Guidance.id, is_mine(person)).correlate(Guidance)
    readable = or_(is_sender(person), Guidance.network_id.is_not(None), GuidanceReply.receipt_id.in_(mine))
    written = exists().where(
        GuidanceReply.guidance_id == Guidance.id, GuidanceReply.removed_at.is_(None), readable,
        GuidanceReply.written_by_id != person.user_id, _since_read(person, GuidanceReply.written_at),
    )  # fmt: skip
    written, reported = written.correlate(Guidance), some_receipt(_since_read(person, Receipt.done_at))
    return and_(Guidance.stage == GuidanceStage.SENT, or_(written, and_(is_sender(person), reported)))


def news_about(person: Reach, guidance_ids: Sequence[int]) -> set[int]:
    """Return those of ``guidance_ids`` about which there is news for the person."""
    return set(db.session.scalars(select(Guidance.id).where(Guidance.id.in_(guidance_ids), has_news(person))))


def to_note(person: Reach, guidance_id: int) -> bool:
    """Tell whether opening this guidance is to be written down: a receipt not opened yet, or answers not read yet."""
    query = guidances_visible_to(person).where(Guidance.id == guidance_id, Guidance.stage == GuidanceStage.SENT)
    unopened = some_receipt(and_(is_mine(person), Receipt.opened_at.is_(None)))
    return db.session.scalar(query.where(or_(unopened, has_news(person))).with_only_columns(Guidance.id)) is not None


def about_case(person: Reach, case_id: int) -> Sequence[Guidance]:
    """Return the guidance about a case that the person sent or received, the newest first."""
    query = guidances_visible_to(person).where(Guidance.case_id == case_id)
    return newest(query.options(joinedload(Guidance.unit)))


def newest(query: Select[Any], most: int = 50) -> Sequence[Guidance]:
    """Return the newest rows of a query for guidance."""
    return db.session.scalars(query.order_by(Guidance.id.desc()).limit(most)).all()
