"""Areas: the tree, one area with its history, entering, changing and deleting them."""

from flask import Response, abort, flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.documents import places
from nam_tinh_hinh.people.forms.areas import AreaForm
from nam_tinh_hinh.people.queries import AreaFilters
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.rules import assigns, has_hat, is_admin
from nam_tinh_hinh.people.services.areas import AREA
from nam_tinh_hinh.people.tables import Area
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.events import log_of


def _filters() -> AreaFilters:
    return AreaFilters(
        words=asked.words("tu-khoa"),
        kind_id=asked.number("loai"),
        pilot=request.args.get("thi-diem") == "1",
        ended_too=request.args.get("ca-cu") == "1",
    )


@bp.get("/dia-ban")
@allow(has_hat)
def areas() -> Answer:
    filters, page, today = _filters(), asked.page_number(), clock.today()
    nodes = queries.area_tree(filters, today)
    shown = nodes[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = queries.areas_by_ids([node.id for node in shown])
    html = render(
        "people/areas.html", asked.block("danh_sach"), rows=list(zip(shown, rows, strict=True)), today=today,
        totals=queries.totals(nodes), page=page, per_page=PER_PAGE, filters=filters, kinds=queries.area_kinds(),
        edits=is_admin(actor()), page_url=lambda n: url_for(".areas", **filters.as_args(), trang=n),
    )  # fmt: skip
    return html, 200, {"Vary": "HX-Request"}


@bp.get("/dia-ban/danh-sach.xlsx")
@allow(has_hat)
def areas_xlsx() -> Answer:
    filters = _filters()
    return exports.exported(lambda: places.area_sheet(filters, clock.today()), asked.XLSX, "dia-ban.xlsx", "area_list")


def _fetch(area_id: int) -> Area:
    return found(queries.area(area_id))


@bp.get("/dia-ban/<int:area_id>")
@allow(has_hat)
def area(area_id: int) -> Answer:
    return _area_page(_fetch(area_id))


def _area_page(one: Area, refusal: str = "") -> str:
    today, postings = clock.today(), queries.postings_of_area(one.id)
    return render_template(
        "people/area.html", area=one, postings=postings, below=queries.areas_below(one.id, today), today=today,
        posts=queries.posts_on({row.user_id for row in postings}, today), refusal=refusal, edits=is_admin(actor()),
        assigns=assigns(actor()), events=log_of(AREA, one.id), seen=_seen(one.id),
    )  # fmt: skip


def _seen(area_id: int) -> int:
    newest = history.last(AREA, area_id)
    return newest.id if newest else 0


@bp.route("/dia-ban/them", methods=["GET", "POST"])
@allow(is_admin)
def area_new() -> Answer:
    form = _form(None)
    if request.method == "GET":
        form.parent_name.offer(form.parent_name.options, asked.number("thuoc"))
        return _form_page(form, None, 200)
    if not form.validate():
        return _form_page(form, None, 422)
    try:
        made = services.add_area(actor=actor(), facts=form.facts(), key=form.key)
    except EntryRefused as refused:
        return _refused(form, None, refused)
    flash(f"Đã thêm “{made.name}”.")
    return redirect(url_for(".area", area_id=made.id), 303)


@bp.route("/dia-ban/<int:area_id>/sua", methods=["GET", "POST"])
@allow(is_admin)
def area_edit(area_id: int) -> Answer:
    one = _fetch(area_id)
    form = _form(one)
    if request.method == "GET":
        form.seen.data = str(_seen(one.id))
        return _form_page(form, one, 200)
    if not form.validate():
        return _form_page(form, one, 422)
    return _edited(form, one)


def _edited(form: AreaForm, one: Area) -> Answer:
    seen = form.seen.data or ""
    try:
        services.edit_area(
            actor=actor(), area=one, facts=form.facts(), key=form.key,
            seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else 0,
        )  # fmt: skip
    except EntryRefused as refused:
        return _refused(form, one, refused)
    except ActionRefused as refused:
        return _moved_on(form, one, refused)
    flash(f"Đã lưu “{one.name}”.")
    return redirect(url_for(".area", area_id=one.id), 303)


def _refused(form: AreaForm, one: Area | None, refused: EntryRefused) -> Answer:
    form[refused.field or "name"].errors = refused.sentences
    return _form_page(form, one, 422)


def _moved_on(form: AreaForm, one: Area, refused: ActionRefused) -> Answer:
    who = f" {refused.earlier.actor_name} đã lưu lúc {moment_text(refused.earlier.at)}." if refused.earlier else ""
    form.seen.data = str(_seen(one.id))
    said = f"{refused.message}{who} Chữ của bạn vẫn ở dưới; xem bản trên máy chủ rồi bấm lưu lại nếu vẫn đúng."
    return _form_page(form, one, asked.CODES[refused.kind], said)


def _form(one: Area | None) -> AreaForm:
    form = AreaForm(obj=one) if one else AreaForm()
    form.offer(list(queries.area_kinds()), queries.area_labels(clock.today()), one)
    return form


def _form_page(form: AreaForm, one: Area | None, code: int, refusal: str = "") -> tuple[str, int]:
    with db.session.no_autoflush:
        return render_template("people/area_form.html", form=form, area=one, refusal=refusal), code


@bp.post("/dia-ban/<int:area_id>/xoa")
@allow(is_admin)
def area_delete(area_id: int) -> Answer:
    one, key = queries.area(area_id), asked.form_key()
    if one is None:
        found(history.replayed(key, actor(), AREA))
        return redirect(url_for(".areas"), 303)
    name = one.name
    try:
        event = services.delete_area(actor=actor(), area=one, key=key)
    except EntryRefused as refused:
        return _area_page(one, str(refused)), 409
    flash({"text": f"Đã xóa “{name}”.", "undo_url": url_for(".area_restore", event_id=event.id)})
    return redirect(url_for(".areas"), 303)


@bp.post("/dia-ban/hoan-tac/<int:event_id>")
@allow(is_admin)
def area_restore(event_id: int) -> Answer:
    event = found(db.session.get(history.Event, event_id))
    if event.action != "delete_area" or event.actor_id != actor().user_id:
        abort(404)
    try:
        services.restore_area(actor=actor(), event=event, key=asked.form_key())
    except (EntryRefused, ActionRefused) as refused:
        flash(str(refused), "error")
        return redirect(url_for(".areas"), 303)
    flash("Đã lấy lại địa bàn vừa xóa.")
    return redirect(url_for(".area", area_id=event.subject_id), 303)


@bp.get("/dia-ban/mau.xlsx")
@allow(is_admin)
def areas_sample() -> Answer:
    answer = Response(places.area_sample(clock.today()), mimetype=asked.XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename="mau-dia-ban.xlsx")
    return answer
