"""Whatever anybody tries: joins stay one deep, someone always has it, and petitions are followed where they are."""

from random import Random

import pytest

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation import queries, services
from nam_tinh_hinh.situation.enums import ObservationKind, Stage
from nam_tinh_hinh.situation.tables import Observation, Passing, Petition
from nam_tinh_hinh.situation.workflow import workflow

PEOPLE = ("canbo", "lanhdao", "tonghop", "canbo2", "lanhdao2", "thuongtruc", "phutrach", "quantri")
STRANGERS = ("canbo2", "lanhdao2", "quantri")
REASON = "Vượt thẩm quyền của đơn vị."
# Those who may do something come oftener.
WHO = (*PEOPLE, *("canbo", "lanhdao", "tonghop") * 5)
STEPS = 120


def chosen(situation, dice: Random, row: Observation, who: str) -> str:
    """What ``who`` tries: mostly something offered to him, sometimes anything."""
    offered = [action.name for action in workflow.available(situation.reach(who), row)]
    return dice.choice(offered if offered and dice.random() < 0.8 else list(workflow.actions))


def tried(situation, rows, who, action, number):
    """Let ``who`` try ``action`` with one of the rows; tell whether it happened."""
    actor, row = situation.reach(who), rows[number]
    try:
        if action == "join":
            services.join(actor=actor, observation=row, to=rows[(number + 1) % len(rows)])
        elif action == "pass_up":
            to = situation.world.unit("dang_uy").id
            services.pass_up(actor=actor, observation=row, to_unit_id=to, reason=REASON)
        else:
            services.act(actor=actor, observation=row, action=action, reason=REASON)
    except ActionRefused:
        db.session.rollback()
        return False
    situation.save()
    return True


def contradictions(row: Observation) -> list[str]:
    """Name what does not hold of an observation."""
    open_passings = db.session.scalars(
        db.select(Passing).filter_by(observation_id=row.id, taken_at=None, given_back_at=None)
    ).all()
    petition = db.session.get(Petition, row.id)
    wrong = {
        "joined to something joined": row.joined_to is not None and row.joined_to.stage is Stage.JOINED,
        "has the way upward it stands on": len(open_passings) != (row.stage is Stage.PASSED_UP),
        "not followed": row.stage is Stage.CONFIRMED and petition is None,
        "followed elsewhere": row.stage is Stage.CONFIRMED and petition and petition.unit_id != row.holder_id,
        "followed although joined": row.stage is Stage.JOINED and petition is not None,
        "followed before it was confirmed": row.stage in {Stage.WAITING, Stage.RETURNED} and petition is not None,
    }
    return [words for words, holds in wrong.items() if holds]


@pytest.mark.parametrize("seed", range(10))
def test_nothing_contradicts_itself(situation, seed):
    dice, area = Random(seed), "Thôn Cầu Đá"
    rows = [situation.recorded("canbo", kind=ObservationKind.PETITION, area=area) for _number in range(3)]
    for _step in range(STEPS):
        who, number = dice.choice(WHO), dice.randrange(len(rows))
        before = [(row.stage, row.version, row.holder_id) for row in rows]
        happened = tried(situation, rows, who, chosen(situation, dice, rows[number], who), number)
        assert not happened or who in {"canbo", "lanhdao", "tonghop"}
        assert happened or [(row.stage, row.version, row.holder_id) for row in rows] == before
        assert {row.id: contradictions(row) for row in rows} == {row.id: [] for row in rows}
    seen = [queries.observation(situation.reach(who), row.id) for who in STRANGERS for row in rows]
    assert seen == [None] * len(seen)
