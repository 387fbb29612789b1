"""Units are merged, split or closed in the middle of a week: each report has one who writes it and one who receives."""

from dataclasses import replace

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services as people
from nam_tinh_hinh.people.enums import Change, Role
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting import queries, rules, services
from nam_tinh_hinh.reporting.enums import Stage
from nam_tinh_hinh.reporting.holdings import JOINED
from nam_tinh_hinh.reporting.services import asking
from nam_tinh_hinh.situation import queries as situation
from tests.people.units import MERGED, merge, new_like, order


def heir():
    return db.session.scalars(db.select(Unit).filter_by(name=MERGED)).one()


def merged(reporting, *keys):
    row = merge(reporting.world, *keys)
    reporting.save()
    db.session.expire_all()
    return row


def close(reporting, key, to):
    asked = order(reporting.world, Change.CLOSE, key, heirs=[reporting.unit(to).id], knows_who_is_left=True)
    row = people.reorganise(actor=reporting.world.actor("quantri"), order=asked)
    reporting.save()
    db.session.expire_all()
    return row


def undo(reporting, row):
    people.undo_reorganisation(actor=reporting.world.actor("quantri"), row=row)
    reporting.save()
    db.session.expire_all()


def leader_of(reporting, unit):
    """Somebody who has nothing to do with the rows but his unit."""
    pattern = reporting.world.actor("tonghop")
    hat = replace(pattern.hat, unit_id=unit.id, unit_name=unit.name, role=Role.LEADER)
    return situation.reach_of(replace(pattern, hat=hat, hats=(hat,)))


def stands(report):
    owed = report.obligation
    return report.unit_id, owed.unit_id, owed.receiver_id, owed.exception_reason


def test_a_report_that_is_being_written_goes_to_the_heir_and_comes_back(reporting):
    report = reporting.written("ccb")
    before = stands(report)
    row = close(reporting, "ccb", "doan")
    youth, front = reporting.unit("doan"), reporting.unit("mttq")
    assert stands(report) == (youth.id, youth.id, front.id, "")
    person = leader_of(reporting, youth)
    assert (rules.signs(person, report), queries.report(person, report.id) is not None) == (True, True)
    assert services.send(actor=person, report=report).sent_by_name
    db.session.rollback()
    undo(reporting, row)
    assert stands(report) == before
    assert list(history.broken_links()) == []


def test_two_who_owe_the_same_become_one_that_owes_it_once(reporting):
    ours, hers = reporting.written("ccb"), reporting.report("phu_nu")
    before = stands(ours), stands(hers)
    row = merged(reporting, "ccb", "phu_nu")
    new, women, front = heir().id, before[1][0], reporting.unit("mttq").id
    assert stands(ours) == (new, new, front, "")
    assert stands(hers) == (women, women, front, JOINED)
    assert hers.obligation.exempted_at is not None
    assert rules.writes(leader_of(reporting, heir()), hers)  # what was written can still be read and copied
    undo(reporting, row)
    assert ((stands(ours), stands(hers)), hers.obligation.exempted_at) == (before, None)


def test_an_heir_with_a_report_of_its_own_keeps_it(reporting):
    ours, hers = reporting.report("ccb"), reporting.written("phu_nu")
    before = stands(ours), stands(hers)
    row = close(reporting, "ccb", "phu_nu")
    assert (stands(hers), stands(ours)) == (before[1], (*before[0][:3], JOINED))
    undo(reporting, row)
    assert ((stands(ours), stands(hers)), ours.obligation.exempted_at) == (before, None)


@pytest.mark.parametrize("stage", [Stage.SENT, Stage.ACCEPTED])
def test_what_was_sent_stays_and_the_heir_reads_and_mends_it(reporting, stage):
    report = reporting.staged(stage, "ccb")
    before = stands(report)
    merged(reporting, "ccb", "doan")
    assert stands(report) == before
    person = leader_of(reporting, heir())
    assert (queries.sending(person, report.id) is not None, rules.signs(person, report)) == (True, True)


def test_reports_go_to_the_receivers_heir_until_they_are_accepted(reporting):
    waiting, accepted = reporting.sent("ccb"), reporting.staged(Stage.ACCEPTED, "phu_nu")
    front = reporting.unit("mttq").id
    row = close(reporting, "mttq", "dang_uy")
    party = reporting.unit("dang_uy").id
    assert (waiting.obligation.receiver_id, accepted.obligation.receiver_id) == (party, front)
    assert rules.receives(reporting.reach("tonghop"), waiting)
    undo(reporting, row)
    assert waiting.obligation.receiver_id == front


@pytest.mark.parametrize("keys", [("nong_dan",), ("nong_dan", "mttq")])
def test_nobody_reports_to_himself(reporting, keys):
    report = reporting.report("nong_dan")
    before = stands(report)
    row = merged(reporting, *keys) if len(keys) > 1 else close(reporting, "nong_dan", "mttq")
    assert (report.obligation.exception_reason, report.obligation.unit_id) == (JOINED, before[1])
    undo(reporting, row)
    assert (stands(report), report.obligation.exempted_at) == (before, None)


def test_after_a_split_the_chosen_heir_owes_and_writes(reporting):
    report, ccb = reporting.report("ccb"), reporting.unit("ccb")
    heirs, chosen = [new_like(ccb, "Một"), new_like(ccb, "Hai")], {("obligation", report.obligation_id): 1}
    asked = order(reporting.world, Change.SPLIT, "ccb", heirs=heirs, choices=chosen)
    row = people.reorganise(actor=reporting.world.actor("quantri"), order=asked)
    reporting.save()
    db.session.expire_all()
    assert (report.unit.name, report.obligation.unit.name) == ("Hai", "Hai")
    undo(reporting, row)
    assert (report.unit_id, report.obligation.unit_id) == (ccb.id, ccb.id)


def test_the_administrator_reads_no_words_of_a_request(reporting):
    report = asking.own(actor=reporting.of("ccb"), title="Việc kín", words="Lời kín", outline_code="ad_hoc")
    reporting.save()
    asked = order(reporting.world, Change.CLOSE, "ccb", heirs=[reporting.unit("doan").id], knows_who_is_left=True)
    plan = people.plan_reorganisation(asked)
    titles = [move.title for move in plan.moves if move.kind in ("obligation", "report")]
    assert titles == [f"Báo cáo đột xuất số {report.obligation.period_id}"] * 2
