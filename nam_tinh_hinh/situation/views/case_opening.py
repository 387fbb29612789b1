"""Opening a case - from chosen observations, from a suggestion, from nothing yet - and editing what it says."""

from collections.abc import Sequence

from flask import flash, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, whole_number
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import queries as people
from nam_tinh_hinh.people.queries.contacts import unit_labels
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import queries as room
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.forms.casework import CaseForm
from nam_tinh_hinh.situation.queries import case_items, case_suggestions
from nam_tinh_hinh.situation.queries.casework import house_of
from nam_tinh_hinh.situation.services import casework as services
from nam_tinh_hinh.situation.tables import CaseFile, Observation
from nam_tinh_hinh.situation.views.base import bp, person, refusal_text
from nam_tinh_hinh.situation.views.case_parts import fetch_case, seen_version, to_case

MOST_ITEMS, TITLE_LENGTH = 500, 120
KEPT = "vu-viec-moi"


@bp.route("/vu-viec/lap", methods=["GET", "POST"])
@allow(rules.keeps_desk)
def open_case() -> Answer:
    form = _offered(CaseForm())
    if request.method == "GET":
        return _opening_page(form, _preset(form), 200)
    ids = _ids(request.form.getlist("noi-dung"))
    if not form.validate():
        return _opening_page(form, _shown(ids), 422, ids)
    try:
        case = services.open_case(
            actor=person(), facts=form.facts(), review_on=form.review_on.data, observation_ids=ids, key=form.key
        )
    except ActionRefused as refused:
        return _opening_page(form, _shown(ids), CODES[refused.kind], ids, refused.message)
    flash({"text": "Đã lập vụ việc. Ghi biện pháp đầu tiên ở dưới.", "forget": KEPT})
    return to_case(case.id)


def _offered(form: CaseForm, case: CaseFile | None = None) -> CaseForm:
    today = clock.today()
    topics = room.topics([one for one in (house_of(person()),) if one], also=case.topic_id if case else None)
    form.offer(topics, people.area_labels(today), unit_labels(today))
    return form


def _ids(typed: Sequence[str]) -> list[int]:
    return [one for text in typed[:MOST_ITEMS] if (one := whole_number(text))]


def _shown(ids: list[int]) -> Sequence[Observation]:
    return case_items.chosen(person(), ids)


def _preset(form: CaseForm) -> Sequence[Observation]:
    """Return what the address asks to begin with, and fill the form from it."""
    first, ids = asked.number("goi-y"), _ids(request.args.getlist("noi-dung"))
    suggestion = case_suggestions.suggestion(person(), first) if first else None
    rows = _shown(list(suggestion.ids) if suggestion else [first] if first else ids)
    form.unit_name.offer(form.unit_name.options, house_of(person()))
    if suggestion:
        form.summary.data = f"Việc này được {suggestion.reason}."
    if leading := next((row for row in rows if suggestion and row.id == suggestion.first), next(iter(rows), None)):
        form.title.data, form.topic_id.data = _title(leading.content), leading.topic_id
        areas = {row.area_id for row in rows}
        form.area_name.offer(form.area_name.options, leading.area_id if len(areas) == 1 else None)
    return rows


def _title(content: str) -> str:
    """Return the first sentence, cut at a word where it is long."""
    sentence = content.splitlines()[0].split(". ")[0].rstrip(".")
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    return sentence[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _opening_page(
    form: CaseForm, rows: Sequence[Observation], code: int, ticked: list[int] | None = None, refusal: str = ""
) -> Answer:
    html = render_template(
        "situation/cases/form.html", form=form, case=None, rows=rows, ticked=ticked, refusal=refusal,
        has_errors=bool(refusal or form.errors), kept_as=KEPT, stored=None,
    )  # fmt: skip
    return html, code


@bp.route("/vu-viec/<int:case_id>/sua", methods=["GET", "POST"])
@allow(rules.keeps_desk)
def case_edit(case_id: int) -> Answer:
    case = fetch_case(case_id)
    form = _offered(CaseForm(), case)
    del form.review_on
    if request.method == "GET":
        form.show(case)
        return _edit_page(form, case, 200)
    if not form.validate():
        return _edit_page(form, case, 422)
    try:
        services.edit_case(actor=person(), case=case, facts=form.facts(), version=seen_version(), key=form.key)
    except ActionRefused as refused:
        return _edit_page(form, case, CODES[refused.kind], refused)
    flash({"text": "Đã lưu vụ việc.", "forget": _kept(case)})
    return to_case(case_id)


def _kept(case: CaseFile) -> str:
    return f"vu-viec-{case.id}"


def _edit_page(form: CaseForm, case: CaseFile, code: int, refused: ActionRefused | None = None) -> Answer:
    stale = refused is not None and refused.kind is Refusal.MOVED_ON
    if stale:  # what was typed is shown beside what is there now; saving again is meant
        form.version.data = str(case.version)
    html = render_template(
        "situation/cases/form.html", form=form, case=case, rows=(), ticked=None,
        refusal=refusal_text(refused) if refused else "", has_errors=bool(refused or form.errors),
        kept_as=_kept(case), stored=case if stale else None, back=url_for(".case", case_id=case.id),
    )  # fmt: skip
    return html, code
