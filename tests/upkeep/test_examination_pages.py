"""The administrator's page of the doctor: the same checks, begun by a press, with what to do about each finding."""

import threading

import pytest

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.upkeep.checks import CHECKS
from tests.databases import let_change
from tests.upkeep.conftest import LONG

PAGE = "/quan-tri/kiem-tra"


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def examined(desk, admin):
    assert admin.post(PAGE).status_code == 303
    desk.examining.wait(LONG)
    return admin.get(PAGE).text


def test_all_is_well_and_every_check_is_named(desk, admin):
    assert "Kiểm tra ngay" in admin.get(PAGE).text
    page = examined(desk, admin)
    assert f"Mọi thứ đều ổn: {len(CHECKS)} phép kiểm tra, không có lỗi." in page
    assert [check.title for check in CHECKS if check.title not in page] == []


def test_a_broken_history_is_said_with_what_to_do(desk, admin, stranger):
    let_change("event")
    db.session.execute(db.text("UPDATE event SET actor_name = 'Ai đó' WHERE id = 1"))
    db.session.commit()
    page = examined(desk, admin)
    assert ("Có lỗi cần xử lý" in page, "Nhật ký đứt ở dòng 1" in page, 'href="#kt-history"' in page) == (True,) * 3
    assert "Giữ nguyên máy" in page
    assert stranger.get(PAGE).status_code == 403


def test_how_far_it_is_is_shown_while_it_runs(desk, admin, world):
    go = threading.Event()

    def work(tell):
        tell("Tệp đính kèm", 4, 16)
        go.wait(LONG)
        return []

    desk.examining.start(world.app, work)
    try:
        while not desk.examining.run.step:
            desk.examining.wait(0.01)
        page = admin.get(PAGE).text
        assert ("Đang xem: Tệp đính kèm." in page, 'value="4" max="16"' in page) == (True, True)
    finally:
        go.set()
    desk.examining.wait(LONG)
