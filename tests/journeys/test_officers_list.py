"""From an xlsx with three bad rows to a slip in a new officer's hand, and his first sign-in."""

import re

import pytest
from playwright.sync_api import expect

from tests.papers import needs_pdftotext, text
from tests.people.rosters.given import sheet

pytestmark = pytest.mark.journey

PEOPLE = (
    {"name": "Đỗ Văn Ngữ", "post": "Chi hội trưởng Chi hội Cựu chiến binh", "phone": "0912345601", "areas": "Đồng Lân"},
    {"name": "", "post": "Chi hội phó", "areas": "Đồng Lân"},
    {"name": "Lê Thị {given}", "phone": "0912 34", "areas": "Đồng Lân"},
    {"name": "Vũ Văn {given}", "phone": "0987654321", "areas": "Xóm Mới Tinh"},
    {"name": "Nguyễn Văn Ước", "post": "Phó Chủ tịch Hội", "phone": "912345602", "areas": "Đồng Lân"},
)
PASSWORD = "con thuyền giấy trắng"


def cell(page, label, row):
    return page.get_by_label(f"{label}, dòng {row}", exact=True)


def upload(page, area, given):
    page.goto("/danh-sach-can-bo/lap")
    people = [
        person | {"name": person["name"].format(given=given), "areas": person["areas"].replace("Đồng Lân", area)}
        for person in PEOPLE
    ]
    file = {"name": "Danh sách cán bộ.xlsx", "mimeType": "application/octet-stream", "buffer": sheet(*people).read()}
    page.set_input_files("#tep", files=[file])
    page.get_by_role("button", name="Đưa tệp vào bảng").click()
    page.get_by_text("3 chỗ cần sửa").wait_for()


def some_area(page):
    """Return the name of an area the demonstration has, as today's officers' rows show it."""
    page.goto("/danh-sach-can-bo/lap")
    page.get_by_role("button", name="cán bộ đang phụ trách").click()
    page.get_by_role("heading", name="Lập danh sách").wait_for()
    return cell(page, "Địa bàn phụ trách", 1).input_value().split(";")[0]


def draw_up(page, given):
    area = some_area(page)
    upload(page, area, given)
    page.get_by_role("link", name="Dòng 2 (dòng 4 trong tệp), Họ và tên").click()
    cell(page, "Họ và tên", 2).fill(f"Trần Văn {given}")
    cell(page, "Điện thoại", 3).fill("0912 345 699")
    cell(page, "Địa bàn phụ trách", 4).fill(area)
    page.get_by_role("button", name="Kiểm tra danh sách").last.click()
    page.get_by_role("heading", name="Xem lại rồi gửi").wait_for()
    expect(page.get_by_text("Tạo tài khoản mới.")).to_have_count(3)
    page.get_by_role("button", name="Gửi danh sách").click()
    page.locator("#loi-nhan").get_by_text("Đã gửi danh sách").wait_for()
    return page.url


def print_slips(page, address):
    """Press the button as it stands in the page and return the PDF it answers."""
    with page.context.expect_event("response", lambda answer: answer.url.endswith("/phieu.pdf")):
        page.get_by_role("button", name="In phiếu tài khoản").click()
    page.goto(address)
    form = page.locator("form[action$='phieu.pdf']")
    fields = {name: form.locator(f"[name={name}]").input_value() for name in ("csrf_token", "form_key")}
    assert page.get_by_text("In lại thì phiếu in trước hết dùng được").count()
    return page.context.request.post(f"{address}/phieu.pdf", form=fields).body()


@needs_pdftotext
@pytest.mark.parametrize(("script", "given"), [(True, "Cẩn"), (False, "Đạt")], ids=["js", "no-js"])
def test_from_a_faulty_file_to_the_first_sign_in(person, chromium, server, script, given):
    address = draw_up(person("lanhdao", java_script_enabled=script), given)

    admin = person("quantri", java_script_enabled=script)
    expect(admin.get_by_role("link", name="Duyệt danh sách cán bộ").first).to_be_attached()
    admin.goto(address)
    admin.get_by_role("button", name="Duyệt danh sách").click()
    admin.get_by_text("Đã duyệt danh sách").first.wait_for()
    printed = print_slips(admin, address)

    [slip] = [part for part in text(printed).split("PHIẾU TÀI KHOẢN") if f"Trần Văn {given}" in part]
    username = re.search(r"\b[a-z]+\.tv\b", slip)[0]
    code = re.search(r"[0-9a-z]{4}(?:-[0-9a-z]{4}){3}", slip)[0]

    officer = chromium.new_context(base_url=server).new_page()
    officer.goto("/")
    officer.get_by_label("Tên đăng nhập").fill(username)
    officer.get_by_label("Mật khẩu").fill(code)
    officer.get_by_role("button", name="Đăng nhập").click()
    officer.get_by_role("heading", name="Đổi mật khẩu").wait_for()
    officer.get_by_label("Mật khẩu đang dùng").fill(code)
    officer.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    officer.get_by_label("Gõ lại mật khẩu mới").fill(PASSWORD)
    officer.get_by_role("button", name="Đổi mật khẩu").click()
    officer.get_by_role("heading", name="Việc của tôi").wait_for()
    expect(officer.get_by_text("Chi hội phó · Hội Cựu chiến binh phường Minh Họa").first).to_be_attached()
    officer.context.close()
