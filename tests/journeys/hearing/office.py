"""The demonstration's database from beside the server: filled before it starts, read after each step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import TO_JUDGE
from nam_tinh_hinh.situation.services import act
from nam_tinh_hinh.situation.tables import Observation
from tests.demonstration import demonstration
from tests.situation.given import Situation
from tests.world import World

T = TypeVar("T")


class Office:
    """The folder of one running demonstration."""

    folder: Path
    app: Any

    def fill(self, folder: Path, given: Callable[[Situation], Any]) -> None:
        """Fill ``folder`` with the demonstration and with what is ``given``; no desk of Hội CCB has anything left."""
        with demonstration(folder) as app:
            self.folder, self.app = folder, app
            given(_cleared(Situation(World(app))))

    def look(self, read: Callable[[], T]) -> T:
        """Return what ``read`` finds, on a connection of its own that is closed again."""
        with self.app.app_context():
            try:
                return read()
            finally:
                db.session.remove()
                db.engine.dispose()

    def one(self, query: Select[Any]) -> Any:
        """Return the only row that ``query`` finds."""
        return self.look(lambda: db.session.execute(query).one())

    def all(self, query: Select[Any]) -> list[Any]:
        """Return the rows that ``query`` finds."""
        return self.look(lambda: [tuple(row) for row in db.session.execute(query)])

    def files(self) -> dict[str, bytes]:
        """Return what lies in the folder now: the database, its journal, the server's log, uploads."""
        return {str(one.relative_to(self.folder)): one.read_bytes() for one in self.folder.rglob("*") if one.is_file()}


def _cleared(situation: Situation) -> Situation:
    desk = situation.reach("lanhdao")
    waiting = db.select(Observation).where(Observation.holder_id.in_(desk.desks), Observation.stage.in_(TO_JUDGE))
    for row in db.session.scalars(waiting).all():
        act(actor=desk, observation=row, action="confirm")
    db.session.commit()
    return situation
