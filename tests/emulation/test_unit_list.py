"""A unit sends its list: what goes, under which number, what is frozen, and what is said when it cannot."""

import io

import pypdf
import pytest

from nam_tinh_hinh.demo.ways import Way
from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Quota, RegistrationList
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.tables import IssuedPaper
from tests.browser import form_values
from tests.papers import needs_pdftotext, squeezed, text
from tests.world import FACTS

PAGE, AREA = "/dan-van-kheo/gui-danh-sach", "/dan-van-kheo/danh-sach/ban-hanh"


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


def form(browser, page=PAGE, action=None):
    found = form_values(browser.get(page).text, action or page)
    return found | {"day": day_text(clock.today()), "layout": "dang"}


def pictures(pdf):
    return [len(page.images) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def paper():
    return db.session.scalars(db.select(IssuedPaper)).one()


@needs_pdftotext
def test_the_list_goes_out_frozen_under_the_units_number(world, leader, stranger):
    approved = world.staged(Stage.APPROVED)
    draft = world.saved_draft(name="Còn là nháp")
    shown = leader.get(PAGE).text
    assert (approved.name in shown, "Còn là nháp" in shown) == (True, True)
    answer = leader.post(PAGE, form(leader))
    sent = db.session.scalars(db.select(RegistrationList)).one()
    assert answer.location == f"{PAGE}/{sent.id}"
    assert (world.again(approved.id).stage, world.again(draft.id).stage) == (Stage.SUBMITTED, Stage.DRAFT)
    row = paper()
    assert (sent.paper_id, sent.number_text, sent.count, sent.day) == (row.id, row.number_text, 1, clock.today())
    assert (row.number, row.audience, row.about_unit_id) == (1, Audience.UNIT, world.unit("ccb").id)
    printed = squeezed(text(row.content))
    assert squeezed(approved.name) in printed
    assert squeezed(f"đăng ký mô hình, điển hình “Dân vận khéo” năm {clock.today().year}") in printed
    assert pictures(row.content) == [0]  # nothing printed across it
    receipt = leader.get(answer.location).text
    assert (sent.number_text in receipt, f"/van-ban/{row.id}.pdf" in receipt) == (True, True)
    assert leader.get(f"/van-ban/{row.id}.pdf").status_code == 200
    assert stranger.get(answer.location).status_code == 404
    assert stranger.get(f"/van-ban/{row.id}.pdf").status_code == 404


def test_the_same_press_twice_sends_once(world, leader):
    world.staged(Stage.APPROVED)
    typed = form(leader)
    first, second = (leader.post(PAGE, typed) for _ in range(2))
    assert first.location == second.location
    assert len(db.session.scalars(db.select(RegistrationList)).all()) == 1


def test_what_changed_since_it_was_read_is_not_sent_and_no_number_is_used(world, leader):
    world.staged(Stage.APPROVED)
    typed = form(leader)
    world.staged(Stage.APPROVED, name="Đến sau")
    answer = leader.post(PAGE, typed | {"day": "1/1/2026"})
    assert answer.status_code == 409
    assert ("Danh sách vừa thay đổi" in answer.text, 'value="1/1/2026"' in answer.text) == (True, True)
    assert "Số sẽ cấp: <b>01-" in answer.text
    assert db.session.scalars(db.select(IssuedPaper)).all() == []


@pytest.mark.parametrize(
    "bad", [{"day": ""}, {"day": "31/2/2026"}, {"day": "1/1/2999"}, {"layout": "x"}, {"seen": "x-y,"}]
)
def test_bad_input_is_said_in_words(world, leader, bad):
    world.staged(Stage.APPROVED)
    assert leader.post(PAGE, form(leader) | bad).status_code in {409, 422}
    assert db.session.scalars(db.select(IssuedPaper)).all() == []


def test_nothing_to_send_says_the_way_out(world, leader):
    assert "Chưa có mô hình nào để gửi" in leader.get(PAGE).text
    assert leader.post(PAGE, {"day": day_text(clock.today()), "layout": "dang"}).status_code == 409


def test_a_closed_round_is_said(world, leader):
    world.staged(Stage.APPROVED)
    campaign = queries.campaign(clock.today().year)
    for one in campaign.rounds:
        one.opens_on, one.closes_on = None, clock.today().replace(month=1, day=1)
    world.save()
    if clock.today() > clock.today().replace(month=1, day=1):
        assert "đã đóng" in leader.get(PAGE).text


def test_the_draft_says_that_it_is_one(world, leader):
    world.staged(Stage.APPROVED)
    answer = leader.get(f"{PAGE}/xem-thu.pdf?the-thuc=nha-nuoc")
    assert pictures(answer.data) == [1]  # "DỰ THẢO" across the page
    assert db.session.scalars(db.select(IssuedPaper)).all() == []


def test_a_shortfall_is_named_and_never_blocks(world, leader):
    quota = db.session.scalars(db.select(Quota).filter_by(unit_kind_id=world.unit("ccb").kind_id)).one()
    quota.at_least = 3
    world.staged(Stage.APPROVED)
    assert "Còn thiếu 2 so với chỉ tiêu" in leader.get(PAGE).text
    assert leader.post(PAGE, form(leader)).status_code == 303


@needs_pdftotext
@pytest.mark.parametrize("who", ["thuongtruc", "truongban"])
def test_the_whole_areas_list_keeps_what_is_not_made_known(world, sign_in, who):
    world.staged(Stage.AGREE_PENDING, name="Đã dự kiến")
    world.staged(Stage.SUBMITTED, "phu_nu", name="Của phụ nữ")
    world.staged(Stage.WITHDRAWN, name="Đã rút lui")
    browser, action = sign_in(who), f"{AREA}?nam={clock.today().year}"
    assert browser.post(action, form(browser, AREA, action)).status_code == 303
    row = paper()
    printed = squeezed(text(row.content))
    assert (row.audience, row.about_unit_id) == (Audience.COMMITTEE, None)
    assert [squeezed(word) in printed for word in ("Đã dự kiến", "Của phụ nữ", "Đã rút lui", "Dự kiến đồng ý")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert row.name in browser.get(AREA).text


def test_the_whole_areas_list_that_changed_is_read_again(world, standing):
    world.sent()
    action = f"{AREA}?nam={clock.today().year}"
    typed = form(standing, AREA, action)
    world.sent("phu_nu")
    assert standing.post(action, typed).status_code == 409
    assert db.session.scalars(db.select(IssuedPaper)).all() == []
    assert standing.get(f"{AREA}?nam=1999").status_code == 404


def test_next_years_list_goes_out_once_its_round_is_open_but_this_years_goes_first(world, leader):
    year = clock.today().year
    coming = services.open_campaign(actor=Machine(), year=year + 1, opens_on=clock.today())
    theirs = services.draft(actor=world.clerk_of("ccb"), campaign=coming, facts=FACTS | {"name": "Của năm sau"})
    Way(world.actor).lead(theirs, Stage.APPROVED)
    ours = world.staged(Stage.APPROVED)
    for item, title in ((ours, year), (theirs, year + 1)):
        assert f"Gửi danh sách đăng ký năm {title}" in leader.get(PAGE).text
        assert leader.post(PAGE, form(leader)).status_code == 303
        assert world.again(item.id).stage is Stage.SUBMITTED
    lists = db.session.scalars(db.select(RegistrationList).order_by(RegistrationList.id)).all()
    assert [(one.campaign.year, one.count) for one in lists] == [(year, 1), (year + 1, 1)]
