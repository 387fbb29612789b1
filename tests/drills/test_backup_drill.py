"""Backups made of a running server that is written to, each restored: nothing acknowledged is lost, nothing is torn."""

import hashlib
import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nam_tinh_hinh.cli import group
from nam_tinh_hinh.kernel import backup, clock
from tests.drills.served import Visitor, serving
from tests.kernel.uploads import given

pytestmark = pytest.mark.drill

TIMES = 3
# All there is to say of a restored demonstration: that it is one, and that it has not made a copy of its own so far.
EXPECTED = {"Thư mục dữ liệu thật này bắt đầu từ bản minh họa."}
PAPER = given.pdf(b"<< /So 1 >>")


def run(*words: object) -> Result:
    return CliRunner().invoke(group, [str(word) for word in words])


def asked(folder: Path, query: str, *said: object) -> list[tuple[object, ...]]:
    database = sqlite3.connect(folder / "nam-tinh-hinh.db", timeout=30, isolation_level=None)
    try:
        return database.execute(query, said).fetchall()
    finally:
        database.close()


def issue_a_paper(folder: Path) -> None:
    asked(
        folder,
        "INSERT INTO issued_paper (unit_id, kind, symbol, period, number, count, number_text, day, title,"
        " subject_words, layout_code, audience, subject, content, sha256, size, pages,"
        " issued_by_name, issued_at, replaced_words)"
        " SELECT id, 'notice', 'TB', '2026', 900, 1, '900-TB/BCĐ', ?, 'Thông báo', 'x', 'dang', 'all',"
        " 'campaign', ?, ?, ?, 1, 'Ai đó', '2026-03-02 00:00:00', '' FROM unit LIMIT 1",
        date(2026, 3, 2).isoformat(), PAPER, hashlib.sha256(PAPER).hexdigest(), len(PAPER),
    )  # fmt: skip


class Writers:
    """Clerks who write without a pause: new entries, and files hung on registrations."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.ended = address, threading.Event()
        self.entries, self.files, self.wrong = 0, 0, list[object]()
        one = "SELECT channel_id, area_id, topic_id FROM observation WHERE kind = 'petition' AND area_id IS NOT NULL"
        self.place = dict(zip(("channel_id", "area_id", "topic_id"), asked(folder, f"{one} LIMIT 1")[0], strict=True))
        self.exemplars = [row for (row,) in asked(folder, "SELECT id FROM exemplar WHERE stage = 'draft'")]
        self.threads = [threading.Thread(target=self._until_ended, args=(work,)) for work in (self._enter, self._hang)]

    def __enter__(self) -> "Writers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_said: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _until_ended(self, work) -> None:
        try:
            visitor, number = Visitor(self.address, "canbo"), 0
            while not self.ended.is_set():
                number += 1
                work(visitor, number)
        except Exception as error:
            self.wrong.append(error)

    def _enter(self, visitor: Visitor, number: int) -> None:
        typed = self.place | {
            "kind": "petition", "content": f"Bà con phản ánh việc số {number}.", "voices": "3", "severity": "normal",
            "group_id": "", "source": "", "on_day": clock.day_text(clock.today()), "buoc": "luu",
        }  # fmt: skip
        code, page = visitor.post("/phan-anh/ghi", typed)
        if code == 200 and "Đã ghi nội dung số".encode() in page:
            self.entries += 1
        else:
            self.wrong.append((code, page[:200]))

    def _hang(self, visitor: Visitor, number: int) -> None:
        row = self.exemplars[number % len(self.exemplars)]
        code, page = visitor.hang(f"/tep/them/exemplar/{row}", given.pdf(b"<< /So %d >>" % number))
        if code == 200:
            self.files += 1
        elif code not in (403, 404, 422):  # not his to change; as many as may hang
            self.wrong.append((code, page[:200]))

    def wait_for_more(self, entries: int) -> None:
        """Wait until some more has been acknowledged, or something went wrong."""
        meant = self.entries + entries
        while self.entries < meant and not self.wrong and not self.ended.wait(0.05):
            pass


@pytest.fixture(scope="module")
def drilled(tmp_path_factory) -> tuple[Path, list[tuple[Path, int]]]:
    """The folder of a demonstration and its backups, each with how many entries were acknowledged before it."""
    folder = tmp_path_factory.mktemp("tap") / "du-lieu"
    folder.mkdir()
    made = []
    with serving(folder, "demo") as address:
        while not backup.kept(folder / "sao-luu"):  # the server's own first one, at its start
            threading.Event().wait(0.1)
        issue_a_paper(folder)
        before = asked(folder, "SELECT count(*) FROM observation")[0][0]
        with Writers(address, folder) as writers:
            for _ in range(TIMES):
                writers.wait_for_more(3)
                least = before + writers.entries
                said = run("backup", "--dir", folder)
                assert said.exit_code == 0, said.output
                made.append((backup.kept(folder / "sao-luu")[0].path, least))
            writers.wait_for_more(1)
        assert (writers.wrong, writers.entries > TIMES, writers.files > 0) == ([], True, True)
    return folder, made


@pytest.mark.parametrize("number", range(TIMES))
def test_each_backup_made_under_load_restores_whole(drilled, tmp_path, number):
    archive, least = drilled[1][number]
    target = tmp_path / "du-lieu"
    said = run("restore", archive, "--dir", target, "--yes")
    assert said.exit_code == 0, said.output
    with backup.opened(archive) as found:
        meant = found.manifest
    tables = {name: asked(target, f'SELECT count(*) FROM "{name}"')[0][0] for name in meant.counts}
    assert tables == meant.counts | {"event": meant.counts["event"] + 1}  # the restore itself
    assert asked(target, "SELECT previous FROM event ORDER BY id DESC LIMIT 1") == [(meant.head,)]
    assert least <= tables["observation"]
    files = {path.name: path.read_bytes() for path in (target / "uploads").rglob("*") if path.is_file()}
    hashes = {digest for (digest,) in asked(target, "SELECT sha256 FROM attachment")}
    assert ({name: hashlib.sha256(content).hexdigest() for name, content in files.items()}, meant.missing) == (
        {digest: digest for digest in hashes}, (),
    )  # fmt: skip
    assert asked(target, "SELECT content FROM issued_paper WHERE number = 900") == [(PAPER,)]
    (target / "settings.toml").write_text('hosts = ["127.0.0.1"]\nhttps = false\n')
    said = run("doctor", "--dir", target)
    faults = {line.removeprefix("  LỖI: ") for line in said.output.splitlines() if "LỖI" in line}
    assert faults == EXPECTED, said.output


def test_on_a_restored_one_people_sign_in_and_read_the_very_paper_that_was_issued(drilled, tmp_path):
    archive, _least = drilled[1][-1]
    target = tmp_path / "du-lieu"
    assert run("restore", archive, "--dir", target, "--yes").exit_code == 0
    [(paper,)] = asked(target, "SELECT id FROM issued_paper WHERE number = 900")
    with serving(target, "serve") as address:
        visitor = Visitor(address, "thuongtruc")
        assert visitor.is_in
        assert visitor.get(f"/van-ban/{paper}.pdf") == PAPER
        said = run("restore", archive, "--dir", target, "--yes")
        assert (said.exit_code, "Máy chủ đang chạy" in said.output) == (1, True)
