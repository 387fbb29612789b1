"""What a focal point confirms, corrects and follows, and what the database refuses by itself."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation import queries, services
from nam_tinh_hinh.situation.enums import ObservationKind, PetitionStage, Severity, Stage, StepKind
from nam_tinh_hinh.situation.tables import Observation, Petition, PetitionStep

THURSDAY = datetime(2026, 6, 4, 3, tzinfo=UTC)


def test_a_clerks_waits_and_a_focal_points_own_is_confirmed_at_once(situation):
    assert [situation.recorded(who).stage for who in ("canbo", "lanhdao")] == [Stage.WAITING, Stage.CONFIRMED]


def test_the_same_sending_again_makes_nothing_new(situation):
    facts, actor = situation.facts(), situation.reach("canbo")
    rows = [services.record(actor=actor, facts=facts, key="a" * 32) for _again in range(2)]
    assert rows[0].id == rows[1].id
    assert db.session.scalar(db.select(db.func.count(Observation.id))) == 1


@pytest.mark.parametrize(("severity", "due"), [("normal", "18/06"), ("notable", "11/06"), ("urgent", "08/06")])
def test_a_confirmed_petition_is_followed_from_that_day_with_its_term(situation, severity, due):
    with clock.stopped_at(THURSDAY):
        petition = situation.petition(severity=Severity(severity))
    assert petition.stage is PetitionStage.RECEIVED
    steps = db.session.scalars(db.select(PetitionStep.kind).filter_by(observation_id=petition.id)).all()
    assert steps == [StepKind.RECEIVED]
    assert f"{petition.due_at.astimezone(clock.VIETNAM):%d/%m %H:%M}" == f"{due} 17:00"


def test_a_confirmation_is_taken_back_with_its_petition_until_something_was_done(situation):
    petition = situation.petition()
    row, actor = petition.observation, situation.reach("lanhdao")
    services.act(actor=actor, observation=row, action="unconfirm")
    situation.save()
    assert (row.stage, db.session.get(Petition, row.id)) == (Stage.WAITING, None)
    services.act(actor=actor, observation=row, action="confirm")
    petition = db.session.get_one(Petition, row.id)
    petition.stage, petition.authority = PetitionStage.HANDED_ON, "Công ty Điện lực"
    situation.save()
    with pytest.raises(ActionRefused, match="phải theo đến khi có kết quả"):
        services.act(actor=actor, observation=row, action="unconfirm")


def test_correcting_leaves_the_words_alone_and_says_what_changed(situation):
    row, actor = situation.recorded(), situation.reach("lanhdao")
    other = situation.topic("culture.health").id
    facts = {"topic_id": other, "content": "Chữ khác", "kind": ObservationKind.FEEDBACK}
    before = row.topic_id
    services.correct(actor=actor, observation=row, facts=facts, version=row.version)
    situation.save()
    assert (row.topic_id, row.content.startswith("Cống thoát nước")) == (other, True)
    event = history.last("observation", row.id)
    assert event
    assert event.details == {"before": {"topic_id": before}, "after": {"topic_id": other}}


def test_an_edit_of_what_was_returned_sends_it_again(situation):
    row = situation.staged(Stage.RETURNED)
    facts = {"content": "Cống trước số nhà 12 bị tắc."}
    services.edit(actor=situation.reach("canbo"), observation=row, facts=facts, version=row.version)
    situation.save()
    assert (row.stage, row.content, row.folded_content) == (
        Stage.WAITING, "Cống trước số nhà 12 bị tắc.", "cong truoc so nha 12 bi tac",
    )  # fmt: skip


@pytest.mark.parametrize("stage", [Stage.CONFIRMED, Stage.JOINED, Stage.PASSED_UP])
def test_what_was_dealt_with_is_not_edited(situation, stage):
    row = situation.staged(stage)
    with pytest.raises(ActionRefused, match="đã được đầu mối xử lý"):
        services.edit(actor=situation.reach("canbo"), observation=row, facts={"content": "Khác"}, version=None)


def test_a_stale_page_changes_nothing(situation):
    row = situation.recorded()
    seen = row.version
    services.edit(actor=situation.reach("canbo"), observation=row, facts={"voices": 2}, version=seen)
    situation.save()
    for verb in (services.edit, services.correct):
        with pytest.raises(ActionRefused, match="đã thay đổi"):
            verb(actor=situation.reach("lanhdao"), observation=row, facts={"voices": 9}, version=seen)


def test_voices_of_what_was_joined_speak_in_the_root(situation):
    row = situation.joined(voices=4)
    assert queries.total_voices(row.joined_to_id) == 5


@pytest.mark.parametrize(
    "change",
    [
        "stage = 'joined'", "stage = 'returned'", "stage = 'passed_up'", "content = ''", "voices = 0",
        "joined_to_id = id", "earlier_id = id", "confirmed_at = NULL, stage = 'confirmed'", "came_from_id = holder_id",
    ],
)  # fmt: skip
def test_the_database_refuses_impossible_observations(situation, change):
    row = situation.recorded()
    with pytest.raises(IntegrityError):
        db.session.execute(text(f"UPDATE observation SET {change} WHERE id = {row.id}"))


@pytest.mark.parametrize(
    "change",
    [
        "stage = 'answered'", "stage = 'told'", "stage = 'handed_on'", "outcome = 'resolved'",
        "outcome = 'in_progress'", "paused_on = '2026-01-01'", "told_on = '2026-01-01'",
        "stage = 'answered', outcome = 'explained', answered_on = '2026-01-01'",
    ],
)  # fmt: skip
def test_the_database_refuses_impossible_petitions(situation, change):
    petition = situation.petition()
    with pytest.raises(IntegrityError):
        db.session.execute(text(f"UPDATE petition SET {change} WHERE observation_id = {petition.id}"))
