"""The standing office looks into the register of papers and goes on with the numbers given on paper before."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_numbers_go_on_where_paper_left_off(person):
    page = person("thuongtruc")
    page.goto("/")
    page.get_by_role("link", name="Sổ văn bản", exact=True).click()
    page.get_by_role("link", name="Cách đánh số").first.click()
    page.get_by_label("Chạy liên tục trong cả nhiệm kỳ").check()
    page.get_by_label("Tên nhiệm kỳ").fill("2025 - 2030")
    page.get_by_label("Nhiệm kỳ từ ngày").fill("1/7/2025")
    page.get_by_role("button", name="Lưu cách đánh số").click()
    expect(page.locator("#loi-nhan")).to_contain_text("Đã đổi cách đánh số.", use_inner_text=True)
    page.get_by_text("Đã ban hành trên giấy? Đặt số tiếp theo").click()
    page.get_by_label("Loại văn bản").select_option(label="Thông báo")
    page.get_by_label("Số tiếp theo").fill("8")
    page.get_by_label("Lý do").fill("Đã ban hành trên giấy đến số 07.")
    page.get_by_role("button", name="Đặt số tiếp theo").click()
    expect(page.locator("#loi-nhan")).to_contain_text("Thông báo tiếp theo sẽ mang số 08.", use_inner_text=True)
    expect(page.get_by_role("heading", name="Số tiếp theo, nhiệm kỳ 2025 - 2030")).to_be_visible()
    expect(page.get_by_role("row", name="Thông báo TB 08")).to_be_visible()
