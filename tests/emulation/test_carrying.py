"""Verbs of steps 3 and 4: whose they are, when, and what a second sending does."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.emulation.enums import ReminderAbout, Stage
from nam_tinh_hinh.emulation.queries import carrying as queries
from nam_tinh_hinh.emulation.queries import interim
from nam_tinh_hinh.emulation.services import carrying, reminders
from nam_tinh_hinh.emulation.services import interim as reviews
from nam_tinh_hinh.emulation.tables import Helper, InterimReview, ProgressEntry, Reminder
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from tests.emulation.carrying import BEGUN, DUE, SAID, on, review, sent, underway

WORDS = {"measures": "Họp dân, lắp camera.", "resources": "Quỹ Hội 20 triệu đồng.", "support": ""}
KEY, OTHER_KEY = "a" * 32, "b" * 32


def refused(kind, verb, **said):
    with pytest.raises(ActionRefused) as caught:
        verb(**said)
    assert caught.value.kind is kind
    return caught.value.message


def test_a_plan_is_written_changed_and_never_lost_to_a_second_writer(world):
    item, clerk = underway(world), world.clerk_of("ccb")
    first = carrying.save_plan(actor=clerk, exemplar=item, facts=WORDS, version=0, key=KEY)
    again = carrying.save_plan(actor=clerk, exemplar=item, facts=WORDS, version=0, key=KEY)
    assert again is first
    seen = first.version
    carrying.save_plan(actor=clerk, exemplar=item, facts=WORDS | {"support": "Đảng ủy hỗ trợ."}, version=seen)
    message = refused(
        Refusal.MOVED_ON, carrying.save_plan, actor=world.leader_of("ccb"), exemplar=item, facts=WORDS, version=seen
    )
    assert message == carrying.EDITED
    assert queries.plan_of(item.id).support == "Đảng ủy hỗ trợ."


@pytest.mark.parametrize("stage", [Stage.AGREED, Stage.REPORTED, Stage.STOPPED, Stage.RECOGNISED])
def test_nothing_is_written_before_the_notice_or_after_the_report(world, stage):
    item = world.staged(stage)
    for verb, said in (
        (carrying.save_plan, {"facts": WORDS}),
        (carrying.note_progress, {"on_day": BEGUN, "words": "Xong."}),
    ):
        assert refused(Refusal.MOVED_ON, verb, actor=world.leader_of("ccb"), exemplar=item, **said) == carrying.NOT_NOW
    add = {"actor": world.actor("thuongtruc"), "exemplar": item, "name": "Trần Văn A"}
    assert refused(Refusal.MOVED_ON, carrying.add_helper, **add) == carrying.NOT_NOW


@pytest.mark.parametrize("who", ["canbo2", "banchidao", "thuongtruc", "tonghop", "quantri"])
def test_only_the_units_own_people_write_its_plan_progress_and_reviews(world, who):
    item, someone = underway(world), world.actor(who)
    refused(Refusal.NOT_ALLOWED, carrying.save_plan, actor=someone, exemplar=item, facts=WORDS)
    refused(Refusal.NOT_ALLOWED, carrying.note_progress, actor=someone, exemplar=item, on_day=BEGUN, words="Xong.")
    refused(Refusal.NOT_ALLOWED, reviews.save_review, actor=someone, review=review(item), facts=SAID)
    refused(Refusal.NOT_ALLOWED, reviews.send_review, actor=someone, review=review(item), facts=SAID)
    assert db.session.scalars(db.select(ProgressEntry)).all() == []


def test_a_helper_is_assigned_once_ended_and_taken_back(world):
    item, office = underway(world), world.actor("thuongtruc")
    said = {"actor": office, "exemplar": item, "name": "Trần Văn A", "organisation": "MTTQ phường"}
    first = carrying.add_helper(**said, key=KEY)
    assert carrying.add_helper(**said, key=KEY) is first
    assert carrying.add_helper(**said, key=OTHER_KEY) is first
    carrying.end_helper(actor=office, exemplar=item, helper=first)
    assert queries.helpers_of(item.id) == []
    carrying.resume_helper(actor=office, exemplar=item, helper=first)
    assert [one.name for one in queries.helpers_of(item.id)] == ["Trần Văn A"]
    assert [event.action for event in history.of("helper", first.id)] == ["add_helper", "end_helper", "resume_helper"]
    assert db.session.scalar(db.select(db.func.count(Helper.id))) == 1
    for who in ("canbo", "lanhdao", "banchidao", "tonghop"):
        refused(Refusal.NOT_ALLOWED, carrying.add_helper, actor=world.actor(who), exemplar=item, name="B")


def test_progress_is_noted_once_a_key_taken_off_and_put_back(world):
    item, clerk = underway(world), world.clerk_of("ccb")
    said = {"actor": clerk, "exemplar": item, "on_day": BEGUN, "words": "Đã họp dân.", "percent": 10}
    entry = carrying.note_progress(**said, key=KEY)
    assert carrying.note_progress(**said, key=KEY) is entry
    assert queries.entries(item.id, 1).rows == [entry]
    carrying.remove_progress(actor=clerk, exemplar=item, entry=entry)
    assert (queries.entries(item.id, 1).rows, queries.last_percent(item.id)) == ([], None)
    carrying.restore_progress(actor=clerk, exemplar=item, entry=entry)
    assert queries.last_percent(item.id) is entry


def test_a_review_opens_on_its_day_and_is_sent_once_late_or_not(world):
    item, clerk = underway(world), world.clerk_of("ccb")
    one = review(item)
    assert next(r.due_on for r in interim.reviews_of(item.id)) == DUE
    with on(one.opens_on - timedelta(days=1)):
        words = refused(Refusal.MOVED_ON, reviews.save_review, actor=clerk, review=one, facts=SAID)
        assert words == f"Sơ kết 3 tháng mở từ ngày {one.opens_on:%d/%m/%Y}, hạn gửi {DUE:%d/%m/%Y}."
    with on(DUE + timedelta(days=5)):
        reviews.save_review(actor=clerk, review=one, facts=SAID | {"progress": ""})
        lacking = SAID | {"progress": "", "percent": None}
        words = refused(Refusal.INCOMPLETE, reviews.send_review, actor=clerk, review=one, facts=lacking)
        assert words == "Chưa gửi được sơ kết: còn thiếu tiến độ phần trăm; còn thiếu tiến độ bằng lời."
        reviews.send_review(actor=clerk, review=one, facts=SAID, version=one.version, key=KEY)
        reviews.send_review(actor=clerk, review=one, facts=SAID, version=0, key=KEY)
        assert interim.standing_of(one, item).words == "Đã gửi, chậm 5 ngày"
        assert "đã gửi lúc 09:00" in refused(Refusal.MOVED_ON, reviews.save_review, actor=clerk, review=one, facts=SAID)


def test_zero_percent_is_an_answer(world):
    item = underway(world)
    assert sent(world, item, DUE, percent=0).percent == 0


@pytest.mark.parametrize("stage", [Stage.STOPPED, Stage.REPORTED])
def test_no_review_is_sent_once_it_is_over(world, stage):
    item = underway(world, stage=stage)
    with on(DUE):
        refused(Refusal.MOVED_ON, reviews.send_review, actor=world.clerk_of("ccb"), review=review(item), facts=SAID)
    assert db.session.scalars(db.select(InterimReview.sent_at).where(InterimReview.sent_at.is_not(None))).all() == []


def test_a_unit_is_reminded_once_a_day_of_one_matter(world):
    item = underway(world)
    said = {
        "actor": world.actor("thuongtruc"),
        "campaign": item.campaign,
        "unit_ids": [item.unit_id],
        "about": ReminderAbout.REVIEW,
    }
    with on(DUE + timedelta(days=1)):
        assert reminders.remind(**said, exemplar_id=item.id).reminded == 1
        assert reminders.remind(**said, exemplar_id=item.id).reminded == 0
        assert reminders.remind(**said, exemplar_id=underway(world, name="Ngõ xanh").id).reminded == 1
    with on(DUE + timedelta(days=2)):
        assert reminders.remind(**said, exemplar_id=item.id).reminded == 1
    for who in ("banchidao2", "canbo", "lanhdao", "tonghop", "quantri"):
        refused(Refusal.NOT_ALLOWED, reminders.remind, **said | {"actor": world.actor(who)})
    assert db.session.scalar(db.select(db.func.count(Reminder.id))) == 3
