"""A report as it went out: what its receiver, those who read along and the levels above see of it."""

from typing import Any

from flask import render_template

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import writing
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import queries, rules
from nam_tinh_hinh.reporting.laying import compare, lay
from nam_tinh_hinh.reporting.queries import signing as reads
from nam_tinh_hinh.reporting.services import sending as services
from nam_tinh_hinh.reporting.tables import Report, Sending
from nam_tinh_hinh.reporting.views.base import bp, fetch, person
from nam_tinh_hinh.reporting.workflow import workflow
from nam_tinh_hinh.situation.views.base import doer_of


@bp.get("/bao-cao/<int:report_id>/ban-nop")
@bp.get("/bao-cao/<int:report_id>/ban-nop/<int:round_>")
@allow(rules.may_look)
def sent(report_id: int, round_: int | None = None) -> Answer:
    """Show a sending; that its receiver opened the newest is written down first, and only once."""
    if round_ is None:
        note_opening(report_id)
    report = fetch(report_id)
    sending = found(sending_of(report, round_))
    if sending.recalled_at and not rules.works_on(person(), report):
        sending = found(None)  # taken back before anybody read it
    return sent_page(report, sending)


def sending_of(report: Report, round_: int | None = None) -> Sending | None:
    """Return one sending for ``content``: its headings are asked first, which spares asking for their figures."""
    queries.headings_of(report)
    return queries.sending(person(), report.id, round_)


def note_opening(report_id: int) -> None:
    """Write down that the receiver opened a report, in a short transaction of its own."""
    if (sending_id := reads.to_note(person(), report_id)) is not None:
        with writing():
            services.note_reading(sending_id=sending_id, name=person().name)


def sent_page(report: Report, sending: Sending, refusal: str = "") -> str:
    """Return the page of one sending, with what the person may do about the newest one."""
    offered = {one.name: one for one in workflow.available(person(), report)} if sending.round == report.rounds else {}
    if sending.read_at:
        offered.pop("recall", None)
    works = rules.works_on(person(), report)
    return render_template(
        "reporting/signing/sent.html", report=report, sending=sending, refusal=refusal, has_errors=bool(refusal),
        offered=offered, works=works, story=[_told(one) for one in reads.open_story(report.id)],
        rounds=[one for one in queries.sendings(report.id)[::-1] if works or not one.recalled_at],
        **content(report, sending),
    )  # fmt: skip


def content(report: Report, sending: Sending) -> dict[str, Any]:
    """Return what a sending says, and what changed since the one that its receiver read before."""
    headings, before = queries.headings_of(report), reads.read_before(sending)
    lines = lay(headings, sending.sections)
    changed = compare(lay(headings, before.sections), lines) if before else []
    return {"lines": lines, "before": before, "changed": changed}


def _told(event: Any) -> dict[str, Any]:
    """Return one event as the timeline shows it; who did it is named inside his own unit only."""
    return {
        "at_text": moment_text(event.at), "who": doer_of(event), "label": workflow.actions[event.action].label,
        "reason": event.reason,
    }  # fmt: skip
