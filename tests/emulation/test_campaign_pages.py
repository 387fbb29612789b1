"""A year as it is set up: the plan, the quotas, the committee; who may, what is refused, and what is remembered."""

import re
from datetime import date

import pytest

from nam_tinh_hinh.emulation.enums import Duty, RoundKind
from nam_tinh_hinh.emulation.queries import campaigns
from nam_tinh_hinh.emulation.services.plan import plan_of
from nam_tinh_hinh.emulation.tables import CommitteeMember
from nam_tinh_hinh.kernel import chronicle, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries import kinds, user_by_name
from tests.browser import form_values
from tests.emulation.years import PAGE, YEAR, plan_typed, put_in, quotas_typed, this_year

SUPPLEMENT = {
    "first_closes": f"30/06/{YEAR}", "supplement_opens": f"01/07/{YEAR}", "supplement_closes": f"30/09/{YEAR}",
}  # fmt: skip


def last_changes(action: str) -> dict[str, tuple[str, str]]:
    event = history.last("campaign", this_year().id)
    assert event.action == action
    return {what: (before, after) for what, before, after in chronicle.changes(event)}


def test_opening_the_supplementary_round_says_what_it_replaced(standing, world):
    answer = standing.post(f"{PAGE}/sua", plan_typed(plan_number="12-KH/ĐU", **SUPPLEMENT))
    assert answer.status_code == 303
    plan = plan_of(this_year())
    assert (plan.plan_number, plan.first_closes) == ("12-KH/ĐU", date(YEAR, 6, 30))
    assert (plan.supplement_opens, plan.supplement_closes) == (date(YEAR, 7, 1), date(YEAR, 9, 30))
    assert last_changes("edit_plan") == {
        "số kế hoạch": ("(trống)", "12-KH/ĐU"),
        "đợt đầu năm đến hết": (f"31/12/{YEAR}", f"30/06/{YEAR}"),
        "đợt bổ sung từ": ("(trống)", f"01/07/{YEAR}"),
        "đợt bổ sung đến hết": ("(trống)", f"30/09/{YEAR}"),
    }
    page = standing.get(PAGE).text
    assert f"từ 01/07/{YEAR} đến hết 30/09/{YEAR}" in page
    assert "Sửa kế hoạch, thời hạn" in page


def test_days_settings_and_deadlines_are_kept_as_typed(standing, world):
    typed = plan_typed(plan_day=f"5-2-{YEAR}", half_year_report=f"20/07/{YEAR}", uses_criteria="y")
    del typed["counts_supplements"]
    assert standing.post(f"{PAGE}/sua", typed).status_code == 303
    plan = plan_of(this_year())
    assert (plan.plan_day, plan.half_year_report) == (date(YEAR, 2, 5), date(YEAR, 7, 20))
    assert (plan.counts_supplements, plan.uses_criteria) == (False, True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"half_year_report": "hôm nào đó"}, "“hôm nào đó” không phải là ngày"),
        ({"year_report": ""}, "Ghi hạn báo cáo năm."),
        ({"supplement_closes": f"30/09/{YEAR}"}, "Ghi ngày mở đợt bổ sung"),
        ({"supplement_opens": f"01/07/{YEAR}"}, "Đợt bổ sung phải mở sau ngày cuối của đợt đầu năm"),
        ({"supplement_opens": f"01/07/{YEAR}", "first_closes": ""}, "Ghi ngày cuối của đợt đầu năm"),
        ({"first_closes": f"31/12/{YEAR - 1}"}, "Ngày cuối phải bằng hoặc sau ngày mở."),
        ({"recognition": f"01/03/{YEAR}"}, "Hạn này phải sau hạn “Báo cáo kết quả năm”"),
        ({"plan_day": "01/02/2062"}, "Ngày này cách năm"),
        ({"plan_number": "x" * 61}, "Dài quá: nhiều nhất 60 ký tự"),
    ],
)
def test_a_wrong_day_is_said_and_what_was_typed_stays(standing, world, typed, words):
    before = plan_of(this_year())
    answer = standing.post(f"{PAGE}/sua", plan_typed(**{"plan_number": "77-KH/ĐU"} | typed))
    assert answer.status_code == 422
    assert words in answer.text
    assert all(f'value="{value}"' in answer.text for value in typed.values())
    assert plan_of(this_year()) == before


def test_a_supplementary_round_in_which_something_was_sent_is_not_taken_away(standing, world):
    standing.post(f"{PAGE}/sua", plan_typed(first_closes=f"02/01/{YEAR}", supplement_opens=f"03/01/{YEAR}"))
    assert world.sent().campaign.rounds[1].kind is RoundKind.SUPPLEMENT
    answer = standing.post(f"{PAGE}/sua", plan_typed(supplement_opens="", plan_number="9-KH"))
    assert answer.status_code == 422
    assert "Đã có đơn vị gửi danh sách trong đợt bổ sung" in answer.text
    assert (plan_of(this_year()).supplement_opens, plan_of(this_year()).plan_number) == (date(YEAR, 1, 3), "")


def test_what_another_changed_meanwhile_is_not_overwritten(standing, world):
    mine, quotas = plan_typed(plan_number="Của tôi"), quotas_typed()
    standing.post(f"{PAGE}/sua", plan_typed(plan_number="Của người khác"))
    answer = standing.post(f"{PAGE}/sua", mine)
    assert answer.status_code == 409
    assert 'value="Của tôi"' in answer.text
    assert plan_of(this_year()).plan_number == "Của người khác"
    # Read once more on the page of the refusal, it can be saved.
    seen = form_values(answer.text, f"{PAGE}/sua")["seen"]
    assert standing.post(f"{PAGE}/sua", mine | {"seen": seen}).status_code == 303
    first = next(name for name in quotas if name.startswith("loai-"))
    assert standing.post(f"{PAGE}/chi-tieu", quotas | {first: "7"}).status_code == 303
    assert standing.post(f"{PAGE}/chi-tieu", quotas | {first: "8"}).status_code == 409


def kind(code: str):
    return next(one for one in kinds() if one.code == code)


def test_a_quota_is_changed_and_the_history_names_the_kind(standing, world):
    school = kind("school")
    answer = standing.post(f"{PAGE}/chi-tieu", quotas_typed(**{f"loai-{school.id}": "2"}))
    assert answer.status_code == 303
    assert campaigns.quotas(this_year())[school.id] == 2
    assert last_changes("edit_quotas") == {"Trường học": ("1", "2")}
    assert "Đã đổi chỉ tiêu: Trường học." in standing.get(PAGE).text


@pytest.mark.parametrize(("typed", "words"), [("", "Ghi một số"), ("hai", "“hai” không phải"), ("-1", "không phải"),
                                              ("1000", "Nhiều nhất 999"), ("9" * 5000, "Số lớn quá")])  # fmt: skip
def test_a_wrong_number_is_said_at_its_row(standing, world, typed, words):
    before = campaigns.quotas(this_year())
    answer = standing.post(f"{PAGE}/chi-tieu", quotas_typed(**{f"loai-{kind('school').id}": typed}))
    assert answer.status_code == 422
    assert words in answer.text
    assert campaigns.quotas(this_year()) == before


def add(standing, name: str, *units: int, **typed):
    said = {"person": name, "duty": "deputy", "don-vi": [str(one) for one in units]} | typed
    return standing.post(f"{PAGE}/thanh-vien/them", said)


def test_a_member_is_put_in_with_the_units_he_follows(standing, world):
    ccb, women = world.unit("ccb"), world.unit("phu_nu")
    answer = add(standing, "le minh duc", ccb.id, women.id, post="Phó Chủ tịch UBMTTQ phường")
    assert answer.status_code == 303
    [one] = campaigns.members(this_year())
    assert (one.user.username, one.duty, one.post, one.position) == (
        "banchidao", Duty.DEPUTY, "Phó Chủ tịch UBMTTQ phường", 1,
    )  # fmt: skip
    assert {charge.unit_id for charge in one.charges} == {ccb.id, women.id}
    page = standing.get(PAGE).text
    assert "Phó Chủ tịch UBMTTQ phường" in page
    assert re.search(r"\d+ đơn vị chưa có thành viên nào phụ trách", page)


def test_without_a_post_he_is_what_he_is_elsewhere_today(standing, world):
    add(standing, "le minh duc")
    assert campaigns.members(this_year())[0].post == "Phó Chủ tịch, Ủy ban MTTQ Việt Nam phường Minh Họa"


def test_searching_a_unit_keeps_ticks_and_words_and_saves_nothing(standing, world):
    ccb = world.unit("ccb")
    answer = add(standing, "Lê Minh", ccb.id, buoc="tim", tim="phu nu", post="Chức vụ đang gõ")
    assert answer.status_code == 200
    assert f'value="{ccb.id}" checked' in answer.text
    assert "Hội Liên hiệp Phụ nữ phường Minh Họa" in answer.text
    assert "Trường Mầm non Minh Họa" not in answer.text
    assert 'value="Chức vụ đang gõ"' in answer.text
    assert campaigns.members(this_year()) == []


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("", {}, "Ghi tên người tham gia"),
        ("người không có", {}, "Không tìm thấy"),
        ("le minh duc", {"duty": "vua"}, "Hãy chọn một mục trong danh sách"),
        ("le minh duc", {"position": "đầu"}, "không phải là số nguyên"),
        ("le minh duc", {"position": "9999"}, "Thứ tự nhiều nhất"),
    ],
)
def test_a_wrong_member_is_refused_in_words(standing, world, name, typed, words):
    answer = add(standing, name, world.unit("ccb").id, **typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{world.unit("ccb").id}" checked' in answer.text
    assert campaigns.members(this_year()) == []


def test_a_second_press_puts_him_in_once(standing, world):
    key = {"form_key": "a" * 32}
    assert [add(standing, "le minh duc", **key).status_code for _ in range(2)] == [303, 422]
    assert len(campaigns.members(this_year())) == 1


def test_a_member_is_changed_taken_out_and_put_back(standing, world):
    one = put_in(world, "banchidao", "ccb", "phu_nu")
    address, page = f"{PAGE}/thanh-vien/{one.id}", standing.get(f"{PAGE}/thanh-vien/{one.id}").text
    seen = form_values(page, address)["seen"]
    said = {"duty": "chair", "post": "Bí thư", "position": "2", "don-vi": [world.unit("ccb").id], "seen": seen}
    assert standing.post(address, said).status_code == 303
    assert last_changes("edit_member") == {
        "nhiệm vụ": ("Ủy viên", "Trưởng ban"),
        "chức vụ": ("Phó Chủ tịch, Ủy ban MTTQ Việt Nam phường Minh Họa", "Bí thư"),
        "thứ tự": ("1", "2"),
        "đơn vị phụ trách": (
            "Hội Cựu chiến binh phường Minh Họa; Hội Liên hiệp Phụ nữ phường Minh Họa",
            "Hội Cựu chiến binh phường Minh Họa",
        ),
    }
    assert standing.post(address, said).status_code == 409  # with what was seen before
    standing.post(f"{address}/bo")
    assert campaigns.members(this_year()) == []
    undo = re.search(rf'action="({PAGE}/thanh-vien/lay-lai/\d+)"', standing.get(PAGE).text)[1]
    assert [standing.post(undo).status_code for _ in range(2)] == [303, 409]
    [again] = campaigns.members(this_year())
    assert (again.duty, again.post, again.position) == (Duty.CHAIR, "Bí thư", 2)
    assert [charge.unit_id for charge in again.charges] == [world.unit("ccb").id]


def test_who_reads_cannot_change_and_who_does_not_serve_reads_nothing(world, member, clerk, stranger, sign_in):
    for reader in (member, sign_in("tonghop")):
        page = reader.get(PAGE)
        assert page.status_code == 200
        assert "Sửa chỉ tiêu" not in page.text
        assert reader.post(f"{PAGE}/chi-tieu", quotas_typed()).status_code == 403
    for outsider in (clerk, stranger, sign_in("quantri")):
        assert outsider.get(PAGE).status_code == 403


@pytest.mark.parametrize("year", ["1999", "2147483647", "99999999999", "x"])
def test_a_year_that_is_not_there(standing, year):
    for rest in ("", "/sua", "/chi-tieu", "/thanh-vien/them"):
        assert standing.get(f"/dan-van-kheo/phong-trao/{year}{rest}").status_code == 404


def test_a_member_of_another_year_is_not_found(standing, world):
    one = put_in(world, "banchidao")
    assert standing.get(f"/dan-van-kheo/phong-trao/{YEAR}/thanh-vien/{one.id}").status_code == 200
    standing.post(f"{PAGE}/nam-sau")
    assert standing.get(f"/dan-van-kheo/phong-trao/{YEAR + 1}/thanh-vien/{one.id}").status_code == 404


def test_everything_recorded_of_a_year_has_its_words(standing, world):
    standing.post(f"{PAGE}/sua", plan_typed(**SUPPLEMENT))
    one = put_in(world, "banchidao", "ccb")
    standing.post(f"{PAGE}/thanh-vien/{one.id}/bo")
    standing.post(f"{PAGE}/nam-sau")
    events = db.session.scalars(db.select(history.Event).filter_by(subject="campaign")).all()
    assert {chronicle.action_label(event) for event in events} & {chronicle.UNNAMED} == set()
    named = {field for event in events for field, *_values in chronicle.changes(event)}
    assert named <= set(chronicle.FIELDS.values())
    assert db.session.scalars(db.select(CommitteeMember)).all() == []


def test_someone_without_a_role_in_the_committee_is_pointed_out(standing, world):
    put_in(world, "lanhdao", "ccb")
    assert "Chưa có vai trò Ban Chỉ đạo" in standing.get(PAGE).text
    user_by_name("lanhdao").disabled_at = history.last("campaign", this_year().id).at
    world.save()
    assert "Hết vị trí" in standing.get(PAGE).text
