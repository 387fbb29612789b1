"""One case: its page, its paper, what is written into it, its reviews and its actions."""

from collections.abc import Callable
from typing import Any

from flask import flash, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock, uploads
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key
from nam_tinh_hinh.kernel.paging import PER_PAGE, Page
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.documents import casework as documents
from nam_tinh_hinh.situation.enums import CaseEntryKind, CaseStage
from nam_tinh_hinh.situation.forms.casework import ActForm, EntryForm, ReviewForm
from nam_tinh_hinh.situation.queries import casework as queries
from nam_tinh_hinh.situation.queries.guiding import about_case
from nam_tinh_hinh.situation.services import case_entries
from nam_tinh_hinh.situation.services import casework as services
from nam_tinh_hinh.situation.standing import is_late
from nam_tinh_hinh.situation.tables import CaseEntry, CaseFile
from nam_tinh_hinh.situation.views import papers
from nam_tinh_hinh.situation.views.base import bp, person, refusal_text
from nam_tinh_hinh.situation.views.case_parts import (
    Line,
    fetch_case,
    guiding_url,
    seen_version,
    shown_files,
    timeline,
    to_case,
)
from nam_tinh_hinh.situation.workflow import CASE, case_workflow


@bp.get("/vu-viec/<int:case_id>")
@allow(rules.may_look)
def case(case_id: int) -> Answer:
    return case_page(fetch_case(case_id))


def case_page(
    case: CaseFile, *, entry: EntryForm | None = None, review: ReviewForm | None = None, act: ActForm | None = None,
    refusal: str = "",
) -> str:  # fmt: skip
    """Render a case's page, with the form that was refused and the sentence that says why."""
    one, written, today = person(), queries.entries(case.id), clock.today()
    lines = _lines_page(timeline(case, written))
    forms = [form for form in (entry, review, act) if form]
    return render_template(
        "situation/cases/show.html", case=case, today=today, lines=lines, files=_files(lines), asked_for=forms,
        items=queries.items_page(one, case.id, asked.page_number()), is_late=lambda row: is_late(row, clock.now()),
        measure=next((row for row in written if row.kind is CaseEntryKind.MEASURE), None),
        entry_form=entry or EntryForm(formdata=None, on_day=today), review_form=review or ReviewForm(formdata=None),
        act_form=act or ActForm(formdata=None), actions=case_workflow.available(one, case), refusal=refusal,
        has_errors=bool(refusal or any(form.errors for form in forms)), alive=case.stage is not CaseStage.CLOSED,
        leads=rules.leads_case(one, case), works=rules.works_on_case(one, case), guiding=guiding_url(case),
        guidances=about_case(one, case.id),
        may_change=lambda row: case_entries.may_change(one, case, row),
        may_remove=lambda row: case_entries.may_remove(one, case, row), layout_codes=exports.LAYOUT_CODES,
        page_url=lambda n: url_for(".case", case_id=case.id, trang=n, _anchor="nd-vu-viec"),
        lines_url=lambda n: url_for(".case", case_id=case.id, **{"trang-db": n}, _anchor="dien-bien"),
    )  # fmt: skip


def _lines_page(lines: list[Line]) -> Page[Line]:
    last = Page((), 1, len(lines)).last
    number = min(max(asked.number("trang-db") or 1, 1), last)
    return Page(lines[(number - 1) * PER_PAGE : number * PER_PAGE], number, len(lines))


def _files(lines: Page[Line]) -> dict[int, list[Any]]:
    entries = {line.entry.id: line.entry for line in lines.rows if line.entry}
    hanging = uploads.attached(case_entries.ENTRY, entries)
    return {one: shown_files(entry, hanging[one]) for one, entry in entries.items()}


@bp.get("/vu-viec/<int:case_id>/ho-so.pdf")
@allow(rules.may_look)
def case_pdf(case_id: int) -> Answer:
    paper = documents.dossier(person(), fetch_case(case_id), setting=papers.own_letterhead())
    return papers.as_pdf(paper, f"ho-so-vu-viec-{case_id}", CASE, case_id, template=papers.PROSE)


@bp.post("/vu-viec/<int:case_id>/viec/<slug>")
@allow(rules.keeps_desk)
def case_act(case_id: int, slug: str) -> Answer:
    case, action, form = fetch_case(case_id), found(case_workflow.by_slug.get(slug)), ActForm()
    if not form.validate():
        return case_page(case, act=form), 422
    try:
        services.act(
            actor=person(), case=case, action=action.name, reason=form.reason.data or "",
            review_on=form.review_on.data, version=seen_version(), key=form.key,
        )  # fmt: skip
    except ActionRefused as refused:
        return case_page(case, act=form, refusal=refusal_text(refused)), CODES[refused.kind]
    flash({"text": f"{action.done}.", **_way_back(case)})
    return to_case(case_id)


def _way_back(case: CaseFile) -> dict[str, Any]:
    """Return the button that undoes what needs no words; what was said with a reason is answered with one."""
    back = {CaseStage.WATCHED: "xu-ly-tiep", CaseStage.OPEN: "theo-doi"}.get(case.stage)
    if back is None or request.form.get("reason"):
        return {}
    return {"undo_url": url_for(".case_act", case_id=case.id, slug=back), "fields": {"version": case.version}}


@bp.post("/vu-viec/<int:case_id>/xem-lai")
@allow(rules.keeps_desk)
def case_review(case_id: int) -> Answer:
    case, form = fetch_case(case_id), ReviewForm()
    if not form.validate():
        return case_page(case, review=form), 422
    try:
        services.review(
            actor=person(), case=case, words=form.found.data, review_on=form.next_on.data, version=seen_version(),
            key=form.key,
        )  # fmt: skip
    except ActionRefused as refused:
        return case_page(case, review=form, refusal=refusal_text(refused)), CODES[refused.kind]
    flash({"text": "Đã ghi rà soát và đặt ngày xem lại.", "forget": f"xem-lai-{case_id}"})
    return to_case(case_id)


@bp.post("/vu-viec/<int:case_id>/ghi")
@allow(rules.handles)
def case_write(case_id: int) -> Answer:
    case, form = fetch_case(case_id), EntryForm()
    if not form.validate():
        return case_page(case, entry=form), 422
    try:
        row = case_entries.write_entry(
            actor=person(), case=case, kind=CaseEntryKind(form.kind.data), on_day=form.on_day.data,
            words=form.words.data, key=form.key,
        )  # fmt: skip
    except ActionRefused as refused:
        return case_page(case, entry=form, refusal=refusal_text(refused)), CODES[refused.kind]
    said = f"Đã ghi {row.kind.label.lower()}. Muốn kèm tệp thì thêm ngay ở mục vừa ghi."
    flash({"text": said, "forget": f"ghi-vu-viec-{case_id}"})
    return to_case(case_id, moi=row.id, _anchor=f"muc-{row.id}")


def _changed(case_id: int, entry_id: int, verb: Callable[..., None], said: dict[str, Any]) -> Answer:
    case, row = fetch_case(case_id), _entry(case_id, entry_id)
    try:
        verb(actor=person(), case=case, entry=row, key=form_key())
    except ActionRefused as refused:
        return case_page(case, refusal=refusal_text(refused)), CODES[refused.kind]
    flash(said)
    return to_case(case_id, _anchor="dien-bien")


def _entry(case_id: int, entry_id: int) -> CaseEntry:
    return found(queries.entry(case_id, entry_id))


@bp.post("/vu-viec/<int:case_id>/ghi/<int:entry_id>/bo")
@allow(rules.handles)
def case_remove(case_id: int, entry_id: int) -> Answer:
    back = url_for(".case_restore", case_id=case_id, entry_id=entry_id)
    return _changed(case_id, entry_id, case_entries.remove_entry, {"text": "Đã bỏ mục vừa chọn.", "undo_url": back})


@bp.post("/vu-viec/<int:case_id>/ghi/<int:entry_id>/lay-lai")
@allow(rules.handles)
def case_restore(case_id: int, entry_id: int) -> Answer:
    return _changed(case_id, entry_id, case_entries.restore_entry, {"text": "Đã lấy lại mục đã bỏ."})
