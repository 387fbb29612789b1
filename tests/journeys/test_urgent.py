"""Urgent word in a real browser: the clerk sends it, the superior sees it at the next refresh, the receipt returns."""

import re

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.situation.enums import Severity
from tests.demonstration import demonstration
from tests.situation.given import Situation
from tests.world import World

pytestmark = pytest.mark.journey

FIRE = "Cháy kho vật liệu cạnh trường học, khói lan vào lớp; nhân dân lo lắng."


@pytest.fixture(scope="module")
def prepared():
    """The demonstration with one urgent item of the veterans' clerk, told to nobody yet."""

    def fill(folder):
        with demonstration(folder) as app:
            Situation(World(app)).recorded("canbo", content=FIRE, severity=Severity.URGENT)

    return fill


def test_from_the_clerk_to_the_superior_and_back(person):
    clerk, above = person("canbo"), person("tonghop")
    expect(above.get_by_text(FIRE[:20])).to_have_count(0)

    clerk.goto("/phan-anh/cap-bach")
    clerk.get_by_role("link", name=FIRE[:20]).click()
    expect(clerk.get_by_label("Đảng ủy phường Minh Họa (cấp trên trực tiếp)")).to_be_checked()
    clerk.get_by_role("button", name="Báo cấp bách").click()
    row = clerk.get_by_role("row", name=FIRE[:20])
    expect(row).to_contain_text("Chưa nhận", use_inner_text=True)

    above.reload()
    expect(above.locator(".viec").first).to_contain_text("Tin cấp bách", use_inner_text=True)
    news = above.locator(".viec", has_text=FIRE[:20])
    expect(news).to_contain_text("Tin cấp bách", use_inner_text=True)
    news.get_by_role("link").click()
    above.get_by_role("row", name=FIRE[:20]).get_by_role("button", name="Đã nhận tin").click()
    above.get_by_text("Nơi gửi thấy ngay giờ nhận").wait_for()

    clerk.reload()
    assert re.search(r"đã nhận lúc \d\d:\d\d ngày \d\d/\d\d/\d{4}, Bùi Thị Thanh", row.inner_text())
    above.goto("/")
    expect(above.get_by_text(FIRE[:20])).to_have_count(0)


def test_the_news_comes_to_the_top_of_any_page_without_touching_what_is_typed(person):
    page = person("tonghop")
    page.route("**/cap-bach/moi", lambda route: route.fulfill(status=200, body="<p>Có tin cấp bách mới</p>"))
    page.add_init_script("sessionStorage.clear()")  # a minute has passed since it last asked
    page.goto("/danh-ba")
    page.locator("#tu-khoa").fill("đang gõ")
    page.get_by_text("Có tin cấp bách mới").wait_for()
    expect(page.locator("#tu-khoa")).to_have_value("đang gõ")
    assert page.evaluate("document.activeElement.type") == "search"
