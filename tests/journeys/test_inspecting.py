"""A team from its setting up to signed minutes: at a desk, then with a phone in a lane."""

import re

import pytest
from playwright.sync_api import expect

from tests.kernel.uploads import given

pytestmark = pytest.mark.journey

PHONE = {"viewport": {"width": 360, "height": 740}}
PHOTOGRAPH = {"name": "Kẻng an ninh.jpg", "mimeType": "image/jpeg", "buffer": given.photograph()}
VERDICT = "Đạt yêu cầu"


def opened(page, address):
    """The text of the PDF at an address, as the browser would fetch it."""
    answer = page.request.get(address)
    return answer.status, answer.body()[:5]


def test_a_team_goes_out_and_its_minutes_reach_the_unit(person):
    desk = person("thuongtruc", viewport={"width": 1366, "height": 768})
    desk.goto("/dan-van-kheo/kiem-tra")
    desk.get_by_role("link", name="Lập đoàn").first.click()
    desk.get_by_label("Vũ Thị Ngọc Ánh").first.check()
    desk.get_by_label("Nhiệm vụ của Vũ Thị Ngọc Ánh").select_option(label="Trưởng đoàn")
    desk.get_by_label("Họ và tên 1").fill("Nguyễn Thị Thư")
    desk.get_by_label("Nhiệm vụ", exact=True).first.select_option(label="Thư ký")
    desk.get_by_role("button", name="Lưu, chọn mô hình").click()
    desk.get_by_role("heading", name="Chọn mô hình để kiểm tra").wait_for()
    unit = desk.get_by_label("Đơn vị")
    unit.select_option(label="Hội Cựu chiến binh phường Minh Họa")
    desk.get_by_role("button", name="Lọc", exact=True).click()
    desk.wait_for_url("**don-vi=*")
    desk.locator("input[name=chon]").first.check()
    desk.get_by_role("button", name="Đưa vào đoàn").click()
    desk.get_by_role("link", name="Chọn mô hình").first.click()
    desk.get_by_label("Đơn vị").select_option(label="Hội Liên hiệp Phụ nữ phường Minh Họa")
    desk.get_by_role("button", name="Lọc", exact=True).click()
    desk.wait_for_url("**don-vi=*")
    second = desk.locator("th label").first.inner_text()
    desk.locator("input[name=chon]").first.check()
    desk.get_by_role("button", name="Đưa vào đoàn").click()

    rows = desk.locator("tbody .bang__ten a")
    first = rows.first.inner_text()
    desk.get_by_role("button", name=f"Đưa {second} lên trước").click()
    desk.get_by_text("Đã lưu thứ tự đi.").wait_for()
    assert [rows.nth(n).inner_text() for n in (0, 1)] == [second, first]
    team = re.sub(r"#.*", "", desk.url)
    assert opened(desk, f"{team}/quyet-dinh/xem-thu.pdf") == (200, b"%PDF-")
    desk.get_by_role("link", name="Ban hành quyết định").click()
    desk.get_by_role("button", name="Ban hành").click()
    desk.get_by_text("Đã ban hành Quyết định số").wait_for()
    assert opened(desk, f"{team}/phieu.pdf") == (200, b"%PDF-")

    phone = person("banchidao2", **PHONE)
    phone.get_by_role("link", name="Kiểm tra: 2 mô hình").click()
    phone.get_by_role("link", name=first).click()
    phone.get_by_label("Thêm tệp").set_input_files([PHOTOGRAPH])
    phone.get_by_text("Đã thêm “Kẻng an ninh.jpg”.").wait_for()
    phone.get_by_label("Kết quả kiểm tra").fill("56 hộ tham gia; kẻng đánh đúng giờ.")
    phone.get_by_role("button", name="Lưu kết quả").click()
    phone.get_by_role("link", name="Kết luận: Chọn kết luận của đoàn.").wait_for()
    expect(phone.get_by_label("Kết quả kiểm tra")).to_have_value("56 hộ tham gia; kẻng đánh đúng giờ.")
    phone.get_by_label(VERDICT, exact=True).check()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("button", name="Lưu kết quả").click()
    phone.get_by_role("heading", name=second).wait_for()

    clerk = person("canbo")
    clerk.goto("/dan-van-kheo/")
    clerk.get_by_role("link", name=first, exact=True).click()
    clerk.get_by_label("Hồ sơ mô hình").get_by_role("link", name="Kiểm tra").click()
    clerk.get_by_text("Chưa có kết quả kiểm tra").wait_for()
    desk.goto(team)
    desk.get_by_role("link", name="Ban hành biên bản").click()
    desk.get_by_role("button", name="Ban hành").click()
    desk.get_by_text("Đã ban hành Biên bản số").wait_for()
    clerk.reload()
    clerk.get_by_text(VERDICT).wait_for()
    clerk.get_by_role("link", name="Xem ảnh Kẻng an ninh.jpg").wait_for()
    paper = clerk.get_by_role("link", name=re.compile("Biên bản số")).get_attribute("href")
    assert opened(clerk, paper) == (200, b"%PDF-")
