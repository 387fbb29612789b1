"""Regimes of the plans and of the commune's own, as the pages of regimes need them."""

from datetime import date, time

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import Cadence
from nam_tinh_hinh.people.tables import UnitKind, UnitLevel
from nam_tinh_hinh.reporting.enums import DueRule, HolidayRule, Receiver, RegimeKind
from nam_tinh_hinh.reporting.seed.outlines import MONTHLY, WEEKLY
from nam_tinh_hinh.reporting.tables import Regime, RegimeOwner
from tests.world import World

THUAN_THANH = "Kế hoạch 01-KH/BDV ngày 26/5/2024 (Thuận Thành)"
APPLIED = date(2026, 1, 1)


def level(code: str = "commune") -> UnitLevel:
    return db.session.scalars(db.select(UnitLevel).filter_by(code=code)).one()


def kind(code: str) -> UnitKind:
    return db.session.scalars(db.select(UnitKind).filter_by(code=code)).one()


def weekly(
    world: World, *, code: str | None, clause: str, at: time, owners: list[RegimeOwner], applied: date | None = None
) -> Regime:
    """A weekly regime of the plan: due on Thursdays at an hour of its own."""
    row = Regime(
        code=code, plan=THUAN_THANH, clause=clause, label="Báo cáo nhanh tuần", kind=RegimeKind.FLASH,
        cadence=Cadence.WEEK, due_rule=DueRule.WEEKDAY, due_number=3, due_time=at, holiday_rule=HolidayRule.BEFORE,
        grace_minutes=30, opens_days=3, receiver=Receiver.SUPERIOR, outline_code=WEEKLY, valid_from=applied,
    )  # fmt: skip
    row.owners = owners
    db.session.add(row)
    world.save()
    return row


def shipped(world: World) -> tuple[Regime, Regime]:
    """The two that disagree within one plan: at 14:00 in force, at 13:30 known; both for units of the commune."""
    veterans = kind("veterans")
    return (
        weekly(world, code="a1", clause="mục II.5.1", at=time(14, 0), owners=[RegimeOwner(kind=veterans)],
               applied=APPLIED),
        weekly(world, code="a2", clause="mục III.2", at=time(13, 30), owners=[RegimeOwner(level=level())]),
    )  # fmt: skip


def monthly(world: World, applied: date | None = APPLIED) -> Regime:
    """A monthly regime of the commune's own: the 15th, to MTTQ, by two named units."""
    row = Regime(
        label="Báo cáo tháng", kind=RegimeKind.PERIODIC, cadence=Cadence.MONTH, due_rule=DueRule.DAY_OF_MONTH,
        due_number=15, due_time=time(17, 0), holiday_rule=HolidayRule.BEFORE, opens_days=5, receiver=Receiver.UNIT,
        receiver_unit=world.unit("mttq"), outline_code=MONTHLY, valid_from=applied,
    )  # fmt: skip
    row.owners = [RegimeOwner(unit=world.unit("ccb")), RegimeOwner(unit=world.unit("phu_nu"))]
    db.session.add(row)
    world.save()
    return row


def typed(regime, **said):
    """What the form of an own regime carries."""
    hours = f"{regime.due_time:%H:%M}" if regime.due_time else ""
    fields = {
        "label": regime.label, "plan": regime.plan, "clause": regime.clause, "kind": regime.kind.value,
        "cadence": regime.cadence.value if regime.cadence else "", "due_rule": regime.due_rule.value, "weekday": "3",
        "due_number": str(regime.due_number), "months_after": "0", "due_time": hours,
        "holiday_rule": regime.holiday_rule.value, "grace_minutes": "0", "opens_days": "5", "remind_days": "1",
        "remind_hours": "2", "receiver": regime.receiver.value, "receiver_unit_id": str(regime.receiver_unit_id or ""),
        "copies": "", "outline_code": regime.outline_code, "valid_from": clock.day_text(regime.valid_from),
        "valid_to": "", "unit_ids": [str(one.unit_id) for one in regime.owners if one.unit_id], "buoc": "luu",
    }  # fmt: skip
    return fields | said


def again(regime_id):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Regime, regime_id)
