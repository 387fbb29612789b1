"""Step 1: what a registration rests on, and the leader who reads it before it leaves."""

from datetime import date

import pytest

from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries import preparing
from nam_tinh_hinh.emulation.services.preparing import PREPARED, prepare
from nam_tinh_hinh.emulation.tasks import matters
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.matters import tasks_of
from nam_tinh_hinh.kernel.workflow import ActionRefused
from tests.browser import form_values

WORDS = dict.fromkeys(PREPARED, "") | {"met_on": None}
SAID = "Nhiều hộ chưa tham gia tự quản."


def page(item):
    return f"/dan-van-kheo/{item.id}/chuan-bi"


def written(browser, item, **words):
    hidden = form_values(browser.get(page(item)).text, page(item))
    return browser.post(page(item), hidden | words)


def titles(world, username):
    return [task.title for task in tasks_of(matters(world.actor(username)))]


def test_the_unit_writes_and_whoever_sees_the_exemplar_reads(world, clerk, stranger):
    draft = world.saved_draft()
    assert written(clerk, draft, situation=SAID, met_on="10/2/2026").status_code == 303
    row = preparing.preparation(draft.id)
    assert (row.situation, row.met_on, row.version) == (SAID, date(2026, 2, 10), 1)
    assert history.last("exemplar", draft.id).action == "prepare"
    assert SAID in clerk.get(page(draft)).text
    assert stranger.get(page(draft)).status_code == 404
    assert stranger.post(page(draft), {"situation": "x"}).status_code == 404


def test_the_committee_reads_it_in_the_queue_and_is_told_when_there_is_none(world, member):
    with_words, without = world.draft(name="Có ghi"), world.draft(name="Không ghi")
    prepare(actor=world.clerk_of("ccb"), exemplar=with_words, words=WORDS | {"situation": SAID})
    for item in (with_words, without):
        world.act("lanhdao", item, "approve")
    leader = world.leader_of("ccb")
    ready = [(item.id, item.version) for item in queries.ready_to_send(leader, with_words.campaign)]
    services.send_list(actor=leader, campaign=with_words.campaign, seen=ready)
    world.save()
    assert SAID in member.get(f"/dan-van-kheo/hang-doi?xem={with_words.id}").text
    assert "Đơn vị chưa ghi khảo sát" in member.get(f"/dan-van-kheo/hang-doi?xem={without.id}").text
    assert "data-keep" not in member.get(page(with_words)).text


def test_two_who_write_at_once_are_told_and_lose_nothing(world, clerk, sign_in):
    draft, leader = world.saved_draft(), sign_in("lanhdao")
    hidden = form_values(leader.get(page(draft)).text, page(draft))
    written(clerk, draft, situation=SAID)
    answer = leader.post(page(draft), hidden | {"situation": "Bản của lãnh đạo", "difficulties": "Ít kinh phí"})
    assert answer.status_code == 409
    assert [word in answer.text for word in ("Bản của lãnh đạo", "Ít kinh phí", SAID)] == [True] * 3
    again = form_values(answer.text, page(draft)) | {
        "situation": "x",
        "difficulties": "Ít kinh phí",
        "lay": "situation",
    }
    assert leader.post(page(draft), again).status_code == 303
    row = preparing.preparation(world.again(draft.id).id)
    assert (row.situation, row.difficulties) == (SAID, "Ít kinh phí")


def test_what_was_sent_is_not_rewritten(world, clerk):
    sent = world.sent()
    answer = clerk.post(page(sent), {"situation": SAID, "version": "0"})
    assert answer.status_code == 409
    assert SAID in answer.text
    assert preparing.preparation(sent.id) is None


def test_a_second_sending_of_the_same_words_changes_nothing(world, clerk):
    draft = world.saved_draft()
    hidden = form_values(clerk.get(page(draft)).text, page(draft)) | {"situation": SAID}
    assert [clerk.post(page(draft), hidden).status_code for _ in range(2)] == [303, 303]
    assert preparing.preparation(draft.id).version == 1


@pytest.mark.parametrize("bad", [{"met_on": "31/2/2026"}, {"situation": "a" * 5000}, {"version": "x"}])
def test_bad_input_is_said_in_words(world, clerk, bad):
    draft = world.saved_draft()
    hidden = form_values(clerk.get(page(draft)).text, page(draft))
    assert clerk.post(page(draft), hidden | {"situation": SAID} | bad).status_code in {409, 422}


def test_writing_it_counts_as_a_change_of_the_registration(world):
    item = world.staged(Stage.RETURNED)
    before = item.edited_at
    prepare(actor=world.clerk_of("ccb"), exemplar=item, words=WORDS | {"situation": SAID})
    assert item.edited_at > before
    with pytest.raises(ActionRefused, match="đã thay đổi"):
        prepare(actor=world.clerk_of("ccb"), exemplar=item, words=WORDS, version=0)


def test_home_says_whose_turn_it_is(world):
    item = world.staged(Stage.PROPOSED)
    assert f"Duyệt: {item.name}" in titles(world, "lanhdao")
    assert f"Duyệt: {item.name}" not in titles(world, "canbo")
    assert f"Duyệt: {item.name}" not in titles(world, "lanhdao2")
    world.act("lanhdao", item, "send_back", "Ghi rõ số hộ.")
    back = [task for task in tasks_of(matters(world.actor("canbo"))) if task.title == f"Lãnh đạo trả lại: {item.name}"]
    assert [task.waits_text for task in back] == ["Ghi rõ số hộ."]
    world.act("canbo", item, "propose")
    world.act("lanhdao", item, "approve")
    for username in ("canbo", "lanhdao"):
        assert [
            t.count for t in tasks_of(matters(world.actor(username))) if t.title == "Đã duyệt, chờ gửi danh sách"
        ] == [1]
    assert "Đã duyệt, chờ gửi danh sách" not in titles(world, "canbo2")


def test_the_leader_goes_from_one_to_the_next(world, sign_in):
    first, second = (world.staged(Stage.PROPOSED, name=name) for name in ("Một", "Hai"))
    leader = sign_in("lanhdao")
    shown = leader.get(f"/dan-van-kheo/{first.id}").text
    assert "Chờ bạn duyệt: <b>2</b> hồ sơ" in shown
    assert f'href="/dan-van-kheo/{second.id}">Để sau' in shown
    answer = leader.post(f"/dan-van-kheo/{first.id}/duyet", world.seen("lanhdao", first))
    assert answer.location == f"/dan-van-kheo/{second.id}"
    back = leader.post(
        f"/dan-van-kheo/{second.id}/tra-cho-can-bo",
        world.seen("lanhdao", world.again(second.id)) | {"reason": "Sửa lại."},
    )
    assert back.location == f"/dan-van-kheo/{second.id}"


def test_the_clerk_reads_the_leaders_reason_where_he_mends(world, clerk, member):
    item = world.staged(Stage.PROPOSED)
    world.act("lanhdao", item, "send_back", "Ghi rõ số hộ.")
    assert "Ghi rõ số hộ." in clerk.get(f"/dan-van-kheo/{item.id}/sua").text
    assert member.get(f"/dan-van-kheo/{item.id}").status_code == 404
