"""A report goes up, comes back with one section to mend, and goes up again: clerk, leader and receiver in a browser."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.demonstrate import demo_settings
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.enums import SectionStage
from tests.demonstration import demonstration
from tests.reporting.given import WORDS, Reporting
from tests.world import World

pytestmark = pytest.mark.journey

QUEUE = "/bao-cao/hang-doi"
SEEN_AT = os.environ.get("NTH_SCREENS")  # a folder: keep what the screens looked like


class Office:
    """The demonstration's database, beside the running server: what other pages of the room write into it."""

    def __init__(self) -> None:
        self.folder = Path()
        self.report_id = 0

    def fill(self, folder: Path) -> None:
        """Let three units owe the Party committee a report; two have sent theirs, that of Hội CCB is written."""
        self.folder = folder
        with demonstration(folder, reports=False) as app:
            reporting = Reporting(World(app))
            regime = reporting.regime(("ccb", "phu_nu", "nong_dan"), "dang_uy", label="Báo cáo nhanh thử")
            reporting._week = reporting.open(regime)
            self.report_id = reporting.written(tasks="Chuẩn bị đại hội chi hội.").id
            reporting.sent("phu_nu", issues="Đường tổ 5 ngập sau mưa.")

    def mend(self, words: str, *, done: bool = True) -> None:
        """Write the first section anew, as its clerk does on the page of the section."""
        app = create_app(demo_settings(self.folder, "127.0.0.1"))
        with app.app_context():
            reporting = Reporting(World(app))
            section = reporting.section(reporting.again(self.report_id))
            clerk = reporting.of("ccb", Role.CLERK)
            services.save_section(actor=clerk, section=section, text=words, figures={})
            services.finish(actor=clerk, section=section, stage=SectionStage.DONE)
            reporting.save()
            db.engine.dispose()


OFFICE = Office()


@pytest.fixture(scope="module")
def prepared():
    return OFFICE.fill


def look(page, name):
    if SEEN_AT:
        page.screenshot(path=f"{SEEN_AT}/{name}.png", full_page=True)


def task(page, words):
    page.goto("/")
    page.locator(".viec", has_text=words).first.get_by_role("link").click()


def test_declined_mended_sent_returned_by_section_and_accepted(person):
    clerk, leader, receiver = person("canbo"), person("lanhdao"), person("tonghop")
    check = f"/bao-cao/{OFFICE.report_id}/kiem-tra"

    clerk.goto(check)
    look(clerk, "01-check-clerk")
    clerk.get_by_role("button", name="Trình lãnh đạo ký duyệt").click()
    clerk.get_by_text("Đã trình lãnh đạo ký duyệt:").wait_for()
    look(clerk, "02-proposed")

    task(leader, "Ký duyệt báo cáo nhanh thử")
    leader.locator("summary", has_text="Trả lại người viết").click()
    leader.get_by_label("Lý do").fill("Ghi rõ số hộ đã vận động ở từng tổ.")
    look(leader, "03-declining")
    leader.get_by_role("button", name="Trả lại người viết").click()
    leader.get_by_text("Đã trả lại người viết:").wait_for()

    task(clerk, "Ghi rõ số hộ đã vận động ở từng tổ.")
    look(clerk, "04-declined")
    OFFICE.mend(f"{WORDS}\nTổ 1: 7 hộ; tổ 2: 5 hộ.")
    clerk.goto(check)
    clerk.get_by_text("Tổ 1: 7 hộ").wait_for()
    clerk.get_by_role("button", name="Trình lãnh đạo ký duyệt").click()
    clerk.get_by_text("Đã trình lãnh đạo ký duyệt:").wait_for()

    task(leader, "Ký duyệt báo cáo nhanh thử")
    leader.get_by_role("button", name="Ký duyệt và gửi").click()
    leader.get_by_role("heading", name="Biên nhận nộp báo cáo BN-").wait_for()
    look(leader, "05-receipt")

    task(receiver, "Báo cáo chờ nhận")
    look(receiver, "06-queue")
    receiver.locator("#bao-cao-dang-xem h2").wait_for()
    receiver.wait_for_load_state()  # a key says nothing to a page whose scripts are not there yet
    receiver.keyboard.press("Control+Enter")  # the one that waited longest
    receiver.locator("#bao-cao-dang-xem:not([data-fresh]) h2", has_text="Cựu chiến binh").wait_for()
    assert receiver.locator("#tien-do").inner_text().startswith("Hôm nay đã xử lý 1/2")
    look(receiver, "07-queue-next")
    receiver.get_by_role("link", name="Yêu cầu sửa", exact=True).click()
    receiver.get_by_role("button", name="Gửi yêu cầu sửa").click()
    receiver.get_by_text("Đánh dấu ít nhất một mục cần sửa.").wait_for()
    receiver.get_by_label("1. Kết quả thực hiện nhiệm vụ trong tuần", exact=True).check()
    receiver.get_by_label("Vì sao sửa mục “Kết quả thực hiện nhiệm vụ trong tuần”").fill("Tổ 3 có tham gia không?")
    look(receiver, "08-returning")
    receiver.get_by_role("button", name="Gửi yêu cầu sửa").click()
    receiver.get_by_text("Đã gửi yêu cầu sửa:").wait_for()
    look(receiver, "09-empty-queue")

    task(clerk, "Tổ 3 có tham gia không?")
    clerk.get_by_role("link", name="Sửa mục: Kết quả thực hiện nhiệm vụ trong tuần").wait_for()
    look(clerk, "10-returned")
    OFFICE.mend(f"{WORDS}\nTổ 1: 7 hộ; tổ 2: 5 hộ; tổ 3: 4 hộ.")
    leader.goto(check)
    leader.get_by_role("button", name="Ký duyệt và gửi").click()
    leader.get_by_role("heading", name="Biên nhận nộp báo cáo BN-").wait_for()
    look(leader, "11-receipt-again")

    receiver.goto(QUEUE)
    changed = receiver.locator(".khac-ban")
    changed.wait_for()
    look(receiver, "12-difference")
    assert changed.locator("h4").all_inner_texts() == ["1. Kết quả thực hiện nhiệm vụ trong tuần"]
    assert "tổ 3: 4" in changed.locator("ins").all_inner_texts()[-1]
    expect(receiver.get_by_text("Chuẩn bị đại hội chi hội.")).not_to_be_visible()
    receiver.locator("#bao-cao-dang-xem:not([data-fresh])").wait_for()
    receiver.get_by_role("button", name="Nhận báo cáo").click()
    receiver.get_by_text("Đã xử lý hết").wait_for()
    receiver.locator("#loi-nhan").get_by_role("button", name="Hoàn tác").click()
    receiver.get_by_text("Đã hoàn tác:").wait_for()
    receiver.locator("#bao-cao-dang-xem:not([data-fresh])").wait_for()
    receiver.get_by_role("button", name="Nhận báo cáo").click()
    receiver.get_by_text("Đã xử lý hết").wait_for()
    receiver.goto(f"{QUEUE}?loc=chua-nop")
    look(receiver, "13-unsent")
    receiver.goto(f"/bao-cao/{OFFICE.report_id}/ban-nop")
    look(receiver, "14-sent")


def test_on_a_phone_the_same_pages_fit(person):
    for who, path in (
        ("tonghop", QUEUE), ("tonghop", f"{QUEUE}?loc=chua-nop"), ("tonghop", f"/bao-cao/{OFFICE.report_id}/ban-nop"),
        ("tonghop", f"/bao-cao/{OFFICE.report_id}/yeu-cau-sua"), ("lanhdao", f"/bao-cao/{OFFICE.report_id}/kiem-tra"),
        ("lanhdao", f"/bao-cao/{OFFICE.report_id}/bien-nhan"),
    ):  # fmt: skip
        page = person(who, viewport={"width": 360, "height": 740})
        page.goto(path)
        look(page, f"phone-{path.strip('/').replace('/', '-').replace('?', '-')}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
