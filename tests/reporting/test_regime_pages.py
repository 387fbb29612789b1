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
from tests.reporting.regimes_given import again, typed

PAGE = "/bao-cao/che-do"
KEEPERS = ["quantri", "thuongtruc", "truongban"]


@pytest.fixture
def keeper(sign_in):
    return sign_in("thuongtruc")


def box(page):
    found = re.search(r'<section class="lech-han".*?</section>', page, re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])) if found else ""


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


@pytest.mark.parametrize("who", ["canbo", "lanhdao", "tonghop", "phutrach", "banchidao2"])
def test_nobody_else_keeps_them(world, sign_in, who):
    row, other = given.monthly(world), sign_in(who)
    paths = [f"{PAGE}/them", f"{PAGE}/{row.id}/sua", f"{PAGE}/{row.id}/ap-dung", f"{PAGE}/{row.id}/ngung",
             f"{PAGE}/{row.id}/hoan-tac", f"{PAGE}/{row.id}/bo", f"{PAGE}/lay-lai"]  # fmt: skip
    assert [other.post(path, {"day": "01/01/2027"}).status_code for path in paths] == [403] * len(paths)
    assert again(row.id).valid_to is None


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


def test_the_administrator_finds_the_regimes_from_every_page(reporting, sign_in):
    entry = 'href="/bao-cao/che-do"'
    assert (entry in sign_in("quantri").get("/").text, entry in sign_in("canbo").get("/").text) == (True, False)
