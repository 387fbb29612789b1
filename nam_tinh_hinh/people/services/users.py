"""An administrator adds, locks and opens accounts, and gives new codes."""

from datetime import date

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.services import accounts, positions, second_factor
from nam_tinh_hinh.people.tables import Position, Unit, User

SUBJECT = "user"


class UserRefused(Exception):
    """Something that cannot be done with an account; the sentence says why and what to do."""


def add(
    *,
    actor: history.Doer,
    username: str,
    name: str,
    unit: Unit,
    role: Role,
    title: str,
    valid_from: date,
    key: str | None = None,
) -> tuple[User, str | None]:
    """Add an account with a first position; return it and its one-time code.

    The same ``key`` again returns the account and None: a code is shown once and kept nowhere in clear.
    Raises ``UserRefused`` when the sign-in name is taken.
    """
    if earlier := history.replayed(key, actor, "position"):
        return db.session.get_one(Position, earlier.subject_id).user, None
    if queries.user_by_name(username):
        raise UserRefused(f"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác.")
    user, code = accounts.add_user(actor=actor, username=username, name=name)
    positions.give(actor=actor, user=user, unit=unit, role=role, title=title, valid_from=valid_from, key=key)
    return user, code


def new_code(*, actor: history.Doer, user: User, key: str | None = None) -> str | None:
    """Give an open account a new one-time code and end its sign-ins; None when ``key`` has done so before.

    Raises ``UserRefused`` for a locked account.
    """
    if history.replayed(key, actor, SUBJECT):
        return None
    if user.disabled_at:
        raise UserRefused("Tài khoản đang khóa. Mở lại trước rồi cấp mã mới.")
    return accounts.reset_password(actor=actor, user=user, key=key)


def lock(*, actor: history.Doer, user: User) -> None:
    """Lock an account and end its sign-ins at once. Raises ``PositionRefused`` for the last administrator."""
    if user.disabled_at is None:
        positions.keep_an_admin_without(user)
        accounts.disable(actor=actor, user=user)


def unlock(*, actor: history.Doer, user: User) -> None:
    """Open a locked account again; its password is what it was."""
    if user.disabled_at:
        user.disabled_at = None
        history.record(actor=actor, action="enable_user", subject=SUBJECT, subject_id=user.id)


def rename(*, actor: history.Doer, user: User, name: str) -> None:
    """Correct a person's name; papers and history keep what they said."""
    if name != user.name:
        before, user.name = user.name, name
        details = {"before": {"name": before}, "after": {"name": name}}
        history.record(actor=actor, action="rename_user", subject=SUBJECT, subject_id=user.id, details=details)


def second_factor_off(*, actor: history.Doer, user: User) -> None:
    """Switch off the second factor of someone who lost his telephone, and end his sign-ins: one may be on it."""
    if user.has_second_factor:
        accounts.end_sign_ins(user=user)
    second_factor.switch_off(actor=actor, user=user)
