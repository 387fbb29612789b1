"""Making a backup: what is in it, what is not, what stays, and that a failure leaves nothing behind."""

import errno
import os
import shutil
import sqlite3
import stat
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nam_tinh_hinh.kernel import backup, clock, running
from nam_tinh_hinh.kernel.backup import names, packing, refusing, sealed
from nam_tinh_hinh.kernel.backup.packing import WORKSHOP
from tests.kernel.backup.given import PICTURES

NIGHT = datetime(2026, 11, 20, 19, 30, 5, tzinfo=UTC)  # half past two in Vietnam, the day after


@pytest.fixture
def key(tmp_path):
    public, private = backup.new_key()
    (tmp_path / "khoa").write_text(f"# ghi chú\n{private}\n")
    return public, tmp_path / "khoa"


def unpacked(archive: backup.Archive, into: Path) -> dict[str, bytes]:
    archive.unpack(into)
    return {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()}


def test_it_holds_the_database_its_files_and_the_settings_but_never_the_key_of_the_contacts(commune, tmp_path):
    with clock.stopped_at(NIGHT):
        made = backup.make(commune, commune.into, reason=backup.Kind.NIGHTLY)
    assert made == backup.Kept(
        commune.into / "nam-tinh-hinh-20261121-023005-0018-dem.nth", made.path.stat().st_size, NIGHT,
        backup.Kind.NIGHTLY, sealed=False,
    )  # fmt: skip
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    (tmp_path / "x").mkdir()
    with backup.opened(made.path) as archive:
        said, found = archive.manifest, unpacked(archive, tmp_path / "x")
    assert (said.counts, said.head, said.schema, said.missing, said.uploads) == (
        {"alembic_version": 1, "attachment": 3, "event": 2, "opinion": 500}, "bbb", "0018", (), 2,
    )  # fmt: skip
    uploads = {commune.upload(one).relative_to(commune.folder).as_posix(): one for one in PICTURES}
    small = {name: f"{name} = 'x'\n".encode() for name in ("secret_key", "settings.toml")}
    assert {name: content for name, content in found.items() if name != "nam-tinh-hinh.db"} == uploads | small
    copy = sqlite3.connect(tmp_path / "x" / "nam-tinh-hinh.db")
    assert copy.execute("SELECT count(*), min(text) FROM opinion").fetchall() == [(500, "ý kiến 0")]
    copy.close()


def test_nothing_else_is_left_behind(commune):
    before = commune.files()
    made = backup.make(commune, commune.into)
    assert commune.files() - before == {f"sao-luu/{made.name}", "sao-luu.lock"}
    assert not (commune.folder / WORKSHOP).exists()


def test_what_a_killed_one_left_is_swept_by_the_next(commune):
    (commune.folder / WORKSHOP).mkdir()
    (commune.folder / WORKSHOP / "nam-tinh-hinh.db").write_text("half")
    commune.into.mkdir()
    left = commune.into / "nam-tinh-hinh-20261121-023005-0018-dem.nth.tam"
    left.write_text("half")
    assert backup.kept(commune.into) == []
    made = backup.make(commune, commune.into)
    assert (left.exists(), (commune.folder / WORKSHOP).exists(), backup.kept(commune.into)) == (False, False, [made])


def test_two_in_one_second_do_not_share_a_name(commune):
    with clock.stopped_at(NIGHT):
        first, second = (backup.make(commune, commune.into) for _ in range(2))
    assert second.made_at - first.made_at == timedelta(seconds=1)
    assert backup.kept(commune.into) == [second, first]


def test_the_newest_of_each_kind_stay_and_strange_files_are_left_alone(commune):
    commune.into.mkdir()
    strange = ["ghi chú.txt", "nam-tinh-hinh-20200101-000000-0018-dem.zip", "nam-tinh-hinh-20261399-000000-1-dem.nth"]
    for name in strange:
        (commune.into / name).write_text("x")
    made = []
    for hour, kind in enumerate(["tay", "dem", "dem", "dem", "nang-cap"]):
        with clock.stopped_at(NIGHT + timedelta(hours=hour)):
            made.append(backup.make(commune, commune.into, keep=2, reason=kind))
    assert backup.kept(commune.into) == [made[4], made[3], made[2], made[0]]
    assert [name for name in strange if not (commune.into / name).exists()] == []


def test_the_newest_is_not_one_of_the_future(commune):
    made = []
    for days in (0, 9):
        with clock.stopped_at(NIGHT + timedelta(days=days)):
            made.append(backup.make(commune, commune.into))
    with clock.stopped_at(NIGHT + timedelta(days=1)):
        assert backup.newest(commune.into) == made[0]
    assert backup.newest(commune.folder / "khong-co") is None


def test_while_an_attachment_is_missing_nothing_older_is_thrown_away(commune):
    old = backup.make(commune, commune.into, keep=1)
    commune.upload(PICTURES[0]).unlink()
    commune.upload(PICTURES[1]).write_bytes(b"changed")
    new = backup.make(commune, commune.into, keep=1)
    assert backup.kept(commune.into) == [new, old]
    with backup.opened(new.path) as archive:
        lost = {commune.upload(one).name for one in PICTURES}
        assert (set(archive.manifest.missing), archive.manifest.uploads) == (lost, 0)


def test_sealed_it_opens_with_the_private_key_only_and_is_never_plain_beside(commune, key, tmp_path):
    other = tmp_path / "khac"
    other.write_text(backup.new_key()[1])
    made = backup.make(commune, commune.into, recipients=[key[0]])
    assert (made.sealed, made.path.name[-8:], b"alembic" in made.path.read_bytes()) == (True, ".nth.age", False)
    with backup.opened(made.path, key[1]) as archive:
        assert archive.manifest.counts["opinion"] == 500
    for identity, sentence in ((None, sealed.NO_KEY), (other, sealed.WRONG_KEY), (made.path, sealed.NOT_A_KEY)):
        with pytest.raises(backup.BackupRefused) as refused, backup.opened(made.path, identity):
            pass
        assert str(refused.value) == sentence


def test_sealing_is_read_back(commune, key, monkeypatch):
    real = sealed.pyrage.encrypt_io

    def losing(source, target, recipients):
        source.read(100)
        real(source, target, recipients)

    monkeypatch.setattr(sealed.pyrage, "encrypt_io", losing)
    refused(commune, refusing.DAMAGED, recipients=[key[0]])


def refused(commune, sentence, **said) -> None:
    before = {name: (commune.folder / name).read_bytes() for name in commune.files()}
    with pytest.raises(backup.BackupRefused) as why:
        backup.make(said.pop("source", commune), said.pop("into", commune.into), **said)
    assert str(why.value) == sentence
    after = {name: (commune.folder / name).read_bytes() for name in commune.files() - {"sao-luu.lock"}}
    assert after == {name: content for name, content in before.items() if name != "sao-luu.lock"}


def test_a_wrong_public_key_is_refused(commune):
    refused(commune, sealed.NOT_A_RECIPIENT, recipients=["age1khong-phai"])


def test_a_disk_that_is_not_plugged_in_is_refused_and_no_folder_made(commune, tmp_path):
    refused(commune, refusing.NO_FOLDER, into=tmp_path / "usb" / "sao-luu")
    assert not (tmp_path / "usb").exists()


def test_a_second_one_at_the_same_time_is_refused(commune):
    with running.hold(commune.folder, running.BACKUP):
        refused(commune, refusing.BUSY)


def test_postgres_is_told_its_own_way(commune):
    class Elsewhere:
        folder, database = commune.folder, "postgresql://nth@localhost/nth"

    refused(commune, refusing.NOT_SQLITE, source=Elsewhere())


def test_a_broken_database_is_refused_and_pushes_out_no_good_backup(commune):
    made = backup.make(commune, commune.into, keep=1)
    with (commune.folder / "nam-tinh-hinh.db").open("r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096 * 4))
    refused(commune, refusing.BROKEN, keep=1)
    assert backup.kept(commune.into) == [made]


@pytest.mark.skipif(not Path("/dev/shm").is_dir() or os.geteuid() != 0, reason="needs a small disk to mount")
def test_a_full_disk_is_refused_and_holds_no_half_archive(commune):
    small = Path(tempfile.mkdtemp(dir="/dev/shm"))
    if os.system(f"mount -t tmpfs -o size=16k tmpfs {small}"):
        shutil.rmtree(small)
        pytest.skip("no right to mount")
    try:
        refused(commune, refusing.NO_ROOM, into=small)
        assert list(small.iterdir()) == []
    finally:
        os.system(f"umount {small}")
        small.rmdir()


def test_a_disk_that_fills_while_it_writes_is_refused_and_holds_no_half_archive(commune, monkeypatch):
    def full(*_given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(packing.os, "fsync", full)
    refused(commune, refusing.NO_ROOM)


def test_a_kind_is_read_from_the_name(commune):
    made = backup.make(commune, commune.into, reason=backup.Kind.UPGRADE)
    assert replace(made, size=0) == replace(backup.kept(commune.into)[0], size=0)
    assert (names.kept(commune.into)[0].kind.label, made.kind) == ("Trước khi nâng cấp", backup.Kind.UPGRADE)
