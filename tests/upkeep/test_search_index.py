"""The index of search on an installation: the doctor names every harm, ``reindex`` mends it, an upgrade fills it."""

import json

import pytest
from click.testing import CliRunner
from flask_migrate import downgrade

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import group
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import backup, schema, searching
from nam_tinh_hinh.kernel.db import db
from tests.test_cli import first, installed, run  # noqa: F401 - fixtures
from tests.upkeep.harm import asked, doctor, execute

UNITS = 6 * 2**40


@pytest.fixture
def office(installed):  # noqa: F811
    return installed


def found(folder) -> list[str]:
    said = json.loads(doctor(folder, "--json").output)
    return [one["what"] for check in said["checks"] if check["name"] == "search" for one in check["findings"]]


def test_a_new_installation_is_in_step(office):
    assert found(office) == []
    assert asked(office, "SELECT count(*) FROM search_entry")[0][0] == asked(office, "SELECT count(*) FROM unit")[0][0]


def test_every_harm_is_named_and_mended_by_the_command_it_names(office):
    execute(
        office,
        f"DELETE FROM search_entry WHERE id = {UNITS + 1}",
        f"UPDATE search_entry SET body = 'khac' WHERE id = {UNITS + 2}",
        f"INSERT INTO search_entry VALUES ({UNITS + 999}, 'ma', '')",
    )
    assert found(office) == [
        "1 dòng (Đơn vị) không có trong chỉ mục tìm kiếm.", "1 dòng (Đơn vị) có chỉ mục tìm kiếm cũ.",
        "1 mục (Đơn vị) thừa trong chỉ mục tìm kiếm.",
    ]  # fmt: skip
    assert "nam-tinh-hinh reindex" in doctor(office).output
    said = run(office, "reindex")
    assert (said.exit_code, said.output) == (0, "Đã lập chỉ mục tìm kiếm: 2 mục.\n")
    assert found(office) == []


def test_a_full_text_that_fell_out_of_step_with_its_table_is_named_and_mended(office):
    execute(office, "DROP TRIGGER search_entry_added", f"INSERT INTO search_entry VALUES ({UNITS + 999}, 'ma', '')")
    assert "Chỉ mục tìm kiếm hỏng." in found(office)
    execute(
        office,
        "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN"
        " INSERT INTO search_words(rowid, title, body) VALUES (new.id, new.title, new.body); END",
    )
    assert run(office, "reindex").exit_code == 0
    assert found(office) == []


def test_an_installation_of_before_search_has_its_index_filled_by_migrate(office):
    app = create_app(Settings.read(office, {}))
    with app.app_context():
        downgrade(revision="0018")
        db.session.remove()
        db.engine.dispose()
    assert run(office, "doctor").exit_code == 1
    assert run(office, "migrate").exit_code == 0
    assert found(office) == []
    app = create_app(Settings.read(office, {}))
    with app.app_context():
        assert schema.revision() == schema.head()
        assert db.session.scalar(db.select(db.func.count(searching.SearchEntry.id))) == 2
        db.session.remove()
        db.engine.dispose()


def test_a_restored_copy_finds_as_before(office, tmp_path):
    assert run(office, "backup").exit_code == 0
    archive = backup.kept(office / "sao-luu")[0].path
    into = tmp_path / "khoi-phuc"
    said = CliRunner().invoke(group, ["restore", str(archive), "--dir", str(into), "--yes"])
    assert said.exit_code == 0, said.output
    before = asked(office, "SELECT id, title, body FROM search_entry")
    assert asked(into, "SELECT id, title, body FROM search_entry") == before
    assert asked(into, "SELECT count(*) FROM search_words WHERE search_words MATCH 'dang'")[0][0] >= 1
