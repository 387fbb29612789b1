"""Sittings: prepared, opened, decided item by item as pages, fragments and plain posts, and what is refused."""

import re

import pytest

from nam_tinh_hinh.emulation import services as emulation
from nam_tinh_hinh.emulation.enums import Award, Mark, SittingPurpose, SittingStage, Stage
from nam_tinh_hinh.emulation.services import deciding
from nam_tinh_hinh.emulation.services import sitting as services
from nam_tinh_hinh.emulation.tables import Preparation, ReviewMark, Sitting
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from tests.browser import form_values
from tests.emulation.sittings import FACTS, again, item_of, opened, planned
from tests.people.statements import counted

LIST, NEW = "/dan-van-kheo/phien-hop", "/dan-van-kheo/phien-hop/moi"
REASON = "Ghi rõ số hộ tham gia."


def page(one, item=None):
    return f"{LIST}/{one.id}" + (f"/{item.id}" if item else "")


def decide(browser, item, slug, **said):
    data = {"version": item.exemplar.version} | said
    return browser.post(f"{page(item.sitting, item)}/{slug}", data)


def shown(answer):
    found = re.search(r"<h2 data-focus[^>]*>([^<]*)</h2>", answer.text)
    return found[1] if found else None


@pytest.fixture
def three(world):
    return [world.sent(name=name) for name in ("A một", "B hai", "C ba")]


@pytest.fixture
def sitting(world, three):
    return opened(world)


def test_a_sitting_is_opened_with_all_that_is_ready(world, three, standing):
    world.staged(Stage.AGREE_PENDING, name="D bốn")
    world.staged(Stage.AGREED, name="Đã công bố")
    form = standing.get(NEW)
    assert 'value="8 giờ 00"' in form.text
    typed = {**FACTS, "held_on": "12/3/2026", "purpose": "registration"} | form_values(form.text, f"{NEW}?nam=2026")
    answers = [standing.post(f"{NEW}?nam=2026", typed) for _ in range(2)]
    one = again(db.session.scalars(db.select(Sitting)).one())
    assert [answer.location for answer in answers] == [f"{LIST}/{one.id}"] * 2
    assert [item.exemplar.name for item in one.items] == ["A một", "B hai", "C ba", "D bốn"]
    there = [(row.name, row.present) for row in one.attendances]
    assert there == [("Nguyễn Văn Minh", True), ("Lê Minh Đức", True), ("Vũ Thị Ngọc Ánh", True)]
    assert (one.stage, one.chaired_by, one.place) == (SittingStage.PLANNED, "Vũ Thị Ngọc Ánh", "Phòng họp tầng 2")


@pytest.mark.parametrize(
    ("name", "value"), [("held_on", "32/1/2026"), ("held_on", ""), ("held_on", "  \u200b"), ("chaired_by", " ")]
)
def test_what_is_typed_wrongly_stays_and_is_said(world, standing, name, value):
    typed = FACTS | {"held_on": "12/3/2026", "purpose": "registration", "place": "Hội trường tầng 3", name: value}
    answer = standing.post(NEW, typed)
    assert (answer.status_code, 'value="Hội trường tầng 3"' in answer.text) == (422, True)
    assert db.session.scalars(db.select(Sitting)).all() == []


def test_two_who_edit_the_same_sitting_lose_no_words(world, standing, sitting):
    path = f"{page(sitting)}/sua"
    typed = FACTS | {"held_on": "12/3/2026"} | form_values(standing.get(path).text, path)
    assert standing.post(path, typed | {"place": "Nơi thứ nhất", "form_key": ""}).status_code == 303
    second = standing.post(path, typed | {"place": "Nơi thứ hai", "form_key": "0" * 32})
    assert (second.status_code, 'value="Nơi thứ hai"' in second.text) == (409, True)
    assert again(sitting).place == "Nơi thứ nhất"
    assert standing.post(path, typed | form_values(second.text, path) | {"place": "Nơi thứ hai"}).status_code == 303
    assert again(sitting).place == "Nơi thứ hai"


def test_the_agenda_is_put_in_order(world, three, standing):
    one = planned(world)
    path, ids = f"{page(one)}/chuong-trinh", [item.id for item in one.items]
    for verb in (f"xuong-{ids[0]}", f"len-{ids[2]}"):
        assert standing.post(path, {"viec": verb}).status_code == 303
    assert [item.exemplar.name for item in again(one).items] == ["B hai", "C ba", "A một"]
    standing.post(path, {"viec": f"bo-{ids[1]}"})
    assert [(item.position, item.exemplar.name) for item in again(one).items] == [(1, "C ba"), (2, "A một")]
    assert "Đưa vào chương trình" in standing.get(page(one)).text
    standing.post(path, {"viec": "them", "mo-hinh": three[1].id})
    assert [item.exemplar.name for item in again(one).items] == ["C ba", "A một", "B hai"]
    codes = [standing.post(path, {"viec": verb}).status_code for verb in ("bo-99999", "len-x", "", "them-99999")]
    assert codes == [404] * 4


def test_attendance_is_noted_with_why_away(world, sitting, standing):
    chair, first, second = sitting.attendances
    said = {f"co-mat-{row.id}": "1" for row in (chair, first)} | {
        f"ly-do-{second.id}": "Đi công tác",
        f"ly-do-{first.id}": "thừa",
    }
    assert standing.post(f"{page(sitting)}/thanh-phan", said).status_code == 303
    there = [(row.present, row.absent_why) for row in again(sitting).attendances]
    assert there == [(True, ""), (True, ""), (False, "Đi công tác")]
    answer = standing.post(f"{page(sitting)}/thanh-phan", {f"ly-do-{second.id}": "Theo công văn TUYỆT MẬT"})
    assert (answer.status_code, "bí mật nhà nước" in answer.text) == (422, True)


def test_a_sitting_opens_only_with_people_and_things(world, standing):
    one = planned(world)
    answer = standing.post(f"{page(one)}/khai-mac")
    assert (answer.status_code, "chưa có mô hình nào" in answer.text) == (422, True)
    assert again(one).stage is SittingStage.PLANNED


def test_an_opening_is_taken_back_while_nothing_is_decided(world, sitting, standing, member):
    assert standing.post(f"{page(sitting)}/chuan-bi-lai").status_code == 303
    assert again(sitting).stage is SittingStage.PLANNED
    assert standing.post(f"{page(sitting)}/khai-mac").status_code == 303
    assert decide(member, again(sitting).items[0], "dong-y").status_code == 303
    assert standing.post(f"{page(sitting)}/chuan-bi-lai").status_code == 409


def test_before_the_opening_no_content_is_open(world, three, member):
    one = planned(world)
    answer = member.get(page(one, one.items[0]))
    assert (answer.status_code, answer.location) == (303, page(one))


def test_an_item_shows_all_that_lies_before_the_members(world, three, member):
    moment = clock.now()
    db.session.add(Preparation(exemplar_id=three[0].id, situation="Đường làng hẹp", edited_at=moment))
    world.save()
    one = opened(world)
    text = member.get(page(one, one.items[0])).text
    assert all(said in text for said in ("Khu phố Phúc Ninh", "Đường làng hẹp", "Đã xét 0/3", "Ctrl+Enter"))


@pytest.mark.parametrize(
    ("slug", "reason", "stage"),
    [
        ("dong-y", "", Stage.AGREE_PENDING),
        ("can-bo-sung", REASON, Stage.RETURNED),
        ("khong-dua-vao", REASON, Stage.DECLINE_PENDING),
    ],
)
def test_a_decision_leads_to_the_next_and_can_be_undone(world, sitting, member, slug, reason, stage):
    item = sitting.items[0]
    path = page(sitting, item)
    seen = {"thay": form_values(member.get(path).text, f"{path}/thao-luan")["thay"]}
    answer = decide(member, item, slug, reason=reason, discussion="Đồng chí Đức: làm tốt.", **seen)
    assert (answer.status_code, answer.location) == (303, page(sitting, sitting.items[1]))
    item = again(sitting).items[0]
    assert (item.exemplar.stage, item.reason, item.discussion) == (stage, reason, "Đồng chí Đức: làm tốt.")
    text = member.get(answer.location).text
    assert "Đã xét 1/3" in text
    undo = f"{path}/hoan-tac"
    assert member.post(undo, form_values(text, undo)).status_code == 303
    item = again(sitting).items[0]
    assert (item.exemplar.stage, item.outcome, item.decided_at) == (Stage.SUBMITTED, "", None)


def test_a_fragment_brings_the_next_one_and_what_changed_around(world, sitting, member):
    item = sitting.items[0]
    answer = member.htmx(f"{page(sitting, item)}/dong-y", {"version": item.exemplar.version})
    assert (answer.status_code, shown(answer), "<html" in answer.text) == (200, "B hai", False)
    assert f'id="muc-{item.id}" hx-swap-oob="outerHTML"' in answer.text
    assert "Đã xét 1/3" in answer.text
    assert answer.headers["HX-Push-Url"] == page(sitting, sitting.items[1])


@pytest.mark.parametrize("slug", ["can-bo-sung", "khong-dua-vao"])
def test_without_its_reason_nothing_is_decided_and_the_words_stay(world, sitting, member, slug):
    item = sitting.items[0]
    answer = member.htmx(f"{page(sitting, item)}/{slug}", {"version": item.exemplar.version, "discussion": "Bàn kỹ"})
    assert (answer.status_code, shown(answer), "Bàn kỹ" in answer.text) == (422, "A một", True)
    assert again(sitting).items[0].exemplar.stage is Stage.SUBMITTED


def test_another_version_is_refused(world, sitting, member):
    answer = decide(member, sitting.items[0], "dong-y", version=99)
    assert (answer.status_code, again(sitting).items[0].outcome) == (409, "")


def test_the_standing_office_writes_and_does_not_decide(world, sitting, standing):
    item = sitting.items[0]
    text = standing.get(page(sitting, item)).text
    assert ("/dong-y" in text, "Chỉ ghi thảo luận" in text) == (False, True)
    assert decide(standing, item, "dong-y").status_code == 403
    said = form_values(text, f"{page(sitting, item)}/thao-luan") | {"discussion": "Ý kiến một"}
    assert standing.post(f"{page(sitting, item)}/thao-luan", said).status_code == 303
    other = standing.post(f"{page(sitting, item)}/thao-luan", said | {"discussion": "Ý kiến hai"})
    assert (other.status_code, "Ý kiến hai" in other.text, "Ý kiến một" in other.text) == (409, True, True)
    assert again(sitting).items[0].discussion == "Ý kiến một"


def _of(sitting, name):
    return next(row for row in sitting.attendances if row.name == name)


def test_who_is_away_does_not_decide(world, sitting, member):
    services.attend(
        actor=world.actor("thuongtruc"), sitting=sitting, there={_of(sitting, "Lê Minh Đức").id: (False, "Ốm")}
    )
    world.save()
    answer = decide(member, sitting.items[0], "dong-y")
    assert (answer.status_code, "có mặt tại phiên họp" in answer.text) == (403, True)


def test_an_earlier_decision_is_kept_as_it_stands_or_changed_by_its_author(world, member, sign_in):
    exemplar = world.staged(Stage.AGREE_PENDING)  # decided by banchidao2
    one = opened(world)
    item, before = one.items[0], exemplar.decided_at
    text = member.get(page(one, item)).text
    assert ("Vũ Thị Ngọc Ánh đã ghi dự kiến" in text, "Giữ dự kiến: Đồng ý" in text) == (True, True)
    refused = decide(member, item, "khong-dua-vao", reason=REASON)
    assert (refused.status_code, "do thành viên khác ghi" in refused.text) == (403, True)
    assert decide(member, item, "dong-y").status_code == 303
    item = again(one).items[0]
    assert (item.outcome, item.exemplar.decided_at) == ("agree", before)
    assert member.post(f"{page(one, item)}/hoan-tac", {"version": item.exemplar.version}).status_code == 303
    item = again(one).items[0]
    assert (item.outcome, item.exemplar.stage) == ("", Stage.AGREE_PENDING)
    assert decide(sign_in("banchidao2"), item, "khong-dua-vao", reason=REASON).status_code == 303
    item = again(one).items[0]
    assert (item.outcome, item.exemplar.stage, item.reason) == ("decline", Stage.DECLINE_PENDING, REASON)
    actions = [event.action for event in history.of("exemplar", exemplar.id)][-3:]
    assert actions == ["agree", "undo", "decline"]


def test_a_decision_taken_back_elsewhere_leaves_its_item_open(world, sitting, member):
    item = sitting.items[0]
    decide(member, item, "dong-y")
    world.act("banchidao", again(sitting).items[0].exemplar, "undo")
    assert "Đã xét 0/3" in member.get(page(sitting, item)).text


@pytest.mark.parametrize(
    ("slug", "stage", "award"),
    [
        ("cong-nhan", Stage.RECOGNISE_PENDING, Award.RECOGNISE),
        ("bieu-duong", Stage.RECOGNISE_PENDING, Award.COMMEND),
        ("khen-thuong", Stage.RECOGNISE_PENDING, Award.REWARD),
        ("khong-cong-nhan", Stage.REFUSE_PENDING, None),
    ],
)
def test_results_are_judged_in_a_sitting_too(world, member, slug, stage, award):
    world.staged(Stage.REPORTED)
    one = opened(world, SittingPurpose.RECOGNITION)
    assert "56 hộ tham gia" in member.get(page(one, one.items[0])).text
    assert decide(member, one.items[0], slug, reason=REASON).status_code == 303
    item = again(one).items[0]
    assert (item.exemplar.stage, item.exemplar.award, item.reason) == (stage, award, REASON)


def test_an_action_of_the_other_kind_of_sitting_is_refused(world, sitting, member):
    assert decide(member, sitting.items[0], "cong-nhan").status_code == 403


def test_what_is_undecided_is_ready_for_the_next_sitting(world, sitting):
    chair = world.actor("thuongtruc")
    deciding.decide(actor=world.actor("banchidao2"), item=sitting.items[0], action="agree")
    state = deciding.agenda.state_of(sitting)
    deciding.close(actor=chair, sitting=sitting, conclusion="Xong", ends="11 giờ", seen=state)
    world.save()
    assert [item.exemplar.name for item in planned(world).items] == ["B hai", "C ba"]


def test_the_list_takes_the_same_few_statements_for_one_as_for_many(world, three, standing):
    counts = []
    for _ in range(2):
        planned(world)
        with counted(world.app) as seen:
            assert standing.get(LIST).status_code == 200
        counts.append(len(seen))
        for _more in range(3):
            planned(world)
    assert counts[0] == counts[1]


def test_choosing_not_to_judge_in_the_queue_counts_in_the_sitting(world, three):
    emulation.mark(actor=world.actor("banchidao2"), exemplar=three[1], kind=Mark.ABSTAIN)
    world.save()
    one = planned(world)
    aside = [(row.name, row.why) for row in item_of(one, three[1].id).aside]
    assert aside == [("Vũ Thị Ngọc Ánh", "Đã chọn “Không xét (liên quan)” trong hàng đợi")]
    assert len(db.session.scalars(db.select(ReviewMark)).all()) == 1
