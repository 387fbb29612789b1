"""The command line on a data folder of its own: install, accounts, refusing to run unsafe, finding what is broken."""

import re
import shutil
import stat
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import COMMANDS, group
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel.db import db
from tests.browser import Browser
from tests.upkeep.harm import execute

ANSWERS = ["--commune", "Phường Minh Họa", "--province", "Tỉnh Minh Họa", "--admin-name", "Đặng Anh Tuấn"]
ANSWERS += ["--admin", "quantri", "--hosts", "localhost, 192.168.1.10", "--no-https"]
CODE = re.compile(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){3}")


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(group, [*words, "--dir", str(folder)])


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("cai-dat") / "du-lieu"
    return folder, run(folder, "init", *ANSWERS)


@pytest.fixture
def installed(first, tmp_path) -> Path:
    """A fresh copy of a new installation."""
    return shutil.copytree(first[0], tmp_path / "du-lieu")


def code_for(username: str, said: Result, folder: Path) -> int:
    """Try the one-time code a command has printed; return where it leads: 303 in, 422 not in."""
    app = create_app(Settings.read(folder, {}))
    answer = Browser(app).sign_in(username, CODE.search(said.output)[0])
    with app.app_context():
        db.engine.dispose()
    return answer.status_code


def test_init_writes_settings_and_a_secret_only_the_server_can_read(first):
    folder, said = first
    assert said.exit_code == 0, said.output
    assert tomllib.loads((folder / "settings.toml").read_text("utf-8")) == {
        "hosts": ["localhost", "192.168.1.10"],
        "https": False,
        "idle_minutes": 15,
    }
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert len((folder / "secret_key").read_text()) >= 48


def test_the_administrators_code_lets_him_in(first, installed):
    assert code_for("quantri", first[1], installed) == 303


def test_init_never_writes_over_an_installation(installed):
    before = {file.name: file.read_bytes() for file in installed.iterdir()}
    said = run(installed, "init", *ANSWERS)
    assert (said.exit_code, "Không ghi đè" in said.output) == (1, True)
    assert {file.name: file.read_bytes() for file in installed.iterdir()} == before


def test_an_installation_that_was_cut_off_is_begun_anew(tmp_path):
    folder = tmp_path / "du-lieu"
    folder.mkdir()
    (folder / "settings.toml").write_text('hosts = ["localhost"]\n', "utf-8")
    (folder / "secret_key").write_text("k" * 48)
    said = run(folder, "init", *ANSWERS)
    assert said.exit_code == 0, said.output
    assert (folder / "secret_key").read_text() == "k" * 48
    assert code_for("quantri", said, folder) == 303


def test_an_account_is_added_closed_and_opened_again(installed):
    unit = ["--unit", "Đảng ủy Phường Minh Họa"]
    added = run(installed, "user", "add", "hoa", "--name", "Nguyễn Thị Hòa", *unit, "--role", "clerk")
    assert code_for("hoa", added, installed) == 303
    assert run(installed, "user", "disable", "hoa").exit_code == 0
    assert code_for("hoa", added, installed) == 422
    opened = run(installed, "user", "reset", "hoa")
    assert code_for("hoa", added, installed) == 422
    assert code_for("hoa", opened, installed) == 303


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["user", "disable", "ai-do"], "Không có tài khoản"),
        (["user", "reset", "ai-do"], "Không có tài khoản"),
        (["user", "add", "x", "--name", "X", "--unit", "Không có", "--role", "clerk"], "Không có đơn vị"),
        (["unit", "add", "Chi bộ 1", "--kind", "khong-co"], "Không có loại đơn vị"),
    ],
)
def test_a_command_that_finds_nothing_says_so_and_fails(installed, words, sentence):
    said = run(installed, *words)
    assert (said.exit_code, sentence in said.output) == (1, True)


def test_serve_names_everything_that_is_unsafe(tmp_path, monkeypatch):
    for name in ("NTH_SECRET_KEY", "NTH_HOSTS", "NTH_HTTPS"):
        monkeypatch.delenv(name, raising=False)
    said = run(tmp_path, "serve")
    assert said.exit_code == 1
    assert [word for word in ("khóa bí mật", "NTH_HOSTS", "NTH_HTTPS") if word not in said.output] == []


@pytest.mark.parametrize("command", ["serve", "doctor", "user"])
def test_no_command_works_on_a_database_that_is_not_of_today(installed, command):
    execute(installed, "UPDATE alembic_version SET version_num = 'older'")
    said = run(installed, *(["user", "reset", "quantri"] if command == "user" else [command]))
    assert (said.exit_code, "chưa đúng phiên bản" in said.output) == (1, True)


def test_doctor_without_an_installation_fails(tmp_path):
    assert run(tmp_path / "khong-co", "doctor").exit_code == 1


@pytest.mark.parametrize(("harm", "code"), [("SELECT 1", 200), ("DROP TABLE event", 503)])
def test_the_health_check_tells_whether_the_database_answers(installed, harm, code):
    execute(installed, harm)
    app = create_app(Settings.read(installed, {}))
    assert app.test_client().get("/healthz").status_code == code
    with app.app_context():
        db.engine.dispose()


def test_every_command_is_there_under_flask_too():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    under_flask = project["entry-points"]["flask.commands"]
    places = {name: place.split(":") for name, place in under_flask.items()}
    found = {name: getattr(import_module(module), attribute) for name, (module, attribute) in places.items()}
    assert found == {command.name: command for command in COMMANDS}
