"""The pages of units: who may look, who may change, and what is said when something is refused."""

import io

import pytest
from openpyxl import load_workbook

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.tables import Unit, UnitKind
from tests.browser import form_values
from tests.people.units import merge, order

FACTS = {"name": "Chi hội Khuyến học", "valid_from": "01/07/2025"}


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def kind_id(code="branch"):
    return db.session.scalar(db.select(UnitKind.id).filter_by(code=code))


def typed(world, **more):
    return FACTS | {"kind_id": kind_id(), "parent_id": world.unit("mttq").id} | more


def named(name):
    db.session.rollback()
    return db.session.scalar(db.select(Unit).filter_by(name=name))


def test_any_hat_may_look_and_only_the_administrator_is_offered_changes(world, stranger, admin):
    page = stranger.get("/to-chuc")
    assert "Hội Cựu chiến binh phường Minh Họa" in page.text
    assert "Thêm đơn vị" not in page.text
    assert "Thêm đơn vị" in admin.get("/to-chuc").text


@pytest.mark.parametrize(
    "path", ["/to-chuc/them", "/to-chuc/1/sua", "/to-chuc/sap-nhap", "/to-chuc/sap-nhap/moi", "/to-chuc/nhap",
             "/to-chuc/mau.xlsx"]
)  # fmt: skip
def test_the_stranger_may_not_change(stranger, path):
    assert stranger.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/to-chuc/them", "/to-chuc/1/sua", "/to-chuc/1/xoa", "/to-chuc/sap-nhap/1/hoan-tac"])
def test_the_stranger_may_not_send_either(stranger, path):
    assert stranger.post(path).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/to-chuc/999", "/to-chuc/999/sua", "/to-chuc/sap-nhap/999", "/to-chuc/2147483648"],
)
def test_what_is_not_there_is_404(admin, path):
    assert admin.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/to-chuc?ngay=31/02/2026", "/to-chuc?trang=0", "/to-chuc?trang=99", "/to-chuc?goc=999&loai=99999999999",
        "/to-chuc?tu-khoa=%25_'\"", "/to-chuc?ngay=01/01/1900", "/to-chuc?in=ca", "/to-chuc.xlsx?ngay=x",
    ],
)  # fmt: skip
def test_odd_addresses_are_answered(stranger, path):
    assert stranger.get(path).status_code == 200


def test_a_day_that_is_none_is_told(stranger):
    assert "“31/02/2026” không phải là ngày" in stranger.get("/to-chuc?ngay=31/02/2026").text


def test_the_unit_page_names_people_superior_and_committee(world, stranger):
    page = stranger.get(f"/to-chuc/{world.unit('ccb').id}").text
    assert "Phạm Văn Thắng" in page
    assert "Chi hội Cựu chiến binh thôn Đồng Lân" in page
    assert "Sửa đơn vị" not in page


def test_a_unit_is_added_with_its_history(world, admin):
    admin.get("/to-chuc/them")
    answer = admin.post("/to-chuc/them", typed(world))
    unit = named("Chi hội Khuyến học")
    assert answer.headers["Location"] == f"/to-chuc/{unit.id}"
    assert (unit.parent_id, unit.valid_from.isoformat()) == (world.unit("mttq").id, "2025-07-01")
    assert history.last("unit", unit.id).details["after"]["parent"] == "Ủy ban MTTQ Việt Nam phường Minh Họa"


def test_a_double_click_adds_once(world, admin):
    admin.get("/to-chuc/them")
    said = typed(world, form_key="d" * 32)
    first, second = admin.post("/to-chuc/them", said), admin.post("/to-chuc/them", said)
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"name": ""}, "Ghi tên đơn vị."),
        ({"kind_id": ""}, "Chọn loại đơn vị."),
        ({"kind_id": "9999"}, "Hãy chọn một mục trong danh sách."),
        ({"kind_id": "x"}, "Hãy chọn một mục trong danh sách."),
        ({"valid_from": "hôm qua"}, "không phải là ngày"),
        ({"valid_to": "30/06/2025"}, "Ngày kết thúc phải bằng hoặc sau ngày bắt đầu."),
        ({"name": "Công đoàn  PHƯỜNG minh hoạ"}, "Cùng đơn vị cấp trên đã có"),
        ({"name": "x" * 301}, "Dài quá"),
        ({"valid_from": "30/06/2025"}, "Việt Nam phường Minh Họa” chỉ có từ 01/07/2025"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(world, admin, said, told):
    admin.get("/to-chuc/them")
    answer = admin.post("/to-chuc/them", typed(world) | {"symbol": "KH-9"} | said)
    assert answer.status_code == 422
    assert told in answer.text
    assert "KH-9" in answer.text


def test_a_circle_is_refused_in_words(world, admin):
    mttq, board = world.unit("mttq"), world.unit("khu_2")
    said = {"name": mttq.name, "kind_id": mttq.kind_id, "valid_from": "01/07/2025"}
    admin.get(f"/to-chuc/{mttq.id}/sua")
    for line in ("parent_id", "committee_id"):
        if line == "committee_id":
            board.committee_id = mttq.id
            db.session.commit()
        answer = admin.post(f"/to-chuc/{mttq.id}/sua", said | {line: board.id})
        assert answer.status_code == 422
        assert "đang ở dưới đơn vị này" in answer.text
    db.session.expire_all()
    assert world.unit("mttq").committee_id == world.unit("dang_uy").id


def edit_values(admin, unit):
    page = admin.get(f"/to-chuc/{unit.id}/sua").text
    return {"name": unit.name, "kind_id": unit.kind_id, "parent_id": unit.parent_id or "",
            "committee_id": unit.committee_id or "", "valid_from": "01/07/2025", "symbol": unit.symbol,
            "version": form_values(page, f"/to-chuc/{unit.id}/sua")["version"]}  # fmt: skip


def test_an_edit_leaves_before_and_after(world, admin):
    unit = world.unit("ccb")
    answer = admin.post(f"/to-chuc/{unit.id}/sua", edit_values(admin, unit) | {"symbol": "HCCB"})
    assert answer.status_code == 303
    details = history.last("unit", unit.id).details
    assert (details["before"]["symbol"], details["after"]["symbol"]) == ("CCB", "HCCB")


def test_two_admins_at_once_the_second_is_told_and_keeps_his_words(world, admin, sign_in):
    unit = world.unit("ccb")
    first, second = edit_values(admin, unit), edit_values(sign_in("quantri"), unit)
    assert admin.post(f"/to-chuc/{unit.id}/sua", first | {"symbol": "MỘT"}).status_code == 303
    answer = admin.post(f"/to-chuc/{unit.id}/sua", second | {"symbol": "HAI"})
    assert answer.status_code == 409
    assert "đã thay đổi từ khi bạn mở trang" in answer.text
    assert "Ký hiệu trên máy chủ nay là “MỘT”." in answer.text
    assert "HAI" in answer.text
    db.session.rollback()
    assert world.unit("ccb").symbol == "MỘT"


def test_a_unit_in_use_cannot_just_end(world, admin):
    unit = world.unit("ccb")
    answer = admin.post(
        f"/to-chuc/{unit.id}/sua", edit_values(admin, unit) | {"valid_to": clock.day_text(clock.today())}
    )
    assert answer.status_code == 422
    assert "Hãy dùng “Kết thúc hoạt động”" in answer.text


def test_what_is_used_is_not_removed_and_what_never_was_is(world, admin):
    unit = world.unit("ccb")
    admin.get(f"/to-chuc/{unit.id}")
    answer = admin.post(f"/to-chuc/{unit.id}/xoa")
    assert answer.status_code == 422
    assert "vì đang có" in answer.text
    admin.get("/to-chuc/them")
    admin.post("/to-chuc/them", typed(world))
    added = named("Chi hội Khuyến học").id
    assert admin.post(f"/to-chuc/{added}/xoa").status_code == 303
    assert named("Chi hội Khuyến học") is None
    page = admin.get("/to-chuc").text
    admin.post("/to-chuc/them", form_values(page, "/to-chuc/them"))
    assert named("Chi hội Khuyến học").parent_id == world.unit("mttq").id


def test_the_spreadsheet_is_what_the_import_reads_again(stranger, admin):
    content = stranger.get("/to-chuc.xlsx").data
    sheet = load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[2]][:4] == ["Tên đơn vị", "Loại", "Cấp", "Trực thuộc"]
    assert sheet.max_row == 2 + 61
    admin.get("/to-chuc/nhap")
    answer = admin.post("/to-chuc/nhap", {"file": (io.BytesIO(content), "don-vi.xlsx")})
    assert "Mọi đơn vị trong danh sách đều đã có" in answer.text


def test_a_superior_never_begins_after_those_below_it_by_an_edit(world, admin):
    mttq, ccb = world.unit("mttq"), world.unit("ccb")
    said = edit_values(admin, mttq)
    answer = admin.post(f"/to-chuc/{mttq.id}/sua", said | {"valid_from": "02/07/2025"})
    assert answer.status_code == 422
    assert "trực thuộc đã có từ 01/07/2025" in answer.text
    answer = admin.post(f"/to-chuc/{ccb.id}/sua", edit_values(admin, ccb) | {"valid_from": "30/06/2025"})
    assert answer.status_code == 422
    assert "chỉ có từ 01/07/2025" in answer.text


def test_what_a_decision_put_below_a_younger_unit_may_still_be_corrected(world, admin):
    row = merge(world, "ccb", "phu_nu")
    db.session.commit()
    branch = db.session.scalars(db.select(Unit).where(Unit.name.like("Chi hội Cựu chiến binh%"))).first()
    assert branch.valid_from < branch.parent.valid_from == row.on_day
    answer = admin.post(f"/to-chuc/{branch.id}/sua", edit_values(admin, branch) | {"symbol": "CH-1"})
    assert answer.status_code == 303


def test_a_closed_unit_says_who_took_its_work(world, stranger):
    asked = order(world, Change.CLOSE, "ccb", heirs=[world.unit("phu_nu").id], knows_who_is_left=True)
    row = services.reorganise(actor=world.actor("quantri"), order=asked)
    db.session.commit()
    women, ccb = world.unit("phu_nu"), world.unit("ccb")
    told = f'Phần việc chuyển về: <a href="/to-chuc/{women.id}">{women.name}</a>'
    assert told in stranger.get(f"/to-chuc/{ccb.id}").text
    assert "Phần việc chuyển về" not in stranger.get(f"/to-chuc/{women.id}").text
    services.undo_reorganisation(actor=world.actor("quantri"), row=row)
    db.session.commit()
    assert "Phần việc chuyển về" not in stranger.get(f"/to-chuc/{ccb.id}").text
