"""Accounts as people live with them: a newcomer's first day, the end of it, and a leader on leave."""

import re

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.kernel import clock, totp

pytestmark = pytest.mark.journey

OWN = "mưa rơi trên mái ngói"


def door(page, username: str, password: str) -> None:
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def newcomer(admin, name: str, username: str) -> str:
    """Add an account with a clerk's position and return its one-time code."""
    admin.get_by_role("link", name="Quản trị", exact=True).click()
    admin.get_by_role("link", name="Thêm tài khoản").click()
    admin.get_by_label("Họ và tên").fill(name)
    admin.get_by_label("Tên đăng nhập").fill(username)
    admin.get_by_label("Đơn vị").fill("Công an phường Minh Họa")
    admin.get_by_label("Vai trò").select_option(label="Cán bộ nhập liệu")
    admin.get_by_role("button", name="Thêm tài khoản").click()
    return admin.locator(".ma-mot-lan").inner_text()


def test_a_newcomer_from_the_first_code_to_the_last_click(person, chromium, server):
    admin = person("quantri")
    code = newcomer(admin, "Đỗ Thị Mơ", "mo.do")
    admin.get_by_role("link", name="Mở trang của Đỗ Thị Mơ").click()
    admin.get_by_label("Đơn vị").fill("Hội Nông dân phường Minh Họa")
    admin.get_by_label("Vai trò").select_option(label="Lãnh đạo đơn vị")
    admin.get_by_role("button", name="Giao vị trí").click()
    admin.get_by_text("Đã giao vị trí Lãnh đạo đơn vị ở Hội Nông dân").wait_for()

    context = chromium.new_context(base_url=server, locale="vi-VN")
    page = context.new_page()
    door(page, "mo.do", code)
    page.get_by_role("heading", name="Đổi mật khẩu").wait_for()
    page.get_by_label("Mật khẩu đang dùng").fill(code)
    page.get_by_label("Mật khẩu mới", exact=True).fill(OWN)
    page.get_by_label("Gõ lại mật khẩu mới").fill(OWN)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.get_by_role("heading", name="Việc của tôi").wait_for()

    secret = switch_on(page)
    page.locator("summary").filter(has_text="Đỗ Thị Mơ").click()
    page.get_by_role("button", name="Đăng xuất").click()
    door(page, "mo.do", OWN)
    page.get_by_role("heading", name="Mã trên điện thoại").wait_for()
    page.goto("/tai-khoan")
    page.get_by_role("heading", name="Đăng nhập để tiếp tục").wait_for()
    door(page, "mo.do", OWN)
    # The step of the first code is used up: the telephone shows the next one to a clock that runs a little late.
    page.get_by_label("Mã 6 chữ số").fill(totp.code_at(secret, totp.step_of(clock.now()) + 1))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("heading", name="Việc của tôi").wait_for()

    admin.get_by_role("button", name="Khóa tài khoản").click()
    admin.get_by_text("Đã khóa tài khoản của Đỗ Thị Mơ").wait_for()
    page.get_by_role("link", name="Dân vận khéo").first.click()
    page.get_by_role("heading", name="Đăng nhập để tiếp tục").wait_for()
    context.close()


def switch_on(page) -> bytes:
    """Switch the second factor on as its owner does, typing the secret from the page; return it."""
    page.goto("/tai-khoan")
    page.get_by_role("link", name="Bật xác thực hai bước").click()
    page.get_by_role("button", name="Bắt đầu bật").click()
    picture = page.locator(".ma-qr img")
    picture.wait_for()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 200
    secret = totp.from_text(page.locator(".khoa-chu").inner_text())
    page.get_by_label("Mã 6 chữ số").fill(totp.code_at(secret, totp.step_of(clock.now())))
    page.get_by_label("Mật khẩu đang dùng").fill(OWN)
    page.get_by_role("button", name="Bật xác thực hai bước").click()
    page.get_by_text("Đã bật xác thực hai bước", exact=False).first.wait_for()
    return secret


def test_a_leader_on_leave_lends_his_position(person):
    leader, today = person("lanhdao"), clock.today()
    leader.goto("/tai-khoan")
    leader.get_by_role("link", name="Ủy quyền cho đồng nghiệp").click()
    hoa = "Nguyễn Thị Hòa (canbo) · Cán bộ văn phòng Hội, Hội Cựu chiến binh phường Minh Họa"
    leader.get_by_label("Người được ủy quyền").select_option(label=hoa)
    leader.get_by_label("Đến hết ngày").fill(f"{today.day}/{today.month}/{today.year}")
    leader.get_by_role("button", name="Ủy quyền").click()
    leader.get_by_text("Đang có hiệu lực").wait_for()

    clerk = person("canbo", java_script_enabled=False)
    clerk.locator("summary").filter(has_text="Nguyễn Thị Hòa").click()
    clerk.get_by_role("button", name=re.compile("Phạm Văn Thắng .ủy quyền.")).click()
    expect(clerk.get_by_text("Bạn đang làm việc với vị trí: Phạm Văn Thắng (ủy quyền)").first).to_be_attached()

    leader.get_by_role("button", name="Kết thúc ngay").click()
    leader.get_by_text("Kết thúc sớm").wait_for()
    clerk.goto("/")
    expect(clerk.get_by_text("(ủy quyền)")).to_have_count(0)


def test_a_letterhead_is_tried_before_it_is_saved(person):
    admin = person("quantri")
    admin.goto("/quan-tri/mau-in/1")
    admin.get_by_label("Họ tên người ký").fill("Trần Văn Mẫu")
    with admin.expect_popup() as popup:
        admin.get_by_role("button", name="Xem thử (PDF)").click()
    popup.value.close()
    admin.get_by_role("button", name="Lưu mẫu in").click()  # at once: the trial must not have made the form wait
    admin.get_by_text("Đã lưu mẫu in.").wait_for()
