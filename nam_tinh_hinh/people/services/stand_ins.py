"""A leader lends his position to a colleague for some days, and takes it back (ủy quyền)."""

from datetime import date, timedelta

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import rules
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import stand_ins as queries
from nam_tinh_hinh.people.tables import Position, StandIn, User

SUBJECT = "stand_in"
LONGEST = timedelta(days=366)  # what is lent for longer is not lent: appoint the person


class StandInRefused(Exception):
    """A position that cannot be lent so; the sentence says why and what to do."""


def lend(*, actor: Actor, deputy: User, begins: date, ends: date, key: str | None = None) -> StandIn:
    """Lend the position the actor wears now to ``deputy`` from ``begins`` to ``ends``, both days included.

    The same ``key`` again returns what it made the first time. Raises ``StandInRefused``: no leader's own position,
    days out of order or past, no colleague of the unit, or lent on those days already.
    """
    if earlier := history.replayed(key, actor, SUBJECT):
        return db.session.get_one(StandIn, earlier.subject_id)
    position = _lendable(actor)
    _check_days(position, begins, ends)
    _check_deputy(actor, deputy)
    if taken := queries.lent_meanwhile(position.id, begins, ends):
        days = f"{day_text(taken.valid_from)} đến {day_text(taken.valid_to)}"
        raise StandInRefused(
            f"Vị trí này đã ủy quyền cho {taken.deputy.name} từ {days}. Kết thúc sớm lần đó, hoặc chọn ngày khác."
        )
    row = StandIn(position=position, deputy=deputy, valid_from=begins, valid_to=ends)
    db.session.add(row)
    db.session.flush()
    details = {"before": None, "after": _said(row)}
    history.record(actor=actor, action="lend", subject=SUBJECT, subject_id=row.id, details=details, key=key)
    return row


def end_early(*, actor: Actor, stand_in: StandIn) -> None:
    """Take a lent position back at once."""
    if stand_in.ended_at is None:
        stand_in.ended_at = clock.now()
        history.record(
            actor=actor, action="end_early", subject=SUBJECT, subject_id=stand_in.id,
            details={"before": _said(stand_in), "after": None},
        )  # fmt: skip


def is_over(stand_in: StandIn, day: date) -> bool:
    """Tell whether a stand-in has ended before ``day`` or was taken back."""
    return stand_in.ended_at is not None or stand_in.valid_to < day


def _lendable(actor: Actor) -> Position:
    if not rules.may_lend(actor) or actor.hat is None:
        raise StandInRefused("Chỉ lãnh đạo đơn vị, đang làm việc với vị trí của chính mình, được ủy quyền.")
    return db.session.get_one(Position, actor.hat.id)


def _check_days(position: Position, begins: date, ends: date) -> None:
    if ends < begins:
        raise StandInRefused("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.")
    if ends - begins > LONGEST:
        raise StandInRefused("Ủy quyền mỗi lần dài nhất một năm. Hết hạn thì ủy quyền tiếp.")
    if begins < clock.today():
        raise StandInRefused("Ngày bắt đầu đã qua. Ủy quyền tính từ hôm nay trở đi.")
    if position.valid_to and ends > position.valid_to:
        raise StandInRefused(f"Chức vụ của bạn chỉ đến ngày {day_text(position.valid_to)}; ủy quyền không dài hơn.")


def _check_deputy(actor: Actor, deputy: User) -> None:
    colleagues = queries.colleagues(actor.unit_id or 0, of=actor.user_id or 0, day=clock.today())
    if deputy.id not in {user.id for user in colleagues}:
        raise StandInRefused("Chỉ ủy quyền cho người đang có vị trí trong cùng đơn vị.")


def _said(row: StandIn) -> dict[str, str]:
    return {
        "position": row.position.title or row.position.role.label,
        "unit": row.position.unit.name,
        "lender": row.position.user.name,
        "deputy": row.deputy.name,
        "valid_from": day_text(row.valid_from),
        "valid_to": day_text(row.valid_to),
    }
