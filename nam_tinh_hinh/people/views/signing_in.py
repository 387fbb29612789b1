"""Signing in (in two steps where a second factor is on) and out, changing one's password, changing hats."""

from datetime import timedelta

from flask import Response, current_app, flash, g, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user

from nam_tinh_hinh.kernel import clock, passwords
from nam_tinh_hinh.kernel.access import allow, public
from nam_tinh_hinh.kernel.db import db, keep_refusal
from nam_tinh_hinh.kernel.limits import limiter
from nam_tinh_hinh.people import queries, rules, services
from nam_tinh_hinh.people.forms.signing_in import ChangePasswordForm, CodeForm, SignInForm
from nam_tinh_hinh.people.services import second_factor as factor
from nam_tinh_hinh.people.sessions import load, safe_next, unkeep
from nam_tinh_hinh.people.tables import User
from nam_tinh_hinh.people.views.base import Answer, bp

# For so long an address where somebody signed in counts as a place of his.
USUAL = timedelta(days=30)


def _name() -> str:
    return request.form.get("username", "").strip().casefold()[:60]


def _name_and_address() -> str:
    return f"{_name()}@{request.remote_addr}"


def _name_anywhere() -> str:
    return f"{_name()}@anywhere"


def _is_usual_place() -> bool:
    """Tell whether this person signs in here: who guesses at him from elsewhere must not keep him from his own desk."""
    return queries.signed_in_from(_name(), request.remote_addr or "", since=clock.now() - USUAL)


def _own_account() -> str:
    return f"password-of-{current_user.user_id if current_user.is_authenticated else request.remote_addr}"


def _half_person() -> str:
    """Slow guesses down by the account, wherever they come from: who is here knows the password already."""
    row = factor.waiting(session.get(HALF, ""))
    return f"second-factor-{row.user_id if row else request.remote_addr}"


def _failed(response: Response) -> bool:
    return response.status_code >= 400


# Where the browser keeps the secret of a sign-in that still awaits its code.
HALF = "half"


@bp.get("/dang-nhap")
@public
def sign_in() -> Answer:
    if current_user.is_authenticated:
        return redirect(safe_next(request.args.get("next")), 303)
    return render_template("people/sign_in.html", form=SignInForm(formdata=None), kept=None)


@bp.post("/dang-nhap")
@limiter.limit("30 per 5 minutes", deduct_when=_failed)
@limiter.limit("60 per hour", key_func=_name_anywhere, exempt_when=_is_usual_place, deduct_when=_failed)
@limiter.limit("6 per minute", key_func=_name_and_address, deduct_when=_failed)
@public
def sign_in_post() -> Answer:
    form = SignInForm()
    if form.validate():
        try:
            token = services.sign_in(
                username=form.username.data, password=form.password.data, address=request.remote_addr or ""
            )
        except services.SignInRefused as refused:
            keep_refusal()
            form.password.errors = [str(refused)]
        else:
            return _ask_code(token, form.kept.data) or _welcome(token, unkeep(form.kept.data))
    kept = unkeep(form.kept.data)
    return render_template("people/sign_in.html", form=form, kept=kept, kept_token=form.kept.data), 422


def _ask_code(token: str, kept: str | None) -> Answer | None:
    """Lead on to the second step when the sign-in awaits its code; what was being sent travels along in the page."""
    if factor.waiting(token) is None:
        return None
    session[HALF] = token
    if unkeep(kept):
        return _code_page(CodeForm(formdata=None), kept)
    return redirect(url_for("people.sign_in_code", next=request.args.get("next")), 303)


def _code_page(form: CodeForm, kept: str | None) -> str:
    return render_template("people/sign_in_code.html", form=form, kept=unkeep(kept), kept_token=kept)


@bp.get("/dang-nhap/ma")
@public
def sign_in_code() -> Answer:
    if factor.waiting(session.get(HALF, "")) is None:
        return redirect(url_for("people.sign_in", next=request.args.get("next")), 303)
    return _code_page(CodeForm(formdata=None), None)


@bp.post("/dang-nhap/ma")
@limiter.limit("60 per hour", key_func=_half_person, deduct_when=_failed)
@limiter.limit("6 per minute", key_func=_half_person, deduct_when=_failed)
@public
def sign_in_code_post() -> Answer:
    form, half = CodeForm(), session.get(HALF, "")
    if form.validate():
        try:
            token = factor.complete(token=half, code=form.code.data, secret_key=current_app.config["SECRET_KEY"])
        except factor.CodeRefused as refused:
            keep_refusal()
            form.code.errors = [str(refused)]
        except LookupError:
            flash("Đã quá 5 phút từ khi gõ mật khẩu. Hãy đăng nhập lại.")
            return redirect(url_for("people.sign_in", next=request.args.get("next")), 303)
        else:
            return _welcome(token, unkeep(form.kept.data))
    return _code_page(form, form.kept.data), 422


def _welcome(token: str, kept: tuple[str, list[tuple[str, str]]] | None) -> Answer:
    session.clear()
    g.pop("csrf_token", None)  # Flask-WTF would go on with the token just cleared, and "Gửi tiếp" would be refused
    db.session.flush()
    login_user(load(token))
    if kept:
        path, fields = kept
        return current_app.make_response((render_template("people/resend.html", path=path, fields=fields), 200))
    return redirect(safe_next(request.args.get("next")), 303)


@bp.post("/dang-xuat")
@allow(rules.is_signed_in)
def sign_out() -> Answer:
    services.sign_out(actor=current_user, sign_in_id=current_user.sign_in_id)
    logout_user()
    session.clear()
    answer = redirect(url_for("people.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.route("/doi-mat-khau", methods=["GET", "POST"])
@limiter.limit("10 per minute", key_func=_own_account, methods=["POST"], deduct_when=_failed)
@allow(rules.is_signed_in)
def change_password() -> Answer:
    form = ChangePasswordForm()
    if form.validate_on_submit() and _changed(form):
        flash("Đã đổi mật khẩu. Các nơi đăng nhập khác của bạn đã được đăng xuất.")
        return redirect(url_for("web.home"), 303)
    page = render_template("people/change_password.html", form=form, forced=current_user.must_change)
    return page if request.method == "GET" else (page, 422)


def _changed(form: ChangePasswordForm) -> bool:
    user = db.session.get_one(User, current_user.user_id)
    if not passwords.verify(user.password_hash, form.current.data):
        form.current.errors = ["Mật khẩu đang dùng chưa đúng."]
        return False
    try:
        services.set_password(actor=current_user, user=user, new=form.new.data)
    except services.PasswordRefused as refused:
        form.new.errors = refused.sentences
        return False
    token = services.start_sign_in(user=user, address=request.remote_addr or "")
    session.clear()
    login_user(load(token))
    return True


@bp.post("/vi-tri")
@allow(rules.has_hat)
def switch_hat() -> Answer:
    hat = next((hat for hat in current_user.hats if str(hat.id) == request.form.get("hat")), None)
    if hat:
        services.switch_hat(sign_in_id=current_user.sign_in_id, position_id=hat.id)
        flash(f"Bạn đang làm việc với vị trí: {hat.label}.")
    return redirect(url_for("web.home"), 303)
