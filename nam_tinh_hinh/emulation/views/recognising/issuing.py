"""What the two issue pages of this matter share: the form, the number to come, the draft."""

from typing import Any

from flask import Response
from werkzeug.datastructures import MultiDict

from nam_tinh_hinh.emulation.forms.recognising import IssueForm
from nam_tinh_hinh.kernel import clock, pdf
from nam_tinh_hinh.kernel.access import found
from nam_tinh_hinh.kernel.asked import PDF
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.queries import issuing as queries
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import actor

UNKNOWN = "chưa cấp được"


def issue_form(typed: MultiDict[str, Any] | None = None) -> IssueForm:
    """Return the form of an issue page, with what was typed or the usual; 404 for who issues for no unit."""
    issuers = queries.issuers(actor())
    form = IssueForm(typed) if typed else IssueForm(formdata=None)
    form.offer(issuers, clock.today())
    first = found(issuers[0] if issuers else None)
    if form.unit_id.data not in {unit.id for unit in issuers} and not form.is_submitted():
        form.unit_id.data = first.id
    if form.layout_code.data not in exports.LAYOUT_CODES and not form.is_submitted():
        form.layout_code.data = next(iter(exports.LAYOUT_CODES))
    return form


def next_number(form: IssueForm, kind: PaperKind) -> str:
    """Return the number that the paper would get now, in digits; words when none can be given on that day."""
    try:
        return f"{queries.next_number(form.unit_id.data, kind, form.day.data or clock.today()):02d}"
    except ActionRefused as refused:
        return f"{UNKNOWN}: {refused.message}"


def preview(html: str, name: str, subject: str, subject_id: int | None = None) -> Response:
    """Answer with the draft as it would go out, "DỰ THẢO" across it."""
    return exports.exported(lambda: pdf.render(html), PDF, name, subject, subject_id)
