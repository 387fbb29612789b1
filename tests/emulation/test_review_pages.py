"""The committee's queue and the one release, as whole pages, as fragments, and by plain posting."""

import re

import pytest

from nam_tinh_hinh.emulation.enums import PENDING, Stage
from nam_tinh_hinh.emulation.tables import ReviewMark
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from tests.browser import form_values

QUEUE, RELEASE = "/dan-van-kheo/hang-doi", "/dan-van-kheo/cong-bo"
REASON = "Ghi rõ số hộ tham gia."


def waiting(answer):
    """Return the names in the list at the left, in their order."""
    return re.findall(r"<b>([^<]*)</b>", re.search(r'<ul id="dang-cho".*?</ul>', answer.text, re.S)[0])


def moved(answer):
    """Return what an htmx answer does to that list: (how and where, the names it brings)."""
    parts = re.findall(r'hx-swap-oob="((?:delete|outerHTML|beforeend)[^"]*)"(.*?)(?=hx-swap-oob|$)', answer.text, re.S)
    return [(how, *re.findall(r"<b>([^<]*)</b>", part)) for how, part in parts]


def shown(answer):
    """Return the name of the registration at the right."""
    found = re.search(r"<h2 data-focus[^>]*>([^<]*)</h2>", answer.text)
    return found[1] if found else None


def decide(browser, item, slug, **data):
    said = {"version": item.version, "tu": "hang-doi"} | data
    return browser.post(f"/dan-van-kheo/{item.id}/{slug}", said)


@pytest.fixture
def three(world):
    return [world.sent(name=name) for name in ("Một", "Hai", "Ba")]


def test_the_longest_waiting_comes_first_and_is_open(three, member):
    page = member.get(QUEUE)
    assert (waiting(page), shown(page)) == (["Một", "Hai", "Ba"], "Một")
    assert "Đã xét 0/3" in page.text
    assert "còn 3" in page.text


@pytest.mark.parametrize("wanted", ["own", "foreign", 2**63, -1, "x", ""])
def test_what_one_may_not_judge_is_never_opened_in_the_queue(world, three, member, stranger, wanted):
    own = world.sent("mttq", name="Của đơn vị mình").id
    page = member.get(QUEUE, query_string={"xem": {"own": own, "foreign": 999}.get(wanted, wanted)})
    assert (page.status_code, shown(page)) == (200, "Một")
    assert "Của đơn vị mình" not in page.text


@pytest.mark.parametrize(
    ("slug", "reason", "stage"),
    [
        ("dong-y", "", Stage.AGREE_PENDING),
        ("can-bo-sung", REASON, Stage.RETURNED),
        ("khong-dua-vao", REASON, Stage.DECLINE_PENDING),
    ],
)
def test_a_decision_leads_to_the_next_and_can_be_undone(world, three, member, slug, reason, stage):
    answer = decide(member, three[0], slug, reason=reason)
    assert (answer.status_code, world.again(three[0].id).stage) == (303, stage)
    page = member.get(answer.location)
    assert shown(page) == "Hai"
    back = f"/dan-van-kheo/{three[0].id}/hoan-tac"
    assert member.post(back, form_values(page.text, back)).status_code == 303
    item = world.again(three[0].id)
    assert (item.stage, item.decided_at, item.decision_reason) == (Stage.SUBMITTED, None, "")


@pytest.mark.parametrize("slug", ["can-bo-sung", "khong-dua-vao"])
@pytest.mark.parametrize("reason", ["", "  \u200b "])
def test_without_its_reason_a_decision_stays_where_it_is(world, three, member, slug, reason):
    answer = decide(member, three[1], slug, reason=reason)
    assert (answer.status_code, shown(answer)) == (422, "Hai")
    assert "Ghi lý do để thực hiện việc" in answer.text
    assert world.again(three[1].id).stage is Stage.SUBMITTED


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("Theo công văn TUYỆT MẬT số 1", "bí mật nhà nước (“TUYỆT MẬT”)"),
        ("x" * 2001, "nhiều nhất 2000 ký tự"),
        ("TiÕng ViÖt rÊt hay", "“Tiếng Việt rất hay”"),
    ],
)
def test_a_reason_is_looked_at_like_every_other_text(world, three, member, reason, sentence):
    answer = decide(member, three[1], "can-bo-sung", reason=reason)
    assert (answer.status_code, shown(answer), sentence in answer.text) == (422, "Hai", True)
    assert reason in answer.text
    assert "<title>Lỗi: " in answer.text
    assert '<a href="#reason">Lý do: ' in answer.text
    assert re.search(r'<textarea[^>]*aria-invalid="true"[^>]*data-most="2000"', answer.text)
    assert (f'data-forget="xet-{three[1].id}"' in answer.text) is ("MẬT" in reason)
    assert [event.reason for event in history.of("exemplar", three[1].id)] == [None] * 3


def test_a_fragment_holds_the_next_one_and_what_changed_around_it(world, three, member):
    data = {"version": three[0].version, "tu": "hang-doi"}
    answer = member.htmx(f"/dan-van-kheo/{three[0].id}/dong-y", data, QUEUE)
    assert (answer.status_code, shown(answer)) == (200, "Hai")
    assert moved(answer) == [(f"delete:#cho-{three[0].id}",), ("outerHTML", "Hai")]
    assert "<html" not in answer.text
    assert "Đã xét 1/3" in answer.text
    assert f'data-forget="xet-{three[0].id}"' in answer.text
    assert "Hoàn tác" in answer.text
    assert answer.headers["HX-Push-Url"] == QUEUE


def test_a_refused_fragment_keeps_the_words_and_the_place(three, member):
    data = {"version": 99, "tu": "hang-doi", "reason": REASON}
    answer = member.htmx(f"/dan-van-kheo/{three[1].id}/can-bo-sung", data, QUEUE)
    assert (answer.status_code, shown(answer)) == (409, "Hai")
    assert ">\r\n" + REASON + "</textarea>" in answer.text
    assert "HX-Push-Url" not in answer.headers


def test_the_pane_has_an_address_of_its_own_that_caches_know(three, member):
    part = member.get(f"{QUEUE}?xem={three[1].id}", headers={"HX-Request": "true", "HX-Target": "ho-so"})
    assert (shown(part), "<html" in part.text) == ("Hai", False)
    assert "HX-Request" in part.vary
    assert "HX-Request" in member.get(QUEUE).vary


def test_an_answer_stays_small_in_a_long_queue(world, member):
    items = [world.sent(name=f"Mô hình, điển hình “Dân vận khéo” số {n} của khu phố") for n in range(50)]
    answer = member.htmx(f"/dan-van-kheo/{items[0].id}/dong-y", {"version": items[0].version, "tu": "hang-doi"}, QUEUE)
    assert "Đã xét 1/50" in answer.text
    assert len(answer.data) < 8_000


def test_what_is_put_off_moves_to_the_end_of_the_list(three, member):
    answer = member.htmx(f"/dan-van-kheo/{three[0].id}/danh-dau", {"mark": "later"}, QUEUE)
    assert moved(answer) == [
        (f"delete:#cho-{three[0].id}",),
        ("outerHTML", "Hai"),
        ("beforeend:#dang-cho", "Một"),
    ]


def test_in_a_longer_queue_the_next_one_appears_at_the_end(world, member):
    items = [world.sent(name=f"Số {n}") for n in range(52)]
    answer = member.htmx(f"/dan-van-kheo/{items[0].id}/dong-y", {"version": items[0].version, "tu": "hang-doi"}, QUEUE)
    assert moved(answer)[-1] == ("beforeend:#dang-cho", "Số 50")


def test_what_is_put_off_comes_last_for_oneself_only(world, three, member, sign_in):
    member.post(f"/dan-van-kheo/{three[0].id}/danh-dau", {"mark": "later"})
    assert waiting(member.get(QUEUE)) == ["Hai", "Ba", "Một"]
    assert waiting(sign_in("banchidao2").get(QUEUE)) == ["Một", "Hai", "Ba"]
    member.post(f"/dan-van-kheo/{three[0].id}/danh-dau")
    assert waiting(member.get(QUEUE)) == ["Một", "Hai", "Ba"]


def test_who_is_involved_steps_aside_and_may_come_back(world, three, member, sign_in):
    path = f"/dan-van-kheo/{three[0].id}/danh-dau"
    member.post(path, {"mark": "abstain"})
    page = member.get(QUEUE)
    assert (waiting(page), "Đã xét 0/2" in page.text) == (["Hai", "Ba"], True)
    assert waiting(sign_in("banchidao2").get(QUEUE)) == ["Một", "Hai", "Ba"]
    assert [event.action for event in history.of("exemplar", three[0].id)] == ["draft", "approve", "submit", "abstain"]
    aside = member.get(f"{QUEUE}?xem={three[0].id}").text
    assert "không xét hồ sơ này vì có liên quan" in aside
    member.post(path)
    assert waiting(member.get(QUEUE)) == ["Một", "Hai", "Ba"]
    assert history.last("exemplar", three[0].id).action == "come_back"
    assert "chọn không xét" not in sign_in("canbo").get(f"/dan-van-kheo/{three[0].id}").text


@pytest.mark.parametrize("kind", ["later", "abstain", ""])
@pytest.mark.parametrize("stage", [Stage.AGREE_PENDING, Stage.RETURNED, Stage.DECLINED])
def test_marks_are_only_for_what_waits(world, member, stage, kind):
    item = world.staged(stage)
    answer = member.post(f"/dan-van-kheo/{item.id}/danh-dau", {"mark": kind, "tu": "hang-doi"})
    assert (answer.status_code, "không còn chờ xét" in answer.text) == (409, True)
    assert db.session.scalars(db.select(ReviewMark)).all() == []


def test_marks_are_only_for_what_one_may_judge(world, member):
    own = world.sent("mttq")
    assert member.post(f"/dan-van-kheo/{own.id}/danh-dau", {"mark": "later"}).status_code == 403
    assert db.session.scalars(db.select(ReviewMark)).all() == []


def test_what_is_released_is_not_taken_back(world, sign_in):
    item = world.staged(Stage.AGREED)
    answer = sign_in("banchidao2").post(f"/dan-van-kheo/{item.id}/hoan-tac")
    assert (answer.status_code, "“Công bố: đưa vào danh sách”" in answer.text) == (409, True)
    assert world.again(item.id).stage is Stage.AGREED


def test_a_unit_sees_that_a_return_was_taken_back(world, clerk, sign_in):
    item = world.staged(Stage.RETURNED, reason=REASON)
    world.act("banchidao2", item, "undo")
    lines = re.findall(r"<li>\s*<p><b>(.*?)</b>", clerk.get(f"/dan-van-kheo/{item.id}").text)
    assert lines[:2] == ["Ban Chỉ đạo rút lại yêu cầu bổ sung", "Yêu cầu bổ sung"]
    assert lines[2:] == ["Gửi trong danh sách của đơn vị", "Lãnh đạo duyệt", "Tạo bản nháp"]
    assert "Vũ Thị Ngọc Ánh" not in clerk.get(f"/dan-van-kheo/{item.id}").text


def test_only_who_decided_takes_it_back(world, member):
    item = world.staged(Stage.AGREE_PENDING)
    assert member.post(f"/dan-van-kheo/{item.id}/hoan-tac").status_code == 403
    assert world.again(item.id).stage is Stage.AGREE_PENDING


@pytest.fixture
def decided(world):
    return [world.staged(stage, name=stage.label, reason=REASON) for stage in sorted(PENDING)]


def test_the_release_makes_all_known_at_once(world, decided, standing, clerk):
    said = form_values(standing.get(RELEASE).text, RELEASE)
    assert standing.post(RELEASE, said).location == RELEASE
    assert {world.again(item.id).stage for item in decided} == {Stage.AGREED, Stage.DECLINED}
    assert "2 hồ sơ" in standing.get(RELEASE).text
    home = clerk.get("/").text
    assert home.count("Kết quả xét: ") == 2


def test_nothing_is_released_that_nobody_has_read(world, decided, standing):
    said = form_values(standing.get(RELEASE).text, RELEASE)
    world.staged(Stage.DECLINE_PENDING, name="Vừa xét xong", reason=REASON)
    answer = standing.post(RELEASE, said)
    assert (answer.status_code, "Danh sách dự kiến vừa thay đổi" in answer.text) == (409, True)
    assert "Vừa xét xong" in answer.text
    assert {world.again(item.id).stage for item in decided} == PENDING


@pytest.mark.parametrize("seen", ["", "1", "x-y", "1-2-3", f"{2**63}-1", "1-1,", ",,,"])
def test_a_garbled_list_releases_nothing(world, decided, standing, seen):
    assert standing.post(RELEASE, {"seen": seen}).status_code == 409
    assert {world.again(item.id).stage for item in decided} == PENDING


@pytest.mark.parametrize("slug", ["cong-bo-dong-y", "cong-bo-khong"])
def test_one_alone_is_never_released(world, decided, standing, slug):
    assert [standing.post(f"/dan-van-kheo/{item.id}/{slug}").status_code for item in decided] == [404, 404]


@pytest.mark.parametrize(
    ("way", "code"),
    [("", 404), ("/sua", 404), ("/gui", 404), ("/rut", 404), ("/danh-dau", 403), ("/khong-co-viec-nay", 404)],
)
def test_ids_of_strangers_look_like_ids_of_nothing(world, stranger, way, code):
    def asked(exemplar_id):
        path = f"/dan-van-kheo/{exemplar_id}{way}"
        return (stranger.post(path) if way else stranger.get(path)).status_code

    assert [asked(exemplar_id) for exemplar_id in (world.sent().id, 0, 999, 2**31 - 1)] == [code] * 4
    assert [asked(nothing) for nothing in (2**31, 2**63, "-1", "x")] == [404] * 4
