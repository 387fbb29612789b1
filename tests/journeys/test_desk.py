"""The focal point's queue in a real browser: five items by the keyboard alone, one of them joined, one undone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.situation.enums import Severity
from tests.demonstration import demonstration
from tests.situation.given import Situation
from tests.world import World

pytestmark = pytest.mark.journey

QUEUE = "/phan-anh/hang-doi"
ROOT = "Cống thoát nước tổ 3 bị tắc, mưa là ngập vào nhà dân, đề nghị nạo vét trước mùa mưa."
FIVE = (
    "Đèn đường ngõ 12 hỏng ba bóng, tối không thấy đường.",
    "Cống thoát nước ở tổ 3 tắc đã lâu, mưa là nước tràn vào nhà, đề nghị sớm nạo vét.",
    "Bãi rác tự phát cạnh trạm bơm gây mùi hôi.",
    "Hội viên lo giá giống lúa vụ xuân tăng.",
    "Loa truyền thanh khu 3 mất tiếng một tuần nay.",
)


@pytest.fixture(scope="module")
def prepared():
    """The demonstration with five items of the veterans' clerk that have waited longest, one of them said before."""

    def fill(folder):
        with demonstration(folder) as app:
            situation = Situation(World(app))
            situation.confirmed(content=ROOT)
            for number, words in enumerate(FIVE):
                with clock.stopped_at(clock.now() - timedelta(days=90 - number)):
                    situation.recorded("canbo", content=words, severity=Severity.URGENT)

    return fill


def open_one(page):
    return page.locator("#noi-dung-xu-ly .noi-dung-day").inner_text()


def listed(page):
    return [words.rstrip("…") for words in page.locator("#dang-cho b").all_inner_texts()]


def settled(page, words):
    """Wait until the item with these words is open at the right and may be dealt with."""
    page.locator("#noi-dung-xu-ly .noi-dung-day", has_text=words).wait_for()
    ready(page)


def ready(page):
    """Wait until what has just come into the pane has settled: its buttons are asleep for a moment after that."""
    page.locator("#noi-dung-xu-ly:not([data-fresh]) h2:focus").wait_for()


def test_five_items_by_the_keyboard_with_a_join_and_an_undo(person):
    page = person("lanhdao")
    page.goto(QUEUE)
    assert open_one(page) == FIVE[0]
    before = len(listed(page))

    page.keyboard.press("Control+Enter")  # confirmed, from nowhere
    settled(page, FIVE[1])
    assert len(listed(page)) == before - 1

    page.keyboard.press("g")  # what says the same, with why
    page.locator(".giong-nhau h3", has_text="Gộp vào nội dung nào?").wait_for()
    expect(page.locator(".giong-nhau mark").first).to_contain_text("Cống thoát nước", use_inner_text=True)
    ready(page)
    page.locator(".giong-nhau li", has_text="trước mùa mưa").get_by_role("button").focus()
    page.keyboard.press("Control+Enter")
    settled(page, FIVE[2])

    page.keyboard.press("s")  # put right, then confirmed with one press
    page.get_by_label("Số lượt ý kiến").wait_for()
    ready(page)
    page.get_by_label("Số lượt ý kiến").fill("12")
    page.keyboard.press("Control+Enter")
    settled(page, FIVE[3])

    page.get_by_label("Lý do").fill("Ghi rõ thôn nào.")
    page.keyboard.press("Control+Enter")  # a reason was written: leads to the button, guesses nothing
    assert page.evaluate("document.activeElement.innerText") == "Trả lại để sửa"
    page.keyboard.press("Control+Enter")
    settled(page, FIVE[4])

    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã xác nhận: “Loa truyền thanh").wait_for()
    page.locator("#loi-nhan").get_by_role("button", name="Hoàn tác").click()
    page.get_by_text("Đã hoàn tác: “Loa truyền thanh").wait_for()
    assert open_one(page) == FIVE[4]
    assert page.locator("#tien-do").inner_text().startswith("Hôm nay đã xử lý 4/")
    assert len(listed(page)) == before - 4


def test_nothing_typed_is_lost_when_a_colleague_was_quicker(person):
    first, second = person("lanhdao"), person("lanhdao")
    for page in (first, second):
        page.goto(QUEUE)
    words = open_one(second)
    first.keyboard.press("Control+Enter")
    first.get_by_text("Đã xác nhận: “").wait_for()
    second.get_by_label("Lý do").fill("Ghi rõ khu nào.")
    second.get_by_role("button", name="Trả lại để sửa").click()
    second.get_by_text("Lần thay đổi gần nhất: Phạm Văn Thắng").wait_for()
    expect(second.get_by_text("Ghi rõ khu nào.")).to_have_count(1)
    assert open_one(second) == words
