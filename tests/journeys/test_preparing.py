"""Step 1 as a unit does it: prepared, sent back, mended, approved, sent under a number, and changed on request."""

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.demo.exemplars import samples
from tests.journeys.step_one import approve_and_send
from tests.journeys.test_registration_to_paper import fill
from tests.papers import needs_pdftotext, squeezed, text

pytestmark = pytest.mark.journey

LONGEST = max(samples(), key=lambda sample: len(sample.name))
SENT_BACK = "Ghi rõ số hộ tham gia."
MORE = " Có 56 hộ tham gia."


def prepare(page):
    page.get_by_role("link", name="Chuẩn bị").click()
    page.get_by_label("Địa điểm khảo sát").fill("Khu phố Phúc Ninh, ngày 03/02/2026")
    page.get_by_label("Thuận lợi").fill("Nhân dân đồng tình, có sẵn lực lượng nòng cốt.")
    page.get_by_label("Phương án thực hiện").fill("Họp dân, ký cam kết, làm từng tuyến ngõ.")
    page.get_by_label("Ngày họp").fill("10/2/2026")
    page.get_by_label("Thành phần dự họp").fill("Chi ủy, Ban Công tác Mặt trận, 42 hộ dân")
    page.get_by_role("button", name="Lưu khảo sát, phương án").click()
    page.get_by_text("Đã lưu khảo sát, phương án, biên bản.").wait_for()
    page.get_by_role("link", name="Hồ sơ", exact=True).click()
    page.get_by_role("link", name="Viết tiếp").click()


@needs_pdftotext
def test_from_preparation_to_an_answered_request(person):
    clerk, leader = person("canbo"), person("lanhdao")
    fill(clerk, LONGEST)
    clerk.get_by_role("button", name="Lưu nháp").click()
    prepare(clerk)
    clerk.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    clerk.get_by_text("Chờ lãnh đạo duyệt").first.wait_for()
    address = clerk.url

    leader.goto("/")
    leader.get_by_role("link", name=f"Duyệt: {LONGEST.name}").click()
    expect(leader.get_by_text("42 hộ dân")).to_be_visible()
    leader.locator("summary", has_text="Trả cán bộ sửa lại").click()
    leader.get_by_label("Lý do").fill(SENT_BACK)
    leader.locator("details[open]").get_by_role("button", name="Trả cán bộ sửa lại").click()
    leader.get_by_text("Đã trả cán bộ sửa lại").wait_for()

    clerk.goto("/")
    clerk.get_by_role("link", name=f"Lãnh đạo trả lại: {LONGEST.name}").click()
    expect(clerk.get_by_text(SENT_BACK)).to_be_visible()
    clerk.get_by_label("Nội dung thực hiện").fill(LONGEST.content + MORE)
    clerk.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    clerk.get_by_text("Đã trình lãnh đạo duyệt lúc").wait_for()

    approve_and_send(leader, LONGEST.name)
    pdf = leader.get_by_role("link", name="Mở danh sách đã gửi (PDF)").get_attribute("href")
    printed = squeezed(text(leader.context.request.get(pdf).body()))
    assert squeezed(LONGEST.name) in printed
    assert squeezed("đăng ký mô hình, điển hình “Dân vận khéo” năm") in printed
    assert squeezed("Số 01-DS/CCB") in printed

    clerk.goto(f"{address}/dieu-chinh")
    clerk.get_by_role("link", name="Sửa nội dung đăng ký").click()
    clerk.get_by_label("Lý do đề nghị").fill("Khu phố mới sáp nhập.")
    clerk.get_by_label("Địa chỉ thực hiện").fill("Khu phố Phúc Ninh mới")
    clerk.get_by_role("button", name="Gửi đề nghị").click()
    clerk.get_by_text("Ban Chỉ đạo sẽ trả lời").first.wait_for()

    member = person("banchidao2")
    member.get_by_role("link", name="Trả lời đề nghị điều chỉnh").click()
    one = member.locator(".de-nghi", has_text="Khu phố mới sáp nhập.")
    expect(one.get_by_text("Khu phố Phúc Ninh mới")).to_be_visible()
    one.get_by_role("button", name="Không đồng ý").click()
    one.get_by_text("Ghi lý do không đồng ý").wait_for()
    one.get_by_role("button", name="Đồng ý", exact=True).click()
    member.locator("#loi-nhan").get_by_text("Đã đồng ý").wait_for()

    clerk.goto("/")
    clerk.get_by_role("link", name=f"Trả lời đề nghị: {LONGEST.name}").click()
    clerk.goto(address)
    expect(clerk.get_by_text("Khu phố Phúc Ninh mới")).to_be_visible()
