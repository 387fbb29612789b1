"""Deadlines of five years: every due rule, cadence and holiday rule, with Tết, leap days and short months."""

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random

import pytest

from nam_tinh_hinh.kernel.clock import VIETNAM, local
from nam_tinh_hinh.kernel.periods import Cadence, Period, period_of
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.reporting.calendar import (
    MOST_SLOTS,
    Rule,
    coming,
    day_words,
    due_at,
    due_day,
    faults,
    holiday_words,
    opened_by,
    rule_words,
    slot_of,
    slots,
)
from nam_tinh_hinh.reporting.enums import DueRule, HolidayRule

W, M, Q, H, Y = Cadence
SAME, BEFORE, AFTER = HolidayRule
DAY = timedelta(days=1)
YEARS = range(2024, 2029)
# Tết and the fixed holidays; in 2026 people work on Saturday 22 August in return for Monday 31 August.
TET = {2024: (2, 8, 7), 2025: (1, 27, 7), 2026: (2, 16, 5), 2027: (2, 5, 7), 2028: (1, 25, 7)}
OFF = {date(year, *TET[year][:2]) + DAY * n: "Tết" for year in YEARS for n in range(TET[year][2])}
OFF |= {date(year, *day): "Lễ" for year in YEARS for day in ((1, 1), (4, 30), (5, 1), (9, 2))}
WORK = WorkCalendar(OFF | {date(2026, 8, 31): "Nghỉ bù"}, {date(2026, 8, 22): "Làm bù"})


def rule(cadence=W, due=DueRule.WEEKDAY, number=3, **more) -> Rule:
    usual = {"months_after": 0, "time": time(14, 0), "holiday": SAME, "opens_days": 3, "grace_minutes": 30}
    return Rule(cadence, due, number, **(usual | more))


def monthly(due=DueRule.DAY_OF_MONTH, number=15, cadence=M, **more) -> Rule:
    return rule(cadence, due, number, **({"time": time(17, 0), "opens_days": 5} | more))


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=VIETNAM).astimezone(UTC)


def spans(cadence: Cadence) -> list[Period]:
    days = (date(2024, 1, 1) + DAY * n for n in range((date(2028, 12, 31) - date(2024, 1, 1)).days + 1))
    return list(dict.fromkeys(period_of(cadence, day) for day in days))


EACH = [rule(number=number, months_after=later) for number in range(7) for later in (0, 1)]
EACH += [
    monthly(due, number, cadence, months_after=later)
    for cadence in (M, Q, H, Y)
    for due, numbers in {
        DueRule.DAY_OF_MONTH: (1, 15, 20, 28, 29, 30, 31),
        DueRule.WORKING_DAY: (1, 5, 20, 31),
        DueRule.LAST_WORKING_DAY: (0,),
        DueRule.LAST_DAY: (0,),
    }.items()
    for number in numbers
    for later in (0, 1, 2)
]
ALL = [replace(one, holiday=holiday) for one in EACH for holiday in HolidayRule]


def off(day: date) -> bool:
    return day not in WORK.days_on and (day.weekday() > 4 or day in WORK.days_off)


def counted_by_hand(one: Rule, span: Period) -> date:
    """The same day found otherwise: by walking through all the days of the month."""
    if one.cadence is W:
        week = [span.first + DAY * (n + 7 * one.months_after) for n in range(7)]
        day = next(d for d in week if d.weekday() == one.number)
    else:
        year, month = span.last.year, span.last.month + one.months_after
        year, month = (year + 1, month - 12) if month > 12 else (year, month)
        days = [date(year, month, n) for n in range(1, monthrange(year, month)[1] + 1)]
        if one.due in {DueRule.WORKING_DAY, DueRule.LAST_WORKING_DAY}:
            days = [d for d in days if not off(d)]
        day = days[: one.number or None][-1]
    step = {SAME: 0 * DAY, BEFORE: -DAY, AFTER: DAY}[one.holiday]
    while step and off(day):
        day += step
    return day


@pytest.mark.parametrize("cadence", Cadence)
def test_every_deadline_of_five_years(cadence):
    for one in (one for one in ALL if one.cadence is cadence):
        for span in spans(cadence):
            day = due_day(one, span, WORK)
            assert day == counted_by_hand(one, span), (one, span)
            assert one.holiday is SAME or not off(day), (one, span)
            assert due_at(one, span, WORK) == datetime.combine(day, one.time, VIETNAM)


@pytest.mark.parametrize("cadence", Cadence)
def test_nothing_is_lost_or_told_twice_between_two_reports(cadence):
    for one in (one for one in ALL if one.cadence is cadence):
        for earlier, later in pairwise(slot_of(one, span, WORK) for span in spans(cadence)):
            assert earlier.gathers_to == later.gathers_from, (one, later.span)
            assert later.gathers_from <= later.gathers_to <= later.due_at <= later.grace_until
            assert earlier.opens_at <= later.opens_at <= later.due_at


@pytest.mark.parametrize(
    ("one", "day", "due"),
    [
        (rule(), (2026, 11, 2), (2026, 11, 5, 14, 0)),
        (rule(time=time(13, 30)), (2026, 11, 8), (2026, 11, 5, 13, 30)),
        (rule(number=0, months_after=1), (2026, 11, 4), (2026, 11, 9, 14, 0)),
        (rule(), (2026, 2, 17), (2026, 2, 19, 14, 0)),  # Thursday of Tết
        (rule(holiday=BEFORE), (2026, 2, 17), (2026, 2, 13, 14, 0)),
        (rule(holiday=AFTER), (2026, 2, 17), (2026, 2, 23, 14, 0)),
        (monthly(), (2026, 11, 1), (2026, 11, 15, 17, 0)),  # a Sunday
        (monthly(holiday=BEFORE), (2026, 11, 1), (2026, 11, 13, 17, 0)),
        (monthly(holiday=AFTER), (2026, 11, 1), (2026, 11, 16, 17, 0)),
        (monthly(holiday=BEFORE, number=22), (2026, 8, 1), (2026, 8, 22, 17, 0)),  # a Saturday of work
        (monthly(number=29), (2024, 2, 1), (2024, 2, 29, 17, 0)),
        (monthly(number=29), (2026, 2, 1), (2026, 2, 28, 17, 0)),
        (monthly(number=31), (2028, 2, 1), (2028, 2, 29, 17, 0)),
        (monthly(number=31), (2026, 4, 1), (2026, 4, 30, 17, 0)),
        (monthly(DueRule.LAST_DAY, holiday=AFTER), (2026, 1, 9), (2026, 2, 2, 17, 0)),
        (monthly(DueRule.LAST_WORKING_DAY), (2026, 1, 9), (2026, 1, 30, 17, 0)),
        (monthly(DueRule.WORKING_DAY, 11), (2026, 2, 1), (2026, 2, 23, 17, 0)),
        (monthly(DueRule.WORKING_DAY, 31), (2026, 2, 1), (2026, 2, 27, 17, 0)),
        (monthly(number=20, cadence=Q), (2026, 5, 5), (2026, 6, 20, 17, 0)),
        (monthly(number=25, cadence=H, months_after=1), (2026, 3, 1), (2026, 7, 25, 17, 0)),  # seed 003
        (monthly(number=25, cadence=H, months_after=1), (2026, 9, 1), (2027, 1, 25, 17, 0)),
        (monthly(cadence=Y), (2026, 3, 1), (2026, 12, 15, 17, 0)),
        (monthly(cadence=Y, number=31, months_after=2), (2027, 3, 1), (2028, 2, 29, 17, 0)),
    ],
)
def test_deadlines_of_the_plans(one, day, due):
    assert due_at(one, period_of(one.cadence, date(*day)), WORK) == at(*due)


def test_a_month_without_a_working_day_falls_back_on_the_last_before_it():
    closed = WorkCalendar({date(2026, 2, n): "Nghỉ" for n in range(1, 29)}, {})
    for one in (monthly(DueRule.LAST_WORKING_DAY), monthly(DueRule.WORKING_DAY, 3)):
        assert due_day(one, period_of(M, date(2026, 2, 1)), closed) == date(2026, 1, 30)


@pytest.mark.parametrize(
    ("one", "fields"),
    [
        (rule(), []),
        (rule(due=DueRule.LAST_DAY), ["due"]),
        (rule(due=DueRule.DAY_OF_MONTH, number=15), ["due"]),
        (rule(cadence=M), ["due"]),
        (rule(number=7), ["number"]),
        (monthly(number=0), ["number"]),
        (monthly(number=32), ["number"]),
        (monthly(DueRule.WORKING_DAY, 0), ["number"]),
        (monthly(DueRule.LAST_DAY, -5), []),
        (monthly(months_after=13), ["months_after"]),
        (monthly(number=40, opens_days=-1, grace_minutes=-1), ["number", "opens_days", "grace_minutes"]),
    ],
)
def test_what_makes_no_sense_is_said_by_field(one, fields):
    assert [name for name, _ in faults(one)] == fields
    if fields:
        with pytest.raises(ValueError, match=r"^[A-ZĐ].*\.$") as refused:
            due_day(one, period_of(one.cadence, date(2026, 11, 5)), WORK)
        assert str(refused.value) == faults(one)[0][1]


def test_a_period_of_another_cadence_is_refused():
    with pytest.raises(ValueError, match="không khớp với chế độ báo cáo theo tuần"):
        due_day(rule(), period_of(M, date(2026, 11, 5)), WORK)


def test_a_weekly_report_gathers_from_thursday_to_thursday():
    slot = slot_of(rule(), period_of(W, date(2026, 11, 5)), WORK)
    assert (slot.opens_at, slot.due_at) == (at(2026, 11, 2), at(2026, 11, 5, 14))
    assert slot.grace_until == at(2026, 11, 5, 14, 30)
    assert (slot.gathers_from, slot.gathers_to) == (at(2026, 10, 29, 14), at(2026, 11, 5, 14))


def test_a_report_due_after_its_period_gathers_the_period():
    slot = slot_of(monthly(number=5, months_after=1), period_of(M, date(2026, 11, 5)), WORK)
    assert (slot.due_at, slot.gathers_from, slot.gathers_to) == (at(2026, 12, 5, 17), at(2026, 11, 1), at(2026, 12, 1))


def test_a_deadline_moved_out_of_its_period_leaves_no_gap():
    one = monthly(DueRule.LAST_DAY, holiday=AFTER)
    january, february = (slot_of(one, period_of(M, date(2026, n, 1)), WORK) for n in (1, 2))
    assert (january.due_at, january.gathers_to) == (at(2026, 2, 2, 17), at(2026, 2, 1))
    assert february.gathers_from == at(2026, 2, 1)


SAMPLE = [*Random(6).sample(ALL, 25), rule(number=4, holiday=BEFORE), rule(opens_days=30), monthly(opens_days=366)]


@pytest.mark.parametrize("one", SAMPLE, ids=repr)
def test_each_slot_opens_exactly_once_however_often_one_looks(one):
    chance, begin, end = Random(repr(one)), at(2026, 1, 1), at(2026, 12, 31, 23)
    hours = int((end - begin) / timedelta(hours=1))
    looks = [begin, *sorted(begin + timedelta(hours=chance.randrange(1, hours)) for _ in range(40)), end]
    opened = [slot for since, now in pairwise(looks) for slot in opened_by(one, since, now, WORK)]
    near = (slot_of(one, span, WORK) for span in spans(one.cadence) if span.first.year < 2028)
    assert opened == [slot for slot in near if begin < slot.opens_at <= end]


def test_opening_is_from_the_midnight_itself():
    opens, one = at(2026, 11, 2), rule()
    second = timedelta(seconds=1)
    assert opened_by(one, opens - second, opens - second, WORK) == []
    assert opened_by(one, opens, opens + second, WORK) == []
    (slot,) = opened_by(one, opens - second, opens, WORK)
    assert slot.span == period_of(W, date(2026, 11, 2))


def test_a_server_that_was_off_opens_what_it_missed():
    missed = opened_by(rule(), at(2026, 10, 14), at(2026, 11, 4), WORK)
    assert [local(slot.due_at).date() for slot in missed] == [date(2026, 10, 22), date(2026, 10, 29), date(2026, 11, 5)]
    years = opened_by(rule(), at(2024, 1, 1), at(2026, 11, 4), WORK)
    assert (len(years), years[-3:]) == (MOST_SLOTS, missed)


def test_what_is_open_and_what_comes():
    one, now = rule(), at(2026, 11, 5, 14, 10)
    assert [slot.due_at for slot in slots(one, now, WORK)] == [at(2026, 11, 5, 14)]
    assert slots(one, at(2026, 11, 6), WORK) == []
    assert [slot.due_at for slot in slots(one, now, WORK, 7 * DAY)] == [at(2026, 11, 5, 14), at(2026, 11, 12, 14)]
    assert [slot.due_at for slot in coming(one, now, 2, WORK)] == [at(2026, 11, 12, 14), at(2026, 11, 19, 14)]
    assert coming(one, at(2026, 11, 5, 13), 1, WORK)[0].due_at == at(2026, 11, 5, 14)


WORDS = [
    (rule(), "trước 14 giờ 00 thứ Năm hằng tuần"),
    (rule(number=6, time=time(8, 5)), "trước 8 giờ 05 Chủ nhật hằng tuần"),
    (rule(number=0, months_after=1), "trước 14 giờ 00 thứ Hai của tuần sau"),
    (rule(number=0, months_after=2), "trước 14 giờ 00 thứ Hai của tuần thứ 2 sau tuần báo cáo"),
    (monthly(), "ngày 15 hằng tháng, trước 17 giờ 00"),
    (monthly(number=5, months_after=1), "ngày 5 của tháng sau, trước 17 giờ 00"),
    (monthly(DueRule.LAST_WORKING_DAY), "ngày làm việc cuối cùng của tháng, trước 17 giờ 00"),
    (monthly(DueRule.LAST_DAY), "ngày cuối cùng của tháng, trước 17 giờ 00"),
    (monthly(DueRule.WORKING_DAY, 3), "ngày làm việc thứ 3 của tháng, trước 17 giờ 00"),
    (monthly(number=20, cadence=Q), "ngày 20 của tháng cuối quý, trước 17 giờ 00"),
    (monthly(number=5, cadence=Q, months_after=1), "ngày 5 của tháng đầu quý sau, trước 17 giờ 00"),
    (monthly(number=5, cadence=Q, months_after=2), "ngày 5 của tháng thứ 2 sau quý báo cáo, trước 17 giờ 00"),
    (monthly(cadence=H), "ngày 15 tháng 6 và tháng 12, trước 17 giờ 00"),
    (monthly(number=25, cadence=H, months_after=1), "ngày 25 của tháng sau kỳ 6 tháng, trước 17 giờ 00"),
    (monthly(cadence=Y), "ngày 15 tháng 12 hằng năm, trước 17 giờ 00"),
    (monthly(cadence=Y, months_after=1), "ngày 15 tháng 1 năm sau, trước 17 giờ 00"),
    (monthly(DueRule.LAST_DAY, cadence=Y), "ngày cuối cùng của tháng 12 hằng năm, trước 17 giờ 00"),
]


@pytest.mark.parametrize(("one", "words"), WORDS)
def test_a_deadline_in_an_offices_words(one, words):
    assert rule_words(one) == words


def test_every_rule_has_its_own_words():
    said = [rule_words(one) for one in EACH]
    assert len(set(said)) == len(said)
    assert day_words(monthly(number=20, cadence=Q)) == "ngày 20 của tháng cuối quý"


def test_days_off_in_words():
    assert holiday_words(rule()) == "trùng ngày nghỉ thì vẫn giữ nguyên ngày"
    assert holiday_words(rule(holiday=BEFORE)) == "trùng ngày nghỉ thì nộp vào ngày làm việc liền trước"
    assert holiday_words(rule(holiday=AFTER)) == "trùng ngày nghỉ thì nộp vào ngày làm việc liền sau"
    assert holiday_words(monthly(DueRule.LAST_WORKING_DAY)) == ""
