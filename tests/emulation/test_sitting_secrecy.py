"""Who stepped aside sees nothing of an item, in no way; nor do those outside the committee before it is made known."""

import re

import pytest

from nam_tinh_hinh.emulation import services as emulation
from nam_tinh_hinh.emulation.enums import SittingStage
from nam_tinh_hinh.emulation.services import deciding
from nam_tinh_hinh.emulation.services import sitting as services
from nam_tinh_hinh.emulation.tables import ReviewMark
from nam_tinh_hinh.kernel.db import db
from tests import papers
from tests.browser import form_values
from tests.emulation.sittings import again, item_of, opened, planned

SECRET = "Trùng với việc của chi bộ Hoa Mẫu Đơn"
SAID = "Đồng chí Thủy hỏi về kinh phí"
LEAK = re.compile(f"{SECRET}|{SAID}|Dự kiến|Không đưa vào danh sách")


@pytest.fixture
def decided(world):
    """A sitting on the veterans' and the Front's (mttq, banchidao's own unit); the Front's is declined."""
    world.sent(name="Của Cựu chiến binh")
    front = world.sent("mttq", name="Của Mặt trận", content="Nội dung riêng của Mặt trận")
    one = opened(world)
    item = item_of(one, front.id)
    deciding.note(actor=world.actor("thuongtruc"), item=item, discussion=SAID)
    deciding.decide(actor=world.actor("banchidao2"), item=item, action="decline", reason=SECRET)
    world.save()
    return one, item


def test_a_member_of_the_unit_is_put_aside_by_the_program(world, decided):
    _one, item = decided
    assert [(row.name, row.why) for row in item.aside] == [("Lê Minh Đức", "Mô hình của đơn vị mình")]


def test_who_stepped_aside_sees_nothing_of_the_item_on_any_page(world, decided, member):
    one, item = decided
    path = f"/dan-van-kheo/phien-hop/{one.id}"
    answer = member.get(f"{path}/{item.id}")
    assert (answer.status_code, "Nội dung riêng" in answer.text) == (403, False)
    fragment = member.get(f"{path}/{item.id}", headers={"HX-Request": "true", "HX-Target": "ho-so"})
    other = next(row for row in one.items if row.id != item.id)
    pages = [answer, fragment, member.get(path), member.get(f"{path}/{other.id}"), member.get("/")]
    assert [page.status_code for page in pages] == [403, 403, 200, 200, 200]
    assert [
        LEAK.search(page.text.replace("/khong-dua-vao", "").replace("Không đưa vào danh sách</button>", ""))
        for page in pages
    ] == [None] * 5
    for slug in ("dong-y", "hoan-tac", "thao-luan"):
        refused = member.post(f"{path}/{item.id}/{slug}", {"version": item.exemplar.version, "discussion": "x"})
        assert (refused.status_code, LEAK.search(refused.text)) == (403, None)
    assert item_of(again(one), item.exemplar_id).discussion == SAID


def test_nor_in_the_minutes_before_the_result_is_made_known(world, decided, member, standing, sign_in):
    one, item = decided
    path = f"/dan-van-kheo/phien-hop/{one.id}/ket-thuc"
    said = form_values(standing.get(path).text, path)
    typed = {"day": "12/3/2026", "layout": "dang", "conclusion": "Thống nhất.", "ends": "11 giờ"}
    assert standing.post(path, said | typed).status_code == 303
    sitting = again(one)
    assert (sitting.stage, sitting.number_text) == (SittingStage.CLOSED, "01-BB/BCĐ")
    paper = f"/van-ban/{sitting.paper_id}.pdf"
    browsers = {"banchidao": member, "thuongtruc": standing} | {who: sign_in(who) for who in ("banchidao2", "tonghop")}
    codes = {who: browser.get(paper).status_code for who, browser in browsers.items()}
    assert codes == {"banchidao": 404, "tonghop": 404, "thuongtruc": 200, "banchidao2": 200}
    listed = {who: "01-BB/BCĐ" in browser.get("/so-van-ban").text for who, browser in browsers.items()}
    assert listed == {who: code == 200 for who, code in codes.items()}
    assert LEAK.search(member.get(f"/dan-van-kheo/phien-hop/{one.id}").text) is None
    front = again(one)
    other = next(row.exemplar for row in front.items if row.exemplar_id != item.exemplar_id)
    world.act("banchidao2", other, "agree")
    seen = [(row.exemplar_id, row.exemplar.version) for row in again(one).items]
    emulation.release(actor=world.actor("thuongtruc"), seen=seen)
    world.save()
    assert [browser.get(paper).status_code for browser in browsers.values()] == [200] * 4


@papers.needs_pdftotext
def test_an_officer_of_the_unit_previews_the_minutes_without_it(world, standing):
    world.sent("ban_xay_dung", name="Của cơ quan thường trực", content="Riêng")
    mine = again(planned(world))
    own = next(row for row in mine.items if row.exemplar.name == "Của cơ quan thường trực")
    services.open_sitting(actor=world.actor("thuongtruc"), sitting=mine)
    deciding.note(actor=world.actor("banchidao2"), item=own, discussion=SAID)
    world.save()
    content = standing.get(f"/dan-van-kheo/phien-hop/{mine.id}/xem-thu.pdf").data
    text = papers.squeezed(papers.text(content))
    assert ("Củacơquanthườngtrực" in text, papers.squeezed(SAID) in text) == (True, False)
    assert "bạnkhôngthamgiaxét" in text


@pytest.mark.parametrize("username", ["tonghop", "canbo", "lanhdao", "phutrach", "quantri", "canbo2"])
def test_nobody_outside_the_committee_learns_what_a_sitting_decides(world, decided, sign_in, username):
    one, item = decided
    browser, path = sign_in(username), f"/dan-van-kheo/phien-hop/{one.id}"
    answers = [browser.get(address) for address in ("/dan-van-kheo/phien-hop", path, f"{path}/{item.id}", "/")]
    compiler = username == "tonghop"
    assert [answer.status_code for answer in answers] == [200 if compiler else 403] * 2 + [403, 200]
    assert [LEAK.search(answer.text) for answer in answers] == [None] * 4


def test_a_member_declares_it_himself_before_the_opening_and_takes_it_back(world, sign_in):
    world.sent()
    one = planned(world)
    browser, path = sign_in("banchidao2"), f"/dan-van-kheo/phien-hop/{one.id}/{one.items[0].id}"
    assert browser.post(f"{path}/khong-tham-gia", {"why": " "}).status_code == 422
    answer = browser.post(f"{path}/khong-tham-gia", {"why": "Chồng là chủ mô hình"})
    assert answer.status_code == 303
    assert [(row.name, row.why) for row in again(one).items[0].aside] == [("Vũ Thị Ngọc Ánh", "Chồng là chủ mô hình")]
    assert len(db.session.scalars(db.select(ReviewMark)).all()) == 1  # his queue puts it aside too
    assert "Chồng là chủ mô hình" in browser.get("/dan-van-kheo/phien-hop/" + str(one.id)).text
    assert browser.post(f"{path}/tham-gia-lai").status_code == 303
    assert (again(one).items[0].aside, db.session.scalars(db.select(ReviewMark)).all()) == ([], [])


def test_the_standing_office_notes_it_for_a_member_and_nobody_else_does(world, standing, member):
    world.sent()
    one = planned(world)
    path = f"/dan-van-kheo/phien-hop/{one.id}/{one.items[0].id}/khong-tham-gia"
    second = next(row.user_id for row in one.attendances if row.name == "Vũ Thị Ngọc Ánh")
    assert member.post(path, {"why": "Họ hàng", "ai": second}).status_code == 403
    assert standing.post(path, {"why": "Họ hàng", "ai": second}).status_code == 303
    assert standing.post(path, {"why": "Họ hàng"}).status_code == 403  # he himself is no member
    assert [row.name for row in again(one).items[0].aside] == ["Vũ Thị Ngọc Ánh"]


def test_who_belongs_to_the_unit_cannot_join_again(world, decided, member):
    one, _item = decided
    undecided = world.sent("mttq", name="Mô hình khác của Mặt trận")
    two = planned(world)
    item = item_of(two, undecided.id)
    answer = member.post(f"/dan-van-kheo/phien-hop/{two.id}/{item.id}/tham-gia-lai")
    assert (answer.status_code, "thuộc đơn vị đăng ký" in answer.text) == (403, True)
    assert one.id != two.id
