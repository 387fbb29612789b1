"""What the doctor says of settings and files through which strangers could come in."""

import os
import tempfile
from pathlib import Path

import pytest

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.upkeep.checks import configured
from tests.test_cli import first, installed, run  # noqa: F401 - fixtures
from tests.upkeep.harm import doctor
from tests.upkeep.test_doctor import faults

SAFE = {"secret_key": "s" * 48, "hosts": ("nth.xa.local", "192.168.1.10", "may-chu"), "https": False}


@pytest.fixture
def office(installed):  # noqa: F811
    return installed


def said(folder: Path, **settings) -> list[tuple[str, str]]:
    found = configured.said(Settings(folder=folder, **(SAFE | settings)))
    return [(one.severity.value, one.what) for one in found]


def test_names_of_the_offices_own_network_are_safe(tmp_path):
    assert said(tmp_path) == []


@pytest.mark.parametrize(
    ("settings", "severity", "words"),
    [
        ({"hosts": ("*",)}, "fault", "nhận mọi tên"),
        ({"hosts": (".",)}, "fault", "nhận mọi tên"),
        ({"hosts": ("*.xa.local",)}, "fault", "nhận mọi tên"),
        ({"hosts": ("8.8.8.8",)}, "fault", "không có HTTPS"),
        ({"hosts": ("nth.minhhoa.gov.vn",)}, "unknown", "có ra Internet hay không"),
        ({"hosts": ()}, "fault", "Chưa khai tên máy chủ"),
        ({"https": None}, "fault", "có HTTPS hay không"),
        ({"secret_key": "short"}, "fault", "khóa bí mật"),
        ({"contact_key": "short"}, "fault", "Khóa liên hệ ngắn quá"),
    ],
)
def test_unsafe_settings_are_named(tmp_path, settings, severity, words):
    [(how, what)] = said(tmp_path, **settings)
    assert (how, words in what) == (severity, True), what


def test_with_https_in_front_the_internet_is_no_fault(tmp_path):
    assert said(tmp_path, hosts=("nth.minhhoa.gov.vn", "8.8.8.8"), https=True) == []


def test_the_doctor_looks_even_where_the_server_would_not_start(office):
    (office / "secret_key").write_text("short")
    (office / "settings.toml").write_text('hosts = ["*"]\n')
    assert len(faults(office)["settings"]) == 3


@pytest.mark.parametrize("content", ["hosts = [", 'https = "', "\xff"])
def test_settings_that_cannot_be_read_are_refused_in_words(office, content):
    (office / "settings.toml").write_bytes(content.encode("latin-1"))
    answer = doctor(office)
    assert (answer.exit_code, "Không đọc được settings.toml" in answer.output) == (1, True), answer.output


def test_other_commands_refuse_a_short_key_in_words(office):
    (office / "secret_key").write_text("short")
    answer = run(office, "user", "reset", "quantri")
    assert (answer.exit_code, "Chưa có khóa bí mật đủ dài" in answer.output) == (1, True), answer.output


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights otherwise")
def test_what_other_accounts_can_read_is_named_and_nothing_behind_a_closed_door():
    with tempfile.TemporaryDirectory() as name:
        outer = Path(name)
        folder = outer / "du-lieu"
        folder.mkdir()
        (folder / "secret_key").write_text("s" * 48)
        settings = Settings(folder=folder)
        for path, mode in ((outer, 0o700), (folder, 0o711), (folder / "secret_key", 0o644)):
            path.chmod(mode)
        assert list(configured.readable_by_others(settings)) == []
        outer.chmod(0o755)
        [found] = configured.readable_by_others(settings)
        assert found.what == f"Tài khoản khác trên máy này đọc được tệp khóa secret_key: {folder / 'secret_key'}."
        assert found.remedy == f"Chạy “chmod 600 {folder / 'secret_key'}”."
        folder.chmod(0o755)
        [found] = configured.readable_by_others(settings)
        assert "thư mục dữ liệu" in found.what
        folder.chmod(0o700)
        assert list(configured.readable_by_others(settings)) == []


def test_a_demonstration_is_named_and_a_fault_once_it_is_used_for_real(tmp_path):
    settings = Settings(folder=tmp_path)
    assert list(configured.demonstration(settings)) == []
    (tmp_path / "minh-hoa").touch()
    assert [one.severity.value for one in configured.demonstration(settings)] == ["remark"]
    (tmp_path / "settings.toml").touch()
    assert [one.severity.value for one in configured.demonstration(settings)] == ["fault"]


def test_without_an_installation_it_fails_in_words(tmp_path):
    answer = doctor(tmp_path / "khong-co")
    assert (answer.exit_code, "nam-tinh-hinh init" in answer.output) == (1, True)
