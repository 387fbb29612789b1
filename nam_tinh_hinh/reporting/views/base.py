"""What the pages of this room share: the blueprint, its tabs, fetching, saying refusals."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from flask_login import current_user

from nam_tinh_hinh.kernel.access import Rule, found
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.reporting import queries, rules
from nam_tinh_hinh.reporting.services.writing import check_open, check_writable
from nam_tinh_hinh.reporting.tables import Report, Section
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.views import base as situation

bp = Blueprint("reporting", __name__)


@dataclass(frozen=True)
class Tab:
    """One tab of the room: its word, where it leads, for whom."""

    label: str
    endpoint: str
    rule: Rule


TABS = (
    Tab("Báo cáo của đơn vị", "reporting.index", rules.may_look),
    Tab("Nhận báo cáo", "reporting.queue", rules.may_receive),
    Tab("Theo dõi nộp", "reporting.board", rules.may_look),
    Tab("Hồ sơ họp", "reporting.pack", rules.may_look),
    Tab("Chế độ báo cáo", "reporting.regimes", rules.reads_regimes),
    Tab("Đề cương", "reporting.outlines", rules.reads_regimes),
)


@bp.context_processor
def _tabs() -> dict[str, Any]:
    if not current_user.is_authenticated:  # a refusal is a page of this room too
        return {"reporting_tabs": []}
    return {"reporting_tabs": [tab for tab in TABS if tab.rule(current_user)]}


def person() -> Reach:
    """Return the signed-in person with how far he reaches; asked once a request."""
    return situation.person()


def fetch(report_id: int) -> Report:
    """Return a report that the signed-in person may know of, or answer 404."""
    return found(queries.report(person(), report_id))


def fetch_own(report_id: int) -> Report:
    """Return a report that the signed-in person works on; others read its sendings only, so they get 404."""
    report = fetch(report_id)
    return found(report if rules.works_on(person(), report) else None)


def refusal_text(refused: ActionRefused) -> str:
    """Return a refusal in words, with who was quicker and when."""
    return situation.refusal_text(refused)


def locked(row: Report | Section) -> str:
    """Return why a report or a section of it cannot be written now and the way out; nothing where it can."""
    try:
        check_open(person(), row) if isinstance(row, Report) else check_writable(person(), row)
    except ActionRefused as refused:
        return refused.message
    return ""
