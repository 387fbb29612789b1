"""A leader fills in the template at home, uploads it, mends three rows on the page and takes in all twelve."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.situation.intake.columns import FIELDS, LABELS

pytestmark = pytest.mark.journey

PAGE = "/phan-anh/nhap"
GOOD = {"channel": "Họp thôn, khu phố, tổ dân phố", "area": "Thôn Đồng Lân", "topic": "Kinh tế", "occasion": "Họp thôn"}
BAD = {
    3: {"area": "Thôn Đồng Lâng"},
    7: {"on_day": "31/02/2026"},
    11: {"channel": "Tiếp xúc cử tri", "occasion": ""},
}


def filled_in(sample: bytes) -> bytes:
    """Twelve rows below the headings of the template, three of them with a mistake."""
    book = load_workbook(io.BytesIO(sample))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[3]] == list(LABELS.values())
    for place in range(12):
        said = GOOD | {"on_day": clock.today(), "content": f"Việc thứ {place + 1} nêu ở họp thôn."} | BAD.get(place, {})
        for column, name in enumerate(FIELDS, start=1):
            sheet.cell(4 + place, column, said.get(name))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def upload(page, content: bytes) -> None:
    page.get_by_label("Tệp Excel", exact=False).set_input_files(
        {"name": "so-tay.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Kiểm tra bảng").click()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_twelve_rows_three_mended_in_place(person, script):
    leader = person("lanhdao", java_script_enabled=script)
    leader.goto(PAGE)
    sample = leader.context.request.get(f"{PAGE}/mau.xlsx").body()
    upload(leader, filled_in(sample))
    leader.get_by_role("heading", name="Còn 3 dòng cần sửa").wait_for()
    again = 0 if script else 12  # the second time round all of them are there already
    if script:
        expect(leader.get_by_role("button", name="Nhập 9 dòng đúng")).to_have_count(1)
    leader.get_by_label("Địa bàn, dòng 7").select_option("Thôn Đồng Lân")
    leader.get_by_label("Ngày, dòng 11").fill(f"{clock.today():%d/%m/%Y}")
    leader.get_by_label("Kênh, dòng 15").select_option("Tiếp xúc cử tri trước, sau kỳ họp Quốc hội")
    leader.get_by_role("button", name="Kiểm tra lại").last.click()
    if again:
        leader.get_by_text("Các dòng này không nhập, trừ dòng bạn đánh dấu.").wait_for()
        expect(leader.get_by_label("Vẫn nhập dòng")).to_have_count(again)
        return
    leader.get_by_role("button", name="Nhập 12 dòng đúng").click()
    leader.get_by_text("Đã nhập 12 nội dung.").wait_for()
    leader.goto(PAGE)
    upload(leader, filled_in(sample))
    leader.get_by_text("Hệ thống đã có nội dung này").first.wait_for()
    expect(leader.get_by_label("Vẫn nhập dòng")).to_have_count(9)


def test_on_a_phone_nothing_is_wider_than_the_screen(person):
    phone = person("lanhdao", viewport={"width": 360, "height": 740})
    phone.goto(PAGE)
    upload(phone, filled_in(phone.context.request.get(f"{PAGE}/mau.xlsx").body()))
    phone.get_by_role("heading", name="Còn 3 dòng cần sửa").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
