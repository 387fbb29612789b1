"""The page on which a receiver moves a unit's deadline or exempts it; the unit reads there why."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock, history
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import rules, standing
from nam_tinh_hinh.reporting.enums import OUT
from nam_tinh_hinh.reporting.forms.asking import EXEMPT, EXTEND_ALL, ExceptionForm
from nam_tinh_hinh.reporting.services import exceptions as services
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.reporting.views.base import bp, fetch, person, refusal_text
from nam_tinh_hinh.reporting.workflow import OBLIGATION
from nam_tinh_hinh.situation.views.base import doer_of

TAKE_BACK = "tro-ve"
LABELS = {
    "extend": "Gia hạn", "exempt": "Miễn nộp", "take_back": "Trở về hạn chung", "remind": "Nhắc nộp",
    "hand_over": "Chuyển sang đơn vị kế thừa", "undo_reorganisation": "Trả lại sau khi hoàn tác sắp xếp",
}  # fmt: skip


@bp.route("/bao-cao/<int:report_id>/gia-han", methods=["GET", "POST"])
@allow(rules.may_look)
def extend(report_id: int) -> Answer:
    report = fetch(report_id)
    if request.method == "GET":
        return _page(report, None)
    if not rules.gives_exceptions(person(), report.obligation):
        return _page(report, None, services.NOT_YOURS), 403
    back = request.form.get("buoc") == TAKE_BACK
    form = None if back else _form(report)
    if form and not form.validate():
        return _page(report, form), 422
    try:
        said = _take_back(report) if form is None else _carry_out(report, form)
    except ActionRefused as refused:
        return _page(report, form, refusal_text(refused)), asked.CODES[refused.kind]
    flash(said)
    return redirect(url_for(".extend", report_id=report.id), 303)


def _take_back(report: Report) -> str:
    services.take_back(actor=person(), report=report, seen=request.form.get("seen"), key=asked.form_key())
    return "Đã trở về hạn chung của kỳ."


def _carry_out(report: Report, form: ExceptionForm) -> str:
    said: dict[str, Any] = {"actor": person(), "report": report, "reason": form.reason.data or "", "key": form.key}
    seen = request.form.get("seen")
    if form.what.data == EXEMPT:
        services.exempt(**said, seen=seen)
        return "Đã miễn nộp kỳ này."
    due_at = form.due_at
    assert due_at
    when = clock.moment_text(due_at)
    if form.what.data == EXTEND_ALL:
        rows = services.extend_all(**said, due_at=due_at)
        return f"Đã gia hạn cho {len(rows)} đơn vị đến {when}." if rows else "Đã gia hạn từ lần bấm trước."
    services.extend(**said, due_at=due_at, seen=seen)
    return f"Đã gia hạn đến {when}."


def _form(report: Report) -> ExceptionForm:
    form = ExceptionForm()
    period = report.obligation.period
    if period.due_at:
        form.offer(len(services.waiting(person(), period)))
    else:
        form.offer_exemption_only()
    return form


def _page(report: Report, form: ExceptionForm | None, refusal: str = "") -> str:
    owed = report.obligation
    decides = rules.gives_exceptions(person(), owed)
    return render_template(
        "reporting/extend.html", report=report, owed=owed, refusal=refusal, decides=decides, out=report.stage in OUT,
        form=(form or _form(report)) if decides and report.stage not in OUT else None,
        is_exception=services.is_exception(owed), seen=services.seen_as(owed),
        left=standing.countdown_words(owed.due_at, clock.now()), events=_events(owed.id),
    )  # fmt: skip


def _events(obligation_id: int) -> list[dict[str, str]]:
    return [
        {"label": LABELS.get(event.action, "Việc khác"), "at_text": clock.moment_text(event.at),
         "who": doer_of(event), "reason": event.reason or "", "from_label": before, "to_label": after}
        for event in reversed(history.of(OBLIGATION, obligation_id))
        for before, after in [_words(event)]
    ]  # fmt: skip


def _words(event: history.Event) -> tuple[str, str]:
    details = event.details or {}
    before, after = (_said(details.get(side) or {}) for side in ("before", "after"))
    return before, after


def _said(side: dict[str, Any]) -> str:
    """Return how an obligation stood, in words: the unit that owed it, that it was exempt, or its deadline."""
    if side.get("exempt"):
        return "được miễn"
    return str(side.get("unit") or (f"hạn {side['due']}" if side.get("due") else ""))
