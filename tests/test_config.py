"""Settings as an administrator writes them: understood as meant, or refused in words that name the line."""

import tomllib

import pytest
from click.testing import CliRunner

from nam_tinh_hinh.cli import group
from nam_tinh_hinh.config import Settings, UnsafeSettings

GOOD = 'hosts = ["nth.xa.local"]\nhttps = true\nproxy_hops = 1\n'


def read(folder, text, environ=None, encoding="utf-8"):
    (folder / "settings.toml").write_text(text, encoding)
    return Settings.read(folder, environ or {})


def refusal(folder, text, environ=None):
    with pytest.raises(UnsafeSettings) as refused:
        read(folder, text, environ)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_that_notepad_has_saved_is_read_too(tmp_path, encoding):
    settings = read(tmp_path, GOOD, encoding=encoding)
    assert (settings.hosts, settings.https, settings.proxy_hops) == (("nth.xa.local",), True, 1)


@pytest.mark.parametrize(
    ("line", "name", "meant"),
    [
        ('hosts = "nth.xa.local, 192.168.1.10"', "hosts", ("nth.xa.local", "192.168.1.10")),
        ('https = "không"', "https", False),
        ('https = "có"', "https", True),
        ("absolute_hours = 8", "absolute_hours", 8),
    ],
)
def test_a_value_written_another_way_means_the_same(tmp_path, line, name, meant):
    assert getattr(read(tmp_path, line), name) == meant


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("https = maybe", "Không đọc được settings.toml"),
        ('https = "được"', "settings.toml https: ghi true (có) hoặc false (không), không ghi “được”."),
        ("idle_minutes = 0", "settings.toml idle_minutes: ghi một số từ 5 đến 120, không ghi “0”."),
        ('idle_minutes = "15"', "settings.toml idle_minutes: ghi một số từ 5 đến 120, không ghi “15”."),
        ("idle_minutes = true", "settings.toml idle_minutes: ghi một số từ 5 đến 120, không ghi “True”."),
        ("backup_keep = 0", "settings.toml backup_keep: ghi một số từ 1 đến 1000, không ghi “0”."),
        ("idle_minutes = 525600", "settings.toml idle_minutes: ghi một số từ 5 đến 120, không ghi “525600”."),
        ("absolute_hours = -1", "settings.toml absolute_hours: ghi một số từ 1 đến 24, không ghi “-1”."),
        ('proxy_hops = "một"', "settings.toml proxy_hops: ghi một số từ 0 đến 5, không ghi “một”."),
        ("proxy_hop = 1\nhttp = true", "settings.toml có dòng không hiểu: http, proxy_hop."),
    ],
)
def test_what_one_cannot_go_by_is_refused_and_named(tmp_path, line, said):
    assert said in refusal(tmp_path, line)


def test_a_variable_that_says_nothing_is_named(tmp_path):
    said = refusal(tmp_path, GOOD, {"NTH_IDLE_MINUTES": "nửa giờ"})
    assert said == "NTH_IDLE_MINUTES: ghi một số từ 5 đến 120, không ghi “nửa giờ”."


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "settings.toml").write_bytes('# xã\nhosts = ["a"]'.encode("utf-16"))
    with pytest.raises(UnsafeSettings, match="Không đọc được"):
        Settings.read(tmp_path, {})


@pytest.mark.parametrize("command", ["serve", "doctor", "migrate", "due"])
def test_every_command_says_so_in_words(tmp_path, command):
    (tmp_path / "settings.toml").write_text("idle_minutes = 0")
    said = CliRunner().invoke(group, [command, "--dir", str(tmp_path)])
    assert (said.exit_code, "idle_minutes: ghi một số từ 5 đến 120" in said.output) == (1, True)


def safe(folder, **said):
    return Settings(folder=folder, hosts=("nth.xa.local",), secret_key="t" * 48, **said)


def test_tls_in_front_without_a_proxy_to_believe_is_unsafe(tmp_path):
    """Everybody would come from one address, and one who guesses passwords would keep the others out."""
    said = "Có HTTPS phía trước thì phải tin máy đứng trước đó: đặt NTH_PROXY_HOPS=1."
    assert safe(tmp_path, https=True).problems() == [said]
    assert safe(tmp_path, https=True, proxy_hops=1).problems() == []
    assert safe(tmp_path, https=False).problems() == []


def test_an_installation_behind_tls_believes_its_proxy_from_the_first_day(tmp_path):
    words = ["--commune", "Phường Thử", "--province", "Tỉnh Thử", "--admin", "quantri", "--admin-name", "Người Thử"]
    said = CliRunner().invoke(group, ["init", *words, "--hosts", "nth.xa.local", "--https", "--dir", str(tmp_path)])
    assert said.exit_code == 0, said.output
    assert tomllib.loads((tmp_path / "settings.toml").read_text("utf-8"))["proxy_hops"] == 1
    assert Settings.read(tmp_path, {}).problems() == []


@pytest.mark.parametrize(
    ("hops", "asked", "host"), [(0, [], "0.0.0.0"), (1, [], "127.0.0.1"), (1, ["--host", "10.0.0.2"], "10.0.0.2")]
)
def test_behind_a_proxy_the_server_listens_to_the_proxy_alone(tmp_path, monkeypatch, hops, asked, host):
    heard = []
    monkeypatch.setattr("waitress.serve", lambda _app, **said: heard.append(said["host"]))
    folder = tmp_path / "du-lieu"
    words = ["--commune", "Phường Thử", "--province", "Tỉnh Thử", "--admin", "quantri", "--admin-name", "Người Thử"]
    CliRunner().invoke(group, ["init", *words, "--hosts", "localhost", "--no-https", "--dir", str(folder)])
    said = CliRunner().invoke(group, ["serve", *asked, "--dir", str(folder)], env={"NTH_PROXY_HOPS": str(hops)})
    assert (said.exit_code, heard) == (0, [host]), said.output
