"""What a receipt of guidance is now, and the five numbers above the matrix. Pure: times in, words out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from nam_tinh_hinh.kernel.clock import local
from nam_tinh_hinh.situation.enums.guiding import Ask, ReceiptStanding

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Times(Protocol):
    """The moments of one receipt (UTC); None is "not yet"."""

    @property
    def opened_at(self) -> datetime | None: ...
    @property
    def received_at(self) -> datetime | None: ...
    @property
    def done_at(self) -> datetime | None: ...


def completed_at(ask: Ask, receipt: Times) -> datetime | None:
    """Return when everything asked was done: "Đã nhận" is enough for what is only to be known."""
    return receipt.done_at if ask.needs_doing else receipt.received_at


def standing(ask: Ask, due_at: datetime | None, receipt: Times, now: datetime) -> ReceiptStanding:
    """Return what ``receipt`` is at ``now``: overdue wins over how far it came, until all that was asked is done."""
    if due_at and now > due_at and completed_at(ask, receipt) is None:
        return ReceiptStanding.OVERDUE
    if receipt.done_at:
        return ReceiptStanding.DONE
    if receipt.received_at:
        return ReceiptStanding.RECEIVED
    return ReceiptStanding.OPENED if receipt.opened_at else ReceiptStanding.UNOPENED


def is_late(ask: Ask, due_at: datetime | None, receipt: Times) -> bool:
    """Tell whether what was asked was done, but after the deadline."""
    at = completed_at(ask, receipt)
    return due_at is not None and at is not None and at > due_at


@dataclass(frozen=True)
class Tally:
    """The five numbers of one guidance, and how many have not yet done all that was asked."""

    sent: int = 0
    opened: int = 0
    received: int = 0
    done: int = 0
    overdue: int = 0
    pending: int = 0


def tally(ask: Ask, due_at: datetime | None, receipts: Iterable[Times], now: datetime) -> Tally:
    """Count the receipts of one guidance as they are at ``now``."""
    rows = list(receipts)
    stands = [standing(ask, due_at, row, now) for row in rows]
    return Tally(
        sent=len(rows),
        opened=sum(row.opened_at is not None for row in rows),
        received=sum(row.received_at is not None for row in rows),
        done=sum(row.done_at is not None for row in rows),
        overdue=stands.count(ReceiptStanding.OVERDUE),
        pending=sum(completed_at(ask, row) is None for row in rows),
    )


def may_take_back(at: datetime | None, now: datetime) -> bool:
    """Tell whether what was pressed at ``at`` may still be undone: on the same day, by Vietnam's clock."""
    return at is not None and local(at).date() == local(now).date()


def time_left(due_at: datetime | None, now: datetime) -> str:
    """Return how long there is until ``due_at``: "còn 2 ngày", "còn 3 giờ", "quá hạn 1 ngày"; "" without a deadline."""
    if due_at is None:
        return ""
    return f"còn {_span(due_at - now)}" if due_at >= now else f"quá hạn {_span(now - due_at)}"


def _span(time: timedelta) -> str:
    if time >= DAY:
        return f"{time // DAY} ngày"
    return f"{time // HOUR} giờ" if time >= HOUR else f"{max(1, time // timedelta(minutes=1))} phút"
