"""From the browser's secret to the person, and what becomes of words sent after the sign-in had ended."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, redirect, render_template, request, session, url_for
from flask_login import LoginManager, current_user
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as BaseResponse

from nam_tinh_hinh.kernel.db import writing
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.forms.signing_in import SignInForm

login_manager = LoginManager()
login_manager.session_protection = None  # the server's own sign-in row decides

# What may be opened while a one-time code still has to be changed.
BEFORE_CHANGE = frozenset({"people.change_password", "people.sign_out", "static", "bootstrap.static", "web.htmx_js"})
# What may be opened while an administrator still has to switch on the second factor demanded of him.
BEFORE_ENROLLED = BEFORE_CHANGE | {f"people.second_factor{page}" for page in ("", "_begin", "_confirm", "_picture")}
NEVER_KEPT = frozenset(
    {"csrf_token", "form_key", "password", "current", "new", "again", "kept", "code", "reply_contact"}
)
# What an open page asks for by itself does not keep an unattended sign-in alive.
ASKS_ALONE = "X-Asks-Alone"
# Browsers drop control characters and read "\\" as "/", so that "/<tab>/elsewhere" would lead elsewhere.
OWN_PATH = re.compile(r"/(?!/)[^\\\x00-\x1f\x7f]*")


@login_manager.user_loader
def load(token: str) -> Actor | None:
    """Return the person whose browser holds ``token``, unless the sign-in ended, was left alone or closed."""
    row = queries.sign_in_by_token(token)
    if row is None or row.user.disabled_at or _is_stale(row):
        return None
    if services.needs_touch(row) and ASKS_ALONE not in request.headers:
        _touch(row.id)
        row = queries.sign_in_by_token(token)
    return queries.actor_of(row, token) if row else None


def _touch(sign_in_id: int) -> None:
    """Note that a sign-in is in use; while nothing can be written, pages are read all the same."""
    try:
        with writing():
            services.touch(sign_in_id)
    except OperationalError as error:
        current_app.logger.error("last use of a sign-in not noted: %s", error.orig)


def _is_stale(row: Any) -> bool:
    return services.is_stale(row, idle=current_app.config["IDLE"], absolute=current_app.config["ABSOLUTE"])


@login_manager.unauthorized_handler
def signed_out() -> BaseResponse | tuple[str, int]:
    """Lead to the sign-in page and back; what was being sent waits in the page and is sent again after it."""
    if request.headers.get("HX-Request") == "true":
        return Response(status=204, headers={"HX-Redirect": url_for("people.sign_in", next=_page_of_htmx())})
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")), 303)
    token = keep(request.path, [(k, v) for k, v in request.form.items(multi=True) if k not in NEVER_KEPT])
    form = SignInForm(formdata=None)
    return render_template("people/sign_in.html", form=form, kept=unkeep(token), kept_token=token), 401


def _page_of_htmx() -> str:
    return urlsplit(request.headers.get("HX-Current-URL", "/")).path or "/"


def keep(path: str, fields: list[tuple[str, str]]) -> str:
    """Return a signed note of the words that were on their way to ``path``."""
    return str(_signer().dumps([path, fields]))


def unkeep(token: str | None) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the path and the words of a note made by ``keep``, or None when it is not one of ours."""
    try:
        path, fields = _signer().loads(token or "")
    except BadSignature:
        return None
    return path, [(name, value) for name, value in fields]


def _signer() -> URLSafeSerializer:
    # Bound to this browser's session, so that a note made elsewhere is worth nothing here.
    return URLSafeSerializer(current_app.secret_key or "", salt=f"kept{session.get('csrf_token', '')}")


def safe_next(target: str | None) -> str:
    """Return ``target`` when it is a path of this site, else the home page."""
    return target if target and OWN_PATH.fullmatch(target) else url_for("web.home")


def _change_code_first() -> BaseResponse | None:
    if request.endpoint in BEFORE_CHANGE or not current_user.is_authenticated or not current_user.must_change:
        return None
    return redirect(url_for("people.change_password"), 303)


def _second_factor_first() -> BaseResponse | None:
    if request.endpoint in BEFORE_ENROLLED or not current_user.is_authenticated or not current_user.must_enrol:
        return None
    return redirect(url_for("people.second_factor"), 303)


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    app.before_request(_change_code_first)
    app.before_request(_second_factor_first)
