"""What the committee makes of results is known outside it when the decision is issued, and not a letter before."""

import pytest

from nam_tinh_hinh.emulation.enums import Stage
from tests.emulation.test_visibility import OUTSIDERS, plain, sheet_of

REASON = "Chưa có số liệu của chi bộ Hoa Mẫu Đơn"
VERDICTS = {
    "recognise": [("recognise", "")],
    "refuse": [("refuse", REASON)],
    "undone": [("reward", ""), ("undo_judgement", "")],
}


def views_of(browser, exemplar_id):
    paths = ["/", "/dan-van-kheo/?tu-khoa=keng", "/dan-van-kheo/thu-vien", "/dan-van-kheo/thong-bao"]
    paths += [f"/dan-van-kheo/{exemplar_id}{tab}" for tab in ("", "/ket-qua", "/thuc-hien", "/so-ket", "/kiem-tra")]
    paths += [f"/dan-van-kheo/?giai-doan={stage.value}" for stage in Stage]
    return [plain(browser.get(path).text, exemplar_id) for path in paths]


@pytest.mark.parametrize("steps", VERDICTS.values(), ids=VERDICTS)
@pytest.mark.parametrize(("username", "unit"), OUTSIDERS)
def test_a_judgement_changes_no_letter_for_outsiders_before_its_decision(world, sign_in, username, unit, steps):
    exemplar, outsider = world.staged(Stage.REPORTED, unit), sign_in(username)
    before = views_of(outsider, exemplar.id), sheet_of(outsider)
    for action, reason in steps:
        world.act("banchidao2", exemplar, action, reason)
    assert (views_of(outsider, exemplar.id), sheet_of(outsider)) == before


def test_the_decision_tells_the_unit_and_not_the_stranger(world, clerk, stranger):
    refused = world.staged(Stage.NOT_RECOGNISED)
    world.save()
    page = clerk.get(f"/dan-van-kheo/{refused.id}/ket-qua").text
    assert refused.judgement_reason in page
    assert "Vũ Thị Ngọc Ánh" not in page
    assert stranger.get(f"/dan-van-kheo/{refused.id}/ket-qua").status_code == 404
