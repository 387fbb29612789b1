"""The small editor of reference tables."""

import pytest

from nam_tinh_hinh.emulation.tables import EmulationField
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.reference import REFERENCES
from nam_tinh_hinh.people.tables import AreaKind, Unit, UnitKind
from tests.browser import form_values

KINDS, FIELDS, AREAS = (
    "/quan-tri/danh-muc/loai-don-vi",
    "/quan-tri/danh-muc/linh-vuc",
    "/quan-tri/danh-muc/loai-dia-ban",
)


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def row(table, code):
    return db.session.scalars(db.select(table).filter_by(code=code)).one()


def events(subject):
    return [
        (event.action, event.details)
        for event in db.session.scalars(db.select(history.Event).filter_by(subject=subject).order_by(history.Event.id))
    ]


def test_each_room_named_its_tables(admin):
    assert set(REFERENCES) == {
        "loai-don-vi", "cap-don-vi", "loai-dia-ban", "linh-vuc", "tieu-chi", "kenh-nam-tinh-hinh", "nhom-doi-tuong",
    }  # fmt: skip
    page = admin.get("/quan-tri/danh-muc").text
    assert all(reference.label in page for reference in REFERENCES.values())


def test_a_row_is_added_once_with_a_code_of_its_own(admin, world):
    sent = {"label": "Hợp tác xã", "form_key": "d" * 32}
    assert [admin.post(KINDS, sent).status_code for _ in range(2)] == [303, 303]
    added = row(UnitKind, "hop_tac_xa")
    assert (added.label, added.position) == ("Hợp tác xã", 20)
    assert events("unit_kind") == [("add", {"before": None, "after": {"label": "Hợp tác xã"}})]


@pytest.mark.parametrize("label", ["", "  ", "dang uy", "x" * 121])
def test_a_bad_row_is_refused_in_words(admin, world, label):
    assert admin.post(KINDS, {"label": label}).status_code == 422
    assert db.session.scalar(db.select(db.func.count()).select_from(UnitKind)) == 20


def test_words_change_and_codes_stay(admin, world):
    one = row(UnitKind, "women")
    admin.post(f"{KINDS}/{one.id}/chu", {"label": "Hội LHPN"})
    assert row(UnitKind, "women").label == "Hội LHPN"
    said = {"before": {"label": "Hội Liên hiệp Phụ nữ"}, "after": {"label": "Hội LHPN"}}
    assert events("unit_kind") == [("rename", said)]
    taken = admin.post(f"{KINDS}/{one.id}/chu", {"label": "Đảng ủy"})
    assert taken.status_code == 422
    assert 'value="Đảng ủy" autocomplete="off" aria-invalid="true"' in taken.text
    assert row(UnitKind, "women").label == "Hội LHPN"


def test_the_order_is_moved_and_ends_hold(admin, world):
    order = db.session.scalars(db.select(AreaKind.id).order_by(AreaKind.position)).all()
    admin.post(f"{AREAS}/{order[1]}/len")
    admin.post(f"{AREAS}/{order[1]}/len")
    moved = db.session.scalars(db.select(AreaKind.id).order_by(AreaKind.position)).all()
    assert moved == [order[1], order[0], *order[2:]]
    assert [action for action, _ in events("area_kind")] == ["move"]


def test_a_row_in_use_is_not_removed_and_it_is_said_where(admin, world):
    answer = admin.post(f"{KINDS}/{row(UnitKind, 'school').id}/bo")
    assert answer.status_code == 409
    schools = db.session.scalar(
        db.select(db.func.count()).select_from(Unit).filter_by(kind_id=row(UnitKind, "school").id)
    )
    assert f"Không bỏ được “Trường học” vì đang dùng ở {schools} đơn vị." in answer.text
    assert row(UnitKind, "school")


def test_an_unused_row_is_removed_and_comes_back_whole(admin, world):
    before = row(UnitKind, "enterprise").position
    page = admin.get(admin.post(f"{KINDS}/{row(UnitKind, 'enterprise').id}/bo").location).text
    assert "Đã bỏ “Doanh nghiệp”" in page
    undo = form_values(page, f"{KINDS}/lay-lai")
    assert admin.post(f"{KINDS}/lay-lai", undo).status_code == 303
    assert row(UnitKind, "enterprise").position == before
    assert admin.post(f"{KINDS}/lay-lai", undo).status_code == 409


def test_only_a_removed_row_of_this_table_comes_back(admin, world):
    for event in ("0", "1", "abc", ""):
        assert admin.post(f"{KINDS}/lay-lai", {"event": event}).status_code in {404, 409}


def test_a_field_switched_off_is_offered_no_more_and_stays_where_it_stands(admin, clerk, world):
    field = row(EmulationField, "culture")
    field_id, draft = field.id, world.draft("ccb", field_id=field.id)
    draft_id = draft.id
    db.session.commit()
    used = admin.post(f"{FIELDS}/{field_id}/bo")
    assert used.status_code == 409
    assert "đang dùng ở 1 mô hình, điển hình. Muốn thôi dùng từ nay, hãy bấm “Tắt”." in used.text
    admin.post(f"{FIELDS}/{field_id}/bat-tat")
    assert "Văn hóa - xã hội" not in clerk.get("/dan-van-kheo/dang-ky").text
    assert f'selected value="{field_id}">Văn hóa - xã hội' in clerk.get(f"/dan-van-kheo/{draft_id}/sua").text
    assert events("emulation_field") == [
        (
            "switch_off",
            {
                "before": {"label": "Văn hóa - xã hội", "active": True},
                "after": {"label": "Văn hóa - xã hội", "active": False},
            },
        )
    ]
    assert admin.post(f"{KINDS}/{row(UnitKind, 'women').id}/bat-tat").status_code == 404


@pytest.mark.parametrize("path", ["/quan-tri/danh-muc/khong-co", f"{KINDS}/99999/chu", f"{KINDS}/1/sang"])
def test_what_is_not_there_is_404(admin, world, path):
    answer = admin.get(path) if path.endswith("co") else admin.post(path, {"label": "x"})
    assert answer.status_code == 404
