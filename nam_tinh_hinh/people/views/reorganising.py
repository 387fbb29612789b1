"""Merge, split, rename, close: choose, read the dry run, confirm; and undo."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries, rules, services
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.forms.reorganising import MOST_HEIRS, OrderForm
from nam_tinh_hinh.people.orders import Order, UnitRefused
from nam_tinh_hinh.people.queries.reorganising import Plan
from nam_tinh_hinh.people.queries.unit_tree import UnitFilters
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.unit_editing import refusal_text, show_problems
from nam_tinh_hinh.people.views.units import fetch_unit, whole

SLUGS = {Change.MERGE: "sap-nhap", Change.SPLIT: "chia-tach", Change.RENAME: "doi-ten", Change.CLOSE: "ket-thuc"}
ONE_ONLY = frozenset({Change.SPLIT, Change.RENAME})
HEIR = {
    Change.MERGE: "Đơn vị mới (ghi tên bên dưới)",
    Change.SPLIT: "Đơn vị mới (ghi tên bên dưới)",
    Change.CLOSE: "Không có",
    Change.RENAME: "",
}
SHOWN = 30


def _change(text: str | None) -> Change:
    return next((change for change, slug in SLUGS.items() if slug == text), Change.MERGE)


def _chosen() -> list[Unit]:
    asked = request.values.getlist("don-vi")[:50]
    ids = dict.fromkeys(one for one in map(whole, asked) if one)
    units = [queries.unit(one) for one in ids]
    return [unit for unit in units if unit]


@bp.get("/to-chuc/sap-nhap")
@allow(rules.is_admin)
def reorganisations() -> Answer:
    """Choose what to do and with which units; below it, what was done before."""
    change, words = _change(request.args.get("viec")), clean_line(request.args.get("tim", ""))[:100]
    chosen = [unit for unit in _chosen() if unit.valid_to is None]
    ids = {unit.id for unit in chosen}
    rows = [row for row in queries.filtered(UnitFilters(words=words)) if row.valid_to is None and row.id not in ids]
    return render_template(
        "people/reorganise_choose.html", change=change, slugs=SLUGS, words=words, chosen=chosen, rows=rows[:SHOWN],
        more=max(0, len(rows) - SHOWN), done=queries.reorganisations(), one_only=change in ONE_ONLY,
    )  # fmt: skip


@bp.route("/to-chuc/sap-nhap/moi", methods=["GET", "POST"])
@allow(rules.is_admin)
def reorganise() -> Answer:
    """Step 2 says what comes of it; step 3 shows the dry run; confirming it does it."""
    change, chosen = _change(request.values.get("viec")), _chosen()
    if request.method == "GET" and (fault := _wrong_choice(change, chosen)):
        flash(fault, "error")
        return redirect(_choose(change, chosen), 303)
    found(chosen or None)
    form = _form(change, chosen)
    if request.method == "GET" or request.form.get("buoc") == "sua":
        return _form_page(form, change, chosen)
    if not form.validate():
        return _form_page(form, change, chosen, code=422)
    return _order(form, change, chosen)


def _wrong_choice(change: Change, chosen: list[Unit]) -> str:
    if not chosen:
        return "Chọn ít nhất một đơn vị."
    if change in ONE_ONLY and len(chosen) > 1:
        return f"{change.label} làm với từng đơn vị một: chỉ để lại một đơn vị."
    return ""


def _choose(change: Change, chosen: list[Unit]) -> str:
    return url_for(".reorganisations", viec=SLUGS[change], **{"don-vi": [unit.id for unit in chosen]})


def heirs_asked(change: Change) -> int:
    """Return for how many heirs the form has fields: a split begins with two and may ask for more."""
    if change is Change.SPLIT:
        return min(max(whole(request.values.get("so-don-vi")) or 2, 2), MOST_HEIRS)
    return 0 if change is Change.RENAME else 1


def _form(change: Change, chosen: list[Unit]) -> OrderForm:
    first = chosen[0]
    given: dict[str, Any] = {
        name: getattr(first, name) for name in ("kind_id", "level_id", "parent_id", "committee_id")
    }
    if change is Change.RENAME:
        given |= {"name0": first.name, "short_name0": first.short_name, "symbol0": first.symbol}
    form = OrderForm(data=given | {"day": clock.today()})
    gone = {unit.id for unit in chosen}
    units = [row for row in queries.tree_on(clock.today()) if row.valid_to is None and row.id not in gone]
    form.offer(queries.kinds(), queries.levels(), units, HEIR[change])
    return form


def _form_page(
    form: OrderForm, change: Change, chosen: list[Unit], others: list[str] | None = None, code: int = 200
) -> Answer:
    html = render_template(
        "people/reorganise_form.html", form=form, change=change, slug=SLUGS[change], chosen=chosen,
        heirs=heirs_asked(change), others=others or [], back=_choose(change, chosen), most=MOST_HEIRS,
        Change=Change,
    )  # fmt: skip
    return html, code


def _order(form: OrderForm, change: Change, chosen: list[Unit]) -> Answer:
    order = form.order(change, chosen, heirs_asked(change), request.form)
    confirmed = request.form.get("buoc") == "xac-nhan"
    try:
        if confirmed:
            row = services.reorganise(actor=actor(), order=order, seen=form.seen.data or "", key=form.key)
            return _done(row)
        plan = services.plan_reorganisation(order)
    except UnitRefused as refused:
        return _refused(form, order, chosen, refused)
    except ActionRefused as refused:
        return _moved_on(form, order, chosen, refused)
    return _plan_page(form, order, chosen, plan)


def _done(row: Any) -> Answer:
    flash(f"Đã ghi: {row.change.label.lower()} {row.note}.")
    return redirect(url_for(".reorganisation", reorganisation_id=row.id), 303)


def _refused(form: OrderForm, order: Order, chosen: list[Unit], refused: UnitRefused) -> Answer:
    """Show the dry run again when only it can be mended there, else the form."""
    loose = show_problems(form, refused)
    if set(refused.problems) <= {"knows", "heir"} and request.form.get("buoc") == "xac-nhan":
        return _plan_page(form, order, chosen, queries.plan(order), [*refused.problems.values()], 422)
    return _form_page(form, order.change, chosen, loose, 422)


def _moved_on(form: OrderForm, order: Order, chosen: list[Unit], refused: ActionRefused) -> Answer:
    words = refusal_text(refused)
    if refused.earlier is not None or any(unit.valid_to for unit in chosen):
        return _form_page(form, order.change, chosen, [words], 409)
    return _plan_page(form, order, chosen, queries.plan(order), [words], 409)


def _plan_page(
    form: OrderForm, order: Order, chosen: list[Unit], plan: Plan, others: list[str] | None = None, code: int = 200
) -> Answer:
    names = [heir.name if not isinstance(heir, int) else fetch_unit(heir).name for heir in order.heirs]
    html = render_template(
        "people/reorganise_plan.html", form=form, order=order, change=order.change, slug=SLUGS[order.change],
        chosen=chosen, plan=plan, names=names, others=others or [], heirs=heirs_asked(order.change),
        kept=_kept(), Change=Change,
    )  # fmt: skip
    return html, code


def _kept() -> list[tuple[str, str]]:
    """Return what was typed in step 2, to go with the confirmation."""
    own = {"csrf_token", "form_key", "buoc", "seen", "knows"}
    return [(k, v) for k, v in request.form.items(multi=True) if k not in own and not k.startswith("chon-")]


@bp.get("/to-chuc/sap-nhap/<int:reorganisation_id>")
@allow(rules.is_admin)
def reorganisation(reorganisation_id: int) -> Answer:
    return _show(reorganisation_id)


def _show(reorganisation_id: int, refusal: str = "") -> str:
    row = found(queries.reorganisation(reorganisation_id))
    event = queries.reorganisation_event(row.id)
    reasons = [] if row.undone_at else queries.stands_on(row)
    return render_template("people/reorganisation.html", row=row, event=event, reasons=reasons, refusal=refusal)


@bp.post("/to-chuc/sap-nhap/<int:reorganisation_id>/hoan-tac")
@allow(rules.is_admin)
def reorganisation_undo(reorganisation_id: int) -> Answer:
    row = found(queries.reorganisation(reorganisation_id))
    key = request.form.get("form_key", "")
    try:
        services.undo_reorganisation(actor=actor(), row=row, key=key if len(key) == 32 and key.isalnum() else None)
    except ActionRefused as refused:
        return _show(reorganisation_id, refusal_text(refused)), 409
    flash(f"Đã hoàn tác: {row.note}. Người và hồ sơ trở về đơn vị cũ.")
    return redirect(url_for(".reorganisation", reorganisation_id=reorganisation_id), 303)
