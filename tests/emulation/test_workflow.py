"""The whole table of what may happen when and by whom; and that no contradiction is stored, whatever is tried."""

from functools import partial
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh.emulation import services
from nam_tinh_hinh.emulation.enums import DECIDED, REASONED, RELEASED, UNSENT, Stage
from nam_tinh_hinh.emulation.workflow import WORKFLOW
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from tests.emulation.people import OURS, PEOPLE
from tests.world import FACTS

UNIT, MEMBERS = ("our clerk", "our leader"), ("decider", "member")
MATRIX = {
    Stage.DRAFT: {("submit", "discard"): UNIT},
    Stage.DISCARDED: {("restore",): UNIT},
    Stage.RETURNED: {("resubmit",): UNIT, ("undo",): ("decider",)},
    Stage.SUBMITTED: {("withdraw",): UNIT, ("agree", "return", "decline"): MEMBERS},
    Stage.AGREE_PENDING: {("withdraw",): UNIT, ("undo",): ("decider",), ("release_agreed",): ("standing office",)},
    Stage.DECLINE_PENDING: {("withdraw",): UNIT, ("undo",): ("decider",), ("release_declined",): ("standing office",)},
    Stage.AGREED: {},
    Stage.DECLINED: {},
}
TARGETS = {
    "submit": Stage.SUBMITTED,
    "resubmit": Stage.SUBMITTED,
    "withdraw": Stage.DRAFT,
    "discard": Stage.DISCARDED,
    "restore": Stage.DRAFT,
    "agree": Stage.AGREE_PENDING,
    "return": Stage.RETURNED,
    "decline": Stage.DECLINE_PENDING,
    "undo": Stage.SUBMITTED,
    "release_agreed": Stage.AGREED,
    "release_declined": Stage.DECLINED,
}
REASON = "Ghi rõ số hộ tham gia."


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("stage", Stage)
def test_these_actions_are_open_and_no_others(stage, name):
    noon = clock.now()
    by, at = (PEOPLE["decider"].user_id, noon) if stage in DECIDED else (None, None)
    item = SimpleNamespace(stage=stage, unit_id=OURS, edited_at=noon, decided_by_id=by, decided_at=at)
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
    assert {name for name, action in WORKFLOW.actions.items() if action.needs_reason} == {"return", "decline"}
    for action in ("return", "decline"):
        assert refusal(world, "banchidao2", world.sent(), action) is Refusal.NO_REASON


def test_a_stranger_learns_nothing_of_the_stage(world):
    kinds = {refusal(world, "canbo2", world.staged(stage), action) for stage in Stage for action in ("submit", "agree")}
    assert kinds == {Refusal.NOT_ALLOWED}


def test_what_changed_meanwhile_is_not_decided_unseen(world):
    exemplar = world.sent()
    assert refusal(world, "banchidao2", exemplar, "agree", version=exemplar.version - 1) is Refusal.MOVED_ON


def test_nothing_is_sent_that_lacks_a_fact(world):
    draft = world.draft(owner="")
    assert refusal(world, "canbo", draft, "submit") is Refusal.INCOMPLETE
    assert draft.stage is Stage.DRAFT


@pytest.mark.parametrize(
    ("stage", "change", "check"),
    [
        (Stage.SUBMITTED, "submitted_at = NULL", "sent_with_five_facts"),
        (Stage.SUBMITTED, "name = ''", "sent_with_five_facts"),
        (Stage.SUBMITTED, "owner = ''", "sent_with_five_facts"),
        (Stage.DRAFT, "stage = 'submitted'", "sent_with_five_facts"),
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
    ],
)
def test_the_database_refuses_a_contradiction(world, stage, change, check):
    exemplar = world.staged(stage)
    with pytest.raises(IntegrityError, match=f"ck_exemplar_{check}$|ck_exemplar_{check}\n"):
        db.session.execute(text(f"UPDATE exemplar SET {change} WHERE id = {exemplar.id}"))


def contradictions(item):
    return {
        "decided when": (item.stage in DECIDED) != (item.decided_at is not None),
        "decided by whom": (item.decided_at is None) != (item.decided_by_id is None),
        "decided why": item.stage in REASONED and not item.decision_reason,
        "released when": (item.stage in RELEASED) != (item.released_at is not None),
        "sent": item.stage not in UNSENT and item.submitted_at is None,
    }


CAST = {
    "canbo": ("submit", "resubmit", "withdraw", "discard", "restore"),
    "banchidao2": ("agree", "return", "decline", "undo"),
    "banchidao": ("agree", "undo"),
    "thuongtruc": ("release_agreed", "release_declined"),
    "canbo2": ("submit", "withdraw"),
    "quantri": ("undo",),
}
STEPS = st.tuples(
    st.sampled_from([(name, action) for name, actions in CAST.items() for action in actions]),
    st.sampled_from([REASON, REASON, ""]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=20, max_size=60))
def test_whatever_anybody_tries_stage_and_columns_agree(world, steps):
    people = {username: world.actor(username) for username in CAST}
    exemplar = world.draft()
    for (username, action), reason in steps:
        before = exemplar.stage
        try:
            services.act(actor=people[username], exemplar=exemplar, action=action, reason=reason)
        except ActionRefused:
            assert exemplar.stage is before
        else:
            assert history.last("exemplar", exemplar.id).from_stage == before.value
        assert [words for words, wrong in contradictions(exemplar).items() if wrong] == []
    events = history.of("exemplar", exemplar.id)
    assert [event.from_stage for event in events[1:]] == [event.to_stage for event in events[:-1]]
    db.session.rollback()


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
