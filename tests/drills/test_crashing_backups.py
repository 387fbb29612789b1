"""The power fails while a copy is made or put in place: a copy is whole or has no name, nothing is lost."""

import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from nam_tinh_hinh.kernel import backup
from nam_tinh_hinh.kernel.backup import snapshot
from tests.drills.crashing.steps import worth_dying_at
from tests.drills.crashing.workshop import DATABASE, KILLED
from tests.upkeep.harm import execute

pytestmark = [pytest.mark.drill, pytest.mark.sqlite]

MOST = 24
SINCE = "since_then"  # a table that only what was there before the restore has


@pytest.fixture(scope="module")
def ground(workshop, commune):
    return workshop.prepared(commune.kept, "tests.drills.crashing.acts:backing_up")


def later(moment: str) -> str:
    return (datetime.fromisoformat(moment) + timedelta(minutes=5)).isoformat()


def whole(folder: Path) -> list[tuple[int, int]]:
    """Return of each copy in ``folder``, opened and verified, how many registrations and attachments it holds."""
    found = []
    for one in backup.kept(folder / "sao-luu"):
        with backup.opened(one.path) as archive:
            found.append((archive.manifest.counts["exemplar"], archive.manifest.uploads))
    return found


def unfinished(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name == "dang-sao-luu" or path.suffix == ".tam"]


def test_killed_at_any_step_a_copy_is_whole_or_has_no_name(workshop, ground):
    asked = {"with": {"asked": ground.asked}}
    workshop.lay(ground.folder)
    steps = workshop.order("act", ground.moment, fatal=None, **asked)["said"][0]["steps"]
    assert {step.split()[0] for step in steps} >= {"VACUUM", "fsync", "os.rename", "COMMIT"}
    for step in worth_dying_at(steps, MOST):
        workshop.lay(ground.folder)
        assert workshop.order("act", ground.moment, fatal=step, **asked)["ended"] == KILLED
        made = whole(workshop.work)
        assert workshop.order("act", later(ground.moment), **asked)["ended"] == 0, steps[step - 1]
        assert whole(workshop.work) == [(1, 1)] * (len(made) + 1)
        assert unfinished(workshop.work) == []


@pytest.fixture(scope="module")
def archive(workshop, ground):
    workshop.lay(ground.folder)
    assert workshop.order("act", ground.moment, **{"with": {"asked": ground.asked}})["ended"] == 0
    [one] = backup.kept(workshop.work / "sao-luu")
    return shutil.copy(one.path, workshop.base)


@pytest.fixture
def place(workshop):
    """A folder in which installations stand beside each other."""
    return workshop.base / "cho"


def lay(ground, place: Path) -> Path:
    """Put the installation there as it went on after the copy was made; return its folder."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ground.folder, place / "du-lieu")
    execute(place / "du-lieu", f"CREATE TABLE {SINCE} (id INTEGER)")
    return place / "du-lieu"


def installations(place: Path) -> list[tuple[bool, bool]]:
    """Return of each sound installation in ``place`` whether it stands at the address and is the old one."""
    found = []
    for folder in sorted(place.iterdir()):
        if folder.is_dir() and not folder.name.startswith(".") and snapshot.is_sound(folder / DATABASE):
            with sqlite3.connect(folder / DATABASE) as database:
                is_old = bool(database.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", [SINCE]).fetchall())
            found.append((folder.name == "du-lieu", is_old))
    return found


def test_killed_at_any_step_of_a_restore_what_was_there_is_kept_and_the_next_try_succeeds(
    workshop, ground, archive, place
):
    target = lay(ground, place)
    asked = {"with": {"asked": {"command": ["restore", str(archive), "--dir", str(target), "--yes"]}}}
    steps = workshop.order("act", ground.moment, fatal=None, **asked)["said"][0]["steps"]
    assert installations(place) == [(True, False), (False, True)]
    assert [step for step in steps if step.startswith("os.rename")] != []
    for step in worth_dying_at(steps, MOST):
        lay(ground, place)
        assert workshop.order("act", ground.moment, fatal=step, **asked)["ended"] == KILLED
        assert [is_old for _here, is_old in installations(place)].count(True) == 1, steps[step - 1]
        done = workshop.order("act", later(ground.moment), **asked)
        assert done["ended"] == 0, (steps[step - 1], done["said"])
        found = installations(place)
        assert [is_old for here, is_old in found if here] == [False]
        assert [is_old for _here, is_old in found].count(True) == 1
        assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []
