"""Returning a report by section: which, why each, who will read it; the other sections stay locked."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, whole_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import queries, rules, services
from nam_tinh_hinh.reporting.forms.signing import ReturnForm, return_form
from nam_tinh_hinh.reporting.laying import lay
from nam_tinh_hinh.reporting.queries import signing as reads
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.reporting.views.base import bp, fetch, person, refusal_text
from nam_tinh_hinh.reporting.views.sent import note_opening
from nam_tinh_hinh.reporting.workflow import workflow

# Who of a unit reads why its report came back.
READERS = frozenset({Role.CLERK, Role.COMPILER, Role.LEADER})
UNSEEN = 0


@bp.route("/bao-cao/<int:report_id>/yeu-cau-sua", methods=["GET", "POST"])
@allow(rules.may_receive)
def return_report(report_id: int) -> Answer:
    if request.method == "POST":
        return _return(report_id)
    note_opening(report_id)
    report = _fetch_received(report_id)
    if report.stage not in workflow.actions["return"].sources:
        flash("Báo cáo này đã được trả lại hoặc thu hồi, không còn chờ ở nơi nhận.")
        return redirect(url_for(".sent", report_id=report_id), 303)
    return _page(report, _form(report, formdata=None))


def _fetch_received(report_id: int) -> Report:
    report = fetch(report_id)
    return found(report if rules.receives(person(), report) and queries.sending(person(), report_id) else None)


def _form(report: Report, **kw: Any) -> ReturnForm:
    return return_form(((one.id, one.heading.title) for one in queries.sections(report.id)), **kw)


def _page(report: Report, form: ReturnForm, refusal: str = "") -> str:
    """Return the page: the sections as they were sent, each with its tick and the reason."""
    sending = found(queries.sending(person(), report.id))
    lines = lay(queries.headings_of(report), sending.sections)
    return render_template(
        "reporting/receiving/return.html", report=report, sending=sending, lines=lines, form=form, refusal=refusal,
        section_ids={one.heading_id: one.id for one in queries.sections(report.id)},
        readers=reads.people_of(report.unit_id, READERS), has_errors=bool(refusal or form.errors or form.form_errors),
        from_queue=(request.form if request.method == "POST" else request.args).get("hang-doi") == "1",
        kept_as="never" if form.names_a_secret else _kept_as(report),
    )  # fmt: skip


def _kept_as(report: Report) -> str:
    return f"yeu-cau-sua-{report.id}"


def _return(report_id: int) -> Answer:
    report = _fetch_received(report_id)
    form = _form(report)
    if not form.validate():
        return _page(report, form), 422
    try:
        services.return_sections(
            actor=person(), report=report, reasons=form.reasons, reason=form.reason.data or "",
            version=whole_number(request.form.get("version")) or UNSEEN, key=form.key,
        )  # fmt: skip
    except ActionRefused as refused:
        words = refusal_text(refused)
        db.session.rollback()
        return _page(_fetch_received(report_id), form, words), CODES[refused.kind]
    flash({"text": f"Đã gửi yêu cầu sửa: {report.obligation.unit_name}.", "forget": _kept_as(report)})
    to_queue = request.form.get("hang-doi") == "1"
    return redirect(url_for(".queue") if to_queue else url_for(".sent", report_id=report_id), 303)
