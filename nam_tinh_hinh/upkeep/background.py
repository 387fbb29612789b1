"""Work that takes longer than a page may: one at a time, beside the pages, with its progress to be looked at."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from flask import Flask

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db

UNFORESEEN = "Máy chủ gặp lỗi giữa chừng. Hãy làm lại; vẫn lỗi thì xem nhật ký máy chủ."
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Run:
    """One run: when it began and ended, how far it is (``step``, ``done`` of ``total``), what came of it."""

    begun_at: datetime
    step: str = ""
    done: int = 0
    total: int = 0
    ended_at: datetime | None = None
    result: Any = None
    failure: str = ""

    @property
    def is_running(self) -> bool:
        return self.ended_at is None


@dataclass
class Job:
    """A kind of work, and its newest run in this process; None before the first."""

    name: str
    refusals: tuple[type[Exception], ...] = ()
    run: Run | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _ended: threading.Event = field(default_factory=threading.Event, repr=False)

    def start(self, app: Flask, work: Callable[[Tell], Any]) -> bool:
        """Begin ``work`` in a thread of its own; False, and nothing more, while one is running.

        ``work`` is given a function that says how far it is. The ``refusals`` it raises are sentences for people.
        """
        with self._lock:
            if self.run and self.run.is_running:
                return False
            self._ended.clear()
            self.run = Run(clock.now())
        threading.Thread(target=self._work, args=(app, work), name=self.name, daemon=True).start()
        return True

    def wait(self, seconds: float) -> None:
        """Return when the running work has ended, or after ``seconds``."""
        self._ended.wait(seconds)

    def _tell(self, step: str, done: int, total: int) -> None:
        self._change(step=step, done=done, total=total)

    def _change(self, **said: Any) -> None:
        with self._lock:
            assert self.run
            self.run = replace(self.run, **said)

    def _work(self, app: Flask, work: Callable[[Tell], Any]) -> None:
        result, failure = None, UNFORESEEN
        with app.app_context():
            try:
                result, failure = work(self._tell), ""
            except self.refusals as refused:
                failure = str(refused)
            except Exception:
                app.logger.exception("%s", self.name)
            finally:
                db.session.remove()
                self._change(ended_at=clock.now(), result=result, failure=failure)
                self._ended.set()
