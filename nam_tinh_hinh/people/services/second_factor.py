"""The second factor (TOTP): switched on by its owner, asked at every sign-in, switched off by him or an administrator.

``secret_key`` is the installation's; under it the secret lies sealed in the database.
"""

import secrets
from datetime import timedelta
from typing import Any

from nam_tinh_hinh.kernel import clock, history, totp
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.sealing import SealBroken, seal, unseal
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.tables import SignIn, User

# How long a proven password waits for its code.
HALF_LASTS = timedelta(minutes=5)


class CodeRefused(Exception):
    """A code that does not prove the second factor; the sentence says what to do."""


WRONG = "Mã chưa đúng hoặc đã dùng rồi. Đợi điện thoại hiện mã mới rồi gõ lại; giờ trên điện thoại phải đúng."
UNREADABLE = "Máy chủ không đọc được khóa của mã này nữa. Đề nghị quản trị tắt xác thực hai bước cho bạn."


def begin(*, user: User, secret_key: str) -> None:
    """Make a secret to be shown to its owner. Nothing is asked at the door until ``confirm``."""
    if not user.has_second_factor:
        user.totp_secret = seal(totp.make_secret(), key=secret_key, purpose=_purpose(user))


def shown_secret(user: User, *, secret_key: str) -> bytes | None:
    """Return the secret that waits to be confirmed; None when there is none, or when it has been confirmed."""
    if user.totp_secret is None or user.has_second_factor:
        return None
    try:
        return unseal(user.totp_secret, key=secret_key, purpose=_purpose(user))
    except SealBroken:  # the installation's key was changed in between: begin again
        return None


def confirm(*, actor: history.Doer, user: User, code: str, secret_key: str) -> None:
    """Switch the second factor on once its first code is right. Raises ``CodeRefused``."""
    secret = shown_secret(user, secret_key=secret_key)
    step = totp.matching_step(secret, code, moment=clock.now()) if secret else None
    if step is None:
        raise CodeRefused(WRONG)
    user.totp_step = step
    _note(actor, "second_factor_on", user)


def switch_off(*, actor: history.Doer, user: User) -> None:
    """Switch the second factor off; the secret is forgotten."""
    was_on = user.has_second_factor
    user.totp_secret, user.totp_step = None, None
    if was_on:
        _note(actor, "second_factor_off", user)


def complete(*, token: str, code: str, secret_key: str) -> str:
    """Make the half sign-in of ``token`` whole by its code; return the new secret for the browser.

    Raises ``CodeRefused``; the failed try leaves a row in the history. Raises ``LookupError`` when no half sign-in
    waits any more.
    """
    row = waiting(token)
    if row is None:
        raise LookupError("no half sign-in")
    _use_code(row, code, secret_key)
    # A new secret: whoever saw the half one holds nothing.
    whole, row.awaits_code, row.seen_at = secrets.token_urlsafe(32), False, clock.now()
    row.token_hash = queries.token_hash(whole)
    db.session.flush()
    history.record(actor=queries.actor_of(row, whole), action="sign_in", subject="user", subject_id=row.user_id)
    return whole


def waiting(token: str) -> SignIn | None:
    """Return the half sign-in of ``token`` while it may still be completed."""
    row = queries.half_sign_in(token)
    if row is None or row.user.disabled_at or abs(clock.now() - row.started_at) > HALF_LASTS:
        return None
    return row


def _use_code(row: SignIn, code: str, secret_key: str) -> None:
    user = row.user
    try:
        secret = unseal(user.totp_secret or b"", key=secret_key, purpose=_purpose(user))
    except SealBroken as error:
        raise CodeRefused(UNREADABLE) from error
    step = totp.matching_step(secret, code, moment=clock.now(), after=user.totp_step)
    if step is None or not _take(user, step):
        who = history.Machine(f"Địa chỉ {row.address}")
        history.record(actor=who, action="second_factor_refused", subject="user", subject_id=user.id)
        raise CodeRefused(WRONG)


def _take(user: User, step: int) -> bool:
    """Use up a step: of two requests with the same code only one finds it unused."""
    unused = db.update(User).where(User.id == user.id, User.totp_step < step)
    done: Any = db.session.execute(unused.values(totp_step=step), execution_options={"synchronize_session": "fetch"})
    return bool(done.rowcount)


def _purpose(user: User) -> str:
    return f"second factor of user {user.id}"


def _note(actor: history.Doer, action: str, user: User) -> None:
    history.record(actor=actor, action=action, subject="user", subject_id=user.id)
