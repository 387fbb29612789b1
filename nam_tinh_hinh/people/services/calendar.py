"""Writes of the year's days off and of the weekend days that are worked."""

from dataclasses import asdict, dataclass
from datetime import date

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.kernel.workdays import is_weekend, weekday_words
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.holidays import planned
from nam_tinh_hinh.people.refusals import EntryRefused, changes
from nam_tinh_hinh.people.services.rows import put_back, restorable, snapshot
from nam_tinh_hinh.people.tables import Holiday

HOLIDAY = "holiday"


@dataclass(frozen=True)
class DayFacts:
    """What is typed about one day."""

    day: date
    label: str
    is_working: bool = False


def add_holiday(*, actor: history.Doer, facts: DayFacts, key: str | None = None) -> Holiday | None:
    """Add a day; the same ``key`` again returns what it made the first time (None once that was removed).

    Raises ``EntryRefused`` for a day without a name, one that is there already, or a weekday to be "worked instead".
    """
    if earlier := history.replayed(key, actor, HOLIDAY):
        return db.session.get(Holiday, earlier.subject_id)
    _check(facts, None)
    row = Holiday(**asdict(facts))
    db.session.add(row)
    db.session.flush()
    details = {"before": None, "after": snapshot(row)}
    history.record(actor=actor, action="add_holiday", subject=HOLIDAY, subject_id=row.id, key=key, details=details)
    return row


def edit_holiday(*, actor: history.Doer, row: Holiday, facts: DayFacts, key: str | None = None) -> None:
    """Change a day, its name or whether it is worked. Raises ``EntryRefused`` as ``add_holiday`` does."""
    if history.replayed(key, actor, HOLIDAY):
        return
    _check(facts, row)
    before = snapshot(row)
    row.day, row.label, row.is_working = facts.day, facts.label, facts.is_working
    db.session.flush()
    if (said := changes(before, snapshot(row)))["after"]:
        history.record(actor=actor, action="edit_holiday", subject=HOLIDAY, subject_id=row.id, key=key, details=said)


def remove_holiday(*, actor: history.Doer, row: Holiday, key: str | None = None) -> history.Event:
    """Take a day off the list; the event holds what ``restore_holiday`` needs."""
    if earlier := history.replayed(key, actor, HOLIDAY):
        return earlier
    before = snapshot(row)
    db.session.delete(row)
    db.session.flush()
    return history.record(
        actor=actor, action="remove_holiday", subject=HOLIDAY, subject_id=before["id"], key=key,
        details={"before": before, "after": None},
    )  # fmt: skip


def restore_holiday(*, actor: history.Doer, event: history.Event, key: str | None = None) -> Holiday | None:
    """Put back the day that ``event`` removed and return it; None when this ``key`` put it back and it is gone again.

    Raises ``ActionRefused`` when anything else happened to it since, or the day was typed in anew.
    """
    if earlier := history.replayed(key, actor, HOLIDAY):
        return db.session.get(Holiday, earlier.subject_id)
    before = restorable(event)
    if there := _on(date.fromisoformat(before["day"])):
        raise ActionRefused(Refusal.MOVED_ON, f"Không lấy lại được: đã có {_named(there)}.")
    row: Holiday = put_back(Holiday, before)
    details = {"before": None, "after": before}
    history.record(actor=actor, action="restore_holiday", subject=HOLIDAY, subject_id=row.id, key=key, details=details)
    return row


def fill_year(*, actor: history.Doer, year: int, key: str | None = None) -> list[date]:
    """Add the public holidays of ``year`` that can be known beforehand and return their days; days there already stay.

    A holiday on a weekly day off brings its day in lieu (Bộ luật Lao động 2019, Điều 111.3 and 112).
    """
    if history.replayed(key, actor, HOLIDAY):
        return []
    there = {row.day for row in queries.holidays(year)}
    rows = [Holiday(day=day, label=label) for day, label in planned(year).items() if day not in there]
    db.session.add_all(rows)
    db.session.flush()
    for row in rows:
        details = {"before": None, "after": snapshot(row)}
        history.record(actor=actor, action="fill_holiday", subject=HOLIDAY, subject_id=row.id, key=key, details=details)
        key = None  # a key is good for one event
    return [row.day for row in rows]


def _check(facts: DayFacts, row: Holiday | None) -> None:
    if not clean_line(facts.label):
        raise EntryRefused("Ghi tên ngày nghỉ, hoặc làm bù cho ngày nào.", field="label")
    there = _on(facts.day)
    if there and there is not row:
        raise EntryRefused(f"Đã có {_named(there)}. Hãy sửa dòng ấy.", field="day")
    if facts.is_working and not is_weekend(facts.day):
        raise EntryRefused(
            f"{weekday_words(facts.day)} {day_text(facts.day)} vốn là ngày làm việc. Chỉ đánh dấu làm bù cho thứ Bảy, "
            "Chủ nhật.",
            field="is_working",
        )


def _on(day: date) -> Holiday | None:
    return db.session.scalar(db.select(Holiday).filter_by(day=day))


def _named(row: Holiday) -> str:
    return f"ngày {day_text(row.day)} ({row.label})"
