"""A sitting and its notice as their users do it: prepared, held, minuted, made known, assigned, confirmed."""

import re

import pytest
from playwright.sync_api import expect

from tests.papers import needs_pdftotext, squeezed, text

pytestmark = pytest.mark.journey


def pdf(page, link):
    """Return the words of the PDF behind a link."""
    answer = page.request.get(link.get_attribute("href"))
    assert answer.body()[:5] == b"%PDF-"
    return squeezed(text(answer.body()))


def open_item(page):
    return page.locator("#ho-so h2[data-focus]").inner_text()


def decide(page, button, reason="", words=""):
    page.locator("#ho-so:not([data-fresh])").wait_for()
    name = open_item(page)
    if words:
        page.get_by_label("Ý kiến thảo luận").fill(words)
    if reason:
        page.get_by_label("Lý do", exact=True).fill(reason)
    page.get_by_role("button", name=button).click()
    page.locator("#loi-nhan").get_by_text(f"“{name}”").wait_for()
    return name


@needs_pdftotext
def test_from_the_programme_to_the_units_receipt(person):
    office, member = person("thuongtruc"), person("banchidao2")
    office.goto("/dan-van-kheo/phien-hop")
    office.get_by_role("link", name="Mở phiên họp").first.click()
    office.get_by_label("Địa điểm").fill("Phòng họp tầng 2")
    office.get_by_role("button", name="Mở phiên họp").click()
    office.get_by_text("Đang chuẩn bị").wait_for()
    sitting = office.url

    member.goto(sitting)
    last = member.locator("table.bang").first.locator("tbody tr").last
    aside = last.locator("th").inner_text()
    last.get_by_text("Xin không tham gia xét").click()
    last.get_by_label("Vì sao").fill("Người nhà là chủ mô hình")
    last.get_by_role("button", name="Ghi không tham gia xét").click()
    member.locator("#loi-nhan").get_by_text(aside).wait_for()

    office.get_by_role("button", name="Khai mạc phiên họp").click()
    office.get_by_text("Đang họp").wait_for()
    member.goto(sitting)
    member.get_by_role("link", name=re.compile("Bắt đầu xét")).click()
    agreed = decide(member, re.compile("Đồng ý$"), words="Đồng chí Ánh: cách làm mới.")
    declined = ""
    while not declined:  # what a colleague decided before is kept as it stands
        member.locator("#ho-so:not([data-fresh])").wait_for()
        if member.locator("#ho-so").get_by_text("Trước phiên họp").count():
            decide(member, re.compile("Giữ dự kiến"))
        else:
            declined = decide(member, "Không đưa vào danh sách", reason="Trùng nội dung năm trước")
    member.keyboard.press("Control+Enter")
    member.locator("#tien-do").get_by_text(re.compile("Đã xét [3-9]/")).wait_for()

    office.goto(sitting)
    office.get_by_role("link", name="Kết thúc phiên họp").click()
    office.get_by_label("Giờ kết thúc").fill("11 giờ")
    office.get_by_role("button", name="Kết thúc và ban hành biên bản").click()
    minutes = office.get_by_role("link", name=re.compile("Biên bản số"))
    minutes.wait_for()
    words = pdf(office, minutes)
    said = (agreed, declined, "Đồng chí Ánh: cách làm mới.", "Lý do: Trùng nội dung năm trước", "chuyển phiên họp sau")
    assert [one for one in said if squeezed(one) not in words] == []
    member.goto(sitting)
    expect(member.get_by_text("bạn xem được sau khi kết quả được công bố")).to_have_count(1)

    office.goto("/dan-van-kheo/cong-bo")
    office.get_by_role("button", name="Công bố kết quả xét").click()
    office.goto("/dan-van-kheo/thong-bao/soan")
    office.get_by_role("button", name="Ban hành", exact=True).click()
    office.locator("#loi-nhan").get_by_text("Đã ban hành").wait_for()
    paper = office.get_by_role("link", name="Mở thông báo (PDF)").first
    assert squeezed(agreed) in pdf(office, paper)
    expect(office.get_by_text("Đã gửi, chưa xác nhận").first).to_be_attached()


def test_a_unit_confirms_from_its_home_on_a_phone(person):
    office = person("thuongtruc")
    office.goto("/dan-van-kheo/thong-bao")
    clerk = person("canbo", viewport={"width": 360, "height": 740})
    clerk.get_by_role("link", name=re.compile("xác nhận đã nhận")).first.click()
    waiting = clerk.get_by_role("button", name="Đã nhận").count()
    clerk.get_by_role("button", name="Đã nhận").first.click()
    clerk.locator("#loi-nhan").get_by_text("Nguyễn Thị Hòa").wait_for()
    expect(clerk.get_by_role("button", name="Đã nhận")).to_have_count(waiting - 1)
    assert clerk.evaluate("document.documentElement.scrollWidth") <= 360
