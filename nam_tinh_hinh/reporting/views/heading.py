"""What stands above every page of one report: its unit, its stage, when it is due, who receives it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.enums import OUT, Stage, Standing
from nam_tinh_hinh.reporting.queries.lower import has_lower_units
from nam_tinh_hinh.reporting.standing import countdown_words
from nam_tinh_hinh.reporting.tables import Obligation, Report
from nam_tinh_hinh.reporting.views.base import bp, person


@dataclass(frozen=True)
class Heading:
    """The words above one report as the signed-in person may know them.

    Who does not work on the report reads what was sent: how far the writing is, is nobody else's.
    """

    label: str
    tone: str
    is_own: bool
    time_left: str
    is_late: bool


def heading_of(report: Report) -> Heading:
    """Return the words above ``report`` for the signed-in person; its obligation has to be loaded."""
    owed, now = report.obligation, clock.now()
    is_own = rules.works_on(person(), report)
    waits = report.stage not in OUT and owed.exempted_at is None
    if report.return_reason and owed.due_at and now > owed.due_at:
        waits = False  # it was sent once: being mended is not being late
    last = owed.grace_until or owed.due_at
    return Heading(
        *_stage_words(report, is_own), is_own=is_own, time_left=_time_left(owed, now) if waits else "",
        is_late=waits and last is not None and now > last,
    )  # fmt: skip


def _time_left(owed: Obligation, now: datetime) -> str:
    """Return how long there is, after the deadline also until when it is still taken."""
    words = countdown_words(owed.due_at, now)
    in_grace = owed.due_at and owed.grace_until and owed.due_at < now <= owed.grace_until
    return f"{words}, còn nhận đến {when(owed.grace_until)}" if in_grace and owed.grace_until else words


def _stage_words(report: Report, is_own: bool) -> tuple[str, str]:
    if report.obligation.exempted_at and report.stage not in OUT:
        return Standing.EXEMPT.label, Standing.EXEMPT.tone
    if is_own or report.stage in OUT | {Stage.RETURNED}:
        return report.stage.label, report.stage.tone
    return ("Chưa nộp lại" if report.rounds else "Chưa nộp"), "quiet"


def when(moment: datetime) -> str:
    """Return a moment as one says it among people of one office: "14:02" today, else "14:02 ngày 20/11/2026"."""
    said = clock.local(moment)
    return f"{said:%H:%M}" if said.date() == clock.today() else clock.moment_text(moment)


@dataclass(frozen=True)
class Way:
    """One page of a report: its word and where it leads."""

    label: str
    endpoint: str


def ways_of(report: Report) -> list[Way]:
    """Return the pages of ``report`` that have something to say to the signed-in person, in the order of the work."""
    pages = _own_ways(report) if rules.works_on(person(), report) else _others_ways(report)
    return [Way(label, f"reporting.{name}") for label, name, opens in pages if opens]


def _own_ways(report: Report) -> tuple[tuple[str, str, bool], ...]:
    out = report.stage in OUT
    return (
        ("Các mục", "show", True), ("Tổng hợp cấp dưới", "consolidate", has_lower_units(report)),
        ("Kiểm tra, ký gửi", "check", True), ("Biên nhận", "receipt", report.rounds > 0),
        ("Ban hành", "issue", out and rules.issues(person(), report)),
        ("Cấp trên đã dùng gì", "fates", report.rounds > 0 and report.obligation.receiver_id is not None),
    )  # fmt: skip


def _others_ways(report: Report) -> tuple[tuple[str, str, bool], ...]:
    return (
        ("Bản đã nộp", "sent", report.rounds > 0),
        ("Gia hạn, miễn", "extend", rules.gives_exceptions(person(), report.obligation)),
    )


@bp.context_processor
def _headings() -> dict[str, Any]:
    return {"heading_of": heading_of, "ways_of": ways_of, "when": when}
