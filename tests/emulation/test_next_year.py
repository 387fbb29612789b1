"""Next year's campaign from this year's: what is kept, what moves a year on, and who is left out by name."""

from datetime import date

import pytest

from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import DeadlineKind, RoundKind
from nam_tinh_hinh.emulation.queries import campaigns
from nam_tinh_hinh.emulation.services.next_year import next_year
from nam_tinh_hinh.emulation.services.plan import plan_of
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.queries import user_by_name
from tests.emulation.years import PAGE, YEAR, plan_typed, put_in, this_year

NEXT = f"/dan-van-kheo/phong-trao/{YEAR + 1}"


@pytest.fixture
def set_up(standing, world):
    standing.post(
        f"{PAGE}/sua",
        plan_typed(plan_number="12-KH/ĐU", first_closes=f"30/06/{YEAR}", supplement_opens=f"01/07/{YEAR}",
                   half_year_report=f"20/07/{YEAR}", uses_criteria="y"),
    )  # fmt: skip
    put_in(world, "banchidao", "ccb", "phu_nu", post="Phó Chủ tịch UBMTTQ")
    put_in(world, "banchidao2", "mttq")


def test_everything_but_the_plans_number_goes_on(set_up, standing):
    answer = standing.post(f"{PAGE}/nam-sau")
    assert (answer.status_code, answer.location) == (303, NEXT)
    old, new = this_year(), queries.campaign(YEAR + 1)
    plan = plan_of(new)
    assert (plan.plan_number, plan.plan_day, plan.uses_criteria) == ("", None, True)
    assert [(one.kind, one.opens_on, one.closes_on) for one in new.rounds] == [
        (RoundKind.FIRST, date(YEAR + 1, 1, 1), date(YEAR + 1, 6, 30)),
        (RoundKind.SUPPLEMENT, date(YEAR + 1, 7, 1), None),
    ]
    assert {one.kind: one.due_on for one in campaigns.deadlines(new)} == {
        DeadlineKind.HALF_YEAR_REPORT: date(YEAR + 1, 7, 20),
        DeadlineKind.YEAR_REPORT: date(YEAR + 1, 12, 15),
        DeadlineKind.RECOGNITION: date(YEAR + 1, 12, 31),
    }
    assert campaigns.quotas(new) == campaigns.quotas(old)

    def seats(campaign):
        return [
            (one.user_id, one.duty, one.post, one.position, [charge.unit_id for charge in one.charges])
            for one in campaigns.members(campaign)
        ]

    assert seats(new) == seats(old)


def test_who_has_no_account_any_more_is_named_and_left_out(set_up, standing, world):
    user_by_name("banchidao2").disabled_at = clock.now()
    world.save()
    standing.post(f"{PAGE}/nam-sau")
    page = standing.get(NEXT).text
    assert "Không đưa sang vì hết vị trí hoặc tài khoản: Vũ Thị Ngọc Ánh." in page
    assert [one.user.username for one in campaigns.members(queries.campaign(YEAR + 1))] == ["banchidao"]


def test_a_unit_that_ended_is_named_and_nobody_follows_it(set_up, standing, world):
    world.unit("phu_nu").valid_to = clock.today().replace(day=1, month=1)
    world.save()
    standing.post(f"{PAGE}/nam-sau")
    assert "thôi phân công: Hội Liên hiệp Phụ nữ phường Minh Họa" in standing.get(NEXT).text
    assert [c.unit_id for c in campaigns.members(queries.campaign(YEAR + 1))[0].charges] == [world.unit("ccb").id]


def test_a_second_press_makes_no_second_year(set_up, standing):
    key = {"form_key": "b" * 32}
    assert [standing.post(f"{PAGE}/nam-sau", key).location for _ in range(2)] == [NEXT, NEXT]
    answer = standing.post(f"{PAGE}/nam-sau")
    assert answer.status_code == 409
    assert f"Phong trào năm {YEAR + 1} đã có từ trước." in answer.text
    assert len(campaigns.campaigns()) == 2


def test_only_the_coming_year_is_made_and_only_by_those_who_issue(set_up, standing, member, world):
    assert member.post(f"{PAGE}/nam-sau").status_code == 403
    standing.post(f"{PAGE}/nam-sau")
    answer = standing.post(f"{NEXT}/nam-sau")
    assert answer.status_code == 409
    assert f"Mới chuẩn bị được phong trào đến năm {YEAR + 1}" in answer.text


def test_a_leap_day_becomes_the_last_of_february(world):
    old = services.open_campaign(actor=Machine(), year=2024, opens_on=date(2024, 2, 29))
    made = next_year(actor=world.actor("thuongtruc"), campaign=old).campaign
    assert made.rounds[0].opens_on == date(2025, 2, 28)
    with pytest.raises(ActionRefused, match="Chỉ cơ quan thường trực"):
        next_year(actor=world.actor("banchidao"), campaign=made)
