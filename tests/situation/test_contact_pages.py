"""The page of the contact for the reply."""

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.tables import ReplyContact
from tests.browser import Browser

SAID = "Gọi 0912 345 678 sau 17 giờ"
YES = {"reply_contact": SAID, "consent": "y"}


@pytest.fixture
def row(situation):
    return situation.petition(area="Thôn Đồng Lân").observation


@pytest.fixture
def page(row):
    return f"/phan-anh/{row.id}/lien-he"


def test_it_is_written_and_shown_once_for_a_reason(clerk, page, row):
    assert clerk.post(page, YES).status_code == 303
    shown = clerk.get(page).text
    assert "0912" not in shown
    assert "Đã ghi liên hệ." in shown
    assert clerk.post(f"{page}/xem", {"reason": " "}).status_code == 422
    answer = clerk.post(f"{page}/xem", {"reason": "Báo kết quả trả lời"})
    assert (answer.status_code, SAID in answer.text) == (200, True)
    assert answer.headers["Cache-Control"] == "no-store"
    after = clerk.get(page).text
    assert ("0912" in after, "Báo kết quả trả lời" in after, "Nguyễn Thị Hòa" in after) == (False, True, True)


def test_nothing_is_kept_without_consent_and_what_was_typed_stays_in_the_form(clerk, page, row):
    answer = clerk.post(page, {"reply_contact": SAID})
    assert answer.status_code == 422
    assert f'value="{SAID}"' in answer.text
    assert "Chỉ ghi khi người phản ánh đồng ý" in answer.text
    assert db.session.get(ReplyContact, row.id) is None
    assert "0912" not in clerk.get(page).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reply_contact": "  "}, "Ghi cách liên hệ"), ({"reply_contact": "x" * 301}, "nhiều nhất 300"),
        ({"reply_contact": "Tài liệu TUYỆT MẬT"}, "bí mật nhà nước"),
    ],
)  # fmt: skip
def test_bad_contacts_are_refused_in_words(clerk, page, row, typed, said):
    answer = clerk.post(page, typed | {"consent": "y"})
    assert (answer.status_code, said in answer.text) == (422, True)


@pytest.mark.parametrize("reason", ["gọi số 0912 345 678", "gọi 0912.345.678", "thư tới a@b.vn"])
def test_a_reason_holds_no_contact_for_it_is_kept(clerk, page, row, reason):
    clerk.post(page, YES)
    answer = clerk.post(f"{page}/xem", {"reason": reason})
    assert (answer.status_code, "không ghi số điện thoại" in answer.text) == (422, True)
    assert [event.action for event in history.of("reply_contact", row.id)] == ["write"]


def test_no_form_of_it_is_kept_on_the_machine(clerk, page, row):
    clerk.post(page, YES)
    shown = clerk.get(page).text
    assert shown.count('data-keep="never"') == 2
    assert 'data-keep="never"' in clerk.post(page, {"reply_contact": SAID}).text


def test_a_dead_sign_in_does_not_show_it_at_the_door(fresh, page, row):
    browser = Browser(fresh)
    browser.get("/dang-nhap")
    answer = browser.post(page, YES)
    assert (answer.status_code, "0912" in answer.text) == (401, False)


def test_erasing_is_for_good(clerk, page, row):
    clerk.post(page, YES)
    assert clerk.post(f"{page}/xoa").status_code == 303
    assert "Đã xóa hẳn liên hệ." in (shown := clerk.get(page).text)
    assert "Liên hệ ghi trước đây đã xóa" in shown
    for way, typed in (("xem", {"reason": "Báo kết quả"}), ("xoa", {})):
        answer = clerk.post(f"{page}/{way}", typed)
        assert (answer.status_code, "Không có liên hệ nào" in answer.text) == (409, True)


def test_the_stranger_has_no_such_page(clerk, stranger, officer, page, row):
    clerk.post(page, YES)
    for browser in (stranger, officer):
        assert browser.get(page).status_code == 404
        assert browser.post(f"{page}/xem", {"reason": "Báo kết quả"}).status_code == 404
        assert browser.post(page, YES).status_code == 404


def test_the_superior_reads_the_matter_and_not_the_contact(sign_in, clerk, page, row):
    clerk.post(page, YES)
    assert [sign_in(who).get(page).status_code for who in ("tonghop", "nguoixem", "quantri")] == [404, 403, 403]


def test_the_administrator_reads_that_it_was_opened_never_why(sign_in, clerk, page, row):
    clerk.post(page, YES)
    clerk.post(f"{page}/xem", {"reason": "Lý do riêng trong đơn vị"})
    said = sign_in("quantri").get("/quan-tri/nhat-ky").text
    assert "Ghi, xem, xóa liên hệ" in said
    assert "Lý do riêng" not in said


def test_contacts_of_what_was_joined_are_found_from_the_root(situation, clerk):
    joined = situation.joined(content="Cống sau chợ cũng tắc")
    clerk.post(f"/phan-anh/{joined.id}/lien-he", YES)
    assert "Cống sau chợ cũng tắc" in clerk.get(f"/phan-anh/{joined.joined_to_id}/lien-he").text
