"""A petition goes its whole way: handed on with a paper, its progress, answered with a picture as proof, told back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.situation.enums import ObservationKind
from tests.demonstration import demonstration
from tests.kernel.uploads import given
from tests.situation.given import Situation
from tests.world import World

pytestmark = pytest.mark.journey

PICTURE = {"name": "Cống đã nạo vét.jpg", "mimeType": "image/jpeg", "buffer": given.photograph()}
WORDS = "Đã nạo vét toàn tuyến cống tổ 3, thay hai nắp vỡ."


@pytest.fixture(scope="module")
def prepared():
    """Return what puts one petition of Hội CCB into the demonstration's folder before it starts there."""

    def prepare(folder: Path) -> None:
        with demonstration(folder) as app:
            Situation(World(app)).confirmed(kind=ObservationKind.PETITION)

    return prepare


def test_a_petition_is_followed_until_the_people_were_told(person):
    page = person("lanhdao")
    page.goto("/phan-anh/kien-nghi")
    page.get_by_role("link", name="Cống thoát nước tổ 3 bị tắc").first.click()

    page.get_by_role("link", name="Ban hành phiếu chuyển", exact=True).click()
    page.get_by_label("Tên cơ quan khác").fill("Công ty Môi trường đô thị")
    page.get_by_role("button", name="Ban hành và chuyển").click()
    page.get_by_text("Đã chuyển, chờ trả lời").first.wait_for()
    expect(page.get_by_text("01-PC/CCB").first).to_be_attached()

    page.get_by_role("link", name="Báo tiến độ").click()
    page.get_by_label("Đã làm đến đâu").fill("Công ty đã khảo sát, tuần sau nạo vét.")
    page.get_by_role("button", name="Báo tiến độ").click()
    page.get_by_text("Đã ghi tiến độ.").wait_for()

    page.get_by_label("Đã giải quyết").check()
    page.get_by_label("Nội dung trả lời").fill(WORDS)
    page.get_by_role("button", name="Ghi kết quả").click()
    page.locator("[data-error-summary]:focus").wait_for()
    expect(page.locator("[data-error-summary]")).to_contain_text(
        "cần số văn bản hoặc ảnh chứng minh", use_inner_text=True
    )
    expect(page.get_by_label("Nội dung trả lời")).to_have_value(WORDS)

    page.get_by_label("Thêm tệp").set_input_files([PICTURE])
    page.get_by_text("Đã thêm “Cống đã nạo vét.jpg”.").wait_for()
    expect(page.get_by_label("Nội dung trả lời")).to_have_value(WORDS)  # what was typed is there still
    page.get_by_role("button", name="Ghi kết quả").click()
    page.get_by_text("Có kết quả, chờ thông tin lại cho dân").first.wait_for()

    page.get_by_label("Niêm yết tại nhà văn hóa").check()
    page.get_by_role("button", name="Đã thông tin lại cho người dân").click()
    page.get_by_text("Đã ghi thông tin lại.").wait_for()
    page.get_by_role("button", name="Hoàn tác").click()
    page.get_by_text("Đã hoàn tác thông tin lại.").wait_for()
    page.get_by_label("Trực tiếp").check()
    page.get_by_role("button", name="Đã thông tin lại cho người dân").click()
    page.get_by_text("Đã thông tin lại cho người dân", exact=True).first.wait_for()

    page.goto("/phan-anh/kien-nghi?tinh-trang=da-thong-tin-lai")
    expect(page.get_by_role("link", name="Cống thoát nước tổ 3 bị tắc")).to_have_count(1)
    stranger = person("lanhdao2")
    stranger.goto("/phan-anh/kien-nghi")
    stranger.get_by_role("heading", name="Kiến nghị và kết quả giải quyết").wait_for()
    expect(stranger.get_by_role("link", name="Cống thoát nước tổ 3 bị tắc")).to_have_count(0)
