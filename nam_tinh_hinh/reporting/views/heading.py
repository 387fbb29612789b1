"""What stands above every page of one report: its unit, its stage, when it is due, who receives it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.enums import OUT, Stage
from nam_tinh_hinh.reporting.standing import countdown_words
from nam_tinh_hinh.reporting.tables import Report
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
    return Heading(
        *_stage_words(report, is_own), is_own=is_own, time_left=countdown_words(owed.due_at, now) if waits else "",
        is_late=waits and owed.due_at is not None and now > owed.due_at,
    )  # fmt: skip


def _stage_words(report: Report, is_own: bool) -> tuple[str, str]:
    if is_own or report.stage in OUT | {Stage.RETURNED}:
        return report.stage.label, report.stage.tone
    return ("Chưa nộp lại" if report.rounds else "Chưa nộp"), "quiet"


def when(moment: datetime) -> str:
    """Return a moment as one says it among people of one office: "14:02" today, else "14:02 ngày 20/11/2026"."""
    said = clock.local(moment)
    return f"{said:%H:%M}" if said.date() == clock.today() else clock.moment_text(moment)


@bp.context_processor
def _headings() -> dict[str, Any]:
    return {"heading_of": heading_of, "when": when}
