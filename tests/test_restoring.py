"""``restore``: a look first, what was there kept whole, and every refusal with nothing touched."""

import json
import os
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import group
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import backup, running, schema
from nam_tinh_hinh.kernel.backup import placing, refusing, sealed
from nam_tinh_hinh.kernel.db import db
from tests.browser import Browser
from tests.kernel.backup.given import written
from tests.test_backing_up import drop_what_came_after_0017, last
from tests.test_cli import CODE, first, installed, run  # noqa: F401 - fixtures
from tests.upkeep.harm import execute, hang


@pytest.fixture
def office(installed):  # noqa: F811
    """An installation with an attachment and one backup."""
    hang(installed)
    assert run(installed, "backup").exit_code == 0
    return installed


@pytest.fixture
def archive(office) -> Path:
    return backup.kept(office / "sao-luu")[0].path


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def events(folder: Path) -> int:
    with sqlite3.connect(folder / "nam-tinh-hinh.db") as database:
        return database.execute("SELECT count(*) FROM event").fetchone()[0]


def restored(archive: Path, target: Path, *words: str, answer: str | None = None) -> Result:
    given = ["restore", str(archive), "--dir", str(target), *words]
    return CliRunner().invoke(group, given if answer else [*given, "--yes"], input=answer)


def is_well(folder: Path) -> bool:
    said = run(folder, "doctor").output
    return said.endswith("Mọi thứ đều ổn.\n") and "LỖI" not in said


def test_into_an_empty_place_everything_is_there_but_the_key_of_the_contacts(first, office, archive, tmp_path):  # noqa: F811
    target = tmp_path / "may-moi" / "du-lieu"
    said = restored(archive, target)
    assert (said.exit_code, "contact_key" in said.output, "đăng nhập lại" in said.output) == (0, True, True), (
        said.output
    )
    new, old = tree(target), tree(office)
    here = sum(name.startswith("uploads/") for name in new)
    beside = {name: content for name, content in new.items() if not name.startswith("nam-tinh-hinh.db")}
    assert beside == {name: old[name] for name in beside}
    assert (here, len(beside), "contact_key" in new) == (1, 3, False)  # the file without a row stayed behind
    with backup.opened(archive) as found:
        assert events(target) == found.manifest.counts["event"] + 1
    assert last(target)[0][1] == "restore"
    assert json.loads(last(target)[0][3])["name"] == archive.name
    assert is_well(target)
    assert sorted(path.name for path in target.parent.iterdir()) == ["du-lieu"]
    app = create_app(Settings.read(target, {}))
    assert Browser(app).sign_in("quantri", CODE.search(first[1].output)[0]).status_code == 303
    with app.app_context():
        db.engine.dispose()


def test_over_an_installation_the_old_one_is_kept_whole_and_the_backups_stay(office, archive):
    execute(office, "CREATE TABLE since_then (id INTEGER)")
    before = tree(office)
    said = restored(archive, office)
    [aside] = office.parent.glob("du-lieu-truoc-khoi-phuc-*")
    assert (said.exit_code, aside.name in said.output, str(aside / "contact_key") in said.output) == (0, True, True)
    backups = {name: content for name, content in before.items() if name.startswith("sao-luu/")}
    assert {name: content for name, content in tree(office).items() if name.startswith("sao-luu/")} == backups
    kept = tree(aside)
    journal = "nam-tinh-hinh.db-journal"
    assert {**kept, **backups, journal: b""} == {**before, journal: b""}
    with sqlite3.connect(office / "nam-tinh-hinh.db") as database:
        assert database.execute("SELECT name FROM sqlite_schema WHERE name = 'since_then'").fetchall() == []


def test_it_shows_first_and_does_nothing_on_no(office, archive):
    before = tree(office)
    said = restored(archive, office, answer="n\n")
    assert (said.exit_code, "Chưa làm gì." in said.output) == (1, True)
    lines = {" ".join(line.split()) for line in said.output.splitlines()}
    assert {"bản sao lưu đang có", "Tài khoản 1 1", "Tệp đính kèm 1 1"} <= lines
    assert "được giữ nguyên" in said.output
    assert tree(office) == before
    assert restored(archive, office, answer="y\n").exit_code == 0


def test_sign_ins_of_that_day_are_ended(office, archive, tmp_path):
    execute(office, "INSERT INTO sign_in (user_id, token_hash, started_at, seen_at, address, awaits_code)"
            " VALUES (1, 'x', '2026-01-01', '2026-01-01', '', 0)")  # fmt: skip
    assert run(office, "backup").exit_code == 0
    restored(backup.kept(office / "sao-luu")[0].path, tmp_path / "moi")
    with sqlite3.connect(tmp_path / "moi" / "nam-tinh-hinh.db") as database:
        assert database.execute("SELECT count(*), count(ended_at) FROM sign_in").fetchall() == [(1, 1)]


def test_an_older_one_is_brought_up_to_date(office, tmp_path):
    drop_what_came_after_0017(office)
    app = create_app(Settings.read(office, {}))
    with app.app_context():
        made, newest = backup.make(backup.here(), office / "sao-luu"), schema.head()
        db.engine.dispose()
    said = restored(made.path, tmp_path / "moi")
    assert (said.exit_code, f"từ phiên bản 0017 lên {newest}" in said.output) == (0, True), said.output
    assert is_well(tmp_path / "moi")


def test_over_settings_that_cannot_be_read(office, archive):
    (office / "settings.toml").write_text("hosts = [")
    (office / "nam-tinh-hinh.db").write_text("not a database")
    assert restored(archive, office).exit_code == 0
    assert run(office, "doctor").exit_code == 0


def refused(archive: Path, target: Path, sentence: str, *words: str) -> None:
    """Restore, and see that it is refused with the sentence and that nothing is other than before."""
    before = tree(target.parent)
    said = restored(archive, target, *words)
    assert (said.exit_code, sentence in " ".join(said.output.split())) == (1, True), said.output
    assert tree(target.parent) == before


def newer_schema(said, members):
    said["schema"] = "9999"


def other_count(said, members):
    said["counts"]["user"] += 1


def other_head(said, members):
    said["head"] = "0" * 64


def no_database(said, members):
    from hashlib import sha256

    members["nam-tinh-hinh.db"] = b"x" * 5000
    said["members"]["nam-tinh-hinh.db"] = {"size": 5000, "sha256": sha256(b"x" * 5000).hexdigest()}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (newer_schema, refusing.NEWER), (lambda said, _m: said.update(format=2), refusing.NEWER),
        (other_count, refusing.DAMAGED), (other_head, refusing.DAMAGED), (no_database, refusing.DAMAGED),
    ],
)  # fmt: skip
def test_what_is_not_what_it_says_is_refused(office, archive, tmp_path, change, sentence):
    bad = written(archive, tmp_path / "a.nth", change)
    refused(bad, office, sentence)
    refused(bad, tmp_path / "moi", sentence)


def test_damaged_and_strange_files_are_refused(office, archive, tmp_path):
    good = archive.read_bytes()
    for name, content, sentence in (
        ("cut.nth", good[:-100], refusing.DAMAGED), ("half.nth", good[: len(good) // 2], refusing.DAMAGED),
        ("changed.nth", good[:9000] + b"?" + good[9001:], refusing.DAMAGED), ("word.nth", b"PK", refusing.NOT_OURS),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(content)
        refused(tmp_path / name, office, sentence)
    refused(tmp_path / "khong-co.nth", office, "Không thấy tệp")


def test_a_sealed_one_needs_its_key(office, tmp_path, monkeypatch):
    public, private = backup.new_key()
    monkeypatch.setenv("NTH_BACKUP_RECIPIENTS", public)
    run(office, "backup")
    archive = next(one.path for one in backup.kept(office / "sao-luu") if one.sealed)
    for name, content in (("dung", private), ("khac", backup.new_key()[1])):
        (tmp_path / name).write_text(content)
    refused(archive, office, sealed.NO_KEY)
    refused(archive, office, sealed.WRONG_KEY, "--identity", str(tmp_path / "khac"))
    refused(archive, office, sealed.NOT_A_KEY, "--identity", str(archive))
    assert restored(archive, tmp_path / "moi", "--identity", str(tmp_path / "dung")).exit_code == 0


def test_not_while_a_server_runs(office, archive):
    with running.hold(office):
        refused(archive, office, placing.RUNS)
    assert restored(archive, office).exit_code == 0


def test_one_restore_at_a_time(office, archive):
    with running.hold(office.parent, f".{office.name}-{placing.RESTORING}"):
        refused(archive, office, placing.TWICE)


def test_a_folder_that_cannot_be_moved_stays(office, archive, monkeypatch):
    real = os.rename

    def of_another(source, target, **said):
        if "truoc-khoi-phuc" in str(target):
            raise PermissionError(13, "in use")
        real(source, target, **said)

    monkeypatch.setattr(os, "rename", of_another)
    refused(archive, office, " ".join(placing.NOT_MOVED.split()))


def test_when_the_new_one_cannot_be_moved_in_the_old_one_is_back(office, archive, monkeypatch):
    real = os.rename

    def of_another(source, target, **said):
        if "dang-khoi-phuc" in str(source):
            raise OSError(28, "No space left on device")
        real(source, target, **said)

    monkeypatch.setattr(os, "rename", of_another)
    refused(archive, office, refusing.NO_ROOM)


def test_without_room_nothing_is_touched(office, archive, tmp_path, monkeypatch):
    import shutil

    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))
    refused(archive, office, refusing.NO_ROOM)
