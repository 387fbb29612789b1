"""What this room lets be found: reports as they were sent, never what is still being written."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, func, select

from nam_tinh_hinh.kernel import searching
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.searching.registry import Card, Entry, Indexed, Watched, card_columns
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.reporting.marks import as_read
from nam_tinh_hinh.reporting.queries.reports import latest, sent_to
from nam_tinh_hinh.reporting.rules import may_look
from nam_tinh_hinh.reporting.tables import Obligation, Period, Report, Sending, SentSection
from nam_tinh_hinh.situation.searching import reach_kept, sees_few


def _ids() -> Select[Any]:
    return select(Sending.id)


def _read(ids: Collection[int]) -> Iterator[Entry]:
    query = select(Sending.id, Period.title, Obligation.unit_name).join(Report, Report.id == Sending.report_id)
    query = query.join(Obligation, Obligation.id == Report.obligation_id).join(
        Period, Period.id == Obligation.period_id
    )
    words = _words_of(ids)
    for row in db.session.execute(query.where(Sending.id.in_(ids)).order_by(Sending.id)):
        yield Entry(row.id, fold(f"{row.title} {row.unit_name}"), fold(" ".join(words.get(row.id, ()))))


def _words_of(ids: Collection[int]) -> dict[int, list[str]]:
    query = select(SentSection.sending_id, SentSection.text).where(
        SentSection.sending_id.in_(ids), SentSection.text != ""
    )
    words: dict[int, list[str]] = {}
    for row in db.session.execute(query.order_by(SentSection.id)):
        words.setdefault(row.sending_id, []).append(as_read(row.text))
    return words


def _visible(actor: Actor) -> Select[Any] | None:
    """Of each report the newest sending: what was mended since is no longer said."""
    if not may_look(actor):
        return None
    return sent_to(reach_kept(actor)).where(latest()).with_only_columns(Sending.id)


def _cards(ids: Collection[int]) -> Select[Any]:
    said = select(func.aggregate_strings(SentSection.text, "\n")).where(SentSection.sending_id == Sending.id)
    columns = card_columns(
        "bao-cao", Sending.id, Period.title, page_id=Sending.report_id,
        text=func.coalesce(said.correlate(Sending).scalar_subquery(), ""), unit=Obligation.unit_name,
        at=Sending.sent_at,
    )  # fmt: skip
    query = select(*columns).join(Report, Report.id == Sending.report_id)
    query = query.join(Obligation, Obligation.id == Report.obligation_id)
    return query.join(Period, Period.id == Obligation.period_id).where(Sending.id.in_(ids))


def _place(card: Card) -> tuple[str, dict[str, Any]]:
    return "reporting.sent", {"report_id": card.page_id}


REPORTS = Indexed(
    number=5, code="bao-cao", label="Báo cáo", ids=_ids, read=_read, visible=_visible, cards=_cards, place=_place,
    as_read=as_read, few=sees_few,
    watches={
        Sending: Watched(frozenset({"report_id"}), lambda row: row.id),
        SentSection: Watched(frozenset({"text"}), lambda row: row.sending_id),
    },
)  # fmt: skip


def register_kinds() -> None:
    """Let sent reports be found."""
    searching.register(REPORTS)
