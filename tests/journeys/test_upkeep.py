"""The administrator on a Friday: all is looked at, a copy is made and carried away."""

import re

import pytest
from playwright.sync_api import expect

from tests.demonstration import PASSWORD

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("scripts", [True, False])
def test_the_administrator_makes_a_copy_and_carries_it_away(person, scripts):
    admin = person("quantri", java_script_enabled=scripts)
    admin.goto("/quan-tri")
    admin.get_by_role("navigation", name="Quản trị").get_by_role("link", name="Sao lưu").click()
    admin.get_by_role("button", name="Sao lưu ngay").click()
    until(admin, "Đã sao lưu xong")
    newest = admin.get_by_role("row").nth(1)
    expect(newest).to_contain_text("Làm bằng tay", use_inner_text=True)
    newest.get_by_role("link", name="Tải về").click()
    admin.get_by_label("Mật khẩu đang dùng").fill(PASSWORD)
    with admin.expect_download() as carried:
        admin.get_by_role("button", name="Tải về").click()
    name = carried.value.suggested_filename
    assert re.fullmatch(r"nam-tinh-hinh-\d{8}-\d{6}-\w+-tay\.nth", name)
    assert carried.value.path().read_bytes()[:2] == b"PK"
    admin.goto("/quan-tri/nhat-ky?doi-tuong=backup")
    expect(admin.get_by_role("row").nth(1)).to_contain_text(name, use_inner_text=True)


def test_the_administrator_has_all_looked_at(person):
    admin = person("quantri")
    admin.goto("/quan-tri")
    admin.get_by_role("navigation", name="Quản trị").get_by_role("link", name="Kiểm tra").click()
    admin.get_by_role("button", name="Kiểm tra ngay").click()
    admin.get_by_text("Kiểm tra lúc").wait_for()
    expect(admin.locator("main")).to_contain_text("Đây là dữ liệu minh họa.", use_inner_text=True)
    person("canbo").goto("/quan-tri/kiem-tra")


def until(page, words):
    """Wait for words as their reader does: htmx brings them, or one presses the link."""
    link = page.get_by_role("link", name="Xem đã xong chưa")
    for _turn in range(60):
        if page.get_by_text(words).count():
            return
        if link.count():
            link.click()
        page.wait_for_timeout(500)
    raise AssertionError(f"no {words}: {page.locator('main').inner_text()}")
