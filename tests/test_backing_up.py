"""``backup``, ``backup-key`` and the server's own: what is said, what the history keeps, what a failure leaves."""

import os
import re
import shutil
import sqlite3

import pytest

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import scheduler
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import backup, clock, running
from nam_tinh_hinh.kernel.backup import refusing
from nam_tinh_hinh.kernel.db import db
from tests.test_cli import execute, first, installed, run  # noqa: F401 - fixtures


@pytest.fixture
def office(installed):  # noqa: F811
    return installed


def last(folder, number: int = 1) -> list[tuple[str, str, str, str]]:
    """Return the newest rows of the history: who, what, why, details."""
    with sqlite3.connect(folder / "nam-tinh-hinh.db") as database:
        query = "SELECT actor_name, action, reason, details FROM event ORDER BY id DESC LIMIT ?"
        found = database.execute(query, [number]).fetchall()
    database.close()
    return found


def test_by_hand_it_is_said_and_recorded_without_a_place(office):
    said = run(office, "backup")
    [made] = backup.kept(office / "sao-luu")
    assert (said.exit_code, str(made.path) in said.output, "chưa mã hóa" in said.output) == (0, True, True), said.output
    [(who, what, why, details)] = last(office)
    assert (who, what, why, str(office) in details) == ("Dòng lệnh máy chủ", "backup", None, False)
    assert f'"name": "{made.name}"' in details
    assert run(office, "doctor").exit_code == 0


def test_it_goes_where_it_is_told(office, tmp_path):
    (tmp_path / "usb").mkdir()
    assert run(office, "backup", "--into", str(tmp_path / "usb")).exit_code == 0
    assert (len(backup.kept(tmp_path / "usb")), backup.kept(office / "sao-luu")) == (1, [])
    (office / "settings.toml").write_text('hosts = ["x"]\nhttps = false\nbackup_dir = "khac"\nbackup_keep = 1\n')
    for _ in range(2):
        assert run(office, "backup").exit_code == 0
    assert len(backup.kept(office / "khac")) == 1


def test_a_failure_is_said_and_recorded(office, tmp_path):
    said = run(office, "backup", "--into", str(tmp_path / "khong-co"))
    assert (said.exit_code, refusing.NO_FOLDER in said.output) == (1, True)
    assert [row[1:3] for row in last(office)] == [("backup_failed", refusing.NO_FOLDER)]


def test_the_keys_are_a_pair_and_kept_nowhere(office, tmp_path, monkeypatch):
    said = run_without_folder("backup-key")
    public, private = re.search(r"age1\w{58}", said)[0], re.search(r"AGE-SECRET-KEY-1\w+", said)[0]
    monkeypatch.setenv("NTH_BACKUP_RECIPIENTS", public)
    assert "đã mã hóa" in run(office, "backup").output
    (tmp_path / "khoa").write_text(private)
    with backup.opened(backup.kept(office / "sao-luu")[0].path, tmp_path / "khoa") as archive:
        assert archive.manifest.counts["user"] == 1


def run_without_folder(*words: str) -> str:
    from click.testing import CliRunner

    from nam_tinh_hinh.cli import group

    return CliRunner().invoke(group, words).output


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("backup_keep = 0", "từ 1 đến 1000"), ('backup_keep = "14"', "từ 1 đến 1000"),
        ('backup_recipients = ["x"]', "age1"), ("backup_recipients = [1]", "age1"), ("backup_dir = 7", "backup_dir"),
    ],
)  # fmt: skip
def test_settings_of_backups_are_checked(office, line, sentence):
    (office / "settings.toml").write_text(f'hosts = ["x"]\nhttps = false\n{line}\n')
    said = run(office, "serve")
    assert (said.exit_code, sentence in said.output) == (1, True), said.output


def test_migrate_makes_one_first_and_records_it(office):
    run(office, "backup")
    execute(office, "UPDATE alembic_version SET version_num = '0017'")
    drop_what_came_after_0017(office)
    said = run(office, "migrate")
    assert (said.exit_code, "Bản sao lưu trước khi nâng" in said.output) == (0, True), said.output
    newest = next(one for one in backup.kept(office / "sao-luu") if one.kind is backup.Kind.UPGRADE)
    assert ("-0017-" in newest.name, last(office)[0][1], newest.name in last(office)[0][3]) == (True, "backup", True)
    assert list(office.glob("truoc-*")) == []


def drop_what_came_after_0017(folder) -> None:
    from flask_migrate import downgrade, stamp

    app = create_app(Settings.read(folder, {}))
    with app.app_context():
        stamp(revision="head")
        db.session.remove()
        downgrade(revision="0017")
        db.engine.dispose()


def test_migrate_without_a_backup_does_nothing(office):
    drop_what_came_after_0017(office)
    (office / "sao-luu").write_text("a file where the folder should be")
    said = run(office, "migrate")
    assert (said.exit_code, refusing.NOT_WRITTEN in said.output) == (1, True), said.output
    with sqlite3.connect(office / "nam-tinh-hinh.db") as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("0017",)]


@pytest.mark.parametrize("words", [["serve"], ["migrate"]])
def test_neither_serves_nor_migrates_beside_a_running_server(office, words):
    with running.hold(office):
        said = run(office, *words)
    assert (said.exit_code, "Đang có máy chủ chạy" in said.output) == (1, True), said.output


def test_the_server_makes_one_a_night_and_says_when_it_could_not(office, caplog):
    app = create_app(Settings.read(office, {}))
    waiting = scheduler.jobs()
    scheduler.once(app, waiting)
    [made] = backup.kept(office / "sao-luu")
    assert (made.kind, [row[:2] for row in last(office)]) == (backup.Kind.NIGHTLY, [("Máy chủ tự làm", "backup")])
    scheduler.once(app, waiting)
    assert backup.kept(office / "sao-luu") == [made]

    shutil.rmtree(office / "sao-luu")
    (office / "sao-luu").write_text("a file where the folder should be")
    later = clock.now().replace(microsecond=0)
    for hour, tries in ((2, 1), (2, 1), (4, 2)):
        with clock.stopped_at(later.replace(year=later.year + 1, hour=hour)):
            scheduler.once(app, waiting)
        failed = [row[2] for row in last(office, 9) if row[1] == "backup_failed"]
        assert failed == [refusing.NOT_WRITTEN] * tries
    assert "back up" in caplog.text
    with app.app_context():
        db.engine.dispose()
    assert os.path.isfile(office / "sao-luu")
