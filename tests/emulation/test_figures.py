"""The figures of a small world, counted by hand; and that many cost as few statements as one."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import ExemplarKind, OwnerKind, Purpose, Stage, Verdict
from nam_tinh_hinh.emulation.queries.figures import Counted, Results, Reviews, Visits, figures_of
from nam_tinh_hinh.emulation.tables import Inspection, InspectionTeam
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from tests.emulation.carrying import BEGUN, DUE, campaign, on, sent, underway


@pytest.fixture
def small(world):
    """Eight registrations of two units, in every sort of stage, looked at a week after the first reviews were due."""
    fields = {field.code: field.id for field in queries.fields()}
    on_time = underway(world, name="Một", field_id=fields["economy"], is_priority=True)
    late = underway(world, name="Hai", field_id=fields["economy"])
    underway(world, "phu_nu", name="Ba", field_id=fields["culture"], kind=ExemplarKind.PARAGON)
    sent(world, on_time, DUE)
    sent(world, late, DUE + timedelta(days=2))
    with on(BEGUN):
        world.staged(Stage.SUBMITTED, "phu_nu", name="Bốn", owner_kind=OwnerKind.INDIVIDUAL)
        world.staged(Stage.AGREE_PENDING, "phu_nu", name="Năm")
        world.staged(Stage.DECLINED, name="Sáu")
        world.staged(Stage.RETURNED, name="Bảy")
        world.staged(Stage.WITHDRAWN, name="Tám")
        world.staged(Stage.DRAFT, name="Nháp")
    underway(world, "phu_nu", Stage.STOPPED, name="Chín")
    team = InspectionTeam(campaign_id=campaign().id, purpose=Purpose.INTERIM, name="Đoàn 1", created_at=clock.now())
    found = {"visited_on": DUE, "findings": "Đúng.", "recorded_at": clock.now()}
    team.inspections = [
        Inspection(exemplar_id=on_time.id, verdict=Verdict.MEETS, **found), Inspection(exemplar_id=late.id),
    ]  # fmt: skip
    db.session.add(team)
    world.save()


def of_year(world, who="thuongtruc"):
    with on(DUE + timedelta(days=7)):
        return figures_of(world.actor(who), campaign())


def test_every_sort_is_counted_once(world, small):
    found = of_year(world)
    assert (found.registered, found.priority, found.supplements) == (9, 1, 0)
    assert found.by_field == (
        Counted("Kinh tế", 2), Counted("Văn hóa - xã hội", 1), Counted("Chưa xếp lĩnh vực", 6)
    )  # fmt: skip
    assert found.by_kind == (Counted("Mô hình", 8), Counted("Điển hình", 1))
    assert found.by_owner == (Counted("Tập thể", 8), Counted("Cá nhân", 1))
    assert sum(one.number for one in found.by_unit_kind) == 9
    assert (found.waiting, found.returned, found.agreed, found.declined, found.assigned) == (2, 1, 4, 1, 4)
    assert [(one.name, one.unit) for one in found.withdrawn] == [("Tám", world.unit("ccb").name)]
    assert [one.name for one in found.stopped] == ["Chín"]
    assert found.stopped[0].reason.startswith("Đơn vị không còn lực lượng nòng cốt")


def test_reviews_visits_and_results_are_those_of_the_day(world, small):
    found = of_year(world)
    assert found.reviews == Reviews(due=3, on_time=1, late=1, missing=1)
    assert found.visits == (Visits("Kiểm tra 6 tháng đầu năm", 2, 1, 0, 0, 1),)
    assert found.results == Results(0, 0, 0, 0, 0, 0)
    units = {one.name: one for one in found.units}
    ours, theirs = units[world.unit("ccb").name], units[world.unit("phu_nu").name]
    assert (ours.registered, ours.agreed, ours.assigned, ours.ended, ours.reviews.late) == (5, 2, 2, 1, 1)
    assert (theirs.registered, theirs.agreed, theirs.assigned, theirs.ended) == (4, 2, 2, 1)
    assert theirs.reviews == Reviews(due=1, on_time=0, late=0, missing=1)


def test_no_decision_shows_before_it_is_made_known(world):
    with on(BEGUN):
        world.staged(Stage.AGREE_PENDING)
    underway(world, stage=Stage.RECOGNISE_PENDING, name="Hai")
    found = of_year(world)
    assert (found.waiting, found.agreed, found.results.reported, found.results.awarded) == (1, 1, 1, 0)
    known = world.staged(Stage.RECOGNISED, name="Ba")
    assert known.stage is Stage.RECOGNISED
    assert of_year(world).results.recognised == 2  # the decision took the pending one with it


def test_many_cost_as_many_statements_as_one(world):
    numbers = []
    for count in (1, 6):
        for n in range(count):
            underway(world, name=f"Mô hình {count} {n}")
        said = []
        event.listen(db.engine, "before_cursor_execute", lambda *a, said=said: said.append(a[2]))
        of_year(world)
        numbers.append(len([sql for sql in said if sql.startswith(("SELECT", "WITH"))]))
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 10
