"""The test's side: a folder, a zygote that works on it, and the drill itself."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nam_tinh_hinh.kernel import clock
from tests.drills.crashing.steps import CONTACTS, SECRET, worth_dying_at

INSIDE = "tests.drills.crashing.inside"
DATABASE = "nam-tinh-hinh.db"
KILLED = -9


@dataclass
class Ground:
    """The folder before an act, what is asked in it, and the ways on from wherever it may halt."""

    folder: Path
    asked: dict[str, Any]
    moment: str
    # For each state that may be found: what is found then, and after asking once and twice more. The last is the end.
    ways: list[list[dict[str, Any]]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    @property
    def happens_once(self) -> bool:
        """Whether asking again changes nothing."""
        *_, before_again, again = (found["picture"] for found in self.ways[-1])
        return bool(before_again == again == self.ways[-1][0]["picture"])


class Workshop:
    """A place where the program is killed."""

    def __init__(self, base: Path) -> None:
        self.base, self.work = base, base / "work"
        self.work.mkdir()
        self.log = (base / "log").open("w")
        self.zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.drills.crashing.zygote", str(self.work)], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
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

    def ground(self, commune: Path, place: str) -> Ground:
        """Prepare an act (``module:function``) on a copy of the commune's database, and let it run without a crash."""
        ground = self.prepared(commune, place)
        self._run_whole(ground)
        return ground

    def prepared(self, commune: Path, place: str) -> Ground:
        """Prepare an act."""
        name, now = place.rpartition(":")[2], clock.now().isoformat()
        shutil.rmtree(self.work)
        self.work.mkdir()
        shutil.copy(commune, self.work / DATABASE)
        (self.work / "settings.toml").write_text('hosts = ["localhost"]\nhttps = false\n')
        (self.work / "secret_key").write_text(SECRET)
        (self.work / "contact_key").write_text(CONTACTS)
        asked = self.said("prepare", now, **{"with": {"place": place}})["answer"]
        ground = Ground(self.base / name, asked, now)
        shutil.copytree(self.work, ground.folder)
        return ground

    def _run_whole(self, ground: Ground) -> None:
        """Run the act without a crash, from its beginning and from each halt; count its steps."""
        self.lay(ground.folder)
        whole = self.said("look", ground.moment, fatal=None, **{"with": {"asks": [ground.asked] * 3}})
        found, ground.steps = whole["answer"], whole["steps"]
        ground.ways = [found[:3], *self._halfway(ground), found[1:]]
        assert [one["wrong"] for way in ground.ways for one in way if one["wrong"]] == []

    def _halfway(self, ground: Ground) -> Iterator[list[dict[str, Any]]]:
        """Yield the ways on after each part of an act that consists of several."""
        for number in range(1, ground.asked.get("parts", 1)):
            self.lay(ground.folder)
            yield self.looked(ground, [{"call": ground.asked["part"]}] * number + [ground.asked] * 2)[number:]

    def looked(self, ground: Ground, asks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What a fresh process finds, and finds after each of ``asks``."""
        found: list[dict[str, Any]] = self.said("look", ground.moment, **{"with": {"asks": asks}})["answer"]
        return found

    def crash(self, ground: Ground, step: int) -> None:
        """Die at one step; then nothing is half done, and the same sent again is done once."""
        self.lay(ground.folder)
        died = self.order("act", ground.moment, fatal=step, **{"with": {"asked": ground.asked}})
        assert (died["ended"], died["said"]) == (KILLED, [])
        self.verify(ground, f"killed at step {step} ({ground.steps[step - 1]})")

    def verify(self, ground: Ground, what: str) -> None:
        """Ask a fresh process what is there after ``what`` happened, and send the same form twice more."""
        found, *pressed = self.looked(ground, [ground.asked] * 2)
        assert found["wrong"] == [], what
        way = next((way for way in ground.ways if way[0]["picture"] == found["picture"]), None)
        assert way, f"{what}: half done\n{different(ground.ways[0][0]['picture'], found)}"
        for expected, now in zip(way[1:], pressed, strict=True):
            assert (now["answer"], now["wrong"]) == (expected["answer"], []), what
            assert now["picture"] == expected["picture"], f"{what}\n{different(expected['picture'], now)}"
            assert now["files"] == expected["files"], what

    def drill(self, ground: Ground, most: int = 40) -> list[str]:
        """Die at every step, or at a fair choice of ``most``; return at which."""
        assert ground.steps[-1] == "answered"
        chosen = worth_dying_at(ground.steps, most)
        for step in chosen:
            self.crash(ground, step)
        return [ground.steps[step - 1] for step in chosen]


def different(one: dict[str, list[str]], found: dict[str, Any]) -> str:
    """Say which rows of what was ``found`` are not as in a picture."""
    lines, other = [], found["picture"]
    for table in sorted(one | other):
        here, there = set(one.get(table, [])), set(other.get(table, []))
        lines += [f"- {table}: {row[:300]}" for row in sorted(here - there)]
        lines += [f"+ {table}: {row[:300]}" for row in sorted(there - here)]
    return "\n".join(lines[:30])
