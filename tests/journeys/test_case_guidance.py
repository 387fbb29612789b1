"""Three areas name one matter: a case is suggested and made, guidance about it goes out, one unit reports back."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.enums import Ask, GuidanceStage
from nam_tinh_hinh.situation.tables import CaseFile, CaseItem, Guidance, Receipt
from tests.journeys.hearing.office import Office
from tests.situation.casework import DRAINS, drains

pytestmark = pytest.mark.journey

CASE, TITLE = "Ngập nước do cống tắc ở ba thôn", "Nắm ý kiến Nhân dân về ngập nước ở ba thôn"
VETERANS, WOMEN = "Hội Cựu chiến binh phường Minh Họa", "Hội Liên hiệp Phụ nữ phường Minh Họa"
REPORT = "Có 14 lượt ý kiến, bà con mong nạo vét xong trước tháng 12."


@pytest.fixture(scope="module")
def office():
    return Office()


@pytest.fixture(scope="module")
def prepared(office):
    return lambda folder: office.fill(folder, drains)


def in_days(number):
    return day_text(clock.today() + timedelta(days=number))


def open_the_case(desk):
    desk.goto("/vu-viec/")
    box = desk.locator(".muc-td", has_text="nạo vét").filter(has_text="Nêu ở 3 địa bàn")
    for area in DRAINS:
        expect(box).to_contain_text(area, use_inner_text=True)
    box.get_by_role("link", name="Lập vụ việc").click()
    desk.get_by_label("Tên vụ việc").fill(CASE)
    desk.get_by_label("Đơn vị chịu trách nhiệm").fill(VETERANS)
    desk.get_by_label("Ngày xem lại").fill(in_days(7))
    desk.get_by_role("button", name="Lập vụ việc").click()
    desk.get_by_text("Đã lập vụ việc.").wait_for()
    return int(desk.url.rpartition("/")[2])


def guide(above, units):
    """From the case's own page: what is asked, of whom, until when; then out."""
    above.goto("/vu-viec/")
    above.get_by_role("link", name=CASE).click()
    above.get_by_role("link", name="Soạn chỉ đạo").click()
    above.get_by_text(f"Về vụ việc: {CASE}").wait_for()
    above.get_by_label("Báo cáo lại:").check()
    above.get_by_label("Tiêu đề").fill(TITLE)
    above.get_by_label("Nội dung", exact=False).first.fill("Nắm ý kiến hội viên ở ba thôn, báo cáo lại số lượt ý kiến.")
    above.get_by_label("Hạn: ngày").fill(in_days(3))
    above.locator("summary", has_text="Từng đơn vị").click()
    above.get_by_label("Tìm đơn vị").fill("hoi phuong minh hoa")
    above.get_by_role("button", name="Tìm").first.click()
    for unit in units:
        above.get_by_role("checkbox", name=unit, exact=True).check()
    above.get_by_role("button", name="Xem lại và danh sách nơi nhận").click()
    above.get_by_role("button", name=f"Gửi tới {len(units)} nơi").click()
    above.get_by_text(f"Đã gửi tới {len(units)} nơi.").wait_for()


def row_of(page, name):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def figures(page):
    boxes = page.locator(".con-so > div").all()
    return {box.locator("dt").inner_text(): box.locator("dd").inner_text() for box in boxes}


def receipts(office):
    columns = Unit.name, Receipt.opened_by_name, Receipt.received_by_name, Receipt.done_by_name
    query = select(*columns).join(Unit, Unit.id == Receipt.unit_id).join(Guidance, Guidance.id == Receipt.guidance_id)
    return office.all(query.where(Guidance.title == TITLE).order_by(Unit.id))


def test_guidance_about_a_case_is_reported_back(person, office):
    desk, above, women = person("lanhdao"), person("tonghop"), person("lanhdao2")
    number = open_the_case(desk)
    items = select(CaseFile.title, CaseItem.observation_id).join(CaseItem, CaseItem.case_id == CaseFile.id)
    assert [title for title, _item in office.all(items.where(CaseFile.id == number))] == [CASE] * 3

    guide(above, [VETERANS, WOMEN])
    matrix = above.url
    columns = Guidance.stage, Guidance.ask, Guidance.case_id
    assert office.all(select(*columns).where(Guidance.title == TITLE)) == [(GuidanceStage.SENT, Ask.REPORT, number)]
    assert figures(above) == {"Đã gửi": "2", "Đã mở": "0", "Đã nhận": "0", "Đã làm": "0", "Quá hạn": "0"}

    women.goto("/")
    women.get_by_role("link", name=TITLE).click()
    women.get_by_role("button", name="Đã nhận").click()
    women.get_by_text("Đã báo nơi gửi: đã nhận.").wait_for()
    women.get_by_label("Nội dung báo cáo lại").fill(REPORT)
    women.get_by_role("button", name="Gửi báo cáo lại").click()
    women.get_by_text("Đã gửi báo cáo lại.").wait_for()
    name = "Nguyễn Thị Mai Lan"
    assert receipts(office) == [(VETERANS, "", "", ""), (WOMEN, name, name, name)]

    above.goto(matrix)
    assert figures(above) == {"Đã gửi": "2", "Đã mở": "1", "Đã nhận": "1", "Đã làm": "1", "Quá hạn": "0"}
    done, untouched = row_of(above, WOMEN).inner_text(), row_of(above, VETERANS).inner_text()
    assert ("Đã làm" in done, name in done, "Chưa mở" in untouched) == (True, True, True)
    above.get_by_text(REPORT).wait_for()
    # Whoever is to report sees neither the case, which is another unit's, nor what the others were sent.
    assert women.goto(f"/vu-viec/{number}").status == 404
    desk.goto(matrix)
    assert REPORT not in desk.content()
    stranger = person("phutrach")
    assert stranger.goto(matrix).status == 404
