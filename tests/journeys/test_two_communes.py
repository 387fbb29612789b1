"""Two communes become one: the neighbour's units come in by a pasted list, register, and every number still adds up."""

import pytest

from nam_tinh_hinh.demo.exemplars import samples
from tests.journeys.step_one import send_list
from tests.journeys.test_account_journey import OWN, door
from tests.journeys.test_merger import count
from tests.journeys.test_registration_to_paper import fill

pytestmark = pytest.mark.journey

WARD, NEIGHBOUR, UNITED = "Đảng ủy phường Minh Họa", "Đảng ủy phường Lân Cận", "Đảng ủy phường Hợp Nhất"
FARMERS = "Hội Nông dân phường Lân Cận"
PASTED = f"""Tên đơn vị\tLoại\tTrực thuộc\tKý hiệu\tCó từ ngày
{NEIGHBOUR}\tĐảng ủy\t\tĐU\t01/07/2025
{FARMERS}\tHội Nông dân\t{NEIGHBOUR}\tHND\t01/07/2025
Hội Cựu chiến binh phường Lân Cận\tHội Cựu chiến binh\t{NEIGHBOUR}\tCCB\t01/07/2025"""


def take_in(admin) -> None:
    admin.get_by_role("link", name="Tổ chức", exact=True).click()
    admin.get_by_role("link", name="Nhập danh sách từ Excel").click()
    admin.locator("#pasted").fill(PASTED)
    admin.get_by_role("button", name="Kiểm tra danh sách").click()
    admin.get_by_role("button", name="Nhập 3 đơn vị").click()
    admin.get_by_text("3 đơn vị").first.wait_for()


def newcomer(admin, chromium, server):
    """Give the neighbour's farmers a leader and return his page, signed in with a password of his own."""
    admin.goto("/quan-tri/tai-khoan/them")
    for label, text in (("Họ và tên", "Lý Thị Mận"), ("Tên đăng nhập", "man.lt"), ("Đơn vị", FARMERS)):
        admin.get_by_label(label).fill(text)
    admin.get_by_label("Vai trò").select_option(label="Lãnh đạo đơn vị")
    admin.get_by_role("button", name="Thêm tài khoản").click()
    code = admin.locator(".ma-mot-lan code").inner_text()
    page = chromium.new_context(base_url=server, locale="vi-VN").new_page()
    door(page, "man.lt", code)
    page.get_by_label("Mật khẩu đang dùng").fill(code)
    page.get_by_label("Mật khẩu mới", exact=True).fill(OWN)
    page.get_by_label("Gõ lại mật khẩu mới").fill(OWN)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.get_by_role("heading", name="Việc của tôi").wait_for()
    return page


def merge(admin) -> None:
    admin.goto("/to-chuc/sap-nhap")
    for unit in (WARD, NEIGHBOUR):
        admin.get_by_label("Tìm đơn vị").fill(unit)
        admin.get_by_role("button", name="Tìm", exact=True).click()
        admin.get_by_label(unit, exact=True).check()
    admin.get_by_role("button", name="Tiếp tục").click()
    admin.get_by_label("Số quyết định").fill("1656/NQ-UBTVQH15")
    admin.get_by_label("Tên đơn vị mới").fill(UNITED)
    admin.get_by_role("button", name="Xem trước những gì chuyển").click()
    admin.get_by_role("button", name="Xác nhận sáp nhập").click()
    admin.get_by_text("Đã ghi: sáp nhập").wait_for()


def test_two_communes_become_one_with_all_that_is_registered(person, chromium, server):
    admin, compiler = person("quantri"), person("tonghop")
    take_in(admin)
    leader = newcomer(admin, chromium, server)
    fill(leader, samples()[0])
    leader.get_by_role("button", name="Duyệt để gửi").click()
    leader.get_by_text("Lãnh đạo đã duyệt").first.wait_for()
    address = leader.url
    send_list(leader)
    everything, farmers = count(compiler), count(compiler, FARMERS)

    merge(admin)
    decision = admin.url
    assert (count(compiler), count(compiler, FARMERS)) == (everything, farmers) == (everything, 1)
    assert leader.goto(address).status == 200  # signed in all the while
    admin.goto("/to-chuc?tu-khoa=lan+can")
    admin.get_by_role("link", name=FARMERS).click()
    admin.locator("dd").get_by_text(UNITED).first.wait_for()

    admin.goto(decision)
    admin.get_by_role("button", name="Hoàn tác sáp nhập").click()
    admin.get_by_text("trở về đơn vị cũ").wait_for()
    assert (count(compiler), count(compiler, FARMERS)) == (everything, 1)
