"""A case in the browser: three areas name one matter, a case is made, worked on, reviewed, closed and reopened."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from tests.demonstration import demonstration
from tests.situation.casework import drains
from tests.situation.given import Situation
from tests.world import World

pytestmark = pytest.mark.journey

TITLE = "Ngập nước do cống thoát nước tắc"


@pytest.fixture(scope="module")
def prepared():
    """The demonstration, in which three villages have just named the same matter to the focal point of Hội CCB."""

    def fill(folder):
        with demonstration(folder) as app:
            drains(Situation(World(app)))

    return fill


def in_days(number):
    return day_text(clock.today() + timedelta(days=number))


def test_a_matter_of_three_areas_becomes_a_case_and_is_followed_to_its_end(person):
    desk = person("lanhdao")
    desk.get_by_role("link", name="Gợi ý lập vụ việc").click()
    box = desk.locator(".muc-td", has_text="Cống thoát nước bị tắc").first
    expect(box).to_contain_text("Nêu ở 3 địa bàn: Thôn Đồng Lân, Thôn Bến Trăm, Thôn Trại Hồng.", use_inner_text=True)
    box.get_by_role("link", name="Lập vụ việc").click()
    desk.get_by_label("Tên vụ việc").fill(TITLE)
    desk.get_by_label("Đơn vị chịu trách nhiệm").fill("hoi lien hiep phu nu phuong minh hoa")
    desk.get_by_label("Ngày xem lại").fill(in_days(7))
    expect(desk.get_by_role("group", name="Nội dung đưa vào vụ việc (3)").get_by_role("checkbox")).to_have_count(3)
    desk.get_by_role("button", name="Lập vụ việc").click()
    desk.get_by_text("Đã lập vụ việc.").wait_for()
    assert desk.locator("#nd-vu-viec").inner_text().endswith("3")

    unit = person("canbo2", viewport={"width": 360, "height": 740})
    unit.get_by_role("link", name=f"Vụ việc: {TITLE}").click()
    unit.get_by_text("Ghi diễn biến, biện pháp, dự báo").click()
    unit.get_by_label("Biện pháp").check()
    unit.get_by_label("Nội dung").last.fill("Đã nạo vét 200 m cống.")
    unit.get_by_role("button", name="Ghi vào vụ việc").click()
    unit.get_by_text("Đã ghi biện pháp.").wait_for()
    expect(unit.get_by_role("button", name="Kết thúc vụ việc")).to_have_count(0)

    desk.reload()
    desk.get_by_text("Đã nạo vét 200 m cống.").first.wait_for()
    desk.get_by_text("Rà soát, đặt ngày xem lại").click()
    desk.get_by_label("Rà soát thấy gì").fill("Nước đã rút, còn một đoạn.")
    desk.get_by_label("Ngày xem lại tiếp theo").fill(in_days(14))
    desk.get_by_role("button", name="Ghi rà soát").click()
    desk.get_by_text("Đã ghi rà soát và đặt ngày xem lại.").wait_for()
    expect(desk.locator(".so-lieu")).to_contain_text(in_days(14), use_inner_text=True)

    desk.locator("summary", has_text="Kết thúc vụ việc").click()
    desk.get_by_label("Lý do").fill("Đã nạo vét toàn tuyến.")
    desk.get_by_role("button", name="Kết thúc vụ việc").click()
    desk.get_by_text("Đã kết thúc vụ việc.").wait_for()
    desk.locator("summary", has_text="Mở lại vụ việc").click()
    desk.get_by_label("Lý do").fill("Ngập lại sau trận mưa lớn.")
    desk.get_by_label("Ngày xem lại").fill(in_days(3))
    desk.get_by_role("button", name="Mở lại vụ việc").click()
    desk.get_by_text("Đã mở lại vụ việc.").wait_for()
    timeline = desk.locator(".dong").inner_text()
    assert [word for word in ("Đã nạo vét toàn tuyến.", "Ngập lại sau trận mưa lớn.") if word not in timeline] == []

    stranger = person("phutrach")
    assert stranger.goto(desk.url).status == 404
