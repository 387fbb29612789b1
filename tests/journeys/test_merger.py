"""The administrator merges two units with live registrations; people go on working and the counts add up."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

CCB, WOMEN = "Hội Cựu chiến binh phường Minh Họa", "Hội Liên hiệp Phụ nữ phường Minh Họa"
BOTH = "Hội Cựu chiến binh và Phụ nữ phường Minh Họa"
LIST = "/dan-van-kheo/"


def count(page, unit="", **filters) -> int:
    """How many the list shows of a unit, chosen in the filter as its user would."""
    page.goto(LIST + "?" + "&".join(f"{name}={value}" for name, value in filters.items()))
    if unit:
        page.get_by_label("Đơn vị", exact=True).select_option(label=unit)
        page.get_by_role("button", name="Lọc").click()
        page.wait_for_url("**don-vi=*")
    if page.get_by_text("Không có mô hình nào khớp").count():
        return 0
    return int(re.search(r"(\d+) mô hình", page.locator("nav.trang").first.inner_text())[1])


def dry_run(admin):
    admin.get_by_role("link", name="Tổ chức").click()
    admin.get_by_role("link", name="Sáp nhập, chia tách, đổi tên, kết thúc").click()
    for words, unit in (("cuu chien binh phuong", CCB), ("lien hiep phu nu phuong", WOMEN)):
        admin.get_by_label("Tìm đơn vị").fill(words)
        admin.get_by_role("button", name="Tìm", exact=True).click()
        admin.get_by_label(unit).check()
    admin.get_by_role("button", name="Tiếp tục").click()
    admin.get_by_label("Số quyết định").fill("15-QĐ/ĐU")
    admin.get_by_label("Tên đơn vị mới").fill(BOTH)
    admin.get_by_role("button", name="Xem trước những gì chuyển").click()
    admin.get_by_role("heading", name="Xem trước: sáp nhập").wait_for()


def test_two_units_with_live_registrations_become_one(person):
    compiler, clerk, admin = person("tonghop"), person("canbo"), person("quantri")
    before = {unit: count(compiler, unit) for unit in (CCB, WOMEN)}
    everything = count(compiler)
    assert all(before.values())

    dry_run(admin)
    shown = admin.locator(".con-so").inner_text()
    assert "Đăng ký mô hình đang mở" in shown
    admin.get_by_role("button", name="Xác nhận sáp nhập").click()
    admin.get_by_text(f"Đã ghi: sáp nhập {CCB}; {WOMEN} → {BOTH}.").wait_for()
    address = admin.url

    assert count(compiler) == everything
    assert count(compiler, BOTH) == sum(before.values())
    assert {unit: count(compiler, unit, theo="cu") for unit in (CCB, WOMEN)} == before

    clerk.goto("/")  # signed in all the while: the same person, the new unit
    expect(clerk.locator(".nguoi")).to_contain_text(BOTH, use_inner_text=True)
    assert count(clerk, BOTH) >= sum(before.values())

    admin.goto(address)
    admin.get_by_role("button", name="Hoàn tác sáp nhập").click()
    admin.get_by_text("Người và hồ sơ trở về đơn vị cũ.").wait_for()
    assert {unit: count(compiler, unit) for unit in (CCB, WOMEN)} == before
    clerk.goto("/")
    expect(clerk.locator(".nguoi")).to_contain_text(CCB, use_inner_text=True)


def test_the_same_without_javascript(person):
    admin = person("quantri", java_script_enabled=False)
    dry_run(admin)
    admin.get_by_role("button", name="Sửa lại bước trước").click()
    expect(admin.get_by_label("Tên đơn vị mới")).to_have_value(BOTH)
    admin.get_by_role("button", name="Xem trước những gì chuyển").click()
    admin.get_by_role("button", name="Xác nhận sáp nhập").click()
    expect(admin.get_by_text("Đã ghi: sáp nhập").first).to_be_attached()
