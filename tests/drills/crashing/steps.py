"""The steps at which a process can die: what it is about to write, in the order in which it does.

A step is a statement that SQLite is about to run (reads left out: dying before one leaves what dying before the next
write leaves), the moment after a commit, a file about to be opened for writing, renamed or removed, a folder about to
be made, an fsync and a child about to be started. Nothing in the program knows of it: SQLite's own trace and Python's
own audit events tell.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

SECRET, CONTACTS = "t" * 48, "c" * 48  # the keys of every installation that is killed here
READS = ("SELECT", "PRAGMA", "EXPLAIN", "WITH")
WRITING = os.O_WRONLY | os.O_RDWR
# Python's audit events of what changes a folder; ``open`` is looked at more closely.
CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"})
STARTS = frozenset({"subprocess.Popen"})
AROUND = ("COMMIT", "after COMMIT", "os.rename", "fsync")


class Steps:
    """Counts steps once armed; at number ``fatal`` (from 1) the process is killed, as by a cut of the power."""

    def __init__(self, fatal: int | None = None) -> None:
        self.fatal, self.names, self.armed = fatal, list[str](), False
        sys.addaudithook(self._heard)
        event.listen(Session, "after_commit", self._committed)
        self._watch_fsync()
        self._watch_databases()

    def take(self, name: str) -> None:
        """Note one step, the last one if it is the fatal one."""
        if self.armed:
            self.names.append(name)
            if len(self.names) == self.fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    def _committed(self, _session: Any) -> None:
        if self.names[-1:] == ["COMMIT"]:  # a savepoint's end is told as well
            self.take("after COMMIT")

    def _watch_fsync(self) -> None:
        # The one call that Python's audit does not tell of.
        real: Callable[[int], None] = os.fsync

        def fsync(handle: Any) -> None:
            self.take("fsync")
            real(handle)

        os.fsync = fsync

    def _watch_databases(self) -> None:
        real = sqlite3.connect

        def connect(*given: Any, **named: Any) -> sqlite3.Connection:
            connection = real(*given, **named)
            connection.set_trace_callback(self._statement)
            return connection

        sqlite3.connect = sqlite3.dbapi2.connect = connect  # type: ignore[assignment]

    def _heard(self, said: str, given: tuple[Any, ...]) -> None:
        if not self.armed:
            return
        if said == "open":
            self._opened(*given)
        elif said in CHANGES:
            self.take(f"{said} {os.path.basename(os.fsdecode(given[0]))}")
        elif said in STARTS:
            self.take(said)

    def _statement(self, sql: str) -> None:
        words = sql.lstrip().removeprefix("-- ").split()
        if words and words[0].upper() not in READS:
            self.take(" ".join(words[:3])[:60])

    def _opened(self, path: Any, mode: str | None, flags: int | None) -> None:
        writes = any(letter in (mode or "") for letter in "wxa+") or (flags or 0) & WRITING
        if writes and not isinstance(path, int):
            self.take(f"open {os.path.basename(os.fsdecode(path))}")


def worth_dying_at(names: list[str], most: int) -> list[int]:
    """Return the numbers of the steps to die at: all when there are ``most`` at the most, else a fair choice.

    The choice always has the first, the last, and those at and around commits, renames and fsyncs; the rest is spread
    evenly over what lies between.
    """
    every = range(1, len(names) + 1)
    if len(names) <= most:
        return list(every)
    sharp = {n for n in every if names[n - 1].startswith(AROUND)}
    chosen = {1, len(names)} | {near for n in sharp for near in (n - 1, n, n + 1) if near in every}
    others = [n for n in every if n not in chosen]
    room = max(most - len(chosen), 0)
    return sorted(chosen | {others[len(others) * n // room] for n in range(room) if others})
