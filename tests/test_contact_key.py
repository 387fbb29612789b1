"""The key of the contacts for replies on an installation: made once, missed by ``doctor``, never written over."""

import sqlite3
import stat

import pytest

from nam_tinh_hinh.cli import scheduler
from nam_tinh_hinh.config import Settings, UnsafeSettings
from nam_tinh_hinh.kernel.sealing import seal
from nam_tinh_hinh.situation.queries.contacts import purpose
from tests.test_cli import execute, first, installed, run  # noqa: F401 - fixtures

LOST = "Không đọc được 1 liên hệ đã ghi"


@pytest.fixture
def office(installed):  # noqa: F811
    return installed


def keep(folder):
    """Seal a contact in the database of an installation, under the key it has now."""
    sealed = seal(b"0912", key=(folder / "contact_key").read_text(), purpose=purpose(1))
    said = f"VALUES (1, x'{sealed.hex()}', '2026-06-01 00:00:00')"
    execute(folder, f"INSERT INTO reply_contact (observation_id, sealed, written_at) {said}")


def test_init_makes_a_key_of_its_own_that_only_the_server_can_read(first):  # noqa: F811
    key = first[0] / "contact_key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text()) >= 48
    assert key.read_text() != (first[0] / "secret_key").read_text()
    assert key.read_text() not in (first[0] / "settings.toml").read_text()


def test_an_older_installation_gets_one_when_it_is_brought_up_to_date(office):
    (office / "contact_key").unlink()
    assert run(office, "migrate").exit_code == 0
    assert stat.S_IMODE((office / "contact_key").stat().st_mode) == 0o600


def test_doctor_misses_a_key_under_which_contacts_lie(office):
    keep(office)
    assert LOST not in run(office, "doctor").output
    key = (office / "contact_key").read_text()
    (office / "contact_key").unlink()
    said = run(office, "doctor")
    assert (said.exit_code, LOST in said.output, "contact_key" in said.output) == (1, True, True)
    assert run(office, "migrate").exit_code == 0  # no new key is made over what waits for the old one
    assert not (office / "contact_key").exists()
    (office / "contact_key").write_text(key)
    assert LOST not in run(office, "doctor").output


def test_what_a_lost_key_closed_for_good_is_erased_on_demand_only(office):
    keep(office)
    (office / "contact_key").write_text("x" * 48)
    assert "Đã xóa 0 liên hệ." in run(office, "erase-contacts").output
    assert "Đã xóa 1 liên hệ." in run(office, "erase-contacts", "--unreadable").output
    with sqlite3.connect(office / "nam-tinh-hinh.db") as database:
        assert database.execute("SELECT sealed, erased_at IS NULL FROM reply_contact").fetchall() == [(None, 0)]
        assert database.execute("SELECT action FROM event ORDER BY id DESC LIMIT 1").fetchall() == [
            ("erase_unreadable",)
        ]
    assert LOST not in run(office, "doctor").output


def test_the_copy_before_a_migration_is_of_the_database_only(office):
    keep(office)
    key = (office / "contact_key").read_bytes()
    assert [file.name for file in office.glob("*.db") if key in file.read_bytes()] == []


def test_the_key_is_not_taken_from_the_settings_which_are_backed_up(tmp_path):
    (tmp_path / "settings.toml").write_text(f'contact_key = "{"s" * 48}"\n')
    assert Settings.read(tmp_path, {}).contact_key == ""
    assert Settings.read(tmp_path, {"NTH_CONTACT_KEY": "e" * 48}).contact_key == "e" * 48
    (tmp_path / "contact_key").write_text("f" * 48)
    settings = Settings.read(tmp_path, {})
    assert settings.contact_key == "f" * 48
    assert "f" * 48 not in repr(settings)


def test_a_short_key_is_refused(tmp_path):
    short = Settings(folder=tmp_path, secret_key="s" * 48, contact_key="abc", hosts=("x",), https=False)
    with pytest.raises(UnsafeSettings, match="Khóa liên hệ ngắn quá"):
        short.refuse_unsafe()


def test_the_running_server_looks_once_a_day():
    jobs = {job.name: job.daily for job in scheduler.jobs()}
    assert jobs == {"open periods": False, "erase contacts": True, "back up": False}
