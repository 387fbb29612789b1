"""What is in a case: put in by what is alike, by words, or from an observation's own page; taken out again."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key, whole_number
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import SHARED
from nam_tinh_hinh.situation.queries import case_items as queries
from nam_tinh_hinh.situation.queries import casework
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services import casework as services
from nam_tinh_hinh.situation.tables import CaseFile, Observation
from nam_tinh_hinh.situation.views.base import bp, fetch, person, refusal_text
from nam_tinh_hinh.situation.views.case_opening import MOST_ITEMS
from nam_tinh_hinh.situation.views.case_pages import case_page
from nam_tinh_hinh.situation.views.case_parts import fetch_case, to_case
from nam_tinh_hinh.situation.views.parts import OPENS, about


@bp.route("/vu-viec/<int:case_id>/noi-dung", methods=["GET", "POST"])
@allow(rules.keeps_desk)
def case_add(case_id: int) -> Answer:
    case = fetch_case(case_id)
    if request.method == "GET":
        return _adding_page(case)
    ids = [one for text in request.form.getlist("noi-dung")[:MOST_ITEMS] if (one := whole_number(text))]
    try:
        number = services.add_items(actor=person(), case=case, observation_ids=ids, key=form_key())
    except ActionRefused as refused:
        return _adding_page(case, ids, refusal_text(refused)), CODES[refused.kind]
    flash(f"Đã đưa {number} nội dung vào vụ việc." if number else "Nội dung này đã có trong vụ việc.")
    return to_case(case_id, _anchor="nd-vu-viec")


def _adding_page(case: CaseFile, ticked: list[int] | None = None, refusal: str = "") -> str:
    words = asked.words("tu-khoa")
    if words:
        page = queries.found_by_words(person(), case.id, words, asked.page_number())
    else:
        page = queries.speaking_of(person(), case)
    return render_template(
        "situation/cases/add.html", case=case, page=page, words=words, ticked=ticked or (), refusal=refusal,
        has_errors=bool(refusal), here=url_for(".case_add", case_id=case.id),
        post_url=url_for(".case_add", case_id=case.id, **({"tu-khoa": words, "trang": page.number} if words else {})),
        page_url=lambda n: url_for(".case_add", case_id=case.id, **{"tu-khoa": words, "trang": n}),
    )  # fmt: skip


@bp.post("/vu-viec/<int:case_id>/noi-dung/<int:observation_id>/bo")
@allow(rules.keeps_desk)
def case_take_out(case_id: int, observation_id: int) -> Answer:
    case = fetch_case(case_id)
    try:
        services.take_out(actor=person(), case=case, observation_id=observation_id, key=form_key())
    except ActionRefused as refused:
        return case_page(case, refusal=refusal_text(refused)), CODES[refused.kind]
    back = {"undo_url": url_for(".case_add", case_id=case_id), "fields": {"noi-dung": observation_id}}
    flash({"text": "Đã đưa nội dung ra khỏi vụ việc.", **back})
    return to_case(case_id, _anchor="nd-vu-viec")


@bp.get("/phan-anh/<int:observation_id>/vu-viec")
@allow(rules.may_look)
def cases_of(observation_id: int) -> Answer:
    return _cases_page(fetch(observation_id))


def _cases_page(row: Observation, refusal: str = "") -> str:
    one = person()
    may_put = rules.keeps_desk(one.actor) and row.stage in SHARED
    return render_template(
        "situation/cases/of_observation.html", **about(row), there=queries.cases_with(one, row.id),
        open_cases=queries.cases_for(one, row) if may_put else [], may_put=may_put, refusal=refusal,
        has_errors=bool(refusal),
    )  # fmt: skip


@bp.post("/phan-anh/<int:observation_id>/vu-viec")
@allow(rules.keeps_desk)
def put_in_case(observation_id: int) -> Answer:
    row = fetch(observation_id)
    case_id = whole_number(request.form.get("vu-viec"))
    if case_id is None:
        return _cases_page(row, "Chọn vụ việc."), 422
    case = found(casework.case(person(), case_id))
    try:
        services.add_items(actor=person(), case=case, observation_ids=[row.id], key=form_key())
    except ActionRefused as refused:
        return _cases_page(row, refusal_text(refused)), CODES[refused.kind]
    back = {"undo_url": url_for(".case_take_out", case_id=case.id, observation_id=row.id)}
    flash({"text": f"Đã đưa nội dung này vào vụ việc “{case.title}”.", **back})
    return redirect(url_for(".cases_of", observation_id=row.id), 303)


def _has_cases(one: Reach, row: Observation) -> bool:
    return (rules.keeps_desk(one.actor) and row.stage in SHARED) or bool(queries.cases_with(one, row.id))


OPENS["situation.cases_of"] = _has_cases
