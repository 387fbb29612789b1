"""The standing office opens the supplementary round, raises a quota, reminds; the clerk sees it; then next year."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text

pytestmark = pytest.mark.journey

CCB = "Hội Cựu chiến binh phường Minh Họa"


def row(page):
    return page.locator("#danh-sach tbody tr").filter(has_text=CCB)


def numbers(page) -> list[str]:
    page.goto("/dan-van-kheo/chi-tieu?tu-khoa=cuu chien binh phuong")
    cells = row(page).locator("td.so-cot").all_inner_texts()
    return [*cells, row(page).locator(".nhan").inner_text()]


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_from_the_supplementary_round_to_next_year(person, script):
    today = clock.today()
    office = person("thuongtruc", java_script_enabled=script)
    office.get_by_role("link", name="Dân vận khéo").first.click()
    office.get_by_role("link", name="Phong trào năm").click()
    office.get_by_role("link", name=f"Phong trào năm {today.year}").click()
    if script:
        open_supplement(office, today)
        seat_a_member(office)
    before = numbers(office)
    quota = int(before[0]) + 4
    raise_quota(office, today.year, quota)
    missing = quota - int(before[1])
    assert numbers(office) == [str(quota), *before[1:3], f"Thiếu {missing}"]

    if script:
        row(office).get_by_role("checkbox").check()
        office.get_by_role("button", name="Nhắc đơn vị đã chọn").click()
        office.get_by_text("Đã nhắc 1 đơn vị.").wait_for()
    else:
        office.get_by_role("button", name="Nhắc tất cả 1 đơn vị còn thiếu").click()
        # On the same day the journey with scripts may have reminded it before.
        office.get_by_text(re.compile("Đã nhắc 1 đơn vị|đã được nhắc trong hôm nay")).wait_for()

    clerk = person("canbo", java_script_enabled=script)
    expect(clerk.get_by_text("Đỗ Quang Huy nhắc lúc")).to_have_count(1)
    clerk.get_by_role("link", name=f"Còn thiếu {missing} mô hình so với chỉ tiêu").click()
    expect(row(clerk)).to_contain_text(f"Thiếu {missing}", use_inner_text=True)
    expect(clerk.get_by_role("button", name="Nhắc")).to_have_count(0)

    if script:
        make_next_year(office, today.year)


def open_supplement(office, today):
    office.get_by_role("link", name="Sửa kế hoạch, thời hạn").click()
    office.get_by_label("Số kế hoạch").fill("12-KH/ĐU")
    office.get_by_label("Đợt bổ sung từ ngày").fill(day_text(today))
    office.get_by_role("button", name="Lưu kế hoạch, thời hạn").click()
    office.get_by_role("link", name="Đợt bổ sung phải mở sau ngày cuối của đợt đầu năm").wait_for()
    expect(office.get_by_label("Số kế hoạch")).to_have_value("12-KH/ĐU")
    office.get_by_label("Đợt đầu năm đến hết ngày").fill(day_text(today - timedelta(days=1)))
    office.get_by_role("button", name="Lưu kế hoạch, thời hạn").click()
    office.get_by_text("Đã lưu kế hoạch, thời hạn.").wait_for()
    expect(office.get_by_text(f"từ {day_text(today)}, chưa ghi ngày đóng")).to_have_count(1)


def seat_a_member(office):
    office.get_by_role("link", name="Thêm thành viên").click()
    office.get_by_label("Họ và tên").fill("bui thi thanh")
    office.get_by_label("Tìm đơn vị").fill("cuu chien binh phuong")
    office.get_by_role("button", name="Tìm").click()
    office.get_by_label(CCB).check()
    office.get_by_role("button", name="Thêm thành viên").last.click()
    office.get_by_text("Đã đưa Bùi Thị Thanh vào Ban Chỉ đạo").wait_for()


def raise_quota(office, year, quota):
    office.goto(f"/dan-van-kheo/phong-trao/{year}")
    office.get_by_role("link", name="Sửa chỉ tiêu").click()
    office.get_by_label("Hội Cựu chiến binh", exact=True).fill(str(quota))
    office.get_by_role("button", name="Lưu chỉ tiêu").click()
    office.get_by_text("Đã đổi chỉ tiêu: Hội Cựu chiến binh.").wait_for()


def make_next_year(office, year):
    office.goto(f"/dan-van-kheo/phong-trao/{year}")
    office.get_by_role("button", name="Tạo phong trào năm sau").click()
    office.get_by_role("heading", name=f"Phong trào “Dân vận khéo” năm {year + 1}").wait_for()
    expect(office.get_by_text(f"Đã tạo phong trào năm {year + 1} theo năm {year}")).to_have_count(1)
    expect(office.locator("tr").filter(has_text="Bùi Thị Thanh")).to_contain_text(CCB, use_inner_text=True)
