"""The main job as its users do it: registered, returned, supplemented, agreed, released, printed."""

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.demo.exemplars import Sample, samples
from tests.journeys.step_one import approve_and_send
from tests.papers import needs_pdftotext, text

pytestmark = pytest.mark.journey

LONGEST = max(samples(), key=lambda sample: len(sample.name))
REASON = "Đề nghị ghi rõ số hộ tham gia."


def fill(page, sample: Sample) -> None:
    page.get_by_role("link", name="Đăng ký mô hình").first.click()
    page.get_by_label("Tên mô hình").fill(sample.name)
    page.get_by_label("Mô hình", exact=True).check()
    page.get_by_label("Lĩnh vực", exact=False).first.select_option(label="Quốc phòng - an ninh")
    page.get_by_label("Địa chỉ thực hiện").fill(sample.place)
    page.get_by_label("Ngày bắt đầu").fill("1/3/2026")
    page.get_by_label("Ngày kết thúc").fill("15/12/2026")
    page.get_by_label("Nội dung thực hiện").fill(sample.content)
    page.get_by_label("Tập thể").check()
    page.get_by_label("Tên chủ mô hình").fill(sample.owner)


def judge(page, name: str, decision: str, reason: str = "") -> None:
    page.get_by_role("link", name="Hàng đợi xét").click()
    page.locator("#dang-cho").get_by_role("link", name=name).last.click()
    page.locator("#ho-so h2:focus", has_text=name).wait_for()
    page.locator("#ho-so:not([data-fresh])").wait_for()
    if reason:
        page.get_by_label("Lý do").fill(reason)
    page.get_by_role("button", name=decision).click()
    page.locator("#loi-nhan").get_by_text(name).wait_for()


@needs_pdftotext
def test_from_registration_to_paper(person):
    clerk = person("canbo")
    fill(clerk, LONGEST)
    clerk.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    clerk.get_by_text("Chờ lãnh đạo duyệt").first.wait_for()
    address = clerk.url
    assert clerk.evaluate("Object.keys(localStorage)") == []  # the server has the words: none are kept here
    leader = person("lanhdao")
    approve_and_send(leader, LONGEST.name)

    judge(person("banchidao"), LONGEST.name, "Cần bổ sung", REASON)

    clerk.goto("/")
    clerk.get_by_role("link", name=f"Bổ sung: {LONGEST.name}").click()
    clerk.get_by_text(REASON).wait_for()
    clerk.get_by_label("Nội dung thực hiện").fill(LONGEST.content + " Có 56 hộ tham gia.")
    clerk.get_by_role("button", name="Trình lãnh đạo bản bổ sung").click()
    clerk.get_by_text("Đã trình lãnh đạo bản bổ sung").wait_for()
    leader.goto("/")
    leader.get_by_role("link", name=f"Duyệt: {LONGEST.name}").click()
    leader.get_by_role("button", name="Duyệt và gửi lại").click()
    clerk.goto(address)
    clerk.get_by_text("Đã bổ sung", exact=True).wait_for()

    judge(person("banchidao2"), LONGEST.name, "Đồng ý")
    clerk.goto(address)
    expect(clerk.get_by_text("Đang xét").first).to_be_attached()
    expect(clerk.get_by_text("Dự kiến")).to_have_count(0)

    standing = person("thuongtruc")
    standing.get_by_role("link", name="Công bố kết quả xét").click()
    standing.get_by_role("button", name="Công bố kết quả xét").click()
    standing.get_by_text("Đã công bố kết quả xét").wait_for()
    clerk.goto(address)
    clerk.get_by_text("Đã đưa vào danh sách").first.wait_for()

    compiler = person("tonghop")
    compiler.goto("/dan-van-kheo/?giai-doan=agreed")
    compiler.get_by_text("In, tải danh sách này").click()
    with compiler.context.expect_event("response", lambda answer: ".pdf" in answer.url) as opened:
        compiler.get_by_role("button", name="Xem bản in (PDF)").click()
    paper = compiler.context.request.get(opened.value.url)
    assert paper.headers["content-type"] == "application/pdf"
    assert LONGEST.name in " ".join(text(paper.body()).split())


def test_the_same_without_javascript(person):
    clerk = person("canbo2", java_script_enabled=False)
    fill(clerk, LONGEST)
    clerk.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    expect(clerk.get_by_text("Chờ lãnh đạo duyệt").first).to_be_attached()
    approve_and_send(person("lanhdao2", java_script_enabled=False), LONGEST.name)

    member = person("banchidao", java_script_enabled=False)
    member.goto("/dan-van-kheo/hang-doi")
    member.locator("#dang-cho").get_by_role("link", name=LONGEST.name).last.click()
    member.get_by_role("button", name="Cần bổ sung").click()
    expect(member.get_by_text("Ghi lý do để thực hiện").first).to_be_attached()
    member.get_by_label("Lý do").fill(REASON)
    member.get_by_role("button", name="Cần bổ sung").click()
    member.get_by_text("Đã trả lại đơn vị").wait_for()
    member.get_by_role("button", name="Hoàn tác").click()
    expect(member.get_by_text("Đã hoàn tác quyết định").first).to_be_attached()
