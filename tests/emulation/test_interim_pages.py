"""Pages of steps 3 and 4 as their people and strangers see them."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries import carrying as queries
from nam_tinh_hinh.emulation.queries import interim
from nam_tinh_hinh.emulation.services import carrying
from nam_tinh_hinh.emulation.tables import CommitteeCharge, CommitteeMember, Reminder
from nam_tinh_hinh.kernel import uploads
from nam_tinh_hinh.kernel.db import db
from tests.browser import form_values
from tests.emulation.carrying import BEGUN, DUE, campaign, on, review, sent, underway
from tests.emulation.test_list_page import statements
from tests.kernel.uploads import given

BOARD = "/dan-van-kheo/so-ket"


def page_of(item, part="thuc-hien"):
    return f"/dan-van-kheo/{item.id}/{part}"


@pytest.mark.parametrize("part", ["thuc-hien", "so-ket"])
def test_before_the_notice_the_page_says_why_it_is_not_open(world, clerk, stranger, part):
    item = world.staged(Stage.AGREED)
    answer = clerk.get(page_of(item, part))
    assert answer.status_code == 200
    assert "ghi được sau khi có thông báo giao nhiệm vụ" in answer.text
    assert stranger.get(page_of(item, part)).status_code == 404


def test_the_plan_is_written_by_the_unit_and_a_conflict_keeps_what_was_typed(world, clerk, sign_in, stranger):
    item = underway(world)
    address = page_of(item, "thuc-hien/ke-hoach")
    typed = {"measures": "Họp dân trước 15/3.", "resources": "20 triệu đồng", "support": ""}
    assert clerk.post(address, typed | {"version": "0"}).status_code == 303
    shown = clerk.get(page_of(item)).text
    assert "Họp dân trước 15/3." in shown
    leader = sign_in("lanhdao")
    answer = leader.post(address, typed | {"measures": "Bản khác.", "version": "0"})
    assert answer.status_code == 409
    assert "Bản khác." in answer.text
    assert "Lấy “Kế hoạch, giải pháp” trên máy chủ" in answer.text
    version = form_values(answer.text, address)["version"]
    assert leader.post(address, typed | {"measures": "Bản khác.", "version": version}).status_code == 303
    assert queries.plan_of(item.id).measures == "Bản khác."
    assert [stranger.get(page_of(item)).status_code, stranger.post(address, typed).status_code] == [404, 404]


def test_the_office_assigns_a_helper_whose_home_says_so(world, standing, sign_in, clerk):
    item = underway(world)
    member = world.actor("banchidao2")
    db.session.add(CommitteeMember(campaign_id=item.campaign_id, user_id=member.user_id, post="Phó Trưởng ban"))
    world.save()
    address = page_of(item, "thuc-hien/phan-cong")
    assert standing.post(address, {"name": " "}).status_code == 422
    assert standing.post(address, {"member": "99999", "name": ""}).status_code == 422
    answer = standing.post(address, {"member": str(member.user_id), "duty": "Theo dõi, đôn đốc"})
    assert answer.status_code == 303
    shown = standing.get(page_of(item)).text
    assert "Vũ Thị Ngọc Ánh" in shown
    assert "Phó Trưởng ban, Ban Chỉ đạo" in shown
    assert f"Tham gia chỉ đạo: {item.name}" in sign_in("banchidao2").get("/").text
    assert "Tham gia chỉ đạo" not in sign_in("banchidao").get("/").text
    assert clerk.post(address, {"name": "B"}).status_code == 403
    row = queries.helpers_of(item.id)[0]
    assert standing.post(f"{address}/{row.id}/ket-thuc").status_code == 303
    assert "Chưa phân công ai." in (after := standing.get(page_of(item)).text)
    assert f"{address}/{row.id}/lay-lai" in after


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": "   "}, "Ghi đã làm được gì."),
        ({"percent": "101"}, "Tiến độ từ 0 đến 100 phần trăm."),
        ({"percent": "nửa"}, "Ghi một số nguyên từ 0 đến 100"),
        ({"percent": "９"}, "Ghi một số nguyên từ 0 đến 100"),
        ({"on_day": "31/02/2026"}, "không phải là ngày"),
        ({"on_day": ""}, "Ghi ngày."),
        ({"on_day": "01/01/2099"}, "Ngày này chưa đến."),
    ],
)
def test_a_bad_entry_is_refused_in_words_and_stays_typed(world, clerk, typed, sentence):
    item = underway(world)
    said = {"on_day": f"{BEGUN:%d/%m/%Y}", "percent": "20", "words": "Đã họp dân khu phố."} | typed
    answer = clerk.post(page_of(item, "thuc-hien/tien-do"), said)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert said["percent"] in answer.text
    assert queries.entries(item.id, 1).rows == []


def test_progress_with_a_photo_is_seen_by_whom_the_exemplar_is(world, clerk, stranger, member):
    item = underway(world)
    answer = clerk.post(
        page_of(item, "thuc-hien/tien-do"), {"on_day": f"{BEGUN:%d/%m/%Y}", "percent": "20 %", "words": "Đã họp dân."}
    )
    assert answer.status_code == 303
    entry = queries.entries(item.id, 1).rows[0]
    assert (entry.percent, entry.words, entry.written_by_name) == (20, "Đã họp dân.", "Nguyễn Thị Hòa")
    upload = f"/tep/them/progress/{entry.id}"
    files = {"tep": (io.BytesIO(given.picture()), "a.jpg")}
    assert clerk.post(upload, dict(files), content_type="multipart/form-data").status_code == 303
    world.again(item.id)
    (row,) = uploads.attached("progress", [entry.id])[entry.id]
    assert member.get(f"/tep/{row.id}/anh").status_code == 200
    assert stranger.get(f"/tep/{row.id}/anh").status_code == 404
    assert member.post(upload, {"next": "/"}).status_code == 403
    shown = member.get(page_of(item)).text
    assert 'progress value="20" max="100"' in shown
    assert "Ghi tiến độ mới" not in shown
    remove = page_of(item, f"thuc-hien/tien-do/{entry.id}/bo")
    assert clerk.post(remove).status_code == 303
    assert clerk.get(f"/tep/{row.id}/anh").status_code == 404
    assert "Chưa có mục tiến độ nào." in clerk.get(page_of(item)).text


def test_a_review_is_drafted_sent_late_and_then_locked(world, sign_in):
    item = underway(world, starts_on=BEGUN)
    with on(DUE + timedelta(days=3)):
        clerk, member = sign_in("canbo"), sign_in("banchidao2")
        address = page_of(item, "so-ket/3")
        home = clerk.get("/").text
        assert f"Sơ kết 3 tháng: {item.name}" in home
        assert "quá hạn 3 ngày" in home
        draft = form_values(clerk.get(address).text, address)
        assert clerk.post(address, draft | {"percent": "", "progress": "Chữ nháp", "buoc": "nhap"}).status_code == 303
        assert "Chữ nháp" not in member.get(page_of(item, "so-ket")).text
        answer = clerk.post(address, form_values(clerk.get(address).text, address) | {"buoc": "gui"})
        assert answer.status_code == 422
        assert "Ghi tiến độ phần trăm, từ 0 đến 100." in answer.text
        typed = form_values(clerk.get(address).text, address) | {"percent": "40", "progress": "Xong phần đầu"}
        assert clerk.post(address, typed | {"buoc": "gui"}).status_code == 303
        shown = clerk.get(page_of(item, "so-ket")).text
        assert re.search(r"Đã gửi sơ kết 3 tháng lúc 09:00 ngày \d\d/\d\d/\d{4}, chậm 3 ngày\.", shown)
        assert "Đã gửi, chậm 3 ngày" in member.get(page_of(item, "so-ket")).text
        again = clerk.post(address, typed | {"progress": "Chữ gõ thêm", "buoc": "nhap", "form_key": "e" * 32})
        assert again.status_code == 409
        assert "Chữ gõ thêm" in again.text
        assert clerk.get(address).status_code == 303
    assert (review(item).percent, review(item).progress) == (40, "Xong phần đầu")


def test_the_last_review_stands_beside_the_next(world, sign_in):
    item = underway(world)
    sent(world, item, DUE, progress="Đã lắp 12 camera")
    with on(review(item, 6).opens_on):
        shown = sign_in("canbo").get(page_of(item, "so-ket/6")).text
    assert "Lần trước: sơ kết 3 tháng" in shown
    assert "Đã lắp 12 camera" in shown


def names(html):
    return re.findall(r'bang__ten"><a href="[^"]+">([^<]+)<', html)


@pytest.fixture
def board(world):
    """Two units' reviews a week after the first were due: one overdue, one sent, one sent late."""
    first = underway(world, name="Đường hoa")
    sent(world, underway(world, name="Ngõ xanh"), DUE)
    underway(world, "phu_nu", name="Chi hội sạch")
    return first


def test_the_board_orders_by_lateness_and_narrows_by_its_filters(world, board, sign_in):
    with on(DUE + timedelta(days=7)):
        office, clerk, other = sign_in("thuongtruc"), sign_in("canbo"), sign_in("canbo2")
        assert names(office.get(BOARD).text)[:2] == ["Chi hội sạch", "Đường hoa"]
        assert names(office.get(f"{BOARD}?loc=qua-han").text) == ["Chi hội sạch", "Đường hoa"]
        assert names(office.get(f"{BOARD}?loc=da-gui").text) == ["Ngõ xanh"]
        assert names(office.get(f"{BOARD}?loc=qua-han&don-vi={world.unit('ccb').id}").text) == ["Đường hoa"]
        assert set(names(office.get(f"{BOARD}?tu-khoa=ngo xanh").text)) == {"Ngõ xanh"}
        assert names(office.get(f"{BOARD}?loc=qua-han&phu-trach=1").text) == []
        assert set(names(clerk.get(BOARD).text)) == {"Đường hoa", "Ngõ xanh"}
        assert set(names(other.get(BOARD).text)) == {"Chi hội sạch"}
        assert "Nhắc các đơn vị" not in clerk.get(BOARD).text
        assert "<html" not in office.get(BOARD, headers={"HX-Request": "true"}).text
        for nonsense in ("?nam=0", "?nam=99999999", "?loc=x&don-vi=abc&trang=-4", "?trang=999", "?don-vi=999999"):
            assert office.get(BOARD + nonsense).status_code == 200


def test_a_member_who_follows_units_is_told_and_reminds(world, board, sign_in):
    member = CommitteeMember(campaign_id=campaign().id, user_id=world.actor("banchidao2").user_id)
    member.charges.append(CommitteeCharge(unit_id=world.unit("ccb").id))
    db.session.add(member)
    world.save()
    with on(DUE + timedelta(days=7)):
        browser = sign_in("banchidao2")
        assert re.search(r'Sơ kết quá hạn ở đơn vị bạn phụ trách <span class="so">1<', browser.get("/").text)
        followed = f"{BOARD}?loc=qua-han&phu-trach=1"
        assert names(browser.get(followed).text) == ["Đường hoa"]
        assert browser.post("/dan-van-kheo/so-ket/nhac?phu-trach=1").status_code == 303
        assert "Đã nhắc 1 mô hình." in browser.get("/").text
        browser.post("/dan-van-kheo/so-ket/nhac?phu-trach=1")
        assert "Hôm nay đã nhắc rồi." in browser.get("/").text
        assert "Vũ Thị Ngọc Ánh nhắc lúc 09:00" in sign_in("canbo").get("/").text
        assert sign_in("canbo").post("/dan-van-kheo/so-ket/nhac").status_code == 403
    world.again(board.id)
    assert [row.exemplar_id for row in db.session.scalars(db.select(Reminder))] == [board.id]


def test_a_member_who_follows_nobody_is_offered_no_reminder_and_told_why(board, sign_in):
    with on(DUE + timedelta(days=7)):
        browser = sign_in("banchidao2")
        assert "so-ket/nhac" not in browser.get(BOARD).text
        answer = browser.post("/dan-van-kheo/so-ket/nhac")
        assert answer.status_code == 403
        assert "Bạn chỉ nhắc được những đơn vị mình phụ trách" in answer.text
    assert db.session.scalars(db.select(Reminder)).all() == []


def test_the_spreadsheet_holds_what_was_sent_and_no_drafts(world, board, sign_in):
    with on(DUE + timedelta(days=7)):
        review(board).progress = "Chữ nháp"
        world.save()
        book = openpyxl.load_workbook(io.BytesIO(sign_in("tonghop").get(f"{BOARD}.xlsx").data))
    rows = list(book.active.iter_rows(values_only=True))
    said = {(row[2], row[3]): (row[6], row[11]) for row in rows}
    assert said["Ngõ xanh", 3] == ("Đã gửi, đúng hạn", "Đã họp dân, lắp 12 camera.")
    assert said["Đường hoa", 3] == ("Quá hạn 7 ngày", None)


@pytest.mark.parametrize(("username", "path"), [("thuongtruc", BOARD), ("canbo", "/"), ("canbo", BOARD)])
def test_a_page_asks_as_much_for_twenty_reviews_as_for_one(world, sign_in, username, path):
    counts = []
    for n in range(8):
        item = underway(world, name=f"Mô hình {n}")
        if n in (0, 7):
            with on(DUE + timedelta(days=7)), statements() as said:
                browser = sign_in(username)
                said.clear()
                assert browser.get(path).status_code == 200
                counts.append(len(said))
    assert item.id
    assert counts[0] == counts[1]


def test_progress_of_a_long_life_comes_in_pages(world, clerk):
    item = underway(world)
    for n in range(53):
        carrying.note_progress(
            actor=world.clerk_of("ccb"), exemplar=item, on_day=BEGUN + timedelta(days=n), words=f"Việc thứ {n}"
        )
    world.save()
    first, second = clerk.get(page_of(item)).text, clerk.get(page_of(item) + "?trang=2").text
    assert "Việc thứ 52" in first
    assert "Việc thứ 2<" not in first
    assert len(re.findall(r"Việc thứ \d+", second)) == 3
    assert interim.reviews_of(item.id)
