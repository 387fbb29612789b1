"""Where a signed-in person gives his password once more: a cookie does not let its holder guess it."""

from flask import Response, request
from flask_login import current_user

from nam_tinh_hinh.kernel import passwords
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.limits import limiter
from nam_tinh_hinh.people.forms.account import PasswordForm
from nam_tinh_hinh.people.tables import User
from nam_tinh_hinh.people.views.base import actor

WRONG_PASSWORD = "Mật khẩu đang dùng chưa đúng."  # noqa: S105 - a sentence


def me() -> User:
    """Return the signed-in person's account."""
    return db.session.get_one(User, actor().user_id)


def failed(response: Response) -> bool:
    """Tell whether an attempt counts: what was accepted slows nobody down."""
    return response.status_code >= 400


def _own_account() -> str:
    return f"password-of-{current_user.user_id if current_user.is_authenticated else request.remote_addr}"


# One count for all doors that ask for it, by the account and not by the address.
few_tries = limiter.shared_limit(
    "10 per minute", scope="own password", key_func=_own_account, methods=["POST"], deduct_when=failed
)


def is_owner(form: PasswordForm) -> bool:
    """Tell whether the owner of the account sits there; say on the form when not."""
    if passwords.verify(me().password_hash, form.current.data):
        return True
    form.current.errors = [WRONG_PASSWORD]
    return False
