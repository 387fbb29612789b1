"""From the unit's report to its certificate, and on into another unit's draft, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.emulation.enums import Stage
from tests.emulation.recognising_given import later_in_the_year

pytestmark = pytest.mark.journey

NAME = "Tiếng kẻng an ninh khu phố 5"


@pytest.fixture(scope="module")
def prepared():
    """The demonstration later in its year: one exemplar of the veterans is being carried out."""
    return lambda folder: later_in_the_year(folder, (Stage.UNDERWAY, "ccb", NAME))


def opened(page, where):
    """Open the exemplar from the list, at one of its tabs."""
    page.goto("/dan-van-kheo/?tu-khoa=khu pho 5")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("navigation", name="Hồ sơ mô hình").get_by_role("link", name=where).click()


def test_reported_assessed_recognised_certified_and_learnt(person):
    leader = person("lanhdao")
    opened(leader, "Kết quả")
    leader.get_by_label("Kết quả thực hiện").fill("Lắp 12 kẻng, 56 hộ tham gia.")
    leader.get_by_label("Hiệu quả, tác động").fill("Sáu tháng không có vụ trộm nào.")
    leader.get_by_role("button", name="Gửi báo cáo kết quả").click()
    leader.get_by_text("Đã gửi báo cáo kết quả lúc").wait_for()

    assessing = leader.url.replace("ket-qua", "danh-gia")
    first = person("banchidao")
    first.goto("/")
    first.get_by_role("link", name=re.compile(r"Đánh giá: \d mô hình")).click()
    first.goto(assessing)  # the demonstration has another one waiting
    first.get_by_label("Khen thưởng").check()
    first.get_by_role("button", name="Ghi đánh giá").click()
    first.get_by_text("Đã ghi đánh giá của bạn").wait_for()

    decider = person("banchidao2")
    decider.goto(assessing)
    decider.get_by_text("Bạn xem được đánh giá của các thành viên khác sau khi").wait_for()
    decider.get_by_label("Biểu dương").check()
    decider.get_by_role("button", name="Ghi đánh giá").click()
    decider.get_by_role("rowheader", name="Lê Minh Đức").wait_for()
    decider.get_by_role("button", name="Công nhận, khen thưởng").click()
    decider.get_by_text("Đề nghị chung của 2 thành viên là “Biểu dương”").first.wait_for()
    decider.get_by_label("Lý do", exact=True).first.fill("Kết quả vượt trội, nhiều nơi đã đến học.")
    decider.get_by_role("button", name="Công nhận, khen thưởng").click()
    decider.get_by_text("Kết luận dự kiến:").wait_for()

    office = person("thuongtruc")
    office.goto("/dan-van-kheo/cong-nhan")
    office.get_by_role("link", name="Ban hành quyết định công nhận").click()
    office.get_by_role("button", name="Ban hành").click()
    office.get_by_role("status").get_by_text("Đã ban hành Quyết định số 01-QĐ/BCĐ").wait_for(timeout=60_000)
    office.get_by_role("link", name="Lập giấy chứng nhận").click()
    office.get_by_role("button", name="Ban hành").click()
    office.get_by_role("status").get_by_text("Đã ban hành Giấy chứng nhận số 01-GCN/BCĐ").wait_for(timeout=60_000)

    leader.goto("/")
    leader.get_by_role("link", name=f"Kết quả: {NAME}").click()
    leader.get_by_text("theo Quyết định số 01-QĐ/BCĐ").wait_for()

    other = person("canbo2")
    other.goto("/dan-van-kheo/thu-vien?tu-khoa=tieng keng")
    other.get_by_role("link", name=NAME).click()
    other.get_by_role("button", name="Học tập mô hình này").click()
    other.get_by_text("Học tập từ:").wait_for()
    expect(other.get_by_label("Tên mô hình")).to_have_value(NAME)
