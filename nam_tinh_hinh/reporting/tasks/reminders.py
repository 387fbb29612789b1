"""Reports that fall due, for those who write and sign them; what has not come in, for those who receive."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.reporting import reminding, rules
from nam_tinh_hinh.reporting.enums import PeriodKind, Standing
from nam_tinh_hinh.reporting.queries import receiving
from nam_tinh_hinh.reporting.queries.boards import pressing
from nam_tinh_hinh.reporting.queries.boards.pressing import Awaited
from nam_tinh_hinh.reporting.reminding import Press
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.situation.reach import Reach

SHOWN = 5
# The word and the tone of a row; red is for what is past its time of grace, and for nothing else.
SAID = {
    Press.NOT_YET: ("Được nhắc", "attention"),
    Press.DAYS: ("Sắp đến hạn", "waiting"),
    Press.HOURS: (Standing.DUE.label, "attention"),
    Press.GRACE: (Standing.GRACE.label, Standing.GRACE.tone),
    Press.PAST: (Standing.OVERDUE.label, Standing.OVERDUE.tone),
}
SOON = frozenset({Press.HOURS, Press.GRACE})
REPORT, BOARD = "reporting.show", "reporting.board"


def matters(person: Reach) -> Iterator[Matter]:
    """Yield what ``person`` may have to send, and what may not have come to his desks."""
    if rules.may_write(person.actor) or rules.may_sign(person.actor):
        yield Matter(partial(of_writers, person), pressing.drafts(person))
    if person.desks:
        yield Matter(partial(of_receivers, person), receiving.owed(person))


def of_writers(person: Reach) -> Iterator[Task]:
    """Yield the reports that ``person`` has to send soon, should have sent, or was reminded of.

    Only while they are drafts: once it is proposed, declined or returned, other rows say what is to be done.
    """
    now = clock.now()
    rows = [(row, how) for row in pressing.to_send(person) if (how := _press(row, now)) or row.obligation.reminded_at]
    past = [(row, how) for row, how in rows if how is Press.PAST]
    ahead = [(row, how) for row, how in rows if how is not Press.PAST]
    yield from (_to_send(person, row, how, now) for row, how in [*reversed(ahead), *past[:SHOWN]])
    if len(past) > SHOWN:
        more = f"… và {len(past) - SHOWN} báo cáo quá hạn khác chưa nộp"
        yield Task(more, BOARD, {"ky": "nam", "pham-vi": "don-vi-toi", "thieu": 1}, *SAID[Press.PAST])


def _press(row: Report, now: datetime) -> Press:
    owed, regime = row.obligation, row.obligation.period.regime
    return reminding.press(
        owed.due_at, owed.grace_until, now, days=regime.remind_days, hours=regime.remind_hours
    )  # fmt: skip


def _to_send(person: Reach, row: Report, how: Press, now: datetime) -> Task:
    owed = row.obligation
    label, tone = SAID[how]
    if owed.reminded_at and how is Press.DAYS:
        label, tone = SAID[Press.NOT_YET]
    return Task(
        f"Nộp {lower(owed.period.title)}", REPORT, {"report_id": row.id}, label, tone,
        waits_text=_waits(person, row, now), due_text=reminding.due_words(owed.due_at, owed.grace_until, now),
        soon=how in SOON,
    )  # fmt: skip


def _waits(person: Reach, row: Report, now: datetime) -> str:
    """Say for whom he writes where that is not his own unit, to whom it goes, and when he was reminded of it."""
    owed = row.obligation
    of = "" if row.unit_id in person.own else f"của {row.unit.short_name or row.unit.name}"
    to = f"gửi {owed.receiver.short_name or owed.receiver.name}" if owed.receiver else ""
    reminded = f"Được nhắc lúc {reminding.at_words(owed.reminded_at, now)}" if owed.reminded_at else ""
    return " · ".join(part for part in (reminded, f"{of} {to}".strip()) if part)


def of_receivers(person: Reach) -> Iterator[Task]:
    """Yield a row for each period of which reports have not come to the desks of ``person``, from the hours before on.

    Of what is past, the newest period of each regime has a row of its own; all older ones share one.
    """
    now = clock.now()
    rows = [(one, how) for one in pressing.awaited(person) if (how := _press_of(one, now)) >= Press.HOURS]
    newest = {_matter(one): one.period_id for one, _how in rows}
    fresh = [pair for pair in rows if pair[0].period_id == newest[_matter(pair[0])]]
    yield from (_awaited(one, how, now) for one, how in fresh)
    if older := sum(one.missing for one, _how in rows) - sum(one.missing for one, _how in fresh):
        yield Task(
            f"{older} báo cáo của các kỳ trước chưa nộp", BOARD, {"ky": "nam", "pham-vi": "nop-ve", "thieu": 1},
            "Kỳ trước", "waiting",
        )  # fmt: skip


def _press_of(one: Awaited, now: datetime) -> Press:
    return reminding.press(one.due_at, one.grace_until, now, days=one.remind_days, hours=one.remind_hours)


def _matter(one: Awaited) -> int:
    """What newer periods take the place of: a regime's of its older ones; a request stands for itself."""
    return one.regime_id if one.kind is PeriodKind.SCHEDULED else -one.period_id


def _awaited(one: Awaited, how: Press, now: datetime) -> Task:
    label, tone = SAID[how]
    running = one.kind is PeriodKind.SCHEDULED and how is not Press.PAST
    what = one.regime if running else one.title
    where = {"ky": "thang", "ngay": day_text(one.last), "che-do": one.regime_id, "pham-vi": "nop-ve"}
    return Task(
        f"{one.missing} đơn vị chưa nộp {lower(what)}", BOARD, where, label, tone,
        due_text=reminding.due_words(one.due_at, one.grace_until, now), soon=how in SOON,
    )  # fmt: skip


def lower(words: str) -> str:
    """Return ``words`` as they stand inside a sentence."""
    return words[:1].lower() + words[1:]
