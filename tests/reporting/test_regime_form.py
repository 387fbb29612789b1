"""The form of a regime: its faults in words, its preview, who was quicker, what a plan fixes."""

from datetime import UTC, datetime, time

import pytest

from nam_tinh_hinh.kernel import clock
from tests.browser import form_values
from tests.reporting import regimes_given as given
from tests.reporting.regimes_given import again, typed

PAGE = "/bao-cao/che-do"


@pytest.fixture
def keeper(sign_in):
    return sign_in("thuongtruc")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"label": " "}, "Ghi tên chế độ báo cáo."),
        ({"due_time": ""}, "Ghi giờ nộp, ví dụ 14:00."),
        ({"due_time": "25:00"}, "không phải là giờ"),
        ({"due_number": "32"}, "Ngày trong tháng là một số từ 1 đến 31."),
        ({"due_number": "mười"}, "Hãy ghi một số nguyên."),
        ({"due_rule": "weekday"}, "Chỉ báo cáo hằng tuần có hạn theo thứ. Chọn một ngày trong tháng."),
        ({"cadence": "tuan"}, "Báo cáo hằng tuần có hạn theo thứ trong tuần."),
        ({"cadence": ""}, "Chọn kỳ báo cáo: tuần, tháng, quý, sáu tháng hoặc năm."),
        ({"kind": "ad_hoc"}, "Báo cáo đột xuất không có kỳ"),
        ({"months_after": "99"}, "Số tháng lùi sau kỳ báo cáo là từ 0 đến 12."),
        ({"opens_days": "9999"}, "Số ngày mở trước hạn là từ 0 đến 366."),
        ({"opens_days": ""}, "Ghi một số, ví dụ 0."),
        ({"grace_minutes": "-1"}, "Số phút gia hạn là từ 0 đến 44640 (31 ngày)."),
        ({"remind_days": "61"}, "Ghi một số từ 0 đến 60."),
        ({"remind_hours": "9" * 30}, "Ghi một số từ 0 đến 72."),
        ({"receiver": "unit", "receiver_unit_id": ""}, "Chọn đơn vị nhận báo cáo."),
        ({"receiver_unit_id": "x"}, "Chọn đơn vị nhận báo cáo."),
        ({"unit_ids": []}, "Chọn ai phải nộp"),
        ({"unit_ids": ["999999"]}, "Hãy chọn một mục trong danh sách."),
        ({"unit_ids": [str(2**63)]}, "Hãy chọn một mục trong danh sách."),
        ({"sorts": ["k99999", "x", ""]}, "Hãy chọn các mục trong danh sách."),
        ({"valid_to": "01/12/2025"}, "Ngày cuối phải bằng hoặc sau ngày bắt đầu (01/01/2026)."),
        ({"valid_from": "", "valid_to": "01/12/2026"}, "Chế độ chưa áp dụng thì chưa có ngày cuối"),
        ({"valid_from": "31/02/2026"}, "không phải là ngày"),
        ({"outline_code": "nothing"}, "Hãy chọn một mục trong danh sách."),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field_and_typed_words_stay(world, keeper, said, sentence):
    row = given.monthly(world)
    path = f"{PAGE}/{row.id}/sua"
    form = form_values(keeper.get(path).text, path) | typed(row, clause="mục gõ dở", **said)
    answer = keeper.post(path, form)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "mục gõ dở" in answer.text
    assert again(row.id).clause == ""


def test_units_are_looked_for_by_their_names(world, keeper):
    row = given.monthly(world)
    path = f"{PAGE}/{row.id}/sua"
    name = world.unit("mttq").name
    form = form_values(keeper.get(path).text, path) | typed(row)
    for wanted, found in ((name.upper(), True), ("không đơn vị nào", False)):
        answer = keeper.post(path, form | {"buoc": "tim", "tim-don-vi": wanted})
        assert answer.status_code == 200
        assert (f'name="unit_ids" type="checkbox" value="{world.unit("mttq").id}"' in answer.text) is found
        assert f'value="{world.unit("ccb").id}"' in answer.text  # ticked, so it stays whatever is looked for


def test_two_who_edit_at_once_choose_field_by_field(world, sign_in):
    row = given.monthly(world)
    path = f"{PAGE}/{row.id}/sua"
    first, second = sign_in("thuongtruc"), sign_in("quantri")
    mine, theirs = [form_values(browser.get(path).text, path) for browser in (first, second)]
    usual = typed(row)
    assert first.post(path, mine | usual | {"due_number": "20"}).status_code == 303
    answer = second.post(path, theirs | usual | {"due_time": "11:00"})
    assert answer.status_code == 409
    assert "Lần thay đổi gần nhất" in answer.text
    assert "Lấy “Ngày (hoặc ngày làm việc thứ)” trên máy chủ" in answer.text
    assert 'value="11:00"' in answer.text
    last = form_values(answer.text, path) | usual | {"due_time": "11:00", "lay": ["due_number"]}
    assert second.post(path, last).status_code == 303
    assert (again(row.id).due_number, again(row.id).due_time) == (20, time(11, 0))


def test_the_next_deadlines_are_shown_before_saving_with_and_without_script(world, keeper):
    row = given.monthly(world)
    path = f"{PAGE}/{row.id}/sua"
    with clock.stopped_at(datetime(2026, 8, 1, tzinfo=UTC)):
        form = form_values(keeper.get(path).text, path) | typed(row, due_number="20", buoc="xem")
        whole, part = keeper.post(path, form), keeper.htmx(path, form, page=path)
        wrong = keeper.htmx(path, form | {"due_number": "0"}, page=path)
    for answer in (whole, part):
        assert answer.status_code == 200
        assert "17:00 thứ Năm 20/08/2026" in answer.text
        assert "20/09 là Chủ nhật nên nộp trước 17 giờ 00 ngày 18/09" in answer.text
    assert "<h1>" in whole.text
    assert "<h1>" not in part.text
    assert "Ngày trong tháng là một số từ 1 đến 31." in wrong.text
    assert again(row.id).due_number == 15


def test_a_shipped_one_keeps_what_its_plan_fixes(world, keeper):
    applied, _known = given.shipped(world)
    path = f"{PAGE}/{applied.id}/sua"
    page = keeper.get(path).text
    assert "tên, loại, kỳ và hạn nộp giữ như kế hoạch" in page
    assert 'name="due_time"' not in page
    form = form_values(page, path) | typed(applied, label="Tên khác", due_time="20:00", opens_days="4",
                                           unit_ids=[str(world.unit("ccb").id)])  # fmt: skip
    assert keeper.post(path, form).status_code == 303
    row = again(applied.id)
    assert (row.label, row.due_time, row.opens_days) == ("Báo cáo nhanh tuần", time(14, 0), 4)
    assert [one.unit_id for one in row.owners] == [world.unit("ccb").id]
