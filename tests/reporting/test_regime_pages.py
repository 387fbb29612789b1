"""The pages of regimes: who owes what by when, where two disagree, keeping them."""

import re
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import event

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries import work_calendar
from nam_tinh_hinh.people.tables import Holiday
from nam_tinh_hinh.reporting.queries import regime_pages as queries
from nam_tinh_hinh.reporting.queries.owners import owners_of
from nam_tinh_hinh.reporting.regime_facts import facts_of, packed, unpacked
from nam_tinh_hinh.reporting.tables import Period, Regime, RegimeOwner
from tests.browser import form_values
from tests.reporting import regimes_given as given

PAGE = "/bao-cao/che-do"
KEEPERS = ["quantri", "thuongtruc", "truongban"]


@pytest.fixture
def keeper(sign_in):
    return sign_in("thuongtruc")


def box(page):
    found = re.search(r'<section class="lech-han".*?</section>', page, re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])) if found else ""


def typed(regime, **said):
    """What the form of an own regime carries."""
    hours = f"{regime.due_time:%H:%M}" if regime.due_time else ""
    fields = {
        "label": regime.label, "plan": regime.plan, "clause": regime.clause, "kind": regime.kind.value,
        "cadence": regime.cadence.value if regime.cadence else "", "due_rule": regime.due_rule.value, "weekday": "3",
        "due_number": str(regime.due_number), "months_after": "0", "due_time": hours,
        "holiday_rule": regime.holiday_rule.value, "grace_minutes": "0", "opens_days": "5", "remind_days": "1",
        "remind_hours": "2", "receiver": regime.receiver.value, "receiver_unit_id": str(regime.receiver_unit_id or ""),
        "copies": "", "outline_code": regime.outline_code, "valid_from": clock.day_text(regime.valid_from),
        "valid_to": "", "unit_ids": [str(one.unit_id) for one in regime.owners if one.unit_id], "buoc": "luu",
    }  # fmt: skip
    return fields | said


def again(regime_id):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Regime, regime_id)


@pytest.mark.parametrize("who", ["canbo", "canbo2", "quantri", "phutrach", "thuongtruc", "nguoixem"])
def test_everybody_reads_what_is_owed_when_by_whom_and_to_whom(world, sign_in, who):
    given.shipped(world)
    given.monthly(world)
    page = sign_in(who).get(PAGE).text
    for words in ("Đang áp dụng", "Đã biết, chưa áp dụng", "mục II.5.1", "trước 14 giờ 00 thứ Năm hằng tuần",
                  "ngày 15 hằng tháng, trước 17 giờ 00", "trùng ngày nghỉ thì nộp vào ngày làm việc liền trước",
                  "Mọi đơn vị cấp xã, phường", "2 đơn vị hôm nay", given.THUAN_THANH, "Báo cáo tháng"):  # fmt: skip
        assert words in page
    assert ("Thêm chế độ" in page) is (who in KEEPERS)


def test_who_owes_is_found_for_all_regimes_as_it_is_when_a_period_opens(world):
    two, one = given.shipped(world), given.monthly(world)
    today = clock.today()
    one.owners.append(RegimeOwner(kind=given.kind("women"), level=given.level()))
    one.owners.append(RegimeOwner(unit=world.unit("mttq")))  # it receives them
    world.save()
    lines = {line.regime.id: line for line in queries.regime_lines(today)}
    for row in (*two, one):
        assert [unit.id for unit in lines[row.id].units] == [unit.id for unit in owners_of(row, today)]
    assert len(lines[two[0].id].units) == 1
    assert world.unit("mttq").id not in {unit.id for unit in lines[one.id].units}


def statements_of(ask):
    """Count the statements of one request."""
    said = []

    def note(_connection, _cursor, words, *_rest):
        said.append(words)

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    return len(said)


def test_the_list_asks_no_more_however_many_there_are(world, keeper):
    given.shipped(world)
    few = statements_of(lambda: keeper.get(PAGE))
    for number in range(10):
        owners = [RegimeOwner(kind=given.kind("women")), RegimeOwner(unit=world.unit("ccb"))]
        clause, at = f"mục {number}", time(9, number)
        given.weekly(world, code=None, clause=clause, at=at, owners=owners, applied=given.APPLIED)
    assert statements_of(lambda: keeper.get(PAGE)) == few


def test_those_in_force_that_disagree_are_named_with_clauses_and_the_way_out(world, keeper, stranger):
    applied, known = given.shipped(world)
    assert box(keeper.get(PAGE).text) == ""
    warned = box(keeper.get(f"{PAGE}/{known.id}").text)
    assert "Nếu áp dụng, chế độ này lệch hạn với" in warned
    assert "mục II.5.1 ghi trước 14 giờ 00 thứ Năm, mục III.2 ghi trước 13 giờ 30 thứ Năm" in warned
    path = f"{PAGE}/{known.id}/ap-dung"
    answer = keeper.post(path, form_values(keeper.get(f"{PAGE}/{known.id}").text, path) | {"day": "01/02/2026"})
    assert answer.status_code == 303
    assert again(known.id).valid_from == date(2026, 2, 1)
    assert "sẽ tự mở trong vòng một phút" in keeper.get(f"{PAGE}/{known.id}").text
    for browser in (keeper, stranger):
        red = box(browser.get(PAGE).text)
        assert "1 đơn vị phải nộp theo cả hai" in red
        assert "ngừng áp dụng một chế độ, hoặc thu hẹp nơi phải nộp" in red
    end = f"{PAGE}/{applied.id}/ngung"
    form = form_values(keeper.get(f"{PAGE}/{applied.id}").text, end)
    assert keeper.post(end, form | {"day": clock.day_text(clock.today())}).status_code == 303
    page = keeper.get(PAGE).text
    assert box(page) == ""
    assert "Đã ngừng áp dụng" in page


def test_the_page_of_one_shows_five_periods_and_why_a_day_moved(world, stranger):
    row = given.monthly(world)
    with clock.stopped_at(datetime(2026, 8, 1, tzinfo=UTC)):
        page = stranger.get(f"{PAGE}/{row.id}").text
    due = re.findall(r"<b>(17:00 [^<]+)</b>", page)
    assert due == ["17:00 thứ Sáu 14/08/2026", "17:00 thứ Ba 15/09/2026", "17:00 thứ Năm 15/10/2026",
                   "17:00 thứ Sáu 13/11/2026", "17:00 thứ Ba 15/12/2026"]  # fmt: skip
    assert "15/11 là Chủ nhật nên nộp trước 17 giờ 00 ngày 13/11" in page
    assert "Phải nộp hôm nay: 2 đơn vị" in page
    assert world.unit("ccb").name in page
    assert "Sửa chế độ" not in page


def test_a_public_holiday_moves_a_day_by_its_name(world, stranger):
    row = given.monthly(world)
    db.session.add(Holiday(day=date(2026, 9, 15), label="Nghỉ lễ địa phương"))
    world.save()
    with clock.stopped_at(datetime(2026, 8, 20, tzinfo=UTC)):
        assert "15/09 là Nghỉ lễ địa phương nên nộp trước 17 giờ 00 ngày 14/09" in stranger.get(f"{PAGE}/{row.id}").text
    assert work_calendar(date(2026, 9, 1), date(2026, 9, 30)).why_off(date(2026, 9, 15))


def test_an_own_one_is_made_from_a_shipped_one_and_can_be_taken_back(world, keeper):
    applied, _known = given.shipped(world)
    path = f"{PAGE}/them?tu={applied.id}"
    page = keeper.get(path).text
    assert "Đang tạo từ “Báo cáo nhanh tuần”" in page
    assert 'value="14:00"' in page
    form = form_values(page, path) | typed(applied, label="Báo cáo nhanh thứ Năm", due_time="15h30", valid_from="",
                                           sorts=[f"k{given.kind('veterans').id}"])  # fmt: skip
    answers = [keeper.post(path, form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    row = db.session.scalars(db.select(Regime).filter_by(label="Báo cáo nhanh thứ Năm")).one()
    assert (row.code, row.due_time, row.due_number, row.valid_from) == (None, time(15, 30), 3, None)
    assert [one.kind.code for one in row.owners] == ["veterans"]
    assert again(applied.id).due_time == time(14, 0)
    row_id = row.id
    answer = keeper.post(f"{PAGE}/{row_id}/bo", {"form_key": "a" * 32})
    assert answer.status_code == 303
    assert db.session.get(Regime, row_id) is None
    undo = form_values(keeper.get(PAGE).text, f"{PAGE}/lay-lai")
    assert keeper.post(f"{PAGE}/lay-lai", undo).status_code == 303
    assert again(row_id).label == "Báo cáo nhanh thứ Năm"
    assert keeper.post(f"{PAGE}/lay-lai", undo | {"form_key": "b" * 32}).status_code == 303
    assert "đã được lấy lại rồi" in keeper.get(PAGE).text


def test_editing_leaves_what_is_open_as_it_is_and_is_undone(reporting, keeper, world):
    period = reporting.week
    row = period.regime
    due, row_id, period_id = period.due_at, row.id, period.id
    path = f"{PAGE}/{row_id}/sua"
    page = keeper.get(path).text
    assert "nội dung mới chỉ dùng cho kỳ mở từ nay" in page
    form = form_values(page, path) | typed(row, due_time="16:00", weekday="2")
    assert keeper.post(path, form).status_code == 303
    assert (again(row_id).due_time, again(row_id).due_number) == (time(16, 0), 2)
    assert db.session.get_one(Period, period_id).due_at == due
    shown = keeper.get(f"{PAGE}/{row_id}").text
    assert "hạn nộp: trước 13 giờ 30 thứ Năm hằng tuần → trước 16 giờ 00 thứ Tư hằng tuần" in shown
    undo = f"{PAGE}/{row_id}/hoan-tac"
    assert keeper.post(undo, {"version": again(row_id).version, "form_key": "c" * 32}).status_code == 303
    assert (again(row_id).due_time, again(row_id).due_number) == (time(13, 30), 3)
    assert [one.action for one in history.of("regime", row_id)] == ["edit", "undo"]


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


@pytest.mark.parametrize("who", ["canbo", "lanhdao", "tonghop", "phutrach", "banchidao2"])
def test_nobody_else_keeps_them(world, sign_in, who):
    row, other = given.monthly(world), sign_in(who)
    paths = [f"{PAGE}/them", f"{PAGE}/{row.id}/sua", f"{PAGE}/{row.id}/ap-dung", f"{PAGE}/{row.id}/ngung",
             f"{PAGE}/{row.id}/hoan-tac", f"{PAGE}/{row.id}/bo", f"{PAGE}/lay-lai"]  # fmt: skip
    assert [other.post(path, {"day": "01/01/2027"}).status_code for path in paths] == [403] * len(paths)
    assert again(row.id).valid_to is None


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
    form = form_values(keeper.get(path).text, path) | typed(row, due_number="20", buoc="xem")
    with clock.stopped_at(datetime(2026, 8, 1, tzinfo=UTC)):
        whole, part = keeper.post(path, form), keeper.htmx(path, form, page=path)
    for answer in (whole, part):
        assert answer.status_code == 200
        assert "17:00 thứ Năm 20/08/2026" in answer.text
        assert "20/09 là Chủ nhật nên nộp trước 17 giờ 00 ngày 18/09" in answer.text
    assert "<h1>" in whole.text
    assert "<h1>" not in part.text
    wrong = keeper.htmx(path, form | {"due_number": "0"}, page=path)
    assert "Ngày trong tháng là một số từ 1 đến 31." in wrong.text
    assert again(row.id).due_number == 15


def test_applying_cannot_be_taken_back_once_a_period_was_opened(reporting, keeper, world):
    row = given.monthly(world, applied=None)
    path = f"{PAGE}/{row.id}/ap-dung"
    form = form_values(keeper.get(f"{PAGE}/{row.id}").text, path)
    assert keeper.post(path, form | {"day": "01/01/2026"}).status_code == 303
    reporting.open(again(row.id))
    answer = keeper.post(f"{PAGE}/{row.id}/hoan-tac", {"form_key": "d" * 32})
    assert answer.status_code == 409
    assert "đã mở 1 kỳ báo cáo" in answer.text
    assert keeper.post(f"{PAGE}/{row.id}/bo", {"form_key": "e" * 32}).status_code == 409
    assert again(row.id).valid_from == date(2026, 1, 1)


def test_an_end_before_the_beginning_is_refused_and_a_stale_page_too(world, keeper):
    row = given.monthly(world)
    path = f"{PAGE}/{row.id}/ngung"
    form = form_values(keeper.get(f"{PAGE}/{row.id}").text, path)
    answer = keeper.post(path, form | {"day": "01/01/2026"})
    assert (answer.status_code, "ngày ngừng phải sau ngày đó" in answer.text) == (422, True)
    assert keeper.post(path, form | {"day": ""}).status_code == 422
    stale = keeper.post(path, form | {"day": "01/02/2026", "version": "99"})
    assert (stale.status_code, "đã thay đổi từ khi bạn mở trang" in stale.text) == (409, True)


def test_facts_are_packed_without_loss(world):
    for row in (*given.shipped(world), given.monthly(world)):
        assert unpacked(packed(facts_of(row))) == facts_of(row)


def test_the_list_is_printed_and_taken_as_a_spreadsheet(world, keeper, sign_in):
    given.shipped(world)
    given.monthly(world)
    paper, sheet = keeper.get(f"{PAGE}/danh-sach.pdf"), sign_in("quantri").get(f"{PAGE}/danh-sach.xlsx")
    assert (paper.status_code, paper.data[:5], sheet.status_code, sheet.data[:2]) == (200, b"%PDF-", 200, b"PK")
