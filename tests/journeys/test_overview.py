"""A compiler reads the month's overview, narrows it to a topic, opens the list behind a number, prints."""

from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import expect

from tests.demonstration import demonstration
from tests.situation.given import Situation
from tests.world import World

pytestmark = pytest.mark.journey
DRAINS = "Cống đầu ngõ tắc, nước ngập vào nhà"


@pytest.fixture(scope="module")
def prepared():
    """The demonstration with what was heard this month: two about drains, one about a market."""

    def fill(folder):
        with demonstration(folder) as app:
            situation = Situation(World(app))
            situation.confirmed(content=DRAINS, voices=4)
            situation.petition(content=f"Đề nghị nạo vét: {DRAINS}")
            situation.confirmed("lanhdao2", content="Chợ họp lấn đường", topic="culture.food")

    return fill


def test_a_compiler_follows_a_number_to_its_list_and_prints(person):
    page = person("tonghop")
    page.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Nắm tình hình").click()
    page.get_by_role("link", name="Tổng quan", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Tổng quan tháng")
    page.get_by_label("Lĩnh vực", exact=True).select_option(label="Kinh tế")
    page.get_by_role("button", name="Lọc").click()
    drains = page.get_by_role("row", name="Quản lý đô thị, tài nguyên, bảo vệ môi trường").last
    number = drains.get_by_role("link").first
    shown = int(number.inner_text())
    paper = page.context.request.get(page.url.replace("/tong-quan?", "/tong-quan.pdf?"))
    printed = " ".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(paper.body())).pages)
    assert "Quản lý đô thị" in printed
    number.click()
    expect(page.locator(".trang").first).to_contain_text(f"{shown} nội dung", use_inner_text=True)
    page.get_by_label("Từ khóa").press_sequentially("cong dau ngo")
    page.wait_for_url("**tu-khoa=cong*dau*ngo**")
    page.get_by_role("link", name=DRAINS, exact=True).wait_for()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_text("In, tải danh sách này").click()
    with page.context.expect_event("response", lambda answer: "/phan-anh/danh-sach.pdf?" in answer.url) as opened:
        page.get_by_role("button", name="Xem bản in (PDF)").click()
    assert (opened.value.status, opened.value.headers["content-type"]) == (200, "application/pdf")
