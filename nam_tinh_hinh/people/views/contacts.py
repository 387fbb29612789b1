"""The directory of focal points: shared with everyone who has a hat, kept by each unit."""

from itertools import groupby

from flask import abort, flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock, history, pdf
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import phones, queries, services
from nam_tinh_hinh.people.documents import places
from nam_tinh_hinh.people.forms.contacts import ContactForm
from nam_tinh_hinh.people.queries import ContactFilters
from nam_tinh_hinh.people.rules import edits_contacts_of, has_hat, is_admin, keeps_contacts
from nam_tinh_hinh.people.services.contacts import CONTACT
from nam_tinh_hinh.people.tables import ContactPoint
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor, bp


def _filters() -> ContactFilters:
    return ContactFilters(words=asked.words("tu-khoa"), unit_id=asked.number("don-vi"))


@bp.get("/danh-ba")
@allow(has_hat)
def contacts() -> Answer:
    filters, page, today = _filters(), asked.page_number(), clock.today()
    rows, total = queries.contacts_page(filters, today, page)
    html = render(
        "people/contacts.html", asked.block("danh_sach"), total=total, page=page, per_page=PER_PAGE,
        groups=[(unit, list(some)) for unit, some in groupby(rows, key=lambda row: row.unit)], filters=filters,
        units=queries.unit_labels(today, with_contacts=True, most=500), keeps=keeps_contacts(actor()),
        edits=lambda unit_id: edits_contacts_of(actor(), unit_id), layout_codes=exports.LAYOUT_CODES,
        dials=lambda text: [(number, phones.dialled(number)) for number in phones.numbers(text)],
        page_url=lambda n: url_for(".contacts", **filters.as_args(), trang=n), none_of_mine=_none_of_mine(),
    )  # fmt: skip
    return html, 200, {"Vary": "HX-Request"}


def _none_of_mine() -> bool:
    one = actor()
    return keeps_contacts(one) and not is_admin(one) and not queries.has_contacts(one.unit_id or 0)


@bp.get("/danh-ba/danh-ba.pdf")
@allow(has_hat)
def contacts_pdf() -> Answer:
    paper = places.directory(
        _filters(), setting=exports.setting(), on_day=clock.today(), number=exports.paper_number(),
        day=exports.paper_day() or clock.today(),
    )  # fmt: skip
    html = render_template("print/table.html", paper=paper)
    return exports.exported(lambda: pdf.render(html), "application/pdf", "danh-ba-dau-moi.pdf", "directory")


@bp.get("/danh-ba/danh-ba.xlsx")
@allow(has_hat)
def contacts_xlsx() -> Answer:
    filters = _filters()
    return exports.exported(
        lambda: places.directory_sheet(filters, clock.today()), asked.XLSX, "danh-ba-dau-moi.xlsx", "directory"
    )


@bp.route("/danh-ba/them", methods=["GET", "POST"])
@allow(keeps_contacts)
def contact_new() -> Answer:
    form = _form(None, asked.number("don-vi") or actor().unit_id)
    if request.method == "GET" or not form.validate():
        return _form_page(form, None, 200 if request.method == "GET" else 422)
    unit_id = form.unit_name.picked if is_admin(actor()) else actor().unit_id
    if unit_id is None:
        form.unit_name.errors = ["Ghi tên đơn vị của đầu mối."]
        return _form_page(form, None, 422)
    point = services.add_contact(actor=actor(), unit_id=unit_id, facts=form.facts(), key=form.key)
    flash(f"Đã thêm {point.name} vào danh bạ.")
    return redirect(url_for(".contacts", **{"don-vi": unit_id}), 303)


@bp.route("/danh-ba/<int:contact_id>/sua", methods=["GET", "POST"])
@allow(keeps_contacts)
def contact_edit(contact_id: int) -> Answer:
    point = _own(contact_id)
    form = _form(point, None)
    if request.method == "GET":
        form.version.data = str(point.version)
    if request.method == "GET" or not form.validate():
        return _form_page(form, point, 200 if request.method == "GET" else 422)
    try:
        services.edit_contact(
            actor=actor(), point=point, facts=_chosen(form, point), version=form.seen_version, key=form.key
        )
    except ActionRefused as refused:
        return _conflict(form, point, refused)
    flash(f"Đã lưu {point.name}.")
    return redirect(url_for(".contacts", **{"don-vi": point.unit_id}), 303)


def _own(contact_id: int) -> ContactPoint:
    point = found(queries.contact(contact_id, clock.today()))
    if not edits_contacts_of(actor(), point.unit_id):
        abort(403)
    return point


def _chosen(form: ContactForm, point: ContactPoint) -> dict[str, str]:
    """Return the facts typed, but the server's where the person chose it on the conflict page."""
    taken = {name: getattr(point, name) for name in request.form.getlist("lay") if name in services.CONTACT_FACTS}
    return form.facts() | taken


def _conflict(form: ContactForm, point: ContactPoint, refused: ActionRefused) -> Answer:
    db.session.refresh(point)
    form.version.data = str(point.version)
    return _form_page(form, point, asked.CODES[refused.kind], refused)


def _form(point: ContactPoint | None, unit_id: int | None) -> ContactForm:
    form = ContactForm(obj=point) if point else ContactForm()
    if point is None and is_admin(actor()):
        form.unit_name.offer(queries.unit_labels(clock.today()), unit_id)
    else:
        del form.unit_name
    return form


def _form_page(
    form: ContactForm, point: ContactPoint | None, code: int, refused: ActionRefused | None = None
) -> tuple[str, int]:
    html = render_template(
        "people/contact_form.html", form=form, point=point, refusal=refused.message if refused else "",
        server_event=refused and refused.earlier, differences=form.differences(point) if refused and point else [],
        chooses_unit=point is None and is_admin(actor()),
    )  # fmt: skip
    return html, code


@bp.post("/danh-ba/<int:contact_id>/xoa")
@allow(keeps_contacts)
def contact_delete(contact_id: int) -> Answer:
    key = asked.form_key()
    if history.replayed(key, actor(), CONTACT):
        return redirect(url_for(".contacts"), 303)
    point = _own(contact_id)
    name, unit_id = point.name, point.unit_id
    event = services.delete_contact(actor=actor(), point=point, key=key)
    flash({"text": f"Đã bỏ {name} khỏi danh bạ.", "undo_url": url_for(".contact_restore", event_id=event.id)})
    return redirect(url_for(".contacts", **({} if is_admin(actor()) else {"don-vi": unit_id})), 303)


@bp.post("/danh-ba/hoan-tac/<int:event_id>")
@allow(keeps_contacts)
def contact_restore(event_id: int) -> Answer:
    event = found(db.session.get(history.Event, event_id))
    if event.action != "delete_contact" or event.actor_id != actor().user_id:
        abort(404)
    try:
        services.restore_contact(actor=actor(), event=event, key=asked.form_key())
    except ActionRefused as refused:
        flash(refused.message, "error")
    else:
        flash("Đã lấy lại đầu mối vừa bỏ.")
    return redirect(url_for(".contacts"), 303)
