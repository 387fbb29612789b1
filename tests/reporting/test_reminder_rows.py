"""Rows on "Việc của tôi" that the clock makes and a sending removes: at each moment of one Thursday."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.matters import tasks_of
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.enums import Stage
from nam_tinh_hinh.reporting.services import reminders as reminding
from nam_tinh_hinh.reporting.tasks import reminders
from tests.people.statements import counted


def rows(person, part=reminders.of_writers):
    """What stands on the home of ``person``: word, tone, deadline."""
    return [(task.stage_label, task.tone, task.due_text) for task in part(person)]


@pytest.fixture
def week(reporting):
    """The week of Hội CCB, opened on its Monday; reports are due on Thursday 13:30, grace half an hour."""
    assert reporting.week
    return reporting


@pytest.mark.parametrize(
    ("weekday", "hour", "minute", "wanted"),
    [
        (2, 13, 29, []),
        (2, 13, 30, [("Sắp đến hạn", "waiting", "Hạn 13 giờ 30 ngày mai, còn 1 ngày")]),
        (3, 11, 29, [("Sắp đến hạn", "waiting", "Hạn 13 giờ 30 hôm nay, còn 2 giờ 1 phút")]),
        (3, 12, 10, [("Đến hạn", "attention", "Hạn 13 giờ 30 hôm nay, còn 1 giờ 20 phút")]),
        (3, 13, 30, [("Đến hạn", "attention", "Hạn 13 giờ 30 hôm nay, còn chưa đầy 1 phút")]),
        (3, 13, 50, [("Trễ, còn gia hạn", "attention", "Đã qua hạn, còn nhận đến 14 giờ 00 hôm nay")]),
        (3, 15, 30, [("Quá hạn", "overdue", "Quá hạn 2 giờ")]),
    ],
)
@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.OFFICER])
def test_the_unit_at_each_moment(week, role, weekday, hour, minute, wanted):
    with clock.stopped_at(week.at(weekday, hour, minute)):
        assert rows(week.of("ccb", role)) == wanted


def test_who_neither_writes_nor_signs_and_strangers_see_none_of_it(week):
    with clock.stopped_at(week.at(3, 13)):
        for stranger in (week.of("ccb", Role.VIEWER), week.of("doan")):
            assert list(tasks_of(reminders.matters(stranger))) == []


def test_the_row_says_where_it_goes_and_to_whom(week):
    with clock.stopped_at(week.at(3, 13)):
        (task,) = reminders.of_writers(week.of("ccb"))
    assert task.title == f"Nộp {week.week.title[:1].lower()}{week.week.title[1:]}"
    assert task.endpoint == "reporting.show"
    assert task.params == {"report_id": week.report().id}
    receiver = week.unit("mttq")
    assert task.waits_text == f"gửi {receiver.short_name or receiver.name}"


@pytest.mark.parametrize("stage", [one for one in Stage if one is not Stage.DRAFT])
def test_once_it_is_on_its_way_the_row_is_gone(week, stage):
    with clock.stopped_at(week.at(3, 9)):
        week.staged(stage)
    with clock.stopped_at(week.at(3, 13)):
        assert rows(week.of("ccb")) == []


def test_a_recalled_report_is_to_be_sent_again(week):
    with clock.stopped_at(week.at(3, 9)):
        report = week.staged(Stage.SENT)
        services.act(actor=week.of("ccb"), report=report, action="recall")
        week.save()
    with clock.stopped_at(week.at(3, 13)):
        assert len(rows(week.of("ccb"))) == 1


def test_an_exempt_unit_is_left_in_peace(week):
    owed = week.report().obligation
    owed.exempted_at, owed.exception_reason = clock.now(), "Đang sáp nhập."
    week.save()
    with clock.stopped_at(week.at(3, 15)):
        assert rows(week.of("ccb")) == []


def test_a_reminder_speaks_before_the_clock_does(week):
    with clock.stopped_at(week.at(1, 8, 5)):
        reminding.remind(actor=week.of("mttq"), obligation_ids=[week.report().obligation_id])
        week.save()
        (task,) = reminders.of_writers(week.of("ccb", Role.CLERK))
        assert (task.stage_label, task.tone) == ("Được nhắc", "attention")
        assert task.waits_text.startswith("Được nhắc lúc 8 giờ 05 hôm nay · gửi ")
        assert rows(week.of("phu_nu")) == []
    with clock.stopped_at(week.at(3, 13)):
        assert rows(week.of("ccb")) == [("Đến hạn", "attention", "Hạn 13 giờ 30 hôm nay, còn 30 phút")]


@pytest.mark.parametrize(
    ("hour", "minute", "title", "label", "tone"),
    [
        (12, 0, "3 đơn vị chưa nộp báo cáo nhanh tuần", "Đến hạn", "attention"),
        (13, 50, "3 đơn vị chưa nộp báo cáo nhanh tuần", "Trễ, còn gia hạn", "attention"),
        (16, 0, None, "Quá hạn", "overdue"),
    ],
)
def test_the_receiver_sees_how_many_are_missing(week, hour, minute, title, label, tone):
    title = title or f"3 đơn vị chưa nộp {reminders.lower(week.week.title)}"
    with clock.stopped_at(week.at(3, hour, minute)):
        (task,) = reminders.of_receivers(week.of("mttq"))
        assert (task.title, task.stage_label, task.tone) == (title, label, tone)
        assert list(reminders.of_receivers(week.of("mttq", Role.CLERK))) == []
        assert list(reminders.of_receivers(week.of("dang_uy"))) == []


def test_the_receivers_row_goes_when_all_have_sent(week):
    with clock.stopped_at(week.at(3, 12)):
        for key in ("ccb", "phu_nu", "nong_dan"):
            week.sent(key)
        assert list(reminders.of_receivers(week.of("mttq"))) == []


def test_older_periods_share_one_row(reporting):
    regime, day = reporting.regime(("ccb", "phu_nu"), "mttq"), reporting.at(0, 8).date()
    for ago in (21, 14, 7):
        reporting.open(regime, day - timedelta(days=ago))
    with clock.stopped_at(reporting.at(0, 9)):
        titles = [task.title for task in reminders.of_receivers(reporting.of("mttq"))]
    assert titles[1:] == ["4 báo cáo của các kỳ trước chưa nộp"]
    assert titles[0].startswith("2 đơn vị chưa nộp báo cáo nhanh tuần")


def test_many_neglected_weeks_take_as_many_statements_as_one_and_few_rows(reporting):
    regime, day, counts = reporting.regime(("ccb",), "mttq"), reporting.at(0, 8).date(), []
    person, above = reporting.of("ccb"), reporting.of("mttq")
    for some in ((1,), range(2, 10)):
        for ago in some:
            reporting.open(regime, day - timedelta(weeks=ago))
        db.session.expire_all()
        with counted(reporting.world.app) as statements:
            found = [*reminders.of_writers(person), *reminders.of_receivers(above)]
        counts.append(len(statements))
    assert counts == [2, 2]
    assert [task.title for task in found][reminders.SHOWN] == "… và 4 báo cáo quá hạn khác chưa nộp"
