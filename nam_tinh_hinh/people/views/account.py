"""One's own account: positions, sign-ins, the second factor."""

from flask import Response, current_app, flash, redirect, render_template, url_for

from nam_tinh_hinh.kernel import clock, qr, totp
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.people import queries, rules, services
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.forms.account import ConfirmForm, PasswordForm
from nam_tinh_hinh.people.queries import settings
from nam_tinh_hinh.people.queries.stand_ins import lent_by, lent_to
from nam_tinh_hinh.people.services import second_factor as factor
from nam_tinh_hinh.people.services.stand_ins import is_over
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.proving import few_tries, is_owner, me

ISSUER = "Nắm tình hình"


@bp.get("/tai-khoan")
@allow(rules.is_signed_in)
def account() -> Answer:
    user, today, now = me(), clock.today(), clock.now()
    sign_ins = queries.open_sign_ins(
        user.id, seen_after=now - current_app.config["IDLE"], started_after=now - current_app.config["ABSOLUTE"]
    )
    return render_template(
        "people/account/show.html", user=user, sign_ins=sign_ins, today=today, is_over=is_over,
        lent_by=lent_by(user.id), lent_to=lent_to(user.id), may_lend=rules.may_lend(actor()),
    )  # fmt: skip


@bp.post("/tai-khoan/dang-nhap/<int:sign_in_id>/ket-thuc")
@allow(rules.is_signed_in)
def end_sign_in(sign_in_id: int) -> Answer:
    found(services.end_sign_in(actor=actor(), sign_in_id=sign_in_id) or None)
    flash("Đã đăng xuất ở máy đó.")
    return redirect(url_for("people.account"), 303)


@bp.post("/tai-khoan/dang-nhap/ket-thuc-noi-khac")
@allow(rules.is_signed_in)
def end_other_sign_ins() -> Answer:
    number = services.end_other_sign_ins(actor=actor())
    flash(f"Đã đăng xuất ở {number} nơi khác." if number else "Bạn chỉ đang đăng nhập ở máy này.")
    return redirect(url_for("people.account"), 303)


@bp.get("/tai-khoan/xac-thuc-hai-buoc")
@allow(rules.is_signed_in)
def second_factor() -> Answer:
    return _factor_page(ConfirmForm(formdata=None), PasswordForm(formdata=None))


def _factor_page(confirm: ConfirmForm, off: PasswordForm) -> str:
    user = me()
    secret = factor.shown_secret(user, secret_key=_key())
    return render_template(
        "people/account/second_factor.html", user=user, confirm=confirm, off=off, demanded=_demanded(),
        must_enrol=actor().must_enrol, secret=totp.as_text(secret) if secret else None,
        has_errors=bool(confirm.errors or off.errors),
    )  # fmt: skip


def _demanded() -> bool:
    """Tell whether this person may not go without a second factor."""
    return any(hat.role is Role.ADMIN for hat in actor().hats) and settings.second_factor_for_admins()


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])


@bp.post("/tai-khoan/xac-thuc-hai-buoc/bat-dau")
@allow(rules.is_signed_in)
def second_factor_begin() -> Answer:
    factor.begin(user=me(), secret_key=_key())
    return redirect(url_for("people.second_factor"), 303)


@bp.get("/tai-khoan/xac-thuc-hai-buoc/ma-qr.svg")
@allow(rules.is_signed_in)
def second_factor_picture() -> Answer:
    secret = found(factor.shown_secret(me(), secret_key=_key()))
    text = totp.address(secret, account=actor().username, issuer=ISSUER)
    return Response(qr.svg(text), mimetype="image/svg+xml")


@bp.post("/tai-khoan/xac-thuc-hai-buoc/xac-nhan")
@few_tries
@allow(rules.is_signed_in)
def second_factor_confirm() -> Answer:
    form = ConfirmForm()
    if form.validate() and is_owner(form):
        try:
            factor.confirm(actor=actor(), user=me(), code=form.code.data, secret_key=_key())
        except factor.CodeRefused as refused:
            form.code.errors = [str(refused)]
        else:
            flash("Đã bật xác thực hai bước. Từ lần đăng nhập sau, hệ thống hỏi thêm mã trên điện thoại.")
            return redirect(url_for("people.account"), 303)
    return _factor_page(form, PasswordForm(formdata=None)), 422


@bp.post("/tai-khoan/xac-thuc-hai-buoc/tat")
@few_tries
@allow(rules.is_signed_in)
def second_factor_off() -> Answer:
    form = PasswordForm()
    if form.validate() and is_owner(form):
        if not _demanded():
            factor.switch_off(actor=actor(), user=me())
            flash("Đã tắt xác thực hai bước.")
            return redirect(url_for("people.account"), 303)
        form.current.errors = ["Quản trị ở đây phải dùng xác thực hai bước nên không tắt được."]
    return _factor_page(ConfirmForm(formdata=None), form), 422
