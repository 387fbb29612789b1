"""The disk is full, or cannot be written: words and not a bare error, no half row, no stray file; later it goes on."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.databases import Sqlite
from tests.drills.conftest import absent
from tests.drills.crashing.workshop import DATABASE, Ground, Workshop
from tests.drills.serving import Server

pytestmark = [pytest.mark.drill, pytest.mark.sqlite]
SPACE = 24 * 1024 * 1024
EVERYTHING = "tests.drills.crashing.acts:everything"
WORDS = ("hết chỗ", "chữ của bạn vẫn còn")
SLOW = "Bản in quá lớn"
PAGES = ("/", "/dan-van-kheo/", "/bao-cao/", "/huong-dan")
XLSX = "/dan-van-kheo/danh-sach.xlsx"


class Disk:
    """A small disk mounted where the program works, and the program running there."""

    def __init__(self, workshop: Workshop, ground: Ground) -> None:
        self.place, self.workshop, self.ground = workshop.work, workshop, ground
        shutil.copytree(ground.folder, self.place, dirs_exist_ok=True)
        self._let_sign_ins_be_old()
        self.temporary = self.place / "tmp"
        self.temporary.mkdir()
        self.start()
        self.asked: dict[str, dict] = ground.asked

    def _let_sign_ins_be_old(self) -> None:
        # So that every page wants to write down that the sign-in is in use.
        with sqlite3.connect(self.place / DATABASE) as database:
            database.execute("UPDATE sign_in SET seen_at = datetime(seen_at, '-10 minutes')")
        database.close()

    def start(self) -> None:
        """Start the server; its temporary files lie on the same disk."""
        self.server = Server(self.place, self.workshop.base / "server.log", TMPDIR=str(self.temporary))

    def fill(self) -> None:
        """Leave no byte."""
        with (self.place / "filler").open("wb", buffering=0) as filler:
            for size in (1 << 16, 1):
                with suppress(OSError):
                    while True:
                        filler.write(b"x" * size)

    def empty(self) -> None:
        (self.place / "filler").unlink()

    def remount(self, how: str) -> None:
        """Let the disk be read-only, or writable again; it must be at rest for that, so the server begins anew."""
        self.server.end()
        subprocess.run(["mount", "-o", f"remount,{how}", str(self.place)], check=True)
        self.start()

    def found(self) -> dict:
        """What a fresh process finds, but for when sign-ins were last used."""
        (now,) = self.workshop.looked(self.ground, [])
        return now | {"picture": {name: rows for name, rows in now["picture"].items() if name != "sign_in"}}


def counts(found: dict) -> dict[str, int]:
    return {table: len(rows) for table, rows in found["picture"].items()}


@pytest.fixture(scope="module")
def ground(workshop: Workshop, commune: Sqlite) -> Ground:
    return workshop.prepared(commune.kept, EVERYTHING)


@pytest.fixture
def disk(workshop: Workshop, ground: Ground) -> Iterator[Disk]:
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("mount"):
        absent("only root mounts a disk")
    for old in workshop.work.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SPACE}", "tmpfs", str(workshop.work)], check=False, capture_output=True
    )
    if mounted.returncode:
        absent(f"this machine lets nobody mount a disk: {mounted.stderr.decode()}")
    made = Disk(workshop, ground)
    yield made
    made.server.end()
    print(made.server.log.read_text("utf-8")[-6000:])  # shown when a drill fails
    subprocess.run(["umount", "-l", str(workshop.work)], check=True)


def refused(disk: Disk, act: str) -> None:
    """Send one thing; it is refused in words, and nothing of it is there."""
    before = disk.found()
    code, page = disk.server.send(disk.asked[act])
    if SLOW not in page:  # on a busy machine the paper's own limit of time may come first
        assert code in (503, 507), f"{act}: {code}\n{page[:3000]}"
        assert [word for word in WORDS if word not in page] == [], act
    after = disk.found()
    assert (after["picture"], after["wrong"], after["orphans"]) == (before["picture"], [], []), act
    assert set(after["files"]) - set(before["files"]) <= {f"{DATABASE}-journal"}, act


@pytest.mark.parametrize("full", [True, False])
def test_nothing_is_half_written_and_later_the_same_form_is_taken_once(disk, full):
    disk.fill() if full else disk.remount("ro")
    for act in ("registering", "sending_a_list", "saving_a_section", "deciding"):
        refused(disk, act)
    code, page = disk.server.get(XLSX, disk.asked["registering"]["cookie"])
    assert (code, WORDS[0] in page) == (503, True)
    disk.empty() if full else disk.remount("rw")
    before = counts(disk.found())
    for _press in range(2):
        codes = {act: disk.server.send(asked)[0] for act, asked in disk.asked.items()}
    # Deciding has no key: the second press is told who decided.
    assert codes == dict.fromkeys(disk.asked, 303) | {"deciding": 409, "uploading": 200}
    after = disk.found()
    grown = {table: n - before.get(table, 0) for table, n in counts(after).items() if n != before.get(table, 0)}
    assert (after["wrong"], after["orphans"]) == ([], [])
    assert {name: grown[name] for name in ("exemplar", "issued_paper", "registration_list", "attachment")} == {
        "exemplar": 1, "issued_paper": 1, "registration_list": 1, "attachment": 1,
    }  # fmt: skip


@pytest.mark.parametrize("full", [True, False])
def test_reading_goes_on_while_nothing_can_be_written(disk, full):
    disk.fill() if full else disk.remount("ro")
    cookie = disk.asked["registering"]["cookie"]
    assert {path: disk.server.get(path, cookie)[0] for path in PAGES} == dict.fromkeys(PAGES, 200)


def test_a_file_that_finds_no_room_leaves_nothing(disk):
    disk.fill()
    before = disk.found()
    code, page = disk.server.send(disk.asked["uploading"])
    after = disk.found()
    assert (after["picture"], after["wrong"], after["orphans"]) == (before["picture"], [], [])
    assert (code, WORDS[0] in page) == (422, True), page
    disk.empty()
    assert [disk.server.send(disk.asked["uploading"])[0] for _press in range(2)] == [200, 200]
    assert counts(disk.found())["attachment"] == counts(before).get("attachment", 0) + 1
