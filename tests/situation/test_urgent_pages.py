"""Urgent word on its page, on the home page and at the top of every page; the stranger sees none of it."""

import re

import pytest
from sqlalchemy import event

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import ContactPoint
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.queries.urgent import without_account
from nam_tinh_hinh.situation.services import alerts
from nam_tinh_hinh.situation.tables import Alert
from tests.browser import form_values

PAGE, NEW, FIRE = "/phan-anh/cap-bach", "/phan-anh/cap-bach/moi", "Cháy kho hàng cạnh trường học"


@pytest.fixture
def fire(situation):
    return situation.recorded(severity=Severity.URGENT, content=FIRE, area="Khu dân cư số 3")


@pytest.fixture
def told(situation, fire):
    alerts.send(actor=situation.reach("canbo"), observation=fire, to_unit_ids=[situation.world.unit("dang_uy").id])
    situation.save()
    return fire


def test_the_clerk_tells_it_and_the_superior_sees_it_at_once(situation, fire, clerk, sign_in):
    path = f"/phan-anh/{fire.id}/bao-cap-bach"
    assert FIRE in clerk.get(PAGE).text
    page = clerk.get(path)
    police = situation.world.unit("cong_an").id
    answer = clerk.post(path, form_values(page.text, path) | {"to_units": police})
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?chieu=di")
    above = sign_in("tonghop")
    home = above.get("/").text
    assert re.search(rf'viec--overdue"><a href="{PAGE}#tin-\d+">.*?Tin cấp bách.*?{FIRE}', home, re.S)
    assert "bản sao để biết" in above.get(PAGE).text
    assert FIRE not in sign_in("canbo2").get("/").text


def test_its_receipt_comes_back_with_the_time_and_only_once(situation, told, clerk, sign_in):
    above, path = sign_in("tonghop"), f"/phan-anh/{told.id}/da-nhan-tin"
    assert "Chưa nhận" in clerk.get(f"{PAGE}?chieu=di").text
    assert above.post(path, form_values(above.get(PAGE).text, path)).status_code == 303
    db.session.rollback()
    alert = db.session.scalars(db.select(Alert)).one()
    seen = (alert.seen_at, alert.seen_by_name)
    assert seen[1] == "Bùi Thị Thanh"
    sent = clerk.get(f"{PAGE}?chieu=di").text
    assert re.search(r"đã nhận lúc \d\d:\d\d ngày [\d/]+, Bùi Thị Thanh", sent)
    assert (above.post(path).status_code, "Đơn vị đã nhận tin này lúc" in above.get(PAGE).text) == (303, True)
    db.session.rollback()
    alert = db.session.scalars(db.select(Alert)).one()
    assert (alert.seen_at, alert.seen_by_name) == seen
    assert "Tin cấp bách" not in above.get("/").text.split("<h1>")[1]


def test_the_sender_s_name_stays_inside_his_unit(told, sign_in):
    assert "Nguyễn Thị Hòa" not in sign_in("tonghop").get(PAGE).text


@pytest.mark.parametrize("who", ["canbo2", "lanhdao2", "phutrach", "nguoixem", "thuongtruc"])
def test_the_stranger_sees_none_of_it(told, sign_in, who):
    browser = sign_in(who)
    pages = [browser.get(path).text for path in ("/", PAGE, f"{PAGE}?chieu=di")]
    assert [FIRE in page for page in pages] == [False] * 3


@pytest.mark.parametrize(("chosen", "code"), [([], 422), (["99999"], 422), (["x"], 422), (["own"], 422)])
def test_it_goes_to_superiors_only(situation, fire, clerk, chosen, code):
    units = [str(fire.unit_id) if one == "own" else one for one in chosen]
    answer = clerk.post(f"/phan-anh/{fire.id}/bao-cap-bach", {"to_units": units})
    assert (answer.status_code, "<title>Lỗi: " in answer.text) == (code, True)
    assert db.session.scalars(db.select(Alert)).all() == []


def test_what_is_not_urgent_shows_the_way_out(situation, clerk, sign_in):
    row = situation.recorded()
    assert "đề nghị đầu mối sửa mức độ" in clerk.get(f"/phan-anh/{row.id}/bao-cap-bach").text
    leader = sign_in("lanhdao").get(f"/phan-anh/{row.id}/bao-cap-bach").text
    assert f"/phan-anh/hang-doi?xem={row.id}&amp;lam=sua" in leader
    assert clerk.post(f"/phan-anh/{row.id}/bao-cap-bach", {"to_units": []}).status_code == 422


def test_where_nobody_has_an_account_the_sender_is_told_to_phone(situation, fire, clerk):
    police = situation.world.unit("cong_an")
    db.session.query(ContactPoint).filter_by(unit_id=police.id).delete()
    db.session.add(ContactPoint(unit_id=police.id, name="Trực ban", phone="0219 3 886 113"))
    situation.save()
    page = clerk.get(f"/phan-anh/{fire.id}/bao-cap-bach").text
    assert re.search(r"Công an phường Minh Họa.*?Chưa có tài khoản: hãy gọi điện</b> Trực ban, "
                     r'<a href="tel:02193886113">0219 3 886 113</a>', page, re.S)  # fmt: skip
    alerts.send(actor=situation.reach("canbo"), observation=fire, to_unit_ids=[police.id])
    situation.save()
    assert "hãy gọi điện</b> Trực ban" in clerk.get(f"{PAGE}?chieu=di").text


def test_a_party_committee_is_answered_for_by_its_office(situation):
    units = {key: situation.world.unit(key).id for key in ("dang_uy", "ccb", "cong_an", "van_phong")}
    assert list(without_account(units.values())) == [units["cong_an"]]


def test_pages_ask_for_news_quietly(told, situation, clerk, sign_in):
    above = sign_in("tonghop")
    assert (clerk.get(NEW).status_code, clerk.get(NEW).data) == (204, b"")
    answer = above.get(NEW, headers={"HX-Request": "true", "X-Asks-Alone": "1"})
    assert (answer.status_code, "Có tin cấp bách mới" in answer.text, FIRE in answer.text) == (200, True, False)
    alerts.see(actor=situation.reach("tonghop"), observation=told)
    situation.save()
    assert above.get(NEW).status_code == 204
    asks = {who: NEW in sign_in(who).get("/").text for who in ("tonghop", "canbo", "nguoixem", "phutrach", "quantri")}
    assert asks == {"tonghop": True, "canbo": True, "nguoixem": False, "phutrach": False, "quantri": False}


def test_the_number_of_statements_does_not_grow(situation, sign_in):
    def asked(browser, path):
        statements = []
        event.listen(db.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))
        assert browser.get(path).status_code == 200
        return len([one for one in statements if one.startswith(("SELECT", "WITH"))])

    def tell(n):
        row = situation.recorded(severity=Severity.URGENT, content=f"{FIRE} {n}")
        units = [situation.world.unit(key).id for key in ("dang_uy", "cong_an")]
        alerts.send(actor=situation.reach("canbo"), observation=row, to_unit_ids=units)
        situation.recorded(severity=Severity.URGENT, content=f"Chưa báo {n}")
        situation.save()

    above, clerk = sign_in("tonghop"), sign_in("canbo")
    tell(0)
    few = asked(above, PAGE), asked(clerk, f"{PAGE}?chieu=di")
    for n in range(1, 50):
        tell(n)
    assert (asked(above, PAGE), asked(clerk, f"{PAGE}?chieu=di")) == few
