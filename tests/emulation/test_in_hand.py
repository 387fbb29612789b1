"""What a unit has in hand is read once for its home page, however many matters speak of it."""

from tests.people.statements import counted


def test_drafts_and_what_came_back_share_their_statements(world, clerk, stranger):
    world.draft(name="Tổ tự quản")
    back, item = world.draft(name="Tuyến đường hoa"), world.draft(name="Gửi lại")
    world.act("canbo", back, "propose")
    world.act("lanhdao", back, "send_back", "Thiếu số hộ")
    world.act("lanhdao", item, "approve")
    world.save()
    with counted(world.app) as said:
        text = clerk.get("/").text
    assert [name in text for name in ("Viết tiếp: Tổ tự quản", "Lãnh đạo trả lại: Tuyến đường hoa")] == [True, True]
    assert "Tuyến đường hoa" not in stranger.get("/").text
    assert len([one for one in said if "exemplar.folded_text" in one]) == 1
    assert len([one for one in said if "event.reason" in one]) == 1
