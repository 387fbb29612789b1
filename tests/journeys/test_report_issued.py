"""A signed report goes out as a paper: drafted, issued with joint signers, opened, taken as a Word file, packed."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.demonstration import demonstration
from tests.reporting.given import Reporting
from tests.world import World

pytestmark = pytest.mark.journey

PLACES = {}


@pytest.fixture(scope="module")
def prepared():
    """Return what puts this week's report of Hội CCB into the demonstration's folder, written and not yet signed."""

    def prepare(folder: Path) -> None:
        with demonstration(folder, reports=False) as app:
            reporting = Reporting(World(app))
            report = reporting.written(issues="Đường tổ 5 ngập sau mưa.\n- Chợ cóc lấn vỉa hè.")
            PLACES["draft"] = f"/bao-cao/{report.id}/ban-hanh"
            reporting.send(report)
            PLACES["period"] = reporting.week.title

    return prepare


def test_a_report_is_issued_opened_and_packed(person):
    page = person("lanhdao")
    page.goto(PLACES["draft"])
    page.get_by_label("Chức vụ", exact=True).fill("Chủ tịch Hội")
    page.get_by_label("Họ và tên").fill("Phạm Văn Thắng")
    page.get_by_role("button", name="Thêm người ký").click()
    second = page.get_by_role("group", name="Người ký 2")
    expect(page.get_by_role("group", name="Người ký 1").get_by_label("Họ và tên")).to_have_value("Phạm Văn Thắng")
    second.get_by_label("Thay mặt").fill("TM. BAN THƯỜNG VỤ")
    second.get_by_label("Họ và tên").fill("Trần Thị Bình")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    page.locator("[data-error-summary]:focus").wait_for()
    expect(page.locator("[data-error-summary]")).to_contain_text("Ghi chức vụ người ký", use_inner_text=True)
    second = page.get_by_role("group", name="Người ký 2")
    expect(second.get_by_label("Họ và tên")).to_have_value("Trần Thị Bình")  # what was typed is there still
    second.get_by_label("Chức vụ", exact=True).fill("Phó Chủ tịch Hội")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    page.get_by_text("Đã ban hành Báo cáo số 01/BC-CCB").first.wait_for()

    paper = page.request.get(page.get_by_role("link", name="Mở văn bản (PDF)").first.get_attribute("href"))
    assert (paper.headers["content-type"], paper.body()[:5]) == ("application/pdf", b"%PDF-")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải Word").click()
    assert taken.value.suggested_filename == "01-BC-CCB.docx"

    page = person("tonghop")
    page.goto("/bao-cao/ho-so-hop")
    page.get_by_label(PLACES["period"]).check()
    page.get_by_role("button", name="Xem báo cáo của kỳ đã chọn").click()
    page.get_by_role("link", name="01/BC-CCB").wait_for()
    expect(page.get_by_text("Chưa có báo cáo, sẽ ghi ở mục lục")).to_contain_text(
        "Hội Nông dân phường Minh Họa", use_inner_text=True
    )
    page.get_by_label("Tên tập hồ sơ").fill("Hồ sơ họp giao ban tuần")
    with page.context.expect_event("response", lambda answer: "ho-so-hop.pdf" in answer.url) as bound:
        page.get_by_role("button", name="Đóng tập (PDF)").click()
    assert (bound.value.status, bound.value.headers["content-type"]) == (200, "application/pdf")
