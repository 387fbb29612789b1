"""The test's side: a folder, a zygote that works on it, and the drill itself."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nam_tinh_hinh.kernel import clock
from tests.drills.crashing.steps import worth_dying_at

INSIDE = "tests.drills.crashing.inside"
DATABASE = "nam-tinh-hinh.db"
KILLED = -9


@dataclass
class Ground:
    """The folder before an act, what is asked in it, and what may be found afterwards."""

    folder: Path
    asked: dict[str, Any]
    moment: str
    # What is there without the act, and where it may halt: after each of several transactions.
    halts: list[Any] = field(default_factory=list)
    # What is answered and found after the act was asked once, twice, three times.
    after: list[dict[str, Any]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)


class Workshop:
    """A place where the program is killed."""

    def __init__(self, base: Path) -> None:
        self.base, self.work = base, base / "work"
        self.work.mkdir()
        self.log = (base / "log").open("w")
        self.zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.drills.crashing.zygote", str(self.work)], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip

    def close(self) -> None:
        """End the zygote."""
        assert self.zygote.stdin
        self.zygote.stdin.close()
        self.zygote.wait(20)
        self.log.close()

    def order(self, verb: str, moment: str, **said: Any) -> dict[str, Any]:
        """Let a fork do something; return how it ended and what it said."""
        assert self.zygote.stdin
        assert self.zygote.stdout
        order = {"verb": f"{INSIDE}:{verb}", "moment": moment} | said
        self.zygote.stdin.write(json.dumps(order) + "\n")
        self.zygote.stdin.flush()
        done: dict[str, Any] = json.loads(self.zygote.stdout.readline())
        return done

    def said(self, verb: str, moment: str, **said: Any) -> Any:
        """Let a fork do something that must end well; return its answer."""
        done = self.order(verb, moment, **said)
        assert done["ended"] == 0, done["said"]
        return done["said"][0]

    def lay(self, folder: Path) -> None:
        """Put a copy of ``folder`` where the zygote works."""
        shutil.rmtree(self.work)
        shutil.copytree(folder, self.work)

    def ground(self, commune: Path, place: str, moment: datetime | None = None) -> Ground:
        """Prepare an act (``module:function``) on a copy of the commune's database, and let it run without a crash."""
        name, now = place.rpartition(":")[2], (moment or clock.now()).isoformat()
        shutil.rmtree(self.work)
        self.work.mkdir()
        shutil.copy(commune, self.work / DATABASE)
        (self.work / "settings.toml").write_text('hosts = ["localhost"]\nhttps = false\n')
        asked = self.said("prepare", now, **{"with": {"place": place}})["answer"]
        ground = Ground(self.base / name, asked, now)
        shutil.copytree(self.work, ground.folder)
        self._run_whole(ground)
        return ground

    def _run_whole(self, ground: Ground) -> None:
        """Run the act without a crash, and twice more; take its pictures and count its steps."""
        self.lay(ground.folder)
        before, *ground.after = self.looked(ground, ground.asked, presses=3)
        assert [found["wrong"] for found in (before, *ground.after)] == [[]] * 4
        ground.halts = [before["picture"], *self._halfway(ground)]
        self.lay(ground.folder)
        counted = self.said("act", ground.moment, fatal=None, **{"with": {"asked": ground.asked}})
        ground.steps = counted["steps"]

    def _halfway(self, ground: Ground) -> Iterator[Any]:
        """Yield what is there after each part of an act that consists of several."""
        if "part" in ground.asked:
            self.lay(ground.folder)
            part = {"call": ground.asked["part"]}
            while (now := self.looked(ground, part, presses=1)[1]["picture"]) != ground.after[0]["picture"]:
                yield now

    def looked(self, ground: Ground, asked: dict[str, Any], presses: int = 2) -> list[dict[str, Any]]:
        """What a fresh process finds, and finds after the same was asked again, so many times."""
        said = {"asked": asked, "presses": presses}
        found: list[dict[str, Any]] = self.said("look", ground.moment, **{"with": said})["answer"]
        return found

    def crash(self, ground: Ground, step: int) -> None:
        """Die at one step; then nothing is half done, and the same sent again is done once."""
        self.lay(ground.folder)
        died = self.order("act", ground.moment, fatal=step, **{"with": {"asked": ground.asked}})
        assert (died["ended"], died["said"]) == (KILLED, [])
        self.verify(ground, f"killed at step {step} ({ground.steps[step - 1]})")

    def verify(self, ground: Ground, what: str, *, acknowledged: bool = False) -> None:
        """Ask a fresh process what is there after ``what`` happened, and send the same form twice more."""
        found, *pressed = self.looked(ground, ground.asked)
        done = found["picture"] == ground.after[0]["picture"]
        assert found["wrong"] == [], what
        assert done or found["picture"] in ground.halts, f"{what}: half done\n{different(ground.halts[0], found)}"
        assert done or not acknowledged, f"{what}: answered, but not there"
        for expected, now in zip(ground.after[done : done + 2], pressed, strict=True):
            assert (now["answer"], now["wrong"]) == (expected["answer"], []), what
            assert now["picture"] == expected["picture"], f"{what}\n{different(expected['picture'], now)}"
            assert now["files"] == expected["files"], what

    def drill(self, ground: Ground, most: int = 40) -> list[int]:
        """Die at every step, or at a fair choice of ``most``; return where."""
        assert ground.steps[-1] == "answered"
        chosen = worth_dying_at(ground.steps, most)
        for step in chosen:
            self.crash(ground, step)
        return chosen


def different(one: dict[str, list[str]], found: dict[str, Any]) -> str:
    """Say which rows of what was ``found`` are not as in a picture."""
    lines, other = [], found["picture"]
    for table in sorted(one | other):
        here, there = set(one.get(table, [])), set(other.get(table, []))
        lines += [f"- {table}: {row[:300]}" for row in sorted(here - there)]
        lines += [f"+ {table}: {row[:300]}" for row in sorted(there - here)]
    return "\n".join(lines[:30])
