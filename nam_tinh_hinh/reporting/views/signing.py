"""The last look before a report goes out, and every step of its way by one address."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, block, whole_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.workflow import Action, ActionRefused, Refusal
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import queries, rules, standing
from nam_tinh_hinh.reporting.forms.signing import DeclineForm
from nam_tinh_hinh.reporting.laying import Line, lay
from nam_tinh_hinh.reporting.queries import signing as reads
from nam_tinh_hinh.reporting.queries.lower import lowers
from nam_tinh_hinh.reporting.services.signing import carry_out
from nam_tinh_hinh.reporting.tables import Report, Sending
from nam_tinh_hinh.reporting.views.base import bp, fetch, fetch_own, person, refusal_text
from nam_tinh_hinh.reporting.views.receiving import from_queue, not_received, received
from nam_tinh_hinh.reporting.views.sent import sent_page
from nam_tinh_hinh.reporting.workflow import unwritten, workflow
from nam_tinh_hinh.situation.reach import FOCAL

# What is done at this page; the rest is the receiver's.
OWN = ("propose", "take_back", "decline", "send", "recall")
UNSEEN = 0
# Where one goes on after a step: what is to be written again leads to its sections.
LED_TO = {"send": ".receipt", "accept": ".sent", "unaccept": ".sent", "take_back": ".show", "recall": ".show"}


@bp.get("/bao-cao/<int:report_id>/kiem-tra")
@allow(rules.may_look)
def check(report_id: int) -> Answer:
    return check_page(fetch_own(report_id))


def check_page(report: Report, refusal: str = "", form: DeclineForm | None = None) -> str:
    """Return the page on which a report is looked over before it goes out, with why the last thing was refused."""
    sections = queries.sections(report.id)
    lines = lay(queries.headings_of(report), sections, nothing=report.is_nothing)
    missing = unwritten(report)
    return render(
        "reporting/signing/check.html", block("main"), report=report, lines=lines, sections=sections, missing=missing,
        empty=[line for line in lines if line.is_empty and line.body not in missing], refusal=refusal,
        form=form or DeclineForm(formdata=None), has_errors=bool(refusal or (form and form.errors)),
        silent=_silent(report), seen=reads.fingerprint(report, sections), **_timing(report), **_people(report),
        **_offered(report, lines),
    )  # fmt: skip


def _silent(report: Report) -> list[str]:
    """Name the lower units that have not sent and are not named as missing: the print would say nothing of them."""
    named = {one["obligation_id"] for one in report.missing}
    return [one.name for one in lowers(report) if one.is_awaited and one.obligation.id not in named]


def _timing(report: Report) -> dict[str, Any]:
    owed, now = report.obligation, clock.now()
    return {
        "punctuality": standing.punctuality(now, owed.due_at, owed.grace_until),
        "countdown": standing.countdown_words(owed.due_at, now),
    }


def _people(report: Report) -> dict[str, Any]:
    owed = report.obligation
    return {
        "signers": reads.people_of(report.unit_id, rules.SIGNERS, serving=True),
        "readers": reads.people_of(owed.receiver_id, FOCAL, serving=True) if owed.receiver_id else [],
    }


def _offered(report: Report, lines: list[Line]) -> dict[str, Any]:
    newest = queries.sending(person(), report.id)
    offered, is_read = steps_of(report, newest), newest is not None and newest.read_at is not None
    return {"offered": offered, "newest": newest, "is_read": is_read, "groups": [one for one in lines if not one.body]}


def steps_of(report: Report, newest: Sending | None) -> dict[str, Action]:
    """Return the steps of its own people that are buttons now, by name.

    Who may sign does not put forward to himself, and what its receiver opened (``newest``) is not recalled.
    """
    offered = {one.name: one for one in workflow.available(person(), report) if one.name in OWN}
    if "send" in offered:
        offered.pop("propose", None)
    if newest is not None and newest.read_at:
        offered.pop("recall", None)
    return offered


@bp.post("/bao-cao/<int:report_id>/buoc/<slug>")
@allow(rules.may_look)
def act(report_id: int, slug: str) -> Answer:
    report, action, form = fetch(report_id), found(workflow.by_slug.get(slug)), DeclineForm()
    if action.name == "return":
        abort(404)  # has a page of its own: which sections, and why each
    if action.needs_reason and not form.validate():
        return _refused(report, form, "", 422)
    try:
        carry_out(
            actor=person(), report=report, action=action.name, seen=request.form.get("da-xem", ""),
            reason=form.reason.data or "", version=whole_number(request.form.get("version")) or UNSEEN, key=form.key,
        )  # fmt: skip
    except ActionRefused as refused:
        return _not_done(report_id, form, refused)
    return _done(report, action.name)


def _not_done(report_id: int, form: DeclineForm, refused: ActionRefused) -> Answer:
    words, code = refusal_text(refused), CODES[refused.kind]
    db.session.rollback()
    if refused.kind is Refusal.NO_REASON:
        form.reason.errors, words = [refused.message], ""
    return _refused(fetch(report_id), form, words, code)


def _refused(report: Report, form: DeclineForm, words: str, code: int) -> Answer:
    """Show why nothing was done where it was tried: in the queue, on the writer's page, or on that of its readers."""
    if from_queue() and rules.may_receive(person().actor):
        return not_received(report, words, code)
    if rules.works_on(person(), report):
        return check_page(report, words, form), code
    if sending := queries.sending(person(), report.id):
        return sent_page(report, sending, refusal=words), code
    return abort(code)


def _done(report: Report, action: str) -> Answer:
    said = f"{workflow.actions[action].done}: {report.obligation.unit_name}, {report.obligation.period.title}."
    undo = _undo(report, {"accept": "unaccept", "propose": "take_back"}.get(action))
    if from_queue() and rules.receives(person(), report):
        return received(report, said, action, undo)
    if action != "send":
        flash({"text": said, **undo})
    return _to(url_for(LED_TO.get(action, ".check"), report_id=report.id))


def _undo(report: Report, action: str | None) -> dict[str, Any]:
    """Return what the message needs to offer "Hoàn tác", bound to the version that the step left."""
    if action is None:
        return {}
    url = url_for(".act", report_id=report.id, slug=workflow.actions[action].slug)
    fields = {"version": report.version} | ({"hang-doi": "1"} if from_queue() else {})
    return {"undo_url": url, "undo_label": "Hoàn tác", "fields": fields}


def _to(url: str) -> Answer:
    """Lead on: htmx by its header, so that the whole page follows; a plain form by redirection."""
    return Response("", 204, {"HX-Redirect": url}) if request.headers.get("HX-Request") else redirect(url, 303)
