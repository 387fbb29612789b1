"""What the unit's own pages say: versions that count nothing hidden, drafts on the home page, who reads next."""

import re
from datetime import date

import pytest

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.kernel import clock
from tests.emulation.test_registration_pages import NEW, WHOLE, stored


@pytest.mark.parametrize("steps", [(), ("agree",), ("agree", "undo")])
def test_the_version_of_a_unit_counts_no_hidden_decision(world, steps):
    with clock.stopped_at(clock.now()):
        item, other = world.sent(name="Một"), world.sent(name="Hai")
        for step in steps:
            world.act("banchidao2", item, step)
        assert world.seen("canbo", item) == world.seen("canbo", other)
        assert world.seen("lanhdao", item) == world.seen("canbo", item)
    world.act("banchidao2", other, "return", "Ghi rõ số hộ.")
    assert world.seen("canbo", item) != world.seen("canbo", other)


@pytest.mark.parametrize("typed", ["1/3/26", "01-03-26", "1.3.26"])
def test_a_year_of_two_digits_is_of_this_century(world, clerk, typed):
    clerk.post(NEW, WHOLE | {"starts_on": typed, "buoc": "nhap"})
    assert [item.starts_on for item in stored()] == [date(2026, 3, 1)]


def test_home_shows_the_newest_drafts_and_how_many_more(world, clerk, stranger):
    for n in range(12):
        world.saved_draft(name=f"Nháp {n:02}")
    home = clerk.get("/").text
    assert re.findall(r"Viết tiếp: Nháp (\d\d)", home) == [f"{n:02}" for n in range(11, 1, -1)]
    assert "… và 2 bản nháp nữa" in home
    assert "bản nháp nữa" not in stranger.get("/").text


@pytest.mark.parametrize(
    ("username", "stage", "word"),
    [
        ("canbo", Stage.DRAFT, "Trình lãnh đạo duyệt"),
        ("canbo", Stage.RETURNED, "Trình lãnh đạo bản bổ sung"),
        ("lanhdao", Stage.DRAFT, "Duyệt để gửi"),
        ("lanhdao", Stage.RETURNED, "Duyệt và gửi lại"),
    ],
)
def test_the_button_says_who_reads_next(world, sign_in, username, stage, word):
    page = sign_in(username).get(f"/dan-van-kheo/{world.staged(stage).id}/sua").text
    assert re.search(r"data-primary>([^<]*)<", page)[1] == word


def test_a_leader_sends_a_draft_back_and_must_say_why(world, clerk, sign_in):
    item, leader = world.staged(Stage.PROPOSED), sign_in("lanhdao")
    path = f"/dan-van-kheo/{item.id}/tra-cho-can-bo"
    refused = leader.post(path, world.seen("lanhdao", item))
    assert (refused.status_code, "Ghi lý do" in refused.text) == (422, True)
    assert clerk.post(path, world.seen("canbo", item) | {"reason": "Tự trả"}).status_code == 403
    answer = leader.post(path, world.seen("lanhdao", item) | {"reason": "Ghi rõ nơi đặt kẻng."})
    assert (answer.status_code, world.again(item.id).stage) == (303, Stage.DRAFT)
    assert "Ghi rõ nơi đặt kẻng." in clerk.get(f"/dan-van-kheo/{item.id}").text
