"""The queue keeps a reason typed, tells a withdrawal meanwhile, and keeps what was put off in its order."""

import pytest

from nam_tinh_hinh.emulation.enums import Stage
from tests.emulation.test_review_pages import QUEUE, REASON, decide, moved, shown, three, waiting

__all__ = ["three"]


def test_words_about_what_someone_else_has_judged_are_shown_with_the_way_on(world, three, member):
    world.act("banchidao2", three[0], "agree")
    data = {"version": 2, "tu": "hang-doi", "reason": REASON}
    answer = member.htmx(f"/dan-van-kheo/{three[0].id}/can-bo-sung", data, QUEUE)
    assert (answer.status_code, shown(answer), moved(answer)[0][0]) == (409, "Một", f"delete:#cho-{three[0].id}")
    assert f"<b>Chữ bạn vừa gõ:</b> {REASON}</p>" in answer.text
    assert "Sang hồ sơ kế tiếp" in answer.text


@pytest.mark.parametrize("slug", ["can-bo-sung", "khong-dua-vao"])
def test_taking_back_a_decision_brings_its_reason_back(world, three, member, sign_in, slug):
    decide(member, three[0], slug, reason=REASON)
    answer = decide(member, world.again(three[0].id), "hoan-tac")
    page = member.get(answer.location)
    assert (shown(page), f">\r\n{REASON}</textarea>" in page.text) == ("Một", True)
    assert REASON not in sign_in("banchidao2").get(answer.location).text


@pytest.mark.parametrize("stage", [Stage.RETURNED, Stage.AGREED])
def test_what_is_known_already_is_not_called_secret(world, member, stage):
    item = world.staged(stage, reason=REASON)
    page = member.get(f"{QUEUE}?xem={item.id}").text
    assert (stage.label in page, "chưa công bố với đơn vị" in page) == (True, False)


def test_what_is_put_off_waits_in_the_order_it_was_put_off(world, three, member):
    for item in (three[1], three[0]):
        member.post(f"/dan-van-kheo/{item.id}/danh-dau", {"mark": "later"})
    assert waiting(member.get(QUEUE)) == ["Ba", "Hai", "Một"]
