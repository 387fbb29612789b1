"""The whole table of what may happen when and by whom, and what the database itself refuses."""

from functools import partial
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh.emulation import services
from nam_tinh_hinh.emulation.enums import DECIDED, JUDGED, Stage
from nam_tinh_hinh.emulation.workflow import WORKFLOW
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from tests.emulation.people import OURS, PEOPLE
from tests.world import FACTS

CLERK, LEADER, UNIT = ("our clerk",), ("our leader",), ("our clerk", "our leader")
MEMBERS, DECIDER, STANDING = ("decider", "member", "chair"), ("decider",), ("standing office",)
ISSUERS = ("standing office", "chair", "chair from our unit")
SETTLERS = ("decider", "member", "chair", "standing office")
JUDGES_BACK = ("decider", "chair")
# Stage: which actions are open to whom. Everybody else in PEOPLE, and every other action, is refused.
MATRIX = {
    Stage.DRAFT: {("propose",): CLERK, ("approve",): LEADER, ("discard",): UNIT},
    Stage.DISCARDED: {("restore",): UNIT},
    Stage.PROPOSED: {("recall",): CLERK, ("approve", "send_back"): LEADER},
    Stage.APPROVED: {("recall",): CLERK, ("send_back",): LEADER, ("submit",): UNIT},
    Stage.RETURNED: {("repropose",): CLERK, ("resubmit",): LEADER, ("undo",): DECIDER, ("withdraw",): SETTLERS},
    Stage.REPROPOSED: {
        ("recall_again",): CLERK, ("resubmit", "send_back_again"): LEADER, ("withdraw",): SETTLERS,
    },
    Stage.SUBMITTED: {("agree", "return", "decline"): MEMBERS, ("withdraw",): SETTLERS},
    Stage.AGREE_PENDING: {("undo",): DECIDER, ("release_agreed",): STANDING, ("withdraw",): SETTLERS},
    Stage.DECLINE_PENDING: {("undo",): DECIDER, ("release_declined",): STANDING, ("withdraw",): SETTLERS},
    Stage.AGREED: {("assign",): ISSUERS, ("withdraw",): SETTLERS},
    Stage.DECLINED: {},
    Stage.WITHDRAWN: {},
    Stage.UNDERWAY: {("report",): LEADER, ("stop",): SETTLERS},
    Stage.STOPPED: {},
    Stage.REPORTED: {("recognise", "commend", "reward", "refuse"): MEMBERS, ("return_report",): SETTLERS},
    Stage.RECOGNISE_PENDING: {("undo_judgement",): JUDGES_BACK, ("publish_recognised",): ISSUERS},
    Stage.REFUSE_PENDING: {("undo_judgement",): JUDGES_BACK, ("publish_refused",): ISSUERS},
    Stage.RECOGNISED: {},
    Stage.NOT_RECOGNISED: {},
}  # fmt: skip
TARGETS = {
    "propose": Stage.PROPOSED,
    "approve": Stage.APPROVED,
    "send_back": Stage.DRAFT,
    "recall": Stage.DRAFT,
    "submit": Stage.SUBMITTED,
    "discard": Stage.DISCARDED,
    "restore": Stage.DRAFT,
    "repropose": Stage.REPROPOSED,
    "send_back_again": Stage.RETURNED,
    "recall_again": Stage.RETURNED,
    "resubmit": Stage.SUBMITTED,
    "withdraw": Stage.WITHDRAWN,
    "agree": Stage.AGREE_PENDING,
    "return": Stage.RETURNED,
    "decline": Stage.DECLINE_PENDING,
    "undo": Stage.SUBMITTED,
    "release_agreed": Stage.AGREED,
    "release_declined": Stage.DECLINED,
    "assign": Stage.UNDERWAY,
    "stop": Stage.STOPPED,
    "report": Stage.REPORTED,
    "return_report": Stage.UNDERWAY,
    "recognise": Stage.RECOGNISE_PENDING,
    "commend": Stage.RECOGNISE_PENDING,
    "reward": Stage.RECOGNISE_PENDING,
    "refuse": Stage.REFUSE_PENDING,
    "undo_judgement": Stage.REPORTED,
    "publish_recognised": Stage.RECOGNISED,
    "publish_refused": Stage.NOT_RECOGNISED,
}
SAYS_WHY = {"send_back", "send_back_again", "withdraw", "return", "decline", "stop", "return_report", "refuse"}
REASON = "Ghi rõ số hộ tham gia."


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("stage", Stage)
def test_these_actions_are_open_and_no_others(stage, name):
    noon = clock.now()
    by, at = (PEOPLE["decider"].user_id, noon) if stage in DECIDED else (None, None)
    judge = PEOPLE["decider"].user_id if stage in JUDGED else None
    item = SimpleNamespace(
        stage=stage, unit_id=OURS, edited_at=noon, decided_by_id=by, decided_at=at, judged_by_id=judge
    )  # fmt: skip
    allowed = {action for actions, people in MATRIX[stage].items() if name in people for action in actions}
    assert {action.name for action in WORKFLOW.available(PEOPLE[name], item)} == allowed


def test_each_action_leads_to_its_stage():
    assert {name: action.target for name, action in WORKFLOW.actions.items()} == TARGETS


def test_each_action_has_its_own_address():
    assert len(WORKFLOW.by_slug) == len(WORKFLOW.actions)


def refusal(world, username, exemplar, action, **kw):
    with pytest.raises(ActionRefused) as refused:
        services.act(actor=world.actor(username), exemplar=exemplar, action=action, **kw)
    return refused.value.kind


def test_a_reason_is_compulsory_where_the_unit_will_read_it(world):
    assert {name for name, action in WORKFLOW.actions.items() if action.needs_reason} == SAYS_WHY
    for action in ("return", "decline"):
        assert refusal(world, "banchidao2", world.sent(), action) is Refusal.NO_REASON


def test_a_stranger_learns_nothing_of_the_stage(world):
    kinds = {
        refusal(world, "canbo2", world.staged(stage), action) for stage in Stage for action in ("propose", "agree")
    }
    assert kinds == {Refusal.NOT_ALLOWED}


def test_what_changed_meanwhile_is_not_decided_unseen(world):
    exemplar = world.sent()
    assert refusal(world, "banchidao2", exemplar, "agree", version=exemplar.version - 1) is Refusal.MOVED_ON


def test_nothing_is_sent_that_lacks_a_fact(world):
    draft = world.draft(owner="")
    assert refusal(world, "canbo", draft, "propose") is Refusal.INCOMPLETE
    assert draft.stage is Stage.DRAFT


@pytest.mark.parametrize(
    ("stage", "change", "check"),
    [
        (Stage.SUBMITTED, "submitted_at = NULL, round_id = NULL", "sent_when"),
        (Stage.SUBMITTED, "round_id = NULL", "sent_in_a_round"),
        (Stage.SUBMITTED, "name = ''", "proposed_with_five_facts"),
        (Stage.PROPOSED, "owner = ''", "proposed_with_five_facts"),
        (Stage.DRAFT, "stage = 'submitted'", "approved_when"),
        (Stage.APPROVED, "stage = 'submitted'", "sent_when"),
        (Stage.APPROVED, "approved_at = NULL", "approved_when"),
        (Stage.DRAFT, "ends_on = '2000-01-01'", "ends_after_start"),
        (Stage.AGREE_PENDING, "decided_at = NULL, decided_by_id = NULL", "decided_when"),
        (Stage.AGREE_PENDING, "stage = 'submitted'", "decided_when"),
        (Stage.SUBMITTED, "stage = 'agreed', released_at = submitted_at", "decided_when"),
        (Stage.AGREE_PENDING, "decided_by_id = NULL", "decided_by_whom"),
        (Stage.RETURNED, "decision_reason = ''", "decided_why"),
        (Stage.DECLINED, "decision_reason = ''", "decided_why"),
        (Stage.AGREE_PENDING, "stage = 'agreed'", "released_when"),
        (Stage.AGREED, "released_at = NULL", "released_when"),
        (Stage.AGREED, "stage = 'agree_pending'", "released_when"),
        (Stage.AGREED, "stage = 'underway'", "assigned_by_notice"),
        (Stage.UNDERWAY, "notice_id = NULL", "assigned_by_notice"),
        (Stage.UNDERWAY, "stage = 'reported'", "reported_when"),
        (Stage.UNDERWAY, "stage = 'stopped'", "ended_when"),
        (Stage.STOPPED, "end_reason = ''", "ended_why"),
        (Stage.WITHDRAWN, "ended_at = NULL", "ended_when"),
        (Stage.REPORTED, "stage = 'recognise_pending'", "awarded_what"),
        (Stage.RECOGNISE_PENDING, "judged_at = NULL, judged_by_id = NULL", "judged_when"),
        (Stage.RECOGNISE_PENDING, "judged_by_id = NULL", "judged_by_whom"),
        (Stage.RECOGNISE_PENDING, "stage = 'recognised'", "published_by_decision"),
        (Stage.RECOGNISED, "recognition_id = NULL", "published_by_decision"),
        (Stage.RECOGNISED, "award = NULL", "awarded_what"),
        (Stage.NOT_RECOGNISED, "judgement_reason = ''", "refused_why"),
        (Stage.DRAFT, "learnt_from_id = id", "not_learnt_from_itself"),
    ],
)
def test_the_database_refuses_a_contradiction(world, stage, change, check):
    exemplar = world.staged(stage)
    with pytest.raises(IntegrityError, match=rf"ck_exemplar_{check}\b"):
        db.session.execute(text(f"UPDATE exemplar SET {change} WHERE id = {exemplar.id}"))


KEY = "0123456789abcdef" * 2


def test_a_key_sent_again_gets_the_first_receipt(world):
    item = world.sent()
    first, again = (services.act(actor=world.actor("banchidao2"), exemplar=item, action="agree", key=KEY) for _ in "ab")
    assert (first.id, item.stage) == (again.id, Stage.AGREE_PENDING)


def test_a_key_sent_again_for_another_action_or_item_is_no_receipt(world):
    item, other = world.sent(), world.sent(name="Khác")
    services.act(actor=world.actor("banchidao2"), exemplar=item, action="agree", key=KEY)
    assert refusal(world, "banchidao2", item, "decline", reason=REASON, key=KEY) is Refusal.MOVED_ON
    event = services.act(actor=world.actor("banchidao2"), exemplar=other, action="agree", key=KEY)
    assert (other.stage, event.subject_id, event.key) == (Stage.AGREE_PENDING, other.id, None)


def test_a_key_sent_again_after_its_item_moved_on_is_refused(world):
    item = world.sent()
    services.act(actor=world.actor("banchidao2"), exemplar=item, action="agree", key=KEY)
    services.act(actor=world.actor("banchidao2"), exemplar=item, action="undo")
    assert refusal(world, "banchidao2", item, "agree", key=KEY) is Refusal.MOVED_ON


def test_a_release_says_how_many_and_says_it_again(world):
    item = world.staged(Stage.AGREE_PENDING)
    standing, seen = world.actor("thuongtruc"), [(item.id, item.version)]
    assert [services.release(actor=standing, seen=seen, key=KEY) for _ in "ab"] == [1, 1]
    event = history.replayed(KEY, standing, "release")
    assert (event.subject_id, event.details) == (None, {"count": 1})


BEATEN = {
    "act": partial(services.act, action="discard"),
    "edit": partial(services.edit, facts=FACTS | {"name": "Hai"}),
}


@pytest.mark.parametrize("verb", BEATEN)
def test_who_is_beaten_by_another_transaction_is_told_and_changes_nothing(world, verb):
    item, clerk = world.saved_draft(name="Một"), world.actor("canbo")
    db.session.refresh(item)
    db.session.execute(text("UPDATE exemplar SET version = version + 1"))
    with pytest.raises(ActionRefused) as refused:
        BEATEN[verb](actor=clerk, exemplar=item)
    assert (refused.value.kind, refused.value.earlier.action) == (Refusal.MOVED_ON, "draft")
    assert (item.name, item.stage) == ("Một", Stage.DRAFT)
