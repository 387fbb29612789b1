"""How an interim review stands on a day. Pure: days in, a word and a number of days out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from nam_tinh_hinh.emulation.enums.carrying import Standing
from nam_tinh_hinh.kernel.clock import day_text, local


class Reviewed(Protocol):
    """What is asked of a review: from which day it can be written, its last day, and when it was sent."""

    opens_on: date
    due_on: date
    sent_at: datetime | None


@dataclass(frozen=True)
class Punctuality:
    """A standing, how many days past the due day, and the due day itself."""

    standing: Standing
    days_late: int
    opens_on: date
    due_on: date

    @property
    def words(self) -> str:
        """Return the standing as people say it: "Quá hạn 5 ngày", "Đã gửi, chậm 3 ngày"."""
        if self.standing in {Standing.OVERDUE, Standing.LATE}:
            return f"{self.standing.label} {self.days_late} ngày"
        if self.standing is Standing.AHEAD:
            return f"{self.standing.label}, mở từ {day_text(self.opens_on)}"
        return self.standing.label


def punctuality(review: Reviewed, today: date, *, ended_on: date | None = None) -> Punctuality:
    """Tell how ``review`` stands on ``today`` (a day in Vietnam); a due day lasts until its midnight.

    ``ended_on`` is the day on which its exemplar was stopped or its results were reported: from then on nothing more is
    sent (seed 003, V steps 4 and 5), and what was due before is missing for good.
    """
    sent_on = local(review.sent_at).date() if review.sent_at else None
    days_late = max(0, ((sent_on or ended_on or today) - review.due_on).days)
    return Punctuality(_standing(review, today, sent_on, ended_on), days_late, review.opens_on, review.due_on)


def _standing(review: Reviewed, today: date, sent_on: date | None, ended_on: date | None) -> Standing:
    if sent_on is not None:
        return Standing.LATE if sent_on > review.due_on else Standing.ON_TIME
    if ended_on is not None:
        return Standing.MISSED if ended_on > review.due_on else Standing.NEEDLESS
    if today < review.opens_on:
        return Standing.AHEAD
    return Standing.OVERDUE if today > review.due_on else Standing.OPEN
