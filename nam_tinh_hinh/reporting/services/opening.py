"""Opening a period: its deadline becomes a fact, and who owes a report is frozen (requirements R060-R066)."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import Period as Span
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting.calendar import Slot
from nam_tinh_hinh.reporting.enums import Receiver
from nam_tinh_hinh.reporting.queries.outlines import newest_outline
from nam_tinh_hinh.reporting.queries.owners import owners_of
from nam_tinh_hinh.reporting.tables import Obligation, Outline, Period, Regime, Report, Section
from nam_tinh_hinh.reporting.workflow import PERIOD


def open_slot(*, actor: history.Doer, regime: Regime, slot: Slot) -> Period | None:
    """Open the period of one slot for all who owe it on its opening day; None when it is open already.

    Two servers may try at once: the unique ``slot`` lets one through, the other takes everything back.
    """
    name = f"{regime.id}:{slot.span.first.isoformat()}"
    if db.session.scalar(select(Period.id).where(Period.slot == name)):
        return None
    outline = newest_outline(regime.outline_code)
    row = Period(
        slot=name, regime_id=regime.id, outline_id=outline.id, title=titled(regime.label, slot.span),
        first=slot.span.first, last=slot.span.last, opened_at=clock.now(), due_at=slot.due_at,
        grace_until=slot.grace_until, gathers_from=slot.gathers_from, gathers_to=slot.gathers_to,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return None
    owe(period=row, outline=outline, units=owners_of(regime, clock.local(slot.opens_at).date()))
    history.record(actor=actor, action="open", subject=PERIOD, subject_id=row.id)
    return row


def titled(label: str, span: Span) -> str:
    """Return what a report of a span is called; words that end the one and begin the other are said once.

    "Báo cáo nhanh tuần" and "tuần 16/11 - 22/11/2026" make "Báo cáo nhanh tuần 16/11 - 22/11/2026".
    """
    said, more = label.split(), span.label.split()
    most = min(len(said), len(more))
    shared = next((n for n in range(most, 0, -1) if [w.lower() for w in said[-n:]] == more[:n]), 0)
    return " ".join([*said, *more[shared:]])


def owe(*, period: Period, outline: Outline, units: Iterable[Unit]) -> list[Report]:
    """Let ``units`` owe a report in ``period``: an obligation and an empty report each, a section a heading."""
    made = []
    for unit in units:
        receiver_id = receiver_of(period, unit)
        owed = Obligation(
            period_id=period.id, unit_id=unit.id, unit_name=unit.name, due_at=period.due_at,
            grace_until=period.grace_until, receiver_id=receiver_id,
            copy_id=_copy_of(period.regime, unit, receiver_id),
        )  # fmt: skip
        db.session.add(owed)
        db.session.flush()
        made.append(_empty_report(owed, outline))
    db.session.flush()
    return made


def _empty_report(owed: Obligation, outline: Outline) -> Report:
    report = Report(obligation_id=owed.id, unit_id=owed.unit_id, begun_at=clock.now())
    report.sections = [Section(heading_id=one.id) for one in outline.headings if one.kind.is_written]
    db.session.add(report)
    return report


def receiver_of(period: Period, unit: Unit) -> int | None:
    """Return the id of the unit to which ``unit`` reports: who asked, else as the regime says; None for outside."""
    if period.asked_by_id is not None and period.asked_by_id != unit.id:
        return period.asked_by_id
    to = period.regime.receiver
    found = {
        Receiver.SUPERIOR: unit.parent_id, Receiver.COMMITTEE: unit.committee_id,
        Receiver.UNIT: period.regime.receiver_unit_id,
    }.get(to)  # fmt: skip
    return None if found == unit.id else found


def _copy_of(regime: Regime, unit: Unit, receiver_id: int | None) -> int | None:
    """Return the Party committee of the unit's level, where it reads along and does not receive the report itself."""
    apart = unit.committee_id not in (unit.id, receiver_id)
    return unit.committee_id if regime.copies_committee and apart else None
