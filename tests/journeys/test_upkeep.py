"""The administrator on a Friday: all is looked at, a copy is made and carried away."""

import re

import pytest

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("scripts", [True, False])
def test_the_administrator_makes_a_copy_and_carries_it_away(person, scripts):
    admin = person("quantri", java_script_enabled=scripts)
    admin.goto("/quan-tri")
    admin.get_by_role("navigation", name="Quản trị").get_by_role("link", name="Sao lưu").click()
    admin.get_by_role("button", name="Sao lưu ngay").click()
    until(admin, "Đã sao lưu xong")
    newest = admin.get_by_role("row").nth(1)
    assert "Làm bằng tay" in newest.inner_text()
    with admin.expect_download() as carried:
        newest.get_by_role("link", name="Tải về").click()
    name = carried.value.suggested_filename
    assert re.fullmatch(r"nam-tinh-hinh-\d{8}-\d{6}-\w+-tay\.nth", name)
    assert carried.value.path().read_bytes()[:2] == b"PK"
    admin.goto("/quan-tri/nhat-ky?doi-tuong=backup")
    assert name in admin.get_by_role("row").nth(1).inner_text()


def test_the_administrator_has_all_looked_at(person):
    admin = person("quantri")
    admin.goto("/quan-tri")
    admin.get_by_role("navigation", name="Quản trị").get_by_role("link", name="Kiểm tra").click()
    admin.get_by_role("button", name="Kiểm tra ngay").click()
    admin.get_by_text("Kiểm tra lúc").wait_for()
    assert "Đây là dữ liệu minh họa." in admin.locator("main").inner_text()
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
