"""The wizard: choose, dry run, confirm, undo; refused in words when the world has moved on."""

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Moved, Reorganisation, Unit
from tests.browser import form_values
from tests.people.units import MERGED

WIZARD = "/to-chuc/sap-nhap/moi"


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def merging(world, **more):
    ids = [world.unit("ccb").id, world.unit("phu_nu").id]
    ccb = world.unit("ccb")
    return {
        "viec": "sap-nhap", "don-vi": ids, "day": clock.day_text(clock.today()), "decision": "12-QĐ/ĐU",
        "name0": MERGED, "kind_id": ccb.kind_id, "level_id": ccb.level_id, "parent_id": ccb.parent_id,
        "committee_id": ccb.committee_id,
    } | more  # fmt: skip


def start(admin, said):
    address = WIZARD + "?viec=" + said["viec"] + "".join(f"&don-vi={one}" for one in said["don-vi"])
    return admin.get(address)


def dry_run(admin, said):
    assert start(admin, said).status_code == 200
    return admin.post(WIZARD, said)


def confirm(admin, said, page, **more):
    fields = form_values(page.text, WIZARD)
    return admin.post(
        WIZARD, said | {"seen": fields["seen"], "form_key": fields["form_key"], "buoc": "xac-nhan"} | more
    )


def ended(world, key):
    db.session.rollback()
    return db.session.scalar(db.select(Unit.valid_to).filter_by(id=world.unit(key).id))


def test_the_whole_way_and_back(world, admin, clerk, stranger):
    mine = world.sent("ccb", name="Của chúng tôi")
    said = merging(world)
    page = dry_run(admin, said)
    assert page.status_code == 200
    assert "đăng ký mô hình đang mở" in page.text
    assert ended(world, "ccb") is None
    done = confirm(admin, said, page)
    assert done.status_code == 303
    assert ended(world, "ccb") is not None
    assert clerk.get(f"/dan-van-kheo/{mine.id}").status_code == 200
    assert stranger.get(f"/dan-van-kheo/{mine.id}").status_code == 200  # she works in the merged unit now
    shown = admin.get(done.headers["Location"])
    assert MERGED in shown.text
    undo = done.headers["Location"] + "/hoan-tac"
    assert admin.post(undo, form_values(shown.text, undo)).status_code == 303
    assert ended(world, "ccb") is None
    assert clerk.get(f"/dan-van-kheo/{mine.id}").status_code == 200
    assert stranger.get(f"/dan-van-kheo/{mine.id}").status_code == 404
    assert "Đã hoàn tác" in admin.get("/to-chuc/sap-nhap").text


def test_a_stranger_of_another_unit_sees_nothing_of_it(world, admin, officer):
    settled = world.sent("ccb")
    said = merging(world)
    confirm(admin, said, dry_run(admin, said))
    assert officer.get(f"/dan-van-kheo/{settled.id}").status_code == 404


def test_a_double_click_does_it_once(world, admin):
    said = merging(world)
    page = dry_run(admin, said)
    first, second = confirm(admin, said, page), confirm(admin, said, page)
    assert first.headers["Location"] == second.headers["Location"]
    assert db.session.scalar(db.select(db.func.count(Reorganisation.id))) == 1


def test_two_admins_at_once_the_second_gets_409(world, admin):
    said = merging(world)
    mine, other = dry_run(admin, said), dry_run(admin, said)
    assert confirm(admin, said, mine).status_code == 303
    answer = confirm(admin, said, other)
    assert answer.status_code == 409
    assert "đã kết thúc ngày" in answer.text
    assert "Đặng Anh Tuấn đã làm việc đó lúc" in answer.text


def test_what_changed_meanwhile_is_shown_anew(world, admin):
    said = merging(world)
    page = dry_run(admin, said)
    world.sent("ccb", name="Vừa gửi")
    answer = confirm(admin, said, page)
    assert answer.status_code == 409
    assert "vừa thay đổi" in answer.text
    assert "Vừa gửi" in answer.text
    assert confirm(admin, said, answer).status_code == 303


def test_faults_are_shown_at_their_fields_and_words_stay(world, admin):
    said = merging(world, decision="", day="x", name0="Tên rất riêng")
    answer = dry_run(admin, said)
    assert answer.status_code == 422
    assert "Ghi số quyết định" in answer.text
    assert "Tên rất riêng" in answer.text


def test_a_close_shows_who_is_left_and_asks(world, admin):
    said = {"viec": "ket-thuc", "don-vi": [world.unit("ccb").id], "day": clock.day_text(clock.today()),
            "decision": "1", "heir0": world.unit("phu_nu").id}  # fmt: skip
    page = dry_run(admin, said)
    assert "2 người sẽ không còn vị trí nào" in page.text
    answer = confirm(admin, said, page)
    assert answer.status_code == 422
    assert ended(world, "ccb") is None
    assert confirm(admin, said, page, knows="y").status_code == 303
    assert ended(world, "ccb") is not None


def test_a_split_takes_the_choice_for_each_row(world, admin):
    draft = world.sent("ccb")
    said = {"viec": "chia-tach", "don-vi": [world.unit("ccb").id], "day": clock.day_text(clock.today()),
            "decision": "1", "name0": "Hội Một", "name1": "Hội Hai", "so-don-vi": "2"}  # fmt: skip
    page = dry_run(admin, said)
    assert f'name="chon-exemplar-{draft.id}"' in page.text
    assert confirm(admin, said, page, **{f"chon-exemplar-{draft.id}": "1"}).status_code == 303
    db.session.rollback()
    moved = db.session.scalars(db.select(Moved).filter_by(kind="exemplar", row_id=draft.id)).one()
    assert db.session.get(Unit, moved.to_unit_id).name == "Hội Hai"


@pytest.mark.parametrize(
    "address",
    [WIZARD, f"{WIZARD}?viec=x&don-vi=999", f"{WIZARD}?viec=chia-tach&don-vi=1&don-vi=2", "/to-chuc/sap-nhap?don-vi=x"],
)
def test_odd_addresses_lead_back_to_the_choice(admin, address):
    assert admin.get(address).status_code in (200, 303)


@pytest.mark.parametrize("said", [{}, {"don-vi": "999"}, {"don-vi": "x", "seen": "y", "buoc": "xac-nhan"}])
def test_odd_forms_are_404(admin, said):
    admin.get("/to-chuc/sap-nhap")
    assert admin.post(WIZARD, said).status_code == 404


def test_a_search_keeps_what_is_chosen(world, admin):
    ccb = world.unit("ccb").id
    page = admin.get(f"/to-chuc/sap-nhap?viec=sap-nhap&don-vi={ccb}&tim=phu+nu+phuong").text
    assert f'id="dv-{ccb}" value="{ccb}" checked' in page
    assert f'value="{world.unit("phu_nu").id}">' in page
