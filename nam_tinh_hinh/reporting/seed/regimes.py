"""The regimes of the two plans as rows that nobody has applied yet: which of them is in force is the commune's choice.

The plans disagree with each other and, on Thursdays, within one (contradictions A1-A5); each row names its clause, so
that whoever applies one reads where it comes from. What a plan leaves open is said in ``clause``: hours, except on
Thursdays; half a year's day in the second plan; the month of the year's report in the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from sqlalchemy import select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import Cadence
from nam_tinh_hinh.people.tables import UnitKind, UnitLevel
from nam_tinh_hinh.reporting.enums import DueRule, HolidayRule, Receiver, RegimeKind
from nam_tinh_hinh.reporting.seed.outlines import AD_HOC, ANNUAL, MONTHLY, WEEKLY
from nam_tinh_hinh.reporting.tables import Regime, RegimeOwner

FIRST, SECOND = "Kế hoạch Thuận Thành", "Kế hoạch Hà Tĩnh"
THURSDAY, END_OF_DAY = 3, time(17, 0)
_WEEKLY, _MONTHLY, _QUARTERLY = "Báo cáo nhanh tuần", "Báo cáo tháng", "Báo cáo quý"
_HALF_YEARLY, _YEARLY, _AD_HOC = "Báo cáo 6 tháng", "Báo cáo năm", "Báo cáo đột xuất"
OUTLINE_OF = {
    None: AD_HOC, Cadence.WEEK: WEEKLY, Cadence.MONTH: MONTHLY, Cadence.QUARTER: ANNUAL, Cadence.HALF_YEAR: ANNUAL,
    Cadence.YEAR: ANNUAL,
}  # fmt: skip
# How many days before its due day a period opens, and how many before it one is reminded.
OPENS = {Cadence.WEEK: 3, Cadence.MONTH: 7, Cadence.QUARTER: 10, Cadence.HALF_YEAR: 15, Cadence.YEAR: 20}
REMINDS = {Cadence.WEEK: 1, Cadence.MONTH: 2, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 5, Cadence.YEAR: 7}


@dataclass(frozen=True)
class Plan:
    """What the regimes of one plan have in common: to whom, who reads along, and who owes ((kind, level), …)."""

    name: str
    receiver: Receiver
    copies: str
    copies_committee: bool
    owners: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Line:
    """One regime as it is shipped; without a cadence it is the ad hoc one."""

    label: str
    clause: str
    cadence: Cadence | None = None
    number: int = 1
    at: time = END_OF_DAY


# Seed 000: the one who acts is Hội CCB (II.1); to the Party committee, and at the same time to its own line and upward.
THUAN_THANH = Plan(
    FIRST, Receiver.COMMITTEE, "Ban Dân vận Tỉnh ủy\nHội Cựu chiến binh tỉnh", False, (("veterans", "commune"),)
)
# Seed 004, IV.2: boards and branches of neighbourhoods, and the organisations of the commune, to their superiors.
HA_TINH = Plan(
    SECOND, Receiver.SUPERIOR, "", True,
    (
        *((kind, "commune") for kind in ("front", "veterans", "farmers", "women", "youth", "union")),
        ("front_board", None), ("branch", None),
    ),
)  # fmt: skip

REGIMES: Mapping[str, tuple[Plan, Line]] = {
    "tt_week_14h00": (THUAN_THANH, Line(_WEEKLY, "II.5.1", Cadence.WEEK, THURSDAY, time(14, 0))),
    "tt_week_13h30": (THUAN_THANH, Line(_WEEKLY, "III.2", Cadence.WEEK, THURSDAY, time(13, 30))),
    "tt_month": (THUAN_THANH, Line(_MONTHLY, "II.5.1, III.2 (không ghi giờ)", Cadence.MONTH, 15)),
    "tt_quarter": (THUAN_THANH, Line(_QUARTERLY, "II.5.1, III.2 (không ghi giờ)", Cadence.QUARTER, 15)),
    "tt_half_year": (
        THUAN_THANH,
        Line(_HALF_YEARLY, "II.5.1, III.2 (chỉ ghi ngày 15; không ghi tháng, giờ)", Cadence.HALF_YEAR, 15),
    ),
    "tt_year": (
        THUAN_THANH, Line(_YEARLY, "II.5.1, III.2 (chỉ ghi ngày 15; không ghi tháng, giờ)", Cadence.YEAR, 15)
    ),
    "tt_ad_hoc": (THUAN_THANH, Line(_AD_HOC, "II.5.1, III.1 (nếu có)")),
    "ht_month": (HA_TINH, Line(_MONTHLY, "IV.2 (không ghi giờ)", Cadence.MONTH, 20)),
    "ht_quarter": (HA_TINH, Line(_QUARTERLY, "IV.2 (không ghi giờ)", Cadence.QUARTER, 20)),
    "ht_half_year": (
        HA_TINH,
        Line(_HALF_YEARLY, "IV.2 (kế hoạch không định ngày riêng cho 6 tháng; lấy ngày 20)", Cadence.HALF_YEAR, 20),
    ),
    "ht_year": (HA_TINH, Line(_YEARLY, "IV.2 (không ghi giờ)", Cadence.YEAR, 15)),
    "ht_ad_hoc": (HA_TINH, Line(_AD_HOC, "IV.2, V.1 (khi có yêu cầu)")),
}  # fmt: skip


def seed_regimes() -> None:
    """Add every regime of the plans that is missing, not applied; those that are there stay as the commune has them.

    The kinds and levels of units must be there before.
    """
    there = set(db.session.scalars(select(Regime.code)))
    kinds = dict(db.session.execute(select(UnitKind.code, UnitKind.id)).all())
    levels = dict(db.session.execute(select(UnitLevel.code, UnitLevel.id)).all())
    for code, (plan, line) in REGIMES.items():
        if code not in there:
            row = _row(code, plan, line)
            row.owners = [
                RegimeOwner(kind_id=kinds[kind], level_id=levels.get(level or "")) for kind, level in plan.owners
            ]
            db.session.add(row)
    db.session.flush()


def _row(code: str, plan: Plan, line: Line) -> Regime:
    cadence = line.cadence
    row = Regime(
        code=code, plan=plan.name, clause=line.clause, label=line.label, kind=_kind(cadence), cadence=cadence,
        receiver=plan.receiver, copies=plan.copies, copies_committee=plan.copies_committee,
        outline_code=OUTLINE_OF[cadence],
    )  # fmt: skip
    if cadence:
        row.due_rule = DueRule.WEEKDAY if cadence is Cadence.WEEK else DueRule.DAY_OF_MONTH
        row.due_number, row.due_time, row.holiday_rule = line.number, line.at, HolidayRule.BEFORE
        row.opens_days, row.remind_days = OPENS[cadence], REMINDS[cadence]
    return row


def _kind(cadence: Cadence | None) -> RegimeKind:
    if cadence is None:
        return RegimeKind.AD_HOC
    return RegimeKind.FLASH if cadence is Cadence.WEEK else RegimeKind.PERIODIC
