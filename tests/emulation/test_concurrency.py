"""Two people at once: exactly one of them does it, the other is told who was quicker, and nothing typed is lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from tests.browser import form_values

RACES = 100
FORM = "/dan-van-kheo/dang-ky"
TYPED = {"name": "Tiếng kẻng an ninh", "kind": "practice", "owner_kind": "collective", "buoc": "nhap"}


def together(*jobs):
    """Run ``jobs`` at the same moment, each in a thread of its own; return what they return."""
    ready = Barrier(len(jobs))

    def run(job):
        ready.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def events(*actions):
    return db.session.scalars(db.select(history.Event).where(history.Event.action.in_(actions))).all()


def test_two_reviewers_never_both_decide(world, sign_in):
    first, second = sign_in("banchidao"), sign_in("banchidao2")
    contested = [world.sent(name=f"Mô hình {n}").id for n in range(RACES)]
    version = world.again(contested[0]).version
    db.session.rollback()

    def decide(browser, exemplar_id, slug):
        data = {"csrf_token": browser.token, "version": version, "reason": "Trùng nội dung."}
        return browser.client.post(f"/dan-van-kheo/{exemplar_id}/{slug}", data=data)

    losers = []
    for exemplar_id in contested:
        answers = together(
            lambda: decide(first, exemplar_id, "dong-y"),  # noqa: B023 - used up in this very turn
            lambda: decide(second, exemplar_id, "khong-dua-vao"),  # noqa: B023
        )
        assert sorted(answer.status_code for answer in answers) == [303, 409]
        losers += [answer.text for answer in answers if answer.status_code == 409]

    winner = r"(Lê Minh Đức|Vũ Thị Ngọc Ánh) \(Ban Chỉ đạo [^)]*\) đã thực hiện “Dự kiến [^”]*” lúc \d\d:\d\d ngày"
    assert [bool(re.search(winner, page)) for page in losers] == [True] * RACES
    assert len(events("agree", "decline")) == RACES
    decided = db.session.scalars(
        db.select(Exemplar).where(Exemplar.decided_at.is_not(None)).order_by(Exemplar.id)
    ).all()
    assert [item.id for item in decided] == contested
    assert list(history.broken_links()) == []


def test_a_double_click_registers_once(world, clerk):
    typed = TYPED | form_values(clerk.get(FORM).text, FORM)
    answers = [clerk.post(FORM, typed) for _ in range(2)]
    exemplar = db.session.scalars(db.select(Exemplar)).one()
    assert [answer.location for answer in answers] == [f"/dan-van-kheo/{exemplar.id}"] * 2
    assert [event.subject_id for event in events("draft")] == [exemplar.id]


def test_words_typed_on_after_going_back_are_saved_too(world, clerk):
    typed = TYPED | form_values(clerk.get(FORM).text, FORM)
    codes = [clerk.post(FORM, typed | {"owner": owner}).status_code for owner in ("Chi hội 1", "Chi hội 2")]
    assert (codes, [item.owner for item in db.session.scalars(db.select(Exemplar))]) == ([303, 303], ["Chi hội 2"])


def test_words_typed_on_after_going_back_too_far_are_shown_again(world, clerk):
    path = f"/dan-van-kheo/{world.saved_draft().id}/sua"
    typed = TYPED | form_values(clerk.get(path).text, path)
    answers = [clerk.post(path, typed | {"owner": owner}) for owner in ("Chi hội 1", "Chi hội 1", "Chi hội 2")]
    assert [answer.status_code for answer in answers] == [303, 303, 409]
    assert 'value="Chi hội 2"' in answers[2].text
    assert '<q class="khac__chu">Chi hội 1</q>' in answers[2].text


def test_after_going_back_to_what_was_sent_nothing_typed_is_lost(world, clerk):
    facts = {"address": "Khu 2", "starts_on": "1/3/2026", "ends_on": "2/3/2026", "content": "Kẻng", "owner": "Chi hội"}
    typed = TYPED | facts | {"buoc": "gui"} | form_values(clerk.get(FORM).text, FORM)
    answers = [clerk.post(FORM, typed | {"owner": owner}) for owner in ("Chi hội 1", "Chi hội 2")]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert 'value="Chi hội 2"' in answers[1].text


@pytest.mark.parametrize("button", ["nhap", "gui"])
def test_two_clicks_at_once_register_once(world, clerk, button):
    facts = {
        "address": "Khu 2",
        "starts_on": "1/3/2026",
        "ends_on": "2/3/2026",
        "content": "Đánh kẻng",
        "owner": "Chi hội",
    }
    typed = TYPED | facts | {"buoc": button} | form_values(clerk.get(FORM).text, FORM)
    answers = together(*[lambda: clerk.client.post(FORM, data=typed | {"csrf_token": clerk.token})] * 2)
    exemplar = db.session.scalars(db.select(Exemplar)).one()
    assert [answer.location for answer in answers] == [f"/dan-van-kheo/{exemplar.id}"] * 2
    assert len(events("draft", "propose")) == (1 if button == "nhap" else 2)
    assert list(history.broken_links()) == []


def test_two_releases_at_once_release_once(world, standing):
    for n in range(3):
        world.staged(Stage.AGREE_PENDING, name=f"Mô hình {n}")
    path = "/dan-van-kheo/cong-bo"
    said = form_values(standing.get(path).text, path)
    other = dict(said, form_key="0" * 32)
    answers = together(*[lambda said=said: standing.client.post(path, data=said) for said in (said, other)])
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert len(events("release_agreed")) == 3
    assert len(events("release")) == 1


@pytest.fixture
def edited(world, clerk, sign_in):
    """A draft that the leader has saved while the clerk was still writing; the clerk's answer and the draft."""
    exemplar = world.saved_draft(owner="Chi hội 1")
    leader = sign_in("lanhdao")
    path = f"/dan-van-kheo/{exemplar.id}/sua"
    hers, his = (TYPED | form_values(browser.get(path).text, path) for browser in (clerk, leader))
    assert leader.post(path, his | {"owner": "Chi hội 2", "name": "Tên của lãnh đạo"}).status_code == 303
    return clerk.post(path, hers | {"owner": "Chi hội 3", "name": "Tên của cán bộ"}), exemplar, path


def test_the_second_of_two_edits_is_shown_both(world, edited):
    answer, exemplar, _path = edited
    assert answer.status_code == 409
    assert "Phạm Văn Thắng (Hội Cựu chiến binh phường Minh Họa) đã thực hiện “Sửa hồ sơ” lúc" in answer.text
    assert re.findall(r'khac__chu">([^<]*)<', answer.text)[:1] == ["Tên của lãnh đạo"]
    assert ">\r\nTên của cán bộ</textarea>" in answer.text
    assert world.again(exemplar.id).name == "Tên của lãnh đạo"


def test_each_part_of_a_conflict_is_settled_on_its_own(world, clerk, edited):
    answer, exemplar, path = edited
    settled = TYPED | form_values(answer.text, path) | {"name": "Tên của cán bộ", "owner": "Chi hội 3", "lay": "name"}
    assert clerk.post(path, settled).status_code == 303
    exemplar = world.again(exemplar.id)
    assert (exemplar.name, exemplar.owner) == ("Tên của lãnh đạo", "Chi hội 3")


def test_a_settled_conflict_must_still_make_sense(world, clerk):
    path = f"/dan-van-kheo/{world.saved_draft(starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 2)).id}/sua"
    mine = TYPED | form_values(clerk.get(path).text, path) | {"starts_on": "1/3/2026", "ends_on": "2/3/2026"}
    answer = clerk.post(path, mine | {"lay": "starts_on"})
    assert (answer.status_code, "Ngày kết thúc phải bằng hoặc sau ngày bắt đầu." in answer.text) == (422, True)
