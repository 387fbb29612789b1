"""Teams and visits as the services keep them."""

from datetime import date, timedelta

import pytest

from nam_tinh_hinh.emulation import queries as room
from nam_tinh_hinh.emulation.enums import Duty, Purpose, Stage, TeamDuty, Verdict
from nam_tinh_hinh.emulation.queries import inspecting as queries
from nam_tinh_hinh.emulation.services import inspecting as services
from nam_tinh_hinh.emulation.services import visiting
from nam_tinh_hinh.emulation.services.inspecting import Person
from nam_tinh_hinh.emulation.tables import CommitteeMember, Inspection, InspectionTeam
from nam_tinh_hinh.emulation.tasks import inspecting as tasks
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.forms import new_key
from nam_tinh_hinh.kernel.matters import tasks_of
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.queries import user_by_name
from tests.emulation.inspection_teams import FOUND, facts, recorded, set_up
from tests.emulation.test_list_page import statements
from tests.people.issuing import issued


@pytest.fixture
def three(world):
    return [world.sent(name=name) for name in ("Một", "Hai", "Ba")]


def names(team):
    db.session.expire_all()
    return [one.exemplar.name for one in queries.visits_of(team)]


def test_a_team_is_set_up_once_with_its_head_first(world):
    key, campaign = new_key(), room.campaign(clock.today().year)
    said = facts(people=[Person("Thư", duty=TeamDuty.SECRETARY), Person("Viên"), Person("Trưởng", duty=TeamDuty.HEAD)])
    made = [
        services.set_up(actor=world.actor("thuongtruc"), campaign=campaign, facts=said, key=key).id for _ in range(2)
    ]
    team = db.session.scalars(db.select(InspectionTeam)).one()
    assert made == [team.id] * 2
    assert [one.name for one in team.members] == ["Trưởng", "Viên", "Thư"]
    assert history.last("inspection_team", team.id).details["after"]["members"] == [
        "Trưởng (Trưởng đoàn)", "Viên (Thành viên)", "Thư (Thư ký)",
    ]  # fmt: skip
    assert queries.next_name(campaign) == "Đoàn kiểm tra số 2"


@pytest.mark.parametrize(
    ("username", "people", "kind"),
    [
        ("banchidao2", None, Refusal.NOT_ALLOWED),
        ("canbo", None, Refusal.NOT_ALLOWED),
        ("thuongtruc", [Person("A")], Refusal.INCOMPLETE),
        ("thuongtruc", [Person("A", duty=TeamDuty.HEAD), Person("B", duty=TeamDuty.HEAD)], Refusal.INCOMPLETE),
    ],
)
def test_a_team_is_set_up_by_the_standing_office_with_one_head(world, username, people, kind):
    said = facts(people=people) if people else facts()
    with pytest.raises(ActionRefused) as refused:
        services.set_up(actor=world.actor(username), campaign=room.campaign(clock.today().year), facts=said)
    assert refused.value.kind is kind
    assert db.session.scalars(db.select(InspectionTeam)).all() == []


def test_visits_keep_the_order_chosen_and_can_be_moved(world, three):
    team, standing = set_up(world, three[2], three[0], three[1]), world.actor("thuongtruc")
    assert names(team) == ["Ba", "Một", "Hai"]
    seen = [one.id for one in queries.visits_of(team)]
    services.put_in_order(actor=standing, team=team, order=[seen[1], seen[2], seen[0]], seen=seen)
    assert names(team) == ["Một", "Hai", "Ba"]
    with pytest.raises(ActionRefused, match="vừa thay đổi"):
        services.put_in_order(actor=standing, team=team, order=seen, seen=seen[::-1])


def test_a_new_order_does_not_disturb_who_is_writing(world, three):
    team = set_up(world, *three)
    visit, seen = team.inspections[0], [one.id for one in team.inspections]
    version = visit.version
    services.put_in_order(actor=world.actor("thuongtruc"), team=team, order=seen[::-1], seen=seen)
    visiting.record(actor=world.actor("banchidao2"), visit=visit, found=FOUND, version=version)
    assert visit.verdict is Verdict.MEETS


@pytest.mark.parametrize(
    ("purpose", "stage", "fits"),
    [
        (Purpose.REGISTRATION, Stage.SUBMITTED, True),
        (Purpose.REGISTRATION, Stage.RETURNED, False),
        (Purpose.INTERIM, Stage.UNDERWAY, True),
        (Purpose.INTERIM, Stage.AGREED, False),
        (Purpose.FINAL, Stage.RECOGNISE_PENDING, True),
        (Purpose.FINAL, Stage.RECOGNISED, False),
    ],
)
def test_only_what_fits_the_purpose_is_offered_and_taken(world, purpose, stage, fits):
    item, team, standing = world.staged(stage), set_up(world, purpose=purpose), world.actor("thuongtruc")
    offered = db.session.scalars(queries.fitting(standing, team, queries.Choice())).all()
    assert offered == ([item] if fits else [])
    if fits:
        assert services.add_visits(actor=standing, team=team, exemplars=[item]) == 1
    else:
        with pytest.raises(ActionRefused, match="không còn hợp"):
            services.add_visits(actor=standing, team=team, exemplars=[item])


def test_an_exemplar_is_not_visited_twice_for_one_purpose_unless_meant(world, three):
    first, standing = set_up(world, three[0]), world.actor("thuongtruc")
    second = set_up(world, three[1], name="Đoàn kiểm tra số 2")
    with pytest.raises(ActionRefused, match=r"“Một” \(Đoàn kiểm tra số 1\)"):
        services.add_visits(actor=standing, team=second, exemplars=three[:1])
    assert services.add_visits(actor=standing, team=second, exemplars=three[:2], again=True) == 1
    services.drop_visit(actor=standing, team=second, visit=second.inspections[-1])
    services.cancel(actor=standing, team=first)
    assert services.add_visits(actor=standing, team=second, exemplars=three[:1]) == 1


def test_what_was_written_down_is_not_thrown_away(world, three):
    team, standing = set_up(world, *three), world.actor("thuongtruc")
    recorded(world, team.inspections[0])
    with pytest.raises(ActionRefused, match="không bỏ ra được"):
        services.drop_visit(actor=standing, team=team, visit=team.inspections[0])
    with pytest.raises(ActionRefused, match="không hủy được"):
        services.cancel(actor=standing, team=team)
    services.drop_visit(actor=standing, team=team, visit=team.inspections[2])
    assert names(team) == ["Một", "Hai"]


def test_a_cancelled_team_stands_still_until_it_is_called_back(world, three):
    team, standing = set_up(world, three[0]), world.actor("thuongtruc")
    services.cancel(actor=standing, team=team, version=team.version)
    for verb in (
        lambda: services.change(actor=standing, team=team, facts=facts()),
        lambda: services.add_visits(actor=standing, team=team, exemplars=three[1:]),
        lambda: visiting.record(actor=standing, visit=team.inspections[0], found=FOUND),
    ):
        with pytest.raises(ActionRefused, match="đã hủy"):
            verb()
    services.call_back(actor=standing, team=team)
    assert team.cancelled_at is None


def test_after_the_decision_only_day_and_note_change(world, three):
    team, standing = set_up(world, *three), world.actor("thuongtruc")
    paper = issued(world)
    services.decide(actor=standing, team=team, seen=services.seen_as(team), paper_id=paper.id, number_text="01-QĐ/BCĐ")
    day = date(2026, 4, 1)
    services.change(actor=standing, team=team, facts=facts(name="Khác", people=(), planned_on=day, note="Đi xe máy"))
    assert (team.name, team.planned_on, team.note, len(team.members)) == ("Đoàn kiểm tra số 1", day, "Đi xe máy", 3)
    for verb in (
        lambda: services.add_visits(actor=standing, team=team, exemplars=three),
        lambda: services.drop_visit(actor=standing, team=team, visit=team.inspections[0]),
    ):
        with pytest.raises(ActionRefused, match="chỉ sửa được ngày, thứ tự và ghi chú"):
            verb()
    order = [one.id for one in team.inspections]
    services.put_in_order(actor=standing, team=team, order=order[::-1], seen=order)
    assert names(team) == ["Ba", "Hai", "Một"]


def test_two_who_change_a_team_at_once_are_told(world, three):
    team, standing = set_up(world, three[0]), world.actor("thuongtruc")
    version = team.version
    services.change(actor=standing, team=team, facts=facts(name="Đoàn A"), version=version)
    with pytest.raises(ActionRefused) as refused:
        services.change(actor=standing, team=team, facts=facts(name="Đoàn B"), version=version)
    assert (refused.value.kind, team.name) == (Refusal.MOVED_ON, "Đoàn A")


def test_a_verdict_makes_a_visit_recorded_and_its_absence_begun(world, three):
    visit = set_up(world, three[0]).inspections[0]
    recorded(world, visit, verdict=None)
    assert (visit.findings, visit.recorded_at, visit.recorded_by_name) == (FOUND["findings"], None, "")
    recorded(world, visit)
    assert (visit.verdict, visit.recorded_by_name) == (Verdict.MEETS, "Vũ Thị Ngọc Ánh")
    assert history.last("inspection", visit.id).details == {
        "before": {"visited_on": "10/03/2026", "verdict": ""},
        "after": {"visited_on": "10/03/2026", "verdict": "Đạt yêu cầu"},
    }
    with pytest.raises(ActionRefused, match="phải ghi ngày kiểm tra và kết quả"):
        recorded(world, visit, findings="")


def test_a_double_click_records_once_and_an_older_page_is_told(world, three):
    visit, actor, key = set_up(world, three[0]).inspections[0], world.actor("banchidao2"), new_key()
    version = visit.version
    for _ in range(2):
        visiting.record(actor=actor, visit=visit, found=FOUND, version=version, key=key)
    assert [event.action for event in history.of("inspection", visit.id)] == ["record_visit"]
    with pytest.raises(ActionRefused, match="đã thay đổi từ khi bạn mở trang"):
        visiting.record(actor=actor, visit=visit, found=FOUND | {"findings": "Khác"}, version=version)


@pytest.mark.parametrize(
    ("username", "hat", "allowed"),
    [("banchidao", 0, False), ("banchidao", 1, False), ("banchidao2", 0, True), ("thuongtruc", 0, True),
     ("tonghop", 0, False), ("canbo", 0, False)],
)  # fmt: skip
def test_nobody_records_at_his_own_unit_and_no_stranger_anywhere(world, username, hat, allowed):
    visit = set_up(world, world.sent("mttq")).inspections[0]  # banchidao leads the MTTQ too
    actor = world.actor(username, hat)
    if allowed:
        visiting.record(actor=actor, visit=visit, found=FOUND)
        assert visit.recorded_by_name == actor.name
    else:
        with pytest.raises(ActionRefused) as refused:
            visiting.record(actor=actor, visit=visit, found=FOUND)
        assert refused.value.kind is Refusal.NOT_ALLOWED


def test_a_member_of_an_inspected_unit_is_marked(world):
    exemplar = world.sent("mttq")
    team = set_up(world, exemplar)
    assert queries.involved(team, clock.today())[exemplar.unit_id] == ["Lê Minh Đức"]
    assert world.unit("ccb").id not in queries.involved(team, clock.today())


def test_the_years_committee_is_offered_once_it_is_entered(world):
    campaign = room.campaign(clock.today().year)
    today = {"Lê Minh Đức", "Vũ Thị Ngọc Ánh", "Nguyễn Văn Minh", "Đỗ Quang Huy"}
    assert {one.name for one in queries.candidates(campaign)} == today
    user = user_by_name("phutrach")
    db.session.add(CommitteeMember(campaign_id=campaign.id, user_id=user.id, duty=Duty.MEMBER))
    world.save()
    assert queries.candidates(campaign) == [queries.Candidate(user.id, "Hoàng Văn Sơn", "Ủy viên Ban Chỉ đạo")]


def test_counts_and_verdicts_for_reports(world, three):
    team = set_up(world, *three)
    set_up(world, name="Đoàn hủy").cancelled_at = clock.now()
    recorded(world, team.inspections[0])
    recorded(world, team.inspections[1], verdict=Verdict.FAILS)
    tally = queries.counts(team.campaign, Purpose.REGISTRATION)
    assert (tally.teams, tally.planned, tally.visited) == (1, 3, 2)
    assert tally.by_verdict == {Verdict.MEETS: 1, Verdict.NEEDS_WORK: 0, Verdict.FAILS: 1}
    assert queries.counts(team.campaign, Purpose.FINAL).planned == 0
    ids = [item.id for item in three]
    assert {key: [one.verdict for one in found] for key, found in queries.verdicts(ids).items()} == {
        ids[0]: [Verdict.MEETS], ids[1]: [Verdict.FAILS], ids[2]: [],
    }  # fmt: skip


def test_reading_many_visits_costs_as_many_statements_as_reading_one(world):
    costs = []
    for count in (1, 20):
        items = [world.sent(name=f"Mô hình {count}-{n}") for n in range(count)]
        team = set_up(world, *items)
        for visit in team.inspections:
            recorded(world, visit)
        db.session.expire_all()
        with statements() as said:
            [one.exemplar.unit.name for one in queries.visits_of(team)]
            [[one.team.members for one in found] for found in queries.verdicts([item.id for item in items]).values()]
            queries.teams_page(world.actor("thuongtruc"), team.campaign.year, None, 1)
        costs.append(len(said))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(("late", "tone"), [(False, "waiting"), (True, "overdue")])
def test_a_team_with_something_left_is_a_task_of_its_people(world, three, late, tone):
    day = clock.today() - timedelta(days=1 if late else -1)
    team = set_up(world, *three, planned_on=day)
    recorded(world, team.inspections[0])
    expected = [(f"Kiểm tra ngày {day:%d/%m/%Y}: 2 mô hình", tone, "quá ngày dự kiến" if late else "")]
    found = {
        who: [(task.title, task.tone, task.due_text) for task in tasks_of(tasks.matters(world.actor(who)))]
        for who in ("banchidao2", "thuongtruc", "canbo", "tonghop", "quantri")
    }
    assert found == {"banchidao2": expected, "thuongtruc": expected, "canbo": [], "tonghop": [], "quantri": []}
    for visit in team.inspections[1:]:
        recorded(world, visit)
    assert list(tasks_of(tasks.matters(world.actor("thuongtruc")))) == []


def test_what_was_found_is_read_by_the_unit_only_in_minutes(world, three):
    visit = set_up(world, three[0]).inspections[0]
    recorded(world, visit)
    item, seen = three[0], queries.recorded_at_exemplar
    assert {who: len(seen(world.actor(who), item)) for who in ("canbo", "banchidao2", "tonghop")} == {
        "canbo": 0, "banchidao2": 1, "tonghop": 1,
    }  # fmt: skip
    db.session.get(Inspection, visit.id).paper_id = issued(world).id
    world.save()
    assert len(seen(world.actor("canbo"), item)) == 1
