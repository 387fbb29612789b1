"""Urgent word goes to police and Party committee; the office sees it, the sender its receipt, others nothing."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.tables import Alert, Observation
from tests.journeys.hearing import story, stranger
from tests.journeys.hearing.office import Office

pytestmark = pytest.mark.journey

POLICE, COMMITTEE = "Công an phường Minh Họa", "Đảng ủy phường Minh Họa"
SCAM = "Có nhóm lạ tụ tập trước trường học, phát tờ rơi kích động phụ huynh, nguy cơ xô xát."
BLAZE = "Cháy kho phế liệu sau chợ, khói lan vào khu trọ, người dân đang tự di chuyển."
RECEIVED = r"đã nhận lúc \d\d:\d\d ngày \d\d/\d\d/\d{4}, Bùi Thị Thanh"
PAGES = "", "/sua", "/kien-nghi", "/cach-tinh-han", "/lien-he", "/vu-viec", "/bao-cap-bach", "/phieu-chuyen"
FIRST_OF = {SCAM: "Có nhóm lạ tụ tập", BLAZE: "Cháy kho phế liệu"}


@pytest.fixture(scope="module")
def office():
    return Office()


@pytest.fixture(scope="module")
def prepared(office):
    return lambda folder: office.fill(folder, lambda _situation: None)


def report(clerk, words, units):
    """Write urgent word down and send it to ``units`` in the same breath; return the item's number."""
    clerk.goto("/phan-anh/ghi")
    clerk.get_by_label("Kênh").select_option(label="Đường dây nóng")
    clerk.get_by_label("Địa bàn").select_option(label=story.AREA)
    clerk.get_by_label("Lĩnh vực").select_option(label=story.ORDER)
    clerk.get_by_label("Nội dung", exact=True).fill(words)
    clerk.get_by_label("Cấp bách").check()
    straight = clerk.get_by_role("group", name="Báo thẳng cấp trên")
    straight.locator("summary", has_text="Cơ quan, đơn vị khác liên quan").click()
    for box in straight.get_by_role("checkbox").all():
        box.set_checked(False)
    for unit in units:
        straight.get_by_role("checkbox", name=re.compile(f"^{unit}")).check()
    clerk.get_by_role("button", name="Lưu", exact=True).click()
    said = clerk.locator("#loi-nhan").get_by_text("Đã báo thẳng cấp trên.")
    said.wait_for()
    return int(re.search(r"số (\d+)", said.inner_text())[1])


def alerts(office, number):
    columns = Unit.name, Alert.is_copy, Alert.seen_by_name, Alert.seen_at.is_not(None)
    query = select(*columns).join(Alert.to_unit).where(Alert.observation_id == number).order_by(Alert.is_copy, Unit.id)
    return office.all(query)


def test_urgent_word_reaches_the_office_and_its_receipt_comes_back(person, office):
    clerk, above, other = person("canbo"), person("tonghop"), person("canbo2")
    other.goto("/tong-quan")
    counted = other.get_by_role("main").inner_text()
    above.goto("/")
    expect(above.get_by_text(FIRST_OF[SCAM])).to_have_count(0)

    scam = report(clerk, SCAM, [POLICE, COMMITTEE])
    blaze = report(clerk, BLAZE, [POLICE])  # the direct superior gets its copy all the same
    assert alerts(office, scam) == [(COMMITTEE, False, "", False), (POLICE, False, "", False)]
    assert alerts(office, blaze) == [(POLICE, False, "", False), (COMMITTEE, True, "", False)]

    above.reload()  # one refresh, nothing else
    news = above.locator(".viec").all_inner_texts()
    urgent = [one for one in news if "Tin cấp bách" in one]
    assert news[: len(urgent)] == urgent  # above all other work
    assert [sum(first in one for one in urgent) for first in FIRST_OF.values()] == [1, 1]
    above.locator(".viec", has_text=FIRST_OF[SCAM]).get_by_role("link").click()
    row = above.get_by_role("row", name=FIRST_OF[SCAM])
    row.get_by_role("link", name=FIRST_OF[SCAM]).click()
    text = above.get_by_role("main").inner_text()
    assert (SCAM in text, "Nguyễn Thị Hòa" in text) == (True, False)
    above.goto("/phan-anh/cap-bach")
    expect(row).to_contain_text("Bùi Thị Thanh", use_inner_text=True)  # to have opened it is its receipt
    expect(above.get_by_role("row", name=FIRST_OF[BLAZE])).to_contain_text("bản sao để biết", use_inner_text=True)

    clerk.goto("/phan-anh/cap-bach?chieu=di")
    told = {words: clerk.get_by_role("row", name=first).inner_text() for words, first in FIRST_OF.items()}
    assert re.search(RECEIVED, told[SCAM])
    assert "Chưa có tài khoản: hãy gọi điện" in told[SCAM]  # the police has none: whom to call stands there
    assert not re.search(RECEIVED, told[BLAZE])
    assert alerts(office, scam) == [(COMMITTEE, False, "Bùi Thị Thanh", True), (POLICE, False, "", False)]
    clerk.goto(f"/phan-anh/{scam}")
    assert re.search(r"\d\d:\d\d", clerk.get_by_role("row", name=COMMITTEE).inner_text())

    words = list(FIRST_OF.values())
    assert len(stranger.reads(clerk, words, most=15)) > 3  # who may read it finds it by the same way
    assert stranger.reads(other, words) == []
    pages = [f"/phan-anh/{number}{page}" for number in (scam, blaze) for page in PAGES]
    assert stranger.is_refused(other, pages) == {}
    stranger.gets_no_hint(other, SCAM, story.AREA)
    other.goto("/tong-quan")
    expect(other.get_by_role("main")).to_have_text(counted, use_inner_text=True)
    desk = person("lanhdao2")
    desk.goto("/phan-anh/hang-doi")
    assert [first for first in FIRST_OF.values() if desk.get_by_text(first).count()] == []
    assert desk.goto(f"/phan-anh/hang-doi?xem={scam}").status == 200
    assert FIRST_OF[SCAM] not in desk.content()
    assert office.one(select(Observation.stage).where(Observation.id == scam)).stage.value == "waiting"
