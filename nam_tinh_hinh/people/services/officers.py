"""What an approved list does to each of its people: account, position, postings, from today."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import rosters as queries
from nam_tinh_hinh.people.rostering.comparing import Difference
from nam_tinh_hinh.people.rostering.usernames import propose
from nam_tinh_hinh.people.services.accounts import appoint, disable
from nam_tinh_hinh.people.tables import Area, Position, Posting, RosterLine, Unit, User

# No argon2 hash, so no password fits it: the first code is made when its slip is printed, and not before.
NO_PASSWORD = "!"  # noqa: S105 - no hash at all: no password fits


def follow(*, actor: history.Doer, unit: Unit, lines: Sequence[tuple[RosterLine, Difference]]) -> None:
    """Do what each difference says and note the account on its line."""
    taken = queries.taken_usernames()
    for line, difference in lines:
        if difference.line is None:
            _dismiss(actor, unit, difference)
            continue
        user = _account(actor, difference, taken)
        line.user_id, line.username = user.id, user.username
        _engage(actor, unit, user, difference)
    db.session.flush()


def _account(actor: history.Doer, difference: Difference, taken: set[str]) -> User:
    if difference.person:
        user = db.session.get_one(User, difference.person.user_id)
        return _reopened(actor, user) if user.disabled_at else user
    user = User(username=propose(difference.name, taken), name=difference.name, created_at=clock.now())
    taken.add(user.username)
    user.password_hash, user.must_change = NO_PASSWORD, True
    db.session.add(user)
    db.session.flush()
    history.record(actor=actor, action="add_user", subject="user", subject_id=user.id)
    return user


def _reopened(actor: history.Doer, user: User) -> User:
    # The old password may have become known since: a fresh code on a slip is the only way back in.
    user.password_hash, user.must_change, user.disabled_at = NO_PASSWORD, True, None
    history.record(actor=actor, action="reopen_user", subject="user", subject_id=user.id)
    return user


def _engage(actor: history.Doer, unit: Unit, user: User, difference: Difference) -> None:
    before = _office(unit, user)
    position = _open_row(select(Position).filter_by(user_id=user.id, unit_id=unit.id, role=Role.OFFICER))
    if position is None:
        position = appoint(user=user, unit=unit, role=Role.OFFICER, title=difference.post)
    position.title = difference.post
    _end(select(Posting).where(Posting.user_id == user.id, Posting.area_id.in_(difference.ends)))
    for area_id in difference.begins:
        if _open_row(select(Posting).filter_by(user_id=user.id, area_id=area_id)) is None:
            db.session.add(Posting(user_id=user.id, area_id=area_id, valid_from=clock.today()))
    db.session.flush()
    if (after := _office(unit, user)) != before:
        details = {"before": before, "after": after}
        history.record(actor=actor, action="engage_officer", subject="user", subject_id=user.id, details=details)


def _dismiss(actor: history.Doer, unit: Unit, difference: Difference) -> None:
    assert difference.person is not None
    user = db.session.get_one(User, difference.person.user_id)
    before = _office(unit, user)
    _end(select(Posting).where(Posting.user_id == user.id, Posting.area_id.in_(difference.ends)))
    _end(select(Position).filter_by(user_id=user.id, unit_id=unit.id, role=Role.OFFICER))
    details = {"before": before, "after": None}
    history.record(actor=actor, action="dismiss_officer", subject="user", subject_id=user.id, details=details)
    if difference.closes_account and not user.disabled_at:
        disable(actor=actor, user=user)


def _open_row(query: Any) -> Any:
    """Return the row of ``query`` that holds beyond today; one that was to end today goes on."""
    today = clock.today()
    kind = query.column_descriptions[0]["entity"]
    rows = db.session.scalars(query.where(kind.valid_from <= today).order_by(kind.id.desc())).all()
    row = next((row for row in rows if row.valid_to is None or row.valid_to >= today), None)
    if row is not None and row.valid_to == today:
        row.valid_to = None
    return row


def _end(query: Any) -> None:
    """End the rows of ``query`` that hold beyond today: yesterday was their last day, or today if they began today."""
    today = clock.today()
    kind = query.column_descriptions[0]["entity"]
    for row in db.session.scalars(query.where(*queries.lasting(kind, today))):
        row.valid_to = max(row.valid_from, today - timedelta(days=1))
    db.session.flush()


def _office(unit: Unit, user: User) -> dict[str, Any] | None:
    """Return what a person is in charge of, for the history: unit, title, names of areas; None when of nothing."""
    today = clock.today()
    held = select(Position).filter_by(user_id=user.id, unit_id=unit.id, role=Role.OFFICER)
    position = db.session.scalar(held.where(*queries.lasting(Position, today)).limit(1))
    names = select(Area.name).join(Posting, Posting.area_id == Area.id)
    areas = db.session.scalars(names.where(Posting.user_id == user.id, *queries.lasting(Posting, today)))
    return {"unit": unit.name, "post": position.title, "areas": _sorted(areas)} if position else None


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names)
