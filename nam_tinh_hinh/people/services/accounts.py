"""Writes about units, people and sign-ins: one verb each; they flush and never commit."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from nam_tinh_hinh.kernel import clock, history, passwords
from nam_tinh_hinh.kernel.db import db, reading
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.tables import Position, SignIn, Unit, User

CODE_LASTS = timedelta(hours=72)
SEEN_EVERY = timedelta(minutes=1)


class SignInRefused(Exception):
    """A sign-in that did not happen, said so that it does not tell which half was wrong."""


class PasswordRefused(Exception):
    """A new password that is too weak; the sentences say why."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class OneTimeCode:
    """A code for one use and its hash. Many are made before a transaction begins: hashing is slow on purpose."""

    clear: str = field(repr=False)
    hashed: str = field(repr=False)


def make_code() -> OneTimeCode:
    """Return a fresh code with its hash."""
    clear = passwords.make_one_time_code()
    return OneTimeCode(clear, passwords.hash_password(clear))


def add_user(*, actor: history.Doer, username: str, name: str) -> tuple[User, str]:
    """Add an account; return it and its one-time code, which is kept nowhere in clear."""
    code = make_code()
    user = User(username=username.strip().casefold(), name=name, created_at=clock.now())
    _set_code(user, code)
    db.session.add(user)
    db.session.flush()
    history.record(actor=actor, action="add_user", subject="user", subject_id=user.id)
    return user, code.clear


def appoint(*, user: User, unit: Unit, role: Role, title: str = "", valid_from: date | None = None) -> Position:
    """Give ``user`` a position in ``unit`` from ``valid_from`` (today unless given)."""
    position = Position(user_id=user.id, unit_id=unit.id, role=role, title=title)
    position.valid_from = valid_from or clock.today()
    db.session.add(position)
    db.session.flush()
    return position


def reset_password(*, actor: history.Doer, user: User, code: OneTimeCode | None = None, key: str | None = None) -> str:
    """Give a new one-time code (or ``code``, made before), open the account, end its sign-ins, and return the code."""
    code, user.disabled_at = code or make_code(), None
    _set_code(user, code)
    end_sign_ins(user=user)
    history.record(actor=actor, action="reset_password", subject="user", subject_id=user.id, key=key)
    return code.clear


def _set_code(user: User, code: OneTimeCode) -> None:
    user.password_hash = code.hashed
    user.must_change, user.code_expires_at = True, clock.now() + CODE_LASTS


def set_password(*, actor: history.Doer, user: User, new: str) -> None:
    """Set a password the person chose and end all his sign-ins. Raises ``PasswordRefused`` when it is weak."""
    unit_names = [hat.unit_name for hat in queries.hats_of(user.id, clock.today())]
    if sentences := passwords.problems(new, context=[user.username, user.name, *unit_names]):
        raise PasswordRefused(sentences)
    user.password_hash, user.must_change, user.code_expires_at = passwords.hash_password(new), False, None
    end_sign_ins(user=user)
    history.record(actor=actor, action="set_password", subject="user", subject_id=user.id)


def disable(*, actor: history.Doer, user: User) -> None:
    """Close an account and end its sign-ins at once."""
    user.disabled_at = clock.now()
    end_sign_ins(user=user)
    history.record(actor=actor, action="disable_user", subject="user", subject_id=user.id)


def end_sign_ins(*, user: User) -> None:
    """End every sign-in of ``user``."""
    open_ones = db.update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    db.session.execute(open_ones.values(ended_at=clock.now()))


def end_every_sign_in() -> None:
    """End the sign-ins of everybody: those in a restored database may have been ended since the backup was made."""
    db.session.execute(db.update(SignIn).where(SignIn.ended_at.is_(None)).values(ended_at=clock.now()))


def sign_in(*, username: str, password: str, address: str) -> str:
    """Check name and password and start a sign-in; return its secret for the browser.

    Where a second factor is on, that sign-in awaits its code and opens nothing until ``second_factor.complete``.
    Raises ``SignInRefused``; the failed try of an existing account leaves a row in the history.
    """
    proven = _proven(username, password)
    user = queries.user_by_name(username)
    if user is None or proven is None or user.password_hash != proven or user.disabled_at:
        _note_failure(user, address)
        raise SignInRefused("Tên đăng nhập hoặc mật khẩu chưa đúng.")
    if user.code_expires_at and not _is_fresh(user.code_expires_at):
        raise SignInRefused("Mã dùng một lần đã hết hạn. Đề nghị quản trị cấp mã mới.")
    if passwords.needs_rehash(user.password_hash) and not user.must_change:
        user.password_hash = passwords.hash_password(password)
    return start_sign_in(user=user, address=address, awaits_code=user.has_second_factor)


def _proven(username: str, password: str) -> str | None:
    """Return the hash that ``password`` opens, if it is the one ``username`` has; None for a wrong one.

    Checking takes long on purpose, so it is done before the transaction that writes the sign-in down.
    """
    with reading():
        user = queries.user_by_name(username)
        known, is_code = (user.password_hash, user.must_change) if user else (None, False)
    typed = password.strip().casefold() if is_code else password  # a one-time code is read from paper
    return known if passwords.verify(known, typed) else None


def _is_fresh(expires_at: datetime) -> bool:
    """Tell whether a one-time code still opens; one made while the clock was fast does not do so for longer."""
    left = expires_at - clock.now()
    return timedelta() <= left <= CODE_LASTS + clock.SLACK


def start_sign_in(*, user: User, address: str, awaits_code: bool = False) -> str:
    """Open a sign-in for ``user`` and return its secret."""
    token, moment = secrets.token_urlsafe(32), clock.now()
    row = SignIn(
        user=user, token_hash=queries.token_hash(token), started_at=moment, seen_at=moment, address=address,
        awaits_code=awaits_code,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    action = "sign_in_half" if awaits_code else "sign_in"
    history.record(actor=queries.actor_of(row, token), action=action, subject="user", subject_id=user.id)
    return token


def _note_failure(user: User | None, address: str) -> None:
    who = history.Machine(f"Địa chỉ {address}")
    history.record(actor=who, action="sign_in_refused", subject="user", subject_id=user.id if user else None)


def sign_out(*, actor: history.Doer, sign_in_id: int) -> None:
    """End one sign-in."""
    row = db.session.get_one(SignIn, sign_in_id)
    row.ended_at = clock.now()
    history.record(actor=actor, action="sign_out", subject="user", subject_id=row.user_id)


def end_sign_in(*, actor: Actor, sign_in_id: int) -> bool:
    """End one of the actor's own sign-ins; tell whether there was such a one, still open."""
    row = db.session.get(SignIn, sign_in_id)
    if row is None or row.user_id != actor.user_id or row.ended_at:
        return False
    row.ended_at = clock.now()
    said = {"before": {"address": row.address}, "after": None}
    history.record(actor=actor, action="end_sign_in", subject="user", subject_id=row.user_id, details=said)
    return True


def end_other_sign_ins(*, actor: Actor) -> int:
    """End all of the actor's sign-ins but the one he is using; return how many."""
    others = db.update(SignIn).where(
        SignIn.user_id == actor.user_id, SignIn.ended_at.is_(None), SignIn.id != actor.sign_in_id
    )
    number = int(db.session.execute(others.values(ended_at=clock.now())).rowcount)
    if number:
        history.record(actor=actor, action="end_other_sign_ins", subject="user", subject_id=actor.user_id)
    return number


def switch_hat(*, sign_in_id: int, position_id: int) -> None:
    """Wear another hat in this sign-in."""
    db.session.get_one(SignIn, sign_in_id).position_id = position_id


def is_stale(row: SignIn, *, idle: timedelta, absolute: timedelta) -> bool:
    """Tell whether a sign-in has been left alone for ``idle`` or is older than ``absolute``.

    One that seems to be of the future, by more than ``idle``, is: the clock was put back, and nobody can say its age.
    """
    alone, age = clock.now() - row.seen_at, clock.now() - row.started_at
    return not (-idle <= alone <= idle and -idle <= age <= absolute)


def needs_touch(row: SignIn) -> bool:
    """Tell whether the last use on record is far enough from now to be worth a write."""
    return abs(clock.now() - row.seen_at) > SEEN_EVERY


def touch(sign_in_id: int) -> None:
    """Note that a sign-in is in use now."""
    db.session.execute(db.update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=clock.now()))
