"""A clerk comes from a meeting: six items one after another, one put right, one returned and sent again."""

import re
import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

TOPIC = "Quản lý đô thị, tài nguyên, bảo vệ môi trường"
ITEMS = (
    "Cống thoát nước trước nhà văn hóa bị tắc, mưa là ngập, đề nghị nạo vét.",
    "Đèn đường ngõ 12 hỏng đã hai tháng, tối đi lại nguy hiểm.",
    "Rác thải xây dựng đổ trộm ở bãi đất trống cuối ngõ 5.",
    "Nước sinh hoạt có mùi lạ vào buổi sáng.",
    "Vỉa hè tuyến phố chính bị lấn chiếm để bán hàng.",
    "Cây xanh trước trường mầm non bị sâu, có nguy cơ gãy đổ.",
)
PRACTISED = 8  # key presses beside the words themselves


class Keys:
    """A practised clerk's hands on the keyboard, counted."""

    def __init__(self, page) -> None:
        self.page, self.presses = page, 0

    def press(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)
            self.presses += 1


def receipt(page) -> int:
    said = page.locator("#loi-nhan").get_by_text("Đã ghi nội dung số")
    said.wait_for()
    return int(re.search(r"số (\d+)", said.inner_text())[1])


def write(page, words: str, button: str = "Lưu, ghi tiếp từ cuộc này") -> int:
    page.get_by_label("Lĩnh vực").select_option(label=TOPIC)
    page.get_by_label("Nội dung", exact=True).fill(words)
    page.get_by_role("button", name=button, exact=True).click()
    return receipt(page) if button.startswith("Lưu, ghi") or button == "Lưu" else 0


def test_a_meeting_becomes_six_items_and_one_comes_back(person):
    clerk, leader, stranger = person("canbo"), person("lanhdao"), person("canbo2")
    clerk.goto("/phan-anh/ghi")
    clerk.get_by_label("Kênh").select_option(label="Họp thôn, khu phố, tổ dân phố")
    first = write(clerk, ITEMS[0])
    clerk.get_by_text("Sửa tên cuộc, số người phát biểu").click()
    clerk.get_by_label("Tên cuộc").fill("Họp Khu dân cư số 3, tháng 11")
    clerk.get_by_label("Số người phát biểu").fill("8")
    clerk.get_by_label("Nội dung", exact=True).fill(ITEMS[1])  # half an item is typed when the name is saved
    clerk.get_by_role("button", name="Lưu tên cuộc").click()
    clerk.get_by_text("Đã lưu tên cuộc").wait_for()
    expect(clerk.get_by_label("Nội dung", exact=True)).to_have_value(ITEMS[1])
    for words in ITEMS[1:5]:
        write(clerk, words)
    expect(clerk.locator("#cuoc")).to_contain_text("đã ghi 5 nội dung · 8 người phát biểu", use_inner_text=True)
    write(clerk, ITEMS[5], "Lưu, xong cuộc này")
    clerk.get_by_role("heading", name="Họp Khu dân cư số 3, tháng 11").wait_for()
    expect(clerk.locator("tbody tr")).to_have_count(len(ITEMS))

    clerk.get_by_role("link", name=ITEMS[3]).click()
    clerk.get_by_role("link", name="Sửa", exact=True).click()
    clerk.get_by_label("Số lượt ý kiến").fill("14")
    clerk.get_by_role("button", name="Lưu", exact=True).click()
    clerk.get_by_text("Đã sửa nội dung số").wait_for()

    leader.goto(f"/phan-anh/{first}")
    leader.locator("summary", has_text="Trả lại để sửa").click()
    leader.get_by_label("Lý do").fill("Ghi rõ nhà văn hóa nào.")
    leader.locator("details[open]").get_by_role("button", name="Trả lại để sửa").click()
    leader.get_by_text("Đã trả lại để sửa").first.wait_for()

    clerk.goto("/")
    clerk.get_by_role("link", name="Sửa, gửi lại: Cống thoát nước").click()
    expect(clerk.get_by_text("Ghi rõ nhà văn hóa nào.")).to_be_visible()
    clerk.get_by_label("Nội dung", exact=True).fill("Cống trước nhà văn hóa Khu dân cư số 3 bị tắc.")
    clerk.get_by_role("button", name="Lưu và gửi lại đầu mối").click()
    clerk.get_by_text("Chờ xác nhận").first.wait_for()
    leader.goto(f"/phan-anh/{first}")
    leader.get_by_role("button", name="Xác nhận").click()
    leader.get_by_text("Đã xác nhận").first.wait_for()
    assert stranger.goto(f"/phan-anh/{first}").status == 404


def test_a_practised_clerk_needs_few_keys_and_few_seconds(person):
    clerk = person("canbo")
    clerk.goto("/phan-anh/ghi")
    clerk.get_by_label("Kênh").select_option(label="Sổ tay ghi chép của cán bộ thôn, tổ dân phố")
    write(clerk, "Đường vào nghĩa trang lầy lội.", "Lưu")

    keys, begun = Keys(clerk), time.monotonic()  # from here on nothing but the keyboard
    keys.press(*["ArrowDown"] * 5)  # the focus stands on the topic, channel and place are there
    assert clerk.get_by_label("Lĩnh vực").evaluate("box => box.selectedOptions[0].text") == TOPIC
    keys.press("Tab", "Tab")  # past the kind, "Phản ánh"
    clerk.keyboard.type(ITEMS[0])
    keys.press("Control+Enter")
    receipt(clerk)
    seconds = time.monotonic() - begun
    assert keys.presses <= PRACTISED
    assert seconds < 5


def test_while_typing_on_a_phone_what_was_said_before_is_offered(person):
    clerk = person("canbo", viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    clerk.goto("/phan-anh/ghi")
    clerk.get_by_label("Kênh").select_option(label="Đường dây nóng")
    number = write(clerk, "Loa truyền thanh Khu dân cư số 3 rè, không nghe rõ nội dung thông báo.", "Lưu")
    clerk.get_by_label("Lĩnh vực").select_option(label=TOPIC)
    box = clerk.get_by_label("Nội dung", exact=True)
    with clerk.expect_request("**/phan-anh/tuong-tu") as asked:
        box.press_sequentially("Loa truyền thanh Khu dân cư 3 bị rè không nghe rõ thông báo", delay=15)
    assert (asked.value.method, "Loa" in asked.value.url) == ("POST", False)
    clerk.get_by_text("Thêm số lượt ý kiến vào nội dung này").check()
    assert clerk.evaluate("document.documentElement.scrollWidth") == 360
    clerk.get_by_label("Số lượt ý kiến", exact=True).fill("2")
    clerk.get_by_role("button", name="Lưu", exact=True).click()
    clerk.get_by_text(f"Đã cộng vào nội dung số {number}, nay có 3 lượt ý kiến.").wait_for()
    clerk.get_by_label("Cấp bách").check()
    expect(clerk.get_by_role("group", name="Báo thẳng cấp trên")).to_be_visible()
    clerk.get_by_label("Bình thường").check()
    expect(clerk.get_by_role("group", name="Báo thẳng cấp trên")).not_to_be_visible()
