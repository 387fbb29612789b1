"""A photograph of a meeting goes up from a phone, with and without scripts; one taken off by mistake comes back."""

import pytest
from playwright.sync_api import expect

from tests.kernel.uploads import given

pytestmark = pytest.mark.journey

NAME = "Ảnh họp Đảng ủy.jpg"
PHOTOGRAPH = {"name": NAME, "mimeType": "image/jpeg", "buffer": given.photograph()}
PROGRAM = {"name": "chạy.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
PHONE = {"viewport": {"width": 360, "height": 740}}


def new_draft(page, name):
    page.goto("/dan-van-kheo/dang-ky")
    page.get_by_label("Tên mô hình").first.fill(name)
    page.get_by_role("button", name="Lưu nháp").first.click()
    page.get_by_role("heading", name=name).wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_a_photograph_is_added_taken_off_and_put_back(person, scripts):
    page = person("canbo", java_script_enabled=scripts, **PHONE)
    new_draft(page, f"Tuyến đường hoa {scripts}")
    page.get_by_label("Thêm tệp").set_input_files([PROGRAM, PHOTOGRAPH])
    if not scripts:
        page.get_by_role("button", name="Tải lên").click()
    page.get_by_text(f"Đã thêm “{NAME}”.").wait_for()
    expect(page.locator("[role=alert]:not(:empty)")).to_contain_text("“chạy.exe” chưa được nhận.", use_inner_text=True)

    link = page.get_by_role("link", name=NAME, exact=True)
    with page.expect_download() as kept:
        link.click()
    assert kept.value.suggested_filename == NAME
    size = "i => i.decode().then(() => [i.naturalWidth, i.naturalHeight])"
    assert not scripts or page.locator(".tep__ds img").evaluate(size) == [48, 64]

    page.get_by_role("button", name=f"Bỏ {NAME}").click()
    page.get_by_text(f"Đã bỏ “{NAME}”.").wait_for()
    expect(link).to_have_count(0)
    page.get_by_role("button", name="Hoàn tác").click()
    link.wait_for()
    page.get_by_role("link", name=f"Xem ảnh {NAME}").click()
    page.wait_for_url("**/tep/*/anh")


def test_words_typed_elsewhere_on_the_page_and_the_focus_stay_in_reach(person):
    page = person("canbo")
    new_draft(page, "Ngõ xóm tự quản")
    page.get_by_label("Thêm tệp").set_input_files([PROGRAM])
    page.locator("[data-error-summary]:focus").wait_for()
    page.get_by_label("Thêm tệp").set_input_files([PHOTOGRAPH])
    page.locator("[role=status]:focus", has_text=NAME).wait_for()
    expect(page.locator("[data-error-summary]")).to_have_count(0)
