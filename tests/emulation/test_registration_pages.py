"""A registration as its unit writes it: nothing typed is lost, nothing incomplete is sent, nothing secret is kept."""

import re
from datetime import date
from html import unescape

import pytest

from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import ExemplarKind, OwnerKind, Stage
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from tests.browser import form_values

NEW = "/dan-van-kheo/dang-ky"
WHOLE = {
    "name": "Tiếng kẻng an ninh",
    "kind": "paragon",
    "field_id": "2",
    "place_kind_id": "7",
    "address": "Khu phố Phúc Ninh",
    "starts_on": "1/3/2026",
    "ends_on": "15-12-2026",
    "content": "Đánh kẻng nhắc giờ.\r\nGiữ gìn trật tự.",
    "owner_kind": "individual",
    "owner": "Ông Nguyễn Văn A",
    "lead": "Bà B",
    "is_priority": "y",
}
FACTS = ("name", "address", "starts_on", "ends_on", "content", "owner")
SECRET = "Kế hoạch TUYỆT MẬT của đơn vị"


def send(browser, typed, path=NEW):
    return browser.post(path, typed | {"buoc": "gui"})


def stored():
    db.session.rollback()
    return db.session.scalars(db.select(Exemplar)).all()


def problems(answer):
    """Return what the error summary links to: field -> sentence."""
    box = re.search(r"data-error-summary>.*?</div>", answer.text, re.S)
    return dict(re.findall(r'<a href="#([^"]+)">[^:]*: ([^<]*)</a>', box[0])) if box else {}


def value_of(answer, name):
    field = re.search(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', answer.text, re.S)
    found = field or re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', answer.text)
    return unescape(found[1]).removeprefix("\r\n").removeprefix("\n")


def test_everything_typed_is_stored_as_typed(world, clerk):
    assert send(clerk, WHOLE).status_code == 303
    item = stored()[0]
    assert (item.stage, item.unit_id) == (Stage.PROPOSED, world.unit("ccb").id)
    assert (item.kind, item.owner_kind, item.is_priority) == (ExemplarKind.PARAGON, OwnerKind.INDIVIDUAL, True)
    assert (item.starts_on, item.ends_on) == (date(2026, 3, 1), date(2026, 12, 15))
    assert (item.field_id, item.place_kind.label) == (2, "Khu phố")
    assert item.content == "Đánh kẻng nhắc giờ.\nGiữ gìn trật tự."
    assert [event.action for event in history.of("exemplar", item.id)] == ["draft", "propose"]


@pytest.mark.parametrize("missing", [*FACTS, "field_id", "lead", "kind", "owner_kind", "is_priority", None])
def test_a_draft_may_lack_anything(world, clerk, missing):
    typed = {name: value for name, value in WHOLE.items() if missing and name != missing}
    answer = clerk.post(NEW, typed | {"buoc": "nhap"})
    assert (answer.status_code, [item.stage for item in stored()]) == (303, [Stage.DRAFT])


@pytest.mark.parametrize("missing", FACTS)
def test_nothing_is_sent_that_lacks_a_fact_and_nothing_typed_is_lost(world, clerk, missing):
    answer = send(clerk, WHOLE | {missing: " "})
    assert (answer.status_code, list(problems(answer)), stored()) == (422, [missing], [])
    assert "<title>Lỗi: " in answer.text
    kept = {name: value_of(answer, name) for name in FACTS if name != missing}
    assert kept == {name: WHOLE[name].replace("\r\n", "\n") for name in kept}


@pytest.mark.parametrize("button", ["nhap", "gui"])
@pytest.mark.parametrize("typed", ["31/2/2026", "2026-03-01", "1/3", "1/3/026", "010326", "1/1/1899", "٣/٣/٢٠٢٦x"])
def test_what_is_no_day_is_said_at_the_field_and_kept(world, clerk, button, typed):
    answer = clerk.post(NEW, WHOLE | {"starts_on": typed, "buoc": button})
    assert (answer.status_code, list(problems(answer)), stored()) == (422, ["starts_on"], [])
    assert value_of(answer, "starts_on") == typed


@pytest.mark.parametrize("button", ["nhap", "gui"])
def test_an_end_before_its_start_is_refused_at_the_field(world, clerk, button):
    answer = clerk.post(NEW, WHOLE | {"ends_on": "28/2/2026", "buoc": button})
    assert answer.status_code == 422
    assert problems(answer) == {"ends_on": "Ngày kết thúc phải bằng hoặc sau ngày bắt đầu."}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "x" * 301),
        ("content", "x" * 4001),
        ("field_id", "99"),
        ("field_id", str(2**63)),
        ("field_id", "x"),
        ("kind", "khac"),
        ("owner_kind", "khac"),
    ],
)
def test_what_does_not_fit_is_refused_at_the_field(world, clerk, name, value):
    answer = clerk.post(NEW, WHOLE | {name: value, "buoc": "nhap"})
    assert (answer.status_code, stored()) == (422, [])
    assert [field.removesuffix("-0") for field in problems(answer)] == [name]


@pytest.mark.parametrize("button", ["nhap", "gui"])
@pytest.mark.parametrize("name", ["name", "address", "content", "owner", "lead"])
def test_a_marked_secret_is_refused_and_kept_nowhere(world, clerk, name, button):
    answer = clerk.post(NEW, WHOLE | {name: SECRET, "buoc": button})
    assert (answer.status_code, stored()) == (422, [])
    assert "bí mật nhà nước (“TUYỆT MẬT”)" in unescape(problems(answer)[name])
    assert 'data-keep="never"' in answer.text
    assert '<meta name="forget" content="dang-ky">' in answer.text


def test_text_of_an_old_font_is_offered_converted(world, clerk):
    answer = clerk.post(NEW, WHOLE | {"name": "TiÕng ViÖt rÊt hay", "buoc": "nhap"})
    assert (answer.status_code, stored()) == (422, [])
    assert "Đọc đúng phải là: “Tiếng Việt rất hay”" in problems(answer)["name"]


def test_a_saved_form_is_forgotten_by_the_browser(world, clerk):
    page = clerk.get(clerk.post(NEW, WHOLE | {"buoc": "nhap"}).location)
    assert 'data-forget="dang-ky"' in page.text
    path = f"/dan-van-kheo/{stored()[0].id}/sua"
    seen = form_values(clerk.get(path).text, path)
    page = clerk.get(clerk.post(path, WHOLE | seen | {"buoc": "nhap"}).location)
    assert f'data-forget="dang-ky-{stored()[0].id}"' in page.text


def test_a_second_of_the_same_name_is_sent_only_when_meant(world, clerk):
    send(clerk, WHOLE)
    asked = send(clerk, WHOLE | {"name": "TIENG KENG  an ninh"})
    draft = stored()[1]
    assert (asked.status_code, draft.stage, list(problems(asked))) == (422, Stage.DRAFT, ["name"])
    assert f'href="/dan-van-kheo/{stored()[0].id}">Tiếng kẻng an ninh</a>' in asked.text
    path = f"/dan-van-kheo/{draft.id}/sua"
    meant = {"name": "TIENG KENG an ninh", "same_name_meant": "y", "version": value_of(asked, "version")}
    assert send(clerk, WHOLE | meant, path).status_code == 303
    assert [item.stage for item in stored()] == [Stage.PROPOSED] * 2


def test_another_unit_may_use_the_same_name(world, stranger):
    world.sent(name=WHOLE["name"])
    assert send(stranger, WHOLE).status_code == 303


@pytest.mark.parametrize(
    ("opens", "closes", "sentence"),
    [
        (date(2026, 2, 1), date(2026, 3, 1), "đã đóng từ sau ngày 01/03/2026"),
        (date(2999, 1, 1), None, "mở từ ngày 01/01/2999"),
    ],
)
def test_outside_the_season_nothing_new_is_taken(world, clerk, opens, closes, sentence):
    campaign = queries.campaign(clock.today().year)
    campaign.rounds[0].opens_on, campaign.rounds[0].closes_on = opens, closes
    world.save()
    answers = clerk.get(NEW), send(clerk, WHOLE)
    assert [(answer.status_code, sentence in answer.text) for answer in answers] == [(200, True), (409, True)]
    kept = {name: value_of(answers[1], name) for name in FACTS}
    assert kept == {name: WHOLE[name].replace("\r\n", "\n") for name in kept}
    assert stored() == []


@pytest.mark.parametrize(("stage", "code"), [(Stage.DRAFT, 422), (Stage.RETURNED, 303)])
def test_after_the_season_drafts_wait_and_supplements_are_taken(world, clerk, stage, code):
    item, campaign = world.staged(stage), queries.campaign(clock.today().year)
    campaign.rounds[0].opens_on, campaign.rounds[0].closes_on = date(2026, 2, 1), date(2026, 3, 1)
    world.save()
    answer = send(clerk, WHOLE | world.seen("canbo", item), f"/dan-van-kheo/{item.id}/sua")
    assert (answer.status_code, "không mở vào hôm nay" in answer.text) == (code, code == 422)
    assert world.again(item.id).stage is (Stage.DRAFT if code == 422 else Stage.REPROPOSED)


def test_without_a_campaign_the_page_says_who_opens_it(world, clerk):
    db.session.execute(db.update(Campaign).values(year=1999))
    world.save()
    assert [(a.status_code, "Chưa mở đợt đăng ký năm" in a.text) for a in (clerk.get(NEW), send(clerk, WHOLE))] == [
        (200, True),
        (409, True),
    ]


def test_what_was_returned_is_supplemented_and_says_so(world, clerk, member, sign_in):
    item = world.staged(Stage.RETURNED, reason="Ghi rõ số hộ.")
    path = f"/dan-van-kheo/{item.id}"
    assert "Ban Chỉ đạo yêu cầu bổ sung:</b> Ghi rõ số hộ." in clerk.get(f"{path}/sua").text
    assert send(clerk, WHOLE | world.seen("canbo", item), f"{path}/sua").status_code == 303
    item = world.again(item.id)
    assert (item.stage, item.decision_reason) == (Stage.REPROPOSED, "Ghi rõ số hộ.")
    assert sign_in("lanhdao").post(f"{path}/gui-lai", world.seen("lanhdao", item)).status_code == 303
    item = world.again(item.id)
    assert (item.stage, item.is_supplemented, item.decision_reason) == (Stage.SUBMITTED, True, "")
    for page in (clerk.get(path), member.get("/dan-van-kheo/hang-doi")):
        assert ">Đã bổ sung</span>" in page.text
    assert "Ghi rõ số hộ." in member.get("/dan-van-kheo/hang-doi").text


@pytest.mark.parametrize(
    ("stage", "slug", "to", "back"),
    [
        (Stage.PROPOSED, "lay-ve", Stage.DRAFT, None),
        (Stage.APPROVED, "lay-ve", Stage.DRAFT, None),
        (Stage.RETURNED, "trinh-lai", Stage.REPROPOSED, "lay-ve-bo-sung"),
        (Stage.DRAFT, "bo", Stage.DISCARDED, "khoi-phuc"),
        (Stage.DISCARDED, "khoi-phuc", Stage.DRAFT, None),
        (Stage.DRAFT, "trinh", Stage.PROPOSED, "lay-ve"),
    ],
)
def test_a_unit_takes_back_what_it_did(world, clerk, stage, slug, to, back):
    item = world.staged(stage)
    path = f"/dan-van-kheo/{item.id}"
    page = clerk.get(clerk.post(f"{path}/{slug}", world.seen("canbo", item)).location)
    assert world.again(item.id).stage is to
    assert (f'action="{path}/{back}"' in page.text and "Hoàn tác" in page.text) is bool(back)
    if back:
        undo = f"{path}/{back}"
        assert clerk.post(undo, form_values(page.text, undo)).status_code == 303
        assert world.again(item.id).stage is stage


def test_a_discarded_draft_is_off_the_list_but_not_gone(world, clerk):
    item = world.staged(Stage.DISCARDED)
    assert item.name not in clerk.get("/dan-van-kheo/").text
    assert "Lấy lại bản nháp" in clerk.get(f"/dan-van-kheo/{item.id}").text


@pytest.mark.parametrize("stage", sorted(set(Stage) - services.EDITABLE))
def test_what_the_unit_may_not_change_leads_to_its_page_and_says_why(world, clerk, stage):
    item = world.staged(stage)
    path = f"/dan-van-kheo/{item.id}"
    assert clerk.get(f"{path}/sua").location == path
    answer = clerk.post(f"{path}/sua", WHOLE | {"name": "Tên mới"})
    assert (answer.status_code, "Hồ sơ này đã chuyển bước" in answer.text) == (409, True)
    assert value_of(answer, "name") == "Tên mới"
    assert world.again(item.id).name != "Tên mới"


@pytest.mark.parametrize("version", [None, "", "x", "-1", "0", str(2**63)])
def test_without_a_version_nothing_is_changed_unseen(world, clerk, member, version):
    draft, sent = world.saved_draft(name="Nháp"), world.sent()
    data = WHOLE | {"name": "Tên mới"} | ({} if version is None else {"version": version})
    posts = (clerk, draft.id, "sua"), (clerk, draft.id, "bo"), (clerk, draft.id, "trinh"), (member, sent.id, "dong-y")
    codes = [browser.post(f"/dan-van-kheo/{item_id}/{way}", data).status_code for browser, item_id, way in posts]
    assert codes == [409] * 4
    assert (world.again(draft.id).name, world.again(draft.id).stage) == ("Nháp", Stage.DRAFT)
    assert world.again(sent.id).stage is Stage.SUBMITTED
