"""The Party committee asks for a report; one unit reports with a file, a laggard is reminded; a mistake is recalled."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.kernel.uploads import given

pytestmark = pytest.mark.journey

SEND = re.compile(r"^Gửi tới \d+ nơi$")
TITLE, MISTAKE = "Nắm dư luận về chỉnh trang đô thị", "Bản gửi nhầm"
PHOTOGRAPH = {"name": "họp chi hội.jpg", "mimeType": "image/jpeg", "buffer": given.photograph()}
PHONE = {"viewport": {"width": 360, "height": 740}}


def compose(page, title, units, areas=()):
    """Write a guidance that asks for a report in three days, and send it."""
    page.goto("/chi-dao/")
    page.get_by_role("link", name="Soạn chỉ đạo").first.click()
    page.get_by_label("Báo cáo lại:").check()
    page.get_by_label("Tiêu đề").fill(title)
    page.get_by_label("Nội dung", exact=False).first.fill("Báo cáo những ý kiến nổi lên.")
    page.get_by_label("Hạn: ngày").fill(f"{date.today() + timedelta(days=3):%d/%m/%Y}")
    page.locator("summary", has_text="Từng đơn vị").click()
    page.get_by_label("Tìm đơn vị").fill("phuong minh hoa")
    page.get_by_role("button", name="Tìm").first.click()
    for unit in units:
        page.get_by_role("checkbox", name=unit, exact=True).check()
    if areas:
        page.get_by_label("Những địa bàn đánh dấu").check()
        page.locator("summary", has_text="Chọn địa bàn").click()
    for area in areas:
        page.get_by_role("checkbox", name=area, exact=True).check()
    page.get_by_role("button", name="Xem lại và danh sách nơi nhận").click()
    page.get_by_role("button", name=SEND).wait_for()


def row_of(page, name):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def test_a_report_is_asked_for_received_reported_reminded_and_recalled(person):
    committee, clerk, women = person("tonghop"), person("canbo", **PHONE), person("canbo2")
    units = ["Hội Cựu chiến binh phường Minh Họa", "Hội Liên hiệp Phụ nữ phường Minh Họa",
             "Hội Nông dân phường Minh Họa"]  # fmt: skip
    compose(committee, TITLE, units, ["Phố Phúc Ninh", "Khu dân cư số 2"])
    expect(row_of(committee, "Hoàng Văn Sơn")).to_have_count(1)
    committee.get_by_text("chưa có tài khoản nào đang dùng được").wait_for()
    committee.get_by_role("button", name=SEND).click()
    committee.get_by_text(re.compile(r"Đã gửi tới \d+ nơi\.")).wait_for()
    matrix = committee.url

    clerk.goto("/")
    clerk.get_by_role("link", name=TITLE).click()
    clerk.get_by_role("button", name="Đã nhận").click()
    clerk.get_by_text("Đã báo nơi gửi: đã nhận.").wait_for()
    clerk.get_by_label("Thêm tệp").set_input_files([PHOTOGRAPH])
    clerk.get_by_text("Đã thêm “họp chi hội.jpg”.").wait_for()
    clerk.get_by_label("Nội dung báo cáo lại").fill("Hội viên đồng tình, còn băn khoăn mức đóng góp.")
    clerk.get_by_role("button", name="Gửi báo cáo lại").click()
    clerk.get_by_text("Đã gửi báo cáo lại.").wait_for()

    committee.goto("/")
    committee.get_by_role("link", name="Báo cáo lại, trao đổi mới về chỉ đạo đã gửi").click()
    committee.get_by_role("link", name=TITLE).click()
    expect(row_of(committee, units[0])).to_contain_text("Đã làm", use_inner_text=True)
    committee.get_by_text("còn băn khoăn mức đóng góp").wait_for()
    committee.get_by_role("link", name="họp chi hội.jpg", exact=True).wait_for()
    committee.get_by_label("Viết trao đổi").fill("Đề nghị nêu rõ bao nhiêu ý kiến.")
    committee.get_by_role("button", name="Gửi trao đổi").click()
    committee.get_by_text("Đã gửi lời trao đổi.").wait_for()
    row_of(committee, units[1]).get_by_role("button", name="Nhắc").click()
    committee.get_by_text("Đã nhắc 1 nơi.").wait_for()

    women.goto("/")
    reminded = women.get_by_role("listitem").filter(has_text=TITLE)
    expect(reminded).to_contain_text("Được nhắc", use_inner_text=True)
    women.get_by_role("link", name=TITLE).click()
    expect(women.get_by_text("bao nhiêu ý kiến")).to_have_count(0)

    clerk.goto("/")
    clerk.get_by_role("link", name="Có trao đổi mới về chỉ đạo nhận được").click()
    clerk.get_by_role("link", name=TITLE).click()
    clerk.get_by_text("Đề nghị nêu rõ bao nhiêu ý kiến.").wait_for()
    clerk.get_by_label("Viết trao đổi").fill("Có 12 ý kiến.")
    clerk.get_by_role("button", name="Gửi trao đổi").click()
    clerk.get_by_text("Có 12 ý kiến.").wait_for()
    committee.goto(matrix)
    committee.get_by_text("Có 12 ý kiến.").wait_for()

    compose(committee, MISTAKE, units[:1])
    committee.get_by_role("button", name="Gửi tới 1 nơi").click()
    committee.locator("summary", has_text="Thu hồi chỉ đạo").click()
    committee.get_by_label("Lý do").fill("Gửi nhầm bản cũ.")
    committee.get_by_role("button", name="Thu hồi chỉ đạo").click()
    committee.get_by_text("Đã thu hồi. Nơi nhận").wait_for()
    clerk.goto("/")
    expect(clerk.get_by_role("link", name=MISTAKE)).to_have_count(0)
    clerk.goto(committee.url)
    clerk.get_by_text("Gửi nhầm bản cũ.").wait_for()
    expect(clerk.get_by_text("Báo cáo những ý kiến nổi lên.")).to_have_count(0)
