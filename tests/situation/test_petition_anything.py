"""Whatever is tried in whatever order: nothing answered without an answer, told unanswered, moved without a reason."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation.enums import WAITING_FOR_ANSWER, Outcome, PetitionStage, ToldBy
from nam_tinh_hinh.situation.services import petitions as services
from nam_tinh_hinh.situation.services.petitions import Authority
from nam_tinh_hinh.situation.tables import PetitionStep

MONDAY = datetime(2026, 6, 1, 3, tzinfo=UTC)
FINAL = (Outcome.RESOLVED, Outcome.EXPLAINED, Outcome.NOT_ACCEPTED)
WORDS, DAYS = st.sampled_from(["", "Chờ hồ sơ."]), st.integers(-3, 30)
TRIES = st.tuples(
    st.sampled_from(["hand_on", "progress", "forward", "extend", "pause", "resume", "answer", "correct_answer",
                     "tell", "untell", "reopen"]),
    st.sampled_from(["lanhdao", "canbo", "lanhdao2", "quantri"]), WORDS, DAYS, st.sampled_from(FINAL),
    st.sampled_from(["", "12/CV"]), st.integers(0, 4),
)  # fmt: skip


def attempt(petition, actor, verb, words, days, outcome, paper):
    """Carry out one verb with whatever was drawn; tell whether it happened."""
    day, body = clock.today() + timedelta(days=min(days, 0)), Authority(words)
    later = clock.today() + timedelta(days=days)
    said = {
        "hand_on": {"authority": body, "on_day": day, "paper": paper}, "progress": {"on_day": day, "words": words},
        "forward": {"authority": body, "on_day": day, "reason": words}, "pause": {"reason": words},
        "extend": {"due_on": later, "reason": words}, "resume": {}, "untell": {},
        "answer": {"outcome": outcome, "words": words, "on_day": day, "paper": paper},
        "correct_answer": {"outcome": outcome, "words": words, "on_day": day, "paper": paper},
        "tell": {"on_day": day, "way": ToldBy.PHONE}, "reopen": {"reason": words, "due_on": later},
    }  # fmt: skip
    try:
        getattr(services, verb)(actor=actor, petition=petition, **said[verb])
    except ActionRefused:
        db.session.rollback()
        return False
    db.session.commit()
    return True


def steps(petition):
    rows = db.session.scalars(db.select(PetitionStep).filter_by(observation_id=petition.id).order_by(PetitionStep.id))
    return rows.all()


@pytest.fixture
def followed(situation):
    def begin():
        with clock.stopped_at(MONDAY):
            return situation.petition(on_day=clock.today())

    return begin


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TRIES, min_size=4, max_size=18))
def test_no_order_of_verbs_breaks_what_is_promised(situation, followed, tries):
    petition, now = followed(), MONDAY
    for verb, who, words, days, outcome, paper, later in tries:
        now += timedelta(days=later)
        before, count = petition.due_at, len(steps(petition))
        with clock.stopped_at(now):
            happened = attempt(petition, situation.reach(who), verb, words, days, outcome, paper)
        added = steps(petition)[count:]
        assert bool(added) == happened
        moved = [step for step in added if step.due_after]
        assert (petition.due_at != before) <= bool(moved)
        assert [step.due_after for step in moved[-1:]] in ([], [petition.due_at])
        assert all(step.words for step in moved)
        check(petition)


def check(petition):
    answered = petition.stage not in WAITING_FOR_ANSWER
    assert answered == bool(petition.outcome and petition.answer and petition.answered_on)
    assert (petition.stage is PetitionStage.TOLD) == bool(petition.told_on and petition.told_by)
    assert petition.outcome is not Outcome.RESOLVED or petition.answer_paper
    assert not (answered and petition.paused_on)
    assert petition.told_on is None or petition.answered_on <= petition.told_on
