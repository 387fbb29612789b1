"""The standing office makes a regime of its own, sees that it disagrees, ends the other one, and changes an outline."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from tests.demonstration import demonstration
from tests.reporting import regimes_given
from tests.reporting.given import Reporting
from tests.world import World

pytestmark = pytest.mark.journey

OWN = "Báo cáo nhanh chiều thứ Năm"
WARNING = "Có chế độ đang áp dụng lệch hạn nhau"


@pytest.fixture(scope="module")
def prepared():
    """The demonstration with one weekly regime applied, under which this week's period is open."""

    def prepare(folder: Path) -> None:
        with demonstration(folder, reports=False) as app:
            world = World(app)
            applied, _known = regimes_given.shipped(world)
            Reporting(world).open(applied)

    return prepare


def make_an_own_one(office):
    office.goto("/bao-cao/che-do")
    office.locator("#in_force ~ table").first.get_by_role("link", name="Báo cáo nhanh tuần").first.click()
    office.get_by_role("link", name="Tạo chế độ riêng từ chế độ này").click()
    office.get_by_label("Tên chế độ").fill(OWN)
    office.get_by_label("Giờ", exact=True).fill("16h30")
    office.get_by_label("Giờ", exact=True).press("Tab")
    office.locator("#xem-truoc", has_text="16:30 thứ Năm").wait_for()
    office.get_by_label("Áp dụng từ ngày").fill(day_text(clock.today()))
    office.get_by_role("button", name="Thêm chế độ").last.click()
    office.get_by_role("heading", name=OWN).wait_for()


def end_the_other(office):
    office.goto("/bao-cao/che-do")
    office.get_by_role("heading", name=WARNING).wait_for()
    box = office.locator(".lech-han")
    expect(box).to_contain_text("trước 14 giờ 00 thứ Năm", use_inner_text=True)
    expect(box).to_contain_text("trước 16 giờ 30 thứ Năm", use_inner_text=True)
    box.get_by_role("link", name="Mở “Báo cáo nhanh tuần”").click()
    office.get_by_text("Ngừng áp dụng từ ngày").click()
    office.get_by_label("Từ ngày").fill(day_text(clock.today()))
    office.get_by_role("button", name="Ngừng áp dụng", exact=True).click()
    office.get_by_text("Đã ngừng áp dụng").first.wait_for()
    office.goto("/bao-cao/che-do")
    office.get_by_role("heading", name="Đã ngừng áp dụng").wait_for()
    expect(office.get_by_role("heading", name=WARNING)).to_have_count(0)


def change_an_outline(office):
    office.goto("/bao-cao/de-cuong")
    office.locator("table").get_by_role("link", name="Báo cáo nhanh tuần", exact=True).click()
    office.get_by_role("link", name="Sửa đề cương").click()
    office.get_by_label("Tên mục 1.").first.fill("Việc đã làm trong tuần")
    office.get_by_role("button", name="Xuống 1. Kết quả thực hiện").click()
    office.get_by_role("button", name="Xuống 2. Việc đã làm trong tuần").wait_for()
    expect(office.locator("#muc-2").get_by_label("Tên mục")).to_have_value("Việc đã làm trong tuần")
    office.get_by_role("button", name="Lưu đề cương").last.click()
    office.get_by_text("Đã lập bản 2").wait_for()
    office.get_by_role("link", name="Xem thay đổi so với bản 1").click()
    office.get_by_text("tên: Kết quả thực hiện nhiệm vụ trong tuần").wait_for()


def test_the_standing_office_keeps_regimes_and_outlines(person):
    office = person("thuongtruc")
    make_an_own_one(office)
    end_the_other(office)
    change_an_outline(office)
    clerk = person("canbo", viewport={"width": 360, "height": 740})
    clerk.goto("/bao-cao/che-do")
    clerk.get_by_role("link", name=OWN).click()
    clerk.locator("li", has_text="Hội Cựu chiến binh phường Minh Họa").last.wait_for()
    expect(clerk.get_by_role("link", name="Sửa chế độ")).to_have_count(0)
    assert clerk.evaluate("document.documentElement.scrollWidth") == 360
