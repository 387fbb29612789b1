"""Suggested cases: what a focal point may see and has confirmed, until a case is made or the unit says why not."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.matters import tasks_of
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation.queries import case_suggestions as queries
from nam_tinh_hinh.situation.services import case_suggestions as services
from nam_tinh_hinh.situation.services import casework, join
from nam_tinh_hinh.situation.tables import Threshold
from nam_tinh_hinh.situation.tasks import matters
from tests.emulation.test_list_page import statements
from tests.situation.casework import DRAINS, closed, drains, opened

REASON = "nêu ở 3 địa bàn: Thôn Đồng Lân, Thôn Bến Trăm, Thôn Trại Hồng"


def suggested(situation, who="lanhdao"):
    return [(one.ids, one.reason) for one in queries.suggestions(situation.reach(who)).suggestions]


def dismiss(situation, who="lanhdao", reason="Đã có lịch nạo vét."):
    services.dismiss(
        actor=situation.reach(who), suggestion=queries.suggestions(situation.reach(who)).suggestions[0], reason=reason
    )
    situation.save()


def test_three_areas_that_name_the_same_matter_suggest_a_case_to_those_desks_that_see_them(situation):
    ids = tuple(row.id for row in drains(situation))
    assert suggested(situation) == [(ids, REASON)]
    assert suggested(situation, "tonghop") == [(ids, REASON)]
    assert [suggested(situation, who) for who in ("lanhdao2", "canbo", "nguoixem", "phutrach")] == [[]] * 4


def test_what_nobody_confirmed_and_what_is_too_old_does_not_count(situation):
    for area, words in DRAINS.items():
        situation.recorded("canbo", area=area, content=words)
        situation.confirmed(area=area, content=words, on_day=clock.today() - timedelta(days=30))
    assert suggested(situation) == []


def test_joined_ones_and_recurrences_count(situation):
    first = situation.confirmed(area="Thôn Đồng Lân", content="Đường liên thôn hỏng nặng, xe không đi được.")
    situation.confirmed(area="Thôn Bến Trăm", content="Vẫn chưa sửa, dân bức xúc.", earlier_id=first.id)
    assert suggested(situation) == []
    joined = situation.confirmed(area="Thôn Trại Hồng", content="Nhiều ổ gà, mùa mưa lầy lội.")
    join(actor=situation.reach("lanhdao"), observation=joined, to=first)
    situation.save()
    assert [reason for _ids, reason in suggested(situation)] == [REASON]


def test_the_numbers_of_the_rule_are_rows(situation):
    drains(situation)
    db.session.execute(db.update(Threshold).where(Threshold.code == "case_areas").values(value=4))
    situation.save()
    assert suggested(situation) == []
    assert queries.suggestions(situation.reach("lanhdao")).rule.words.startswith("một việc được nêu ở từ 4 địa bàn")


def test_a_matter_in_an_open_case_is_not_suggested_and_one_of_a_closed_case_begins_anew(situation):
    rows = drains(situation)
    case = opened(situation, *rows)
    assert (suggested(situation), suggested(situation, "tonghop")) == ([], [])
    casework.act(actor=situation.reach("lanhdao"), case=case, action="close", reason="Xong.")
    situation.save()
    assert suggested(situation) == []
    again = tuple(row.id for row in drains(situation))
    assert suggested(situation) == [(again, REASON)]


def test_a_case_that_the_desk_does_not_see_hides_nothing(situation):
    opened(situation, *drains(situation), who="tonghop", responsible="cong_an")
    assert len(suggested(situation)) == 1
    assert suggested(situation, "tonghop") == []


def test_what_a_unit_dismissed_comes_again_only_when_it_has_come_more_often(situation):
    drains(situation)
    dismiss(situation)
    assert (suggested(situation), len(suggested(situation, "tonghop"))) == ([], 1)
    situation.confirmed(area="Tổ dân phố số 4", content=DRAINS["Thôn Đồng Lân"])
    assert [len(ids) for ids, _reason in suggested(situation)] == [4]
    dismiss(situation)
    assert suggested(situation) == []


def test_a_dismissal_is_taken_back_and_needs_a_reason(situation):
    first = drains(situation)[0].id
    with pytest.raises(ActionRefused, match="Ghi lý do"):
        dismiss(situation, reason="")
    dismiss(situation)
    for _again in range(2):
        services.suggest_again(actor=situation.reach("lanhdao"), first=first)
    assert [reason for _ids, reason in suggested(situation)] == [REASON]


def test_a_focal_point_finds_what_waits_at_home(situation):
    rows = drains(situation)
    assert tasks(situation, "lanhdao") == [("Gợi ý lập vụ việc", "Nên xem", 1)]
    opened(situation, *rows, days=0)
    opened(situation, days=-3, title="Việc cũ")
    assert tasks(situation, "lanhdao") == [
        ("Xem lại vụ việc: Việc cũ", "Quá ngày", None),
        ("Xem lại vụ việc: Ngập nước do cống tắc", "Hôm nay", None),
    ]
    assert tasks(situation, "canbo2") == [
        ("Vụ việc: Ngập nước do cống tắc", "Mới giao", None),
        ("Vụ việc: Việc cũ", "Mới giao", None),
    ]
    closed(situation, title="Đã xong")
    assert [tasks(situation, who) for who in ("canbo", "nguoixem", "phutrach")] == [[]] * 3


def tasks(situation, who):
    found = tasks_of(matters(situation.world.actor(who)))
    return [(one.title, one.stage_label, one.count) for one in found if "iệc" in one.title]


def test_a_suggestion_asks_as_much_for_many_as_for_few(situation):
    drains(situation)
    counts = []
    for _more in range(2):
        with statements() as said:
            queries.suggestions(situation.reach("lanhdao"))
        counts.append(len(said))
        for _n in range(10):
            situation.confirmed(area="Thôn Đồng Lân", content=f"Nội dung {_n} khác hẳn về điện, đường, trường, trạm.")
    assert counts[0] == counts[1]
