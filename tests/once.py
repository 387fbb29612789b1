"""What many tests begin with: made once in a run by the program's own verbs, then each begins on a copy of it."""

from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.orm import Session

from nam_tinh_hinh.kernel.db import db
from tests.databases import Database


class Once:
    """The copies of one run, and whether the test that runs now has written anything yet."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[str, Callable[[], None]] = {}
        self.is_untouched = True
        for moment in ("after_flush", "after_commit"):
            event.listen(Session, moment, self._touch)

    def _touch(self, *_said: object) -> None:
        self.is_untouched = False

    def given(self, name: str, make: Callable[[], None]) -> None:
        """Have what ``make`` makes: from its copy when there is one and nothing was written in this test yet."""
        if self.is_untouched and name in self._kept:
            self._leave()
            self._kept[name]()
            return
        was_untouched = self.is_untouched
        make()
        db.session.commit()
        if was_untouched:
            self._leave()
            self._kept[name] = self._database.saved()

    def _leave(self) -> None:
        db.session.rollback()
        db.session.expire_all()
        db.engine.dispose()
