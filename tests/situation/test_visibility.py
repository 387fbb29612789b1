"""Who sees what follows unit and area; the stranger sees nothing."""

from collections.abc import Collection

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation import queries, reach
from nam_tinh_hinh.situation.enums import PetitionStage, Stage
from nam_tinh_hinh.situation.queries import observing, reaching
from nam_tinh_hinh.situation.queries.listing import ListFilters, listed
from nam_tinh_hinh.situation.queries.offered import for_lists
from nam_tinh_hinh.situation.tables import Alert, CaseFile, CaseItem, Observation

INSIDE, WHOLE = ["canbo", "lanhdao"], ["tonghop", "nguoixem", "thuongtruc", "truongban"]
EVERYONE = [*INSIDE, *WHOLE, "canbo2", "lanhdao2", "phutrach", "banchidao", "banchidao2", "quantri"]


@pytest.fixture(
    autouse=True,
    params=[(500, 0, True), (500, 0, False), (1, 0, False), (500, 10_000, False), (0, 0, False)],
    ids=["one of many who writes", "one of many who reads", "of a few rows", "most of all", "of very many units"],
)
def size(request, monkeypatch):
    """How much of all there is lies below one: it is looked for in other ways, and is the same."""
    named, few, writes = request.param
    monkeypatch.setattr(observing, "may_write", lambda: writes)
    for where in (reaching, observing):
        monkeypatch.setattr(where, "MOST_NAMED", named)
    monkeypatch.setattr(reach, "FEW", few)


def seers(situation, row: Observation, people: Collection[str] = EVERYONE) -> list[str]:
    """Return who of ``people`` sees ``row``; each is offered the units of what he sees, and no other, and lists it."""
    columns = Observation.id, Observation.unit_id
    for one in map(situation.reach, people):
        shown = db.session.execute(queries.visible_to(one).with_only_columns(*columns)).all()
        assert {unit_id for unit_id, _name in for_lists(one).units} == {row.unit_id for row in shown}
        whole = listed(one, ListFilters(aside_too=True)).with_only_columns(*columns)
        assert set(db.session.execute(whole)) == set(shown)
    return [who for who in people if queries.observation(situation.reach(who), row.id)]


@pytest.mark.parametrize("stage", [Stage.WAITING, Stage.RETURNED, Stage.WITHDRAWN])
def test_what_no_focal_point_confirmed_stays_in_its_unit(situation, stage):
    assert seers(situation, situation.staged(stage)) == INSIDE


@pytest.mark.parametrize("stage", [Stage.CONFIRMED, Stage.PASSED_UP, Stage.JOINED])
def test_what_was_gathered_is_read_above_and_by_officers_of_its_area(situation, stage):
    row = situation.staged(stage, area="Phố Phúc Ninh")
    assert seers(situation, row) == [*INSIDE, *WHOLE, "phutrach", "banchidao"]


def test_an_officer_reads_of_his_areas_only(situation):
    row = situation.confirmed(area="Thôn Đồng Lân")
    assert seers(situation, row) == [*INSIDE, *WHOLE]
    assert seers(situation, situation.confirmed("lanhdao2", area="Thôn Đồng Lân"), ["lanhdao", "canbo"]) == ["lanhdao"]


def test_urgent_word_is_seen_where_it_was_sent_before_anyone_confirmed_it(situation):
    row = situation.recorded()
    to = situation.world.unit("phu_nu").id
    db.session.add(Alert(observation_id=row.id, to_unit_id=to, sent_at=clock.now(), sent_by_name="Nguyễn Thị Hòa"))
    situation.save()
    assert seers(situation, row) == [*INSIDE, "canbo2", "lanhdao2"]


def test_the_authority_sees_a_petition_once_it_was_handed_on(situation):
    petition = situation.petition(area="Thôn Đồng Lân")
    row = petition.observation
    petition.authority_unit_id, petition.authority = situation.world.unit("phu_nu").id, "Hội LHPN phường"
    situation.save()
    assert seers(situation, row) == [*INSIDE, *WHOLE]
    petition.stage = PetitionStage.HANDED_ON
    situation.save()
    assert seers(situation, row) == [*INSIDE, *WHOLE, "canbo2", "lanhdao2"]


def test_the_unit_responsible_for_a_case_sees_what_is_in_it(situation):
    row, now = situation.confirmed(area="Thôn Đồng Lân"), clock.now()
    ccb, women = situation.world.unit("ccb").id, situation.world.unit("phu_nu").id
    case = CaseFile(
        unit_id=ccb, responsible_unit_id=women, topic_id=row.topic_id, title="Ngập", review_on=clock.today(),
        opened_at=now,
    )  # fmt: skip
    db.session.add(case)
    db.session.flush()
    db.session.add(CaseItem(case_id=case.id, observation_id=row.id, added_at=now, added_by_name="Phạm Văn Thắng"))
    situation.save()
    assert seers(situation, row) == [*INSIDE, *WHOLE, "canbo2", "lanhdao2"]


def test_another_hat_is_another_reach(situation):
    row = situation.confirmed("lanhdao2", area="Khu phố Chợ Mới")
    committee, front = situation.reach("banchidao", 0), situation.reach("banchidao", 1)
    assert [bool(queries.observation(hat, row.id)) for hat in (committee, front)] == [True, True]
    elsewhere = situation.confirmed("lanhdao2", area="Thôn Đồng Lân")
    assert [queries.observation(hat, elsewhere.id) for hat in (committee, front)] == [None, None]


def test_nobody_without_a_hat_sees_anything(situation):
    row = situation.confirmed()
    bare = queries.reach_of(situation.world.actor("canbo").__class__(1, "a", "A", 0, "", False, None, ()))
    assert queries.observation(bare, row.id) is None
