"""Every stage, every person, every action: who may do what is written down, the rest is refused."""

import pytest

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation import services
from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.tables import Passing
from nam_tinh_hinh.situation.workflow import ACTIONS, workflow

WRITERS, DESK, ABOVE = ("canbo",), ("lanhdao",), ("tonghop",)
PEOPLE = ("canbo", "lanhdao", "canbo2", "lanhdao2", "phutrach", "tonghop", "nguoixem", "thuongtruc", "truongban",
          "banchidao", "quantri")  # fmt: skip
# What each may do with an observation of Hội CCB in each stage; nobody else may do anything.
MAY: dict[Stage, dict[tuple[str, ...], set[str]]] = {
    Stage.WAITING: {WRITERS: {"withdraw"}, DESK: {"confirm", "return", "join", "pass_up", "withdraw"}},
    Stage.RETURNED: {WRITERS: {"resend", "withdraw"}, DESK: {"resend", "withdraw"}},
    Stage.CONFIRMED: {DESK: {"unconfirm", "join", "pass_up"}},
    Stage.PASSED_UP: {DESK: {"recall"}, ABOVE: {"take", "give_back"}},
    Stage.JOINED: {DESK: {"separate"}},
    Stage.WITHDRAWN: {WRITERS: {"restore"}, DESK: {"restore"}},
}


@pytest.mark.parametrize("stage", Stage)
def test_each_may_do_what_is_written_down_and_nothing_else(situation, stage):
    row = situation.staged(stage)
    wanted = {who: names for group, names in MAY[stage].items() for who in group}
    found = {who: {action.name for action in workflow.available(situation.reach(who), row)} for who in PEOPLE}
    assert found == {who: wanted.get(who, set()) for who in PEOPLE}


@pytest.mark.parametrize("stage", Stage)
def test_what_is_not_offered_is_refused_and_changes_nothing(situation, stage):
    row = situation.staged(stage)
    offered = {who: {action.name for action in workflow.available(situation.reach(who), row)} for who in PEOPLE}
    before = row.version
    for who in PEOPLE:
        for action in ACTIONS:
            if action.name not in offered[who]:
                with pytest.raises(ActionRefused):
                    services.act(actor=situation.reach(who), observation=row, action=action.name, reason="Lý do")
    situation.save()
    assert (row.stage, row.version) == (stage, before)


def test_what_is_passed_upward_comes_back_to_who_passed_it(situation):
    row = situation.passed_up()
    services.act(actor=situation.reach("tonghop"), observation=row, action="give_back", reason="Thuộc đơn vị.")
    situation.save()
    assert (row.stage, row.holder_id, row.came_from_id) == (Stage.CONFIRMED, row.unit_id, None)
    passing = db.session.scalars(db.select(Passing).filter_by(observation_id=row.id)).one()
    assert (passing.back_reason, passing.taken_at) == ("Thuộc đơn vị.", None)


def test_a_superior_who_takes_it_holds_it(situation):
    row = situation.passed_up()
    services.act(actor=situation.reach("tonghop"), observation=row, action="take")
    situation.save()
    assert (row.stage, row.holder_id) == (Stage.CONFIRMED, situation.world.unit("dang_uy").id)
    assert [a.name for a in workflow.available(situation.reach("lanhdao"), row)] == []


def test_joins_are_one_deep(situation):
    joined, other = situation.joined(), situation.confirmed()
    with pytest.raises(ActionRefused, match="đã gộp vào nội dung khác"):
        services.join(actor=situation.reach("lanhdao"), observation=other, to=joined)


def test_what_was_joined_goes_along_when_its_root_is_joined(situation):
    joined = situation.joined()
    root, last = joined.joined_to, situation.confirmed()
    services.join(actor=situation.reach("lanhdao"), observation=root, to=last)
    situation.save()

    db.session.expire_all()
    assert (joined.joined_to_id, root.joined_to_id) == (last.id, last.id)


def test_what_others_were_joined_to_stays_confirmed(situation):
    root = situation.joined().joined_to
    with pytest.raises(ActionRefused, match="tách các nội dung đó ra trước"):
        services.act(actor=situation.reach("lanhdao"), observation=root, action="unconfirm")
    assert root.stage is Stage.CONFIRMED
