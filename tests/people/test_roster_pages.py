"""The pages of the officers' lists: who sees what, three ways in, errors at their cells, decisions, slips."""

import io
import re
import sqlite3

import pypdf
import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import LineChange, Role, RosterStage
from nam_tinh_hinh.people.services import add_user, appoint
from nam_tinh_hinh.people.tables import Roster, RosterLine, User
from tests.browser import PASSWORD, Browser
from tests.emulation.test_list_page import statements
from tests.papers import needs_pdftotext, pages, text
from tests.people.rosters import BINH, KEY, LAN, PAGE, add_areas, approved, hidden, send, sent, sheet, table, user
from tests.people.rosters import BINH as GOOD

LISTS = "/danh-sach-can-bo"
BAD = {"name": "Ngô Văn Tám", "phone": "12", "areas": "Xóm Mới"}


@pytest.fixture(autouse=True)
def places(world):
    add_areas()


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


@pytest.fixture
def stranger_leader(world, fresh):
    """The leader of another unit."""
    return second_account(world, fresh, "lanhdao2", "phu_nu", Role.LEADER)


def second_account(world, fresh, username, unit, role):
    known = user("lanhdao").password_hash
    person, _code = add_user(actor=history.Machine(), username=username, name="Người thứ hai")
    person.password_hash, person.must_change, person.code_expires_at = known, False, None
    appoint(user=person, unit=world.unit(unit), role=role)
    db.session.commit()
    browser = Browser(fresh)
    browser.sign_in(username)
    return browser


def count(kind):
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count(kind.id)))


@pytest.mark.parametrize(
    "username", ["canbo", "canbo2", "banchidao", "banchidao2", "thuongtruc", "tonghop", "phutrach"]
)
def test_nobody_else_opens_the_lists(world, sign_in, username):
    roster = sent(world, BINH)
    browser = sign_in(username)
    for path in (LISTS, PAGE, f"{LISTS}/mau.xlsx", f"{LISTS}/{roster.id}", f"{LISTS}/{roster.id}/ban-in.pdf"):
        assert browser.get(path).status_code == 403
    for path in (PAGE, f"{LISTS}/{roster.id}/duyet", f"{LISTS}/{roster.id}/tra-lai", f"{LISTS}/{roster.id}/phieu.pdf"):
        assert browser.post(path).status_code == 403


def test_another_units_leader_sees_nothing_of_it(world, stranger_leader):
    roster = sent(world, BINH)
    assert "Vũ Văn Bình" not in stranger_leader.get(LISTS).text
    assert "Đơn vị chưa gửi danh sách nào" in stranger_leader.get(LISTS).text
    for path in ("", "/ban-in.pdf", "/danh-sach.xlsx"):
        assert stranger_leader.get(f"{LISTS}/{roster.id}{path}").status_code == 404
    for path in ("/duyet", "/tra-lai", "/phieu.pdf"):
        assert stranger_leader.post(f"{LISTS}/{roster.id}{path}").status_code == 403
    assert stranger_leader.get(f"{LISTS}/999999").status_code == 404


def test_the_tab_is_there_for_those_who_may_open_it(leader):
    assert f'href="{LISTS}"' in leader.get(LISTS).text


def test_the_leader_sees_his_list_and_the_admin_all_waiting_first(world, leader, admin):
    approved(world, BINH)
    sent(world, {"name": "Hoàng Thị Mai", "areas": "Thôn Đồng Lân"}, username="banchidao", hat=1)
    assert "MTTQ" not in leader.get(LISTS).text.split("<main")[1]
    shown = admin.get(LISTS).text
    assert shown.index("Ủy ban MTTQ") < shown.index("Hội Cựu chiến binh")
    assert "1 mới" in shown
    assert "Hội Cựu chiến binh" not in admin.get(f"{LISTS}?giai-doan=submitted").text.split("<tbody")[1]
    assert "Không có danh sách nào khớp" in admin.get(f"{LISTS}?tu-khoa=khong co").text
    assert admin.get(f"{LISTS}?trang=999&giai-doan=x").status_code == 200


def test_a_list_goes_from_the_table_over_the_review_to_the_admin(leader, admin):
    review = leader.post(PAGE, table(BINH, LAN, buoc="kiem"))
    assert "Xem lại rồi gửi" in review.text
    assert review.text.count("Tạo tài khoản mới.") == 2
    assert count(Roster) == 0
    answer = send(leader, BINH, LAN)
    assert answer.status_code == 303
    assert "Đã gửi danh sách lúc" in leader.get(answer.location).text
    assert "Duyệt danh sách cán bộ" in admin.get("/").text
    assert "Duyệt danh sách" not in leader.get(answer.location).text.split("<main")[1]


def test_every_bad_cell_is_told_at_its_place_and_nothing_is_lost_or_saved(leader):
    answer = leader.post(PAGE, table(BINH, BAD, buoc="kiem"))
    assert answer.status_code == 422
    assert '<a href="#phone-2">Dòng 2, Điện thoại: “12” không phải là số điện thoại.' in answer.text
    assert '<a href="#areas-2">Dòng 2, Địa bàn phụ trách: không có địa bàn “Xóm Mới”.' in answer.text
    assert 'aria-describedby="phone-2-error"' in answer.text
    assert "Lỗi: Lập danh sách cán bộ" in answer.text
    for typed in (*BINH.values(), *BAD.values()):
        assert typed in answer.text
    assert count(Roster) == 0


def test_sending_judges_again(leader):
    assert leader.post(PAGE, table(BINH, BAD, buoc="gui")).status_code == 422
    assert leader.post(PAGE, table(buoc="gui")).status_code == 422
    assert count(Roster) == 0


def test_more_rows_without_javascript_and_back_from_the_review(leader):
    answer = leader.post(PAGE, table(BINH, {}, {}, buoc="them"))
    assert answer.status_code == 200
    assert len(re.findall(r'<tr id="dong-', answer.text)) == 1 + 5
    back = leader.post(PAGE, table(BINH, buoc="sua"))
    assert (back.status_code, len(re.findall(r'<tr id="dong-', back.text))) == (200, 1)


def test_pasted_cells_come_into_the_table(leader):
    pasted = "Họ và tên\tĐịa bàn phụ trách\nVũ Văn Bình\tXóm Mới\nLê Thị Lan\tThôn Đồng Lân"
    answer = leader.post(PAGE, table(buoc="dan", dan=pasted))
    assert answer.status_code == 422
    assert "Dòng 1, Địa bàn phụ trách" in answer.text
    assert "Lê Thị Lan" in answer.text
    refused = leader.post(PAGE, table(BINH, buoc="dan", dan=" "))
    assert "Chưa dán ô nào" in refused.text
    assert "Vũ Văn Bình" in refused.text


def test_a_file_comes_into_the_table_with_its_row_numbers(leader):
    answer = leader.post(PAGE, table(BINH, buoc="tep", tep=(sheet(LAN, BAD), "danh sách.xlsx")))
    assert answer.status_code == 422
    assert "Dòng 3 (dòng 4 trong tệp), Điện thoại" in answer.text
    replaced = leader.post(PAGE, table(BAD, buoc="tep", tep=(sheet(LAN), "ds.xlsx"), **{"thay-bang": "1"}))
    assert replaced.status_code == 200
    assert "Ngô Văn Tám" not in replaced.text


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"", "", "Chưa chọn tệp"), (b"x", "a.xls", "Chỉ nhận tệp Excel"), (b"x", "a.xlsx", "không phải là tệp Excel")],
)
def test_a_file_that_is_none_is_refused_and_the_rows_stay(leader, content, name, said):
    answer = leader.post(PAGE, table(BINH, buoc="tep", tep=(io.BytesIO(content), name)))
    assert answer.status_code == 422
    assert said in answer.text
    assert "Vũ Văn Bình" in answer.text


def test_todays_officers_begin_a_list(world, leader):
    approved(world, BINH)
    assert "Lấy 1 cán bộ đang phụ trách" in leader.get(PAGE).text
    answer = leader.post(PAGE, table(buoc="hien-co"))
    assert answer.status_code == 200
    assert all(word in answer.text for word in ("Vũ Văn Bình", "binh.vv", "0987 654 321", "Thôn Đồng Lân"))


def test_the_file_to_download_can_be_filled_in_and_sent_back(leader):
    sample = leader.get(f"{LISTS}/mau.xlsx")
    assert sample.status_code == 200
    assert "danh-sach-can-bo-mau.xlsx" in sample.headers["Content-Disposition"]
    answer = leader.post(PAGE, table(buoc="tep", tep=(io.BytesIO(sample.data), "mau.xlsx")))
    assert "Danh sách chưa có ai" in answer.text


def test_a_secret_word_is_refused_and_kept_nowhere(leader):
    answer = leader.post(PAGE, table(BINH | {"post": "(Mật)"}, buoc="kiem"))
    assert answer.status_code == 422
    assert 'data-keep="never"' in answer.text
    assert "bí mật nhà nước" in answer.text


def test_whatever_is_posted_is_answered_in_words(leader):
    for fields in (
        {"buoc": "x"}, {"name": ["a"] * 700}, {"name": "\0\u202e", "areas": "=1+1"},
        {"dang-mo": "9" * 40, "buoc": "gui"},
        {"dan": "\t" * 5000, "buoc": "dan"}, {"dong": "-1", "name": "A", "buoc": "kiem"},
    ):  # fmt: skip
        assert leader.post(PAGE, fields).status_code in {200, 422}


def test_the_same_list_twice_is_refused_and_stays_in_the_page(leader):
    send(leader, BINH)
    again = send(leader, GOOD, form_key="b" * 32)
    assert again.status_code == 409
    assert "đã gửi lúc" in again.text
    assert 'value="Vũ Văn Bình"' in again.text
    assert count(Roster) == 1


def test_a_double_click_sends_once(leader):
    first, second = send(leader, BINH), send(leader, BINH)
    assert (first.status_code, second.location) == (303, first.location)
    assert len(history.of("roster", 1)) == 1


def test_a_dead_session_keeps_what_was_typed(world, leader):
    db.session.execute(db.text("UPDATE sign_in SET ended_at = '2026-01-01'"))
    db.session.commit()
    answer = leader.post(PAGE, table(BINH, buoc="kiem"))
    assert answer.status_code == 401
    kept = {"kept": hidden(answer, "kept"), "username": "lanhdao", "password": PASSWORD}
    resend = leader.post("/dang-nhap", kept)
    assert "Chữ của bạn vẫn còn" in resend.text
    assert 'name="name" value="Vũ Văn Bình"' in resend.text


def test_returned_with_a_reason_the_leader_reads_it_at_home_and_in_the_table(world, leader, admin):
    roster = sent(world, BINH)
    where = f"{LISTS}/{roster.id}/tra-lai"
    assert admin.post(where, {"version": roster.version}).status_code == 422
    reason = {"version": str(roster.version), "reason": "Thiếu khu dân cư số 2."}
    assert admin.post(where, reason).status_code == 303
    home = leader.get("/").text
    assert "Sửa, gửi lại danh sách cán bộ" in home
    assert "Thiếu khu dân cư số 2." in home
    form = leader.get(PAGE).text
    assert "Thiếu khu dân cư số 2." in form
    assert "Vũ Văn Bình" in form
    assert send(leader, BINH, LAN).status_code == 303
    assert "Sửa, gửi lại" not in leader.get("/").text


def decision(admin, roster):
    page = admin.get(f"{LISTS}/{roster.id}")
    return {name: hidden(page, name) for name in ("version", "seen")}


def test_the_admin_approves_once_and_the_other_admin_is_told(world, fresh, admin):
    roster = sent(world, BINH)
    other = second_account(world, fresh, "quantri2", "ubnd", Role.ADMIN)
    read, where = decision(admin, roster), f"{LISTS}/{roster.id}"
    assert admin.post(f"{where}/duyet", read | {"form_key": KEY}).status_code == 303
    assert admin.post(f"{where}/duyet", read | {"form_key": KEY}).status_code == 303
    late = other.post(f"{where}/tra-lai", read | {"reason": "Chậm một bước"})
    assert late.status_code == 409
    assert "Đặng Anh Tuấn" in late.text
    assert "Duyệt danh sách” lúc" in late.text
    assert other.post(f"{where}/duyet", read | {"form_key": "b" * 32}).status_code == 409
    assert len(db.session.scalars(db.select(User).filter_by(name="Vũ Văn Bình")).all()) == 1
    db.session.expire_all()
    assert db.session.get_one(Roster, roster.id).stage is RosterStage.APPROVED


def test_what_changed_since_it_was_read_is_read_again(world, admin):
    roster = sent(world, BINH)
    read = decision(admin, roster)
    sent(world, LAN)
    late = admin.post(f"{LISTS}/{roster.id}/duyet", read)
    assert late.status_code == 409
    assert "Lê Thị Lan" in late.text
    assert "Gửi lại danh sách” lúc" in late.text


def codes_in(pdf):
    return re.findall(r"\b[0-9a-z]{4}(?:-[0-9a-z]{4}){3}\b", text(pdf))


def print_slips(admin, roster, key=KEY):
    return admin.post(f"{LISTS}/{roster.id}/phieu.pdf", {"form_key": key})


@needs_pdftotext
def test_four_slips_on_a_page_and_a_code_signs_in_once_and_must_be_changed(world, fresh, admin):
    people = [{"name": f"Vũ Văn {name}", "areas": "Thôn Đồng Lân"} for name in ("Bình", "Cường", "Dũng", "Em", "Giang")]
    roster = approved(world, *people)
    printed = print_slips(admin, roster)
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    assert pages(printed.data) == 2
    said = text(printed.data)
    assert all(word in said for word in ("Vũ Văn Bình", "binh.vv", "http://localhost/", "72 giờ", "Hội Cựu chiến binh"))
    assert said.split("\f")[0].count("Mã dùng một lần") == 4
    code = codes_in(printed.data)[0]
    newcomer = Browser(fresh)
    assert newcomer.sign_in("binh.vv", code).status_code == 303
    assert newcomer.get("/").location == "/doi-mat-khau"
    newcomer.get("/doi-mat-khau")
    change = {"current": code, "new": "con thuyền giấy trắng", "again": "con thuyền giấy trắng"}
    assert newcomer.post("/doi-mat-khau", change).status_code == 303
    assert newcomer.get("/").status_code == 200
    assert Browser(fresh).sign_in("binh.vv", code).status_code == 422
    again = print_slips(admin, roster, "b" * 32)
    assert "Vũ Văn Bình" not in text(again.data)


@needs_pdftotext
def test_codes_stand_on_paper_only(world, admin, folder):
    roster = approved(world, BINH, LAN)
    codes = codes_in(print_slips(admin, roster).data)
    assert len(codes) == 2
    stored = b"".join(path.read_bytes() for path in folder.glob("nam-tinh-hinh.db*"))
    for code in codes:
        assert code.encode() not in stored
        assert code.replace("-", "").encode() not in stored
    with sqlite3.connect(folder / "nam-tinh-hinh.db") as database:
        dump = "\n".join(database.iterdump())
    assert not any(code in dump for code in codes)
    event = history.of("roster", roster.id)[-1]
    assert (event.action, event.actor_name) == ("print_slips", "Đặng Anh Tuấn")
    assert event.details == {"before": None, "after": {"accounts": ["binh.vv", "lan.lt"]}}


@needs_pdftotext
def test_printing_again_voids_the_earlier_slips_and_says_so_before(world, fresh, admin):
    roster = approved(world, BINH)
    first = codes_in(print_slips(admin, roster).data)[0]
    assert "phiếu in trước hết dùng được" in admin.get(f"{LISTS}/{roster.id}").text.casefold()
    assert print_slips(admin, roster).status_code == 409
    second = codes_in(print_slips(admin, roster, "b" * 32).data)[0]
    assert Browser(fresh).sign_in("binh.vv", first).status_code == 422
    assert Browser(fresh).sign_in("binh.vv", second).status_code == 303


def test_no_slips_before_approval_and_none_for_a_leader(world, admin, leader):
    roster = sent(world, BINH)
    assert print_slips(admin, roster).status_code == 409
    assert print_slips(leader, roster).status_code == 403


@needs_pdftotext
@pytest.mark.parametrize("layout", ["dang", "nha-nuoc", "x"])
def test_the_list_prints_with_letterhead_signer_and_recipients(world, leader, layout):
    roster = approved(world, BINH, LAN)
    answer = leader.get(f"{LISTS}/{roster.id}/ban-in.pdf?the-thuc={layout}&so=5&ngay=5/1/2026")
    assert answer.mimetype == "application/pdf"
    said = " ".join(text(answer.data).split())
    for words in (
        "HỘI CỰU CHIẾN BINH", "PHƯỜNG MINH HỌA", "DANH SÁCH", "phụ trách, theo dõi, nắm tình hình", "Vũ Văn Bình",
        "CHỦ TỊCH HỘI", "Phạm Văn Thắng", "Đảng ủy phường Minh Họa (để b/c)", "Minh Họa, ngày 05 tháng 01 năm 2026",
        "Danh sách này có 2 người.",
    ):  # fmt: skip
        assert words in said


def test_a_list_not_approved_prints_as_a_draft(world, leader):
    roster = sent(world, BINH)
    draft = leader.get(f"{LISTS}/{roster.id}/ban-in.pdf")
    assert len(pypdf.PdfReader(io.BytesIO(draft.data)).pages[0].images) == 1


def test_the_sheet_comes_back_as_it_went_out(world, leader):
    roster = approved(world, BINH, LAN)
    content = leader.get(f"{LISTS}/{roster.id}/danh-sach.xlsx").data
    answer = leader.post(PAGE, table(buoc="tep", tep=(io.BytesIO(content), "ds.xlsx")))
    assert answer.status_code == 200
    assert answer.text.count("Giữ nguyên.") == 2


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_cost_a_constant_number_of_statements(world, admin, number):
    people = [{"name": f"Vũ Văn Bình {n}", "areas": "Thôn Đồng Lân"} for n in range(number)]
    roster = sent(world, *people)
    address = f"{LISTS}/{roster.id}"
    with statements() as said:
        admin.get(address)
    assert len(said) == 11


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_of_lists_costs_a_constant_number_of_statements(world, admin, number):
    facts = {"unit_id": world.unit("ccb").id, "submitted_by_id": user("lanhdao").id, "submitted_at": clock.now()}
    approval = {"stage": RosterStage.APPROVED, "approved_at": clock.now()}
    for n in range(number):
        lines = [RosterLine(row=1, change=LineChange.NEW, name="Vũ Văn Bình")]
        db.session.add(Roster(**facts, **approval, fingerprint=str(n), lines=lines))
    db.session.commit()
    with statements() as said:
        shown = admin.get(LISTS)
    assert (len(said), shown.text.count("1 mới")) == (5, number)
