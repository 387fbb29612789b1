"""The matrix and one unit's history from inside: who sees which cells, how they count, what is reminded of."""

from datetime import date, timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import Cadence, period_of
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.enums import Stage, Standing
from nam_tinh_hinh.reporting.queries import boards
from nam_tinh_hinh.reporting.queries.boards import BoardFilters, Scope, matrix
from nam_tinh_hinh.reporting.services import reminders
from nam_tinh_hinh.reporting.tables import Obligation
from nam_tinh_hinh.reporting.tallies import Tally
from tests.people.statements import counted


def asked(reporting, **more):
    return BoardFilters(period_of(Cadence.MONTH, reporting.week.last), **more)


def seen(reporting, person, **more):
    return boards.board(person, asked(reporting, **more))


def names(found):
    return {row.name for row in found.rows}


@pytest.fixture
def three(reporting):
    """Hội CCB sent in time, Hội LHPN late, Hội Nông dân nothing; MTTQ owes one above."""
    with clock.stopped_at(reporting.at(3, 10)):
        reporting.sent("ccb")
    reporting.written("phu_nu")
    with clock.stopped_at(reporting.at(3, 15)):
        reporting.send(reporting.report("phu_nu"), "phu_nu")
    assert reporting.above
    return reporting


def test_each_sees_what_he_answers_for(three):
    units = {key: three.unit(key).name for key in ("ccb", "phu_nu", "nong_dan", "mttq")}
    assert names(seen(three, three.reach("lanhdao"))) == {units["ccb"]}
    assert names(seen(three, three.of("mttq"))) == set(units.values())
    assert names(seen(three, three.of("mttq"), scope=Scope.RECEIVED)) == set(units.values()) - {units["mttq"]}
    assert names(seen(three, three.of("mttq"), scope=Scope.OWN)) == {units["mttq"]}
    assert names(seen(three, three.reach("tonghop"), scope=Scope.RECEIVED)) == {units["mttq"]}
    assert names(seen(three, three.reach("thuongtruc"))) == set(units.values())
    assert names(seen(three, three.reach("quantri"))) == set()


def test_the_five_numbers_both_ways(three):
    with clock.stopped_at(three.at(3, 16)):
        found = seen(three, three.of("mttq"), scope=Scope.RECEIVED)
    assert {row.unit_id: row.tally for row in found.rows} == {
        three.unit("ccb").id: Tally(1, 1, 1, 1), three.unit("phu_nu").id: Tally(1, 1, 0, 1),
        three.unit("nong_dan").id: Tally(1, 0, 0, 1),
    }  # fmt: skip
    assert found.tallies == {three.week.id: Tally(3, 2, 1, 3)}
    assert found.tally == Tally(3, 2, 1, 3)
    cells = {row.unit_id: row.cells[three.week.id] for row in found.rows}
    late = cells[three.unit("phu_nu").id]
    assert (late.standing, late.is_late, late.note) == (Standing.SENT, True, "trễ 1 giờ 30 phút")
    assert cells[three.unit("nong_dan").id].standing is Standing.OVERDUE


def test_who_lacks_what_and_only_those(three):
    found = seen(three, three.of("mttq"), missing_only=True)
    assert names(found) == {three.unit("nong_dan").name, three.unit("mttq").name}
    with clock.stopped_at(three.at(3, 9)):
        lacking = [(one.column.id, len(one.cells), one.mine) for one in found.lacking(three.of("mttq"))]
    assert lacking == [(three.week.id, 1, 1), (three.above.id, 1, 0)]
    assert names(seen(three, three.of("mttq"), words="nong dan")) == {three.unit("nong_dan").name}
    assert names(seen(three, three.of("mttq"), regime_id=three.above.regime_id)) == {three.unit("mttq").name}


def test_what_is_exempt_is_not_owed(three):
    owed = three.report("nong_dan").obligation
    owed.exempted_at, owed.exception_reason = clock.now(), "Đang sáp nhập."
    three.save()
    found = seen(three, three.of("mttq"), scope=Scope.RECEIVED)
    row = next(row for row in found.rows if row.unit_id == owed.unit_id)
    assert (row.tally, row.cells[three.week.id].standing) == (Tally(), Standing.EXEMPT)
    assert found.tally.owed == 2


def test_a_returned_report_counts_as_sent_once_by_its_first_sending(three):
    report = three.report("ccb")
    with clock.stopped_at(three.at(3, 16)):
        asked_for = {three.section(report).id: "Ghi rõ số hộ."}
        services.return_sections(actor=three.of("mttq"), report=report, reasons=asked_for)
        three.save()
        found = seen(three, three.reach("lanhdao"))
    cell = found.rows[0].cells[three.week.id]
    assert (found.tally, cell.standing, cell.note) == (Tally(1, 1, 1, 1), Standing.SENT, "đang sửa")


def test_what_was_recalled_was_not_sent(three):
    with clock.stopped_at(three.at(3, 11)):
        services.act(actor=three.of("ccb"), report=three.report("ccb"), action="recall")
        three.save()
        assert seen(three, three.reach("lanhdao")).tally == Tally(1, 0, 0, 0)
    with clock.stopped_at(three.at(3, 13, 45)):
        three.written("ccb")
        three.send(three.report("ccb"))
        assert seen(three, three.reach("lanhdao")).tally == Tally(1, 1, 0, 1)


def test_a_unit_merged_away_keeps_its_name_of_that_day(three):
    unit = three.unit("nong_dan")
    earlier, unit.name = unit.name, "Tên mới sau sáp nhập"
    three.save()
    assert earlier in names(seen(three, three.of("mttq")))


def test_columns_are_named_in_few_letters(reporting):
    month = reporting.regime(("ccb",), "mttq", cadence=Cadence.MONTH, label="Báo cáo tháng")
    quarter = reporting.regime(("ccb",), "mttq", cadence=Cadence.QUARTER, label="Báo cáo quý")
    day = date(2026, 11, 18)
    for regime in (month, quarter, reporting.regime(("ccb",), "mttq"), reporting.regime(("ccb",), "mttq")):
        reporting.open(regime, day)
    found = boards.board(reporting.of("mttq"), BoardFilters(period_of(Cadence.QUARTER, day)))
    assert {one.label for one in found.columns} == {"Th.11", "Quý IV", "T47 16/11"}
    # Two regimes of one name are told apart by their hour.
    assert [regime for regime, _some in found.groups].count("Báo cáo nhanh tuần (hạn 13 giờ 30)") == 2
    assert ("Báo cáo nhanh tuần (hạn 13 giờ 30)") in {label for _id, label in matrix.regimes(reporting.of("mttq"))}


def test_a_year_of_weeks_costs_as_many_statements_as_one(reporting):
    regime, counts = reporting.regime(("ccb", "phu_nu", "nong_dan"), "mttq"), []
    person, span = reporting.of("mttq"), period_of(Cadence.YEAR, clock.today())
    for first, last in ((0, 1), (1, 12)):
        for week in range(first, last):
            reporting.open(regime, date(clock.today().year, 3, 2) + timedelta(weeks=week))
        with counted(reporting.world.app) as statements:
            found = boards.board(person, BoardFilters(span))
        counts.append(len(statements))
    assert (counts, len(found.columns)) == ([1, 1], 12)


# --- reminding ---
def test_all_of_a_period_are_reminded_once_and_the_history_says_so(three):
    with clock.stopped_at(three.at(3, 13)):
        done = reminders.remind(actor=three.of("mttq"), period_id=three.week.id, key="k1")
        three.save()
        again = reminders.remind(actor=three.of("mttq"), period_id=three.week.id, key="k1")
        soon = reminders.remind(actor=three.of("mttq"), period_id=three.week.id)
    owed = three.report("nong_dan").obligation
    assert (done, again, soon) == (reminders.Reminded(1, 0), reminders.Reminded(1, 0), reminders.Reminded(0, 1))
    assert (owed.reminders, owed.reminded_at) == (1, three.at(3, 13))
    assert [(one.action, one.details) for one in history.of("obligation", owed.id)] == [
        ("remind", {"after": {"reminded": 1, "left_out": 0}})
    ]
    with clock.stopped_at(three.at(3, 14, 1)):
        assert reminders.remind(actor=three.of("mttq"), obligation_ids=[owed.id]) == reminders.Reminded(1, 0)


@pytest.mark.parametrize("who", ["ccb", "phu_nu", "dang_uy"])
def test_only_who_receives_reminds(three, who):
    owed = three.report("nong_dan").obligation
    with pytest.raises(ActionRefused):
        reminders.remind(actor=three.of(who), obligation_ids=[owed.id])
    with pytest.raises(ActionRefused):
        reminders.remind(actor=three.of("mttq", Role.CLERK), obligation_ids=[owed.id])
    assert db.session.get_one(Obligation, owed.id).reminders == 0


def test_what_was_sent_meanwhile_is_not_reminded_of(three):
    owed = three.report("ccb").obligation
    with pytest.raises(ActionRefused, match="đã nộp cả"):
        reminders.remind(actor=three.of("mttq"), obligation_ids=[owed.id, 10**6])


# --- one unit ---
def test_the_history_of_a_unit(reporting):
    regime = reporting.regime(("ccb", "phu_nu"), "mttq")
    monday = reporting.at(0, 8).date()
    for ago in (3, 2, 1):
        reporting._week = reporting.open(regime, monday - timedelta(weeks=ago))
        with clock.stopped_at(reporting.at(3, 14 if ago == 3 else 9) - timedelta(weeks=ago)):
            reporting.staged(Stage.ACCEPTED)
    found = boards.history_of(reporting.reach("lanhdao"), reporting.unit("ccb").id)
    assert (found.tally, found.streak) == (Tally(3, 3, 2, 3), 2)
    assert [cell.late_words for cell in found.cells] == ["", "", "trễ 30 phút"]
    assert sum((month.tally for month in found.months), Tally()) == Tally(3, 3, 2, 3)
    assert boards.history_of(reporting.reach("lanhdao2"), reporting.unit("ccb").id) is None
    assert boards.history_of(reporting.reach("tonghop"), reporting.unit("doan").id).cells == ()
