"""The year's list: what is known beforehand, what is read of it, what is written and taken back."""

from datetime import date

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.holidays import planned, to_type_in
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.services.calendar import DayFacts
from nam_tinh_hinh.people.tables import Holiday
from tests.people.statements import counted

SATURDAY = date(2026, 8, 22)
WORKED = DayFacts(SATURDAY, "Làm bù ngày 31/8", True)


@pytest.fixture
def admin(world):
    return world.actor("quantri")


def listed(year):
    return {row.day: row.label for row in queries.holidays(year)}


def events():
    rows = db.session.scalars(db.select(history.Event).filter_by(subject="holiday").order_by(history.Event.id))
    return [(row.action, row.details) for row in rows]


def test_a_holiday_at_the_weekend_is_made_up_for():
    assert planned(2026) == {
        date(2026, 1, 1): "Tết Dương lịch",
        **{date(2026, 2, day): "Tết Nguyên đán" for day in range(16, 21)},
        date(2026, 4, 26): "Giỗ Tổ Hùng Vương",
        date(2026, 4, 27): "Nghỉ bù Giỗ Tổ Hùng Vương (26/04)",
        date(2026, 4, 30): "Ngày Chiến thắng",
        date(2026, 5, 1): "Ngày Quốc tế lao động",
        date(2026, 9, 2): "Quốc khánh",
    }


def test_tet_at_the_weekend_and_two_holidays_in_a_row():
    assert {day: label for day, label in planned(2027).items() if day.month in {2, 5}} == {
        date(2027, 2, 5): "Tết Nguyên đán",
        date(2027, 2, 6): "Tết Nguyên đán",
        date(2027, 2, 7): "Tết Nguyên đán",
        date(2027, 2, 8): "Nghỉ bù Tết Nguyên đán (06/02)",
        date(2027, 2, 9): "Nghỉ bù Tết Nguyên đán (07/02)",
        date(2027, 5, 1): "Ngày Quốc tế lao động",
        date(2027, 5, 3): "Nghỉ bù Ngày Quốc tế lao động (01/05)",
    }
    late = {day: label for day, label in planned(2033).items() if "bù" in label}
    assert late == {
        date(2033, 1, 3): "Nghỉ bù Tết Dương lịch (01/01)",
        date(2033, 5, 2): "Nghỉ bù Ngày Chiến thắng (30/04)",
        date(2033, 5, 3): "Nghỉ bù Ngày Quốc tế lao động (01/05)",
    }


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (2026, []),
        (2027, ["2 ngày nghỉ còn lại của Tết Nguyên đán"]),
        (2028, ["5 ngày nghỉ Tết Nguyên đán", "Giỗ Tổ Hùng Vương (mùng 10/3 âm lịch)"]),
    ],
)
def test_what_cannot_be_known_is_named(year, words):
    assert to_type_in(year)[:-2] == words


def test_a_year_is_filled_once_and_what_is_there_stays(admin):
    services.add_holiday(actor=admin, facts=DayFacts(date(2026, 9, 2), "Lễ Quốc khánh"))
    added = services.fill_year(actor=admin, year=2026, key="a" * 32)
    assert added == [day for day in planned(2026) if day != date(2026, 9, 2)]
    assert listed(2026) == planned(2026) | {date(2026, 9, 2): "Lễ Quốc khánh"}
    before = events()
    assert services.fill_year(actor=admin, year=2026, key="a" * 32) == []
    assert services.fill_year(actor=admin, year=2026) == []
    assert events() == before
    assert [action for action, _ in before] == ["add_holiday", *["fill_holiday"] * len(added)]


def test_the_calendar_is_one_read(admin, fresh):
    services.fill_year(actor=admin, year=2026)
    services.add_holiday(actor=admin, facts=WORKED)
    db.session.commit()
    with counted(fresh) as asked:
        calendar = queries.work_calendar(date(2026, 4, 1), date(2026, 12, 31))
    assert len(asked) == 1
    assert calendar.days_on == {SATURDAY: "Làm bù ngày 31/8"}
    assert calendar.days_off == {day: label for day, label in planned(2026).items() if day.month >= 4}
    assert calendar.after(date(2026, 4, 24), 3) == date(2026, 5, 4)


def test_years_nobody_has_filled(admin):
    services.fill_year(actor=admin, year=2026)
    assert queries.years_with_holidays() == [2026]
    assert queries.years_without_holidays(date(2025, 12, 1), date(2027, 1, 5)) == [2025, 2027]
    assert queries.years_without_holidays(date(2026, 1, 1), date(2026, 12, 31)) == []


def test_a_day_is_added_once(admin):
    rows = [services.add_holiday(actor=admin, facts=WORKED, key="b" * 32) for _ in range(2)]
    assert rows[0] is rows[1]
    said = {"id": rows[0].id, "day": "2026-08-22", "label": "Làm bù ngày 31/8", "is_working": True}
    assert events() == [("add_holiday", {"before": None, "after": said})]


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        (DayFacts(SATURDAY, "Nghỉ"), "day", "Đã có ngày 22/08/2026 (Làm bù ngày 31/8). Hãy sửa dòng ấy."),
        (DayFacts(date(2026, 8, 24), " "), "label", "Ghi tên ngày nghỉ"),
        (DayFacts(date(2026, 8, 24), "Làm bù", True), "is_working", "Thứ Hai 24/08/2026 vốn là ngày làm việc"),
    ],
)
def test_what_cannot_be_is_refused(admin, facts, field, words):
    services.add_holiday(actor=admin, facts=WORKED)
    with pytest.raises(EntryRefused) as refused:
        services.add_holiday(actor=admin, facts=facts)
    assert refused.value.field == field
    assert words in str(refused.value)
    assert listed(2026) == {SATURDAY: "Làm bù ngày 31/8"}


def test_an_edit_leaves_before_and_after(admin):
    row = services.add_holiday(actor=admin, facts=WORKED)
    for _ in range(2):  # a second time nothing changes, and nothing is noted
        services.edit_holiday(actor=admin, row=row, facts=DayFacts(SATURDAY, "Nghỉ"))
    said = ({"label": "Làm bù ngày 31/8", "is_working": True}, {"label": "Nghỉ", "is_working": False})
    assert events()[1:] == [("edit_holiday", {"before": said[0], "after": said[1]})]


def test_a_removed_day_comes_back_once(admin):
    row = services.add_holiday(actor=admin, facts=WORKED)
    event = services.remove_holiday(actor=admin, row=row, key="c" * 32)
    assert services.remove_holiday(actor=admin, row=row, key="c" * 32) is event
    assert listed(2026) == {}
    for _ in range(2):
        services.restore_holiday(actor=admin, event=event, key="d" * 32)
    [back] = queries.holidays(2026)
    assert (back.day, back.label, back.is_working) == (SATURDAY, "Làm bù ngày 31/8", True)
    with pytest.raises(ActionRefused, match="Không hoàn tác được"):
        services.restore_holiday(actor=admin, event=event)


def test_a_removed_day_that_was_typed_in_anew_stays_as_typed(admin):
    services.add_holiday(actor=admin, facts=DayFacts(date(2026, 1, 1), "Tết Dương lịch"))
    row = services.add_holiday(actor=admin, facts=WORKED)
    other = services.add_holiday(actor=admin, facts=DayFacts(date(2026, 9, 2), "Quốc khánh"))
    event = services.remove_holiday(actor=admin, row=row)
    services.edit_holiday(actor=admin, row=other, facts=DayFacts(SATURDAY, "Nghỉ"))
    with pytest.raises(ActionRefused, match="Không lấy lại được: đã có ngày 22/08/2026"):
        services.restore_holiday(actor=admin, event=event)
    assert listed(2026) == {date(2026, 1, 1): "Tết Dương lịch", SATURDAY: "Nghỉ"}


@pytest.mark.sqlite  # only there is the number of a row that is gone given out again
def test_a_removed_day_never_takes_anothers_place(admin):
    event = services.remove_holiday(actor=admin, row=services.add_holiday(actor=admin, facts=WORKED))
    services.fill_year(actor=admin, year=2026)  # takes the number of the removed row
    with pytest.raises(ActionRefused, match="Không hoàn tác được"):
        services.restore_holiday(actor=admin, event=event)
    assert listed(2026) == planned(2026)
    assert db.session.scalar(db.select(db.func.count()).select_from(Holiday)) == len(planned(2026))
