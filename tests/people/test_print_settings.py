"""What stands on papers: letterheads tried on a real PDF, and the numbers of a layout."""

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import LAYOUTS, PARTY
from nam_tinh_hinh.kernel.paper.words import KINDS, LABELS, in_words
from nam_tinh_hinh.people.queries import print_setting
from nam_tinh_hinh.people.queries.papers import layout_by_code, print_settings_of
from nam_tinh_hinh.people.tables import PrintSetting
from tests.browser import form_values
from tests.papers import needs_pdftotext, text

LIST, NUMBERS = "/quan-tri/mau-in", "/quan-tri/mau-in/the-thuc/dang"


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def words(**more):
    said = {
        "parent_lines": "ĐẢNG ỦY PHƯỜNG MINH HỌA", "issuer_lines": "BAN CHỈ ĐẠO", "symbol": "BCĐ", "place": "Minh Họa",
        "signing": "for_chief", "authority": "Trưởng ban", "post": "Phó Trưởng ban", "signer": "Trần Văn Mẫu",
        "recipients": "Thường trực Đảng ủy\nCác đơn vị", "archive": "Văn phòng",
    }  # fmt: skip
    return said | more


def numbers(**more):
    typed = {name: str(value) for name, value in PARTY.as_row().items() if KINDS.get(name) is not bool}
    ticked = {name: "1" for name, kind in KINDS.items() if kind is bool and getattr(PARTY, name)}
    return typed | ticked | more


def newest(subject):
    newest = db.select(history.Event).filter_by(subject=subject).order_by(history.Event.id.desc()).limit(1)
    return db.session.scalars(newest).one()


@needs_pdftotext
def test_the_saved_signer_stands_on_the_trial_and_on_the_list(admin, clerk, world):
    setting_id = print_setting("dang").id
    assert admin.post(f"{LIST}/{setting_id}", words()).status_code == 303
    trial = admin.get(f"{LIST}/{setting_id}/xem-thu.pdf")
    assert trial.mimetype == "application/pdf"
    for paper in (trial, clerk.get("/dan-van-kheo/danh-sach.pdf")):
        said = text(paper.data)
        assert "Trần Văn Mẫu" in said
        assert "K/T TRƯỞNG BAN" in said
    details = newest("print_setting").details
    assert (details["before"]["signer"], details["after"]["signer"]) == ("", "Trần Văn Mẫu")
    assert "place" not in details["after"]


@needs_pdftotext
def test_what_is_typed_is_tried_without_being_saved(admin, world):
    setting_id = print_setting("nha-nuoc").id
    trial = admin.post(f"{LIST}/{setting_id}/xem-thu.pdf", words(signer="Chưa Lưu"))
    assert "Chưa Lưu" in text(trial.data)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text(trial.data)
    assert print_setting("nha-nuoc").signer == ""


@pytest.mark.parametrize("path", ["", "/xem-thu.pdf"])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"issuer_lines": " "}, "Ghi tên cơ quan ban hành"),
        ({"authority": ""}, "Ghi ký thay"),
        ({"signing": "x"}, "Hãy chọn một mục"),
        ({"signer": "x" * 201}, "Dài quá"),
    ],
)
def test_bad_words_are_said_and_kept(admin, world, path, typed, said):
    answer = admin.post(f"{LIST}/{print_setting('dang').id}{path}", words(**typed))
    assert answer.status_code == 422
    assert said in answer.text
    assert "Phó Trưởng ban" in answer.text
    assert print_setting("dang").post == "TRƯỞNG BAN"


def test_characters_the_font_lacks_are_named(admin, world):
    answer = admin.post(f"{LIST}/{print_setting('dang').id}/xem-thu.pdf", words(signer="漢字"))
    assert answer.status_code == 422
    assert "漢" in answer.text


def test_another_unit_gets_its_own_letterheads_once(admin, world):
    for _ in range(2):
        assert admin.post(LIST, {"unit": "hoi cuu chien binh phuong minh hoa"}).status_code == 303
    found = print_settings_of(world.unit("ccb").id)
    assert [setting.issuer_lines for setting in found] == ["HỘI CỰU CHIẾN BINH PHƯỜNG MINH HỌA"] * 2
    assert print_setting("dang").unit_id == world.unit("ban_chi_dao").id
    assert admin.post(LIST, {"unit": "không có"}).status_code == 422
    assert db.session.scalar(db.select(db.func.count()).select_from(PrintSetting)) == 4


def test_every_number_has_its_words():
    assert set(LABELS) == set(PARTY.as_row()) - {"code", "name"}
    assert in_words("“margin_top_mm” phải là số") == "“Lề trên (mm)” phải là số"


def test_numbers_are_changed_with_commas_and_taken_back(admin, world):
    answer = admin.post(NUMBERS, numbers(first_line_mm="12,7", issuer_caps=""))
    assert answer.status_code == 303
    assert newest("paper_layout").details == {"before": {"first_line_mm": 10}, "after": {"first_line_mm": 12.7}}
    page = admin.get(NUMBERS).text
    assert 'name="first_line_mm" value="12,7"' in page
    undo = form_values(page, f"{NUMBERS}/hoan-tac")
    assert admin.post(f"{NUMBERS}/hoan-tac", undo).status_code == 303
    assert layout_by_code("dang").numbers == PARTY.as_row()
    assert admin.post(f"{NUMBERS}/hoan-tac", undo).status_code == 409


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"margin_top_mm": "200"}, "“Lề trên (mm)” phải là số từ 0 đến 60"),
        ({"body_pt": "to"}, "“Nội dung: cỡ chữ (pt)” phải là số từ 1 đến 72"),
        ({"body_pt": "nan"}, "“Nội dung: cỡ chữ (pt)” phải là số"),
        ({"body_pt": "inf"}, "“Nội dung: cỡ chữ (pt)” phải là số"),
        ({"number_pattern": "Số {number}"}, "“Mẫu của số” phải có đủ"),
        ({"date_pattern": "{place.__class__}"}, "“Mẫu của nơi và ngày” phải có đủ"),
    ],
)
def test_numbers_no_paper_could_have_are_refused_in_words(admin, world, typed, said):
    answer = admin.post(NUMBERS, numbers(**typed))
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{next(iter(typed.values()))}"' in answer.text
    assert layout_by_code("dang").numbers == PARTY.as_row()


def test_the_shipped_numbers_come_back(admin, world):
    admin.post(NUMBERS, numbers(margin_left_mm="35"))
    admin.post(f"{NUMBERS}/ban-dau")
    assert layout_by_code("dang").numbers == LAYOUTS["dang"].as_row()
    assert newest("paper_layout").action == "reset_layout"
    assert "không có gì thay đổi" in admin.get(admin.post(f"{NUMBERS}/ban-dau").location).text


@pytest.mark.parametrize("path", [f"{LIST}/999", f"{LIST}/999/xem-thu.pdf", "/quan-tri/mau-in/the-thuc/x"])
def test_what_is_not_there_is_404(admin, path):
    assert admin.get(path).status_code == 404
