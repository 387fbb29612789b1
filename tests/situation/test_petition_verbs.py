"""Every verb of a petition: what it writes, the line it leaves, what it refuses, and that twice is once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func

from nam_tinh_hinh.kernel import clock, history, uploads
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation import services as situation_services
from nam_tinh_hinh.situation.enums import ObservationKind, Outcome, PetitionStage, Stage, StepKind, ToldBy
from nam_tinh_hinh.situation.services import petitions as services
from nam_tinh_hinh.situation.services.petitions import Authority
from nam_tinh_hinh.situation.standing import due_day
from nam_tinh_hinh.situation.tables import Petition, PetitionStep
from tests.kernel.uploads import given as files

MONDAY = datetime(2026, 6, 1, 3, tzinfo=UTC)
POWER = Authority("Công ty Điện lực")
WORDS = "Đã nạo vét toàn tuyến cống ngày 08/6."


def on(day: int) -> datetime:
    return MONDAY + timedelta(days=day - 1)


@pytest.fixture
def petition(situation):
    """A petition received on Monday 1 June 2026, due on Monday 15 June."""
    with clock.stopped_at(MONDAY):
        return situation.petition(on_day=date(2026, 5, 30))


@pytest.fixture
def desk(situation):
    return situation.reach("lanhdao")


def steps(petition):
    rows = db.session.scalars(db.select(PetitionStep).filter_by(observation_id=petition.id).order_by(PetitionStep.id))
    return list(rows)


def last(petition):
    return steps(petition)[-1]


def handed(desk, petition, day=2, **said):
    with clock.stopped_at(on(day)):
        services.hand_on(
            actor=desk, petition=petition, authority=POWER, on_day=date(2026, 6, day), paper="05-CV/CCB", **said
        )
        db.session.commit()


def answered(desk, petition, day=8, outcome=Outcome.EXPLAINED, **said):
    with clock.stopped_at(on(day)):
        services.answer(actor=desk, petition=petition, outcome=outcome, words=WORDS, on_day=date(2026, 6, day), **said)
        db.session.commit()


def test_handing_on_says_to_whom_when_and_by_which_paper(petition, desk):
    handed(desk, petition, words="Đề nghị trả lời trước hạn.")
    assert (petition.stage, petition.authority, petition.handed_on, petition.handed_paper) == (
        PetitionStage.HANDED_ON, "Công ty Điện lực", date(2026, 6, 2), "05-CV/CCB",
    )  # fmt: skip
    step = last(petition)
    assert (step.kind, step.authority, step.paper, step.words, step.written_by_name) == (
        StepKind.HANDED_ON, "Công ty Điện lực", "05-CV/CCB", "Đề nghị trả lời trước hạn.", desk.name,
    )  # fmt: skip


def test_handed_to_one_of_our_units_it_answers_itself(situation, petition, desk):
    front = situation.world.unit("mttq")
    with clock.stopped_at(on(2)):
        services.hand_on(
            actor=desk, petition=petition, authority=Authority(front.name, front.id), on_day=date(2026, 6, 2)
        )
    db.session.commit()
    theirs = situation.reach("banchidao", 1)
    with clock.stopped_at(on(3)):
        services.progress(actor=theirs, petition=petition, on_day=date(2026, 6, 3), words="Đã khảo sát.",
                          promised_on=date(2026, 6, 10))  # fmt: skip
    assert (petition.stage, last(petition).words) == (
        PetitionStage.IN_PROGRESS, "Đã khảo sát.\nHẹn trả lời: 10/06/2026.",
    )  # fmt: skip
    answered(theirs, petition, day=9)
    assert (petition.stage, last(petition).written_unit) == (PetitionStage.ANSWERED, front.name)
    with pytest.raises(ActionRefused, match="không được thực hiện"):
        services.tell(actor=theirs, petition=petition, on_day=date(2026, 6, 9), way=ToldBy.PHONE)


def test_forwarding_needs_a_reason_and_waits_for_the_answer(petition, desk):
    said = {"actor": desk, "petition": petition, "authority": Authority("Sở Xây dựng"), "on_day": date(2026, 6, 2)}
    with clock.stopped_at(on(2)):
        with pytest.raises(ActionRefused, match="Ghi lý do"):
            services.forward(**said, reason="")
        assert (petition.stage, petition.authority) == (PetitionStage.RECEIVED, "")
        services.forward(**said, reason="Vượt thẩm quyền của phường.")
    assert (petition.stage, last(petition).words) == (PetitionStage.FORWARDED, "Vượt thẩm quyền của phường.")
    answered(desk, petition)
    assert petition.stage is PetitionStage.ANSWERED


def test_an_extension_shows_both_last_days_and_why(petition, desk):
    with clock.stopped_at(on(3)):
        services.extend(actor=desk, petition=petition, due_on=date(2026, 6, 22), reason="Chờ thiết bị.")
    step = last(petition)
    assert [due_day(moment).day for moment in (step.due_before, step.due_after, petition.due_at)] == [15, 22, 22]
    assert (step.kind, step.words) == (StepKind.EXTENDED, "Chờ thiết bị.")
    assert history.last("petition", petition.id).details == {"before": "15/06/2026", "after": "22/06/2026"}


@pytest.mark.parametrize(
    ("due_on", "reason", "words"),
    [
        (date(2026, 6, 22), "", "Ghi lý do"),
        (date(2026, 6, 15), "Chờ", "phải sau ngày 15/06/2026"),
        (date(2026, 6, 21), "Chờ", "Chủ nhật"),
        (date(2062, 6, 22), "Chờ", "xa quá một năm"),
    ],
)
def test_an_extension_that_makes_no_sense_changes_nothing(petition, desk, due_on, reason, words):
    with clock.stopped_at(on(3)), pytest.raises(ActionRefused, match=words):
        services.extend(actor=desk, petition=petition, due_on=due_on, reason=reason)
    assert (due_day(petition.due_at), len(steps(petition))) == (date(2026, 6, 15), 1)


def test_a_pause_stops_the_clock_and_moves_the_last_day(petition, desk):
    with clock.stopped_at(on(3)):
        services.pause(actor=desk, petition=petition, reason="Chờ người dân bổ sung bản vẽ.")
        db.session.commit()
        with pytest.raises(ActionRefused, match="tạm dừng"):
            services.extend(actor=desk, petition=petition, due_on=date(2026, 6, 22), reason="Chờ")
        with pytest.raises(ActionRefused, match="Đã tạm dừng"):
            services.pause(actor=desk, petition=petition, reason="Lại")
    assert (petition.paused_on, due_day(petition.due_at)) == (date(2026, 6, 3), date(2026, 6, 15))
    with clock.stopped_at(on(8)):
        services.resume(actor=desk, petition=petition)
    assert (petition.paused_on, petition.pause_reason, due_day(petition.due_at)) == (None, "", date(2026, 6, 18))
    assert last(petition).words == "Tạm dừng từ 03/06/2026: 3 ngày làm việc không tính vào hạn."
    with pytest.raises(ActionRefused, match="không tạm dừng"):
        services.resume(actor=desk, petition=petition)


def test_what_is_answered_while_paused_runs_on_first(petition, desk):
    with clock.stopped_at(on(3)):
        services.pause(actor=desk, petition=petition, reason="Chờ hồ sơ.")
    answered(desk, petition, day=5)
    assert [step.kind for step in steps(petition)[-2:]] == [StepKind.RESUMED, StepKind.ANSWERED]
    assert (petition.paused_on, due_day(petition.due_at)) == (None, date(2026, 6, 17))


def test_resolved_needs_a_paper_or_a_picture(petition, desk):
    with pytest.raises(ActionRefused, match="cần số văn bản hoặc ảnh"):
        answered(desk, petition, outcome=Outcome.RESOLVED)
    assert (petition.stage, petition.outcome, petition.answer) == (PetitionStage.RECEIVED, None, "")
    uploads.attach(actor=desk, subject="petition", subject_id=petition.id, content=files.photograph(), name="cong.jpg")
    answered(desk, petition, outcome=Outcome.RESOLVED)
    assert (petition.stage, petition.outcome, petition.answer) == (PetitionStage.ANSWERED, Outcome.RESOLVED, WORDS)


def test_an_answer_is_put_right_with_both_in_the_way(petition, desk):
    answered(desk, petition)
    with clock.stopped_at(on(9)):
        said = {"actor": desk, "petition": petition, "on_day": date(2026, 6, 8), "words": "Đã thay nắp cống."}
        with pytest.raises(ActionRefused, match="cần số văn bản"):
            services.correct_answer(**said, outcome=Outcome.RESOLVED)
        services.correct_answer(**said, outcome=Outcome.RESOLVED, paper="12/CV-UBND")
    assert (petition.outcome, petition.answer, petition.answer_paper) == (
        Outcome.RESOLVED, "Đã thay nắp cống.", "12/CV-UBND",
    )  # fmt: skip
    assert [step.words for step in steps(petition)[-2:]] == [
        f"Giải trình: {WORDS}", "Đã giải quyết: Đã thay nắp cống.",
    ]  # fmt: skip


def test_the_people_are_told_and_that_is_taken_back(petition, desk):
    answered(desk, petition)
    with clock.stopped_at(on(10)):
        with pytest.raises(ActionRefused, match="trước ngày 08/06/2026"):
            services.tell(actor=desk, petition=petition, on_day=date(2026, 6, 5), way=ToldBy.MEETING)
        services.tell(actor=desk, petition=petition, on_day=date(2026, 6, 9), way=ToldBy.MEETING, note="Họp tổ 3")
        assert (petition.stage, petition.told_on, last(petition).words) == (
            PetitionStage.TOLD, date(2026, 6, 9), "Tại cuộc họp, hội nghị. Họp tổ 3",
        )  # fmt: skip
        services.untell(actor=desk, petition=petition)
    assert (petition.stage, petition.told_on, petition.told_note) == (PetitionStage.ANSWERED, None, "")
    assert last(petition).kind is StepKind.UNTOLD


def test_reopened_it_waits_again_with_a_new_last_day(petition, desk):
    answered(desk, petition)
    with clock.stopped_at(on(10)):
        services.reopen(actor=desk, petition=petition, reason="Mưa lại ngập.", due_on=date(2026, 6, 24))
    assert (petition.stage, petition.outcome, petition.answer, due_day(petition.due_at)) == (
        PetitionStage.IN_PROGRESS, None, "", date(2026, 6, 24),
    )  # fmt: skip
    assert (last(petition).kind, due_day(last(petition).due_before)) == (StepKind.REOPENED, date(2026, 6, 15))


def test_the_same_form_twice_is_carried_out_once(petition, desk):
    for _ in range(2):
        handed(desk, petition, key="a" * 32)
    for _ in range(2):
        answered(desk, petition, key="b" * 32)
    assert [step.kind for step in steps(petition)] == [StepKind.RECEIVED, StepKind.HANDED_ON, StepKind.ANSWERED]


def test_a_stale_page_changes_nothing(petition, desk):
    seen = petition.version
    handed(desk, petition)
    day, count = date(2026, 6, 3), len(steps(petition))
    with clock.stopped_at(on(3)):
        for verb, said in (
            (services.hand_on, {"authority": POWER, "on_day": day}),
            (services.progress, {"on_day": day, "words": "x"}),
            (services.extend, {"due_on": date(2026, 6, 22), "reason": "x"}),
            (services.pause, {"reason": "x"}),
            (services.answer, {"on_day": day, "words": "x", "outcome": Outcome.EXPLAINED}),
        ):
            with pytest.raises(ActionRefused, match="đã thay đổi"):
                verb(actor=desk, petition=petition, version=seen, **said)
    assert len(steps(petition)) == count


@pytest.mark.parametrize("who", ["canbo2", "lanhdao2", "phutrach", "nguoixem", "quantri", "thuongtruc"])
def test_a_stranger_moves_nothing(situation, petition, who):
    stranger, day = situation.reach(who), date(2026, 6, 3)
    with clock.stopped_at(on(3)):
        for verb, said in (
            (services.hand_on, {"authority": POWER, "on_day": day}),
            (services.forward, {"authority": POWER, "on_day": day, "reason": "x"}),
            (services.progress, {"on_day": day, "words": "x"}),
            (services.extend, {"due_on": date(2026, 6, 22), "reason": "x"}),
            (services.pause, {"reason": "x"}),
            (services.resume, {}),
            (services.answer, {"on_day": day, "words": "x", "outcome": Outcome.EXPLAINED}),
            (services.correct_answer, {"on_day": day, "words": "x", "outcome": Outcome.EXPLAINED}),
            (services.reopen, {"reason": "x"}),
            (services.tell, {"on_day": day, "way": ToldBy.PHONE}),
            (services.untell, {}),
        ):
            with pytest.raises(ActionRefused, match="không được thực hiện"):
                verb(actor=stranger, petition=petition, **said)
    assert (petition.stage, len(steps(petition))) == (PetitionStage.RECEIVED, 1)


def test_anything_confirmed_may_be_followed(situation, desk):
    row = situation.confirmed()
    assert db.session.get(Petition, row.id) is None
    for _ in range(2):
        services.follow(actor=desk, observation=row)
    assert db.session.scalar(db.select(func.count()).select_from(Petition)) == 1
    waiting = situation.recorded("canbo")
    with pytest.raises(ActionRefused, match="Xác nhận nội dung trước"):
        services.follow(actor=desk, observation=waiting)
    with pytest.raises(ActionRefused, match="Chỉ đầu mối"):
        services.follow(actor=situation.reach("lanhdao2"), observation=row)


def test_what_is_followed_goes_upward_with_its_observation(situation, desk):
    row = situation.confirmed(kind=ObservationKind.FEEDBACK)
    petition = services.follow(actor=desk, observation=row)
    above = situation.world.unit("dang_uy")
    situation_services.pass_up(actor=desk, observation=row, to_unit_id=above.id, reason="Vượt thẩm quyền")
    situation_services.act(actor=situation.reach("tonghop"), observation=row, action="take")
    assert (row.stage, petition.unit_id) == (Stage.CONFIRMED, above.id)


def test_what_comes_again_names_the_earlier_answered_one(situation, petition, desk):
    new = situation.confirmed(on_day=date(2026, 6, 8))
    with pytest.raises(ActionRefused, match="chưa có kết quả"):
        services.recur(actor=desk, observation=new, earlier=petition.observation)
    answered(desk, petition)
    services.recur(actor=desk, observation=new, earlier=petition.observation)
    db.session.commit()
    assert new.earlier_id == petition.id
    assert [history.last(*about).action for about in (("observation", new.id), ("petition", petition.id))] == [
        "recur", "recurred",
    ]  # fmt: skip
    follower = services.follow(actor=desk, observation=new)
    answered(desk, follower, day=9)
    with pytest.raises(ActionRefused, match="chính là nội dung này"):
        services.recur(actor=desk, observation=petition.observation, earlier=new)
    with pytest.raises(ActionRefused, match="Chỉ đầu mối"):
        services.recur(actor=situation.reach("canbo"), observation=new, earlier=None)
    services.recur(actor=desk, observation=new, earlier=None)
    assert new.earlier_id is None
