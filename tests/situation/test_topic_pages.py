"""The page of topics, and what the channels are."""

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation import queries
from nam_tinh_hinh.situation.enums import Regularity
from nam_tinh_hinh.situation.tables import Channel, Topic
from tests.browser import form_values
from tests.people.statements import counted

PAGE, CHANNELS = "/linh-vuc-nam-tinh-hinh/", "/quan-tri/kenh-thuong-xuyen-dinh-ky"


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


def topic(code):
    db.session.rollback()
    return db.session.scalars(db.select(Topic).filter_by(code=code)).one()


def added(leader, label="Nghĩa tình đồng đội", **more):
    sent = {"label": label, "parent_id": topic("culture").id} | more
    assert leader.post(PAGE, sent).status_code == 303
    return topic("culture.nghia_tinh_dong_doi")


def test_the_administrator_changes_words_and_codes_stay(admin, world):
    row = topic("culture.health")
    page = admin.get(PAGE).text
    assert all(one.label.split(";")[0] in page for one in db.session.scalars(db.select(Topic)))
    assert admin.post(f"{PAGE}{row.id}/chu", {"label": "Y tế, dân số, trẻ em"}).status_code == 303
    assert topic("culture.health").label == "Y tế, dân số, trẻ em"
    event = history.last("topic", row.id)
    assert event.details == {"before": {"label": "Y tế, dân số"}, "after": {"label": "Y tế, dân số, trẻ em"}}
    said = admin.get("/quan-tri/nhat-ky").text
    assert "Lĩnh vực nắm tình hình" in said
    assert "Y tế, dân số, trẻ em" in said


def test_words_taken_beside_it_or_empty_are_refused_and_stay_typed(admin, world):
    row = topic("culture.health")
    for typed, said in (("Giao duc va dao tao", "Đã có lĩnh vực"), (" ", "Ghi tên lĩnh vực"), ("x" * 301, "300")):
        answer = admin.post(f"{PAGE}{row.id}/chu", {"label": typed})
        assert (answer.status_code, said in answer.text) == (422, True)
    assert f">{'x' * 301}</textarea>" in answer.text
    assert topic("culture.health").label == "Y tế, dân số"


def test_order_moves_among_those_beside_it(admin, world):
    row = topic("culture.education")
    for _again in range(2):
        admin.post(f"{PAGE}{row.id}/len")
    below = [one.code for one in queries.topics() if one.code.startswith("culture.")]
    assert below[:3] == ["culture.education", "culture.arts", "culture.health"]
    assert [event.action for event in history.of("topic", row.id)] == ["move"]


def test_switched_off_it_is_offered_no_more_and_the_undo_brings_it_back(admin, situation):
    row = situation.recorded(topic="culture.health").topic
    page = admin.get(admin.post(f"{PAGE}{row.id}/bat-tat").location).text
    assert "từ nay không còn trong danh sách chọn" in page
    assert "culture.health" not in {one.code for one in queries.topics()}
    assert "culture.health" in {one.code for one in queries.topics(also=row.id)}
    admin.post(f"{PAGE}{row.id}/bat-tat", form_values(page, f"{PAGE}{row.id}/bat-tat"))
    assert topic("culture.health").active


def test_nobody_removes_one_that_is_used(admin, situation):
    row = situation.recorded(topic="culture.health").topic
    answer = admin.post(f"{PAGE}{row.id}/bo")
    assert (answer.status_code, "đang dùng ở 1 nội dung nắm được" in answer.text) == (409, True)
    assert "đang dùng ở 6 lĩnh vực bên dưới" in admin.post(f"{PAGE}{topic('culture').id}/bo").text
    assert topic("culture.health")


def test_an_unused_one_is_removed_and_comes_back_whole(leader, world):
    row = added(leader)
    before = {name: getattr(row, name) for name in ("code", "label", "position", "parent_id", "unit_id", "active")}
    page = leader.get(leader.post(f"{PAGE}{row.id}/bo").location).text
    assert "Đã bỏ “Nghĩa tình đồng đội”" in page
    undo = form_values(page, f"{PAGE}lay-lai")
    assert leader.post(f"{PAGE}lay-lai", undo).status_code == 303
    again = topic(before["code"])
    assert {name: getattr(again, name) for name in before} == before
    assert leader.post(f"{PAGE}lay-lai", undo).status_code == 409


def test_a_units_own_stands_below_is_its_own_and_is_added_once(leader, sign_in, situation):
    for _again in range(2):
        row = added(leader, form_key="d" * 32)
    ccb, other = situation.world.unit("ccb").id, situation.world.unit("phu_nu").id
    assert (row.unit_id, row.parent.code) == (ccb, "culture")
    assert row.code in {one.code for one in queries.topics([ccb])}
    assert row.code not in {one.code for one in queries.topics([other])}
    stranger = sign_in("lanhdao2")
    assert "Nghĩa tình đồng đội" not in stranger.get(PAGE).text
    for way, sent in (("chu", {"label": "Khác"}), ("len", {}), ("bat-tat", {}), ("bo", {})):
        assert stranger.post(f"{PAGE}{row.id}/{way}", sent).status_code == 404
    situation.confirmed(topic=row.code)
    assert leader.post(f"{PAGE}{row.id}/bo").status_code == 409


def test_another_unit_does_not_bring_back_what_it_never_had(leader, sign_in, world):
    row = added(leader)
    page = leader.get(leader.post(f"{PAGE}{row.id}/bo").location).text
    undo = form_values(page, f"{PAGE}lay-lai")
    assert sign_in("lanhdao2").post(f"{PAGE}lay-lai", {"event": undo["event"]}).status_code == 404


def test_a_focal_point_changes_none_of_everybodys(leader, world):
    row = topic("culture.health")
    for way, sent in (("chu", {"label": "Khác"}), ("len", {}), ("bat-tat", {}), ("bo", {})):
        assert leader.post(f"{PAGE}{row.id}/{way}", sent).status_code == 403
    taken = leader.post(PAGE, {"label": "y te dan so", "parent_id": topic("culture").id})
    assert (taken.status_code, "Đã có lĩnh vực" in taken.text) == (422, True)
    assert leader.post(PAGE, {"label": "Khác", "parent_id": row.id}).status_code == 422  # not a main one


def test_the_page_asks_the_same_few_questions_whatever_its_length(leader, situation, fresh):
    with counted(fresh) as few:
        leader.get(PAGE)
    parent = topic("culture").id
    db.session.add_all(
        Topic(code=f"x{n}", label=f"Lĩnh vực {n}", parent_id=parent, unit_id=situation.world.unit("ccb").id)
        for n in range(50)
    )
    situation.save()
    with counted(fresh) as many:
        leader.get(PAGE)
    assert len(many) == len(few)


def test_what_a_channel_is_is_chosen_on_one_page(admin, world):
    rows = db.session.scalars(db.select(Channel)).all()
    said = {f"deu-{row.id}": row.regularity.value for row in rows}
    said |= {f"hop-{row.id}": "1" for row in rows if row.is_meeting}
    assert "Không có kênh nào" in admin.get(admin.post(CHANNELS, said).location).text
    press = next(row for row in rows if row.code == "press")
    said |= {f"deu-{press.id}": "periodic", f"hop-{press.id}": "1"}
    assert "1 kênh thay đổi" in admin.get(admin.post(CHANNELS, said).location).text
    db.session.rollback()
    db.session.expire_all()
    assert (press.regularity, press.is_meeting) == (Regularity.PERIODIC, True)
    assert history.last("channel", press.id).details["after"] == {
        "label": "Báo chí", "regularity": "Định kỳ", "is_meeting": True,
    }  # fmt: skip


def test_channels_and_groups_are_kept_with_the_other_reference_rows(admin, situation):
    situation.recorded()
    for slug in ("kenh-nam-tinh-hinh", "nhom-doi-tuong"):
        assert admin.get(f"/quan-tri/danh-muc/{slug}").status_code == 200
    people = db.session.scalars(db.select(Channel).filter_by(code="people")).one()
    answer = admin.post(f"/quan-tri/danh-muc/kenh-nam-tinh-hinh/{people.id}/bo")
    assert (answer.status_code, "1 nội dung nắm tình hình" in answer.text) == (409, True)
    assert admin.post("/quan-tri/danh-muc/kenh-nam-tinh-hinh", {"label": "Tổng đài 1022"}).status_code == 303


def test_the_first_page_of_administration_leads_there(admin):
    page = admin.get("/quan-tri").text
    assert f'href="{PAGE}"' in page
    assert f'href="{CHANNELS}"' in page
