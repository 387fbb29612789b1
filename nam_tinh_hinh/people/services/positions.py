"""An administrator gives, ends and takes back positions; somebody always stays able to administer."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import users as queries
from nam_tinh_hinh.people.services.accounts import appoint
from nam_tinh_hinh.people.tables import Position, SignIn, StandIn, Unit, User

SUBJECT = "position"


class PositionRefused(Exception):
    """A position that cannot be given or ended so; the sentence says why and what to do."""


LAST_ADMIN = (
    "Đây là quản trị cuối cùng. Giao vị trí quản trị cho một người khác trước, nếu không sẽ không còn ai quản trị."
)


def give(
    *,
    actor: history.Doer,
    user: User,
    unit: Unit,
    role: Role,
    title: str = "",
    valid_from: date,
    valid_to: date | None = None,
    key: str | None = None,
) -> Position:
    """Give ``user`` a position for some days; the same ``key`` again returns the first's.

    Raises ``PositionRefused`` when the days are out of order or he holds an equal position on one of them.
    """
    if earlier := history.replayed(key, actor, SUBJECT):
        return db.session.get_one(Position, earlier.subject_id)
    _check(user.id, unit.id, role, valid_from, valid_to)
    position = appoint(user=user, unit=unit, role=role, title=title, valid_from=valid_from)
    position.valid_to = valid_to
    _note(actor, "give_position", position, before=None, after=said(position), key=key)
    return position


def end(*, actor: history.Doer, position: Position, last_day: date) -> None:
    """Let a position end with ``last_day``. Raises ``PositionRefused``: before its start, or the last administrator."""
    if last_day < position.valid_from:
        raise PositionRefused(f"Vị trí này bắt đầu ngày {day_text(position.valid_from)}; ngày cuối không thể sớm hơn.")
    if last_day < clock.today():
        _keep_an_admin(position, clock.today())
    _keep_an_admin(position, last_day + timedelta(days=1))
    before, position.valid_to = said(position), last_day
    _note(actor, "end_position", position, before=before, after=said(position))


def undo_end(*, actor: history.Doer, position: Position) -> None:
    """Give a position back the end it had before ``end``. Raises ``PositionRefused`` when it changed since."""
    newest = history.last(SUBJECT, position.id)
    if newest is None or newest.action != "end_position":
        raise PositionRefused("Vị trí đã thay đổi từ đó nên không hoàn tác được. Hãy giao vị trí mới.")
    ended = position.valid_to
    # Its own old days are no obstacle: only what was given since may stand in the way.
    if ended and queries.equal_position(
        position.user_id, position.unit_id, position.role, ended + timedelta(days=1), None
    ):
        raise PositionRefused("Người này đã được giao lại vị trí giống như vậy.")
    before = said(position)
    position.valid_to = _day((newest.details or {}).get("before", {}).get("valid_to"))
    _note(actor, "undo_end_position", position, before=before, after=said(position))


def take_back(*, actor: history.Doer, position: Position) -> None:
    """Remove a position given by mistake, that began today at the earliest.

    Raises ``PositionRefused``: it has been held already, has been lent, or is the last administrator's.
    """
    if position.valid_from < clock.today():
        raise PositionRefused("Vị trí đã có hiệu lực từ trước hôm nay: ghi ngày cuối thay vì bỏ.")
    if db.session.scalar(select(StandIn.id).filter_by(position_id=position.id).limit(1)):
        raise PositionRefused("Vị trí này đã được ủy quyền: ghi ngày cuối thay vì bỏ.")
    _keep_an_admin(position, clock.today())
    db.session.execute(db.update(SignIn).where(SignIn.position_id == position.id).values(position_id=None))
    _note(actor, "take_back_position", position, before=said(position), after=None)
    db.session.delete(position)
    db.session.flush()


def keep_an_admin_without(user: User) -> None:
    """Raise ``PositionRefused`` when nobody but ``user`` could administer today."""
    today = clock.today()
    if queries.someone_administers(today) and not queries.someone_administers(today, without_user=user.id):
        raise PositionRefused(LAST_ADMIN)


def _keep_an_admin(position: Position, day: date) -> None:
    if position.role is not Role.ADMIN or not queries.someone_administers(day):
        return
    if not queries.someone_administers(day, without_position=position.id):
        raise PositionRefused(LAST_ADMIN)


def _check(user_id: int, unit_id: int, role: Role, begins: date, ends: date | None) -> None:
    if ends and ends < begins:
        raise PositionRefused("Ngày cuối phải bằng hoặc sau ngày bắt đầu.")
    if held := queries.equal_position(user_id, unit_id, role, begins, ends):
        until = f" đến {day_text(held.valid_to)}" if held.valid_to else ""
        raise PositionRefused(
            f"Người này đã giữ đúng vị trí đó từ {day_text(held.valid_from)}{until}. Ghi ngày cuối cho vị trí ấy trước."
        )


def said(position: Position) -> dict[str, Any]:
    """Return a position as the history keeps it."""
    return {
        "user": position.user.name,
        "unit": position.unit.name,
        "role": position.role.label,
        "title": position.title,
        "valid_from": day_text(position.valid_from),
        "valid_to": day_text(position.valid_to),
    }


def _day(text: str | None) -> date | None:
    if not text:
        return None
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


def _note(
    actor: history.Doer, action: str, position: Position, *, before: Any, after: Any, key: str | None = None
) -> None:
    history.record(
        actor=actor, action=action, subject=SUBJECT, subject_id=position.id, key=key,
        details={"before": before, "after": after},
    )  # fmt: skip
