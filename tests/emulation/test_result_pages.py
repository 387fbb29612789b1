"""The unit's report on its results: written by the clerk, sent by the leader, the committee's only then."""

import pytest

from nam_tinh_hinh.emulation.enums import Proposal, Stage
from nam_tinh_hinh.emulation.queries import recognising as queries
from nam_tinh_hinh.kernel import history
from tests.browser import form_values

TYPED = {
    "results": "Đã lắp 12 kẻng, 56 hộ tham gia.", "benefits": "Không còn mất cắp vặt.", "difficulties": "",
    "lessons": "Bắt đầu từ tổ trưởng.", "proposal": "commend", "buoc": "luu",
}  # fmt: skip


@pytest.fixture
def underway(world):
    return world.staged(Stage.UNDERWAY).id


def path(exemplar_id):
    return f"/dan-van-kheo/{exemplar_id}/ket-qua"


def write(browser, exemplar_id, **said):
    page = path(exemplar_id)
    return browser.post(page, TYPED | form_values(browser.get(page).text, page) | said)


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


def test_a_clerk_writes_and_the_leader_sends(world, underway, clerk, leader, member):
    assert write(clerk, underway).status_code == 303
    row = queries.result_of(underway)
    assert (row.results, row.proposal, row.version) == (TYPED["results"], Proposal.COMMEND, 1)
    assert "Gửi báo cáo kết quả</button>" not in clerk.get(path(underway)).text
    assert TYPED["results"] not in member.get(path(underway)).text
    assert write(leader, underway, buoc="gui").status_code == 303
    assert world.again(underway).stage is Stage.REPORTED
    assert TYPED["results"] in member.get(path(underway)).text


def test_a_clerk_cannot_send(world, underway, clerk):
    answer = write(clerk, underway, buoc="gui")
    assert (answer.status_code, TYPED["results"] in answer.text) == (403, True)
    assert world.again(underway).stage is Stage.UNDERWAY


def test_results_and_benefits_are_needed_to_send(world, underway, leader):
    answer = write(leader, underway, buoc="gui", benefits=" ")
    assert (answer.status_code, "Ghi hiệu quả đối với Nhân dân" in answer.text) == (422, True)
    assert (world.again(underway).stage, queries.result_of(underway)) == (Stage.UNDERWAY, None)


def test_a_double_click_sends_once(world, underway, leader):
    said = TYPED | form_values(leader.get(path(underway)).text, path(underway)) | {"buoc": "gui"}
    assert [leader.post(path(underway), said).status_code for _ in range(2)] == [303, 303]
    actions = [event.action for event in history.of("exemplar", underway)]
    assert actions.count("report") == 1


def test_two_who_write_are_shown_both(world, underway, clerk, leader):
    hers, his = (TYPED | form_values(b.get(path(underway)).text, path(underway)) for b in (clerk, leader))
    assert leader.post(path(underway), his | {"results": "Của lãnh đạo"}).status_code == 303
    answer = clerk.post(path(underway), hers | {"results": "Của cán bộ"})
    assert answer.status_code == 409
    assert '<q class="khac__chu">Của lãnh đạo</q>' in answer.text
    assert "Của cán bộ</textarea>" in answer.text
    settled = TYPED | form_values(answer.text, path(underway)) | {"results": "Của cán bộ", "lay": "results"}
    assert clerk.post(path(underway), settled).status_code == 303
    world.save()
    assert queries.result_of(underway).results == "Của lãnh đạo"


def test_what_is_sent_is_locked_and_what_was_typed_stays(world, underway, clerk, leader):
    said = TYPED | form_values(clerk.get(path(underway)).text, path(underway))
    write(leader, underway, buoc="gui")
    answer = clerk.post(path(underway), said | {"results": "Viết thêm"})
    assert (answer.status_code, "Viết thêm" in answer.text) == (409, True)
    world.save()
    assert queries.result_of(underway).results == TYPED["results"]


def test_a_returned_report_says_why_at_home_and_on_the_page(world, clerk, stranger):
    exemplar = world.staged(Stage.REPORTED)
    world.act("thuongtruc", exemplar, "return_report", "Ghi số hộ tham gia.")
    assert "Ghi số hộ tham gia." in clerk.get("/").text
    assert "Ghi số hộ tham gia." in clerk.get(path(exemplar.id)).text
    assert "Ghi số hộ tham gia." not in stranger.get("/").text
    assert stranger.get(path(exemplar.id)).status_code == 404
    assert write(clerk, exemplar.id).status_code == 303


def test_a_secret_is_refused_and_not_kept(underway, clerk):
    answer = write(clerk, underway, results="Tài liệu TUYỆT MẬT số 3")
    assert answer.status_code == 422
    assert 'data-keep="never"' in answer.text


def test_before_the_notice_there_is_no_such_page(world, clerk):
    assert clerk.get(path(world.staged(Stage.AGREED).id)).status_code == 404
