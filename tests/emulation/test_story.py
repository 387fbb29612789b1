"""The page of an exemplar tells its six steps: dates, numbers, papers; and nothing that is not made known yet."""

import re

import pytest

from nam_tinh_hinh.emulation.enums import STEPS, UNSENT, Stage
from nam_tinh_hinh.emulation.queries.story import story
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import IssuedPaper
from tests.people.statements import counted

STEPS_TOLD = {
    Stage.SUBMITTED: [1],
    Stage.AGREE_PENDING: [1],
    Stage.DECLINE_PENDING: [1],
    Stage.RETURNED: [1, 2],
    Stage.REPROPOSED: [1, 2],
    Stage.WITHDRAWN: [1],
    Stage.AGREED: [1, 2],
    Stage.DECLINED: [1, 2],
    Stage.UNDERWAY: [1, 2],
    Stage.STOPPED: [1, 2, 3],
    Stage.REPORTED: [1, 2, 5],
    Stage.RECOGNISE_PENDING: [1, 2, 5],
    Stage.REFUSE_PENDING: [1, 2, 5],
    Stage.RECOGNISED: [1, 2, 5],
    Stage.NOT_RECOGNISED: [1, 2, 5],
}


def words(chapters):
    """The words of all lines; a second notice of the year is a supplementary one, that is no secret."""
    said = (line.words for chapter in chapters for line in chapter.lines)
    return [one.replace("Thông báo bổ sung", "Thông báo giao nhiệm vụ") for one in said]


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_tells_the_steps_it_has_been_through(world, stage):
    item = world.staged(stage)
    told = story(world.actor("canbo"), item)
    assert [chapter.step for chapter in told if chapter.step != 4] == STEPS_TOLD.get(stage, [])
    assert (told == []) == (stage in UNSENT)


@pytest.mark.parametrize("username", ["canbo", "banchidao2", "thuongtruc"])
@pytest.mark.parametrize(
    ("hidden", "known"),
    [
        (Stage.AGREE_PENDING, Stage.SUBMITTED),
        (Stage.DECLINE_PENDING, Stage.SUBMITTED),
        (Stage.RECOGNISE_PENDING, Stage.REPORTED),
        (Stage.REFUSE_PENDING, Stage.REPORTED),
    ],
)
def test_a_decision_not_made_known_is_told_to_nobody(world, username, hidden, known):
    actor = world.actor(username)
    assert words(story(actor, world.staged(hidden))) == words(story(actor, world.staged(known)))


def test_the_page_of_a_recognised_one_leads_to_its_parts(world, sign_in, stranger):
    item = world.staged(Stage.RECOGNISED)
    page = sign_in("canbo").get(f"/dan-van-kheo/{item.id}").text
    told = page.split("Các bước và văn bản")[1].split("Quá trình xử lý")[0]
    assert [title in told for title in STEPS] == [True, True, False, "Sơ kết tại đơn vị" in told, True, False]
    assert f'href="/dan-van-kheo/{item.id}/ket-qua"' in told
    assert "Kết quả: Công nhận" in told
    assert stranger.get(f"/dan-van-kheo/{item.id}").status_code == 404


def test_a_paper_is_a_link_only_for_those_who_may_open_it(world, sign_in, stranger):
    item = world.staged(Stage.UNDERWAY)
    page = sign_in("canbo").get(f"/dan-van-kheo/{item.id}").text
    told = page.split("Các bước và văn bản")[1].split("Quá trình xử lý")[0]
    ids = [int(one) for one in re.findall(r"/van-ban/(\d+)\.pdf", told)]
    reader, other = sign_in("lanhdao"), stranger
    assert [reader.get(f"/van-ban/{one}.pdf").status_code for one in ids] == [200] * len(ids)
    own = [one for one in ids if db.session.get_one(IssuedPaper, one).about_unit_id == item.unit_id]
    assert [other.get(f"/van-ban/{one}.pdf").status_code for one in own] == [404] * len(own)


def test_many_lines_cost_as_many_statements_as_few(world):
    few, many = world.staged(Stage.UNDERWAY), world.staged(Stage.RECOGNISED)
    actor = world.actor("thuongtruc")
    story(actor, few)
    with counted(world.app) as first:
        story(actor, few)
    with counted(world.app) as second:
        story(actor, many)
    assert len(second) <= len(first) + 4


def test_without_a_reason_the_box_stays_open_and_says_so(world, sign_in):
    item = world.staged(Stage.PROPOSED)
    leader = sign_in("lanhdao")
    leader.get(f"/dan-van-kheo/{item.id}")
    answer = leader.post(f"/dan-van-kheo/{item.id}/tra-cho-can-bo", {"reason": " ", **world.seen("lanhdao", item)})
    assert answer.status_code == 422
    assert '<details class="ly-do" open>' in answer.text
    assert 'id="ly-do-send_back-error"' in answer.text


@pytest.mark.parametrize(
    ("username", "stage", "sentence"),
    [
        ("canbo", Stage.DRAFT, "trình lãnh đạo duyệt ở cuối phiếu"),
        ("lanhdao", Stage.DRAFT, "đủ rồi thì duyệt ở cuối phiếu"),
        ("canbo", Stage.PROPOSED, "Đang chờ lãnh đạo đơn vị duyệt"),
        ("canbo", Stage.AGREE_PENDING, "Ban Chỉ đạo đang xét, đơn vị chưa phải làm gì"),
        ("canbo", Stage.AGREED, "Chờ thông báo giao nhiệm vụ"),
        ("canbo", Stage.UNDERWAY, "gửi báo cáo kết quả</a>"),
        ("canbo", Stage.RECOGNISE_PENDING, "Ban Chỉ đạo đang xét công nhận"),
        ("canbo", Stage.RECOGNISED, "Mô hình đã vào"),
    ],
)
def test_the_page_says_what_the_unit_does_now(world, sign_in, username, stage, sentence):
    assert sentence in sign_in(username).get(f"/dan-van-kheo/{world.staged(stage).id}").text


def test_an_approved_one_leads_on_to_the_sending_of_the_list(world, sign_in):
    page = sign_in("canbo").get(f"/dan-van-kheo/{world.staged(Stage.APPROVED).id}").text
    assert '<a class="btn btn-primary" href="/dan-van-kheo/gui-danh-sach">Gửi danh sách</a>' in page
