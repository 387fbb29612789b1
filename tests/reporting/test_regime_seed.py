"""The regimes of the two plans: there, not applied, each with its clause; what the commune changed stays."""

from datetime import date, time

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import Cadence, period_of
from nam_tinh_hinh.people.queries import work_calendar
from nam_tinh_hinh.reporting import calendar, seed
from nam_tinh_hinh.reporting.disagreeing import InForce, disagreements
from nam_tinh_hinh.reporting.enums import Receiver, RegimeKind
from nam_tinh_hinh.reporting.queries.outlines import newest_outline
from nam_tinh_hinh.reporting.queries.owners import owners_of
from nam_tinh_hinh.reporting.queries.regimes import rule_of
from nam_tinh_hinh.reporting.seed.regimes import FIRST, REGIMES, SECOND
from nam_tinh_hinh.reporting.services import scheduling
from nam_tinh_hinh.reporting.tables import Period, Regime
from tests.reporting.given import Machine

DAY = date(2026, 11, 20)


def rows():
    return {row.code: row for row in db.session.scalars(db.select(Regime))}


def due_days(code, cadence, *days):
    rule, work = rule_of(rows()[code]), work_calendar(date(2025, 1, 1), date(2028, 1, 1))
    return [f"{calendar.due_day(rule, period_of(cadence, day), work):%d/%m/%Y}" for day in days]


def test_both_plans_are_there_and_none_is_applied(world):
    found = rows()
    assert set(found) == set(REGIMES)
    assert {row.valid_from for row in found.values()} == {None}
    assert {row.plan for row in found.values()} == {FIRST, SECOND}
    assert [row.kind for row in found.values() if row.cadence is None] == [RegimeKind.AD_HOC] * 2
    assert scheduling.open_due(actor=Machine()) == []
    assert db.session.scalar(db.select(Period.id)) is None
    assert {newest_outline(row.outline_code).code for row in found.values()} == {
        "weekly",
        "monthly",
        "annual",
        "ad_hoc",
    }


def test_the_deadlines_are_those_of_the_clauses(world):
    november, december = date(2026, 11, 20), date(2026, 12, 20)
    assert due_days("tt_week_14h00", Cadence.WEEK, november) == ["19/11/2026"]
    assert due_days("tt_month", Cadence.MONTH, november, december) == ["13/11/2026", "15/12/2026"]  # 15/11 is a Sunday
    assert due_days("ht_month", Cadence.MONTH, november, december) == ["20/11/2026", "18/12/2026"]
    assert due_days("tt_quarter", Cadence.QUARTER, november) == ["15/12/2026"]
    assert due_days("ht_quarter", Cadence.QUARTER, date(2026, 8, 1)) == ["18/09/2026"]
    assert due_days("tt_half_year", Cadence.HALF_YEAR, date(2026, 2, 1)) == ["15/06/2026"]
    assert due_days("ht_half_year", Cadence.HALF_YEAR, date(2026, 2, 1)) == ["19/06/2026"]
    assert due_days("ht_year", Cadence.YEAR, november) == due_days("tt_year", Cadence.YEAR, november) == ["15/12/2026"]
    assert [row.due_time for code, row in rows().items() if code.startswith("tt_week")] == [time(14), time(13, 30)]


def test_who_owes_and_to_whom(world):
    found = rows()
    assert [one.name for one in owners_of(found["tt_week_14h00"], DAY)] == ["Hội Cựu chiến binh phường Minh Họa"]
    assert (found["tt_month"].receiver, found["tt_month"].copies_committee) == (Receiver.COMMITTEE, False)
    assert found["tt_month"].copies == "Ban Dân vận Tỉnh ủy\nHội Cựu chiến binh tỉnh"
    owners = [one.name for one in owners_of(found["ht_month"], DAY)]
    assert (len(owners), owners[0]) == (30, "Ủy ban MTTQ Việt Nam phường Minh Họa")
    assert (found["ht_month"].receiver, found["ht_month"].copies_committee) == (Receiver.SUPERIOR, True)


def test_where_they_contradict_is_said_with_both_clauses(world):
    compared = [
        InForce(row.id, row.plan, row.label, row.clause, row.kind, rule_of(row),
                frozenset(one.id for one in owners_of(row, DAY)), row.valid_from, row.valid_to)
        for row in rows().values()
    ]  # fmt: skip
    said = [one.words for one in disagreements(compared, if_applied=[one.id for one in compared])]
    assert len(said) == 4
    assert said[0].startswith("Báo cáo nhanh tuần: mục II.5.1 ghi trước 14 giờ 00 thứ Năm, mục III.2 ghi trước 13 giờ")


def test_what_the_commune_changed_stays(world):
    row = rows()["tt_month"]
    row.due_number, row.valid_from = 12, DAY
    row.owners = []
    world.save()
    seed.seed()
    world.save()
    assert (len(rows()), rows()["tt_month"].due_number, rows()["tt_month"].owners) == (len(REGIMES), 12, [])
