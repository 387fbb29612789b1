"""The Party committee asks two units for a report; one of them gets more time, and reads until when and why."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

TITLE, WHY = "Tình hình ngập úng sau mưa lớn", "Đơn vị mất điện hai ngày."
UNITS = ("Hội Cựu chiến binh phường Minh Họa", "Hội Liên hiệp Phụ nữ phường Minh Họa")
PHONE = {"viewport": {"width": 360, "height": 740}}


def day(ahead):
    return f"{date.today() + timedelta(days=ahead):%d/%m/%Y}"


def row_of(page, name):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def test_two_units_are_asked_and_one_gets_more_time(person):
    committee, leader = person("tonghop"), person("lanhdao", **PHONE)
    committee.goto("/bao-cao/yeu-cau")
    committee.get_by_label("Tên báo cáo").fill(TITLE)
    committee.get_by_label("Cần báo cáo nội dung gì").fill("Số hộ bị ngập, việc đã làm.")
    committee.get_by_label("Hạn nộp: ngày").fill(day(1))
    committee.get_by_label("Tìm đơn vị").fill("phuong minh hoa")
    committee.get_by_role("button", name="Tìm").click()
    expect(committee.get_by_label("Tên báo cáo")).to_have_value(TITLE)
    for unit in UNITS:
        committee.get_by_role("checkbox", name=unit, exact=True).check()
    committee.get_by_role("button", name="Gửi yêu cầu").last.click()
    committee.get_by_text("Đã yêu cầu 2 đơn vị báo cáo.").wait_for()
    matrix = committee.url

    row_of(committee, UNITS[0]).get_by_role("link", name="Gia hạn, miễn").click()
    place = committee.url
    committee.get_by_label("Hạn mới: ngày").fill(day(3))
    committee.get_by_role("button", name="Lưu").click()
    committee.get_by_role("link", name="Lý do: Ghi lý do.").wait_for()
    expect(committee.get_by_label("Hạn mới: ngày")).to_have_value(day(3))
    committee.get_by_label("Lý do").fill(WHY)
    committee.get_by_role("button", name="Lưu").click()
    committee.get_by_text(f"Đã gia hạn đến 17:00 ngày {day(3)}.").wait_for()

    committee.goto(matrix)
    expect(row_of(committee, UNITS[0])).to_contain_text(f"17:00 ngày {day(3)} (đã gia hạn)", use_inner_text=True)
    expect(row_of(committee, UNITS[1])).to_contain_text(f"17:00 ngày {day(1)}", use_inner_text=True)

    leader.goto(place)
    leader.get_by_role("heading", name="Hạn nộp của đơn vị").wait_for()
    expect(leader.get_by_role("main")).to_contain_text(WHY, use_inner_text=True)
    expect(leader.get_by_role("button", name="Lưu")).to_have_count(0)

    committee.locator("summary", has_text="Rút yêu cầu").click()
    committee.get_by_label("Lý do").fill("Đã có báo cáo chung.")
    committee.get_by_role("button", name="Rút yêu cầu").click()
    committee.get_by_text("Đã rút yêu cầu.").wait_for()
    expect(row_of(committee, UNITS[1])).to_contain_text("Miễn", use_inner_text=True)
