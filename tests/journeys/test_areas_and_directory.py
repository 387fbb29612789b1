"""A leader leaves no area without anyone, hands over, asks who it was last month, prints, and looks up a phone."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.kernel import clock
from tests.papers import needs_pdftotext, text

pytestmark = pytest.mark.journey

BARE = "Thôn Cầu Đá"


def row(page, area: str):
    return page.locator("#danh-sach tbody tr").filter(has_text=area)


def ask(page, day: date) -> None:
    page.get_by_label("Vào ngày").fill(f"{day:%d/%m/%Y}")
    page.get_by_role("button", name="Lọc").click()
    page.locator("#danh-sach").get_by_text(f"Ngày {day:%d/%m/%Y}:").wait_for()


@needs_pdftotext
def test_from_a_bare_area_to_the_printed_list(person):
    leader = person("lanhdao")
    leader.goto("/phan-cong")
    expect(leader.locator("#danh-sach tbody tr").first).to_contain_text(BARE, use_inner_text=True)
    leader.get_by_role("link", name=f"Phân công {BARE}").click()
    expect(leader.get_by_label(BARE)).to_be_checked()
    leader.get_by_label("Cán bộ", exact=False).first.fill("nguyen thi hoa")
    leader.get_by_role("button", name="Phân công cán bộ").click()
    leader.get_by_text(f"Đã phân công Nguyễn Thị Hòa phụ trách {BARE}").wait_for()
    expect(row(leader, BARE)).to_contain_text("Nguyễn Thị Hòa", use_inner_text=True)

    leader.get_by_role("link", name="Nguyễn Thị Hòa").first.click()
    leader.get_by_role("link", name="Bàn giao toàn bộ địa bàn").click()
    leader.get_by_label("Người nhận", exact=False).first.fill("pham van thang")
    leader.get_by_role("button", name="Bàn giao toàn bộ địa bàn").click()
    leader.get_by_text("Phạm Văn Thắng phụ trách 3 địa bàn của Nguyễn Thị Hòa").wait_for()
    leader.goto("/phan-cong")
    expect(row(leader, BARE)).to_contain_text("Phạm Văn Thắng", use_inner_text=True)

    ask(leader, clock.today() - timedelta(days=61))
    expect(row(leader, "Thôn Đồng Lân")).to_contain_text("Nguyễn Thị Hòa", use_inner_text=True)
    ask(leader, clock.today() - timedelta(days=60))
    expect(row(leader, "Thôn Đồng Lân")).to_contain_text("Phạm Văn Thắng", use_inner_text=True)

    leader.get_by_text("In, tải danh sách này").click()
    leader.get_by_label("Số", exact=True).fill("12")
    with leader.context.expect_event("response", lambda answer: ".pdf" in answer.url) as opened:
        leader.get_by_role("button", name="Xem bản in (PDF)").click()
    paper = leader.context.request.get(opened.value.url)
    assert paper.headers["content-type"] == "application/pdf"
    printed = " ".join(text(paper.body()).split())
    assert "Số 12-DS/BCĐ" in printed
    assert "Phạm Văn Thắng" in printed

    leader.goto("/danh-ba")
    leader.get_by_label("Tìm người, đơn vị, số điện thoại").press_sequentially("tong hop van phong")
    leader.get_by_text("1 đầu mối", exact=True).wait_for()
    assert leader.get_by_role("link", name="0900 000 102").get_attribute("href") == "tel:0900000102"


def test_an_undone_handing_over_without_javascript(person):
    admin = person("quantri", java_script_enabled=False)
    admin.goto("/phan-cong/ban-giao")
    admin.get_by_label("Người giao", exact=False).first.fill("hoang van son")
    admin.get_by_label("Người nhận", exact=False).first.fill("tran thu ha")
    admin.get_by_role("button", name="Bàn giao toàn bộ địa bàn").click()
    expect(admin.get_by_text("Trần Thu Hà phụ trách 3 địa bàn của Hoàng Văn Sơn").first).to_be_attached()
    admin.get_by_role("button", name="Hoàn tác").click()
    expect(admin.get_by_role("heading", name="Hoàng Văn Sơn").first).to_be_attached()
    expect(admin.get_by_text("Đang phụ trách")).to_have_count(3)


def test_on_a_phone_nothing_is_wider_than_the_screen(person):
    phone = person("canbo", viewport={"width": 360, "height": 740})
    for path in ("/dia-ban", "/phan-cong", "/danh-ba", "/danh-ba/them"):
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, path


# The strip of tabs: is it one line, is the current tab wholly inside it, how far was it pushed.
STRIP = """() => {
  const strip = document.querySelector(".the-muc ul"), current = strip.querySelector("[aria-current]");
  const tops = new Set([...strip.children].map((tab) => tab.offsetTop));
  const [box, tab] = [strip, current].map((one) => one.getBoundingClientRect());
  return [tops.size, tab.left >= box.left && tab.right <= box.right + 1];
}"""


@pytest.mark.parametrize(
    "path", ["/to-chuc", "/dia-ban", "/phan-cong", "/danh-ba", "/quan-tri", "/quan-tri/tai-khoan", "/quan-tri/nhat-ky"]
)
def test_on_a_phone_the_tabs_are_one_line_that_shows_where_one_is(person, path):
    phone = person("quantri", viewport={"width": 360, "height": 740})
    assert phone.goto(path).status == 200
    assert phone.evaluate(STRIP) == [1, True]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    last = phone.locator(".the-muc a").last
    last.focus()  # by the keyboard every tab comes into view
    assert last.evaluate("tab => tab.getBoundingClientRect().right <= innerWidth")
