"""Whatever anybody tries: stage and columns agree, the notice is never skipped, nobody judges his own."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nam_tinh_hinh.demo.ways import BENEFITS, RESULTS
from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.calendar import interim_reviews
from nam_tinh_hinh.emulation.enums import (
    APPROVED_ONCE,
    ASSIGNED,
    AWARDED,
    DECIDED,
    ENDED,
    JUDGED,
    PUBLISHED,
    REASONED,
    RELEASED,
    REPORTED_ONCE,
    UNSENT,
    WITH_FACTS,
    NoticeKind,
    Stage,
)
from nam_tinh_hinh.emulation.rules import missing_facts
from nam_tinh_hinh.emulation.tables import InterimReview, NoticeReceipt, ResultReport
from nam_tinh_hinh.emulation.workflow import DECISIONS, VERDICTS, WORKFLOW
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused

REASON = "Ghi rõ số hộ tham gia."
# banchidao is of the committee and leads the Front; lanhdao leads the veterans.
PEOPLE = ("canbo", "lanhdao", "banchidao", "banchidao2", "thuongtruc", "quantri", "canbo2", "leader of the Front")
JUDGING = {*DECISIONS, *VERDICTS, "undo", "undo_judgement", "return_report", "stop", "withdraw"}
# Once through, for a good start of a random sequence.
THROUGH = (
    ("lanhdao", "approve"), ("lanhdao", "send_list"), ("banchidao2", "agree"), ("thuongtruc", "release_agreed"),
    ("thuongtruc", "issue_notice"), ("lanhdao", "write_result"), ("lanhdao", "report"), ("banchidao2", "recognise"),
    ("thuongtruc", "issue_decision"),
)  # fmt: skip


def contradictions(item):
    """Name every column that contradicts the stage."""
    pairs = {
        "approved": (APPROVED_ONCE, item.approved_at), "sent": (frozenset(Stage) - UNSENT, item.submitted_at),
        "in a round": (frozenset(Stage) - UNSENT, item.round_id), "decided": (DECIDED, item.decided_at),
        "released": (RELEASED, item.released_at), "assigned": (ASSIGNED, item.notice_id),
        "ended": (ENDED, item.ended_at), "reported": (REPORTED_ONCE, item.reported_at),
        "judged": (JUDGED, item.judged_at), "awarded": (AWARDED, item.award),
        "published": (PUBLISHED, item.recognition_id),
    }  # fmt: skip
    wrong = [word for word, (stages, column) in pairs.items() if (item.stage in stages) != (column is not None)]
    if item.stage in WITH_FACTS and missing_facts(item):
        wrong.append("facts")
    if item.stage in REASONED and not item.decision_reason:
        wrong.append("why decided")
    if item.stage in ENDED and not item.end_reason:
        wrong.append("why ended")
    return wrong


def send_list(actor, item):
    ready = queries.ready_to_send(actor, item.campaign)
    services.send_list(actor=actor, campaign=item.campaign, seen=[(one.id, one.version) for one in ready])


def issue_notice(actor, item):
    seen = [(one.id, one.version) for one in queries.to_assign(actor, item.campaign)]
    services.assign(actor=actor, campaign=item.campaign, kind=NoticeKind.FIRST, seen=seen)


def issue_decision(actor, item):
    seen = [(one.id, one.version) for one in queries.to_publish(actor, item.campaign)]
    services.publish(actor=actor, campaign=item.campaign, seen=seen)


def write_result(_actor, item):
    if item.result is None:
        db.session.add(ResultReport(exemplar_id=item.id, results=RESULTS, benefits=BENEFITS, edited_at=clock.now()))
        db.session.flush()
        db.session.expire(item, ["result"])


TOGETHER = {
    "send_list": send_list,
    "issue_notice": issue_notice,
    "issue_decision": issue_decision,
    "write_result": write_result,
}


def attempt(actor, item, action, reason):
    """Try one thing; tell whether it was done."""
    try:
        if action in TOGETHER:
            TOGETHER[action](actor, item)
        else:
            services.act(actor=actor, exemplar=item, action=action, reason=reason)
    except ActionRefused:
        return False
    return True


STEPS = st.tuples(
    st.sampled_from(PEOPLE), st.sampled_from([*WORKFLOW.actions, *TOGETHER]), st.sampled_from([REASON, REASON, ""]),
    st.integers(0, 1),
)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(far=st.integers(0, len(THROUGH)), steps=st.lists(STEPS, min_size=10, max_size=60))
def test_whatever_anybody_tries_stage_and_columns_agree(world, far, steps):
    people = {name: world.actor(name) for name in PEOPLE if " " not in name}
    people["leader of the Front"] = world.leader_of("mttq")
    items = [world.draft("ccb"), world.draft("mttq")]
    for name, action in THROUGH[:far]:
        attempt(people[name], items[0], action, "")
    for name, action, reason, which in steps:
        before, actor, item = items[which].stage, people[name], items[which]
        done = attempt(actor, item, action, reason)
        if action not in TOGETHER:
            assert done or item.stage is before
            assert not (done and action in JUDGING and item.unit_id in actor.own_unit_ids)
        assert [contradictions(one) for one in items] == [[], []]
    for item in items:
        walked_without_a_gap(item)
    db.session.rollback()


def walked_without_a_gap(item):
    """Its history leads from stage to stage, and what was carried out had its notice before."""
    events = [event for event in history.of("exemplar", item.id) if event.to_stage]
    assert [event.from_stage for event in events[1:]] == [event.to_stage for event in events[:-1]]
    actions = [event.action for event in events]
    for name in ("report", "stop"):
        assert name not in actions or "assign" in actions[: actions.index(name)]


def test_a_notice_leaves_a_receipt_for_each_unit_and_the_dates_of_the_reviews(world):
    year_on = {"ends_on": clock.today() + timedelta(days=365)}
    items = [world.staged(Stage.AGREED, key, name=key, **year_on) for key in ("ccb", "ccb", "mttq")]
    issue_notice(world.actor("thuongtruc"), items[0])
    receipts = db.session.scalars(db.select(NoticeReceipt)).all()
    assert {row.unit_id: row.confirmed_at for row in receipts} == {world.unit(key).id: None for key in ("ccb", "mttq")}
    assert len(receipts) == 2
    reviews = db.session.scalars(db.select(InterimReview).filter_by(exemplar_id=items[2].id)).all()
    expected = interim_reviews(items[2].starts_on, items[2].ends_on, clock.today())
    assert [(row.months, row.opens_on, row.due_on) for row in reviews] == list(expected) != []
