"""Adding, correcting and removing a unit."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.clock import day_text, moment_text
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries, rules, services
from nam_tinh_hinh.people.forms.units import UnitForm
from nam_tinh_hinh.people.orders import UnitRefused
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.units import fetch_unit, unit_page, whole

KEPT = "Chữ của bạn vẫn ở dưới; bấm “Lưu đơn vị” lần nữa để ghi đè."
LABELS = {
    "name": "Tên đơn vị",
    "short_name": "Tên viết tắt",
    "symbol": "Ký hiệu",
    "kind": "Loại",
    "level": "Cấp",
    "parent": "Đơn vị cấp trên",
    "committee": "Cấp ủy cùng cấp",
    "valid_from": "Ngày bắt đầu",
    "valid_to": "Ngày kết thúc",
}


def refusal_text(refused: ActionRefused) -> str:
    """Return a refusal in words, with who was quicker and when."""
    if refused.earlier is None:
        return refused.message
    return f"{refused.message} {refused.earlier.actor_name} đã làm việc đó lúc {moment_text(refused.earlier.at)}."


def show_problems(form: object, refused: UnitRefused) -> list[str]:
    """Put each sentence at its field; return those that belong to no field of the form."""
    loose = []
    for name, sentence in refused.problems.items():
        if name in form:  # type: ignore[operator]
            form[name].errors = [*form[name].errors, sentence]  # type: ignore[index]
        else:
            loose.append(sentence)
    return loose


def _form(unit: Unit | None) -> UnitForm:
    given = {} if unit else {"valid_from": clock.today(), "parent_id": whole(request.args.get("truc-thuoc"))}
    form = UnitForm(obj=unit, data=given)
    units = [row for row in queries.tree_on(clock.today()) if unit is None or row.id != unit.id]
    form.offer(queries.kinds(), queries.levels(), units)
    for name in ("parent", "committee"):
        above = unit and getattr(unit, name)
        if above and above.valid_to is not None:
            form[f"{name}_id"].choices.append((above.id, f"{above.name} (đã kết thúc {day_text(above.valid_to)})"))
    return form


def _theirs(refused: ActionRefused) -> list[str]:
    """Say what someone else has written meanwhile."""
    details = refused.earlier.details if refused.earlier else None
    after = (details or {}).get("after") or {}
    return [f"{LABELS[name]} trên máy chủ nay là “{value}”." for name, value in after.items() if name in LABELS]


def _page(form: UnitForm, unit: Unit | None, code: int, others: list[str] | None = None) -> Answer:
    if unit and not form.version.data:
        form.version.data = str(services.seen_version(unit.id))
    return render_template("people/unit_form.html", form=form, unit=unit, others=others or []), code


@bp.route("/to-chuc/them", methods=["GET", "POST"])
@allow(rules.is_admin)
def unit_new() -> Answer:
    form = _form(None)
    if request.method == "GET" or not form.validate():
        return _page(form, None, 200 if request.method == "GET" else 422)
    try:
        unit = services.create_unit(actor=actor(), facts=form.facts(), key=form.key)
    except UnitRefused as refused:
        return _page(form, None, 422, show_problems(form, refused))
    flash(f"Đã thêm “{unit.name}”.")
    return redirect(url_for(".unit", unit_id=unit.id), 303)


@bp.route("/to-chuc/<int:unit_id>/sua", methods=["GET", "POST"])
@allow(rules.is_admin)
def unit_edit(unit_id: int) -> Answer:
    unit = fetch_unit(unit_id)
    form = _form(unit)
    if request.method == "GET" or not form.validate():
        return _page(form, unit, 200 if request.method == "GET" else 422)
    try:
        services.edit_unit(actor=actor(), unit=unit, facts=form.facts(), version=form.seen_version, key=form.key)
    except UnitRefused as refused:
        return _page(form, unit, 422, show_problems(form, refused))
    except ActionRefused as refused:
        form.version.data = ""
        return _page(form, unit, 409, [refusal_text(refused), *_theirs(refused), KEPT])
    flash(f"Đã lưu “{unit.name}”.")
    return redirect(url_for(".unit", unit_id=unit_id), 303)


@bp.post("/to-chuc/<int:unit_id>/xoa")
@allow(rules.is_admin)
def unit_remove(unit_id: int) -> Answer:
    unit = fetch_unit(unit_id)
    name = unit.name
    try:
        facts = services.remove_unit(actor=actor(), unit=unit)
    except UnitRefused as refused:
        return unit_page(unit, str(refused)), 422
    fields = {field: _typed(getattr(facts, field)) for field in facts.__dataclass_fields__}
    undo = {"undo_url": url_for(".unit_new"), "undo_label": "Hoàn tác", "fields": fields}
    flash({"text": f"Đã xóa “{name}”.", **undo})
    return redirect(url_for(".units"), 303)


def _typed(value: object) -> str:
    return day_text(value) if hasattr(value, "year") else "" if value is None else str(value)  # type: ignore[arg-type]
