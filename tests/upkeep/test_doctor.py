"""The doctor on a real installation: every harm is named, with why it matters and what to do; a sound one is let be."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import backup, clock
from nam_tinh_hinh.kernel.shipped import FONTS
from nam_tinh_hinh.upkeep.checks import CHECKS, machine
from tests.test_cli import first, installed, run  # noqa: F401 - fixtures
from tests.upkeep import harm
from tests.upkeep.harm import asked, doctor, execute, tamper

WELL = "Mọi thứ đều ổn."
PAPER = (
    "INSERT INTO issued_paper (unit_id, kind, symbol, period, number, count, number_text, day, title,"
    " subject_words, layout_code, audience, subject, content, sha256, size, pages,"
    " issued_by_name, issued_at, replaced_words)"
    " VALUES (2, 'notice', 'TB', '2026', 1, 1, '01-TB/BCĐ', '2026-03-02', 'Thông báo', 'x', 'dang', 'all',"
    " 'campaign', x'25', 'of other bytes', 1, 1, 'Ai đó', '2026-03-02', '')"
)
# As the program writes it down.
ISSUED = (
    "INSERT INTO event (at, actor_name, actor_unit, action, subject, subject_id, details, previous, hash)"
    " VALUES ('2026-03-02 01:00:00', 'Trần Thị Hà', '', 'issue', 'issued_paper', 7,"
    " '{\"after\": {\"number\": \"07-TB/BCĐ\"}}', 'x', 'y')"
)


@pytest.fixture
def office(installed):  # noqa: F811
    return installed


def findings(folder: Path, check: str) -> list[dict[str, str]]:
    """What the doctor finds there, in the words of its JSON."""
    said = json.loads(doctor(folder, "--json").output)
    return next(one["findings"] for one in said["checks"] if one["name"] == check)


def faults(folder: Path) -> dict[str, list[str]]:
    """Return the faults of every check that has any; each says why it matters and what to do."""
    said = doctor(folder, "--json")
    found: dict[str, list[str]] = {}
    for check in json.loads(said.output)["checks"]:
        assert all(one["why"] and one["remedy"].endswith((".", "”.")) for one in check["findings"])
        if wrong := [one["what"] for one in check["findings"] if one["severity"] == "fault"]:
            found[check["name"]] = wrong
    assert said.exit_code == bool(found)
    return found


def test_a_new_installation_is_well_and_asked_for_its_first_copy(office):
    said = doctor(office)
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, WELL)
    assert [line for line in said.output.splitlines() if not line.startswith(" ")] == ["Sao lưu", WELL]
    assert "Lưu ý: Chưa có bản sao lưu nào" in said.output


def test_monitoring_gets_every_check_by_name(office):
    said = doctor(office, "--json")
    report = json.loads(said.output)
    assert (said.exit_code, report["ok"]) == (0, True)
    assert [one["name"] for one in report["checks"]] == [check.name for check in CHECKS]


def moment_of(folder: Path, event_id: int) -> str:
    stored = asked(folder, f"SELECT at FROM event WHERE id = {event_id}")[0][0]
    return clock.moment_text(datetime.fromisoformat(stored).replace(tzinfo=UTC))


@pytest.fixture
def lived(office):
    harm.live(office)
    return office


def test_a_changed_row_of_the_history_is_named_with_its_moment(lived):
    tamper(lived, "UPDATE event SET actor_name = 'Ai đó' WHERE id = 5")
    assert faults(lived) == {
        "history": [
            f"Nhật ký đứt ở dòng 5 (“Tải nhật ký Excel” lúc {moment_of(lived, 5)}): nội dung của dòng này đã bị đổi."
        ]
    }


def test_a_row_taken_out_is_named(lived):
    tamper(lived, "DELETE FROM event WHERE id = 2")
    [said] = faults(lived)["history"]
    assert said.startswith("Nhật ký đứt ở dòng 3 (")
    assert moment_of(lived, 3) in said
    assert said.endswith("dòng ngay trước đã bị rút ra (thiếu dòng 2).")


def test_the_first_row_taken_out_is_named(lived):
    tamper(lived, "DELETE FROM event WHERE id = 1")
    [said] = faults(lived)["history"]
    assert said.endswith("dòng ngay trước đã bị rút ra (thiếu dòng 1).")


def test_two_rows_that_changed_places_are_told_from_rows_taken_out(lived):
    tamper(lived, *(f"UPDATE event SET id = {new} WHERE id = {old}" for old, new in ((2, 99), (3, 2), (99, 3))))
    said = faults(lived)["history"]
    assert [sentence.split(" (")[0] for sentence in said] == [f"Nhật ký đứt ở dòng {number}" for number in (2, 3, 4)]
    assert all("đổi chỗ" in sentence for sentence in said)


def test_a_row_written_anew_with_its_hash_breaks_the_next(lived):
    harm.rewrite(lived, 3)
    [said] = faults(lived)["history"]
    assert said.startswith("Nhật ký đứt ở dòng 4 ")
    assert "dòng ngay trước đã bị viết lại" in said


def test_a_row_that_cannot_even_be_read_is_a_fault(lived):
    tamper(lived, "UPDATE event SET details = 'x' WHERE id = 3")
    assert [sentence.split(":")[0] for sentence in faults(lived)["history"]] == ["Không kiểm được “Nhật ký”"]


def test_rows_taken_off_the_end_are_found_by_the_copy_that_has_them(office):
    harm.back_up(office)
    assert faults(office) == {}
    tamper(office, "DELETE FROM event WHERE id = (SELECT max(id) FROM event)")
    [said] = faults(office)["backups"]
    assert "Nhật ký đã mất phần cuối" in said


def test_many_breaks_are_counted_not_listed(office):
    tamper(office, "UPDATE event SET actor_name = 'Ai đó'")
    number = asked(office, "SELECT count(*) FROM event")[0][0]
    execute(office, *(f"INSERT INTO event (at, actor_name, actor_unit, action, subject, previous, hash)"
                      f" VALUES ('2026-01-01', 'x', '', 'x', 'x', '{n}', '{n}')" for n in range(5)))  # fmt: skip
    said = faults(office)["history"]
    assert (len(said), said[-1]) == (6, f"Nhật ký còn đứt ở {number} dòng nữa.")


def test_a_missing_and_a_changed_file_and_one_of_nobody(office):
    kept, orphan = harm.hang(office)
    assert (doctor(office).exit_code, faults(office)) == (0, {})
    assert [one["what"] for one in findings(office, "uploads")] == [
        f"Tệp không thuộc hồ sơ nào: {orphan.parent.name}/{orphan.name}."
    ]
    content = kept.read_bytes()
    kept.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert faults(office) == {"uploads": [f"Tệp đính kèm “Biên bản.pdf” ({kept.name[:12]}) đã bị đổi hoặc hỏng."]}
    kept.unlink()
    assert faults(office) == {"uploads": [f"Mất tệp đính kèm “Biên bản.pdf” ({kept.name[:12]})."]}


def test_an_issued_paper_that_was_changed(office):
    execute(office, PAPER)
    assert faults(office) == {"papers": ["Thông báo số 01-TB/BCĐ (dòng 1) không còn đúng như khi ban hành."]}


def test_an_issued_paper_that_is_gone(office):
    execute(office, ISSUED)
    assert faults(office)["papers"] == [
        "Mất văn bản đã ban hành số 07-TB/BCĐ (dòng 7, Trần Thị Hà ban hành lúc 08:00 ngày 02/03/2026)."
    ]


@pytest.mark.parametrize("table", ["unit", "event"])
def test_a_page_of_the_database_that_the_disk_spoilt(office, table):
    harm.flip_a_page(office, table)
    said = doctor(office)
    assert (said.exit_code, "LỖI: Cơ sở dữ liệu hỏng: " in said.output) == (1, True), said.output
    assert "nam-tinh-hinh restore" in said.output


@pytest.mark.parametrize("content", [b"not a database at all", b""])
def test_a_database_file_that_is_none(office, content):
    (office / "nam-tinh-hinh.db").write_bytes(content * 400)
    assert "schema" in faults(office)
    assert {one["severity"] for one in findings(office, "history")} == {"unknown"}


def test_a_row_that_points_to_nothing(office):
    execute(office, "UPDATE position SET unit_id = 99")
    [said] = faults(office)["orphan-rows"]
    assert said.startswith("Dòng mồ côi trong bảng position (dòng 1)")


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        ("0017", "chưa đúng phiên bản chương trình: dữ liệu ở bản 0017"),
        ("9999", "chương trình này không biết bản 9999"),
    ],
)
def test_a_database_of_another_program(office, revision, sentence):
    execute(office, f"UPDATE alembic_version SET version_num = '{revision}'")
    said = faults(office)
    assert (list(said), sentence in said["schema"][0]) == (["schema"], True)


def test_copies_none_old_damaged_and_sealed(office):
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        assert faults(office) == {"backups": ["Chưa có bản sao lưu nào."]}
    made = harm.back_up(office)
    assert (faults(office), len(findings(office, "backups"))) == ({}, 1)  # it lies on the same disk
    with clock.stopped_at(made.made_at + timedelta(hours=24, minutes=1)):
        assert faults(office) == {"backups": [f"Bản sao lưu mới nhất đã cũ: {clock.moment_text(made.made_at)}."]}
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 1
    made.path.write_bytes(content)
    [said] = faults(office)["backups"]
    assert "không dùng được. Bản sao lưu bị hỏng" in said
    made.path.unlink()
    harm.back_up(office, (backup.new_key()[0],))
    assert [one["severity"] for one in findings(office, "backups")] == ["unknown", "remark"]


def test_a_disk_that_is_nearly_full(office, monkeypatch):
    usage = shutil.disk_usage(office)._replace(free=machine.LEAST_FREE - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    [said] = faults(office)["disk"]
    assert said == f"Sắp hết chỗ trống: còn 500,0 MB ở {office}, cần ít nhất 500,0 MB."


def test_twice_the_data_has_to_be_free(office):
    with (office / "uploads.tmp").open("wb") as file:
        file.truncate(10**13)  # lies elsewhere: not counted
    assert list(machine.disk(settings_of(office))) == []
    (office / "uploads").mkdir()
    (office / "uploads.tmp").rename(office / "uploads" / "large")  # takes no room itself
    assert len(list(machine.disk(settings_of(office)))) == 1


def settings_of(folder: Path) -> Settings:
    return Settings.read(folder, {})


def test_a_font_that_is_missing_or_none(office, tmp_path, monkeypatch):
    folder = shutil.copytree(FONTS, tmp_path / "fonts")
    (folder / "Tinos-Bold.ttf").unlink()
    (folder / "Tinos-Italic.ttf").write_bytes(b"<!doctype html>")
    monkeypatch.setattr(machine, "FONTS", folder)
    assert faults(office) == {
        "font": ["Thiếu phông chữ in Tinos-Bold.ttf.", "Phông chữ in Tinos-Italic.ttf bị hỏng."],
    }


def test_a_clock_that_runs_behind(office):
    newest = datetime.fromisoformat(asked(office, "SELECT max(at) FROM event")[0][0]).replace(tzinfo=UTC)
    with clock.stopped_at(newest - timedelta(minutes=1)):
        assert list(faults(office)) == ["clock-of-rows"]
    with clock.stopped_at(datetime(2015, 1, 1, tzinfo=UTC)):
        said = faults(office)
        assert (list(said), "trước cả lúc cài chương trình" in said["clock"][0]) == (["clock", "clock-of-rows"], True)


def test_a_machine_without_time_zones_keeps_vietnams_hours_and_says_so():
    code = (
        "import sys; sys.modules['tzdata'] = None\n"
        "from nam_tinh_hinh.upkeep.checks.moment import machine_clock\n"
        "from nam_tinh_hinh.kernel import clock\n"
        "print(clock.VIETNAM.utcoffset(clock.now()), *(f.what for f in machine_clock(None)), sep='|')"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONTZPATH": "", "PYTHONIOENCODING": "utf-8"}, cwd=FONTS.parents[1],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert said.stdout.strip() == "7:00:00|Máy thiếu dữ liệu múi giờ (tzdata).", said.stderr


def test_a_server_that_did_not_open_its_periods(office):
    execute(office, "UPDATE regime SET valid_from = '2026-01-01' WHERE code = 'tt_week_14h00'")
    [said] = faults(office)["scheduler"]
    assert ("lẽ ra mở lúc" in said, "kỳ sau)" in said) == (True, True)


def test_contacts_whose_key_is_lost_are_told_with_the_way_out(office):
    row = "VALUES (1, x'00', '2026-06-01 00:00:00')"
    execute(office, f"INSERT INTO reply_contact (observation_id, sealed, written_at) {row}")
    [said] = faults(office)["contacts"]
    assert said.startswith("Không đọc được 1 liên hệ đã ghi")
