"""The administrator's page of copies: made now, seen in progress, downloaded; a red bar when the newest is too old."""

import threading
from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import backup, clock, history
from nam_tinh_hinh.kernel.backup.names import Kind, name_for
from nam_tinh_hinh.kernel.db import db
from tests.browser import PASSWORD, form_values
from tests.upkeep.conftest import LONG

pytestmark = pytest.mark.sqlite

PAGE = "/quan-tri/sao-luu"
BAR = "Mở trang Sao lưu"


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def made(desk):
    """Wait until the copy is made, and return it."""
    desk.backing_up.wait(LONG)
    [one] = backup.kept(desk.settings.backups)
    return one


def rows(action):
    db.session.rollback()
    return db.session.scalars(db.select(history.Event).filter_by(subject="backup", action=action)).all()


def test_a_copy_is_made_listed_and_remembered(desk, admin):
    page = admin.get(PAGE).text
    assert "Chưa có bản sao lưu nào" in page
    sent = form_values(page, PAGE)
    assert admin.post(PAGE, sent).status_code == 303
    one, page = made(desk), admin.get(PAGE).text
    assert f"Đã sao lưu xong lúc {clock.moment_text(desk.backing_up.run.ended_at)}: {one.name}" in page
    assert ("Làm bằng tay" in page, "Để ngỏ" in page) == (True, True)
    [row] = rows("backup")
    assert (row.actor_name in page, row.details["name"]) == (True, one.name)
    admin.post(PAGE, sent)  # a double click: the first's copy stands
    assert (made(desk), len(rows("backup"))) == (one, 1)


def test_a_second_press_while_one_runs_gets_the_running_one(desk, admin, world):
    go, turns = threading.Event(), []

    def work(tell):
        turns.append(1)
        tell("Tệp đính kèm", 3, 8)
        go.wait(LONG)

    assert desk.backing_up.start(world.app, work)
    try:
        assert admin.post(PAGE).status_code == 303
        page = admin.get(PAGE).text
        assert ("Đang sao lưu." in page, f'hx-get="{PAGE}"' in page, "Sao lưu ngay</button>" in page) == (
            True, True, False,
        )  # fmt: skip
        assert f'<a href="{PAGE}">Xem đã xong chưa</a>' in page  # and without JavaScript
        part = admin.get(PAGE, headers={"HX-Request": "true"}).text
        assert ("<html" in part, "every 1s" in part) == (False, True)
    finally:
        go.set()
    desk.backing_up.wait(LONG)
    assert (turns, backup.kept(desk.settings.backups)) == ([1], [])


def test_a_copy_that_fails_says_why_and_the_way_out(desk, admin):
    desk.settings.backups.write_text("a file where the folder should be")
    try:
        admin.post(PAGE)
        desk.backing_up.wait(LONG)
        page = admin.get(PAGE).text
        assert ("không thành" in page, desk.backing_up.run.failure in page) == (True, True)
        assert [row.reason for row in rows("backup_failed")] == [desk.backing_up.run.failure]
    finally:
        desk.settings.backups.unlink()


def test_work_that_breaks_off_says_so_and_can_be_begun_again(desk, world):
    assert desk.backing_up.start(world.app, lambda _tell: 1 / 0)
    desk.backing_up.wait(LONG)
    assert desk.backing_up.run.failure.startswith("Máy chủ gặp lỗi giữa chừng.")
    assert desk.backing_up.start(world.app, lambda _tell: "well")
    desk.backing_up.wait(LONG)
    assert (desk.backing_up.run.result, desk.backing_up.run.failure) == ("well", "")


def test_a_download_is_the_copy_itself_and_leaves_a_trace(desk, admin, sign_in):
    admin.post(PAGE)
    one = made(desk)
    asked = admin.get(f"{PAGE}/{one.name}")
    assert (asked.status_code, "Bản này để ngỏ" in asked.text, rows("download_backup")) == (200, True, [])
    wrong = admin.post(f"{PAGE}/{one.name}", {"current": "con đường hoa giả"})
    assert (wrong.status_code, "chưa đúng" in wrong.text, rows("download_backup")) == (422, True, [])
    answer = admin.post(f"{PAGE}/{one.name}", {"current": PASSWORD})
    assert (answer.status_code, answer.data) == (200, one.path.read_bytes())
    assert answer.headers["Content-Disposition"] == f"attachment; filename={one.name}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert [(row.actor_id, row.reason) for row in rows("download_backup")] == [
        (row.actor_id, one.name) for row in rows("backup")
    ]
    for who in ("canbo", "thuongtruc", "truongban", "tonghop", "nguoixem"):
        other = sign_in(who)
        assert [other.get(f"{PAGE}/{one.name}").status_code, other.get(PAGE).status_code] == [403, 403]
    assert len(rows("download_backup")) == 1


def test_a_sealed_copy_is_sent_at_once_for_nobody_but_its_key_opens_it(desk, admin):
    desk.settings.backups.mkdir()
    one = desk.settings.backups / name_for(clock.now(), "0018", Kind.NIGHTLY, sealed=True)
    one.write_bytes(b"age-encryption.org/v1\n")
    assert admin.get(f"{PAGE}/{one.name}").data == one.read_bytes()
    assert [row.reason for row in rows("download_backup")] == [one.name]


def test_the_password_of_an_open_copy_is_not_guessed(desk, admin):
    admin.post(PAGE)
    path = f"{PAGE}/{made(desk).name}"
    assert [admin.post(path, {"current": f"đoán lần thứ {n}"}).status_code for n in range(12)][-3:] == [422, 429, 429]


@pytest.mark.parametrize("name", ["..", "..%2Fsecret_key", "secret_key", "nam-tinh-hinh.db", "x.nth", "%00"])
def test_nothing_but_a_copy_is_ever_downloaded(desk, admin, name):
    admin.post(PAGE)
    made(desk)
    assert admin.get(f"{PAGE}/{name}").status_code in {404, 308}


def test_a_day_without_a_copy_is_a_red_bar_for_the_administrator_alone(desk, admin, sign_in):
    clerk, now = sign_in("canbo"), clock.now()
    assert BAR not in admin.get("/").text
    with clock.stopped_at(now + timedelta(hours=25)):
        admin.sign_in("quantri")
        clerk.sign_in("canbo")
        for page in ("/", "/quan-tri", PAGE):
            assert BAR in admin.get(page).text
        home = admin.get("/").text
        assert ("Chưa có bản sao lưu nào." in home, "chưa có bản nào" in home) == (True, True)
        assert (BAR in clerk.get("/").text, "Sao lưu" in clerk.get("/").text) == (False, False)
        desk.settings.backups.mkdir()
        (desk.settings.backups / name_for(now + timedelta(hours=24), "0018", Kind.NIGHTLY, sealed=False)).touch()
        assert BAR not in admin.get("/").text
    with clock.stopped_at(now + timedelta(hours=50)):
        admin.sign_in("quantri")
        assert "Bản sao lưu mới nhất đã cũ" in admin.get("/").text


def test_sixty_copies_take_two_pages(desk, admin):
    folder = desk.settings.backups
    folder.mkdir()
    for day in range(60):
        (folder / f"nam-tinh-hinh-2026{1 + day // 28:02}{1 + day % 28:02}-020000-0018-dem.nth").write_bytes(b"x")
    first, last = admin.get(PAGE).text, admin.get(f"{PAGE}?trang=99").text
    assert (first.count("Tải về<span"), last.count("Tải về<span"), "60 bản" in first) == (50, 10, True)
