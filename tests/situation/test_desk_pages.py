"""The focal point's queue as whole pages, as fragments, and by plain posting."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import ObservationKind, Severity, Stage
from nam_tinh_hinh.situation.tables import Observation, Passing
from tests.browser import form_values

QUEUE, PANE = "/phan-anh/hang-doi", "noi-dung-xu-ly"
REASON = "Ghi rõ số nhà, ngõ nào."
DRAIN = "Cống thoát nước ở tổ 3 tắc, mưa xuống là nước tràn vào nhà dân; cần nạo vét ngay."


def waiting(answer):
    """Return the words in the list at the left, in their order."""
    return re.findall(r"<b>([^<]*)</b>", re.search(r'<ul id="dang-cho".*?</ul>', answer.text, re.S)[0])


def shown(answer):
    """Return the id of the observation at the right."""
    found = re.search(r"<h2 data-focus data-item=\"(\d+)\"", answer.text)
    return int(found[1]) if found else None


def moved(answer):
    """Return what an htmx answer does to that list: how and where."""
    return re.findall(r'hx-swap-oob="((?:delete|outerHTML|beforeend)[^"]*)"', answer.text)


def post(browser, row, slug, htmx=False, **data):
    path, said = f"{QUEUE}/{row.id}/{slug}", {"version": row.version, "cho": "1"} | data
    if htmx:
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{QUEUE}", "HX-Target": PANE}
        return browser.post(path, said, headers=headers)
    return browser.post(path, said)


def again(row):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Observation, row.id)


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


@pytest.fixture
def three(situation):
    words = ("Đèn đường hỏng", "Rác chưa gom", "Chó thả rông")
    return [situation.recorded(content=one, area="Khu dân cư số 3") for one in words]


def test_urgent_first_then_the_longest_waiting_comes_up(situation, three, leader):
    urgent = situation.recorded(content="Cháy kho hàng", severity=Severity.URGENT)
    page = leader.get(QUEUE)
    assert waiting(page) == ["Cháy kho hàng", "Đèn đường hỏng", "Rác chưa gom", "Chó thả rông"]
    assert (shown(page), "Hôm nay đã xử lý 0/4" in page.text) == (urgent.id, True)


@pytest.mark.parametrize("who", ["lanhdao2", "tonghop"])
def test_another_desk_sees_nothing_of_it(three, sign_in, who):
    browser = sign_in(who)
    page = browser.get(f"{QUEUE}?xem={three[0].id}")
    assert (waiting(page), shown(page), "Đèn đường" in page.text) == ([], None, False)
    assert post(browser, three[0], "xac-nhan").status_code == 404


@pytest.mark.parametrize("wanted", [2**63, -1, "x", "", 99999])
def test_an_address_that_leads_nowhere_opens_the_first(three, leader, wanted):
    assert shown(leader.get(QUEUE, query_string={"xem": wanted})) == three[0].id


@pytest.mark.parametrize(("slug", "reason", "stage"), [
    ("xac-nhan", "", Stage.CONFIRMED), ("tra-lai", REASON, Stage.RETURNED),
])  # fmt: skip
def test_a_decision_leads_to_the_next_and_can_be_undone(three, leader, slug, reason, stage):
    answer = post(leader, three[0], slug, reason=reason)
    assert (answer.status_code, again(three[0]).stage) == (303, stage)
    page = leader.get(answer.location)
    assert (shown(page), "Hôm nay đã xử lý 1/3" in page.text) == (three[1].id, True)
    back = f"{QUEUE}/{three[0].id}/hoan-tac"
    answer = leader.post(back, form_values(page.text, back))
    assert (answer.status_code, again(three[0]).stage) == (303, Stage.WAITING)
    page = leader.get(answer.location)
    assert (shown(page), "Hôm nay đã xử lý 0/3" in page.text) == (three[0].id, True)


@pytest.mark.parametrize("reason", ["", "  \u200b "])
def test_without_its_reason_nothing_goes_back(three, leader, reason):
    answer = post(leader, three[1], "tra-lai", reason=reason)
    assert (answer.status_code, shown(answer), "Ghi lý do để thực hiện" in answer.text) == (422, three[1].id, True)
    assert again(three[1]).stage is Stage.WAITING


def test_a_secret_in_the_reason_is_refused_and_not_kept(three, leader):
    answer = post(leader, three[1], "tra-lai", reason="Theo công văn TUYỆT MẬT số 1")
    assert (answer.status_code, "bí mật nhà nước" in answer.text) == (422, True)
    assert f'data-forget="dau-moi-{three[1].id}"' in answer.text
    assert 'data-keep="never"' in answer.text


def test_who_was_quicker_is_named_and_the_item_drawn_anew(three, leader, situation):
    old = three[0].version
    post(leader, three[0], "xac-nhan")
    answer = leader.post(f"{QUEUE}/{three[0].id}/tra-lai", {"version": old, "reason": REASON, "cho": "1"})
    assert (answer.status_code, shown(answer)) == (409, three[0].id)
    assert "Lần thay đổi gần nhất: Phạm Văn Thắng" in answer.text
    assert f"<b>Chữ bạn vừa gõ:</b> {REASON}" in answer.text
    assert "Đã xác nhận" in answer.text


def test_a_fragment_holds_the_next_one_and_what_changed_around_it(three, leader):
    answer = post(leader, three[0], "xac-nhan", htmx=True)
    assert (answer.status_code, shown(answer), moved(answer)) == (200, three[1].id, [f"delete:#cho-{three[0].id}"])
    assert ("<html" in answer.text, "Hoàn tác" in answer.text, "đã xử lý 1/3" in answer.text) == (False, True, True)
    assert (answer.headers["HX-Push-Url"], f'data-forget="dau-moi-{three[0].id}"' in answer.text) == (QUEUE, True)


def test_an_answer_stays_small_in_a_long_queue(situation, leader):
    situation.confirmed(content=DRAIN)
    situation.confirmed(content=f"{DRAIN} Ngõ 12 cũng vậy.")
    rows = [situation.recorded(content=f"{DRAIN[:-1]}, số nhà {n}.") for n in range(50)]
    answer = post(leader, rows[0], "xac-nhan", htmx=True)
    assert (shown(answer), "Có thể đã ghi rồi" in answer.text) == (rows[1].id, True)
    assert len(answer.data) < 8_000


def test_the_number_of_statements_does_not_grow(situation, leader):
    def asked():
        statements = []
        event.listen(db.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))
        leader.get(QUEUE)
        return len([one for one in statements if one.startswith(("SELECT", "WITH"))])

    situation.confirmed(content=DRAIN)
    situation.recorded(content=DRAIN, severity=Severity.URGENT)
    few = asked()
    for n in range(49):
        situation.recorded(content=f"{DRAIN} Nhà {n}", area="Khu dân cư số 3", topic="culture.health")
    assert asked() == few


def test_in_a_longer_queue_the_next_one_appears_at_the_end(situation, leader):
    rows = [situation.recorded(content=f"Việc số {n}") for n in range(52)]
    answer = post(leader, rows[0], "xac-nhan", htmx=True)
    assert moved(answer) == [f"delete:#cho-{rows[0].id}", "beforeend:#dang-cho"]
    assert "Việc số 50" in answer.text


def test_what_is_put_off_comes_last_for_oneself_only(three, leader, sign_in):
    answer = post(leader, three[0], "de-sau", htmx=True)
    assert moved(answer) == [f"delete:#cho-{three[0].id}", "beforeend:#dang-cho"]
    assert waiting(leader.get(QUEUE)) == ["Rác chưa gom", "Chó thả rông", "Đèn đường hỏng"]
    assert waiting(sign_in("lanhdao").get(QUEUE)) == ["Đèn đường hỏng", "Rác chưa gom", "Chó thả rông"]
    post(leader, three[0], "de-sau", lai="1")
    assert waiting(leader.get(QUEUE)) == ["Đèn đường hỏng", "Rác chưa gom", "Chó thả rông"]


def test_the_classification_is_put_right_in_place(situation, three, leader):
    page = leader.get(f"{QUEUE}?xem={three[0].id}&lam=sua")
    assert re.findall(r"<option selected[^>]*>([^<]*)", page.text)[:2] == [
        "Kinh tế: Quản lý đô thị, tài nguyên, bảo vệ môi trường", "Khu dân cư số 3 (Phường Minh Họa)",
    ]  # fmt: skip
    other = situation.topic("culture.health").id
    said = {"kind": "petition", "severity": "urgent", "topic_id": other, "group_id": "", "voices": "7",
            "area_id": three[0].area_id}  # fmt: skip
    answer = post(leader, three[0], "phan-loai", **said, buoc="luu")
    row = again(three[0])
    assert (answer.status_code, row.topic_id, row.kind, row.severity, row.voices, row.stage) == (
        303, other, ObservationKind.PETITION, Severity.URGENT, 7, Stage.WAITING,
    )  # fmt: skip
    assert shown(leader.get(answer.location)) == row.id
    answer = post(leader, row, "phan-loai", **said, buoc="xong")
    assert (again(row).stage, shown(leader.get(answer.location))) == (Stage.CONFIRMED, three[1].id)


@pytest.mark.parametrize("wrong", [
    {"voices": "0"}, {"voices": "x"}, {"voices": "9" * 30}, {"topic_id": "99999"}, {"topic_id": "x"},
    {"area_id": ""}, {"kind": "x"}, {"severity": ""}, {"group_id": "0"},
])  # fmt: skip
def test_a_wrong_classification_changes_nothing(three, leader, wrong):
    said = {"kind": "petition", "severity": "urgent", "topic_id": three[0].topic_id, "group_id": "", "voices": "7",
            "area_id": three[0].area_id} | wrong  # fmt: skip
    answer = post(leader, three[0], "phan-loai", **said)
    assert (answer.status_code, shown(answer), again(three[0]).voices) == (422, three[0].id, 1)


def test_what_says_the_same_is_offered_with_the_reason_and_joined(situation, leader):
    root = situation.confirmed()
    row = situation.recorded(content=DRAIN, voices=3)
    page = leader.get(QUEUE)
    assert "<mark>Cống thoát nước tổ 3</mark>" in page.text
    assert "cùng địa bàn: Phố Phúc Ninh" in page.text
    answer = post(leader, row, "gop", vao=root.id)
    assert (answer.status_code, again(row).stage, again(row).joined_to_id) == (303, Stage.JOINED, root.id)
    back = f"{QUEUE}/{row.id}/hoan-tac"
    leader.post(back, form_values(leader.get(answer.location).text, back))
    assert (again(row).stage, again(row).joined_to_id) == (Stage.WAITING, None)


def test_another_to_join_is_found_by_its_words(situation, three, leader):
    root = situation.confirmed(content="Đường tổ 4 ngập sâu")
    page = leader.get(f"{QUEUE}?xem={three[0].id}&lam=gop&tu-khoa=duong ngap")
    assert re.findall(r'name="vao" value="(\d+)"', page.text) == [str(root.id)]
    assert "Không tìm thấy" in leader.get(f"{QUEUE}?xem={three[0].id}&lam=gop&tu-khoa=xyz").text


@pytest.mark.parametrize(("to", "code"), [("", 422), ("x", 422), ("0", 404), ("own", 422), ("foreign", 404),
                                          ("waiting", 422)])  # fmt: skip
def test_what_cannot_be_joined_stays(situation, three, leader, to, code):
    foreign = situation.confirmed("lanhdao2", area="Khu dân cư số 3")
    ids = {"own": three[0].id, "foreign": foreign.id, "waiting": three[1].id}
    answer = post(leader, three[0], "gop", vao=ids.get(to, to))
    assert (answer.status_code, again(three[0]).stage) == (code, Stage.WAITING)


def test_what_is_beyond_ones_powers_goes_up_is_taken_and_every_step_undone(situation, three, leader, sign_in):
    party, above = situation.world.unit("dang_uy").id, sign_in("tonghop")
    assert post(leader, three[0], "chuyen-len", to_unit=party).status_code == 422
    assert post(leader, three[0], "chuyen-len", to_unit=three[0].unit_id, reason=REASON).status_code == 422
    answer = post(leader, three[0], "chuyen-len", to_unit=party, reason="Thuộc thẩm quyền của phường.")
    assert (answer.status_code, again(three[0]).holder_id) == (303, party)

    page = above.get(QUEUE)
    assert (shown(page), "Hội CCB chuyển lên" in page.text) == (three[0].id, True)
    assert "Thuộc thẩm quyền của phường." in page.text
    answer = post(above, again(three[0]), "tiep-nhan")
    assert again(three[0]).stage is Stage.CONFIRMED
    back = f"{QUEUE}/{three[0].id}/hoan-tac"
    above.post(back, form_values(above.get(answer.location).text, back))
    assert (again(three[0]).stage, again(three[0]).came_from_id) == (Stage.PASSED_UP, three[0].unit_id)

    answer = leader.post(back, {"version": again(three[0]).version})
    row = again(three[0])
    assert (answer.status_code, row.stage, row.holder_id) == (303, Stage.WAITING, row.unit_id)
    ways = db.session.scalars(db.select(Passing)).all()
    assert [(way.taken_at, bool(way.given_back_at)) for way in ways] == [(None, True)]


def test_what_a_superior_gives_back_says_why_and_waits_on_the_home_page(situation, leader, sign_in):
    row, above = situation.passed_up(), sign_in("tonghop")
    assert post(above, row, "tra-cap-duoi").status_code == 422
    assert post(above, row, "tra-cap-duoi", reason="Thuộc thẩm quyền của Hội.").status_code == 303
    assert "Cấp trên trả lại: Thuộc thẩm quyền của Hội." in leader.get("/").text
    page = leader.get(f"{QUEUE}?xem={row.id}")
    assert "Đảng ủy phường Minh Họa trả lại" in page.text
    post(leader, again(row), "bo-xac-nhan")
    assert "Cấp trên trả lại" not in leader.get("/").text


def test_the_home_page_counts_the_queue_and_its_age(situation, leader, sign_in):
    with clock.stopped_at(clock.now() - timedelta(days=3)):
        situation.recorded(severity=Severity.URGENT)
        day = clock.today()
    situation.recorded()
    page = leader.get("/").text
    assert re.search(r"Nội dung chờ đầu mối xử lý <span class=\"so\">2</span>", page)
    assert ("Có 1 nội dung cấp bách" in page, f"từ {day:%d/%m/%Y}" in page) == (True, True)
    assert [("chờ đầu mối" in sign_in(who).get("/").text) for who in ("lanhdao2", "canbo", "tonghop")] == [False] * 3


def test_a_double_click_decides_once(three, leader):
    key = "a" * 32
    codes = [post(leader, three[0], "xac-nhan", form_key=key).status_code for _again in range(2)]
    confirmed = [one.action for one in history.of("observation", three[0].id)].count("confirm")
    assert (codes, confirmed) == ([303, 303], 1)


def test_an_undo_after_the_matter_went_on_says_so(situation, leader, sign_in):
    row = situation.passed_up()
    old = row.version
    post(sign_in("tonghop"), row, "tiep-nhan")
    answer = leader.post(f"{QUEUE}/{row.id}/hoan-tac", {"version": old})
    assert (answer.status_code, again(row).stage) == (403, Stage.CONFIRMED)
