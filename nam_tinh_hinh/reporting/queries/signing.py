"""Reads for signing and sending: who signs and reads, what was shown, what was read before, what came of it since."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Select, and_, false, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import in_force
from nam_tinh_hinh.people.tables import Position, Unit, UnitKind, User
from nam_tinh_hinh.reporting.enums import EDITABLE, Stage
from nam_tinh_hinh.reporting.queries.reports import NOT_RECALLED, own
from nam_tinh_hinh.reporting.rules import SIGNERS, may_sign, may_write
from nam_tinh_hinh.reporting.tables import (
    Obligation,
    OutlineHeading,
    Period,
    Report,
    Section,
    Sending,
    SentSection,
)
from nam_tinh_hinh.reporting.workflow import REPORT
from nam_tinh_hinh.situation.queries.reaching import SERVING_KINDS
from nam_tinh_hinh.situation.reach import Reach

# What others than the writing unit learn of a report's way: never how it was written and signed inside the unit.
OPEN_STEPS = ("send", "recall", "accept", "unaccept", "return")


def fingerprint(report: Report, sections: Iterable[Section]) -> str:
    """Return a short print of all that a person sees before signing: it changes with any section that is saved."""
    seen = [report.is_nothing, *sorted((one.id, one.version) for one in sections)]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def people_of(unit_id: int | None, roles: Collection[Role], *, serving: bool = False) -> list[str]:
    """Return who holds one of ``roles`` in a unit today, as "Phạm Văn Thắng (Chủ tịch Hội)".

    ``serving``: those of the offices that work for it too.
    """
    offices = select(Unit.id).join(UnitKind).where(Unit.parent_id == unit_id, UnitKind.code.in_(SERVING_KINDS))
    units = or_(Position.unit_id == unit_id, Position.unit_id.in_(offices)) if serving else Position.unit_id == unit_id
    query = select(Position).join(Position.user).options(contains_eager(Position.user))
    held = units, Position.role.in_(roles), User.disabled_at.is_(None), *in_force(Position, clock.today())
    found = db.session.scalars(query.where(*held).order_by(Position.id)).all()
    return list(dict.fromkeys(f"{one.user.name} ({one.title or one.role.label})" for one in found))


def read_before(sending: Sending) -> Sending | None:
    """Return the newest earlier sending that its receiver opened, with its sections: what he compares with."""
    if sending.round == 1:
        return None
    loaded = selectinload(Sending.sections).joinedload(SentSection.heading).selectinload(OutlineHeading.figures)
    earlier = Sending.report_id == sending.report_id, Sending.round < sending.round, Sending.read_at.is_not(None)
    query = select(Sending).where(*earlier).options(loaded).order_by(Sending.round.desc()).limit(1)
    return db.session.scalar(query)


def to_note(person: Reach, report_id: int) -> int | None:
    """Return the id of the newest sending when ``person`` receives it and nobody there has opened it yet."""
    query = select(Sending.id).join(Sending.report).join(Report.obligation)
    mine = Obligation.receiver_id.in_(person.desks), Report.stage == Stage.SENT, Report.rounds == Sending.round
    return db.session.scalar(
        query.where(Sending.report_id == report_id, *mine, NOT_RECALLED, Sending.read_at.is_(None))
    )


def open_story(report_id: int) -> list[history.Event]:
    """Return what happened to a report between its unit and its receiver, newest first."""
    return [one for one in reversed(history.of(REPORT, report_id)) if one.action in OPEN_STEPS]


def to_sign(person: Reach) -> Select[Any]:
    """Return the query for the reports that wait for the signature of ``person``."""
    if not may_sign(person.actor):
        return select(Report).where(false())
    mine = Report.unit_id.in_(person.desks if person.role is Role.LEADER else person.tops)
    return select(Report).where(mine, Report.stage == Stage.PROPOSED)


def sent_back(person: Reach) -> Select[Any]:
    """Return the query for the reports of ``person`` that came back with a reason: from the receiver, or his leader.

    Who declines is not told that something was declined.
    """
    if not may_write(person.actor):
        return select(Report).where(false())
    declined = Report.stage == Stage.DECLINED
    returned = and_(Report.stage.in_(EDITABLE), Report.return_reason != "")
    mine = own(person) if person.role is Role.OFFICER else Report.unit_id.in_(person.speaks)
    return select(Report).where(mine, returned if person.role in SIGNERS else or_(declined, returned))


def due_first(query: Select[Any]) -> Sequence[Report]:
    """Return the reports of one of these queries with what is said of them, the next to fall due first."""
    query = query.join(Report.obligation)
    loaded = contains_eager(Report.obligation).options(
        joinedload(Obligation.period).joinedload(Period.regime), joinedload(Obligation.receiver)
    )
    query = query.options(loaded, joinedload(Report.unit))
    return db.session.scalars(query.order_by(Obligation.due_at.is_(None), Obligation.due_at, Report.id)).all()
