"""Units are merged, split or closed: the heir sees and handles everything open, and reads what was settled."""

from dataclasses import replace

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import services as people
from nam_tinh_hinh.people.enums import Change, Role
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation import queries, rules, services
from nam_tinh_hinh.situation.audience import Audience
from nam_tinh_hinh.situation.enums import Ask, GuidanceStage, ObservationKind, Severity, Stage
from nam_tinh_hinh.situation.queries import alerts as alert_queries
from nam_tinh_hinh.situation.queries.casework import house_of
from nam_tinh_hinh.situation.services import alerts, contacts
from nam_tinh_hinh.situation.tables import (
    Alert,
    CaseFile,
    Guidance,
    Network,
    NetworkMember,
    Observation,
    Petition,
    Receipt,
    Topic,
)
from nam_tinh_hinh.situation.workflow import petition_workflow, workflow
from tests.people.units import MERGED, merge, new_like, order
from tests.situation.contact_routes import KEY
from tests.situation.guiding import Guiding


def heir():
    return db.session.scalars(db.select(Unit).filter_by(name=MERGED)).one()


def merged(situation, *keys):
    row = merge(situation.world, *(keys or ("ccb", "phu_nu")))
    situation.save()
    db.session.expire_all()
    return row


def close(situation, key, to):
    asked = order(situation.world, Change.CLOSE, key, heirs=[situation.world.unit(to).id], knows_who_is_left=True)
    row = people.reorganise(actor=situation.world.actor("quantri"), order=asked)
    situation.save()
    db.session.expire_all()
    return row


def leader_of(situation, unit):
    """Somebody who has nothing to do with the rows but his unit."""
    pattern = situation.world.actor("tonghop")
    hat = replace(pattern.hat, unit_id=unit.id, unit_name=unit.name, role=Role.LEADER)
    return queries.reach_of(replace(pattern, user_id=99999, hat=hat, hats=(hat,)))


def offered(situation, who, row):
    return {action.name for action in workflow.available(situation.reach(who), row)}


def test_the_heirs_house_is_the_unit_that_is_there_now(situation):
    merged(situation)
    assert house_of(leader_of(situation, heir())) == heir().id
    assert situation.reach("tonghop").house_id == situation.world.unit("dang_uy").id


@pytest.mark.parametrize("stage", Stage)
def test_the_heirs_people_see_and_do_with_it_what_they_did_before(situation, stage):
    row = situation.staged(stage, area="Thôn Đồng Lân")
    before = {who: offered(situation, who, row) for who in ("canbo", "lanhdao", "tonghop")}
    merged(situation)
    assert {who: offered(situation, who, row) for who in before} == before
    seen = {who: bool(queries.observation(situation.reach(who), row.id)) for who in ("canbo", "lanhdao", "canbo2")}
    assert seen == {"canbo": True, "lanhdao": True, "canbo2": True}  # hers is the same unit now
    stranger = leader_of(situation, situation.world.unit("nong_dan"))
    assert queries.observation(stranger, row.id) is None


def test_what_is_open_goes_and_who_wrote_it_down_stays(situation):
    ccb = situation.world.unit("ccb").id
    waiting, settled = situation.recorded(), situation.confirmed()
    petition, passed = situation.petition(), situation.passed_up()
    merged(situation)
    new = heir().id
    rows = {row.id: (row.unit_id, row.holder_id) for row in db.session.scalars(db.select(Observation))}
    party = situation.world.unit("dang_uy").id
    assert rows == {
        waiting.id: (ccb, new), settled.id: (ccb, ccb), petition.id: (ccb, new), passed.id: (ccb, party),
    }  # fmt: skip
    assert (petition.unit_id, passed.came_from_id) == (new, new)
    assert rules.follows(situation.reach("canbo"), petition)
    assert "hand_on" in {a.name for a in petition_workflow.available(situation.reach("canbo"), petition)}


def test_what_was_passed_upward_still_comes_back(situation):
    row = situation.passed_up()
    merged(situation)
    services.act(actor=situation.reach("tonghop"), observation=row, action="give_back", reason="Thuộc đơn vị.")
    situation.save()
    assert row.holder_id == heir().id


def test_when_both_levels_become_one_it_is_taken(situation):
    row = situation.confirmed()
    services.pass_up(
        actor=situation.reach("lanhdao"), observation=row, to_unit_id=situation.world.unit("phu_nu").id, reason="Rộng"
    )
    situation.save()
    merged(situation)
    assert (row.holder_id, row.came_from_id) == (heir().id, situation.world.unit("ccb").id)
    with pytest.raises(ActionRefused, match="hãy bấm “Tiếp nhận”"):
        services.act(actor=situation.reach("lanhdao"), observation=row, action="give_back", reason="Thuộc đơn vị.")
    services.act(actor=situation.reach("lanhdao"), observation=row, action="take")
    situation.save()
    assert (row.stage, row.holder_id) == (Stage.CONFIRMED, heir().id)


def test_who_took_over_a_closed_units_open_rows_mends_and_follows_them(situation):
    returned = situation.staged(Stage.RETURNED)
    petition = situation.petition()
    contacts.write(actor=situation.reach("canbo"), observation=petition.observation, contact="Gọi", secret_key=KEY)
    close(situation, "ccb", "phu_nu")
    clerk, leader = situation.reach("canbo2"), situation.reach("lanhdao2")
    services.edit(actor=clerk, observation=returned, facts={"content": "Số 12, ngõ 3."}, version=returned.version)
    situation.save()
    assert (returned.stage, rules.holds(leader, returned)) == (Stage.WAITING, True)
    assert rules.follows(clerk, petition)
    read = contacts.read(actor=clerk, observation=petition.observation, reason="Báo kết quả", secret_key=KEY)
    assert read == "Gọi"
    assert not rules.wrote(leader_of(situation, situation.world.unit("nong_dan")), returned)


def test_urgent_word_not_seen_yet_is_the_heirs_to_see(situation):
    row = situation.recorded("canbo2", severity=Severity.URGENT)
    alerts.send(actor=situation.reach("canbo2"), observation=row, to_unit_ids=[situation.world.unit("mttq").id])
    situation.save()
    to = situation.world.unit("mttq").id
    if not db.session.scalar(db.select(Alert.id).filter_by(to_unit_id=to)):
        pytest.fail("not sent")
    close(situation, "mttq", "ccb")
    assert [one.observation_id for one in alert_queries.unseen(situation.reach("lanhdao"))] == [row.id]


def others(situation):
    """One open row of every other kind, of Hội CCB or with a part for it."""
    world, now = situation.world, clock.now()
    ccb, farmers = world.unit("ccb").id, world.unit("nong_dan").id
    topic = situation.topic()
    case = CaseFile(unit_id=farmers, responsible_unit_id=ccb, topic_id=topic.id, title="Ngập", review_on=clock.today(),
                    opened_at=now)  # fmt: skip
    led = CaseFile(unit_id=ccb, responsible_unit_id=farmers, topic_id=topic.id, title="Rác", review_on=clock.today(),
                   opened_at=now)  # fmt: skip
    guidance = Guidance(stage=GuidanceStage.SENT, unit_id=farmers, ask=Ask.CARRY_OUT, title="A", content="B",
                        audience="C", edited_at=now, sent_at=now)  # fmt: skip
    network = Network(unit_id=ccb, name="Nhóm Zalo khu phố", made_at=now)
    joined = Network(unit_id=farmers, name="Nhóm Zalo thôn", made_at=now)
    own = Topic(code="ccb.1", label="Nghĩa tình đồng đội", parent_id=topic.parent_id, unit_id=ccb)
    db.session.add_all([case, led, guidance, network, joined, own])
    db.session.flush()
    receipt = Receipt(guidance_id=guidance.id, unit_id=ccb, sent_at=now)
    member = NetworkMember(network_id=joined.id, unit_id=ccb, joined_on=clock.today())
    db.session.add_all([receipt, member])
    petition = situation.petition("lanhdao2")
    petition.authority_unit_id, petition.authority = ccb, "Hội CCB"
    situation.save()
    return [
        (case, "responsible_unit_id"), (led, "unit_id"), (receipt, "unit_id"), (network, "unit_id"),
        (member, "unit_id"), (own, "unit_id"), (petition, "authority_unit_id"),
    ]  # fmt: skip


def test_cases_guidance_networks_and_topics_go_along_and_come_back(situation):
    held = others(situation)
    ccb = situation.world.unit("ccb").id
    row = merged(situation)
    assert [getattr(one, name) for one, name in held] == [heir().id] * len(held)
    people.undo_reorganisation(actor=situation.world.actor("quantri"), row=row)
    situation.save()
    db.session.expire_all()
    assert [getattr(one, name) for one, name in held] == [ccb] * len(held)
    assert list(history.broken_links()) == []


def test_the_heir_of_sender_and_receiver_does_not_guide_itself(situation):
    guiding = Guiding(situation)
    network = guiding.network("lanhdao", "phu_nu", "mttq")
    sent = guiding.sent("lanhdao", unit_id=network.unit_id, audience=Audience(network_id=network.id))
    merged(situation)
    assert (network.unit_id, sent.unit_id) == (heir().id, heir().id)
    for table in (Receipt, NetworkMember):
        assert db.session.scalars(db.select(table).filter_by(unit_id=heir().id)).all() == []


def test_a_receipt_stays_where_the_heir_has_one_of_its_own(situation):
    world, now = situation.world, clock.now()
    guidance = Guidance(stage=GuidanceStage.SENT, unit_id=world.unit("dang_uy").id, title="A", content="B",
                        audience="C", edited_at=now, sent_at=now)  # fmt: skip
    db.session.add(guidance)
    db.session.flush()
    rows = [Receipt(guidance_id=guidance.id, unit_id=world.unit(key).id, sent_at=now) for key in ("ccb", "phu_nu")]
    db.session.add_all(rows)
    situation.save()
    merged(situation)
    assert sorted(row.unit_id == heir().id for row in rows) == [False, True]
    assert all(rules.receives(situation.reach("canbo"), row) for row in rows)


@pytest.mark.parametrize("stage", Stage)
def test_undone_everything_is_as_before(situation, stage):
    row = situation.staged(stage)
    situation.petition()
    columns = [Observation.id, Observation.unit_id, Observation.holder_id, Observation.came_from_id]
    petitions = db.select(Petition.observation_id, Petition.unit_id).order_by(Petition.observation_id)
    stored = db.select(*columns).order_by(Observation.id), petitions
    before = [db.session.execute(query).all() for query in stored]
    decision = merged(situation)
    people.undo_reorganisation(actor=situation.world.actor("quantri"), row=decision)
    situation.save()
    assert [db.session.execute(query).all() for query in stored] == before
    assert row.stage is stage


def test_undoing_waits_while_the_new_unit_passed_something_on(situation):
    row = situation.petition().observation
    decision = merged(situation)
    party = situation.world.unit("dang_uy").id
    services.pass_up(actor=situation.reach("lanhdao"), observation=row, to_unit_id=party, reason="Rộng")
    situation.save()
    with pytest.raises(ActionRefused, match="đã có thêm"):
        people.undo_reorganisation(actor=situation.world.actor("quantri"), row=decision)


def test_a_split_goes_where_each_row_was_said_to_go(situation):
    first, second = situation.recorded(), situation.recorded()
    ccb = situation.world.unit("ccb")
    asked = order(
        situation.world, Change.SPLIT, "ccb", heirs=[new_like(ccb, "Hội Một"), new_like(ccb, "Hội Hai")],
        choices={("observation_holder", second.id): 1},
    )  # fmt: skip
    people.reorganise(actor=situation.world.actor("quantri"), order=asked)
    situation.save()
    db.session.expire_all()
    assert [row.holder.name for row in (first, second)] == ["Hội Một", "Hội Hai"]
    units = {unit.name: unit for unit in db.session.scalars(db.select(Unit))}
    two = leader_of(situation, units["Hội Hai"])
    assert [rules.holds(two, row) for row in (first, second)] == [False, True]
    assert queries.observation(two, second.id)
    assert queries.observation(two, first.id) is None


def test_the_administrator_who_plans_it_reads_no_words_of_the_people(situation, sign_in):
    situation.recorded(content="Nội dung rất riêng của dân", kind=ObservationKind.PETITION)
    admin = sign_in("quantri")
    ids = [situation.world.unit(key).id for key in ("ccb", "phu_nu")]
    ccb = situation.world.unit("ccb")
    said = {
        "viec": "sap-nhap", "don-vi": ids, "day": clock.day_text(clock.today()), "decision": "12-QĐ/ĐU",
        "name0": MERGED, "kind_id": ccb.kind_id, "level_id": ccb.level_id, "parent_id": ccb.parent_id,
        "committee_id": ccb.committee_id,
    }  # fmt: skip
    page = admin.post("/to-chuc/sap-nhap/moi", said)
    assert page.status_code == 200
    assert "Nội dung số" in page.text
    assert "rất riêng" not in page.text
