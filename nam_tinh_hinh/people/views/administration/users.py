"""Accounts: the list, a new one, the page of one, and what is done with it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import form_key, page_number
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.forms.administration import NameForm, PositionForm, UserForm
from nam_tinh_hinh.people.queries import settings
from nam_tinh_hinh.people.queries import users as queries
from nam_tinh_hinh.people.queries.users import Filters, Standing
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.services import users as services
from nam_tinh_hinh.people.services.positions import PositionRefused
from nam_tinh_hinh.people.tables import User
from nam_tinh_hinh.people.views.administration.base import fetch_user
from nam_tinh_hinh.people.views.base import Answer, actor, bp

# More names than this are typed, not offered.
NAMES_OFFERED = 300


def _filters() -> Filters:
    asked = request.args
    return Filters(
        words=clean_line(asked.get("tu-khoa", ""))[:100],
        standing=next((one for one in Standing if one.value == asked.get("tinh-trang")), None),
        unit_words=clean_line(asked.get("don-vi", ""))[:100],
        role=next((role for role in Role if role.value == asked.get("vai-tro")), None),
    )


@bp.get("/quan-tri/tai-khoan")
@allow(is_admin)
def users() -> Answer:
    filters, page, idle = _filters(), page_number(), settings.idle_days()
    query = queries.filtered(filters, day=clock.today(), now=clock.now(), idle_days=idle)
    rows, total = queries.page_of(query, page, day=clock.today())
    block = "danh_sach" if request.headers.get("HX-Request") else None
    html = render(
        "people/admin/users.html", block, rows=rows, total=total, page=page, per_page=PER_PAGE,
        filters=filters, standings=Standing, roles=Role, idle_days=idle,
        page_url=lambda n: url_for("people.users", **filters.as_args(), trang=n),
    )  # fmt: skip
    return html, 200, {"Vary": "HX-Request"}


def unit_names() -> list[str]:
    """Return the names of today's units to choose from while typing; none when they are too many to read."""
    return queries.unit_names(clock.today(), at_most=NAMES_OFFERED)


@bp.get("/quan-tri/tai-khoan/them")
@allow(is_admin)
def new_user() -> Answer:
    form = UserForm(formdata=None)
    form.valid_from.data = clock.today()
    return _new_page(form)


def _new_page(form: UserForm) -> str:
    return render_template("people/admin/user_new.html", form=form, unit_names=unit_names())


@bp.post("/quan-tri/tai-khoan/them")
@allow(is_admin)
def add_user() -> Answer:
    form = UserForm()
    if form.validate():
        try:
            user, code = services.add(
                actor=actor(), username=form.username.data, name=form.name.data, unit=form.unit.unit,
                role=Role(form.role.data), title=form.title.data or "", valid_from=form.valid_from.data, key=form.key,
            )  # fmt: skip
        except services.UserRefused as refused:
            form.username.errors = [str(refused)]
        else:
            return _code_page(user, code, "Đã thêm tài khoản")
    return _new_page(form), 422


def _code_page(user: User, code: str | None, title: str) -> str:
    """Show a one-time code on the answer itself: it is kept nowhere, so there is no address to come back to."""
    return render_template("people/admin/code.html", user=user, code=code, title=title)


@bp.get("/quan-tri/tai-khoan/<int:user_id>")
@allow(is_admin)
def user(user_id: int) -> Answer:
    return user_page(fetch_user(user_id))


def user_page(user: User, form: PositionForm | None = None, name_form: NameForm | None = None, **said: Any) -> str:
    """Return the page of one account, with a form as it was filled in and a refusal when there is one."""
    if form is None:
        form = PositionForm(formdata=None)
        form.valid_from.data = clock.today()
    positions, today = queries.positions(user.id), clock.today()
    has_errors = bool(said.get("refusal") or form.errors or (name_form and name_form.errors))
    return render_template(
        "people/admin/user.html", user=user, form=form, name_form=name_form or NameForm(formdata=None, obj=user),
        positions=positions, today=today, seen_at=queries.last_seen([user.id]).get(user.id),
        unit_names=unit_names(), has_errors=has_errors, **said,
    )  # fmt: skip


@bp.post("/quan-tri/tai-khoan/<int:user_id>/ho-ten")
@allow(is_admin)
def rename_user(user_id: int) -> Answer:
    user, form = fetch_user(user_id), NameForm()
    if not form.validate():
        return user_page(user, name_form=form), 422
    services.rename(actor=actor(), user=user, name=form.name.data)
    flash(f"Đã sửa họ tên thành “{user.name}”.")
    return _to(user)


def _to(user: User) -> Answer:
    return redirect(url_for("people.user", user_id=user.id), 303)


@bp.post("/quan-tri/tai-khoan/<int:user_id>/ma-moi")
@allow(is_admin)
def new_code(user_id: int) -> Answer:
    user = fetch_user(user_id)
    if user.id == actor().user_id:
        return user_page(user, refusal="Mật khẩu của chính bạn: đổi ở trang “Tài khoản của tôi”."), 409
    try:
        code = services.new_code(actor=actor(), user=user, key=form_key())
    except services.UserRefused as refused:
        return user_page(user, refusal=str(refused)), 409
    return _code_page(user, code, "Đã cấp mã mới")


@bp.post("/quan-tri/tai-khoan/<int:user_id>/khoa")
@allow(is_admin)
def lock_user(user_id: int) -> Answer:
    user = fetch_user(user_id)
    try:
        services.lock(actor=actor(), user=user)
    except PositionRefused as refused:
        return user_page(user, refusal=str(refused)), 409
    undo = url_for("people.unlock_user", user_id=user.id)
    flash({"text": f"Đã khóa tài khoản của {user.name}; mọi nơi đang đăng nhập đã bị đăng xuất.", "undo_url": undo})
    return _to(user)


@bp.post("/quan-tri/tai-khoan/<int:user_id>/mo-lai")
@allow(is_admin)
def unlock_user(user_id: int) -> Answer:
    user = fetch_user(user_id)
    services.unlock(actor=actor(), user=user)
    flash(f"Đã mở lại tài khoản của {user.name}; mật khẩu như cũ.")
    return _to(user)


@bp.post("/quan-tri/tai-khoan/<int:user_id>/tat-xac-thuc")
@allow(is_admin)
def user_second_factor_off(user_id: int) -> Answer:
    user = fetch_user(user_id)
    services.second_factor_off(actor=actor(), user=user)
    flash(
        f"Đã tắt xác thực hai bước của {user.name} và đăng xuất người này ở mọi nơi. "
        "Đăng nhập lại rồi bật ở trang “Tài khoản của tôi”."
    )
    return _to(user)
